"""What a unit phrase stands for, and what a draft becomes."""

from __future__ import annotations

from datetime import date

import pytest

from minhbach.intake.core.adoption import is_before, to_adoption, update_cycle
from minhbach.intake.core.answers import NotAnswered, Paper, paper_of
from minhbach.intake.core.assignment import Assigner, Standing, assign_all
from minhbach.intake.core.marks import Asked
from minhbach.intake.core.phrases import phrase_key, phrases
from minhbach.intake.core.rehearsal import rehearse
from minhbach.intake.core.rows import DraftError, with_keys
from minhbach.intake.core.sheet import sheet
from minhbach.intake.core.window import ROOM
from minhbach.intake.queries.questions import phrase_options
from minhbach.organisation.core.registry import GroupFacts, Registry, SuccessionFacts, UnitFacts
from minhbach.plans.core.report_days import ReportDay

PLAN_DAY, TODAY = date(2023, 7, 11), date(2026, 10, 6)
ENDED = date(2025, 3, 1)
REGISTRY = Registry(
    units=(
        UnitFacts(1, "SKHDT", "Sở Kế hoạch và Đầu tư", "department", closed_on=ENDED, order=1),
        UnitFacts(2, "STC", "Sở Tài chính", "department", order=2),
        UnitFacts(3, "SNV", "Sở Nội vụ", "department", order=3),
        UnitFacts(4, "BDT", "Ban Dân tộc", "department", closed_on=ENDED, order=4),
    ),
    groups=(GroupFacts(7, "so", "Các sở, ngành", "fixed", member_ids=frozenset({1, 2, 3})),),
    successions=(SuccessionFacts(1, 2, "merged", ENDED),),
)
ASSIGNER = Assigner.of(REGISTRY, PLAN_DAY, TODAY)


def draft(*leads: str) -> dict:
    rows = [
        {"code": str(n), "text": f"việc {n}", "lead": [lead], "time": {"kind": "none"}}
        for n, lead in enumerate(leads, start=1)
    ]
    return with_keys({"tasks": rows})


def assigned(text: str, chosen: dict | None = None):
    [phrase] = phrases(draft(text))
    return ASSIGNER.assign(phrase, chosen)


def test_a_unit_of_today_owes_for_the_one_that_the_plan_names() -> None:
    found = assigned("Sở Kế hoạch và Đầu tư")
    assert (found.standing, found.units) == (Standing.UNIT, (2,))
    assert found.members[0].named == 1
    assert found.is_question


def ticked(text: str) -> list[str]:
    options = phrase_options(assigned(text), REGISTRY, PLAN_DAY, TODAY)
    return [option.value for option in options if option.is_ticked]


def test_only_what_the_registry_found_is_ticked_before_anyone_chose() -> None:
    assert ticked("Sở Kế hoạch và Đầu tư") == ["found"]
    assert ticked("các đơn vị liên quan") == ["open"]


def test_what_is_only_like_a_name_is_offered_and_not_ticked() -> None:
    near = assigned("Sở Tài chánh")
    assert [one.unit_id for one in near.candidates] == [2]
    assert phrase_options(near, REGISTRY, PLAN_DAY, TODAY)[0].value == "unit:2"
    assert ticked("Sở Tài chánh") == []


def test_a_unit_with_a_namesake_or_gone_on_the_plans_day_is_not_ticked() -> None:
    gone = Assigner.of(REGISTRY, date(2026, 2, 1), TODAY)
    [phrase] = phrases(draft("Sở Kế hoạch và Đầu tư"))
    options = phrase_options(gone.assign(phrase), REGISTRY, date(2026, 2, 1), TODAY)
    assert options[0].value == "found" and not any(option.is_ticked for option in options)


def test_the_choice_of_who_carries_on_does_not_say_the_questions_sentence_again() -> None:
    late = date(2026, 2, 1)
    found = Assigner.of(REGISTRY, late, TODAY).assign(*phrases(draft("Sở Kế hoạch và Đầu tư")))
    said = [option.help for option in phrase_options(found, REGISTRY, late, TODAY)]
    assert found.reason and found.reason not in said


def test_a_person_may_keep_the_bodies_of_the_plans_day() -> None:
    kept = assigned("Sở Kế hoạch và Đầu tư", {"choice": "then", "ids": []})
    assert kept.units == (1,)
    assert not kept.is_question


def test_a_group_of_the_plans_day_owes_once_for_each_unit_of_today() -> None:
    found = assigned("Các sở, ngành")
    assert found.standing is Standing.GROUP
    assert found.units == (2, 3)
    assert found.named == (1, 2, 3)


def test_a_unit_that_nobody_carries_on_is_named_and_asked_about() -> None:
    found = assigned("Ban Dân tộc")
    assert found.lost == (4,)
    assert found.is_question


def test_an_unknown_phrase_keeps_its_reason() -> None:
    found = assigned("Ban Chỉ đạo gì đó")
    assert found.standing is Standing.UNKNOWN
    assert found.reason


def test_a_chosen_unit_must_exist() -> None:
    with pytest.raises(DraftError, match="no_unit"):
        assigned("Ban Chỉ đạo gì đó", {"choice": "picked", "ids": [99]})


def paper() -> Paper:
    return paper_of(
        {
            "kind": "Kế hoạch",
            "number": "402/KH-UBND",
            "issued": "11/07/2023",
            "title": "Tên",
            "signer": "Nguyễn Văn Minh",
            "focal_unit": "2",
        },
        TODAY,
    )


def test_no_row_and_no_phrase_is_dropped_on_the_way_to_a_plan() -> None:
    data = draft("Sở Nội vụ", "Các sở, ngành liên quan", "Tổ nào đó", "các sở, ngành")
    known = assign_all(phrases(data), {}, ASSIGNER)
    plan = to_adoption(data, paper(), known, ASSIGNER).plan
    assert [action.text for action in plan.actions] == [row["text"] for row in data["tasks"]]
    said = [(one.phrase, one.resolved) for action in plan.actions for one in action.responsibilities]
    assert [phrase for phrase, _ in said] == [row["lead"][0] for row in data["tasks"]]
    for action in plan.actions:
        for one in action.responsibilities:
            assert bool(one.members) != bool(one.reason)
    found = rehearse(plan)
    assert found.leaderless == 2
    assert {one.phrase for one in found.unresolved} == {"Các sở, ngành liên quan", "Tổ nào đó"}


def test_spacing_and_capitals_make_no_second_phrase() -> None:
    data = draft("Các sở, ngành", "các  sở, ngành")
    assert len(phrases(data)) == 1
    assert phrase_key("Các  Sở") == phrase_key("các sở")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Trước 30/7/2023", True),
        ("trước ngày 30 tháng 7", True),
        ("Đến 30/7/2023", False),
        ("Trước mắt làm đến 30/7/2023", False),
        ("30/7/2023", False),
    ],
)
def test_before_is_said_of_this_date_only(words: str, expected: bool) -> None:
    assert is_before({"kind": "deadline"}, words, date(2023, 7, 30)) is expected


def test_the_update_cycle_is_the_shortest_in_which_units_report() -> None:
    rows = [
        {"role": "unit_report", "cycle": "annual"},
        {"role": "unit_report", "cycle": "quarterly"},
        {"role": "consolidated_report", "cycle": "monthly"},
    ]
    assert update_cycle({"reporting": rows}) == "quarterly"
    assert update_cycle({}) == "quarterly"


def test_every_missing_answer_is_named_at_once() -> None:
    with pytest.raises(NotAnswered) as error:
        paper_of({"number": "KH", "issued": "11/07/2099"}, TODAY)
    assert error.value.errors == {
        "kind": "required",
        "title": "required",
        "signer": "required",
        "focal_unit": "required",
        "number": "not_a_number_of_papers",
        "issued": "after_today",
    }


BLOCKS = [
    {"kind": "paragraph", "text": "Sở Nội vụ rà soát trước 30/7/2023", "zone": "body", "page": None},
    {
        "kind": "table",
        "page": None,
        "rows": [
            {
                "header": False,
                "cells": [
                    {"text": "Công khai thủ tục", "merge": "own"},
                    {"text": "Sở Tài chính,\nSở Nội vụ", "merge": "own"},
                ],
            },
            {
                "header": False,
                "cells": [
                    {"text": "Rà soát", "merge": "own"},
                    {"text": "Sở Tài chính", "merge": "handed_down"},
                ],
            },
        ],
    },
]


def test_findings_are_marked_where_they_stand_and_a_merged_cell_is_drawn_once() -> None:
    rows = [
        {"text": "rà soát", "lead": ["Sở Nội vụ"], "time_raw": "trước 30/7/2023", "place": {"block": 0}},
        {"text": "Công khai thủ tục", "lead": ["Sở Nội vụ"], "place": {"block": 1, "row": 0, "cell": 0}},
        {"text": "Rà soát", "lead": ["Sở Tài chính"], "place": {"block": 1, "row": 1, "cell": 0}},
    ]
    shown = sheet(BLOCKS, with_keys({"tasks": rows}), [Asked(1, ("Sở Nội vụ",), ("t2",), True)])
    paragraph, table = shown.blocks
    assert [(p.text, p.kind) for p in paragraph.pieces if p.kind] == [
        ("Sở Nội vụ", "unit"),
        ("rà soát", "content"),
        ("trước 30/7/2023", "time"),
    ]
    merged = table.rows[0].cells[1]
    assert (merged.rowspan, len(table.rows[1].cells)) == (2, 1)
    assert [(p.text, p.kind, p.pin) for p in merged.pieces if p.kind] == [
        ("Sở Tài chính", "unit", None),
        ("Sở Nội vụ", "doubt", 1),
    ]
    assert shown.row_of == {1: "t2"}
    assert table.rows[0].is_current
    assert "".join(p.text for p in merged.pieces) == BLOCKS[1]["rows"][0]["cells"][1]["text"]


def test_a_long_document_is_shown_around_what_is_looked_at() -> None:
    cells = [{"header": False, "cells": [{"text": f"việc {n}", "merge": "own"}]} for n in range(2000)]
    rows = [
        {"text": f"việc {n}", "lead": [], "place": {"block": 0, "row": n, "cell": 0}} for n in range(2000)
    ]
    blocks = [{"kind": "table", "page": None, "rows": cells}]
    shown = sheet(blocks, with_keys({"tasks": rows}), shown="t1501")
    [table] = shown.blocks
    assert len(table.rows) == ROOM
    assert [row.key for row in table.rows if row.is_current] == ["t1501"]
    assert shown.window.before + len(table.rows) + shown.window.after == 2000
    later = sheet(blocks, with_keys({"tasks": rows}), begin=shown.window.earlier)
    assert later.blocks[0].rows[0].key == f"t{shown.window.earlier + 1}"


def test_a_report_duty_is_due_on_the_days_that_its_sentence_names() -> None:
    sentence = "Các sở báo cáo trước ngày 05 của tháng đầu tiên quý tiếp theo."
    place = {"block": 7, "quote": sentence}
    time = {"kind": "recurring", "recurrence": "quarterly", "start": "2026-01-01", "due": "2026-12-31"}
    task = {"key": "a", "text": sentence, "time": time, "time_raw": None, "place": place, "lead": []}
    other = {**task, "key": "b", "text": "Họp giao ban hằng quý", "place": {"block": 8, "quote": "Họp"}}
    said = {"role": "unit_report", "cycle": "quarterly", "due_raw": "trước ngày 05 của tháng đầu tiên quý"}
    report = {**said, "due": {"day": 5, "month_offset": 1}, "place": place}
    paper = Paper(
        "Kế hoạch", "1/KH", PLAN_DAY, "UBND tỉnh", "Kế hoạch", "", "", 2026, 2026, 1, None, PLAN_DAY
    )
    data = {"tasks": [task, other], "reporting": [report], "document": {}}
    owed, met = to_adoption(data, paper, {}, ASSIGNER).plan.actions
    assert owed.report_days == (ReportDay("quarterly", 5, offset=1, is_before=True),)
    assert owed.time_raw == "trước ngày 05 của tháng đầu tiên quý"
    assert (met.report_days, met.time_raw) == ((), "")
