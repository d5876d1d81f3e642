"""The annexes of the report: each task once, under it the units that stand alike in one row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from minhbach.reporting.core.shapes import STANDING_WORDS, UNCOUNTED, Line, PlanReport, Standing
from minhbach.reporting.writers.ooxml import Box, Page, section_break
from minhbach.reporting.writers.state import annex_title, grid, group_row, shares
from minhbach.shared.dates import vn_date
from minhbach.shared.numbers import vn_number

PAPER = Page(landscape=True)
ANNEXES: tuple[tuple[str, tuple[Standing, ...]], ...] = (
    ("Nhiệm vụ quá hạn", (Standing.LATE,)),
    ("Nhiệm vụ chưa cập nhật trong kỳ", (Standing.SILENT,)),
    ("Nhiệm vụ đang thực hiện, chưa thực hiện", (Standing.DOING, Standing.NOT_STARTED)),
    ("Nhiệm vụ đã hoàn thành, báo cáo hoàn thành", (Standing.DONE, Standing.AWAITING)),
    ("Nhiệm vụ không tính trong kỳ", UNCOUNTED),
)
ROMAN = ("I", "II", "III", "IV", "V", "VI")
HEADS = ("Đơn vị", "Thời hạn", "Kết quả", "Đã làm được", "Minh chứng")


def annexes(report: PlanReport) -> Iterable[str]:
    """One section each; numbered only where there are two or more."""
    head = report.head
    tie = (
        f"(Kèm theo Báo cáo số        /BC-        của {head.author}; "
        f"số liệu hết ngày {vn_date(report.as_of)}; mã {report.code})"
    )
    filled = [(name, lines) for name, standings in ANNEXES if (lines := report.of(*standings))]
    for number, (name, lines) in enumerate(filled):
        label = ROMAN[number] if len(filled) + bool(report.unresolved) > 1 else ""
        yield annex_title(label, name, tie)
        yield _tasks(lines)
        if number < len(filled) - 1 or report.unresolved:
            yield section_break(PAPER)
    if report.unresolved:
        label = ROMAN[len(filled)] if filled else ""
        yield annex_title(label, "Cụm từ chỉ đơn vị chưa xác định", tie)
        yield grid(shares(PAPER, (50, 50)), ("Trong văn bản", "Lý do"), list(report.unresolved))


def _tasks(lines: Sequence[Line]) -> str:
    ordered = sorted(lines, key=lambda line: (line.order, line.code, line.text))
    rows: list[Sequence[str | Box]] = []
    for (code, text), members in groupby(ordered, key=lambda line: (line.code, line.text)):
        own = list(members)
        rows.append(group_row(f"{code}  {text} ({vn_number(len(own))} phần việc)".strip(), len(HEADS)))
        rows.extend(_rows(own))
    return grid(shares(PAPER, (40, 14, 14, 20, 12)), HEADS, rows)


def _rows(lines: Sequence[Line]) -> Iterable[tuple[str, ...]]:
    """Units with the same deadline, result, words and proof share a row, in the order of the first."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for line in lines:
        alike.setdefault(_facts(line), []).append(line.label or line.unit)
    for facts, units in alike.items():
        count = f" ({vn_number(len(units))} đơn vị)" if len(units) > 1 else ""
        yield ("; ".join(units) + count, *facts)


def _facts(line: Line) -> tuple[str, ...]:
    late = f", {vn_number(line.late_days)} ngày" if line.late_days and line.standing is Standing.LATE else ""
    percent = f", {line.percent}%" if line.percent is not None and line.standing is Standing.DOING else ""
    result = line.why[:1].upper() + line.why[1:] if line.why else STANDING_WORDS[line.standing]
    said = f"{line.said} ({vn_date(line.said_on)})" if line.said and line.said_on else line.said
    return (line.deadline, result + late + percent, said, "; ".join(line.proof))
