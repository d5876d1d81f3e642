"""The list of a province's bodies as an editable start: today's layer, the one before 2025, successors."""

from __future__ import annotations

from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Unit, UnitKind
from minhbach.organisation.seeds.loading import UnitSeed, load_successions, load_units, read
from minhbach.organisation.services import UnitDraft

_LEVELS = {UnitKind.COMMUNE: "xã", UnitKind.WARD: "phường", UnitKind.SPECIAL_ZONE: "đặc khu"}


def load_province(place: str) -> int:
    """Departments, branches, Party, Front, associations and press of the province; returns how many new.

    place: the province's name without "tỉnh". Rows that were not checked say so (`verified` false).
    """
    data = read("province_template.json")
    made = load_units(Actor.system(), [UnitSeed.of(row, place) for row in data["units"]])
    load_successions(data["successions"])
    return made


def load_commune_offices(commune: Unit) -> int:
    """The offices of a commune or ward since 07/2025, as divisions of it, not checked."""
    level = _LEVELS[UnitKind(commune.kind)]
    rows = [
        row
        for row in read("province_template.json")["commune_offices"]
        if "only" not in row or level in row["only"]
    ]
    seeds = [
        UnitSeed(
            UnitDraft(
                code=f"{commune.code}-{row['code']}",
                name=row["name"],
                kind=UnitKind.DIVISION,
                parent_id=commune.pk,
                protocol_order=order,
                opened_on=commune.opened_on,
                verified=False,
            )
        )
        for order, row in enumerate(rows, start=1)
    ]
    return load_units(Actor.system(), seeds)
