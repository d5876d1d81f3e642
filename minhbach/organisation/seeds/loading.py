"""Rows of a data file into units and successions, in parts, safe to run twice."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Authority, Unit, UnitSuccession
from minhbach.organisation.services import UnitDraft, save_units

DATA = Path(__file__).resolve().parent.parent / "data"
PART = 200  # rows a transaction: with aliases below the 500 that SQLite may hold at once


@dataclass(frozen=True, slots=True)
class UnitSeed:
    """A unit whose parent is named by code."""

    draft: UnitDraft
    parent: str = ""

    @staticmethod
    def of(row: Mapping[str, Any], place: str = "") -> UnitSeed:
        return UnitSeed(
            UnitDraft(
                code=row["code"],
                name=row["name"].format(place=place),
                short_name=row.get("short_name", "").format(place=place),
                kind=row["kind"],
                authority=row.get("authority", Authority.PEOPLES_COMMITTEE),
                protocol_order=row.get("order", 1000),
                opened_on=_day(row.get("opened_on")),
                closed_on=_day(row.get("closed_on")),
                tags=tuple(row.get("tags", ())),
                verified=row.get("verified", True),
                aliases=tuple(alias.format(place=place) for alias in row.get("aliases", ())),
            ),
            row.get("parent", ""),
        )


def read(name: str) -> dict[str, Any]:
    """A data file of this app."""
    found: dict[str, Any] = json.loads((DATA / name).read_text(encoding="utf-8"))
    return found


def load_units(actor: Actor, seeds: Sequence[UnitSeed]) -> int:
    """Makes the units whose code is not there yet, parents first; returns how many."""
    ids = dict(Unit.objects.values_list("code", "pk"))
    waiting = [seed for seed in seeds if seed.draft.code not in ids]
    made = 0
    while waiting:
        ready = [seed for seed in waiting if not seed.parent or seed.parent in ids][:PART]
        if not ready:
            raise ValueError(f"no parent for {sorted({seed.parent for seed in waiting})}")
        units = save_units(actor, [_under(seed, ids) for seed in ready])
        ids |= {unit.code: unit.pk for unit in units}
        waiting = [seed for seed in waiting if seed.draft.code not in ids]
        made += len(units)
    return made


def load_successions(rows: Iterable[Mapping[str, Any]]) -> int:
    """Successions between units named by code: predecessors are closed already by their own row."""
    ids = dict(Unit.objects.values_list("code", "pk"))
    known = set(UnitSuccession.objects.values_list("predecessor_id", "successor_id", "kind", "note"))
    new = [
        UnitSuccession(
            predecessor_id=ids[row["from"]],
            successor_id=ids[row["to"]],
            kind=row["kind"],
            effective_on=date.fromisoformat(row["on"]),
            basis=row.get("basis", ""),
            note=row.get("note", ""),
            verified=row.get("verified", True),
        )
        for row in rows
        if (ids[row["from"]], ids[row["to"]], row["kind"], row.get("note", "")) not in known
    ]
    for start in range(0, len(new), PART):
        with transaction.atomic():
            UnitSuccession.objects.bulk_create(new[start : start + PART])
    return len(new)


def _under(seed: UnitSeed, ids: Mapping[str, int]) -> UnitDraft:
    return replace(seed.draft, parent_id=ids[seed.parent]) if seed.parent else seed.draft


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
