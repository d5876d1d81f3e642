"""What may go on with the name of a body: nouns of the same group, halves of a field, joint offices."""

from __future__ import annotations

import re

from minhbach.reading.find.bodies import Token, field_at, generic_at, head_at, level_at, phrase_in
from minhbach.reading.find.lexicon import (
    FIELDS,
    GENERIC,
    LEVELS,
    NOUN_AFTER_TO_CHUC,
    OFFICE_HEADS,
    PERSONS,
    QUALIFIERS,
    WHOLE,
)
from minhbach.reading.find.names import Name

LENT = {
    "sở": "Sở",
    "bộ": "Bộ",
    "phòng": "Phòng",
    "cục": "Cục",
    "vụ": "Vụ",
    "ban": "Ban",
    "chi cục": "Chi cục",
}


def lends_field(lend: str) -> bool:
    """Whether a list lends the head of fields ("Sở", "Giám đốc Sở") and not that of places ("UBND xã")."""
    return lend.endswith(tuple(LENT.values()))


# "Văn phòng HĐND", and the one who heads it: "Chánh Văn phòng HĐND".
_OFFICE_OF_COUNCIL = re.compile(
    r"^(?:(?:phó )?chánh |lãnh đạo )?(?:văn phòng|vp) (?:hđnd|hội đồng nhân dân)$"
)
_PLACES = frozenset({"xã", "phường", "trấn", "huyện", "quận", "tỉnh", "phố", "khu"})


_ENDS_WHOLE = frozenset({"tỉnh", "xã", "phường", "huyện", "quận", "thôn"})


class Phrase:
    """The words of a list of bodies. in_cell: they hold nothing else."""

    def __init__(self, words: list[Token], in_cell: bool) -> None:
        self.words = words
        self.in_cell = in_cell

    def extends(self, name: Name, nxt: int, marks: set[str]) -> bool:
        """Whether the next noun belongs to the same group: "sở, ngành", "huyện, thành phố"."""
        if ";" in marks or name.lent or self.words[nxt].low == "cấp":
            return False
        level = level_at(self.words, nxt)
        if level and (name.of_levels or self._group(name)) and not self._names_place(nxt, nxt + level):
            return True
        generic = generic_at(self.words, nxt)
        if not generic or not name.bare or self._names_place(nxt, nxt + generic):
            return False
        return self.noun(nxt, marks)

    def office_of_person(self, name: Name, nxt: int, marks: set[str]) -> bool:
        """ "Đồng chí A, Phó Chủ tịch UBND tỉnh": the office behind a person's name is no second actor."""
        named = name.low[0] in PERSONS or name.low[:2] == ["đồng", "chí"]
        person = named and len(name.words) > name.head and not any(w.text in ",-–" for w in name.words)
        return person and marks == {","} and bool(phrase_in(self.words, nxt, OFFICE_HEADS))

    def _group(self, name: Name) -> bool:
        """Only nouns of groups so far, in running text: "Các đơn vị, thôn" goes on with "bản"."""
        if self.in_cell or name.lent or name.low[0] != "các":
            return False
        line = " ".join(w for w in name.low[1:] if w != "và")
        return all(part.strip() in GENERIC | LEVELS for part in line.split(","))

    def joint_office(self, name: Name, nxt: int) -> bool:
        """ "Văn phòng Đoàn ĐBQH và HĐND tỉnh" serves two bodies and is one."""
        if _OFFICE_OF_COUNCIL.search(" ".join(name.low)):  # one office of a commune since 2025
            return self._line(nxt, 1) == "ubnd" or self._line(nxt, 2) == "ủy ban"
        if name.low == ["báo", "và", "phát", "thanh"]:  # one house of a province since 2025
            return self.words[nxt].low == "truyền"
        deputies = name.low[-1] == "đbqh" or name.low[-2:] == ["quốc", "hội"]
        return (
            deputies
            and ("phòng" in name.low[:3] or "vp" in name.low[:2])
            and self.words[nxt].low in ("hđnd", "hội")
        )

    def noun(self, nxt: int, marks: set[str]) -> bool:
        """In running text "tổ chức" is a verb unless a noun of a body goes on behind it."""
        two = " ".join(w.low for w in self.words[nxt : nxt + 2])
        if two != "tổ chức" or self.in_cell:
            return True
        return nxt + 2 < len(self.words) and self.words[nxt + 2].low in NOUN_AFTER_TO_CHUC

    def finished(self, name: Name) -> bool:
        return " ".join(name.low[name.head :]).replace(" ,", ",") in FIELDS or name.bare

    def one_field(self, name: Name, nxt: int, joined: str = ", ") -> bool:
        """ "Văn hóa" + "Thể thao và Du lịch": one field with a comma in its name."""
        own = " ".join(name.low[name.head :]).replace(" ,", ",")
        size = next((s for s in range(6, 0, -1) if f"{own}{joined}" + self._line(nxt, s) in FIELDS), 0)
        return bool(size)

    def two_fields(self, name: Name, nxt: int) -> bool:
        """Whether "và" parts two fields ("Tài chính và Nội vụ") and not the halves of one."""
        own = " ".join(name.low[name.head :]).replace(" ,", ",")
        whole = any(self._line(nxt, s) and f"{own} và {self._line(nxt, s)}" in FIELDS for s in range(1, 6))
        short = name.words[-1].text.isupper() and self.words[nxt].capital
        return not whole and (short or (own in FIELDS and bool(field_at(self.words, nxt))))

    def field_of_same_head(self, name: Name, nxt: int) -> bool:
        """ "Sở Tư pháp, Tài chính": a field behind a finished body borrows its head."""
        return bool(
            not name.lent
            and name.low[0] in LENT
            and " ".join(name.low[1:]).replace(" ,", ",") in FIELDS
            and field_at(self.words, nxt)
            and not self.one_field(name, nxt)
        )

    def small_behind_whole(self, name: Name, k: int) -> bool:
        """A small word behind a finished name is the verb of a sentence, whether we know it or not."""
        word = self.words[k]
        if word.capital or word.is_mark or not word.text[0].isalnum() or word.low in QUALIFIERS:
            return False
        if head_at(self.words, k) or generic_at(self.words, k) or level_at(self.words, k):
            return False
        if len(name.words) > name.head and head_at(self.words, k - 1) > 1:
            return False  # the second half of a body of its own: "Ban Thường vụ Tỉnh | đoàn"
        if name.lent and not lends_field(name.lent):
            return True  # a place of a list: "các xã: A, B <lắp đặt>"
        whole = (
            " ".join(name.low) in WHOLE
            or name.low[-1] in _ENDS_WHOLE
            or name.low[-2:] == ["việt", "nam"]
            or self._numbered(name)
        )
        return whole or self._group_ends(name) or self.complete(name) or name.of_levels or self._places(name)

    def _group_ends(self, name: Name) -> bool:
        """A group of several nouns or with "liên quan", or what is of a house: "các đơn vị thuộc Bộ"."""
        if name.low[-2:] in (["liên", "quan"], ["công", "lập"]) or (name.bare and "," in name.low):
            return True
        return len(name.words) > 1 and name.low[-1] in ("bộ", "sở") and name.words[-1].capital

    def complete(self, name: Name) -> bool:
        own = name.low if name.lent else name.low[1:]  # "Các Sở: Tư pháp, Ngoại vụ" lends its head
        return " ".join(own).replace(" ,", ",") in FIELDS

    def _names_place(self, noun: int, k: int) -> bool:
        """Whether a capital behind the noun at `noun` makes a name of it: "ngành", but "Ngành Thuế"."""
        if k >= len(self.words) or (self.in_cell and not self.words[noun].capital):
            return False
        return self.words[k].capital and not (head_at(self.words, k) and not self.words[noun].capital)

    def _line(self, at: int, size: int) -> str:
        return " ".join(w.low for w in self.words[at : at + size]).replace(" ,", ",")

    @staticmethod
    def _numbered(name: Name) -> bool:
        """The name ends in the number of a region: "Kho bạc Nhà nước khu vực XII"."""
        return (
            name.low[-3:-1] == ["khu", "vực"] and re.fullmatch(r"[IVX]+|\d+", name.words[-1].text) is not None
        )

    @staticmethod
    def _places(name: Name) -> bool:
        """The name ends in that of a place: "UBND phường Bến Thuận"."""
        tail = [w for w in name.words[1:] if w.capital]
        level = next((w for w in reversed(name.words) if not w.capital), None)
        return len(tail) > 1 and name.words[-1].capital and level is not None and level.low in _PLACES
