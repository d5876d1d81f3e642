"""Forms, answers of two people, what blocks and what is only hinted at."""

from __future__ import annotations

import json
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from minhbach.plans.core.kinds import Late, Result
from minhbach.reporting.core.accepted import digest, said_in_snapshot, snapshot
from minhbach.reporting.core.answers import EMPTY, Answer, as_of_version, from_plain, merge, to_plain
from minhbach.reporting.core.course import (
    MAY,
    ReportFacts,
    ReportState,
    first_sent,
    state_of_report,
)
from minhbach.reporting.core.faults import FaultKind, Ready, faults_of, readiness
from minhbach.reporting.core.fields import (
    DutyLine,
    IndicatorLine,
    Proof,
    lay_out,
    renewed,
    sheet_from_plain,
    sheet_to_plain,
)
from minhbach.reporting.core.filling import Given, filled, offers, taken
from minhbach.reporting.core.forms import (
    Form,
    PartKind,
    Question,
    Section,
    form_for,
    form_from_plain,
    form_to_plain,
    items_form,
    standard_form,
)

TODAY = date(2026, 10, 6)
LATE = DutyLine(
    1, "3.2", "Xây dựng biểu mẫu điện tử", "trước 15/09/2026", Result.DOING, Late.OVERDUE, 22,
    date(2026, 9, 14), said="Đã xong 9/12 thủ tục", said_on=date(2026, 10, 6),
    proof=(Proof("QD-1187.pdf", "file", 4),), order=2,
)  # fmt: skip
ONGOING = DutyLine(2, "6.3", "Trả lời hỏi đáp", "không có hạn", Result.DOING, Late.NONE, order=1)
ASKED = DutyLine(3, "7.1", "Công khai biểu thuế", "trước 15/09/2026", Result.DOING, Late.ASKED, order=3)
OWN = IndicatorLine(5, "3.4", "Tỷ lệ trả lời đúng hạn", "%", "≥ 95", "91,2")
ITEMS = (
    {"no": 1, "item": "Đánh giá tài liệu quy hoạch", "note": None},
    {"no": 2, "item": "Số gói thầu", "note": "Nếu có"},
)

words = st.text(alphabet="aăâbcdđeê ôơuư19/%,.", max_size=30)
answers_ = st.builds(
    Answer,
    text=words,
    figure=words,
    note=words,
    nothing=st.booleans(),
    why=words,
    expected_on=words,
    rows=st.lists(st.lists(words, max_size=3).map(tuple), max_size=2).map(tuple),
    files=st.lists(st.tuples(st.integers(1, 99), words), max_size=2).map(tuple),
)
keys = st.sampled_from(["d1", "d2", "q-a", "t5"])
answer_maps = st.dictionaries(keys, answers_, max_size=4)


def standard():
    return lay_out(standard_form(), [LATE, ONGOING, ASKED], [OWN])


def faults(sheet, answers):
    return {(fault.key, fault.kind) for fault in faults_of(sheet, answers, TODAY)}


# --- Forms -----------------------------------------------------------------------------------------------


def test_the_standard_form_has_a_field_a_duty_and_a_field_an_indicator():
    sheet = standard()
    assert [one.key for one in sheet.in_section(0)] == ["d2", "d1", "d3"]
    assert [one.key for one in sheet.in_section(3)] == ["t5"]
    assert sheet.named("t5").help == "Mục tiêu ≥ 95 · 91,2"


def test_a_unit_without_an_indicator_is_not_asked_about_indicators():
    assert lay_out(standard_form(), [LATE], []).sections[-1] == "Khó khăn, đề xuất, kiến nghị"


def test_the_items_of_the_plan_are_the_form_where_the_plan_prints_one():
    form = form_for(ITEMS)
    assert [(q.kind, q.label, q.help) for q in form.sections[0].questions] == [
        (PartKind.ITEM, "Đánh giá tài liệu quy hoạch", ""),
        (PartKind.ITEM, "Số gói thầu", "Nếu có"),
    ]
    assert form_for(()) == standard_form()


def test_items_of_an_annex_keep_their_numbers():
    assert [one.code for one in lay_out(items_form(ITEMS), [], []).in_section(0)] == ["1", "2"]


def test_forms_and_sheets_come_back_from_json_as_they_were():
    for form in (standard_form(), items_form(ITEMS)):
        assert form_from_plain(json.loads(json.dumps(form_to_plain(form)))) == form
    sheet = standard()
    assert sheet_from_plain(json.loads(json.dumps(sheet_to_plain(sheet)))) == sheet


def test_what_was_typed_stays_when_the_form_asks_it_no_longer():
    old, new = standard(), lay_out(standard_form(), [ONGOING], [OWN])
    sheet = renewed(old, new, ["d1", "q-proposals"])
    assert [(one.key, one.is_gone) for one in sheet.fields if one.duty == 1] == [("d1", True)]
    assert sheet.named("d3") is None
    assert faults(sheet, {}).isdisjoint({("d1", FaultKind.BLANK), ("d1", FaultKind.CAUSE)})


# --- Answers of two people -------------------------------------------------------------------------------


@given(answer_maps)
def test_answers_come_back_from_json_as_they_were(answers):
    back = from_plain(json.loads(json.dumps(to_plain(answers))))
    assert back == {key: answer for key, answer in answers.items() if answer != EMPTY}


@given(answer_maps, answer_maps)
def test_alone_at_the_form_everything_i_send_is_kept(base, mine):
    merged = merge(base, base, mine)
    assert merged.clashes == ()
    assert all(merged.answers.get(key, EMPTY) == answer for key, answer in mine.items())
    assert all(merged.answers[key] == base[key] for key in base if key not in mine)


@given(answer_maps, answer_maps, answer_maps)
def test_nobody_overwrites_what_another_wrote_meanwhile(base, theirs, mine):
    merged = merge(base, theirs, mine)
    for key in theirs.keys() | mine.keys():
        opened, now, sent = (one.get(key, EMPTY) for one in (base, theirs, mine))
        kept = merged.answers.get(key, EMPTY)
        if key not in mine or sent in (opened, now):
            assert kept == now
        elif now == opened:
            assert kept == sent
        else:
            assert kept == now
            assert any(clash.key == key and clash.mine == sent for clash in merged.clashes)


@given(answer_maps, answer_maps)
def test_the_answers_before_a_save_are_found_again(before, after):
    edit = {key: to_plain({key: before.get(key, EMPTY)}).get(key, {}) for key in before.keys() | after.keys()}
    found = as_of_version(after, [edit])
    assert all(found.get(key, EMPTY) == before.get(key, EMPTY) for key in before.keys() | after.keys())


# --- What blocks -----------------------------------------------------------------------------------------


def test_a_blank_must_be_explained():
    sheet = standard()
    assert ("d2", FaultKind.BLANK) in faults(sheet, {})
    assert ("d2", FaultKind.BLANK) not in faults(sheet, {"d2": Answer(nothing=True)})
    assert ("d2", FaultKind.BLANK) not in faults(sheet, {"d2": Answer(why="Chờ hướng dẫn")})


def test_an_overdue_duty_says_its_cause_and_the_day_expected():
    sheet = standard()
    said = Answer(text="Đã xong 9/12 thủ tục")
    assert faults(sheet, {"d1": said}) >= {("d1", FaultKind.CAUSE), ("d1", FaultKind.EXPECTED)}
    told = Answer(text="Đã xong 9/12", why="Thiếu 3 biểu mẫu", expected_on="15/10/2026")
    assert not {kind for key, kind in faults(sheet, {"d1": told}) if key == "d1"}


def test_a_day_expected_in_the_past_or_that_is_none_is_refused():
    sheet = standard()
    past = Answer(text="9/12", why="Thiếu mẫu", expected_on="01/10/2026")
    none = Answer(text="9/12", why="Thiếu mẫu", expected_on="sớm nhất")
    assert ("d1", FaultKind.EXPECTED_PAST) in faults(sheet, {"d1": past})
    assert ("d1", FaultKind.NOT_A_DAY) in faults(sheet, {"d1": none})


def test_a_body_that_is_only_asked_owes_no_cause():
    assert not {kind for key, kind in faults(standard(), {"d3": Answer(text="Đã đăng")}) if key == "d3"}


def test_an_own_indicator_may_stay_blank_but_its_figure_must_be_one():
    sheet = standard()
    assert not {kind for key, kind in faults(sheet, {}) if key == "t5"}
    assert ("t5", FaultKind.NUMBER) in faults(sheet, {"t5": Answer(figure="gần hết")})
    assert not {kind for key, kind in faults(sheet, {"t5": Answer(figure="91,2%")}) if key == "t5"}


def test_a_choice_is_one_of_the_choices():
    question = Question("way", PartKind.CHOICE, "Cách công khai", choices=("Cổng", "Bảng tin"))
    sheet = lay_out(Form("Mẫu", (Section("Cách", (question,)),)), [], [])
    assert ("q-way", FaultKind.CHOICE) in faults(sheet, {"q-way": Answer(choice="Loa")})
    assert ("q-way", FaultKind.BLANK) in faults(sheet, {"q-way": Answer(why="không rõ")})


def test_the_list_at_the_side_tells_blank_from_wrong():
    sheet = standard()
    answers = {"d1": Answer(text="9/12"), "q-shortcomings": Answer(text="Thiếu người")}
    found = readiness(sheet, answers, faults_of(sheet, answers, TODAY), ["q-shortcomings"])
    assert (found["d1"], found["d2"]) == (Ready.WRONG, Ready.BLANK)
    assert (found["q-shortcomings"], found["t5"]) == (Ready.HINTED, Ready.READY)


# --- Filling ---------------------------------------------------------------------------------------------


def test_what_was_reported_in_the_window_stands_in_the_form_already():
    answer = filled(standard(), {})["d1"]
    assert (answer.text, answer.filled_from) == ("Đã xong 9/12 thủ tục", "2026-10-06")


@given(answers_)
def test_what_a_person_typed_is_never_filled_over(answer):
    found = filled(standard(), {"d1": answer})
    assert found["d1"] == answer or answer == EMPTY


def test_a_newer_report_of_the_duty_takes_the_place_of_one_that_nobody_touched():
    before = {"d1": Answer(text="Xong 4/12", filled_from="2026-09-01", why="Thiếu mẫu")}
    assert filled(standard(), before)["d1"] == Answer(
        text="Đã xong 9/12 thủ tục", why="Thiếu mẫu", filled_from="2026-10-06"
    )


def test_a_figure_given_to_another_plan_is_offered_and_not_taken():
    other = Given(
        "indicator 77", Answer(figure="91,2", note="Tính đến 14/9"), 9, "Báo cáo Quý III 22/KH-UBND"
    )
    sheet = standard()
    found = offers(sheet, {}, [other], {5: 77})
    assert found["t5"].given is other
    assert taken(found["t5"], PartKind.INDICATORS) == Answer(figure="91,2", note="Tính đến 14/9")
    assert offers(sheet, {"t5": Answer(figure="90")}, [other], {5: 77}) == {}


# --- The way of a report ---------------------------------------------------------------------------------

days = st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1))


@given(days, days, days)
def test_the_first_day_on_which_it_went_out_decides(before, submitted, sent):
    first = first_sent(before, submitted, sent)
    given_ = [day for day in (before, submitted, sent) if day]
    assert first == (min(given_) if given_ else None)
    assert first_sent(first, submitted, sent) == first


@given(
    st.builds(
        ReportFacts, prepared_on=days, approved_on=days, submitted_on=days, returned_on=days, accepted_on=days
    )
)
def test_an_accepted_report_can_only_be_corrected(facts):
    state = state_of_report(facts)
    if facts.accepted_on:
        assert {verb for verb, states in MAY.items() if state in states} == {"correct"}
    else:
        assert state is not ReportState.ACCEPTED


def test_what_was_accepted_keeps_its_hash_through_json():
    sheet = standard()
    plain = snapshot(sheet, {"d1": Answer(text="Đã xong 9/12")}, {"number": "12/BC-STC"})
    back = json.loads(json.dumps(plain))
    assert digest(back) == digest(plain)
    said = said_in_snapshot(back)
    assert [(one.field.key, one.answer.text) for one in said][1] == ("d1", "Đã xong 9/12")
    assert said[1].line == LATE
    assert digest(plain) != digest(
        snapshot(sheet, {"d1": Answer(text="Đã xong 9/13")}, {"number": "12/BC-STC"})
    )


def test_a_day_is_typed_as_offices_write_it():
    assert Answer(expected_on="15/10/2026").expected == TODAY + timedelta(days=9)
