"""The weekly page: all tracked plans that the actor looks after, on one day. A fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from minhbach.indices.queries import targets_of_plans
from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Unit
from minhbach.organisation.queries import authority_name
from minhbach.plans.core.kinds import Clock
from minhbach.plans.models import Duty, standing
from minhbach.reporting.core.build import by_distance
from minhbach.reporting.core.leader_page import (
    MOST_INDICATORS,
    MOST_UNITS,
    HeldBack,
    LeaderPage,
    oldest_words,
)
from minhbach.reporting.core.shapes import TargetLine
from minhbach.reporting.models import ReportSlot
from minhbach.reporting.queries.report import target_line
from minhbach.supervision.core.silent_plans import reason_words
from minhbach.supervision.core.weekly import WEEK, DraftLetter, Week, WeekCounts, page
from minhbach.supervision.models import Letter
from minhbach.supervision.queries.late import LateUnit, late_units, steered_plans
from minhbach.supervision.queries.named import plan_words
from minhbach.supervision.queries.silence import SilentLine, silent_list

REPORT_DAYS = timedelta(days=30)
LEADER_INDICATORS = 5  # fewer than on a plan's own page: other things stand below them


def weekly_page(actor: Actor, today: date, typed: Sequence[str] = ()) -> LeaderPage:
    """One page as of today; typed: what the officer wants asked beside what the record suggests."""
    plans = steered_plans(actor)
    late = late_units(actor, today)
    silent = silent_list(actor, today)
    authority = authority_name()
    week = Week(
        authority=authority,
        author=_author(actor) or authority,
        as_of=today,
        counts=_counts(plans, late, today),
        indicators=_indicators(plans, today),
        units=_held_back(plans, late, today),
        silent=tuple((plan_words(each.plan), _why(each)) for each in silent),
        past_end=tuple(plan_words(each.plan) for each in silent if each.is_past_end),
        letters=_drafts(actor),
    )
    return page(week, typed)


def _author(actor: Actor) -> str:
    if actor.unit_id is None:
        return ""
    return Unit.objects.filter(pk=actor.unit_id).values_list("name", flat=True).first() or ""


def _why(line: SilentLine) -> str:
    return "; ".join(reason_words(line.silent, reason) for reason in line.silent.reasons)


def _counts(plans: Sequence[int], late: Sequence[LateUnit], today: date) -> WeekCounts:
    """Two queries that count; lead duties that count, as everywhere."""
    running = standing.COUNTS & standing.RUNNING
    applies = standing.COUNTS & Q(not_applicable_on__isnull=True)
    week = today - timedelta(days=WEEK - 1)
    ongoing = running & Q(clock=Clock.ONGOING.value)
    duties = Duty.objects.filter(plan_id__in=plans, coordinating=False).aggregate(
        late=Count("pk", filter=standing.is_overdue(today)),
        late_units=Count("unit", filter=standing.is_overdue(today), distinct=True),
        dated=Count("pk", filter=applies & Q(suspended_on__isnull=True, last_on_time__isnull=False)),
        silent=Count("pk", filter=standing.is_silent(today)),
        ongoing=Count("pk", filter=ongoing),
        done=Count("pk", filter=applies & standing.FINISHED),
        done_this_week=Count("pk", filter=applies & Q(confirmed_on__gte=week)),
        total=Count("pk", filter=applies),
    )
    due = ReportSlot.objects.of_units().filter(
        plan_id__in=plans, asked=False, before_tracking=False, excused_on__isnull=True,
        last_on_time__gte=today - REPORT_DAYS, last_on_time__lte=today,
    )  # fmt: skip
    reports = due.aggregate(
        reports=Count("pk"),
        reports_in=Count("pk", filter=Q(first_sent_on__isnull=False)),
        reports_on_time=Count("pk", filter=Q(first_sent_on__lte=F("last_on_time"))),
    )
    return WeekCounts(
        plans=len(plans),
        longest=max((line.days(today) for line in late), default=0),
        **duties,
        **reports,
    )


def _indicators(plans: Sequence[int], today: date) -> tuple[TargetLine, ...]:
    """Those furthest from their target; those without any figure are not of a week."""
    lines = [target_line(row) for row in targets_of_plans(plans, today)]
    open_ones = [line for line in lines if line.share is not None and line.share < 1]
    return tuple(sorted(open_ones, key=by_distance)[: min(LEADER_INDICATORS, MOST_INDICATORS)])


def _held_back(plans: Sequence[int], late: Sequence[LateUnit], today: date) -> tuple[HeldBack, ...]:
    """The first units of the late list, each with the thing it has been late with longest."""
    chosen = late[:MOST_UNITS]
    rank = Window(RowNumber(), partition_by=F("unit_id"), order_by=[F("last_on_time").asc(), F("pk").asc()])
    overdue = Duty.objects.filter(plan_id__in=plans, unit_id__in=[line.unit.pk for line in chosen])
    oldest = overdue.overdue(today).select_related("action").annotate(place=rank).filter(place=1)
    by_unit = {duty.unit_id: duty for duty in oldest}
    return tuple(
        HeldBack(line.unit.label, line.late, line.silent, _oldest(by_unit.get(line.unit.pk), today))
        for line in chosen
    )


def _oldest(duty: Duty | None, today: date) -> str:
    if duty is None or duty.last_on_time is None:
        return "báo cáo chưa gửi"
    code = f"{duty.action.code} " if duty.action.code else ""
    return oldest_words(code, duty.action.text, (today - duty.last_on_time).days)


def _drafts(actor: Actor) -> tuple[DraftLetter, ...]:
    """Letters of the actor's unit that wait for a number, the newest first."""
    mine = Letter.objects.visible_to(actor).standing().filter(number="")
    counted = mine.annotate(units=Count("items__unit", distinct=True), count=Count("items"))
    rows = counted.order_by("-id").values_list("units", "count")[:2]
    return tuple(DraftLetter(units, count) for units, count in rows)
