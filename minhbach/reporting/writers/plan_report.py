"""The first report of a plan as a Word file: general result, by indicator, by unit, lists in annexes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby

from minhbach.reporting.core.build import decapitalised, opening_sentence, summary_sentences
from minhbach.reporting.core.shapes import (
    STANDING_WORDS,
    UNCOUNTED,
    Counts,
    IndicatorPart,
    Line,
    PlanReport,
    Standing,
    TargetLine,
    UnitPart,
)
from minhbach.reporting.writers.ooxml import Box, Page, package, section_break
from minhbach.reporting.writers.state import (
    annex_title,
    body,
    grid,
    group_row,
    heading,
    letterhead,
    shares,
    signature,
    title,
)
from minhbach.shared.dates import vn_date
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
HEADS = ("Hoàn thành", "Chờ ghi nhận", "Đang làm", "Chưa làm", "Quá hạn", "Chưa cập nhật")
ANNEXES: tuple[tuple[str, tuple[Standing, ...]], ...] = (
    ("Nhiệm vụ quá hạn", (Standing.LATE,)),
    ("Nhiệm vụ chưa cập nhật trong kỳ", (Standing.SILENT,)),
    ("Nhiệm vụ đang thực hiện, chưa thực hiện", (Standing.DOING, Standing.NOT_STARTED)),
    ("Nhiệm vụ đã hoàn thành, báo cáo hoàn thành", (Standing.DONE, Standing.AWAITING)),
    ("Nhiệm vụ không tính trong kỳ", UNCOUNTED),
)
ROMAN = ("I", "II", "III", "IV", "V", "VI")


def plan_report_docx(report: PlanReport) -> bytes:
    """The .docx. Number, date and signature stay blank: văn thư and the head give them."""
    head = report.head
    subject = f"Kết quả thực hiện {head.kind} {head.number} {decapitalised(report.period)}".replace("  ", " ")
    parts = [
        letterhead(PORTRAIT, parent=head.authority, issuer=head.author, symbol="BC-", place=head.place),
        title(PORTRAIT, "Báo cáo", subject),
        body(opening_sentence(report)),
        heading("I. KẾT QUẢ CHUNG"),
        *map(body, summary_sentences(report)),
        heading("II. KẾT QUẢ THEO CHỈ TIÊU"),
        _indicators(report.indicators),
        heading("III. KẾT QUẢ THEO ĐƠN VỊ"),
        _units(report.units),
        heading("IV. KHÓ KHĂN, VƯỚNG MẮC; ĐỀ XUẤT, KIẾN NGHỊ"),
        body("(Đơn vị soạn thảo bổ sung.)"),
        signature(PORTRAIT, recipients=("- Như trên;", "- Lưu: VT."), authority="Thủ trưởng đơn vị"),
        section_break(PORTRAIT),
        *_annexes(report),
    ]
    return package("".join(parts), LANDSCAPE, title=subject, subject=f"Mã bản chốt {report.code}")


def _figures(counts: Counts) -> list[str]:
    return [_count(counts.total), *(_count(counts.of(s)) for s in COLUMNS)]


def _count(number: int) -> str:
    return vn_number(number) if number else "–"


def _indicators(parts: Sequence[IndicatorPart]) -> str:
    if not parts:
        return body("Kế hoạch không nêu chỉ tiêu đo lường.")
    heads = ("Mã", "Chỉ tiêu", "Mốc", "Mục tiêu", "Nay", "Phần việc", "Hoàn thành", "Quá hạn")
    widths = shares(PORTRAIT, (7, 36, 9, 11, 10, 9, 10, 8))
    rows = [
        (
            p.target.code,
            p.target.name,
            value_words(p.target.baseline, p.target),
            target_words(p.target),
            latest_words(p.target),
            _count(p.counts.total),
            _count(p.counts.of(Standing.DONE)),
            _count(p.counts.of(Standing.LATE)),
        )
        for p in parts
    ]
    return grid(widths, heads, rows, figures=frozenset({2, 3, 4, 5, 6, 7}))


def value_words(value: Decimal | None, target: TargetLine) -> str:
    if value is None:
        return "–"
    return vn_number(value.normalize()) + ("%" if target.unit == "percent" else "")


def target_words(target: TargetLine) -> str:
    signs = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< "}
    words = value_words(target.target, target)
    return words if words == "–" else signs.get(target.op, "") + words


def latest_words(target: TargetLine) -> str:
    """The latest value, or that there is none: never invented."""
    if target.latest is None:
        return "chưa có số liệu"
    return value_words(target.latest, target) + (" (tạm tính)" if target.provisional else "")


def _units(parts: Sequence[UnitPart]) -> str:
    widths = shares(PORTRAIT, (36, 9, 9, 9, 9, 9, 9, 10))
    rows: list[Sequence[str | Box]] = []
    for group, members in groupby(parts, key=lambda u: u.group):
        rows.append(group_row(group, 8))
        rows.extend([unit.unit, *_figures(unit.counts)] for unit in members)
    return grid(widths, ("Đơn vị", "Được giao", *HEADS), rows, figures=frozenset(range(1, 8)))


def _annexes(report: PlanReport) -> Iterable[str]:
    head = report.head
    tie = (
        f"(Kèm theo Báo cáo số        /BC-        của {head.author}; "
        f"số liệu hết ngày {vn_date(report.as_of)}; mã {report.code})"
    )
    filled = [(name, lines) for name, standings in ANNEXES if (lines := report.of(*standings))]
    for number, (name, lines) in enumerate(filled):
        label = ROMAN[number] if len(filled) + bool(report.unresolved) > 1 else ""
        yield annex_title(label, name, tie)
        yield _lines(lines)
        if number < len(filled) - 1 or report.unresolved:
            yield section_break(LANDSCAPE)
    if report.unresolved:
        label = ROMAN[len(filled)] if filled else ""
        yield annex_title(label, "Cụm từ chỉ đơn vị chưa xác định", tie)
        yield grid(shares(LANDSCAPE, (50, 50)), ("Trong văn bản", "Lý do"), list(report.unresolved))


def _lines(lines: Sequence[Line]) -> str:
    heads = ("Số", "Nhiệm vụ", "Thời hạn", "Kết quả", "Đã làm được", "Minh chứng")
    widths = shares(LANDSCAPE, (5, 35, 13, 14, 22, 11))
    rows: list[Sequence[str | Box]] = []
    for unit, members in groupby(lines, key=lambda x: x.unit):
        own = list(members)
        rows.append(group_row(f"{unit} ({vn_number(len(own))})", len(heads)))
        rows.extend(_line(line) for line in own)
    return grid(widths, heads, rows)


def _line(line: Line) -> tuple[str, ...]:
    late = f", {vn_number(line.late_days)} ngày" if line.late_days and line.standing is Standing.LATE else ""
    percent = f", {line.percent}%" if line.percent is not None and line.standing is Standing.DOING else ""
    said = f"{line.said} ({vn_date(line.said_on)})" if line.said and line.said_on else line.said
    return (
        line.code,
        line.text,
        line.deadline,
        STANDING_WORDS[line.standing] + late + percent,
        said,
        "; ".join(line.proof),
    )
