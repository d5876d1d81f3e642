"""The year of a plan that is not given out yet, beside what its units already owe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from minhbach.plans.models import Duty, Plan, standing
from minhbach.plans.queries.calendars import work_calendar
from minhbach.plans.queries.opening import planned_duties
from minhbach.reporting.core.schedule import rounds_of
from minhbach.reporting.models import ReportSlot, slot_standing
from minhbach.reporting.queries.schedule import (
    asked_units,
    days_of_work,
    reporters_of,
    span_of_plan,
    standing_regimes,
)
from minhbach.shared.periods import period_words
from minhbach.supervision.core.ladder import Kind
from minhbach.supervision.core.rehearsal import Dated, YearRehearsal, rehearse
from minhbach.supervision.queries.policies import policy_of


def rehearse_plan(plan: Plan, tracked_from: date, today: date) -> YearRehearsal:
    """What the plan asks of its units from today on, in its years; a dozen queries whatever the plan."""
    things = [*_duties(plan, tracked_from, today), *_reports(plan, tracked_from, today)]
    units = {one.unit for one in things}
    last = max((one.day for one in things), default=today)
    policy, _edition = policy_of(plan)
    return rehearse(things, list(_others(plan, units, today, last)), policy, work_calendar(), today)


def _duties(plan: Plan, tracked_from: date, today: date) -> Iterator[Dated]:
    for duty in planned_duties(plan, tracked_from, today):
        last = duty.last_on_time
        if last is not None and last >= today and not duty.before_tracking:
            yield Dated(duty.unit, plan.pk, Kind.DUTY, last, asked=duty.asked)


def _reports(plan: Plan, tracked_from: date, today: date) -> Iterator[Dated]:
    regimes = standing_regimes(plan)
    names = {regime.pk: regime.get_role_display() for regime in regimes}
    units = reporters_of(regimes)
    asked = asked_units({unit for ids in units.values() for unit in ids})
    plan.tracked_from = tracked_from  # of this object alone: nothing is saved
    for one in rounds_of([regime.facts() for regime in regimes], span_of_plan(plan, today), days_of_work()):
        last = one.turn.last_on_time
        if last is None or last < today or one.merged_into:
            continue
        words = f"{names[one.regime.key]} {period_words(one.turn.period.key)}"
        for unit in units[one.regime.key]:
            yield Dated(unit, plan.pk, Kind.SLOT, last, words, asked=unit in asked)


def _others(plan: Plan, units: Iterable[int], first: date, last: date) -> Iterator[Dated]:
    """What the same units owe of other plans until then."""
    of_units = {"unit_id__in": list(units), "last_on_time__gte": first, "last_on_time__lte": last}
    duties = Duty.objects.of_live_plans().filter(standing.RUNNING, **of_units).exclude(plan=plan)
    for unit, plan_id, day in duties.order_by().values_list("unit_id", "plan_id", "last_on_time"):
        if day is not None:
            yield Dated(unit, plan_id, Kind.DUTY, day, ours=False)
    slots = ReportSlot.objects.live().filter(slot_standing.UNSENT, **of_units).exclude(plan=plan)
    rows = slots.order_by().values_list(
        "unit_id", "plan_id", "last_on_time", "period", "plan__number", "regime__title"
    )
    for unit, plan_id, day, period, number, title in rows:
        if day is not None:
            words = f"{number or title} {period_words(period)}".strip()
            yield Dated(unit, plan_id, Kind.SLOT, day, words, ours=False)
