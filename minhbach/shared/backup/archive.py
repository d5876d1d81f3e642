"""The shape of the archive: its manifest, its lines, and the sums that prove them."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.migrations.recorder import MigrationRecorder

if TYPE_CHECKING:
    AnyField = models.Field[Any, Any]
else:
    AnyField = models.Field
FORMAT = 1
MANIFEST = "manifest.json"
# Left out: sessions (everyone signs in again) and the pulse of workers that are not there.
LEFT_OUT = frozenset({"sessions.session", "shared.heartbeat"})


class Damaged(Exception):
    """The archive is not whole: the sentence says where."""


@dataclass(slots=True)
class TableSum:
    """Rows of a table and the sum of their hashes, the same in whatever order they come."""

    rows: int = 0
    total: int = 0

    def add(self, line: bytes) -> None:
        self.rows += 1
        self.total = (self.total + int.from_bytes(hashlib.sha256(line).digest())) % 2**256

    def plain(self) -> dict[str, object]:
        return {"rows": self.rows, "sha256_sum": f"{self.total:064x}"}


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the archive says of itself."""

    format: int
    made_at: str
    migrations: list[str]
    tables: dict[str, dict[str, object]]
    files: int
    file_bytes: int
    # sha256 of kept files whose bytes were gone or changed when the archive was made.
    missing_files: list[str] = field(default_factory=list)
    audit_head: dict[str, object] = field(default_factory=dict)

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True).encode()

    @staticmethod
    def from_json(text: bytes) -> Manifest:
        try:
            return Manifest(**json.loads(text))
        except (ValueError, TypeError) as error:
            raise Damaged("Bản kê của tệp sao lưu không đọc được.") from error


def tables() -> list[type[models.Model]]:
    """Every table of the product, also those that join two others; sorted by name."""
    found = [m for m in apps.get_models(include_auto_created=True) if m._meta.managed and not m._meta.proxy]
    return sorted((m for m in found if label(m) not in LEFT_OUT), key=label)


def label(model: type[models.Model]) -> str:
    return model._meta.label_lower


def columns(model: type[models.Model]) -> list[AnyField]:
    """The stored columns; generated ones are computed again by the database."""
    return [f for f in model._meta.local_concrete_fields if not f.generated]


def lines(model: type[models.Model], database: str) -> Iterable[bytes]:
    """The rows of a table, each a line of JSON: the values in the order of `columns`."""
    names = [f.attname for f in columns(model)]
    rows = model._base_manager.using(database).order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=2000):
        yield line_of(row)


def line_of(row: Iterable[object]) -> bytes:
    values = [plain(value) for value in row]
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def plain(value: object) -> object:
    """A value as JSON, the same from either database."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value.total_seconds())
        case Decimal() | UUID():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(bytes(value)).decode()
        case _:
            return value


def value_from(column: AnyField, value: object) -> object:
    """The value of a column read back from its line."""
    if value is None or isinstance(column, models.JSONField):
        return value
    if isinstance(column, models.DurationField):
        return timedelta(seconds=float(str(value)))
    if isinstance(column, models.BinaryField):
        return base64.b64decode(str(value))
    if isinstance(column, models.ForeignKey):
        return value_from(column.target_field, value)
    return column.to_python(value)


def applied_migrations(database: str) -> list[str]:
    from django.db import connections

    applied = MigrationRecorder(connections[database]).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)
