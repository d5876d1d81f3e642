"""What the openers hand to the finders: one shape for Word, PDF, Markdown and plain text.

A `Source` is a list of blocks in reading order. A block is a `Paragraph` or a `Table`. Every
opener fills as much as its format knows; finders must work where a hint is None.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Form(StrEnum):
    """The form of a document, recognised by its content and never by its extension."""

    WORD = "docx"
    PDF = "pdf"
    TEXT = "txt"
    MARKDOWN = "md"
    # Read through LibreOffice where it is installed (reading.old_forms).
    OLD_WORD = "doc"
    RICH_TEXT = "rtf"
    OPEN_TEXT = "odt"
    OLD_WORKBOOK = "xls"
    OPEN_WORKBOOK = "ods"
    WORKBOOK = "xlsx"


class Zone(StrEnum):
    """Which part of the paper a block stands in, as far as the layout tells."""

    LETTERHEAD_LEFT = "letterhead_left"  # issuer, number
    LETTERHEAD_RIGHT = "letterhead_right"  # motto, place and date
    BODY = "body"
    RECIPIENTS = "recipients"  # "Nơi nhận" column
    SIGNATURE = "signature"
    FOOTNOTE = "footnote"
    STAMP = "stamp"  # signing matter that fell on no gap: never body text


BBox = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand in their document.

    page: 1-based (PDF). bbox: one box (x0, y0, x1, y1) a line, points from the top left (PDF).
    block: 0-based index of the block in `Source.blocks`; start, end: characters in its text.
    table, row, cell: 0-based, where the words stand in a table. quote: the source words.
    """

    page: int | None = None
    bbox: tuple[BBox, ...] = ()
    block: int | None = None
    start: int | None = None
    end: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, its lines joined, its automatic number written out in front.

    bold: the whole paragraph is bold (None = not known). lead_bold: it opens in bold.
    level: outline or list level where the format knows one.
    """

    text: str
    place: Place = Place()
    zone: Zone = Zone.BODY
    bold: bool | None = None
    lead_bold: bool | None = None
    centred: bool | None = None
    level: int | None = None
    indent: float | None = None  # points from the text margin
    page_start: bool = False  # the first block after a page or section break
    breaks: tuple[int, ...] = ()  # where in the text each line of place.bbox begins (PDF)

    def placed(self, place: Place) -> Paragraph:
        """The same paragraph at its place. `dataclasses.replace` would take five times as long, and a
        plan has thousands of paragraphs."""
        return Paragraph(
            self.text,
            place,
            self.zone,
            self.bold,
            self.lead_bold,
            self.centred,
            self.level,
            self.indent,
            self.page_start,
            self.breaks,
        )


class Merge(StrEnum):
    """Whether a cell's value is its own."""

    OWN = "own"
    HANDED_DOWN = "handed_down"  # merged with the row above: carries that row's value, certain
    INFERRED = "inferred"  # taken to be merged, not proved by the layout: doubt merged_or_empty
    SPANNED = "spanned"  # covered by the cell at its left (colspan): text is empty here


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the grid. `text` joins its paragraphs with a newline."""

    paragraphs: tuple[Paragraph, ...] = ()
    merge: Merge = Merge.OWN
    colspan: int = 1
    rowspan: int = 1  # rows it covers from its first row on; handed-down cells say 1
    place: Place = Place()

    @property
    def text(self) -> str:
        if len(self.paragraphs) == 1:
            return self.paragraphs[0].text
        return "\n".join([p.text for p in self.paragraphs])

    def placed(self, place: Place, paragraphs: tuple[Paragraph, ...]) -> Cell:
        """The same cell at its place, with its words at theirs."""
        return Cell(paragraphs, self.merge, self.colspan, self.rowspan, place)


@dataclass(frozen=True, slots=True)
class Row:
    """One grid row: as many cells as the table has columns. `doubts`: reason codes about the row.
    `weak`: the columns whose borders are uncertain, where not the whole row is."""

    cells: tuple[Cell, ...]
    header: bool = False  # a header row as the opener knows it (repeated header, w:tblHeader)
    doubts: tuple[str, ...] = ()
    weak: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table joined over its pages; repeated header rows stand once."""

    rows: tuple[Row, ...]
    place: Place = Place()
    page_start: bool = False


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason to look again at one value. `path` is that of the draft, e.g. tasks[3].lead."""

    path: str
    reason: str
    candidates: tuple[str, ...] = ()
    place: Place | None = None


UNSURE = 85  # of 100: below, a word of a picture may be another; half of the wrong ones are, 1 % of the right


@dataclass(frozen=True, slots=True)
class Unsure:
    """A word (the quote of its place) that was read from a picture, and how sure that is (0 to 100)."""

    place: Place
    sure: int


@dataclass(frozen=True, slots=True)
class Source:
    """A document as it was read: blocks in reading order, each with its place."""

    form: Form
    blocks: tuple[Block, ...]
    pages: int | None = None
    footnotes: tuple[str, ...] = ()
    running: tuple[str, ...] = ()  # page headers and footers: never body text, but may bear a secrecy mark
    lines: tuple[str, ...] = ()  # marks of secrecy on lines of their own, which joining lines would hide
    properties: dict[str, str] = field(default_factory=dict)  # title, subject, keywords ...
    doubts: tuple[Doubt, ...] = ()  # about the file as a whole: tracked changes, word slips
    unsure: tuple[Unsure, ...] = ()  # words that were hardly made out of a picture, or mended
    sha256: str = ""
    sizes: tuple[tuple[float, float], ...] = ()  # width and height of each page in points (PDF)
    keys: tuple[tuple[int, str], ...] = ()  # (block, key) of those that this product wrote (Word)


class Refusal(Exception):
    """The document cannot be read. `code` names the reason, `sentence` says it in Vietnamese:
    what is wrong and what to do."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
