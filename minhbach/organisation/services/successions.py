"""What becomes of units: renamed, merged, split, a function moved, dissolved. History keeps the old names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.organisation.access import can_manage_organisation
from minhbach.organisation.actor import Actor
from minhbach.organisation.models import SuccessionKind, Unit, UnitSuccession
from minhbach.organisation.services.units import UnitDraft, create_unit
from minhbach.shared import audit
from minhbach.shared.dates import vn_date
from minhbach.shared.outbox import announce
from minhbach.shared.verbs import Problem, Refused, allow


@transaction.atomic
def rename(
    actor: Actor, unit_id: int, *, code: str, name: str, short_name: str = "", on: date, basis: str = ""
) -> Unit:
    """The unit goes on under a new name: a new row with the old one's place and contacts."""
    old = _lock(actor, [unit_id], on)[0]
    draft = replace(
        UnitDraft.of(old), code=code, name=name, short_name=short_name, opened_on=on, closed_on=None
    )
    new = create_unit(actor, draft)
    _close_into(actor, [old], [new], SuccessionKind.RENAMED, on, basis)
    return new


@transaction.atomic
def merge(
    actor: Actor, unit_ids: Sequence[int], into_id: int, *, on: date, basis: str = ""
) -> list[UnitSuccession]:
    """The units end; `into_id` (new, or one that takes the others in and keeps its name) carries on."""
    old = _lock(actor, [pk for pk in unit_ids if pk != into_id], on)
    into = _open_successors([into_id], on)
    return _close_into(actor, old, into, SuccessionKind.MERGED, on, basis)


@transaction.atomic
def split(
    actor: Actor, unit_id: int, into_ids: Sequence[int], *, on: date, basis: str = ""
) -> list[UnitSuccession]:
    """The unit ends; several carry on its work. Which one takes a duty is chosen for each duty."""
    old = _lock(actor, [unit_id], on)
    into = _open_successors(into_ids, on)
    if len(into) < 2:
        raise Refused(Problem("into_ids", _("Chia, tách cần ít nhất hai đơn vị kế tục.")))
    return _close_into(actor, old, into, SuccessionKind.SPLIT, on, basis)


@transaction.atomic
def dissolve(actor: Actor, unit_id: int, *, on: date, basis: str = "") -> UnitSuccession:
    """The unit ends and nobody carries on its work."""
    old = _lock(actor, [unit_id], on)[0]
    row = UnitSuccession.objects.create(
        predecessor=old, kind=SuccessionKind.DISSOLVED, effective_on=on, basis=basis
    )
    _close(old, on)
    _record(actor, [old], [], SuccessionKind.DISSOLVED, on)
    return row


@transaction.atomic
def move_function(
    actor: Actor, unit_id: int, to_id: int, *, on: date, note: str, basis: str = ""
) -> UnitSuccession:
    """One function goes to another unit; the first goes on. note: which function."""
    _allow(actor)
    if unit_id == to_id:
        raise Refused(Problem("to_id", _("Đơn vị nhận phải khác đơn vị giao.")))
    to = _open_successors([to_id], on)[0]
    old = Unit.objects.get(pk=unit_id)
    row = UnitSuccession(
        predecessor=old, successor=to, kind=SuccessionKind.MOVED, effective_on=on, basis=basis, note=note
    )
    row.full_clean()
    row.save()
    _record(actor, [old], [to], SuccessionKind.MOVED, on)
    return row


def _allow(actor: Actor) -> None:
    allow(can_manage_organisation(actor), "organisation.manage")


def _lock(actor: Actor, unit_ids: Sequence[int], on: date) -> list[Unit]:
    """The units that end, checked: there, open on the day before, opened before the day."""
    _allow(actor)
    units = list(Unit.objects.select_for_update(of=("self",)).filter(pk__in=unit_ids).in_order())
    if not units or len(units) != len(set(unit_ids)):
        raise Refused(Problem("unit_ids", _("Hãy chọn đơn vị kết thúc hoạt động.")))
    for unit in units:
        if unit.closed_on is not None:
            ended = _("%(unit)s đã thôi hoạt động từ %(day)s.")
            raise Refused(Problem("unit_ids", ended % {"unit": unit.name, "day": vn_date(unit.closed_on)}))
        if unit.opened_on is not None and unit.opened_on >= on:
            late = _("%(unit)s lập từ %(day)s, không thể kết thúc trước ngày đó.")
            raise Refused(Problem("on", late % {"unit": unit.name, "day": vn_date(unit.opened_on)}))
    return units


def _open_successors(unit_ids: Sequence[int], on: date) -> list[Unit]:
    units = list(Unit.objects.open_on(on).filter(pk__in=unit_ids).in_order())
    if len(units) != len(set(unit_ids)):
        raise Refused(Problem("into_ids", _("Đơn vị kế tục phải đang hoạt động tại ngày có hiệu lực.")))
    return units


def _close_into(
    actor: Actor, old: list[Unit], new: list[Unit], kind: str, on: date, basis: str
) -> list[UnitSuccession]:
    if {unit.pk for unit in old} & {unit.pk for unit in new}:
        raise Refused(Problem("into_ids", _("Đơn vị kết thúc hoạt động không thể kế tục chính mình.")))
    rows = [
        UnitSuccession(predecessor=one, successor=next_one, kind=kind, effective_on=on, basis=basis)
        for one in old
        for next_one in new
    ]
    UnitSuccession.objects.bulk_create(rows)
    for one in old:
        _close(one, on)
    _record(actor, old, new, kind, on)
    return rows


def _close(unit: Unit, on: date) -> None:
    unit.closed_on = on
    unit.full_clean(validate_unique=False)
    unit.save(update_fields=["closed_on"])


def _record(actor: Actor, old: list[Unit], new: list[Unit], kind: str, on: date) -> None:
    after = {"kind": str(kind), "on": on, "from": [u.pk for u in old], "to": [u.pk for u in new]}
    for one in old:
        audit.record(actor, "unit.succeed", one, after=after)
        announce("unit succeeded", unit_id=one.pk)
