"""What an app wants to say to people: plain values. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Addressee:
    """A person, and the unit for which that person is spoken to (None: for no unit in particular)."""

    person_id: int
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to say to some people.

    rule: which rule speaks, such as "duty due"; about: the object, such as "plans.duty:17"; rung: which step
    of a ladder, "" where there is none. These three and the person make it once: said again, nothing happens.
    label: the object in words; href: its page, a path of this product ("/nhiem-vu/17/").
    words: the sentence; shared.words.Words where a page is to say it in its reader's language.
    day: the day of which it speaks, such as the last day on time. from_unit_id: the unit that steers, whose
    focal officers may see what became of it. urgent: not kept for a digest.
    """

    rule: str
    about: str
    rung: str
    to: tuple[Addressee, ...]
    label: str
    href: str
    words: str
    day: date | None = None
    from_unit_id: int | None = None
    urgent: bool = False
