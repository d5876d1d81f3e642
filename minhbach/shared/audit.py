"""The record of commands: written in the transaction of the command, sealed into a hash chain.

Sealing is the worker's (every minute), so no two commands wait for each other's hash. Who changes,
removes or slips in a sealed entry breaks the chain; `minhbach audit verify` names the place. The
head of the chain goes into every backup's manifest, so cutting off its end shows as well.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from minhbach.shared.models import AuditEntry, Marker

START = "0" * 64
HEAD = "audit head"
# Values under these names are kept as keyed hashes: equal ones can be compared, none can be read.
PERSONAL = frozenset(
    ("email", "phone", "mail", "address", "full_name", "first_name", "last_name", "birth_date", "id_number")
)


class Who(Protocol):
    """Who acts: organisation.Actor."""

    @property
    def user_id(self) -> int | None: ...

    @property
    def unit_id(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Personal:
    """Wraps a value that must only be kept as a hash."""

    value: object


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `verify` found. `broken_at` is the seal number of the first entry that does not fit."""

    sealed: int
    unsealed: int
    head: str
    broken_at: int | None = None
    reason: str = ""

    @property
    def holds(self) -> bool:
        return self.broken_at is None


def record(
    actor: Who | None,
    verb: str,
    thing: models.Model,
    *,
    on_behalf_of: int | models.Model | None = None,
    plan: int | models.Model | None = None,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    counts: Mapping[str, int] | None = None,
) -> AuditEntry:
    """Writes one entry for one command (a bulk command is one entry with `counts`).

    actor None is the system. on_behalf_of is a unit, plan a plan, as object or id.
    """
    return AuditEntry.objects.create(
        at=timezone.now(),
        user_id=actor.user_id if actor else None,
        unit_id=actor.unit_id if actor else None,
        on_behalf_of=_number(on_behalf_of),
        verb=verb,
        thing_type=thing._meta.label_lower,
        thing_id="" if thing.pk is None else str(thing.pk),
        plan_id=_number(plan),
        before=_plain_mapping(before),
        after=_plain_mapping(after),
        counts=_plain_mapping(counts),
    )


@transaction.atomic
def seal(batch: int = 500) -> int:
    """Puts up to `batch` new entries into the chain; returns how many. One worker at a time."""
    Marker.objects.get_or_create(key=HEAD, defaults={"value": {"no": 0, "seal": START}})
    head = Marker.objects.select_for_update().get(key=HEAD)
    number, last = int(head.value["no"]), str(head.value["seal"])
    entries = list(AuditEntry.objects.unsealed()[:batch])
    for entry in entries:
        number += 1
        last = _seal_of(last, number, entry)
        entry.seal_no, entry.seal = number, last
    if entries:
        AuditEntry.objects.bulk_update(entries, ["seal_no", "seal"], batch_size=200)
        head.value, head.at = {"no": number, "seal": last}, timezone.now()
        head.save()
    return len(entries)


def verify() -> Verdict:
    """Recomputes the whole chain from the first entry to the remembered head."""
    unsealed = AuditEntry.objects.unsealed().count()
    head = Marker.objects.filter(key=HEAD).first()
    expected_no = int(head.value["no"]) if head else 0
    number, last = 0, START
    for entry in _sealed():
        number += 1
        if entry.seal_no != number:
            return Verdict(number - 1, unsealed, last, number, "thiếu một mục trong chuỗi")
        last = _seal_of(last, number, entry)
        if last != entry.seal:
            return Verdict(number - 1, unsealed, entry.seal, number, "nội dung mục đã bị thay đổi")
    if number != expected_no or (head and head.value["seal"] != last):
        return Verdict(number, unsealed, last, number + 1, "các mục cuối chuỗi đã bị cắt bỏ hoặc thêm vào")
    return Verdict(number, unsealed, last)


def _sealed() -> Iterator[AuditEntry]:
    return AuditEntry.objects.filter(seal_no__isnull=False).order_by("seal_no").iterator(chunk_size=2000)


def _seal_of(previous: str, number: int, entry: AuditEntry) -> str:
    content = {
        "no": number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "user": entry.user_id,
        "unit": entry.unit_id,
        "behalf": entry.on_behalf_of,
        "verb": entry.verb,
        "thing": [entry.thing_type, entry.thing_id],
        "plan": entry.plan_id,
        "before": entry.before,
        "after": entry.after,
        "counts": entry.counts,
    }
    text = previous + json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _number(thing: int | models.Model | None) -> int | None:
    return thing.pk if isinstance(thing, models.Model) else thing


def _plain_mapping(values: Mapping[str, object] | None) -> dict[str, object] | None:
    if values is None:
        return None
    return {
        key: fingerprint(value) if key in PERSONAL and value not in (None, "") else _plain(value)
        for key, value in values.items()
    }


def _plain(value: object) -> object:
    """JSON that comes back the same from SQLite and PostgreSQL: no floats, no dates."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Personal):
        return fingerprint(value.value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(inner) for inner in value]
    return str(value)


def fingerprint(value: object) -> str:
    """A keyed hash of a personal value: "h:" and 32 hex digits."""
    digest = hmac.new(settings.SECRET_KEY.encode(), str(value).encode(), hashlib.sha256).hexdigest()
    return "h:" + digest[:32]
