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
from minhbach.plans.services.admit import Upload
from minhbach.reading.sandbox import Reader
from minhbach.reading.shapes import Refusal
from minhbach.reporting.access import can_receive_workbooks, can_take_workbook
from minhbach.reporting.core.checking import DutyNow, against, report_of
from minhbach.reporting.core.workbook import (
    Manifest,
    ReturnedRow,
    RowState,
    from_plain,
    returned,
    to_plain,
)
from minhbach.reporting.models import ReturnedState, ReturnedWorkbook, WorkbookBatch
from minhbach.reporting.queries import duties_now, instance_name, owed_rows, units_owing
from minhbach.reporting.writers.workbook import workbook_xlsx
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
    return workbook_xlsx(str(unit.parent or ""), manifest, rows, settings.SECRET_KEY)


def unit_workbooks_zip(actor: Actor, today: date, plan_id: int | None = None) -> bytes:
    """One workbook per owing unit in a zip; file names begin with the protocol order."""
    allow(can_receive_workbooks(actor), "take workbooks")
    units = units_owing(actor, today, plan_id)
    rows = owed_rows(actor, [unit.pk for unit in units], today, plan_id)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for number, unit in enumerate(units, start=1):
            manifest = Manifest(instance_name(), unit.pk, unit.name, today, len(rows[unit.pk]))
            book = workbook_xlsx(str(unit.parent or ""), manifest, rows[unit.pk], settings.SECRET_KEY)
            archive.writestr(f"{number:03d}-{fold(unit.name).replace(' ', '-')[:80]}.xlsx", book)
    return buffer.getvalue()


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
        enqueue(READ_JOB, key=f"workbooks:{batch.pk}", batch_id=batch.pk)
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
        _refuse_file(workbook, refusal.sentence)
        return
    back = returned(sheets, secret=settings.SECRET_KEY, instance=instance_name())
    if back.problem or back.manifest is None:
        _refuse_file(workbook, back.problem)
        return
    known = duties_now(row.duty_id for row in back.rows)
    back = against(back, known, batch.received_on)
    workbook.unit_id = back.manifest.unit_id if back.manifest else None
    workbook.rows = [to_plain(row) for row in back.rows]
    workbook.state = ReturnedState.READY
    workbook.save(update_fields=["unit", "rows", "state"])


def _refuse_file(workbook: ReturnedWorkbook, sentence: str) -> None:
    workbook.state, workbook.problem = ReturnedState.REFUSED, sentence
    workbook.save(update_fields=["state", "problem"])


@transaction.atomic
def record_workbook(
    actor: Actor, workbook: ReturnedWorkbook, ticked: Iterable[int], today: date
) -> ReturnedWorkbook:
    """Records the ready rows, and old ones whose line was ticked; what cannot be recorded says why."""
    allow(can_receive_workbooks(actor), "record workbook")
    locked = (
        ReturnedWorkbook.objects.select_for_update(of=("self",)).select_related("batch").get(pk=workbook.pk)
    )
    if locked.state != ReturnedState.READY:
        return locked
    chosen = set(ticked)
    rows = [from_plain(plain) for plain in locked.rows]
    wanted = [r for r in rows if r.state is RowState.READY or (r.state is RowState.OLD and r.line in chosen)]
    now = duties_now(row.duty_id for row in wanted)
    results = plans.report_many(actor, [_item(row, locked.batch, now) for row in wanted], today=today)
    problems = {
        wanted[result.index].line: " ".join(p.sentence for p in result.problems)
        for result in results
        if result.problems
    }
    locked.rows = [to_plain(_after(row, problems)) for row in rows]
    locked.recorded = len(wanted) - len(problems)
    locked.state = ReturnedState.RECORDED
    locked.save(update_fields=["rows", "recorded", "state"])
    audit.record(
        actor,
        "record workbook",
        locked,
        on_behalf_of=locked.unit_id,
        counts={"recorded": locked.recorded, "refused": len(problems)},
    )
    return locked


def _after(row: ReturnedRow, problems: dict[int, str]) -> ReturnedRow:
    return replace(row, state=RowState.WRONG, problem=problems[row.line]) if row.line in problems else row


def _item(row: ReturnedRow, batch: WorkbookBatch, now: Mapping[int, DutyNow]) -> plans.ReportItem:
    assert row.duty_id is not None
    return plans.ReportItem(
        row.duty_id,
        report_of(row, now.get(row.duty_id)),
        version=row.version if row.state is RowState.READY else None,
        behalf=OnBehalf("workbook", batch.received_on, batch.number),
    )
