"""The unit answers what was recorded on its behalf."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.plans.access import can_answer_entry
from minhbach.plans.models import Disputed, ProgressEntry
from minhbach.shared import audit
from minhbach.shared.verbs import Problem, Refused, allow


@transaction.atomic
def confirm_entry(actor: Actor, entry: ProgressEntry) -> ProgressEntry:
    """The unit says that what was recorded for it is right."""
    return _answer(actor, entry, Disputed.CONFIRMED, "")


@transaction.atomic
def confirm_entries(actor: Actor, entry_ids: Sequence[int]) -> int:
    """The unit says of each of these that it is right: all or none. Returns how many.

    The ids are those that the person has seen; what somebody answered meanwhile keeps its answer.
    """
    recorded = ProgressEntry.objects.filter(
        on_behalf_of__isnull=False, unit_answer="", pk__in=list(entry_ids)
    )
    waiting = recorded.select_for_update(of=("self",)).select_related("duty").order_by("pk")
    return len([_write(actor, entry, Disputed.CONFIRMED, "") for entry in waiting])


@transaction.atomic
def dispute_entry(actor: Actor, entry: ProgressEntry, text: str) -> ProgressEntry:
    """The unit does not agree with what was recorded for it, and says why."""
    text = text.strip()
    if not text:
        raise Refused(Problem("text", _("Hãy ghi nội dung đơn vị không đồng ý.")))
    return _answer(actor, entry, Disputed.DISPUTED, text)


def _answer(actor: Actor, entry: ProgressEntry, answer: Disputed, text: str) -> ProgressEntry:
    locked = ProgressEntry.objects.select_for_update(of=("self",)).select_related("duty").get(pk=entry.pk)
    return _write(actor, locked, answer, text)


def _write(actor: Actor, locked: ProgressEntry, answer: Disputed, text: str) -> ProgressEntry:
    allow(can_answer_entry(actor, locked.duty), "answer entry")
    if locked.on_behalf_of_id is None:
        raise Refused(_("Bản ghi này do đơn vị tự nhập."))
    # What the unit did not agree with stays readable when it agrees later.
    locked.unit_answer, locked.unit_answer_text = answer, text or locked.unit_answer_text
    locked.save(update_fields=["unit_answer", "unit_answer_text"])
    audit.record(actor, "answer entry", locked, plan=locked.duty.plan_id, after={"answer": str(answer)})
    return locked
