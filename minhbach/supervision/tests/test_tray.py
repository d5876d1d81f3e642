"""Khay đề xuất: nothing reaches a head or a leader but by a person, and each message once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from minhbach.messaging.models import Notification
from minhbach.organisation.models import Membership, Role, User
from minhbach.plans import services as plans
from minhbach.plans.core.report import Report
from minhbach.plans.models import Directive
from minhbach.shared.models import AuditEntry
from minhbach.shared.verbs import NotAllowed, Refused
from minhbach.supervision import queries, services
from minhbach.supervision.core.defaults import DEFAULT
from minhbach.supervision.core.message import Line, message
from minhbach.supervision.core.policy_table import to_plain
from minhbach.supervision.models import Proposal, ProposalItem, ReminderPolicy
from tests.cast import Cast, lead, task, tracked

DUE = date(2026, 11, 2)  # a Monday
TODAY = DUE + timedelta(days=21)


@pytest.fixture
def tray(cast: Cast) -> list[Proposal]:
    """Two duties of Sở Tài chính three weeks late: to its head, who has an account, and to the leader."""
    ReminderPolicy.objects.create(edition=1, ladders=to_plain(DEFAULT), proposes=True)
    head = User.objects.create(username="giam_doc", full_name="Đỗ Văn Giám")
    Membership.objects.create(user=head, unit=cast.finance, role=Role.HEAD)
    tasks = [task(f"Việc số {n}", lead(cast.finance), timing="deadline", due=DUE) for n in (1, 2)]
    tracked(cast, *tasks, today=DUE)
    services.remind(TODAY, lambda *_: None)
    return list(Proposal.objects.order_by("who"))


def test_one_message_holds_everything_of_one_head(cast: Cast, tray):
    to_head, to_leader = queries.tray(cast.focal_officer, TODAY)
    assert [line.text for line in to_head.lines] == ["Việc số 1", "Việc số 2"]
    assert to_head.text.startswith("Kính gửi Thủ trưởng Sở Tài chính: đơn vị còn 2 nội dung")
    assert to_leader.text.startswith("Kính báo cáo lãnh đạo: 2 nội dung của 1 đơn vị")


def test_nothing_is_said_before_a_person_sends_it(cast: Cast, tray):
    assert not Notification.objects.filter(person__username__in=["giam_doc", "leader"]).exists()


def test_what_was_delivered_since_is_no_longer_in_the_message(cast: Cast, tray):
    done = Report("Xong.", result="reported_done", done_on=TODAY, numbers=("12/BC",))
    duty = tray[0].unit.duties.order_by("pk").first()
    plans.report_progress(cast.finance_officer, duty, done, today=TODAY)
    to_head = queries.tray(cast.focal_officer, TODAY)[0]
    assert ([line.text for line in to_head.lines], to_head.settled) == (["Việc số 2"], 1)


def test_the_focal_officer_sends_in_words_of_his_own_and_it_is_said_once(cast: Cast, tray):
    services.send_proposal(cast.focal_officer, tray[0], "Nhờ anh xem giúp.", "system", today=TODAY)
    row = Notification.objects.get(person__username="giam_doc")
    assert row.text == "Nhờ anh xem giúp."
    with pytest.raises(Refused, match="đã được quyết định"):
        services.send_proposal(cast.focal_officer, tray[0], "", "system", today=TODAY)
    assert AuditEntry.objects.filter(verb="send proposal").count() == 1


def test_changed_words_stay_until_it_is_sent(cast: Cast, tray):
    services.change_proposal(cast.focal_officer, tray[0], "Nhờ anh xem giúp.")
    services.send_proposal(cast.focal_officer, tray[0], "", "zalo", today=TODAY)
    tray[0].refresh_from_db()
    assert (tray[0].state, tray[0].via) == ("sent", "zalo")
    assert not Notification.objects.filter(person__username="giam_doc").exists()


def test_a_head_without_an_account_cannot_be_told_on_the_system(cast: Cast, tray):
    Membership.objects.filter(role=Role.HEAD).delete()
    with pytest.raises(Refused, match="chưa có tài khoản"):
        services.send_proposal(cast.focal_officer, tray[0], "", "system", today=TODAY)


def test_where_there_is_no_head_the_deputies_are_told(cast: Cast, tray):
    Membership.objects.filter(role=Role.HEAD).update(role=Role.DEPUTY)
    services.send_proposal(cast.focal_officer, tray[0], "", "system", today=TODAY)
    assert Notification.objects.filter(person__username="giam_doc").exists()


def test_what_was_dropped_comes_again_at_its_next_rung_and_not_before(cast: Cast, tray):
    services.drop_proposal(cast.focal_officer, tray[0], "Đã gọi điện")
    services.remind(TODAY + timedelta(days=1), lambda *_: None)
    assert Proposal.objects.filter(who="head").open().count() == 0
    services.remind(TODAY + timedelta(days=14), lambda *_: None)
    assert Proposal.objects.filter(who="head").open().count() == 1


def test_nobody_else_decides_what_is_said_to_heads(cast: Cast, tray):
    for stranger in (cast.finance_officer, cast.leader, cast.administrator):
        assert queries.tray(stranger, TODAY) == []
        with pytest.raises(NotAllowed):
            services.send_proposal(stranger, tray[0], "", "zalo", today=TODAY)


def test_the_tray_asks_as_often_for_many_as_for_one(cast: Cast, tray, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):
        queries.tray(cast.focal_officer, TODAY)


def test_a_message_to_a_leader_names_the_units_behind_each_thing():
    lines = [Line(f"Xã {n}", "Công khai ngân sách", "Kế hoạch 1/KH", "quá hạn 9 ngày") for n in range(12)]
    said = message("", lines, "Sở A", to_leader=True)
    assert "- Công khai ngân sách (Kế hoạch 1/KH), quá hạn 9 ngày: Xã 0, Xã 1" in said
    assert "và 4 đơn vị khác" in said


def test_what_a_body_outside_the_committee_was_asked_is_not_put_before_heads_and_leaders(cast: Cast):
    ReminderPolicy.objects.create(edition=1, ladders=to_plain(DEFAULT), proposes=True, asks_bodies=True)
    plan = tracked(cast, task("Một", lead(cast.finance)), today=DUE)
    for unit in (cast.tax, cast.health):
        Directive.objects.create(plan=plan, unit=unit, given_on=DUE, text="Khẩn trương", due=DUE)
    services.remind(TODAY, lambda *_: None)
    assert set(ProposalItem.objects.values_list("unit", flat=True)) == {cast.health.pk}
    ProposalItem.objects.update(unit=cast.tax)  # as an earlier run left it
    assert {each.lines for each in queries.tray(cast.focal_officer, TODAY)} == {()}
