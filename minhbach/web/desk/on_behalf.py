"""Nhập thay: what a unit sent by axis, paper, mail, Zalo or phone, written down row by row with one save."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from minhbach.organisation import queries as organisation
from minhbach.organisation.models import Unit
from minhbach.plans import access, queries, services
from minhbach.plans.core.kinds import Clock, Result
from minhbach.plans.core.report import OnBehalf, Report
from minhbach.plans.models import Via
from minhbach.plans.queries import DutyFilter, Sort
from minhbach.shared.dates import parse_vn_date
from minhbach.web.doors import for_roles
from minhbach.web.fields import DayField, whole_number
from minhbach.web.rows import DutyRow, rows_of

RUNNING = (Result.NOT_STARTED.value, Result.DOING.value)
ROWS = 100


class CameForm(forms.Form):
    """How and when the unit's report came: one for all rows of the save."""

    via = forms.ChoiceField(
        label=gettext_lazy("Nhận qua"), choices=[(v, w) for v, w in Via.choices if v != Via.SYSTEM]
    )
    received_on = DayField(
        label=gettext_lazy("Nhận ngày"), help_text=gettext_lazy("Chậm hay không tính theo ngày này")
    )
    number = forms.CharField(label=gettext_lazy("Số văn bản đến"), max_length=60, required=False)

    def behalf(self) -> OnBehalf:
        return OnBehalf(**self.cleaned_data)


@dataclass(frozen=True, slots=True)
class BehalfRow:
    """One duty of the grid with what was typed. error: why it was not taken; the typed words stay."""

    row: DutyRow
    text: str = ""
    percent: str = ""
    done_on: str = ""
    error: str = ""

    @property
    def has_percent(self) -> bool:
        return self.row.duty.clock != Clock.ONGOING


@for_roles("focal", "secretary", "administrator")
def on_behalf(request: HttpRequest) -> HttpResponse:
    """Choose the unit; then its running duties with one line each."""
    unit = _unit(request)
    form = CameForm(request.POST or None, initial={"received_on": request.today})
    errors: dict[int, str] = {}
    if request.method == "POST" and unit and form.is_valid():
        errors, saved = _save(request, form.behalf())
        if saved:
            said = ngettext("Đã ghi thay %(n)s phần việc", "Đã ghi thay %(n)s phần việc", saved)
            messages.success(request, said % {"n": saved})
        if not errors:
            return redirect(f"{reverse('on_behalf')}?don-vi={unit.pk}")
    context = {
        "unit": unit,
        "disputed": queries.disputed_entries(request.actor),
        "units": queries.units_that_owe(request.actor),
        "form": form,
        "rows": _rows(request, unit, errors) if unit else [],
        "zalo_qr": request.build_absolute_uri(reverse("my_work")),
        "zalo": queries.text_for_zalo(request.actor, request.today, unit=unit) if unit else "",
    }
    return render(request, "desk/on_behalf.html", context)


def _unit(request: HttpRequest) -> Unit | None:
    asked = whole_number(request.GET.get("don-vi", ""))
    found = organisation.in_protocol_order([asked]) if asked is not None else []
    return found[0] if found else None


def _rows(request: HttpRequest, unit: Unit, errors: dict[int, str]) -> list[BehalfRow]:
    """Running duties of the unit in plans that the actor answers for."""
    asked = DutyFilter(unit_id=unit.pk, result=RUNNING)
    page = queries.duties_list(request.actor, asked, request.today, sort=Sort.PLAN, size=ROWS)
    lines = [line for line in page.lines if access.can_record_on_behalf(request.actor, line.duty)]
    last = queries.newest_entries(line.duty for line in lines)
    return [_row(request, row, errors) for row in rows_of(lines, last)]


def _row(request: HttpRequest, row: DutyRow, errors: dict[int, str]) -> BehalfRow:
    pk = row.duty.pk
    if request.method != "POST" or (errors and pk not in errors):
        return BehalfRow(row)
    typed = {name: request.POST.get(f"{name[0]}-{pk}", "") for name in ("text", "percent", "done_on")}
    return BehalfRow(row, **typed, error=errors.get(pk, ""))


def _save(request: HttpRequest, behalf: OnBehalf) -> tuple[dict[int, str], int]:
    """Saves every filled row. Returns sentences by duty, and how many were taken."""
    errors: dict[int, str] = {}
    items = []
    for duty_id in _filled(request):
        try:
            items.append(
                services.ReportItem(duty_id, _report(request, duty_id), _version(request, duty_id), behalf)
            )
        except ValueError as wrong:
            errors[duty_id] = str(wrong)
    results = services.report_many(request.actor, items, today=request.today)
    for result in results:
        if result.problems:
            errors[result.duty_id] = " ".join(problem.sentence for problem in result.problems)
    return errors, sum(result.entry is not None for result in results)


def _filled(request: HttpRequest) -> list[int]:
    return [
        duty_id
        for name, text in request.POST.items()
        if name.startswith("t-") and (duty_id := whole_number(name[2:])) and text.strip()
    ]


def _report(request: HttpRequest, duty_id: int) -> Report:
    """The row as a report. Raises ValueError with a sentence where a figure or a day is none."""
    percent = request.POST.get(f"p-{duty_id}", "").strip().removesuffix("%")
    day = request.POST.get(f"d-{duty_id}", "").strip()
    if percent and whole_number(percent) is None:
        raise ValueError(_("Tỷ lệ ghi số từ 0 đến 100."))
    try:
        done_on = parse_vn_date(day) if day else None
    except ValueError as wrong:
        raise ValueError(_("Ghi ngày như 06/10/2026.")) from wrong
    return Report(
        text=request.POST[f"t-{duty_id}"].strip(),
        percent=whole_number(percent),
        result=Result.REPORTED_DONE if done_on else Result.DOING,
        done_on=done_on,
    )


def _version(request: HttpRequest, duty_id: int) -> int | None:
    return whole_number(request.POST.get(f"v-{duty_id}", ""))
