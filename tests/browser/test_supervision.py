"""A day passes: a duty is overdue, the ladder runs, the letter is made (journey 4 of the screens)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PASSWORD, running
from tests.browser.pages import Desk, Office, look_again_until
from tests.torture.conftest import Place

TASK = "Công bố bản đồ quy hoạch"
NUMBER = "512/SKHCN-VP"


@pytest.fixture(scope="module")
def night(browser: Browser, places: Callable[[str], Place]) -> Iterator[tuple[Place, Office]]:
    """An office in the evening, with its worker; the place, so that the night can pass."""
    place = places("night")
    place.run("tests.browser.night_scenes", "evening")
    with running(place) as address:
        yield place, Office(browser, address, PASSWORD)


def test_a_day_passes_and_the_letter_is_made(night: tuple[Place, Office]) -> None:
    place, office = night
    focal = office.desk("daumoi").goto("/don-doc/")
    focal.see("Không đơn vị nào quá hạn")

    place.run("tests.browser.night_scenes", "overnight")
    unit_is_told(office)
    write_letter(focal)
    issue_letter(focal)
    unit_reads_letter(office)
    focal.close()


def unit_is_told(office: Office) -> None:
    """The officer finds one reminder, opens the task behind it, and answers that it is known."""
    unit = office.desk("canbo.sxd").goto("/thong-bao/")
    row = unit.main.get_by_role("listitem").filter(has_text=TASK)
    look_again_until(row.first)
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Đã quá hạn")
    row.get_by_role("button", name="Đã biết").click()
    unit.goto("/thong-bao/?xem=da-doc").see("đã báo là biết")
    unit.close()


def write_letter(focal: Desk) -> None:
    """One button for every late unit; the Word file has blanks where văn thư writes."""
    focal.goto("/don-doc/")
    focal.see("Sở Xây dựng", "main")
    focal.press("Soạn công văn đôn đốc 1 đơn vị")
    focal.see("Dự thảo công văn đôn đốc", "h1")
    focal.see(TASK)
    with focal.page.expect_download() as coming:
        focal.press("Tải Word")
    document = Document(BytesIO(Path(coming.value.path()).read_bytes()))
    said = " ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert TASK in said
    assert "nhắc 1 lần" in said


def issue_letter(focal: Desk) -> None:
    """The number is recorded; pressing the button again on the same list leads to the same letter."""
    letter = focal.page.url
    focal.page.get_by_label("Số, ký hiệu").fill(NUMBER)
    focal.page.get_by_label("Ngày ký").fill(focal.page.evaluate("new Date().toLocaleDateString('en-GB')"))
    focal.press("Ghi số công văn")
    focal.see(f"Công văn {NUMBER}", "h1")
    focal.goto("/don-doc/")
    focal.see(NUMBER, "main")
    focal.main.get_by_role("link", name="Sở Xây dựng").click()
    focal.see(f"công văn {NUMBER}")
    focal.main.get_by_role("link", name=TASK).click()
    focal.see("Đã đôn đốc")
    focal.press(f"Công văn {NUMBER}", exact=False)
    assert focal.page.url == letter
    assert focal.complaints == []


def unit_reads_letter(office: Office) -> None:
    unit = office.desk("canbo.sxd").goto("/thong-bao/")
    unit.press(f"Công văn {NUMBER}")
    unit.see(f"Công văn {NUMBER}", "h1")
    unit.see(TASK)
    assert unit.complaints == []
    unit.close()
