"""A file comes in: refused at the door or kept, then read by a job in the sandbox."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.intake.access import can_upload
from minhbach.intake.core.opening import opened
from minhbach.intake.core.wordings import headers_of
from minhbach.intake.models import Draft, DraftState
from minhbach.intake.services.wordings import memory
from minhbach.organisation.actor import Actor
from minhbach.plans import services as plans
from minhbach.reading.refusals import SecretDocument
from minhbach.reading.sandbox import read_plan
from minhbach.reading.shapes import Refusal
from minhbach.reading.watching import Unfinished
from minhbach.shared import audit, files, jobs
from minhbach.shared.models import StoredFile
from minhbach.shared.text import nfc
from minhbach.shared.words import Words

Progress = Callable[[int, int, str], None]
READ_JOB = "intake.read"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The draft of a file that came; is_new: False where the person has it under way already."""

    draft: Draft
    is_new: bool


def upload(actor: Actor, file: UploadedFile[bytes] | File[bytes], name: str = "") -> TakenIn:
    """Keeps the file and asks for it to be read. Raises Refusal (a sentence) before anything is kept.

    A file sent twice (a second press of the button) makes one draft.
    """
    if not can_upload(actor) or actor.unit_id is None:
        raise PermissionDenied
    name = plain_name(name or file.name or "")
    stored = plans.admit(actor, file, name=name, where="plan")
    with transaction.atomic():
        # One after the other: of two presses at the same moment the second finds the draft of the first.
        StoredFile.objects.select_for_update().get(pk=stored.pk)
        if under_way := _under_way(actor, stored):
            return TakenIn(under_way, is_new=False)
        draft = Draft.objects.create(
            unit_id=actor.unit_id, made_by_id=actor.user_id, name=name, stored=stored
        )
        jobs.enqueue(READ_JOB, key=f"read:{draft.pk}", draft_id=draft.pk)
        audit.record(actor, "upload", draft, after={"name": name, "sha256": stored.sha256})
    return TakenIn(draft, is_new=True)


def _under_way(actor: Actor, stored: StoredFile) -> Draft | None:
    """The person's own draft of the same bytes in the same unit that is not a plan yet."""
    waiting = Draft.objects.filter(state__in=(DraftState.READING, DraftState.REVIEW), stored=stored)
    return waiting.filter(unit_id=actor.unit_id or 0, made_by_id=actor.user_id).order_by("-pk").first()


def import_file(path: str | Path, actor: Actor) -> Draft:
    """The same for a file on this machine, read at once: `minhbach import FILE`. Raises Refusal."""
    with Path(path).open("rb") as source:
        draft = upload(actor, File(source, name=Path(path).name)).draft
    while draft.state == DraftState.READING:
        with suppress(Unfinished):
            read(draft.pk)
        draft.refresh_from_db()
    return draft


def read(draft_id: int, progress: Progress = lambda done, total, text: None) -> None:
    """Reads the draft's file in the sandbox and keeps what was found. Safe to run twice.

    Raises Unfinished where a long scan is to be gone on with. A refusal is kept with its sentence, the bytes
    are not.
    """
    draft = Draft.objects.select_related("stored").filter(pk=draft_id).first()
    if draft is None or draft.state != DraftState.READING or draft.stored is None:
        return
    progress(0, 3, Words("Đang mở tệp"))
    try:
        remembered = memory()
        found = read_plan(
            files.path_of(draft.stored),
            with_blocks=True,
            released=plans.is_released(draft.stored.sha256),
            what=remembered.known(),
            progress=lambda done, count: progress(done, count, page_words(done, count)),
            kept=files.recognised(draft.stored),
        )
    except SecretDocument as secret:
        # The door sees the letters of a file, not those in its pictures: here the scan's own were read.
        secret_found(draft, draft.stored, secret.mark)
        return
    except Refusal as refusal:
        _refused(draft_id, refusal)
        return
    progress(2, 3, _found_words(found))
    blocks = found.pop("blocks", [])
    if learnt := headers_of(blocks, remembered):
        found["learnt"] = learnt
    with transaction.atomic():
        # Only a draft that still waits: it may have been dropped, or read by an earlier delivery.
        waiting = Draft.objects.select_for_update().filter(pk=draft_id, state=DraftState.READING).first()
        if waiting is not None:
            waiting.data, waiting.blocks, waiting.state = opened(found), blocks, DraftState.REVIEW
            waiting.save()
            audit.record(None, "read draft", waiting, counts=_counts(found))
    progress(3, 3, _found_words(found))


def _refused(draft_id: int, refusal: Refusal) -> None:
    with transaction.atomic():
        draft = Draft.objects.select_for_update().filter(pk=draft_id, state=DraftState.READING).first()
        if draft is None:
            return
        stored, draft.stored = draft.stored, None
        draft.state, draft.refusal = DraftState.REFUSED, refusal.sentence
        draft.save(update_fields=["state", "refusal", "stored", "changed_at"])
        audit.record(None, "refuse draft", draft, after={"code": refusal.code})
        if stored is not None:
            files.forget_unheld(stored)


def secret_found(draft: Draft, stored: StoredFile, mark: str) -> None:
    """The scan goes, its name with it; an alarm stays, as at the door."""
    with transaction.atomic():
        refused = plans.raise_alarm(None, mark, "plan", stored, unit_id=draft.unit_id, by_id=draft.made_by_id)
        Draft.objects.filter(pk=draft.pk).update(name=_("Tệp có dấu độ mật, đã xóa"))
        _refused(draft.pk, Refusal(refused.code, refused.sentence))


def page_words(done: int, count: int) -> str:
    """What the page of an upload says while a scan is read."""
    return Words("Đang nhận dạng trang %(page)s/%(count)s", page=min(done + 1, count), count=count)


def plain_name(name: str) -> str:
    return nfc(Path(name.replace("\\", "/")).name).strip()[:255] or "ke-hoach"


def _counts(found: dict[str, list[object]]) -> dict[str, int]:
    return {
        name: len(found.get(name) or []) for name in ("tasks", "indicators", "reporting", "doubts", "unread")
    }


def _found_words(found: dict[str, list[object]]) -> str:
    counts = _counts(found)
    return Words(
        "Tìm thấy %(tasks)s nhiệm vụ, %(indicators)s chỉ tiêu",
        tasks=counts["tasks"],
        indicators=counts["indicators"],
    )
