"""Lines and targets in, one PlanReport out: counting, grouping, ordering, and the sentences."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from minhbach.reporting.core.shapes import (
    Counts,
    IndicatorPart,
    Line,
    PlanHead,
    PlanReport,
    Standing,
    TargetLine,
    UnitPart,
)
from minhbach.shared.dates import vn_date
from minhbach.shared.numbers import vn_number

ORDERED_UNITS, ASKED_UNITS = "Đơn vị được giao", "Cơ quan được đề nghị"


def count(lines: Iterable[Line]) -> Counts:
    """Each line once, under its standing."""
    by = Counter(line.standing for line in lines)
    return Counts(total=sum(by.values()), by=dict(by))


def total_of(parts: Iterable[Counts]) -> Counts:
    """The sums of many."""
    by: Counter[Standing] = Counter()
    for part in parts:
        by.update(part.by)
    return Counts(total=sum(by.values()), by=dict(by))


def build(
    head: PlanHead,
    *,
    period: str,
    as_of: date,
    lines: Sequence[Line],
    targets: Sequence[TargetLine],
    actions: int,
    unresolved: Sequence[tuple[str, str]] = (),
) -> PlanReport:
    """The report of one plan. Lines keep the plan's order, units the protocol order."""
    ordered = tuple(sorted(lines, key=lambda x: (x.unit_order, x.unit, x.order, x.deadline)))
    return PlanReport(
        head=head,
        period=period,
        as_of=as_of,
        code=snapshot_code(head.number, period, as_of, ordered),
        actions=actions,
        counts=count(line for line in ordered if not line.asked),
        asked=count(line for line in ordered if line.asked),
        units=tuple(_units(ordered)),
        indicators=tuple(_indicators(targets, ordered)),
        lines=tuple(line for line in ordered if line.listed),
        every=ordered,
        not_open=sum(_waits(line) for line in ordered),
        unresolved=tuple(unresolved),
    )


def _waits(line: Line) -> bool:
    return line.standing is Standing.NOT_STARTED and not line.listed and not line.asked


def _units(ordered: Sequence[Line]) -> Iterable[UnitPart]:
    for _, members in groupby(ordered, key=lambda x: x.unit_id):
        own = list(members)
        late = [line for line in own if line.standing is Standing.LATE]
        yield UnitPart(
            unit=own[0].unit,
            group=own[0].unit_group,
            asked=own[0].asked,
            counts=count(own),
            oldest=max(late, key=lambda x: x.late_days, default=None),
            label=own[0].label or own[0].unit,
        )


def _indicators(targets: Sequence[TargetLine], lines: Sequence[Line]) -> Iterable[IndicatorPart]:
    known = indicator_names([target.code for target in targets])
    serving: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.asked:
            continue
        serving[known.get(line.indicator, "")].append(line)
    for target in targets:
        yield IndicatorPart(target, count(serving[target.code] if target.code else ()))


def indicator_names(codes: Sequence[str]) -> dict[str, str]:
    """Every way in which a table of tasks may name an indicator, to its code.

    The aims number them 3.1, 3.2 ...; the annex that says who does what counts them 1, 2 ... in its first
    column. The short number stands for an indicator only where no other ends in it.
    """
    names: dict[str, str] = {}
    for short, group in groupby(sorted(codes, key=_last_part), key=_last_part):
        same = list(group)
        if len(same) == 1:
            names[short] = same[0]
    return names | {code: code for code in codes}


def _last_part(code: str) -> str:
    return code.rsplit(".", 1)[-1]


def snapshot_code(number: str, period: str, as_of: date, lines: Sequence[Line]) -> str:
    """A short code that changes with any figure: two prints with one code say the same."""
    facts = [(x.code, x.unit_id, x.standing.value, x.late_days, x.percent, x.said) for x in lines]
    digest = hashlib.sha256(repr((number, period, as_of.isoformat(), facts)).encode()).hexdigest()
    return f"{(number.split('/')[0] or 'KH')}-{as_of:%d%m%y}-{digest[:6].upper()}"


def opening_sentence(report: PlanReport) -> str:
    """How the report begins: what is reported, on which plan, until when."""
    head = report.head
    number = f" số {head.number}" if head.number else ""
    day = f" ngày {vn_date(head.issued_on)}" if head.issued_on else ""
    return (
        f"Thực hiện {head.kind}{number}{day} của {head.issuer} về {decapitalised(head.title)}, "
        f"{head.author} báo cáo kết quả thực hiện {decapitalised(report.period)} như sau "
        f"(số liệu tính đến hết ngày {vn_date(report.as_of)}):"
    )


def closing_sentence(report: PlanReport) -> str:
    """How the report ends, with the mark that ends an administrative document."""
    head = report.head
    number = f" số {head.number}" if head.number else ""
    said = f"Trên đây là kết quả thực hiện {head.kind}{number} {decapitalised(report.period)}"
    if not head.reports_to:
        return f"{said}./."
    return f"{said}, {head.author} kính báo cáo {head.reports_to} xem xét, chỉ đạo./."


def decapitalised(words: str) -> str:
    """A title inside a sentence: the first letter small unless the first word is a name in capitals."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def summary_sentences(report: PlanReport) -> list[str]:
    """The general result in words; a figure that is zero is not spoken of, lateness always is."""
    counts = report.counts
    leads = sum(1 for unit in report.units if not unit.asked)
    first = f"Kế hoạch có {vn_number(report.actions)} nhiệm vụ, giao {vn_number(leads)} đơn vị chủ trì"
    tracked = vn_number(counts.tracked)
    first += f" với {tracked} phần việc." if counts.tracked else "; chưa tính phần việc nào."
    waiting = f" (trong đó {vn_number(report.not_open)} chưa đến kỳ)" if report.not_open else ""
    parts = [
        (counts.of(Standing.DONE), "đã hoàn thành"),
        (counts.of(Standing.AWAITING), "đã được đơn vị báo cáo hoàn thành, chờ ghi nhận"),
        (counts.of(Standing.DOING), "đang thực hiện"),
        (counts.of(Standing.NOT_STARTED), f"chưa thực hiện, trong hạn{waiting}"),
        (counts.of(Standing.SILENT), "không có hạn và chưa cập nhật trong kỳ"),
        (counts.of(Standing.ASIDE), "tạm dừng, không áp dụng hoặc chờ điều kiện"),
    ]
    outside = [
        (counts.of(Standing.OPENING), "phần việc chờ xác nhận hiện trạng khi bắt đầu theo dõi, chưa tính"),
        (
            counts.of(Standing.BEFORE),
            "phần việc thuộc thời gian trước khi theo dõi, không tính",
        ),
        (
            report.asked.total,
            "phần việc đề nghị cơ quan khác thực hiện, không tính vào tỷ lệ",
        ),
    ]
    sentences = [first, *_listed("Trong đó", parts), *_listed("Ngoài ra", outside), late_sentence(report)]
    if report.unresolved:
        sentences.append(
            f"{vn_number(len(report.unresolved))} cụm từ chỉ đơn vị trong văn bản chưa xác định được "
            "đơn vị cụ thể, chưa giao cho ai (danh sách kèm theo)."
        )
    return sentences


def _listed(head: str, parts: Sequence[tuple[int, str]]) -> list[str]:
    """One sentence of the figures that are not zero; none where all are."""
    spoken = "; ".join(f"{vn_number(n)} {words}" for n, words in parts if n)
    return [f"{head}: {spoken}."] if spoken else []


def late_sentence(report: PlanReport) -> str:
    late = report.of(Standing.LATE)
    if not late and not report.counts.tracked and report.counts.of(Standing.OPENING):
        return "Chưa xác nhận hiện trạng nên chưa tính phần việc nào quá hạn."
    if not late:
        return "Không có phần việc quá hạn."
    units = len({line.unit_id for line in late})
    longest = max(late, key=lambda x: x.late_days)
    return (
        f"{vn_number(len(late))} phần việc của {vn_number(units)} đơn vị quá hạn, "
        f"lâu nhất {vn_number(longest.late_days)} ngày "
        f"({longest.unit}, nhiệm vụ {longest.code or 'không đánh số'})."
    )


def held_back(report: PlanReport, most: int = 6) -> list[UnitPart]:
    """Units that hold the plan back: most overdue first, then most silent; asked bodies are left out."""
    owing = [u for u in report.units if not u.asked and u.counts.of(Standing.LATE, Standing.SILENT)]
    owing.sort(key=lambda u: (-u.counts.of(Standing.LATE), -u.counts.of(Standing.SILENT)))
    return owing[:most]


def at_risk(report: PlanReport, most: int = 8) -> list[IndicatorPart]:
    """Indicators furthest from their target; those without any figure stand last, said so."""
    open_ones = [i for i in report.indicators if i.target.share is None or i.target.share < 1]
    return sorted(open_ones, key=lambda i: by_distance(i.target))[:most]


def by_distance(target: TargetLine) -> tuple[bool, Decimal]:
    """The order of indicators from the furthest to the nearest; those without any figure stand last."""
    return target.share is None, target.share if target.share is not None else Decimal(0)
