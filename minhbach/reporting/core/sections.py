"""Under which part of the plan a task stands, where a report goes part by part. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """A heading of the plan's tree. parent: None at the root."""

    id: int
    parent: int | None
    text: str
    order: int


@dataclass(frozen=True, slots=True)
class Place:
    """id 0: under no heading."""

    id: int = 0
    text: str = ""
    order: int = 0


def sections_of(nodes: Iterable[Node]) -> dict[int, Place]:
    """Every node to its part: the highest level of the tree on which there is more than one heading.

    A plan often has one heading over all its tasks ("Nhiệm vụ, giải pháp"); that would part nothing.
    """
    children: dict[int | None, list[Node]] = defaultdict(list)
    for node in nodes:
        children[node.parent].append(node)
    found: dict[int, Place] = {}
    level, above = children[None], []
    while len(level) == 1 and children[level[0].id]:
        above.append(level[0])
        level = children[level[0].id]
    for part in [*above, *level]:
        place = Place(part.id, part.text, part.order)
        found[part.id] = place
        if part not in above:
            _spread(part, place, children, found)
    return found


def _spread(
    node: Node, place: Place, children: dict[int | None, list[Node]], found: dict[int, Place]
) -> None:
    for child in children[node.id]:
        found[child.id] = place
        _spread(child, place, children, found)
