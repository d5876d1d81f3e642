"""What an authority has confirmed before: names of bodies and wordings of columns that no lexicon holds.

It comes from outside as plain JSON, so it is bounded here and only ever compared word by word, never made a
pattern of. While a document is read it stands in a context variable: the grammar of bodies asks for it at
every word, a dozen calls deep, and a parameter through all of them would say nothing more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar

from minhbach.reading.find.words import fold, squash

Phrase = TypeVar("Phrase")
Told = TypeVar("Told")

MOST_BODIES = 500
MOST_COLUMNS = 300
MOST_TABLES = 50
WIDEST = 40  # columns of a table
LONGEST = 200  # characters of one name or wording


@dataclass(frozen=True, slots=True)
class TableWords:
    """What a person said of one table: how many rows its header takes, and what each column holds."""

    header: int
    roles: tuple[str, ...]  # values of find.columns.Role; "" for a column that holds nothing of use

    def as_json(self) -> dict[str, Any]:
        return {"header": self.header, "roles": list(self.roles)}


@dataclass(frozen=True, slots=True)
class Known:
    """bodies: names as documents write them. columns: wording, folded -> role. tables: by block."""

    bodies: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[int, TableWords] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.bodies or self.columns or self.tables)

    def as_json(self) -> dict[str, Any]:
        return {
            "bodies": list(self.bodies),
            "columns": dict(self.columns),
            "tables": {str(at): words.as_json() for at, words in self.tables.items()},
        }

    @staticmethod
    def of(value: object) -> Known:
        """What of a value from outside can be taken, within the bounds; the rest is left."""
        if not isinstance(value, Mapping):
            return Known()
        tables = _pairs(value.get("tables"))[:MOST_TABLES]
        return Known(
            tuple(dict.fromkeys(text for one in _list(value.get("bodies")) if (text := _line(one))))[
                :MOST_BODIES
            ],
            dict(
                [
                    (fold(text), role)
                    for one, role in _pairs(value.get("columns"))
                    if (text := _line(one)) and isinstance(role, str)
                ][:MOST_COLUMNS]
            ),
            {
                int(at): words
                for at, one in tables
                if at.isdecimal() and len(at) < 7 and (words := _table(one)) is not None
            },
        )


NOTHING = Known()
_known: ContextVar[Known] = ContextVar("known", default=NOTHING)


def known() -> Known:
    """What is known besides the lexicon while this document is read."""
    return _known.get()


@contextmanager
def knowing(what: Known) -> Iterator[None]:
    """Reads with this knowledge, and forgets it behind: a child may serve another document next."""
    before = known()
    token = _known.set(what)
    _forget(before, what)
    try:
        yield
    finally:
        _known.reset(token)
        _forget(what, before)


def remembered(most: int) -> Callable[[Callable[[Phrase], Told]], Callable[[Phrase], Told]]:
    """Keeps the last `most` answers of a function of a phrase, as long as the same bodies are known."""

    def wrap(ask: Callable[[Phrase], Told]) -> Callable[[Phrase], Told]:
        kept = lru_cache(maxsize=most)(ask)
        _kept.append(kept.cache_clear)
        return kept

    return wrap


_kept: list[Callable[[], None]] = []


def _forget(before: Known, after: Known) -> None:
    if before.bodies != after.bodies:
        for clear in _kept:
            clear()


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _pairs(value: object) -> list[tuple[str, object]]:
    return (
        [(key, one) for key, one in value.items() if isinstance(key, str)]
        if isinstance(value, Mapping)
        else []
    )


def _line(value: object) -> str:
    text = squash(value) if isinstance(value, str) else ""
    return text if 1 < len(text) <= LONGEST else ""


def _table(value: object) -> TableWords | None:
    if not isinstance(value, Mapping):
        return None
    header, roles = value.get("header"), [role for role in _list(value.get("roles")) if isinstance(role, str)]
    if not isinstance(header, int) or not 0 <= header <= 6 or not 0 < len(roles) <= WIDEST:
        return None
    return TableWords(header, tuple(roles))
