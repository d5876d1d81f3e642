"""The words of a goal cell taken apart: its name, what its scale is, the figure to be reached."""

from __future__ import annotations

import re
from dataclasses import dataclass

from minhbach.reading.find.words import squash

_LONGEST_NAME = 1000  # characters; a goal cell is a line or two
_STAR = re.compile(r"\s*\*+\s*")
_NOTE = re.compile(r"\s*(\([^()]{1,120}\))\s*$")
_SCALE = re.compile(r"^\(\s*%|=|trung vị|trung bình|thang điểm|đơn vị tính", re.I)
_AIM_AT_END = re.compile(
    r"[\s(,]*((?:đạt\s+)?(?:trên hoặc bằng|dưới hoặc bằng|tối thiểu|tối đa|ít nhất|không quá"
    r"|trên|dưới|đạt|từ|>=|<=|≥|≤|>|<)"
    r"\s*\d[\d.,]*\s*(?:%|điểm|ngày)?(?:\s*trở lên)?)\s*\)?\s*[;.]?\s*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class NamedGoal:
    """The words of a goal cell taken apart."""

    name: str
    note: str | None
    lower: bool
    aim: str | None


def taken_apart(text: str) -> NamedGoal:
    """ "Tên (% Đồng ý) *" or "Tên (trên hoặc bằng 3,4)": name, scale note, asterisk and aim."""
    rest = squash(text)
    if len(rest) > _LONGEST_NAME:
        return NamedGoal(rest, None, False, None)
    lower = bool(re.search(r"\*\s*(?:$|\()|\)\s*\*", rest))
    rest = _STAR.sub(" ", rest).strip() if lower else rest
    aim = None
    if m := _AIM_AT_END.search(rest):
        aim, rest = m[1], rest[: m.start()].strip()
    note = None
    if (m := _NOTE.search(rest)) and _SCALE.search(m[1]):
        note, rest = m[1], rest[: m.start()].strip()
    return NamedGoal(rest.rstrip(" ;,"), note, lower, aim)
