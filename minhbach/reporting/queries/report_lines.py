"""What a unit owes in the window of a slot, as lines of its report. A fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Q

from minhbach.indices.models import Target
from minhbach.indices.queries import targets_with_latest
from minhbach.organisation.models import Unit
from minhbach.plans.core.kinds import Late, Result
from minhbach.plans.models import Duty, Evidence, Plan, ProgressEntry
from minhbach.reporting.core.fields import DutyLine, IndicatorLine, Proof
from minhbach.reporting.models import ReportSlot
from minhbach.reporting.queries.report import deadline_words
from minhbach.reporting.queries.report_duties import actions_that_report
from minhbach.shared.numbers import vn_number

SIGNS = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< "}


def duty_lines(slot: ReportSlot, today: date, until: date | None = None) -> list[DutyLine]:
    """Open duties of the window, with their newest report in it. until: last day of reports taken in."""
    if slot.plan_id is None:
        return []
    duties = _duties(slot)
    keys = [duty.pk for duty in duties]
    last = until or max(slot.window_to, slot.last_on_time or today)
    said = _newest_said(keys, slot.window_from, last)
    proof = _proof(keys, slot.window_from, last)
    return [
        _line(duty, today, said.get(duty.pk), proof.get(duty.pk, ()), order)
        for order, duty in enumerate(duties)
    ]


def _duties(slot: ReportSlot) -> list[Duty]:
    """Without what ended before the window, what opens after it, what lies outside every figure, and the line
    of the plan that asks for this very report."""
    ended = Q(done_on__lt=slot.window_from) | Q(done_on__isnull=True, confirmed_on__lt=slot.window_from)
    assert slot.plan_id is not None  # the caller has looked
    return list(
        Duty.objects.filter(plan_id=slot.plan_id, unit_id=slot.unit_id, opens_on__lte=slot.window_to)
        .filter(before_tracking=False, not_applicable_on__isnull=True)
        .exclude(ended)
        .exclude(action__in=actions_that_report(slot.plan_id))
        .select_related("action", "plan")
        .order_by("coordinating", "action__order", "opens_on", "pk")
    )


def _newest_said(keys: Iterable[int], first: date, last: date) -> dict[int, ProgressEntry]:
    entries = ProgressEntry.objects.filter(duty_id__in=list(keys), on__gte=first, on__lte=last)
    return {entry.duty_id: entry for entry in entries.order_by("on", "id")}


def _proof(keys: Iterable[int], first: date, last: date) -> dict[int, tuple[Proof, ...]]:
    found: dict[int, list[Proof]] = defaultdict(list)
    rows = Evidence.objects.filter(entry__duty_id__in=list(keys), entry__on__gte=first, entry__on__lte=last)
    for row in rows.select_related("entry").order_by("id"):
        if row.entry is not None:
            found[row.entry.duty_id].append(Proof(str(row), row.kind, row.pk))
    return {key: tuple(proof) for key, proof in found.items()}


def _line(
    duty: Duty, today: date, entry: ProgressEntry | None, proof: tuple[Proof, ...], order: int
) -> DutyLine:
    state = duty.state(today)
    action = duty.action
    return DutyLine(
        duty=duty.pk,
        code=action.code,
        text=action.text,
        deadline=deadline_words(duty),
        result=Result(state.result),
        late=Late(state.late.kind),
        late_days=state.late.days,
        last_on_time=duty.last_on_time,
        percent=duty.percent,
        asked=duty.asked,
        coordinating=duty.coordinating,
        indicator=action.indicator_code,
        said=entry.text if entry else "",
        said_on=entry.on if entry else None,
        nothing_arose=entry.nothing_arose if entry else False,
        proof=proof,
        order=order,
        action=action.pk,
    )


def indicator_lines(unit: Unit, plan: Plan | None, as_of: date) -> list[IndicatorLine]:
    """Targets of the plan that the unit answers for, with the latest figure."""
    if plan is None:
        return []
    own = set(Target.objects.filter(plan=plan, units=unit).values_list("pk", flat=True))
    if not own:
        return []
    lines = []
    for row in targets_with_latest(plan, as_of):
        target = row.target
        if target.pk not in own:
            continue
        latest = f"Gần nhất {_value(row.latest.value)} ({row.latest.source})" if row.latest else ""
        unit_words = str(target.indicator.get_measure_display())
        lines.append(
            IndicatorLine(
                target.pk,
                target.indicator.code,
                target.words,
                unit_words,
                f"{SIGNS.get(target.op, '')}{_value(target.value)}" if target.value is not None else "",
                latest,
            )
        )
    return lines


def indicators_of(targets: Iterable[int]) -> dict[int, int]:
    """target -> indicator: the same indicator is asked by several plans."""
    return dict(Target.objects.filter(pk__in=list(targets)).values_list("pk", "indicator_id"))


def _value(value: Decimal | None) -> str:
    return "" if value is None else vn_number(value.normalize() if value % 1 else value.to_integral())
