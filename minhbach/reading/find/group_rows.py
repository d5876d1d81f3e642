"""Rows that head a group of a table and say whose the rows below them are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from minhbach.reading.find.assigning import NOTHING, Said, said_by, said_in_brackets
from minhbach.reading.find.units import NO_UNITS, Units, only_units

_LABEL = re.compile(r"(?P<part>[A-H])[.)]?\s+|(?P<roman>[IVX]+)[.)]?\s+|\d+(?:\.\d+)*[.)]?\s+")
_OF_BODY = re.compile(
    r"(?:(?:Các )?(?:nhiệm vụ|công việc|nội dung|phần việc)(?: cụ thể| trọng tâm| chủ yếu)?\s+)?"
    r"(?:được giao cho|giao cho|giao|do|của|đối với)\s+(?P<who>.+?)"
    r"(?:\s+(?:làm |là )?(?:(?:cơ quan|đơn vị) )?(?:chủ trì|thực hiện|tham mưu|đầu mối)(?:\s[^:;]{0,30})?)?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Group:
    """What the row over a group tells of the rows below it. depth: parts stand over romans over figures."""

    depth: int = 9
    said: Said = NOTHING

    @property
    def lead(self) -> Units:
        return self.said.lead or NO_UNITS

    @property
    def helping(self) -> Units:
        return self.said.helping or NO_UNITS

    def below(self, heading: str) -> Group:
        """The group that a heading opens behind this one; a deeper one that names nobody stays in it."""
        m = _LABEL.match(heading)
        depth = 3 if m is None else 0 if m["part"] else 1 if m["roman"] else 2
        said = _said(heading[m.end() if m else 0 :].strip(" .:;"))
        if said is NOTHING and depth > self.depth:
            return self
        return Group(depth, said)


def _said(words: str) -> Said:
    """ "SỞ XÂY DỰNG", "Nhiệm vụ do Sở X chủ trì", "Đường giao thông (Sở X chủ trì, Sở Y phối hợp)"."""
    if units := only_units(words):
        return Said(lead=units)
    if (m := _OF_BODY.fullmatch(words)) and _is_named(m["who"]) and (units := only_units(m["who"])):
        return Said(lead=units)
    return said_by(words) or said_in_brackets(words)


def _is_named(who: str) -> bool:
    """A body or a list of them; "đối với hộ gia đình" tells whom the work is for."""
    return who[0].isupper() or who.startswith("các ")
