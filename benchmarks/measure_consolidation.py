"""The consolidated report of 200 units with 20 lines each: assembled, checked, printed.

    python -m benchmarks.measure_consolidation

From the record as values to the bytes of the .docx, without a database; core and writer timed apart.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from minhbach.reporting.core.build import build
from minhbach.reporting.core.consolidating.annexes import BY_UNIT, annexes, annexes_from, annexes_plain
from minhbach.reporting.core.consolidating.assembling import assemble
from minhbach.reporting.core.consolidating.checking import check
from minhbach.reporting.core.consolidating.merging import merge
from minhbach.reporting.core.consolidating.paper import paper_of, proposed
from minhbach.reporting.core.consolidating.plain import from_plain, to_plain
from minhbach.reporting.core.consolidating.record import Record, Sent, SlotLine, Voice, VoiceKind
from minhbach.reporting.core.consolidating.shapes import Text
from minhbach.reporting.core.shapes import Line, PlanHead, Standing
from minhbach.reporting.writers.paper import paper_docx

UNITS, LINES, RUNS, BOUND = 200, 20, 7, 0.6
DAY = date(2026, 10, 9)
STANDINGS = (Standing.DONE, Standing.DOING, Standing.LATE, Standing.SILENT, Standing.AWAITING)
SAID = "Đã công bố 9/12 hồ sơ trên trang thông tin; còn 3 hồ sơ chờ ý kiến của cơ quan phối hợp."


def record() -> Record:
    head = PlanHead(
        "Kế hoạch", "118/KH-UBND", date(2026, 1, 20), "Ủy ban nhân dân tỉnh Sông Mẫu",
        "Cải thiện tính minh bạch năm 2026", "Ủy ban nhân dân tỉnh Sông Mẫu", "Sở Khoa học và Công nghệ",
        "Sông Mẫu", 1,
    )  # fmt: skip
    lines = [_line(unit, place) for unit in range(UNITS) for place in range(LINES)]
    plan = build(head, period="Quý III/2026", as_of=DAY, lines=lines, targets=[], actions=LINES)
    slots = tuple(_slot(unit) for unit in range(UNITS))
    voices = tuple(
        Voice(VoiceKind.DIFFICULTY, f"Thiếu {unit % 9} cán bộ chuyên trách.", f"Đơn vị {unit}", unit, unit)
        for unit in range(UNITS)
    )
    return Record(head, "Quý III/2026", DAY, DAY, slots, voices, (), plan, "Chủ tịch UBND tỉnh")


def _line(unit: int, place: int) -> Line:
    standing = STANDINGS[(unit + place) % len(STANDINGS)]
    late = (unit + place) % 60 + 1 if standing is Standing.LATE else 0
    return Line(
        f"{place // 5 + 1}.{place % 5 + 1}", f"Công bố, cập nhật danh mục hồ sơ quy hoạch số {place}", "",
        unit + 1, f"Ủy ban nhân dân xã số {unit}", "UBND xã, phường", False, standing, "30/09/2026",
        late_days=late, said=SAID, said_on=DAY, proof=(f"{unit}/BC-UBND",), order=place, unit_order=unit,
        label=f"UBND xã số {unit}", duty_id=unit * LINES + place + 1, action_id=place + 1,
        section_id=place // 5 + 1, section=f"Nhóm nhiệm vụ {place // 5 + 1}", section_order=place // 5,
    )  # fmt: skip


def _slot(unit: int) -> SlotLine:
    sent = Sent.MISSING if unit % 15 == 0 else Sent.ACCEPTED
    return SlotLine(
        unit + 1, f"Ủy ban nhân dân xã số {unit}", f"UBND xã số {unit}", "UBND xã, phường", unit, sent,
        sent_on=None if sent is Sent.MISSING else DAY, last_on_time=DAY, report_id=unit + 1,
    )  # fmt: skip


def measured(work: Callable[[], object]) -> tuple[float, object]:
    """Median of the runs in seconds, and what the last one gave."""
    times, result = [], None
    for _ in range(RUNS):
        begun = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times), result


def main() -> int:
    given = record()
    facts = proposed(
        issuer=given.head.author, parent=given.head.authority, place="Sông Mẫu", agency="SKHCN",
        subject="Kết quả thực hiện Kế hoạch", addressee=given.addressee,
    )  # fmt: skip
    facts = replace(facts, tasks=BY_UNIT)
    core, made = measured(lambda: (merge(Text(), assemble(given)), annexes(given)))
    text, tables = made  # type: ignore[misc]
    writer, docx = measured(lambda: paper_docx(paper_of(text, tables, facts)))
    again, _ = measured(lambda: merge(text, assemble(given)))
    checked, found = measured(lambda: check(text, assemble(given)))
    kept, plain = measured(lambda: (to_plain(text), annexes_plain(tables)))
    back, _ = measured(lambda: (from_plain(plain[0]), annexes_from(plain[1])))  # type: ignore[index]
    whole = core + writer
    print(f"{UNITS} đơn vị x {LINES} dòng: {len(docx) // 1024} kB Word")  # type: ignore[arg-type]
    rows = (
        ("tổng hợp và phụ lục (core)", core), ("ghi Word (writer)", writer), ("cả hai", whole),
        ("tổng hợp lại", again), ("kiểm tra mọi số", checked), ("ra JSON", kept), ("từ JSON", back),
    )  # fmt: skip
    for words, seconds in rows:
        print(f"  {words:<32} {seconds:6.3f} s")
    print(f"  {len(found)} chỗ khác; giới hạn {BOUND} s cho core và writer")  # type: ignore[arg-type]
    return 0 if whole <= BOUND else 1


if __name__ == "__main__":
    sys.exit(main())
