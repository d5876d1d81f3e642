"""The unit's workbook as values: what is sent out, what came back, and what may be recorded of it.

A row carries a key (duty, version, seal) that moves with it when rows are sorted. The seal is an HMAC, so a
changed key, a workbook of another installation or of another unit is noticed and named.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from minhbach.reporting.core.cells import day_in, mark_in, percent_in, words_in

FORMAT = "minhbach-bieu-1"
MANIFEST_SHEET = "minhbach"
HEADS = (
    "Mã dòng",
    "Kế hoạch",
    "Số",
    "Nhiệm vụ",
    "Thời hạn",
    "Kết quả hiện nay",
    "Kỳ trước đã báo cáo",
    "Đã làm được gì (nêu số liệu)",
    "Tỷ lệ %",
    "Ngày hoàn thành",
    "Chưa phát sinh (đánh dấu x)",
    "Số văn bản minh chứng",
)
SAID, PERCENT, DONE, NOTHING, NUMBER = 7, 8, 9, 10, 11


@dataclass(frozen=True, slots=True)
class OwedRow:
    """One duty of the unit as the workbook shows it."""

    duty_id: int
    version: int
    plan: str
    code: str
    text: str
    deadline: str
    result: str
    last: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a workbook says of itself. instance names the installation that made it."""

    instance: str
    unit_id: int
    unit: str
    made_on: date
    rows: int


class RowState(StrEnum):
    BLANK = "blank"  # nothing was filled in
    READY = "ready"
    RECORDED = "recorded"
    REFUSED = (
        "refused"  # the record does not take it as things stand: tried again whenever the file is recorded
    )
    OLD = "old"  # the duty has changed since the workbook was made: shown, recorded only if a person ticks it
    WRONG = "wrong"  # a value that cannot be; named
    FOREIGN = "foreign"  # not a row of this unit's workbook, or its key was changed


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A filled-in row. line: its row number in the sheet. problem: a sentence where it cannot be recorded;
    note: one that a person should read before it is."""

    line: int
    state: RowState
    duty_id: int | None = None
    version: int | None = None
    code: str = ""
    text: str = ""
    said: str = ""
    percent: int | None = None
    done_on: date | None = None
    nothing_arose: bool = False
    number: str = ""
    problem: str = ""
    note: str = ""


def to_plain(row: ReturnedRow) -> dict[str, Any]:
    """The row as plain JSON values, to keep it until a person has looked at it."""
    day = row.done_on.isoformat() if row.done_on else None
    return {**asdict(row), "state": row.state.value, "done_on": day}


def from_plain(plain: Mapping[str, Any]) -> ReturnedRow:
    """The row that `to_plain` wrote."""
    day = date.fromisoformat(plain["done_on"]) if plain["done_on"] else None
    return ReturnedRow(**{**plain, "state": RowState(plain["state"]), "done_on": day})


@dataclass(frozen=True, slots=True)
class Returned:
    """A workbook that came back. problem: why the whole file cannot be taken."""

    manifest: Manifest | None
    rows: tuple[ReturnedRow, ...] = ()
    problem: str = ""


def seal(secret: str, *parts: object) -> str:
    """A short keyed hash: 16 hexadecimal letters are enough against chance and idle hands."""
    message = "|".join(str(part) for part in parts).encode()
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()[:16]


def row_key(secret: str, unit_id: int, row: OwedRow) -> str:
    return f"{row.duty_id}.{row.version}.{seal(secret, unit_id, row.duty_id, row.version)}"


def manifest_rows(secret: str, manifest: Manifest) -> list[tuple[str, str]]:
    facts = [
        ("format", FORMAT),
        ("instance", manifest.instance),
        ("unit", str(manifest.unit_id)),
        ("unit_name", manifest.unit),
        ("made_on", manifest.made_on.isoformat()),
        ("rows", str(manifest.rows)),
    ]
    return [*facts, ("seal", seal(secret, *(value for _, value in facts)))]


# What may still be recorded of a file: by itself, or once a person has ticked it.
WAITING = frozenset({RowState.READY, RowState.REFUSED, RowState.OLD})


def returned(sheets: Sequence[Mapping[str, Any]], *, secret: str, instance: str) -> Returned:
    """What came back, checked against itself; what it says of duties is checked by `core.checking`."""
    if not any(sheet["name"] == MANIFEST_SHEET for sheet in sheets):
        return Returned(
            None, problem="Tệp không phải biểu do hệ thống phát ra; hãy tải biểu của đơn vị rồi điền lại."
        )
    facts = {
        str(r[0]): str(r[1]) for s in sheets if s["name"] == MANIFEST_SHEET for r in s["rows"] if len(r) > 1
    }
    manifest = _manifest(facts, secret)
    if manifest is None:
        return Returned(None, problem="Phần nhận dạng của biểu đã bị sửa; hãy tải lại biểu của đơn vị.")
    if manifest.instance != instance:
        return Returned(
            manifest, problem="Biểu này do một hệ thống khác phát ra; hãy gửi về đúng nơi phát biểu."
        )
    shown = next((s for s in sheets if s["name"] != MANIFEST_SHEET), None)
    if shown is None:
        return Returned(manifest, problem="Trang biểu đã bị xóa; hãy tải lại biểu của đơn vị.")
    lines = [(n, line) for n, line in enumerate(shown["rows"], start=1) if n > _head_line(shown["rows"])]
    rows = tuple(
        _row(n, line, manifest.unit_id, secret) for n, line in lines if any(words_in(v) for v in line)
    )
    return Returned(manifest, rows)


def _manifest(facts: Mapping[str, str], secret: str) -> Manifest | None:
    names = ("format", "instance", "unit", "unit_name", "made_on", "rows")
    if facts.get("format") != FORMAT or facts.get("seal") != seal(secret, *(facts.get(n, "") for n in names)):
        return None
    return Manifest(
        facts["instance"],
        int(facts["unit"]),
        facts["unit_name"],
        date.fromisoformat(facts["made_on"]),
        int(facts["rows"]),
    )


def _head_line(rows: Sequence[Sequence[Any]]) -> int:
    """The row number of the column heads; what stands above is title."""
    return next((n for n, row in enumerate(rows, start=1) if row and words_in(row[0]) == HEADS[0]), 0)


def _row(line: int, values: Sequence[Any], unit_id: int, secret: str) -> ReturnedRow:
    cells = [*values, *[None] * (len(HEADS) - len(values))]
    base = ReturnedRow(line, RowState.BLANK, code=words_in(cells[2]), text=words_in(cells[3]))
    named = _named(words_in(cells[0]), unit_id, secret)
    filled = any(words_in(cells[c]) for c in (SAID, PERCENT, DONE, NOTHING, NUMBER))
    if named is None:
        return replace(base, state=RowState.FOREIGN, problem="Mã dòng đã bị sửa hoặc không thuộc biểu này.")
    row = replace(base, duty_id=named[0], version=named[1])
    return _filled(row, cells) if filled else row


def _named(key: str, unit_id: int, secret: str) -> tuple[int, int] | None:
    """The duty and the version that a key names; None where its seal does not fit."""
    parts = key.split(".")
    if len(parts) != 3 or not (parts[0].isdecimal() and parts[1].isdecimal()):
        return None
    duty_id, version = int(parts[0]), int(parts[1])
    return (
        (duty_id, version) if hmac.compare_digest(seal(secret, unit_id, duty_id, version), parts[2]) else None
    )


def _filled(row: ReturnedRow, cells: Sequence[Any]) -> ReturnedRow:
    percent, day, nothing = percent_in(cells[PERCENT]), day_in(cells[DONE]), mark_in(cells[NOTHING])
    problem = " ".join(cell.problem for cell in (percent, day, nothing) if cell.problem)
    return replace(
        row,
        state=RowState.WRONG if problem else RowState.READY,
        said=words_in(cells[SAID]),
        percent=percent.value,
        done_on=day.value,
        nothing_arose=bool(nothing.value),
        number=words_in(cells[NUMBER]),
        problem=problem,
        note=percent.doubt,
    )
