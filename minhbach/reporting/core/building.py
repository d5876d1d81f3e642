"""Steps by which a person designs a form: sections and questions added, moved, taken away. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from minhbach.reporting.core.forms import EXPANDED, Form, PartKind, Question, Section

MOST_QUESTIONS = 60
NEEDS_LIST = {PartKind.CHOICE: "choices", PartKind.TABLE: "columns"}


class FormFault(StrEnum):
    NO_LABEL = "no_label"
    NO_LIST = "no_list"  # a choice without choices, a table without columns
    TWICE = "twice"  # duties or indicators asked a second time
    TOO_MANY = "too_many"
    NO_SECTION = "no_section"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """A part as it was typed. options: choices or heads of columns, one a line."""

    kind: PartKind
    label: str
    help: str = ""
    unit: str = ""
    is_required: bool = True
    options: str = ""

    @property
    def listed(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line.strip() for line in self.options.splitlines() if line.strip()))


def question_faults(form: Form, section: int, new: NewQuestion) -> Iterator[tuple[str, FormFault]]:
    """(field of NewQuestion, what is wrong)."""
    if not 0 <= section < len(form.sections):
        yield "section", FormFault.NO_SECTION
    if not new.label.strip():
        yield "label", FormFault.NO_LABEL
    if new.kind in NEEDS_LIST and not new.listed:
        yield "options", FormFault.NO_LIST
    if new.kind in EXPANDED and any(one.kind is new.kind for one in form.questions):
        yield "kind", FormFault.TWICE
    if len(form.questions) >= MOST_QUESTIONS:
        yield "", FormFault.TOO_MANY


def with_section(form: Form, title: str) -> Form:
    return replace(form, sections=(*form.sections, Section(title.strip(), ())))


def with_question(form: Form, section: int, new: NewQuestion) -> Form:
    """At the end of its section, under a key that the form has not used."""
    lists = {NEEDS_LIST[new.kind]: new.listed} if new.kind in NEEDS_LIST else {}
    question = Question(
        _free_key(form),
        new.kind,
        new.label.strip(),
        new.help.strip(),
        new.unit.strip(),
        new.is_required,
        **lists,
    )
    return _changed(form, section, (*form.sections[section].questions, question))


def moved(form: Form, key: str, by: int) -> Form:
    """One place up (-1) or down (1) inside its section; at the edge it stays."""
    place = _section_of(form, key)
    if place is None:
        return form
    questions = list(form.sections[place].questions)
    at = next(i for i, one in enumerate(questions) if one.key == key)
    to = min(max(at + by, 0), len(questions) - 1)
    questions.insert(to, questions.pop(at))
    return _changed(form, place, tuple(questions))


def without_question(form: Form, key: str) -> Form:
    place = _section_of(form, key)
    if place is None:
        return form
    kept = tuple(one for one in form.sections[place].questions if one.key != key)
    return _changed(form, place, kept)


def section_moved(form: Form, place: int, by: int) -> Form:
    if not 0 <= place < len(form.sections):
        return form
    sections = list(form.sections)
    to = min(max(place + by, 0), len(sections) - 1)
    sections.insert(to, sections.pop(place))
    return replace(form, sections=tuple(sections))


def without_section(form: Form, place: int) -> Form:
    """With the questions in it."""
    return replace(form, sections=tuple(one for at, one in enumerate(form.sections) if at != place))


def _changed(form: Form, place: int, questions: tuple[Question, ...]) -> Form:
    sections = list(form.sections)
    sections[place] = replace(sections[place], questions=questions)
    return replace(form, sections=tuple(sections))


def _section_of(form: Form, key: str) -> int | None:
    return next(
        (at for at, one in enumerate(form.sections) if any(q.key == key for q in one.questions)), None
    )


def _free_key(form: Form) -> str:
    """Keys are never used again inside one form: an answer must not slide under another question."""
    numbers = [int(one.key[1:]) for one in form.questions if one.key[:1] == "p" and one.key[1:].isdigit()]
    return f"p{max(numbers, default=0) + 1}"
