"""How a row of an amendment names the row that it means (Luật Ban hành VBQPPL and office habit). Pure.

"Sửa đổi, bổ sung điểm b khoản 2 mục II như sau: “...”" names a row and gives its new words; "Bãi bỏ nhiệm vụ
1.3" names one that goes; "Bổ sung nhiệm vụ 1.4 vào sau nhiệm vụ 1.3: ..." brings a new one, which names none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPENS = re.compile(
    r"\s*(?P<verb>sửa đổi(?:\s*(?:,|và)\s*bổ sung)?|điều chỉnh(?:\s*(?:,|và)\s*bổ sung)?|thay thế|"
    r"bãi bỏ|hủy bỏ|huỷ bỏ|bỏ|bổ sung)\s+(?=(?:\S+\s+){0,8}?(?:điểm|khoản|mục|nhiệm vụ|hoạt động|nội dung|"
    r"số thứ tự|stt|dòng)\b)",
    re.I,
)
_CODE = re.compile(
    r"\b(?:điểm|khoản|mục|nhiệm vụ|hoạt động|nội dung|số thứ tự|stt|dòng)\s+(?:số\s+|thứ\s+)?"
    r"(\d{1,3}(?:\.\d{1,3}){0,3}[a-zđ]?|[IVXLC]{1,6}|[a-zđA-ZĐ])(?![\w])",
    re.I,
)
_GIVES = re.compile(r":\s*")
_QUOTES = "“”\"'«»‘’ "
_LABEL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*[.)]?|[a-zđ]\)|[-–+])\s+")
_DROPS = ("bãi bỏ", "hủy bỏ", "huỷ bỏ", "bỏ")


@dataclass(frozen=True, slots=True)
class Named:
    """codes: of the row that is meant and of the headings above it, as said; none for a new row.

    words: the new words that the row gives, without its label; is_dropped: the row meant goes.
    """

    codes: tuple[str, ...]
    words: str
    is_dropped: bool


def named_in(text: str) -> Named | None:
    """None where the row says nothing of another row: it stands for itself."""
    opens = _OPENS.match(text)
    if opens is None:
        return None
    verb = " ".join(opens["verb"].lower().split())
    gives = _GIVES.search(text, opens.end())
    head = text[opens.end() : gives.start() if gives else len(text)]
    codes = () if verb == "bổ sung" else tuple(m[1] for m in _CODE.finditer(head))
    is_dropped = verb in _DROPS
    if not codes and not gives:
        return None
    words = text[gives.end() :] if gives else ("" if is_dropped else text)
    return Named(codes, _unlabelled(words) or text, is_dropped)


def _unlabelled(words: str) -> str:
    words = words.strip(_QUOTES)
    label = _LABEL.match(words)
    return (words[label.end() :] if label else words).strip(_QUOTES)
