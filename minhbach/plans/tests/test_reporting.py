"""Progress: reported by the unit, written down for it, acknowledged or returned."""

from __future__ import annotations

from datetime import date

import pytest

from minhbach.plans import services
from minhbach.plans.core.kinds import Late, Result
from minhbach.plans.core.report import OnBehalf, Report
from minhbach.plans.models import Duty, Evidence, Plan, ProgressEntry
from minhbach.plans.services import ReportItem
from minhbach.shared.models import AuditEntry
from minhbach.shared.verbs import NotAllowed, Refused
from tests.cast import TODAY, Cast, activated, lead, only_duty, task, together, tracked

AHEAD = {"timing": "deadline", "due": date(2026, 11, 25)}
DONE = Report(text="Đã công khai", result="reported_done", done_on=date(2026, 11, 16), numbers=("12/STC",))


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return tracked(
        cast,
        task("Có hạn", lead(cast.finance), **AHEAD),
        task("Thường xuyên", lead(cast.health)),
        task("Khi có sự việc", lead(cast.an_ha), timing="event", trigger="Khi có Thông tư mới"),
    )


def _fields(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {problem.field for problem in refused.value.problems}


def test_a_report_changes_the_duty_and_its_version(cast: Cast, plan: Plan) -> None:
    duty = only_duty(plan, cast.finance)
    entry = services.report_progress(
        cast.finance_officer, duty, Report(text="Đang làm", percent=40), today=TODAY
    )
    after = only_duty(plan, cast.finance)
    assert (after.percent, after.version, entry.via) == (40, duty.version + 1, "system")
    assert after.state(TODAY).result is Result.DOING
    assert AuditEntry.objects.filter(verb="report progress", thing_id=str(duty.pk)).exists()


def test_another_unit_cannot_report(cast: Cast, plan: Plan) -> None:
    with pytest.raises(NotAllowed):
        services.report_progress(cast.health_officer, only_duty(plan, cast.finance), DONE, today=TODAY)


@pytest.mark.parametrize(
    ("report", "fields"),
    [
        (Report(), {"text"}),
        (Report(text="a", percent=101), {"percent"}),
        (Report(text="a", result="reported_done"), {"done_on", "evidence"}),
        (Report(text="a", result="reported_done", done_on=date(2026, 11, 19), numbers=("1",)), {"done_on"}),
        (Report(text="a", done_on=date(2026, 11, 1)), {"result"}),
        (Report(text="a", links=("javascript:alert(1)",)), {"links"}),
        (
            Report(nothing_arose=True, result="reported_done", done_on=TODAY, numbers=("1",)),
            {"nothing_arose"},
        ),
        (Report(text="a", result="done"), {"result"}),
    ],
)
def test_every_fault_is_named_beside_its_field(
    cast: Cast, plan: Plan, report: Report, fields: set[str]
) -> None:
    with pytest.raises(Refused) as refused:
        services.report_progress(cast.finance_officer, only_duty(plan, cast.finance), report, today=TODAY)
    assert _fields(refused) == fields
    assert not ProgressEntry.objects.exists()


def test_an_ongoing_duty_takes_an_update_and_no_percent(cast: Cast, plan: Plan) -> None:
    duty = only_duty(plan, cast.health)
    with pytest.raises(Refused) as refused:
        services.report_progress(cast.health_officer, duty, Report(text="a", percent=5), today=TODAY)
    assert _fields(refused) == {"percent"}
    assert Duty.objects.not_updated_this_period(TODAY).filter(pk=duty.pk).exists()
    entry = services.report_progress(cast.health_officer, duty, Report(nothing_arose=True), today=TODAY)
    after = only_duty(plan, cast.health)
    assert (entry.period, after.silent_from) == ("2026-Q4", date(2027, 4, 1))
    assert after.state(TODAY).result is Result.NOT_STARTED
    assert not Duty.objects.not_updated_this_period(TODAY).filter(pk=duty.pk).exists()


def test_acknowledged_on_time_by_the_reported_day(cast: Cast, plan: Plan) -> None:
    duty = only_duty(plan, cast.finance)
    services.report_progress(cast.finance_officer, duty, DONE, today=TODAY)
    assert only_duty(plan, cast.finance).state(date(2026, 12, 30)).late.kind is Late.WAITING
    with pytest.raises(NotAllowed):
        services.acknowledge(cast.finance_officer, duty)
    services.acknowledge(cast.focal_officer, duty, today=date(2026, 12, 30))
    state = only_duty(plan, cast.finance).state(date(2026, 12, 30))
    assert (state.result, state.late.kind) == (Result.DONE, Late.ON_TIME)


def test_a_returned_duty_runs_again_and_says_why(cast: Cast, plan: Plan) -> None:
    duty = only_duty(plan, cast.finance)
    services.report_progress(cast.finance_officer, duty, DONE, today=TODAY)
    with pytest.raises(Refused):
        services.return_duty(cast.focal_officer, duty, "  ")
    services.return_duty(cast.focal_officer, duty, "Thiếu phụ lục", today=TODAY)
    after = only_duty(plan, cast.finance)
    assert (after.return_reason, after.done_on) == ("Thiếu phụ lục", None)
    assert after.state(date(2026, 11, 26)).late.kind is Late.OVERDUE
    services.report_progress(cast.finance_officer, duty, DONE, today=TODAY)
    assert only_duty(plan, cast.finance).returned_on is None


def test_a_plan_may_let_units_record_themselves(cast: Cast) -> None:
    plan = tracked(cast, task("Một", lead(cast.finance), **AHEAD), self_recording=True)
    services.report_progress(cast.finance_officer, only_duty(plan), DONE, today=TODAY)
    assert only_duty(plan).state(TODAY).result is Result.DONE


def test_on_behalf_lateness_counts_from_the_day_it_was_received(cast: Cast, plan: Plan) -> None:
    duty = only_duty(plan, cast.finance)
    later = date(2026, 12, 10)
    entry = services.record_on_behalf(
        cast.focal_officer, duty, DONE, "paper", date(2026, 11, 27), "88/STC", today=later
    )
    services.acknowledge(cast.focal_officer, duty, today=later)
    late = only_duty(plan, cast.finance).state(later).late
    assert (late.kind, late.days) == (Late.LATE_DONE, 2)
    assert (entry.on_behalf_of_id, entry.document_number) == (cast.finance.pk, "88/STC")
    audit = AuditEntry.objects.get(verb="record on behalf")
    assert audit.on_behalf_of == cast.finance.pk


def test_on_behalf_needs_the_way_and_the_day(cast: Cast, plan: Plan) -> None:
    duty = only_duty(plan, cast.finance)
    with pytest.raises(Refused) as refused:
        services.record_on_behalf(cast.focal_officer, duty, Report(text="a"), "system", None, today=TODAY)
    assert _fields(refused) == {"via", "received_on"}
    with pytest.raises(NotAllowed):
        services.record_on_behalf(cast.finance_officer, duty, DONE, "paper", TODAY, today=TODAY)


def test_the_unit_confirms_or_disputes_what_was_recorded_for_it(cast: Cast, plan: Plan) -> None:
    duty = only_duty(plan, cast.finance)
    entry = services.record_on_behalf(
        cast.focal_officer, duty, Report(text="Đang làm"), "phone", TODAY, today=TODAY
    )
    with pytest.raises(NotAllowed):
        services.confirm_entry(cast.focal_officer, entry)
    assert services.confirm_entry(cast.finance_officer, entry).unit_answer == "confirmed"
    with pytest.raises(Refused):
        services.dispute_entry(cast.finance_officer, entry, "")
    assert services.dispute_entry(cast.finance_officer, entry, "Chưa xong").unit_answer == "disputed"


def test_a_stale_form_is_refused(cast: Cast, plan: Plan) -> None:
    duty = only_duty(plan, cast.finance)
    services.report_progress(cast.finance_officer, duty, Report(text="a"), version=duty.version, today=TODAY)
    with pytest.raises(Refused) as refused:
        services.report_progress(
            cast.finance_officer, duty, Report(text="b"), version=duty.version, today=TODAY
        )
    assert _fields(refused) == {"version"}


def test_the_grid_keeps_good_rows_and_names_bad_ones(cast: Cast, plan: Plan) -> None:
    mine, foreign = only_duty(plan, cast.finance), only_duty(plan, cast.health)
    rows = [
        ReportItem(mine.pk, Report(text="Đã làm")),
        ReportItem(foreign.pk, Report(text="Không phải của tôi")),
        ReportItem(mine.pk, Report(text="a", percent=500)),
        ReportItem(10**9, Report(text="a")),
    ]
    results = services.report_many(cast.finance_officer, rows, today=TODAY)
    assert [bool(r.problems) for r in results] == [False, True, True, True]
    assert results[1].problems == results[3].problems
    assert ProgressEntry.objects.count() == 1


def test_all_rows_or_none(cast: Cast, plan: Plan) -> None:
    mine = only_duty(plan, cast.finance)
    rows = [ReportItem(mine.pk, Report(text="a")), ReportItem(mine.pk, Report())]
    results = services.report_all(cast.finance_officer, rows, today=TODAY)
    assert [len(r.problems) for r in results] == [0, 1]
    assert not ProgressEntry.objects.exists()
    behalf = OnBehalf("workbook", TODAY)
    services.report_all(
        cast.focal_officer, [ReportItem(mine.pk, Report(text="a"), None, behalf)], today=TODAY
    )
    assert ProgressEntry.objects.get().via == "workbook"


def test_nothing_is_reported_on_a_closed_plan(cast: Cast, plan: Plan) -> None:
    services.close(cast.focal_officer, plan)
    with pytest.raises(Refused):
        services.report_progress(cast.finance_officer, only_duty(plan, cast.finance), DONE, today=TODAY)
    services.reopen(cast.focal_officer, plan)
    services.report_progress(cast.finance_officer, only_duty(plan, cast.finance), DONE, today=TODAY)


def test_a_coordinating_unit_is_not_late_without_a_request(cast: Cast) -> None:
    passed = {"timing": "deadline", "due": date(2026, 11, 1)}
    plan = tracked(cast, task("Một", lead(cast.finance), together(cast.health), **passed))
    assert list(Duty.objects.overdue(TODAY).values_list("unit_id", flat=True)) == [cast.finance.pk]
    action = plan.actions.get()
    services.request_coordination(
        cast.finance_officer, action, [cast.health], "Gửi số liệu", date(2026, 11, 20), today=TODAY
    )
    requested = only_duty(plan, cast.health)
    assert (requested.coordinating, requested.state(date(2026, 11, 22)).late.kind) == (True, Late.OVERDUE)
    with pytest.raises(NotAllowed):
        services.request_coordination(
            cast.health_officer, action, [cast.an_ha], "Gửi", date(2026, 11, 20), today=TODAY
        )


def test_the_asker_acknowledges_what_it_asked_for(cast: Cast) -> None:
    plan = tracked(cast, task("Một", lead(cast.finance), **AHEAD))
    services.request_coordination(
        cast.finance_officer, plan.actions.get(), [cast.health], "Gửi", date(2026, 11, 20), today=TODAY
    )
    duty = only_duty(plan, cast.health)
    services.report_progress(cast.health_officer, duty, DONE, today=TODAY)
    assert services.acknowledge(cast.finance_officer, duty, today=TODAY).confirmed_on == TODAY


def test_the_switch_makes_coordinating_units_owe_apart(cast: Cast) -> None:
    plan = tracked(cast, task("Một", lead(cast.finance), together(cast.health, cast.finance), **AHEAD))
    services.let_coordinators_owe(cast.focal_officer, plan.actions.get(), today=TODAY)
    assert {d.unit_id: d.coordinating for d in Duty.objects.all()} == {
        cast.finance.pk: False, cast.health.pk: True,
    }  # fmt: skip


def test_a_changed_date_keeps_its_ledger_and_needs_a_basis(cast: Cast, plan: Plan) -> None:
    duty = only_duty(plan, cast.finance)
    with pytest.raises(Refused):
        services.change_due(cast.focal_officer, duty, date(2026, 12, 5), " ", today=TODAY)
    change = services.change_due(cast.focal_officer, duty, date(2026, 12, 5), "CV 99/UBND", today=TODAY)
    after = only_duty(plan, cast.finance)
    assert (change.before, after.first_due, after.last_on_time) == (
        date(2026, 11, 25), date(2026, 11, 25), date(2026, 12, 5),
    )  # fmt: skip


def test_a_duty_without_a_date_can_be_given_one(cast: Cast, plan: Plan) -> None:
    duty = only_duty(plan, cast.health)
    services.change_due(cast.focal_officer, duty, date(2026, 11, 10), "Thông báo 5", today=TODAY)
    after = only_duty(plan, cast.health)
    assert (after.clock, after.silent_from) == ("dated", None)
    assert after.state(TODAY).late.kind is Late.OVERDUE


def test_an_event_wakes_when_its_trigger_is_recorded(cast: Cast, plan: Plan) -> None:
    action = plan.actions.get(text="Khi có sự việc")
    duty = only_duty(plan, cast.an_ha)
    with pytest.raises(Refused):
        services.report_progress(cast.commune_clerk, duty, DONE, today=TODAY)
    woken = services.record_trigger(
        cast.focal_officer, action, date(2026, 11, 10), date(2026, 11, 30), today=TODAY
    )
    assert woken == 1
    assert only_duty(plan, cast.an_ha).state(TODAY).late.days == 12
    with pytest.raises(Refused):
        services.record_trigger(cast.focal_officer, action, TODAY, date(2026, 12, 1), today=TODAY)


def test_suspended_and_resumed(cast: Cast, plan: Plan) -> None:
    duty = only_duty(plan, cast.finance)
    services.suspend(cast.focal_officer, duty, "Chờ hướng dẫn", today=TODAY)
    assert only_duty(plan, cast.finance).state(date(2027, 1, 1)).late.kind is Late.NONE
    with pytest.raises(Refused):
        services.report_progress(cast.finance_officer, duty, DONE, today=TODAY)
    services.resume(cast.focal_officer, duty, today=TODAY)
    assert only_duty(plan, cast.finance).state(date(2027, 1, 1)).late.kind is Late.OVERDUE
    services.not_applicable(cast.focal_officer, duty, "Không có dự án", today=TODAY)
    assert only_duty(plan, cast.finance).state(TODAY).result is Result.NOT_APPLICABLE
    services.resume(cast.focal_officer, duty, today=TODAY)
    assert only_duty(plan, cast.finance).state(TODAY).result is Result.NOT_STARTED


def test_a_handler_comes_from_the_unit(cast: Cast, plan: Plan) -> None:
    duty = only_duty(plan, cast.finance)
    officer = cast.users["finance_officer"]
    assert services.assign_handler(cast.finance_officer, duty, None, officer).handler == officer
    with pytest.raises(Refused) as refused:
        services.assign_handler(cast.finance_officer, duty, cast.an_ha, cast.users["health_officer"])
    assert _fields(refused) == {"division"}


def test_publication_has_two_switches(cast: Cast, plan: Plan) -> None:
    with pytest.raises(Refused):
        services.publish_units(cast.leader, plan, "QĐ 1")
    with pytest.raises(Refused):
        services.publish(cast.leader, plan, "")
    assert not services.publish(cast.leader, plan, "QĐ 1").publish_units
    assert services.publish_units(cast.leader, plan, "QĐ 2").publish_units
    with pytest.raises(NotAllowed):
        services.withdraw(cast.finance_officer, plan, "Nhầm")
    withdrawn = services.withdraw(cast.leader, plan, "Nhầm")
    assert (withdrawn.published_on, withdrawn.publish_units) == (None, False)


def test_evidence_is_one_row_a_proof(cast: Cast, plan: Plan) -> None:
    report = Report(text="a", links=("https://a.vn/b",), numbers=("1/STC", "2/STC"))
    services.report_progress(cast.finance_officer, only_duty(plan, cast.finance), report, today=TODAY)
    assert sorted(Evidence.objects.values_list("kind", flat=True)) == ["document", "document", "link"]


def test_an_unconfirmed_opening_still_takes_reports(cast: Cast) -> None:
    plan = activated(cast, task("Một", lead(cast.finance), **AHEAD))
    services.report_progress(cast.finance_officer, only_duty(plan), DONE, today=TODAY)
    assert only_duty(plan).state(TODAY).result is Result.REPORTED_DONE


def test_a_coordinating_unit_may_add_proof_and_owes_nothing(cast: Cast) -> None:
    plan = tracked(cast, task("Một", lead(cast.finance), together(cast.health), **AHEAD))
    action = plan.actions.get()
    [proof] = services.add_evidence(cast.health_officer, action, numbers=["5/SYT"])
    assert (proof.unit, proof.entry) == (cast.health, None)
    assert Evidence.objects.visible_to(cast.finance_officer).get() == proof
    with pytest.raises(NotAllowed):
        services.add_evidence(cast.commune_clerk, action, numbers=["6/UBND"])
    with pytest.raises(Refused):
        services.add_evidence(cast.health_officer, action)
