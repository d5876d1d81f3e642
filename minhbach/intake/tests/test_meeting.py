"""Two people on one draft: what both mean is kept, what both changed is asked about."""

from __future__ import annotations

from copy import deepcopy

import pytest
from hypothesis import given, settings

from minhbach.intake.core.meeting import meet
from minhbach.intake.core.review import Review, Verb, step
from minhbach.intake.core.rows import DraftError
from minhbach.intake.tests.test_changes import STEPS, drafts, stepped, task, with_keys
from tests.cast import TODAY

DRAFT = Review(with_keys({"tasks": [task(["rà"], 1), task(["soát"], 2), task(["công", "khai"], 3)]}))


def edited(row: str, **fields: str) -> dict[str, str]:
    return {"row": row} | {f"f.{name.replace('__', '.')}": text for name, text in fields.items()}


def test_a_field_that_only_one_changed_is_taken_and_the_other_ones_stay() -> None:
    now = step(DRAFT, Verb.EDIT, edited("t1", product="Báo cáo"), TODAY)
    met = meet(DRAFT, now, Verb.EDIT, edited("t1", product="", lead="Sở Y tế", text="rà"))
    assert met.args == {"row": "t1", "f.lead": "Sở Y tế"}
    both = step(now, Verb.EDIT, met.args, TODAY).data["tasks"][0]
    assert (both["product"], both["lead"]) == ("Báo cáo", ["Sở Y tế"])


def test_a_field_that_both_changed_is_a_conflict_unless_they_agree() -> None:
    now = step(DRAFT, Verb.EDIT, edited("t1", product="Báo cáo"), TODAY)
    met = meet(DRAFT, now, Verb.EDIT, edited("t1", product="Kế hoạch", lead="Sở Y tế"))
    assert met.args is None
    assert met.conflicts == {"product": "Báo cáo"}
    assert met.typed == {"product": "Kế hoạch", "lead": "Sở Y tế"}
    assert meet(DRAFT, now, Verb.EDIT, edited("t1", product="Báo cáo")).args is not None


def test_the_parts_of_a_time_say_one_thing_together() -> None:
    day = {"time__kind": "deadline", "time__due": "30/06/2026"}
    now = step(DRAFT, Verb.EDIT, edited("t1", **day), TODAY)
    met = meet(DRAFT, now, Verb.EDIT, edited("t1", time__kind="ongoing", time__due=""))
    assert met.args is None
    assert met.conflicts == {"time.kind": "deadline"}


@pytest.mark.parametrize(
    ("first", "second", "goes"),
    [
        ((Verb.REMOVE, {"row": "t1"}), (Verb.REMOVE, {"row": "t3"}), True),
        ((Verb.EDIT, edited("t2", product="x")), (Verb.REMOVE, {"row": "t2"}), False),
        ((Verb.EDIT, edited("t1", product="x")), (Verb.MERGE, {"row": "t2"}), False),
        ((Verb.EDIT, edited("t1", product="x")), (Verb.MERGE, {"row": "t3"}), True),
        ((Verb.REMOVE, {"row": "t3"}), (Verb.MOVE, {"row": "t1", "step": "1"}), False),
        ((Verb.ACCEPT_ROW, {"row": "t1"}), (Verb.ACCEPT_ROW, {"row": "t2"}), True),
        ((Verb.EDIT, edited("t1", product="x")), (Verb.ACCEPT_SURE, {"rows": "t1 t2"}), False),
        (
            (Verb.RESOLVE, {"phrase": "sở tài chính", "choice": "unit", "ids": "3"}),
            (Verb.RESOLVE, {"phrase": "sở tài chính", "choice": "unit", "ids": "4"}),
            False,
        ),
        (
            (Verb.RESOLVE, {"phrase": "sở tài chính", "choice": "unit", "ids": "3"}),
            (Verb.RESOLVE, {"phrase": "sở y tế", "choice": "unit", "ids": "4"}),
            True,
        ),
    ],
)
def test_a_step_goes_on_where_nobody_touched_its_place(first: tuple, second: tuple, goes: bool) -> None:
    now = step(DRAFT, *first, TODAY)
    assert (meet(DRAFT, now, *second).args is not None) is goes


def test_a_row_that_is_gone_is_said_to_be_gone() -> None:
    now = step(DRAFT, Verb.REMOVE, {"row": "t2"}, TODAY)
    with pytest.raises(DraftError, match="no_row"):
        meet(DRAFT, now, Verb.EDIT, edited("t2", product="x"))


@given(drafts(), STEPS)
@settings(max_examples=80, deadline=None)
def test_an_edit_that_is_taken_changes_nothing_of_the_other_persons(data: dict, steps: list) -> None:
    """Whatever another person did meanwhile: their draft with my one field in it."""
    then, now = Review(data), deepcopy(data)
    for verb, number in steps:
        now = stepped(now, verb, number)
    key = data["tasks"][0]["key"]
    try:
        met = meet(then, Review(now), Verb.EDIT, edited(key, budget_raw="2 tỷ đồng"))
    except DraftError:
        assert key not in {row["key"] for row in now["tasks"]}
        return
    assert met.args is not None
    after = step(Review(now), Verb.EDIT, met.args, TODAY).data
    mine = next(row for row in after["tasks"] if row["key"] == key)
    assert mine.pop("budget_raw") == "2 tỷ đồng"
    theirs = next(row for row in now["tasks"] if row["key"] == key)
    assert mine == {name: value for name, value in theirs.items() if name != "budget_raw"}
    assert [r for r in after["tasks"] if r["key"] != key] == [r for r in now["tasks"] if r["key"] != key]
