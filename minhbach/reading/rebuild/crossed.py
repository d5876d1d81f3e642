"""Crosses below quarters or months in poured-out tables, put back as the time they stand for.

Poured out, a cross has lost its column. But an empty cell leaves a line of blanks: where the crosses of a row
and the empty cells around them are as many as the columns, each has its place again. The crosses become the
words of the heads over the first and the last of them, and the row is read like one that says its time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from minhbach.reading.rebuild.blocks import Kind, RowSpec
from minhbach.reading.rebuild.lines import Line
from minhbach.reading.rebuild.roles import Column, Role

_HEAD = r"(?:quý (?:iv|i{1,3}|[1-4])|(?:tháng |t\.? ?)\d{1,2})"
_HEADS = re.compile(rf"^(.*?)((?:{_HEAD}\s*){{2,}})$", re.I)
_ONE = re.compile(_HEAD, re.I)
_YEAR = re.compile(r"\b20\d\d\b")
_CROSSES = re.compile(r"(?:^|\s)([xX](?:\s+[xX])*)$")


@dataclass(frozen=True, slots=True)
class Crossed:
    """heads: the words over each column of crosses, from left to right. column: the one they become."""

    heads: tuple[str, ...]
    column: Column

    def said(self, at: Sequence[int]) -> str:
        """The words for crosses in these columns; a gap between them stays to be seen."""
        joined = at[-1] - at[0] == len(at) - 1
        ends = dict.fromkeys((at[0], at[-1]) if joined else at)
        return (" - " if joined else ", ").join(self.heads[n] for n in ends)


def crossed_columns(columns: Sequence[Column]) -> Crossed | None:
    """The columns of crosses that end a header, read as one; None where it ends otherwise."""
    m = _HEADS.match(columns[-1].name)
    if not m:
        return None
    years = set(_YEAR.findall(m[1]))
    tail = f"/{years.pop()}" if len(years) == 1 else ""
    heads = tuple(f"{one}{tail}" for one in _ONE.findall(m[2]))
    return Crossed(heads, Column(columns[-1].index, Role.TIME, columns[-1].name))


def with_times(lines: Sequence[Line], crossed: Crossed) -> list[Line]:
    """The lines with times for crosses. Where their places cannot be told the crosses stay, and are doubted
    as a time that no rule reads."""
    done: list[Line] = []
    at, told = 0, False
    while at < len(lines):
        line = replace(lines[at], gaps=()) if told else lines[at]  # those above were read with their crosses
        crosses = _CROSSES.search(line.text)
        if not crosses:
            done.append(line)
            at, told = at + 1, False
            continue
        end = at + 1
        while end < len(lines) and _CROSSES.fullmatch(lines[end].text):
            end += 1
        words = line.text[: crosses.start()].strip()
        if words:
            done.append(replace(line, text=words, open_end=0))
            line = replace(line, gaps=(), page_start=False)
        run = [replace(line, text=crosses[1]), *lines[at + 1 : end]]
        behind = sum(lines[end].gaps) if end < len(lines) else None
        done.append(replace(run[0], text=_time(run, behind, crossed), gaps=(), open_end=0))
        at, told = end, True
    return done


def _time(run: Sequence[Line], behind: int | None, crossed: Crossed) -> str:
    """The words for a run of crosses. behind: the empty cells that follow; None of the last run."""
    cells: list[bool] = []
    for line in run:
        cells += [False] * sum(line.gaps) + [True] * len(line.text.split())
    rest = len(crossed.heads) - len(cells)
    if rest < 0 or behind not in (rest, None):
        return " ".join(line.text for line in run)
    return crossed.said([n for n, cross in enumerate(cells) if cross])


def parted_at_times(specs: Sequence[RowSpec], crossed: Crossed) -> list[RowSpec]:
    """Rows of a numbered group, each of which ends on its time."""
    done: list[RowSpec] = []
    for spec in specs:
        first, *others = _parted(spec, crossed)
        done += [replace(first, leads_group=bool(others)), *others]
    return done


def _parted(spec: RowSpec, crossed: Crossed) -> Iterator[RowSpec]:
    own = replace(spec, pages=[[]])
    ended = False
    for page in spec.pages:
        if own.lines and not ended:
            own.pages.append([])
        for line in page:
            if ended:
                yield own
                own, ended = RowSpec(Kind.ITEM, group=spec.group, section=spec.section, merged=True), False
            own.pages[-1].append(line)
            ended = any(head in line.text for head in crossed.heads) or bool(_CROSSES.fullmatch(line.text))
    yield own
