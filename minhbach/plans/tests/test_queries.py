"""What pages ask: the right rows, and as many queries with many rows as with few."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from minhbach.organisation.models import Unit
from minhbach.plans import queries, services
from minhbach.plans.core.kinds import Late
from minhbach.plans.core.report import Report
from minhbach.plans.models import Duty, Plan
from minhbach.plans.queries import DutyFilter, Group, Sort
from tests.cast import TODAY, Cast, activated, lead, only_duty, open_phrase, task, together, tracked

PASSED = {"timing": "deadline", "due": date(2026, 11, 2)}
FRIDAY = {"timing": "deadline", "due": date(2026, 11, 20)}
MONTH_END = {"timing": "deadline", "due": date(2026, 11, 30)}
LATER = {"timing": "deadline", "due": date(2027, 3, 1)}
DONE = Report(text="Xong", result="reported_done", done_on=TODAY, numbers=("1/STC",))


def _tasks(cast: Cast, *units: Unit) -> list:
    return [
        task("Quá hạn", lead(*units), together(cast.health), **PASSED),
        task("Tuần này", lead(*units), **FRIDAY),
        task("Tháng này", lead(*units), **MONTH_END),
        task("Sau này", lead(*units), **LATER),
        task("Thường xuyên", lead(*units)),
        task("Đã báo cáo", lead(*units), **LATER),
        task("Bị trả lại", lead(*units), **LATER),
    ]


@pytest.fixture
def plan(cast: Cast) -> Plan:
    plan = tracked(cast, *_tasks(cast, cast.finance))
    for text in ("Đã báo cáo", "Bị trả lại"):
        duty = Duty.objects.get(action__text=text)
        services.report_progress(cast.finance_officer, duty, DONE, today=TODAY)
    services.return_duty(cast.focal_officer, duty, "Thiếu số liệu", today=TODAY)
    return plan


def test_my_work_puts_every_duty_in_the_group_that_presses_most(cast: Cast, plan: Plan) -> None:
    work = queries.my_work(cast.finance_officer, TODAY)
    assert {g.group: [line.duty.action.text for line in g.lines] for g in work.groups} == {
        Group.RETURNED: ["Bị trả lại"],
        Group.OVERDUE: ["Quá hạn"],
        Group.THIS_WEEK: ["Tuần này"],
        Group.THIS_MONTH: ["Tháng này"],
        Group.NOT_UPDATED: ["Thường xuyên"],
        Group.WAITING: ["Đã báo cáo"],
    }
    assert queries.my_work(cast.health_officer, TODAY).groups == ()


def test_a_requested_coordination_is_a_group_of_its_own(cast: Cast, plan: Plan) -> None:
    action = plan.actions.get(text="Quá hạn")
    services.request_coordination(
        cast.finance_officer, action, [cast.health], "Gửi số liệu", TODAY, today=TODAY
    )
    work = queries.my_work(cast.health_officer, TODAY)
    assert [g.group for g in work.groups] == [Group.COORDINATION]


def test_before_the_opening_state_work_is_shown_apart(cast: Cast) -> None:
    activated(cast, task("Quá hạn", lead(cast.finance), **PASSED))
    work = queries.my_work(cast.finance_officer, TODAY)
    assert [(g.group, g.lines[0].late) for g in work.groups] == [(Group.OPENING, "chờ xác nhận hiện trạng")]


def test_scopes_narrow_to_my_own(cast: Cast, plan: Plan) -> None:
    duty = plan.duties.get(action__text="Quá hạn")
    services.assign_handler(cast.finance_officer, duty, None, cast.users["finance_officer"])
    work = queries.my_work(cast.finance_officer, TODAY, queries.Scope.MINE)
    assert [g.group for g in work.groups] == [Group.OVERDUE]


def test_the_overview_counts_lateness_and_silence_apart(cast: Cast, plan: Plan) -> None:
    overview = queries.plan_overview(cast.focal_officer, plan, TODAY)
    cells = overview.cells
    assert (cells.total, cells.overdue.value, cells.overdue.base) == (7, 1, 5)
    assert (cells.silence.value, cells.silence.base) == (0, 1)
    assert (cells.waiting.value, cells.waiting.base) == (1, 1)
    assert (cells.done.value, cells.done.base, overview.units) == (0, 7, 1)
    late = queries.late_actions(cast.focal_officer, plan, TODAY)
    assert [(one.action.text, one.count, one.units) for one in late] == [("Quá hạn", 1, (cast.finance,))]
    assert (overview.late_units, overview.silent_units) == (1, 0)
    later = queries.plan_overview(cast.focal_officer, plan, date(2027, 1, 2)).cells
    assert (later.silence.value, later.silence.base) == (1, 1)


def test_what_is_asked_of_others_stands_in_no_figure(cast: Cast) -> None:
    plan = tracked(cast, task("Một", lead(cast.tax, cast.finance), **PASSED))
    overview = queries.plan_overview(cast.focal_officer, plan, TODAY)
    assert (overview.cells.total, overview.cells.overdue.value, overview.asked) == (1, 1, 1)


def test_the_matrix_groups_units_and_puts_late_ones_first(cast: Cast) -> None:
    plan = tracked(
        cast,
        task("Một", lead(cast.finance, cast.health, cast.an_ha, cast.tax), **LATER),
        task("Hai", lead(cast.health), **PASSED),
    )
    blocks = queries.unit_matrix(cast.leader, plan, TODAY)
    assert {b.kind.value: [row.unit.code for row in b.rows] for b in blocks} == {
        "departments": ["health", "finance"], "communes": ["an_ha"], "asked": ["tax"],
    }  # fmt: skip
    assert blocks[0].cells.by_late[Late.OVERDUE] == 1
    assert blocks[2].rows[0].not_counted == 1


def test_the_tree_counts_states_below_its_headings(cast: Cast, plan: Plan) -> None:
    [section] = queries.plan_tree(cast.focal_officer, plan, TODAY)
    line = section.all_actions[0]
    assert (line.action.text, line.duties, line.overdue) == ("Quá hạn", 1, 1)
    assert [(r.role, r.member_count) for r in line.responsibilities] == [("coordinate", 1), ("lead", 1)]


def test_the_action_page_explains_and_remembers(cast: Cast, plan: Plan) -> None:
    duty = plan.duties.get(action__text="Bị trả lại")
    services.change_due(cast.focal_officer, duty, date(2027, 3, 15), "CV 7", today=TODAY)
    page = queries.action_page(cast.finance_officer, duty.action_id, TODAY)
    assert page is not None
    assert [line.kind.value for line in page.history] == ["decision", "entry", "due_change"]
    assert "Đổi từ 01/03/2027 thành 15/03/2027 theo CV 7." in page.duties[0].explanation
    assert queries.action_page(cast.commune_clerk, duty.action_id, TODAY) is None


def test_a_rest_day_is_said_with_the_working_day_before(cast: Cast) -> None:
    services.propose_rest_days()
    plan = tracked(cast, task("Một", lead(cast.finance), timing="deadline", due=date(2026, 11, 24)))
    said = " ".join(queries.explain_duty(only_duty(plan)))
    assert "ngày làm việc 23/11/2026" in said
    assert "chưa được xác nhận" in said
    services.confirm_year(cast.administrator, 2026, "Thông báo nghỉ lễ năm 2026")
    assert "chưa được xác nhận" not in " ".join(queries.explain_duty(only_duty(plan)))


def test_a_calendar_change_is_previewed(cast: Cast) -> None:
    plan = tracked(cast, task("Một", lead(cast.finance), **FRIDAY))
    [moved] = queries.preview_calendar_change(cast.administrator, {date(2026, 11, 20): "holiday"})
    assert (moved.duty, moved.before, moved.after) == (
        only_duty(plan), date(2026, 11, 20), date(2026, 11, 19),
    )  # fmt: skip


@pytest.mark.parametrize("sort", list(Sort))
def test_paging_shows_every_duty_once(cast: Cast, sort: Sort) -> None:
    units = (cast.finance, cast.health, cast.an_ha)
    plan = tracked(cast, *_tasks(cast, *units))
    seen, cursor = [], ""
    while True:
        page = queries.duties_list(
            cast.leader, DutyFilter(plan_id=plan.pk), TODAY, sort=sort, cursor=cursor, size=4
        )
        seen += [line.duty.pk for line in page.lines]
        cursor = page.cursor
        if not cursor:
            break
    assert sorted(seen) == sorted(Duty.objects.values_list("pk", flat=True))
    if sort is Sort.DUE:
        days = [Duty.objects.get(pk=pk).last_on_time or date.max for pk in seen]
        assert days == sorted(days)


def test_filters_hold_together(cast: Cast, plan: Plan) -> None:
    def found(**values: object) -> list[str]:
        page = queries.duties_list(cast.leader, DutyFilter(plan_id=plan.pk, **values), TODAY)
        assert page.count == len(page.lines)
        return [line.duty.action.text for line in page.lines]

    assert found(late=("overdue",)) == ["Quá hạn"]
    assert found(late=("soon", "today")) == ["Tuần này"]
    assert found(result=("reported_done",)) == ["Đã báo cáo"]
    assert found(words="thuong xuyen") == ["Thường xuyên"]
    assert found(unit_id=cast.health.pk) == []
    assert found(silent=True) == []


def test_changes_tell_what_happened_since(cast: Cast, plan: Plan) -> None:
    from django.utils import timezone

    changes = queries.changes_since(cast.focal_officer, timezone.localdate(), plan)
    assert {(c.kind.value, c.what) for c in changes} == {("entry", ""), ("decision", "Trả lại")}
    assert queries.changes_since(cast.commune_clerk, timezone.localdate(), plan) == ()


def test_the_text_for_zalo_names_what_is_owed(cast: Cast, plan: Plan) -> None:
    text = queries.text_for_zalo(cast.focal_officer, TODAY, unit=cast.finance, plan=plan)
    assert text.startswith("Kính gửi Sở Tài chính.")
    assert "- Quá hạn, hạn 02/11/2026 (quá hạn 16 ngày)" in text
    nothing = queries.text_for_zalo(cast.health_officer, TODAY, unit=cast.finance, plan=plan)
    assert "Quá hạn" not in nothing


def test_the_text_for_zalo_names_what_comes_next(cast: Cast) -> None:
    dated = {"timing": "deadline"}
    plan = tracked(
        cast,
        task("Báo cáo năm", lead(cast.finance), **dated, due=date(2026, 12, 31)),
        task("Báo cáo quý sau", lead(cast.finance), **dated, due=date(2027, 3, 31)),
        task("Trả lời hỏi đáp", lead(cast.finance), timing="ongoing"),
    )
    text = queries.text_for_zalo(cast.focal_officer, TODAY, unit=cast.finance, plan=plan)
    assert "Sắp đến hạn trong 60 ngày tới (1):\n- Báo cáo năm, hạn 31/12/2026 (còn 43 ngày)" in text
    assert "Cần cập nhật trong kỳ này (1):\n- Trả lời hỏi đáp, chậm nhất 31/12/2026" in text
    assert "Báo cáo quý sau" not in text
    assert "Không có việc" not in text


def test_the_public_sees_shares_and_units_only_by_the_second_switch(cast: Cast, plan: Plan) -> None:
    assert queries.public_plan(plan.pk, TODAY) is None
    services.publish(cast.leader, plan, "QĐ 1", today=TODAY)
    first = queries.public_plan(plan.pk, TODAY)
    assert first is not None
    assert (first.share, first.actions[0].units, first.actions[0].overdue) == (0, (), 0)
    services.publish_units(cast.leader, plan, "QĐ 2")
    second = queries.public_plan(plan.pk, TODAY)
    assert second is not None
    assert (second.actions[0].units, second.actions[0].overdue) == (("Sở Tài chính",), 1)


def test_the_opening_page_shows_what_needs_a_choice(cast: Cast) -> None:
    old = {"timing": "deadline", "due": date(2026, 5, 1)}
    plan = activated(
        cast, task("Cũ", lead(cast.finance), **old), task("Qua", lead(cast.finance), **PASSED),
        task("Tới", lead(cast.finance), **LATER),
    )  # fmt: skip
    state = queries.opening_state(plan, TODAY)
    assert (state.before_count, state.passed_count, state.running_count) == (1, 1, 1)


QUESTIONS: dict[str, tuple[int, Callable[[Cast, Plan], object]]] = {
    "my_work": (4, lambda c, p: queries.my_work(c.finance_officer, TODAY)),
    "overview": (3, lambda c, p: queries.plan_overview(c.focal_officer, p, TODAY)),
    "matrix": (4, lambda c, p: queries.unit_matrix(c.focal_officer, p, TODAY)),
    "tree": (4, lambda c, p: [n.all_actions for n in queries.plan_tree(c.focal_officer, p, TODAY)]),
    "late_actions": (4, lambda c, p: queries.late_actions(c.focal_officer, p, TODAY)),
    "next_due": (1, lambda c, p: queries.next_due(c.focal_officer, p, TODAY)),
    "late_list": (1, lambda c, p: queries.late_list(c.focal_officer, TODAY, p)),
    "duties_list": (5, lambda c, p: queries.duties_list(c.focal_officer, DutyFilter(plan_id=p.pk), TODAY)),
    "plans_list": (1, lambda c, p: list(queries.plans_list(c.focal_officer))),
    "changes_since": (3, lambda c, p: queries.changes_since(c.focal_officer, date(2026, 1, 1), p)),
    "unresolved": (1, lambda c, p: queries.unresolved_phrases(p)),
    "action_page": (18, lambda c, p: queries.action_page(c.focal_officer, p.actions.all()[0].pk, TODAY)),
    "rehearsal": (2, lambda c, p: queries.rehearse_year(p, date(2026, 10, 1), TODAY)),
    "text_for_zalo": (7, lambda c, p: queries.text_for_zalo(c.focal_officer, TODAY, plan=p)),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_number_of_queries_does_not_grow_with_rows(cast: Cast, name: str) -> None:
    expected, ask = QUESTIONS[name]
    made = []
    for units in ((cast.finance,), (cast.finance, cast.health, cast.an_ha, cast.binh_an, cast.tax)):
        plan = tracked(cast, *_tasks(cast, *units), task("Ngỏ", open_phrase("các sở liên quan")))
        for duty in Duty.objects.filter(plan=plan, unit=cast.finance, action__text="Quá hạn"):
            for n in range(len(units)):
                services.report_progress(
                    cast.finance_officer, duty, Report(text=f"Lần {n}"), today=TODAY + timedelta(days=n)
                )
        with CaptureQueriesContext(connection) as captured:
            _touch(ask(cast, plan))
        made.append(len(captured))
        Plan.objects.filter(pk=plan.pk).update(status="closed" if name != "rehearsal" else "active")
    assert made == [expected, expected], [q["sql"][:90] for q in captured]


def _touch(found: object) -> None:
    """Reads what a line of a page would show, so that a lazy relation is noticed."""
    groups = getattr(found, "groups", None) or getattr(found, "lines", None) or ()
    for item in groups:
        for line in getattr(item, "lines", (item,)):
            str((line.duty.plan, line.duty.action, line.duty.unit, line.duty.handler, line.late, line.result))


def test_a_directive_reaches_the_units_that_work_on_its_task(cast: Cast) -> None:
    plan = tracked(cast, task("Một", lead(cast.finance)), task("Hai", lead(cast.health)))
    action = plan.actions.get(text="Một")
    new = services.NewDirective("Xong trước Tết", TODAY, "Chủ tịch", action=action.pk)
    services.record_directive(cast.secretary, plan, new, today=TODAY)
    assert [d.text for d in queries.my_work(cast.finance_officer, TODAY).directives] == ["Xong trước Tết"]
    assert queries.my_work(cast.health_officer, TODAY).directives == ()
    assert queries.my_work(cast.focal_officer, TODAY).directives == ()
