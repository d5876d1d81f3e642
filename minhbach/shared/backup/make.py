"""Making the archive from one snapshot, while others write."""

from __future__ import annotations

import contextlib
import io
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.db import connections, models, transaction
from django.utils import timezone

from minhbach.shared import files
from minhbach.shared.audit import HEAD
from minhbach.shared.backup import archive
from minhbach.shared.models import Marker, StoredFile
from minhbach.shared.queries import LAST_BACKUP
from minhbach.shared.words import Words

SNAPSHOT = "backup_snapshot"
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A finished archive. `faulty`: sha256 of kept files whose bytes are missing or changed on disk."""

    path: Path
    rows: int
    files: int
    size: int
    faulty: tuple[str, ...] = ()


def make_backup(path: Path, progress: Progress = lambda done, total, text: None) -> Made:
    """Writes the archive at `path` (whole or not at all) and remembers the moment as the last backup."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            partial.chmod(0o600)  # also where an earlier attempt left it readable
            with tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT) as tar:
                manifest, faulty = _write(tar, progress)
            out.flush()
            os.fsync(out.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    rows = sum(int(str(t["rows"])) for t in manifest.tables.values())
    made = Made(path, rows, manifest.files, path.stat().st_size, tuple(faulty))
    value = {"path": str(path), "rows": rows, "files": made.files, "faulty": len(faulty)}
    Marker.objects.update_or_create(key=LAST_BACKUP, defaults={"value": value, "at": timezone.now()})
    return made


@contextlib.contextmanager
def snapshot() -> Iterator[str]:
    """A second connection that sees one moment of the database and blocks no writer.

    PostgreSQL: REPEATABLE READ. SQLite in WAL mode: a deferred transaction reads the state at its
    first look; the IMMEDIATE of everyday connections would take the write lock.
    """
    second = connections["default"].copy(SNAPSHOT)
    if second.vendor == "postgresql":
        from psycopg import IsolationLevel

        second.settings_dict["OPTIONS"]["isolation_level"] = IsolationLevel.REPEATABLE_READ
    else:
        second.settings_dict["OPTIONS"]["transaction_mode"] = "DEFERRED"
    connections[SNAPSHOT] = second
    try:
        with transaction.atomic(using=SNAPSHOT):
            yield SNAPSHOT
    finally:
        second.close()
        del connections[SNAPSHOT]


def _write(tar: tarfile.TarFile, progress: Progress) -> tuple[archive.Manifest, list[str]]:
    sums: dict[str, dict[str, object]] = {}
    with snapshot() as database:
        everything = archive.tables()
        for done, model in enumerate(everything):
            progress(done, len(everything) + 1, Words("Sao lưu bảng %(table)s", table=archive.label(model)))
            sums[archive.label(model)] = _write_table(tar, model, database).plain()
        count, size, faulty, missing = _write_files(tar, database, progress)
        head = Marker.objects.using(database).filter(key=HEAD).first()
        manifest = archive.Manifest(
            format=archive.FORMAT,
            made_at=timezone.now().isoformat(),
            migrations=archive.applied_migrations(database),
            tables=sums,
            files=count,
            file_bytes=size,
            missing_files=missing,
            audit_head=head.value if head else {},
        )
    _add(tar, archive.MANIFEST, io.BytesIO(manifest.to_json()), len(manifest.to_json()))
    return manifest, faulty


def _write_table(tar: tarfile.TarFile, model: type[models.Model], database: str) -> archive.TableSum:
    found = archive.TableSum()
    with tempfile.TemporaryFile() as spool:
        for line in archive.lines(model, database):
            found.add(line)
            spool.write(line + b"\n")
        size = spool.tell()
        spool.seek(0)
        _add(tar, f"tables/{archive.label(model)}.jsonl", spool, size)
    return found


def _write_files(
    tar: tarfile.TarFile, database: str, progress: Progress
) -> tuple[int, int, list[str], list[str]]:
    """Count, bytes, files that are faulty, and files that the archive lacks.

    Bytes forgotten since the snapshot are lacking but no fault: they were meant to go.
    """
    total = StoredFile.objects.using(database).count()
    count, size, faulty, missing = 0, 0, [], []
    for stored in StoredFile.objects.using(database).order_by("pk").iterator(chunk_size=500):
        progress(count, total + 1, Words("Sao lưu các tệp"))
        if not _is_whole(stored):
            missing.append(stored.sha256)
            if StoredFile.objects.filter(pk=stored.pk).exists():
                faulty.append(stored.sha256)
            continue
        with files.open_stored(stored) as source:
            _add(tar, f"files/{stored.sha256}", source, stored.size)
        count, size = count + 1, size + stored.size
    return count, size, faulty, missing


def _is_whole(stored: StoredFile) -> bool:
    try:
        with files.open_stored(stored) as source:
            return files.sha256_of(source) == stored.sha256
    except FileNotFoundError:
        return False


def _add(tar: tarfile.TarFile, name: str, source: BinaryIO, size: int) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = size, 0o600, timezone.now().timestamp()
    tar.addfile(entry, source)
