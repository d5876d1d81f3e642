"""HELD OUT: layouts whose work stands in sentences. Do not look here while mending."""

from __future__ import annotations

from dataclasses import replace

from minhbach.reading.tests.corpus import held_offices
from minhbach.reading.tests.corpus.layouts.frame import plan, programme, purpose, task_label
from minhbach.reading.tests.corpus.layouts.held_frame import begun, difficulties, grounded
from minhbach.reading.tests.corpus.paper import Block, Case, Label, Line
from minhbach.reading.tests.corpus.times import last_day, ongoing, period, recurring
from minhbach.reading.tests.corpus.words import NOBODY, Bodies, Moment, Writer


def _small(text: str) -> str:
    return text[0].lower() + text[1:]


def _within(bodies: Bodies) -> str:
    """A group in the middle of a sentence begins small."""
    return f"các {bodies.raw[4:]}" if bodies.raw.startswith("Các ") else bodies.raw


class _Drawer:
    """Sentences about work of a body named above them: with helpers, a deadline or a cycle of their own."""

    def __init__(self, writer: Writer, cycles: bool = True) -> None:
        self.writer, self.cycles = writer, cycles
        self.deeds = writer.rng.sample(held_offices.DEEDS, 20)
        self.continual = writer.rng.sample(held_offices.CONTINUAL, 4)

    def duty(self, lead: Bodies) -> tuple[str, Bodies, Moment | None]:
        rng, year = self.writer.rng, self.writer.year
        way = rng.random()
        if way < 0.2 and self.continual:
            return f"Thường xuyên {self.continual.pop()}", NOBODY, ongoing("Thường xuyên")
        if way < 0.3 and self.continual and self.cycles:
            cycle = "Định kỳ hằng quý"
            return f"{cycle} {self.continual.pop()}", NOBODY, recurring(cycle, "quarterly", year)
        helpers, text = NOBODY, self.deeds.pop()
        if way < 0.65 and lead != held_offices.EVERYBODY:
            helpers = self.writer.helpers(lead)
            text = f"Chủ trì, phối hợp với {_within(helpers)} {_small(text)}"
        if rng.random() < 0.5:
            return text, helpers, None
        time = rng.choice(held_offices.sentence_times(year))
        return f"{text}{rng.choice((', ', '; '))}{time.raw}", helpers, time


def duties_of_each_body(writer: Writer) -> Case:
    """Sections of bodies with lettered or dashed duties, the last of all bodies, with their reports."""
    begun(writer, held_offices.PROVINCE)
    lettered = writer.rng.random() < 0.5
    drawer = _Drawer(writer)
    focal, everybody = writer.other_lead(), held_offices.EVERYBODY
    leads = (focal, *(writer.other_lead() for _ in range(writer.rng.randint(2, 3))), everybody)
    twice = recurring("", "semiannual", writer.year)
    body: list[Block] = [Line("II. TỔ CHỨC THỰC HIỆN", bold=True)]
    tasks: list[Label] = []
    for n, lead in enumerate(leads, 1):
        body.append(Line(f"{n}. {lead.raw}", bold=True))
        duties = [drawer.duty(lead) for _ in range(writer.rng.randint(1, 3))]
        if lead == focal:
            duties.append((_CONSOLIDATED.format(to=writer.office.said), NOBODY, twice))
        if lead == everybody:
            duties.append((_REPORT.format(to=focal.raw), NOBODY, twice))
        for letter, (text, helpers, time) in zip("abcd", duties, strict=False):
            body.append(Line(f"{letter}) {text}." if lettered else f"- {text}."))
            tasks.append(task_label(text, lead, helpers, time, letter if lettered else None))
    last, number = difficulties(writer, focal), str(len(leads) + 1)
    body.append(Line(f"{number}. {last['text']}./."))
    reporting = [
        {"role": "unit_report", "who": everybody.raw, "to": focal.raw, "cycle": cycle, "due": due}
        for cycle, due in (("semiannual", {"month": 6, "day": 10}), ("annual", {"month": 12, "day": 5}))
    ]
    reporting += [
        {
            "role": "consolidated_report",
            "who": focal.raw,
            "to": writer.office.said,
            "cycle": cycle,
            "due": due,
        }
        for cycle, due in (("semiannual", {"month": 6, "day": 20}), ("annual", {"month": 12, "day": 15}))
    ]
    label = {"tasks": [*tasks, {**last, "code": number}], "reporting": reporting}
    return grounded(plan(writer, body, label), writer)


_REPORT = (
    "Định kỳ 6 tháng (trước ngày 10/6) và năm (trước ngày 05/12) báo cáo kết quả thực hiện "
    "về {to} để tổng hợp"
)
_CONSOLIDATED = (
    "Tổng hợp kết quả thực hiện Kế hoạch, báo cáo {to} "
    "định kỳ 6 tháng (trước ngày 20/6) và năm (trước ngày 15/12)"
)


def letter_to_several(writer: Writer) -> Case:
    """An official letter: what all are told, what single bodies are told, and a request to a front body."""
    begun(writer, held_offices.PROVINCE)
    drawer = _Drawer(writer, cycles=False)
    everybody, front = held_offices.EVERYBODY, "Ủy ban MTTQ Việt Nam tỉnh"
    opening = (
        f"Thời gian qua, việc thực hiện các nhiệm vụ về {_small(writer.subject)} đã đạt kết quả bước đầu; "
        "tuy nhiên, một số đơn vị còn chậm so với yêu cầu. "
        f"Để hoàn thành mục tiêu đề ra, {writer.office.said} yêu cầu:"
    )
    body: list[Block] = [Line(opening)]
    tasks: list[Label] = []
    leads = (everybody, *(writer.other_lead() for _ in range(writer.rng.randint(3, 4))))
    for n, lead in enumerate(leads, 1):
        body.append(Line(f"{n}. {'' if n == 1 else 'Giao '}{lead.raw}:"))
        for _ in range(2 if n == 1 else writer.rng.randint(1, 2)):
            text, helpers, time = drawer.duty(lead)
            body.append(Line(f"- {text}."))
            tasks.append(task_label(text, lead, helpers, time))
    code = str(len(leads) + 1)
    asked = f"Đề nghị {front} tăng cường giám sát việc thực hiện tại cơ sở"
    body.append(Line(f"{code}. {asked}./."))
    tasks.append(task_label(asked, Bodies(front, (front,)), code=code))
    case = plan(writer, body, {"tasks": tasks})
    number = f"{writer.rng.randint(112, 4980)}/UBND-TH"
    addressed: list[Block] = [Line("Kính gửi:"), Line("- Các sở, ban, ngành tỉnh;"),
                              Line("- UBND các xã, phường;"), Line(f"- {front}.")]  # fmt: skip
    paper = replace(case.paper, number=number, blocks=(*addressed, *case.paper.blocks[-len(body) :]))
    document = {"number": number, "issued": case.label["document"]["issued"]}
    return Case(paper, {**case.label, "document": document})


def programme_by_months(writer: Writer) -> Case:
    """A year's programme of a department: the month is a heading; who prepares stands below each item."""
    begun(writer, held_offices.HEALTH)
    year = writer.year
    way = writer.rng.choice(
        (
            ("- Đơn vị chủ trì: {lead}; đơn vị phối hợp: {helpers}.",),
            ("- Đơn vị thực hiện: {lead}.", "- Đơn vị phối hợp: {helpers}."),
        )
    )
    heading = writer.rng.choice(("{n}. Tháng {month}/{year}", "{n}. Tháng {month} năm {year}"))
    deeds = writer.rng.sample(held_offices.OF_HEALTH, 12)
    body: list[Block] = [*purpose(writer), Line("II. NỘI DUNG CÔNG TÁC", bold=True)]
    tasks: list[Label] = []
    first = writer.rng.randint(3, 8)
    for n, month in enumerate(range(first, first + writer.rng.randint(3, 4)), 1):
        body.append(Line(heading.format(n=n, month=month, year=year), bold=True))
        when = period("", f"{year}-{month:02d}-01", last_day(year, month))
        for letter in "abc"[: writer.rng.randint(2, 3)]:
            lead, deed = writer.other_lead(), deeds.pop()
            helpers = writer.helpers(lead)
            body.append(Line(f"{letter}) {deed}."))
            body += [Line(said.format(lead=lead.raw, helpers=helpers.raw)) for said in way]
            tasks.append(task_label(deed, lead, helpers, when, letter))
    return programme(writer, body, {"tasks": tasks})


_ENDS = (
    "Giao {lead} chủ trì, phối hợp với {helpers} triển khai thực hiện, {time}",
    "{lead} chủ trì, phối hợp với {helpers} tham mưu, tổ chức thực hiện; {time}",
)


def assigned_in_a_last_sentence(writer: Writer) -> Case:
    """A party's action programme: work as numbered paragraphs that end on who does it by when."""
    begun(writer, held_offices.PARTY)
    end = writer.rng.choice(_ENDS)
    deeds = writer.rng.sample(held_offices.OF_A_PROGRAMME, 14)
    body: list[Block] = [*purpose(writer), Line("II. NHIỆM VỤ VÀ GIẢI PHÁP", bold=True)]
    tasks: list[Label] = []
    topics = writer.rng.sample(held_offices.OF_THE_PARTY, writer.rng.randint(3, 4))
    for n, topic in enumerate(topics, 1):
        body.append(Line(f"{n}. {topic}", bold=True))
        for k in range(1, writer.rng.randint(2, 3) + 1):
            lead, text, helpers, time = NOBODY, deeds.pop(), NOBODY, None
            if writer.rng.random() < 0.85:
                lead = writer.other_lead()
                helpers = writer.helpers(lead)
                time = writer.rng.choice(held_offices.sentence_times(writer.year))
                said = end.format(lead=lead.raw, helpers=_within(helpers), time=time.raw)
                text = f"{text}. {said}"
            body.append(Line(f"{n}.{k}. {text}."))
            tasks.append(task_label(text, lead, helpers, time, f"{n}.{k}"))
    return programme(writer, body, {"tasks": tasks})
