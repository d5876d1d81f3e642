"""Quản trị, Đơn vị: the register, one unit, its writings and what became of it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from minhbach.organisation import queries, services
from minhbach.organisation.models import Authority, Unit, UnitKind
from minhbach.web.desk.admin.tabs import admin_tabs
from minhbach.web.doors import for_roles, or_404, tried
from minhbach.web.fields import DayField
from minhbach.web.shapes import Crumb

SHOWN = 300  # a province of 2025 has about two hundred units


class UnitForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Mã"), max_length=30, help_text=gettext_lazy("Mã định danh, ví dụ H05.08")
    )
    name = forms.CharField(label=gettext_lazy("Tên đầy đủ"), max_length=200)
    short_name = forms.CharField(label=gettext_lazy("Tên ngắn"), max_length=100, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=UnitKind.choices)
    authority = forms.ChoiceField(
        label=gettext_lazy("Trực thuộc"),
        choices=Authority.choices,
        help_text=gettext_lazy("Cơ quan không thuộc UBND được đề nghị, không bị giao; không tính quá hạn."),
    )
    parent_code = forms.CharField(
        label=gettext_lazy("Mã đơn vị cấp trên"), max_length=30, required=False,
        help_text=gettext_lazy("Phòng thuộc sở thì ghi mã của sở"),
    )  # fmt: skip
    protocol_order = forms.IntegerField(label=gettext_lazy("Thứ tự"), min_value=0, initial=1000)
    opened_on = DayField(label=gettext_lazy("Lập từ ngày"), required=False)
    closed_on = DayField(label=gettext_lazy("Thôi hoạt động từ ngày"), required=False)
    email = forms.EmailField(label=gettext_lazy("Thư điện tử"), required=False)
    phone = forms.CharField(label=gettext_lazy("Điện thoại"), max_length=40, required=False)
    address = forms.CharField(label=gettext_lazy("Địa chỉ"), max_length=200, required=False)
    aliases = forms.CharField(
        label=gettext_lazy("Cách viết khác"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Mỗi dòng một cách văn bản thường viết, ví dụ Sở KH&CN"),
    )  # fmt: skip

    def clean_parent_code(self) -> Unit | None:
        code = self.cleaned_data["parent_code"].strip()
        if not code:
            return None
        parent = queries.unit_by_code(code)
        if parent is None:
            raise forms.ValidationError(_("Không có đơn vị nào mang mã này."))
        return parent

    def draft(self, unit: Unit | None = None) -> services.UnitDraft:
        typed = self.cleaned_data
        parent = typed["parent_code"]
        lines = tuple(line.strip() for line in typed["aliases"].splitlines() if line.strip())
        plain = {name: typed[name] for name in typed if name not in ("parent_code", "aliases")}
        return services.UnitDraft(
            **plain,
            parent_id=parent.pk if parent else None,
            aliases=lines,
            tags=tuple(unit.tags) if unit else (),
        )


@for_roles("administrator")
def units(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    only_open = "ca" not in request.GET
    on = request.today if only_open else None
    found = list(queries.find_units(words, on=on).select_related("parent")[: SHOWN + 1])
    context = {
        "tabs": admin_tabs("admin_units"),
        "units": found[:SHOWN],
        "is_cut": len(found) > SHOWN,
        "words": words,
        "only_open": only_open,
    }
    return render(request, "desk/admin/units.html", context)


@for_roles("administrator")
def new_unit(request: HttpRequest) -> HttpResponse:
    form = UnitForm(request.POST or None)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and tried(form, lambda: services.create_unit(request.actor, form.draft())):
        messages.success(request, _("Đã thêm đơn vị"))
        return redirect("admin_units")
    return _page(request, form, None)


@for_roles("administrator")
def unit(request: HttpRequest, unit_id: int) -> HttpResponse:
    record = or_404(queries.unit_record, unit_id)
    form = UnitForm(request.POST or None, initial=_initial(record))
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and tried(form, lambda: services.change_unit(request.actor, unit_id, form.draft(record))):
        messages.success(request, _("Đã lưu đơn vị"))
        return redirect("admin_unit", unit_id)
    return _page(request, form, record)


def _initial(record: Unit) -> dict[str, object]:
    names = (
        "code",
        "name",
        "short_name",
        "kind",
        "authority",
        "protocol_order",
        "opened_on",
        "closed_on",
        "email",
        "phone",
        "address",
    )
    initial = {name: getattr(record, name) for name in names}
    return initial | {"parent_code": record.parent.code if record.parent else ""}


def _page(request: HttpRequest, form: UnitForm, record: Unit | None) -> HttpResponse:
    here = str(record) if record else _("Thêm đơn vị")
    context = {
        "tabs": admin_tabs("admin_units"),
        "crumbs": [Crumb(pgettext("many", "Đơn vị"), reverse("admin_units")), Crumb(here)],
        "form": form,
        "unit": record,
        "title": here,
    }
    return render(request, "desk/admin/unit.html", context)
