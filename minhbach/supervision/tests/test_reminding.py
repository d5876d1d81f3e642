"""The run of the ladder over the record: each message once, each proposal once, whatever is interrupted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from minhbach.messaging.models import Notification
from minhbach.messaging.services import acknowledge
from minhbach.organisation.models import Membership, Role, User
from minhbach.plans import services as plans
from minhbach.plans.core.report import Report
from minhbach.shared.worker import drain
from minhbach.supervision.core.defaults import DEFAULT
from minhbach.supervision.core.policy_table import to_plain
from minhbach.supervision.models import Proposal, ProposalItem, ReminderPolicy
from minhbach.supervision.services import reminding
from minhbach.supervision.services.reminding import remind
from minhbach.supervision.services.settling import settle_duty
from tests.cast import TODAY, Cast, activated, lead, only_duty, task, tracked

DUE = date(2026, 11, 20)  # a Friday, two days after TODAY
WEEK = timedelta(days=7)


def quiet(done: int, total: int, text: str) -> None:
    """Nobody watches."""


def propose_too(**values: object) -> None:
    ReminderPolicy.objects.create(edition=1, ladders=to_plain(DEFAULT), proposes=True, **values)


@pytest.fixture
def plan(cast: Cast):
    """One duty of Sở Tài chính, due on a Friday."""
    return tracked(cast, task("Công khai dự toán", lead(cast.finance), timing="deadline", due=DUE))


def said() -> list[tuple[str, str]]:
    """Who was told at which rung, in order."""
    rows = Notification.objects.order_by("pk").values_list("person__username", "rung")
    return [(person, rung.removeprefix(DUE.isoformat())) for person, rung in rows]


def test_two_working_days_before_the_officer_of_the_unit_is_told(cast: Cast, plan):
    remind(TODAY, quiet)
    assert said() == [("finance_officer", "-2")]
    row = Notification.objects.get()
    assert row.text == "Sắp đến hạn 20/11/2026: Công khai dự toán"
    assert row.href == f"/nhiem-vu/{only_duty(plan).action_id}/?viec={only_duty(plan).pk}"
    assert (row.unit_id, row.from_unit_id, row.day) == (cast.finance.pk, cast.focal.pk, DUE)


def test_a_second_run_of_the_same_day_says_nothing(plan):
    remind(TODAY, quiet)
    assert remind(TODAY, quiet).said == 0
    assert len(said()) == 1


def test_a_run_that_lost_its_end_says_nothing_again(plan, monkeypatch):
    """Killed after the messages were written and before the day was remembered."""
    monkeypatch.setattr(reminding, "_remember", lambda today, ran: None)
    remind(TODAY, quiet)
    monkeypatch.undo()
    assert remind(TODAY, quiet).said == 0
    assert len(said()) == 1


def test_a_clock_that_was_set_back_says_nothing_twice(plan):
    remind(TODAY, quiet)
    remind(TODAY - WEEK, quiet)
    remind(TODAY, quiet)
    remind(DUE, quiet)
    assert said() == [("finance_officer", "-2"), ("finance_officer", "+0")]


def test_after_a_week_without_a_worker_the_newest_rung_is_said(plan):
    remind(TODAY, quiet)
    remind(DUE + WEEK, quiet)
    assert [rung for _person, rung in said()] == ["-2", "+7"]


def test_what_was_reported_is_not_reminded(cast: Cast, plan):
    done = Report("Đã công khai.", result="reported_done", done_on=TODAY, numbers=("12/BC",))
    plans.report_progress(cast.finance_officer, only_duty(plan), done, today=TODAY)
    remind(DUE, quiet)
    assert said() == []


def test_before_the_opening_state_is_confirmed_nobody_is_reminded(cast: Cast):
    activated(cast, task("Công khai dự toán", lead(cast.finance), timing="deadline", due=DUE))
    remind(DUE, quiet)
    assert said() == []


def test_the_answer_received_stops_the_ladder_until_a_rung_that_speaks_all_the_same(cast: Cast, plan):
    remind(DUE, quiet)
    acknowledge(cast.finance_officer, Notification.objects.get().pk)
    remind(DUE + timedelta(days=3), quiet)
    assert [rung for _person, rung in said()] == ["+0"]
    remind(DUE + WEEK, quiet)
    assert [rung for _person, rung in said()] == ["+0", "+7"]


def test_a_moved_date_begins_a_ladder_of_its_own(cast: Cast, plan):
    remind(DUE, quiet)
    later = DUE + timedelta(days=28)
    plans.change_due(cast.focal_officer, only_duty(plan), later, "Thông báo 12/TB-UBND", today=DUE)
    remind(later, quiet)
    assert Notification.objects.filter(rung=f"{later.isoformat()}+0").count() == 1


def test_the_handler_is_told_first_and_the_unit_later(cast: Cast, plan):
    clerk = User.objects.create(username="van_thu", full_name="Văn thư")
    Membership.objects.create(user=clerk, unit=cast.finance, role=Role.CLERK)
    duty = only_duty(plan)
    plans.assign_handler(cast.finance_officer, duty, None, cast.users["finance_officer"], today=TODAY)
    remind(date(2026, 11, 11), quiet)  # seven working days before
    assert said() == [("finance_officer", "-7")]
    remind(DUE, quiet)
    assert said()[1:] == [("finance_officer", "+0"), ("van_thu", "+0")]


def test_a_unit_without_accounts_is_told_nothing_and_nothing_breaks(cast: Cast):
    tracked(cast, task("Niêm yết thủ tục", lead(cast.binh_an), timing="deadline", due=DUE))
    assert remind(DUE, quiet).said == 0


def test_bodies_that_are_only_asked_are_asked_again_where_the_policy_says_so(cast: Cast):
    tracked(cast, task("Cung cấp số liệu thuế", lead(cast.tax), timing="deadline", due=DUE))
    remind(TODAY, quiet)
    assert said() == []
    ReminderPolicy.objects.create(edition=1, ladders=to_plain(DEFAULT), asks_bodies=True)
    remind(DUE, quiet)
    assert [person for person, _rung in said()] == ["tax_officer"]
    assert Notification.objects.get().text.startswith("Đề nghị quý cơ quan quan tâm")


def test_missing_updates_of_a_period_are_told_in_one_line(cast: Cast):
    tasks = [task(f"Việc thường xuyên {n}", lead(cast.finance), timing="ongoing") for n in range(3)]
    tracked(cast, *tasks)
    remind(date(2027, 1, 4), quiet)  # the third day after the quarter is a Sunday
    row = Notification.objects.get()
    assert row.text == "3 nhiệm vụ chưa cập nhật kỳ kết thúc 31/12/2026: Kế hoạch 15/KH-UBND"
    assert "quá hạn" not in row.text


def test_a_report_slot_is_reminded_until_the_report_came_in(cast: Cast, plan, slot):
    found = slot(plan, cast.health, DUE)
    remind(DUE, quiet)
    row = Notification.objects.get(person=cast.users["health_officer"])
    assert row.text == "Đến hạn ngày 20/11/2026: Báo cáo quý III/2026, Kế hoạch 15/KH-UBND"
    found.submitted_on = found.first_sent_on = DUE
    found.save()
    remind(DUE + WEEK, quiet)
    assert Notification.objects.filter(person=cast.users["health_officer"]).count() == 1


def test_requests_for_coordination_and_directives_have_their_ladder(cast: Cast, plan):
    duty = only_duty(plan)
    asked = [cast.health]
    plans.request_coordination(cast.focal_officer, duty.action, asked, "Gửi số liệu", DUE, today=TODAY)
    new = plans.NewDirective("Báo cáo giải pháp", TODAY, "Chủ tịch", unit=cast.health.pk, due=DUE)
    plans.record_directive(cast.focal_officer, plan, new, today=TODAY)
    remind(DUE, quiet)
    told = Notification.objects.filter(person=cast.users["health_officer"])
    assert sorted(row.label for row in told) == ["Báo cáo giải pháp", "Công khai dự toán"]


def test_heads_and_leaders_are_only_proposed_and_only_once(cast: Cast, plan):
    propose_too()
    head = User.objects.create(username="giam_doc", full_name="Giám đốc")
    Membership.objects.create(user=head, unit=cast.finance, role=Role.HEAD)
    for day in (7, 21, 21, 35):
        remind(DUE + timedelta(days=day), quiet)
    assert {person for person, _rung in said()} == {"finance_officer"}
    keys = [f"head:{cast.finance.pk}", f"leader:{cast.users['leader'].pk}"]
    assert sorted(Proposal.objects.values_list("key", flat=True)) == keys
    assert ProposalItem.objects.filter(key=keys[0]).count() == 3


def test_what_comes_due_later_joins_the_open_message(cast: Cast):
    propose_too()
    tasks = [task(f"Việc {n}", lead(cast.finance), timing="deadline", due=DUE + n * WEEK) for n in range(3)]
    tracked(cast, *tasks)
    for n in range(3):
        remind(DUE + (n + 1) * WEEK, quiet)
    proposal = Proposal.objects.get(who="head")
    assert proposal.items.values("object_id").distinct().count() == 3


def test_a_plan_may_keep_its_ladder_to_itself(cast: Cast, plan):
    off = to_plain(DEFAULT) | {"duty": {"on": False, "every": 0, "until": 0, "rungs": []}}
    ReminderPolicy.objects.create(plan=plan, edition=1, ladders=off)
    remind(DUE, quiet)
    assert said() == []
    ReminderPolicy.objects.create(plan=plan, edition=2, ladders=off, inherits=True)
    remind(DUE + timedelta(days=3), quiet)
    assert [rung for _person, rung in said()] == ["+3"]


def test_a_closed_plan_is_left_alone(cast: Cast, plan):
    plan.status = "closed"
    plan.save()
    assert remind(DUE, quiet).said == 0


def test_the_run_asks_as_often_for_many_duties_as_for_few(cast: Cast, django_assert_max_num_queries):
    both = lead(cast.finance, cast.health)
    tasks = [task(f"Việc {n}", both, timing="deadline", due=DUE) for n in range(40)]
    tracked(cast, *tasks)
    with django_assert_max_num_queries(40):
        assert remind(DUE, quiet).said == 80


def test_a_reminder_is_settled_once_the_duty_is_reported(cast: Cast, plan):
    remind(TODAY, quiet)
    plans.report_progress(cast.finance_officer, only_duty(plan), Report("Đang làm."), today=TODAY)
    drain()
    assert Notification.objects.filter(settled_at=None).count() == 1
    done = Report("Đã công khai.", result="reported_done", done_on=TODAY, numbers=("12/BC",))
    plans.report_progress(cast.finance_officer, only_duty(plan), done, today=TODAY)
    drain()
    assert Notification.objects.filter(settled_at=None).count() == 0


def test_missing_updates_are_settled_with_the_last_of_them(cast: Cast):
    found = tracked(cast, *(task(f"Việc {n}", lead(cast.finance), timing="ongoing") for n in range(2)))
    january = date(2027, 1, 4)
    remind(january, quiet)
    first, last = found.duties.select_related("plan").order_by("pk")
    plans.report_progress(cast.finance_officer, first, Report("Đang làm."), today=january)
    settle_duty(first.pk, january)
    assert Notification.objects.filter(settled_at=None).count() == 1
    plans.report_progress(cast.finance_officer, last, Report("Đang làm."), today=january)
    settle_duty(last.pk, january)
    assert Notification.objects.filter(settled_at=None).count() == 0


@pytest.mark.parametrize("part", [Role.HEAD, Role.DEPUTY])
def test_what_a_head_handles_is_said_to_the_unit_and_never_by_the_machine_to_the_head(cast: Cast, plan, part):
    head = User.objects.create(username="giam_doc", full_name="Đỗ Văn Giám")
    Membership.objects.create(user=head, unit=cast.finance, role=part)
    plan.duties.update(handler=head)
    remind(TODAY, quiet)
    assert said() == [("finance_officer", "-2")]
