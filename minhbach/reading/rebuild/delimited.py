"""Tables whose cells the text still tells apart: by pipes or by tabs.

Rows cut by a page break come back together, group rows and rows without a number of their own get
what a merged cell above them says.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from minhbach.reading.rebuild.cell_words import unfinished
from minhbach.reading.rebuild.lines import squeeze
from minhbach.reading.rebuild.roles import LEADS, Role, role_of
from minhbach.reading.shapes import Cell, Merge, Paragraph, Row, Table

_PIPE = re.compile(r"(?<!\\)\|")
_RULE_CELL = re.compile(r"^:?-{2,}:?$")
_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*|[IVXLC]+|[A-ZĐ])[.)]?$")
_OWN_NUMBER = re.compile(r"^\d+[.)]?$")
_GROUP = re.compile(r"^(?:[IVXLC]+|[A-ZĐ])[.)]?$")
_ITEM = re.compile(r"^(?:\d+(?:\.\d+)+[.:)]?\s|[-–+•]\s)")
_HEAD = re.compile(r"^(?:STT|TT|Số TT|SỐ TT|Stt|S\.TT|Số thứ tự)$", re.I)
_BREAK = re.compile(r"<br\s*/?>", re.I)
_LETTERED = re.compile(r"a\)\s.*[;.] b\)\s")
_LETTERS = re.compile(r"(?<=[;.]) (?=[b-zđ]\)\s)")
_TOTAL = re.compile(r"(?:tổng(?: cộng| số)?|cộng)\W*$", re.I)
_LONGEST_GROUP = 100  # characters
_STOP = re.compile(r"[.;:!?]['\"”)\]]*$")


@dataclass(frozen=True, slots=True)
class Delimiter:
    """How the rows of one table are split. `fenced`: every row opens with the sign."""

    sign: str
    fenced: bool = False


BARS = Delimiter("|")


def delimiter_of(line: str) -> Delimiter | None:
    """The sign that splits this raw line into cells, if it is a table row at all."""
    body = line.strip()
    if body.startswith("|") and len(_PIPE.findall(body)) >= 2:
        return Delimiter("|", fenced=True)
    if len(re.findall(r"\S \| |^\| | \|$", body)) >= 2:
        return Delimiter("|")
    if line.rstrip("\n").count("\t") >= 2 and line.strip():
        return Delimiter("\t")
    return None


def split_row(line: str, by: Delimiter) -> list[str]:
    """The cells of a raw line, blanks squeezed, empty cells kept."""
    if by.sign == "\t":
        return [squeeze(part) for part in line.rstrip("\r\n").split("\t")]
    body = line.strip()
    if by.fenced:
        body = body[1:]
        if _PIPE.search(body[-1:] or " ") and not body.endswith("\\|"):
            body = body[:-1]
    return [squeeze(part.replace("\\|", "|")) for part in _PIPE.split(body)]


def goes_on_below(rows: Sequence[Sequence[str]], cells: Sequence[str], raw: str) -> bool:
    """Whether a line goes on with a row of bars that was broken: amid a cell, or between two cells."""
    if len(rows) < 2 or is_rule_row(rows[-1]) or not cells:
        return False
    most, above = len(rows[0]), len(rows[-1])
    numbered = _NUMBER.match(_bare(cells[0])) is not None
    if raw.lstrip().startswith("|"):
        return above < most and above + len(cells) == most and not numbered
    if len(cells) > 1:
        return above < most and above + len(cells) - 1 <= most and not numbered
    closed = raw.rstrip().endswith("|")
    return above <= most and (closed or (above < most and cells[0][:1].islower()))


def with_rest(above: list[str], cells: Sequence[str], raw: str) -> list[str]:
    """The row with what the line below adds: to its last cell, unless the break stood between cells."""
    if raw.lstrip().startswith("|"):
        return [*above, *cells]
    return [*above[:-1], squeeze(f"{above[-1]} {cells[0]}"), *cells[1:]]


def is_rule_row(cells: Sequence[str]) -> bool:
    """The line of strokes under a header."""
    return bool(cells) and all(_RULE_CELL.match(c) for c in cells if c) and any(cells)


def table_of(rows: list[list[str]]) -> Table | None:
    """One table of rows of equal or nearly equal length; None if it holds no words."""
    header = 1 if (len(rows) > 1 and is_rule_row(rows[1])) or (rows and _HEAD.match(_bare(rows[0][0]))) else 0
    rows = [row for row in rows if not is_rule_row(row)]
    if not rows:
        return None
    columns = max(len(row) for row in rows) if not header else len(rows[0])
    grid = [_fitted(row, columns) for row in rows]
    top, body = grid[:header], [row for row in grid[header:] if row not in grid[:header]]
    joined = _without_cuts(body)
    made = [Row(tuple(cell(text) for text in row), header=True) for row in top]
    made += _doubted(_rows(joined), grid[0])
    return Table(tuple(made)) if made else None


def _bare(text: str) -> str:
    return text.strip("*_ ")


def _fitted(row: list[str], columns: int) -> list[str]:
    """A row as long as the header: missing cells are empty, words beyond go to the last cell."""
    if len(row) <= columns:
        return row + [""] * (columns - len(row))
    extra = [text for text in row[columns:] if text]
    return [*row[: columns - 1], " | ".join([row[columns - 1], *extra]) if extra else row[columns - 1]]


def cell(text: str, merge: Merge = Merge.OWN, colspan: int = 1) -> Cell:
    """A cell of plain words; line breaks of the source part its paragraphs, and its letters."""
    parts = [squeeze(part) for part in _BREAK.split(text)] if "<" in text else [text]
    if len(parts) == 1 and _LETTERED.match(text):
        parts = _LETTERS.split(text)
    return Cell(tuple(Paragraph(p) for p in parts if p), merge=merge, colspan=colspan)


def _without_cuts(rows: list[list[str]]) -> list[list[str]]:
    """Rows that a page break cut in two, in one piece again."""
    grouped = sum(bool(_ITEM.match(t)) for row in rows for t in row[1:3] if not row[0]) >= 2
    done: list[list[str]] = []
    for row, after in zip(rows, [*rows[1:], []], strict=True):
        named = done and _names_group(done[-1], row, after)
        if done and not named and _continues(done[-1], row, grouped):
            done[-1] = [squeeze(f"{a} {b}") for a, b in zip(done[-1], row, strict=True)]
        else:
            done.append(list(row))
    return done


def _names_group(above: list[str], row: list[str], after: list[str]) -> bool:
    """Whether a row only names the group of those below it: one text behind no number, above a number. Words
    that the row above still waits for are its own."""
    filled = [i for i, text in enumerate(row) if text]
    if filled != [1] or not after or not _OWN_NUMBER.match(_bare(after[0])):
        return False
    text = _bare(row[1])
    whole = text[:1].isupper() and len(text) <= _LONGEST_GROUP and not _STOP.search(text)
    return whole and not unfinished(above[1]) and above[1].count("(") <= above[1].count(")")


def _continues(above: list[str], row: list[str], grouped: bool) -> bool:
    """A row without a number whose every filled cell goes on where the cell above it stopped."""
    filled = [i for i, text in enumerate(row) if text]
    if not filled or row[0] or _GROUP.match(_bare(above[0])) or any(_ITEM.match(row[i]) for i in filled):
        return False
    if _TOTAL.match(_bare(row[filled[0]])):
        return False
    if any(row[i][:1].islower() for i in filled):
        return True
    if grouped or not _OWN_NUMBER.match(_bare(above[0])):
        return False
    # In a table numbered row by row, one without a number and without a time is no row of its own.
    return len(filled) <= 2


def _rows(rows: list[list[str]]) -> list[Row]:
    made: list[Row] = []
    for above, row, after in zip([[], *rows], rows, [*rows[1:], []], strict=False):
        spread = _spread(row)
        if spread is not None:
            made.append(spread)
        elif above and _names_group(above, row, after):
            made.append(Row(tuple(cell(text) for text in row)))
        elif made and not row[0] and any(row[1:]):
            made.append(_handed_down(row, made[-1]))
        else:
            made.append(Row(tuple(cell(text) for text in row)))
    return made


def _doubted(rows: list[Row], names: Sequence[str]) -> list[Row]:
    """Rows whose empty cell for a body or a time may as well be merged with the one above: bars do not tell.
    A helping body is often not named at all: it is only doubted where many of the others are empty."""
    roles = [role_of(name) for name in names]
    heads = len(list(itertools.takewhile(lambda row: not row.cells[0].text, rows)))
    works = [
        row for row in rows[heads:] if not any(c.merge is Merge.SPANNED or c.colspan > 1 for c in row.cells)
    ]
    must = {at for at, role in enumerate(roles) if role in (Role.TIME, *LEADS)}
    merges = 4 * sum(any(not row.cells[at].text for at in must) for row in works) >= len(works)
    asked = must | {at for at, role in enumerate(roles) if role is Role.COORDINATING and merges}
    usual = {at for at in asked if 2 * sum(bool(row.cells[at].text) for row in works) >= len(works)}
    return [_doubted_row(row, usual) if row in works else row for row in rows]


def _doubted_row(row: Row, usual: set[int]) -> Row:
    if not any(row.cells[at].text for at in usual):
        return row  # it names a group, or nothing of it is known
    cells = tuple(
        replace(c, merge=Merge.INFERRED) if at in usual and not c.text else c
        for at, c in enumerate(row.cells)
    )
    return replace(row, cells=cells)


def _spread(row: list[str]) -> Row | None:
    """A row that one heading fills: the same words in every cell, or in the first only."""
    number, rest = _bare(row[0]), row[1:]
    words = {_bare(t) for t in rest if t}
    if len(words) != 1 or len(rest) < 2:
        return None
    everywhere = all(rest)
    if not everywhere and not (_GROUP.match(number) and rest[0]):
        return None
    span = [cell("", Merge.SPANNED) for _ in rest[1:]]
    return Row((cell(row[0]), cell(rest[0], colspan=len(rest)), *span))


def _handed_down(row: list[str], above: Row) -> Row:
    """A row of a group: its number and what stands left of its text come from above; its other
    cells only where it has none of its own (merged all or nothing)."""
    first = next(i for i, text in enumerate(row) if text)
    tail_empty = not any(row[first + 1 :])
    cells = []
    for i, text in enumerate(row):
        takes = not text and above.cells[i].text and (i < first or tail_empty)
        if takes:
            cells.append(replace(above.cells[i], merge=Merge.INFERRED, colspan=1))
        else:
            cells.append(cell(text))
    return Row(tuple(cells))
