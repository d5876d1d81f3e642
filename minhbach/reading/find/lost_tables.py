"""Work below the header of a table that nobody could rebuild.

In a text without geometry a table is poured out cell by cell. Where no row can be told from the next
(no numbers, an unknown order) its cells stand among the prose and are read as prose: bodies, times and work
run into one another. The header is still there, one column a line, and says that it happened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from minhbach.reading.find.columns import Role, role_named, roles_of
from minhbach.reading.find.findings import FieldDoubt, Task
from minhbach.reading.find.words import Rank, label_of, squash
from minhbach.reading.shapes import Paragraph, Source, Zone

_WORK = frozenset({Role.TASK, Role.ACTIVITY})
_TELLING = frozenset({Role.LEAD, Role.COORDINATING, Role.TIME, Role.PRODUCT})
_LONGEST = 60  # characters of the head of one column
_MOST = 12  # columns


def doubted_below_lost_headers(source: Source, tasks: Sequence[Task]) -> list[Task]:
    """The tasks, those that were read from the cells of such a table doubted as a whole."""
    lost = list(_stretches(source))
    if not lost:
        return list(tasks)
    weak = FieldDoubt("", "geometry_weak")

    def inside(task: Task) -> bool:
        at = task.place.block
        return task.place.table is None and at is not None and any(a <= at < b for a, b in lost)

    return [replace(t, doubts=(*t.doubts, weak)) if inside(t) else t for t in tasks]


def _stretches(source: Source) -> Iterator[tuple[int, int]]:
    """From each header that stands as paragraphs to the next chapter."""
    at = 0
    while at < len(source.blocks):
        end = _header(source, at)
        if end:
            yield at, _chapter(source, end)
        at = end or at + 1


def _header(source: Source, at: int) -> int:
    """The block behind a header that opens at `at`; 0 where none does."""
    heads: list[str] = []
    for block in source.blocks[at : at + _MOST]:
        said = squash(block.text) if isinstance(block, Paragraph) and block.zone is Zone.BODY else ""
        if not said or len(said) > _LONGEST or said[-1] in ".;:," or label_of(said):
            break
        heads.append(said)
    if heads and role_named(heads[0]) is Role.NUMBER and any(map(role_named, heads[1:])):
        return at + len(heads)  # "STT" alone on its line heads a column, whatever the others are called
    while len(heads) >= 2:
        roles = roles_of(tuple(heads))[0]
        if roles.get(next(reversed(roles), Role.NOTE)) == len(heads) - 1 and 0 in roles.values():
            return at + len(heads) if _names_work(set(roles)) and len(roles) == len(heads) else 0
        heads.pop()
    return 0


def _names_work(roles: set[Role]) -> bool:
    return bool(roles & _WORK) and len(roles & _TELLING) >= 1 and len(roles) >= 2


def _chapter(source: Source, at: int) -> int:
    for n in range(at, len(source.blocks)):
        block = source.blocks[n]
        if not isinstance(block, Paragraph):
            return n
        label = label_of(squash(block.text))
        if label and label.rank <= Rank.ROMAN:
            return n
    return len(source.blocks)
