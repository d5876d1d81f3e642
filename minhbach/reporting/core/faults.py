"""What keeps a report from being sent: a blank that nobody explains, a figure that is none. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from minhbach.reporting.core.answers import EMPTY, Answer, Answers
from minhbach.reporting.core.fields import DutyLine, Field, Sheet
from minhbach.reporting.core.forms import PartKind

EXPLAINABLE = frozenset({PartKind.DUTIES, PartKind.ITEM, PartKind.NUMBER, PartKind.TABLE, PartKind.NARRATIVE})


class FaultKind(StrEnum):
    BLANK = "blank"  # nothing was written and nothing explains it
    NUMBER = "number"  # the figure cannot be read
    CHOICE = "choice"  # none of the choices
    CAUSE = "cause"  # overdue without its cause
    EXPECTED = "expected"  # overdue without the day on which it will be done
    NOT_A_DAY = "not_a_day"
    EXPECTED_PAST = "expected_past"


@dataclass(frozen=True, slots=True)
class ReportFault:
    """part: the input inside the field beside which the sentence stands."""

    key: str
    kind: FaultKind
    part: str = "text"


class Ready(StrEnum):
    """Where one field stands in the list at the side."""

    READY = "ready"
    HINTED = "hinted"  # can be sent; a hint stands at it
    BLANK = "blank"  # nothing written yet
    WRONG = "wrong"  # must be mended


def faults_of(sheet: Sheet, answers: Answers, today: date) -> list[ReportFault]:
    """Every fault in the order of the form. A body that is only asked owes no cause: it is never late."""
    found: list[ReportFault] = []
    for one in sheet.fields:
        answer = answers.get(one.key, EMPTY)
        line = sheet.lines.get(one.duty) if one.duty is not None else None
        found += _faults(one, answer, line, today)
    return found


def _faults(one: Field, answer: Answer, line: DutyLine | None, today: date) -> Iterator[ReportFault]:
    if answer.is_blank:
        if one.is_required and not _explained(one, answer):
            yield ReportFault(one.key, FaultKind.BLANK)
    else:
        yield from _unreadable(one, answer)
    if line is not None and line.is_overdue and not one.is_gone:
        yield from _overdue(one, answer, today)


def _explained(one: Field, answer: Answer) -> bool:
    return one.kind in EXPLAINABLE and answer.is_explained


def _unreadable(one: Field, answer: Answer) -> Iterator[ReportFault]:
    if one.kind in (PartKind.NUMBER, PartKind.INDICATORS) and not _is_number(answer):
        yield ReportFault(one.key, FaultKind.NUMBER, "figure")
    if one.kind is PartKind.CHOICE and answer.choice and answer.choice not in one.choices:
        yield ReportFault(one.key, FaultKind.CHOICE, "choice")


def _is_number(answer: Answer) -> bool:
    try:
        return answer.number is not None or bool(answer.text.strip() or answer.note.strip())
    except ValueError:
        return False


def _overdue(one: Field, answer: Answer, today: date) -> Iterator[ReportFault]:
    if not answer.why.strip():
        yield ReportFault(one.key, FaultKind.CAUSE, "why")
    try:
        day = answer.expected
    except ValueError:
        yield ReportFault(one.key, FaultKind.NOT_A_DAY, "expected_on")
        return
    if day is None:
        yield ReportFault(one.key, FaultKind.EXPECTED, "expected_on")
    elif day < today:
        yield ReportFault(one.key, FaultKind.EXPECTED_PAST, "expected_on")


def readiness(
    sheet: Sheet, answers: Answers, faults: Iterable[ReportFault], hinted: Iterable[str]
) -> dict[str, Ready]:
    """Each field's place in "sẵn sàng gửi". What was not begun yet stands as blank, not as wrong."""
    wrong: dict[str, set[FaultKind]] = {}
    for fault in faults:
        wrong.setdefault(fault.key, set()).add(fault.kind)
    soft = set(hinted)
    return {one.key: _ready(wrong.get(one.key, set()), one.key in soft) for one in sheet.fields}


def _ready(wrong: set[FaultKind], is_hinted: bool) -> Ready:
    if wrong:
        return Ready.BLANK if wrong == {FaultKind.BLANK} else Ready.WRONG
    return Ready.HINTED if is_hinted else Ready.READY
