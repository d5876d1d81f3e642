"""The first report of a plan as a paper: general result, by indicator, by unit, lists in annexes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from minhbach.reporting.core.build import (
    closing_sentence,
    decapitalised,
    opening_sentence,
    summary_sentences,
    total_of,
)
from minhbach.reporting.core.paper_rules import signer_of
from minhbach.reporting.core.papers import (
    Block,
    Column,
    Head,
    Heading,
    Holds,
    Paper,
    Row,
    Table,
    paragraph,
    row,
    sum_row,
)
from minhbach.reporting.core.plan_annexes import annexes
from minhbach.reporting.core.shapes import UNCOUNTED, Counts, IndicatorPart, PlanReport, Standing
from minhbach.reporting.core.target_words import latest_words, target_words, value_words
from minhbach.shared.numbers import vn_number

COLUMNS = (
    Standing.DONE,
    Standing.AWAITING,
    Standing.DOING,
    Standing.NOT_STARTED,
    Standing.LATE,
    Standing.SILENT,
)
HEADS = (
    ("Được giao", 8),
    ("Hoàn thành", 9),
    ("Chờ ghi nhận", 8),
    ("Đang làm", 8),
    ("Chưa làm", 8),
    ("Quá hạn", 8),
    ("Chưa cập nhật", 10),
    ("Không tính", 11),
)


def plan_paper(report: PlanReport) -> Paper:
    """The paper of a report. Number, date and name stay blank: văn thư and the head give them."""
    head = report.head
    number = f" số {head.number}" if head.number else ""
    return Paper(
        head=Head(head.author, "BC-", head.place, parent=head.reports_to),
        kind="Báo cáo",
        subject=f"Kết quả thực hiện {head.kind}{number} {decapitalised(report.period)}",
        addressees=(head.reports_to,) if head.reports_to else (),
        body=_body(report),
        signer=signer_of(head.author),
        recipients=("Như trên", "Lưu: VT") if head.reports_to else ("Lưu: VT",),
        annexes=annexes(report),
        code=report.code,
    )


def _body(report: PlanReport) -> tuple[Block, ...]:
    return (
        paragraph(opening_sentence(report)),
        Heading("Kết quả chung"),
        *map(paragraph, summary_sentences(report)),
        Heading("Kết quả theo chỉ tiêu"),
        _indicators(report.indicators),
        Heading("Kết quả theo đơn vị"),
        _units(report),
        Heading("Khó khăn, vướng mắc; đề xuất, kiến nghị"),
        paragraph("(Đơn vị soạn thảo bổ sung.)"),
        paragraph(closing_sentence(report)),
    )


def _figures(counts: Counts) -> list[str]:
    shown = (counts.total, *(counts.of(s) for s in COLUMNS), counts.of(*UNCOUNTED))
    return [_count(number) for number in shown]


def _count(number: int) -> str:
    return vn_number(number) if number else "–"


def _indicators(parts: Sequence[IndicatorPart]) -> Block:
    if not parts:
        return paragraph("Kế hoạch không nêu chỉ tiêu đo lường.")
    served = any(part.counts.total for part in parts)  # else the plan does not tie its tasks to indicators
    shares = (7, 33, 9, 11, 13, 9, 10, 8) if served else (8, 45, 12, 14, 21)
    heads = ("Mã", "Chỉ tiêu", "Mốc", "Mục tiêu", "Nay", "Phần việc", "Hoàn thành", "Quá hạn")
    columns = tuple(
        Column(head, share, Holds.MARKS if place > 1 else Holds.WORDS)
        for place, (head, share) in enumerate(zip(heads, shares, strict=False))
    )
    return Table(columns, tuple(_indicator(part, served) for part in parts))


def _indicator(part: IndicatorPart, served: bool) -> Row:
    target = part.target
    cells = (
        target.code,
        target.name,
        value_words(target.baseline, target),
        target_words(target),
        latest_words(target),
    )
    return row(*cells, *(_serving(part.counts) if served else ()))


def _serving(counts: Counts) -> tuple[str, ...]:
    return tuple(_count(n) for n in (counts.total, counts.of(Standing.DONE), counts.of(Standing.LATE)))


def _units(report: PlanReport) -> Table:
    """Every unit under its group; what stands in a row adds up to what was given to the unit."""
    rows: list[Row] = []
    for group, members in groupby(report.units, key=lambda u: u.group):
        own = list(members)
        rows.append(sum_row(group, _figures(total_of(unit.counts for unit in own))))
        rows.extend(row(unit.label or unit.unit, *_figures(unit.counts)) for unit in own)
    but = " (không kể cơ quan được đề nghị)" if report.asked.total else ""
    rows.append(sum_row(f"Tổng cộng{but}", _figures(report.counts)))
    counts = (Column(head, share, Holds.MARKS) for head, share in HEADS)
    return Table((Column("Đơn vị", 30), *counts), tuple(rows))
