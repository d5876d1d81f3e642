"""Walking a list of bodies word by word: where each name ends and where the list ends."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.reading.find.bodies import (
    field_at,
    generic_at,
    head_at,
    level_at,
    predicate_at,
    stop_at,
    tokens,
)
from minhbach.reading.find.lexicon import ENDS, NAMED_BY_VERB, NAMING_VERBS, OFFICES, SUPERVISION
from minhbach.reading.find.names import Name
from minhbach.reading.find.phrases import LENT, Phrase, lends_field
from minhbach.reading.find.words import LONGEST_LIST

_SEPARATORS = frozenset({",", ";", "và", "hoặc", "cùng"})
_NOTE = ("đv ", "đơn vị", "cơ quan", "đầu mối", "chủ trì", "thường trực", "phối hợp")
_RELATIVE_ENDS = (
    "có trách nhiệm", "chịu trách nhiệm", "có nhiệm vụ", "chủ động", "khẩn trương", "tiếp tục",
    "căn cứ", "tập trung",
)  # fmt: skip
# Verbs that go on with "được giao ...": "các đơn vị được giao chủ trì thực hiện".
_GIVEN = frozenset(
    {"được", "giao", "phân", "công", "chủ", "trì", "phối", "hợp", "thực", "hiện", "theo", "dõi"}
)


@dataclass(frozen=True, slots=True)
class Walk:
    """The names found, the character behind the last one, and whether the text ended there too."""

    names: tuple[Name, ...]
    end: int
    whole: bool


class Walker:
    """One pass over a text. in_cell: every word is part of a name, only words of supervision cut."""

    def __init__(self, text: str, in_cell: bool, generic: bool = False) -> None:
        self.words = tokens(text if in_cell else text[:LONGEST_LIST])
        self.cut = not in_cell and len(text) > LONGEST_LIST
        self.in_cell = in_cell
        self.phrase = Phrase(self.words, in_cell)
        self.generic = generic or in_cell  # whether the list may open with "cơ quan", without article
        self.names: list[Name] = []
        self.current: Name | None = None
        self.lend = ""
        self.segment = 0  # index of the first name behind the last semicolon

    def run(self, at: int = 0) -> Walk:
        k: int | None = at
        end = at
        while k is not None and k < len(self.words):
            end = k
            k = self._open(k) if self.current is None else self._go_on(self.current, k)
            end = k if k is not None else end
        names = tuple(n for n in self.names if n.words)
        lent = [n for n in names if n.lent and lends_field(n.lent)]
        if len(lent) == 1:
            lent[0].known = False  # "các Sở Tài chính": a plural of one, somebody may be missing
        return Walk(names, self.words[end - 1].to if end else 0, end >= len(self.words) and not self.cut)

    def _open(self, k: int) -> int | None:
        """Begin a name at `k`; None where none can begin."""
        head = head_at(self.words, k)
        lent = "" if head else self.lend
        if not head and not lent:
            head = generic_at(self.words, k) if self.names or self.generic else 0
        if not head and not lent and not self.in_cell:
            return None
        size = max(head, 1)
        self.current = Name(self.words[k : k + size], lent, known=bool(head or lent), head=head)
        self.names.append(self.current)
        return self._after(k + size)

    def _after(self, k: int) -> int | None:
        """End the list behind a full stop in running text."""
        return None if self.words[k - 1].ends_sentence and not self.in_cell and k < len(self.words) else k

    def _go_on(self, name: Name, k: int) -> int | None:
        word = self.words[k]
        if word.text == "(":
            return self._bracket(k)
        if word.text == ":":
            return self._lend_head(name, k)
        if word.text in ("-", "–", "—") and self._note_at(k + 1):
            return next((j for j in range(k, len(self.words)) if self.words[j].text in ",;"), len(self.words))
        if word.low in _SEPARATORS:
            return self._separator(name, k)
        if self._glued(name, k):
            self.current = None
            return k
        if name.relative:
            return self._relative(name, k)
        if self._verb(name, k):
            return self._skip_supervision(k) if self.in_cell else None
        if word.low == "được" and not self.in_cell:
            name.relative = True
        if places := self._lend_to_places(name, k):
            return places
        if name.bare and not name.lent and self._lists_after_group(name, k):
            return self._lend_head(name, k)
        name.words.append(word)
        return self._after(k + 1)

    # -- what may stand inside --------------------------------------------------------------------

    def _bracket(self, k: int) -> int:
        close = next((j for j in range(k, len(self.words)) if self.words[j].text == ")"), len(self.words) - 1)
        inner = " ".join(w.low for w in self.words[k + 1 : close])
        if self.in_cell and any(s in inner for s in SUPERVISION):
            self._supervise()
        return close + 1

    def _supervise(self) -> None:
        for one in self.names[self.segment :]:
            one.supervising = True

    def _skip_supervision(self, k: int) -> int:
        self._supervise()
        for j in range(k, len(self.words)):
            if self.words[j].low in _SEPARATORS and head_at(self.words, j + 1):
                return j
        return len(self.words)

    def _note_at(self, at: int) -> bool:
        line = " ".join(w.low for w in self.words[at : at + 3]) + " "
        return line.startswith(_NOTE)

    def _lists_after_group(self, name: Name, k: int) -> bool:
        """ "Các Sở Tài chính, Nội vụ": a capital field behind the plural head, no colon."""
        return name.low[0] == "các" and len(name.words) == 2 and bool(field_at(self.words, k))

    def _lend_head(self, name: Name, k: int) -> int | None:
        """ "Các Sở: A, B": the list lends its head to what follows; any other colon ends the list."""
        skip = int(self.words[k].text == ":")
        if places := self._lend_to_places(name, k + skip):
            return places
        cut = name.low.index("các") if "các" in name.low else 0
        office = " ".join(w.text for w in name.words[:cut])  # "Giám đốc các sở: A, B"
        nouns = [w for w in name.low[cut:] if w not in ("các", "những", ",", "ngành")]
        nouns = [w for w in nouns if w != "ban"] or nouns
        head = LENT.get(" ".join(nouns))
        if not head or not name.bare or k + skip >= len(self.words) or not self.words[k + skip].capital:
            return None
        self.names.remove(name)
        self.lend = f"{office} {head}".strip()
        self.current = None
        return k + skip

    def _lend_to_places(self, name: Name, k: int) -> int | None:
        """ "UBND các xã: Vĩnh Lộc, Tân Hòa": each place behind the plural is a body of its own."""
        listed = "các" in name.low and name.of_levels and not name.lent
        if not listed or not self._place_at(k) or head_at(self.words, k):
            return None
        cut = name.low.index("các")
        levels = name.words[cut + 1 :]
        one = len(levels) == level_at(levels, 0)
        lend = " ".join(w.text for w in (*name.words[:cut], *(levels if one else ())))
        if not lend:
            return None
        self.names.remove(name)
        self.lend, self.current = lend, None
        return k

    def _place_at(self, k: int) -> bool:
        """Whether the name of a place stands at `k`: each syllable is capital ("Thành lập" is none)."""
        if k + 1 >= len(self.words) or not self.words[k].capital:
            return False
        follows = self.words[k + 1]
        return follows.capital or (
            follows.low in _SEPARATORS and k + 2 < len(self.words) and self.words[k + 2].capital
        )

    def _glued(self, name: Name, k: int) -> bool:
        """Two names without a comma between them: a capital head behind a finished name."""
        word = self.words[k]
        if word.low == "các" and head_at(self.words, k) and self.phrase.complete(name):
            return not level_at(self.words, k + 1)  # "Trạm Y tế các xã, phường" is one
        if not word.capital or not head_at(self.words, k) or word.low in ("chi", "hội", "hợp", "tt"):
            return False
        return name.low[-1] in ENDS or self.phrase.complete(name)

    def _relative(self, name: Name, k: int) -> int | None:
        """ "Các đơn vị được giao ...": all words up to the verb of duty belong to the name."""
        ahead = " ".join(w.low for w in self.words[k : k + 3])
        if ahead.startswith(_RELATIVE_ENDS) or self.words[k].text == ":":
            return None
        if self._ends_relative(name, k):
            return None
        name.words.append(self.words[k])
        return self._after(k + 1)

    def _ends_relative(self, name: Name, k: int) -> bool:
        """A verb of its own behind "được giao chủ trì", where no verb of duty stands further on."""
        if not predicate_at(self.words, k) or self.words[k].low in _GIVEN or name.low[-1] == "được":
            return False
        rest = " ".join(w.low for w in self.words[k:]).split(" . ")[0]
        return not any(f" {end}" in rest for end in _RELATIVE_ENDS)

    def _verb(self, name: Name, k: int) -> bool:
        length = predicate_at(self.words, k)
        said = " ".join(w.low for w in self.words[k : k + length])
        direct = len(name.words) == name.head
        if direct and length and name.low[-1] in (NAMED_BY_VERB if name.head == 1 else OFFICES):
            ends = said in SUPERVISION or not self.in_cell  # in a cell no sentence goes on behind a head
            return name.head > 1 and said not in NAMING_VERBS and ends
        if self.in_cell:
            return said in SUPERVISION
        if said == "chủ trì" and name.low[-1] in ("quan", "vị"):
            after = " ".join(w.low for w in self.words[k + 2 : k + 5])
            return not (not after or after[0] in ",;") or "phối hợp" in after
        return bool(length) or stop_at(self.words, k) or self.phrase.small_behind_whole(name, k)

    # -- separators -------------------------------------------------------------------------------

    def _separator(self, name: Name, k: int) -> int | None:
        nxt = k + 1
        while nxt < len(self.words) and self.words[nxt].low in _SEPARATORS:
            nxt += 1
        marks = {w.text for w in self.words[k:nxt]}
        if nxt >= len(self.words):
            return nxt if self.in_cell or marks == {";"} else None
        if ";" in marks:
            self.segment = len(self.names)
        if name.relative:
            return self._relative_separator(name, k, nxt)
        if self.phrase.one_field(name, nxt, ", " if "," in marks else " và "):
            name.words.extend(self.words[k:nxt])
            return nxt
        if self.phrase.office_of_person(name, nxt, marks):
            name.words.extend(self.words[k:nxt])
            return nxt
        if self.phrase.extends(name, nxt, marks) or self.phrase.joint_office(name, nxt):
            name.words.extend(self.words[k:nxt])
            return self._take(name, nxt)
        if head_at(self.words, nxt) and self.phrase.noun(nxt, marks):
            return self._new(nxt)
        return self._looser(name, k, nxt, marks)

    def _relative_separator(self, name: Name, k: int, nxt: int) -> int | None:
        ahead = " ".join(w.low for w in self.words[nxt : nxt + 3])
        if ahead.startswith(_RELATIVE_ENDS):
            return None
        name.words.extend(self.words[k:nxt])
        return nxt

    def _new(self, nxt: int) -> int:
        self.current = None
        return nxt

    def _take(self, name: Name, nxt: int) -> int:
        size = max(level_at(self.words, nxt), generic_at(self.words, nxt), 1)
        name.words.extend(self.words[nxt : nxt + size])
        return nxt + size

    def _looser(self, name: Name, k: int, nxt: int, marks: set[str]) -> int | None:
        """No head behind the separator: a lent head, the rest of this name, or the end."""
        word = self.words[nxt]
        if word.low == "cấp" and "cấp" in name.low and level_at(self.words, nxt):
            size = level_at(self.words, nxt)
            words = name.words[: name.low.index("cấp")] + self.words[nxt : nxt + size]
            self.current = Name(words, name.lent, head=1)
            self.names.append(self.current)
            return nxt + size
        places = bool(self.lend) and not lends_field(self.lend)
        parted = "," in marks or ";" in marks or places or self.phrase.two_fields(name, nxt)
        if self.lend and word.capital and parted and not self.phrase.one_field(name, nxt):
            return self._new(nxt)
        if generic_at(self.words, nxt) and self.phrase.noun(nxt, marks):
            return self._new(nxt)
        if self.phrase.field_of_same_head(name, nxt):
            self.current = Name([name.words[0], *self.words[nxt : nxt + 1]], head=1)
            self.names.append(self.current)
            return nxt + 1
        whole = self.phrase.finished(name) and not self.phrase.one_field(name, nxt)
        if ";" in marks or (word.capital and "," in marks and whole):
            return self._new(nxt) if self.in_cell else None
        if not self.in_cell and (predicate_at(self.words, nxt) or stop_at(self.words, nxt)):
            return None
        if not self.in_cell and "," in marks and not word.capital:
            return None
        name.words.extend(self.words[k:nxt])
        name.words.append(word)
        return self._after(nxt + 1)
