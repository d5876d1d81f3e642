"""Quản trị, Nhập từ Excel: units and accounts from the office's own workbook, all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from minhbach.organisation import services
from minhbach.organisation.actor import Actor
from minhbach.organisation.core.workbooks import RowProblem
from minhbach.organisation.services import Imported, ImportRefused
from minhbach.reading.shapes import Refusal
from minhbach.shared import files
from minhbach.shared.numbers import vn_number
from minhbach.web.desk.admin.tabs import admin_tabs
from minhbach.web.desk.exports.sheet import workbook_response
from minhbach.web.doors import for_roles, show_refusal

MOST_MB = 5  # what the service reads at most; said here before anything is read
MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kind:
    """One list that can come in. home: the page that shows what came."""

    title: str | Promise
    words: str | Promise
    button: str | Promise
    work: Callable[[Actor, Path], Imported]
    home: str


KINDS = {
    "don-vi": Kind(
        pgettext_lazy("many", "Đơn vị"),
        gettext_lazy("Mỗi dòng một đơn vị. Mã đã có thì sửa đơn vị đó, mã chưa có thì thêm."),
        gettext_lazy("Nhập đơn vị"),
        services.import_units,
        "admin_units",
    ),
    "tai-khoan": Kind(
        pgettext_lazy("many", "Tài khoản"),
        gettext_lazy(
            "Mỗi dòng một vai trò của một người. Tài khoản mới chưa có mật khẩu: tạo đường dẫn một lần."
        ),
        gettext_lazy("Nhập tài khoản"),
        services.import_users,
        "admin_users",
    ),
}


class WorkbookForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Tệp đã điền"), help_text=gettext_lazy(".xlsx, tối đa 5 MB, 500 dòng"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        allow_empty_file=True,  # the reader has the sentence for an empty one
    )  # fmt: skip

    def clean_file(self) -> UploadedFile:
        sent = self.cleaned_data["file"]
        if sent.size > MOST_MB * MB:
            said = {"size": vn_number(sent.size / MB, 1), "most": MOST_MB}
            raise forms.ValidationError(_("Tệp %(size)s MB; tối đa %(most)s MB.") % said)
        return sent


@dataclass(slots=True)
class Incoming:
    """One list on the page: its form, and every bad row of what was sent."""

    key: str
    kind: Kind
    form: WorkbookForm
    bad: tuple[RowProblem, ...] = field(default=())


@for_roles("administrator")
def imports(request: HttpRequest) -> HttpResponse:
    """GET shows both lists; POST takes the one named by `kind`."""
    sent = request.POST.get("kind", "")
    lists = [
        Incoming(key, kind, WorkbookForm(request.POST or None, request.FILES, prefix=key))
        if key == sent
        else Incoming(key, kind, WorkbookForm(prefix=key))
        for key, kind in KINDS.items()
    ]
    for one in lists:
        if one.key == sent and _took(request, one):
            return redirect(one.kind.home)
    return render(request, "desk/admin/import.html", {"tabs": admin_tabs("admin_import"), "lists": lists})


def _took(request: HttpRequest, one: Incoming) -> bool:
    """Whether everything is in; otherwise the form or `bad` says why nothing is."""
    if not one.form.is_valid():
        return False
    try:
        _take(request, one)
    except ImportRefused as refused:
        one.bad = refused.rows
    except ValidationError as refused:
        show_refusal(one.form, refused)
    except Refusal as unreadable:
        one.form.add_error("file", unreadable.sentence)
    else:
        return True
    return False


def _take(request: HttpRequest, one: Incoming) -> None:
    """The bytes lie on disk for the sandbox alone and are gone afterwards."""
    with files.incoming() as path:
        with path.open("wb") as out:
            for chunk in one.form.cleaned_data["file"].chunks():
                out.write(chunk)
        done = one.kind.work(request.actor, path)
    said = {"created": done.created, "changed": done.changed}
    messages.success(request, _("Đã nhập: %(created)s mới, %(changed)s sửa") % said)


@for_roles("administrator")
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """The workbook to fill in. For units `co=1` fills it with those that there are."""
    if kind == "don-vi":
        rows = services.unit_rows() if request.GET.get("co") else []
        return workbook_response(services.unit_workbook(rows), "bieu-don-vi")
    if kind == "tai-khoan":
        return workbook_response(services.user_workbook(), "bieu-tai-khoan")
    raise Http404
