"""A duty on a page: the row with everything a line shows, and where it stands today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from minhbach.plans.core.state import State
from minhbach.plans.models import Duty
from minhbach.plans.models.duties import DutyQuerySet
from minhbach.plans.queries.words import late_words, result_words, silence_words


@dataclass(frozen=True, slots=True)
class DutyLine:
    """duty: with plan, action, unit, division, handler, from_request and its asker already read."""

    duty: Duty
    state: State

    @property
    def result(self) -> str:
        """Kết quả in words."""
        return result_words(self.state.result)

    @property
    def late(self) -> str:
        """Thời hạn in words; for an ongoing duty whether an update is missing."""
        return silence_words(self.state.silence) or late_words(self.state.late)


def with_relations(duties: DutyQuerySet) -> DutyQuerySet:
    """What a line shows, in the same query."""
    return duties.select_related(
        "plan", "action", "unit", "division", "handler", "from_request", "from_request__asked_by"
    ).defer(
        "plan__folded", "plan__references", "plan__recipients", "action__folded", "action__quote",
        "action__place",
    )  # fmt: skip


def lines(duties: Iterable[Duty], today: date) -> tuple[DutyLine, ...]:
    return tuple(DutyLine(duty, duty.state(today)) for duty in duties)
