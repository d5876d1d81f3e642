"""Tasks, report duties and targets from the prose of a body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from minhbach.reading.find.actors import Actor, actor_of, helpers_of, role_line
from minhbach.reading.find.duties import merged, report_duties
from minhbach.reading.find.findings import FieldDoubt, Indicator, ReportDuty, Task, joined_place
from minhbach.reading.find.moments import PlanYears
from minhbach.reading.find.outline import Node, aims, outline, tells_nobody
from minhbach.reading.find.prose_targets import distinct, prose_targets
from minhbach.reading.find.sentence_times import sentence_time
from minhbach.reading.find.times import Time, TimeSource, read_time
from minhbach.reading.find.units import NO_UNITS, Units
from minhbach.reading.find.words import Rank, fold, squash
from minhbach.reading.shapes import Paragraph

_POINTER = re.compile(
    r"(?:chi tiết|cụ thể|danh mục|nội dung)?[^.;:]{0,60}(?:tại|theo|có|ở)\s+(?:các\s+)?(?:Phụ lục|biểu)\b",
    re.I,
)
_CLOSING = re.compile(r"(?:Trên đây là|Trân trọng|Nhận được|[^.;:]{3,60} thông báo (?:để|đến|tới) )", re.I)
_APPEAL = re.compile(
    r"(?:Yêu cầu|Đề nghị) [^.;:]{3,120}? (?:nghiêm túc|khẩn trương|tích cực)"
    r"(?:,? (?:tổ chức|triển khai|thực hiện|các nội dung|nội dung|trên|này|nêu trên|Kế hoạch))*[./]*$",
    re.I,
)
_ACCOUNT = re.compile(
    r"(?:Đánh giá|Tình hình|Thực trạng|Kết quả đạt được|Tồn tại|Nguyên nhân|Bối cảnh)[^:.;]{0,40}:\s", re.I
)
_AIM = re.compile(r"(?:Nhiệm vụ|Mục tiêu|Chỉ tiêu)(?: chung| cụ thể| chính)?\s*:\s", re.I)
_GROUP_TIME = re.compile(r"(?:Thời gian|Thời hạn|Tiến độ)(?: thực hiện| hoàn thành)?\s*:\s*(.+)", re.I)
_FOCAL = re.compile(r"là (?:cơ quan|đơn vị) (?:đầu mối|thường trực)|làm đầu mối", re.I)


@dataclass(slots=True)
class Prose:
    """What a body in prose yields. used: block numbers that went into some field."""

    tasks: list[Task] = field(default_factory=list)
    duties: list[ReportDuty] = field(default_factory=list)
    targets: list[Indicator] = field(default_factory=list)
    used: set[int] = field(default_factory=set)


def read_prose(blocks: list[tuple[int, Paragraph]], years: PlanYears) -> Prose:
    """Read the paragraphs of a body."""
    nodes = outline(blocks)
    out = Prose()
    focal = _focal(nodes)
    for node in nodes:
        targets = _targets(node, years)
        out.targets += targets
        if targets:
            out.used.update(node.blocks)
        if not _is_task(node, bool(targets)):
            continue
        task, duties = _task(node, years, focal)
        out.tasks.append(task)
        out.duties += duties
        out.used.update(node.blocks)
        out.used.update(at for above in node.above() for at in above.blocks)
        out.used.update(at for other in _behind_group(node) for at in other.blocks)
    out.duties = merged(out.duties)
    out.targets = distinct(out.targets)
    return out


def _focal(nodes: list[Node]) -> str | None:
    """The body that "đơn vị đầu mối" stands for: a line of that role, or "Giao X là cơ quan đầu mối"."""
    for node in nodes:
        if node.role == "đầu mối" and node.bodies:
            return node.bodies.raw
    for node in nodes:
        if _FOCAL.search(node.text[:200]):
            actor = actor_of(node.text)
            if actor.found:
                return actor.units.raw
    return None


def _targets(node: Node, years: PlanYears) -> list[Indicator]:
    place = joined_place(node.paragraphs, node.full)
    goal = aims(node)
    lead = _inherited(node) or NO_UNITS
    return prose_targets(node.text, place, years, lead, goal=goal)


def _is_task(node: Node, has_target: bool) -> bool:
    if node.children or node.rank <= Rank.ROMAN or node.bodies is not None or node.role:
        return False
    if node.rank is Rank.NONE and _APPEAL.match(node.text):
        return False  # an appeal that names no work of its own
    if _ACCOUNT.match(node.text) and not actor_of(node.text).found:
        return False
    if tells_nobody(node) or _CLOSING.match(node.text) or node.text.rstrip().endswith(":"):
        return False
    if says_roles(node) or node.text.startswith("("):
        return False
    if (
        len(node.text) < 320
        and _POINTER.search(node.text)
        and re.search(r"(?:kèm theo|đính kèm|chi tiết|phụ lục)", fold(node.text)[-70:])
    ):
        return False
    if _AIM.match(node.text) and has_target:
        return False
    if _under(node, ("kinh phí", "nguồn lực")):
        actor = actor_of(node.text)
        return actor.found and not actor.weak
    return len(node.text) > 12


def _under(node: Node, heads: tuple[str, ...]) -> bool:
    return any(fold(a.text).startswith(heads) for a in node.above())


def _inherited(node: Node) -> Units | None:
    """The bodies of the nearest line above that names only bodies, or of a lead-in with a subject."""
    for above in node.above():
        if above.bodies and above.role not in ("phối hợp",):
            return above.bodies
        if above.rank <= Rank.ROMAN:
            return None
        actor = actor_of(above.text)
        if actor.found and not actor.weak:
            return actor.units
    return None


def _behind_group(node: Node) -> list[Node]:
    """The lines of roles or times that stand behind an item, under the same heading."""
    siblings = node.parent.children if node.parent else []
    behind: list[Node] = []
    for other in siblings[siblings.index(node) + 1 :] if node in siblings else []:
        if says_roles(other):
            behind.append(other)
        elif behind or node.rank < Rank.DASH:
            break  # a numbered item takes only the lines directly below it
    return behind


def says_roles(node: Node) -> bool:
    """Whether every part of a line names a role or a time and nothing else."""
    return bool(node.text) and all(role_line(p) or _GROUP_TIME.match(p) for p in _role_parts(node.text))


def _role_parts(text: str) -> list[str]:
    return [p for p in re.split(r"[;.]\s+(?=\S)", text.strip(" .;")) if p]


def _after_group(node: Node) -> tuple[Units | None, Units | None, str | None]:
    """Bodies and time written once behind the items of a group ("Đơn vị chủ trì: ...")."""
    lead = helping = time = None
    for other in _behind_group(node):
        for part in _role_parts(other.text):
            if said := role_line(part):
                lead = lead or (said[1] if said[0] in ("chủ trì", "thực hiện", "đầu mối") else None)
                helping = helping or (said[1] if said[0] == "phối hợp" else None)
            elif m := _GROUP_TIME.match(part):
                time = time or m[1]
    return lead, helping, time


def _inherited_help(node: Node) -> Units | None:
    """The helpers of the lead-in that gives an item its lead ("Giao X chủ trì, phối hợp với Y:")."""
    for above in node.above():
        if above.rank <= Rank.ROMAN or above.bodies:
            return None
        if above.text.rstrip().endswith(":"):
            helping = helpers_of(above.text)
            return helping if helping.names else None
    return None


def _task(node: Node, years: PlanYears, focal: str | None) -> tuple[Task, list[ReportDuty]]:
    place = joined_place(node.paragraphs, node.full)
    actor = actor_of(node.text)
    group_lead, group_help, group_time = _after_group(node)
    inherited = _inherited(node)
    lead, weak = _lead(actor, inherited, group_lead)
    text = actor.rest or node.text
    helping = helpers_of(text)
    duties = report_duties(node.text, lead, place, focal)
    time = (
        read_time(group_time, years, TimeSource.HEADING)
        if group_time
        else sentence_time(text, years, [d.cycle for d in duties])
    )
    task = Task(
        text=squash(text),
        place=place,
        code=node.label.number if node.label and node.rank < Rank.DASH else None,
        section=_section(node),
        headings=tuple(above.full for above in reversed(node.above())),
        task=_lead_in(node),
        lead=lead,
        coordinating=helping if helping.names else group_help or _inherited_help(node) or NO_UNITS,
        time=time,
    )
    return replace(task, doubts=_doubts(task, weak, time)), duties


def _lead(actor: Actor, inherited: Units | None, group: Units | None) -> tuple[Units, bool]:
    """The item's own actor before that of its heading; a weak own actor yields to a certain one."""
    if actor.found and not (inherited and (actor.weak or actor.asked)):
        return actor.units, actor.weak
    if inherited:
        return inherited, False
    return (group, False) if group else (actor.units, actor.weak)


def _section(node: Node) -> str | None:
    """The lowest heading above that is no line of bodies and no lead-in of dashes."""
    for above in node.above():
        if above.bodies is None and above.rank < Rank.LETTER:
            return above.full
    return None


def _lead_in(node: Node) -> str | None:
    parent = node.parent
    if node.rank is Rank.PLUS and parent is not None and parent.rank is Rank.DASH:
        return parent.text
    return None


def _doubts(task: Task, weak: bool, time: Time) -> tuple[FieldDoubt, ...]:
    found = [FieldDoubt("lead", "unit_unknown", (n,)) for n in task.lead.unknown]
    found += [FieldDoubt("coordinating", "unit_unknown", (n,)) for n in task.coordinating.unknown]
    if weak:
        found.append(FieldDoubt("lead", "actor_in_sentence", (task.lead.raw or "",)))
    if not task.lead.names:
        found.append(FieldDoubt("lead", "lead_missing"))
    found += [FieldDoubt("time", reason, time.candidates) for reason in time.doubts]
    return tuple(found)
