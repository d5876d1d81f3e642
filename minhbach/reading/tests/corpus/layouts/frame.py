"""What stands around the work in every document: letterhead, title, purpose, recipients, signature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from minhbach.reading.tests.corpus.paper import Block, Case, Label, Line, Paper
from minhbach.reading.tests.corpus.words import NOBODY, Bodies, Moment, Work, Writer

NO_TIME = {"kind": "none", "start": None, "due": None, "recurrence": None, "trigger": None}
_RECIPIENTS = ("Như trên", "Các đơn vị được giao việc", "Lưu: VT, TH")
_PURPOSES = (
    "Tạo chuyển biến rõ nét trong nhận thức của cán bộ và nhân dân.",
    "Khắc phục những hạn chế đã chỉ ra trong năm trước.",
    "Nâng cao chất lượng phục vụ, lấy sự hài lòng của người dân làm thước đo.",
    "Việc thực hiện phải thiết thực, không phô trương, lãng phí.",
    "Phân công rõ người, rõ việc, rõ kết quả.",
)


def task_label(
    text: str,
    lead: Bodies,
    helpers: Bodies = NOBODY,
    moment: Moment | None = None,
    code: str | None = None,
    **more: Any,
) -> Label:
    """The label of one task."""
    time = moment.time if moment else NO_TIME
    return {"text": text, "code": code, "lead": list(lead.names), "coordinating": list(helpers.names),
            "time": time, **more}  # fmt: skip


def row_label(work: Work, code: str | None = None, **more: Any) -> Label:
    """The label of a row that has every cell."""
    return task_label(work.text, work.lead, work.helpers, work.moment, code, product=work.product, **more)


def plan(
    writer: Writer,
    body: Sequence[Block],
    label: Label,
    *,
    title: str = "",
    annexes: Sequence[Block] = (),
    landscape: bool = False,
) -> Case:
    """A plan with this body."""
    title = title or f"{writer.subject} năm {writer.year}"
    opening = f"{writer.office.said} ban hành Kế hoạch như sau:"
    case = _case(writer, "Kế hoạch", title, opening, [*purpose(writer), *body], label)
    return replace(case, paper=replace(case.paper, annexes=tuple(annexes), landscape=landscape))


def programme(writer: Writer, body: Sequence[Block], label: Label) -> Case:
    """A programme with this body."""
    title = f"{writer.subject} năm {writer.year}"
    opening = f"{writer.office.said} ban hành Chương trình với những nội dung sau:"
    return _case(writer, "Chương trình", title, opening, list(body), label)


def notice(writer: Writer, body: Sequence[Block], label: Label) -> Case:
    """A notice of conclusions with this body."""
    title = f"Kết luận tại cuộc họp về {writer.subject[0].lower()}{writer.subject[1:]} năm {writer.year}"
    opening = (
        f"Ngày 05/02/{writer.year}, lãnh đạo {writer.office.said} chủ trì cuộc họp. "
        "Sau khi nghe các ý kiến, người chủ trì kết luận như sau:"
    )
    return _case(writer, "Thông báo", title, opening, list(body), label)


def purpose(writer: Writer) -> list[Block]:
    """The first section of most papers: two purposes, which are no work."""
    first, second = writer.rng.sample(_PURPOSES, 2)
    return [Line("I. MỤC ĐÍCH, YÊU CẦU", bold=True), Line(f"1. {first}"), Line(f"2. {second}")]


def _case(
    writer: Writer,
    kind: str,
    title: str,
    opening: str,
    body: list[Block],
    label: Label,
) -> Case:
    day, month = writer.day()
    number, office = writer.number(), writer.office
    if kind == "Thông báo":
        number = number.replace("KH", "TB")
    authority, _ = office.signs
    signer = writer.name()
    heads: list[Block] = [
        Line(kind.upper(), bold=True, centre=True),
        Line(title, bold=True, centre=True),
        Line(opening),
    ]
    paper = Paper(
        office.lines, number, f"{office.place}, ngày {day:02d} tháng {month:02d} năm {writer.year}",
        (*heads, *body), _RECIPIENTS, (authority, signer),
    )  # fmt: skip
    document = {"kind": kind, "number": number, "issued": f"{writer.year}-{month:02d}-{day:02d}",
                "title": title, "year_from": writer.year, "year_to": writer.year}  # fmt: skip
    parts: Label = {"indicators": [], "tasks": [], "reporting": [], "signer": {"name": signer}}
    return Case(paper, {"document": document, **parts, **label})
