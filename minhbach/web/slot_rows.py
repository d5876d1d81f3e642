"""One report slot as a row: its period, where it stands, how it came, what was decided about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from minhbach.plans.models import Via
from minhbach.reporting.core.tally import Look
from minhbach.reporting.models import ReportSlot, SlotException
from minhbach.reporting.queries.sent_reports import SentReport
from minhbach.reporting.queries.slots import SlotRecord
from minhbach.shared.dates import vn_date
from minhbach.shared.periods import period_words
from minhbach.web.report_cells import LOOK_WORDS, CellView, cell_view, cell_words

IN_SIGHT = frozenset({Look.ACCEPTED, Look.TO_ACCEPT, Look.RETURNED})


@dataclass(frozen=True, slots=True)
class SlotRecordRow:
    """words: the state in full; sent: day and way; notes: returns, exceptions, the paper that is to come."""

    slot: ReportSlot
    view: CellView
    words: str
    sent: str
    notes: tuple[str, ...]
    href: str = ""

    @property
    def period(self) -> str:
        return period_title(self.slot)

    @property
    def title(self) -> str:
        """Whose report it is, where several stand together."""
        plan = self.slot.plan
        return self.slot.regime.title or (plan.number or plan.title if plan else "")


def slot_row(line: SlotRecord, today: date, href: Callable[[int], str]) -> SlotRecordRow:
    placed = line.placed
    reason = line.exceptions[-1].reason if line.exceptions else ""
    return SlotRecordRow(
        slot=line.slot,
        view=cell_view(placed, today, reason),
        words=_words(line, today),
        sent=_sent(line),
        notes=tuple(_notes(line)),
        href=href(line.slot.pk) if placed.look in IN_SIGHT else "",
    )


def period_title(slot: ReportSlot) -> str:
    """ "Quý III/2026"; of a merged round "Năm 2026, gồm Quý IV/2026"."""
    whole = period_words(slot.period)
    if not slot.covers:
        return whole
    covered = ", ".join(period_words(key) for key in slot.covers)
    return _("%(whole)s, gồm %(covered)s") % {"whole": whole, "covered": covered}


def _words(line: SlotRecord, today: date) -> str:
    """A state in words alone: the day stands in a column of its own."""
    look = line.placed.look
    if look in (Look.ACCEPTED, Look.TO_ACCEPT):
        late = line.placed.days
        return (
            _("%(state)s, trễ %(n)s ngày") % {"state": LOOK_WORDS[look], "n": late}
            if late
            else str(LOOK_WORDS[look])
        )
    if look in (Look.NOT_OPEN, Look.BEFORE_TRACKING):
        return str(LOOK_WORDS[look])
    return cell_words(line.placed, today)


def _sent(line: SlotRecord) -> str:
    """The day, and the way where it was not typed here."""
    sent, report = line.placed.cell.sent_on, line.report
    if sent is None:
        return ""
    parts = [vn_date(sent)]
    if report and report.number:
        parts.append(report.number)
    if report and report.came_another_way:
        parts.append(via_words(report))
    return ", ".join(parts)


def via_words(report: SentReport) -> str:
    """ "nhập thay, nhận qua Zalo 03/10/2026"."""
    said = {"via": Via(report.via).label, "day": vn_date(report.received_on) if report.received_on else ""}
    if report.received_on:
        return _("nhập thay, nhận qua %(via)s ngày %(day)s") % said
    return _("nhập thay, nhận qua %(via)s") % said


def _notes(line: SlotRecord) -> Iterator[str]:
    slot = line.slot
    for one in line.returns:
        said = {"day": vn_date(one.on), "reason": one.text}
        yield (_("Trả lại ngày %(day)s: %(reason)s") if one.text else _("Trả lại ngày %(day)s.")) % said
    if slot.returned_on and not line.returns:
        yield _("Trả lại ngày %(day)s.") % {"day": vn_date(slot.returned_on)}
    if slot.accepted_on:
        yield _("Đã nhận ngày %(day)s.") % {"day": vn_date(slot.accepted_on)}
    if line.report and line.report.completeness.asked:
        parts = line.report.completeness
        yield _("%(n)s/%(all)s mục có nội dung.") % {"n": parts.answered, "all": parts.asked}
    if slot.waits_for_signed:
        yield _("Chờ bản ký.")
    for exception in line.exceptions:
        yield _exception(exception)


def _exception(line: SlotException) -> str:
    said = {"what": line.get_kind_display(), "reason": line.reason, "day": vn_date(line.on)}
    if line.after:
        return _("%(what)s (%(after)s), ngày %(day)s: %(reason)s") % (said | {"after": vn_date(line.after)})
    return _("%(what)s, ngày %(day)s: %(reason)s") % said
