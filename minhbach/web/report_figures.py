"""The four figures above the matrix and the trend of on time over the periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from minhbach.reporting.core.tally import Tally
from minhbach.reporting.queries.matrix import ReportMatrix, ReportOverview
from minhbach.reporting.queries.matrix import Round as ColumnRound
from minhbach.shared.numbers import vn_number
from minhbach.web.matrix import HeadView
from minhbach.web.report_cells import head_words

# The drawing of components/trend.html: bars that stand on a line 30 px below their top.
WIDTH, HEIGHT, GAP, WIDEST = 150.0, 30.0, 4.0, 18.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One period: how high, and the words behind it. is_last: the newest, drawn in our colour."""

    x: str
    y: str
    width: str
    height: str
    words: str
    is_last: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """Share of what was sent on time, period by period; finding: what the last two say."""

    bars: tuple[Bar, ...]
    width: int
    words: str
    finding: str


@dataclass(frozen=True, slots=True)
class Round:
    """One period in the figures: how it is called and counted, and how many days are left."""

    head: HeadView
    tally: Tally
    last: date | None
    days: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """tally: of everything that is owed. running: the period collected now; coming: where none is."""

    tally: Tally
    late_units: int
    running: Round | None
    coming: Round | None
    newest: Round | None
    trend: Trend | None


def figures_of(found: ReportMatrix, heads: list[HeadView]) -> Figures:
    """heads: of its columns, as the page shows them."""
    matrix = found.matrix

    def of(place: int | None) -> Round | None:
        if place is None:
            return None
        last = matrix.heads[place].last
        days = (last - matrix.today).days if last else None
        return Round(heads[place], matrix.columns[place], last, days)

    return Figures(
        tally=matrix.tally,
        late_units=matrix.late_units,
        running=of(matrix.running),
        coming=of(matrix.coming),
        newest=of(matrix.newest_due),
        trend=trend_of([(h.words, t) for h, t in zip(heads, matrix.columns, strict=True)]),
    )


def trend_of(periods: Sequence[tuple[str, Tally]]) -> Trend | None:
    """Over periods whose last day is over, oldest first; None for fewer than two."""
    points = [(words, share, tally) for words, tally in periods if (share := tally.on_time_share) is not None]
    if len(points) < 2:
        return None
    step = min(WIDEST + GAP, WIDTH / len(points))
    bars = []
    for place, (words, share, tally) in enumerate(points):
        high = max(1.0, HEIGHT * share / 100)
        said = _("%(period)s: %(n)s/%(all)s đúng hạn (%(share)s%%)") % _said(words, share, tally)
        x, width = f"{place * step:.1f}", f"{step - GAP:.1f}"
        bars.append(Bar(x, f"{HEIGHT - high:.1f}", width, f"{high:.1f}", said, place == len(points) - 1))
    (before, old, _old), (words, new, _new) = points[-2:]
    finding = _finding(words, before, new - old)
    return Trend(tuple(bars), round(step * len(bars)), "; ".join(bar.words for bar in bars), finding)


def _said(words: str, share: float, tally: Tally) -> dict[str, object]:
    return {"period": words, "n": tally.on_time, "all": tally.due, "share": vn_number(round(share))}


def _finding(now: str, before: str, change: float) -> str:
    """A sentence of the two newest periods; differences of percentages are points."""
    said = {"now": now, "before": before, "n": vn_number(abs(round(change)))}
    if abs(change) < 1:
        return _("%(now)s bằng %(before)s") % said
    if change > 0:
        return _("%(now)s cao hơn %(before)s %(n)s điểm %%") % said
    return _("%(now)s thấp hơn %(before)s %(n)s điểm %%") % said


@dataclass(frozen=True, slots=True)
class ReportBlock:
    """The reports of a plan on Tổng quan. rounds: the period collected now, and the last that was due."""

    tally: Tally
    late_units: int
    rounds: tuple[Line, ...]
    coming: Line | None


@dataclass(frozen=True, slots=True)
class Line:
    """One period in words: key of its column, how many of how many, days left (None: its day is over)."""

    key: str
    words: str
    tally: Tally
    last: date | None
    days: int | None


def report_block(found: ReportOverview | None, today: date) -> ReportBlock | None:
    if found is None:
        return None

    def line(one: ColumnRound) -> Line:
        last = one.head.last
        left = (last - today).days if last and last >= today else None
        return Line(one.head.key, head_words(one.head, with_year=found.with_year), one.tally, last, left)

    rounds = tuple(line(one) for one in (found.running, found.newest) if one is not None)
    coming = line(found.coming) if found.coming and not found.running else None
    return ReportBlock(found.tally, found.late_units, rounds, coming)
