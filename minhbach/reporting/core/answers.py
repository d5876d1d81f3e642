"""What a unit wrote into a field, as it was typed, and how two people's answers come together. Pure.

Drafts keep what was typed, also what cannot be read as a number or a day: nothing typed is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any

from minhbach.shared.dates import parse_vn_date
from minhbach.shared.numbers import parse_vn_number


@dataclass(frozen=True, slots=True)
class Answer:
    """nothing: "chưa phát sinh trong kỳ". why: the reason of a blank, or the cause of what is overdue;
    expected_on: the day on which that will be done. filled_from: where text came from that nobody typed.
    files: (id of the kept file, its name).
    """

    text: str = ""
    figure: str = ""
    note: str = ""
    choice: str = ""
    nothing: bool = False
    why: str = ""
    expected_on: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    files: tuple[tuple[int, str], ...] = ()
    filled_from: str = ""

    @property
    def is_blank(self) -> bool:
        """Nothing was said of the matter itself: a tick or a reason explains a blank, it does not fill it."""
        typed = (self.text, self.figure, self.note, self.choice)
        return not any(one.strip() for one in typed) and not self.files and not _filled(self.rows)

    @property
    def is_explained(self) -> bool:
        return self.nothing or bool(self.why.strip())

    @property
    def number(self) -> Decimal | None:
        """The figure as a number. Raises ValueError where it cannot be read as one."""
        return parse_vn_number(self.figure) if self.figure.strip() else None

    @property
    def expected(self) -> date | None:
        """Raises ValueError where it is no day."""
        return parse_vn_date(self.expected_on) if self.expected_on.strip() else None

    @property
    def words(self) -> str:
        """Everything that was said, for comparing."""
        said = [self.text, self.figure, self.note, self.choice, *(cell for row in self.rows for cell in row)]
        return " ".join(one.strip() for one in said if one.strip())


EMPTY = Answer()
Answers = Mapping[str, Answer]


def _filled(rows: Iterable[Iterable[str]]) -> bool:
    return any(cell.strip() for row in rows for cell in row)


def answer_to_plain(answer: Answer) -> dict[str, Any]:
    """Only what is there: most answers are one text."""
    return {name: value for name, value in asdict(answer).items() if value}


def answer_from_plain(plain: Mapping[str, Any]) -> Answer:
    known = {one.name for one in fields(Answer)}
    values = {name: value for name, value in plain.items() if name in known}
    values["rows"] = tuple(tuple(str(cell) for cell in row) for row in plain.get("rows", ()))
    values["files"] = tuple((int(pk), str(name)) for pk, name in plain.get("files", ()))
    return Answer(**values)


def to_plain(answers: Answers) -> dict[str, Any]:
    return {key: plain for key, answer in answers.items() if (plain := answer_to_plain(answer))}


def from_plain(plain: Mapping[str, Any]) -> dict[str, Answer]:
    return {key: answer_from_plain(value) for key, value in plain.items()}


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that two people changed in different ways since the one of them opened the page."""

    key: str
    mine: Answer
    theirs: Answer


@dataclass(frozen=True, slots=True)
class Merge:
    """answers: what is kept now; clashes: fields that stay as they are until a person chooses."""

    answers: dict[str, Answer]
    changed: frozenset[str] = frozenset()
    clashes: tuple[Clash, ...] = field(default=())


def merge(base: Answers, theirs: Answers, mine: Answers) -> Merge:
    """base: as I opened it; theirs: as it stands now; mine: what I send, with only the fields that I saw.

    A field that only one of us changed is that one's; the same change twice is one change.
    """
    kept, changed, clashes = dict(theirs), set(), []
    for key, sent in mine.items():
        opened, now = base.get(key, EMPTY), theirs.get(key, EMPTY)
        if sent in (opened, now):
            continue
        if now != opened:
            clashes.append(Clash(key, sent, now))
        else:
            kept[key] = sent
            changed.add(key)
    return Merge(kept, frozenset(changed), tuple(clashes))


def as_of_version(now: Answers, edits: Iterable[Mapping[str, Any]]) -> dict[str, Answer]:
    """The answers as they were before the edits, newest first; each names {key: plain answer before it}."""
    before = dict(now)
    for edit in edits:
        for key, plain in edit.items():
            before[key] = answer_from_plain(plain)
    return before
