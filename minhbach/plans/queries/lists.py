"""Lists of duties with filters and keyset paging: flat however far one pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q

from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Role, Unit
from minhbach.organisation.models.units import UnitQuerySet
from minhbach.plans.core.kinds import Late, Result
from minhbach.plans.models import Duty, Plan, standing
from minhbach.plans.models.duties import DutyQuerySet
from minhbach.plans.queries.lines import DutyLine, lines, with_relations
from minhbach.shared.text import search_words

PAGE = 50
CAP = 10_000  # larger counts are shown as "10.000+"
LONGEST_VALUE = 18  # digits of a cursor: what every column of a number holds


class Sort(StrEnum):
    """DUE: soonest first, undated last. UNIT: protocol order. PLAN: as the document lists them."""

    DUE = "due"
    UNIT = "unit"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class DutyFilter:
    """Everything is optional; what is given must all hold. late, result: values of core.kinds."""

    plan_id: int | None = None
    unit_id: int | None = None
    action_id: int | None = None
    division_id: int | None = None
    handler_id: int | None = None
    late: tuple[str, ...] = ()
    result: tuple[str, ...] = ()
    silent: bool = False
    coordinating: bool | None = None
    words: str = ""
    live_only: bool = True


@dataclass(frozen=True, slots=True)
class DutyPage:
    """cursor: of the next page, "" at the end. count: capped at CAP, None beyond the first page."""

    lines: tuple[DutyLine, ...]
    cursor: str
    count: int | None

    @property
    def is_capped(self) -> bool:
        return self.count is not None and self.count >= CAP


def duties_list(
    actor: Actor,
    filters: DutyFilter,
    today: date,
    *,
    sort: Sort = Sort.DUE,
    cursor: str = "",
    size: int = PAGE,
) -> DutyPage:
    """One page of duties; a bad cursor is the first. Two queries on the first page, one on the others."""
    duties = filtered(actor, filters, today)
    after = _read(cursor, sort)
    count = None if after else duties.order_by()[:CAP].count()
    if sort is Sort.DUE:
        return _by_due(duties, today, after, size, count)
    fields = _sorting(sort)
    found = with_relations(duties).order_by(*fields)
    if after:
        found = found.filter(_after(fields, after))
    rows = list(found[: size + 1])
    more = _cursor(rows[size - 1], fields) if len(rows) > size else ""
    return DutyPage(lines(rows[:size], today), more, count)


def filtered(actor: Actor, filters: DutyFilter, today: date) -> DutyQuerySet:
    """The duties that the actor sees and that fit, with `result_now` and `late_now` (exports use this)."""
    duties = Duty.objects.visible_to(actor)
    duties = duties.of_live_plans() if filters.live_only else duties
    same = {
        name: value
        for name in ("plan_id", "unit_id", "action_id", "division_id", "handler_id", "coordinating")
        if (value := getattr(filters, name)) is not None
    }
    duties = duties.filter(**same)
    for word in search_words(filters.words):
        duties = duties.filter(Q(action__folded__contains=word) | Q(unit__folded__contains=word))
    return _by_state(duties, filters, today)


def units_that_owe(actor: Actor) -> UnitQuerySet:
    """Units with duties still running in tracked plans for which the actor is focal officer; with parents."""
    plans = Plan.objects.live().filter(focal_unit_id__in=list(actor.unit_ids))
    plans = plans if actor.has_role(Role.FOCAL) else plans.none()
    owing = Duty.objects.of_live_plans().filter(standing.RUNNING, plan__in=plans).order_by()
    return Unit.objects.filter(pk__in=owing.values("unit_id")).select_related("parent").in_order()


def _by_state(duties: DutyQuerySet, filters: DutyFilter, today: date) -> DutyQuerySet:
    if filters.silent:
        duties = duties.silent(today)
    if filters.late == (Late.OVERDUE,):
        duties = duties.filter(standing.is_overdue(today))  # by the index, not by the CASE
    elif filters.late:
        duties = duties.with_state(today).filter(Q(late_now__in=filters.late))
    if filters.result == (Result.REPORTED_DONE,):
        return duties.waiting_for_confirmation()
    return duties.with_state(today).filter(Q(result_now__in=filters.result)) if filters.result else duties


def _sorting(sort: Sort) -> tuple[str, ...]:
    return {
        Sort.DUE: ("last_on_time", "pk"),
        Sort.UNIT: ("unit__protocol_order", "unit_id", "pk"),
        Sort.PLAN: ("plan_id", "action__order", "pk"),
    }[sort]


Place = tuple[date | int | None, ...]  # the sorted values of the last row of a page


def _read(cursor: str, sort: Sort) -> Place | None:
    """Where the last page ended; None for the first page, and where somebody changed the address by hand."""
    values = cursor.split("~")
    if len(values) != len(_sorting(sort)) or any(len(value) > LONGEST_VALUE for value in values):
        return None
    first, *rest = values
    try:
        if sort is not Sort.DUE:
            return tuple(int(value) for value in values)
        return (None if first == "-" else date.fromisoformat(first), *(int(value) for value in rest))
    except ValueError:
        return None


def _by_due(duties: DutyQuerySet, today: date, after: Place | None, size: int, count: int | None) -> DutyPage:
    """Dated duties first, then those without a date: two ranges of one order, so the index serves."""
    day, key = after or (None, None)
    rows: list[Duty] = []
    if day or not after:
        dated = with_relations(duties.filter(last_on_time__isnull=False)).order_by("last_on_time", "pk")
        if day:
            dated = dated.filter(Q(last_on_time__gt=day) | Q(last_on_time=day, pk__gt=key))
        rows = list(dated[: size + 1])
    if len(rows) <= size:
        undated = with_relations(duties.filter(last_on_time__isnull=True)).order_by("pk")
        if after and not day:
            undated = undated.filter(pk__gt=key)
        rows += list(undated[: size + 1 - len(rows)])
    more = ""
    if len(rows) > size:
        last = rows[size - 1]
        more = f"{last.last_on_time.isoformat() if last.last_on_time else '-'}~{last.pk}"
    return DutyPage(lines(rows[:size], today), more, count)


def _after(fields: tuple[str, ...], values: Place) -> Q:
    """Rows behind the cursor in the order of the fields: (a > x) or (a = x and b > y) or ..."""
    behind, same = Q(), Q()
    for name, value in zip(fields, values, strict=True):
        behind |= same & Q(**{f"{name}__gt": value})
        same &= Q(**{name: value})
    return behind


def _cursor(duty: Duty, fields: tuple[str, ...]) -> str:
    return "~".join(str(_value(duty, name)) for name in fields)


def _value(duty: Duty, path: str) -> object:
    thing: object = duty
    for name in path.split("__"):
        thing = getattr(thing, name)
    return thing
