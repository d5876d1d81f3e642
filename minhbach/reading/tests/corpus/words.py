"""What the corpus says: offices with their bodies, work to be done, times; each with its reading.

A wording set holds words of one side only (seen or held out), so that rules that were mended on
the one are measured on the other.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Time = dict[str, Any]


@dataclass(frozen=True)
class Bodies:
    """A phrase that names bodies, and the bodies it names."""

    raw: str
    names: tuple[str, ...]


def one(raw: str) -> Bodies:
    return Bodies(raw, (raw,))


NOBODY = Bodies("", ())


@dataclass(frozen=True)
class Office:
    """Who issues: lines of its letterhead, how prose names it, its mark of numbers, who works for it."""

    lines: tuple[str, ...]
    said: str
    mark: str
    place: str
    leads: tuple[Bodies, ...]
    helpers: tuple[Bodies, ...]
    signs: tuple[str, str]


@dataclass(frozen=True)
class Moment:
    """A time phrase and how it is read."""

    raw: str
    time: Time


@dataclass(frozen=True)
class Work:
    """One thing to be done."""

    text: str
    product: str
    lead: Bodies
    helpers: Bodies
    moment: Moment


Times = Callable[[int], list[Moment]]


@dataclass(frozen=True)
class Wording:
    """One side's words. deeds: sentences by subject; heads: names of columns by role."""

    offices: tuple[Office, ...]
    deeds: dict[str, tuple[str, ...]]
    tails: tuple[str, ...]
    products: tuple[str, ...]
    cell_times: Times
    sentence_times: Times
    heads: dict[str, tuple[str, ...]]
    aims: tuple[tuple[str, str, str], ...]  # name, unit of measure, figure
    people: tuple[str, ...]


class Writer:
    """Draws words for one document, none twice where twice would be odd."""

    def __init__(self, wording: Wording, seed: str) -> None:
        self.rng = random.Random(seed)
        self.wording = wording
        self.office = self.rng.choice(wording.offices)
        self.year = self.rng.choice((2025, 2026, 2027))
        self.subject = self.rng.choice(sorted(wording.deeds))
        others = [
            deed for name, deeds in sorted(wording.deeds.items()) if name != self.subject for deed in deeds
        ]
        self.rng.shuffle(others)
        own = list(wording.deeds[self.subject])
        self.rng.shuffle(own)
        self._deeds = [*own, *others]
        self._last: tuple[Bodies, ...] = ()

    def deed(self) -> str:
        """A sentence without its end, now and then with a second half."""
        said = self._deeds.pop(0)
        tail = self.rng.choice(self.wording.tails) if self.rng.random() < 0.5 else ""
        return f"{said}{tail}"

    def lead(self) -> Bodies:
        return self.rng.choice(self.office.leads)

    def other_lead(self) -> Bodies:
        """A body that has not just led."""
        free = [body for body in self.office.leads if body not in self._last]
        body = self.rng.choice(free)
        self._last = (*self._last[-3:], body)
        return body

    def helpers(self, lead: Bodies, empty: float = 0.0) -> Bodies:
        if self.rng.random() < empty:
            return NOBODY
        return self.rng.choice([h for h in self.office.helpers if not set(h.names) & set(lead.names)])

    def moment(self) -> Moment:
        return self.rng.choice(self.wording.cell_times(self.year))

    def work(self, empty: float = 0.0) -> Work:
        lead = self.lead()
        product = self.rng.choice(self.wording.products)
        return Work(self.deed(), product, lead, self.helpers(lead, empty), self.moment())

    def head(self, role: str) -> str:
        return self.rng.choice(self.wording.heads[role])

    def number(self) -> str:
        """The mark stands behind a stroke; a party body's opens with a dash of its own."""
        stroke = "" if self.office.mark.startswith("-") else "/"
        return f"{self.rng.randint(11, 399)}{stroke}{self.office.mark}"

    def day(self) -> tuple[int, int]:
        return self.rng.randint(2, 27), self.rng.randint(1, 3)

    def name(self) -> str:
        return self.rng.choice(self.wording.people)
