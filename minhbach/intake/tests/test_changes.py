"""The steps of a review lose nothing and can be taken back."""

from __future__ import annotations

from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minhbach.intake.core import changes, unread
from minhbach.intake.core.doubts import is_open, open_doubts
from minhbach.intake.core.patches import apply, difference
from minhbach.intake.core.rows import DraftError, find, where, with_keys

WORDS = st.lists(
    st.sampled_from(["rà", "soát", "công", "khai", "thủ", "tục", "đất", "đai", "cổng", "tỉnh"]),
    min_size=2,
    max_size=8,
)


def task(words: list[str], number: int) -> dict:
    return {
        "code": str(number),
        "text": " ".join(words),
        "lead": ["Sở Tài chính"],
        "coordinating": [],
        "supervising": [],
        "time": {"kind": "none", "start": None, "due": None, "recurrence": None, "trigger": None},
        "place": {"block": number, "quote": " ".join(words)},
    }


@st.composite
def drafts(draw: st.DrawFn) -> dict:
    rows = [task(words, n) for n, words in enumerate(draw(st.lists(WORDS, min_size=1, max_size=6)), 1)]
    doubted = draw(st.lists(st.integers(0, len(rows) - 1), max_size=4))
    doubts = [
        {"path": f"tasks[{at}].lead", "reason": "unit_unknown", "candidates": [], "about": rows[at]["code"]}
        for at in doubted
    ]
    return with_keys({"tasks": rows, "doubts": doubts, "unread": []})


STEPS = st.lists(
    st.tuples(st.sampled_from(["split", "merge", "remove", "move", "edit", "add"]), st.integers(0, 5)),
    max_size=8,
)


def stepped(data: dict, verb: str, number: int) -> dict:
    """One step of a review on some row; a step that the draft refuses changes nothing."""
    if not data["tasks"]:
        return data
    row = data["tasks"][number % len(data["tasks"])]
    words = row["text"].split()
    try:
        match verb:
            case "split":
                middle = len(words) // 2
                return changes.split(
                    data, row["key"], " ".join(words[:middle]) + "\n" + " ".join(words[middle:])
                )
            case "merge":
                return changes.merge(data, row["key"])
            case "remove":
                return changes.remove(data, row["key"])
            case "move":
                return changes.move(data, row["key"], 1 if number % 2 else -1)
            case "edit":
                return changes.edit(data, row["key"], {"product": "Báo cáo"})
            case _:
                return changes.add(data, "tasks", {"text": "việc mới", "time.kind": "none"}, after=row["key"])
    except DraftError:
        return data


def all_words(data: dict) -> list[str]:
    texts = [row["text"] for row in data["tasks"]] + [item["text"] for item in data["unread"]]
    return sorted(
        word for text in texts if text != "việc mới" for word in text.split() if word not in ("việc", "mới")
    )


@given(drafts(), STEPS)
@settings(max_examples=150, deadline=None)
def test_no_step_loses_a_word_of_the_document(data: dict, steps: list[tuple[str, int]]) -> None:
    before = all_words(data)
    for verb, number in steps:
        data = stepped(data, verb, number)
    assert all_words(data) == before


@given(drafts(), STEPS)
@settings(max_examples=150, deadline=None)
def test_taking_steps_back_gives_exactly_the_draft_before(data: dict, steps: list[tuple[str, int]]) -> None:
    first, back = deepcopy(data), []
    for verb, number in steps:
        new = stepped(data, verb, number)
        back.append(difference(new, data))
        assert apply(data, difference(data, new)) == new
        data = new
    for patch in reversed(back):
        data = apply(data, patch)
    assert data == first


@given(drafts(), STEPS)
@settings(max_examples=150, deadline=None)
def test_a_doubt_follows_its_row(data: dict, steps: list[tuple[str, int]]) -> None:
    for verb, number in steps:
        if verb in ("split", "merge"):
            continue
        data = stepped(data, verb, number)
    for doubt in data["doubts"]:
        place = where(doubt["path"])
        assert place is not None
        assert data["tasks"][place.index]["code"] == doubt["about"]


@given(WORDS, st.integers(1, 7))
def test_splitting_then_merging_keeps_the_words(words: list[str], cut: int) -> None:
    data = with_keys({"tasks": [task(words, 1)]})
    cut = min(cut, len(words) - 1)
    parted = changes.split(data, "t1", " ".join(words[:cut]) + "\n" + " ".join(words[cut:]))
    assert len(parted["tasks"]) == 2
    joined = changes.merge(parted, parted["tasks"][1]["key"])
    assert [row["text"] for row in joined["tasks"]] == [" ".join(words)]
    assert joined["tasks"][0]["lead"] == ["Sở Tài chính"]


def test_a_split_that_changes_words_is_refused() -> None:
    data = with_keys({"tasks": [task(["rà", "soát"], 1)]})
    with pytest.raises(DraftError, match="split_changes_words"):
        changes.split(data, "t1", "rà\nxét")


def test_merging_rows_that_differ_leaves_a_doubt_with_both_values() -> None:
    one, two = task(["một"], 1), task(["hai"], 2)
    one["product"], two["product"] = "Báo cáo", "Kế hoạch"
    data = changes.merge(with_keys({"tasks": [one, two]}), "t2")
    [(_, doubt)] = [pair for pair in open_doubts(data) if pair[1]["path"].endswith("product")]
    assert doubt["candidates"] == ["Báo cáo", "Kế hoạch"]


def test_a_removed_row_returns_to_the_unread_text() -> None:
    data = changes.remove(with_keys({"tasks": [task(["rà", "soát"], 1)]}), "t1")
    assert data["tasks"] == []
    assert [item["text"] for item in data["unread"]] == ["rà soát"]


def opening() -> dict[str, object]:
    pieces = [
        {"place": {"block": n}, "text": text} for n, text in ((0, "Căn cứ"), (1, "Mục đích"), (5, "Ghi chú"))
    ]
    return with_keys({"tasks": [task(["một"], 3)], "unread": pieces})


def test_unread_text_up_to_the_next_row_is_left_outside_as_one_and_taken_back_as_one() -> None:
    data = opening()
    keys = [item["key"] for item in unread.stretch(data, "u1")]
    assert keys == ["u1", "u2"]
    left = unread.leave(data, " ".join(keys))
    assert [bool(item.get("settled")) for item in left["unread"]] == [True, True, False]
    assert [item["key"] for item in unread.stretch(left, "u3")] == ["u3"]
    assert unread.stretch(left, "u1") == []


def test_a_stretch_that_a_colleague_has_begun_to_settle_is_ticked_whole() -> None:
    data = unread.leave(opening(), "u2")
    assert [item["key"] for item in unread.stretch(data, "u1")] == ["u1"]
    assert [item["settled"] for item in unread.leave(data, "u1 u2")["unread"][:2]] == [True, True]


def test_unread_text_becomes_a_task_at_its_place_in_the_document() -> None:
    data = with_keys(
        {"tasks": [task(["một"], 1), task(["ba"], 3)], "unread": [{"place": {"block": 2}, "text": "hai"}]}
    )
    data = unread.take(data, "u1", "tasks")
    assert [row["text"] for row in data["tasks"]] == ["một", "hai", "ba"]
    assert data["unread"] == []


def test_a_key_is_never_given_twice() -> None:
    data = with_keys({"tasks": [task(["một"], 1)]})
    data = changes.add(data, "tasks", {"text": "hai", "time.kind": "none"})
    gone = data["tasks"][-1]["key"]
    data = changes.add(changes.remove(data, gone), "tasks", {"text": "ba", "time.kind": "none"})
    assert data["tasks"][-1]["key"] != gone


def test_choosing_a_candidate_settles_the_doubt_and_fills_the_field() -> None:
    data = with_keys({"tasks": [task(["một"], 1)]})
    data["doubts"] = [{"path": "tasks[0].lead", "reason": "unit_unknown", "candidates": ["Sở Y tế"]}]
    data = changes.accept_doubt(data, 0, "Sở Y tế")
    assert data["tasks"][0]["lead"] == ["Sở Y tế"]
    assert not is_open(data["doubts"][0])


def test_settling_the_same_doubt_twice_is_refused() -> None:
    data = with_keys({"tasks": [task(["một"], 1)]})
    data["doubts"] = [{"path": "tasks[0]", "reason": "geometry_weak", "candidates": []}]
    data = changes.accept_doubt(data, 0)
    with pytest.raises(DraftError, match="no_doubt"):
        changes.accept_doubt(data, 0)


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("time.due", "31/02/2026", "not_a_date"),
        ("time.due", "2026-01-01", "not_a_date"),
        ("time.kind", "someday", "not_a_choice"),
        ("text", "   ", "required"),
        ("place", "x", "no_field"),
    ],
)
def test_a_wrong_value_is_named_beside_its_field(field: str, typed: str, code: str) -> None:
    data = with_keys({"tasks": [task(["một"], 1)]})
    with pytest.raises(DraftError) as error:
        changes.edit(data, "t1", {field: typed})
    assert error.value.code == code
    assert error.value.field == ("" if code == "no_field" else field)


def test_a_deadline_needs_its_day() -> None:
    data = with_keys({"tasks": [task(["một"], 1)]})
    with pytest.raises(DraftError) as error:
        changes.edit(data, "t1", {"time.kind": "deadline"})
    assert error.value.field == "time.due"
    edited = changes.edit(data, "t1", {"time.kind": "deadline", "time.due": "30/9/2026"})
    assert edited["tasks"][0]["time"]["due"] == "2026-09-30"
    assert edited["tasks"][0]["time"]["source"] == "person"


def test_numbers_are_typed_as_vietnamese_offices_write_them() -> None:
    data = with_keys({"indicators": [{"name": "Tỷ lệ", "unit": "percent", "direction": "higher"}]})
    edited = changes.edit(data, "i1", {"target.value": "1.234,5", "baseline.value": "13,93%"})
    row = edited["indicators"][0]
    assert row["target"] == {"value": 1234.5, "op": "="}
    assert row["baseline"]["value"] == 13.93


def test_a_row_that_is_gone_is_said_to_be_gone() -> None:
    with pytest.raises(DraftError, match="no_row"):
        find(with_keys({}), "t9")
