"""WordprocessingML in pieces: runs, paragraphs, styles, tables, pages. `package` puts the file round them.

Written as text because it is the fastest way that stays readable: 4.000 rows in well under a second,
where one call a cell through an object model is quadratic. Everything from outside passes `esc`.
Lengths: twips (1 mm = 56,7), font sizes in points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from xml.sax.saxutils import escape

# What XML 1.0 does not know, halves of surrogate pairs among them; other separators of lines become one.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TAB_OR_LINE = re.compile("([\t\n])")


def mm(length: float) -> int:
    """Millimetres as twips."""
    return round(length * 56.693)


def esc(text: str) -> str:
    """Words from outside, safe between tags."""
    return escape(_FORBIDDEN.sub("", text))


def attribute(text: str) -> str:
    """Words from outside, safe inside an attribute."""
    return escape(_FORBIDDEN.sub("", text), {'"': "&quot;", "\n": " ", "\r": " ", "\t": " "})


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"
    JUSTIFY = "both"


@dataclass(frozen=True, slots=True)
class Face:
    """How a run looks. size None: the size of its style."""

    bold: bool = False
    italic: bool = False
    size: float | None = None
    colour: str = ""

    def xml(self) -> str:
        half_points = round((self.size or 0) * 2)
        inner = (
            ("<w:b/>" if self.bold else "")
            + ("<w:i/>" if self.italic else "")
            + (f'<w:color w:val="{self.colour}"/>' if self.colour else "")
            + (f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if half_points else "")
        )
        return f"<w:rPr>{inner}</w:rPr>" if inner else ""


PLAIN = Face()
BOLD = Face(bold=True)
ITALIC = Face(italic=True)


class Edge(StrEnum):
    """Lines round a paragraph."""

    NONE = ""
    RULE = "rule"  # below
    DOTTED = "dotted"  # below: to write on
    FRAME = "frame"


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph sits. first: indent of its first line, below 0 hanging; before, after in points."""

    align: Align = Align.LEFT
    first: int = 0
    left: int = 0
    right: int = 0
    before: float = 0
    after: float = 0
    keep_next: bool = False
    edge: Edge = Edge.NONE
    line: int = 240  # 240 = single
    outline: int | None = None

    def inner(self) -> str:
        """The properties in the order that the schema asks for (ECMA-376 part 1, 17.3.1.26)."""
        return (
            ("<w:keepNext/>" if self.keep_next else "")
            + _edges(self.edge)
            + f'<w:spacing w:before="{round(self.before * 20)}" w:after="{round(self.after * 20)}"'
            + f' w:line="{self.line}" w:lineRule="auto"/>'
            + f'<w:ind w:left="{self.left}" w:right="{self.right}" {self._first()}/>'
            + f'<w:jc w:val="{self.align}"/>'
            + (f'<w:outlineLvl w:val="{self.outline}"/>' if self.outline is not None else "")
        )

    def _first(self) -> str:
        return f'w:hanging="{-self.first}"' if self.first < 0 else f'w:firstLine="{self.first}"'

    def xml(self) -> str:
        return f"<w:pPr>{self.inner()}</w:pPr>"


def _edges(edge: Edge) -> str:
    """Word draws one border round neighbours of one shape: `between` keeps a dotted line under each."""
    if edge is Edge.NONE:
        return ""
    line = f'w:val="{"dotted" if edge is Edge.DOTTED else "single"}" w:sz="4" w:space="1" w:color="000000"'
    sides = {Edge.RULE: ("bottom",), Edge.DOTTED: ("bottom", "between")}.get(
        edge, ("top", "left", "bottom", "right")
    )
    return f"<w:pBdr>{''.join(f'<w:{side} {line}/>' for side in sides)}</w:pBdr>"


@dataclass(frozen=True, slots=True)
class Style:
    """A named look of whole paragraphs, which Word shows by its name and changes in one place."""

    id: str
    name: str
    shape: Shape = Shape()
    face: Face = PLAIN

    def xml(self) -> str:
        return (
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{self.id}">'
            f'<w:name w:val="{self.name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
            f"{self.shape.xml()}{self.face.xml()}</w:style>"
        )


def run(text: str, face: Face = PLAIN) -> str:
    """A run; a line break in the text is a line break in the paragraph, a tab a tab."""
    return f"<w:r>{face.xml()}{_inside(text)}</w:r>"


def _inside(text: str) -> str:
    text = esc(text.replace("\r\n", "\n").replace("\r", "\n"))
    if "\n" not in text and "\t" not in text:
        return f'<w:t xml:space="preserve">{text}</w:t>'
    parts = (part for part in _TAB_OR_LINE.split(text) if part)
    signs = {"\n": "<w:br/>", "\t": "<w:tab/>"}
    return "".join(signs.get(part) or f'<w:t xml:space="preserve">{part}</w:t>' for part in parts)


def paragraph(runs: str, shape: Shape = Shape()) -> str:
    return f"<w:p>{shape.xml()}{runs}</w:p>"


def text(words: str, face: Face = PLAIN, shape: Shape = Shape()) -> str:
    return paragraph(run(words, face), shape)


def styled(style: Style, runs: str, *, keep_next: bool = False) -> str:
    """A paragraph of a named look."""
    keep = "<w:keepNext/>" if keep_next else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style.id}"/>{keep}</w:pPr>{runs}</w:p>'


def said(style: Style, words: str) -> str:
    """A paragraph of a named look and one run."""
    return styled(style, run(words))


@dataclass(frozen=True, slots=True)
class Box:
    """A table cell: ready paragraphs, its span, its ground. below: it goes on in the next row."""

    content: str
    span: int = 1
    fill: str = ""
    centred: bool = False  # vertically
    merge: str = ""  # "restart" begins a cell over several rows, "continue" goes on with it

    def properties(self, width: int) -> str:
        return (
            f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
            + (f'<w:gridSpan w:val="{self.span}"/>' if self.span > 1 else "")
            + (f'<w:vMerge w:val="{self.merge}"/>' if self.merge else "")
            + (f'<w:shd w:val="clear" w:color="auto" w:fill="{self.fill}"/>' if self.fill else "")
            + ('<w:vAlign w:val="center"/>' if self.centred else "")
            + "</w:tcPr>"
        )


def table(
    widths: Sequence[int],
    rows: Iterable[Sequence[Box]],
    *,
    header_rows: int = 0,
    ruled: bool = True,
    side: int = 70,
) -> str:
    """A table of fixed columns (twips). Header rows repeat on every page; no row breaks over pages.

    side: the room left and right of the words in a cell.
    """
    out = [table_head(widths, ruled=ruled, side=side)]
    out.extend(table_row(row, widths, header=number < header_rows) for number, row in enumerate(rows))
    out.append("</w:tbl>")
    return "".join(out)


def table_head(widths: Sequence[int], *, ruled: bool = True, side: int = 70) -> str:
    """What stands before the first row of a table; `</w:tbl>` ends it."""
    margin = "".join(f'<w:{name} w:w="{side}" w:type="dxa"/>' for name in ("left", "right"))
    edge = '<w:{0} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    borders = "".join(edge.format(name) for name in ("top", "left", "bottom", "right", "insideH", "insideV"))
    return (
        "<w:tbl><w:tblPr>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        + (f"<w:tblBorders>{borders}</w:tblBorders>" if ruled else "")
        + '<w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margin}</w:tblCellMar></w:tblPr><w:tblGrid>"
        + "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
        + "</w:tblGrid>"
    )


def table_row(row: Sequence[Box], widths: Sequence[int], *, header: bool = False) -> str:
    """One row that stays whole on its page."""
    out = ["<w:tr><w:trPr><w:cantSplit/>", "<w:tblHeader/></w:trPr>" if header else "</w:trPr>"]
    column = 0
    for box in row:
        width = sum(widths[column : column + box.span])
        column += box.span
        out.append(f"<w:tc>{box.properties(width)}{box.content}</w:tc>")
    out.append("</w:tr>")
    return "".join(out)


@dataclass(frozen=True, slots=True)
class Page:
    """Paper of a section. Margins as Nghị định 30/2020, phụ lục I, phần I, mục I.3: 20, 20, 30, 20 mm."""

    landscape: bool = False
    top: int = mm(20)
    bottom: int = mm(20)
    left: int = mm(30)
    right: int = mm(20)

    @property
    def width(self) -> int:
        """Room between the margins."""
        return mm(297 if self.landscape else 210) - self.left - self.right

    def xml(self) -> str:
        """The section's end. Page number from 1, centred above, hidden on page 1 (mục I.7)."""
        w, h = (mm(297), mm(210)) if self.landscape else (mm(210), mm(297))
        turned = ' w:orient="landscape"' if self.landscape else ""
        return (
            '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/>'
            '<w:headerReference w:type="first" r:id="rIdFirst"/>'
            f'<w:pgSz w:w="{w}" w:h="{h}"{turned}/>'
            f'<w:pgMar w:top="{self.top}" w:right="{self.right}" w:bottom="{self.bottom}"'
            f' w:left="{self.left}"'
            f' w:header="{mm(10)}" w:footer="{mm(10)}" w:gutter="0"/>'
            '<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
        )


# So small that it fits below a table that fills its page, where Word wants a paragraph.
_SMALLEST = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
_SMALLEST_SIGN = '<w:rPr><w:sz w:val="2"/></w:rPr>'


def section_break(page: Page) -> str:
    """Ends a section that is not the last."""
    return f"<w:p><w:pPr>{_SMALLEST}{_SMALLEST_SIGN}{page.xml()}</w:pPr></w:p>"


def smallest_paragraph() -> str:
    """What Word wants behind the last table of a document."""
    return f"<w:p><w:pPr>{_SMALLEST}{_SMALLEST_SIGN}</w:pPr></w:p>"
