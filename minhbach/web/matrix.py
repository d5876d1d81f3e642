"""The report matrix as a page shows it: which periods stand side by side, which units fold into one row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from minhbach.organisation.models import Unit
from minhbach.plans.queries.overview import UnitGroupKind
from minhbach.reporting.core.matrix import Band, Group, Head, Matrix, Row
from minhbach.reporting.core.tally import Placed, Tally, summed
from minhbach.reporting.queries.matrix import ReportMatrix
from minhbach.reporting.queries.sent_reports import SentReport
from minhbach.web.report_cells import cell_html, due_words, head_words, last_day_words, sums_html
from minhbach.web.slot_rows import via_words
from minhbach.web.templatetags.desk import icon

SHOWN, BEFORE = 4, 2  # columns side by side on an office screen, and how many of them lie behind
FOLDED_FROM = 4  # so many units of one band stand in one row
KIND_TITLES = {
    UnitGroupKind.DEPARTMENTS.value: gettext_lazy("Sở, ngành"),
    UnitGroupKind.COMMUNES.value: gettext_lazy("UBND xã, phường"),
    UnitGroupKind.ASKED.value: gettext_lazy("Cơ quan được đề nghị"),
}
Linked = Callable[[Placed], str]


@dataclass(frozen=True, slots=True)
class HeadView:
    """A column: its period, its day as the document names it, the last day in its title."""

    key: str
    words: str
    due: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class UnitView:
    unit: Unit
    cells: SafeString


@dataclass(frozen=True, slots=True)
class FoldView:
    """Units of one band as one row that still carries their counts."""

    words: str
    cells: SafeString


@dataclass(frozen=True, slots=True)
class GroupView:
    kind: str
    title: object
    count: int
    sums: list[str]
    figures: SafeString
    rows: list[UnitView]
    folds: list[FoldView]


@dataclass(frozen=True, slots=True)
class MatrixView:
    """earlier, later: how many columns are folded away on either side."""

    heads: list[HeadView]
    groups: list[GroupView]
    figures: SafeString
    columns: list[Tally]
    earlier: int
    later: int
    has_details: bool
    has_asked: bool


@dataclass(frozen=True, slots=True)
class Window:
    """Columns from `first` up to, not including, `end` stand side by side."""

    first: int
    end: int

    @staticmethod
    def around(matrix: Matrix, *, whole: bool) -> Window:
        """The running period, those before it and the next; every one where `whole` or where they fit."""
        count = len(matrix.heads)
        if whole or count <= SHOWN + 1:
            return Window(0, count)
        at = matrix.running if matrix.running is not None else matrix.coming
        first = max(0, min((count - 1 if at is None else at) - BEFORE, count - SHOWN))
        return Window(first, first + SHOWN)


@dataclass(frozen=True, slots=True)
class Shown:
    """How one request wants the matrix. labels: of every column; href: of a cell, "" for none.

    details: of the reports of a single period, by slot; two more columns say how they came and their parts.
    """

    found: ReportMatrix
    window: Window
    labels: list[str]
    is_unfolded: bool
    href: Linked
    details: Mapping[int, SentReport] | None = None

    @property
    def today(self) -> date:
        return self.found.matrix.today


def matrix_view(
    found: ReportMatrix,
    href: Linked,
    *,
    whole: bool,
    unfolded: bool,
    details: Mapping[int, SentReport] | None = None,
) -> MatrixView:
    matrix = found.matrix
    shown = Shown(found, Window.around(matrix, whole=whole), _labels(matrix.heads), unfolded, href, details)
    window = shown.window
    return MatrixView(
        heads=head_views(found)[window.first : window.end],
        groups=[_group(shown, group) for group in matrix.groups],
        figures=sums_html(matrix.tally),
        columns=list(matrix.columns[window.first : window.end]),
        earlier=window.first,
        later=len(matrix.heads) - window.end,
        has_details=details is not None,
        has_asked=any(group.kind == matrix.asked_kind for group in matrix.groups),
    )


def head_views(found: ReportMatrix) -> list[HeadView]:
    heads, tallies = found.matrix.heads, found.matrix.columns
    with_year = len({head.period[:4] for head in heads}) > 1
    return [
        HeadView(
            key=head.key,
            words=head_words(head, with_year=with_year),
            due=due_words(head) if tally.owed or not _is_before(found.matrix, place) else _("chưa theo dõi"),
            title=_head_title(found, head),
            note=found.columns.titles.get(head.regimes[0], "")
            if found.columns.of_many or _shares_period(heads, head)
            else "",
        )
        for place, (head, tally) in enumerate(zip(heads, tallies, strict=True))
    ]


def _head_title(found: ReportMatrix, head: Head) -> str:
    """The last day, and to whom."""
    to = found.columns.receivers.get(head.regimes[0], "")
    said = [last_day_words(head), _("nơi nhận: %(unit)s") % {"unit": to} if to else ""]
    return "; ".join(part for part in said if part)


def _is_before(matrix: Matrix, place: int) -> bool:
    """Whether nobody owes anything in the column."""
    return not any(group.columns[place].owed for group in matrix.groups)


def _shares_period(heads: Sequence[Head], head: Head) -> bool:
    return any(other.period == head.period and other.lane != head.lane for other in heads)


def _group(shown: Shown, group: Group) -> GroupView:
    """Late and returned stand as rows; what is calm folds, each band with its counts."""
    rows, folds = [], []
    for band in Band:
        of_band = [row for row in group.rows if row.band is band]
        if band is Band.PRESSING or shown.is_unfolded or len(of_band) < FOLDED_FROM:
            rows += of_band
        else:
            folds.append(FoldView(_band_words(band, len(of_band)), _fold_cells(shown, of_band)))
    window = shown.window
    sums = list(group.columns[window.first : window.end])
    is_asked = group.kind == shown.found.matrix.asked_kind
    if window.first:
        sums = [summed(group.columns[: window.first]), *sums]
    return GroupView(
        kind=group.kind,
        title=KIND_TITLES[group.kind],
        count=len(group.rows),
        sums=[_sent_words(tally, is_asked=is_asked) for tally in sums],
        figures=sums_html(group.tally),
        rows=[_unit(shown, row) for row in rows],
        folds=folds,
    )


def _unit(shown: Shown, row: Row) -> UnitView:
    window, reasons = shown.window, shown.found.reasons
    cells = []
    if window.first:
        cells.append(_earlier_cell(summed(one.tally for one in row.cells[: window.first] if one)))
    for place in range(window.first, window.end):
        one = row.cells[place]
        reason = reasons.get(one.cell.slot, "") if one and reasons else ""
        href = shown.href(one) if one else ""
        cells.append(cell_html(one, shown.today, reason, shown.labels[place], href))
    if shown.details is not None:
        only = row.cells[0]
        cells.append(_detail_cells(shown.details.get(only.cell.slot) if only else None))
    cells.append(sums_html(row.tally))
    return UnitView(shown.found.units[row.unit], SafeString("".join(cells)))


def _detail_cells(report: SentReport | None) -> SafeString:
    """How it came, and how many parts say something."""
    if report is None:
        return SafeString('<td class="via"></td><td class="n m"></td>')
    via = via_words(report) if report.came_another_way else _("trên hệ thống")
    said = f"{via}, {report.number}" if report.number else via
    parts = report.completeness
    return format_html(
        '<td class="via">{}</td><td class="n m" data-label="{}">{}/{}</td>',
        said, _("Mục có nội dung"), parts.answered, parts.asked,
    )  # fmt: skip


def _labels(heads: tuple[Head, ...]) -> list[str]:
    with_year = len({head.period[:4] for head in heads}) > 1
    return [head_words(head, with_year=with_year) for head in heads]


def _earlier_cell(tally: Tally) -> SafeString:
    """The folded periods of one unit: "8/9", and what is missing in red."""
    if not tally.owed:
        return SafeString('<td class="p none"></td>')
    return format_html('<td class="p earlier" data-label="{}">{}</td>', _("Kỳ trước"), _share_cell(tally))


def _fold_cells(shown: Shown, rows: Sequence[Row]) -> SafeString:
    window = shown.window
    columns = list(zip(*(row.cells for row in rows), strict=True))
    tallies = [summed(one.tally for one in column if one) for column in columns]
    shown_now = tallies[window.first : window.end]
    if window.first:
        shown_now = [summed(tallies[: window.first]), *shown_now]
    cells = format_html_join("", '<td class="p">{}</td>', ((_share_cell(tally),) for tally in shown_now))
    return cells + sums_html(summed(row.tally for row in rows))


def _share_cell(tally: Tally) -> SafeString:
    """ "15/15" with the sign of what is complete; a red figure is never folded away."""
    if not tally.owed:
        return SafeString('<span class="cell none"></span>')
    if not tally.opened:
        return format_html('<span class="cell none">·<span class="sr">{}</span></span>', _("chưa mở"))
    said = f"{tally.sent}/{tally.opened}"
    if tally.late:
        missing = ngettext("%(n)s không nộp", "%(n)s không nộp", tally.late) % {"n": tally.late}
        return format_html('<span class="cell some">{} <b class="late">{}</b></span>', said, missing)
    if tally.sent == tally.opened:
        return format_html('<span class="cell ok">{}{}</span>', icon("r-done", 14), said)
    return format_html('<span class="cell some">{}</span>', said)


def _sent_words(tally: Tally, *, is_asked: bool) -> str:
    if not tally.owed:
        return ""
    if not tally.opened:
        return _("chưa mở")
    said = {"sent": tally.sent, "all": tally.opened}
    return _("%(sent)s/%(all)s đã gửi") % said if is_asked else _("%(sent)s/%(all)s đã nộp") % said


def _band_words(band: Band, n: int) -> str:
    if band is Band.OWING:
        return ngettext("%(n)s đơn vị chưa gửi, còn hạn", "%(n)s đơn vị chưa gửi, còn hạn", n) % {"n": n}
    if band is Band.COMPLETE:
        return ngettext("%(n)s đơn vị đã nộp đủ", "%(n)s đơn vị đã nộp đủ", n) % {"n": n}
    return ngettext("%(n)s đơn vị chưa đến kỳ", "%(n)s đơn vị chưa đến kỳ", n) % {"n": n}
