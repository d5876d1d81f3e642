"""The full tables behind the text: indicators, tasks and units, who sent what. Kept with the snapshot."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from minhbach.indices.core.distance import Way
from minhbach.reporting.core.consolidating.record import CAME, OWED, SENT_WORDS, Record, SlotLine
from minhbach.reporting.core.papers import (
    Annex,
    Column,
    Holds,
    Row,
    RowKind,
    Table,
    group_row,
    row,
    sum_row,
)
from minhbach.reporting.core.plan_annexes import annexes as by_standing
from minhbach.reporting.core.shapes import STANDING_WORDS, Counts, Line, PlanReport, Standing, TargetLine
from minhbach.reporting.core.target_words import latest_words, target_words, value_words
from minhbach.shared.dates import vn_date
from minhbach.shared.numbers import vn_number

_TASKS = (
    Column("Mã", 7, Holds.MARKS),
    Column("Nhiệm vụ", 33),
    Column("Thời hạn", 13),
    Column("Kết quả", 14),
    Column("Đã làm được", 23),
    Column("Minh chứng", 10),
)
_INDICATORS = (
    Column("Mã", 7, Holds.MARKS),
    Column("Chỉ tiêu", 34),
    Column("Mốc", 9, Holds.NUMBERS),
    Column("Mục tiêu", 10, Holds.NUMBERS),
    Column("Nay", 14, Holds.NUMBERS),
    Column("Đánh giá", 11),
    Column("Đơn vị chủ trì", 15),
)
_SLOTS = (
    Column("TT", 5, Holds.MARKS),
    Column("Đơn vị", 33),
    Column("Hạn gửi", 13, Holds.MARKS),
    Column("Ngày gửi", 13, Holds.MARKS),
    Column("Chậm (ngày)", 9, Holds.NUMBERS),
    Column("Tình trạng", 27),
)
_UNITS = (
    Column("Đơn vị", 30),
    Column("Được giao", 9, Holds.NUMBERS),
    Column("Hoàn thành", 9, Holds.NUMBERS),
    Column("Chờ ghi nhận", 9, Holds.NUMBERS),
    Column("Đang làm", 9, Holds.NUMBERS),
    Column("Chưa làm", 9, Holds.NUMBERS),
    Column("Quá hạn", 8, Holds.NUMBERS),
    Column("Chưa cập nhật", 9, Holds.NUMBERS),
    Column("Không tính", 8, Holds.NUMBERS),
)
_COUNTED = (
    Standing.DONE, Standing.AWAITING, Standing.DOING, Standing.NOT_STARTED, Standing.LATE, Standing.SILENT,
)  # fmt: skip
# Each task once with the units that stand alike in a row, or every unit with each of its tasks: a hundred
# communes with the same tasks fill three pages the one way and a hundred the other.
BY_TASK, BY_UNIT = "by_task", "by_unit"
_JUDGED = {Way.REACHED: "Đạt", Way.BACK: "Kém mốc"}


def annexes(record: Record) -> tuple[Annex, ...]:
    """Those that have something in them, in the order in which the text speaks of them."""
    note = f"Số liệu tính đến hết ngày {vn_date(record.as_of)}"
    found: list[Annex] = []
    plan = record.plan
    if plan is not None and plan.indicators:
        table = _table(_INDICATORS, [_indicator(part.target) for part in plan.indicators], "indicators")
        found.append(Annex("Kết quả thực hiện chỉ tiêu", (table,), landscape=True, note=note))
    if plan is not None and plan.units:
        table = _table(_UNITS, list(_units(plan)), "units")
        found.append(Annex("Kết quả thực hiện nhiệm vụ theo đơn vị", (table,), landscape=True, note=note))
    if plan is not None:
        found += [_named(one, BY_TASK, note) for one in by_standing(plan)]
    if plan is not None and plan.lines:
        table = _table(_TASKS, list(_tasks(plan.lines)), BY_UNIT)
        found.append(Annex("Kết quả từng nhiệm vụ của từng đơn vị", (table,), landscape=True, note=note))
    if record.slots:
        note = f"Tính đến hết ngày {vn_date(record.taken_on)}"
        table = _table(_SLOTS, list(_slots(record.slots)), "slots")
        found.append(Annex("Tình hình gửi báo cáo", (table,), landscape=True, note=note))
    return tuple(found)


def _named(annex: Annex, key: str, note: str) -> Annex:
    """An annex of the plan's report under the key and the day of this one."""
    blocks = tuple(replace(one, key=key) if isinstance(one, Table) else one for one in annex.blocks)
    return replace(annex, blocks=blocks, note=note)


def keys_of(annex: Annex) -> set[str]:
    return {one.key for one in annex.blocks if isinstance(one, Table)}


def without(tables: Iterable[Annex], key: str) -> tuple[Annex, ...]:
    return tuple(annex for annex in tables if key not in keys_of(annex))


def _table(columns: tuple[Column, ...], rows: Sequence[Row], key: str) -> Table:
    return Table(columns, tuple(rows), key=key)


def _indicator(target: TargetLine) -> Row:
    if target.latest is None:
        judged = "Chưa có số liệu"
    else:
        judged = _JUDGED.get(Way(target.way), "Chưa đạt")
    baseline = value_words(target.baseline, target)
    return row(
        target.code, target.name, baseline, target_words(target), latest_words(target), judged, target.leads
    )


def _units(plan: PlanReport) -> Iterable[Row]:
    for group, members in groupby(plan.units, key=lambda unit: unit.group):
        own = list(members)
        yield group_row(f"{group} ({vn_number(len(own))})")
        yield from (row(unit.label or unit.unit, *_figures(unit.counts)) for unit in own)
    but = " (không kể cơ quan được đề nghị)" if plan.asked.total else ""
    yield sum_row(f"Tổng cộng{but}", _figures(plan.counts))


def _figures(counts: Counts) -> list[str]:
    uncounted = counts.total - counts.of(*_COUNTED)
    shown = (counts.total, *(counts.of(standing) for standing in _COUNTED), uncounted)
    return [vn_number(number) if number else "–" for number in shown]


def _tasks(lines: Sequence[Line]) -> Iterable[Row]:
    for _, members in groupby(lines, key=lambda line: line.unit_id):
        own = list(members)
        yield group_row(f"{own[0].unit} ({vn_number(len(own))} phần việc)")
        yield from map(_task, own)


def _task(line: Line) -> Row:
    late = f", {vn_number(line.late_days)} ngày" if line.late_days and line.standing is Standing.LATE else ""
    percent = f", {line.percent}%" if line.percent is not None and line.standing is Standing.DOING else ""
    result = line.why[:1].upper() + line.why[1:] if line.why else STANDING_WORDS[line.standing]
    said = f"{line.said} ({vn_date(line.said_on)})" if line.said and line.said_on else line.said
    return row(line.code, line.text, line.deadline, result + late + percent, said, "; ".join(line.proof))


def _slots(slots: Sequence[SlotLine]) -> Iterable[Row]:
    place = 0
    for group, members in groupby(slots, key=lambda slot: slot.group):
        own = list(members)
        came = sum(slot.sent in CAME for slot in own)
        owed = sum(slot.sent in OWED for slot in own)
        yield group_row(f"{group}: {vn_number(came)}/{vn_number(owed)} đã gửi")
        for slot in own:
            place += 1
            yield _slot(place, slot)


def _slot(place: int, slot: SlotLine) -> Row:
    late = vn_number(slot.late_days) if slot.late_days and not slot.asked else "–"
    words = SENT_WORDS[slot.sent]
    return row(
        str(place),
        slot.unit,
        vn_date(slot.last_on_time) if slot.last_on_time else "–",
        vn_date(slot.sent_on) if slot.sent_on else "–",
        late,
        f"{words}: {slot.why}" if slot.why else words,
    )


def code_of(record: Record, tables: Sequence[Annex]) -> str:
    """A short code that changes with any figure: two prints with one code say the same."""
    facts = json.dumps([annexes_plain(tables), record.period, record.as_of.isoformat()], ensure_ascii=False)
    digest = hashlib.sha256(facts.encode()).hexdigest()
    return f"{(record.head.number.split('/')[0] or 'TH')}-{record.as_of:%d%m%y}-{digest[:6].upper()}"


def annexes_plain(tables: Iterable[Annex]) -> list[dict[str, Any]]:
    """As JSON, with the heads they were printed with."""
    return [
        {
            "title": annex.title, "note": annex.note, "key": table.key,
            "columns": [[c.head, c.share, c.holds.value] for c in table.columns],
            "rows": [[r.kind.value, *r.cells] for r in table.rows],
        }
        for annex in tables for table in annex.blocks if isinstance(table, Table)
    ]  # fmt: skip


def annexes_from(plain: Iterable[dict[str, Any]]) -> tuple[Annex, ...]:
    return tuple(_annex(one) for one in plain)


def _annex(one: dict[str, Any]) -> Annex:
    columns = tuple(Column(head, share, Holds(holds)) for head, share, holds in one["columns"])
    rows = tuple(Row(tuple(cells), RowKind(kind)) for kind, *cells in one["rows"])
    return Annex(one["title"], (Table(columns, rows, key=one["key"]),), landscape=True, note=one["note"])
