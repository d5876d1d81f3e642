"""One A4 page for the leader: a finding, four figures, indicators, units that hold back, room to write."""

from __future__ import annotations

from minhbach.reporting.core.build import at_risk, decapitalised, held_back, late_sentence
from minhbach.reporting.core.papers import Column, Holds, Table, row
from minhbach.reporting.core.shapes import PlanReport, Standing, UnitPart
from minhbach.reporting.core.target_words import latest_words, target_words, value_words
from minhbach.reporting.writers import grids
from minhbach.reporting.writers.ooxml import (
    BOLD,
    Align,
    Box,
    Edge,
    Face,
    Page,
    Shape,
    mm,
    table,
    text,
)
from minhbach.reporting.writers.package import Properties, package
from minhbach.reporting.writers.state import MOTTO, NATION, shares
from minhbach.shared.dates import vn_date
from minhbach.shared.numbers import vn_number

PAPER = Page(left=mm(20), right=mm(20), top=mm(18), bottom=mm(15))
RED = "AD211A"
CENTRE = Shape(align=Align.CENTRE)
HEAD = Shape(before=8, after=3, edge=Edge.RULE, keep_next=True)
SMALL = 9.5
MOST_UNITS, MOST_INDICATORS = 6, 8
MOST_LETTERS = 46  # of a task beside its unit: the list report holds the whole words


def leader_page_docx(report: PlanReport) -> bytes:
    """The .docx of one page. It is composed for paper, not printed from the screen."""
    head = report.head
    parts = [
        _letterhead(report),
        text(
            f"Tình hình thực hiện {head.kind} {head.number}".strip(),
            Face(bold=True, size=16),
            Shape(align=Align.CENTRE, before=10),
        ),
        text(
            f"{head.title}. Số liệu hết ngày {vn_date(report.as_of)}.",
            Face(size=11),
            Shape(align=Align.CENTRE, after=6),
        ),
        text(late_sentence(report), Face(bold=True, size=13), Shape(after=6)),
        _figures(report),
        _indicators(report),
        _units(report),
        text("Ý kiến của lãnh đạo", BOLD, HEAD),
        *(text("", Face(size=12), Shape(before=6, edge=Edge.DOTTED)) for _ in range(3)),
        text(
            f"Minh Bạch, bản chốt {vn_date(report.as_of)}, mã {report.code}",
            Face(size=9),
            Shape(align=Align.RIGHT, before=10),
        ),
    ]
    about = Properties(f"Một trang: {head.number}", report.code)
    return package("".join(parts), PAPER, about, styles=grids.STYLES)


def _letterhead(report: PlanReport) -> str:
    left, right = shares(PAPER, (47, 53))
    issuer = text(report.head.authority.upper(), Face(size=11.5), CENTRE)
    issuer += text(report.head.author.upper(), Face(bold=True, size=11.5), CENTRE)
    face = Face(bold=True, size=11.5)
    nation = text(NATION, face, CENTRE) + text(MOTTO, face, CENTRE)
    return table((left, right), ((Box(issuer), Box(nation)),), ruled=False)


def _figures(report: PlanReport) -> str:
    """Four figures, each with its base."""
    counts = report.counts
    tracked = vn_number(counts.tracked)
    late, silent = counts.of(Standing.LATE), counts.of(Standing.SILENT)
    cells = (
        ("Quá hạn", late, f"trong {tracked} phần việc", RED if late else ""),
        ("Chưa cập nhật", silent, decapitalised(report.period), ""),
        ("Hoàn thành", counts.of(Standing.DONE), f"trong {tracked} phần việc", ""),
        ("Chờ ghi nhận", counts.of(Standing.AWAITING), "đơn vị báo cáo hoàn thành", ""),
    )
    boxes = [
        Box(
            text(name, Face(bold=True, size=11, colour=colour))
            + text(vn_number(number), Face(bold=True, size=22, colour=colour))
            + text(base, Face(size=10))
        )
        for name, number, base, colour in cells
    ]
    return table(shares(PAPER, (1, 1, 1, 1)), (boxes,))


def _indicators(report: PlanReport) -> str:
    parts = at_risk(report, MOST_INDICATORS)
    if not parts:
        return ""
    rows = tuple(
        row(
            p.target.code,
            p.target.name,
            value_words(p.target.baseline, p.target),
            latest_words(p.target),
            target_words(p.target),
            share_words(p.target.share),
        )
        for p in parts
    )
    figures = (("Mốc", 9), ("Nay", 18), ("Mục tiêu", 10), ("Đi được", 9))
    columns = (Column("Mã", 6), Column("Chỉ tiêu", 48), *(Column(*one, Holds.MARKS) for one in figures))
    return text("Chỉ tiêu chưa đạt", BOLD, HEAD) + grids.grid(Table(columns, rows), PAPER.width, size=SMALL)


def share_words(share: object) -> str:
    """How much of the way from baseline to target: "53%", "Lùi" where worse than the baseline."""
    if share is None:
        return "–"
    part = float(str(share))
    return "Lùi" if part < 0 else f"{round(part * 100)}%"


def _units(report: PlanReport) -> str:
    units = held_back(report, MOST_UNITS)
    if not units:
        return text("Không có đơn vị quá hạn hoặc chưa cập nhật.", Face(size=12), Shape(before=6))
    columns = (
        Column("Đơn vị", 22),
        Column("Quá hạn", 8, Holds.MARKS),
        Column("Chưa cập nhật", 12, Holds.MARKS),
        Column("Việc quá hạn lâu nhất", 58),
    )
    rows = tuple(
        row(
            unit.label or unit.unit,
            vn_number(unit.counts.of(Standing.LATE)),
            vn_number(unit.counts.of(Standing.SILENT)),
            _oldest(unit),
        )
        for unit in units
    )
    return text("Đơn vị cần đôn đốc", BOLD, HEAD) + grids.grid(Table(columns, rows), PAPER.width, size=SMALL)


def _oldest(unit: UnitPart) -> str:
    if unit.oldest is None:
        return "–"
    words = unit.oldest.text
    if len(words) > MOST_LETTERS:
        words = words[:MOST_LETTERS].rsplit(" ", 1)[0] + "…"
    return f"{unit.oldest.code} {words}, {vn_number(unit.oldest.late_days)} ngày".strip()
