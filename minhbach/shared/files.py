"""Files kept once by their content, under FILES_DIR/aa/bb/<sha256>.

Row and file: the bytes are on disk (fsync, rename) before the row is written, so a row never lacks
its file. A file whose row was rolled back, and a row that nothing refers to, are swept by the worker after
a day; what a killed process left in `incoming` after an hour. In `recognised` pages of a scan wait for its
reading to go on; they are never backed up, and go with their file or a day after the last look.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import IO, BinaryIO

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from minhbach.shared.models import StoredFile
from minhbach.shared.text import nfc

CHUNK = 1024 * 1024
SWEEP_AFTER = 24 * 3600  # seconds: longer than any transaction
INCOMING_AFTER = 3600  # seconds without a further byte: longer than any upload stands still


def keep(source: BinaryIO | bytes, *, name: str) -> StoredFile:
    """Keeps the bytes and returns their row; the same bytes give the same row (with its first name)."""
    digest, size = place(source)
    stored, is_new = StoredFile.objects.get_or_create(
        sha256=digest, defaults={"name": nfc(Path(name).name)[:255] or digest[:12], "size": size}
    )
    if not is_new:  # a day from now until the sweep may think that nobody wants it
        StoredFile.objects.filter(pk=stored.pk).update(kept_at=timezone.now())
    return stored


@contextmanager
def incoming() -> Iterator[Path]:
    """A file of its own for bytes that are not kept yet; it is gone afterwards, whatever happens."""
    handle, name = tempfile.mkstemp(dir=_root() / "incoming")
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def incoming_folder() -> Path:
    """Where bytes wait that are not kept yet; never backed up, swept when they stand still."""
    return _root() / "incoming"


def place(source: IO[bytes] | bytes) -> tuple[str, int]:
    """Puts bytes on disk without a row: sha256 and size. For `keep`, and for restoring a backup."""
    root = _root()
    temporary, digest, size = _write_temporary(source, root / "incoming")
    try:
        with _one_at_a_time(root):
            final = _path(digest)
            final.parent.mkdir(parents=True, exist_ok=True)
            temporary.replace(final)  # atomic
            os.utime(final, (now := time.time(), now))  # the exact clock: `forget` and `sweep` compare it
            _sync_folder(final.parent)
    finally:
        temporary.unlink(missing_ok=True)
    return digest, size


def path_of(stored: StoredFile) -> Path:
    """Where the bytes lie. Nothing in web or worker opens them as a document: that is the sandbox's."""
    return _path(stored.sha256)


def recognised(stored: StoredFile) -> Path:
    """Where the pages of a scan are kept as they are recognised."""
    path = _recognised(stored.sha256)
    path.parent.mkdir(exist_ok=True)
    if path.exists():
        os.utime(path)
    return path


def open_stored(stored: StoredFile) -> BinaryIO:
    """The bytes for reading; the caller closes."""
    return path_of(stored).open("rb")


def forget(stored: StoredFile) -> None:
    """Removes row and bytes. Refused (ProtectedError) while something still refers to the row."""
    asked, digest = time.time(), stored.sha256
    stored.delete()
    transaction.on_commit(lambda: _remove(digest, asked))


def forget_unheld(stored: StoredFile) -> bool:
    """Forgets it where nothing refers to it; says whether it did."""
    if not _unheld().filter(pk=stored.pk).exists():
        return False
    forget(stored)
    return True


def _unheld() -> models.QuerySet[StoredFile]:
    """Rows to which no row of any table refers."""
    found = StoredFile.objects.all()
    for relation in StoredFile._meta.get_fields(include_hidden=True):  # "+" names and tables between count
        if not isinstance(relation, models.ManyToOneRel):
            continue
        column = relation.field.name
        rows = relation.related_model._base_manager.exclude(**{column: None})
        found = found.exclude(pk__in=rows.values(column))
    return found


def sweep() -> int:
    """Removes rows that nothing refers to and files without a row, both older than a day, and what stands
    still in `incoming`; returns how many."""
    return _sweep_rows() + _sweep_files()


def _sweep_rows() -> int:
    removed = 0
    for stored in _unheld().filter(kept_at__lt=timezone.now() - timedelta(seconds=SWEEP_AFTER))[:500]:
        with transaction.atomic():
            removed += forget_unheld(stored)
    return removed


def _sweep_files() -> int:
    old = time.time() - SWEEP_AFTER
    candidates = [path.name for path in _root().glob("*/*/*") if _age(path) > SWEEP_AFTER]
    unknown = (n for n in candidates if not StoredFile.objects.filter(sha256=n).exists())
    removed = sum(_remove(digest, old) for digest in unknown)
    for folder, after in (("incoming", INCOMING_AFTER), ("recognised", SWEEP_AFTER)):
        for path in (_root() / folder).glob("*"):
            if _age(path) > after:
                path.unlink(missing_ok=True)
                removed += 1
    return removed


def _age(path: Path) -> float:
    """Seconds since its last byte; 0 where it went meanwhile."""
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def sha256_of(source: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := source.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _root() -> Path:
    root = Path(settings.FILES_DIR)
    (root / "incoming").mkdir(parents=True, exist_ok=True)
    return root


def _path(digest: str) -> Path:
    return Path(settings.FILES_DIR) / digest[:2] / digest[2:4] / digest


def _recognised(digest: str) -> Path:
    return _root() / "recognised" / digest


def _write_temporary(source: IO[bytes] | bytes, folder: Path) -> tuple[Path, str, int]:
    digest, size = hashlib.sha256(), 0
    handle, name = tempfile.mkstemp(dir=folder)
    try:
        with os.fdopen(handle, "wb") as out:
            for chunk in [source] if isinstance(source, bytes) else iter(lambda: source.read(CHUNK), b""):
                digest.update(chunk)
                size += len(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name), digest.hexdigest(), size


def _remove(digest: str, asked: float) -> bool:
    """Unlinks the bytes, unless they have a row or someone kept the same bytes again since `asked`.

    That one's row may not be visible yet, so the file's own time decides; the sweep takes what is left.
    Says whether it did.
    """
    path = _path(digest)
    with _one_at_a_time(_root()):
        kept_again = path.exists() and path.stat().st_mtime >= asked
        if kept_again or not path.exists() or StoredFile.objects.filter(sha256=digest).exists():
            return False
        path.unlink()
        _recognised(digest).unlink(missing_ok=True)
        return True


@contextmanager
def _one_at_a_time(root: Path) -> Iterator[None]:
    with (root / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
