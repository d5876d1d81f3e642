"""Cells of the report matrix as pages show them: sign + word; filled ground only for late and returned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from minhbach.reporting.core.matrix import Head
from minhbach.reporting.core.slot_state import Paper, Timing
from minhbach.reporting.core.tally import Cell, Look, Placed, Tally
from minhbach.shared.dates import vn_date
from minhbach.shared.numbers import vn_number
from minhbach.shared.periods import period_words, short_period_words
from minhbach.web.templatetags.desk import icon

Stands = tuple[Paper, Timing, date | None, date | None, date | None, bool]

WRITING = {
    Paper.OPEN: gettext_lazy("chưa gửi"),
    Paper.WRITING: gettext_lazy("đang viết"),
    Paper.APPROVING: gettext_lazy("chờ duyệt"),
}
SIGNS = {
    Look.ACCEPTED: "r-done",
    Look.TO_ACCEPT: "mail",
    Look.RETURNED: "back",
    Look.LATE: "late",
    Look.NEVER_SENT: "late",
}
TONES = {
    Look.ACCEPTED: "ok",
    Look.TO_ACCEPT: "wait",
    Look.RETURNED: "back",
    Look.LATE: "late",
    Look.NEVER_SENT: "late",
    Look.BEFORE_TRACKING: "pre",
    Look.OWED: "owed",
}
LOOK_WORDS = {
    Look.ACCEPTED: gettext_lazy("đã nhận"),
    Look.TO_ACCEPT: gettext_lazy("chờ xem"),
    Look.RETURNED: gettext_lazy("trả lại"),
    Look.LATE: gettext_lazy("quá hạn"),
    Look.NEVER_SENT: gettext_lazy("không nộp"),
    Look.BEFORE_TRACKING: gettext_lazy("trước khi theo dõi"),
    Look.EXCUSED: gettext_lazy("không phải báo cáo"),
    Look.OWED: gettext_lazy("chưa gửi"),
    Look.NOT_OPEN: gettext_lazy("chưa mở"),
}


@dataclass(frozen=True, slots=True)
class CellView:
    """tone: class of the cell; sign: of the sprite, "" for none; said: what a screen reader hears besides."""

    tone: str
    sign: str
    words: str
    title: str = ""
    said: str = ""


def cell_view(placed: Placed, today: date, reason: str = "") -> CellView:
    """Sign, word and the longer words behind it."""
    sign = _sign(placed)
    return CellView(
        tone="soon" if sign == "clock" else TONES.get(placed.look, "none"),
        sign=sign,
        words=cell_words(placed, today),
        title=_title(placed, today, reason),
        said=_said(placed, reason),
    )


def cell_words(placed: Placed, today: date) -> str:
    """The word of a cell, as in a table that has no signs."""
    cell, look = placed.cell, placed.look
    match look:
        case Look.ACCEPTED | Look.TO_ACCEPT:
            return _sent_words(cell.sent_on, placed.days)
        case Look.RETURNED:
            return _("trả lại %(day)s") % {"day": _short(cell.returned_on)}
        case Look.LATE:
            return overdue_words(placed.days)
        case Look.NOT_OPEN | Look.BEFORE_TRACKING:
            return "·" if look is Look.NOT_OPEN else ""
        case Look.OWED:
            return _owed_words(placed, today)
        case _:
            return str(LOOK_WORDS[look])


def overdue_words(days: int) -> str:
    return ngettext("quá hạn %(n)s ngày", "quá hạn %(n)s ngày", days) % {"n": days}


def left_words(days: int) -> str:
    """The countdown to the last day."""
    return _("hôm nay") if days == 0 else ngettext("còn %(n)s ngày", "còn %(n)s ngày", days) % {"n": days}


def head_words(head: Head, *, with_year: bool) -> str:
    """ "Quý III"; of a merged round "Quý IV và năm 2026"."""
    named = period_words if with_year else short_period_words
    parts = [short_period_words(key) for key in sorted(head.covers)]
    whole = period_words(head.period)
    if parts:
        return _("%(part)s và %(whole)s") % {"part": ", ".join(parts), "whole": _lower_first(whole)}
    return named(head.period)


def due_words(head: Head) -> str:
    """The day that the document names: "trước 02/10"; else the last day."""
    if head.last is None:
        return _("không có hạn")
    if head.due and head.due > head.last:
        return _("trước %(day)s") % {"day": _short(head.due)}
    return _("đến %(day)s") % {"day": _short(head.last)}


def last_day_words(head: Head) -> str:
    """The whole of it, for the title of a column."""
    if head.last is None:
        return ""
    return _("gửi chậm nhất %(day)s") % {"day": vn_date(head.last)}


def cell_html(placed: Placed | None, today: date, reason: str, label: str, href: str) -> SafeString:
    """One <td>; href "": nothing behind it. label: the period, shown where the row is a card.

    Thousands of cells say a few dozen things: each is laid out once.
    """
    if placed is None:
        return SafeString('<td class="p"></td>')
    cell = placed.cell
    stands = (
        cell.paper,
        cell.timing,
        cell.last_on_time,
        cell.sent_on,
        cell.returned_on,
        cell.waits_for_signed,
    )
    says = (today, reason, label, bool(href), get_language() or "")
    before, after = _laid_out(stands, placed.look, placed.days, *says)
    return SafeString(f"{before}{href}{after}") if href else before


@lru_cache(maxsize=4096)
def _laid_out(
    stands: Stands, look: Look, days: int, today: date, reason: str, label: str, is_link: bool, language: str
) -> tuple[SafeString, SafeString]:
    """What stands before and after the address of the cell; all of it where there is none."""
    view = cell_view(Placed(Cell(0, 0, 0, "", *stands), look, days, Tally()), today, reason)
    said = format_html('<span class="sr">{}</span>', view.said) if view.said else ""
    sign = icon(view.sign, 14) if view.sign else ""
    inner = format_html("{}{}{}", sign, view.words, said)
    title = format_html(' title="{}"', view.title) if view.title else ""
    start = format_html('<td class="p {}" data-label="{}">', view.tone, label)
    if not is_link:
        whole = '{}<span class="cell {}"{}>{}</span></td>'
        return format_html(whole, start, view.tone, title, inner), SafeString("")
    before = format_html('{}<a class="cell {}"{} href="', start, view.tone, title)
    return before, format_html('">{}</a></td>', inner)


def sums_html(tally: Tally) -> SafeString:
    """The three cells at the end of a row: overdue, on time, closed."""
    return _sums(tally.late, tally.due, tally.on_time, tally.closed, get_language() or "")


@lru_cache(maxsize=4096)
def _sums(late: int, due: int, on_time: int, closed: int, language: str) -> SafeString:
    def of_due(value: int) -> str:
        return f"{vn_number(value)}/{vn_number(due)}" if due else "–"

    return format_html(
        '<td class="n b{}" data-label="{}">{}</td><td class="n m" data-label="{}">{}</td>'
        '<td class="n m" data-label="{}">{}</td>',
        " late" if late else "", _("Quá hạn"), vn_number(late) if late else "–",
        _("Đúng hạn"), of_due(on_time), _("Đã nhận"), of_due(closed),
    )  # fmt: skip


def _sign(placed: Placed) -> str:
    if placed.look is Look.OWED:
        if placed.cell.paper is not Paper.OPEN:
            return "r-doing"
        return "clock" if placed.cell.timing in (Timing.SOON, Timing.TODAY) else ""
    return SIGNS.get(placed.look, "")


def _sent_words(sent: date | None, late: int) -> str:
    if sent is None:
        return _("đã nhận")
    if late > 0:
        return _("%(day)s, trễ %(n)s ngày") % {"day": _short(sent), "n": late}
    return _short(sent)


def _owed_words(placed: Placed, today: date) -> str:
    cell = placed.cell
    if cell.paper is not Paper.OPEN:
        return str(WRITING.get(cell.paper, _("chưa gửi")))
    if cell.timing in (Timing.SOON, Timing.TODAY) and cell.last_on_time is not None:
        return left_words((cell.last_on_time - today).days)
    return _("chưa gửi")


def _title(placed: Placed, today: date, reason: str) -> str:
    cell, look = placed.cell, placed.look
    if look is Look.EXCUSED:
        return reason or _("không phải báo cáo kỳ này")
    if look is Look.BEFORE_TRACKING:
        return _("trước khi theo dõi, không tính")
    if look is Look.NEVER_SENT:
        return overdue_words(placed.days)
    if look is Look.NOT_OPEN and cell.last_on_time:
        return _("chưa mở, gửi chậm nhất %(day)s") % {"day": vn_date(cell.last_on_time)}
    if look in (Look.LATE, Look.OWED) and cell.last_on_time:
        parts = [_("gửi chậm nhất %(day)s") % {"day": vn_date(cell.last_on_time)}]
        if cell.paper in (Paper.WRITING, Paper.APPROVING):
            parts.append(str(WRITING[cell.paper]))
        return ", ".join(parts)
    if cell.waits_for_signed and look in (Look.ACCEPTED, Look.TO_ACCEPT):
        return _("chờ bản ký")
    return ""


def _said(placed: Placed, reason: str) -> str:
    """What eyes read from the sign or from the hatch."""
    if placed.look in (Look.ACCEPTED, Look.TO_ACCEPT, Look.BEFORE_TRACKING, Look.NOT_OPEN):
        return str(LOOK_WORDS[placed.look])
    return reason if placed.look is Look.EXCUSED else ""


def _short(day: date | None) -> str:
    return f"{day:%d/%m}" if day else ""


def _lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]
