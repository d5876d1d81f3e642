"""Which layout meets which fault in which form: the same list every time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from minhbach.reading.tests.corpus import layouts
from minhbach.reading.tests.corpus.faults import OF_SHEETS, OF_WORDS, planted
from minhbach.reading.tests.corpus.held_words import HELD as HELD_WORDS
from minhbach.reading.tests.corpus.paper import Case
from minhbach.reading.tests.corpus.seen_words import SEEN as SEEN_WORDS
from minhbach.reading.tests.corpus.words import Writer

NO_FAULT = "none"


class Form(StrEnum):
    WORD = "Word"
    TEXT = "text"
    OFFICE = "PDF of LibreOffice"
    EXPORT = "PDF as Word exports"
    SCAN = "scan 150 dpi"
    PHOTO = "photo"
    PHONE = "telephone photo as PDF"
    PICTURE = "telephone photo as picture"
    OLD_LAYER = "scan with an old layer"
    BROKEN = "PDF with a broken layer"


PICTURED = frozenset(
    (Form.SCAN, Form.PHOTO, Form.PHONE, Form.PICTURE, Form.OLD_LAYER, Form.BROKEN)
)  # their letters are recognised from pictures
_ON_PAPER = tuple(f for f in (*OF_WORDS, *OF_SHEETS) if f not in ("tracked changes", "text box"))
BEARS: dict[Form, tuple[str, ...]] = {
    Form.WORD: (*OF_WORDS, "tracked changes", "narrow columns"),
    Form.TEXT: (*(f for f in OF_WORDS if f not in ("text box", "footnotes", "automatic numbers")),
                "rows cut by pages", "repeated header"),
    Form.OFFICE: (*OF_WORDS, "rows cut by pages", "small page", "narrow columns"),
    Form.EXPORT: tuple(f for f in _ON_PAPER if f not in ("automatic numbers",)),
    Form.SCAN: ("seal over the text", "signed-by stamp", "turned right", "seal in colour", "upside down",
                "QR code", "turned left"),
    Form.PHOTO: (NO_FAULT,),
    Form.PHONE: (NO_FAULT, "seal over the text"),
    Form.PICTURE: (NO_FAULT,),
    Form.OLD_LAYER: ("layer unseen", "layer below the picture"),
    Form.BROKEN: ("letters shuffled", "marks lost", "glyph numbers"),
}  # fmt: skip
# How many documents of each form one layout gives: the first without a fault, the others each with one.
# The held-out layouts are fewer and give more, so that a third of the corpus judges.
_OF_LAYOUT = {Form.WORD: 3, Form.TEXT: 2, Form.OFFICE: 3, Form.EXPORT: 4}
_OF_HELD = {Form.WORD: 4, Form.TEXT: 4, Form.OFFICE: 4, Form.EXPORT: 5}


@dataclass(frozen=True)
class Document:
    """One document of the corpus, not yet in its form."""

    layout: str
    form: Form
    fault: str
    held: bool
    number: int
    edition: int = 0  # another seed: other words, bodies and times, another fault

    @property
    def name(self) -> str:
        side = "held" if self.held else "seen"
        return f"{self.layout} / {self.form} / {self.fault} / {side} {self.number}.{self.edition}"

    @cached_property
    def case(self) -> Case:
        wording = HELD_WORDS if self.held else SEEN_WORDS
        seed = f"{self.layout}-{self.number}-{'held' if self.held else 'seen'}"
        seed += f"-{self.edition}" if self.edition else ""
        layout = layouts.SEEN.get(self.layout) or layouts.HELD[self.layout]
        return planted(layout(Writer(wording, seed)), self.fault, seed)


def documents(edition: int = 0) -> list[Document]:
    """Every document: the seen layouts, the held-out ones, and the seen ones in held-out words.

    Further editions are as many documents again from seeds of their own, without pictures: the more
    documents, the narrower the interval of a share.
    """
    made: list[Document] = []
    for turn, layout in enumerate((*layouts.SEEN, *layouts.HELD)):
        held = layout in layouts.HELD
        number = 0
        for form, count in (_OF_HELD if held else _OF_LAYOUT).items():
            for k in range(count):
                number += 1
                bears = BEARS[form]
                other = turn * (count - 1) + k - 1 + 3 * edition
                fault = NO_FAULT if k == 0 else bears[other % len(bears)]
                made.append(Document(layout, form, fault, held, number, edition))
        if not held:
            form = (Form.WORD, Form.OFFICE, Form.EXPORT)[turn % 3]
            made.append(Document(layout, form, NO_FAULT, True, 50, edition))
            made.append(Document(layout, Form.TEXT, NO_FAULT, True, 51, edition))
    return made if edition else [*made, *pictures()]


# Of seen and held-out layouts, how many documents of each form whose letters are recognised.
_PICTURES = {Form.SCAN: (9, 5), Form.PHOTO: (2, 1), Form.PHONE: (3, 2), Form.PICTURE: (2, 1),
             Form.OLD_LAYER: (2, 1), Form.BROKEN: (3, 1)}  # fmt: skip
_OPEN_IN_PICTURES = (
    "usual columns", "dashes below bodies", "merged bodies", "wide sheet", "body in the sentence",
    "lead and time in one cell", "conclusions with dates in brackets", "weeks of a month",
)  # fmt: skip


def pictures(edition: int = 0) -> list[Document]:
    """A few papers as pictures: recognising their letters takes seconds a page. Two scans have no fault.

    Further editions go through all seen layouts, five at a time further on.
    """
    made = []
    for held in (False, True):
        names = _layouts_in_pictures(edition, held=held)
        turn = 0
        for form, counts in _PICTURES.items():
            whole = 2 if form is Form.SCAN else 0
            for k in range(counts[held] if names else 0):
                other = k - whole + 2 * held + edition
                fault = NO_FAULT if k < whole else BEARS[form][other % len(BEARS[form])]
                made.append(Document(names[turn % len(names)], form, fault, held, 60 + turn, edition))
                turn += 1
    return made


def _layouts_in_pictures(edition: int, *, held: bool) -> tuple[str, ...]:
    if held:
        return tuple(layouts.HELD)[:3]
    if not edition:
        return _OPEN_IN_PICTURES
    first = 5 * edition % len(layouts.SEEN)
    return (*tuple(layouts.SEEN)[first:], *tuple(layouts.SEEN)[:first])
