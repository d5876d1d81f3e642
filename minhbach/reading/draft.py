"""From a `Source` to the plan draft: the JSON object of design/plan-draft.md."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from minhbach.reading.draft_json import (
    doubts_json,
    duty_json,
    heading_json,
    indicator_json,
    left_out_json,
    misread_json,
    not_asked_twice,
    place_json,
    relation_json,
    slips_json,
    task_json,
    template_json,
    unread_json,
)
from minhbach.reading.find.columns import Role
from minhbach.reading.find.continued import continued_sheet
from minhbach.reading.find.findings import (
    FieldDoubt,
    Indicator,
    ReportDuty,
    Task,
    TemplateItem,
    joined_place,
)
from minhbach.reading.find.headings import Heading, read_heading
from minhbach.reading.find.lost_tables import doubted_below_lost_headers
from minhbach.reading.find.prose_targets import distinct, prose_targets
from minhbach.reading.find.relations import relations
from minhbach.reading.find.second_look import looked_at_again
from minhbach.reading.find.table_tasks import table_tasks
from minhbach.reading.find.tables import Sheet, TableKind, mapped_sheet, sheet_of
from minhbach.reading.find.targets import goals_of_tasks, table_indicators
from minhbach.reading.find.tasks import read_prose
from minhbach.reading.find.times import TimeKind
from minhbach.reading.find.unknown_columns import unknown_columns
from minhbach.reading.find.unread import Used, unread_of
from minhbach.reading.find.unsure import unsure_doubts
from minhbach.reading.find.words import fold, squash, unlabelled
from minhbach.reading.known import known
from minhbach.reading.shapes import Doubt, Merge, Paragraph, Source, Table, Zone

READER_VERSION = "1"

_ANNEX = re.compile(
    r"(?:Ph[ụu] l[ụu]c|PH[ỤU] L[ỤU]C|Biểu mẫu|BIỂU MẪU|Mẫu số|MẪU SỐ)"
    r"(?:\s+(?:số\s+)?[IVX\d]{1,5}[A-Za-z]?)?\s*[.:]?\s*$"
)


# Papers that tell of work done or ask for leave: what they name is not yet anybody's duty.
_TELL_NOBODY = ("Báo cáo", "Tờ trình")
# Days and hours of one event: the work is the item that orders it.
_SCHEDULE = re.compile(r"(?:dự kiến )?(?:lịch\b|chương trình (?:hội nghị|hội thảo|làm việc|buổi|lễ)\b)")


@dataclass(slots=True)
class _Found:
    """Findings as they gather."""

    tasks: list[Task] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    prose: list[Indicator] = field(default_factory=list)
    goals: list[Indicator] = field(default_factory=list)
    duties: list[ReportDuty] = field(default_factory=list)
    template: list[TemplateItem] = field(default_factory=list)
    doubts: list[tuple[str, FieldDoubt, int]] = field(default_factory=list)
    tables: list[Doubt] = field(default_factory=list)
    used: Used = field(default_factory=Used)


def draft_of(source: Source) -> dict[str, object]:
    """The plan draft of `source`, ready for JSON. Never guesses: unknown is null, unsure is in `doubts`."""
    heading = read_heading(source)
    found = _Found(used=Used(head=heading.used))
    if heading.kind in _TELL_NOBODY:
        return _json(source, heading, found)
    prose, annexes = _parts(source, heading)
    body = read_prose(prose, heading.years)
    found.tasks += body.tasks
    found.duties += body.duties
    found.prose += body.targets
    found.used.blocks |= body.used
    for at, table in _tables(source):
        label, title, blocks = annexes.get(at, (None, "", ()))
        if _read_table(found, at, table, (label, title), heading):
            found.used.blocks.update(blocks)
    _leave_out_names_of_tables(found)
    found.indicators = found.prose + (found.indicators or found.goals)
    found.tasks = doubted_below_lost_headers(source, looked_at_again(found.tasks))
    return _json(source, heading, found)


def _leave_out_names_of_tables(found: _Found) -> None:
    """A line without anybody to do it, directly above a table of work, names the table: it is no work."""
    above = {at - 1 for at, sheet in found.used.sheets.items() if sheet.kind is TableKind.TASKS}
    for task in [t for t in found.tasks if t.place.block in above and t.place.table is None]:
        told = task.lead.names or task.coordinating.names or task.time.kind is not TimeKind.NONE
        if not told and task.text[-1:] not in ".;":
            found.tasks.remove(task)
            found.used.blocks.discard(task.place.block or 0)


def _tables(source: Source) -> list[tuple[int, Table]]:
    return [(i, b) for i, b in enumerate(source.blocks) if isinstance(b, Table)]


def _parts(
    source: Source, heading: Heading
) -> tuple[list[tuple[int, Paragraph]], dict[int, tuple[str | None, str, tuple[int, ...]]]]:
    """The paragraphs of the body, and for each table the annex it stands in: label, title, blocks."""
    prose: list[tuple[int, Paragraph]] = []
    annexes: dict[int, tuple[str | None, str, tuple[int, ...]]] = {}
    label: str | None = None
    titles: list[str] = []
    blocks: list[int] = []
    for at, block in enumerate(source.blocks):
        if isinstance(block, Table):
            annexes[at] = (label, " ".join(titles), tuple(blocks))
            continue
        text = squash(block.text)
        if block.zone is not Zone.BODY:
            continue
        if _ANNEX.match(text):
            label, titles, blocks = text.rstrip(" .:"), [], [at]
        elif label is not None:
            titles.append(text)
            blocks.append(at)
        elif at >= heading.body_from and at not in heading.used:
            prose.append((at, block))
    return prose, annexes


def _read_table(
    found: _Found, at: int, table: Table, annex: tuple[str | None, str], heading: Heading
) -> bool:
    """Read one table by its kind; whether the title of its annex went into a field as well."""
    said = known().tables.get(at)
    above = max(found.used.sheets, default=None)
    goes_on = (
        None if said or above is None else continued_sheet(table, found.used.sheets[above], heading.years)
    )
    sheet = mapped_sheet(table, said) if said else goes_on or sheet_of(table)
    title_kept = True
    scheduled = not said and _SCHEDULE.match(fold(annex[1])) is not None
    if not said and not scheduled and (doubt := unknown_columns(table, sheet, at, heading.years)):
        found.tables.append(doubt)
    if sheet.kind is TableKind.TASKS and not scheduled:
        tasks, rows = table_tasks(sheet, annex, heading.years)
        found.goals += goals_of_tasks(sheet, heading.years)
        found.prose += _goal_cells(sheet, heading)
        found.tasks += tasks
    elif sheet.kind is TableKind.INDICATORS:
        indicators, rows = table_indicators(sheet, heading.years)
        found.indicators += indicators
        title_kept = False
    elif "báo cáo" in fold(annex[1]) and Role.TASK in sheet.columns:
        rows = _template(found, sheet)
    else:
        rows, title_kept = set(), False
        sheet = Sheet(TableKind.OTHER, {}, {}, table.rows, 0, ())
    found.used.rows[at] = set(range(sheet.first)) | {r + sheet.first for r in rows}
    found.used.sheets[at] = sheet
    return title_kept


def _goal_cells(sheet: Sheet, heading: Heading) -> list[Indicator]:
    """Targets said in the cells of the goal column, each cell once."""
    found: list[Indicator] = []
    for row in sheet.rows:
        cell = sheet.cell(row, Role.OBJECTIVE)
        if cell is None or cell.merge is not Merge.OWN or not cell.text.strip():
            continue
        place = joined_place(cell.paragraphs, squash(cell.text))
        found += prose_targets(unlabelled(cell.text)[1], place, heading.years, goal=True)
    return distinct(found)


def _template(found: _Found, sheet: Sheet) -> set[int]:
    rows: set[int] = set()
    for at, row in enumerate(sheet.rows):
        item = sheet.text(row, Role.TASK)
        if not item:
            continue
        number = sheet.text(row, Role.NUMBER).rstrip(".")
        cell = sheet.cell(row, Role.TASK)
        place = joined_place(cell.paragraphs if cell else (), item)
        note = sheet.text(row, Role.NOTE) or None
        found.template.append(TemplateItem(int(number) if number.isdigit() else None, item, note, place))
        rows.add(at)
    return rows


def _json(source: Source, heading: Heading, found: _Found) -> dict[str, object]:
    about = (*source.doubts, *found.tables)
    doubts = doubts_json(about, heading, found.indicators, found.tasks, found.duties)
    slips = slips_json(source, found.indicators, found.tasks)
    doubts = not_asked_twice(doubts, slips)
    draft: dict[str, object] = {
        "reader": READER_VERSION,
        "sha256": source.sha256,
        "form": source.form.value,
        "document": heading_json(heading),
        "relations": [relation_json(r) for r in relations(source, heading)],
        "indicators": [indicator_json(i) for i in found.indicators],
        "tasks": [task_json(t) for t in found.tasks],
        "reporting": [duty_json(d) for d in found.duties],
        "report_template": [template_json(t) for t in found.template],
        "recipients": list(heading.foot.recipients),
        "signer": {"authority": heading.foot.authority, "name": heading.foot.signer},
        "doubts": doubts,
        "slips": slips,
    }
    unread, missing = unread_of(source, found.used, draft)
    draft["unread"] = [unread_json(u) for u in unread]
    doubts += left_out_json(missing)
    for path, place in unsure_doubts(source.unsure, draft):
        doubts.append({"path": path, "reason": "ocr_unsure", "candidates": [], "place": place_json(place)})
    unsure, misread = misread_json(source, draft)
    doubts += unsure
    slips += misread
    return draft
