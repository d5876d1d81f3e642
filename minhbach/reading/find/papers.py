"""A report or letter as plain blocks: headings, paragraphs, tables and annexes of a Word file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from minhbach.reading.find.headings import Heading, read_heading
from minhbach.reading.find.titles import ATTACHED
from minhbach.reading.find.words import Rank, label_of, squash
from minhbach.reading.papers import (
    ReadAnnex,
    ReadBlock,
    ReadHeading,
    ReadPaper,
    ReadParagraph,
    ReadRow,
    ReadTable,
    RowKind,
)
from minhbach.reading.shapes import Block, Cell, Merge, Paragraph, Row, Source, Table, Zone

_ADDRESSED = re.compile(r"Kính gửi\s*:?\s*", re.IGNORECASE)
_BASIS = re.compile(r"Căn cứ\s")
_ANNEX = re.compile(
    r"(?:phụ lục|biểu mẫu|mẫu số|biểu số)(?:\s+(?:số\s+)?[IVXLC\d]{1,5}[A-Za-z]?)?\s*[.:]?", re.IGNORECASE
)
_CAPTION = re.compile(r"(?:Bảng|Biểu|Biểu đồ|Hình)\s*(?:số\s*)?\d", re.IGNORECASE)
_CODE = re.compile(r"Mã bản chốt (\S+)")
_LONGEST_HEADING = 250  # letters; a longer line in bold is a paragraph that somebody wants read
_SHORT = 150
_ENDS = (";", ",", "./.")
_LEVELS = {
    Rank.PART: 0, Rank.ROMAN: 1, Rank.DECIMAL: 2, Rank.DECIMAL_2: 3, Rank.DECIMAL_3: 3, Rank.LETTER: 3,
}  # fmt: skip


def paper_of(source: Source) -> ReadPaper:
    """The paper of a `Source`. Nothing that was read is left out: what has no place stands in the body."""
    heading = read_heading(source)
    main, rest = _halves(source, heading)
    addressees, main = _addressees(main)
    bases, main = _bases(main)
    code = _CODE.search(source.properties.get("subject", ""))
    reasons = {doubt.reason for doubt in source.doubts}
    return ReadPaper(
        kind=heading.kind or "",
        subject=heading.title or "",
        number=heading.number or "",
        issued=heading.issued or "",
        issuer=heading.issuer or "",
        addressees=addressees,
        bases=bases,
        body=tuple(_blocks(main)),
        recipients=heading.foot.recipients,
        signed_as=heading.foot.authority or "",
        signer=heading.foot.signer or "",
        annexes=tuple(_annexes(rest)),
        notes=source.footnotes,
        code=code[1] if code else "",
        tracked="tracked_changes" in reasons,
        left_out="embedded_part" in reasons,
    )


@dataclass(frozen=True, slots=True)
class _Item:
    """A block with the key that its bookmark bears."""

    block: Block
    key: str = ""

    @property
    def words(self) -> str:
        return squash(self.block.text) if isinstance(self.block, Paragraph) else ""


def _halves(source: Source, heading: Heading) -> tuple[list[_Item], list[_Item]]:
    """What belongs to the paper itself, and what stands behind its signature or below "Phụ lục"."""
    keys = dict(source.keys)
    main: list[_Item] = []
    rest: list[_Item] = []
    foot = min(heading.foot.used, default=len(source.blocks))
    start = _start(source, heading)
    annexed = False
    for at, block in enumerate(source.blocks):
        item = _Item(block, keys.get(at, ""))
        if isinstance(block, Paragraph):
            annexed = annexed or (at >= start and _ANNEX.fullmatch(item.words) is not None)
            if at < start or block.zone is not Zone.BODY or at in heading.foot.used:
                continue
        (rest if annexed or at > foot else main).append(item)
    return main, rest


def _start(source: Source, heading: Heading) -> int:
    """The first block behind the title, or "Kính gửi" where a letter has none."""
    greets = (
        at
        for at, block in enumerate(source.blocks[: heading.body_from])
        if isinstance(block, Paragraph) and block.zone is Zone.BODY and _ADDRESSED.match(squash(block.text))
    )
    return next(greets, heading.body_from)


def _addressees(items: list[_Item]) -> tuple[tuple[str, ...], list[_Item]]:
    """Whom "Kính gửi" names: behind the colon, or each behind a dash below it."""
    at = next((n for n, item in enumerate(items[:4]) if _ADDRESSED.match(item.words)), None)
    if at is None:
        return (), items
    said = [_ADDRESSED.sub("", items[at].words, count=1)]
    end = at + 1
    while end < len(items) and (not said[-1] or said[-1].endswith(";")):  # the last ends with a full stop
        label = label_of(items[end].words)
        if label is None or label.rank is not Rank.DASH:
            break
        said.append(items[end].words[label.length :])
        end += 1
    return tuple(filter(None, map(_name, said))), items[:at] + items[end:]


def _name(words: str) -> str:
    return words.strip("-– ").rstrip(".;, ")


def _bases(items: list[_Item]) -> tuple[tuple[str, ...], list[_Item]]:
    """Legal bases: the paragraphs "Căn cứ ..." with which the body opens, each ended by a semicolon."""
    count = 0
    while count < len(items) and _BASIS.match(items[count].words):
        count += 1
        if not items[count - 1].words.endswith(";"):
            break
    return tuple(item.words.rstrip(".; ") for item in items[:count]), items[count:]


@dataclass(slots=True)
class _Annex:
    label: str = ""
    title: list[str] = field(default_factory=list)
    reference: str = ""
    items: list[_Item] = field(default_factory=list)

    def takes(self, item: _Item) -> bool:
        """Whether a line still belongs to the heading of the annex."""
        block = item.block
        if not isinstance(block, Paragraph) or self.items or not self.label:
            return False
        if ATTACHED.match(item.words):
            self.reference = item.words
            return True
        if self.reference:
            return False
        if block.centred or (item.words.isupper() and label_of(item.words) is None):
            self.title.append(item.words)
            return True
        return False

    def done(self) -> ReadAnnex:
        return ReadAnnex(self.label, " ".join(self.title), tuple(_blocks(self.items)), self.reference)


def _annexes(items: list[_Item]) -> Iterator[ReadAnnex]:
    current = _Annex()
    for item in items:
        if isinstance(item.block, Paragraph) and _ANNEX.fullmatch(item.words):
            if current.label or current.items:
                yield current.done()
            current = _Annex(item.words.rstrip(" .:"))
        elif not current.takes(item):
            current.items.append(item)
    if current.label or current.items:
        yield current.done()


def _blocks(items: Sequence[_Item]) -> Iterator[ReadBlock]:
    """Each block as what it is; a line in bold before a table names the table."""
    at = 0
    while at < len(items):
        item, behind = items[at], items[at + 1] if at + 1 < len(items) else None
        at += 1
        if isinstance(item.block, Table):
            yield _table(item.block, "", item.key)
            continue
        if behind and isinstance(behind.block, Table) and _names_table(item.block, item.words):
            yield _table(behind.block, item.words, behind.key or item.key)
            at += 1
            continue
        label = label_of(item.words)
        if label and label.rank is Rank.PART and label.length >= len(item.words) and behind and behind.words:
            yield ReadHeading(item.words, behind.words, 0, item.key or behind.key)  # "Phần I" over its title
            at += 1
            continue
        yield from _said(item, item.block)


def _names_table(block: Paragraph, words: str) -> bool:
    if len(words) > _LONGEST_HEADING or not (block.bold or block.centred):
        return False
    return _CAPTION.match(words) is not None or bool(block.centred and label_of(words) is None)


def _said(item: _Item, block: Paragraph) -> Iterator[ReadBlock]:
    words = item.words
    label = label_of(words)
    if label is None:
        if _looks_like_heading(block, words):
            yield ReadHeading("", words, 1 if words.isupper() else 2, item.key)
        else:
            yield ReadParagraph(words, "", item.key)
        return
    sign, rest = words[: label.length].strip(), words[label.length :].strip()
    if label.rank in (Rank.DASH, Rank.PLUS):
        yield ReadParagraph(rest, "+" if label.rank is Rank.PLUS else "-", item.key)
    elif _looks_like_heading(block, rest):
        yield ReadHeading(sign, rest, _LEVELS[label.rank], item.key)
    elif label.rank is Rank.ROMAN and not label.article and ":" in rest[:_SHORT]:
        name, _, said = rest.partition(":")  # "II. Tồn tại, hạn chế: không có."
        yield ReadHeading(sign, name.strip(), 1, item.key)
        if said.strip():
            yield ReadParagraph(said.strip())
    else:
        yield ReadParagraph(words, "", item.key)


def _looks_like_heading(block: Paragraph, words: str) -> bool:
    """In bold, in capitals, or short without an end where Word itself calls it a heading."""
    if not words or len(words) > _LONGEST_HEADING or words.endswith(_ENDS):
        return False
    if block.bold or (words.isupper() and len(words) > 3):
        return True
    return block.level is not None and len(words) <= _SHORT and not words.endswith((".", ":"))


def _table(table: Table, caption: str, key: str) -> ReadTable:
    count = _heads_of(table.rows)
    heads = table.rows[:count]
    width = max((len(row.cells) for row in table.rows), default=0)
    return ReadTable(
        heads=tuple(_cell(cell) for cell in heads[-1].cells) if heads else (),
        groups=_groups(heads),
        rows=tuple(_row(row, width) for row in table.rows[count:]),
        caption=caption,
        key=key,
    )


def _heads_of(rows: tuple[Row, ...]) -> int:
    """How many rows at the top are heads: those that repeat, else a first row in bold above plain ones."""
    count = next((at for at, row in enumerate(rows) if not row.header), 1)  # all of them: Word repeats none
    if count or len(rows) < 2:
        return count
    full = all(cell.text for cell in rows[0].cells)
    return int(full and _in_bold(rows[0]) and not _in_bold(rows[1]))


def _in_bold(row: Row) -> bool:
    said = [paragraph for cell in row.cells for paragraph in cell.paragraphs]
    return bool(said) and all(paragraph.bold for paragraph in said)


def _groups(heads: tuple[Row, ...]) -> tuple[str, ...]:
    """What stands over each head where there are several rows of them; " / " between levels."""
    if not heads:
        return ()
    over: list[list[str]] = [[] for _ in heads[-1].cells]
    for row in heads[:-1]:
        left = ""
        for at, cell in enumerate(row.cells):
            left = left if cell.merge is Merge.SPANNED else cell.text
            if left and left != heads[-1].cells[at].text and left not in over[at]:  # else merged downwards
                over[at].append(left)
    return tuple(" / ".join(names) for names in over)


def _row(row: Row, width: int) -> ReadRow:
    if width > 1 and row.cells and row.cells[0].colspan == width:
        return ReadRow((_cell(row.cells[0]),), RowKind.GROUP)
    kind = RowKind.SUM if _in_bold(row) else RowKind.PLAIN
    return ReadRow(tuple(_cell(cell) for cell in row.cells), kind)


def _cell(cell: Cell) -> str:
    return "" if cell.merge is Merge.SPANNED else cell.text
