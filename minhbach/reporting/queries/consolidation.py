"""What the pages of the consolidated report ask. Read-only; the number of queries does not grow."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.reporting.core.consolidating.annexes import BY_UNIT, annexes_from
from minhbach.reporting.core.consolidating.assembling import assemble
from minhbach.reporting.core.consolidating.checking import Finding, check
from minhbach.reporting.core.consolidating.paper import PaperFacts, paper_of
from minhbach.reporting.core.consolidating.passing import Where
from minhbach.reporting.core.consolidating.record import CAME, OWED, Sent, SlotLine
from minhbach.reporting.core.papers import Paper
from minhbach.reporting.models import (
    Consolidation,
    ConsolidationSnapshot,
    RegimeRole,
    ReportRegime,
    ReportSlot,
)
from minhbach.reporting.models.slot_standing import SENT
from minhbach.reporting.queries.consolidation_record import (
    record_of,
    slot_lines,
    template_of,
    unit_slots,
)
from minhbach.shared.models import StoredFile
from minhbach.shared.verbs import Refused

AHEAD = timedelta(days=30)  # rounds that open later are not offered yet


def consolidation(actor: Actor, pk: int) -> Consolidation:
    """Raises Consolidation.DoesNotExist where there is none that the actor may see."""
    joined = Consolidation.objects.visible_to(actor).select_related(
        "plan", "unit", "through_unit", "slot__unit", "slot__plan", "slot__regime__to_unit"
    )
    return joined.get(pk=pk)


def consolidated_slot(actor: Actor, pk: int) -> ReportSlot:
    """A round to be consolidated. Raises ReportSlot.DoesNotExist."""
    joined = ReportSlot.objects.visible_to(actor).filter(consolidated=True)
    return joined.select_related("plan", "unit", "regime__to_unit", "regime__through_unit").get(pk=pk)


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round on the list. came of owed: own units; asked bodies are left out."""

    slot: ReportSlot
    consolidation: Consolidation | None
    came: int = 0
    owed: int = 0
    missing: tuple[str, ...] = ()

    @property
    def where(self) -> Where | None:
        return self.consolidation.where if self.consolidation else None

    @property
    def is_closed(self) -> bool:
        return self.where is Where.SENT


def rounds(actor: Actor, today: date) -> list[RoundRow]:
    """Rounds that can be consolidated, what is open first, by their day. Four queries."""
    regimes = ReportRegime.objects.visible_to(actor).standing().filter(role=RegimeRole.CONSOLIDATED)
    wanted = Q(opens_on__lte=today + AHEAD) | Q(begun_on__isnull=False)
    slots = list(
        ReportSlot.objects.visible_to(actor)
        .filter(wanted, regime_id__in=regimes.order_by().values("pk"), before_tracking=False)
        .select_related("plan", "regime", "unit", "consolidation")
        .order_by("last_on_time", "pk")
    )
    seen = set(Consolidation.objects.visible_to(actor).filter(slot__in=slots).values_list("pk", flat=True))
    counts, missing = _counts(slots), _missing(slots)
    rows = [_row(slot, seen, counts, missing) for slot in slots]
    return sorted(rows, key=lambda row: row.is_closed)


Key = tuple[int | None, str, str]


def _key(plan_id: int | None, title: str, period: str) -> Key:
    """Slots of a plan belong together; of regimes that stand alone, those of one name."""
    return (plan_id, "" if plan_id else title, period)


def _row(
    slot: ReportSlot, seen: set[int], counts: dict[Key, tuple[int, int]], missing: dict[Key, list[str]]
) -> RoundRow:
    key = _key(slot.plan_id, slot.regime.title, slot.period)
    made: Consolidation | None = getattr(slot, "consolidation", None)
    came, owed = counts.get(key, (0, 0))
    return RoundRow(
        slot, made if made is not None and made.pk in seen else None, came, owed, tuple(missing.get(key, ()))
    )


def _of_rounds(slots: Iterable[ReportSlot]) -> Any:
    """Slots of own units behind these rounds."""
    plans = {slot.plan_id for slot in slots if slot.plan_id}
    titles = {slot.regime.title for slot in slots if not slot.plan_id}
    behind = Q(plan_id__in=plans) | Q(plan=None, regime__title__in=titles)
    own = ReportSlot.objects.of_units().filter(behind, asked=False, before_tracking=False, excused_on=None)
    return own.filter(period__in={slot.period for slot in slots}).order_by()


def _counts(slots: list[ReportSlot]) -> dict[Key, tuple[int, int]]:
    grouped = _of_rounds(slots).values("plan_id", "regime__title", "period")
    found: dict[Key, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for row in grouped.annotate(owed=Count("pk"), came=Count("pk", filter=SENT)):
        key = _key(row["plan_id"], row["regime__title"], row["period"])
        came, owed = found[key]
        found[key] = (came + row["came"], owed + row["owed"])
    return found


def _missing(slots: list[ReportSlot]) -> dict[Key, list[str]]:
    """Names of those who have sent nothing, for rounds that are still open."""
    found: dict[Key, list[str]] = defaultdict(list)
    open_ones = [slot for slot in slots if slot.accepted_on is None]
    silent = _of_rounds(open_ones).filter(~SENT).select_related("unit", "regime")
    for slot in silent.order_by("unit__protocol_order", "unit__name"):
        found[_key(slot.plan_id, slot.regime.title, slot.period)].append(slot.unit.label)
    return found


@dataclass(frozen=True, slots=True)
class Situation:
    """Who is in and who is not, now; came_since: what the newest snapshot does not know yet."""

    slots: tuple[SlotLine, ...]
    counts: Counter[Sent] = field(default_factory=Counter)
    came_since: tuple[SlotLine, ...] = ()

    @property
    def came(self) -> int:
        return sum(self.counts[state] for state in CAME)

    @property
    def owed(self) -> int:
        return sum(self.counts[state] for state in OWED)

    @property
    def missing(self) -> list[SlotLine]:
        return [slot for slot in self.slots if slot.sent in (Sent.MISSING, Sent.OPEN) and not slot.asked]

    @property
    def waiting(self) -> list[SlotLine]:
        return [slot for slot in self.slots if slot.sent is Sent.WAITING]


def situation(slot: ReportSlot, newest: ConsolidationSnapshot | None, today: date) -> Situation:
    """Two queries. newest: of the consolidation, None before there is one."""
    lines = slot_lines(unit_slots(slot), today)
    known = newest.slots if newest else {}
    since = [x for x in lines if newest and known.get(str(x.slot_id)) != x.sent.value and x.sent in CAME]
    own = Counter(line.sent for line in lines if not line.asked)
    return Situation(tuple(lines), own, tuple(since))


def newest_snapshot(one: Consolidation) -> ConsolidationSnapshot:
    """The one that is printed, without its tables."""
    return one.snapshots.defer("annexes").select_related("by")[0]


def findings(actor: Actor, one: Consolidation, today: date) -> list[Finding]:
    """Every figure of the text beside the record of now."""
    record = record_of(actor, one.slot, one.as_of, today)
    return check(one.under_hand(), assemble(record, template_of(one.slot.regime_id)))


def full_tables(one: Consolidation) -> Paper:
    """The paper with the tasks of every unit, for the workbook of its annexes."""
    return printed(one, BY_UNIT)


def printed(one: Consolidation, tasks: str = "") -> Paper:
    """The paper as it stands: a draft is marked as one. tasks: how annexes show them, else as chosen."""
    newest = one.snapshots.all()[0]
    is_final = one.finalised_on is not None
    facts = PaperFacts.of(one.paper)
    return paper_of(
        one.under_hand(),
        annexes_from(newest.annexes),
        replace(facts, tasks=tasks or facts.tasks),
        code=newest.code,
        draft="" if is_final else "Dự thảo",
        number=one.number,
        dated=one.dated,
        signer_name=one.signer_name,
    )


def compared_file(pk: int) -> StoredFile:
    """A Word file that came back and waits to be taken. Raises Refused where it was swept meanwhile."""
    found = StoredFile.objects.filter(pk=pk).first()
    if found is None:
        raise Refused(_("Tệp Word không còn; hãy chọn lại tệp."))
    return found
