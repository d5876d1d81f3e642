"""Headers of poured-out tables that have no column of numbers: told by their words alone.

Heads of columns stand line below line, or several on one line. The header ends where the next line no longer
names a column; what it must name is work, and who does it or by when.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from minhbach.reading.rebuild.lines import Line
from minhbach.reading.rebuild.roles import (
    LEADS,
    Column,
    Role,
    columns_of,
    goes_on_small,
    names_column,
    opens_column,
)

_LONGEST = 14  # lines
_LONGEST_LINE = 110  # characters: several heads on one line
_LONGEST_HEAD = 60
_FEWEST = 3  # columns
_WHO = re.compile(r"chủ trì|phối hợp|đầu mối|phụ trách|trách nhiệm|phân công|thực hiện|^đơn vị|^cơ quan")
_SENTENCE = re.compile(r"[.;:!?]$")
_BRACKETS = re.compile(r"\([^()]*\)")


def bare_header(lines: Sequence[Line], start: int) -> tuple[int, tuple[Column, ...]]:
    """How many lines the header at `start` takes, and its columns behind one for the numbers that are not
    printed; 0 where none stands there."""
    best: tuple[int, tuple[Column, ...]] = (0, ())
    near = " ".join(line.text for line in lines[start : start + _LONGEST]).lower()
    if not _WHO.search(near) or not opens_column(lines[start].text):
        return best
    texts: list[str] = []
    for line in lines[start : start + _LONGEST]:
        if len(line.text) > _LONGEST_LINE or _SENTENCE.search(line.text):
            break
        texts.append(line.text)
        columns = columns_of(texts)
        if not all(map(_is_head, columns[:-1])) or len(columns[-1].name) > _LONGEST_HEAD:
            break
        if _is_head(columns[-1]) and _alike(columns) and _is_header(columns):
            best = len(texts), _behind_numbers(columns)
    return best


def _is_head(column: Column) -> bool:
    """A head opens with a word for a column and goes on in small letters; a year stands in few heads."""
    bare = _BRACKETS.sub("", column.name).split("(")[0].strip()
    dated = column.role in (Role.TIME, Role.VALUE) or not any(c.isdigit() for c in bare)
    short = bool(bare) and len(column.name) <= _LONGEST_HEAD
    return short and goes_on_small(bare) and dated and names_column(bare)


def _alike(columns: Sequence[Column]) -> bool:
    """Whether the heads are all in capitals or none is: a title above them is no head."""
    return len({c.name.isupper() for c in columns}) == 1


def _is_header(columns: Sequence[Column]) -> bool:
    roles = [c.role for c in columns]
    once = [r for r in roles if r not in (Role.GROUP, Role.OTHER, Role.VALUE)]
    works = Role.TASK in roles and bool({*LEADS, Role.COORDINATING} & set(roles))
    told = {Role.TIME, Role.PRODUCT, Role.COORDINATING} & set(roles)
    words = [c.index for c in columns if c.role in (Role.GROUP, Role.TASK)]
    beside = bool(words) and words[-1] - words[0] == len(words) - 1  # what groups rows stands beside the work
    return len(columns) >= _FEWEST and works and beside and bool(told) and len(once) == len(set(once))


def _behind_numbers(columns: Sequence[Column]) -> tuple[Column, ...]:
    number = Column(0, Role.NUMBER, "")
    return (number, *(Column(c.index + 1, c.role, c.name, c.label, c.pieces) for c in columns))
