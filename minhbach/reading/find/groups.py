"""Bodies, times and products written once for the items of a group, on lines before or behind them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from minhbach.reading.find.actors import role_line
from minhbach.reading.find.outline import Node
from minhbach.reading.find.units import Units
from minhbach.reading.find.words import Rank

_TIME = re.compile(
    r"(?:Thời gian|Thời hạn|Tiến độ|Hoàn thành)(?: thực hiện| hoàn thành| trình)?\s*:\s*(.+)", re.I
)
_PRODUCT = re.compile(
    r"(?:Sản phẩm|Kết quả)(?:,? (?:đầu ra|dự kiến|đạt được|sản phẩm|kết quả))*\s*:\s*(.+)", re.I
)
_NEXT = re.compile(
    r"[;.,]\s+(?=(?:(?:các )?(?:đơn vị|cơ quan) (?:chủ trì|phối hợp|thực hiện|đầu mối|tham mưu)"
    r"|chủ trì|phối hợp|thời gian|thời hạn|tiến độ|sản phẩm|kết quả|kinh phí|hoàn thành)[^:;]{0,30}:)",
    re.I,
)
_MONEY = re.compile(r"(?:Kinh phí|Dự toán|Nguồn vốn)(?: thực hiện| dự kiến)?\s*:\s*(.+)", re.I)
_LEADING = ("chủ trì", "thực hiện", "đầu mối", "tham mưu", "chịu trách nhiệm")


@dataclass(frozen=True, slots=True)
class Said:
    """What the lines of a group say of each of its items."""

    lead: Units | None = None
    helping: Units | None = None
    time: str | None = None
    product: str | None = None
    money: str | None = None


def says_roles(node: Node) -> bool:
    """Whether every part of a line names a role, a time or a product and nothing else."""
    parts = _parts(node.text)
    return bool(parts) and all(_says_role(p) for p in parts)


def _says_role(part: str) -> bool:
    return bool(role_line(part) or any(p.match(part) for p in (_TIME, _PRODUCT, _MONEY)))


def is_whole(node: Node) -> bool:
    """An item with nothing below it, or with nothing but the lines of its roles and times."""
    return all(says_roles(child) for child in node.children)


def said_of(node: Node) -> Said:
    """Bodies, time and product that the lines around an item give it, the nearest first."""
    said = Said()
    for line in lines_of(node):
        for part in _parts(line.text):
            said = _with(said, part)
    return said


def _with(said: Said, part: str) -> Said:
    if role := role_line(part):
        if role[0] in _LEADING:
            return replace(said, lead=said.lead or role[1])
        return replace(said, helping=said.helping or role[1])
    if m := _TIME.match(part):
        return replace(said, time=said.time or m[1])
    if m := _MONEY.match(part):
        return replace(said, money=said.money or m[1].strip(" .;"))
    m = _PRODUCT.match(part)
    return replace(said, product=said.product or (m[1].strip(" .;") if m else None))


def _parts(text: str) -> list[str]:
    return [p for p in _NEXT.split(text.strip(" .;")) if p]


def lines_of(node: Node) -> list[Node]:
    """The lines of roles, times or products about an item: below it, behind it, or before its group."""
    if node.children:
        return node.children
    found = _behind(node)
    above = node.parent
    while not found and above is not None and above.rank >= Rank.LETTER and above.rank is not Rank.NONE:
        found = _behind(above)
        above = above.parent
    return found or _before(node)


def _behind(node: Node) -> list[Node]:
    siblings = node.parent.children if node.parent else []
    behind: list[Node] = []
    for other in siblings[siblings.index(node) + 1 :] if node in siblings else []:
        if says_roles(other):
            behind.append(other)
        elif behind or node.rank < Rank.DASH:
            break  # a numbered item takes only the lines directly below it
    return behind


def _before(node: Node) -> list[Node]:
    """Lines that open the group: "Đơn vị chủ trì: Sở X" above its dashes."""
    opening: list[Node] = []
    for other in node.parent.children if node.parent else []:
        if not says_roles(other):
            break
        opening.append(other)
    return opening
