"""What a report or letter says when its Word file comes back: plain blocks, whoever wrote or edited it.

Pure values that travel from the reading child as JSON. A block that was written with a key brings it back in
a hidden bookmark, which Word and LibreOffice keep while words are changed round it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from minhbach.shared.text import fold

_PREFIX = "_mb_"
_KEY = re.compile(r"[a-z0-9._-]{1,36}")  # Word takes forty letters, digits and underscores
_SIGNS = str.maketrans({".": "P", "-": "D"})
_BACK = str.maketrans({"P": ".", "D": "-"})


def bookmark_of(key: str) -> str:
    """The bookmark that bears a key: small letters, digits, ". - _", at most 36; "" where it cannot."""
    return _PREFIX + key.translate(_SIGNS) if _KEY.fullmatch(key) else ""


def key_of(bookmark: str) -> str:
    """The key that a bookmark bears; "" for a bookmark of somebody else."""
    key = bookmark.removeprefix(_PREFIX).translate(_BACK) if bookmark.startswith(_PREFIX) else ""
    return key if _KEY.fullmatch(key) else ""


@dataclass(frozen=True, slots=True)
class ReadHeading:
    """A heading: its label as it stands ("II.", "1.", "a)"; "" for none) and its words without it.

    level: 0 part, 1 "I.", 2 "1.", 3 "a)".
    """

    label: str
    words: str
    level: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class ReadParagraph:
    """A paragraph. sign: the dash or plus in front of it, taken off its text."""

    text: str
    sign: str = ""
    key: str = ""


class RowKind(StrEnum):
    PLAIN = "plain"
    GROUP = "group"  # one cell over all columns
    SUM = "sum"  # all of it in bold


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row: as many cells as the table has columns, one for a group. A newline parts paragraphs."""

    cells: tuple[str, ...]
    kind: RowKind = RowKind.PLAIN


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table. heads: one a column, () where it has none; groups: what stands over each head, or ""."""

    heads: tuple[str, ...]
    groups: tuple[str, ...]
    rows: tuple[ReadRow, ...]
    caption: str = ""
    key: str = ""


ReadBlock: TypeAlias = ReadHeading | ReadParagraph | ReadTable


@dataclass(frozen=True, slots=True)
class ReadAnnex:
    """An annex; label and title are "" for what stands behind the signature without a heading."""

    label: str
    title: str
    blocks: tuple[ReadBlock, ...]
    reference: str = ""


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """A paper as its file says it. What it does not say is "" or ().

    number: "118/BC-SXD"; issued: "2026-10-06", or as much of it as stands there. code: of the snapshot it was
    made from. tracked: it holds tracked changes, read as accepted; left_out: what was not read (words that
    stand in another file within it). notes: footnotes.
    """

    kind: str
    subject: str
    number: str
    issued: str
    issuer: str
    addressees: tuple[str, ...]
    bases: tuple[str, ...]
    body: tuple[ReadBlock, ...]
    recipients: tuple[str, ...]
    signed_as: str
    signer: str
    annexes: tuple[ReadAnnex, ...]
    notes: tuple[str, ...] = ()
    code: str = ""
    tracked: bool = False
    left_out: bool = False

    def as_json(self) -> dict[str, Any]:
        """Plain values; each block names its class."""
        plain = {name: getattr(self, name) for name in self.__slots__}
        plain["body"] = [_block_json(block) for block in self.body]
        plain["annexes"] = [
            {"label": a.label, "title": a.title, "reference": a.reference,
             "blocks": [_block_json(block) for block in a.blocks]}
            for a in self.annexes
        ]  # fmt: skip
        return plain

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> ReadPaper:
        """From what `as_json` gave."""
        lists = {name: tuple(plain[name]) for name in ("addressees", "bases", "recipients", "notes")}
        annexes = tuple(
            ReadAnnex(a["label"], a["title"], _blocks(a["blocks"]), a["reference"]) for a in plain["annexes"]
        )
        return cls(**{**plain, **lists, "body": _blocks(plain["body"]), "annexes": annexes})

    def section(self, *names: str) -> tuple[ReadBlock, ...]:
        """What stands below the first heading of one of these keys or words, up to the next of its level.

        Words are compared without case, marks of tone aside, and without what stands around them.
        """
        return section(self.body, *names)


def section(blocks: tuple[ReadBlock, ...], *names: str) -> tuple[ReadBlock, ...]:
    """See `ReadPaper.section`."""
    wanted = {fold(name) for name in names}
    at = next(
        (
            n
            for n, block in enumerate(blocks)
            if isinstance(block, ReadHeading) and (block.key in names or fold(block.words) in wanted)
        ),
        None,
    )
    if at is None:
        return ()
    head = blocks[at]
    assert isinstance(head, ReadHeading)
    behind = blocks[at + 1 :]
    end = next(
        (n for n, b in enumerate(behind) if isinstance(b, ReadHeading) and b.level <= head.level), len(behind)
    )
    return behind[:end]


_KINDS: dict[str, type[ReadHeading] | type[ReadParagraph]] = {
    "heading": ReadHeading,
    "paragraph": ReadParagraph,
}


def _block_json(block: ReadBlock) -> dict[str, Any]:
    kind = {ReadHeading: "heading", ReadParagraph: "paragraph", ReadTable: "table"}[type(block)]
    return {"block": kind, **asdict(block)}


def _blocks(plain: Iterable[Mapping[str, Any]]) -> tuple[ReadBlock, ...]:
    return tuple(_block_of(dict(one)) for one in plain)


def _block_of(plain: dict[str, Any]) -> ReadBlock:
    kind = plain.pop("block")
    if kind != "table":
        return _KINDS[kind](**plain)
    rows = tuple(ReadRow(tuple(row["cells"]), RowKind(row["kind"])) for row in plain.pop("rows"))
    return ReadTable(tuple(plain.pop("heads")), tuple(plain.pop("groups")), rows, **plain)
