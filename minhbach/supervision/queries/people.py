"""Whom reminders and proposals can reach."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from minhbach.organisation.models import Membership
from minhbach.organisation.queries import names_of_users
from minhbach.supervision.core.addressees import Person, heads
from minhbach.supervision.models import Proposal


def people_of(unit_ids: Iterable[int], today: date) -> list[Person]:
    """Who works for these units today."""
    rows = Membership.objects.filter(unit_id__in=list(unit_ids), user__is_active=True).valid_on(today)
    return [
        Person(*row) for row in rows.order_by("pk").values_list("user_id", "unit_id", "role", "division_id")
    ]


def addressees_of(proposals: Sequence[Proposal], today: date) -> dict[int, tuple[int, ...]]:
    """The accounts that a message on the system would reach, by proposal: the leader, or the head of the unit
    (else its deputies); none where nobody of the part has one. One query."""
    people = people_of({p.unit_id for p in proposals if p.unit_id}, today)
    return {p.pk: _reached(p, people) for p in proposals}


def _reached(proposal: Proposal, people: Sequence[Person]) -> tuple[int, ...]:
    if proposal.person_id is not None:
        return (proposal.person_id,)
    return heads(proposal.unit_id, people) if proposal.unit_id is not None else ()


def names_of_addressees(proposals: Sequence[Proposal], today: date) -> dict[int, list[str]]:
    """Their names, for the page. Two queries."""
    reached = addressees_of(proposals, today)
    names = names_of_users(person for people in reached.values() for person in people)
    return {pk: [names[person] for person in people] for pk, people in reached.items()}
