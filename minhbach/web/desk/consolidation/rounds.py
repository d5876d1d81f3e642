"""The rounds to be consolidated: who is in, who is missing, how far each report is; the first assembly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhbach.reporting import access
from minhbach.reporting.queries import consolidation as queries
from minhbach.reporting.services import consolidating
from minhbach.web.desk.consolidation.frame import Stand, about, crumbs, stand_of, title_of
from minhbach.web.doors import or_404, signed_in, tried
from minhbach.web.fields import DayField
from minhbach.web.shapes import Crumb

MOST_NAMES = 6


class CutOffForm(forms.Form):
    """Up to which day work counts."""

    as_of = DayField(
        label=gettext_lazy("Chốt số liệu đến hết ngày"),
        help_text=gettext_lazy("Cập nhật ghi sau ngày này không tính vào báo cáo."),
    )


@dataclass(frozen=True, slots=True)
class RoundShown:
    row: queries.RoundRow
    title: str
    about: str
    stand: Stand
    names: tuple[str, ...]
    more: int
    days: int | None  # to the last day on time; negative when it has passed; None: sent, or no day

    @property
    def late_days(self) -> int:
        return max(-(self.days or 0), 0)


@signed_in
def rounds(request: HttpRequest) -> HttpResponse:
    rows = [_shown(row, request.today) for row in queries.rounds(request.actor, request.today)]
    context = {
        "open": [row for row in rows if not row.row.is_closed],
        "closed": [row for row in rows if row.row.is_closed],
        "crumbs": [Crumb(_("Tổng hợp"))],
    }
    return render(request, "desk/consolidation/rounds.html", context)


def _shown(row: queries.RoundRow, today: date) -> RoundShown:
    slot, names = row.slot, row.missing[:MOST_NAMES]
    is_out = slot.first_sent_on is not None or slot.last_on_time is None
    return RoundShown(
        row=row,
        title=title_of(slot),
        about=about(slot),
        stand=stand_of(row.where),
        names=names,
        more=len(row.missing) - len(names),
        days=None if is_out else (slot.last_on_time - today).days,
    )


@signed_in
def start(request: HttpRequest, slot_id: int) -> HttpResponse:
    """Before the first assembly: who is in, up to which day figures count."""
    slot = or_404(queries.consolidated_slot, request.actor, slot_id)
    standing = getattr(slot, "consolidation", None)
    if standing is not None:
        return redirect("consolidation", standing.pk)
    can = access.can_consolidate(request.actor, slot.plan, slot.unit_id)
    if request.method == "POST" and not can:
        raise PermissionDenied
    form = CutOffForm(request.POST or None, initial={"as_of": min(slot.window_to, request.today)})
    if request.method == "POST" and form.is_valid():
        made = []

        def work() -> None:
            day = form.cleaned_data["as_of"]
            made.append(consolidating.start(request.actor, slot, day, today=request.today))

        if tried(form, work):
            messages.success(request, _("Đã tổng hợp bản dự thảo"))
            return redirect("consolidation", made[0].pk)
    context = {
        "slot": slot,
        "title": title_of(slot),
        "about": about(slot),
        "crumbs": crumbs(slot),
        "situation": queries.situation(slot, None, request.today),
        "form": form,
        "can": can,
    }
    return render(request, "desk/consolidation/start.html", context)
