"""Cells that say two things: who does the work and by when.

No name of a body holds a time. So what opens as a time, and reads as one up to the end of the cell, its
bracket or the next body, is the time of the row, whatever the header of the column says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minhbach.reading.find.bodies import head_at, tokens
from minhbach.reading.find.moments import PlanYears
from minhbach.reading.find.times import TimeKind, read_time
from minhbach.reading.find.words import squash

_LONGEST = 400  # characters of a cell that is taken apart
_OPENING = (
    r"trước|trong|tháng \d|quý \S|năm \d|h[àằ]ng |mỗi |định kỳ|thường xuyên|liên tục|hoàn thành|xong"
    r"|chậm nhất|muộn nhất|đến |từ |cả năm|giai đoạn|cuối|đầu|giữa|ngày \d|tuần |ngay |khi |sau |kể từ"
    r"|\d{1,2}[/.-]\d|20\d\d|6 tháng|triển khai"
    r"|theo (?:tiến độ|kế hoạch|lịch|yêu cầu|chương trình|thời gian|mùa)"
)
# A time opens behind a mark or on a line of its own; behind a mere space only with a capital.
_OPENS = re.compile(
    rf"(?:^|[\n;,:(]\s*|(?<!\d)\s[-–—/]\s*)(?=(?i:{_OPENING}))"
    rf"|\s(?=[A-ZĐ]|\d{{1,2}}[/.-]\d{{1,2}}[/.-]20)(?=(?i:{_OPENING}))"
)
_LABEL = re.compile(
    r"(?:thời gian|thời hạn|tiến độ|hạn|hoàn thành)(?: thực hiện| hoàn thành| trình)?\s*:\s*", re.I
)
_ENDS = re.compile(r"[\n;,:()]|\s[-–—/]\s|$")
_MARK = re.compile(r"[\n;,:(–—-]\s*$")
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]")
_LOOSE = re.compile(r"(?:\s*[;,:/–—-])+\s*(?=[;,\n]|$)|(?:^|(?<=\n))\s*[;,:/)–—-]+\s*|[ \t]*\($", re.M)
_UNREAD = frozenset({"time_unread", "partly_read"})
_CONDITION = re.compile(r"khi|sau|ngay|kể từ|trong vòng|trong thời hạn|theo ", re.I)


def without_times(cell: str, years: PlanYears) -> tuple[str, tuple[str, ...]]:
    """The words of a cell without its times, and these in their order."""
    text = _LABEL.sub("", cell) if len(cell) <= _LONGEST else ""
    rest, times, at = "", [], 0
    for start in (m.end() for m in _OPENS.finditer(text)):
        if start < at:
            continue
        end = next((end for end in _ends(text, start) if is_time(text[start:end], years)), 0)
        if end:
            rest += text[at:start]
            times.append(squash(text[start:end]).strip(" ;,."))
            at = end
    if not times:
        return cell, ()
    return _LOOSE.sub("", _EMPTY.sub("", rest + text[at:])).strip(), tuple(times)


def _ends(text: str, start: int) -> list[int]:
    """Where a time that opens at `start` may end, the farthest first; the bracket it stands in is its end."""
    found: list[int] = []
    depth = 0
    for m in _ENDS.finditer(text, start):
        if m[0] == ")":
            depth -= 1
            found += [m.end()] if depth == 0 else [m.start()] if depth < 0 else []
            if depth < 0:
                break
        elif depth == 0:
            found.append(m.start())
        depth += m[0] == "("
    return sorted((*found, *_before_bodies(text, start)), reverse=True)


def _before_bodies(text: str, start: int) -> Iterator[int]:
    """Where a time ends before a body that follows on a mere space: "Quý I/2026 Phòng Kinh tế"."""
    words = tokens(text[start:])
    for at in range(1, len(words)):
        said = text[start : start + words[at].at].rstrip()
        if words[at].capital and head_at(words, at) and said[-1] not in ";,:(-–":
            yield start + len(said)


def is_time(text: str, years: PlanYears) -> bool:
    """Whether words are a time and nothing else; a condition may name bodies, but none behind a mark."""
    said = squash(text)
    time = read_time(said, years)
    if time.kind is TimeKind.NONE or _UNREAD & set(time.doubts):
        return False
    if time.kind is TimeKind.EVENT and not _CONDITION.match(said):
        return False
    words = tokens(text)
    return not any(
        word.capital and head_at(words, at)
        and (time.kind is not TimeKind.EVENT or _MARK.search(text[: word.at]))
        for at, word in enumerate(words)
        if at
    )  # fmt: skip
