"""What may be done with a duty or an action from its page: one form a deed, one service a form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from minhbach.organisation import queries as organisation
from minhbach.organisation.actor import Actor
from minhbach.plans import access, queries, services
from minhbach.plans.models import Action, Duty
from minhbach.plans.queries import ActionPage, DutyLine
from minhbach.web.desk.report_form import BESIDE, ProofForm
from minhbach.web.doors import or_404, tried
from minhbach.web.fields import DayField, UnitsField, whole_number

Words = str | Promise


class PlainForm(forms.Form):
    """A deed that needs no words: ghi nhận, tiếp tục."""


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Lý do"), widget=forms.Textarea(attrs={"rows": 2}))


class AcknowledgeForm(forms.Form):
    """Ghi nhận is a button; the reason is asked for where the unit does not agree with what was recorded."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do vẫn ghi nhận"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class DueForm(forms.Form):
    new_date = DayField(label=gettext_lazy("Ngày cuối còn đúng hạn"))
    basis = forms.CharField(
        label=gettext_lazy("Căn cứ"), max_length=300, help_text=gettext_lazy("Số văn bản hoặc ý kiến chỉ đạo")
    )


class HandlerForm(forms.Form):
    """Who handles it inside the unit; changes nothing about who answers for it."""

    division = forms.TypedChoiceField(
        label=gettext_lazy("Phòng, bộ phận"), required=False, coerce=int, empty_value=None
    )
    person = forms.TypedChoiceField(
        label=gettext_lazy("Người xử lý"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: object, unit_id: int, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.divisions = {unit.pk: unit for unit in organisation.divisions_of(unit_id)}
        self.people = {person.pk: person for person in organisation.people_of(unit_id)}
        self.fields["division"].choices = [("", "–"), *((pk, str(u)) for pk, u in self.divisions.items())]
        self.fields["person"].choices = [("", "–"), *((pk, str(u)) for pk, u in self.people.items())]


class CoordinationForm(forms.Form):
    units = UnitsField(label=gettext_lazy("Các đơn vị được đề nghị"))
    text = forms.CharField(label=gettext_lazy("Nội dung đề nghị"), widget=forms.Textarea(attrs={"rows": 2}))
    due = DayField(label=gettext_lazy("Trả lời chậm nhất ngày"))


class TriggerForm(forms.Form):
    on = DayField(label=gettext_lazy("Điều kiện xảy ra ngày"))
    due = DayField(label=gettext_lazy("Hạn"))
    note = forms.CharField(label=gettext_lazy("Ghi chú, văn bản"), required=False, max_length=300)


class DirectiveForm(forms.Form):
    text = forms.CharField(label=gettext_lazy("Nội dung chỉ đạo"), widget=forms.Textarea(attrs={"rows": 2}))
    given_by = forms.CharField(label=gettext_lazy("Người chỉ đạo"), max_length=160)
    given_on = DayField(label=gettext_lazy("Ngày"))
    number = forms.CharField(label=gettext_lazy("Số văn bản"), max_length=60, required=False)
    due = DayField(label=gettext_lazy("Hạn"), required=False)


class ResolveForm(forms.Form):
    units = UnitsField(label=gettext_lazy("Các đơn vị"))


@dataclass(frozen=True, slots=True)
class Deed:
    """One form on the page. thing: id of the duty, action or phrase it is about; is_open: shown opened."""

    verb: str
    thing: int
    title: Words
    submit: Words
    form: forms.Form
    is_open: bool = False
    is_bad: bool = False

    @property
    def is_plain(self) -> bool:
        return not self.form.fields


DUTY_DEEDS: dict[str, tuple[Words, Words]] = {
    "acknowledge": (pgettext_lazy("deed", "Ghi nhận"), gettext_lazy("Ghi nhận hoàn thành")),
    "return": (pgettext_lazy("deed", "Trả lại"), pgettext_lazy("deed", "Trả lại")),
    "due": (gettext_lazy("Đổi hạn"), gettext_lazy("Đổi hạn")),
    "suspend": (pgettext_lazy("deed", "Tạm dừng"), pgettext_lazy("deed", "Tạm dừng")),
    "not_applicable": (gettext_lazy("Không áp dụng"), gettext_lazy("Ghi không áp dụng")),
    "resume": (pgettext_lazy("deed", "Tiếp tục"), gettext_lazy("Tiếp tục theo dõi")),
    "handler": (gettext_lazy("Giao người xử lý"), gettext_lazy("Giao")),
}
ACTION_DEEDS: dict[str, tuple[Words, Words]] = {
    "evidence": (gettext_lazy("Thêm minh chứng"), gettext_lazy("Thêm minh chứng")),
    "coordination": (pgettext_lazy("deed", "Đề nghị phối hợp"), gettext_lazy("Gửi đề nghị")),
    "directive": (gettext_lazy("Ghi chỉ đạo"), gettext_lazy("Ghi chỉ đạo")),
    "trigger": (gettext_lazy("Ghi điều kiện đã xảy ra"), gettext_lazy("Ghi và bắt đầu tính hạn")),
    "owe": (gettext_lazy("Đơn vị phối hợp cũng báo cáo"), gettext_lazy("Giao đơn vị phối hợp cùng báo cáo")),
}
FORMS: dict[str, type[forms.Form]] = {
    "return": ReasonForm, "suspend": ReasonForm, "not_applicable": ReasonForm, "due": DueForm,
    "coordination": CoordinationForm, "directive": DirectiveForm, "trigger": TriggerForm,
    "resolve": ResolveForm, "evidence": ProofForm,
}  # fmt: skip


def deeds_for_duty(actor: Actor, line: DutyLine, failed: Deed | None, *, is_chosen: bool) -> list[Deed]:
    """What this actor may do with the duty as it stands.

    is_chosen: the person opened this duty. A page of a hundred units carries only the deeds that wait.
    """
    duty, result = line.duty, line.state.result.value
    verbs: list[str] = []
    if result == "reported_done" and access.can_acknowledge(actor, duty):
        verbs += ["acknowledge", "return"]
    is_chosen = is_chosen or (failed is not None and failed.thing == duty.pk and failed.verb in DUTY_DEEDS)
    if is_chosen and access.can_decide(actor, duty):
        running = result in ("not_started", "doing", "reported_done")
        verbs += ["due", "suspend", "not_applicable"] if running else []
        verbs += ["resume"] if result in ("suspended", "not_applicable") else []
    if is_chosen and access.can_assign(actor, duty):
        verbs.append("handler")
    return [_deed(verb, duty.pk, DUTY_DEEDS[verb], failed, duty) for verb in verbs]


def deeds_for_action(actor: Actor, page: ActionPage, failed: Deed | None) -> list[Deed]:
    """What this actor may do with the whole action."""
    action, plan = page.action, page.action.plan
    leads = page.outline.lead_units
    verbs = ["evidence"] if access.is_open_for_reports(plan) and _may_prove(actor, page) else []
    if plan.status == "active" and access.can_request_coordination(actor, plan, leads):
        verbs.append("coordination")
    if plan.status in ("active", "closed") and access.can_record_directive(actor, plan):
        verbs.append("directive")
    manages = plan.status == "active" and access.can_manage_plan(actor, plan)
    if manages and page.outline.is_sleeping:
        verbs.append("trigger")
    if manages and page.participations and not action.coordinators_owe:
        verbs.append("owe")
    deeds = [_deed(verb, action.pk, ACTION_DEEDS[verb], failed) for verb in verbs]
    return deeds + _phrases(actor, page, failed)


def _may_prove(actor: Actor, page: ActionPage) -> bool:
    """Someone of a unit that leads the action or takes part in it."""
    unit = actor.unit_id
    return unit is not None and unit in page.units_taking_part and access.can_add_evidence(actor, unit)


def _phrases(actor: Actor, page: ActionPage, failed: Deed | None) -> list[Deed]:
    """Phrases that stay words until a person picks units."""
    if not access.can_manage_plan(actor, page.action.plan):
        return []
    open_ones = [phrase for phrase in page.responsibilities if phrase.resolved in ("open", "unknown")]
    submit = _("Giao cho các đơn vị này")
    title = _("Chọn đơn vị cho “%(words)s”")
    return [_deed("resolve", p.pk, (title % {"words": p.phrase}, submit), failed) for p in open_ones]


def _deed(
    verb: str, thing: int, words: tuple[Words, Words], failed: Deed | None, duty: Duty | None = None
) -> Deed:
    if failed and (failed.verb, failed.thing) == (verb, thing):
        return failed
    return Deed(
        verb, thing, *words, _form(verb, thing, None, duty), is_bad=verb in ("return", "not_applicable")
    )


def _form(verb: str, thing: int, data: object, duty: Duty | None, files: object = None) -> forms.Form:
    auto_id = f"{verb}{thing}_%s"
    if verb == "handler" and duty is not None:
        chosen = {"division": duty.division_id, "person": duty.handler_id}
        return HandlerForm(data, auto_id=auto_id, unit_id=duty.unit_id, initial=chosen)
    if verb == "acknowledge" and data is not None:
        return AcknowledgeForm(data, auto_id=auto_id)
    return FORMS.get(verb, PlainForm)(data, files, auto_id=auto_id)


def carry_out(request: HttpRequest, page: ActionPage) -> Deed | None:
    """Does what was sent. None when done; else the deed with its sentences, opened on the page."""
    verb, thing = request.POST.get("verb", ""), whole_number(request.POST.get("thing", "")) or 0
    words = DUTY_DEEDS.get(verb) or ACTION_DEEDS.get(verb) or (("", "") if verb == "resolve" else None)
    if words is None:
        raise Http404
    duty = or_404(queries.duty_record, request.actor, thing) if verb in DUTY_DEEDS else None
    form = _form(verb, thing, request.POST, duty, request.FILES)
    if form.is_valid() and tried(form, lambda: _work(verb)(request, page.action, duty, thing, form), BESIDE):
        messages.success(request, _("Đã ghi"))
        return None
    return Deed(verb, thing, *words, form, is_open=True)


Work = Callable[[HttpRequest, Action, Duty | None, int, forms.Form], object]


def _work(verb: str) -> Work:
    return {
        "acknowledge": lambda r, _a, d, _t, f: services.acknowledge(
            r.actor, d, despite=f.cleaned_data["reason"], today=r.today
        ),
        "return": lambda r, _a, d, _t, f: services.return_duty(
            r.actor, d, f.cleaned_data["reason"], today=r.today
        ),
        "suspend": lambda r, _a, d, _t, f: services.suspend(
            r.actor, d, f.cleaned_data["reason"], today=r.today
        ),
        "not_applicable": lambda r, _a, d, _t, f: services.not_applicable(
            r.actor, d, f.cleaned_data["reason"], today=r.today
        ),
        "resume": lambda r, _a, d, _t, _f: services.resume(r.actor, d, today=r.today),
        "due": lambda r, _a, d, _t, f: services.change_due(r.actor, d, **f.cleaned_data, today=r.today),
        "handler": _assign,
        "coordination": lambda r, a, _d, _t, f: services.request_coordination(
            r.actor, a, f.cleaned_data["units"], f.cleaned_data["text"], f.cleaned_data["due"], today=r.today
        ),
        "directive": lambda r, a, _d, _t, f: services.record_directive(
            r.actor, a.plan, services.NewDirective(action=a.pk, **f.cleaned_data), today=r.today
        ),
        "trigger": lambda r, a, _d, _t, f: services.record_trigger(
            r.actor, a, **f.cleaned_data, today=r.today
        ),
        "owe": lambda r, a, _d, _t, _f: services.let_coordinators_owe(r.actor, a, today=r.today),
        "resolve": _resolve,
        "evidence": lambda r, a, _d, _t, f: services.add_evidence(r.actor, a, **f.proof(r.actor)),
    }[verb]


def _assign(
    request: HttpRequest, _action: Action, duty: Duty | None, _thing: int, form: forms.Form
) -> object:
    typed = form.cleaned_data
    division, person = form.divisions.get(typed["division"]), form.people.get(typed["person"])
    return services.assign_handler(request.actor, duty, division, person, today=request.today)


def _resolve(
    request: HttpRequest, _action: Action, _duty: Duty | None, thing: int, form: forms.Form
) -> object:
    phrase = or_404(queries.responsibility_record, request.actor, thing)
    units = form.cleaned_data["units"]
    return services.resolve_responsibility(request.actor, phrase, units, today=request.today)
