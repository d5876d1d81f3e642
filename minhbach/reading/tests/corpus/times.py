"""Times as the readings of the plan draft's rules say them, for writers of wordings."""

from __future__ import annotations

from calendar import monthrange

from minhbach.reading.tests.corpus.words import Moment


def ongoing(raw: str) -> Moment:
    return Moment(raw, {"kind": "ongoing", "start": None, "due": None, "recurrence": None, "trigger": None})


def deadline(raw: str, due: str) -> Moment:
    return Moment(raw, {"kind": "deadline", "start": None, "due": due, "recurrence": None, "trigger": None})


def period(raw: str, start: str, due: str) -> Moment:
    return Moment(raw, {"kind": "period", "start": start, "due": due, "recurrence": None, "trigger": None})


def recurring(raw: str, cycle: str, year: int) -> Moment:
    """Over the year of the plan."""
    return Moment(
        raw,
        {"kind": "recurring", "start": f"{year}-01-01", "due": f"{year}-12-31", "recurrence": cycle,
         "trigger": None},
    )  # fmt: skip


def event(raw: str) -> Moment:
    return Moment(raw, {"kind": "event", "start": None, "due": None, "recurrence": None, "trigger": raw})


def last_day(year: int, month: int) -> str:
    return f"{year}-{month:02d}-{monthrange(year, month)[1]}"
