"""What a list says when it is printed: its columns, who prints it, on which filters and day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = str | int | float | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in characters; figures are centred."""

    head: str
    width: float
    figure: bool = False


@dataclass(frozen=True, slots=True)
class ListForm:
    """A list to print: who prints it, what it is, on which filters and day, and its columns."""

    authority: str
    title: str
    note: str
    columns: Sequence[Column]
    sheet: str = "Danh sách"
