"""Mẫu báo cáo in Quản trị: forms built part by part with a preview, and the list of routine phrases."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhbach.organisation.actor import Actor
from minhbach.reporting import queries
from minhbach.reporting.core import building
from minhbach.reporting.core.forms import Form, PartKind
from minhbach.reporting.queries.templates import TemplatePage, report_templates, template_page
from minhbach.reporting.services import templates
from minhbach.shared.verbs import Refused
from minhbach.web.desk.admin.tabs import admin_tabs
from minhbach.web.desk.reports.shapes import KIND_WORDS
from minhbach.web.doors import for_roles, or_404, tried
from minhbach.web.fields import whole_number
from minhbach.web.shapes import Tab

DESIGNERS = ("administrator", "focal")


class TitleForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Tên mẫu"), max_length=200)
    blank = forms.BooleanField(label=gettext_lazy("Bắt đầu từ mẫu trống"), required=False)


class PartForm(forms.Form):
    """One part to add."""

    section = forms.ChoiceField(label=gettext_lazy("Thuộc phần"))
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=[(k.value, KIND_WORDS[k]) for k in PartKind])
    label = forms.CharField(label=gettext_lazy("Câu hỏi, tên mục"), max_length=300, required=False)
    help = forms.CharField(label=gettext_lazy("Hướng dẫn"), max_length=300, required=False)
    unit = forms.CharField(label=gettext_lazy("Đơn vị tính"), max_length=40, required=False)
    options = forms.CharField(
        label=gettext_lazy("Lựa chọn hoặc tên cột, mỗi dòng một mục"), required=False, widget=forms.Textarea
    )
    is_required = forms.BooleanField(label=gettext_lazy("Bắt buộc điền"), required=False, initial=True)

    def __init__(self, form: Form, data: object = None) -> None:
        super().__init__(data)
        self.fields["section"].choices = [(at, one.title) for at, one in enumerate(form.sections)]

    def part(self) -> tuple[int, building.NewQuestion]:
        typed = dict(self.cleaned_data)
        section, kind = int(typed.pop("section")), PartKind(typed.pop("kind"))
        return section, building.NewQuestion(kind, **typed)


class PhrasesForm(forms.Form):
    lines = forms.CharField(
        label=gettext_lazy("Câu chung chung, mỗi dòng một câu"), required=False, widget=forms.Textarea,
        help_text=gettext_lazy("Gợi ý tìm các câu này, không chặn gửi. Để trống: dùng danh sách đề xuất."),
    )  # fmt: skip


@for_roles(*DESIGNERS)
def form_list(request: HttpRequest) -> HttpResponse:
    form = TitleForm(request.POST if request.POST.get("verb") == "make" else None)
    phrases = PhrasesForm(
        request.POST if request.POST.get("verb") == "phrases" else None,
        initial={"lines": "\n".join(queries.routine_phrases())},
    )
    if form.is_bound and form.is_valid():
        made = templates.make_template(
            request.actor, form.cleaned_data["title"], blank=form.cleaned_data["blank"]
        )
        return redirect("admin_report_form", made.pk)
    if phrases.is_bound and phrases.is_valid():
        templates.set_routine_phrases(request.actor, phrases.cleaned_data["lines"])
        messages.success(request, _("Đã lưu danh sách"))
        return redirect("admin_report_forms")
    context = {
        "tabs": _tabs(request.actor),
        "templates": report_templates(request.actor),
        "form": form,
        "phrases": phrases,
    }
    return render(request, "desk/admin/report_forms.html", context)


@for_roles(*DESIGNERS)
def form_page(request: HttpRequest, template_id: int) -> HttpResponse:
    """The builder: parts in order with what each takes, a part to add, who asks it."""
    page = or_404(template_page, request.actor, template_id)
    part = PartForm(page.form, request.POST if request.POST.get("verb") == "add" else None)
    if request.method == "POST":
        after = _step(request, page, part)
        if after is not None:
            return redirect("admin_report_form", after)
    context = {
        "tabs": _tabs(request.actor),
        "page": page,
        "part": part,
        "kinds": {kind.value: KIND_WORDS[kind] for kind in PartKind},
    }
    return render(request, "desk/admin/report_form.html", context)


def _tabs(actor: Actor) -> list[Tab]:
    """Only an administrator goes about in Quản trị; the focal officer comes here alone."""
    return admin_tabs("admin_report_forms") if actor.has_role("administrator") else []


def _step(request: HttpRequest, page: TemplatePage, part: PartForm) -> int | None:
    """The form to go on with: another one where the step made the next edition. None: look at the page."""
    verb, version = request.POST.get("verb", ""), whole_number(request.POST.get("version", "")) or 0
    actor, template = request.actor, page.template
    if verb == "add":
        made: list[int] = []

        def work() -> None:
            made.append(templates.add_question(actor, template, *part.part(), version).pk)

        return made[0] if part.is_valid() and tried(part, work) else None
    try:
        if verb == "use":
            _use(request, page)
            return template.pk
        change = _change(verb, request.POST.get("thing", ""))
        return templates.change_template(actor, template, change, version).pk if change else template.pk
    except Refused as refused:
        messages.error(request, refused.sentence)
        return template.pk


def _use(request: HttpRequest, page: TemplatePage) -> None:
    asked = request.POST.get("thing", "")
    regime = next((one for one in page.regimes if str(one.pk) == asked), None)
    if regime is not None:
        is_used = any(one.pk == regime.pk for one in page.used)
        templates.use_template(request.actor, regime, None if is_used else page.template)


def _change(verb: str, thing: str) -> Callable[[Form], Form] | None:
    place = whole_number(thing) or 0
    return {
        "section": lambda form: building.with_section(form, thing or _("Phần mới")),
        "up": lambda form: building.moved(form, thing, -1),
        "down": lambda form: building.moved(form, thing, 1),
        "drop": lambda form: building.without_question(form, thing),
        "section-up": lambda form: building.section_moved(form, place, -1),
        "section-down": lambda form: building.section_moved(form, place, 1),
        "section-drop": lambda form: building.without_section(form, place),
    }.get(verb)
