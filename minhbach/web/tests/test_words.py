"""Catalogues: compiled ones say what their sources say; the frame speaks English when asked."""

from __future__ import annotations

from django.test import Client
from django.utils.functional import Promise

from minhbach.web.fields import DayInput, PercentField
from minhbach.web.words import LOCALE, compiled


def test_every_compiled_catalogue_is_that_of_its_source() -> None:
    sources = sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))
    assert {po.parts[-3] for po in sources} == {"en", "vi"}
    stale = [po.parts[-3] for po in sources if po.with_suffix(".mo").read_bytes() != compiled(po)]
    assert not stale, "run: manage.py words"


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
