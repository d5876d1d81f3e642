"""What a passage rests on, so that a person can open it: report, duty, indicator, directive. Read-only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from minhbach.indices.models import Target
from minhbach.organisation.actor import Actor
from minhbach.plans.models import Directive, Duty, Plan
from minhbach.reporting.core.consolidating.shapes import Fact, Passage, RefKind
from minhbach.reporting.models import Report, ReportSlot

MOST = 40  # sources of one figure that are listed; the annex has all of them


@dataclass(frozen=True, slots=True)
class Source:
    """words: what it is; number: of the row that its page is named by (action, slot, plan).

    has_page: False where nothing was sent yet.
    """

    kind: RefKind
    words: str
    number: int
    anchor: str = ""
    has_page: bool = True


@dataclass(frozen=True, slots=True)
class FactShown:
    """sources: the first ones that the actor may see; more: how many others; lost: gone from the record."""

    fact: Fact
    sources: tuple[Source, ...]
    more: int = 0
    lost: int = 0


def sources_of(actor: Actor, passage: Passage) -> list[FactShown]:
    """Each fact with its sources; one query for each kind of row, whatever their number."""
    wanted: dict[RefKind, set[int]] = defaultdict(set)
    for fact in passage.facts:
        for kind, number in fact.refs[:MOST]:
            wanted[kind].add(number)
    found = {kind: _LOADERS[kind](actor, numbers) for kind, numbers in wanted.items()}
    return [_shown(fact, found) for fact in passage.facts]


def _shown(fact: Fact, found: dict[RefKind, dict[int, Source]]) -> FactShown:
    first = fact.refs[:MOST]
    sources = [found[ref.kind][ref.id] for ref in first if ref.id in found[ref.kind]]
    return FactShown(fact, tuple(sources), len(fact.refs) - len(first), len(first) - len(sources))


def _duties(actor: Actor, ids: Iterable[int]) -> dict[int, Source]:
    rows = Duty.objects.visible_to(actor).filter(pk__in=ids).select_related("action", "unit")
    return {
        duty.pk: Source(RefKind.DUTY, f"{duty.unit.label} · {duty.action}", duty.action_id, f"viec-{duty.pk}")
        for duty in rows
    }


def _slots(actor: Actor, ids: Iterable[int]) -> dict[int, Source]:
    rows = ReportSlot.objects.visible_to(actor).filter(pk__in=ids).select_related("unit", "report")
    return {slot.pk: Source(RefKind.SLOT, slot.unit.name, slot.pk, has_page=_is_sent(slot)) for slot in rows}


def _is_sent(slot: ReportSlot) -> bool:
    report: Report | None = getattr(slot, "report", None)
    return report is not None and report.revision_sent > 0


def _reports(actor: Actor, ids: Iterable[int]) -> dict[int, Source]:
    rows = Report.objects.visible_to(actor).filter(pk__in=ids).select_related("unit")
    return {report.pk: Source(RefKind.REPORT, report.unit.name, report.slot_id) for report in rows}


def _targets(actor: Actor, ids: Iterable[int]) -> dict[int, Source]:
    plans = Plan.objects.visible_to(actor).order_by().values("pk")
    rows = Target.objects.filter(pk__in=ids, plan_id__in=plans).select_related("indicator")
    return {
        target.pk: Source(RefKind.TARGET, f"{target.indicator.code} {target.words}".strip(), target.plan_id)
        for target in rows
    }


def _directives(actor: Actor, ids: Iterable[int]) -> dict[int, Source]:
    rows = Directive.objects.visible_to(actor).filter(pk__in=ids)
    return {one.pk: Source(RefKind.DIRECTIVE, one.text, one.plan_id) for one in rows}


def _plans(actor: Actor, ids: Iterable[int]) -> dict[int, Source]:
    rows = Plan.objects.visible_to(actor).filter(pk__in=ids)
    return {plan.pk: Source(RefKind.PLAN, f"{plan.kind} {plan.number}".strip(), plan.pk) for plan in rows}


_LOADERS = {
    RefKind.DUTY: _duties,
    RefKind.SLOT: _slots,
    RefKind.REPORT: _reports,
    RefKind.TARGET: _targets,
    RefKind.DIRECTIVE: _directives,
    RefKind.PLAN: _plans,
}
