"""One A4 page for the leader, of one plan or of all: composed for paper, not printed from the screen."""

from __future__ import annotations

from minhbach.reporting.core.leader_page import Figure, LeaderPage, page_of_plan, share_words
from minhbach.reporting.core.papers import Column, Holds, Table, row
from minhbach.reporting.core.shapes import PlanReport
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
LINES = 3  # room to write


def leader_page_docx(report: PlanReport) -> bytes:
    """The .docx of one plan's page."""
    return leader_docx(page_of_plan(report), f"Một trang: {report.head.number}")


def leader_docx(page: LeaderPage, name: str) -> bytes:
    """The .docx of a page. name: in the properties of the file."""
    parts = [
        _letterhead(page),
        text(page.title, Face(bold=True, size=16), Shape(align=Align.CENTRE, before=10)),
        text(page.about, Face(size=11), Shape(align=Align.CENTRE, after=6)),
        text(page.finding, Face(bold=True, size=13), Shape(after=6)),
        _figures(page),
        _indicators(page),
        _units(page),
        _silent(page),
        _asked(page),
        text("Ý kiến của lãnh đạo", BOLD, HEAD),
        *(text("", Face(size=12), Shape(before=6, edge=Edge.DOTTED)) for _ in range(LINES)),
        text(
            f"Minh Bạch, bản chốt {vn_date(page.as_of)}, mã {page.code}",
            Face(size=9),
            Shape(align=Align.RIGHT, before=10),
        ),
    ]
    return package("".join(parts), PAPER, Properties(name, page.code), styles=grids.STYLES)


def _letterhead(page: LeaderPage) -> str:
    left, right = shares(PAPER, (47, 53))
    issuer = text(page.authority.upper(), Face(size=11.5), CENTRE)
    issuer += text(page.author.upper(), Face(bold=True, size=11.5), CENTRE)
    face = Face(bold=True, size=11.5)
    nation = text(NATION, face, CENTRE) + text(MOTTO, face, CENTRE)
    return table((left, right), ((Box(issuer), Box(nation)),), ruled=False)


def _figures(page: LeaderPage) -> str:
    return table(shares(PAPER, (1,) * len(page.figures)), ([_figure(figure) for figure in page.figures],))


def _figure(figure: Figure) -> Box:
    colour = RED if figure.is_late else ""
    return Box(
        text(figure.name, Face(bold=True, size=11, colour=colour))
        + text(figure.value, Face(bold=True, size=22, colour=colour))
        + text(figure.base, Face(size=10))
    )


def _indicators(page: LeaderPage) -> str:
    if not page.indicators:
        return ""
    rows = tuple(
        row(
            target.code,
            target.name,
            value_words(target.baseline, target),
            latest_words(target),
            target_words(target),
            share_words(target.share),
        )
        for target in page.indicators
    )
    figures = (("Mốc", 9), ("Nay", 18), ("Mục tiêu", 10), ("Đi được", 9))
    columns = (Column("Mã", 6), Column("Chỉ tiêu", 48), *(Column(*one, Holds.MARKS) for one in figures))
    return text("Chỉ tiêu chưa đạt", BOLD, HEAD) + grids.grid(Table(columns, rows), PAPER.width, size=SMALL)


def _units(page: LeaderPage) -> str:
    if not page.units:
        return text("Không có đơn vị quá hạn hoặc chưa cập nhật.", Face(size=12), Shape(before=6))
    columns = (
        Column("Đơn vị", 22),
        Column("Quá hạn", 8, Holds.MARKS),
        Column("Chưa cập nhật", 12, Holds.MARKS),
        Column("Việc quá hạn lâu nhất", 58),
    )
    rows = tuple(
        row(each.unit, vn_number(each.late), vn_number(each.silent), each.oldest) for each in page.units
    )
    return text("Đơn vị cần đôn đốc", BOLD, HEAD) + grids.grid(Table(columns, rows), PAPER.width, size=SMALL)


def _silent(page: LeaderPage) -> str:
    if not page.silent_plans:
        return ""
    columns = (Column("Kế hoạch", 46), Column("Lý do", 54))
    rows = tuple(row(*each) for each in page.silent_plans)
    return text("Kế hoạch im lặng", BOLD, HEAD) + grids.grid(Table(columns, rows), PAPER.width, size=SMALL)


def _asked(page: LeaderPage) -> str:
    if not page.asked:
        return ""
    lines = (text(f"{n}. {said}", Face(size=11), Shape(before=2)) for n, said in enumerate(page.asked, 1))
    return text("Xin ý kiến chỉ đạo", BOLD, HEAD) + "".join(lines)
