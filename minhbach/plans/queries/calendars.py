"""The working calendar, and what a change of it would move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from minhbach.organisation.actor import Actor
from minhbach.plans.models import Duty, RestDay, RestDayKind
from minhbach.plans.queries.lines import with_relations
from minhbach.shared.dates import WorkCalendar


def work_calendar(first_year: int | None = None, last_year: int | None = None) -> WorkCalendar:
    """Working days of the years (all that are known without them). Proposals hold until corrected."""
    days = RestDay.objects.all()
    if first_year is not None:
        days = days.filter(day__gte=date(first_year, 1, 1))
    if last_year is not None:
        days = days.filter(day__lte=date(last_year, 12, 31))
    return _calendar({row.day: row.kind for row in days})


def confirmed_years() -> frozenset[int]:
    """Years whose rest days an administrator confirmed, every one of them."""
    known: dict[int, bool] = {}
    for day, confirmed in RestDay.objects.values_list("day", "confirmed"):
        known[day.year] = known.get(day.year, True) and confirmed
    return frozenset(year for year, confirmed in known.items() if confirmed)


def rest_days(year: int) -> list[RestDay]:
    return list(RestDay.objects.filter(day__year=year))


@dataclass(frozen=True, slots=True)
class MovedDay:
    """A duty whose advised working day would be another. The named day itself is not moved."""

    duty: Duty
    last_on_time: date
    before: date
    after: date


def preview_calendar_change(
    actor: Actor, changes: Mapping[date, str | None], *, shown: int = 200
) -> tuple[MovedDay, ...]:
    """What the changes would do; day -> kind, or None for an ordinary day. Nothing is written."""
    old, new = work_calendar(), calendar_with(changes)
    running = with_relations(Duty.objects.visible_to(actor).of_live_plans()).filter(
        last_on_time__isnull=False, confirmed_on__isnull=True, not_applicable_on__isnull=True
    )
    days = running.order_by().values_list("last_on_time", flat=True).distinct()
    moved = {d: (b, a) for d in days if d and (b := advised_day(old, d)) != (a := advised_day(new, d))}
    duties = running.filter(last_on_time__in=list(moved)).order_by("last_on_time", "pk")[:shown]
    return tuple(MovedDay(duty, day, *moved[day]) for duty in duties if (day := duty.last_on_time))


def calendar_with(changes: Mapping[date, str | None]) -> WorkCalendar:
    """The calendar as it would be after the changes: day -> kind, or None for an ordinary day."""
    kinds: dict[date, str] = dict(RestDay.objects.exclude(day__in=list(changes)).values_list("day", "kind"))
    return _calendar(kinds | {day: kind for day, kind in changes.items() if kind is not None})


def advised_day(calendar: WorkCalendar, last: date) -> date:
    """The day itself where it is worked, else the working day before."""
    return last if calendar.is_working(last) else calendar.working_day_before(last)


def _calendar(kinds: Mapping[date, str]) -> WorkCalendar:
    return WorkCalendar(
        holidays=frozenset(day for day, kind in kinds.items() if kind == RestDayKind.HOLIDAY),
        makeup_days=frozenset(day for day, kind in kinds.items() if kind == RestDayKind.MAKE_UP),
    )
