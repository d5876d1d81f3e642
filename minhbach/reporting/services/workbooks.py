"""The Excel round trip: one workbook a unit out, many files back, row by row into the record."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Unit
from minhbach.plans import services as plans
from minhbach.plans.core.report import OnBehalf
from minhbach.plans.queries.words import fault_sentence
from minhbach.plans.services.admit import Upload
from minhbach.reading.sandbox import Reader
from minhbach.reading.shapes import Refusal
from minhbach.reporting.access import can_receive_workbooks, can_take_workbook
from minhbach.reporting.core.checking import CHANGED, DutyNow, against, report_of
from minhbach.reporting.core.workbook import (
    WAITING,
    Manifest,
    OwedRow,
    ReturnedRow,
    RowState,
    from_plain,
    returned,
    to_plain,
)
from minhbach.reporting.models import ReturnedState, ReturnedWorkbook, WorkbookBatch
from minhbach.reporting.queries import duties_now, instance_name, owed_rows, units_owing
from minhbach.shared import audit
from minhbach.shared.files import path_of
from minhbach.shared.jobs import enqueue
from minhbach.shared.text import fold
from minhbach.shared.verbs import Problem, Refused, allow

READ_JOB = "reporting.read_workbooks"
MOST_FILES = 300
Progress = Callable[[int, int, str], None]


def unit_workbook(actor: Actor, unit: Unit, today: date) -> bytes:
    """The workbook of one unit: what the actor may see of its open duties."""
    allow(can_take_workbook(actor), "take workbook")
    rows = owed_rows(actor, [unit.pk], today)[unit.pk]
    manifest = Manifest(instance_name(), unit.pk, unit.name, today, len(rows))
    return _workbook(unit, manifest, rows)


def unit_workbooks_zip(actor: Actor, today: date, plan_id: int | None = None) -> bytes:
    """One workbook per owing unit in a zip; file names begin with the protocol order."""
    allow(can_receive_workbooks(actor), "take workbooks")
    units = units_owing(actor, today, plan_id)
    rows = owed_rows(actor, [unit.pk for unit in units], today, plan_id)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for number, unit in enumerate(units, start=1):
            manifest = Manifest(instance_name(), unit.pk, unit.name, today, len(rows[unit.pk]))
            book = _workbook(unit, manifest, rows[unit.pk])
            archive.writestr(f"{number:03d}-{fold(unit.name).replace(' ', '-')[:80]}.xlsx", book)
    return buffer.getvalue()


def _workbook(unit: Unit, manifest: Manifest, rows: Sequence[OwedRow]) -> bytes:
    from minhbach.reporting.writers.workbook import workbook_xlsx  # openpyxl takes time to load

    return workbook_xlsx(str(unit.parent or ""), manifest, rows, settings.SECRET_KEY)


def receive(
    actor: Actor, uploads: Sequence[tuple[Upload, str]], received_on: date, number: str, today: date
) -> WorkbookBatch:
    """Takes in returned files and has them read. A file that cannot be kept is named in its row."""
    allow(can_receive_workbooks(actor) and actor.unit_id is not None, "receive workbooks")
    _refuse_bad_batch(uploads, received_on, today)
    with Reader() as reader:
        kept = [_admitted(actor, upload, name, reader) for upload, name in uploads]
    with transaction.atomic():
        batch = WorkbookBatch.objects.create(
            unit_id=actor.unit_id,  # type: ignore[misc]  # allowed above only with a unit
            made_by_id=actor.user_id,
            received_on=received_on,
            number=number.strip()[:60],
        )
        for workbook in kept:
            workbook.batch = batch
        ReturnedWorkbook.objects.bulk_create(kept)
        enqueue(READ_JOB, key=batch.job_key, batch_id=batch.pk)
        audit.record(actor, "receive workbooks", batch, counts={"files": len(kept)})
    return batch


def _refuse_bad_batch(uploads: Sequence[tuple[Upload, str]], received_on: date, today: date) -> None:
    if not uploads:
        raise Refused(Problem("files", _("Hãy chọn ít nhất một biểu Excel.")))
    if len(uploads) > MOST_FILES:
        raise Refused(Problem("files", _("Mỗi lượt nhận tối đa %(n)s tệp.") % {"n": MOST_FILES}))
    if received_on > today:
        raise Refused(Problem("received_on", _("Ngày nhận không được sau hôm nay.")))


def _admitted(actor: Actor, upload: Upload, name: str, reader: Reader) -> ReturnedWorkbook:
    try:
        stored = plans.admit(actor, upload, name=name, where="workbook", reader=reader)
    except plans.FileRefused as refused:
        # The name of a secret file may itself say too much.
        shown = _("Tệp có dấu độ mật") if refused.code == "secret" else name
        return ReturnedWorkbook(name=shown[:255], state=ReturnedState.REFUSED, problem=refused.sentence)
    return ReturnedWorkbook(name=name[:255], stored=stored)


def read_batch(batch_id: int, progress: Progress) -> None:
    """Reads every file of a batch that was not read yet; safe to run again."""
    batch = WorkbookBatch.objects.get(pk=batch_id)
    waiting = list(batch.workbooks.filter(state=ReturnedState.READING).select_related("stored"))
    with Reader() as reader:
        for done, workbook in enumerate(waiting):
            progress(done, len(waiting), workbook.name)
            _read(batch, workbook, reader)


def _read(batch: WorkbookBatch, workbook: ReturnedWorkbook, reader: Reader) -> None:
    assert workbook.stored is not None
    try:
        sheets = reader.sheets(path_of(workbook.stored))
    except Refusal as refusal:
        _keep_reading(workbook, state=ReturnedState.REFUSED, problem=refusal.sentence)
        return
    back = returned(sheets, secret=settings.SECRET_KEY, instance=instance_name())
    if back.problem or back.manifest is None:
        _keep_reading(workbook, state=ReturnedState.REFUSED, problem=back.problem)
        return
    unit_id = back.manifest.unit_id
    known = duties_now((row.duty_id for row in back.rows), batch.unit_id)
    back = against(back, known, _came_with(batch), fault_sentence)
    rows = [to_plain(row) for row in back.rows]
    _keep_reading(workbook, state=ReturnedState.READY, unit_id=unit_id, rows=rows)


def _keep_reading(workbook: ReturnedWorkbook, **found: object) -> None:
    """Only once: a second delivery must not open again what was recorded meanwhile."""
    ReturnedWorkbook.objects.filter(pk=workbook.pk, state=ReturnedState.READING).update(**found)


@transaction.atomic
def read_again(actor: Actor, batch: WorkbookBatch) -> None:
    """Has the files read that still wait, where the work that should have read them has ended."""
    allow(can_receive_workbooks(actor) and batch.unit_id in actor.unit_ids, "read workbooks again")
    enqueue(READ_JOB, key=batch.job_key, batch_id=batch.pk)
    audit.record(actor, "read workbooks again", batch)


@transaction.atomic
def record_workbook(
    actor: Actor, workbook: ReturnedWorkbook, ticked: Iterable[int], today: date
) -> ReturnedWorkbook:
    """Records what the record takes, and old rows whose line was ticked. The file waits while rows are left
    that could still be recorded; each says what keeps it."""
    locked = _locked(actor, workbook, "record workbook")
    if locked.state != ReturnedState.READY:
        return locked
    chosen = set(ticked)
    rows = [from_plain(plain) for plain in locked.rows]
    wanted = [
        row
        for row in rows
        if row.state in (RowState.READY, RowState.REFUSED)
        or (row.state is RowState.OLD and row.line in chosen)
    ]
    now = duties_now((row.duty_id for row in wanted), locked.batch.unit_id)
    results = plans.report_many(actor, [_item(row, locked.batch, now) for row in wanted], today=today)
    after = {wanted[result.index].line: _after(wanted[result.index], result) for result in results}
    rows = [after.get(row.line, row) for row in rows]
    recorded = sum(not result.problems for result in results)
    locked.rows = [to_plain(row) for row in rows]
    locked.recorded += recorded
    locked.state = (
        ReturnedState.READY if any(row.state in WAITING for row in rows) else ReturnedState.RECORDED
    )
    locked.save(update_fields=["rows", "recorded", "state"])
    counts = {"recorded": recorded, "refused": len(wanted) - recorded}
    audit.record(actor, "record workbook", locked, on_behalf_of=locked.unit_id, counts=counts)
    return locked


@transaction.atomic
def close_workbook(actor: Actor, workbook: ReturnedWorkbook) -> None:
    """A person has looked at the rows that are left: they are not recorded, the file waits no longer."""
    locked = _locked(actor, workbook, "close workbook")
    if locked.state != ReturnedState.READY:
        return
    locked.state = ReturnedState.RECORDED
    locked.save(update_fields=["state"])
    audit.record(actor, "close workbook", locked, on_behalf_of=locked.unit_id)


def _locked(actor: Actor, workbook: ReturnedWorkbook, verb: str) -> ReturnedWorkbook:
    found = ReturnedWorkbook.objects.select_for_update(of=("self",)).select_related("batch")
    locked = found.get(pk=workbook.pk)
    allow(can_receive_workbooks(actor) and locked.batch.unit_id in actor.unit_ids, verb)
    return locked


def _after(row: ReturnedRow, result: plans.RowResult) -> ReturnedRow:
    if not result.problems:
        return replace(row, state=RowState.RECORDED, problem="")
    if any(problem.field == "version" for problem in result.problems):
        return replace(row, state=RowState.OLD, problem=CHANGED)
    return replace(
        row, state=RowState.REFUSED, problem=" ".join(problem.sentence for problem in result.problems)
    )


def _came_with(batch: WorkbookBatch) -> OnBehalf:
    return OnBehalf("workbook", batch.received_on, batch.number)


def _item(row: ReturnedRow, batch: WorkbookBatch, now: Mapping[int, DutyNow]) -> plans.ReportItem:
    assert row.duty_id is not None
    return plans.ReportItem(
        row.duty_id,
        report_of(row, now.get(row.duty_id)),
        version=None if row.state is RowState.OLD else row.version,
        behalf=_came_with(batch),
    )
