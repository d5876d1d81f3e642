"""What reports, letters and annexes are made of (Nghị định 30/2020/NĐ-CP, phụ lục I, phần I).

A paper says what stands in it, never how it looks: `reporting.writers.paper` prints it, `paper_rules` holds
the rules of its lines. Names stand as they are spoken ("Sở Tài chính"); capitals are the writer's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look inside a paragraph. A newline in them is a line break."""

    text: str
    bold: bool = False
    italic: bool = False


class Level(IntEnum):
    """Levels of headings as reports number them: "Phần I", "I.", "1.", "a)"."""

    PART = 0
    SECTION = 1
    ITEM = 2
    POINT = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading without its label: `paper_rules.labelled` counts "I.", "1.", "a)" unless one is given.

    key: names the block through Word and back (`reading.papers.bookmark_of` says what it may hold).
    """

    words: str
    level: Level = Level.SECTION
    label: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body: justified, its first line indented."""

    runs: tuple[Run, ...]
    key: str = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Bullet:
    """A paragraph behind a dash, or behind a plus one level deeper."""

    runs: tuple[Run, ...]
    deeper: bool = False
    key: str = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class Holds(StrEnum):
    """What a column holds decides how it is set: words left, numbers right, marks and dates centred."""

    WORDS = "words"
    NUMBERS = "numbers"
    MARKS = "marks"


@dataclass(frozen=True, slots=True)
class Column:
    """share: of the table's width, in any measure. group: neighbours of one group stand under one head."""

    head: str
    share: float
    holds: Holds = Holds.WORDS
    group: str = ""


class RowKind(StrEnum):
    PLAIN = "plain"
    GROUP = "group"  # one cell over all columns that names the rows below it
    SUM = "sum"  # in bold: sums of the rows below or above


@dataclass(frozen=True, slots=True)
class Row:
    """A row: a cell a column, or one for a GROUP. A newline inside a cell begins a paragraph."""

    cells: tuple[str, ...]
    kind: RowKind = RowKind.PLAIN


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table: its heads repeat on every page, no row breaks over pages."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture (PNG) as wide as told, in millimetres. words: what it shows, for who cannot see it."""

    png: bytes
    width_mm: float
    height_mm: float
    words: str
    key: str = ""


Block: TypeAlias = Heading | Paragraph | Bullet | Table | Picture


@dataclass(frozen=True, slots=True)
class Head:
    """Boxes 2 to 4. number: what văn thư gave ("118" or "118/BC-SXD"); blank until it is recorded.

    symbol: what stands behind the number's stroke ("BC-SKHCN"). parent: the agency above, blank for none.
    """

    issuer: str
    symbol: str
    place: str
    parent: str = ""
    number: str = ""
    dated: date | None = None


class SignatureForm(StrEnum):
    """In whose right a person signs (phụ lục I, phần I, mục II.7; điều 13)."""

    HEAD = "head"  # GIÁM ĐỐC
    ACTING = "acting"  # Q. GIÁM ĐỐC
    DEPUTY = "deputy"  # KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC
    COLLECTIVE = "collective"  # TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH
    COLLECTIVE_ACTING = "collective_acting"  # TM. ỦY BAN NHÂN DÂN / Q. CHỦ TỊCH
    COLLECTIVE_DEPUTY = "collective_deputy"  # TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH
    BY_ORDER = "by_order"  # TL. CHỦ TỊCH / GIÁM ĐỐC SỞ TÀI CHÍNH
    BY_ORDER_DEPUTY = "by_order_deputy"  # TL. CHỦ TỊCH / KT. CHÁNH VĂN PHÒNG / PHÓ CHÁNH VĂN PHÒNG
    DELEGATED = "delegated"  # TUQ. CHỦ TỊCH / GIÁM ĐỐC SỞ TÀI CHÍNH


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs. position: of the head ("Giám đốc"), also where a deputy signs in its place.

    principal: the collective of TM. ("Ủy ban nhân dân"), or whose order or delegation it is (TL., TUQ.:
    "Chủ tịch"). deputy: the position of the deputy; "Phó " and the head's where it is left blank.
    """

    position: str
    form: SignatureForm = SignatureForm.HEAD
    principal: str = ""
    deputy: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex with pages of its own. reference: the line in brackets that ties it to the paper; the rule's
    own where it is blank. note: one more line below it, e.g. the day of the figures."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    reference: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper. kind: the type name ("Báo cáo"); blank for a công văn, whose subject stands as "V/v ...".

    addressees: of "Kính gửi"; bases: "Căn cứ ..." without their last signs; recipients: of "Nơi nhận"
    without dash and last sign, "Lưu: VT, ..." last. draft: the mark of a draft ("Dự thảo 2"), blank for
    none. code: of the snapshot of figures that it was made from.
    """

    head: Head
    subject: str
    body: tuple[Block, ...]
    signer: Signer
    kind: str = ""
    addressees: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    draft: str = ""
    code: str = ""


def paragraph(text: str, key: str = "") -> Paragraph:
    """A paragraph of one look."""
    return Paragraph((Run(text),), key)


def bullet(text: str, *, deeper: bool = False, key: str = "") -> Bullet:
    """A dashed paragraph of one look."""
    return Bullet((Run(text),), deeper, key)


def row(*cells: str) -> Row:
    """A plain row."""
    return Row(cells)


def group_row(words: str) -> Row:
    """A row that names the rows below it."""
    return Row((words,), RowKind.GROUP)


def sum_row(words: str, figures: Sequence[str]) -> Row:
    """A row of sums: its name and a figure for every other column."""
    return Row((words, *figures), RowKind.SUM)
