"""HELD OUT: what the held-out layouts share around and behind their work. Do not look here while mending."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from minhbach.reading.tests.corpus import held_offices
from minhbach.reading.tests.corpus.layouts.frame import task_label
from minhbach.reading.tests.corpus.paper import Block, Case, Grid, Label, Line
from minhbach.reading.tests.corpus.times import event
from minhbach.reading.tests.corpus.words import NOBODY, Bodies, Moment, Office, Work, Writer


def begun(writer: Writer, office: Office) -> None:
    """The writer writes for this office about something that such offices plan."""
    writer.office = office
    writer.subject = writer.rng.choice(held_offices.SUBJECTS)


def moment(writer: Writer) -> Moment:
    return writer.rng.choice(held_offices.cell_times(writer.year))


def works(writer: Writer, deeds: Sequence[str], count: int, empty: float = 0.0) -> list[Work]:
    """Different work, each with its bodies and time."""
    found = []
    for deed in writer.rng.sample(deeds, count):
        lead = writer.other_lead()
        result = writer.rng.choice(held_offices.RESULTS)
        found.append(Work(deed, result, lead, writer.helpers(lead, empty), moment(writer)))
    return found


def carried_out(
    writer: Writer, title: str, everybody: Bodies = held_offices.EVERYBODY
) -> tuple[list[Block], list[Label]]:
    """The closing section: who does what is assigned, who watches over it, where difficulties go."""
    focal = writer.lead()
    does = f"{everybody.raw} chủ động triển khai các nhiệm vụ được phân công, bảo đảm tiến độ, chất lượng"
    watches = f"Giao {focal.raw} theo dõi, đôn đốc, tổng hợp kết quả thực hiện Kế hoạch"
    asks = difficulties(writer, focal)
    said = (does, watches, asks["text"])
    lines: list[Block] = [Line(title, bold=True)]
    lines += [Line(f"{n}. {text}{'./' if n == 3 else ''}.") for n, text in enumerate(said, 1)]
    labels = [task_label(does, everybody, code="1"), task_label(watches, focal, code="2")]
    return lines, [*labels, {**asks, "code": "3"}]


def difficulties(writer: Writer, focal: Bodies) -> Label:
    """Whom to tell of difficulties: work of everybody, for when there are any."""
    trigger = "nếu có khó khăn, vướng mắc"
    who = Bodies("các cơ quan, đơn vị", ("các cơ quan, đơn vị",))
    text = (
        f"Trong quá trình thực hiện, {trigger}, {who.raw} kịp thời phản ánh về {focal.raw} "
        f"để tổng hợp, báo cáo {writer.office.said} xem xét, quyết định"
    )
    return task_label(text, who, NOBODY, event(trigger))


def grounded(case: Case, writer: Writer) -> Case:
    """With the ground it stands on in its opening sentence."""
    kind, title, opening, *body = case.paper.blocks
    assert isinstance(opening, Line)
    ground = writer.rng.choice(held_offices.GROUNDS[:2]).replace(";", ", ")
    grounds = replace(opening, text=ground + opening.text)
    return replace(case, paper=replace(case.paper, blocks=(kind, title, grounds, *body)))


def annexed(case: Case, writer: Writer, *annexes: tuple[str, str, Grid]) -> Case:
    """With annexes: the mark, the title and the table of each. They say what they are annexed to."""
    paper = case.paper
    said = f"(Kèm theo Kế hoạch số {paper.number} {dated(case)} của {writer.office.said})"
    blocks: list[Block] = []
    for mark, title, grid in annexes:
        blocks += [
            Line(mark, bold=True, centre=True), Line(title, bold=True, centre=True),
            Line(said, centre=True), grid,
        ]  # fmt: skip
    return replace(case, paper=replace(paper, annexes=tuple(blocks)))


def dated(case: Case) -> str:
    """The day as another paper names it."""
    year, month, day = case.label["document"]["issued"].split("-")
    return f"ngày {day}/{int(month)}/{year}"
