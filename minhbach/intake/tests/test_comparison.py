"""The signed file beside the draft: what differs, and nothing else."""

from __future__ import annotations

from copy import deepcopy

from hypothesis import given, settings

from minhbach.intake.core.comparison import compare, essence
from minhbach.intake.core.rows import with_keys
from minhbach.intake.tests.test_changes import drafts, task

DRAFT = with_keys({"tasks": [task(["rà", "soát"], 1), task(["công", "khai"], 2), task(["báo", "cáo"], 3)]})


def changed(**values: object) -> dict:
    """The signed file: the second task says something else."""
    data = deepcopy(DRAFT)
    data["tasks"][1].update(values)
    return data


def differences(signed: dict) -> list[tuple[str, str, str, str]]:
    found = compare(DRAFT, essence(signed), {}, {})
    return [(row.key, part.field, part.read, part.signed) for row in found.rows for part in row.parts]


def test_another_lead_is_found_though_the_words_agree() -> None:
    assert differences(changed(lead=["Sở Y tế"])) == [("t2", "lead", "Sở Tài chính", "Sở Y tế")]


def test_the_order_of_units_and_spacing_are_no_difference() -> None:
    one = {"lead": ["Sở Y tế", "Sở Tài chính"]}
    found = compare(changed(**one), changed(lead=["sở  tài chính", "Sở Y tế"]), {}, {})
    assert not found.rows and not found.facts


def test_another_day_is_found() -> None:
    day = {"kind": "deadline", "start": None, "due": "2026-06-30", "recurrence": None, "trigger": None}
    assert differences(changed(time=day)) == [
        ("t2", "time.kind", "none", "deadline"),
        ("t2", "time.due", "", "30/06/2026"),
    ]


def test_a_row_too_many_and_a_row_too_few_are_named() -> None:
    signed = deepcopy(DRAFT)
    signed["tasks"][1] = task(["hoàn", "toàn", "khác"], 2)
    found = compare(DRAFT, signed, {}, {})
    assert [(row.read is None, row.signed is None) for row in found.rows] == [(False, True), (True, False)]
    assert found.counts["tasks"] == (3, 3)


def test_a_number_that_one_side_does_not_know_is_no_difference() -> None:
    said = {"number": "402/KH-UBND", "issued": "11/07/2023"}
    found = compare(DRAFT, DRAFT, said, {"number": "403/KH-UBND", "issued": ""})
    assert [(fact.field, fact.signed) for fact in found.facts] == [("number", "403/KH-UBND")]


@given(drafts())
@settings(max_examples=60, deadline=None)
def test_a_draft_agrees_with_itself(data: dict) -> None:
    found = compare(data, essence(data), {}, {})
    assert not found.rows and not found.facts
