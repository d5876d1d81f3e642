"""Tables of a paper: ruled, heads in bold that repeat, words left, numbers right, marks centred."""

from __future__ import annotations

from itertools import groupby

from minhbach.reporting.core.papers import Column, Holds, Row, RowKind, Table
from minhbach.reporting.writers.ooxml import (
    Align,
    Box,
    Face,
    Shape,
    Style,
    run,
    said,
    styled,
    table_head,
    table_row,
)
from minhbach.reporting.writers.state import shares

GROUND = "F2F2F2"
WIDE, NARROW = 12.0, 11.0  # points; tables of many columns are set smaller
_MANY = 5
_ALIGNED = {Holds.WORDS: Align.LEFT, Holds.NUMBERS: Align.RIGHT, Holds.MARKS: Align.CENTRE}


def _looks(size: float) -> dict[str, Style]:
    """The named looks of cells of one size: heads, the three kinds of columns, and these in bold."""
    code = f"{size:g}".replace(".", "_")
    looks = {
        "head": Style(
            f"MBDauBang{code}", f"Đầu bảng {size:g}",
            Shape(align=Align.CENTRE, before=2, after=2, keep_next=True), Face(bold=True, size=size),
        ),
        "group": Style(
            f"MBNhom{code}", f"Dòng nhóm {size:g}", Shape(before=2, after=2, keep_next=True),
            Face(bold=True, size=size),
        ),
    }  # fmt: skip
    for holds, align in _ALIGNED.items():
        shape = Shape(align=align, before=2, after=2)
        name = {"words": "chữ", "numbers": "số", "marks": "dấu"}[holds.value]
        looks[holds.value] = Style(f"MBO{holds}{code}", f"Ô {name} {size:g}", shape, Face(size=size))
        looks[f"sum {holds.value}"] = Style(
            f"MBCong{holds}{code}", f"Ô cộng {name} {size:g}", shape, Face(bold=True, size=size)
        )
    return looks


SIZES = {size: _looks(size) for size in (WIDE, NARROW, 9.5)}
STYLES = tuple(style for looks in SIZES.values() for style in looks.values())


def grid(shape: Table, width: int, *, size: float | None = None, mark: str = "") -> str:
    """The table as wide as told (twips). size: of its letters, one of SIZES. mark: before its first head.

    Raises ValueError where a row has more or fewer cells than there are columns.
    """
    looks = SIZES[size or (NARROW if len(shape.columns) > _MANY else WIDE)]
    widths = shares(width, [column.share for column in shape.columns])
    out = [table_head(widths)]
    out.extend(table_row(row, widths, header=True) for row in _heads(shape.columns, looks, mark))
    starts = [_cell_start(column, width, looks) for column, width in zip(shape.columns, widths, strict=True)]
    for row in shape.rows:
        if row.kind is RowKind.PLAIN:
            _plain(out, row, starts)
        else:
            out.append(table_row(_bold(row, shape.columns, looks), widths))
    out.append("</w:tbl>")
    return "".join(out)


def _heads(columns: tuple[Column, ...], looks: dict[str, Style], mark: str) -> list[list[Box]]:
    """One row of heads, or two where columns stand under a common head."""
    head = looks["head"]

    def box(words: str, before: str = "", **more: object) -> Box:
        return Box(styled(head, before + run(words)), centred=True, **more)  # type: ignore[arg-type]

    if not any(column.group for column in columns):
        return [[box(column.head, mark if not n else "") for n, column in enumerate(columns)]]
    upper: list[Box] = []
    lower: list[Box] = []
    for name, members in groupby(columns, key=lambda column: column.group):
        own = list(members)
        before = "" if upper else mark
        if name:
            upper.append(box(name, before, span=len(own)))
            lower.extend(box(column.head) for column in own)
        else:
            for column in own:
                upper.append(box(column.head, "" if upper else mark, merge="restart"))
                lower.append(box("", merge="continue"))
    return [upper, lower]


def _cell_start(column: Column, width: int, looks: dict[str, Style]) -> str:
    """What every cell of a column begins with: worked out once, for tables have thousands of rows."""
    style = looks[column.holds.value]
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style.id}"/></w:pPr>'
    )


def _plain(out: list[str], row: Row, starts: list[str]) -> None:
    out.append("<w:tr><w:trPr><w:cantSplit/></w:trPr>")
    for cell, start in zip(row.cells, starts, strict=True):
        if "\n" in cell:
            opening, _, look = start.partition("<w:p>")
            paragraphs = "".join(f"<w:p>{look}{run(line)}</w:p>" for line in cell.split("\n"))
            out.append(f"{opening}{paragraphs}</w:tc>")
        else:
            out.append(f"{start}{run(cell)}</w:p></w:tc>")
    out.append("</w:tr>")


def _bold(row: Row, columns: tuple[Column, ...], looks: dict[str, Style]) -> list[Box]:
    if row.kind is RowKind.GROUP:
        return [Box(said(looks["group"], row.cells[0]), span=len(columns), fill=GROUND)]
    return [
        Box(said(looks[f"sum {column.holds.value}"], cell), fill=GROUND)
        for cell, column in zip(row.cells, columns, strict=True)
    ]
