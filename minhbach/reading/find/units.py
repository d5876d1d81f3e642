"""Unit phrases split at the boundaries of bodies (design: plan draft, rules on units)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from minhbach.reading.find.lexicon import FIELDS
from minhbach.reading.find.names import Name
from minhbach.reading.find.walk import Walk, Walker
from minhbach.reading.find.words import LONGEST_SENTENCE, squash
from minhbach.reading.known import remembered

_BULLET = re.compile(r"(?:^|\n)\s*[-–•+]\s+")
# "Phòng Tài chính" / "- Kế hoạch": a line may end inside a name that has a dash.
_DASHED = re.compile(
    "|".join(rf"(?<={a})\s*\n\s*[-–]\s+(?={b})" for a, _, b in (f.partition(" - ") for f in FIELDS) if b),
    re.I,
)


@dataclass(frozen=True, slots=True)
class Units:
    """The bodies of one phrase. supervising: those told only to urge, guide or check.

    unknown: names that do not open like a body of the lexicon, to be doubted.
    """

    raw: str | None = None
    names: tuple[str, ...] = ()
    supervising: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    def beside(self, more: Units) -> Units:
        """These and those, each in its part; the words are of the first that says any."""
        if not self.raw:
            return replace(more, supervising=(*self.supervising, *more.supervising))
        return replace(
            self,
            names=(*self.names, *more.names),
            supervising=(*self.supervising, *more.supervising),
            unknown=(*self.unknown, *more.unknown),
        )

    def watched_by(self, watching: Units) -> Units:
        """These, and those who only watch over them."""
        return replace(self, supervising=(*self.supervising, *watching.names, *watching.supervising))


NO_UNITS = Units()


@remembered(4096)  # the same bodies stand in row after row
def split_units(phrase: str | None) -> Units:
    """Split a phrase that holds nothing but bodies, such as the cell of a unit column."""
    phrase = _DASHED.sub(" - ", phrase or "")
    raw = squash(_BULLET.sub("\n", phrase))
    if not re.search(r"\w", raw):
        return NO_UNITS
    if len(raw) > LONGEST_SENTENCE:
        return Units(raw, (raw,), (), (raw,))
    bulleted = _BULLET.search(phrase) is not None
    text = squash(_BULLET.sub(" ; ", phrase)) if bulleted else raw
    walk = Walker(text.strip(" ;"), in_cell=True).run()
    return _units(raw, walk)


def _units(raw: str, walk: Walk) -> Units:
    def texts(names: list[Name]) -> tuple[str, ...]:
        return tuple(t for n in names if (t := n.text()))

    return Units(
        raw,
        texts([n for n in walk.names if not n.supervising]),
        texts([n for n in walk.names if n.supervising]),
        texts([n for n in walk.names if not n.known]),
    )


def units_at(text: str, generic: bool = False) -> tuple[Units, int]:
    """The list of bodies that `text` opens with, and the character behind it (0: it opens with none).

    generic: the list may open with a plain noun ("cơ quan trung ương"), as it does behind "với".
    """
    walk = Walker(text, in_cell=False, generic=generic).run()
    if not walk.names:
        return NO_UNITS, 0
    return _units(squash(text[: walk.end]).rstrip(" .;,:/"), walk), walk.end


def only_units(text: str) -> Units | None:
    """The bodies of a line that names nothing else (a final colon apart), or None."""
    line = squash(text).rstrip(" :.;")
    walk = Walker(line, in_cell=False).run()
    if not walk.names or not walk.whole:
        return None
    return _units(line, walk)
