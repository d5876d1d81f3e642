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


_ON_PAPER = tuple(f for f in (*OF_WORDS, *OF_SHEETS) if f not in ("tracked changes", "text box"))
BEARS: dict[Form, tuple[str, ...]] = {
    Form.WORD: (*OF_WORDS, "tracked changes", "narrow columns"),
    Form.TEXT: (*(f for f in OF_WORDS if f not in ("text box", "footnotes", "automatic numbers")),
                "rows cut by pages", "repeated header"),
    Form.OFFICE: (*OF_WORDS, "rows cut by pages", "small page", "narrow columns"),
    Form.EXPORT: tuple(f for f in _ON_PAPER if f not in ("automatic numbers",)),
    Form.SCAN: ("seal over the text", "signed-by stamp"),
    Form.PHOTO: (NO_FAULT,),
}  # fmt: skip
# How many documents of each form one layout gives: the first without a fault, the others each with one.
_OF_LAYOUT = {Form.WORD: 3, Form.TEXT: 2, Form.OFFICE: 3, Form.EXPORT: 4}


@dataclass(frozen=True)
class Document:
    """One document of the corpus, not yet in its form."""

    layout: str
    form: Form
    fault: str
    held: bool
    number: int

    @property
    def name(self) -> str:
        return f"{self.layout} / {self.form} / {self.fault} / {self.number}"

    @cached_property
    def case(self) -> Case:
        wording = HELD_WORDS if self.held else SEEN_WORDS
        seed = f"{self.layout}-{self.number}-{'held' if self.held else 'seen'}"
        layout = layouts.SEEN.get(self.layout) or layouts.HELD[self.layout]
        return planted(layout(Writer(wording, seed)), self.fault, seed)


def documents() -> list[Document]:
    """Every document: the seen layouts, the held-out ones, and the seen ones in held-out words."""
    made: list[Document] = []
    for turn, layout in enumerate((*layouts.SEEN, *layouts.HELD)):
        held = layout in layouts.HELD
        number = 0
        for form, count in _OF_LAYOUT.items():
            for k in range(count):
                number += 1
                bears = BEARS[form]
                fault = NO_FAULT if k == 0 else bears[(turn * (count - 1) + k - 1) % len(bears)]
                made.append(Document(layout, form, fault, held, number))
        if not held:
            form = (Form.WORD, Form.OFFICE, Form.EXPORT)[turn % 3]
            made.append(Document(layout, form, NO_FAULT, True, 50))
            made.append(Document(layout, Form.TEXT, NO_FAULT, True, 51))
    return [*made, *_pictures()]


def _pictures() -> list[Document]:
    """A few scans and photos: recognising their letters takes seconds a page."""
    seen = ("usual columns", "dashes below bodies", "merged bodies", "wide sheet")
    held = ("two level header", "decimals below bodies")
    made = []
    for n, layout in enumerate((*seen, *held)):
        faults = BEARS[Form.SCAN]
        made.append(Document(layout, Form.SCAN, faults[n % 2] if n % 3 else NO_FAULT, layout in held, 60))
        made.append(Document(layout, Form.PHOTO, NO_FAULT, layout in held, 61))
    return made
