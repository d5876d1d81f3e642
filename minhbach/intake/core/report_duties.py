"""The report duties of a document that was only read, as a list of days. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from minhbach.intake.core.reporters import is_before, through_of, window_rule
from minhbach.intake.core.rows import Row
from minhbach.reporting.core.report_calendar import Entry, Said, entries
from minhbach.reporting.core.schedule import RegimeFacts, Span, rounds_between, rounds_of
from minhbach.reporting.core.turns import Days, Rule, WindowRule
from minhbach.shared.dates import Cycle


def report_duties(
    draft: Mapping[str, Any], days: Days, between: tuple[date, date] | None = None
) -> list[Entry]:
    """Every report duty that the draft of a document names, in the plan's years or between two days."""
    rows: Sequence[Row] = draft.get("reporting") or []
    regimes = [_facts(number, row) for number, row in enumerate(rows)]
    said = {number: _said(row) for number, row in enumerate(rows)}
    span = span_of_document(draft.get("document") or {})
    if between is None:
        return entries(rounds_of(regimes, span, days), said)
    return entries(rounds_between(regimes, span, days, *between), said)


def span_of_document(document: Mapping[str, Any]) -> Span:
    """The plan's years; where none is named, the year of signing. Raises ValueError without either.

    Of a paper that names only the month of signing its first day is taken: that month is reported too.
    """
    issued = _issued(str(document.get("issued") or ""))
    years = [int(year) for name in ("year_from", "year_to") if (year := document.get(name))]
    first = years[0] if years else issued.year if issued else 0
    if not first:
        raise ValueError("no year")
    return Span(first, max([first, *years]), issued)


def _issued(words: str) -> date | None:
    parts = [int(part) for part in words.split("-") if part.isdigit()]
    if len(parts) == 3:
        return date(*parts)
    if len(parts) == 2:
        return date(parts[0], parts[1], 1)
    return None


def _facts(number: int, row: Row) -> RegimeFacts:
    due = row.get("due") or {}
    rule = Rule(
        cycle=Cycle(row.get("cycle") or "quarterly"),
        words=row.get("due_raw") or "",
        day=due.get("day"),
        month=due.get("month"),
        month_offset=due.get("month_offset"),
        is_before=bool(due) and is_before(row),
        window=WindowRule(window_rule(row)),
    )
    return RegimeFacts(number, row.get("role") or "unit_report", rule, row.get("who") or "")


def _said(row: Row) -> Said:
    texts = {name: str(row.get(name) or "") for name in ("role", "cycle", "who", "to")}
    return Said(**texts, words=str(row.get("due_raw") or ""), through=through_of(row))
