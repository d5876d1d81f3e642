"""What the focal unit decides about a duty: ghi nhận, trả lại, tạm dừng, đổi hạn."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.plans.access import (
    can_acknowledge,
    can_decide,
    can_manage_plan,
    is_open_for_reports,
)
from minhbach.plans.core.kinds import Clock, Result
from minhbach.plans.core.state import first_silent_from, result_of
from minhbach.plans.models import (
    Action,
    DecisionKind,
    Disputed,
    DueDateChange,
    Duty,
    DutyDecision,
    ProgressEntry,
    Timing,
)
from minhbach.plans.services.locking import locked_action, locked_duty, save_duty, today_or
from minhbach.shared import audit, outbox
from minhbach.shared.verbs import Problem, Refused, allow


@transaction.atomic
def acknowledge(actor: Actor, duty: Duty, *, despite: str = "", today: date | None = None) -> Duty:
    """Ghi nhận: the reported result stands, and with it whether it was on time.

    despite: why it stands although the unit does not agree with what was recorded for it.
    """
    locked = locked_duty(duty)
    allow(can_acknowledge(actor, locked), "acknowledge")
    _refuse_closed(locked)
    if result_of(locked.facts()) is not Result.REPORTED_DONE:
        raise Refused(_("Phần việc không ở trạng thái chờ ghi nhận."))
    despite = despite.strip()
    if not despite and _is_disputed(locked):
        raise Refused(
            Problem(
                "reason", _("Đơn vị không đồng ý với bản ghi thay; hãy trả lại, hoặc ghi lý do vẫn ghi nhận.")
            )
        )
    locked.confirmed_on, locked.confirmed_by_id = today_or(today), actor.user_id
    save_duty(locked, "confirmed_on", "confirmed_by")
    _decide(actor, locked, DecisionKind.ACKNOWLEDGED, despite, today)
    outbox.announce("duty confirmed", duty_id=locked.pk)
    return locked


def _is_disputed(duty: Duty) -> bool:
    """The unit does not agree with the newest report of completion, which was recorded for it."""
    newest = ProgressEntry.objects.filter(duty=duty, result=Result.REPORTED_DONE).first()
    return newest is not None and newest.unit_answer == Disputed.DISPUTED


@transaction.atomic
def return_duty(actor: Actor, duty: Duty, reason: str, *, today: date | None = None) -> Duty:
    """Trả lại: what was reported as finished is not, for a reason that the unit reads.

    Also takes back an acknowledgement that was given in error.
    """
    locked = locked_duty(duty)
    allow(can_acknowledge(actor, locked), "return duty")
    _refuse_closed(locked)
    reason = _said("reason", reason, _("Hãy ghi lý do trả lại."))
    if result_of(locked.facts()) not in (Result.REPORTED_DONE, Result.DONE):
        raise Refused(_("Phần việc chưa báo cáo hoàn thành nên không có gì để trả lại."))
    locked.done_on = locked.judged_on = locked.reported_on = locked.percent = None
    locked.confirmed_on, locked.confirmed_by = None, None
    locked.returned_on, locked.return_reason = today_or(today), reason
    save_duty(
        locked, "percent", "done_on", "judged_on", "reported_on", "confirmed_on", "confirmed_by",
        "returned_on", "return_reason",
    )  # fmt: skip
    _decide(actor, locked, DecisionKind.RETURNED, reason, today)
    outbox.announce("duty returned", duty_id=locked.pk)
    return locked


@transaction.atomic
def suspend(actor: Actor, duty: Duty, reason: str, *, today: date | None = None) -> Duty:
    """Tạm dừng: the clock shows no lateness until the work goes on."""
    locked = _for_decision(actor, duty, "suspend")
    reason = _said("reason", reason, _("Hãy ghi lý do tạm dừng."))
    if result_of(locked.facts()) not in (Result.NOT_STARTED, Result.DOING):
        raise Refused(_("Chỉ tạm dừng được phần việc đang mở."))
    locked.suspended_on = today_or(today)
    save_duty(locked, "suspended_on")
    _decide(actor, locked, DecisionKind.SUSPENDED, reason, today)
    return locked


@transaction.atomic
def not_applicable(actor: Actor, duty: Duty, reason: str, *, today: date | None = None) -> Duty:
    """Không áp dụng: the unit does not owe this after all."""
    locked = _for_decision(actor, duty, "not applicable")
    reason = _said("reason", reason, _("Hãy ghi lý do không áp dụng."))
    if result_of(locked.facts()) in (Result.DONE, Result.NOT_APPLICABLE):
        raise Refused(_("Phần việc đã hoàn thành hoặc đã được xác định không áp dụng."))
    locked.not_applicable_on, locked.suspended_on = today_or(today), None
    save_duty(locked, "not_applicable_on", "suspended_on")
    _decide(actor, locked, DecisionKind.NOT_APPLICABLE, reason, today)
    return locked


@transaction.atomic
def resume(actor: Actor, duty: Duty, reason: str = "", *, today: date | None = None) -> Duty:
    """Tiếp tục: the way back from suspension and from "không áp dụng". Silence starts anew."""
    locked = _for_decision(actor, duty, "resume")
    if locked.suspended_on is None and locked.not_applicable_on is None:
        raise Refused(_("Phần việc không tạm dừng."))
    locked.suspended_on = locked.not_applicable_on = None
    if locked.silent_from is not None:
        fresh = first_silent_from(today_or(today), locked.plan.update_cycle)
        locked.silent_from = max(locked.silent_from, fresh)
    save_duty(locked, "suspended_on", "not_applicable_on", "silent_from")
    _decide(actor, locked, DecisionKind.RESUMED, reason.strip(), today)
    return locked


@transaction.atomic
def change_due(
    actor: Actor, duty: Duty, new_date: date, basis: str, *, today: date | None = None
) -> DueDateChange:
    """Sets the last day on time, with its basis; a line of the ledger keeps the day before.

    A duty without a date gets one this way ("do đầu mối đặt").
    """
    locked = _for_decision(actor, duty, "change due date")
    basis = _said("basis", basis, _("Hãy ghi căn cứ đổi thời hạn (số văn bản hoặc ý kiến chỉ đạo)."))
    if result_of(locked.facts()) in (Result.DONE, Result.NOT_APPLICABLE):
        raise Refused(_("Phần việc đã kết thúc nên không đổi thời hạn."))
    if new_date == locked.last_on_time:
        raise Refused(Problem("new_date", _("Ngày mới trùng với thời hạn hiện tại.")))
    change = DueDateChange.objects.create(
        duty=locked, before=locked.last_on_time, after=new_date, basis=basis[:300],
        changed_on=today_or(today), changed_by_id=actor.user_id,
    )  # fmt: skip
    locked.clock, locked.silent_from = Clock.DATED, None
    _run_until(locked, new_date)
    save_duty(
        locked, "clock", "silent_from", "due", "first_due", "last_on_time", "before_tracking", "counted"
    )
    audit.record(
        actor, "change due date", locked, plan=locked.plan_id,
        before={"due": change.before}, after={"due": new_date, "basis": basis},
    )  # fmt: skip
    outbox.announce("due date changed", duty_id=locked.pk)
    return change


@transaction.atomic
def record_trigger(
    actor: Actor, action: Action, on: date, due: date, note: str = "", *, today: date | None = None
) -> int:
    """The condition of an action has come true: its sleeping duties get their date. Returns how many."""
    locked = locked_action(action)
    sleeping = list(
        Duty.objects.select_for_update(of=("self",))
        .select_related("plan")
        .filter(action=locked, clock=Clock.EVENT, not_applicable_on__isnull=True)
    )
    allow(can_manage_plan(actor, locked.plan), "record trigger")
    _check_trigger(locked, sleeping, on, due, today_or(today))
    locked.triggered_on, locked.due = on, due
    locked.save(update_fields=["triggered_on", "due"])
    for duty in sleeping:
        duty.clock, duty.opens_on = Clock.DATED, on
        _run_until(duty, due)
        save_duty(duty, "clock", "opens_on", "due", "first_due", "last_on_time", "before_tracking", "counted")
        _log(actor, duty, DecisionKind.TRIGGERED, note.strip(), today)
    audit.record(
        actor, "record trigger", locked, plan=locked.plan_id, after={"on": on, "due": due},
        counts={"duties": len(sleeping)},
    )  # fmt: skip
    return len(sleeping)


def _check_trigger(action: Action, sleeping: list[Duty], on: date, due: date, today: date) -> None:
    if action.timing != Timing.EVENT or not sleeping:
        raise Refused(_("Nhiệm vụ này không có phần việc nào đang chờ điều kiện."))
    _refuse_closed(sleeping[0])
    if on > today:
        raise Refused(Problem("on", _("Ngày xảy ra điều kiện không được sau hôm nay.")))
    if due < on:
        raise Refused(Problem("due", _("Thời hạn không được trước ngày xảy ra điều kiện.")))


def _run_until(duty: Duty, last: date) -> None:
    """The duty runs until that day, counted as soon as the opening state of its plan is settled."""
    duty.due = duty.last_on_time = last
    duty.first_due = duty.first_due or last
    tracked = duty.plan.tracked_from
    duty.before_tracking = tracked is not None and last < tracked
    duty.counted = duty.plan.opening_confirmed_on is not None and not duty.before_tracking


def _for_decision(actor: Actor, duty: Duty, verb: str) -> Duty:
    locked = locked_duty(duty)
    allow(can_decide(actor, locked), verb)
    _refuse_closed(locked)
    return locked


def _refuse_closed(duty: Duty) -> None:
    if not is_open_for_reports(duty.plan):
        raise Refused(_("Kế hoạch không ở trạng thái đang theo dõi."))


def _said(field: str, text: str, sentence: str) -> str:
    """The words, or Refused where there are none."""
    text = text.strip()
    if not text:
        raise Refused(Problem(field, sentence))
    return text


def _decide(actor: Actor, duty: Duty, kind: DecisionKind, text: str, today: date | None) -> None:
    _log(actor, duty, kind, text, today)
    audit.record(
        actor, f"duty {kind}", duty, plan=duty.plan_id, after={"text": text, "version": duty.version}
    )


def _log(actor: Actor, duty: Duty, kind: DecisionKind, text: str, today: date | None) -> None:
    DutyDecision.objects.create(duty=duty, kind=kind, on=today_or(today), text=text, by_id=actor.user_id)
