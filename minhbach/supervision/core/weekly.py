"""The weekly page for leaders across all tracked plans: its finding, its figures, what it asks. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from minhbach.reporting.core.leader_page import Figure, HeldBack, LeaderPage
from minhbach.reporting.core.shapes import TargetLine
from minhbach.shared.dates import vn_date
from minhbach.shared.numbers import vn_number

MOST_SILENT, MOST_ASKED = 5, 5
MOST_OF_LETTERS, MOST_OF_INDICATORS = 2, 2
WEEK = 7  # days that the week's figure looks back


@dataclass(frozen=True, slots=True)
class WeekCounts:
    """Duties of all tracked plans, lead duties that count. dated, ongoing, total: the bases of figures.

    reports: due in the last thirty days; reports_in: those that came in; reports_on_time: and in time.
    """

    plans: int
    late: int
    late_units: int
    longest: int
    dated: int
    silent: int
    ongoing: int
    done: int
    done_this_week: int
    total: int
    reports: int
    reports_in: int
    reports_on_time: int


@dataclass(frozen=True, slots=True)
class DraftLetter:
    """A letter without number. units: how many it addresses."""

    units: int
    items: int


@dataclass(frozen=True, slots=True)
class Week:
    """All that the page is made of. silent: (plan, why); past_end: plans whose time is over."""

    authority: str
    author: str
    as_of: date
    counts: WeekCounts
    indicators: tuple[TargetLine, ...]
    units: tuple[HeldBack, ...]
    silent: tuple[tuple[str, str], ...]
    past_end: tuple[str, ...]
    letters: tuple[DraftLetter, ...]


def page(week: Week, typed: Sequence[str] = ()) -> LeaderPage:
    """One page; what the officer typed is asked first, then what the record suggests."""
    asked = (*(line.strip() for line in typed if line.strip()), *suggested(week))[:MOST_ASKED]
    return LeaderPage(
        authority=week.authority,
        author=week.author,
        title="Tình hình thực hiện các kế hoạch",
        about=(
            f"{vn_number(week.counts.plans)} kế hoạch đang theo dõi. Số liệu hết ngày {vn_date(week.as_of)}."
        ),
        finding=finding(week),
        figures=figures(week.counts),
        indicators=week.indicators,
        units=week.units,
        as_of=week.as_of,
        code=code(week, asked),
        silent_plans=week.silent[:MOST_SILENT],
        asked=asked,
    )


def finding(week: Week) -> str:
    """What a leader must know, in one or two sentences; calm where nothing is late."""
    counts = week.counts
    if counts.late:
        said = (
            f"{vn_number(counts.late)} phần việc của {vn_number(counts.late_units)} đơn vị quá hạn, "
            f"lâu nhất {vn_number(counts.longest)} ngày."
        )
    else:
        said = "Không có phần việc quá hạn."
    if week.silent:
        said += f" {vn_number(len(week.silent))} kế hoạch im lặng."
    return said


def figures(counts: WeekCounts) -> tuple[Figure, ...]:
    """Four, each with its base."""
    sent = f"{vn_number(counts.reports_in)}/{vn_number(counts.reports)}" if counts.reports else "–"
    reports = (
        f"đã gửi, {vn_number(counts.reports_on_time)} đúng hạn (đến hạn 30 ngày qua)"
        if counts.reports
        else "không có kỳ đến hạn 30 ngày qua"
    )
    return (
        Figure(
            "Quá hạn",
            vn_number(counts.late),
            f"trong {vn_number(counts.dated)} phần việc có hạn",
            counts.late > 0,
        ),
        Figure("Im lặng", vn_number(counts.silent), f"trong {vn_number(counts.ongoing)} không có hạn"),
        Figure("Báo cáo", sent, reports),
        Figure(
            "Hoàn thành",
            vn_number(counts.done),
            f"trong {vn_number(counts.total)} phần việc; {vn_number(counts.done_this_week)} trong 7 ngày",
        ),
    )  # fmt: skip


def suggested(week: Week) -> tuple[str, ...]:
    """What the record gives reason to ask. The officer strikes out and adds."""
    said = [
        f"Đồng ý ban hành công văn đôn đốc {vn_number(letter.units)} đơn vị, "
        f"{vn_number(letter.items)} nội dung (dự thảo kèm theo)."
        for letter in week.letters[:MOST_OF_LETTERS]
    ]
    back = [target for target in week.indicators if target.share is not None and target.share < 0]
    said += [
        f"Giao {target.leads or 'đơn vị chủ trì'} báo cáo giải pháp cho chỉ tiêu {target.code}".rstrip() + "."
        for target in back[:MOST_OF_INDICATORS]
    ]
    if week.past_end:
        said.append(f"Cho kết thúc hoặc tiếp tục: {', '.join(week.past_end)}.")
    return tuple(said)


def code(week: Week, asked: Sequence[str]) -> str:
    """Two prints with one code say the same."""
    facts = repr((week, tuple(asked)))
    return f"TUAN-{week.as_of:%d%m%y}-{hashlib.sha256(facts.encode()).hexdigest()[:6].upper()}"
