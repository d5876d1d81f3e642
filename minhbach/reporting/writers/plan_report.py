"""The first report of a plan as a Word file: general result, by indicator, by unit, lists in annexes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from minhbach.reporting.core.build import (
    closing_sentence,
    decapitalised,
    opening_sentence,
    summary_sentences,
    total_of,
)
from minhbach.reporting.core.shapes import (
    UNCOUNTED,
    Counts,
    IndicatorPart,
    PlanReport,
    Standing,
)
from minhbach.reporting.core.target_words import latest_words, target_words, value_words
from minhbach.reporting.writers.annexes import annexes
from minhbach.reporting.writers.ooxml import Box, Page, package, section_break
from minhbach.reporting.writers.state import (
    addressee,
    body,
    grid,
    heading,
    letterhead,
    shares,
    signature,
    signer_of,
    sum_row,
    title,
)
from minhbach.shared.numbers import vn_number

PORTRAIT, LANDSCAPE = Page(), Page(landscape=True)
COLUMNS = (
    Standing.DONE,
    Standing.AWAITING,
    Standing.DOING,
    Standing.NOT_STARTED,
    Standing.LATE,
    Standing.SILENT,
)
HEADS = (
    "Được giao",
    "Hoàn thành",
    "Chờ ghi nhận",
    "Đang làm",
    "Chưa làm",
    "Quá hạn",
    "Chưa cập nhật",
    "Không tính",
)


def plan_report_docx(report: PlanReport) -> bytes:
    """The .docx. Number, date and signature stay blank: văn thư and the head give them."""
    head = report.head
    number = f" số {head.number}" if head.number else ""
    subject = f"Kết quả thực hiện {head.kind}{number} {decapitalised(report.period)}"
    parts = [
        letterhead(PORTRAIT, parent=head.reports_to, issuer=head.author, symbol="BC-", place=head.place),
        title(PORTRAIT, "Báo cáo", subject),
        addressee(head.reports_to) if head.reports_to else "",
        body(opening_sentence(report)),
        heading("I. KẾT QUẢ CHUNG"),
        *map(body, summary_sentences(report)),
        heading("II. KẾT QUẢ THEO CHỈ TIÊU"),
        _indicators(report.indicators),
        heading("III. KẾT QUẢ THEO ĐƠN VỊ"),
        _units(report),
        heading("IV. KHÓ KHĂN, VƯỚNG MẮC; ĐỀ XUẤT, KIẾN NGHỊ"),
        body("(Đơn vị soạn thảo bổ sung.)"),
        body(closing_sentence(report)),
        signature(
            PORTRAIT,
            recipients=("- Như trên;", "- Lưu: VT.") if head.reports_to else ("- Lưu: VT.",),
            signer=signer_of(head.author),
        ),
        section_break(PORTRAIT),
        *annexes(report),
    ]
    return package("".join(parts), LANDSCAPE, title=subject, subject=f"Mã bản chốt {report.code}")


def _figures(counts: Counts) -> list[str]:
    shown = (counts.total, *(counts.of(s) for s in COLUMNS), counts.of(*UNCOUNTED))
    return [_count(number) for number in shown]


def _count(number: int) -> str:
    return vn_number(number) if number else "–"


def _indicators(parts: Sequence[IndicatorPart]) -> str:
    if not parts:
        return body("Kế hoạch không nêu chỉ tiêu đo lường.")
    served = any(part.counts.total for part in parts)  # else the plan does not tie its tasks to indicators
    heads: tuple[str, ...] = ("Mã", "Chỉ tiêu", "Mốc", "Mục tiêu", "Nay")
    rows = [(*_indicator(part), *(_serving(part.counts) if served else ())) for part in parts]
    if served:
        widths = shares(PORTRAIT, (7, 33, 9, 11, 13, 9, 10, 8))
        heads = (*heads, "Phần việc", "Hoàn thành", "Quá hạn")
    else:
        widths = shares(PORTRAIT, (8, 45, 12, 14, 21))
    return grid(widths, heads, rows, figures=frozenset(range(2, len(heads))))


def _indicator(part: IndicatorPart) -> tuple[str, ...]:
    target = part.target
    baseline = value_words(target.baseline, target)
    return (target.code, target.name, baseline, target_words(target), latest_words(target))


def _serving(counts: Counts) -> tuple[str, ...]:
    return tuple(_count(n) for n in (counts.total, counts.of(Standing.DONE), counts.of(Standing.LATE)))


def _units(report: PlanReport) -> str:
    """Every unit under its group; what stands in a row adds up to what was given to the unit."""
    widths = shares(PORTRAIT, (30, 8, 9, 8, 8, 8, 8, 10, 11))
    rows: list[Sequence[str | Box]] = []
    for group, members in groupby(report.units, key=lambda u: u.group):
        own = list(members)
        rows.append(sum_row(group, _figures(total_of(unit.counts for unit in own))))
        rows.extend([unit.label or unit.unit, *_figures(unit.counts)] for unit in own)
    but = " (không kể cơ quan được đề nghị)" if report.asked.total else ""
    rows.append(sum_row(f"Tổng cộng{but}", _figures(report.counts)))
    return grid(widths, ("Đơn vị", *HEADS), rows, figures=frozenset(range(1, 9)))
