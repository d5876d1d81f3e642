"""A duty as it stood at the end of a day: what came later is not known yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from minhbach.plans.core.kinds import Clock, Late
from minhbach.plans.core.kinds import Result as Outcome
from minhbach.plans.core.state import DutyFacts, State, is_silent, state_of
from minhbach.reporting.core.shapes import Standing
from minhbach.shared.dates import Cycle, Period, period_of, vn_date

_LATER = ("started_on", "confirmed_on", "suspended_on", "not_applicable_on", "updated_on", "returned_on")
_UNJUDGED = {Late.BEFORE_TRACKING: Standing.BEFORE, Late.OPENING: Standing.OPENING}
_BY_OUTCOME = {
    Outcome.DONE: Standing.DONE,
    Outcome.REPORTED_DONE: Standing.AWAITING,
    Outcome.SUSPENDED: Standing.ASIDE,
    Outcome.NOT_APPLICABLE: Standing.ASIDE,
}


def at_end_of(facts: DutyFacts, day: date, reported_on: date | None) -> DutyFacts:
    """The facts without what was recorded after the day. reported_on: when the end was reported."""
    until = {name: _until(getattr(facts, name), day) for name in _LATER}
    kept: DutyFacts = replace(facts, **until)  # type: ignore[arg-type]  # all of them are days
    if facts.done_on and (reported_on or facts.done_on) > day:
        kept = replace(kept, done_on=None, judged_on=None)
    return kept


def _until(value: date | None, day: date) -> date | None:
    return value if value is not None and value <= day else None


def standing_of(
    facts: DutyFacts, period: Period, as_of: date, updated_in_period: bool, owed_from: date
) -> tuple[Standing, int]:
    """The one standing of a duty in the report, and the days it is (or was) late.

    owed_from: a day of the first period for which an update is owed.
    """
    state = state_of(facts, as_of)
    if state.late.kind in _UNJUDGED:
        return _UNJUDGED[state.late.kind], 0
    if state.result in _BY_OUTCOME:
        return _BY_OUTCOME[state.result], _late_days(state)
    if facts.clock == Clock.EVENT and facts.last_on_time is None:
        return Standing.ASIDE, 0
    if state.late.kind == Late.OVERDUE:
        return Standing.LATE, state.late.days
    if _silent(facts, period, as_of, updated_in_period or owed_from > period.end):
        return Standing.SILENT, 0
    return (Standing.DOING if state.result == Outcome.DOING else Standing.NOT_STARTED), 0


def why_uncounted(facts: DutyFacts, standing: Standing) -> str:
    """The reason that stands beside a duty outside every rate; nothing for the others."""
    if standing == Standing.BEFORE:
        return "đến hạn trước ngày theo dõi"
    if standing == Standing.OPENING:
        return "chờ đầu mối xác nhận hiện trạng"
    if standing != Standing.ASIDE:
        return ""
    if facts.not_applicable_on:
        return f"không áp dụng từ {vn_date(facts.not_applicable_on)}"
    if facts.suspended_on:
        return f"tạm dừng từ {vn_date(facts.suspended_on)}"
    return "chờ điều kiện"


def _late_days(state: State) -> int:
    return state.late.days if state.late.kind in (Late.LATE_DONE, Late.WAITING) else 0


def first_owed_from(facts: DutyFacts, begins: Iterable[date | None], day: date) -> date:
    """A day of the first period that owes an update. begins: when the duty opened, when tracking began, when
    the opening state was confirmed. Silence starts anew when work is resumed: seen by the facts until the
    first update after the day.
    """
    days = [begin for begin in begins if begin is not None]
    if facts.silent_from is not None and (facts.updated_on is None or facts.updated_on <= day):
        days.append(period_of(facts.silent_from - timedelta(days=1), Cycle(facts.cycle)).start)
    return max(days)


def _silent(facts: DutyFacts, period: Period, as_of: date, answered: bool) -> bool:
    """Once the period is over: an update was owed, none came. While it runs: an earlier one is missing."""
    if as_of < period.end:
        return is_silent(facts, as_of)
    owed = facts.clock == Clock.ONGOING and facts.counted and not facts.asked
    return owed and not answered
