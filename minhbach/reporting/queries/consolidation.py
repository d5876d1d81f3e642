"""What the pages of the consolidated report ask. Read-only."""

from __future__ import annotations

from datetime import date

from minhbach.organisation.actor import Actor
from minhbach.reporting.core.consolidating.assembling import assemble
from minhbach.reporting.core.consolidating.checking import Finding, check
from minhbach.reporting.models import Consolidation
from minhbach.reporting.queries.consolidation_record import record_of, template_of


def consolidation(actor: Actor, pk: int) -> Consolidation:
    """Raises Consolidation.DoesNotExist where there is none that the actor may see."""
    joined = Consolidation.objects.visible_to(actor).select_related(
        "plan", "unit", "through_unit", "slot__unit", "slot__plan", "slot__regime__to_unit"
    )
    return joined.get(pk=pk)


def findings(actor: Actor, one: Consolidation, today: date) -> list[Finding]:
    """Every figure of the text beside the record of now."""
    record = record_of(actor, one.slot, one.as_of, today)
    return check(one.under_hand(), assemble(record, template_of(one.slot.regime_id)))
