"""The made-up province Sông Lam: both layers before and after 01/07/2025, and one account per role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from minhbach.organisation.actor import Actor
from minhbach.organisation.models import SuccessionKind, Unit, UnitKind, User
from minhbach.organisation.seeds.loading import UnitSeed, load_successions, load_units, read
from minhbach.organisation.seeds.province import load_commune_offices, load_province
from minhbach.organisation.seeds.reference import load_reference
from minhbach.organisation.services import (
    UserDraft,
    add_alias,
    create_user,
    set_membership,
    set_password,
)

DEMO_PLACE = "Sông Lam"
_KINDS = {"xã": UnitKind.COMMUNE, "thị trấn": UnitKind.COMMUNE, "phường": UnitKind.WARD}


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account to try the product with. password: empty where its owner has changed it."""

    username: str
    password: str
    full_name: str
    role: str
    unit: str


def load_demo(password: str) -> list[DemoAccount]:
    """Loads the province and its accounts; run again, it adds only what is missing.

    password: of every new account; as strong as the settings demand, else ValidationError.
    """
    load_reference()
    load_province(DEMO_PLACE)
    data = read("song_lam.json")
    actor = Actor.system()
    load_units(actor, [UnitSeed.of(row, DEMO_PLACE) for row in data["units"]])
    load_units(actor, list(_territory(data)))
    load_successions([*data["successions"], *_territorial_successions(data)])
    ids = dict(Unit.objects.values_list("code", "pk"))
    for row in data["aliases"]:
        add_alias(actor, ids[row["unit"]], row["text"])
    for commune in Unit.objects.filter(code__in=data["offices_for"]):
        load_commune_offices(commune)
    return [_account(actor, row, ids, password) for row in data["accounts"]]


def _territory(data: Mapping[str, Any]) -> Iterator[UnitSeed]:
    """Districts and communes until the change, communes and wards from it on."""
    changed = data["changed_on"]
    for order, row in enumerate(data["districts"]):
        yield _place(
            row["code"], row["level"], row["name"], "UBND", 900 + order, "district", closed_on=changed
        )
    for order, row in enumerate(data["communes"]):
        kind = _KINDS[row["level"]]
        yield _place(row["code"], row["level"], row["name"], "UBND", 2000 + order, kind, opened_on=changed)
        for number, former in enumerate(row["formed_from"], start=1):
            yield _place(
                _former_code(row, number), former["level"], former["name"], row["district"],
                3000 + 2 * order + number, _KINDS[former["level"]], closed_on=changed,
                tags=["thi-tran"] if former["level"] == "thị trấn" else [],
            )  # fmt: skip


def _place(code: str, level: str, name: str, parent: str, order: int, kind: str, **more: Any) -> UnitSeed:
    row = {
        "code": code,
        "name": f"Ủy ban nhân dân {level} {name}",
        "short_name": f"UBND {level} {name}",
        "kind": kind,
        "order": order,
        "parent": parent,
        "aliases": [f"{level} {name}"],
    }
    return UnitSeed.of(row | more)


def _territorial_successions(data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    changed = data["changed_on"]
    for row in data["communes"]:
        step = {"to": row["code"], "on": changed}
        yield step | {"from": row["district"], "kind": SuccessionKind.SPLIT}
        for number, _former in enumerate(row["formed_from"], start=1):
            yield step | {"from": _former_code(row, number), "kind": SuccessionKind.MERGED}


def _former_code(row: Mapping[str, Any], number: int) -> str:
    return f"{row['code']}-{number}"


def _account(actor: Actor, row: Mapping[str, Any], ids: Mapping[str, int], password: str) -> DemoAccount:
    user = User.objects.filter(username=row["username"]).first()
    is_known = user is not None and user.check_password(password)
    if user is None:
        draft = UserDraft(row["username"], row["full_name"], row["position"])
        user = create_user(actor, draft)
        # Set by its owner, so that trying the product does not begin with changing a password.
        user = set_password(Actor(user_id=user.pk, name=user.full_name), user.pk, password)
        division = ids[row["division"]] if row.get("division") else None
        set_membership(actor, user.pk, ids[row["unit"]], row["role"], division_id=division)
        is_known = True
    known = password if is_known else ""
    unit = Unit.objects.get(pk=ids[row["unit"]])
    return DemoAccount(user.username, known, user.full_name, row["role"], unit.label)
