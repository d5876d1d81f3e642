"""Which lines open numbered rows: the best chain of +1 steps over all candidates, never greedy."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from minhbach.reading.rebuild.lines import Line

_PLAIN = re.compile(r"^0?(\d{1,3})[.)]?(?:\s+(?=\S)|$)")
_CODED = re.compile(r"^(\d{1,2})\.(\d{1,3})\.?$")
_ROMAN = re.compile(r"^([IVXLC]{1,6}|[A-H])[.)]?(?:\s+(?=\S)|$)")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
NAME_LINES = 4  # lines of a name of a group
_HEADING_LINES = 5  # lines between a section's number and its first row
ANEW = 0.6  # what a chain that begins again is worth
LOST = 0.9  # price of a number that is missing from the chain
BARE = 0.15  # reward for a number alone on its line
CAPITAL = 0.1  # reward for a capital, digit or quote after the number


@dataclass(frozen=True, slots=True)
class Start:
    """Line `line` opens a row numbered `number`; `code` as printed; `rest` follows on the line."""

    line: int
    number: int
    code: str
    rest: str


def roman(text: str) -> int | None:
    """The value of a Roman numeral, or the place of a capital letter in the alphabet."""
    if set(text) <= set(_VALUES):
        total = 0
        for a, b in zip(text, [*text[1:], ""], strict=True):
            total += -_VALUES[a] if b and _VALUES[a] < _VALUES[b] else _VALUES[a]
        return total
    return ord(text) - 64 if len(text) == 1 and "A" <= text <= "H" else None


def row_starts(lines: Sequence[Line], named: Mapping[int, Start]) -> list[Start]:
    """The row numbers of a table body, as the chain that scores best. named: see `named_groups`."""
    plain, coded = [], []
    for i, line in enumerate(lines):
        m = _PLAIN.match(line.text)
        if m:
            plain.append(Start(i, int(m[1]), line.text[: m.end()].strip(), line.text[m.end() :]))
        c = _CODED.match(line.text)
        if c:
            coded.append(Start(i, int(c[1]) * 1000 + int(c[2]), line.text, ""))
    breaks = [i for i, line in enumerate(lines) if i in named or _ROMAN.match(line.text)]
    first, second = _best(plain, 1, breaks), _best_coded(coded)
    return second if len(second) > len(first) else first


def _best_coded(found: list[Start]) -> list[Start]:
    heads = {s.number // 1000 for s in found}
    chains = [_best([s for s in found if s.number // 1000 == h], h * 1000 + 1) for h in heads]
    return max(chains, key=len, default=[])


def _best(found: list[Start], first: int, breaks: Sequence[int] = ()) -> list[Start]:
    """The chain of +1 steps that scores best; after a section line it may begin anew."""
    score: list[float] = []
    back: list[int | None] = []
    at_number: dict[int, int] = {}  # the best chain end so far, by its number
    for i, s in enumerate(found):
        own = (BARE if not s.rest else 0.0) + (CAPITAL if not s.rest or not s.rest[0].islower() else 0.0)
        options: list[tuple[float, int | None]] = (
            [(1.0 - LOST * (s.number - first), None)] if s.number - first <= 2 else []
        )
        for gap in (1, 2, 3):
            j = at_number.get(s.number - gap)
            if j is not None and found[j].line < s.line:
                options.append((score[j] + 1.0 - LOST * (gap - 1), j))
        if s.number == first:
            options += _anew(found, score, s, breaks)
        best = max(options, key=lambda o: o[0], default=(-1e9, None))
        score.append(best[0] + own)
        back.append(best[1])
        if s.number not in at_number or score[at_number[s.number]] < score[i]:
            at_number[s.number] = i
    if not found or max(score) < 0:
        return []
    at: int | None = max(range(len(found)), key=lambda i: score[i])
    chain = []
    while at is not None:
        chain.append(found[at])
        at = back[at]
    return chain[::-1]


def _anew(
    found: list[Start], score: list[float], s: Start, breaks: Sequence[int]
) -> list[tuple[float, int | None]]:
    """Numbers that begin again under each section heading go on from the best chain above the heading."""
    near = [b for b in breaks if b < s.line <= b + _HEADING_LINES]
    if not near:
        return []
    above = [j for j in range(len(score)) if found[j].line < near[-1]]
    best = max(above, key=lambda j: score[j], default=None)
    return [(score[best] + ANEW, best)] if best is not None else []


def named_groups(lines: Sequence[Line], columns: int) -> dict[int, Start]:
    """Lines that name a group without numbering it: before them the empty cell of the number, behind them
    those of all other columns, and then the number of a row."""
    found: dict[int, Start] = {}
    for i, line in enumerate(lines):
        if not line.gaps or not line.text[0].isupper() or _ROMAN.match(line.text):
            continue
        end = i + 1
        while end < len(lines) and not lines[end].gaps and end - i < NAME_LINES:
            end += 1
        if end < len(lines) and sum(lines[end].gaps) >= columns - 2 and _PLAIN.match(lines[end].text):
            found[i] = Start(i, 0, "", line.text)
    return found


def sections(lines: Sequence[Line], starts: list[Start], above: str = "") -> dict[int, Start]:
    """Section lines (I, II, ... or A, B, ...), in sequence, each shortly before a row number. above: the
    heading over the table, which may be the first of them."""
    ways = [(over, value) for over in ("", above) for value in (roman, _letter)]
    return max((_in_order(lines, starts, over, value) for over, value in ways), key=len)


def _letter(text: str) -> int | None:
    return ord(text) - 64 if len(text) == 1 and "A" <= text <= "H" else None


def _in_order(
    lines: Sequence[Line], starts: list[Start], above: str, value: Callable[[str], int | None]
) -> dict[int, Start]:
    numbers = [s.line for s in starts]
    found: dict[int, Start] = {}
    first = _ROMAN.match(above)
    want = ((value(first[1]) or 0) if first else 0) + 1
    for i, line in enumerate(lines):
        m = _ROMAN.match(line.text)
        if not m or value(m[1]) != want or i in numbers:
            continue
        follows = next((n for n in numbers if n > i), None)
        if follows is not None and follows - i <= 12:
            found[i] = Start(i, want, m[1], line.text[m.end() :])
            want += 1
    return found
