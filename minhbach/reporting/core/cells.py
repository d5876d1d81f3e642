"""What a unit wrote into one cell of its workbook: a value, why it is none, or what is doubtful about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from minhbach.shared.dates import parse_vn_date
from minhbach.shared.numbers import vn_number
from minhbach.shared.text import nfc

T = TypeVar("T")
MARKS = frozenset({"x", "có", "✓", "✔"})


@dataclass(frozen=True, slots=True)
class Cell(Generic[T]):
    """value: what was understood. problem: why nothing can be. doubt: what a person should look at."""

    value: T | None = None
    problem: str = ""
    doubt: str = ""


def words_in(value: object) -> str:
    return nfc(str(value)).strip() if value is not None else ""


def percent_in(value: object) -> Cell[int]:
    """75, "75", "75%"; a share without a percent sign is taken as Excel keeps it, and named as a doubt."""
    words = words_in(value)
    bare = words.rstrip("% ").replace(",", ".")
    if not bare:
        return Cell()
    try:
        number = float(bare)
    except ValueError:
        return Cell(problem=f"Tỷ lệ “{words}” không phải là số.")
    if not 0 <= number <= 100:
        return Cell(problem=f"Tỷ lệ “{words}” phải từ 0 đến 100.")
    if "%" in words or number == 0 or number > 1:
        return Cell(round(number))
    taken = 1 if number == 1 else round(number * 100)
    other = "100%" if number == 1 else f"{vn_number(number)}%"
    seen = vn_number(number)
    return Cell(
        taken, doubt=f"Ô tỷ lệ ghi “{seen}”, hiểu là {taken}%; nếu đơn vị muốn nói {other} thì sửa lại."
    )


def mark_in(value: object) -> Cell[bool]:
    """ "x", "có", a tick: only what was agreed is a mark; "không" is not taken for one."""
    words = words_in(value)
    if not words or words.casefold() in MARKS:
        return Cell(bool(words))
    return Cell(
        problem=f"Cột “Chưa phát sinh” ghi “{words}”: không hiểu được; đánh x nếu chưa phát sinh, "
        "nếu không thì để trống."
    )


def day_in(value: object) -> Cell[date]:
    words = words_in(value)
    if not words:
        return Cell()
    for read in (parse_vn_date, date.fromisoformat):
        try:
            return Cell(read(words))
        except ValueError:
            continue
    return Cell(problem=f"Ngày “{words}” không đọc được; ghi dạng 05/10/2026.")
