"""A draft is put away, with its bytes where nobody else holds them."""

from __future__ import annotations

from django.db import transaction

from minhbach.intake.core.rows import DraftError
from minhbach.intake.models import Draft, DraftState
from minhbach.intake.services.reviewing import locked_draft
from minhbach.organisation.actor import Actor
from minhbach.shared import audit, files, jobs
from minhbach.shared.models import Job, StoredFile

KEPT_OPEN = (DraftState.READING, DraftState.REFUSED, DraftState.REVIEW)


@transaction.atomic
def stop_reading(actor: Actor, draft: Draft) -> None:
    """Dừng: only while the file is being read; it can be sent again at any time."""
    if locked_draft(actor, draft).state != DraftState.READING:
        raise DraftError("not_in_review")
    drop(actor, draft)


@transaction.atomic
def drop(actor: Actor, draft: Draft) -> None:
    """Puts a draft away. Its bytes go where nothing else holds them; the event stays in the audit."""
    locked = locked_draft(actor, draft)
    if locked.state not in KEPT_OPEN:
        raise DraftError("not_in_review")
    _stop_job(actor, locked)
    stored = [pk for pk in (locked.stored_id, locked.signed_id) if pk]
    audit.record(actor, "drop draft", locked, before={"name": locked.name, "revision": locked.revision})
    locked.changes.all().delete()
    Draft.objects.filter(pk=locked.pk).update(
        state=DraftState.DROPPED, stored=None, signed=None, data={}, blocks=[], resolutions={}, answers={},
        reviewed=[], signed_comparison={}, rereading={},
    )  # fmt: skip
    for row in StoredFile.objects.filter(pk__in=stored):
        files.forget_unheld(row)


def _stop_job(actor: Actor, draft: Draft) -> None:
    job = Job.objects.unfinished().filter(key=f"read:{draft.pk}").first()
    if job is not None:
        jobs.request_stop(actor, job)
