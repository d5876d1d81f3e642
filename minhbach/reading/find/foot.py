"""The foot of a paper: whom it goes to and who signed it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from minhbach.reading.find.words import label_of, squash
from minhbach.reading.shapes import Paragraph, Zone


@dataclass(frozen=True, slots=True)
class Foot:
    """Recipients, the authority and name of the signer, and the blocks they were read from."""

    recipients: tuple[str, ...] = ()
    authority: str | None = None
    signer: str | None = None
    used: frozenset[int] = field(default=frozenset())


def read_foot(blocks: list[tuple[int, Paragraph]]) -> Foot:
    """The foot of a document, by the zones its opener saw."""
    recipients: list[str] = []
    signature: list[str] = []
    used: set[int] = set()
    for at, p in blocks:
        if p.zone is Zone.RECIPIENTS:
            used.add(at)
            recipients += [r for line in p.text.split("\n") if (r := _recipient(line))]
        elif p.zone is Zone.SIGNATURE:
            used.add(at)
            signature += [squash(line).strip("*# ") for line in p.text.split("\n") if squash(line)]
    titles = [s for s in signature if s.isupper()]
    names = [s for s in signature if _PERSON.fullmatch(s) and not s.isupper()]
    return Foot(tuple(recipients), " / ".join(titles) or None, names[0] if names else None, frozenset(used))


_PERSON = re.compile(r"(?:[A-ZĐ][\w.]{0,6}\.?\s)?[^\W\d_a-zđ][^\W\d_]*(?:\s[^\W\d_a-zđ][^\W\d_]*){1,5}")


def _recipient(line: str) -> str | None:
    text = squash(line).strip("*_ ")
    if re.match(r"(?i)nơi nhận\s*:?\s*$", text) or not re.search(r"\w", text):
        return None
    label = label_of(text)
    return re.sub(r"[;.,]+$", "", (text[label.length :] if label else text).strip()).strip() or None
