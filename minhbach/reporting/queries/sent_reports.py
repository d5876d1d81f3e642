"""How the reports behind slots came, how often they went back, how many of their parts say something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from minhbach.organisation.actor import Actor
from minhbach.plans.models import Via
from minhbach.reporting.core.answers import EMPTY, Answer, answer_from_plain
from minhbach.reporting.models import Report, ReportReturn


@dataclass(frozen=True, slots=True)
class Completeness:
    """Parts that say something of the matter, or that nothing arose, of all parts of the form."""

    answered: int = 0
    asked: int = 0

    def __add__(self, other: Completeness) -> Completeness:
        return Completeness(self.answered + other.answered, self.asked + other.asked)


@dataclass(frozen=True, slots=True)
class SentReport:
    """via: how it came; number, dated_on: of the signed document; returns: how often it went back."""

    via: str
    received_on: date | None
    number: str
    dated_on: date | None
    returns: int
    completeness: Completeness

    @property
    def came_another_way(self) -> bool:
        return self.via != Via.SYSTEM


def sent_reports(actor: Actor, slots: Iterable[int]) -> dict[int, SentReport]:
    """Reports of these slots that were sent and that the actor may see. One query."""
    sent = Report.objects.visible_to(actor).filter(slot__in=list(slots), revision_sent__gt=0)
    said = ("slot_id", "via", "received_on", "number", "dated_on", "sheet__fields", "sent_answers")
    rows = sent.order_by().annotate(times=Count("returns")).values_list(*said, "times")
    return {
        slot: SentReport(via, received, number, dated, times, completeness(fields or (), answers or {}))
        for slot, via, received, number, dated, fields, answers, times in rows
    }


def completeness(fields: Sequence[Mapping[str, Any]], answers: Mapping[str, Any]) -> Completeness:
    """Of a form as it was laid out and of what was sent; both as kept. Parts that fell away do not count."""
    asked = [field["key"] for field in fields if not field.get("is_gone")]
    answered = sum(_says_something(answers.get(key)) for key in asked)
    return Completeness(answered, len(asked))


def _says_something(plain: Mapping[str, Any] | None) -> bool:
    answer: Answer = answer_from_plain(plain) if plain else EMPTY
    return not answer.is_blank or answer.nothing


def returns_of(actor: Actor, slots: Iterable[int]) -> dict[int, list[ReportReturn]]:
    """What went back, with its reason, oldest first. One query."""
    seen = Report.objects.visible_to(actor).filter(slot__in=list(slots)).order_by().values("pk")
    found: dict[int, list[ReportReturn]] = {}
    for one in ReportReturn.objects.filter(report__in=seen).select_related("report").order_by("pk"):
        found.setdefault(one.report.slot_id, []).append(one)
    return found
