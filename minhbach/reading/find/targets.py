"""Indicators from tables: the rows of an indicator table, or the goal column of a task table."""

from __future__ import annotations

import re
from dataclasses import replace

from minhbach.reading.find.columns import Role
from minhbach.reading.find.findings import Aim, FieldDoubt, Indicator, Unit, joined_place
from minhbach.reading.find.moments import PlanYears
from minhbach.reading.find.named_goals import taken_apart
from minhbach.reading.find.numbers import comparator, figure
from minhbach.reading.find.table_tasks import numbers_group
from minhbach.reading.find.tables import Sheet, group_text
from minhbach.reading.find.units import split_units
from minhbach.reading.find.words import fold, squash, unlabelled
from minhbach.reading.shapes import Merge, Row


def table_indicators(sheet: Sheet, years: PlanYears) -> tuple[list[Indicator], set[int]]:
    """The indicators of an indicator table and the indices of the data rows they came from."""
    found: list[Indicator] = []
    used: set[int] = set()
    parent: str | None = None
    name_role = Role.INDICATOR if Role.INDICATOR in sheet.columns else Role.OBJECTIVE
    for at, row in enumerate(sheet.rows):
        number = sheet.text(row, Role.NUMBER).rstrip(".")
        figures = sheet.text(row, Role.TARGET) + sheet.text(row, Role.TARGET_RANK)
        if group := group_text(sheet, row):
            parent = number or group
            used.add(at)
            continue
        if not sheet.text(row, name_role):
            continue
        one = _row_indicator(sheet, row, name_role, years)
        roman = re.fullmatch(r"[IVX]{1,6}|[A-H]", number) is not None
        found.append(replace(one, parent=None if roman else parent))
        used.add(at)
        if roman and figures:
            parent = number
    return found, used


def _row_indicator(sheet: Sheet, row: Row, name_role: Role, years: PlanYears) -> Indicator:
    goal = taken_apart(unlabelled(sheet.text(row, name_role))[1])
    said = sheet.text(row, Role.TARGET)
    value = figure(said)
    op = comparator(said)
    lower = goal.lower or op in ("<=", "<")
    rank = figure(sheet.text(row, Role.TARGET_RANK))
    year = sheet.years.get(Role.TARGET) or sheet.years.get(Role.TARGET_RANK) or years.only
    base = sheet.text(row, Role.BASELINE)
    base_rank = figure(sheet.text(row, Role.BASELINE_RANK))
    base_year = sheet.years.get(Role.BASELINE) or sheet.years.get(Role.BASELINE_RANK)
    some_base = figure(base) is not None or base_rank is not None
    units = (base, said, sheet.text(row, Role.UNIT), goal.note or "")
    cell = sheet.cell(row, name_role)
    lead = split_units(sheet.raw(row, Role.LEAD) or sheet.raw(row, Role.FOLLOWING))
    helping = split_units(sheet.raw(row, Role.COORDINATING))
    return Indicator(
        name=goal.name,
        place=joined_place(cell.paragraphs if cell else (), squash(cell.text) if cell else ""),
        source="table",
        code=sheet.text(row, Role.NUMBER).rstrip(".") or None,
        scale_note=goal.note,
        unit=unit_of(goal.name, units) if value is not None or some_base else None,
        lower=lower,
        baseline_year=base_year if some_base else None,
        baseline_value=figure(base),
        baseline_rank=int(base_rank) if base_rank is not None else None,
        target=Aim(op, value, year) if value is not None else None,
        target_rank=Aim("<=", rank, year) if rank is not None else None,
        lead=lead,
        coordinating=helping,
        doubts=_doubts(sheet, row, said, value, (*lead.unknown,), (*helping.unknown,)),
    )


def _doubts(
    sheet: Sheet, row: Row, said: str, value: float | None, leads: tuple[str, ...], helpers: tuple[str, ...]
) -> tuple[FieldDoubt, ...]:
    found = [FieldDoubt("lead", "unit_unknown", (n,)) for n in leads]
    found += [FieldDoubt("coordinating", "unit_unknown", (n,)) for n in helpers]
    if said and value is None:
        found.append(FieldDoubt("target", "figure_unread", (said,)))
    if len(re.findall(r"\d+(?:[.,]\d+)?", said)) > 1:
        found.append(FieldDoubt("target", "two_figures", (said,)))
    names = {
        Role.LEAD: "lead",
        Role.COORDINATING: "coordinating",
        Role.TARGET: "target",
        Role.BASELINE: "baseline",
    }
    for role, name in names.items():
        cell = sheet.cell(row, role)
        if cell and cell.merge is Merge.INFERRED:
            found.append(FieldDoubt(name, "merged_or_empty"))
    return (*found, *(FieldDoubt("", reason) for reason in row.doubts))


def unit_of(name: str, said: tuple[str, ...]) -> Unit:
    """The unit of measure, by its sign, by the words of the name, else points."""
    line = fold(" ".join(said))
    low = fold(name)
    if "%" in line or "phần trăm" in line:
        return Unit.PERCENT
    if low.startswith(("số ngày", "thời gian")) or re.search(r"\bngày\b", line):
        return Unit.DAYS
    if re.search(r"\b(?:thứ hạng|xếp hạng)\b", low):
        return Unit.RANK
    if re.search(r"\bđiểm\b", line) or not low.startswith(("số ", "số lượng", "tổng số")):
        return Unit.SCORE
    return Unit.COUNT


def goals_of_tasks(sheet: Sheet, years: PlanYears) -> list[Indicator]:
    """The goals of the "Chỉ tiêu" column of a task table, each once, with the aim in its words."""
    found: list[Indicator] = []
    if Role.INDICATOR not in sheet.columns:
        return found
    grouped = numbers_group(sheet)
    for row in sheet.rows:
        cell = sheet.cell(row, Role.INDICATOR)
        if cell is None or cell.merge is not Merge.OWN or not squash(cell.text) or group_text(sheet, row):
            continue
        goal = taken_apart(unlabelled(squash(cell.text))[1])
        value = figure(goal.aim) if goal.aim else None
        op = comparator(goal.aim or "")
        found.append(
            Indicator(
                name=goal.name,
                place=joined_place(cell.paragraphs, squash(cell.text)),
                source="table",
                code=(sheet.text(row, Role.NUMBER).rstrip(".") or None) if grouped else None,
                scale_note=goal.note,
                unit=unit_of(goal.name, (goal.aim or "", goal.note or "")) if value is not None else None,
                lower=goal.lower or op in ("<=", "<"),
                target=Aim(op, value, years.only) if value is not None else None,
                doubts=_figure_left(goal.name) if value is None else (),
            )
        )
    return found


_FIGURE = re.compile(r"\d[\d.,]*\s*(?:%|điểm\b|ngày\b)")


def _figure_left(name: str) -> tuple[FieldDoubt, ...]:
    """A figure with its measure that stayed in the name of a goal: perhaps what is to be reached."""
    m = _FIGURE.search(name)
    return tuple(FieldDoubt(at, "figure_unread", (m[0],)) for at in ("name", "target", "unit")) if m else ()
