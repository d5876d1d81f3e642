"""Into the tray: what has come to a rung that reaches a head or a leader, one message for each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from minhbach.organisation.models import Membership, Role
from minhbach.supervision.core.ladder import Reminder, Who
from minhbach.supervision.models import Proposal, ProposalItem, ProposalState

Place = tuple[int, str]  # focal unit, key


def propose(found: Sequence[Reminder], plans: Mapping[int, int | None], today: date) -> int:
    """Puts each into the open proposal for its head or its leaders; returns how many are new.

    plans: the unit that steers each live plan; what nobody steers is proposed to nobody. In the caller's
    transaction: what was proposed once, to this head and at this rung, is not proposed again.
    """
    leaders = _leaders(today) if any(Who.LEADER in r.rung.who for r in found) else []
    wanted: dict[Place, list[Reminder]] = defaultdict(list)
    for reminder in found:
        focal = plans.get(reminder.owed.plan_id or 0)
        if focal is not None:
            for key in _keys(reminder, leaders):
                wanted[focal, key].append(reminder)
    return sum(_into(place, reminders) for place, reminders in wanted.items())


def _keys(reminder: Reminder, leaders: Sequence[int]) -> Iterator[str]:
    if Who.HEAD in reminder.rung.who:
        yield f"{Who.HEAD}:{reminder.owed.unit_id}"
    if Who.LEADER in reminder.rung.who:
        yield from (f"{Who.LEADER}:{person}" for person in leaders or [0])


def _leaders(today: date) -> list[int]:
    """Each leader has a message of his own, with everything in it."""
    rows = Membership.objects.filter(role=Role.LEADER, user__is_active=True).valid_on(today)
    return sorted(set(rows.values_list("user_id", flat=True)))


def _into(place: Place, found: Sequence[Reminder]) -> int:
    focal, key = place
    known = _known(key, found)
    new = [r for r in found if _row_key(r) not in known]
    if not new:
        return 0
    who, _, number = key.partition(":")
    proposal, _made = Proposal.objects.get_or_create(
        focal_unit_id=focal, key=key, state=ProposalState.OPEN,
        defaults={
            "who": who,
            "unit_id": int(number) if who == Who.HEAD else None,
            "person_id": int(number) or None if who == Who.LEADER else None,
        },
    )  # fmt: skip
    ProposalItem.objects.bulk_create([_item(proposal, r) for r in new], ignore_conflicts=True)
    return len(new)


Row = tuple[str, int, int, date, int]


def _row_key(reminder: Reminder) -> Row:
    owed = reminder.owed
    return owed.kind.value, owed.id, owed.unit_id, owed.due, reminder.rung.days


def _known(key: str, found: Sequence[Reminder]) -> frozenset[Row]:
    """What was proposed to this one before, whatever became of it."""
    rows = ProposalItem.objects.filter(key=key, object_id__in={r.owed.id for r in found})
    return frozenset(rows.values_list("kind", "object_id", "unit_id", "due", "days"))


def _item(proposal: Proposal, reminder: Reminder) -> ProposalItem:
    owed = reminder.owed
    return ProposalItem(
        proposal=proposal, key=proposal.key, kind=owed.kind.value, object_id=owed.id, unit_id=owed.unit_id,
        plan_id=owed.plan_id, due=owed.due, days=reminder.rung.days,
    )  # fmt: skip
