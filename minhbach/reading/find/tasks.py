"""Tasks, report duties and targets from the prose of a body."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from minhbach.reading.find.actors import Actor, actor_of, helpers_of
from minhbach.reading.find.duties import merged, report_duties
from minhbach.reading.find.findings import FieldDoubt, Indicator, ReportDuty, Task, joined_place
from minhbach.reading.find.full_lines import parted
from minhbach.reading.find.groups import assigned_to, is_whole, says_roles
from minhbach.reading.find.moments import PlanYears
from minhbach.reading.find.outline import Node, aims, outline, tells_nobody
from minhbach.reading.find.prose_targets import distinct, prose_targets
from minhbach.reading.find.sentence_times import sentence_time
from minhbach.reading.find.times import NO_TIME, Time, TimeKind, TimeSource, read_time
from minhbach.reading.find.units import NO_UNITS, Units, only_units
from minhbach.reading.find.words import Rank, fold, is_period, label_of, squash
from minhbach.reading.shapes import Paragraph

_POINTER = re.compile(
    r"(?:chi tiết|cụ thể|danh mục|nội dung)?[^.;:]{0,60}(?:tại|theo|có|ở)\s+(?:các\s+)?(?:Phụ lục|biểu)\b",
    re.I,
)
_CLOSING = re.compile(
    r"(?:Trên đây là|Thừa (?:lệnh|ủy quyền)|Trân trọng|Nhận được|[^.;:]{3,60} thông báo (?:để|đến|tới) )",
    re.I,
)
_APPEAL = re.compile(
    r"(?:Yêu cầu|Đề nghị) [^.;:]{3,120}? (?:nghiêm túc|khẩn trương|tích cực)"
    r"(?:,? (?:tổ chức|triển khai|thực hiện|các nội dung|nội dung|trên|này|nêu trên|Kế hoạch))*[./]*$",
    re.I,
)
_ACCOUNT = re.compile(
    r"(?:Mục đích|Yêu cầu|Phạm vi|Đối tượng|Thời gian|Địa điểm|Thành phần|Nguyên tắc)[^:.;]{0,40}:\s"
    r"|(?:Về )?(?:Đánh giá|Tình hình|Thực trạng|Kết quả đạt được|Tồn tại|Nguyên nhân|Bối cảnh)"
    r"[^:.;]{0,60}:\s",
    re.I,
)
_AIM = re.compile(r"(?:Nhiệm vụ|Mục tiêu|Chỉ tiêu)(?: chung| cụ thể| chính)?\s*:\s", re.I)
_CONTENT = re.compile(r"^Nội dung(?: thực hiện)?\s*:\s*", re.I)
_APPROVES = re.compile(
    r"(?:Cơ bản )?(?:thống nhất|đồng ý|nhất trí)(?: với| thông qua| chủ trương| về)?\b"
    r"|Ghi nhận|Đánh giá cao|Biểu dương|Hoan nghênh",
    re.I,
)
_HOUR = re.compile(r"(?:Từ )?\d{1,2}\s?(?:giờ|g|h)\s?\d{0,2}\b[^:]{0,24}:|\d{1,2}:\d{2}\b", re.I)
_FOCAL = re.compile(r"là (?:cơ quan|đơn vị) (?:đầu mối|thường trực)|làm đầu mối", re.I)


_A_FEW_WORDS = 12  # characters: too little to tell a work by itself


@dataclass(slots=True)
class Prose:
    """What a body in prose yields. used: block numbers that went into some field."""

    tasks: list[Task] = field(default_factory=list)
    duties: list[ReportDuty] = field(default_factory=list)
    targets: list[Indicator] = field(default_factory=list)
    used: set[int] = field(default_factory=set)


def read_prose(blocks: list[tuple[int, Paragraph]], years: PlanYears) -> Prose:
    """Read the paragraphs of a body."""
    nodes = outline(parted(blocks))
    cut = Counter(node.blocks[0] for node in nodes if node.rank is Rank.NONE and not says_roles(node))
    out = Prose()
    focal, asked = _focal(nodes), _asked(blocks)
    for node in nodes:
        targets = _targets(node, years)
        out.targets += targets
        if targets:
            out.used.update(node.blocks)
        if not _is_task(node, bool(targets)):
            continue
        task, duties = _task(node, years, focal)
        if asked and not task.lead.names:
            task = replace(
                task, lead=asked, doubts=tuple(d for d in task.doubts if d.reason != "lead_missing")
            )
            duties = [replace(d, who=asked.raw or "", doubts=tuple(x for x in d.doubts if x.field != "who"))
                      for d in duties]  # fmt: skip
        if node.rank is Rank.NONE and cut[node.blocks[0]] > 1:
            task = replace(task, doubts=(*task.doubts, FieldDoubt("text", "geometry_weak")))
        out.tasks.append(task)
        out.duties += duties
        out.used.update(node.blocks)
        out.used.update(at for above in node.above() for at in above.blocks)
        out.used.update(at for other in assigned_to(node).lines for at in other.blocks)
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


_ASKS = re.compile(
    r"\b(?:đề nghị|yêu cầu|giao)\s+(?P<who>[^:;.]{4,300}?)"
    r"(?:\s+(?:tập trung|khẩn trương|tiếp tục|tổ chức|triển khai|thực hiện|nghiêm túc|chủ động|phối hợp)\b"
    r"[^:]{0,160})?:$",
    re.I,
)


def _asked(blocks: list[tuple[int, Paragraph]]) -> Units | None:
    """The bodies that the opening of a letter asks ("... đề nghị Sở Y tế các tỉnh:"), for items without."""
    for _, paragraph in blocks[:12]:
        text = squash(paragraph.text)
        if label_of(text):
            return None
        said = _ASKS.search(text)
        if said and (units := only_units(said["who"])):
            return units
    return None


def _targets(node: Node, years: PlanYears) -> list[Indicator]:
    place = joined_place(node.paragraphs, node.full)
    goal = aims(node)
    lead = _inherited(node) or NO_UNITS
    found = prose_targets(node.text, place, years, lead, goal=goal)
    own = actor_of(node.text) if found else Actor()
    if own.found and not own.weak:  # "Sở Y tế: ... phấn đấu ... đạt 90%"
        return [replace(one, lead=own.units) for one in found]
    return found


def _is_task(node: Node, has_target: bool) -> bool:
    loose = node.rank is Rank.NONE and node.parent is not None and node.parent.is_article
    if (node.rank <= Rank.ROMAN or loose) and not _is_order(node):
        return False
    if not is_whole(node) or node.bodies is not None or node.role:
        return False
    if node.rank is Rank.NONE and _APPEAL.match(node.text):
        return False  # an appeal that names no work of its own
    if _HOUR.match(node.text):
        return False  # an hour of a programme
    if (_ACCOUNT.match(node.text) or _APPROVES.match(node.text)) and not actor_of(node.text).found:
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
    return len(node.text) > _A_FEW_WORDS or bool(
        node.children
    )  # lines of roles below make a work of "Tổng kết"


_ENFORCES = re.compile(
    r"(?:thi hành|thực hiện)\s+(?:Quyết định|Nghị quyết|Chỉ thị|quyết định)\s+này|căn cứ (?:Điều|Quyết định)",
    re.I,
)


def _is_order(node: Node) -> bool:
    """An article that tells a body what to do ("Điều 2. Giao Sở X ..."), or a line below it that does. That
    all whom it concerns carry out the decision is no work of its own."""
    if not (node.is_article or node.rank is Rank.NONE) or _ENFORCES.search(node.text):
        return False
    actor = actor_of(node.text)
    return actor.found and not actor.weak


def _calls(above: Node) -> bool:
    """Whether a heading hands its bodies to what stands below: an article does where it ends on a colon."""
    return above.rank > Rank.ROMAN or (above.is_article and above.text.rstrip().endswith(":"))


def _under(node: Node, heads: tuple[str, ...]) -> bool:
    return any(fold(a.text).startswith(heads) for a in node.above())


def _inherited(node: Node) -> Units | None:
    """The bodies of the nearest line above that names only bodies, or of a lead-in with a subject."""
    for above in node.above():
        if above.bodies and above.role not in ("phối hợp",):
            return above.bodies
        if not _calls(above):
            return None
        actor = actor_of(above.text)
        if actor.found and not actor.weak:
            return actor.units
    return None


def _inherited_help(node: Node) -> Units | None:
    """The helpers of the lead-in that gives an item its lead ("Giao X chủ trì, phối hợp với Y:")."""
    for above in node.above():
        if not _calls(above) or above.bodies:
            return None
        if above.text.rstrip().endswith(":"):
            helping = helpers_of(above.text)
            return helping if helping.names else None
    return None


def _task(node: Node, years: PlanYears, focal: str | None) -> tuple[Task, list[ReportDuty]]:
    place = joined_place(node.paragraphs, node.full)
    actor = actor_of(node.text)
    assigned = assigned_to(node)
    said = assigned.said
    inherited = _inherited(node)
    lead, weak = _lead(actor, inherited, said.lead)
    text = _CONTENT.sub("", actor.rest or node.text)
    helping = helpers_of(text)
    duties = report_duties(node.text, lead, place, focal)
    if actor.over.names:  # "Sở X: Giao phòng Y ... báo cáo UBND tỉnh": either may sign the report
        either = FieldDoubt("who", "two_actors", (actor.over.raw or "", lead.raw or ""))
        duties = [replace(duty, doubts=(*duty.doubts, either)) for duty in duties]
    time = (
        read_time(said.time, years, TimeSource.HEADING)
        if said.time
        else sentence_time(text, years, [d.cycle for d in duties])
    )
    own = sentence_time(text, years, []) if said.time else NO_TIME
    if own.kind is TimeKind.DEADLINE and own.due != time.due:  # the group says one day, the item another
        time = replace(time, doubts=(*time.doubts, "two_dates"), candidates=(str(own.due), str(time.due)))
    if time.kind is TimeKind.NONE and not time.doubts:
        time = _heading_time(node, years)
    task = Task(
        text=squash(text),
        place=place,
        code=node.label.number if node.label and node.rank < Rank.DASH else None,
        section=_section(node),
        headings=tuple(above.full for above in reversed(node.above())),
        task=_lead_in(node),
        product=said.product,
        budget=said.money,
        lead=lead,
        coordinating=helping if helping.names else said.helping or _inherited_help(node) or NO_UNITS,
        time=time,
    )
    shared = not actor.found and lead is inherited and _others_name_theirs(node)
    doubts = _doubts(task, weak or shared, time)
    if assigned.unsure:
        doubts += tuple(FieldDoubt(name, "line_of_group") for name in assigned.fields)
    return replace(task, doubts=doubts), duties


def _heading_time(node: Node, years: PlanYears) -> Time:
    """The month or quarter that a programme of work sets above its items."""
    for above in node.above():
        if is_period(above.text):
            return read_time(above.text, years, TimeSource.HEADING)
    return NO_TIME


def _lead(actor: Actor, inherited: Units | None, group: Units | None) -> tuple[Units, bool]:
    """The item's own actor before that of its heading; a weak own actor yields to a certain one."""
    if actor.found and not (inherited and (actor.weak or actor.asked)):
        return actor.units, actor.weak
    if inherited:
        return inherited, False
    return (group, False) if group else (actor.units, actor.weak)


def _others_name_theirs(node: Node) -> bool:
    """Below a heading of all ("NHIỆM VỤ CỦA CÁC BỘ, NGÀNH") items name their own: one without is unsure."""
    parent = node.parent
    if parent is None or parent.rank > Rank.ROMAN:
        return False
    return any(other is not node and actor_of(other.text[:400]).found for other in parent.children)


def _section(node: Node) -> str | None:
    """The lowest heading above that is no line of bodies and no lead-in of dashes."""
    for above in node.above():
        if above.bodies is None and above.rank < Rank.LETTER:
            return above.full
    return None


def _lead_in(node: Node) -> str | None:
    parent = node.parent
    if node.rank is Rank.PLUS and parent is not None and parent.rank is Rank.DASH:
        return _CONTENT.sub("", parent.text) or None
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
