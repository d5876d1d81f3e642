"""A person says that the work of a unit goes on at the unit that succeeded it; the way back from saying so.

Nothing moves by that: carrying does, when the plan is given out, and reads what was said.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.plans.models import ActionPair, Handover, Plan, PlanRelation
from minhbach.plans.queries.handovers import Key, handovers
from minhbach.plans.services.locking import open_for_pairing, today_or
from minhbach.shared import audit
from minhbach.shared.verbs import Refused

REPLACES = PlanRelation.REPLACES


@transaction.atomic
def confirm_handovers(actor: Actor, plan: Plan, chosen: Iterable[Key], *, today: date | None = None) -> int:
    """Rows of `handovers` that a person chose; their pairs are confirmed with that. Returns how many."""
    locked = open_for_pairing(actor, plan, REPLACES)
    open_ones = {line.key for line in handovers(locked, today_or(today)) if line.confirmed is None}
    wanted = sorted(open_ones & set(chosen))
    if not wanted:
        raise Refused(_("Không có đơn vị kế tục nào để chuyển ở dòng đã chọn."))
    now = timezone.now()
    Handover.objects.bulk_create(
        Handover(
            pair_id=pair, unit_id=unit, successor_id=heir, confirmed_at=now, confirmed_by_id=actor.user_id
        )
        for pair, unit, heir in wanted
    )
    rows = ActionPair.objects.between(locked, REPLACES).filter(pk__in={pair for pair, _unit, _heir in wanted})
    rows.filter(confirmed_at__isnull=True).update(confirmed_at=now, confirmed_by_id=actor.user_id)
    audit.record(actor, "confirm handovers", locked, plan=locked, counts={"rows": len(wanted)})
    return len(wanted)


@transaction.atomic
def unconfirm_handover(actor: Actor, plan: Plan, pk: int) -> None:
    """The work stays where it was done."""
    locked = open_for_pairing(actor, plan, REPLACES)
    row = Handover.objects.filter(pk=pk, pair__plan=locked).first()
    if row is None:
        raise Refused(_("Không có dòng này."))
    after = {"unit": row.unit_id, "successor": row.successor_id}
    audit.record(actor, "unconfirm handover", locked, plan=locked, before=after)
    row.delete()
