"""Việc của tôi: what a unit has to do now, in groups."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Case, CharField, Count, F, Q, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber

from minhbach.organisation.actor import Actor
from minhbach.plans.models import Directive, Duty, ProgressEntry, standing
from minhbach.plans.models.duties import DutyQuerySet
from minhbach.plans.queries.lines import DutyLine, lines, with_relations

SHOWN = 50


class Group(StrEnum):
    RETURNED = "returned"
    OVERDUE = "overdue"
    THIS_WEEK = "this_week"
    THIS_MONTH = "this_month"
    NOT_UPDATED = "not_updated"
    COORDINATION = "coordination"
    ASKED = "asked"
    OPENING = "opening"
    WAITING = "waiting"


class Scope(StrEnum):
    """Whose: handled by me, by my division, or by anyone of the unit."""

    MINE = "mine"
    DIVISION = "division"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """count: of all; lines: the first of them, soonest first."""

    group: Group
    count: int
    lines: tuple[DutyLine, ...]


@dataclass(frozen=True, slots=True)
class MyWork:
    """groups: in the order in which they press; empty ones are left out. counts: of every group."""

    groups: tuple[WorkGroup, ...]
    counts: dict[Group, int]
    directives: tuple[Directive, ...]
    to_confirm: int  # entries that the focal officer wrote down and the unit has not looked at


def my_work(actor: Actor, today: date, scope: Scope = Scope.UNIT, shown: int = SHOWN) -> MyWork:
    """Groups of the unit's open duties. A duty stands in one group: the first that fits.

    Four queries: which duties stand in which group, their rows, directives, entries to confirm.
    """
    counts = dict.fromkeys(Group, 0)
    places: dict[int, Group] = {}
    for pk, name, size in _placed(_mine(actor, scope), today, shown):
        places[pk] = Group(name)
        counts[Group(name)] = size
    rows: dict[Group, list[Duty]] = {group: [] for group in Group}
    found = {duty.pk: duty for duty in with_relations(Duty.objects.filter(pk__in=list(places)))}
    for pk, group in places.items():
        rows[group].append(found[pk])
    groups = (WorkGroup(group, counts[group], lines(rows[group], today)) for group in Group if counts[group])
    return MyWork(tuple(groups), counts, _directives(actor), _to_confirm(actor))


def group_duties(actor: Actor, today: date, group: Group, scope: Scope = Scope.UNIT) -> DutyQuerySet:
    """All duties of one group, for its full page and its export."""
    return with_relations(_mine(actor, scope).filter(_rules(today)[group])).order_by(*_order(group))


def _mine(actor: Actor, scope: Scope) -> DutyQuerySet:
    duties = Duty.objects.of_live_plans().filter(unit_id__in=list(actor.unit_ids))
    if scope is Scope.MINE:
        return duties.filter(handler_id=actor.user_id)
    if scope is Scope.DIVISION:
        return duties.filter(division_id=actor.division_id)
    return duties


def _rules(today: date) -> dict[Group, Q]:
    """Every rule leaves out what the ones before it took."""
    week_end = today + timedelta(days=6 - today.weekday())
    month_end = today.replace(day=calendar.monthrange(today.year, today.month)[1])
    lead, requested = Q(coordinating=False), Q(coordinating=True)
    returned = Q(returned_on__isnull=False) & standing.RUNNING
    fresh = Q(returned_on__isnull=True)
    dated = standing.COUNTS & standing.RUNNING & fresh
    return {
        Group.RETURNED: returned,
        Group.OVERDUE: dated & lead & Q(last_on_time__lt=today),
        Group.THIS_WEEK: dated & lead & Q(last_on_time__gte=today, last_on_time__lte=week_end),
        Group.THIS_MONTH: dated & lead & Q(last_on_time__gt=week_end, last_on_time__lte=month_end),
        Group.NOT_UPDATED: dated & lead & standing.is_not_updated(today),
        Group.COORDINATION: dated & requested,
        Group.ASKED: Q(counted=True, before_tracking=False, asked=True) & standing.RUNNING & fresh,
        Group.OPENING: Q(counted=False, before_tracking=False) & standing.RUNNING & fresh,
        Group.WAITING: standing.REPORTED & ~standing.FINISHED & ~standing.STOPPED,
    }


def _order(group: Group) -> tuple[str, ...]:
    return ("silent_from", "pk") if group is Group.NOT_UPDATED else ("last_on_time", "pk")


def _placed(duties: DutyQuerySet, today: date, shown: int) -> Iterable[tuple[int, str, int]]:
    """(duty, group, size of the group): the first of every group, soonest first, by one narrow query."""
    group = Case(
        *(When(rule, then=Value(name.value)) for name, rule in _rules(today).items()),
        default=Value(""),
        output_field=CharField(),
    )
    soonest = [Coalesce("last_on_time", "silent_from").asc(nulls_last=True), F("pk").asc()]
    return (
        duties.annotate(group_now=group)
        .exclude(group_now="")
        .annotate(
            place=Window(RowNumber(), partition_by=[F("group_now")], order_by=soonest),
            size=Window(Count("pk"), partition_by=[F("group_now")]),
        )
        .filter(place__lte=shown)
        .order_by("group_now", "place")
        .values_list("pk", "group_now", "size")
    )


def _directives(actor: Actor) -> tuple[Directive, ...]:
    mine = Directive.objects.given_to(actor).filter(done_on__isnull=True)
    return tuple(mine.select_related("plan", "action").order_by("due", "-given_on")[:20])


def _to_confirm(actor: Actor) -> int:
    units = list(actor.unit_ids)
    return ProgressEntry.objects.filter(on_behalf_of_id__in=units, unit_answer="").count()
