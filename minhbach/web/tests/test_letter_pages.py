"""A numbered letter on the page of a unit that it names: its own items and the signed file, no other text."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from minhbach.supervision.models import Letter, LetterItem
from minhbach.web.tests.scene import Scene, make_scene

WORDS = "paper-words"  # the body of the letter


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


@pytest.fixture
def letter(scene: Scene) -> Letter:
    day = date(2026, 4, 8)
    made = Letter.objects.create(
        author=scene.cast.focal, as_of=day, digest="x", number="12/SKHCN-VP", dated=day, sent_on=day
    )
    for unit, text in ((scene.cast.finance, "Công khai dự toán"), (scene.cast.health, "Trả lời hỏi đáp")):
        LetterItem.objects.create(
            letter=made, unit=unit, text=text, deadline="31/3/2026", late_days=8, standing="quá hạn 8 ngày"
        )
    return made


def page_of(browser: Client, letter: Letter) -> str:
    return browser.get(f"/don-doc/cong-van/{letter.pk}/").content.decode()


def word_of(browser: Client, letter: Letter) -> int:
    return browser.get(f"/don-doc/cong-van/{letter.pk}/tai.docx").status_code


def test_a_unit_that_it_names_reads_its_own_items_and_no_other_wording_of_the_letter(scene, letter):
    unit = scene.browser("finance_officer")
    page = page_of(unit, letter)
    assert "12/SKHCN-VP" in page
    assert "Công khai dự toán" in page
    assert "1 nội dung của đơn vị" in page
    for other in ("Trả lời hỏi đáp", WORDS, "Kính gửi", "tai.docx"):
        assert other not in page
    assert word_of(unit, letter) == 404


@pytest.mark.parametrize("login", ["focal_officer", "leader"])
def test_its_author_and_those_who_oversee_read_the_whole_letter(scene, letter, login):
    browser = scene.browser(login)
    page = page_of(browser, letter)
    assert WORDS in page
    assert "Trả lời hỏi đáp" in page
    assert word_of(browser, letter) == 200
