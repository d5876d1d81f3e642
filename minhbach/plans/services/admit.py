"""The door for files: size, form, secrecy mark. No byte is opened in this process."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.plans.access import can_administer, can_send_files
from minhbach.plans.models import SecrecyAlarm
from minhbach.reading.limits import DEFAULT, MEGABYTE
from minhbach.reading.refusals import refuse, too_large
from minhbach.reading.sandbox import Inspection, inspect_file
from minhbach.reading.shapes import Refusal
from minhbach.shared import audit, files
from minhbach.shared.models import StoredFile
from minhbach.shared.verbs import Problem, Refused, allow

PLAN_FORMS = frozenset(("docx", "pdf", "txt", "md"))
# What may come in at which door, and how the refusal names it.
FORMS = {
    "plan": (PLAN_FORMS, "Word (.docx), PDF, .txt, .md"),
    "evidence": (PLAN_FORMS | {"xlsx", "png", "jpg"}, "Word (.docx), Excel (.xlsx), PDF, .txt, PNG, JPG"),
    "directive": (PLAN_FORMS | {"png", "jpg"}, "Word (.docx), PDF, PNG, JPG"),
    "workbook": (frozenset(("xlsx",)), "Excel (.xlsx)"),
}
CHUNK = 1024 * 1024


class Upload(Protocol):
    """What a form's file and an opened file have in common."""

    def read(self, size: int = -1, /) -> bytes: ...


class FileRefused(Refused):
    """A file that cannot be kept: `code` names the reason, `sentence` what to do."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(Problem("file", sentence))
        self.code = code


def admit(actor: Actor, upload: Upload, *, name: str, where: str = "evidence") -> StoredFile:
    """Keeps the file when it may be kept. where: a key of FORMS.

    Raises FileRefused (its bytes are gone), NotAllowed. A secrecy mark leaves a SecrecyAlarm, which must
    outlive the refusal: call it before the transaction of the verb that needs the file.
    """
    allow(can_send_files(actor), "send file")
    with _on_disk(upload) as (path, digest, size):
        if size == 0:
            raise _refused(refuse("empty"))
        found = inspect_file(path)
        if found.secrecy and not _is_released(digest):
            _raise_alarm(actor, digest, size, found.secrecy, where)
        if found.refusal is not None:
            raise _refused(found.refusal)
        _refuse_form(found, where)
        with path.open("rb") as source:
            return files.keep(source, name=name)


@transaction.atomic
def release_alarm(actor: Actor, alarm: SecrecyAlarm) -> SecrecyAlarm:
    """An administrator says that the mark was none: the same bytes may be sent again."""
    allow(can_administer(actor), "release secrecy alarm")
    locked = SecrecyAlarm.objects.select_for_update().get(pk=alarm.pk)
    if locked.released_on is None:
        locked.released_on, locked.released_by_id = timezone.now(), actor.user_id
        locked.save(update_fields=["released_on", "released_by"])
        audit.record(actor, "release secrecy alarm", locked, after={"sha256": locked.sha256})
    return locked


def _is_released(digest: str) -> bool:
    return SecrecyAlarm.objects.filter(sha256=digest, released_on__isnull=False).exists()


def _raise_alarm(actor: Actor, digest: str, size: int, mark: str, where: str) -> None:
    """Only the event is kept: who, when, the mark and the hash by which a false alarm is released."""
    with transaction.atomic():
        alarm = SecrecyAlarm.objects.create(
            sha256=digest, size=size, mark=mark[:40], where=where[:20], unit_id=actor.unit_id,
            by_id=actor.user_id,
        )  # fmt: skip
        audit.record(actor, "refuse secret file", alarm, after={"sha256": digest, "where": where})
    raise FileRefused(
        "secret",
        _(
            "Tệp có dấu độ mật “%(mark)s” nên không được nhận và đã bị xóa khỏi máy chủ. Nếu đây là nhầm lẫn,"
            " hãy báo quản trị hệ thống xem lại cảnh báo số %(number)s."
        )
        % {"mark": mark, "number": alarm.pk},
    )


def _refuse_form(found: Inspection, where: str) -> None:
    forms, wanted = FORMS[where]
    if found.form not in forms:
        raise FileRefused(
            "form", _("Ở đây không nhận loại tệp này; hãy gửi %(wanted)s.") % {"wanted": wanted}
        )


def _refused(refusal: Refusal) -> FileRefused:
    return FileRefused(refusal.code, refusal.sentence)


@contextmanager
def _on_disk(upload: Upload) -> Iterator[tuple[Path, str, int]]:
    """The bytes in a temporary file that goes whatever happens; more than the limit is not read."""
    limit, digest, size = DEFAULT.file_mb * MEGABYTE, hashlib.sha256(), 0
    with tempfile.TemporaryDirectory(prefix="minhbach-") as folder:
        path = Path(folder) / "upload"
        with path.open("wb") as out:
            for chunk in _chunks(upload):
                size += len(chunk)
                if size > limit:
                    raise _refused(too_large(DEFAULT))
                digest.update(chunk)
                out.write(chunk)
        yield path, digest.hexdigest(), size


def _chunks(upload: Upload | BinaryIO) -> Iterator[bytes]:
    while chunk := upload.read(CHUNK):
        yield chunk
