"""Headers of tables in poured-out text: found by repetition, or by vocabulary where they stand once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from minhbach.reading.rebuild.bare_header import bare_header
from minhbach.reading.rebuild.chain import NAME_LINES, named_groups
from minhbach.reading.rebuild.lines import Line
from minhbach.reading.rebuild.roles import Column, Role, columns_of, opens_column

# "TT" opens many words (TT-..., TT&TT, TTHC): it must stand alone.
_OPENS = re.compile(r"^(?:STT|TT|Stt|Số TT|SỐ TT|S\.TT)(?:\s+(?=[^\W_])|$)")
_FIRST_ROW = re.compile(r"^(?:(?:I|A|1|01)[.)]?(?:\s|$)|1\.1[.:]?\s)")
_COLUMN_NUMBERS = re.compile(r"^[(\[]?\d{1,2}[)\]]?(?:\s+[(\[]?\d{1,2}[)\]]?)*$")
_LONGEST = 30  # lines a header may take
_FEWEST = 3  # named columns that make a header


@dataclass(frozen=True, slots=True)
class Header:
    """A header at lines start..end and its columns. repeated: printed on more than one page."""

    start: int
    end: int
    columns: tuple[Column, ...]
    repeated: bool

    @property
    def numbered(self) -> bool:
        """Whether it names a column of numbers."""
        return bool(self.columns[0].name)


def headers_in(lines: list[Line]) -> list[Header]:
    """Every printing of every header, in order; printings of one header share their columns."""
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if _OPENS.match(line.text):
            groups[tuple(x.text for x in lines[i : i + 2])].append(i)
    found: list[Header] = []
    for starts in groups.values():
        length = _common(lines, starts) if len(starts) > 1 else _by_vocabulary(lines, starts[0])
        columns = tuple(columns_of([x.text for x in lines[starts[0] : starts[0] + length]])) if length else ()
        if _is_header(columns):
            found += [
                Header(s, s + length + _numbering(lines, s + length), columns, len(starts) > 1)
                for s in starts
            ]
    return _without_overlap(sorted([*found, *_bare(lines)], key=lambda h: h.start))


def _bare(lines: list[Line]) -> list[Header]:
    """Headers without a column of numbers. What is printed again word for word is the whole header: a cell
    above or below it may read like one more head."""
    texts = [line.text for line in lines]
    columns: dict[tuple[str, ...], tuple[Column, ...]] = {}
    for i, text in enumerate(texts):
        if opens_column(text) and not (i and _OPENS.match(texts[i - 1])):
            size, found = bare_header(lines, i)
            if size:
                columns.setdefault(tuple(texts[i : i + size]), found)
    places = {said: _printings(texts, said) for said in columns}
    headers: list[Header] = []
    taken: set[int] = set()
    for said in sorted(places, key=lambda s: (-len(places[s]), -len(s))):
        for i in places[said]:
            own = range(i, i + len(said))
            if taken.isdisjoint(own):
                taken.update(own)
                headers.append(Header(i, own.stop, columns[said], len(places[said]) > 1))
    return headers


def _printings(texts: Sequence[str], said: tuple[str, ...]) -> list[int]:
    return [i for i, text in enumerate(texts) if text == said[0] and tuple(texts[i : i + len(said)]) == said]


def _without_overlap(found: list[Header]) -> list[Header]:
    kept: list[Header] = []
    for header in found:
        if not kept or header.start >= kept[-1].end:
            kept.append(header)
    return kept


def _common(lines: list[Line], starts: list[int]) -> int:
    """The longest run of lines that all printings share; a row's first line never counts."""
    length = 0
    while length < _LONGEST:
        texts = {lines[s + length].text if s + length < len(lines) else None for s in starts}
        if len(texts) != 1 or None in texts or (length > 1 and _FIRST_ROW.match(texts.pop() or "")):
            break
        length += 1
    return length


def _by_vocabulary(lines: list[Line], start: int) -> int:
    """A header printed once ends before the first row, which opens with the first number, or before the name
    of its group."""
    for end in range(start + 1, min(start + _LONGEST, len(lines))):
        below = lines[end : end + NAME_LINES + 1]
        if not (_FIRST_ROW.match(below[0].text) or below[0].gaps):
            continue
        columns = tuple(columns_of([x.text for x in lines[start:end]]))
        if _is_header(columns) and (
            _FIRST_ROW.match(below[0].text) or 0 in named_groups(below, len(columns))
        ):
            return end - start
    return 0


def _numbering(lines: list[Line], at: int) -> int:
    """How many lines at `at` only number the columns: "1 2 3 4", or "1", "2", "3" one below the other."""
    run, seen = 0, 0
    for line in lines[at : at + _LONGEST]:
        numbers = [int(n) for n in re.findall(r"\d+", line.text)]
        if not _COLUMN_NUMBERS.match(line.text) or numbers != list(range(seen + 1, seen + 1 + len(numbers))):
            break
        run, seen = run + 1, seen + len(numbers)
    return run if seen >= _FEWEST else 0


def _is_header(columns: tuple[Column, ...]) -> bool:
    named = {c.role for c in columns} - {Role.OTHER, Role.NUMBER}
    return len(columns) > _FEWEST and len(named) >= 2 and columns[0].role is Role.NUMBER
