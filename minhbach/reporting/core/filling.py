"""What a report holds before anyone types: the window's progress, figures given elsewhere. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from minhbach.reporting.core.answers import EMPTY, Answer, Answers
from minhbach.reporting.core.fields import DutyLine, Field, Sheet
from minhbach.reporting.core.forms import PartKind
from minhbach.shared.text import fold


def filled(sheet: Sheet, answers: Answers) -> dict[str, Answer]:
    """Blank fields of duties take what was reported in the window; what a person typed is never touched.

    A filled field that nobody has changed takes the newer report of the duty.
    """
    found = dict(answers)
    for one in sheet.fields:
        line = sheet.lines.get(one.duty) if one.duty is not None else None
        if line is None or line.said_on is None:
            continue
        now = found.get(one.key, EMPTY)
        if now == EMPTY or now.filled_from:
            found[one.key] = _from_line(line, now)
    return found


def _from_line(line: DutyLine, now: Answer) -> Answer:
    said_on = line.said_on.isoformat() if line.said_on else ""
    return Answer(
        text=line.said, nothing=line.nothing_arose, why=now.why, expected_on=now.expected_on,
        filled_from=said_on,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """A figure that the unit has already given in another report of the same time.

    subject: what the field is about: folded words of the question, or "indicator 12". report: its id;
    title: how a sentence names the report.
    """

    subject: str
    answer: Answer
    report: int
    title: str


@dataclass(frozen=True, slots=True)
class Offer:
    """ "Cùng con số này đã ghi ở báo cáo ...: dùng lại"."""

    key: str
    given: Given


def subject_of(one: Field, indicators: Mapping[int, int]) -> str:
    """What a field asks about, so that two plans that ask the same are noticed. indicators: target -> it."""
    if one.target is not None and one.target in indicators:
        return f"indicator {indicators[one.target]}"
    return fold(one.label)


def offers(
    sheet: Sheet, answers: Answers, given: Sequence[Given], indicators: Mapping[int, int]
) -> dict[str, Offer]:
    """Fields that are still blank and were answered elsewhere in the same time; the newest report first."""
    by_subject: dict[str, Given] = {}
    for one in given:
        by_subject.setdefault(one.subject, one)
    found = {}
    for field in sheet.fields:
        same = by_subject.get(subject_of(field, indicators))
        if same is not None and answers.get(field.key, EMPTY).is_blank:
            found[field.key] = Offer(field.key, same)
    return found


def taken(offer: Offer, kind: PartKind) -> Answer:
    """The answer that is used again, as far as this kind of field takes it."""
    given = offer.given.answer
    if kind in (PartKind.NUMBER, PartKind.INDICATORS):
        return Answer(figure=given.figure, note=given.note)
    return Answer(text=given.text, figure=given.figure, note=given.note, rows=given.rows, choice=given.choice)


def subjects_given(
    sheet: Sheet, answers: Answers, report: int, title: str, indicators: Mapping[int, int]
) -> Iterable[Given]:
    """What a report gives to others of the same unit: answers that are there."""
    for one in sheet.fields:
        answer = answers.get(one.key, EMPTY)
        if not answer.is_blank:
            yield Given(subject_of(one, indicators), answer, report, title)
