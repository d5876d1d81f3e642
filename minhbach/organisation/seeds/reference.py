"""Provinces as codes and names, and the groups that plans speak of."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Province, UnitGroup
from minhbach.organisation.seeds.loading import read
from minhbach.organisation.services import GroupDraft, create_group

NEW, OLD = "2025", "2004"


def load_reference() -> None:
    """What every instance needs, whatever its province."""
    load_provinces()
    load_groups()


@transaction.atomic
def load_provinces() -> int:
    """34 provinces under the codes of 2025, and the 63 before them with their successor."""
    data = read("provinces.json")
    changed = date.fromisoformat(data["changed_on"])
    have = set(Province.objects.values_list("system", "code"))
    new = [
        Province(system=NEW, code=row["code"], name=row["name"], is_city=row["is_city"], valid_from=changed)
        for row in data["system_2025"]
        if (NEW, row["code"]) not in have
    ]
    Province.objects.bulk_create(new)
    successors = {p.code: p for p in Province.objects.filter(system=NEW)}
    old = [
        Province(
            system=OLD,
            code=row["code"],
            name=row["name"],
            is_city=row["is_city"],
            valid_to=changed - timedelta(days=1),
            successor=successors[row["successor"]],
        )
        for row in data["system_2004"]
        if (OLD, row["code"]) not in have
    ]
    Province.objects.bulk_create(old)
    return len(new) + len(old)


def load_groups() -> int:
    """Groups of the four kinds with the writings that plans use."""
    have = set(UnitGroup.objects.values_list("code", flat=True))
    rows = [row for row in read("groups.json")["groups"] if row["code"] not in have]
    for row in rows:
        draft = GroupDraft(
            code=row["code"],
            name=row["name"],
            kind=row["kind"],
            rule=row["rule"],
            aliases=tuple(row["aliases"]),
            protocol_order=row["order"],
            verified=row["verified"],
        )
        create_group(Actor.system(), draft)
    return len(rows)
