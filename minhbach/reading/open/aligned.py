"""Tables without rulings: columns by the empty strips that run down their rows, rows by their numbers.

The same for letters on a page (points) and for text laid out with spaces (characters). A table is only seen
where its header names the column of numbers, or the work and who does it; what does not fit stays running
text and is listed unread.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from minhbach.reading.find.columns import Role, roles_of

_NUMBER_HEAD = re.compile(r"(?:S?TT|Stt|Số TT)$")
_NUMBER = re.compile(r"\(?\d{1,3}(?:\.\d{1,3})?[.)]?$")
_GROUP = re.compile(r"(?:[IVX]{1,5}|[A-H])[.)]?(?:\s|$)")
_ITEM = re.compile(r"(?:[-–+•]|[a-zđ]\)|\d{1,3}(?:\.\d{1,3})+\.?)\s")
_ENDS = re.compile(r"(?:Nơi nhận|PHỤ LỤC|Phụ lục|BIỂU|\(?Kèm theo|TM\.|KT\.|T/M|K/T)")
_MOST_HEADER_LINES = 8
_FEWEST_COLUMNS = 3
_MOST_LINES = 12  # of a row on the average, where only gaps part rows
_MOST_PIECES = 20_000  # more on one page or in one text are no table
_CROSSED = 0.2  # of the lines: group rows may lie across a strip


@dataclass(frozen=True, slots=True)
class Piece:
    """Words without a wide gap between them, from x0 to x1."""

    x0: float
    x1: float
    text: str


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line: its pieces from left to right. apart: a wider gap stands above it. top: a page begins."""

    pieces: tuple[Piece, ...]
    apart: bool = False
    top: bool = False


@dataclass(frozen=True, slots=True)
class Aligned:
    """A table in lines first..end. strips: where columns part. starts: the lines that begin rows, headers
    among them. headers: first line and line behind the last of the header, and of each repetition of it."""

    first: int
    end: int
    strips: tuple[float, ...]
    starts: tuple[int, ...]
    headers: tuple[tuple[int, int], ...]

    def column(self, x: float) -> int:
        """The column in which a place lies."""
        return sum(strip <= x for strip in self.strips)

    def covers(self, piece: Piece) -> tuple[int, int]:
        """The first and the last column that a piece lies over."""
        return self.column(piece.x0), self.column(piece.x1)

    def columns(self, line: PrintedLine) -> frozenset[int]:
        """The columns over which a line has words."""
        return frozenset(
            at for piece in line.pieces for at in range(self.column(piece.x0), self.column(piece.x1) + 1)
        )

    def crosses(self, line: PrintedLine) -> bool:
        """Whether words of a line lie over several columns."""
        return _lies_across(line, self.strips)


@dataclass(frozen=True, slots=True)
class _Header:
    """first, body: its lines. number: what heads the column of numbers, None where there is no such column.
    spans: where the heads of columns stand."""

    first: int
    body: int
    number: Piece | None
    spans: tuple[tuple[float, float], ...]


def aligned_tables(lines: Sequence[PrintedLine], least: float, *, exact: bool = False) -> list[Aligned]:
    """The tables among the lines of one text. least: the narrowest strip between columns.
    exact: places are exact, so that only the words of a group lie across a strip."""
    found: list[Aligned] = []
    at = 0
    while at < len(lines):
        header = _header_at(lines, at, found[-1].end if found else 0)
        table = _table_below(lines, header, least, exact) if header else None
        if table is None:
            at += 1
            continue
        found.append(table)
        at = table.end
    return found


def _header_at(lines: Sequence[PrintedLine], at: int, top: int) -> _Header | None:
    """The header of a table on line `at`: it names the column of numbers, or the work and who or when."""
    number = _number_head(lines[at])
    if number is not None:
        first, body = _header_top(lines, at, top), _body(lines, at, number)
    elif len(lines[at].pieces) >= _FEWEST_COLUMNS and not any(map(_number_head, lines[at + 1 : at + 4])):
        first, body = at, _next_apart(lines, at)
    else:
        return None
    spans = _header_spans(lines[first:body]) if body else []
    if body is None or len(spans) < _FEWEST_COLUMNS:
        return None
    header = _Header(first, body, number, tuple(spans))
    return header if number is not None or _names_work(lines[first:body], spans) else None


def _next_apart(lines: Sequence[PrintedLine], at: int) -> int | None:
    """The next line below a wider gap, if it is near."""
    return next((n for n in range(at + 1, min(at + _MOST_HEADER_LINES, len(lines))) if lines[n].apart), None)


def _names_work(header: Sequence[PrintedLine], spans: Sequence[tuple[float, float]]) -> bool:
    """Whether heads say what is to be done, and by whom or by when."""
    names = tuple(
        " ".join(p.text for line in header for p in line.pieces if p.x0 < high and low < p.x1)
        for low, high in spans
    )
    roles, _ = roles_of(names)
    works = {Role.TASK, Role.ACTIVITY} & roles.keys()
    return bool(works) and len(roles) >= _FEWEST_COLUMNS and bool({Role.LEAD, Role.TIME} & roles.keys())


def _number_head(line: PrintedLine) -> Piece | None:
    return next((piece for piece in line.pieces if _NUMBER_HEAD.match(piece.text)), None)


def _table_below(lines: Sequence[PrintedLine], header: _Header, least: float, exact: bool) -> Aligned | None:
    """The table below a header."""
    end, headers = _end(lines, header)
    if not headers:
        return None
    strips = _strips(_inner(lines, headers, end), header.spans, least)
    if exact and strips:  # running text below, drawn apart so far that it looks like cells
        end = next((n for n in range(header.body, end) if _is_stray(lines, n, header, strips, headers)), end)
        headers = tuple(one for one in headers if one[1] < end)
        if not headers:
            return None
        strips = _strips(_inner(lines, headers, end), header.spans, least)
    if len(strips) + 1 < _FEWEST_COLUMNS:
        return None
    starts = _starts(lines, header, headers, end, strips)
    if starts is None:
        return None
    around = {at for one in headers for at in one}  # what follows a header may go on with a row above it
    return Aligned(header.first, end, strips, tuple(sorted({*starts, *around})), headers)


def _inner(lines: Sequence[PrintedLine], headers: Sequence[tuple[int, int]], end: int) -> list[PrintedLine]:
    """The lines of a table without its headers."""
    return [
        lines[n] for n in range(headers[0][1], end) if not any(first <= n < body for first, body in headers)
    ]


def _is_stray(
    lines: Sequence[PrintedLine],
    at: int,
    header: _Header,
    strips: tuple[float, ...],
    headers: Sequence[tuple[int, int]],
) -> bool:
    """Whether a line lies across the columns and is no group's."""
    if not _lies_across(lines[at], strips) or any(first <= at < body for first, body in headers):
        return False
    while at > header.body and _lies_across(lines[at - 1], strips) and not lines[at].apart:
        at -= 1
    return not _GROUP.match(lines[at].pieces[0].text) and not (
        header.number and _opens(lines[at].pieces[0], header.number)
    )


def _header_top(lines: Sequence[PrintedLine], at: int, top: int) -> int:
    """The first line of the header: cells taller than that of the numbers begin above it."""
    first = at
    while first > top and at - first < 3:
        above = lines[first - 1].pieces
        if len(above) < (_FEWEST_COLUMNS if lines[first].apart else 2) or _NUMBER.match(above[0].text):
            break
        first -= 1
    return first


def _body(lines: Sequence[PrintedLine], at: int, head: Piece) -> int | None:
    """The first line below the header: that of a number below the head of the numbers, or of a group's.
    A number in the middle of its row has lines of the row above it, up to a wider gap."""
    for n in range(at + 1, min(at + _MOST_HEADER_LINES, len(lines))):
        if any(_opens(piece, head) for piece in lines[n].pieces):
            return next((m for m in range(n, at, -1) if lines[m].apart), n)
    return None


def _opens(piece: Piece, head: Piece) -> bool:
    below = piece.x0 < head.x1 + (head.x1 - head.x0) and piece.x1 > head.x0 - (head.x1 - head.x0)
    return below and (_NUMBER.match(piece.text) is not None or _GROUP.match(piece.text) is not None)


def _header_spans(lines: Sequence[PrintedLine]) -> list[tuple[float, float]]:
    """Where the heads of columns stand; a head over several columns counts with those below it."""
    found: list[tuple[float, float]] = []
    for piece in sorted((p for line in lines for p in line.pieces), key=lambda p: p.x1 - p.x0):
        over = [span for span in found if span[0] < piece.x1 and piece.x0 < span[1]]
        if not over:
            found.append((piece.x0, piece.x1))
        elif len(over) == 1:
            found.remove(over[0])
            found.append((min(over[0][0], piece.x0), max(over[0][1], piece.x1)))
    return sorted(found)


def _end(lines: Sequence[PrintedLine], header: _Header) -> tuple[int, tuple[tuple[int, int], ...]]:
    """Behind the last line of the table, and its headers: a line of running text or the foot ends it, a
    header that comes again on the next page does not."""
    headers = [(header.first, header.body)]
    tall = header.body - header.first
    said = _said(lines[header.first : header.body])
    end = n = header.body
    while n < len(lines):
        if lines[n].top and _said(lines[n : n + tall]) == said:
            headers.append((n, n + tall))
            n += tall
        elif _ends(lines[n], header, first=n == header.body) or _opens_chapter(lines, n):
            break
        else:
            n += 1
        end = n
    while (
        end > header.body and len(lines[end - 1].pieces) == 1 and _GROUP.match(lines[end - 1].pieces[0].text)
    ):
        end -= 1  # the heading of what follows
    return end, tuple(one for one in headers if one[1] < end)


def _opens_chapter(lines: Sequence[PrintedLine], at: int) -> bool:
    """Whether a line heads what follows the table: below the heading of a group stands a row, with cells."""
    heads = lines[at].apart and len(lines[at].pieces) == 1 and _GROUP.match(lines[at].pieces[0].text)
    if not heads or at + 1 == len(lines):
        return False
    below = lines[at + 1]
    return below.apart and len(below.pieces) == 1 and not _NUMBER.match(below.pieces[0].text)


def _said(lines: Sequence[PrintedLine]) -> list[str]:
    return ["".join(piece.text for piece in line.pieces).replace(" ", "") for line in lines]


def _ends(line: PrintedLine, header: _Header, *, first: bool) -> bool:
    """Whether a line stands no longer in the table."""
    piece = line.pieces[0]
    if _ENDS.match(piece.text) or (_number_head(line) and not first):
        return True
    if len(line.pieces) > 1 or (header.number and _opens(piece, header.number)):
        return False
    over = sum(span[0] < piece.x1 and piece.x0 < span[1] for span in header.spans)
    if over > 1 and not _GROUP.match(piece.text):
        return True
    left = header.number.x0 if header.number else header.spans[0][0]
    return over == 0 and line.apart and piece.x0 <= left


def _strips(
    lines: Sequence[PrintedLine], heads: Sequence[tuple[float, float]], least: float
) -> tuple[float, ...]:
    """One strip between two heads each: the widest among those that fewest lines cross."""
    pieces = [
        p
        for line in lines
        if len(line.pieces) > 1 or not _GROUP.match(line.pieces[0].text)
        for p in line.pieces
    ]
    if len(pieces) > _MOST_PIECES:
        return ()
    found: list[float] = []
    for (_, low), (high, _) in itertools.pairwise(heads):
        edges = sorted({low, high, *(e for p in pieces for e in (p.x0, p.x1) if low < e < high)})
        gaps = [
            (sum(p.x0 < b and p.x1 > a for p in pieces), a - b, (a + b) / 2)
            for a, b in itertools.pairwise(edges)
        ]
        if not gaps:
            return ()
        crossed, wide, middle = min(gaps)
        if crossed > _CROSSED * len(lines) or (-wide < least and high - low > least):
            return ()
        found.append(middle)
    return tuple(found)


def _lies_across(line: PrintedLine, strips: tuple[float, ...]) -> bool:
    return any(sum(piece.x0 < strip < piece.x1 for strip in strips) > 0 for piece in line.pieces)


def _starts(
    lines: Sequence[PrintedLine],
    header: _Header,
    headers: Sequence[tuple[int, int]],
    end: int,
    strips: tuple[float, ...],
) -> list[int] | None:
    """The lines that begin rows: by numbers at their top, else by gaps; None where neither tells."""
    inner = [n for n in range(header.body, end) if not any(first <= n < body for first, body in headers)]
    across = [n for n in inner if _lies_across(lines[n], strips)]
    groups = [n for n in across if n - 1 not in across]
    if header.number is None:
        return _by_gaps(lines, inner, [])
    middle = (header.number.x0 + header.number.x1) / 2
    number = sum(strip <= middle for strip in strips)
    numbered = [n for n in inner if _numbered(lines[n], strips, number)]
    if not numbered:
        return None
    if not _top_aligned(lines, [n for n in numbered if n not in across], strips, number):
        return _by_gaps(lines, inner, numbered)
    parted = [n for n in inner if lines[n].apart] if all(lines[n].apart for n in numbered[1:]) else []
    fresh = [n for n in parted if _is_fresh(lines[n], strips)]
    if set(fresh) - set(numbered):  # rows without numbers occur: an item by itself is one too
        fresh += [n for n in parted if _ITEM.match(lines[n].pieces[0].text)]
    names = [n for n in parted if n + 1 in numbered and n not in numbered and _names_group(lines[n])]
    starts = sorted({*numbered, *groups, *fresh, *names})
    return starts if starts[0] == header.body else None


def _by_gaps(lines: Sequence[PrintedLine], inner: Sequence[int], numbered: Sequence[int]) -> list[int] | None:
    """Rows that wider gaps part, none with two numbers; one long heap of lines is not guessed at."""
    starts = [n for n in inner if lines[n].apart or n == inner[0]]
    rows = itertools.pairwise([*starts, len(lines)])
    twice = any(sum(low <= n < high for n in numbered) > 1 for low, high in rows)
    blank = any(
        n in starts and n + 1 in [*starts, len(lines)] and len(lines[n].pieces) == 1 for n in numbered
    )
    return None if twice or blank or len(starts) < 2 or len(inner) > _MOST_LINES * len(starts) else starts


def _is_fresh(line: PrintedLine, strips: tuple[float, ...]) -> bool:
    """Whether a line below a gap begins cells in several columns, as only a row does."""
    columns = {sum(strip <= piece.x0 for strip in strips) for piece in line.pieces}
    return len(columns) > 1 and not line.pieces[0].text[:1].islower()


def _names_group(line: PrintedLine) -> bool:
    """Whether a line below a gap and above a numbered row holds nothing but one name."""
    text = line.pieces[0].text
    return len(line.pieces) == 1 and text[:1].isupper() and text[-1] not in ".;:,"


def _numbered(line: PrintedLine, strips: tuple[float, ...], number: int) -> bool:
    """Whether a line holds the number of a row or of a group in its column."""
    return any(
        sum(strip <= p.x0 for strip in strips) == number and (_NUMBER.match(p.text) or _GROUP.match(p.text))
        for p in line.pieces
    )


def _top_aligned(
    lines: Sequence[PrintedLine], rows: Sequence[int], strips: tuple[float, ...], number: int
) -> bool:
    """Whether rows begin where their numbers stand: else words of a row would stand above its number."""
    small = 0
    for n in rows:
        words = [p for p in lines[n].pieces if sum(strip <= p.x0 for strip in strips) == number + 1]
        small += not words or words[0].text[:1].islower()
    return 3 * small <= len(rows)
