"""What may be reported of a duty, and what it changes. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from minhbach.plans.core.kinds import Clock, Result
from minhbach.plans.core.state import DutyFacts, result_of, silent_after

LONGEST_TEXT = 10_000


@dataclass(frozen=True, slots=True)
class FileEvidence:
    """stored: id of a StoredFile that passed the door (services.admit). name: as it was sent."""

    stored: int
    name: str


@dataclass(frozen=True, slots=True)
class Report:
    """One update of a duty. result: doing | reported_done. done_on: the day on which it was finished."""

    text: str = ""
    percent: int | None = None
    nothing_arose: bool = False
    result: str = Result.DOING
    done_on: date | None = None
    files: tuple[FileEvidence, ...] = field(default=())
    links: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        return self.result == Result.REPORTED_DONE

    @property
    def has_proof(self) -> bool:
        return bool(self.files or self.links or self.numbers)


@dataclass(frozen=True, slots=True)
class OnBehalf:
    """How a report came in that the focal officer writes down. via: plans.models.Via without "system"."""

    via: str
    received_on: date | None
    number: str = ""


class Fault(StrEnum):
    """Why a report cannot be taken; plans.queries.words has the sentence."""

    CLOSED_PLAN = "closed_plan"
    ALREADY_DONE = "already_done"
    SUSPENDED = "suspended"
    NOT_APPLICABLE = "not_applicable"
    RESULT = "result"
    NO_TEXT = "no_text"
    LONG_TEXT = "long_text"
    PERCENT_RANGE = "percent_range"
    NO_PERCENT_HERE = "no_percent_here"
    NOTHING_BUT_DONE = "nothing_but_done"
    NO_DONE_DAY = "no_done_day"
    DONE_IN_FUTURE = "done_in_future"
    DONE_DAY_WITHOUT_DONE = "done_day_without_done"
    NO_PROOF = "no_proof"
    NO_TRIGGER = "no_trigger"
    LINK = "link"
    LONG_NUMBER = "long_number"
    NO_VIA = "no_via"
    NO_RECEIVED_DAY = "no_received_day"
    RECEIVED_IN_FUTURE = "received_in_future"
    DONE_AFTER_RECEIVED = "done_after_received"
    CHANGED = "changed"


Found = list[tuple[str, Fault]]

_FINISHED = {
    Result.DONE: Fault.ALREADY_DONE,
    Result.SUSPENDED: Fault.SUSPENDED,
    Result.NOT_APPLICABLE: Fault.NOT_APPLICABLE,
}


def faults_of(
    report: Report, duty: DutyFacts, today: date, *, has_proof_already: bool, behalf: OnBehalf | None = None
) -> Found:
    """(field, fault) of everything wrong; empty where the report can be taken.

    A finished duty needs proof; what the focal officer writes down has the way it came as its proof.
    """
    standing = _FINISHED.get(result_of(duty))
    if standing:
        return [("", standing)]
    found = _text_faults(report) + _percent_faults(report, duty) + proof_faults(report)
    if report.result not in (Result.DOING, Result.REPORTED_DONE):
        found.append(("result", Fault.RESULT))
    if report.is_done:
        found += _done_faults(report, duty, today)
        if behalf is None and not report.has_proof and not has_proof_already:
            found.append(("evidence", Fault.NO_PROOF))
    elif report.done_on is not None:
        found.append(("result", Fault.DONE_DAY_WITHOUT_DONE))
    return found + (_behalf_faults(report, behalf, today) if behalf else [])


def _text_faults(report: Report) -> Found:
    if len(report.text) > LONGEST_TEXT:
        return [("text", Fault.LONG_TEXT)]
    if not report.text.strip() and not report.nothing_arose:
        return [("text", Fault.NO_TEXT)]
    return []


def _percent_faults(report: Report, duty: DutyFacts) -> Found:
    if report.percent is None:
        return []
    if duty.clock == Clock.ONGOING:
        return [("percent", Fault.NO_PERCENT_HERE)]
    return [] if 0 <= report.percent <= 100 else [("percent", Fault.PERCENT_RANGE)]


def proof_faults(report: Report) -> Found:
    """What is wrong with links and numbers; files passed the door before."""
    found: Found = []
    if any(not link.startswith(("http://", "https://")) or len(link) > 500 for link in report.links):
        found.append(("links", Fault.LINK))
    if any(not number.strip() or len(number) > 60 for number in report.numbers):
        found.append(("numbers", Fault.LONG_NUMBER))
    return found


def _done_faults(report: Report, duty: DutyFacts, today: date) -> Found:
    if duty.clock == Clock.EVENT:
        return [("result", Fault.NO_TRIGGER)]
    if report.nothing_arose:
        return [("nothing_arose", Fault.NOTHING_BUT_DONE)]
    if report.done_on is None:
        return [("done_on", Fault.NO_DONE_DAY)]
    return [("done_on", Fault.DONE_IN_FUTURE)] if report.done_on > today else []


def _behalf_faults(report: Report, behalf: OnBehalf, today: date) -> Found:
    found: Found = []
    if behalf.via in ("", "system"):
        found.append(("via", Fault.NO_VIA))
    if len(behalf.number) > 60:
        found.append(("number", Fault.LONG_NUMBER))
    if behalf.received_on is None:
        found.append(("received_on", Fault.NO_RECEIVED_DAY))
    elif behalf.received_on > today:
        found.append(("received_on", Fault.RECEIVED_IN_FUTURE))
    elif report.done_on and report.done_on > behalf.received_on:
        found.append(("done_on", Fault.DONE_AFTER_RECEIVED))
    return found


@dataclass(frozen=True, slots=True)
class Effect:
    """What the duty holds after the report; fields as in plans.models.Duty."""

    percent: int | None
    started_on: date | None
    updated_on: date
    silent_from: date | None
    done_on: date | None
    judged_on: date | None
    reported_on: date | None
    confirmed_on: date | None


def effect_of(
    report: Report, duty: DutyFacts, today: date, *, self_recording: bool, behalf: OnBehalf | None = None
) -> Effect:
    """The report counts on the day it came: today, or the day on which the paper was received.

    A finished duty is judged by its reported day; one recorded on behalf by the day it was received.
    """
    on = behalf.received_on if behalf and behalf.received_on else today
    silent_from = duty.silent_from
    if silent_from is not None:
        silent_from = max(silent_from, silent_after(on, duty.cycle))
    done = _done_after(report, duty, on, behalf)
    return Effect(
        percent=_percent_after(report, duty, on, done),
        started_on=duty.started_on if report.nothing_arose else min(duty.started_on or on, on),
        updated_on=max(duty.updated_on or on, on),
        silent_from=silent_from,
        done_on=done.done_on,
        judged_on=done.judged_on,
        reported_on=done.reported_on,
        confirmed_on=today if done.is_new and self_recording else None,
    )


@dataclass(frozen=True, slots=True)
class _Done:
    """Whether the duty stands as reported done. is_new: by this report."""

    done_on: date | None = None
    judged_on: date | None = None
    reported_on: date | None = None
    is_new: bool = False


def _done_after(report: Report, duty: DutyFacts, on: date, behalf: OnBehalf | None) -> _Done:
    """What was reported done stays so: a later note adds to it, only "trả lại" takes it back.

    A paper that came before the newest report of completion, or before it was returned, changes nothing.
    """
    standing = _Done(duty.done_on, duty.judged_on, duty.reported_on)
    newest = max((day for day in (duty.reported_on, duty.returned_on) if day), default=on)
    if not report.is_done or on < newest:
        return standing
    return _Done(report.done_on, on if behalf else report.done_on, on, is_new=True)


def _percent_after(report: Report, duty: DutyFacts, on: date, done: _Done) -> int | None:
    """The newest figure; a whole for what is done. An older paper does not lower what was said since."""
    if done.is_new and duty.clock != Clock.ONGOING:
        return 100
    is_older = duty.updated_on is not None and on < duty.updated_on
    return duty.percent if report.percent is None or done.done_on or is_older else report.percent
