"""Cách gọi đã ghi nhớ: what confirmed papers have taught, to look at, set right and take back."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from minhbach.intake import services
from minhbach.intake.access import KEEPERS, can_keep_wordings
from minhbach.intake.models import Wording, WordingKind, WordingState
from minhbach.intake.queries import remembered as queries
from minhbach.intake.queries.remembered import PER_PAGE, ROLES, Asked
from minhbach.organisation import queries as organisation
from minhbach.reading.wording import certain_role
from minhbach.web.desk.admin.tabs import admin_tabs
from minhbach.web.doors import for_roles, or_404, show_refusal, tried
from minhbach.web.fields import UnitsField, whole_number
from minhbach.web.shapes import Crumb

STATES = (
    ("live", gettext_lazy("Đang nhớ")),
    (WordingState.OFFERED.value, WordingState.OFFERED.label),
    (WordingState.TAKEN_BACK.value, WordingState.TAKEN_BACK.label),
    (WordingState.REPLACED.value, WordingState.REPLACED.label),
    ("tat-ca", gettext_lazy("Tất cả")),
)
VERBS = {
    "thoi-nho": (services.take_back, gettext_lazy("Đã thôi nhớ “%s”; kế hoạch đã lập giữ nguyên.")),
    "nho-lai": (services.restore, gettext_lazy("Đã nhớ lại “%s”.")),
    "ap-dung": (services.put_to_use, gettext_lazy("Từ nay “%s” được áp dụng ngay khi đọc văn bản.")),
}


def _groups() -> list[tuple[object, str]]:
    return [("", "–"), *((group.pk, group.name) for group in organisation.group_list())]


class BodyForm(forms.Form):
    """Words that mean one unit or one group."""

    text = forms.CharField(
        label=gettext_lazy("Cách viết trong văn bản"), max_length=200,
        help_text=gettext_lazy("Như “CA tỉnh”, “các địa phương”"),
    )  # fmt: skip
    units = UnitsField(label=gettext_lazy("Là đơn vị"), required=False)
    group = forms.ChoiceField(label=gettext_lazy("Hoặc là nhóm"), choices=_groups, required=False)

    def clean(self) -> dict[str, object]:
        typed = super().clean() or {}
        chosen = len(typed.get("units") or ()) + bool(typed.get("group"))
        if chosen != 1:
            raise ValidationError(_("Hãy chọn đúng một đơn vị hoặc một nhóm; nhiều đơn vị thì lập nhóm."))
        return typed

    @property
    def meaning(self) -> dict[str, int]:
        typed = self.cleaned_data
        return {"group": int(typed["group"])} if typed["group"] else {"unit": typed["units"][0].pk}


class ColumnForm(forms.Form):
    """Words over a column, and what stands below them."""

    text = forms.CharField(
        label=gettext_lazy("Tiêu đề cột trong văn bản"), max_length=200,
        help_text=gettext_lazy("Như “Đầu việc cụ thể”, “Ai lo”"),
    )  # fmt: skip
    role = forms.ChoiceField(label=gettext_lazy("Cột này ghi"), choices=list(ROLES.items()), initial="task")

    @property
    def meaning(self) -> dict[str, str]:
        return {"role": self.cleaned_data["role"]}


FORMS: dict[str, type[BodyForm] | type[ColumnForm]] = {"don-vi": BodyForm, "cot": ColumnForm}
KINDS = {"don-vi": WordingKind.BODY, "cot": WordingKind.COLUMN}
SLUGS = {kind.value: slug for slug, kind in KINDS.items()}


def asked_of(request: HttpRequest) -> Asked:
    """The filter of the address; what is not known filters nothing."""
    kind, state = request.GET.get("loai", ""), request.GET.get("trang-thai", "live")
    return Asked(
        request.GET.get("q", "").strip(), str(KINDS.get(kind, "")), "" if state == "tat-ca" else state
    )


@for_roles(*KEEPERS)
def wordings(request: HttpRequest) -> HttpResponse:
    """A page at a time, the newest first."""
    asked = asked_of(request)
    found = queries.wordings(request.actor, asked)
    below = whole_number(request.GET.get("tiep", ""))
    rows = list((found.filter(pk__lt=below) if below else found)[: PER_PAGE + 1])
    kept = {name: request.GET[name] for name in ("q", "loai", "trang-thai") if request.GET.get(name)}
    more = urlencode(kept | {"tiep": rows[PER_PAGE - 1].pk}) if len(rows) > PER_PAGE else ""
    context = _frame(request) | {
        "lines": queries.lines(rows[:PER_PAGE], organisation.registry()),
        "count": found.count(),
        "asked": asked,
        "kind": request.GET.get("loai", ""),
        "state": request.GET.get("trang-thai", "live"),
        "states": STATES,
        "is_filtered": bool(kept),
        "first_href": f"?{urlencode(kept)}" if below else "",
        "next_href": f"?{more}" if more else "",
        "gone": _gone(request),
    }
    return render(request, "desk/admin/wordings.html", context)


def _frame(request: HttpRequest) -> dict[str, object]:
    """Administrators come by the tabs of Quản trị, focal officers from Nhập kế hoạch."""
    is_admin = request.actor.has_role("administrator")
    way = [Crumb(_("Nhập kế hoạch"), reverse("intake")), Crumb(_("Cách gọi đã ghi nhớ"))]
    return {
        "tabs": admin_tabs("admin_wordings") if is_admin else [],
        "crumbs": [] if is_admin else way,
        "may_change": can_keep_wordings(request.actor),
    }  # fmt: skip


def _gone(request: HttpRequest) -> Wording | None:
    """What was taken back a moment ago: its way back stands on top."""
    pk = whole_number(request.GET.get("vua", ""))
    try:
        row = queries.wording(request.actor, pk) if pk else None
    except Wording.DoesNotExist:
        return None
    return row if row is not None and row.state == WordingState.TAKEN_BACK else None


@for_roles(*KEEPERS)
def wording(request: HttpRequest, pk: int) -> HttpResponse:
    """One wording: what it means, its history, and another meaning for it."""
    row = or_404(queries.wording, request.actor, pk)
    form = _form(request, row)
    if request.method == "POST" and form.is_valid():
        made: list[Wording] = []
        if tried(form, lambda: made.append(services.change_wording(request.actor, row.pk, form.meaning))):
            messages.success(request, _("Đã lưu: “%s”") % row.text)
            return redirect("admin_wording", made[0].pk)
    registry = organisation.registry()
    context = _frame(request) | {
        "crumbs": [Crumb(_("Cách gọi đã ghi nhớ"), reverse("admin_wordings")), Crumb(row.text)],
        "line": queries.lines([row], registry)[0],
        "history": queries.lines(queries.history(request.actor, row), registry),
        "form": form,
        "known": str(ROLES.get(certain_role(row.text), "")) if row.kind == WordingKind.COLUMN else "",
    }
    return render(request, "desk/admin/wording.html", context)


def _form(request: HttpRequest, row: Wording) -> BodyForm | ColumnForm:
    """The words stay: other words are another wording."""
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None:
        data["text"] = row.text
    ids = [row.meaning["unit"]] if row.meaning.get("unit") else row.meaning.get("units", [])
    initial = {"units": ids, "group": row.meaning.get("group", ""), "role": row.meaning.get("role")}
    form = FORMS[SLUGS[row.kind]](data, initial=initial | {"text": row.text})
    form.fields["text"].widget = forms.HiddenInput()
    return form


@for_roles("focal", "administrator")
def new_wording(request: HttpRequest, kind: str) -> HttpResponse:
    """A wording that no paper has taught yet."""
    slug = kind if kind in FORMS else "don-vi"
    form = FORMS[slug](request.POST or None)
    title = _("Thêm cách gọi đơn vị") if slug == "don-vi" else _("Thêm tiêu đề cột")
    if request.method == "POST" and form.is_valid():
        try:
            services.add_wording(request.actor, KINDS[slug].value, form.cleaned_data["text"], form.meaning)
        except ValidationError as refused:
            show_refusal(form, refused, {"target": "units"})
        else:
            messages.success(request, _("Đã ghi nhớ “%s”") % form.cleaned_data["text"])
            return redirect("admin_wordings")
    context = {
        "form": form, "title": title, "submit": _("Ghi nhớ"), "back": reverse("admin_wordings"),
        "crumbs": [Crumb(_("Cách gọi đã ghi nhớ"), reverse("admin_wordings")), Crumb(title)],
    }  # fmt: skip
    return render(request, "desk/form.html", context)


@require_POST
@for_roles("focal", "administrator")
def wording_verb(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Thôi nhớ, nhớ lại, áp dụng."""
    row = or_404(queries.wording, request.actor, pk)
    if verb not in VERBS:
        return redirect("admin_wording", pk)
    work, words = VERBS[verb]
    try:
        work(request.actor, pk)
        messages.success(request, str(words) % row.text)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    gone = f"?{urlencode({'vua': pk})}" if verb == "thoi-nho" else ""
    return redirect(reverse("admin_wordings") + gone)
