"""One report as its page shows it: the form laid out, what stands beside it, hints, faults, what is ready."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from minhbach.organisation.actor import Actor
from minhbach.reporting.core.accepted import said_in
from minhbach.reporting.core.answers import EMPTY, Answer, Answers
from minhbach.reporting.core.course import ReportState
from minhbach.reporting.core.faults import Ready, ReportFault, faults_of, readiness
from minhbach.reporting.core.fields import Field, Sheet, lay_out, renewed
from minhbach.reporting.core.filling import Given, Offer, filled, offers, subjects_given
from minhbach.reporting.core.forms import Form, form_for
from minhbach.reporting.core.hints import ROUTINE, Beside, Hint, hints_of, is_soft
from minhbach.reporting.models import RegimeForm, Report, ReportReturn, ReportSlot, RoutinePhrase
from minhbach.reporting.queries.report_lines import duty_lines, indicator_lines, indicators_of
from minhbach.shared.periods import period_words

MOST_OTHERS = 250  # reports of other units that an answer is held against


@dataclass(frozen=True, slots=True)
class LastSaid:
    """What the unit said of the same matter before. title: of which report or day."""

    title: str
    answer: Answer


@dataclass(frozen=True)
class ReportPage:
    """report: None before the first save. given: answers of other reports of the same time.

    others: (key of this sheet, name of the unit, text) of reports of the same period that were sent.
    """

    slot: ReportSlot
    report: Report | None
    sheet: Sheet
    answers: dict[str, Answer]
    today: date
    last: dict[str, LastSaid] = field(default_factory=dict)
    others: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    given: tuple[Given, ...] = ()
    indicators: Mapping[int, int] = field(default_factory=dict)
    returns: tuple[ReportReturn, ...] = ()
    routine: Sequence[str] = ROUTINE

    @property
    def state(self) -> ReportState:
        return self.report.state if self.report else ReportState.DRAFT

    @property
    def version(self) -> int:
        return self.report.version if self.report else 0

    @cached_property
    def hints(self) -> dict[str, list[Hint]]:
        found = {one.key: self._hints(one) for one in self.sheet.fields}
        return {key: hints for key, hints in found.items() if hints}

    @cached_property
    def faults(self) -> list[ReportFault]:
        return faults_of(self.sheet, self.answers, self.today)

    @cached_property
    def ready(self) -> dict[str, Ready]:
        soft = [key for key, hints in self.hints.items() if is_soft(hints)]
        return readiness(self.sheet, self.answers, self.faults, soft)

    @cached_property
    def offers(self) -> dict[str, Offer]:
        return offers(self.sheet, self.answers, self.given, self.indicators)

    @property
    def notes(self) -> dict[str, str]:
        """Reasons of the newest return, by field."""
        newest = self.returns[0] if self.returns else None
        return {note.key: note.text for note in newest.notes.all()} if newest else {}

    def with_answers(self, answers: Answers) -> ReportPage:
        """The same page with what is being typed."""
        known = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return ReportPage(**{**known, "answers": dict(answers)})

    def _hints(self, one: Field) -> list[Hint]:
        answer = self.answers.get(one.key, EMPTY)
        line = self.sheet.lines.get(one.duty) if one.duty is not None else None
        last = self.last.get(one.key)
        beside = Beside(
            last.answer.text if last else "", tuple(self.others.get(one.key, ())), bool(line and line.proof)
        )
        return hints_of(one.kind, answer, beside, self.routine)


def own_report_page(actor: Actor, slot_id: int, today: date) -> ReportPage:
    """The form of the unit, with what is in it and what could be. Raises ReportSlot.DoesNotExist."""
    slot = _slot(actor, slot_id)
    report = Report.objects.visible_to(actor).filter(slot=slot).first()
    if report is not None and report.state in (ReportState.ACCEPTED, ReportState.SUBMITTED):
        return _page(slot, report, report.laid_out, report.sent_typed(), today, is_own=True)
    answers = report.typed() if report else {}
    sheet = sheet_now(slot, report, today)
    return _page(slot, report, sheet, filled(sheet, answers), today, is_own=True)


def received_report_page(actor: Actor, slot_id: int, today: date) -> ReportPage:
    """What was sent, as its receiver reads it: never what the unit is still writing."""
    slot = _slot(actor, slot_id)
    report = (
        Report.objects.visible_to(actor).select_related("signed_file").get(slot=slot, revision_sent__gt=0)
    )
    return _page(slot, report, report.laid_out, report.sent_typed(), today, is_own=False)


def any_report_page(actor: Actor, slot_id: int, today: date) -> ReportPage:
    """The report as the actor may see it: the unit its own, others what was sent."""
    slot = _slot(actor, slot_id)
    if slot.unit_id in actor.unit_ids:
        return own_report_page(actor, slot_id, today)
    return received_report_page(actor, slot_id, today)


def unwritten_report_page(actor: Actor, slot_id: int, today: date) -> ReportPage:
    """A blank form of the slot, filled with what is on record, for whoever writes it down on behalf.

    What the unit has typed so far is not shown: nobody has sent it.
    """
    slot = _slot(actor, slot_id)
    sheet = sheet_now(slot, None, today)
    return _page(slot, None, sheet, filled(sheet, {}), today, is_own=False)


def sheet_now(slot: ReportSlot, report: Report | None, today: date) -> Sheet:
    """The form as the regime and the plan ask now; what was typed in fields that fell away stays."""
    until = _last_day_taken_in(slot, report, today)
    lines = duty_lines(slot, today, until)
    sheet = lay_out(form_of(slot), lines, indicator_lines(slot.unit, slot.plan, slot.window_to))
    if report is None or not report.sheet:
        return sheet
    answered = [key for key, answer in report.typed().items() if answer != EMPTY]
    return renewed(report.laid_out, sheet, answered)


def form_of(slot: ReportSlot) -> Form:
    """The authority's own form where the regime has one, else the plan's items, else the standard form."""
    chosen = RegimeForm.objects.select_related("template").filter(regime_id=slot.regime_id).first()
    return chosen.template.as_form() if chosen else form_for(slot.regime.template_items)


def _last_day_taken_in(slot: ReportSlot, report: Report | None, today: date) -> date:
    """Progress counts for this report until it is due, longer where it was asked for again."""
    again = report.asked_again_on if report else None
    return max(day for day in (slot.window_to, slot.last_on_time, again) if day is not None)


def _slot(actor: Actor, slot_id: int) -> ReportSlot:
    slots = ReportSlot.objects.visible_to(actor).select_related(
        "regime", "plan", "unit", "regime__to_unit", "regime__through_unit", "regime__owner"
    )
    return slots.get(pk=slot_id, consolidated=False)


def _page(
    slot: ReportSlot, report: Report | None, sheet: Sheet, answers: Answers, today: date, *, is_own: bool
) -> ReportPage:
    returns = report.returns.prefetch_related("notes") if report else []
    own_targets = [one.target for one in sheet.fields if one.target is not None]
    indicators = indicators_of(own_targets) if own_targets else {}
    given = _given(slot) if is_own and (report is None or report.accepted_on is None) else ()
    return ReportPage(
        slot, report, sheet, dict(answers), today, _last(slot, sheet), _others(slot, sheet, is_own), given,
        indicators, tuple(returns), routine_phrases(),
    )  # fmt: skip


def routine_phrases() -> Sequence[str]:
    """The authority's own list; the product's proposal where it has none."""
    return tuple(RoutinePhrase.objects.values_list("text", flat=True)) or ROUTINE


def _last(slot: ReportSlot, sheet: Sheet) -> dict[str, LastSaid]:
    """The newest report of the regime that was sent before this window, field by field."""
    before = (
        Report.objects.filter(
            slot__regime_id=slot.regime_id, unit_id=slot.unit_id, slot__window_to__lt=slot.window_to,
            revision_sent__gt=0,
        )
        .order_by("-slot__window_to")
        .first()
    )  # fmt: skip
    if before is None:
        return {}
    title = period_words(before.period)
    by_matter = _by_matter(before)
    found = {
        matter: by_matter[matter] for one in sheet.fields if (matter := _matter(one, sheet)) in by_matter
    }
    return {
        one.key: LastSaid(title, found[matter])
        for one in sheet.fields
        if (matter := _matter(one, sheet)) in found
    }


def _matter(one: Field, sheet: Sheet) -> str:
    """What a field is about, from period to period and from unit to unit: the plan's row, else the key."""
    line = sheet.lines.get(one.duty) if one.duty is not None else None
    return f"a{line.action}" if line is not None else one.key


def _by_matter(report: Report) -> dict[str, Answer]:
    sheet = report.laid_out
    return {
        _matter(said.field, sheet): said.answer
        for said in said_in(sheet, report.sent_typed())
        if not said.answer.is_blank or said.answer.nothing
    }


def _others(slot: ReportSlot, sheet: Sheet, is_own: bool) -> dict[str, tuple[tuple[str, str], ...]]:
    """Texts of other units of the same regime and period. A unit is not told whose they are."""
    rows = Report.objects.sent().filter(slot__regime_id=slot.regime_id, period=slot.period)
    rows = rows.exclude(unit_id=slot.unit_id).select_related("unit").order_by("unit__protocol_order")
    keys: dict[str, list[str]] = defaultdict(list)
    for one in sheet.fields:
        keys[_matter(one, sheet)].append(one.key)
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for report in rows[:MOST_OTHERS]:
        name = "" if is_own else report.unit.label
        for matter, answer in _by_matter(report).items():
            for key in keys.get(matter, ()):
                found[key].append((name, answer.text))
    return {key: tuple(texts) for key, texts in found.items()}


def _given(slot: ReportSlot) -> tuple[Given, ...]:
    """What the unit has written in other reports of the same time, the newest first."""
    rows = list(
        Report.objects.filter(
            unit_id=slot.unit_id, slot__window_from__lte=slot.window_to, slot__window_to__gte=slot.window_from
        )
        .exclude(slot=slot)
        .select_related("slot__regime", "plan")
        .order_by("-pk")[:20]
    )
    targets = {one.target for row in rows for one in row.laid_out.fields if one.target is not None}
    indicators = indicators_of(targets) if targets else {}
    return tuple(given for row in rows for given in _given_by(row, indicators))


def _given_by(report: Report, indicators: Mapping[int, int]) -> Iterable[Given]:
    title = (
        f"{period_words(report.period)}, {report.plan.number if report.plan else report.slot.regime.title}"
    )
    return subjects_given(report.laid_out, report.typed(), report.pk, title, indicators)
