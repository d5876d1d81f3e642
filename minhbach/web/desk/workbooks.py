"""Biểu đi - về: workbooks out in a zip, many back at once, looked through row by row, then recorded."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from minhbach.organisation.queries import unit_record
from minhbach.reporting import queries
from minhbach.reporting.models import ReturnedState
from minhbach.reporting.services import workbooks as services
from minhbach.web.desk.upload import ManyFiles
from minhbach.web.doors import for_roles, or_404, signed_in, tried
from minhbach.web.fields import DayField, whole_number

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ReturnForm(forms.Form):
    files = ManyFiles(
        label=gettext_lazy("Biểu các đơn vị gửi về"),
        help_text=gettext_lazy("Chọn nhiều tệp .xlsx một lượt; xem trước từng dòng rồi mới ghi."),
    )
    received_on = DayField(
        label=gettext_lazy("Nhận ngày"), help_text=gettext_lazy("Chậm hay không tính theo ngày này.")
    )
    number = forms.CharField(label=gettext_lazy("Số văn bản gửi kèm"), max_length=60, required=False)


@for_roles("focal")
def batches(request: HttpRequest) -> HttpResponse:
    """Takes returned files in; lists what came before."""
    today = timezone.localdate()
    form = ReturnForm(request.POST or None, request.FILES or None, initial={"received_on": today})
    if request.method == "POST" and form.is_valid():
        typed, made = form.cleaned_data, []

        def take() -> None:
            uploads = [(file, file.name or "") for file in typed["files"]]
            made.append(
                services.receive(request.actor, uploads, typed["received_on"], typed["number"], today)
            )

        if tried(form, take):
            return redirect("workbook_batch", batch_id=made[0].pk)
    context = {"form": form, "batches": queries.batches(request.actor)}
    return render(request, "desk/workbooks/list.html", context)


@for_roles("focal")
def batch(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Every file of a batch, every filled-in row, and what keeps one from being recorded."""
    found = or_404(queries.batch_with_files, request.actor, batch_id)
    return render(request, "desk/workbooks/batch.html", {"batch": found, "states": ReturnedState})


@require_POST
@for_roles("focal")
def again(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Has a batch read whose reading ended before all its files were read."""
    services.read_again(request.actor, or_404(queries.batch_with_files, request.actor, batch_id).batch)
    return redirect("workbook_batch", batch_id=batch_id)


@require_POST
@for_roles("focal")
def close(request: HttpRequest, batch_id: int, workbook_id: int) -> HttpResponse:
    """Closes a file whose last rows are not to be recorded."""
    found = or_404(queries.batch_with_files, request.actor, batch_id)
    for file in found.files:
        if file.workbook.pk == workbook_id:
            services.close_workbook(request.actor, file.workbook)
    return redirect("workbook_batch", batch_id=batch_id)


@require_POST
@for_roles("focal")
def record(request: HttpRequest, batch_id: int, workbook_id: int) -> HttpResponse:
    """Records one file, or with workbook_id 0 every file that waits."""
    found = or_404(queries.batch_with_files, request.actor, batch_id)
    ticked = [line for typed in request.POST.getlist("line") if (line := whole_number(typed)) is not None]
    waiting = [
        file.workbook
        for file in found.files
        if file.workbook.state == ReturnedState.READY and workbook_id in (0, file.workbook.pk)
    ]
    lines = ticked if workbook_id else []
    done = [services.record_workbook(request.actor, book, lines, timezone.localdate()) for book in waiting]
    count = sum(after.recorded - before.recorded for before, after in zip(waiting, done, strict=True))
    left = sum(workbook.state == ReturnedState.READY for workbook in done)
    messages.success(request, _("Đã ghi %(n)s dòng của %(files)s biểu.") % {"n": count, "files": len(done)})
    if left:
        messages.warning(
            request, _("%(n)s biểu còn dòng chưa ghi được: lý do nêu ở từng dòng.") % {"n": left}
        )
    return redirect("workbook_batch", batch_id=batch_id)


@for_roles("focal")
def send_out(request: HttpRequest) -> HttpResponse:
    """The zip of all units' workbooks; `ke-hoach` narrows it to one plan."""
    plan = whole_number(request.GET.get("ke-hoach", ""))
    today = timezone.localdate()
    content = services.unit_workbooks_zip(request.actor, today, plan)
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="bieu-don-vi-{today:%Y%m%d}.zip"'
    return response


@signed_in
def own(request: HttpRequest) -> HttpResponse:
    """The workbook of the actor's own unit."""
    if request.actor.unit_id is None:
        raise PermissionDenied
    unit = or_404(unit_record, request.actor.unit_id)
    content = services.unit_workbook(request.actor, unit, timezone.localdate())
    response = HttpResponse(content, content_type=EXCEL)
    response["Content-Disposition"] = 'attachment; filename="bieu-bao-cao.xlsx"'
    return response
