"""The way of a report: written, looked at, approved, sent, returned or accepted. Pure.

Stored are facts (the days); where a report stands is read from them here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ReportState(StrEnum):
    """In the order in which they are judged."""

    ACCEPTED = "accepted"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    CHECKED = "checked"
    PREPARED = "prepared"  # handed to the head for approval
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """Fields as in reporting.models.Report. revision: 1 until it is returned for the first time."""

    revision: int = 1
    prepared_on: date | None = None
    checked_on: date | None = None
    approved_on: date | None = None
    submitted_on: date | None = None
    returned_on: date | None = None
    accepted_on: date | None = None


def state_of_report(facts: ReportFacts) -> ReportState:
    if facts.accepted_on:
        return ReportState.ACCEPTED
    if facts.submitted_on:
        return ReportState.SUBMITTED
    if facts.approved_on:
        return ReportState.APPROVED
    if facts.checked_on:
        return ReportState.CHECKED
    if facts.prepared_on:
        return ReportState.PREPARED
    return ReportState.RETURNED if facts.returned_on else ReportState.DRAFT


WRITABLE = frozenset({ReportState.DRAFT, ReportState.RETURNED, ReportState.PREPARED, ReportState.CHECKED})
# What may be done from where. Approval of a draft is the head's own way round the steps inside the unit.
MAY: dict[str, frozenset[ReportState]] = {
    "save": WRITABLE,
    "prepare": frozenset({ReportState.DRAFT, ReportState.RETURNED}),
    "check": frozenset({ReportState.PREPARED}),
    "approve": WRITABLE,
    "submit": frozenset({ReportState.APPROVED}),
    "withdraw": frozenset({ReportState.SUBMITTED, ReportState.APPROVED}),
    "return": frozenset({ReportState.SUBMITTED}),
    "accept": frozenset({ReportState.SUBMITTED}),
    "correct": frozenset({ReportState.ACCEPTED}),
}


def may(verb: str, state: ReportState) -> bool:
    return state in MAY[verb]


def first_sent(sent_before: date | None, submitted_on: date | None, sent_on: date | None) -> date | None:
    """The day that decides whether a report was on time: the first of all days on which it went out.

    submitted_on: in the system; sent_on: the recorded sending date of the signed document. A return does
    not take it away; neither does a withdrawal for mending.
    """
    return min((day for day in (sent_before, submitted_on, sent_on) if day is not None), default=None)
