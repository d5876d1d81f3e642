"""Quản trị, Lịch nghỉ: rest days of a year, confirmed by the notice that sets them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from minhbach.plans import queries, services
from minhbach.plans.models import RestDay, RestDayKind
from minhbach.plans.queries import MovedDay
from minhbach.reporting.queries.settling import MovedRound, preview_advice, preview_calendar
from minhbach.shared.dates import vn_date
from minhbach.web.desk.admin.tabs import admin_tabs
from minhbach.web.doors import for_roles, tried
from minhbach.web.fields import DayField, whole_number
from minhbach.web.shapes import Tab

YEARS_AROUND = (-1, 0, 1, 2)


class RestDayForm(forms.Form):
    day = DayField(label=gettext_lazy("Ngày"))
    kind = forms.ChoiceField(label=gettext_lazy("Là ngày"), choices=RestDayKind.choices)
    name = forms.CharField(
        label=gettext_lazy("Tên"), max_length=120, help_text=gettext_lazy("Ví dụ Nghỉ bù Quốc khánh")
    )
    source = forms.CharField(
        label=gettext_lazy("Căn cứ"), max_length=200, required=False,
        help_text=gettext_lazy("Số thông báo nghỉ"),
    )  # fmt: skip


class ConfirmForm(forms.Form):
    source = forms.CharField(
        label=gettext_lazy("Căn cứ"), max_length=200,
        help_text=gettext_lazy("Số, ngày của thông báo nghỉ lễ, tết"),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Preview:
    """What one change would move. day: the changed day, in words. rounds: of reports, whose last day moves;
    advised: of reports whose day stays and is better kept on another working day."""

    day: str
    moved: tuple[MovedDay, ...]
    rounds: list[MovedRound]
    advised: list[MovedRound]


@dataclass(frozen=True, slots=True)
class Removal:
    """A rest day that is about to become an ordinary one."""

    row: RestDay
    preview: Preview


@for_roles("administrator")
def calendar(request: HttpRequest) -> HttpResponse:
    year = year_asked(request)
    day_form = RestDayForm(_typed(request, "set", "preview"))
    confirm_form = ConfirmForm(_typed(request, "confirm"), prefix="c")
    if request.method == "POST" and (answer := _obey(request, year, day_form, confirm_form)):
        return answer
    days = queries.rest_days(year)
    context = {
        "tabs": admin_tabs("admin_calendar"),
        "year": str(year),
        "years": _years(request.today.year, year),
        "days": days,
        "waiting": sum(not row.confirmed for row in days),
        "form": day_form,
        "confirm": confirm_form,
        "preview": _preview(request, day_form),
        "removal": _removal(request, days),
    }
    return render(request, "desk/admin/calendar.html", context)


def year_asked(request: HttpRequest) -> int:
    """The year of the address (`nam`), else this one."""
    asked = whole_number(request.GET.get("nam", ""))
    return asked if asked and 2000 <= asked <= 2100 else request.today.year


def _years(this: int, shown: int) -> list[Tab]:
    years = sorted({this + step for step in YEARS_AROUND} | {shown})
    return [Tab(f"?nam={year}", str(year), is_current=year == shown) for year in years]


def _typed(request: HttpRequest, *verbs: str) -> object:
    return request.POST if request.POST.get("verb") in verbs else None


def _obey(request: HttpRequest, year: int, day: RestDayForm, confirm: ConfirmForm) -> HttpResponse | None:
    """Does what the pressed button says; None where the page is shown again."""
    verb = request.POST.get("verb", "")
    if verb == "set" and day.is_valid() and tried(day, lambda: _set(request, day)):
        return _to(day.cleaned_data["day"].year)
    if verb == "confirm" and confirm.is_valid() and tried(confirm, lambda: _confirm(request, year, confirm)):
        return _to(year)
    if verb == "clear":
        return _clear(request, year)
    if verb == "propose":
        return _propose(request, year)
    return None


def _to(year: int) -> HttpResponseRedirect:
    return redirect(f"{reverse('admin_calendar')}?nam={year}")


def _set(request: HttpRequest, form: RestDayForm) -> None:
    typed = form.cleaned_data
    services.set_rest_day(request.actor, typed["day"], typed["kind"], typed["name"], typed["source"])
    messages.success(request, _("Đã lưu ngày %(day)s") % {"day": vn_date(typed["day"])})


def _confirm(request: HttpRequest, year: int, form: ConfirmForm) -> None:
    services.confirm_year(request.actor, year, form.cleaned_data["source"])
    messages.success(request, _("Đã xác nhận lịch nghỉ năm %(year)s") % {"year": year})


def _clear(request: HttpRequest, year: int) -> HttpResponse:
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
        services.set_rest_day(request.actor, day, None)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    except ValueError:
        messages.error(request, _("Không rõ bỏ ngày nào; chọn lại trong bảng."))
    else:
        messages.success(request, _("Ngày %(day)s trở lại ngày thường") % {"day": vn_date(day)})
    return _to(year)


def _propose(request: HttpRequest, year: int) -> HttpResponse:
    services.propose_rest_days()
    found = len(queries.rest_days(year))
    words = ngettext("Đã đề xuất %(n)s ngày", "Đã đề xuất %(n)s ngày", found) % {"n": found}
    messages.success(
        request, words if found else _("Chưa có đề xuất cho năm này; thêm từng ngày theo thông báo")
    )
    return _to(year)


def _preview(request: HttpRequest, form: RestDayForm) -> Preview | None:
    """What the typed day would move, where that was asked."""
    if request.POST.get("verb") != "preview" or not form.is_valid():
        return None
    return _of_change(request, form.cleaned_data["day"], form.cleaned_data["kind"])


def _of_change(request: HttpRequest, day: date, kind: str | None) -> Preview:
    return Preview(
        vn_date(day),
        queries.preview_calendar_change(request.actor, {day: kind}),
        preview_calendar(request.actor, {day: kind}, request.today),
        preview_advice(request.actor, {day: kind}),
    )


def _removal(request: HttpRequest, days: list[RestDay]) -> Removal | None:
    """The day of the address (`bo`), with what its removal would move."""
    asked = request.GET.get("bo", "")
    row = next((row for row in days if row.day.isoformat() == asked), None)
    if row is None or request.method == "POST":
        return None
    return Removal(row, _of_change(request, row.day, None))
