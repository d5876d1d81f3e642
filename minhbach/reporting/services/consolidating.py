"""The consolidated report is assembled, edited passage by passage, and assembled again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.plans.services.locking import today_or
from minhbach.reporting.access import can_consolidate, can_manage_regime
from minhbach.reporting.core.consolidating import editing
from minhbach.reporting.core.consolidating.annexes import annexes, annexes_plain, code_of
from minhbach.reporting.core.consolidating.assembling import Heading, assemble
from minhbach.reporting.core.consolidating.editing import Fault, Hand, NotEdited
from minhbach.reporting.core.consolidating.general import subject
from minhbach.reporting.core.consolidating.merging import merge
from minhbach.reporting.core.consolidating.paper import PaperFacts, agency_letters, proposed
from minhbach.reporting.core.consolidating.passing import OPEN_FOR_WRITING
from minhbach.reporting.core.consolidating.plain import to_plain
from minhbach.reporting.core.consolidating.record import Record
from minhbach.reporting.core.consolidating.shapes import Form, Part, Text
from minhbach.reporting.models import (
    Consolidation,
    ConsolidationSnapshot,
    ConsolidationTemplate,
    ReportRegime,
    ReportSlot,
)
from minhbach.reporting.queries.consolidation_record import record_of, template_of
from minhbach.shared import audit
from minhbach.shared.verbs import Problem, Refused, allow


def start(
    actor: Actor, slot: ReportSlot, as_of: date | None = None, *, today: date | None = None
) -> Consolidation:
    """Assembles the first text of a consolidated report. Twice at once gives the same one.

    as_of: up to which day work counts; left out, the end of the report's data, never after today.
    """
    day = today_or(today)
    slot = ReportSlot.objects.select_related("plan", "unit", "regime__to_unit", "regime__through_unit").get(
        pk=slot.pk
    )
    allow(can_consolidate(actor, slot.plan, slot.unit_id), "consolidate")
    if not slot.consolidated:
        raise Refused(_("Kỳ này là báo cáo của đơn vị, không phải báo cáo tổng hợp."))
    cut = as_of or min(slot.window_to, day)
    _refuse_day(cut, slot, day)
    record = record_of(actor, slot, cut, day)
    with transaction.atomic():
        locked = ReportSlot.objects.select_for_update(of=("self",)).get(pk=slot.pk)
        standing = Consolidation.objects.filter(slot=locked).first()
        if standing is not None:
            return standing
        made = Consolidation.objects.create(
            slot=slot,
            plan=slot.plan,
            unit=slot.unit,
            through_unit=slot.regime.through_unit,
            as_of=cut,
            text=to_plain(merge(Text(), assemble(record, template_of(slot.regime_id)))),
            paper=_paper(record, slot).plain(),
            begun_on=day,
            begun_by_id=actor.user_id,
        )
        _snapshot(actor, made, record)
        if locked.begun_on is None:
            locked.begun_on, locked.version = day, locked.version + 1
            locked.save(update_fields=["begun_on", "version"])
        audit.record(actor, "start consolidation", made, plan=slot.plan_id, after={"as_of": cut})
    return made


def assemble_again(
    actor: Actor, consolidation: Consolidation, as_of: date | None = None, *, today: date | None = None
) -> Consolidation:
    """The record of now under the edits of before: nothing written by hand is lost, conflicts are shown."""
    day = today_or(today)
    slot = consolidation.slot
    allow(can_consolidate(actor, consolidation.plan, consolidation.unit_id), "consolidate")
    cut = as_of or consolidation.as_of
    _refuse_day(cut, slot, day)
    # Read before the lock is taken: others write meanwhile, and the merge goes by passages.
    record = record_of(actor, slot, cut, day)
    given = assemble(record, template_of(slot.regime_id))
    with transaction.atomic():
        locked = open_for_writing(actor, consolidation)
        merged = merge(locked.under_hand(), given)
        locked.as_of = cut
        save_text(locked, merged, "as_of")
        _snapshot(actor, locked, record)
        counts = {"conflicts": len(merged.conflicts)}
        audit.record(
            actor, "assemble again", locked, plan=locked.plan_id, after={"as_of": cut}, counts=counts
        )
    return locked


def _refuse_day(cut: date, slot: ReportSlot, today: date) -> None:
    if cut > today:
        raise Refused(Problem("as_of", _("Ngày chốt số liệu không sau ngày hôm nay.")))
    if cut < slot.window_from:
        raise Refused(Problem("as_of", _("Ngày chốt số liệu phải trong kỳ số liệu hoặc sau đó.")))


def _paper(record: Record, slot: ReportSlot) -> PaperFacts:
    head, regime = record.head, slot.regime
    through = regime.through_unit.name if regime.through_unit else regime.through
    return proposed(
        issuer=head.author,
        parent=head.reports_to,
        place=head.place,
        agency=agency_letters(head.author),
        subject=subject(record),
        addressee=record.addressee or head.reports_to,
        through=through,
    )


def _snapshot(actor: Actor, consolidation: Consolidation, record: Record) -> None:
    tables = annexes(record)
    ConsolidationSnapshot.objects.create(
        consolidation=consolidation,
        as_of=record.as_of,
        taken_on=record.taken_on,
        by_id=actor.user_id,
        code=code_of(record, tables),
        annexes=annexes_plain(tables),
        slots={str(slot.slot_id): slot.sent.value for slot in record.slots},
    )


def edit_passage(
    actor: Actor, consolidation: Consolidation, key: str, words: str, seen: str
) -> Consolidation:
    """New words for a passage. seen: Passage.seen of what the editor had on the page."""
    return _write(
        actor, consolidation, "edit passage", key, lambda t, h: editing.edit(t, key, words, seen, h)
    )


def add_passage(
    actor: Actor, consolidation: Consolidation, section: str, after: str, words: str, form: Form = Form.BODY
) -> Consolidation:
    """A passage of one's own behind another, or at the end of the section."""
    return _write(
        actor, consolidation, "add passage", section,
        lambda t, h: editing.add(t, section, after, words, h, form),
    )  # fmt: skip


def remove_passage(actor: Actor, consolidation: Consolidation, key: str, seen: str) -> Consolidation:
    return _write(actor, consolidation, "remove passage", key, lambda t, h: editing.remove(t, key, seen, h))


def restore_passage(actor: Actor, consolidation: Consolidation, key: str) -> Consolidation:
    return _write(actor, consolidation, "restore passage", key, lambda t, h: editing.restore(t, key, h))


def follow_record(actor: Actor, consolidation: Consolidation, key: str, seen: str) -> Consolidation:
    """Back to what the record says; ends a conflict that way."""
    return _write(actor, consolidation, "follow record", key, lambda t, h: editing.follow(t, key, seen, h))


def keep_passage(actor: Actor, consolidation: Consolidation, key: str, seen: str) -> Consolidation:
    """The edited words stay though the record changed; ends a conflict the other way."""
    return _write(actor, consolidation, "keep passage", key, lambda t, h: editing.keep(t, key, seen, h))


@transaction.atomic
def _write(
    actor: Actor, consolidation: Consolidation, verb: str, thing: str, step: Callable[[Text, Hand], Text]
) -> Consolidation:
    locked = open_for_writing(actor, consolidation)
    hand = Hand(actor.user_id, today_or(None).isoformat())
    try:
        text = step(locked.under_hand(), hand)
    except NotEdited as refused:
        raise Refused(Problem("words", sentence_of(refused.fault))) from refused
    save_text(locked, text)
    audit.record(actor, verb, locked, plan=locked.plan_id, after={"key": thing, "version": locked.version})
    return locked


def sentence_of(fault: Fault) -> str:
    return {
        Fault.MISSING: _("Đoạn này không còn trong báo cáo; hãy tải lại trang."),
        Fault.CHANGED: _("Người khác vừa sửa đoạn này. Xem chỗ khác nhau bên dưới rồi lưu lại."),
        Fault.BLANK: _("Đoạn để trống. Muốn bỏ đoạn, chọn “Bỏ đoạn này”."),
        Fault.LONG: _("Đoạn dài quá 10.000 chữ; hãy tách thành nhiều đoạn."),
    }[fault]


def open_for_writing(actor: Actor, consolidation: Consolidation) -> Consolidation:
    """Locked, and neither final nor sent."""
    locked = locked_consolidation(consolidation)
    allow(can_consolidate(actor, locked.plan, locked.unit_id), "consolidate")
    if locked.where not in OPEN_FOR_WRITING:
        raise Refused(_("Báo cáo đã chốt nội dung. Muốn sửa, mở lại bản dự thảo."))
    return locked


def locked_consolidation(consolidation: Consolidation) -> Consolidation:
    joined = Consolidation.objects.select_related("plan", "unit", "slot__regime", "through_unit")
    return joined.select_for_update(of=("self",)).get(pk=consolidation.pk)


def save_text(consolidation: Consolidation, text: Text, *fields: str) -> None:
    consolidation.text = to_plain(text)
    consolidation.version += 1
    consolidation.save(update_fields=["text", "version", *fields])


@transaction.atomic
def set_template(
    actor: Actor, regime: ReportRegime, headings: Sequence[Heading], version: int
) -> ConsolidationTemplate:
    """The sections of the regime's reports, in order. Reports under hand take it when assembled again."""
    allow(can_manage_regime(actor, regime), "set template")
    titles = [heading.title.strip() for heading in headings]
    if not headings or not all(titles):
        raise Refused(_("Mỗi mục cần có tên, và phải có ít nhất một mục."))
    parts = [heading.part for heading in headings if heading.part is not Part.OWN]
    if len(parts) != len(set(parts)) or len({heading.key for heading in headings}) != len(headings):
        raise Refused(_("Mỗi phần số liệu chỉ đặt ở một mục."))
    own, _made = ConsolidationTemplate.objects.select_for_update().get_or_create(regime=regime)
    if own.version != version:
        raise Refused(_("Đề cương vừa được người khác sửa; hãy tải lại trang."))
    own.headings = [{"key": h.key, "part": h.part.value, "title": h.title.strip()} for h in headings]
    own.version += 1
    own.save(update_fields=["headings", "version"])
    audit.record(actor, "set consolidation template", own, plan=regime.plan_id, after={"titles": titles})
    return own
