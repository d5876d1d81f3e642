"""What stands beside a draft: boxes on the pages of a PDF, text that went into no field, suggestions."""

from __future__ import annotations

from typing import Any

import pytest

from minhbach.intake.core import slips, unread
from minhbach.intake.core.changes import remove
from minhbach.intake.core.leaves import leaves
from minhbach.intake.core.marks import Asked, marked
from minhbach.intake.core.rows import DraftError, with_keys

A4 = [595.3, 841.9]


def paragraph(text: str, page: int, boxes: list[list[float]], breaks: list[int]) -> dict[str, Any]:
    return {"kind": "paragraph", "text": text, "page": page, "bbox": boxes, "breaks": breaks, "zone": "body"}


def plan(text: str, **row: Any) -> dict[str, Any]:
    return with_keys({"tasks": [{"text": text, "place": {"block": 0}, "lead": [], **row}]})


def test_a_finding_that_runs_over_a_page_is_boxed_on_both_pages() -> None:
    text = "Lập danh mục hồ và giao từng xã trông coi"
    block = paragraph(text, 1, [[85, 800, 300, 812], [85, 60, 250, 72]], [0, 20])
    pages = leaves(marked([block], plan(text)), [A4, A4])
    first, second = ([mark for mark in page.marks if mark.kind == "content"] for page in pages)
    assert first[0].area == "M85.0 800.0H300.0V812.0H85.0z"
    assert second[0].area == "M85.0 60.0H250.0V72.0H85.0z"
    assert (first[0].is_first, second[0].is_first) == (True, False)


def test_the_words_of_a_question_are_boxed_within_their_line_with_its_number() -> None:
    text = "Sở Y tế; Sở Tài chính"
    block = paragraph(text, 1, [[100, 100, 200, 112]], [0])
    data = plan(text, lead=["Sở Y tế", "Sở Tài chính"])
    pages = leaves(marked([block], data, [Asked(3, ("Sở Tài chính",), ("t1",), True, "d0")]), [A4])
    doubt = next(mark for mark in pages[0].marks if mark.kind == "doubt")
    left, right = (float(one) for one in (doubt.area[1:].split()[0], doubt.area.split("H")[1].split("V")[0]))
    assert 130 < left < 150 < right <= 200.1
    assert (doubt.pin, doubt.ask, doubt.is_current) == (3, "d0", True)


def test_lines_whose_beginnings_are_not_known_are_boxed_as_wholes() -> None:
    block = paragraph("Lập danh mục hồ", 1, [[85, 100, 300, 112], [85, 112, 200, 124]], [])
    pages = leaves(marked([block], plan("Lập danh mục")), [A4])
    assert pages[0].marks[0].area == "M85.0 100.0H300.0V124.0H85.0z"


def pieces() -> dict[str, Any]:
    rows = [
        {"code": "1", "text": "Đắp bờ", "place": {"block": 1}},
        {"code": "2", "text": "Khơi mương", "place": {"block": 4}},
    ]
    items = [
        {"text": "trước mùa lũ", "place": {"block": 2}},
        {"text": "Trong năm nay:", "place": {"block": 3}},
    ]
    return with_keys({"tasks": rows, "unread": items})


def test_unread_text_joins_the_row_above_behind_its_words_and_the_row_below_before_them() -> None:
    data = unread.join(pieces(), "u1", "t1")
    data = unread.join(data, "u2", "t2")
    assert [row["text"] for row in data["tasks"]] == ["Đắp bờ trước mùa lũ", "Trong năm nay: Khơi mương"]
    assert data["unread"] == []


def test_the_nearest_rows_are_offered_to_unread_text() -> None:
    assert [row["key"] for row in unread.neighbours(pieces(), "u1") if row] == ["t1", "t2"]


def test_text_that_joined_a_row_is_marked_as_its_content() -> None:
    data = unread.join(pieces(), "u1", "t1")
    blocks = [paragraph(t, 1, [[85, 100, 300, 112]], [0]) for t in ("", "Đắp bờ", "trước mùa lũ", "", "")]
    made = marked(blocks, data)
    assert [span.row for span in made.spans[2, -1, -1]] == ["t1"]


def test_a_row_that_is_no_task_stands_ticked_among_the_unread() -> None:
    data = remove(pieces(), "t1")
    assert [(item["text"], item.get("settled")) for item in data["unread"]][-1] == ("Đắp bờ", True)


def mistyped() -> dict[str, Any]:
    said = {"path": "tasks[0].text", "start": 7, "text": "các các", "suggestion": "các", "reason": "doubled"}
    more = {"path": "tasks[0].text", "start": 19, "text": "mươg", "suggestion": "mương", "reason": "syllable"}
    return with_keys({"tasks": [{"text": "Rà lại các các con mươg"}], "slips": [said, more]})


def test_a_slip_is_put_right_only_when_a_person_says_so_and_the_next_one_keeps_its_place() -> None:
    data = mistyped()
    assert data["tasks"][0]["text"] == "Rà lại các các con mươg"
    data = slips.settle(data, "0", "fix")
    assert data["tasks"][0]["text"] == "Rà lại các con mươg"
    assert [number for number, _slip in slips.open_slips(data)] == [1]
    assert slips.settle(data, "1", "fix")["tasks"][0]["text"] == "Rà lại các con mương"


def test_a_word_that_is_kept_is_not_asked_about_again() -> None:
    data = slips.settle(mistyped(), "0", "leave")
    assert data["tasks"][0]["text"] == "Rà lại các các con mươg"
    assert [number for number, _slip in slips.open_slips(data)] == [1]
    with pytest.raises(DraftError):
        slips.settle(data, "0", "fix")


def test_a_suggestion_follows_its_row_and_goes_where_its_word_was_typed_over() -> None:
    data = mistyped()
    data["tasks"].insert(0, {"text": "Dòng khác", "key": "t9"})
    data["slips"][0]["path"] = data["slips"][1]["path"] = "tasks[1].text"
    assert [slip["path"] for slip in remove(data, "t9")["slips"]] == ["tasks[0].text"] * 2
    data["tasks"][1]["text"] = "Rà lại các con mương"
    assert slips.open_slips(data) == []
