"""Writing a report: every save is field by field, and nobody overwrites what another wrote meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.reporting.access import can_write_report
from minhbach.reporting.core.answers import (
    EMPTY,
    Answer,
    Clash,
    Merge,
    answer_to_plain,
    as_of_version,
    merge,
    to_plain,
)
from minhbach.reporting.core.fields import Sheet, sheet_to_plain
from minhbach.reporting.core.filling import filled, taken
from minhbach.reporting.models import Report, ReportEdit, ReportSlot
from minhbach.reporting.queries.unit_report import own_report_page, sheet_now
from minhbach.reporting.services.reports.holding import (
    hold_files,
    locked_slot,
    made_report,
    must,
    report_of,
    settle,
    today_or,
)
from minhbach.shared import audit
from minhbach.shared.text import nfc
from minhbach.shared.verbs import Refused, allow

TOGETHER = timedelta(
    minutes=5
)  # saves of one person that follow each other so closely are one entry of the record
LONGEST = 20_000  # characters of one text


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a save. clashes: fields that another person changed meanwhile; they stay as that person
    wrote them until somebody chooses. by: who wrote last before this save."""

    report: Report
    changed: frozenset[str]
    clashes: tuple[Clash, ...] = ()
    by: str = ""


@transaction.atomic
def save_report(
    actor: Actor,
    slot: ReportSlot,
    typed: Mapping[str, Answer],
    version: int,
    *,
    today: date | None = None,
) -> Saved:
    """Keeps what was typed, readable or not. version: of the form as it was opened (0: nothing saved yet).

    Raises Refused where the report was sent or accepted meanwhile, NotAllowed.
    """
    day = today_or(today)
    held = locked_slot(slot)
    allow(can_write_report(actor, held), "write report")
    report = report_of(held) or made_report(held)
    must("save", report)
    sheet = sheet_now(held, report if report.pk else None, day)
    merged = _merged(report, sheet, _clean(typed, sheet), version)
    by = str(report.edited_by) if report.edited_by_id not in (None, actor.user_id) else ""
    if merged.changed or not report.pk:
        _write(actor, report, sheet, merged)
        settle(held, report, day)
    return Saved(report, merged.changed, merged.clashes, by)


@transaction.atomic
def restore_sent(actor: Actor, slot: ReportSlot, *, today: date | None = None) -> Report:
    """Takes back every change since the report was sent last: "Hủy thay đổi từ 05/10"."""
    day = today_or(today)
    held = locked_slot(slot)
    allow(can_write_report(actor, held), "write report")
    report = report_of(held)
    if report is None or not report.revision_sent:
        raise Refused(_("Báo cáo chưa gửi lần nào nên không có bản để trở lại."))
    must("save", report)
    sent, now = report.sent_typed(), report.typed()
    changed = frozenset(
        key for key in sent.keys() | now.keys() if sent.get(key, EMPTY) != now.get(key, EMPTY)
    )
    _write(actor, report, report.laid_out, Merge(dict(sent), changed))
    settle(held, report, day)
    return report


@transaction.atomic
def restore_draft(actor: Actor, slot: ReportSlot, *, today: date | None = None) -> Report:
    """Puts back what the unit had written before its report was recorded on behalf."""
    day = today_or(today)
    held = locked_slot(slot)
    allow(can_write_report(actor, held), "write report")
    report = report_of(held)
    draft = report.draft_before_recording() if report else {}
    if report is None or not draft:
        raise Refused(_("Trước khi nhập thay, đơn vị chưa viết nội dung nào."))
    must("save", report)
    now = report.typed()
    changed = frozenset(key for key, answer in draft.items() if answer != now.get(key, EMPTY))
    if changed:
        _write(actor, report, report.laid_out, Merge(now | draft, changed))
        settle(held, report, day)
    return report


def use_given(actor: Actor, slot: ReportSlot, key: str, version: int, *, today: date | None = None) -> Saved:
    """Takes the figure that the unit has given in another report of the same time into one field."""
    day = today_or(today)
    page = own_report_page(actor, slot.pk, day)
    offer, field = page.offers.get(key), page.sheet.named(key)
    if offer is None or field is None:
        raise Refused(_("Con số này không còn để dùng lại; mục đã có nội dung."))
    return save_report(actor, slot, {key: taken(offer, field.kind)}, version, today=day)


def _merged(report: Report, sheet: Sheet, typed: Mapping[str, Answer], version: int) -> Merge:
    """Held against what the sender saw: the version that was open, with its blanks filled as shown."""
    now = report.typed()
    later = report.edits.filter(version__gt=version) if report.pk else []
    opened = as_of_version(now, [edit.before for edit in later])
    merged = merge(filled(sheet, opened), filled(sheet, now), typed)
    # What was filled in by the machine is kept with the first save, so that it stands still from then on.
    fresh = {key for key, answer in merged.answers.items() if now.get(key, EMPTY) != answer}
    return replace(merged, changed=frozenset(fresh))


def _write(actor: Actor, report: Report, sheet: Sheet, merged: Merge) -> None:
    """The report, its line of history, and one entry of the record where a person begins."""
    before, at = report.typed(), timezone.now()
    report.sheet, report.answers = sheet_to_plain(sheet), to_plain(merged.answers)
    report.__dict__.pop("laid_out", None)
    report.version += 1
    report.edited_by_id, report.edited_at = actor.user_id, at
    # Whoever changes it takes it back from approval: what is approved is what was read.
    report.prepared_on = report.checked_on = None
    report.save()
    hold_files(report)
    last = report.edits.first()
    # One line a save: somebody may have opened the page at any version, and a line over several would not
    # know what stood there then.
    ReportEdit.objects.create(
        report=report, since=report.version - 1, version=report.version, by_id=actor.user_id, at=at,
        before={key: answer_to_plain(before.get(key, EMPTY)) for key in merged.changed},
        after={key: answer_to_plain(merged.answers.get(key, EMPTY)) for key in merged.changed},
    )  # fmt: skip
    if last is not None and last.by_id == actor.user_id and at - last.at < TOGETHER and not _is_older(last):
        return
    audit.record(
        actor, "write report", report, on_behalf_of=report.unit_id, plan=report.plan_id,
        counts={"fields": len(merged.changed)},
    )  # fmt: skip


def _is_older(edit: ReportEdit) -> bool:
    """The line began before the report was sent: what came before and after stays apart."""
    sent_at = edit.report.submitted_at
    return sent_at is not None and edit.at <= sent_at


def _clean(typed: Mapping[str, Answer], sheet: Sheet) -> dict[str, Answer]:
    """In the form in which the product keeps text; fields that this report does not have are left out."""
    known = {one.key for one in sheet.fields}
    return {key: _composed(answer) for key, answer in typed.items() if key in known}


def _composed(answer: Answer) -> Answer:
    rows = tuple(tuple(_text(cell) for cell in row) for row in answer.rows)
    return replace(
        answer,
        text=_text(answer.text),
        figure=_text(answer.figure),
        note=_text(answer.note),
        choice=_text(answer.choice),
        why=_text(answer.why),
        expected_on=_text(answer.expected_on),
        rows=tuple(row for row in rows if any(row)),
    )


def _text(typed: str) -> str:
    return nfc(typed.replace("\r\n", "\n")).strip()[:LONGEST]
