"""Every unit phrase of a draft, with the places where it stands. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from minhbach.intake.core.rows import Data
from minhbach.shared.text import nfc


class Role(StrEnum):
    LEAD = "lead"
    COORDINATE = "coordinating"
    SUPERVISE = "supervising"


@dataclass(frozen=True, slots=True)
class PhrasePlace:
    """Where a phrase stands: the row's key, its number as the document writes it, and the role."""

    row: str
    code: str
    role: Role


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that name who must act. `key`: the same for the same words, however spaced or capitalised."""

    key: str
    text: str
    places: tuple[PhrasePlace, ...]

    @property
    def leads(self) -> int:
        return sum(place.role is Role.LEAD for place in self.places)

    @property
    def rows(self) -> frozenset[str]:
        return frozenset(place.row for place in self.places)


def phrase_key(text: str) -> str:
    return " ".join(nfc(text).split()).casefold()


def phrases(data: Data) -> list[Phrase]:
    """Every phrase once: those that lead most rows first, then in the order of the document."""
    texts: dict[str, str] = {}
    places: dict[str, list[PhrasePlace]] = {}
    for text, place in _all(data):
        key = phrase_key(text)
        if key:
            texts.setdefault(key, " ".join(nfc(text).split()))
            places.setdefault(key, []).append(place)
    found = [Phrase(key, texts[key], tuple(places[key])) for key in texts]
    return sorted(found, key=lambda phrase: -phrase.leads)


def _all(data: Data) -> Iterator[tuple[str, PhrasePlace]]:
    for name in ("tasks", "indicators"):
        for row in data.get(name, []):
            for role in Role:
                for text in row.get(role.value) or []:
                    yield text, PhrasePlace(row["key"], row.get("code") or "", role)
