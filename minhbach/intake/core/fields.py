"""What a person may type into each field of a draft, and the value it becomes. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from minhbach.intake.core.rows import DraftError, Row, put, value_at
from minhbach.shared.dates import parse_vn_date, vn_date
from minhbach.shared.numbers import parse_vn_number, vn_number
from minhbach.shared.text import nfc

Value = Any
LONGEST = 20_000  # letters of one field
YEARS = range(1990, 2101)

TIME_KINDS = ("deadline", "period", "recurring", "ongoing", "event", "none")
CYCLES = ("monthly", "quarterly", "semiannual", "annual")
OPERATORS = (">=", "<=", ">", "<", "=")
_SIGNS = {"≥": ">=", "≤": "<=", "=>": ">=", "=<": "<="}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: how typed text becomes its value, and how the value is shown for typing."""

    parse: Callable[[str], Value]
    show: Callable[[Value], str]
    choices: tuple[str, ...] = ()
    required: bool = False


def _text(typed: str) -> str | None:
    text = " ".join(nfc(typed).split())
    if len(text) > LONGEST:
        raise DraftError("too_long", longest=LONGEST)
    return text or None


def _lines(typed: str) -> list[str]:
    """Units and contents are written one a line or parted by ";": their own words hold commas."""
    parts = (" ".join(part.split()) for part in re.split(r"[;\n]", nfc(typed)))
    return list(dict.fromkeys(part for part in parts if part))


def _date(typed: str) -> str | None:
    if not typed.strip():
        return None
    try:
        day = parse_vn_date(typed)
    except ValueError:
        raise DraftError("not_a_date", typed=typed.strip()) from None
    if day.year not in YEARS:
        raise DraftError("year_out_of_range", first=YEARS[0], last=YEARS[-1])
    return day.isoformat()


def _number(typed: str) -> int | float | None:
    if not typed.strip():
        return None
    try:
        number = parse_vn_number(typed)
    except ValueError:
        raise DraftError("not_a_number", typed=typed.strip()) from None
    if abs(number) >= 10**12:
        raise DraftError("number_too_large")
    return int(number) if number == number.to_integral_value() else float(number)


def _whole(low: int, high: int) -> Callable[[str], int | None]:
    def parse(typed: str) -> int | None:
        number = _number(typed)
        if number is None:
            return None
        if not isinstance(number, int) or not low <= number <= high:
            raise DraftError("not_between", low=low, high=high)
        return number

    return parse


def _choice(*allowed: str) -> Callable[[str], str | None]:
    def parse(typed: str) -> str | None:
        value = _SIGNS.get(typed.strip(), typed.strip())
        if value and value not in allowed:
            raise DraftError("not_a_choice")
        return value or None

    return parse


def _shown(value: Value) -> str:
    return "" if value is None else str(value)


def _shown_lines(value: Value) -> str:
    if isinstance(value, str):
        return value
    return "\n".join(value or [])


def _shown_date(value: Value) -> str:
    try:
        return vn_date(date.fromisoformat(value)) if value else ""
    except ValueError:  # a document may know only the month or the year
        return str(value)


def _shown_number(value: Value) -> str:
    return "" if value is None else vn_number(value)


TEXT = Field(_text, _shown)
NEEDED = Field(_text, _shown, required=True)
LINES = Field(_lines, _shown_lines)
DAY = Field(_date, _shown_date)
NUMBER = Field(_number, _shown_number)
YEAR = Field(_whole(YEARS[0], YEARS[-1]), _shown)
RANK = Field(_whole(1, 100_000), _shown)


def _one_of(*allowed: str, required: bool = False) -> Field:
    return Field(_choice(*allowed), _shown, allowed, required)


FIELDS: dict[str, dict[str, Field]] = {
    "tasks": {
        "text": NEEDED, "lead": LINES, "coordinating": LINES, "supervising": LINES,
        "time.kind": _one_of(*TIME_KINDS, required=True), "time.due": DAY, "time.start": DAY,
        "time.recurrence": _one_of(*CYCLES), "time.trigger": TEXT, "time_raw": TEXT,
        "product": TEXT, "budget_raw": TEXT, "code": TEXT, "section": TEXT, "objective": TEXT,
        "task": TEXT, "indicator": TEXT,
    },
    "indicators": {
        "name": NEEDED, "code": TEXT, "parent": TEXT, "scale_note": TEXT,
        "unit": _one_of("score", "percent", "days", "rank", "count", required=True),
        "direction": _one_of("higher", "lower", required=True),
        "baseline.year": YEAR, "baseline.value": NUMBER, "baseline.rank": RANK,
        "target.year": YEAR, "target.op": _one_of(*OPERATORS), "target.value": NUMBER,
        "target_rank.op": _one_of(*OPERATORS), "target_rank.value": RANK,
        "lead": LINES, "coordinating": LINES,
    },
    "reporting": {
        "role": _one_of("unit_report", "consolidated_report", required=True),
        "cycle": _one_of(*CYCLES, required=True), "who": TEXT, "to": TEXT, "due_raw": TEXT,
        "due.day": Field(_whole(1, 31), _shown), "due.month": Field(_whole(1, 12), _shown),
        "due.month_offset": Field(_whole(0, 12), _shown), "content": LINES,
    },
}  # fmt: skip


def field_of(name: str, field: str) -> Field:
    """The field of a list. Raises DraftError("no_field") for one that nobody may type into."""
    try:
        return FIELDS[name][field]
    except KeyError:
        raise DraftError("no_field") from None


def typed_value(name: str, field: str, typed: str) -> Value:
    """The value that typed text becomes. Raises DraftError naming the field where it becomes none."""
    kind = field_of(name, field)
    try:
        value = kind.parse(typed)
    except DraftError as error:
        raise DraftError(error.code, field=field, **error.values) from None
    if kind.required and not value:
        raise DraftError("required", field=field)
    return value


def shown_values(name: str, row: Row) -> dict[str, str]:
    """Every field of a row as text for typing."""
    return {field: kind.show(value_at(row, field)) for field, kind in FIELDS[name].items()}


def with_values(name: str, row: Row, values: dict[str, Value]) -> Row:
    """The row with these values; then what must agree with what is checked.

    A deadline needs its day, a recurrence its cycle, an end no earlier than its start: else the row
    would promise a clock that cannot run.
    """
    for field, value in values.items():
        put(row, field, value)
    if name == "tasks":
        _check_time(row)
    if name == "indicators":
        _tidy_indicator(row)
    if name == "reporting":
        row["due"] = {part: v for part, v in (row.get("due") or {}).items() if v is not None} or None
    return row


def _check_time(row: Row) -> None:
    kind = value_at(row, "time.kind") or "none"
    start, due = value_at(row, "time.start"), value_at(row, "time.due")
    if kind == "deadline" and not due:
        raise DraftError("deadline_without_day", field="time.due")
    if kind == "period" and not (start and due):
        raise DraftError("period_without_ends", field="time.due" if start else "time.start")
    if kind == "recurring" and not value_at(row, "time.recurrence"):
        raise DraftError("recurrence_without_cycle", field="time.recurrence")
    if start and due and start > due:
        raise DraftError("ends_before_it_starts", field="time.due")


def _tidy_indicator(row: Row) -> None:
    for part in ("baseline", "target", "target_rank"):
        inner = row.get(part)
        if isinstance(inner, dict) and inner.get("value") is None and inner.get("rank") is None:
            row[part] = None
        elif part != "baseline" and isinstance(inner, dict):
            inner["op"] = inner.get("op") or "="
