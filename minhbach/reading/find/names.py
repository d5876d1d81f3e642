"""One name of a body while it is being read."""

from __future__ import annotations

from dataclasses import dataclass, field

from minhbach.reading.find.bodies import Token
from minhbach.reading.find.lexicon import GENERIC, LEVELS, OFFICE_HEADS

_BEFORE_LEVEL = frozenset(["ubnd", "hđnd", "các", "cấp", "dân", "tịch", "những"])


def _level_before(low: list[str], cut: int) -> int:
    """How many words before `cut` are one level of territory ("thành phố"), 0 for none."""
    return next((s for s in (3, 2, 1) if cut >= s and " ".join(low[cut - s : cut]) in LEVELS), 0)


@dataclass(slots=True)
class Name:
    """One name: its words, the head a list lends it, whether it only supervises, whether it is a body."""

    words: list[Token] = field(default_factory=list)
    lent: str = ""
    supervising: bool = False
    known: bool = True
    head: int = 0
    relative: bool = False

    def text(self) -> str:
        out = self.lent
        for w in self.words:
            out += ("" if not out or w.text in ",;:" else " ") + w.text
        return out.rstrip(" .;,-–—:/")

    @property
    def low(self) -> list[str]:
        return [w.low for w in self.words]

    @property
    def bare(self) -> bool:
        """Only generic nouns so far: "Các sở, ban", "Thủ trưởng các cơ quan"."""
        line = " ".join(w for w in self.low if w != "và")
        for office in OFFICE_HEADS:
            if line.startswith(office + " "):
                line = line[len(office) + 1 :]
                break
        parts = [p.strip().removeprefix("các ") for p in line.split(",")]
        return all(p in GENERIC for p in parts)

    @property
    def of_levels(self) -> bool:
        """Ends in levels of territory under one head: "UBND huyện", "các huyện, thành phố"."""
        low = [w for w in self.low if w not in (",", "và")]
        cut = len(low)
        while size := _level_before(low, cut):
            cut -= size
        if self.lent or not 0 < cut < len(low):
            return False
        return low[cut - 1] in _BEFORE_LEVEL or cut == self.head
