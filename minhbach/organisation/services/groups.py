"""Creating and changing groups of units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.organisation.access import can_manage_organisation
from minhbach.organisation.actor import Actor
from minhbach.organisation.core import phrases
from minhbach.organisation.models import (
    Authority,
    GroupAlias,
    GroupKind,
    GroupMember,
    Unit,
    UnitGroup,
    UnitKind,
)
from minhbach.shared import audit
from minhbach.shared.text import fold, nfc
from minhbach.shared.verbs import Problem, Refused, allow

RELATIONS = (phrases.LEADS_INDICATOR, phrases.LEADS, phrases.COORDINATES, phrases.NAMED)


@dataclass(frozen=True, slots=True)
class GroupDraft:
    """rule: of groups by_rule and relative (see UnitGroup). unit_ids: of fixed groups."""

    code: str
    name: str
    kind: str
    rule: Mapping[str, object] = field(default_factory=dict)
    unit_ids: tuple[int, ...] = ()
    aliases: tuple[str, ...] = ()
    protocol_order: int = 1000
    verified: bool = True


@transaction.atomic
def create_group(actor: Actor, draft: GroupDraft) -> UnitGroup:
    _allow(actor)
    group = UnitGroup()
    _save(group, draft)
    audit.record(actor, "group.create", group, after=_facts(group))
    return group


@transaction.atomic
def change_group(actor: Actor, group_id: int, draft: GroupDraft) -> UnitGroup:
    """The draft's members and writings take the place of the old ones."""
    _allow(actor)
    group = UnitGroup.objects.select_for_update().get(pk=group_id)
    before = _facts(group)
    _save(group, draft)
    audit.record(actor, "group.change", group, before=before, after=_facts(group))
    return group


def checked_rule(kind: str, rule: Mapping[str, object]) -> dict[str, object]:
    """The rule in its stored form. Raises Refused where it says nothing or something unknown."""
    if kind in (GroupKind.FIXED, GroupKind.OPEN):
        return {}
    if kind == GroupKind.RELATIVE:
        if rule.get("relation") not in RELATIONS:
            raise Refused(Problem("rule", _("Hãy chọn nhóm này được tính theo vai trò nào trong kế hoạch.")))
        return {"relation": rule["relation"]}
    kept = {name: rule[name] for name in ("kinds", "authority", "parent", "tag") if rule.get(name)}
    if not kept:
        raise Refused(Problem("rule", _("Quy tắc phải có ít nhất một điều kiện.")))
    kinds = kept.get("kinds", [])
    if not isinstance(kinds, list) or any(kind not in UnitKind.values for kind in kinds):
        raise Refused(Problem("rule", _("Có loại đơn vị không có trong danh mục.")))
    if kept.get("authority", Authority.CENTRAL) not in Authority.values:
        raise Refused(Problem("rule", _("Có khối cơ quan không có trong danh mục.")))
    return kept | ({"except": rule["except"]} if rule.get("except") else {})


def _allow(actor: Actor) -> None:
    allow(can_manage_organisation(actor), "organisation.manage")


def _save(group: UnitGroup, draft: GroupDraft) -> None:
    group.code, group.name = nfc(draft.code).strip(), " ".join(nfc(draft.name).split())
    group.kind, group.verified = draft.kind, draft.verified
    group.protocol_order = draft.protocol_order
    group.rule = checked_rule(draft.kind, draft.rule)
    group.full_clean()
    group.save()
    _set_members(group, draft.unit_ids if draft.kind == GroupKind.FIXED else ())
    group.aliases.all().delete()
    rows = [GroupAlias(group=group, text=nfc(text), folded=fold(text)) for text in draft.aliases]
    GroupAlias.objects.bulk_create(rows, ignore_conflicts=True)


def _set_members(group: UnitGroup, unit_ids: tuple[int, ...]) -> None:
    wanted = set(unit_ids)
    if Unit.objects.filter(pk__in=wanted).count() != len(wanted):
        raise Refused(Problem("unit_ids", _("Có đơn vị không có trong danh mục.")))
    group.members.exclude(unit_id__in=wanted).delete()
    there = set(group.members.values_list("unit_id", flat=True))
    GroupMember.objects.bulk_create([GroupMember(group=group, unit_id=pk) for pk in sorted(wanted - there)])


def _facts(group: UnitGroup) -> dict[str, object]:
    return {
        "code": group.code,
        "name": group.name,
        "kind": group.kind,
        "rule": group.rule,
        "units": sorted(group.members.values_list("unit_id", flat=True)),
        "aliases": sorted(group.aliases.values_list("text", flat=True)),
    }
