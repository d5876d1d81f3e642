"""A plan of 73 tasks looked through from the first key to the last, without a mouse and without a reload."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Page, Request, expect

from minhbach.reading.tests import papers
from tests.browser.pages import PATIENCE, Desk, Draft
from tests.house import ROOT

SHARED = ROOT.parent / "shared"

ROWS = 73
WORKS = (
    "Nạo vét kênh",
    "Trồng cây ven đường",
    "Sửa cầu treo",
    "Lắp đèn chiếu sáng",
    "Dựng nhà chờ",
    "Kẻ vạch đường",
)
LEADS = ("Sở Tài chính", "Sở Xây dựng", "Sở Y tế", "Sở Tư pháp", "Văn phòng UBND tỉnh")
# Up and down, the doubts and the rows: at most so many keys a row.
KEYS_A_ROW = 2


def sample(path: Path) -> Path:
    """A table of 73 tasks; some with two days in a cell, some of a body that no list knows."""
    head = papers.row(
        *map(papers.cell, ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"))
    )
    rows = []
    for n in range(1, ROWS + 1):
        lead = "Hội Hoa kiểng" if n % 18 == 0 else LEADS[n % len(LEADS)]
        time = "Trước 15/9/2026, xong trước 30/10/2026" if n % 12 == 0 else f"Trước {n % 27 + 1}/11/2026"
        work = f"{WORKS[n % len(WORKS)]} số {n} trên địa bàn tỉnh"
        rows.append(papers.row(*map(papers.cell, (str(n), work, lead, "", time))))
    said = (
        "ỦY BAN NHÂN DÂN TỈNH SÔNG LAM", "Số: 73/KH-UBND", "Sông Lam, ngày 05 tháng 01 năm 2026", "KẾ HOẠCH",
        "Chỉnh trang đường tỉnh năm 2026",
    )  # fmt: skip
    path.write_bytes(
        papers.word(*(papers.para(papers.run(text)) for text in said), papers.table(head, *rows))
    )
    return path


# What tells that the page has answered: the revision and the place looked at.
STATE = """() => { const now = document.getElementById('duyet'); if (!now) return '';
  const revision = now.querySelector('[name=revision]');
  return [revision && revision.value, now.dataset.current, now.dataset.ask].join('|'); }"""


class Reviewer:
    """A person at the keyboard: counts keys, and how long the server takes for what a key asks."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys, self.milliseconds, self.loads = page, 0, [], 0
        page.on("requestfinished", self._finished)

    def _finished(self, request: Request) -> None:
        if request.is_navigation_request():
            self.loads += 1
        elif "/buoc/" in request.url:
            timing = request.timing
            self.milliseconds.append(timing["responseStart"] - timing["requestStart"])

    def press(self, key: str) -> None:
        """One key, and the page as it answers it."""
        before = self.state()
        self.page.keyboard.press(key)
        self.keys += 1
        if not key.isdigit():
            self._answered(before)

    def _answered(self, before: str) -> None:
        """The content policy of the page lets no test put a waiting script into it."""
        for _ in range(PATIENCE // 10):
            if self.state() != before:
                return
            self.page.wait_for_timeout(10)
        raise AssertionError("the page did not answer: " + before)

    def state(self) -> str:
        return str(self.page.evaluate(STATE))

    def left(self) -> tuple[int, int]:
        """Questions that are open; rows that nobody has accepted."""
        asked = int(self.page.locator(".tabs-bar .hot b").inner_text())
        done, rows = self.page.locator(".soat-dem b").first.inner_text().split("/")
        return asked, int(rows) - int(done)

    def answer_everything(self) -> None:
        for _ in range(400):
            asked, _rows = self.left()
            if not asked:
                return
            if not self.page.locator("form[data-ask] input:checked").count():
                last = self.page.locator("form[data-ask] input[type=radio]").count()
                self.press(str(last))
            self.press("Enter")

    def accept_the_rest(self) -> None:
        for _ in range(400):
            if not self.left()[1]:
                return
            self.press("Enter")

    @property
    def told(self) -> str:
        p50 = median(self.milliseconds) if self.milliseconds else 0
        return f"{self.keys} keys, {len(self.milliseconds)} steps, server p50 {p50:.0f} ms"


def review_all(desk: Desk, path: Path) -> Reviewer:
    draft = Draft.dropped(desk, path)
    person = Reviewer(draft.page)
    person.press("n")
    person.answer_everything()
    draft.open_list("Nhiệm vụ")
    person.press("ArrowDown")
    person.accept_the_rest()
    return person


def test_73_rows_are_confirmed_by_keys_alone(
    desk_of: Callable[..., Desk], tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    desk = desk_of("daumoi")
    person = review_all(desk, sample(tmp_path / "duong-tinh.docx"))
    record_property("review", person.told)
    print(person.told)
    expect(desk.page.locator(".soat-dem").first).to_contain_text(f"{ROWS}/{ROWS}")
    assert person.keys <= KEYS_A_ROW * ROWS
    assert person.loads == 0, "a step must not load the whole page"


def test_letters_typed_into_a_field_are_no_commands(desk_of: Callable[..., Desk], tmp_path: Path) -> None:
    page = Draft.dropped(desk_of("daumoi"), sample(tmp_path / "go-chu.docx")).page
    page.goto(page.url.split("?")[0] + "?xem=nhiem-vu&dong=t2")
    page.keyboard.press("s")
    field = page.locator("[name='f.text']")
    expect(field).to_be_focused()
    page.keyboard.type(" jkntgbzs")
    expect(field).to_have_value("Sửa cầu treo số 2 trên địa bàn tỉnh jkntgbzs")
    page.keyboard.press("Escape")
    expect(field).to_have_count(0)
    expect(page.locator("tr.cur")).to_be_focused()


def test_a_step_taken_back_by_a_key_is_done_again_by_another(
    desk_of: Callable[..., Desk], tmp_path: Path
) -> None:
    page = Draft.dropped(desk_of("daumoi"), sample(tmp_path / "lam-lai.docx")).page
    page.goto(page.url.split("?")[0] + "?xem=nhiem-vu&dong=t1")
    done = page.locator(".soat-dem b").first
    page.keyboard.press("Enter")
    expect(done).to_have_text(f"1/{ROWS}")
    page.keyboard.press("z")
    expect(done).to_have_text(f"0/{ROWS}")
    page.keyboard.press("Shift+Z")
    expect(done).to_have_text(f"1/{ROWS}")


def test_keys_struck_faster_than_the_page_answers_are_all_carried_out(
    desk_of: Callable[..., Desk], tmp_path: Path
) -> None:
    page = Draft.dropped(desk_of("daumoi"), sample(tmp_path / "go-nhanh.docx")).page
    page.goto(page.url.split("?")[0] + "?xem=nhiem-vu&dong=t1")
    for key in ("Enter", "Enter", "Enter", "z", "Enter", "Enter"):
        page.keyboard.press(key)
    expect(page.locator(".soat-dem b").first).to_have_text(f"4/{ROWS}")


def test_a_real_plan_is_answered_by_keys_alone(
    desk_of: Callable[..., Desk], tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    path = SHARED / "samples" / "003.docx"
    if not path.exists():
        pytest.skip("the real plans are not here")
    desk = desk_of("daumoi")
    person = review_all(desk, path)
    record_property("review", person.told)
    asked, waiting = person.left()
    assert (asked, waiting) == (0, 0)
    assert person.loads == 0, "a step must not load the whole page"


def test_a_place_of_the_page_that_is_pressed_opens_its_row(desk_of: Callable[..., Desk]) -> None:
    page = Draft.dropped(desk_of("daumoi"), ROOT / "samples" / "minh-bach-2026.pdf").page
    expect(page.locator(".leaf img").first).to_be_visible()
    page.locator("#goc-t3").first.click(force=True)
    expect(page.locator("tr#dong-t3.cur")).to_be_visible()
    expect(page.locator("#goc-t3").first).to_have_class("mk content now")


def test_the_question_and_its_row_are_in_sight_together(desk_of: Callable[..., Desk], tmp_path: Path) -> None:
    page = Draft.dropped(desk_of("daumoi"), sample(tmp_path / "cung-thay.docx")).page
    page.set_viewport_size({"width": 1366, "height": 768})
    for number in range(1, 6):
        page.keyboard.press("j")
        question, row = page.locator(".ask h2"), page.locator("tr.cur")
        expect(page.locator(".ask .pinq.on")).to_have_text(str(number + 1))
        expect(question).to_be_in_viewport()
        expect(row).to_be_in_viewport(ratio=1)
        below = page.locator(".ask").bounding_box()
        assert row.bounding_box()["y"] >= below["y"] + below["height"]
