"""Catalogues: compiled ones say what their sources say; the frame speaks English when asked."""

from __future__ import annotations

from babel.messages.pofile import read_po
from django.test import Client
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext

from minhbach.web.fields import DayInput, PercentField
from minhbach.web.words import LOCALE, compiled, without_english


def test_every_compiled_catalogue_is_that_of_its_source() -> None:
    sources = sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))
    assert {po.parts[-3] for po in sources} == {"en", "vi"}
    stale = [po.parts[-3] for po in sources if po.with_suffix(".mo").read_bytes() != compiled(po)]
    assert not stale, "run: manage.py words"


def test_every_sentence_of_the_product_has_its_english() -> None:
    assert not without_english(), "run: manage.py words --update, then write the English into locale/en"


def test_what_is_put_into_a_sentence_has_the_same_names_in_english() -> None:
    with (LOCALE / "en" / "LC_MESSAGES" / "django.po").open("rb") as source:
        catalog = read_po(source, locale="en")
    assert [(message.id, str(fault)) for message, faults in catalog.check() for fault in faults] == []


def test_a_word_for_many_things_is_plural_in_english_and_the_same_in_vietnamese() -> None:
    with translation.override("en"):
        assert (gettext("Đơn vị"), pgettext("many", "Đơn vị")) == ("Unit", "Units")
    with translation.override("vi"):
        assert pgettext("many", "Đơn vị") == "Đơn vị"


def test_english_is_shown_to_one_who_chose_it(db: None) -> None:
    browser = Client()
    browser.post("/giao-dien/", {"language": "en", "back": "/cong-khai/"})
    assert "Plans and progress" in browser.get("/cong-khai/").content.decode()


def test_a_wrong_password_is_answered_in_vietnamese(db: None) -> None:
    answer = Client().post("/tai-khoan/dang-nhap/", {"login": "khong-co", "password": "sai-het-ca"})
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in answer.content.decode()


def test_no_sentence_is_fixed_in_the_language_of_the_first_visitor() -> None:
    """Forms are made once a process: what they say at that moment must wait for the language of each page."""
    assert isinstance(DayInput().attrs["placeholder"], Promise)
    assert isinstance(PercentField().error_messages["max_value"], Promise)
