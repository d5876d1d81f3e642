"""The cycles that words name: "hằng quý", "6 tháng, một năm", "định kỳ tháng, quý, năm"."""

from __future__ import annotations

import re
from enum import StrEnum


class Cycle(StrEnum):
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SEMIANNUAL = "semiannual"
    ANNUAL = "annual"


_EVERY = r"(?:h[àằ]ng|mỗi|theo|định kỳ|thường kỳ)"
_ONCE = r"\s?(?:/|một|1|01)\s?lần\b"
_CYCLES: tuple[tuple[Cycle, re.Pattern[str]], ...] = (
    (
        Cycle.MONTHLY,
        re.compile(rf"{_EVERY}(?: h[àằ]ng)? tháng\b(?! \d)|\btháng{_ONCE}|\b0?1 tháng/"),
    ),
    (
        Cycle.QUARTERLY,
        re.compile(rf"{_EVERY}(?: h[àằ]ng)? quý\b(?! [iv1-4]+\b)|\bquý{_ONCE}|\b(?:0?3|ba) tháng{_ONCE}"),
    ),
    (
        Cycle.SEMIANNUAL,
        re.compile(
            rf"{_EVERY}(?: h[àằ]ng)? (?:0?6|sáu) tháng(?! (?:đầu|cuối))"
            rf"|\b(?:0?6|sáu) tháng{_ONCE}|\b(?:0?6|sáu) tháng và|h[àằ]ng nửa năm"
        ),
    ),
    (
        Cycle.ANNUAL,
        re.compile(rf"{_EVERY}(?: h[àằ]ng)? (?:0?1 |một )?năm\b(?! 20)|thường niên|\bnăm{_ONCE}"),
    ),
)
# A list of bare periods names cycles without any other word: "6 tháng, một năm", "quý, năm".
_PERIOD = (
    r"(?:h[àằ]ng )?(?:(?:0?6|sáu|0?9|chín) tháng(?: đầu năm)?|(?:0?1 |một )?(?:tháng|quý|năm)|cả năm|nửa năm)"
)
_SERIES = re.compile(
    rf"(?<!ngày, )(?<!ngày )(?<![\d/])\b{_PERIOD}(?:(?:\s*[,/]\s*|\s+)(?:và |hoặc )?{_PERIOD})+"
    r"\b(?!\s*(?:\d|[ivx]+\b|/\s*\d|sinh\b))"
)
# A period named by its own report: "báo cáo quý", "kết quả 6 tháng", "năm (trước ngày 10/12)".
_REPORTED = re.compile(
    r"(?:báo cáo|kết quả|sơ kết|tổng kết)(?: (?:định kỳ|kết quả|tiến độ|tình hình|số liệu))*"
    rf" (?P<said>{_PERIOD})\b(?! (?:20|\d|[ivx]+\b))"
    rf"|(?:^|[\s:,;(])(?P<day>{_PERIOD})\s*\(?(?:trước|chậm nhất(?: là)?) (?:ngày )?\d"
)
_ON_DAY = r"(?: [^,;.()]{0,30})??\s*\(?(?:trước|chậm nhất(?: là)?) (?:ngày )?\d{1,2}/\d{1,2}\b(?!/)"
_ENDS = (
    (Cycle.SEMIANNUAL, re.compile(rf"sơ kết{_ON_DAY}")),
    (Cycle.ANNUAL, re.compile(rf"tổng kết{_ON_DAY}")),
)
_WORDS = (
    (re.compile(r"(?:0?6|sáu) tháng|nửa năm"), Cycle.SEMIANNUAL),
    (re.compile(r"(?:0?9|chín) tháng"), None),  # between two quarters: its quarter's own report
    (re.compile(r"đầu năm"), None),
    (re.compile(r"tháng"), Cycle.MONTHLY),
    (re.compile(r"quý"), Cycle.QUARTERLY),
    (re.compile(r"năm"), Cycle.ANNUAL),
)


def cycles(text: str) -> list[Cycle]:
    """The reporting or working cycles named in `text` (lower case), the shortest first."""
    found = {cycle for cycle, pattern in _CYCLES if pattern.search(text)}
    for m in _SERIES.finditer(text):
        found |= _named(m[0])
    return [cycle for cycle in Cycle if cycle in found]


def report_cycles(text: str) -> list[Cycle]:
    """The cycles of the reports that `text` (lower case) asks for, the shortest first."""
    found = set(cycles(text)) | {cycle for cycle, pattern in _ENDS if pattern.search(text)}
    for m in _REPORTED.finditer(text):
        found |= _named(m["said"] or m["day"])
    return [cycle for cycle in Cycle if cycle in found]


def _named(series: str) -> set[Cycle]:
    found: set[Cycle] = set()
    for pattern, cycle in _WORDS:
        series, count = pattern.subn(" ", series)
        if count and cycle:
            found.add(cycle)
    return found
