"""What report pages ask: a plan, a period, a day, all its figures in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from minhbach.indices.queries import TargetNow, targets_with_latest
from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Authority, Unit, UnitKind
from minhbach.organisation.queries import authority_name
from minhbach.plans.models import Duty, Evidence, Plan, PlanNode, ProgressEntry
from minhbach.plans.queries import unresolved_phrases
from minhbach.reporting.core.build import ASKED_UNITS, build
from minhbach.reporting.core.cutoff import at_end_of, first_owed_from, standing_of, why_uncounted
from minhbach.reporting.core.sections import Node, Place, sections_of
from minhbach.reporting.core.shapes import Line, PlanHead, PlanReport, TargetLine
from minhbach.shared.dates import Period, period_from_key, periods_between, vn_date

COMMUNES = frozenset({UnitKind.COMMUNE, UnitKind.WARD, UnitKind.SPECIAL_ZONE})
GROUPS = ("Sở, ban, ngành và cơ quan thuộc tỉnh", "UBND xã, phường", "Huyện, thành phố (trước 01/07/2025)")


def plan_report(actor: Actor, plan: Plan, period_key: str, today: date) -> PlanReport:
    """The report of what the actor may see of the plan. Raises ValueError for a key that is no period."""
    period = period_from_key(period_key)
    return report_over(actor, plan, period, min(period.end, today))


def report_over(actor: Actor, plan: Plan, period: Period, as_of: date) -> PlanReport:
    """The same over any span of data, cut at the end of a day. period: its name, and the data it is about."""
    said = _last_entries(plan, period, as_of)
    proof = _proof(plan, period, as_of)
    sections = _sections(plan)
    lines = [_line(duty, period, as_of, said, proof, sections) for duty in _duties(actor, plan)]
    return build(
        plan_head(plan),
        period=period.name,
        as_of=as_of,
        lines=lines,
        targets=[target_line(row) for row in targets_with_latest(plan, as_of)],
        actions=plan.actions.count(),
        unresolved=[(row.phrase, row.reason) for row in unresolved_phrases(plan)],
    )


def report_periods(plan: Plan, today: date) -> list[Period]:
    """Periods that a report can be made for, the newest first: from the start of tracking to today."""
    start = plan.tracked_from or plan.issued_on or today
    return list(reversed(periods_between(min(start, today), today, plan.update_cycle)))


def _duties(actor: Actor, plan: Plan) -> list[Duty]:
    """Lead duties; what units were asked to coordinate is counted apart, on the page of the plan."""
    return list(
        Duty.objects.visible_in(plan, actor)
        .filter(coordinating=False)
        .select_related("unit", "action", "plan")
        .order_by("unit__protocol_order", "unit__name", "action__order", "period")
    )


def _is_listed(duty: Duty, period: Period, as_of: date) -> bool:
    """Open on the day; of recurrences none that was finished before the period."""
    finished_before = duty.period and duty.confirmed_on and duty.confirmed_on < period.start
    return duty.opens_on <= as_of and not finished_before


def _last_entries(plan: Plan, period: Period, as_of: date) -> dict[int, ProgressEntry]:
    entries = ProgressEntry.objects.filter(duty__plan=plan, on__gte=period.start, on__lte=as_of).order_by(
        "id"
    )
    return {entry.duty_id: entry for entry in entries}


def _proof(plan: Plan, period: Period, as_of: date) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = Evidence.objects.filter(
        entry__duty__plan=plan, entry__on__gte=period.start, entry__on__lte=as_of
    ).select_related("entry")
    for row in rows.order_by("id"):
        if row.entry is not None:
            found[row.entry.duty_id].append(str(row))
    return found


def _sections(plan: Plan) -> dict[int, Place]:
    nodes = PlanNode.objects.filter(plan=plan).values_list("pk", "parent_id", "text", "order")
    return sections_of(Node(*node) for node in nodes)


def _line(
    duty: Duty,
    period: Period,
    as_of: date,
    said: dict[int, ProgressEntry],
    proof: dict[int, list[str]],
    sections: dict[int, Place],
) -> Line:
    facts = at_end_of(duty.facts(), as_of, duty.reported_on)
    entry = said.get(duty.pk)
    begins = (duty.opens_on, duty.plan.tracked_from, duty.plan.opening_confirmed_on)
    owed_from = first_owed_from(duty.facts(), begins, as_of)
    standing, late_days = standing_of(facts, period, as_of, entry is not None, owed_from)
    section = sections.get(duty.action.node_id or 0, Place())
    return Line(
        code=duty.action.code,
        text=duty.action.text,
        indicator=duty.action.indicator_code,
        unit_id=duty.unit_id,
        unit=duty.unit.name,
        unit_group=unit_group(duty.unit),
        asked=duty.asked,
        standing=standing,
        deadline=deadline_words(duty),
        late_days=late_days,
        percent=entry.percent if entry else None,
        said=_said(entry),
        said_on=entry.on if entry else None,
        proof=tuple(proof.get(duty.pk, ())),
        order=duty.action.order,
        listed=_is_listed(duty, period, as_of),
        unit_order=group_rank(duty.unit),
        label=duty.unit.label,
        why=why_uncounted(facts, standing),
        duty_id=duty.pk,
        action_id=duty.action_id,
        section_id=section.id,
        section=section.text,
        section_order=section.order,
    )


def _said(entry: ProgressEntry | None) -> str:
    if entry is None:
        return ""
    return entry.text or ("Chưa phát sinh." if entry.nothing_arose else "")


def unit_group(unit: Unit) -> str:
    """Under which heading a unit stands; bodies that are asked stand apart."""
    if unit.authority != Authority.PEOPLES_COMMITTEE:
        return ASKED_UNITS
    if unit.kind in COMMUNES:
        return GROUPS[1]
    return GROUPS[2] if unit.kind == UnitKind.DISTRICT else GROUPS[0]


def group_rank(unit: Unit) -> int:
    """Groups in their order, inside them the protocol order."""
    rank = (*GROUPS, ASKED_UNITS).index(unit_group(unit))
    return rank * 100_000 + unit.protocol_order


def deadline_words(duty: Duty) -> str:
    """The day in the document's words and the last day on time, or that there is none."""
    if duty.last_on_time is None:
        return duty.action.time_raw or "không có hạn"
    if duty.due and duty.due != duty.last_on_time:
        return f"trước {vn_date(duty.due)}, chậm nhất {vn_date(duty.last_on_time)}"
    return vn_date(duty.last_on_time)


def target_line(row: TargetNow) -> TargetLine:
    """A target as the writers print it."""
    target, latest = row.target, row.latest
    return TargetLine(
        code=target.indicator.code,
        name=target.words,
        unit=target.indicator.measure,
        baseline=target.baseline_value,
        baseline_year=target.baseline_year,
        op=target.op,
        target=target.value,
        latest=latest.value if latest else None,
        latest_source=latest.source if latest else "",
        provisional=bool(latest and latest.provisional),
        share=row.distance.share,
        leads=target.lead_raw,
        target_id=target.pk,
        way=row.distance.way.value,
    )


def plan_head(plan: Plan) -> PlanHead:
    authority = authority_name()
    return PlanHead(
        kind=plan.kind,
        number=plan.number,
        issued_on=plan.issued_on,
        issuer=plan.issuer or authority,
        title=plan.title,
        authority=authority,
        author=plan.focal_unit.name if plan.focal_unit else authority,
        place=place_name(authority),
        plan_id=plan.pk,
    )


def place_name(authority: str) -> str:
    """ "Ủy ban nhân dân tỉnh Sông Lam" -> "Sông Lam": where the authority's papers are dated."""
    for marker in (" tỉnh ", " thành phố ", " xã ", " phường ", " đặc khu "):
        if marker in authority:
            return authority.split(marker, 1)[1]
    return authority
