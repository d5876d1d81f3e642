"""Restoring an archive into an empty database, and proving that it is all there."""

from __future__ import annotations

import json
import tarfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connection, models, transaction

from minhbach.shared import files
from minhbach.shared.backup import archive
from minhbach.shared.backup.archive import Damaged, Manifest
from minhbach.shared.models import StoredFile

AT_ONCE = 500  # rows an INSERT, fewer for wide tables
PARAMETERS = 30_000  # SQLite takes at most 32.766 in one statement
USED = frozenset({"organisation.user", "shared.auditentry", "shared.storedfile"})


class NotEmpty(Exception):
    """The database already holds data; the sentence names a table."""


class OtherVersion(Exception):
    """The archive was made by another version of the product."""


@dataclass(frozen=True, slots=True)
class Restored:
    rows: int
    files: int
    missing_files: int
    made_at: str


def restore(
    path: Path, *, force: bool = False, progress: Callable[[str], None] = lambda text: None
) -> Restored:
    """Checks the whole archive, then puts it in place of what the database holds.

    Raises Damaged, OtherVersion, or NotEmpty (unless force). The database changes in one transaction,
    after which every table is read back and compared with the manifest: it is all there, or nothing
    has changed. Web and worker must not run meanwhile.
    """
    progress("Kiểm tra tệp sao lưu")
    manifest = check(path)
    if archive.applied_migrations(DEFAULT_DB_ALIAS) != manifest.migrations:
        raise OtherVersion(
            "Bản sao lưu thuộc phiên bản khác của phần mềm: cài đúng phiên bản đó, khôi phục, rồi nâng cấp."
        )
    if not force and (full := _table_in_use()):
        raise NotEmpty(f"Cơ sở dữ liệu đã có dữ liệu (bảng {full}): dùng cơ sở dữ liệu trống hoặc --force.")
    with tarfile.open(path) as tar:
        progress("Khôi phục các tệp")
        _restore_files(tar)
        with transaction.atomic():
            _empty()
            for model in archive.tables():
                progress(f"Khôi phục bảng {archive.label(model)}")
                _fill(model, tar)
            _reset_sequences()
            _compare(manifest)
    cache.clear()  # figures of what the database held before
    rows = sum(int(str(table["rows"])) for table in manifest.tables.values())
    return Restored(rows, manifest.files, len(manifest.missing_files), manifest.made_at)


def check(path: Path) -> Manifest:
    """Reads the whole archive and recomputes every sum. Raises Damaged; changes nothing."""
    manifest, sums, count = None, {}, 0
    try:
        with tarfile.open(path) as tar:
            for entry in tar:
                source = tar.extractfile(entry)
                if source is None:
                    continue
                folder, _, name = entry.name.partition("/")
                if entry.name == archive.MANIFEST:
                    manifest = Manifest.from_json(source.read())
                elif folder == "tables":
                    sums[name.removesuffix(".jsonl")] = _sum(line.rstrip(b"\n") for line in source).plain()
                elif folder == "files":
                    count += 1
                    if files.sha256_of(source) != name:
                        raise Damaged(f"Tệp {name[:12]} trong bản sao lưu đã hỏng.")
    except (tarfile.TarError, EOFError, OSError) as error:
        raise Damaged(f"Không đọc được tệp sao lưu: {error}") from error
    if manifest is None:
        raise Damaged("Tệp sao lưu thiếu bản kê: có thể đã bị cắt ngang.")
    if manifest.format != archive.FORMAT:
        raise OtherVersion(f"Định dạng sao lưu số {manifest.format} không được hỗ trợ.")
    if sums != manifest.tables or count != manifest.files:
        raise Damaged("Nội dung tệp sao lưu không khớp bản kê.")
    return manifest


def _sum(found: Iterable[bytes]) -> archive.TableSum:
    total = archive.TableSum()
    for line in found:
        total.add(line)
    return total


def _table_in_use() -> str | None:
    """A table that shows use: migrations seed others, but nobody has users or an audit without use."""
    used = (model for model in archive.tables() if archive.label(model) in USED)
    return next((archive.label(model) for model in used if model._base_manager.exists()), None)


def _restore_files(tar: tarfile.TarFile) -> None:
    for entry in tar:
        if entry.name.startswith("files/") and (source := tar.extractfile(entry)):
            files.place(source)


def _empty() -> None:
    """Deletes every row; foreign keys are checked at the end of the transaction."""
    with connection.cursor() as cursor:
        for model in archive.tables():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608


def _fill(model: type[models.Model], tar: tarfile.TarFile) -> None:
    source = tar.extractfile(f"tables/{archive.label(model)}.jsonl")
    assert source is not None
    columns = archive.columns(model)
    at_once = min(AT_ONCE, PARAMETERS // len(columns))
    while some := list(islice(source, at_once)):
        rows = [_row(model, columns, json.loads(line)) for line in some]
        # raw: values exactly as kept; bulk_create would let auto_now write today's time.
        query: Any = model._base_manager.all()
        query._insert(rows, fields=columns, using=DEFAULT_DB_ALIAS, raw=True)


def _row(model: type[models.Model], columns: list[archive.AnyField], values: list[object]) -> models.Model:
    named = zip(columns, values, strict=True)
    return model(**{column.attname: archive.value_from(column, value) for column, value in named})


def _reset_sequences() -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), archive.tables()):
            cursor.execute(statement)


def _compare(manifest: Manifest) -> None:
    for model in archive.tables():
        name = archive.label(model)
        if _sum(archive.lines(model, DEFAULT_DB_ALIAS)).plain() != manifest.tables.get(name):
            raise Damaged(f"Bảng {name} sau khi khôi phục không khớp bản kê.")
    for stored in StoredFile.objects.exclude(sha256__in=manifest.missing_files).iterator():
        if not files.path_of(stored).exists():
            raise Damaged(f"Thiếu tệp {stored.name} sau khi khôi phục.")
