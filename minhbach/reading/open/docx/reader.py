"""A Word document as blocks: paragraphs, tables, letterhead and foot flattened by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from minhbach.reading.limits import Limits
from minhbach.reading.open.docx import gridding
from minhbach.reading.open.docx.names import W, value
from minhbach.reading.open.docx.numbers import Numbers
from minhbach.reading.open.docx.styles import Look, Styles
from minhbach.reading.open.docx.tables import GridRow, grid, ruled
from minhbach.reading.open.docx.words import Words, WordsReader
from minhbach.reading.open.encodings import Encoding
from minhbach.reading.open.wording import LABEL, joined
from minhbach.reading.open.zones import Area, area_of, zones_of
from minhbach.reading.papers import key_of
from minhbach.reading.refusals import refuse, too_many_rows
from minhbach.reading.secrecy import marks_among
from minhbach.reading.shapes import Block, Paragraph, Table, Zone

_WRAPPERS = {W + name for name in ("customXml", "sdtContent", "ins", "moveTo", "smartTag")}
_PROPERTIES = W + "pPr"
_FEW_COLUMNS = 3  # left, right and an empty gutter
_FEW_ROWS = 12


@dataclass(slots=True)
class _Held:
    """A paragraph as read, before it is known whether its lines stand alone."""

    lines: list[tuple[str, bool, bool]]
    centred: bool
    level: int | None
    indent: float
    page_start: bool = False

    def paragraphs(self, zone: Zone, by_line: bool) -> Iterator[Paragraph]:
        start = self.page_start
        for group in self._groups(by_line):
            yield Paragraph(
                text=joined([text for text, _, _ in group]),
                zone=zone,
                bold=all(bold for _, bold, _ in group),
                lead_bold=group[0][2],
                centred=self.centred,
                level=self.level,
                indent=self.indent,
                page_start=start,
            )
            start = False

    def _groups(self, by_line: bool) -> Iterator[list[tuple[str, bool, bool]]]:
        """Lines after a line break go on with the paragraph unless they open an item of their own."""
        group: list[tuple[str, bool, bool]] = []
        for line in self.lines:
            if group and (by_line or LABEL.match(line[0])):
                yield group
                group = []
            group.append(line)
        if group:
            yield group


@dataclass(slots=True)
class Reader:
    """Walks one document part. `tracked`, `embedded` and `marks` say what it met on the way."""

    styles: Styles
    numbers: Numbers
    limits: Limits
    encodings: Mapping[str, Encoding] = field(default_factory=dict)  # of fonts whose letters mean others
    tracked: bool = False
    embedded: bool = False
    marks: list[str] = field(default_factory=list)
    keys: list[tuple[int, str]] = field(default_factory=list)  # by the place of their block
    _rows: int = 0
    _new_page: bool = False
    _carried: Words | None = None
    _words: WordsReader = field(init=False)

    def __post_init__(self) -> None:
        self._words = WordsReader(self.styles, self.encodings)

    def lines(self) -> Iterator[list[tuple[str, str]]]:
        """Every line that was read, as pieces with their fonts."""
        for words in self._words.heard:
            for line in words.lines:
                yield [(piece.font, piece.text) for piece in line]

    def blocks(self, body: etree._Element) -> list[Block]:
        """The blocks of w:body in reading order, without places."""
        out: list[Block] = []
        ours = _bears_keys(body)
        for element in _content(body):
            start = len(out)
            if element.tag == W + "p":
                for held in self._paragraph(element):
                    self.marks.extend(marks_among(text for text, _, _ in held.lines))
                    out.extend(held.paragraphs(Zone.BODY, by_line=False))
            elif element.tag == W + "tbl":
                out.extend(self._table(element, first=not out))
            else:
                self.embedded = True
            if ours and len(out) > start:
                self.keys.extend((start, key) for key in _keys_below(element))
        return out

    def plain(self, holder: etree._Element) -> list[str]:
        """The texts of a note, header or footer."""
        out: list[str] = []
        for paragraph in holder.iter(W + "p"):
            words = self._words.read(paragraph, value(paragraph.find(W + "pPr"), "pStyle"))
            out.extend(text for text, _, _ in words.text_lines())
        return out

    def _paragraph(self, element: etree._Element) -> Iterator[_Held]:
        look = self.styles.look(next(element.iterchildren(_PROPERTIES), None))
        words = self._words.read(element, look.style)
        self.tracked = self.tracked or words.tracked
        if self._carried is not None:
            self._carried.take(words)
            words, self._carried = self._carried, None
        if look.mark_deleted:
            self._carried, self.tracked = words, True
            return
        if words.broke_before or look.starts_page:
            self._new_page = True
        yield from self._held(words, look)
        for box in words.boxes:
            for inner in box.iter(W + "p"):
                yield from self._paragraph(inner)
        if words.broke_after or look.ends_section:
            self._new_page = True

    def _held(self, words: Words, look: Look) -> Iterator[_Held]:
        lines = words.text_lines()
        if not lines:
            return  # an empty numbered paragraph shows its number in Word, yet it says nothing
        level = look.level
        if look.numbering is not None:
            label = self.numbers.next(*look.numbering)
            text, bold, lead = lines[0]
            lines[0] = (f"{label} {text}" if label else text, bold, lead)
            level = look.numbering[1] if level is None else level
        yield _Held(lines, look.centred, level, look.indent, self._new_page)
        self._new_page = False

    def _cell(self, element: etree._Element) -> list[_Held]:
        """The paragraphs of a cell, those of a table within it in their order."""
        held = [held for paragraph in _paragraphs_below(element) for held in self._paragraph(paragraph)]
        return held or list(self._number_alone(element))

    def _number_alone(self, element: etree._Element) -> Iterator[_Held]:
        """The automatic number of a cell without words: the numbers of rows are often set so."""
        look = self.styles.look(next((p.find(W + "pPr") for p in _paragraphs_below(element)), None))
        label = self.numbers.next(*look.numbering) if look.numbering is not None else ""
        if any(letter.isalnum() for letter in label):
            yield _Held([(label, False, False)], look.centred, look.level, look.indent, self._new_page)

    def _table(self, element: etree._Element, first: bool) -> list[Block]:
        rows = grid(element)
        self._rows += len(rows)
        if self._rows > self.limits.table_rows:
            raise too_many_rows(self.limits)
        self._carried = None
        if _is_frame(rows):
            return [b for row in rows for cell in row.cells for b in self._framed(cell.element, first)]
        start, self._new_page = self._new_page, False
        held = {
            id(cell): self._cell(cell.element)
            for row in rows
            for cell in row.cells
            if cell.element is not None and not cell.continues
        }
        flat = self._flattened(element, rows, held, first)
        if flat is not None:
            return flat
        texts = {
            key: tuple(p for h in cell for p in h.paragraphs(Zone.BODY, by_line=False))
            for key, cell in held.items()
        }
        built = gridding.table(element, rows, texts, start)
        return [built] if built.rows else []

    def _framed(self, cell: etree._Element | None, first: bool) -> list[Block]:
        """The blocks of a cell that is only a frame: the table in it is a table of the document."""
        out: list[Block] = []
        for element in () if cell is None else _content(cell):
            if element.tag == W + "p":
                out.extend(p for held in self._paragraph(element) for p in held.paragraphs(Zone.BODY, False))
            elif element.tag == W + "tbl":
                out.extend(self._table(element, first and not out))
        return out

    def _flattened(
        self, element: etree._Element, rows: list[GridRow], held: dict[int, list[_Held]], first: bool
    ) -> list[Block] | None:
        """The blocks of a table which is only a layout, None when it is a table."""
        columns: dict[int, list[_Held]] = {}
        for row in rows:
            for cell in row.cells:
                columns.setdefault(cell.column, []).extend(held.get(id(cell), ()))
        filled = [cells for _, cells in sorted(columns.items()) if cells]
        if not filled:
            return []
        if len(filled) > _FEW_COLUMNS or (len(rows) > _FEW_ROWS and len(filled) > 1):
            return None
        texts = ["\n".join(line for cell in cells for line, _, _ in cell.lines) for cells in filled]
        area = area_of(texts)
        lines_drawn = ruled(rows, self.styles.table_borders(element.find(W + "tblPr")))
        if len(filled) > 1 and area is Area.PLAIN:
            if lines_drawn or not first:
                return None
            area = Area.LETTERHEAD  # an area without rulings that opens the paper
        zones = zones_of(texts, area)
        return [
            paragraph
            for zone, cells in zip(zones, filled, strict=True)
            for cell in cells
            for paragraph in cell.paragraphs(zone, by_line=zone not in (Zone.BODY, Zone.RECIPIENTS))
        ]


def _keys_below(element: etree._Element) -> Iterator[str]:
    """The keys that bookmarks below an element bear."""
    names = (mark.get(W + "name", "") for mark in element.iter(W + "bookmarkStart"))
    return filter(None, map(key_of, names))


def _bears_keys(body: etree._Element) -> bool:
    return any(True for _ in _keys_below(body))


def _is_frame(rows: list[GridRow]) -> bool:
    """Whether a table only draws a frame: one cell a row, and tables stand in them."""
    cells = [cell.element for row in rows for cell in row.cells if cell.element is not None]
    alone = len(cells) <= len(rows)
    return alone and any(child.tag == W + "tbl" for cell in cells for child in _content(cell))


def _content(holder: etree._Element) -> Iterator[etree._Element]:
    for child in holder:
        if child.tag in (W + "p", W + "tbl", W + "altChunk"):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _content(child)
        elif child.tag == W + "sdt" and (content := child.find(W + "sdtContent")) is not None:
            yield from _content(content)


def _paragraphs_below(element: etree._Element) -> Iterator[etree._Element]:
    for child in _content(element):
        if child.tag == W + "p":
            yield child
        elif child.tag == W + "tbl":
            for row in grid(child):
                for cell in row.cells:
                    if cell.element is not None and not cell.continues:
                        yield from _paragraphs_below(cell.element)


def nothing_read(blocks: list[Block]) -> None:
    """Refuse a document that holds no letter at all."""
    if not any(isinstance(block, Table) or block.text for block in blocks):
        raise refuse("no_text")
