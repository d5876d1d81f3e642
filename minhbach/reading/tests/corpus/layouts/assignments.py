"""Layouts that assign work below, behind or in brackets of its sentences.

One reading goes beyond what the draft's contract spells out: a line "Phân công" below dashes is for
each dash of its topic.
"""

from __future__ import annotations

from dataclasses import replace

from minhbach.reading.tests.corpus import other_offices
from minhbach.reading.tests.corpus.layouts.frame import notice, programme, task_label
from minhbach.reading.tests.corpus.paper import Block, Case, Label, Line
from minhbach.reading.tests.corpus.words import NOBODY, Bodies, Writer

_ASSIGNED = (
    "Phân công: {lead} chủ trì, phối hợp với {helpers}; thời gian: {time}.",
    "(Phân công {lead} chủ trì tham mưu; {helpers} phối hợp. Thời gian thực hiện: {time}).",
    "* Phân công thực hiện: {lead} chủ trì, {helpers} phối hợp; thời gian: {time}.",
)


def assigned_below_the_dashes(writer: Writer) -> Case:
    """A party's programme: dashes under a topic, and one line behind them that says whose they all are."""
    writer.office = other_offices.PARTY
    way = writer.rng.choice(_ASSIGNED)
    body: list[Block] = [Line("I. NHIỆM VỤ, GIẢI PHÁP CHỦ YẾU", bold=True)]
    tasks: list[Label] = []
    for n, topic in enumerate(writer.rng.sample(other_offices.TOPICS, writer.rng.randint(3, 4)), 1):
        lead = writer.other_lead()
        helpers, moment = writer.helpers(lead), writer.moment()
        body.append(Line(f"{n}. {topic}", bold=True))
        for _ in range(writer.rng.randint(1, 3)):
            text = writer.deed()
            body.append(Line(f"- {text}."))
            tasks.append(task_label(text, lead, helpers, moment))
        body.append(Line(way.format(lead=lead.raw, helpers=_within(helpers), time=moment.raw)))
    return programme(writer, body, {"tasks": tasks})


def _within(bodies: Bodies) -> str:
    """A group in the middle of a sentence begins small."""
    return f"các {bodies.raw[4:]}" if bodies.raw.startswith("Các ") else bodies.raw


def conclusions_with_dates_in_brackets(writer: Writer) -> Case:
    """A notice: what was found, then orders by topic, each with its date in brackets at its end."""
    first, second = sorted(writer.rng.sample(other_offices.ASSESSED, 2), key=other_offices.ASSESSED.index)
    body: list[Block] = [
        Line("I. ĐÁNH GIÁ CHUNG", bold=True), Line(first), Line(second),
        Line("II. NHIỆM VỤ TRONG THỜI GIAN TỚI", bold=True),
    ]  # fmt: skip
    tasks: list[Label] = []
    for n, subject in enumerate(writer.rng.sample(sorted(writer.wording.deeds), 3), 1):
        body.append(Line(f"{n}. Về {subject[0].lower()}{subject[1:]}", bold=True))
        for k in range(1, writer.rng.randint(2, 3) + 1):
            text, label = _order(writer, f"{n}.{k}")
            body.append(Line(f"{n}.{k}. {text}."))
            tasks.append(label)
    body.append(
        Line("Trên đây là kết luận tại cuộc họp, Văn phòng thông báo để các đơn vị biết, thực hiện./.")
    )
    return _of_a_meeting(notice(writer, body, {"tasks": tasks}))


def _order(writer: Writer, code: str) -> tuple[str, Label]:
    """ "Giao X [chủ trì, phối hợp với Y] ... (hoàn thành trước ngày ...)"; the sentence stays whole."""
    lead = writer.other_lead()
    helpers = writer.helpers(lead) if writer.rng.random() < 0.5 else NOBODY
    with_whom = f" chủ trì, phối hợp với {_within(helpers)}" if helpers.raw else ""
    said = writer.deed()
    text = f"Giao {lead.raw}{with_whom} {said[0].lower()}{said[1:]}"
    moment = None
    if writer.rng.random() < 0.75:
        moment = writer.rng.choice(writer.wording.sentence_times(writer.year))
        text = f"{text} ({moment.raw})"
    return text, task_label(text, lead, helpers, moment, code)


def _of_a_meeting(case: Case) -> Case:
    """Recipients as a notice names them."""
    return replace(case, paper=replace(case.paper, recipients=("Thành phần dự họp", "Lưu: VT")))
