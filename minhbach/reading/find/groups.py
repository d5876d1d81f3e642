"""Which lines that assign are said of which item: those below it, behind or before its group, in brackets
of its heading. The nearest comes first, and what it leaves open the next one says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from minhbach.reading.find.assigning import NOTHING, Said, said_by, said_in_brackets
from minhbach.reading.find.outline import Node
from minhbach.reading.find.words import Rank


@dataclass(frozen=True, slots=True)
class Assigned:
    """What the lines around an item say of it. unsure: they may be about their neighbour alone."""

    said: Said = NOTHING
    lines: list[Node] = field(default_factory=list)
    unsure: bool = False

    @property
    def fields(self) -> Iterator[str]:
        """The fields of a task that the lines fill."""
        said = {"lead": self.said.lead, "coordinating": self.said.helping, "time": self.said.time}
        return (name for name, value in said.items() if value)


def says_roles(node: Node) -> bool:
    """Whether a line names roles, a time or a product and nothing else."""
    said = None if node.children else said_by(node.text)
    return said is not None and (said.told or node.rank >= Rank.DASH)


def is_whole(node: Node) -> bool:
    """An item with nothing below it, or with nothing but the lines of its roles and times."""
    return all(says_roles(child) for child in node.children)


def assigned_to(node: Node) -> Assigned:
    """What the lines around an item assign, the nearest first."""
    behind, unsure = _behind(node)
    near = [*node.children, *behind]
    above = node.parent
    while not near and above is not None and above.rank >= Rank.LETTER and above.rank is not Rank.NONE:
        near, unsure = _behind(above)
        above = above.parent
    lines = [*near, *(line for line in _before(node) if line not in near)]
    said = NOTHING
    for line in lines:
        said = said.before(said_by(line.text) or NOTHING)
    return Assigned(said.before(_of_headings(node)), lines, unsure and not node.children)


def _behind(node: Node) -> tuple[list[Node], bool]:
    """The next run of lines behind an item among its neighbours, and whether it may pass this item by."""
    siblings = node.parent.children if node.parent else []
    if node not in siblings:
        return [], False
    run: list[Node] = []
    passed = 0
    for other in siblings[siblings.index(node) + 1 :]:
        if says_roles(other):
            run.append(other)
        elif run:
            break
        else:
            passed += 1
    if not run or not passed:
        return run, False
    if node.rank < Rank.DASH:  # numbered items: one line of the whole group, or of the last alone
        ends_group = run[-1] is siblings[-1] and run[0].rank is Rank.NONE
        alone = ends_group and not any(says_roles(s) for s in siblings if s not in run)
        return (run, True) if alone and all(not s.children for s in siblings) else ([], False)
    return run, _follows_each(siblings, run)


def _follows_each(siblings: list[Node], run: list[Node]) -> bool:
    """Whether another run of lines stands behind a single item: then this one may too."""
    length = 0
    for one in siblings:
        if not says_roles(one):
            length += 1
        elif length:
            if length == 1 and one not in run:
                return True
            length = 0
    return False


def _before(node: Node) -> list[Node]:
    """Lines that open the group: "Đơn vị chủ trì: Sở X" above its dashes."""
    opening: list[Node] = []
    for other in node.parent.children if node.parent else []:
        if not says_roles(other):
            break
        opening.append(other)
    return opening


def _of_headings(node: Node) -> Said:
    said = NOTHING
    for above in node.above():
        said = said.before(said_in_brackets(above.text))
    return said
