"""The door for files: size, form, secrecy mark. No byte is opened in this process."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
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
from minhbach.reading.sandbox import Reader
from minhbach.reading.shapes import Refusal
from minhbach.shared import audit, files
from minhbach.shared.audit import Personal
from minhbach.shared.models import StoredFile
from minhbach.shared.verbs import Problem, Refused, allow

PLAN_FORMS = frozenset(("docx", "pdf", "txt", "md", "doc", "rtf", "odt"))
_WORKBOOKS = frozenset(("xlsx", "xls", "ods"))
# What may come in at which door, and how the refusal names it.
FORMS = {
    "plan": (
        PLAN_FORMS | _WORKBOOKS | {"png", "jpg", "tif"},
        "Word (.docx, .doc), Excel (.xlsx, .xls), PDF, .odt, .ods, .rtf, .txt, .md, ảnh",
    ),
    "signed": (frozenset(("docx", "pdf")), "PDF hoặc Word (.docx)"),
    "evidence": (
        PLAN_FORMS | _WORKBOOKS | {"png", "jpg"},
        "Word (.docx, .doc), Excel (.xlsx, .xls), PDF, .odt, .ods, .rtf, .txt, PNG, JPG",
    ),
    "directive": (PLAN_FORMS | {"png", "jpg"}, "Word (.docx, .doc), PDF, .odt, .rtf, PNG, JPG"),
    "report": (frozenset(("docx", "doc", "odt", "rtf")), "Word (.docx, .doc), .odt, .rtf"),
    "workbook": (frozenset(("xlsx",)), "Excel (.xlsx)"),
}
CHUNK = 1024 * 1024
_FOREIGN = frozenset(("unknown_form", "slides", "picture", "archive"))
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")


class Upload(Protocol):
    """What a form's file and an opened file have in common."""

    def read(self, size: int = -1, /) -> bytes: ...


class FileRefused(Refused):
    """A file that cannot be kept: `code` names the reason, `sentence` what to do."""

    code: str

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(Problem("file", sentence))
        self.code = code


class FoundSecret(Protocol):
    """What an alarm needs to know of a file, waiting or kept."""

    @property
    def sha256(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Arrived:
    """Bytes in a temporary file, not kept yet."""

    path: Path
    sha256: str
    size: int
    name: str


def admit(
    actor: Actor, upload: Upload, *, name: str, where: str = "evidence", reader: Reader | None = None
) -> StoredFile:
    """Keeps the file when it may be kept. where: a key of FORMS. reader: a kept child, for many files.

    Raises FileRefused (its bytes are gone), NotAllowed. A secrecy mark leaves a SecrecyAlarm, which must
    outlive the refusal: call it before the transaction of the verb that needs the file.
    """
    [stored] = admit_all(actor, [(upload, name)], where=where, reader=reader)
    return stored


def admit_all(
    actor: Actor,
    uploads: Sequence[tuple[Upload, str]],
    *,
    where: str = "evidence",
    reader: Reader | None = None,
) -> list[StoredFile]:
    """The same for files that belong together: all of them or none. The refusal names its file."""
    allow(can_send_files(actor), "send file")
    with ExitStack() as held:
        arrived, reader = [], reader or held.enter_context(Reader())
        for upload, name in uploads:
            with _named(name if len(uploads) > 1 else ""):
                one = held.enter_context(_on_disk(upload, name))
                _inspect(actor, one, where, reader)
            arrived.append(one)
        return [_kept(one) for one in arrived]


def _inspect(actor: Actor, one: _Arrived, where: str, reader: Reader) -> None:
    """Raises FileRefused for whatever may not be kept at this door."""
    if one.size == 0:
        raise _refused(refuse("empty"))
    found = reader.inspect_file(one.path)
    if found.secrecy and not is_released(one.sha256):
        raise raise_alarm(actor, found.secrecy, where, one, unit_id=actor.unit_id, by_id=actor.user_id)
    if found.refusal is not None:
        raise _foreign(where) if found.refusal.code in _FOREIGN else _refused(found.refusal)
    if found.form not in FORMS[where][0]:
        raise _foreign(where)
    if where == "plan" and found.silent is not None:
        raise _refused(refuse(found.silent))


def _kept(one: _Arrived) -> StoredFile:
    with one.path.open("rb") as source:
        return files.keep(source, name=one.name)


@contextmanager
def _named(name: str) -> Iterator[None]:
    """A refusal inside says which of several files it is about."""
    try:
        yield
    except FileRefused as refused:
        if not name:
            raise
        raise FileRefused(refused.code, f"{name}: {refused.sentence}") from refused


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


def is_released(digest: str) -> bool:
    """Whether an administrator has found the secrecy mark of these bytes to be a false alarm."""
    return SecrecyAlarm.objects.filter(sha256=digest, released_on__isnull=False).exists()


def raise_alarm(
    actor: Actor | None, mark: str, where: str, file: FoundSecret, *, unit_id: int | None, by_id: int | None
) -> FileRefused:
    """The refusal of a file with a secrecy mark, and the alarm that stays of it.

    Only the event is kept: who, when, the mark and the hash by which a false alarm is released. A name may
    be as secret as its file ("ke-hoach-bao-ve-....docx"): only its keyed hash and ending stay.
    actor: None where the mark was seen by a job, in the letters of a scan.
    """
    with transaction.atomic():
        alarm = SecrecyAlarm.objects.create(
            sha256=file.sha256, size=file.size, mark=mark[:40], where=where[:20], unit_id=unit_id, by_id=by_id
        )
        ending = _ENDING.search(file.name)
        known = {"name": Personal(file.name), "ending": ending[0].lower() if ending else ""}
        after = {"sha256": file.sha256, "where": where} | known
        audit.record(actor, "refuse secret file", alarm, after=after)
    return FileRefused(
        "secret",
        _(
            "Tệp có dấu độ mật “%(mark)s” nên không được nhận và đã bị xóa khỏi máy chủ; nếu đây là nhầm lẫn,"
            " hãy báo quản trị hệ thống xem lại cảnh báo số %(number)s."
        )
        % {"mark": alarm.mark, "number": alarm.pk},
    )


def _foreign(where: str) -> FileRefused:
    wanted = FORMS[where][1]
    return FileRefused("form", _("Ở đây không nhận loại tệp này; hãy gửi %(wanted)s.") % {"wanted": wanted})


def _refused(refusal: Refusal) -> FileRefused:
    return FileRefused(refusal.code, refusal.sentence)


@contextmanager
def _on_disk(upload: Upload, name: str) -> Iterator[_Arrived]:
    """The bytes in a temporary file that goes whatever happens; more than the limit is not read."""
    limit, digest, size = DEFAULT.file_mb * MEGABYTE, hashlib.sha256(), 0
    with files.incoming() as path:
        with path.open("wb") as out:
            for chunk in _chunks(upload):
                size += len(chunk)
                if size > limit:
                    raise _refused(too_large(DEFAULT))
                digest.update(chunk)
                out.write(chunk)
        yield _Arrived(path, digest.hexdigest(), size, name)


def _chunks(upload: Upload | BinaryIO) -> Iterator[bytes]:
    while chunk := upload.read(CHUNK):
        yield chunk
