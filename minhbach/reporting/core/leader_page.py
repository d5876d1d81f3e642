"""What one page for a leader says: a finding, figures, indicators, units that hold back, what is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from minhbach.reporting.core.build import at_risk, decapitalised, held_back, late_sentence
from minhbach.reporting.core.shapes import PlanReport, Standing, TargetLine, UnitPart
from minhbach.shared.dates import vn_date
from minhbach.shared.numbers import vn_number

MOST_UNITS, MOST_INDICATORS = 6, 8
MOST_LETTERS = 46  # of a task beside its unit: the list report holds the whole words


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its base in words. is_late: it says that something is late, the only red of the page."""

    name: str
    value: str
    base: str
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A unit that holds back. oldest: its longest overdue thing with its days."""

    unit: str
    late: int
    silent: int
    oldest: str


@dataclass(frozen=True, slots=True)
class LeaderPage:
    """silent_plans: (plan, why). asked: what the leader is asked to decide. code: of the snapshot."""

    authority: str
    author: str
    title: str
    about: str
    finding: str
    figures: tuple[Figure, ...]
    indicators: tuple[TargetLine, ...]
    units: tuple[HeldBack, ...]
    as_of: date
    code: str
    silent_plans: tuple[tuple[str, str], ...] = ()
    asked: tuple[str, ...] = ()


def page_of_plan(report: PlanReport) -> LeaderPage:
    """The page of one plan."""
    head = report.head
    return LeaderPage(
        authority=head.authority,
        author=head.author,
        title=f"Tình hình thực hiện {head.kind} {head.number}".strip(),
        about=f"{head.title}. Số liệu hết ngày {vn_date(report.as_of)}.",
        finding=late_sentence(report),
        figures=tuple(_figures(report)),
        indicators=tuple(part.target for part in at_risk(report, MOST_INDICATORS)),
        units=tuple(_held_back(unit) for unit in held_back(report, MOST_UNITS)),
        as_of=report.as_of,
        code=report.code,
    )


def _figures(report: PlanReport) -> Iterable[Figure]:
    """Four figures, each with its base."""
    counts = report.counts
    tracked = vn_number(counts.tracked)
    late = counts.of(Standing.LATE)
    yield Figure("Quá hạn", vn_number(late), f"trong {tracked} phần việc", late > 0)
    yield Figure("Chưa cập nhật", vn_number(counts.of(Standing.SILENT)), decapitalised(report.period))
    yield Figure("Hoàn thành", vn_number(counts.of(Standing.DONE)), f"trong {tracked} phần việc")
    yield Figure("Chờ ghi nhận", vn_number(counts.of(Standing.AWAITING)), "đơn vị báo cáo hoàn thành")


def _held_back(unit: UnitPart) -> HeldBack:
    oldest = unit.oldest
    return HeldBack(
        unit=unit.label or unit.unit,
        late=unit.counts.of(Standing.LATE),
        silent=unit.counts.of(Standing.SILENT),
        oldest=oldest_words(f"{oldest.code} ".lstrip(), oldest.text, oldest.late_days) if oldest else "–",
    )


def oldest_words(code: str, text: str, days: int) -> str:
    """ "3.1 Rà soát hồ sơ thủ tục, 69 ngày", cut at a word."""
    if len(text) > MOST_LETTERS:
        text = text[:MOST_LETTERS].rsplit(" ", 1)[0] + "…"
    return f"{code}{text}, {vn_number(days)} ngày"


def share_words(share: object) -> str:
    """How much of the way from baseline to target: "53%", "Lùi" where worse than the baseline."""
    if share is None:
        return "–"
    part = float(str(share))
    return "Lùi" if part < 0 else f"{round(part * 100)}%"
