"""A report that came back as Word: what of it seems to belong into which field. Proposals only. Pure.

Blocks that this product wrote carry the key of their field. In a unit's own file a field is found by its
number, by its words, or by the heading of its section; what finds no place is shown as left over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from rapidfuzz import fuzz

from minhbach.reporting.core.answers import EMPTY, Answer
from minhbach.reporting.core.fields import Field, Sheet
from minhbach.reporting.core.forms import PartKind
from minhbach.reporting.core.papers import Block, Bullet, Heading, Paragraph, RowKind, Table
from minhbach.reporting.core.unit_paper import field_of
from minhbach.shared.text import fold

ALIKE = 86  # percent of the words of a field that a line must hold to be about it
_CODE = re.compile(r"^\W*(?:nhiệm vụ|mục|chỉ tiêu)?\s*(\d+(?:\.\d+)*)\b[.):]*\s*", re.IGNORECASE)
_CAUSE = re.compile(r"^\W*nguyên nhân(?: chưa xong)?\s*[:.]\s*", re.IGNORECASE)
_EXPECTED = re.compile(
    r"dự kiến (?:xong|hoàn thành)[^\d]{0,20}(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\.?", re.IGNORECASE
)
_PROOF = re.compile(r"^\W*minh chứng\s*:", re.IGNORECASE)
_NOTHING = re.compile(r"^\W*chưa phát sinh(?: trong kỳ)?\W*$", re.IGNORECASE)
_UNWRITTEN = re.compile(r"^\W*chưa viết\W*$", re.IGNORECASE)
# Words of section headings, for narrative fields of the standard form.
_SECTIONS = {
    "q-shortcomings": ("ton tai", "han che"),
    "q-proposals": ("kien nghi", "de xuat", "kho khan"),
}
_HEADS = {"text": ("ket qua", "noi dung thuc hien", "da thuc hien"), "figure": ("so lieu", "con so"),
          "note": ("ghi chu",)}  # fmt: skip


class FoundBy(StrEnum):
    KEY = "key"  # this product wrote the paragraph
    CODE = "code"
    WORDS = "words"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the file says for one field."""

    key: str
    answer: Answer
    found_by: FoundBy


@dataclass(frozen=True, slots=True)
class Reading:
    """left_over: paragraphs of the body that found no field; a person looks at them."""

    proposals: tuple[Proposal, ...]
    left_over: tuple[str, ...] = ()


@dataclass
class _Reader:
    """Goes through the blocks and remembers which field the words are about."""

    sheet: Sheet
    texts: dict[str, list[str]] = field(default_factory=dict)
    found: dict[str, Answer] = field(default_factory=dict)
    by: dict[str, FoundBy] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    at: str = ""
    in_body: bool = False

    def take(self, key: str, words: str, by: FoundBy) -> None:
        self.by.setdefault(key, by)
        if words.strip():
            self.texts.setdefault(key, []).append(words.strip())

    def put(self, key: str, by: FoundBy, **parts: object) -> None:
        self.by.setdefault(key, by)
        self.found[key] = replace(self.found.get(key, EMPTY), **parts)  # type: ignore[arg-type]


def proposals_of(blocks: Iterable[Block], sheet: Sheet) -> Reading:
    """Each field at most once, in the order of the form."""
    reader = _Reader(sheet)
    for block in blocks:
        _block(reader, block)
    return Reading(tuple(_proposals(reader)), tuple(reader.left))


def _block(reader: _Reader, block: Block) -> None:
    match block:
        case Heading():
            reader.in_body = True
            reader.at = _by_heading(block.words, reader.sheet)
        case Table():
            _table(reader, block)
        case Paragraph() | Bullet():
            _words(reader, block.text, block.key)


def _words(reader: _Reader, text: str, key: str) -> None:
    named = field_of(key, (one.key for one in reader.sheet.fields)) if key else ""
    if named:
        reader.at = named
        _said(reader, named, text, FoundBy.KEY)
        return
    about, rest, by = _about(text, reader.sheet)
    if about:
        reader.at = about
        if rest:
            _said(reader, about, rest, by)
        else:
            reader.by.setdefault(about, by)
    elif reader.at:
        _said(reader, reader.at, text, reader.by.get(reader.at, FoundBy.HEADING))
    elif reader.in_body and text.strip():
        reader.left.append(text.strip())


def _said(reader: _Reader, key: str, text: str, by: FoundBy) -> None:
    """A paragraph of a field: its cause, its proof, that nothing arose, or plain words."""
    cause = _CAUSE.match(text)
    if _PROOF.match(text) or _UNWRITTEN.match(text):
        reader.by.setdefault(key, by)
    elif _NOTHING.match(text):
        reader.put(key, by, nothing=True)
    elif cause:
        expected = _EXPECTED.search(text)
        why = _EXPECTED.sub("", text[cause.end() :]).strip()
        reader.put(key, by, why=why, expected_on=expected[1] if expected else "")
    else:
        reader.take(key, text, by)


def _about(text: str, sheet: Sheet) -> tuple[str, str, FoundBy]:
    """(field, what is left of the paragraph, how it was found) where a line begins with a duty or an item."""
    numbered = _CODE.match(text)
    for one in sheet.fields:
        if one.kind not in (PartKind.DUTIES, PartKind.ITEM):
            continue
        is_coded = numbered is not None and one.code == numbered[1]
        start = numbered.end() if numbered and is_coded else 0
        rest = _without(text[start:], one.label)
        if rest is not None:
            return one.key, rest, FoundBy.CODE if is_coded else FoundBy.WORDS
    return "", "", FoundBy.WORDS


def _without(text: str, label: str) -> str | None:
    """What follows the name of the field in a line that begins with it; None where it does not."""
    words, asked = text.split(), label.split()
    head = " ".join(words[: len(asked)])
    if not asked or fuzz.ratio(fold(head), fold(label)) < ALIKE:
        return None
    rest = " ".join(words[len(asked) :])
    return re.sub(r"^[\s:.;,-]*(\((thời hạn|hạn)[^)]*\))?[\s:.;,-]*", "", rest, flags=re.IGNORECASE)


def _by_heading(words: str, sheet: Sheet) -> str:
    """The narrative field that a heading is about: by its label, else by what offices call it."""
    folded = fold(words)
    for one in sheet.fields:
        if fuzz.ratio(folded, fold(one.label)) >= ALIKE:
            return one.key
    for key, signs in _SECTIONS.items():
        if sheet.named(key) is not None and any(sign in folded for sign in signs):
            return key
    return ""


def _table(reader: _Reader, table: Table) -> None:
    """Rows that name an item, a duty or an indicator; the other cells by the heads of their columns."""
    columns = {part: at for at, column in enumerate(table.columns) if (part := _part(column.head))}
    for row in table.rows:
        if row.kind is not RowKind.PLAIN:
            continue
        one = _named_in(row.cells, reader.sheet)
        if one is not None:
            _row(reader, one, row.cells, columns)


def _part(head: str) -> str:
    folded = fold(head)
    return next((part for part, signs in _HEADS.items() if any(sign in folded for sign in signs)), "")


def _named_in(cells: Sequence[str], sheet: Sheet) -> Field | None:
    folded = [fold(cell) for cell in cells]
    return next(
        (one for one in sheet.fields if any(fuzz.ratio(cell, fold(one.label)) >= ALIKE for cell in folded)),
        None,
    )


def _row(reader: _Reader, one: Field, cells: Sequence[str], columns: Mapping[str, int]) -> None:
    said = {part: cells[at].strip() for part, at in columns.items() if at < len(cells)}
    if one.kind is PartKind.INDICATORS and "text" in said:
        said["figure"] = said.pop("text")
    said = {part: words for part, words in said.items() if words not in ("", "–", "-")}
    if _NOTHING.match(said.get("text", "")):
        said.pop("text")
        reader.put(one.key, FoundBy.WORDS, nothing=True)
    if _UNWRITTEN.match(said.get("text", "")):
        said.pop("text")
    if said:
        reader.put(one.key, FoundBy.WORDS, **said)


def _proposals(reader: _Reader) -> Iterator[Proposal]:
    for one in reader.sheet.fields:
        answer = reader.found.get(one.key, EMPTY)
        texts = reader.texts.get(one.key)
        if texts:
            answer = replace(answer, text="\n".join(texts))
        if answer != EMPTY:
            yield Proposal(one.key, answer, reader.by[one.key])
