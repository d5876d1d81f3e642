"""One duty as a page shows it: two axes in words, and which of them may be warm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from minhbach.plans.core.kinds import Late
from minhbach.plans.models import Duty, ProgressEntry
from minhbach.plans.queries import DutyLine

TONES = {
    Late.OVERDUE: "late",
    Late.SOON: "soon",
    Late.TODAY: "soon",
    Late.NONE: "none",
    Late.BEFORE_TRACKING: "none",
    Late.OPENING: "none",
    Late.ASKED: "none",
}


@dataclass(frozen=True, slots=True)
class DutyRow:
    """tone: of the deadline axis (late, soon, ok, none, silent). last: the newest entry, where asked for."""

    line: DutyLine
    tone: str
    last: ProgressEntry | None = None

    @property
    def duty(self) -> Duty:
        return self.line.duty

    @property
    def words(self) -> str:
        return self.line.late

    @property
    def result(self) -> str:
        return self.line.state.result.value


def row_of(line: DutyLine, last: ProgressEntry | None = None) -> DutyRow:
    """Silence stands where a duty has no date: a row holds one warm colour at most."""
    tone = "silent" if line.state.silence else TONES.get(line.state.late.kind, "ok")
    return DutyRow(line, tone, last)


def rows_of(lines: Iterable[DutyLine], last: Mapping[int, ProgressEntry] | None = None) -> list[DutyRow]:
    newest = last or {}
    return [row_of(line, newest.get(line.duty.pk)) for line in lines]
