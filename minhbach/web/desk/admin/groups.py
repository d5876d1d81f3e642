"""Quản trị, Nhóm đơn vị: phrases that mean several units, and whom they mean today."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhbach.organisation import queries, services
from minhbach.organisation.models import Authority, GroupKind, UnitGroup, UnitKind
from minhbach.web.desk.admin.tabs import admin_tabs
from minhbach.web.doors import for_roles, or_404, tried
from minhbach.web.shapes import Crumb

RELATIONS = [
    ("", "–"),
    ("leads", gettext_lazy("chủ trì nhiệm vụ của kế hoạch")),
    ("leads_indicator", gettext_lazy("chủ trì chỉ tiêu của kế hoạch")),
    ("coordinates", gettext_lazy("phối hợp trong kế hoạch")),
    ("named", gettext_lazy("mọi đơn vị có tên trong kế hoạch")),
]


class GroupForm(forms.Form):
    """Which fields count depends on the kind; the service says which one is missing."""

    code = forms.CharField(label=gettext_lazy("Mã nhóm"), max_length=40)
    name = forms.CharField(label=gettext_lazy("Tên nhóm"), max_length=200)
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại nhóm"), choices=GroupKind.choices,
        help_text=gettext_lazy("Nhóm để ngỏ không tự thành danh sách: giữ nguyên chữ tới khi có người chọn."),
    )  # fmt: skip
    member_codes = forms.CharField(
        label=gettext_lazy("Đơn vị của danh sách cố định"), required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Mỗi dòng một mã đơn vị"),
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Quy tắc: loại đơn vị"), choices=UnitKind.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    authority = forms.ChoiceField(
        label=gettext_lazy("Quy tắc: trực thuộc"), choices=[("", "–"), *Authority.choices], required=False
    )
    relation = forms.ChoiceField(
        label=gettext_lazy("Theo vai trò trong kế hoạch"), choices=RELATIONS, required=False
    )
    aliases = forms.CharField(
        label=gettext_lazy("Cách viết khác"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Mỗi dòng một cách văn bản thường viết"),
    )  # fmt: skip

    def clean_member_codes(self) -> tuple[int, ...]:
        ids = []
        for code in self.cleaned_data["member_codes"].split():
            unit = queries.unit_by_code(code)
            if unit is None:
                raise forms.ValidationError(_("Không có đơn vị nào mang mã “%(code)s”.") % {"code": code})
            ids.append(unit.pk)
        return tuple(ids)

    def draft(self, group: UnitGroup | None) -> services.GroupDraft:
        typed = self.cleaned_data
        rule = dict(group.rule) if group else {}
        rule |= {"kinds": typed["kinds"], "authority": typed["authority"], "relation": typed["relation"]}
        lines = tuple(line.strip() for line in typed["aliases"].splitlines() if line.strip())
        return services.GroupDraft(
            code=typed["code"], name=typed["name"], kind=typed["kind"], rule=rule, aliases=lines,
            unit_ids=typed["member_codes"], protocol_order=group.protocol_order if group else 1000,
        )  # fmt: skip


@for_roles("administrator")
def groups(request: HttpRequest) -> HttpResponse:
    today = queries.registry()
    rows = [(group, len(today.members_of(group.pk, request.today))) for group in queries.group_list()]
    return render(request, "desk/admin/groups.html", {"tabs": admin_tabs("admin_groups"), "rows": rows})


@for_roles("administrator")
def group(request: HttpRequest, group_id: int | None = None) -> HttpResponse:
    record = or_404(queries.group_record, group_id) if group_id else None
    form = GroupForm(request.POST or None, initial=_initial(record) if record else None)
    if request.method == "POST" and form.is_valid() and tried(form, lambda: _save(request, record, form)):
        messages.success(request, _("Đã lưu nhóm"))
        return redirect("admin_groups")
    title = str(record) if record else _("Thêm nhóm")
    context = {
        "crumbs": [Crumb(_("Nhóm đơn vị"), reverse("admin_groups")), Crumb(title)],
        "form": form, "title": title, "submit": _("Lưu nhóm"), "back": reverse("admin_groups"),
        "members": queries.members_of_group(record, request.today) if record else [],
    }  # fmt: skip
    return render(request, "desk/admin/group.html", context)


def _save(request: HttpRequest, record: UnitGroup | None, form: GroupForm) -> UnitGroup:
    if record:
        return services.change_group(request.actor, record.pk, form.draft(record))
    return services.create_group(request.actor, form.draft(None))


def _initial(record: UnitGroup) -> dict[str, object]:
    rule = record.rule
    return {
        "code": record.code, "name": record.name, "kind": record.kind,
        "member_codes": "\n".join(member.unit.code for member in record.members.all()),
        "kinds": rule.get("kinds", []), "authority": rule.get("authority", ""),
        "relation": rule.get("relation", ""),
        "aliases": "\n".join(alias.text for alias in record.aliases.all()),
    }  # fmt: skip
