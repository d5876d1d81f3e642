"""Builds the sample plans: `python -m samples.build` writes .docx, .pdf (LibreOffice) and labels beside it."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.table import Table

from samples import business, programme, transparency
from samples.shapes import Indicator, Plan, Task

HERE = Path(__file__).resolve().parent
PLANS = (transparency.PLAN, business.PLAN, programme.PLAN)
CENTRE, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
SIGNS = {">=": "≥ ", "<=": "≤ "}


def build(plan: Plan) -> None:
    """Writes the three files of one plan beside this module."""
    target = write_word(plan, HERE)
    (HERE / f"{plan.name}.json").write_text(
        json.dumps(plan.labels(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    print_pdf(target, HERE)


def write_word(plan: Plan, folder: Path) -> Path:
    """Writes the Word file of one plan into `folder`."""
    paper = _paper()
    _letterhead(paper, plan)
    _line(paper, "KẾ HOẠCH", bold=True, align=CENTRE)
    _line(paper, plan.title, bold=True, align=CENTRE)
    for block in plan.blocks:
        _line(paper, block.words, bold=block.look != "body", align=JUSTIFY, indent=block.look == "body")
    _foot(paper, plan)
    if plan.indicators:
        _annex(paper, "Phụ lục I", "PHÂN CÔNG ĐƠN VỊ CHỦ TRÌ CÁC CHỈ TIÊU", plan)
        _indicators(paper, plan)
    if plan.layout:
        _annex(paper, "Phụ lục II" if plan.indicators else "Phụ lục", "NHIỆM VỤ CỤ THỂ", plan)
        LAYOUTS[plan.layout](paper, plan.rows)
    paper.core_properties.title = plan.title
    target = folder / f"{plan.name}.docx"
    paper.save(str(target))
    return target


def print_pdf(word: Path, folder: Path) -> Path:
    """The PDF that LibreOffice makes of a Word file, in `folder`."""
    office = shutil.which("soffice") or "soffice"
    with tempfile.TemporaryDirectory() as profile:  # its own: another LibreOffice may be running
        own = f"-env:UserInstallation={Path(profile).as_uri()}"
        subprocess.run(  # noqa: S603 - our own file, a fixed command
            [office, own, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(word)],
            check=True,
            capture_output=True,
            timeout=120,
        )
    return folder / f"{word.stem}.pdf"


def _paper() -> Paper:
    paper = Document()
    style = paper.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    return paper


def _line(
    paper: Paper, words: str, *, bold: bool = False, align: int | None = None, indent: bool = False
) -> None:
    paragraph = paper.add_paragraph()
    run = paragraph.add_run(words)
    run.bold = bold
    paragraph.alignment = align
    if indent:
        paragraph.paragraph_format.first_line_indent = Cm(1.27)


def _cell(
    table: Table,
    row: int,
    column: int,
    words: str,
    *,
    bold: bool = False,
    align: int | None = None,
    size: float = 11,
) -> None:
    lines = words.split("\n")
    cell = table.cell(row, column)
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        run = paragraph.add_run(line)
        run.bold, run.font.size = bold, Pt(size)
        paragraph.alignment = align


def _letterhead(paper: Paper, plan: Plan) -> None:
    table = paper.add_table(2, 2)
    _cell(table, 0, 0, "ỦY BAN NHÂN DÂN\nTỈNH SÔNG LAM", bold=True, align=CENTRE, size=13)
    _cell(
        table,
        0,
        1,
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        bold=True,
        align=CENTRE,
        size=12,
    )
    _cell(table, 1, 0, f"Số: {plan.number}", align=CENTRE, size=13)
    _cell(table, 1, 1, plan.place_and_date, align=CENTRE, size=13)


def _foot(paper: Paper, plan: Plan) -> None:
    table = paper.add_table(1, 2)
    _cell(table, 0, 0, "\n".join(("Nơi nhận:", *plan.recipients)), size=11)
    _cell(
        table,
        0,
        1,
        f"TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n\n\n{plan.signer}",
        bold=True,
        align=CENTRE,
        size=13,
    )


def _annex(paper: Paper, label: str, name: str, plan: Plan) -> None:
    section = paper.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    _line(paper, label, bold=True, align=CENTRE)
    _line(paper, name, bold=True, align=CENTRE)
    _line(paper, f"(Kèm theo Kế hoạch số {plan.number} của UBND tỉnh Sông Lam)", align=CENTRE)


def _grid(paper: Paper, heads: Sequence[str], widths: Sequence[float], count: int) -> Table:
    table = paper.add_table(count + 1, len(heads))
    table.style = "Table Grid"
    table.autofit = False
    for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
        _cell(table, 0, column, head, bold=True, align=CENTRE)
        for cell in table.columns[column].cells:
            cell.width = Cm(width)
    header = table.rows[0]._tr.get_or_add_trPr()
    header.append(
        header.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tblHeader", {})
    )
    return table


def _figure(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def _indicators(paper: Paper, plan: Plan) -> None:
    before, year = plan.year_from - 1, plan.year_from
    heads = (
        "TT",
        "Chỉ tiêu",
        f"Điểm số năm {before}",
        f"Xếp hạng năm {before}",
        f"Mục tiêu năm {year}",
        "Đơn vị chủ trì",
    )
    table = _grid(paper, heads, (1.6, 10, 3, 3, 3.2, 4), len(plan.indicators))
    for line, item in enumerate(plan.indicators, start=1):
        for column, words in enumerate(_indicator_cells(item)):
            _cell(table, line, column, words)


def _indicator_cells(item: Indicator) -> tuple[str, ...]:
    percent = "%" if item.unit == "percent" else ""
    name = (
        item.name
        + ("*" if item.direction == "lower" else "")
        + (f" {item.scale_note}" if item.scale_note else "")
    )
    return (
        item.code,
        name,
        _figure(item.base) + percent,
        str(item.rank),
        SIGNS[item.op] + _figure(item.value) + percent,
        ", ".join(item.lead),
    )


def _by_indicator(paper: Paper, rows: Sequence[Task]) -> None:
    heads = ("STT", "Chỉ tiêu", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian")
    table = _grid(paper, heads, (1.3, 4.5, 8.5, 4, 3.7, 2.8), len(rows))
    names = {str(n): i.name for n, i in enumerate(transparency.INDICATORS, start=1)}
    line = 1
    for group, members in groupby(rows, key=lambda r: r.indicator):
        own = list(members)
        if len(own) > 1:
            for column in (0, 1):
                table.cell(line, column).merge(table.cell(line + len(own) - 1, column))
        _cell(table, line, 0, str(group))
        _cell(table, line, 1, names[str(group)])
        for task in own:
            words = (
                f"{task.code}. {task.text}",
                task.lead_raw or "",
                task.coordinating_raw or "",
                task.time_raw or "",
            )
            for column, value in enumerate(words, start=2):
                _cell(table, line, column, value)
            line += 1


def _programme(paper: Paper, rows: Sequence[Task]) -> None:
    heads = (
        "STT",
        "Mục tiêu",
        "Nhiệm vụ",
        "Hoạt động",
        "Sản phẩm",
        "Cơ quan chủ trì",
        "Cơ quan phối hợp",
        "Thời gian thực hiện",
        "Kinh phí",
    )
    table = _grid(paper, heads, (1.1, 3, 2.8, 5, 3.2, 2.8, 2.8, 2.2, 2.2), len(rows))
    for line, task in enumerate(rows, start=1):
        values = (
            task.code,
            None,
            None,
            task.text,
            task.product,
            task.lead_raw,
            task.coordinating_raw,
            task.time_raw,
            task.budget_raw,
        )
        for column, value in enumerate(values):
            if value:
                _cell(table, line, column, value)
    for column, field in ((1, "objective"), (2, "task")):
        line = 1
        for name, members in groupby(rows, key=lambda r: getattr(r, field)):
            count = len(list(members))
            table.cell(line, column).merge(table.cell(line + count - 1, column))
            _cell(table, line, column, name)
            line += count


LAYOUTS: dict[str, Callable[[Paper, Sequence[Task]], None]] = {
    "by_indicator": _by_indicator,
    "programme": _programme,
}

if __name__ == "__main__":
    for each in PLANS:
        build(each)
