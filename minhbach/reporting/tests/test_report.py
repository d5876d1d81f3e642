"""The first report says what the record says, on the day it was cut."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document

from minhbach.plans import services as plans
from minhbach.plans.core.report import Report
from minhbach.plans.models import Responsibility
from minhbach.plans.queries import plan_overview
from minhbach.reporting.core.build import build, indicator_names, summary_sentences
from minhbach.reporting.core.shapes import Line, PlanHead, Standing, TargetLine
from minhbach.reporting.queries import plan_report, report_periods
from minhbach.reporting.writers.leader_page import leader_page_docx
from minhbach.reporting.writers.plan_report import plan_report_docx
from tests.cast import activated, lead, make_cast, only_duty, open_phrase, task, together, tracked

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 18)
QUARTER = "2026-Q4"
LATER = date(2026, 12, 20)


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def plan(cast):
    return tracked(
        cast,
        task("Công bố danh mục quy hoạch", lead(cast.finance), timing="deadline", due=date(2026, 11, 10)),
        task("Trả lời doanh nghiệp", lead(cast.health), timing="ongoing"),
        task("Rà soát biểu mẫu", lead(cast.an_ha), together(cast.finance), timing="deadline", due=LATER),
        task("Phối hợp thu thuế", lead(cast.tax), timing="deadline", due=date(2026, 11, 1)),
        task("Mở lớp tập huấn", open_phrase("các đơn vị liên quan"), timing="none"),
    )


def words_of(content: bytes) -> str:
    paper = Document(BytesIO(content))
    cells = (cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(p.text for p in paper.paragraphs), *cells])


def standing(report, text):
    return next(line.standing for line in report.lines if line.text == text)


def test_every_duty_stands_once_and_asked_bodies_are_never_late(cast, plan):
    report = plan_report(cast.focal_officer, plan, QUARTER, TODAY)
    assert (len(report.lines), report.counts.total, report.asked.total) == (4, 3, 1)
    assert standing(report, "Công bố danh mục quy hoạch") is Standing.LATE
    assert standing(report, "Rà soát biểu mẫu") is Standing.NOT_STARTED
    assert standing(report, "Phối hợp thu thuế") is not Standing.LATE


def test_report_and_overview_of_one_day_have_the_same_figures(cast, plan):
    twice = task("Họp giao ban", lead(cast.finance, cast.tax), timing="recurring", recurrence="monthly")
    plan = tracked(cast, twice, *(task(f"Việc {n}", lead(cast.health)) for n in range(3)), number="16/KH")
    for duty in plan.duties.filter(unit=cast.finance, due__lt=TODAY):
        done = Report("Đã họp", result="reported_done", done_on=duty.due, numbers=("1/TB",))
        plans.report_progress(cast.finance_officer, duty, done, today=duty.due)
        plans.acknowledge(cast.focal_officer, duty, today=duty.due)
    counts = plan_report(cast.focal_officer, plan, QUARTER, TODAY).counts
    cells = plan_overview(cast.focal_officer, plan, TODAY).cells
    assert cells.done.value > 0
    assert (counts.tracked, counts.of(Standing.DONE)) == (cells.total, cells.done.value)
    assert counts.of(Standing.LATE) == cells.overdue.value


def test_recurrences_that_are_not_open_yet_are_counted_and_said_to_be(cast):
    monthly = task("Họp", lead(cast.finance), timing="recurring", recurrence="monthly")
    plan = tracked(cast, monthly)
    said = " ".join(summary_sentences(plan_report(cast.focal_officer, plan, QUARTER, TODAY)))
    assert "2 chưa thực hiện, trong hạn (trong đó 1 chưa đến kỳ)" in said


def test_lateness_and_open_phrases_are_spoken_of(cast, plan):
    said = " ".join(summary_sentences(plan_report(cast.focal_officer, plan, QUARTER, TODAY)))
    assert "1 phần việc của 1 đơn vị quá hạn, lâu nhất 8 ngày" in said
    assert "1 cụm từ chỉ đơn vị" in said


def test_a_report_cut_at_an_earlier_day_does_not_know_what_came_later(cast, plan):
    duty = only_duty(plan, cast.finance)
    done = Report(text="Đã công bố", result="reported_done", done_on=TODAY, numbers=("12/TB-STC",))
    plans.report_progress(cast.finance_officer, duty, done, today=TODAY)
    before = plan_report(cast.focal_officer, plan, QUARTER, date(2026, 11, 15))
    after = plan_report(cast.focal_officer, plan, QUARTER, TODAY)
    assert standing(before, "Công bố danh mục quy hoạch") is Standing.LATE
    assert standing(after, "Công bố danh mục quy hoạch") is Standing.AWAITING
    assert before.code != after.code


def test_an_ongoing_duty_is_silent_once_its_period_is_over_without_a_word(cast, plan):
    report = plan_report(cast.focal_officer, plan, QUARTER, date(2027, 1, 5))
    assert standing(report, "Trả lời doanh nghiệp") is Standing.SILENT
    plans.report_progress(
        cast.health_officer, only_duty(plan, cast.health), Report(text="Trả lời 14 câu hỏi"), today=TODAY
    )
    report = plan_report(cast.focal_officer, plan, QUARTER, date(2027, 1, 5))
    assert standing(report, "Trả lời doanh nghiệp") is Standing.DOING


SUMMER, JULY, OCTOBER = "2026-Q3", date(2026, 7, 15), date(2026, 10, 5)


def standings(cast, plan, period, today):
    return {x.unit: x.standing for x in plan_report(cast.focal_officer, plan, period, today).lines}


def test_nobody_is_silent_for_a_period_before_the_opening_state_was_confirmed(cast):
    plan = activated(cast, task("Trả lời", lead(cast.finance), timing="ongoing"), tracked_from=JULY)
    plan = plans.confirm_opening(cast.focal_officer, plan, today=OCTOBER)
    assert standings(cast, plan, SUMMER, OCTOBER) == {"Sở Tài chính": Standing.NOT_STARTED}
    assert standings(cast, plan, QUARTER, date(2027, 1, 5)) == {"Sở Tài chính": Standing.SILENT}


def test_a_unit_that_was_named_later_is_not_silent_for_the_period_before(cast):
    asked = task("Trả lời", lead(cast.finance), open_phrase("các sở"), timing="ongoing")
    plan = tracked(cast, asked, tracked_from=JULY, today=JULY)
    phrase = Responsibility.objects.get(resolved="open")
    plans.resolve_responsibility(cast.focal_officer, phrase, [cast.health], today=OCTOBER)
    found = standings(cast, plan, SUMMER, OCTOBER)
    assert found["Sở Tài chính"] is Standing.SILENT
    assert found.get("Sở Y tế") is not Standing.SILENT


def test_work_that_stood_still_is_not_silent_for_that_period_once_it_goes_on(cast):
    plan = tracked(cast, task("Trả lời", lead(cast.finance), timing="ongoing"), tracked_from=JULY, today=JULY)
    plans.suspend(cast.focal_officer, only_duty(plan), "chờ", today=JULY)
    plans.resume(cast.focal_officer, only_duty(plan), today=OCTOBER)
    assert standings(cast, plan, SUMMER, OCTOBER) == {"Sở Tài chính": Standing.NOT_STARTED}


def test_a_unit_reports_on_its_own_duties_only(cast, plan):
    report = plan_report(cast.finance_officer, plan, QUARTER, TODAY)
    assert {line.unit for line in report.lines} == {"Sở Tài chính"}


def test_the_word_file_names_what_is_late_and_leaves_number_and_date_blank(cast, plan):
    words = words_of(plan_report_docx(plan_report(cast.focal_officer, plan, QUARTER, TODAY)))
    assert "Công bố danh mục quy hoạch" in words and "Quá hạn, 8 ngày" in words
    assert "các đơn vị liên quan" in words
    assert "Số:        /BC-" in words and "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words


def tables_of(content):
    return [[[cell.text for cell in row.cells] for row in t.rows] for t in Document(BytesIO(content)).tables]


def test_what_stands_in_a_row_of_a_unit_adds_up_to_what_it_was_given(cast, plan):
    early = task("Công bố đầu mối", lead(cast.finance), timing="deadline", due=date(2026, 1, 1))
    plan = tracked(cast, early, task("Trả lời", lead(cast.finance), timing="ongoing"), number="16/KH")
    content = plan_report_docx(plan_report(cast.focal_officer, plan, QUARTER, TODAY))
    units = next(rows for rows in tables_of(content) if rows[0][0] == "Đơn vị" and "Được giao" in rows[0])
    figures = [[int(f.replace("–", "0")) for f in row[1:]] for row in units[1:]]
    assert units[-1][0].startswith("Tổng cộng") and figures[-1][0] == 2
    assert all(total == sum(parts) for total, *parts in figures)


def test_an_annex_names_a_task_once_and_in_one_row_the_units_that_stand_alike(cast):
    many = task("Công khai", lead(cast.finance, cast.health), timing="deadline", due=date(2026, 11, 10))
    plan = tracked(cast, many)
    content = plan_report_docx(plan_report(cast.focal_officer, plan, QUARTER, TODAY))
    late = tables_of(content)[-1]
    assert [row[0] for row in late[1:]] == [
        "Công khai (2 phần việc)",
        "Sở Tài chính; Sở Y tế (2 đơn vị)",
    ]


def test_a_report_says_whom_it_is_for_and_who_signs_it(cast, plan):
    words = words_of(plan_report_docx(plan_report(cast.focal_officer, plan, QUARTER, TODAY)))
    assert "Kính gửi: " in words and "GIÁM ĐỐC" in words and "xem xét, chỉ đạo./." in words


def test_the_leaders_page_names_the_unit_that_holds_back(cast, plan):
    words = words_of(leader_page_docx(plan_report(cast.focal_officer, plan, QUARTER, TODAY)))
    assert "Sở Tài chính" in words and "quá hạn" in words and "Thuế tỉnh" not in words


def test_a_report_is_offered_for_every_period_since_tracking_began(cast, plan):
    assert [p.key for p in report_periods(plan, date(2027, 2, 1))] == ["2027-Q1", "2026-Q4"]


QUERIES = 9


def test_the_number_of_queries_does_not_grow_with_duties(cast, plan, django_assert_num_queries):
    with django_assert_num_queries(QUERIES):
        few = plan_report(cast.focal_officer, plan, QUARTER, TODAY)
    more = tracked(
        cast,
        *(task(f"Việc {n}", lead(cast.finance, cast.health), timing="ongoing") for n in range(12)),
        number="16/KH-UBND",
    )
    with django_assert_num_queries(QUERIES):
        many = plan_report(cast.focal_officer, more, QUARTER, TODAY)
    assert len(many.lines) > len(few.lines)


def test_each_line_of_the_leaders_page_to_write_on_is_drawn_in_word(cast, plan):
    """Word draws one border round neighbours of one shape unless a border between them is asked for."""
    page = Document(BytesIO(leader_page_docx(plan_report(cast.focal_officer, plan, QUARTER, TODAY))))
    dotted = [p for p in page.paragraphs if p._p.xpath("./w:pPr/w:pBdr/w:bottom[@w:val='dotted']")]
    assert len(dotted) == 3
    assert all(p._p.xpath("./w:pPr/w:pBdr/w:between[@w:val='dotted']") for p in dotted)


def test_duties_that_wait_for_the_opening_state_are_told_from_those_before_tracking(cast):
    early = task("Công bố đầu mối", lead(cast.finance), timing="deadline", due=date(2025, 12, 1))
    now = task("Rà soát biểu mẫu", lead(cast.health), timing="deadline", due=date(2026, 11, 10))
    waiting = activated(cast, early, now, tracked_from=date(2026, 1, 1))
    report = plan_report(cast.focal_officer, waiting, QUARTER, TODAY)
    assert standing(report, "Rà soát biểu mẫu") is Standing.OPENING
    said = " ".join(summary_sentences(report))
    assert "chờ xác nhận hiện trạng" in said
    assert "quá hạn, lâu nhất" not in said


def test_tasks_serve_the_indicator_whose_number_their_table_gives():
    assert indicator_names(["3.1", "3.2", "4"]) == {
        "1": "3.1", "2": "3.2", "4": "4", "3.1": "3.1", "3.2": "3.2",
    }  # fmt: skip
    assert "1" not in indicator_names(["3.1", "4.1"])
    assert indicator_names(["1", "3.1"])["1"] == "1"


def test_bodies_that_are_only_asked_stand_in_no_figure_of_an_indicator():
    own = Line("1.1", "Công khai phí", "1", 1, "Sở Tài chính", "", False, Standing.DOING, "")
    target = TargetLine("3.1", "Phí rõ ràng", "score", None, None, ">=", None, None, "", False, None)
    head = PlanHead("Kế hoạch", "17/KH", None, "UBND tỉnh", "Phí", "UBND tỉnh", "Sở Tài chính", "Sông Mẫu")
    report = build(
        head,
        period="Quý IV/2026",
        as_of=TODAY,
        lines=[own, replace(own, unit_id=2, asked=True)],
        targets=[target],
        actions=1,
    )
    assert (report.indicators[0].counts.total, report.asked.total) == (1, 1)
