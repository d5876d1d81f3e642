"""The annexes of the report: each task once, under it the units that stand alike in one row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from minhbach.reporting.core.papers import Annex, Column, Row, Table, group_row, row
from minhbach.reporting.core.shapes import STANDING_WORDS, UNCOUNTED, Line, PlanReport, Standing
from minhbach.shared.dates import vn_date
from minhbach.shared.numbers import vn_number

ANNEXES: tuple[tuple[str, tuple[Standing, ...]], ...] = (
    ("Nhiệm vụ quá hạn", (Standing.LATE,)),
    ("Nhiệm vụ chưa cập nhật trong kỳ", (Standing.SILENT,)),
    ("Nhiệm vụ đang thực hiện, chưa thực hiện", (Standing.DOING, Standing.NOT_STARTED)),
    ("Nhiệm vụ đã hoàn thành, báo cáo hoàn thành", (Standing.DONE, Standing.AWAITING)),
    ("Nhiệm vụ không tính trong kỳ", UNCOUNTED),
)
COLUMNS = (
    Column("Đơn vị", 40),
    Column("Thời hạn", 14),
    Column("Kết quả", 14),
    Column("Đã làm được", 20),
    Column("Minh chứng", 12),
)


def annexes(report: PlanReport) -> tuple[Annex, ...]:
    """One annex for each standing that some task has, and one for phrases that name nobody yet."""
    return tuple(_annexes(report))


def _annexes(report: PlanReport) -> Iterator[Annex]:
    note = f"Số liệu hết ngày {vn_date(report.as_of)}; mã bản chốt {report.code}"
    for name, standings in ANNEXES:
        if lines := report.of(*standings):
            yield Annex(name, (_tasks(lines),), landscape=True, note=note)
    if report.unresolved:
        columns = (Column("Trong văn bản", 50), Column("Lý do", 50))
        phrases = Table(columns, tuple(row(*phrase) for phrase in report.unresolved))
        yield Annex("Cụm từ chỉ đơn vị chưa xác định", (phrases,), landscape=True, note=note)


def _tasks(lines: Sequence[Line]) -> Table:
    ordered = sorted(lines, key=lambda line: (line.order, line.code, line.text))
    rows: list[Row] = []
    for (code, text), members in groupby(ordered, key=lambda line: (line.code, line.text)):
        own = list(members)
        rows.append(group_row(f"{code}  {text} ({vn_number(len(own))} phần việc)".strip()))
        rows.extend(_rows(own))
    return Table(COLUMNS, tuple(rows))


def _rows(lines: Sequence[Line]) -> Iterable[Row]:
    """Units with the same deadline, result, words and proof share a row, in the order of the first."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for line in lines:
        alike.setdefault(_facts(line), []).append(line.label or line.unit)
    for facts, units in alike.items():
        count = f" ({vn_number(len(units))} đơn vị)" if len(units) > 1 else ""
        yield row("; ".join(units) + count, *facts)


def _facts(line: Line) -> tuple[str, ...]:
    late = f", {vn_number(line.late_days)} ngày" if line.late_days and line.standing is Standing.LATE else ""
    percent = f", {line.percent}%" if line.percent is not None and line.standing is Standing.DOING else ""
    result = line.why[:1].upper() + line.why[1:] if line.why else STANDING_WORDS[line.standing]
    said = f"{line.said} ({vn_date(line.said_on)})" if line.said and line.said_on else line.said
    return (line.deadline, result + late + percent, said, "; ".join(line.proof))
