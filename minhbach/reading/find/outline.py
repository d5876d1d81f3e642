"""The outline of a body in prose: every paragraph under the heading or item it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from minhbach.reading.find.actors import role_line
from minhbach.reading.find.assigning import said_by
from minhbach.reading.find.bodies import predicate_at, stop_at, tokens
from minhbach.reading.find.lexicon import NO_TASK_HEADINGS
from minhbach.reading.find.name_ends import runs_on
from minhbach.reading.find.name_places import is_name
from minhbach.reading.find.units import Units, only_units, units_at
from minhbach.reading.find.words import Label, Rank, fold, is_period, label_of, squash
from minhbach.reading.shapes import Paragraph


@dataclass(slots=True, eq=False)
class Node:
    """A heading or an item: its label, its words without the label, what stands below it."""

    rank: Rank
    label: Label | None
    text: str
    paragraphs: list[Paragraph]
    blocks: list[int]
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    bodies: Units | None = None  # the bodies of a line that names nothing else
    role: str | None = None  # "đầu mối", "chủ trì", "phối hợp" of such a line

    @property
    def full(self) -> str:
        """The words with the label, as they stand."""
        return (
            squash(self.paragraphs[0].text)
            if len(self.paragraphs) == 1
            else squash(" ".join(p.text for p in self.paragraphs))
        )

    @property
    def is_article(self) -> bool:
        """An article of a decision ("Điều 2. ...")."""
        return self.label is not None and self.label.article

    def above(self) -> list[Node]:
        """The nodes over this one, the nearest first."""
        out, node = [], self.parent
        while node is not None:
            out.append(node)
            node = node.parent
        return out

    @property
    def is_heading(self) -> bool:
        return self.rank <= Rank.ROMAN or self.bodies is not None or _looks_like_heading(self)


def _looks_like_heading(node: Node) -> bool:
    """A short line in bold, or a short line without an end, that is numbered."""
    if node.rank >= Rank.DASH or len(node.paragraphs) > 1:
        return False
    text = node.text
    if node.paragraphs[0].bold and len(text) < 260:
        return not text.endswith((".", ";", "/."))
    return len(text) < 110 and not text.endswith((".", ";", ",", "/."))


def outline(blocks: list[tuple[int, Paragraph]]) -> list[Node]:
    """The nodes of a body in reading order, each linked to its parent."""
    nodes: list[Node] = []
    for n, (at, paragraph) in enumerate(blocks):
        text = squash(paragraph.text)
        if not re.search(r"\w", text):
            continue
        label = label_of(text)
        if label is not None and nodes and _wrapped_units(label, text, nodes[-1]):
            _append(nodes[-1], paragraph, at, " - ")
        elif label is not None:
            nodes.append(_node(label, text, paragraph, at, nodes))
        elif nodes and is_period(text) and (rank := _rank_over(blocks[n + 1 : n + _FAR])):
            nodes.append(_period(rank, text, paragraph, at, nodes))
        elif nodes and _goes_on(nodes[-1], text):
            _append(nodes[-1], paragraph, at, " ")
        elif nodes:
            nodes.append(_loose(text, paragraph, at, nodes))
    nodes = [part for node in nodes for part in _parted(node)]
    for node in nodes:
        if not node.children and node.role is None and node.bodies and any(map(runs_on, node.bodies.names)):
            node.bodies = None  # nothing stands below it, and a name goes on into a sentence: a work
        if node.children and node.bodies is None and node.rank < Rank.DASH:
            node.bodies = _qualified_bodies(node.text) or _unknown_group(node.text) or _whole_name(node.text)
    return nodes


_FAR = 16  # lines behind a month, among which its first item stands: a year of months without one, and some


def _rank_over(behind: Sequence[tuple[int, Paragraph]]) -> Rank | None:
    """The rank of a heading without a label: just above what stands below it; None where nothing can."""
    said = (squash(paragraph.text) for _, paragraph in behind)
    text = next((t for t in said if re.search(r"\w", t) and not is_period(t)), "")
    label = label_of(text)
    if not text or (label and label.rank <= Rank.ROMAN):
        return None
    return Rank(label.rank - 1) if label and label.rank <= Rank.DASH else Rank.LETTER


def _period(rank: Rank, text: str, paragraph: Paragraph, at: int, nodes: list[Node]) -> Node:
    """The month or quarter of a programme of work, over the items that follow it; beside the one before."""
    node = Node(rank, None, text, [paragraph], [at])
    for above in reversed(nodes):
        if above.label is None and is_period(above.text):
            node.rank, node.parent = min(rank, above.rank), above.parent
            break
        # Inside a chapter also where its items are numbered like sections.
        if above.label and above.is_heading and (above.rank < rank or above.rank is Rank.ROMAN):
            node.parent = above
            break
    if node.parent:
        node.parent.children.append(node)
    return node


_TAIL = re.compile(
    r"(?<=[.;])\s+(?=\(?(?:Phân công|(?:Đơn vị|Cơ quan|Chủ trì|Phối hợp|Thời gian|Thời hạn)\b[^:.;]{0,30}:))"
)


def _parted(node: Node) -> list[Node]:
    """An item and the line that assigns, where the two stand in one paragraph."""
    if node.rank <= Rank.ROMAN or node.bodies is not None or said_by(node.text):
        return [node]
    for m in _TAIL.finditer(node.text):
        if said_by(node.text[m.end() :]):
            line = Node(Rank.NONE, None, node.text[m.end() :], node.paragraphs, node.blocks)
            node.text = node.text[: m.start()]
            siblings = node.parent.children if node.parent and not node.children else node.children
            line.parent = node.parent if node.parent and not node.children else node
            siblings.insert(siblings.index(node) + 1 if node in siblings else 0, line)
            return [node, line]
    return [node]


_QUALIFIED = re.compile(r"\s+(?:có|nơi có|thuộc|nằm|trên địa bàn|vùng|ven|không)\s[^.;:,]{2,60}:?$")


def _qualified_bodies(text: str) -> Units | None:
    """A heading that names a group by what it has: "UBND các xã có điểm du lịch"."""
    units, end = units_at(text)
    if len(units.names) != 1 or not end or not _QUALIFIED.fullmatch(text[end:]):
        return None
    rest = text[end:].strip(" :")
    if rest.startswith(("có trách nhiệm", "có nhiệm vụ")):
        return None
    return Units(text.rstrip(" :"), (f"{units.names[0]} {rest}",), (), ())


def _unknown_group(text: str) -> Units | None:
    """ "Các bệnh viện đa khoa, chuyên khoa" above items: a group the lexicon half knows, without a verb."""
    units, end = units_at(text)
    rest = tokens(text[end:])
    verb = any(predicate_at(rest, at) or stop_at(rest, at) for at in range(len(rest)))
    if not units.names or not text.startswith("Các ") or verb or len(text) > 120:
        return None
    name = text.rstrip(" :.")
    return Units(name, (name,), (), (name,))


def _whole_name(text: str) -> Units | None:
    """ "Ban Quản lý dự án đầu tư xây dựng" above items: a name with a verb in it, taken whole and doubted."""
    m = _BELONGS_TO.match(text)
    name = text[m.end() if m else 0 :].rstrip(" :")
    return Units(name, (name,), (), (name,)) if is_name(name) else None


def _node(label: Label, text: str, paragraph: Paragraph, at: int, nodes: list[Node]) -> Node:
    node = Node(label.rank, label, text[label.length :].strip(), [paragraph], [at])
    node.parent = _restarted(label, nodes) or _parent(label.rank, nodes)
    if node.parent:
        node.parent.children.append(node)
    _read_bodies(node)
    return node


_FIRST = frozenset({"a", "1"})


def _restarted(label: Label, nodes: list[Node]) -> Node | None:
    """ "d) Giao Sở X:" over "a)": a count that begins anew below a line that calls it belongs to that line,
    and so does what goes on with that count."""
    above = nodes[-1] if nodes else None
    if above is None or above.rank is not label.rank or above.label is None or label.number is None:
        return None
    if label.number in _FIRST:
        return above if above.text.endswith(":") and above.label.number not in _FIRST else None
    called = above.parent
    return called if called is not None and called.rank is label.rank else None


def _parent(rank: Rank, nodes: list[Node]) -> Node | None:
    """The nearest node of a higher rank; letters and dashes also stand below a loose line that calls them."""
    loose = False
    for node in reversed(nodes):
        if node.rank < rank:
            return node
        if node.rank is Rank.NONE:
            calls = rank >= Rank.LETTER and node.text.endswith(":") and node.parent is not None
            if calls and not loose:
                return node
            loose = True
    return None


_BELONGS_TO = re.compile(
    r"(?:Nhiệm vụ|Trách nhiệm|Phân công nhiệm vụ)(?: cụ thể)? (?:của|đối với|cho)\s+"
    r"|(?:Đề nghị|Yêu cầu|Giao(?: cho)?|Phân công|Đối với)\s+(?=\S)",
    re.I,
)


def _read_bodies(node: Node) -> None:
    if said := role_line(node.text):
        node.role, node.bodies = said
        return
    m = _BELONGS_TO.match(node.text)
    node.bodies = only_units(node.text[m.end() :] if m else node.text)


def _wrapped_units(label: Label, text: str, above: Node) -> bool:
    """A line of bodies that broke before a dash inside a name ("Phòng Kế hoạch / - Tài chính, ...")."""
    if label.rank is not Rank.DASH or above.role is None or above.children:
        return False
    rest = text[label.length :]
    return (
        said_by(rest) is None
        and only_units(rest) is None
        and only_units(f"{above.text.split(':', 1)[-1].strip()} - {rest}") is not None
    )


def _append(node: Node, paragraph: Paragraph, at: int, glue: str) -> None:
    text = squash(paragraph.text)
    if glue == " - ":
        label = label_of(text)
        text = text[label.length :] if label else text
    node.text = f"{node.text}{glue}{text}"
    node.paragraphs.append(paragraph)
    node.blocks.append(at)
    if glue == " - ":
        _read_bodies(node)


_CLOSING = re.compile(
    r"(?:Trên đây là|Trân trọng|Thừa (?:lệnh|ủy quyền)|Trong quá trình|Văn phòng [^.;:]{2,60} thông báo "
    r"|Căn cứ (?:Kế hoạch|nội dung) này|\()",
    re.I,
)
_CALLS = re.compile(
    r"(?:[^.;]{4,80}\b(?:yêu cầu|đề nghị)|Yêu cầu|Đề nghị)\s+(?:các|Thủ trưởng|Giám đốc|lãnh đạo)\b"
)


_ROLE_OR_TIME = re.compile(
    r"(?:(?:Đơn vị|Cơ quan)(?:, (?:đơn vị|cơ quan))? )?(?:đầu mối|chủ trì|phối hợp|thực hiện)[^:]{0,20}:"
    r"|(?:Thời gian|Thời hạn|Tiến độ|Sản phẩm|Kết quả)(?: thực hiện| hoàn thành| đầu ra| dự kiến)?\s*:"
    r"|\(?Phân công(?: (?:nhiệm vụ|trách nhiệm|thực hiện))?(?:\s*:| [A-ZĐ])",
    re.I,
)


def _goes_on(above: Node, text: str) -> bool:
    """Whether an unlabelled paragraph belongs to the item above; below a heading it stands alone."""
    if text[:1].islower() or (above.rank is Rank.PART and not above.text):
        return True  # "Phần thứ nhất" alone on its line, its title on the next
    if (
        _CLOSING.match(text)
        or _CALLS.match(text)
        or _ROLE_OR_TIME.match(text)
        or said_by(text)
        or _orders(text)
    ):
        return False
    return above.rank is not Rank.NONE and not above.is_heading


def _orders(text: str) -> bool:
    """ "Giao Sở X ..." behind the last item is an order of its own."""
    m = re.match(r"Giao\s+", text)
    return bool(m and units_at(text[m.end() :])[1])


def _place_of_line(last: Node) -> Node | None:
    """A line that assigns stands beside the item it follows, or opens the group of a heading."""
    opens = last.rank is not Rank.NONE and (last.is_heading or last.text.endswith(":"))
    return last if opens or last.parent is None else last.parent


def _loose(text: str, paragraph: Paragraph, at: int, nodes: list[Node]) -> Node:
    node = Node(Rank.NONE, None, text, [paragraph], [at])
    if said_by(text):
        node.parent = _place_of_line(nodes[-1])
        if node.parent:
            node.parent.children.append(node)
        return node
    deepest = Rank.ROMAN if _CLOSING.match(text) else Rank.LETTER  # the end of the paper is no body's own
    node.parent = next((n for n in reversed(nodes) if n.is_heading and n.rank <= deepest), None)
    if node.parent:
        node.parent.children.append(node)
    return node


_NO_TASK_CHAPTERS = tuple(h for h in NO_TASK_HEADINGS if h not in ("kinh phí", "nguồn lực"))
_NO_TASK_PARTS = tuple(h for h in NO_TASK_HEADINGS if h not in ("đánh giá", "kinh phí", "nguồn lực"))


def tells_nobody(node: Node) -> bool:
    """Whether a node stands below a heading of purpose, requirement, ground or state of affairs."""
    for above in [node, *node.above()]:
        heads = _NO_TASK_CHAPTERS if above.rank <= Rank.ROMAN else _NO_TASK_PARTS
        if (
            (above.children or above.rank <= Rank.ROMAN)
            and above.rank <= Rank.DECIMAL_3
            and fold(above.text).startswith(heads)
        ):
            return True
    return False


def aims(node: Node) -> bool:
    """Whether a node stands below a heading of aims ("Mục tiêu", "Chỉ tiêu")."""
    heads = ("mục tiêu", "chỉ tiêu", "các chỉ tiêu", "các mục tiêu")
    return any(fold(above.text).startswith(heads) for above in [node, *node.above()])
