"""The signed file beside the file that was read."""

from __future__ import annotations

from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from minhbach.intake.core.comparison import essence
from minhbach.intake.core.rows import DraftError, with_keys
from minhbach.intake.models import Draft, DraftState
from minhbach.intake.services.reviewing import locked_draft
from minhbach.intake.services.uploading import Progress, page_words, plain_name
from minhbach.intake.services.wordings import memory
from minhbach.organisation.actor import Actor
from minhbach.plans import services as plans
from minhbach.reading.refusals import SecretDocument
from minhbach.reading.sandbox import read_plan
from minhbach.reading.shapes import Refusal
from minhbach.shared import audit, files, jobs
from minhbach.shared.models import StoredFile
from minhbach.shared.words import Words

COMPARE_JOB = "intake.compare"


def attach_signed(actor: Actor, draft: Draft, file: UploadedFile[bytes] | File[bytes]) -> Draft:
    """Keeps the signed file with the draft and asks for it to be compared. Raises Refusal at the door."""
    name = plain_name(file.name or "")
    with transaction.atomic():
        _open(locked_draft(actor, draft))
    stored = plans.admit(actor, file, name=name, where="signed")
    with transaction.atomic():
        locked = _open(locked_draft(actor, draft))
        locked.signed, locked.signed_name = stored, name
        locked.signed_comparison = {"state": "waiting"}
        locked.save(update_fields=["signed", "signed_name", "signed_comparison", "changed_at"])
        jobs.enqueue(
            COMPARE_JOB, key=f"compare:{draft.pk}:{stored.pk}", draft_id=draft.pk, stored_id=stored.pk
        )
        audit.record(actor, "attach signed", locked, after={"name": name, "sha256": stored.sha256})
    return locked


@transaction.atomic
def detach_signed(actor: Actor, draft: Draft) -> Draft:
    """Takes the signed file off again; the bytes stay while something else refers to them."""
    locked = _open(locked_draft(actor, draft))
    locked.signed, locked.signed_name, locked.signed_comparison = None, "", {}
    locked.save(update_fields=["signed", "signed_name", "signed_comparison", "changed_at"])
    audit.record(actor, "detach signed", locked)
    return locked


def compare_signed(draft_id: int, stored_id: int, progress: Progress = lambda d, t, s: None) -> None:
    """Reads the signed file and keeps what it says, to compare the draft with it as it is mended.

    What cannot be read is kept too: it only cannot be compared.
    """
    draft = Draft.objects.select_related("signed").filter(pk=draft_id, signed_id=stored_id).first()
    if draft is None or draft.signed is None:
        return
    progress(0, 2, Words("Đang đọc bản ký"))
    try:
        signed = with_keys(
            read_plan(
                files.path_of(draft.signed),
                released=plans.is_released(draft.signed.sha256),
                what=memory().known(),
                progress=lambda done, count: progress(done, count, page_words(done, count)),
                kept=files.recognised(draft.signed),
            )
        )
        found = {"state": "compared", "signed": essence(signed)}
    except SecretDocument as secret:
        _secret_found(draft, draft.signed, secret.mark)
        return
    except Refusal as refusal:
        found = {"state": "unreadable", "code": refusal.code, "sentence": refusal.sentence}
    with transaction.atomic():
        kept = Draft.objects.select_for_update().filter(pk=draft_id, signed_id=stored_id).first()
        if kept is not None:
            kept.signed_comparison = found
            kept.save(update_fields=["signed_comparison", "changed_at"])
    progress(2, 2, Words("Đã so sánh với bản ký"))


def _secret_found(draft: Draft, stored: StoredFile, mark: str) -> None:
    """A signed scan with a secrecy mark goes at once; an alarm stays, as at the door."""
    with transaction.atomic():
        plans.raise_alarm(None, mark, "signed", stored, unit_id=draft.unit_id, by_id=draft.made_by_id)
        kept = Draft.objects.select_for_update().filter(pk=draft.pk, signed=stored)
        kept.update(signed=None, signed_name="", signed_comparison={})
        files.forget_unheld(stored)


def _open(draft: Draft) -> Draft:
    if draft.state != DraftState.REVIEW:
        raise DraftError("not_in_review")
    return draft
