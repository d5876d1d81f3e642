"""Which part of the paper a line stands in: letterhead, recipients, signature, footnotes, body.

Order and wording follow Nghị định 30/2020, phụ lục I, mục II (thể thức văn bản): issuer, number,
motto, place and date, title, body, recipients, signature.
"""

from __future__ import annotations

import re

from minhbach.reading.rebuild.lines import Line
from minhbach.reading.shapes import Zone

_MOTTO = re.compile(r"^(C[ỘO]NG H[ÒO]?[ÀA]? ?X[ÃA] H[ỘO]I|C[ỘO]NG HO[ÀA] X[ÃA]|Đ[ộo]c l[ậa]p\s*[-–])")
_PLACE_DATE = re.compile(r"^\S[^.;:]{1,40},\s*ngày\b.{0,12}tháng\b.{0,8}năm\b", re.I)
_NUMBER = re.compile(r"^Số\s*:", re.I)
_RECIPIENTS = re.compile(r"^(Nơi nhận|Kính gửi ý)\b\s*:?", re.I)
_POWER = re.compile(r"^(?:(?:KT|TM|TL|TUQ|Q)\s*\.|[KT]/[TML]\b\.?)\s*\S")
_OFFICE = re.compile(
    r"\b(CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|CỤC TRƯỞNG|VỤ TRƯỞNG|TRƯỞNG BAN|TRƯỞNG PHÒNG"
    r"|CHÁNH VĂN PHÒNG|BÍ THƯ|HIỆU TRƯỞNG|VIỆN TRƯỞNG|TỔNG CỤC TRƯỞNG|CHÁNH THANH TRA|TRƯỞNG ĐOÀN|TỔ TRƯỞNG)\b"  # noqa: E501
)
_SIGNED = re.compile(r"^[\[(]?\s*(đã ký|đã kí)\s*[\])]?$", re.I)
_HEADWAY = 14  # lines at the top of a document in which the letterhead may stand
_MARK = re.compile(r"^[-–•+*]\s*")


def is_capitals(text: str) -> bool:
    """All letters are capitals, and there are at least three."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 3 and all(c.isupper() for c in letters)


def is_name(text: str) -> bool:
    """Two to five words, each opening with a capital, without digits or stops: a person's name."""
    words = text.split()
    return 2 <= len(words) <= 5 and all(w.isalpha() and w[0].isupper() and not w[1:].isupper() for w in words)


def zones_of(lines: list[Line]) -> list[Zone]:
    """One zone a line. Footnotes run from their rule to the end of the page."""
    zones = [Zone.BODY] * len(lines)
    _letterhead(lines, zones)
    _closing(lines, zones)
    _footnotes(lines, zones)
    return zones


def _letterhead(lines: list[Line], zones: list[Zone]) -> None:
    top = lines[:_HEADWAY]
    marked = [i for i, line in enumerate(top) if _role(line.text)]
    if not marked:
        return
    for i, line in enumerate(top[: marked[-1] + 1]):
        role = _role(line.text)
        if role:
            zones[i] = role
        elif is_capitals(line.text) and not _is_title(line.text):
            zones[i] = Zone.LETTERHEAD_LEFT
        elif i and zones[i - 1] is Zone.LETTERHEAD_LEFT and not line.page_start:
            zones[i] = Zone.LETTERHEAD_LEFT  # "V/v ..." under the number
        else:
            return


def _role(text: str) -> Zone | None:
    if _MOTTO.match(text) or _PLACE_DATE.match(text):
        return Zone.LETTERHEAD_RIGHT
    return Zone.LETTERHEAD_LEFT if _NUMBER.match(text) else None


def _is_title(text: str) -> bool:
    return bool(
        re.match(
            r"^(KẾ HOẠCH|QUYẾT ĐỊNH|NGHỊ QUYẾT|CHƯƠNG TRÌNH|ĐỀ ÁN|PHƯƠNG ÁN|PHỤ LỤC|CHỈ THỊ|THÔNG BÁO|CÔNG VĂN)\b",  # noqa: E501
            text,
        )
    )


def _closing(lines: list[Line], zones: list[Zone]) -> None:
    i = 0
    while i < len(lines):
        if _RECIPIENTS.match(lines[i].text) and len(lines[i].text) < 60:
            i = _recipients(lines, zones, i)
        elif is_signature(lines[i].text) and i > _HEADWAY // 2:
            i = _signature(lines, zones, i)
        else:
            i += 1


def _recipients(lines: list[Line], zones: list[Zone], i: int) -> int:
    zones[i] = Zone.RECIPIENTS
    i += 1
    while i < len(lines):
        text = lines[i].text
        if is_signature(text):
            return _signature(lines, zones, i)
        wrapped = text[:1].islower() or (zones[i - 1] is Zone.RECIPIENTS and lines[i - 1].text.endswith(","))
        if not _MARK.match(text) and not wrapped:
            return i
        zones[i] = Zone.RECIPIENTS
        i += 1
    return i


def is_signature(text: str) -> bool:
    """A line of a signature block: the power it is signed by, or an office in capitals."""
    return (
        is_capitals(text)
        and len(text) < 60
        and bool(_POWER.match(text) or _OFFICE.search(text))
        and not _is_title(text)
    )


def _signature(lines: list[Line], zones: list[Zone], i: int) -> int:
    """From the first office line to the name, which stands within a few lines of it."""
    start = i
    while i < len(lines) and i - start < 8:
        text = lines[i].text
        if is_name(text):
            zones[i] = Zone.SIGNATURE
            return i + 1
        if not (is_signature(text) or _SIGNED.match(text) or (is_capitals(text) and not _is_title(text))):
            return i
        zones[i] = Zone.SIGNATURE
        i += 1
    return i


def _footnotes(lines: list[Line], zones: list[Zone]) -> None:
    inside = False
    for i, line in enumerate(lines):
        inside = (inside and not line.page_start) or (line.rule and line.text[:1].isdigit())
        inside = inside and zones[i] is Zone.BODY
        if inside:
            zones[i] = Zone.FOOTNOTE
