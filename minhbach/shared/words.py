"""Words that a rule says, kept so that a page can say them in its reader's language. Pure; see shown.py."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

Part: TypeAlias = tuple[str, dict[str, object]]


class Words(str):
    """A text of the catalogue, filled with its values: the Vietnamese, which knows its parts.

    A str, so that the record keeps it as it is. A value may be Words itself.
    """

    parts: tuple[Part, ...]

    def __new__(cls, text: str, /, **values: object) -> Words:
        made = super().__new__(cls, text % values if values else text)
        made.parts = ((text, values),)
        return made

    def then(self, *more: Words | None) -> Words:
        """This sentence and those that follow it."""
        whole = [self, *(one for one in more if one is not None)]
        return Words.of(part for one in whole for part in one.parts)

    @staticmethod
    def of(parts: Iterable[Part]) -> Words:
        """From its parts, as a table keeps them."""
        kept = tuple((text, values) for text, values in parts)
        whole = " ".join(Words(text, **values) for text, values in kept)
        made = Words(whole)
        made.parts = kept
        return made
