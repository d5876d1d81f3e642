"""The quick grid: ongoing duties take one sentence each and one save for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from minhbach.plans import services
from minhbach.plans.core.report import OnBehalf, Report
from minhbach.plans.models import ProgressEntry
from minhbach.plans.queries import DutyLine
from minhbach.shared.dates import period_of
from minhbach.shared.periods import period_words
from minhbach.web.fields import whole_number
from minhbach.web.rows import DutyRow, row_of


@dataclass(frozen=True, slots=True)
class QuickRow:
    """A row with what was typed. error: why it was not taken; then the typed words stay."""

    duty_id: int
    row: DutyRow | None = None
    text: str = ""
    nothing_arose: bool = False
    error: str = ""
    is_saved: bool = False
    period: str = ""
    last: str = ""


def quick_rows(
    lines: Iterable[DutyLine], today: date, last: Mapping[int, ProgressEntry], typed: Mapping[int, QuickRow]
) -> list[QuickRow]:
    """Rows of the grid; where a save was refused in part, the typed words of the bad rows stay."""
    return [_shown(line, today, last.get(line.duty.pk), typed.get(line.duty.pk)) for line in lines]


def _shown(line: DutyLine, today: date, last: ProgressEntry | None, typed: QuickRow | None) -> QuickRow:
    duty = line.duty
    kept = typed if typed and not typed.is_saved else QuickRow(duty.pk)
    name = period_words(period_of(today, duty.plan.update_cycle).key)
    return QuickRow(
        duty.pk,
        row_of(line, last),
        kept.text,
        kept.nothing_arose,
        kept.error,
        period=name.rpartition("/")[0] or name,
        last=_last_words(last),
    )


def _last_words(entry: ProgressEntry | None) -> str:
    if entry is None:
        return ""
    return entry.text or str(entry._meta.get_field("nothing_arose").verbose_name)


def save_quick(request: HttpRequest, behalf: OnBehalf | None = None) -> dict[int, QuickRow]:
    """Saves every filled row; an empty one stays as it is. Bad rows come back with their sentence."""
    filled = [row for row in _typed(request) if row[1] or row[2]]
    items = [
        services.ReportItem(duty_id, Report(text=text, nothing_arose=nothing), version, behalf)
        for duty_id, text, nothing, version in filled
    ]
    results = services.report_many(request.actor, items, today=request.today)
    found = {}
    for (duty_id, text, nothing, _version), result in zip(filled, results, strict=True):
        error = " ".join(problem.sentence for problem in result.problems)
        found[duty_id] = QuickRow(duty_id, None, text, nothing, error, result.entry is not None)
    return found


def _typed(request: HttpRequest) -> list[tuple[int, str, bool, int | None]]:
    """(duty, text, nothing arose, version) of every row that was sent."""
    rows = []
    for name, text in request.POST.items():
        duty_id = whole_number(name[2:]) if name.startswith("t-") else None
        if duty_id is not None:
            version = whole_number(request.POST.get(f"v-{name[2:]}", ""))
            rows.append((duty_id, text.strip(), f"n-{name[2:]}" in request.POST, version))
    return rows
