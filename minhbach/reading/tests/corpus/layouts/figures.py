"""Layouts with indicators and report duties, and the one that mixes everything."""

from __future__ import annotations

from dataclasses import replace

from minhbach.reading.tests.corpus.layouts.frame import plan
from minhbach.reading.tests.corpus.layouts.prose import dashes_below_bodies
from minhbach.reading.tests.corpus.layouts.tables import usual_columns
from minhbach.reading.tests.corpus.paper import Block, Box, Case, Grid, Label, Line, box
from minhbach.reading.tests.corpus.words import Writer

_UNITS = {"%": "percent", "ngày": "days", "điểm": "score"}


def _indicators(writer: Writer) -> tuple[Grid, list[Label]]:
    aims = writer.rng.sample(writer.wording.aims, 5)
    year = writer.year
    head = tuple(map(box, ("STT", "Chỉ tiêu", "Đơn vị tính", f"Kế hoạch năm {year}", "Cơ quan chủ trì")))
    rows: list[tuple[Box | None, ...]] = [head]
    labels: list[Label] = []
    for n, (name, unit, figure) in enumerate(aims, 1):
        lead = writer.lead()
        sign = writer.rng.choice(("≥ ", "")) if unit != "ngày" else ""
        rows.append(tuple(map(box, (str(n), name, unit, f"{sign}{figure}", lead.raw))))
        value = float(figure.replace(",", "."))
        labels.append({"code": str(n), "name": name, "unit": _UNITS[unit], "lead": list(lead.names),
                       "target": {"year": year, "op": ">=" if sign else "=", "value": value}})  # fmt: skip
    return Grid(tuple(rows), (0.07, 0.38, 0.13, 0.17, 0.25)), labels


def indicator_table(writer: Writer) -> Case:
    grid, labels = _indicators(writer)
    body: list[Block] = [Line("II. CHỈ TIÊU", bold=True), grid]
    return plan(writer, body, {"indicators": labels})


def _report_duties(writer: Writer) -> tuple[list[Block], list[Label]]:
    focal = writer.lead()
    who = writer.office.helpers[0].raw
    day = writer.rng.choice((5, 10, 15))
    lines: list[Block] = [
        Line("III. CHẾ ĐỘ BÁO CÁO", bold=True),
        Line(f"1. {who} báo cáo kết quả thực hiện về {focal.raw} trước ngày {day:02d}/12 hằng năm."),
        Line(f"2. {focal.raw} tổng hợp, báo cáo {writer.office.said} trước ngày 20/12 hằng năm."),
    ]
    due = {"month": 12, "day": day}
    return lines, [
        {"role": "unit_report", "who": who, "to": focal.raw, "cycle": "annual", "due": due},
        {"role": "consolidated_report", "who": focal.raw, "to": writer.office.said, "cycle": "annual",
         "due": {"month": 12, "day": 20}},
    ]  # fmt: skip


def report_duties(writer: Writer) -> Case:
    """Work in dashes, then who reports to whom by which day. The duties are tasks as well."""
    return _with_duties(writer, dashes_below_bodies(writer))


def _with_duties(writer: Writer, case: Case) -> Case:
    lines, duties = _report_duties(writer)
    said = [line.text.split(". ", 1)[1].rstrip(".") for line in lines[1:] if isinstance(line, Line)]
    tasks = [
        {"text": text, "code": str(n), "lead": [duty["who"]]}
        for n, (text, duty) in enumerate(zip(said, duties, strict=True), 1)
    ]
    label = {**case.label, "reporting": duties, "tasks": [*case.label["tasks"], *tasks]}
    return Case(replace(case.paper, blocks=(*case.paper.blocks, *lines)), label)


def everything(writer: Writer) -> Case:
    """Prose by body, report duties, an annex with indicators and one with the task table."""
    prose = _with_duties(writer, dashes_below_bodies(writer))
    grid, indicators = _indicators(writer)
    table = usual_columns(writer)
    annexes: list[Block] = [
        Line("Phụ lục I", bold=True, centre=True), Line("CHỈ TIÊU CỤ THỂ", bold=True, centre=True), grid,
        Line("Phụ lục II", bold=True, centre=True), Line("DANH MỤC NHIỆM VỤ", bold=True, centre=True),
        table.paper.blocks[-1],
    ]  # fmt: skip
    label = {**prose.label, "indicators": indicators, "tasks": [*prose.label["tasks"], *table.label["tasks"]]}
    return Case(replace(prose.paper, annexes=tuple(annexes)), label)
