"""A table read again with columns that a person named: the person's work on its rows stays or is named."""

from __future__ import annotations

from copy import deepcopy

from hypothesis import given
from hypothesis import strategies as st

from minhbach.intake.core.rereading import names_of, part_of, reread
from minhbach.intake.core.review import Review
from minhbach.intake.core.rows import with_keys

MAPPED = {"header": 1, "roles": ["task", "lead"], "names": ["Đầu việc", "Ai lo"]}


def task(text: str, block: int, row: int, **more: object):
    return {"text": text, "lead": [], "place": {"block": block, "row": row}} | more


def draft(*tasks, **more):
    return with_keys({"tasks": deepcopy(list(tasks))} | more)


FIRST = draft(task("Trước", 3, 0), task("Kiểm tra chợ", 7, 1), task("Rà soát giá", 7, 2), task("Sau", 9, 0))
AGAIN = {
    "tasks": [task("Kiểm tra chợ", 7, 1, lead=["Sở Y tế"]), task("Rà soát giá", 7, 2, lead=["Sở Tài chính"])]
}


def texts(done):
    return [row["text"] for row in done.review.data["tasks"]]


def test_rows_of_other_tables_and_their_places_stay() -> None:
    done = reread(Review(FIRST), FIRST, AGAIN, 7, MAPPED)
    assert texts(done) == ["Trước", "Kiểm tra chợ", "Rà soát giá", "Sau"]
    assert [row["lead"] for row in done.review.data["tasks"]] == [[], ["Sở Y tế"], ["Sở Tài chính"], []]
    assert [row["key"] for row in done.review.data["tasks"]] == ["t1", "t2", "t3", "t4"]
    assert done.review.data["tables"] == {"7": MAPPED}


def test_what_a_person_changed_in_a_row_that_is_the_same_stays() -> None:
    now = deepcopy(FIRST)
    now["tasks"][1]["text"] = "Kiểm tra chợ Bến Tre"
    done = reread(Review(now, ("t2",)), FIRST, AGAIN, 7, MAPPED)
    kept = done.review.data["tasks"][1]
    assert (kept["text"], kept["lead"]) == ("Kiểm tra chợ Bến Tre", ["Sở Y tế"])
    assert done.lost == ()
    assert done.review.reviewed == ()  # it reads otherwise now, so somebody looks again


def test_a_row_that_reads_as_before_stays_accepted_with_its_settled_doubts() -> None:
    now = FIRST | {"doubts": [{"path": "tasks[1].time", "reason": "two_dates", "settled": "accepted"}]}
    same = {
        "tasks": [task("Kiểm tra chợ", 7, 1)],
        "doubts": [{"path": "tasks[0].time", "reason": "two_dates"}],
    }
    done = reread(Review(now, ("t2",)), FIRST, same, 7, MAPPED)
    assert (done.kept, done.review.reviewed) == (1, ("t2",))
    assert done.review.data["doubts"] == now["doubts"]


def test_rows_that_go_are_named_only_where_somebody_worked_on_them() -> None:
    now = deepcopy(FIRST)
    now["tasks"][2]["text"] = "Rà soát giá vàng"
    only = {"tasks": [task("Việc khác", 7, 5)]}
    done = reread(Review(now), FIRST, only, 7, MAPPED)
    assert texts(done) == ["Trước", "Việc khác", "Sau"]
    assert done.lost == ("Rà soát giá vàng",)
    assert reread(Review(now), None, only, 7, MAPPED).lost == ("Kiểm tra chợ", "Rà soát giá vàng")


def test_doubts_follow_their_rows_and_the_one_about_the_table_is_answered() -> None:
    now = FIRST | {
        "doubts": [
            {"path": "tables[7]", "reason": "columns_unknown"},
            {"path": "tasks[2].lead", "reason": "lead_missing"},
            {"path": "tasks[3].time", "reason": "two_dates"},
        ]
    }
    part = {"tasks": [task("A", 7, 1), task("B", 7, 3), task("C", 7, 4)],
            "doubts": [{"path": "tasks[2].time", "reason": "two_readings"}]}  # fmt: skip
    done = reread(Review(now), FIRST, part, 7, MAPPED)
    assert texts(done) == ["Trước", "A", "B", "C", "Sau"]
    assert sorted((d["path"], d["reason"]) for d in done.review.data["doubts"]) == [
        ("tasks[3].time", "two_readings"),
        ("tasks[4].time", "two_dates"),
    ]


def test_words_that_became_rows_leave_the_unread() -> None:
    unread = [{"key": "u1", "text": "Ký hiệu", "place": {"block": 2}},
              {"key": "u2", "text": "1 | Kiểm tra", "place": {"block": 7}},
              {"key": "u3", "text": "Ghi chú bảng", "place": {"block": 7}, "settled": True}]  # fmt: skip
    part = AGAIN | {"unread": [{"text": "Ghi chú bảng", "place": {"block": 7}}]}
    done = reread(Review(FIRST | {"unread": unread}), FIRST, part, 7, MAPPED)
    assert [item["key"] for item in done.review.data["unread"]] == ["u1", "u3"]


def test_only_what_concerns_the_table_is_taken_of_a_reading() -> None:
    found = {
        "tasks": [task("Trước", 3, 0), task("A", 7, 1)],
        "doubts": [{"path": "tasks[0].lead", "reason": "x"}, {"path": "tasks[1].lead", "reason": "y"}],
    }
    part = part_of(found, 7)
    assert [row["text"] for row in part["tasks"]] == ["A"]
    assert part["doubts"] == [{"path": "tasks[0].lead", "reason": "y"}]


ROWS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4)), unique=True, max_size=8)


@given(ROWS, ROWS, st.sets(st.integers(0, 8)))
def test_every_key_is_there_once_and_every_doubt_has_its_row(old, new, edited) -> None:
    first = draft(*(task(f"Việc {b}.{r}", b, r) for b, r in sorted(old)))
    now = deepcopy(first)
    for number in edited:
        if number < len(now["tasks"]):
            now["tasks"][number]["product"] = "Sổ"
    now["doubts"] = [{"path": f"tasks[{n}].lead", "reason": "x"} for n in range(len(now["tasks"]))]
    part = {"tasks": [task(f"Việc {b}.{r}", 7, r) for b, r in sorted(new) if b == 7]}
    data = reread(Review(now), first, part, 7, MAPPED).review.data
    keys = [row["key"] for row in data["tasks"]]
    assert len(keys) == len(set(keys))
    assert all(int(d["path"][6:].split("]")[0]) < len(keys) for d in data["doubts"])
    others = [row for row in now["tasks"] if row["place"]["block"] != 7]
    assert [row for row in data["tasks"] if row["place"]["block"] != 7] == others


def test_a_header_of_two_rows_is_put_together_as_the_reader_does() -> None:
    rows = [
        {"cells": [{"text": "Việc"}, {"text": "Ai"}, {"text": "", "merge": "spanned"}]},
        {"cells": [{"text": "Việc", "merge": "handed_down"}, {"text": "chính"}, {"text": "phụ"}]},
    ]
    assert names_of({"rows": rows}, 2) == ["Việc", "Ai chính", "Ai phụ"]
