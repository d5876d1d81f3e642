"""What goes into the units' workbooks, and what the record says when they come back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q
from django.utils import translation
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Unit
from minhbach.organisation.queries import authority_name
from minhbach.plans.core.kinds import Result
from minhbach.plans.core.state import result_of
from minhbach.plans.models import Duty, PlanStatus, ProgressEntry
from minhbach.plans.models.duties import DutyQuerySet
from minhbach.plans.queries.words import result_words
from minhbach.reporting.core.checking import REPORTED, DutyNow
from minhbach.reporting.core.workbook import OwedRow, ReturnedRow, RowState, from_plain
from minhbach.reporting.models import ReturnedState, ReturnedWorkbook, WorkbookBatch
from minhbach.reporting.queries.report import deadline_words
from minhbach.shared.dates import vn_date
from minhbach.shared.models import Job


@dataclass(frozen=True, slots=True)
class FileShown:
    """A returned file with the rows that someone filled in."""

    workbook: ReturnedWorkbook
    rows: tuple[ReturnedRow, ...]


@dataclass(frozen=True, slots=True)
class BatchShown:
    """is_reading: files wait for the worker. is_stalled: they wait, and nothing will read them."""

    batch: WorkbookBatch
    files: tuple[FileShown, ...]
    is_reading: bool
    is_stalled: bool


def instance_name() -> str:
    """Which installation a workbook belongs to: the authority's name tells two apart."""
    return authority_name()


def _open_duties(actor: Actor, today: date, plan_id: int | None) -> DutyQuerySet:
    open_now = Q(confirmed_on=None, suspended_on=None, not_applicable_on=None, before_tracking=False)
    found = Duty.objects.visible_to(actor).of_live_plans().filter(open_now, opens_on__lte=today)
    return found.filter(plan_id=plan_id) if plan_id else found


def units_owing(actor: Actor, today: date, plan_id: int | None = None) -> list[Unit]:
    """Units with open duties that the actor may see, in protocol order."""
    ids = _open_duties(actor, today, plan_id).values("unit_id")
    return list(Unit.objects.filter(pk__in=ids).select_related("parent").in_order())


@translation.override("vi")
def owed_rows(
    actor: Actor, unit_ids: Sequence[int], today: date, plan_id: int | None = None
) -> dict[int, list[OwedRow]]:
    """Rows by unit, in the plan's order, in a fixed number of queries; for a workbook that units fill in."""
    owed = _open_duties(actor, today, plan_id).filter(unit_id__in=unit_ids)
    duties = owed.select_related("action", "plan").order_by("plan_id", "action__order", "period")
    last = _last_words(owed)
    rows: dict[int, list[OwedRow]] = {unit_id: [] for unit_id in unit_ids}
    for duty in duties:
        rows[duty.unit_id].append(
            OwedRow(
                duty_id=duty.pk,
                version=duty.version,
                plan=duty.plan.number,
                code=duty.action.code,
                text=duty.action.text,
                deadline=deadline_words(duty),
                result=_result_shown(duty),
                last=last.get(duty.pk, ""),
            )
        )
    return rows


def _result_shown(duty: Duty) -> str:
    result = result_of(duty.facts())
    return REPORTED if result is Result.REPORTED_DONE else result_words(result)


def _last_words(duties: DutyQuerySet) -> dict[int, str]:
    """The newest report of each duty."""
    newest = ProgressEntry.objects.filter(duty__in=duties).order_by().values("duty").annotate(last=Max("id"))
    entries = ProgressEntry.objects.filter(pk__in=newest.values("last"))
    return {
        duty_id: vn_date(on) + ": " + (text or _("Chưa phát sinh."))
        for duty_id, on, text in entries.values_list("duty_id", "on", "text")
    }


def duties_now(duty_ids: Iterable[int | None], focal_unit_id: int) -> dict[int, DutyNow]:
    """What the record says of the duties that a workbook names, to the unit that received it."""
    ids = [i for i in duty_ids if i is not None]
    return {
        duty.pk: DutyNow(
            duty_id=duty.pk,
            unit_id=duty.unit_id,
            version=duty.version,
            ours=duty.plan.focal_unit_id == focal_unit_id,
            plan_open=duty.plan.status == PlanStatus.ACTIVE,
            facts=duty.facts(),
        )
        for duty in Duty.objects.filter(pk__in=ids).select_related("plan")
    }


def batches(actor: Actor) -> list[WorkbookBatch]:
    """Received batches, newest first, with how many files wait and how many were recorded."""
    return list(
        WorkbookBatch.objects.visible_to(actor).annotate(
            files=Count("workbooks"),
            waiting=Count("workbooks", filter=Q(workbooks__state=ReturnedState.READY)),
            refused=Count("workbooks", filter=Q(workbooks__state=ReturnedState.REFUSED)),
        )[:50]
    )


def batch_with_files(actor: Actor, batch_id: int) -> BatchShown:
    """A batch and its files in a fixed number of queries. Raises WorkbookBatch.DoesNotExist."""
    batch = WorkbookBatch.objects.visible_to(actor).get(pk=batch_id)
    # Asked first: work that ends between the two questions has left no file waiting.
    runs = Job.objects.unfinished().filter(key=batch.job_key).exists()
    files = tuple(FileShown(w, _filled_rows(w)) for w in batch.workbooks.select_related("unit"))
    waits = any(file.workbook.state == ReturnedState.READING for file in files)
    return BatchShown(batch, files, is_reading=waits and runs, is_stalled=waits and not runs)


def _filled_rows(workbook: ReturnedWorkbook) -> tuple[ReturnedRow, ...]:
    rows = (from_plain(plain) for plain in workbook.rows)
    return tuple(row for row in rows if row.state is not RowState.BLANK)
