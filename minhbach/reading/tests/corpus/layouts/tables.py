"""Layouts whose work stands in a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from minhbach.reading.tests.corpus.layouts.frame import plan, row_label, task_label
from minhbach.reading.tests.corpus.paper import Block, Box, Case, Grid, Label, Line, box
from minhbach.reading.tests.corpus.words import NOBODY, Moment, Work, Writer

Cells = dict[str, str]
_WIDTHS = {"number": 0.06, "task": 0.3, "product": 0.14, "lead": 0.17, "helpers": 0.17, "time": 0.16,
           "both": 0.3, "doer": 0.22, "goal": 0.18, "budget": 0.1, "note": 0.1}  # fmt: skip
_USUAL = ("number", "task", "product", "lead", "helpers", "time")


def _widths(roles: Sequence[str]) -> tuple[float, ...]:
    whole = sum(_WIDTHS[role] for role in roles)
    return tuple(_WIDTHS[role] / whole for role in roles)


def _cells(work: Work, code: str) -> Cells:
    return {"number": code, "task": work.text, "product": work.product, "lead": work.lead.raw,
            "helpers": work.helpers.raw, "time": work.moment.raw, "budget": "", "note": ""}  # fmt: skip


def _grid(writer: Writer, roles: Sequence[str], rows: Sequence[Cells]) -> Grid:
    head = tuple(box(writer.head(role)) for role in roles)
    return Grid((head, *(tuple(box(row[role]) for role in roles) for row in rows)), _widths(roles))


def _with_table(writer: Writer, grid: Grid, tasks: list[Label], landscape: bool = False) -> Case:
    heading = writer.rng.choice(("II. NHIỆM VỤ CỤ THỂ", "II. NỘI DUNG THỰC HIỆN", "II. PHÂN CÔNG NHIỆM VỤ"))
    body: list[Block] = [Line(heading, bold=True), grid]
    return plan(writer, body, {"tasks": tasks}, landscape=landscape)


def _plain(writer: Writer, roles: Sequence[str], empty: float = 0.0, landscape: bool = False) -> Case:
    works = [writer.work(empty) for _ in range(writer.rng.randint(7, 13))]
    codes = [str(n) for n in range(1, len(works) + 1)]
    grid = _grid(writer, roles, [_cells(w, c) for w, c in zip(works, codes, strict=True)])
    numbered = "number" in roles
    tasks = [row_label(w, c if numbered else None) for w, c in zip(works, codes, strict=True)]
    if "product" not in roles:
        for task in tasks:
            task["product"] = None
    return _with_table(writer, grid, tasks, landscape=landscape)


def usual_columns(writer: Writer) -> Case:
    return _plain(writer, _USUAL)


def other_column_order(writer: Writer) -> Case:
    roles = list(_USUAL[2:])
    writer.rng.shuffle(roles)
    return _plain(writer, ("number", "task", *roles))


def empty_helper_cells(writer: Writer) -> Case:
    return _plain(writer, _USUAL, empty=0.4)


def no_number_column(writer: Writer) -> Case:
    return _plain(writer, _USUAL[1:])


def wide_sheet(writer: Writer) -> Case:
    return _plain(writer, (*_USUAL, "budget", "note"), empty=0.2, landscape=True)


def one_body_column(writer: Writer) -> Case:
    works = [writer.work() for _ in range(writer.rng.randint(7, 12))]
    rows = [_cells(w, str(n)) | {"doer": w.lead.raw} for n, w in enumerate(works, 1)]
    grid = _grid(writer, ("number", "task", "doer", "time", "product"), rows)
    tasks = [row_label(w, str(n)) | {"coordinating": []} for n, w in enumerate(works, 1)]
    return _with_table(writer, grid, tasks)


def both_in_one_cell(writer: Writer) -> Case:
    """Lead and helpers behind their own words, in the manner of this one office."""
    ways = (
        "- Chủ trì: {lead}\n- Phối hợp: {helpers}",
        "Chủ trì: {lead}; phối hợp: {helpers}",
        "{lead} chủ trì, phối hợp với {helpers}",
        "Cơ quan chủ trì: {lead}\nCơ quan phối hợp: {helpers}",
    )
    way = writer.rng.choice(ways)
    works = [writer.work() for _ in range(writer.rng.randint(6, 10))]
    rows = [
        _cells(w, str(n)) | {"both": way.format(lead=w.lead.raw, helpers=w.helpers.raw)}
        for n, w in enumerate(works, 1)
    ]
    grid = _grid(writer, ("number", "task", "both", "time"), rows)
    tasks = [row_label(w, str(n)) | {"product": None} for n, w in enumerate(works, 1)]
    return _with_table(writer, grid, tasks)


def group_rows(writer: Writer) -> Case:
    """Group rows across the whole table, numbered or only named; the numbers of rows go on or begin anew."""
    anew = writer.rng.random() < 0.5
    head = tuple(box(writer.head(role)) for role in _USUAL)
    rows: list[tuple[Box | None, ...]] = [head]
    tasks: list[Label] = []
    number = 0
    names = ("Tuyên truyền, phổ biến", "Hoàn thiện cơ chế", "Đầu tư, nâng cấp", "Kiểm tra, đánh giá")
    way = writer.rng.random()
    for mark, name in zip(["I", "II", "III"], names, strict=False):
        if way < 0.4:
            rows.append((box(f"{mark}. {name}", across=len(_USUAL)), *[None] * (len(_USUAL) - 1)))
        else:
            rows.append((box(mark if way < 0.7 else ""), box(name), *(box() for _ in _USUAL[2:])))
        number = 0 if anew else number
        for _ in range(writer.rng.randint(3, 4)):
            number += 1
            work = writer.work()
            cells = _cells(work, str(number))
            rows.append(tuple(box(cells[role]) for role in _USUAL))
            tasks.append(row_label(work, str(number)))
    return _with_table(writer, Grid(tuple(rows), _widths(_USUAL)), tasks)


def merged_bodies(writer: Writer) -> Case:
    """Bodies and time of neighbouring rows stand once, in cells merged downwards."""
    head = tuple(box(writer.head(role)) for role in _USUAL)
    rows: list[tuple[Box | None, ...]] = [head]
    tasks: list[Label] = []
    number = 0
    for _ in range(writer.rng.randint(3, 4)):
        size = writer.rng.randint(1, 3)
        shared = writer.work()
        for at in range(size):
            number += 1
            own = writer.work()
            work = Work(own.text, own.product, shared.lead, shared.helpers, shared.moment)
            cells = _cells(work, str(number))
            merged = [
                box(cells[role], down=size) if at == 0 else None for role in ("lead", "helpers", "time")
            ]
            rows.append((*(box(cells[role]) for role in _USUAL[:3]), *merged))
            tasks.append(row_label(work, str(number)))
    return _with_table(writer, Grid(tuple(rows), _widths(_USUAL)), tasks)


def merged_goals(writer: Writer) -> Case:
    """A goal stands once, left of the rows that serve it, its cell merged downwards."""
    roles = ("number", "goal", "task", "lead", "helpers", "time")
    goals = (
        "Giảm phiền hà cho người dân",
        "Nâng cao năng lực cơ sở",
        "Bảo đảm nguồn lực",
        "Giữ vững kỷ cương",
    )
    rows: list[tuple[Box | None, ...]] = [tuple(box(writer.head(role)) for role in roles)]
    tasks: list[Label] = []
    number = 0
    for goal in writer.rng.sample(goals, 3):
        size = writer.rng.randint(2, 3)
        for at in range(size):
            number += 1
            work = writer.work()
            cells = _cells(work, str(number))
            first = box(goal, down=size) if at == 0 else None
            rows.append((box(str(number)), first, *(box(cells[role]) for role in roles[2:])))
            tasks.append(row_label(work, str(number)) | {"product": None, "objective": goal})
    return _with_table(writer, Grid(tuple(rows), _widths(roles)), tasks)


def two_level_header(writer: Writer) -> Case:
    works = [writer.work() for _ in range(writer.rng.randint(7, 11))]
    top = (box(writer.head("number"), down=2), box(writer.head("task"), down=2),
           box("Cơ quan thực hiện", across=2), None, box(writer.head("time"), down=2),
           box(writer.head("product"), down=2))  # fmt: skip
    low = (None, None, box("Chủ trì"), box("Phối hợp"), None, None)
    roles = ("number", "task", "lead", "helpers", "time", "product")
    rows = [tuple(box(_cells(w, str(n))[role]) for role in roles) for n, w in enumerate(works, 1)]
    grid = Grid((top, low, *rows), _widths(roles), head=2)
    return _with_table(writer, grid, [row_label(w, str(n)) for n, w in enumerate(works, 1)])


def numbered_columns(writer: Writer) -> Case:
    """A row of column numbers below the header."""
    case = _plain(writer, _USUAL)
    grid = case.paper.blocks[-1]
    assert isinstance(grid, Grid)
    count = tuple(box(f"({n})") for n in range(1, len(_USUAL) + 1))
    numbered = Grid((grid.rows[0], count, *grid.rows[1:]), grid.widths, head=2)
    return _replaced(case, numbered)


def year_in_the_header(writer: Writer) -> Case:
    """Dates without a year below a header that names it."""
    year = writer.year
    moments = [Moment(f"Trước {d:02d}/{m:02d}", {"kind": "deadline", "start": None,
               "due": f"{year}-{m:02d}-{d:02d}", "recurrence": None, "trigger": None})
               for d, m in ((15, 3), (20, 6), (10, 9), (25, 11))]  # fmt: skip
    works = [
        Work(w.text, w.product, w.lead, w.helpers, writer.rng.choice(moments))
        for w in (writer.work() for _ in range(writer.rng.randint(7, 11)))
    ]
    grid = _grid(writer, _USUAL, [_cells(w, str(n)) for n, w in enumerate(works, 1)])
    head = (*grid.rows[0][:-1], box(f"Thời hạn (năm {year})"))
    return _with_table(
        writer,
        Grid((head, *grid.rows[1:]), grid.widths),
        [row_label(w, str(n)) for n, w in enumerate(works, 1)],
    )


def several_items_in_a_cell(writer: Writer) -> Case:
    """Rows of bodies: the work of each stands as numbered items in one cell."""
    roles = ("number", "lead", "task", "time")
    rows: list[tuple[Box | None, ...]] = [tuple(box(writer.head(role)) for role in roles)]
    tasks: list[Label] = []
    for n in range(1, writer.rng.randint(4, 6)):
        lead, moment = writer.other_lead(), writer.moment()
        deeds = [writer.deed() for _ in range(2)]
        said = "\n".join(f"{n}.{k}. {deed}" for k, deed in enumerate(deeds, 1))
        rows.append((box(str(n)), box(lead.raw), box(said), box(moment.raw)))
        tasks += [task_label(d, lead, NOBODY, moment, f"{n}.{k}") for k, d in enumerate(deeds, 1)]
    return _with_table(writer, Grid(tuple(rows), _widths(roles)), tasks)


def _replaced(case: Case, grid: Grid) -> Case:
    return replace(case, paper=replace(case.paper, blocks=(*case.paper.blocks[:-1], grid)))
