"""Unit phrases split at the boundaries of bodies (design: plan draft, rules on units)."""

from __future__ import annotations

import re
from dataclasses import dataclass

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


_ROLES = re.compile(r"\s*\(?\bchủ trì\)?\s*[,;]?\s*(?:và\s+)?phối hợp(?:\s+(?:cùng\s+)?với)?\s*:?\s*", re.I)


# A label opens a line or stands behind a stop; with a capital or a dash also where the lines were joined.
_LABEL = re.compile(
    r"(?:^|[\n;.,]\s*|\s(?=(?-i:Cơ quan|Đơn vị|Chủ trì|Phối hợp|Đầu mối|[-–•+]\s)))[-–•+]?\s*"
    r"(?:(?:cơ quan|đơn vị|sở)\s+)?(chủ trì|phối hợp|đầu mối)"
    r"(?:\s+(?:thực hiện|với|chính))?\s*:\s*",
    re.I,
)
_MARK = re.compile(r"\s*\((?:đơn vị |cơ quan )?(?:chủ trì|đầu mối)\)\s*", re.I)


def _labelled_roles(phrase: str) -> tuple[Units, Units] | None:
    """ "Chủ trì: Sở X; Phối hợp: Sở Y", each on its line or behind a semicolon."""
    found = list(_LABEL.finditer(phrase))
    if not found or phrase[: found[0].start()].strip():
        return None
    said = {"chủ trì": "", "phối hợp": ""}
    for m, after in zip(found, [*found[1:], None], strict=True):
        role = "phối hợp" if m[1].lower() == "phối hợp" else "chủ trì"
        said[role] += "\n" + phrase[m.end() : after.start() if after else None].strip(" ;.,")
    return split_units(said["chủ trì"]), split_units(said["phối hợp"])


def _marked_lead(phrase: str) -> tuple[Units, Units] | None:
    """ "Sở X (chủ trì), Sở Y": those before the mark lead, those behind it help."""
    m = _MARK.search(phrase)
    if not m or not m.start():
        return None
    return split_units(phrase[: m.start()]), split_units(phrase[m.end() :].lstrip(" ,;.\n"))


def split_roles(phrase: str | None) -> tuple[Units, Units] | None:
    """ "Sở X chủ trì, phối hợp với Sở Y" in one cell: those who lead and those who help, or None."""
    for read in (_labelled_roles, _marked_lead):
        if roles := read((phrase or "")[:LONGEST_SENTENCE]):
            return roles
    m = _ROLES.search(squash(phrase or "")[:LONGEST_SENTENCE])
    if not m or not m.start():
        return None
    line = squash(phrase or "")
    return split_units(line[: m.start()]), split_units(line[m.end() :])


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
