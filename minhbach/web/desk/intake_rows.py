"""Rows of a draft as the review page shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from minhbach.intake.core.adoption import is_before
from minhbach.intake.core.doubts import open_doubts
from minhbach.intake.core.phrases import phrase_key
from minhbach.intake.core.rows import Row, where
from minhbach.intake.queries import Desk, wording


@dataclass(frozen=True, slots=True)
class UnitWords:
    text: str
    is_asked: bool = False


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row in short: what, who, when; what is doubted is marked. table: the one it comes from, of the
    current row only."""

    key: str
    code: str
    text: str
    units: tuple[UnitWords, ...]
    when: str
    when_is_asked: bool = False
    is_accepted: bool = False
    is_current: bool = False
    is_first: bool = False
    next_key: str = ""
    is_doubted: bool = False
    table: int | None = None


def row_lines(desk: Desk, name: str, rows: Iterable[tuple[int, Row]], current: str) -> list[RowLine]:
    """Some rows of one list, each with its index in it."""
    accepted = frozenset(desk.draft.reviewed)
    doubted = _doubted_fields(desk, name)
    return [_line(desk, name, row, doubted.get(n, frozenset()), accepted, current, n) for n, row in rows]


def doubted_keys(desk: Desk, name: str) -> set[str]:
    """Rows of one list about which the reader is in doubt or whose units a person should look at."""
    rows = desk.draft.data.get(name, [])
    found = {rows[index]["key"] for index in _doubted_fields(desk, name) if index < len(rows)}
    return found | {row["key"] for row in rows if row["key"] in desk.questioned}


def _doubted_fields(desk: Desk, name: str) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for _number, doubt in open_doubts(desk.draft.data):
        at = where(doubt.get("path", ""))
        if at is not None and at.list == name:
            found.setdefault(at.index, set()).add(at.field.split(".")[0])
    return {index: frozenset(fields) for index, fields in found.items()}


def _line(
    desk: Desk,
    name: str,
    row: Row,
    doubted: frozenset[str],
    accepted: frozenset[str],
    current: str,
    index: int,
) -> RowLine:
    asked = doubted & {"lead", "lead_raw"}
    return RowLine(
        key=row["key"],
        code=row.get("code") or "–",
        text=_text(name, row),
        units=_units(desk, name, row, bool(asked)),
        when=_when(name, row),
        when_is_asked=bool(doubted & {"time", "target", "baseline", "due", "cycle", "unit"}),
        is_accepted=row["key"] in accepted,
        is_current=row["key"] == current,
        is_first=index == 0,
        next_key=_key_after(desk, name, index),
        is_doubted=bool(doubted),
        table=_table_of(desk, row) if row["key"] == current else None,
    )


def _table_of(desk: Desk, row: Row) -> int | None:
    """The block whose columns a person may name anew; none where the row comes from text or was added."""
    at = (row.get("place") or {}).get("block")
    blocks = desk.draft.blocks
    is_table = isinstance(at, int) and 0 <= at < len(blocks) and blocks[at].get("kind") == "table"
    return at if is_table else None


def _key_after(desk: Desk, name: str, index: int) -> str:
    following = desk.draft.data[name][index + 1 : index + 2]
    return str(following[0]["key"]) if following else ""


def _text(name: str, row: Row) -> str:
    if name == "reporting":
        role = _("Báo cáo tổng hợp") if row.get("role") == "consolidated_report" else _("Báo cáo của đơn vị")
        return f"{role}, {wording.cycle_word(row.get('cycle'))}"
    return str(row.get("text") or row.get("name") or "")


def _when(name: str, row: Row) -> str:
    if name == "tasks":
        return wording.time_words(row, before=_is_before(row))
    return wording.target_words(row) if name == "indicators" else wording.report_words(row)


def _is_before(row: Row) -> bool:
    time = row.get("time") or {}
    try:
        due = date.fromisoformat(time.get("due") or "")
    except ValueError:
        return False
    return is_before(time, row.get("time_raw") or row.get("text") or "", due)


def _units(desk: Desk, name: str, row: Row, asked: bool) -> tuple[UnitWords, ...]:
    if name == "reporting":
        return (UnitWords(row.get("who") or _("không nêu ai")),)
    leads = row.get("lead") or []
    if not leads:
        return (UnitWords(_("chưa có đơn vị chủ trì"), is_asked=asked),)
    found = [desk.assigned[phrase_key(phrase)] for phrase in leads]
    return tuple(
        UnitWords(wording.unit_words(one, desk.registry), is_asked=asked or one.is_question) for one in found
    )
