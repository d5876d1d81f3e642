"""What pages and other apps ask of the organisation. Read-only; the number of queries is tested."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet
from django.utils import timezone

from minhbach.organisation.actor import Actor
from minhbach.organisation.core.registry import (
    GroupFacts,
    Registry,
    SuccessionFacts,
    UnitFacts,
)
from minhbach.organisation.core.resolve import ResolutionKind, Resolver
from minhbach.organisation.models import (
    GroupAlias,
    GroupMember,
    Membership,
    Province,
    Unit,
    UnitAlias,
    UnitGroup,
    UnitKind,
    UnitSuccession,
    User,
)
from minhbach.organisation.models.units import UnitQuerySet
from minhbach.shared.text import given_name_key, search_words

# In the order of UnitFacts. Values, not models: every step of a review asks for hundreds of units.
_UNIT_FACTS = (
    "id", "code", "name", "kind", "short_name", "authority", "parent_id", "protocol_order", "opened_on",
    "closed_on", "tags", "verified",
)  # fmt: skip


def registry() -> Registry:
    """Everything that resolving a phrase needs, in seven queries whatever the size.

    A value: keep it for a request or a job, never longer than the data it was read from.
    """
    aliases, group_aliases, members = _alias_texts(), _group_alias_texts(), _fixed_members()
    units = tuple(
        UnitFacts(*[*facts, frozenset(tags), tuple(aliases[facts[0]]), verified])
        for *facts, tags, verified in Unit.objects.in_order().values_list(*_UNIT_FACTS)
    )
    groups = tuple(
        GroupFacts(
            id=group.pk,
            code=group.code,
            name=group.name,
            kind=group.kind,
            rule=group.rule,
            aliases=tuple(group_aliases[group.pk]),
            member_ids=frozenset(members[group.pk]),
            verified=group.verified,
        )
        for group in UnitGroup.objects.all()
    )
    return Registry(units=units, groups=groups, successions=_successions(), provinces=_province_names())


def _alias_texts() -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for unit_id, text in UnitAlias.objects.order_by("id").values_list("unit_id", "text"):
        found[unit_id].append(text)
    return found


def _group_alias_texts() -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for group_id, text in GroupAlias.objects.order_by("id").values_list("group_id", "text"):
        found[group_id].append(text)
    return found


def _fixed_members() -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for group_id, unit_id in GroupMember.objects.values_list("group_id", "unit_id"):
        found[group_id].append(unit_id)
    return found


def _successions() -> tuple[SuccessionFacts, ...]:
    rows = UnitSuccession.objects.order_by("effective_on", "id").values_list(
        "predecessor_id", "successor_id", "kind", "effective_on", "note", "verified"
    )
    return tuple(SuccessionFacts(*row) for row in rows)


def _province_names() -> tuple[str, ...]:
    return tuple(sorted(set(Province.objects.values_list("name", flat=True))))


def actor_of(user: object, membership_id: int | None = None, today: date | None = None) -> Actor:
    """Who acts, read once per request. Roles of all memberships in the chosen unit hold together.

    membership_id: the one chosen with the switch; where it is not (or no longer) valid, the first one.
    A user without a valid membership sees what the public sees, under its own name.
    """
    if not isinstance(user, User) or not user.is_active:
        return Actor.public()
    valid = list(memberships_of(user, today))
    if not valid:
        return Actor(user_id=user.pk, name=str(user))
    chosen = next((m for m in valid if m.pk == membership_id), valid[0])
    same_unit = [m for m in valid if m.unit_id == chosen.unit_id]
    return Actor(
        user_id=user.pk,
        unit_id=chosen.unit_id,
        division_id=chosen.division_id,
        membership_id=chosen.pk,
        name=str(user),
        unit_name=chosen.unit.label,
        roles=frozenset(str(m.role) for m in same_unit),
        unit_ids=_with_divisions(chosen.unit_id),
    )


def _with_divisions(unit_id: int) -> frozenset[int]:
    """The unit and what is a part of it: its divisions. A department under a committee is no part."""
    divisions = Unit.objects.filter(parent_id=unit_id, kind=UnitKind.DIVISION).values_list("pk", flat=True)
    return frozenset([unit_id, *divisions])


def memberships_of(user: object, today: date | None = None) -> list[Membership]:
    """Memberships valid today, in protocol order of their units: the choices of the switch."""
    if not isinstance(user, User):
        return []
    day = today or timezone.localdate()
    found = Membership.objects.filter(user_id=user.pk).valid_on(day).select_related("unit", "division")
    return list(found.order_by("unit__protocol_order", "unit__name", "pk"))


def authority_name() -> str:
    """The committee that this instance belongs to, as its pages name it; empty before it is recorded."""
    committees = Unit.objects.filter(kind=UnitKind.COMMITTEE, closed_on__isnull=True).in_order()
    return committees.values_list("name", flat=True).first() or ""


def units_open_on(day: date) -> UnitQuerySet:
    return Unit.objects.open_on(day).in_order()


def members_of_group(group: UnitGroup, on: date) -> list[Unit]:
    """The group's units as they were on that day, in protocol order. Relative and open groups have none."""
    ids = registry().members_of(group.pk, on)
    return in_protocol_order(ids)


def in_protocol_order(unit_ids: Iterable[int]) -> list[Unit]:
    return list(Unit.objects.filter(pk__in=list(unit_ids)).in_order())


def find_units(words: str, *, on: date | None = None) -> UnitQuerySet:
    """Units whose name, short name, code or alias holds every word; accents and case do not matter."""
    found = Unit.objects.all() if on is None else Unit.objects.open_on(on)
    for word in search_words(words):
        alias = UnitAlias.objects.filter(folded__contains=word).values("unit_id")
        found = found.filter(Q(folded__contains=word) | Q(pk__in=alias))
    return found.in_order()


def find_users(words: str, *, after: str = "") -> QuerySet[User]:
    """Accounts whose name, login or position holds every word, by login name; after: from behind this one."""
    found = User.objects.filter(username__gt=after).prefetch_related("memberships__unit")
    for word in search_words(words):
        found = found.filter(folded__contains=word)
    return found.order_by("username")


def unit_record(unit_id: int) -> Unit:
    """One unit with its writings, parts and successions. Raises Unit.DoesNotExist."""
    linked = ("aliases", "children", "successions__successor", "predecessions__predecessor")
    return Unit.objects.select_related("parent").prefetch_related(*linked).get(pk=unit_id)


def has_second_step(user: User) -> bool:
    """Whether signing in asks this person for a code too."""
    return bool(Authenticator.objects.filter(user=user).exists())


def divisions_of(unit_id: int) -> UnitQuerySet:
    """The phòng of a unit."""
    return Unit.objects.filter(parent_id=unit_id, kind=UnitKind.DIVISION, closed_on__isnull=True).in_order()


def group_list() -> list[UnitGroup]:
    """All groups with their fixed members, in order."""
    return list(UnitGroup.objects.prefetch_related("members__unit", "aliases"))


def group_record(group_id: int) -> UnitGroup:
    """One group. Raises UnitGroup.DoesNotExist."""
    return UnitGroup.objects.prefetch_related("members__unit", "aliases").get(pk=group_id)


def user_record(user_id: int) -> User:
    """One account with what it may act for. Raises User.DoesNotExist."""
    return User.objects.prefetch_related("memberships__unit", "memberships__division").get(pk=user_id)


def people_of(unit_id: int, today: date | None = None) -> list[User]:
    """Who works for the unit today, by given name: the choices of a handler."""
    day = today or timezone.localdate()
    members = Membership.objects.filter(unit_id=unit_id).valid_on(day).values("user_id")
    people = User.objects.filter(pk__in=members, is_active=True)
    return sorted(people, key=lambda person: given_name_key(person.full_name))


def names_of_users(user_ids: Iterable[int]) -> dict[int, str]:
    """Names for a list that keeps numbers only, such as the audit log."""
    rows = User.objects.filter(pk__in=set(user_ids)).values_list("pk", "full_name")
    return dict(rows)


def names_of_units(unit_ids: Iterable[int]) -> dict[int, str]:
    """Names of units for the same purpose."""
    return {unit.pk: unit.label for unit in Unit.objects.filter(pk__in=set(unit_ids))}


def unit_by_code(code: str) -> Unit | None:
    return Unit.objects.filter(code=code).first()


def unit_named(words: str, *, on: date | None = None) -> int | None:
    """The unit that the words name on that day (today): name, short name or alias; None where they do not
    stand for one alone."""
    day = on or timezone.localdate()
    found = Resolver.of(registry(), day, day).resolve(words)
    return found.unit_ids[0] if found.kind is ResolutionKind.UNIT and len(found.unit_ids) == 1 else None
