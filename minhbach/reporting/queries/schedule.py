"""What regimes say of days and units: the inputs of core.schedule and core.reporters, read at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from minhbach.indices.models import Target
from minhbach.organisation.models import Authority, Unit
from minhbach.plans.models import Duty, Participation, Plan, ResponsibilityMember, ResponsibilityRole
from minhbach.plans.queries.calendars import confirmed_years, work_calendar
from minhbach.reporting.core.report_calendar import Entry, Said, entries
from minhbach.reporting.core.schedule import Span, rounds_between, rounds_of
from minhbach.reporting.core.turns import Days
from minhbach.reporting.models import ReportRegime, WhoRule

YEARS_AHEAD = 1


def days_of_work() -> Days:
    """The authority's calendar with the years that an administrator confirmed. Two queries."""
    return Days(work_calendar(), confirmed_years())


def standing_regimes(plan: Plan) -> list[ReportRegime]:
    found = ReportRegime.objects.standing().filter(plan=plan)
    return list(found.select_related("plan", "to_unit", "through_unit"))


def span_of(regime: ReportRegime, today: date) -> Span:
    """The years of the plan (of the regime, where it stands alone); without a last year the next one."""
    plan = regime.plan
    if plan is None:
        begins = regime.holds_from
        first = regime.year_from or (begins or today).year
        return Span(first, regime.year_to or max(first, today.year + YEARS_AHEAD), tracked_from=begins)
    return span_of_plan(plan, today)


def span_of_plan(plan: Plan, today: date) -> Span:
    issued = plan.issued_on or date(plan.year_from or today.year, 1, 1)
    first = plan.year_from or issued.year
    return Span(first, max(first, plan.year_to or first), plan.issued_on, plan.tracked_from)


def reporters_of(regimes: Sequence[ReportRegime]) -> dict[int, tuple[int, ...]]:
    """Unit ids by regime, in a fixed number of queries for the regimes of one plan."""
    listed: dict[int, list[int]] = defaultdict(list)
    lists = ReportRegime.units.through.objects.filter(reportregime__in=regimes)
    for regime_id, unit_id in lists.values_list("reportregime_id", "unit_id"):
        listed[regime_id].append(unit_id)
    plans = {regime.plan_id: regime.plan for regime in regimes if regime.plan is not None}
    leads = {pk: _leads(pk) for pk in plans if pk}
    named = {pk: leads[pk] | _takes_part(pk) for pk in plans if pk}
    found: dict[int, tuple[int, ...]] = {}
    for regime in regimes:
        match regime.who_rule:
            case WhoRule.LEADS if regime.plan_id:
                units: Iterable[int] = leads[regime.plan_id]
            case WhoRule.NAMED if regime.plan_id:
                units = named[regime.plan_id]
            case WhoRule.FOCAL:
                units = _focal(regime)
            case _:
                units = listed[regime.pk]
        found[regime.pk] = tuple(sorted(set(units)))
    return found


def _focal(regime: ReportRegime) -> tuple[int, ...]:
    focal = regime.plan.focal_unit_id if regime.plan else regime.owner_id
    return (focal,) if focal else ()


def _leads(plan_id: int) -> set[int]:
    """Units that lead a task, or an indicator; of a plan that is not given out yet those that would."""
    duties = Duty.objects.filter(plan_id=plan_id, coordinating=False, from_request__isnull=True)
    if not duties.exists():
        return _named_for(plan_id, ResponsibilityRole.LEAD) | _of_targets(plan_id)
    return set(duties.order_by().values_list("unit_id", flat=True).distinct()) | _of_targets(plan_id)


def _of_targets(plan_id: int) -> set[int]:
    found = Target.objects.filter(plan_id=plan_id, dropped_on__isnull=True, units__isnull=False)
    return set(found.order_by().values_list("units", flat=True).distinct())


def _takes_part(plan_id: int) -> set[int]:
    found = Participation.objects.filter(plan_id=plan_id).order_by()
    units = set(found.values_list("unit_id", flat=True).distinct())
    return units or _named_for(plan_id, ResponsibilityRole.COORDINATE)


def _named_for(plan_id: int, role: ResponsibilityRole) -> set[int]:
    """Units that the plan's words stand for in a role."""
    members = ResponsibilityMember.objects.filter(
        responsibility__action__plan_id=plan_id, responsibility__role=role
    )
    return set(members.order_by().values_list("unit_id", flat=True).distinct())


def asked_units(unit_ids: Iterable[int]) -> frozenset[int]:
    """Those outside the People's Committee: asked, never late."""
    outside = Unit.objects.exclude(authority=Authority.PEOPLES_COMMITTEE)
    return frozenset(outside.filter(pk__in=set(unit_ids)).values_list("pk", flat=True))


def calendar_of_plan(plan: Plan, today: date, between: tuple[date, date] | None = None) -> list[Entry]:
    """Every report duty of the plan in its years, or of those due between two days."""
    regimes = standing_regimes(plan)
    said = {
        regime.pk: Said(
            str(regime.role), str(regime.cycle), regime.who, regime.to, regime.due_raw, regime.through
        )
        for regime in regimes
    }
    facts = [regime.facts() for regime in regimes]
    span, days = span_of_plan(plan, today), days_of_work()
    if between is None:
        return entries(rounds_of(facts, span, days), said)
    return entries(rounds_between(facts, span, days, *between), said)
