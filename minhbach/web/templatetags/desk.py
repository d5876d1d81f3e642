"""What every page of the product writes the same way: dates, numbers, signs of state, fields, icons."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

import segno
from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhbach.plans.core.kinds import Result
from minhbach.plans.queries import ActionLine, Cells
from minhbach.shared import dates, numbers
from minhbach.shared.periods import period_words
from minhbach.shared.shown import shown

register = template.Library()
register.filter("shown", shown)

WEEKDAYS = [
    gettext_lazy("thứ Hai"),
    gettext_lazy("thứ Ba"),
    gettext_lazy("thứ Tư"),
    gettext_lazy("thứ Năm"),
    gettext_lazy("thứ Sáu"),
    gettext_lazy("thứ Bảy"),
    gettext_lazy("Chủ nhật"),
]

# The sign of each result; the word is the model's own label.
RESULT_SIGNS = {
    "not_started": ("not", "r-not"),
    "doing": ("doing", "r-doing"),
    "reported_done": ("reported", "r-reported"),
    "done": ("done", "r-done"),
    "suspended": ("off", "r-paused"),
    "not_applicable": ("off", "r-off"),
}
DEADLINE_SIGNS = {"late": "late", "soon": "clock"}


@register.filter
def vn_date(value: date | datetime | None) -> str:
    """06/10/2026, nothing for nothing. A moment is taken in local time."""
    day = _day(value)
    return dates.vn_date(day) if day else ""


@register.filter
def vn_short(value: date | datetime | None) -> str:
    """06/10, where the year is plain."""
    day = _day(value)
    return f"{day:%d/%m}" if day else ""


@register.filter
def vn_day(value: date | datetime | None) -> str:
    """ "thứ Sáu 09/10", where a person plans."""
    day = _day(value)
    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m}" if day else ""


@register.filter
def vn_moment(value: datetime | None) -> str:
    """ "06/10/2026, 10:21"."""
    return f"{vn_date(value)}, {timezone.localtime(value):%H:%M}" if value else ""


@register.filter
def vn_number(value: Decimal | int | float | None, places: int | None = None) -> str:
    """1.234,5; "–" for what is not there."""
    if value is None or value == "":
        return "–"
    if isinstance(value, Decimal) and places is None:
        value = value.normalize() if value != value.to_integral() else value.to_integral()
    return numbers.vn_number(value, places)


@register.filter
def dash(value: int | None) -> str:
    """A count in a table: zero is "–"."""
    return numbers.vn_number(value) if value else "–"


@register.filter
def vn_size(value: int | None) -> str:
    """Bytes as "46 KB" or "0,8 MB"."""
    if not value:
        return ""
    if value < 1024 * 1024:
        return f"{max(1, round(value / 1024))} KB"
    return f"{numbers.vn_number(value / 1024 / 1024, 1)} MB"


@register.filter
def period_name(key: str) -> str:
    """ "2026-Q3" -> "Quý III/2026"; nothing for nothing."""
    return period_words(key) if key else ""


@register.simple_tag
def icon(name: str, size: int = 16) -> SafeString:
    """A sign of the sprite. It says nothing to a screen reader: the word beside it does."""
    return _icon(name, size)


@register.inclusion_tag("components/state_result.html")
def state_result(result: str, label: str = "") -> dict[str, str]:
    """The first axis: round sign and word."""
    tone, sign = RESULT_SIGNS[result]
    return {"tone": tone, "sign": sign, "label": label or result_word(result)}


@register.inclusion_tag("components/state_deadline.html")
def state_deadline(tone: str, words: str) -> dict[str, str]:
    """The second axis. tone: late, soon, ok, none or silent."""
    return {"tone": tone, "words": words, "sign": DEADLINE_SIGNS.get(tone, "")}


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, help_text: str = "", rows: int | None = None) -> dict[str, object]:
    """Label above, help under it, the message between label and control."""
    attrs: dict[str, object] = {"class": "in"}
    if rows:
        attrs["rows"] = rows
    widget = bound.field.widget
    described = [f"{bound.auto_id}_{part}" for part in _described_by(bound, help_text)]
    if described:
        attrs["aria-describedby"] = " ".join(described)
    return {
        "field": bound,
        "control": bound.as_widget(attrs=_unstyled(attrs) if _is_choice(widget) else attrs),
        "help_text": help_text or bound.help_text,
        "is_group": isinstance(widget, RadioSelect | CheckboxSelectMultiple),
        "is_check": isinstance(widget, CheckboxInput),
        "is_optional": not bound.field.required and not isinstance(widget, CheckboxInput),
    }


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: object) -> dict[str, object]:
    """What must be put right, each line a link to its field."""
    return {"form": form}


@register.inclusion_tag("components/strip.html")
def strip(done: int, reported: int, doing: int, silent: int, late: int, total: int = 0) -> dict[str, object]:
    """State strip of 158 px: done filled, reported outlined, doing grey, silent dashed, late red."""
    parts = [("done", done), ("reported", reported), ("doing", doing), ("silent", silent), ("late", late)]
    sum_of_parts = sum(count for _name, count in parts)
    return {"parts": _laid_out(parts, max(total, sum_of_parts)), "label": _strip_words(parts, total)}


@register.inclusion_tag("components/strip.html")
def cells_strip(cells: Cells) -> dict[str, object]:
    """The strip of counted duties (plans.queries.Cells); what has not begun is the empty rest."""
    results = cells.by_result
    late = cells.overdue.value
    doing = max(0, results[Result.DOING] + results[Result.NOT_STARTED] - cells.silent - late)
    doing = min(doing, results[Result.DOING])
    return strip(cells.done.value, results[Result.REPORTED_DONE], doing, cells.silent, late, cells.total)


@register.inclusion_tag("components/strip.html")
def action_strip(line: ActionLine) -> dict[str, object]:
    """The strip of one action of the tree."""
    results = line.by_result
    doing = max(0, min(results[Result.DOING], line.duties - line.overdue - line.silent - line.done))
    return strip(line.done, results[Result.REPORTED_DONE], doing, line.silent, line.overdue, line.duties)


@register.inclusion_tag("components/progress.html")
def share(done: int, total: int, tone: str = "done") -> dict[str, object]:
    """A plain bar of 0 to 100 %."""
    return {"percent": round(100 * done / total) if total else 0, "tone": tone}


@register.simple_tag
def mark_hits(text: str, words: str) -> SafeString:
    """The text with the searched word marked where it stands as typed."""
    place = text.lower().find(words.lower()) if words else -1
    if place < 0:
        return format_html("{}", text)
    end = place + len(words)
    return format_html("{}<mark>{}</mark>{}", text[:place], text[place:end], text[end:])


def result_word(result: str) -> str:
    """The word of a result, as the offices say it."""
    words = {
        "not_started": _("Chưa thực hiện"),
        "doing": _("Đang thực hiện"),
        "reported_done": _("Báo cáo hoàn thành"),
        "done": _("Đã hoàn thành"),
        "suspended": _("Tạm dừng"),
        "not_applicable": _("Không áp dụng"),
    }
    return words[result]


def _day(value: date | datetime | None) -> date | None:
    if isinstance(value, datetime):
        return timezone.localdate(value) if timezone.is_aware(value) else value.date()
    return value or None


@lru_cache(maxsize=256)
def _icon(name: str, size: int) -> SafeString:
    return format_html(
        '<svg width="{0}" height="{0}" aria-hidden="true"><use href="{1}#{2}"/></svg>',
        size,
        static("icons.svg"),
        name,
    )


def _is_choice(widget: object) -> bool:
    return isinstance(widget, RadioSelect | CheckboxSelectMultiple | CheckboxInput)


def _unstyled(attrs: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in attrs.items() if key != "class"}


def _described_by(bound: BoundField, help_text: str) -> list[str]:
    parts = ["error"] if bound.errors else []
    return [*parts, "help"] if help_text or bound.help_text else parts


def _laid_out(parts: list[tuple[str, int]], total: int) -> list[dict[str, object]]:
    """Where each part begins and how wide it is, at least 3 px where it is not empty."""
    width, gap, at, laid = 158.0, 1.5, 0.0, []
    shown = [(name, count) for name, count in parts if count]
    room = width - gap * max(0, len(shown) - 1)
    for name, count in shown:
        wide = max(3.0, room * count / total)
        laid.append({"name": name, "x": f"{at:.1f}", "width": f"{min(wide, width - at):.1f}"})
        at += wide + gap
    return laid


def _strip_words(parts: list[tuple[str, int]], total: int) -> str:
    words = {
        "done": _("đã hoàn thành"),
        "reported": _("chờ ghi nhận"),
        "doing": _("đang làm"),
        "silent": _("im lặng"),
        "late": _("quá hạn"),
    }
    return ", ".join(f"{count} {words[name]}" for name, count in parts if count) or _("chưa có phần việc")


@register.simple_tag
def qr(address: str, words: str) -> SafeString:
    """An address to scan, as a drawing in the page: dark on white in either theme, named by its words."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        scale=4, border=3, dark="#000", light="#fff", svgclass=None, lineclass=None, omitsize=True
    )
    named = format_html('<svg class="qr" role="img" aria-label="{}"', words)
    return mark_safe(drawn.replace("<svg", named, 1))  # noqa: S308 - segno draws modules, never the text
