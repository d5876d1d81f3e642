"""Unusual layouts whose work stands in a table.

Two readings go beyond what the draft's contract spells out: an investor ("chủ đầu tư") leads its
project, and crosses below quarters are the period from the first of them to the last.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from minhbach.reading.tests.corpus import other_offices
from minhbach.reading.tests.corpus.layouts.frame import plan, row_label, task_label
from minhbach.reading.tests.corpus.paper import Block, Box, Case, Grid, Label, Line, box
from minhbach.reading.tests.corpus.times import deadline, period
from minhbach.reading.tests.corpus.words import NOBODY, Moment, Work, Writer

Row = tuple[Box | None, ...]
_QUARTERS = (("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31"))


def _row(*texts: str) -> Row:
    return tuple(map(box, texts))


def _shares(*parts: float) -> tuple[float, ...]:
    return tuple(part / sum(parts) for part in parts)


def lead_and_time_in_one_cell(writer: Writer) -> Case:
    """Who leads and by when stand in one cell, in the manner of this one office."""
    way = writer.rng.choice(("{lead}\n{time}", "{lead}; {time}", "{lead}\n({time})", "{lead} - {time}"))
    head = writer.rng.choice(
        ("Chủ trì, thời gian", "Đơn vị chủ trì và thời hạn", "Đơn vị chủ trì/ Thời gian thực hiện")
    )
    rows: list[Row] = [
        _row(*map(writer.head, ("number", "task")), head, *map(writer.head, ("helpers", "product")))
    ]
    tasks: list[Label] = []
    for n in range(1, writer.rng.randint(7, 11)):
        work = writer.work()
        both = way.format(lead=work.lead.raw, time=work.moment.raw)
        rows.append(_row(str(n), work.text, both, work.helpers.raw, work.product))
        tasks.append(row_label(work, str(n)))
    body: list[Block] = [
        Line("II. NỘI DUNG, PHÂN CÔNG THỰC HIỆN", bold=True),
        Grid(tuple(rows), _shares(6, 32, 26, 20, 16)),
    ]
    return plan(writer, body, {"tasks": tasks})


def persons_in_charge(writer: Writer) -> Case:
    """A commune: office holders lead; the leader who watches over several rows stands once beside them."""
    writer.office = other_offices.COMMUNE
    charge = writer.rng.choice(("Lãnh đạo phụ trách", "Lãnh đạo UBND chỉ đạo"))
    who = writer.rng.choice(("Người chủ trì", "Người chủ trì thực hiện"))
    rows: list[Row] = [
        _row(writer.head("number"), writer.head("task"), charge, who, "Người phối hợp", writer.head("time"))
    ]
    tasks: list[Label] = []
    for leader in writer.rng.sample(other_offices.LEADERS, 3):
        size = writer.rng.randint(2, 4)
        for at in range(size):
            work = writer.work(empty=0.2)
            number = str(len(tasks) + 1)
            watching = box(leader, down=size) if at == 0 else None
            own = (box(number), box(work.text), watching)
            rows.append((*own, *_row(work.lead.raw, work.helpers.raw, work.moment.raw)))
            tasks.append(row_label(work, number) | {"product": None})
    body: list[Block] = [
        Line("II. NỘI DUNG CÔNG VIỆC", bold=True),
        Grid(tuple(rows), _shares(6, 28, 18, 18, 16, 14)),
    ]
    return plan(writer, body, {"tasks": tasks})


def marked_quarters(writer: Writer) -> Case:
    """Projects with their stages: number, project and investor merged, a cross in each quarter of a stage."""
    writer.office = other_offices.BUILDER
    year = writer.year
    fixed = ("TT", "Dự án, công trình", writer.rng.choice(("Nội dung công việc", "Hạng mục")), "Chủ đầu tư")
    top = (*(box(text, down=2) for text in fixed),
           box(f"Tiến độ thực hiện năm {year}", across=4), None, None, None)  # fmt: skip
    low = (None, None, None, None, *_row("Quý I", "Quý II", "Quý III", "Quý IV"))
    rows: list[Row] = [top, low]
    tasks: list[Label] = []
    cross = writer.rng.choice(("x", "X"))
    for n, name in enumerate(writer.rng.sample(sorted(other_offices.PROJECTS), 4), 1):
        lead, stages = writer.other_lead(), other_offices.PROJECTS[name]
        for at, (stage, quarters) in enumerate(zip(stages, _years_course(writer), strict=True)):
            merged: Row = (None, None, box(stage), None)
            if at == 0:
                size = len(stages)
                merged = (box(str(n), down=size), box(name, down=size), box(stage), box(lead.raw, down=size))
            rows.append((*merged, *_row(*(cross if q in quarters else "" for q in range(4)))))
            start, due = _QUARTERS[quarters[0]][0], _QUARTERS[quarters[-1]][1]
            moment = period("", f"{year}-{start}", f"{year}-{due}")
            tasks.append(task_label(stage, lead, NOBODY, moment))
    grid = Grid(tuple(rows), _shares(5, 20, 29, 18, 7, 7, 7, 7), head=2)
    body: list[Block] = [Line("II. DANH MỤC DỰ ÁN VÀ TIẾN ĐỘ", bold=True), grid]
    title = f"Đầu tư xây dựng năm {year}"
    return plan(writer, body, {"tasks": tasks}, title=title, landscape=True)


def _years_course(writer: Writer) -> list[tuple[int, ...]]:
    """Three stages of a project, one after another; a stage takes one quarter or two."""
    return writer.rng.choice(
        ([(0,), (1,), (2, 3)], [(0, 1), (2,), (3,)], [(0,), (1, 2), (3,)], [(0, 1), (1, 2), (2, 3)])
    )


def annexes_with_level_of_submission(writer: Writer) -> Case:
    """A ministry: one annex of what is sent up, with the level above that decides; one of what it signs."""
    writer.office = other_offices.MINISTRY
    year = writer.year
    moments = [
        period(f"Tháng {m}/{year}", f"{year}-{m:02d}-01", f"{year}-{m:02d}-{d}")
        for m, d in ((4, 30), (5, 31), (8, 31), (10, 31))
    ]
    moments += [deadline(f"Trước ngày 15/9/{year}", f"{year}-09-15"),
                period(f"Quý IV/{year}", f"{year}-10-01", f"{year}-12-31")]  # fmt: skip
    up, own = (
        [_act(writer, *act, writer.rng.choice(moments)) for act in writer.rng.sample(acts, count)]
        for acts, count in ((other_offices.SENT_UP, 7), (other_offices.SIGNED, 4))
    )
    above = [_row("TT", "Tên văn bản, đề án", "Đơn vị chủ trì", "Đơn vị phối hợp", "Hình thức văn bản",
                  "Cấp trình", "Thời gian trình")]  # fmt: skip
    above += [
        _row(str(n), w.text, w.lead.raw, w.helpers.raw, w.product, other_offices.LEVEL_OF[w.product],
             w.moment.raw)
        for n, w in enumerate(up, 1)
    ]  # fmt: skip
    signed = [_row("TT", "Tên văn bản", "Hình thức văn bản", "Thời gian ban hành", "Đơn vị chủ trì",
                   "Đơn vị phối hợp")]  # fmt: skip
    signed += [
        _row(str(n), w.text, w.product, w.moment.raw, w.lead.raw, w.helpers.raw) for n, w in enumerate(own, 1)
    ]
    annexes = [
        *_annex("I", "VĂN BẢN, ĐỀ ÁN TRÌNH CẤP CÓ THẨM QUYỀN", above, (5, 26, 16, 16, 11, 12, 14)),
        *_annex("II", "VĂN BẢN BAN HÀNH THEO THẨM QUYỀN", signed, (5, 30, 13, 15, 18, 19)),
    ]
    body: list[Block] = [
        Line("II. NỘI DUNG", bold=True),
        Line("Các văn bản, đề án nêu tại Phụ lục I và Phụ lục II kèm theo Kế hoạch này."),
    ]
    tasks = [row_label(w, str(n)) for part in (up, own) for n, w in enumerate(part, 1)]
    title = f"Xây dựng văn bản, đề án năm {year}"
    return plan(writer, body, {"tasks": tasks}, title=title, annexes=annexes, landscape=True)


def _act(writer: Writer, name: str, product: str, moment: Moment) -> Work:
    lead = writer.other_lead()
    return Work(name, product, lead, writer.helpers(lead), moment)


def _annex(mark: str, title: str, rows: list[Row], parts: Sequence[float]) -> list[Block]:
    return [
        Line(f"Phụ lục {mark}", bold=True, centre=True),
        Line(f"DANH MỤC {title}", bold=True, centre=True),
        Grid(tuple(rows), _shares(*parts)),
    ]


def weeks_of_a_month(writer: Writer) -> Case:
    """A department's month: the week stands once, left of its rows, and is the time of each of them."""
    writer.office = other_offices.DEPARTMENT
    month = writer.rng.randint(4, 11)
    first = date(writer.year, month, 1)
    monday = first + timedelta(days=-first.weekday() % 7)
    way = writer.rng.choice(
        (
            "Tuần {n}\n(từ {start} đến {due})",
            "Tuần {n} (từ ngày {start} đến ngày {due})",
            "Từ {start} đến {due}",
        )
    )
    head = ("Thời gian", writer.head("task"), writer.head("lead"), writer.head("helpers"))
    rows: list[Row] = [_row(*head)]
    tasks: list[Label] = []
    errands = writer.rng.sample(other_offices.ERRANDS, 12)
    for n in range(1, 5):
        moment = _week(n, monday + timedelta(days=7 * (n - 1)), way)
        size = writer.rng.randint(2, 3)
        for at in range(size):
            lead = writer.other_lead()
            text, helpers = errands.pop(), writer.helpers(lead, empty=0.25)
            when = box(moment.raw, down=size) if at == 0 else None
            rows.append((when, *_row(text, lead.raw, helpers.raw)))
            tasks.append(task_label(text, lead, helpers, moment))
    body: list[Block] = [Line("II. LỊCH CÔNG TÁC", bold=True), Grid(tuple(rows), _shares(19, 38, 22, 21))]
    return plan(writer, body, {"tasks": tasks}, title=f"Công tác tháng {month} năm {writer.year}")


def _week(n: int, monday: date, way: str) -> Moment:
    sunday = monday + timedelta(days=6)
    start, due = (f"{day.day:02d}/{day.month}/{day.year}" for day in (monday, sunday))
    return period(way.format(n=n, start=start, due=due), monday.isoformat(), sunday.isoformat())


def tables_under_one_header(writer: Writer) -> Case:
    """Two or three tables with a heading above each; the header stands in the first one only."""
    roles = ("number", "task", "lead", "helpers", "time", "product")
    anew = writer.rng.random() < 0.5
    names = ("A. NHÓM NHIỆM VỤ VỀ THỂ CHẾ", "B. NHÓM NHIỆM VỤ VỀ HẠ TẦNG", "C. NHÓM NHIỆM VỤ VỀ NHÂN LỰC")
    body: list[Block] = [Line("II. CÁC NHÓM NHIỆM VỤ", bold=True)]
    tasks: list[Label] = []
    number = 0
    for at, name in enumerate(names[: writer.rng.randint(2, 3)]):
        rows: list[Row] = [] if at else [_row(*map(writer.head, roles))]
        number = 0 if anew else number
        for _ in range(writer.rng.randint(3, 4)):
            number += 1
            w = writer.work(empty=0.15)
            rows.append(_row(str(number), w.text, w.lead.raw, w.helpers.raw, w.moment.raw, w.product))
            tasks.append(row_label(w, str(number)))
        grid = Grid(tuple(rows), _shares(6, 30, 18, 18, 15, 13), head=0 if at else 1)
        body += [Line(name, bold=True), grid]
    return plan(writer, body, {"tasks": tasks})
