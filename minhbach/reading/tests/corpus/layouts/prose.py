"""Layouts whose work stands in sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from minhbach.reading.tests.corpus.layouts.frame import notice, plan, task_label
from minhbach.reading.tests.corpus.paper import Block, Case, Label, Line
from minhbach.reading.tests.corpus.words import NOBODY, Bodies, Moment, Writer


def _timed(writer: Writer) -> tuple[str, Moment | None]:
    """A sentence, now and then with its own deadline."""
    said = writer.deed()
    if writer.rng.random() < 0.5:
        return said, None
    moment = writer.rng.choice(writer.wording.sentence_times(writer.year))
    return f"{said}, {moment.raw}", moment


def _small(text: str) -> str:
    return text[0].lower() + text[1:]


def _below_bodies(
    writer: Writer, title: str, most: int, opening: Callable[[int, int], tuple[str, str | None]]
) -> Case:
    """Numbered bodies, below each up to so many sentences. opening: what one begins with, and its code."""
    body: list[Block] = [Line(title, bold=True)]
    tasks: list[Label] = []
    for n in range(1, writer.rng.randint(4, 6)):
        lead = writer.other_lead()
        body.append(Line(f"{n}. {lead.raw}", bold=True))
        for k in range(1, writer.rng.randint(1, most) + 1):
            text, moment = _timed(writer)
            sign, code = opening(n, k)
            body.append(Line(f"{sign}{text}."))
            tasks.append(task_label(text, lead, NOBODY, moment, code))
    return plan(writer, body, {"tasks": tasks})


def dashes_below_bodies(writer: Writer) -> Case:
    return _below_bodies(writer, "II. TỔ CHỨC THỰC HIỆN", 3, lambda n, k: ("- ", None))


def paragraphs_below_bodies(writer: Writer) -> Case:
    return _below_bodies(writer, "II. PHÂN CÔNG TRÁCH NHIỆM", 2, lambda n, k: ("", None))


def decimals_below_bodies(writer: Writer) -> Case:
    return _below_bodies(writer, "II. TỔ CHỨC THỰC HIỆN", 3, lambda n, k: (f"{n}.{k}. ", f"{n}.{k}"))


def bodies_behind_the_item(writer: Writer) -> Case:
    """Each numbered item is followed by a line that names who does it and when."""
    body: list[Block] = [Line("II. NHIỆM VỤ, GIẢI PHÁP", bold=True)]
    tasks: list[Label] = []
    way = writer.rng.choice(
        (
            ("Cơ quan chủ trì: {lead}; cơ quan phối hợp: {helpers}; thời gian: {time}.",),
            ("- Chủ trì: {lead}.", "- Phối hợp: {helpers}.", "- Thời gian thực hiện: {time}."),
            ("+ Đơn vị chủ trì: {lead}.", "+ Đơn vị phối hợp: {helpers}.", "+ Thời gian hoàn thành: {time}."),
        )
    )
    for n in range(1, writer.rng.randint(6, 9)):
        work = writer.work()
        body.append(Line(f"{n}. {work.text}."))
        body += [
            Line(said.format(lead=work.lead.raw, helpers=work.helpers.raw, time=work.moment.raw))
            for said in way
        ]
        tasks.append(task_label(work.text, work.lead, work.helpers, work.moment, str(n)))
    return plan(writer, body, {"tasks": tasks})


def order_with_letters(writer: Writer) -> Case:
    """ "Giao X chủ trì, phối hợp với Y:" over a), b), c)."""
    body: list[Block] = [Line("II. TỔ CHỨC THỰC HIỆN", bold=True)]
    tasks: list[Label] = []
    for n in range(1, writer.rng.randint(4, 5)):
        lead = writer.other_lead()
        helpers = writer.helpers(lead) if writer.rng.random() < 0.6 else NOBODY
        with_whom = f" chủ trì, phối hợp với {helpers.raw}" if helpers.raw else ""
        body.append(Line(f"{n}. Giao {lead.raw}{with_whom}:"))
        for letter in "abc"[: writer.rng.randint(2, 3)]:
            text, moment = _timed(writer)
            body.append(Line(f"{letter}) {text};"))
            tasks.append(task_label(text, lead, helpers, moment, letter))
    return plan(writer, body, {"tasks": tasks})


def body_before_a_colon(writer: Writer) -> Case:
    body: list[Block] = [Line("II. NHIỆM VỤ CỤ THỂ", bold=True)]
    tasks: list[Label] = []
    for n in range(1, writer.rng.randint(7, 11)):
        lead = writer.other_lead()
        text, moment = _timed(writer)
        body.append(Line(f"{n}. {lead.raw}: {text}."))
        tasks.append(task_label(text, lead, NOBODY, moment, str(n)))
    return plan(writer, body, {"tasks": tasks})


def body_in_the_sentence(writer: Writer) -> Case:
    """The body is the subject of its sentence and stays in it."""
    body: list[Block] = [Line("II. NHIỆM VỤ TRỌNG TÂM", bold=True)]
    tasks: list[Label] = []
    for n in range(1, writer.rng.randint(6, 10)):
        lead, helpers, text, moment = _led(writer)
        body.append(Line(f"{n}. {text}."))
        tasks.append(task_label(text, lead, helpers, moment, str(n)))
    return plan(writer, body, {"tasks": tasks})


def _led(writer: Writer) -> tuple[Bodies, Bodies, str, Moment | None]:
    lead = writer.other_lead()
    text, moment = _timed(writer)
    if writer.rng.random() < 0.5:
        return lead, NOBODY, f"Giao {lead.raw} {_small(text)}", moment
    helpers = writer.helpers(lead)
    return lead, helpers, f"{lead.raw} chủ trì, phối hợp với {helpers.raw} {_small(text)}", moment


def notice_of_conclusions(writer: Writer) -> Case:
    body: list[Block] = [
        Line("1. Đánh giá chung: Thời gian qua các đơn vị đã cố gắng, song kết quả còn chậm so với yêu cầu."),
        Line("2. Nhiệm vụ trong thời gian tới"),
    ]
    tasks: list[Label] = []
    for letter in "abcdeg"[: writer.rng.randint(4, 6)]:
        lead, helpers, text, moment = _led(writer)
        body.append(Line(f"{letter}) {text}."))
        tasks.append(task_label(text, lead, helpers, moment, letter))
    return notice(writer, body, {"tasks": tasks})


def directive_letter(writer: Writer) -> Case:
    """An official letter: addressees, one paragraph of reasons, numbered orders."""
    body: list[Block] = [
        Line(f"Để thực hiện tốt công tác năm {writer.year}, {writer.office.said} yêu cầu các đơn vị:")
    ]
    tasks: list[Label] = []
    for n in range(1, writer.rng.randint(5, 8)):
        lead = writer.other_lead()
        text, moment = _timed(writer)
        said = f"{lead.raw} {_small(text)}"
        body.append(Line(f"{n}. {said}."))
        tasks.append(task_label(said, lead, NOBODY, moment, str(n)))
    case = plan(writer, body, {"tasks": tasks})
    return _as_letter(case, writer)


def _as_letter(case: Case, writer: Writer) -> Case:
    """Without kind and title above it; the addressees stand where they stood."""
    number = f"{writer.rng.randint(11, 399)}/{writer.office.mark.split('-')[-1]}-TH"
    addressed: list[Block] = [Line("Kính gửi:"), *(Line(f"- {h.raw};") for h in writer.office.leads[:3])]
    paper = replace(case.paper, number=number, blocks=(*addressed, *case.paper.blocks[6:]))
    return Case(
        paper, {**case.label, "document": {"number": number, "issued": case.label["document"]["issued"]}}
    )
