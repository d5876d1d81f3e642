"""Finds the stretches of a wrapped text that are poured-out tables, and reads them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from minhbach.reading.rebuild.blocks import Kind, RowSpec, rows_of
from minhbach.reading.rebuild.chain import roman
from minhbach.reading.rebuild.check import doubt_small_openings, doubts_of, weak_columns
from minhbach.reading.rebuild.crossed import crossed_columns, parted_at_times, with_times
from minhbach.reading.rebuild.header import Header, headers_in
from minhbach.reading.rebuild.language import Language
from minhbach.reading.rebuild.lines import Line
from minhbach.reading.rebuild.merges import Draft, drafts_of
from minhbach.reading.rebuild.reader import read_rows
from minhbach.reading.rebuild.roles import Column
from minhbach.reading.rebuild.unnumbered import unnumbered_rows
from minhbach.reading.rebuild.zones import is_capitals, is_signature
from minhbach.reading.shapes import Block, Cell, Merge, Paragraph, Row, Table

_ENDS = re.compile(
    r"^(?:Phụ lục|PHỤ LỤC|Phụ biểu|PHỤ BIỂU|Biểu (?:mẫu )?số|BIỂU (?:MẪU )?SỐ|Mẫu số|MẪU SỐ)(?:\s+(?:số\s+)?[IVX\d]+[.:]?)?(?:\s|$)|^Nơi nhận|^\(Kèm theo|^\(Ban hành kèm"  # noqa: E501
)
_CHAPTER = re.compile(r"^([IVX]{1,5})\s*[.)]\s*(\S.*)")
_BARE = re.compile(r"^\d{1,3}$")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines start..end of the text are a table, read as `blocks`."""

    start: int
    end: int
    blocks: list[Block]


def without_page_numbers(lines: list[Line]) -> list[Line]:
    """Drops bare numbers at the top of a page that count upwards; the page then opens with the next line."""
    heads = {header.start for header in headers_in(lines)}
    kept: list[Line] = []
    last, opened = 0, False
    for i, line in enumerate(lines):
        number = int(line.text) if _BARE.match(line.text) else None
        if (
            number is not None
            and (line.page_start or i == 0)
            and (last < number <= last + 60)
            and (i + 1 in heads or not heads or line.blank)
        ) and (i + 1 in heads or number == last + 1 or (last == 0 and number <= 3)):
            last, opened = number, True
            continue
        kept.append(replace(line, page_start=True) if opened else line)
        opened = False
    return kept


def tables_in(lines: list[Line]) -> list[Stretch]:
    """Every poured-out table with all the pages it runs over."""
    headers = headers_in(lines)
    if not headers:
        return []
    language = Language(line.text for line in lines)
    found: list[Stretch] = []
    at = 0
    while at < len(headers):
        same = at + 1
        while (
            same < len(headers)
            and headers[same].columns == headers[at].columns
            and not _end_between(lines, headers[same - 1], headers[same])
        ):
            same += 1
        run = headers[at:same]
        limit = headers[same].start if same < len(headers) else len(lines)
        end = next((i for i in range(run[-1].end, limit) if _is_end(lines[i])), limit)
        end = _before_next_chapter(lines, run, end)
        stretch = (_stretch if run[0].numbered else _bare_stretch)(lines, run, end, language)
        found += [stretch] if stretch else []
        at = same
    return found


def _stretch(lines: list[Line], run: Sequence[Header], end: int, language: Language) -> Stretch:
    header, body = run[0], _body(lines, run, end)
    if crossed := crossed_columns(header.columns):
        header = replace(header, columns=(*header.columns[:-1], crossed.column))
        body = with_times(body, crossed)
    above = lines[header.start - 1].text if header.start else ""
    specs, grouped = rows_of(body, header.columns, above)
    if crossed:
        specs = parted_at_times(specs, crossed)
        grouped = grouped or any(spec.leads_group for spec in specs)
    return Stretch(header.start, end, [_table(specs, grouped, header, language)])


def _bare_stretch(lines: list[Line], run: Sequence[Header], end: int, language: Language) -> Stretch | None:
    """A table without row numbers, to its last row; None where the lines do not read as rows."""
    header = run[0]
    specs = unnumbered_rows(_body(lines, run, end), header.columns, language)
    if not specs:
        return None
    last = specs[-1].lines[-1].number
    end = next(i for i, line in enumerate(lines) if line.number == last) + 1
    table = _table(specs, False, header, language)
    return Stretch(header.start, end, [Table(tuple(map(_without_number, table.rows)))])


def _without_number(row: Row) -> Row:
    return replace(row, cells=row.cells[1:], weak=tuple(at - 1 for at in row.weak if at))


def _before_next_chapter(lines: list[Line], run: Sequence[Header], end: int) -> int:
    """Where the chapter that follows the one the table stands in opens; `end` where none does. Groups of
    the table's rows are numbered alike: they begin at the first number, and are not set like the chapter."""
    above = next((m for i in range(run[0].start - 1, -1, -1) if (m := _CHAPTER.match(lines[i].text))), None)
    if above is None:
        return end
    wanted, in_capitals = (roman(above[1]) or 0) + 1, is_capitals(above[2])
    groups, grouped_in_capitals = 0, False
    for i in range(run[0].end, end):
        m = _CHAPTER.match(lines[i].text)
        if not m:
            continue
        unlike = groups > 0 and is_capitals(m[2]) == in_capitals != grouped_in_capitals
        if roman(m[1]) == groups + 1 and not unlike:
            groups, grouped_in_capitals = groups + 1, is_capitals(m[2])
        elif roman(m[1]) == wanted and i >= run[-1].end:
            return i
    return end


def _end_between(lines: list[Line], a: Header, b: Header) -> bool:
    return any(_is_end(line) for line in lines[a.end : b.start])


def _is_end(line: Line) -> bool:
    return bool(_ENDS.match(line.text)) or is_signature(line.text)


def _body(lines: list[Line], run: Sequence[Header], end: int) -> list[Line]:
    """The lines below the headers, pages side by side; the first of a page says so."""
    body: list[Line] = []
    stops = [h.start for h in run[1:]] + [end]
    for n, (header, stop) in enumerate(zip(run, stops, strict=True)):
        page = lines[header.end : stop]
        body += [
            replace(line, page_start=line.page_start or (n > 0 and i == 0)) for i, line in enumerate(page)
        ]
    return body


def _table(specs: list[RowSpec], grouped: bool, header: Header, language: Language) -> Table:
    read, setting = read_rows(specs, header.columns, language, grouped)
    drafts = drafts_of(read, header.columns, grouped)
    readings = {id(row.spec): row for row in read}
    for draft in drafts:
        row = readings[id(draft.spec)]
        draft.doubts |= doubts_of(draft, row, header)
        draft.weak |= weak_columns(draft, row, setting, len(specs))
    doubt_small_openings(drafts, header.columns)
    top = Row(tuple(_cell(c.name) for c in header.columns), header=True)
    return Table((top, *_rows(drafts, header.columns, grouped)))


def _cell(text: str, merge: Merge = Merge.OWN, colspan: int = 1) -> Cell:
    return Cell((Paragraph(text),) if text else (), merge, colspan)


def _rows(drafts: list[Draft], columns: Sequence[Column], grouped: bool) -> list[Row]:
    rows: list[Row] = []
    number = ""
    for draft in drafts:
        doubts = tuple(sorted(draft.doubts))
        if draft.is_section:
            span = [_cell("", Merge.SPANNED) for _ in columns[2:]]
            rows.append(
                Row(
                    (_cell(draft.spec.code), _cell(draft.cells.get(1, ""), colspan=len(columns) - 1), *span),
                    doubts=doubts,
                )
            )
            continue
        down = (
            grouped
            and draft.spec.kind is Kind.ITEM
            and draft.spec.group is not None
            and not draft.spec.opens_group
        )
        number = number if down else draft.spec.code
        first = _cell(number, Merge.HANDED_DOWN if down and number else Merge.OWN)
        cells = [_cell(draft.cells.get(c.index, ""), _merge(draft, c.index)) for c in columns[1:]]
        rows.append(Row((first, *cells), doubts=doubts, weak=tuple(sorted(draft.weak))))
    return rows


def _merge(draft: Draft, column: int) -> Merge:
    if column in draft.inferred:
        return Merge.INFERRED
    return Merge.HANDED_DOWN if column in draft.certain else Merge.OWN
