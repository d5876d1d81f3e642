"""What becomes of a unit: renamed, merged, its function moved, dissolved. History keeps the old name."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from minhbach.organisation import queries, services
from minhbach.organisation.models import Unit
from minhbach.web.desk.admin.tabs import admin_tabs
from minhbach.web.doors import for_roles, or_404, tried
from minhbach.web.fields import DayField
from minhbach.web.shapes import Crumb


class ChangeForm(forms.Form):
    """on: the first day of the new state. basis: the document that decided it."""

    on = DayField(label=gettext_lazy("Từ ngày"))
    basis = forms.CharField(
        label=gettext_lazy("Căn cứ"), max_length=300, help_text=gettext_lazy("Số nghị quyết, quyết định")
    )

    def work(self, request: HttpRequest, unit: Unit) -> object:
        return services.dissolve(
            request.actor, unit.pk, on=self.cleaned_data["on"], basis=self.cleaned_data["basis"]
        )


class RenameForm(ChangeForm):
    code = forms.CharField(label=gettext_lazy("Mã mới"), max_length=30)
    name = forms.CharField(label=gettext_lazy("Tên mới"), max_length=200)
    short_name = forms.CharField(label=gettext_lazy("Tên ngắn mới"), max_length=100, required=False)

    def work(self, request: HttpRequest, unit: Unit) -> object:
        return services.rename(request.actor, unit.pk, **self.cleaned_data)


class IntoForm(ChangeForm):
    into_code = forms.CharField(label=gettext_lazy("Mã đơn vị nhận"), max_length=30)

    def clean_into_code(self) -> Unit:
        into = queries.unit_by_code(self.cleaned_data["into_code"].strip())
        if into is None:
            raise forms.ValidationError(_("Không có đơn vị nào mang mã này. Thêm đơn vị nhận trước."))
        return into

    def work(self, request: HttpRequest, unit: Unit) -> object:
        typed = self.cleaned_data
        into = typed["into_code"].pk
        return services.merge(request.actor, [unit.pk], into, on=typed["on"], basis=typed["basis"])


class MoveForm(IntoForm):
    note = forms.CharField(label=gettext_lazy("Chức năng nào"), max_length=300)

    def work(self, request: HttpRequest, unit: Unit) -> object:
        typed = self.cleaned_data
        return services.move_function(
            request.actor,
            unit.pk,
            typed["into_code"].pk,
            on=typed["on"],
            note=typed["note"],
            basis=typed["basis"],
        )


# The kind in the address -> its form, its name, and what becomes of the unit.
KINDS: dict[str, tuple[Callable[..., ChangeForm], object, object]] = {
    "doi-ten": (
        RenameForm,
        gettext_lazy("Đổi tên"),
        gettext_lazy("Đơn vị cũ đóng, đơn vị mang tên mới nối tiếp; phần việc cũ giữ tên cũ."),
    ),
    "sap-nhap": (
        IntoForm,
        gettext_lazy("Sáp nhập vào đơn vị khác"),
        gettext_lazy("Đơn vị này đóng; đơn vị nhận nối tiếp công việc."),
    ),
    "chuyen-chuc-nang": (
        MoveForm,
        gettext_lazy("Chuyển một chức năng"),
        gettext_lazy("Đơn vị này vẫn hoạt động; một chức năng sang đơn vị khác."),
    ),
    "ket-thuc": (
        ChangeForm,
        gettext_lazy("Kết thúc hoạt động"),
        gettext_lazy("Không đơn vị nào nối tiếp. Lịch sử được giữ."),
    ),
}


@for_roles("administrator")
def change(request: HttpRequest, unit_id: int, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    record = or_404(queries.unit_record, unit_id)
    make_form, title, words = KINDS[kind]
    form = make_form(request.POST or None)
    if request.method == "POST" and form.is_valid() and tried(form, lambda: form.work(request, record)):
        messages.success(request, _("Đã ghi thay đổi của đơn vị"))
        return redirect("admin_unit", unit_id)
    here = reverse("admin_unit", args=[unit_id])
    context = {
        "tabs": admin_tabs("admin_units"),
        "crumbs": [
            Crumb(pgettext("many", "Đơn vị"), reverse("admin_units")),
            Crumb(str(record), here),
            Crumb(str(title)),
        ],
        "form": form, "title": title, "words": words, "back": here, "submit": _("Ghi thay đổi"),
    }  # fmt: skip
    return render(request, "desk/form.html", context)
