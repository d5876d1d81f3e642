"""The last steps: figures checked, layout and receivers, final, signed outside, sent, passed on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhbach.plans import services as plans
from minhbach.reporting import access
from minhbach.reporting.core.consolidating.annexes import BY_TASK, BY_UNIT
from minhbach.reporting.core.consolidating.checking import Doubt, Finding
from minhbach.reporting.core.consolidating.paper import PaperFacts
from minhbach.reporting.core.consolidating.passing import CAN_BE_SENT, OPEN_FOR_WRITING, Where
from minhbach.reporting.core.papers import SignatureForm
from minhbach.reporting.models import Consolidation
from minhbach.reporting.queries import consolidation as queries
from minhbach.reporting.services import finishing
from minhbach.web.desk.consolidation.frame import Frame, seen
from minhbach.web.desk.consolidation.shown import anchor
from minhbach.web.doors import signed_in, tried
from minhbach.web.fields import DayField


class NothingForm(forms.Form):
    """A verb that needs no words."""


class VersionForm(forms.Form):
    """What was looked at: a later change is noticed."""

    version = forms.IntegerField(widget=forms.HiddenInput)


@dataclass(frozen=True, slots=True)
class Doubted:
    """Findings of one kind with what to do about them."""

    doubt: Doubt
    title: str
    advice: str
    findings: tuple[tuple[str, Finding], ...]  # with the anchor of the passage on the page


def doubts(found: Iterable[Finding]) -> list[Doubted]:
    words = {
        Doubt.CONFLICT: (
            _("Chờ chọn giữa hai bản"),
            _("Chọn giữ câu đã sửa hay lấy câu mới; chưa chọn thì chưa chốt được."),
        ),
        Doubt.CHANGED: (_("Số liệu đã đổi"), _("Tổng hợp lại để lấy số liệu mới.")),
        Doubt.WITHDRAWN: (_("Nguồn không còn"), _("Hồ sơ không còn điều này; tổng hợp lại hoặc sửa câu.")),
        Doubt.NEW: (_("Hồ sơ có thêm"), _("Tổng hợp lại để đưa vào báo cáo.")),
        Doubt.UNSOURCED: (
            _("Số gõ tay, không có nguồn"),
            _("Đối chiếu với nơi cấp số liệu trước khi ký."),
        ),
    }
    rows = list(found)
    groups = ((doubt, [f for f in rows if f.doubt is doubt]) for doubt in Doubt)
    return [
        Doubted(doubt, *words[doubt], tuple((anchor(f.key), f) for f in own)) for doubt, own in groups if own
    ]


@signed_in
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Every figure beside the record of now; then the text is made final."""
    one = seen(request, pk)
    _only_keepers(request, one)
    form = VersionForm(request.POST or None, initial={"version": one.version})
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        if tried(form, lambda: finishing.finalise(request.actor, one, version, today=request.today)):
            messages.success(request, _("Đã chốt nội dung"))
            return redirect("consolidation_way", pk)
        one.refresh_from_db()
    frame = Frame.of(request, one, "consolidation_check")
    text = one.under_hand()
    context = {
        "frame": frame,
        "one": one,
        "doubts": doubts(queries.findings(request.actor, one, request.today)) if frame.can_write else [],
        "blank": [section for section in text.sections if section.title and not section.standing],
        "conflicts": len(text.conflicts),
        "situation": queries.situation(one.slot, frame.newest, request.today),
        "form": VersionForm(initial={"version": one.version}) if not form.errors else form,
    }
    return render(request, "desk/consolidation/check.html", context)


def _only_keepers(request: HttpRequest, one: Consolidation) -> None:
    if not access.can_consolidate(request.actor, one.plan, one.unit_id):
        raise Http404


class PaperForm(forms.Form):
    """What stands around the text."""

    subject = forms.CharField(
        label=gettext_lazy("Trích yếu"), max_length=400, widget=forms.Textarea({"rows": 2})
    )
    parent = forms.CharField(label=gettext_lazy("Cơ quan chủ quản"), required=False, max_length=200)
    issuer = forms.CharField(label=gettext_lazy("Cơ quan ban hành"), max_length=200)
    agency = forms.CharField(
        label=gettext_lazy("Chữ viết tắt trong ký hiệu"), required=False, max_length=30,
        help_text=gettext_lazy("Ví dụ SKHCN; in thành BC-SKHCN. Đề xuất theo chữ cái đầu, cần đối chiếu."),
    )  # fmt: skip
    place = forms.CharField(label=gettext_lazy("Địa danh"), max_length=80)
    addressees = forms.CharField(
        label=gettext_lazy("Kính gửi"), required=False, widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("Mỗi nơi một dòng."),
    )  # fmt: skip
    recipients = forms.CharField(
        label=gettext_lazy("Nơi nhận"), widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Mỗi nơi một dòng, dòng cuối là nơi lưu."),
    )  # fmt: skip
    form = forms.ChoiceField(label=gettext_lazy("Hình thức ký"))
    principal = forms.CharField(
        label=gettext_lazy("Ký thay mặt, thừa lệnh ai"), required=False, max_length=120,
        help_text=gettext_lazy("Cho TM., TL., TUQ.: ví dụ Ủy ban nhân dân, Chủ tịch."),
    )  # fmt: skip
    position = forms.CharField(label=gettext_lazy("Chức vụ người đứng đầu"), max_length=120)
    deputy = forms.CharField(
        label=gettext_lazy("Chức vụ cấp phó"), required=False, max_length=120,
        help_text=gettext_lazy("Cho KT.; để trống thì ghi “Phó” trước chức vụ người đứng đầu."),
    )  # fmt: skip

    tasks = forms.ChoiceField(
        label=gettext_lazy("Phụ lục nhiệm vụ"),
        help_text=gettext_lazy("Phụ lục Excel luôn có đủ từng đơn vị."),
    )  # fmt: skip

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = _signature_choices()
        self.fields["tasks"].choices = [
            (BY_TASK, _("Theo nhiệm vụ, gộp đơn vị có cùng kết quả")),
            (BY_UNIT, _("Theo từng đơn vị, đủ mọi dòng")),
        ]

    def facts(self, before: PaperFacts) -> PaperFacts:
        typed = dict(self.cleaned_data)
        for name in ("addressees", "recipients"):
            typed[name] = tuple(line.strip() for line in typed[name].splitlines() if line.strip())
        return replace(before, **typed)


def _signature_choices() -> list[tuple[str, str]]:
    return [
        (SignatureForm.HEAD.value, _("Người đứng đầu ký")),
        (SignatureForm.DEPUTY.value, _("KT. Cấp phó ký thay người đứng đầu")),
        (SignatureForm.ACTING.value, _("Q. Quyền người đứng đầu")),
        (SignatureForm.COLLECTIVE.value, _("TM. Thay mặt tập thể")),
        (SignatureForm.COLLECTIVE_DEPUTY.value, _("TM. và KT. Cấp phó thay mặt tập thể")),
        (SignatureForm.COLLECTIVE_ACTING.value, _("TM. và Q. Quyền người đứng đầu thay mặt tập thể")),
        (SignatureForm.BY_ORDER.value, _("TL. Thừa lệnh")),
        (SignatureForm.BY_ORDER_DEPUTY.value, _("TL. và KT. Cấp phó thừa lệnh")),
        (SignatureForm.DELEGATED.value, _("TUQ. Thừa ủy quyền")),
    ]


@signed_in
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    one = seen(request, pk)
    _only_keepers(request, one)
    facts = PaperFacts.of(one.paper)
    lines = {name: "\n".join(getattr(facts, name)) for name in ("addressees", "recipients")}
    form = PaperForm(request.POST or None, initial=facts.plain() | lines)

    def work() -> object:
        return finishing.set_paper(request.actor, one, form.facts(facts))

    if request.method == "POST" and form.is_valid() and tried(form, work):
        messages.success(request, _("Đã lưu thể thức và nơi nhận"))
        return redirect("consolidation_paper", pk)
    frame = Frame.of(request, one, "consolidation_paper")
    return render(request, "desk/consolidation/paper.html", {"frame": frame, "one": one, "form": form})


class SignedForm(forms.Form):
    number = forms.CharField(
        label=gettext_lazy("Số, ký hiệu"), max_length=60,
        help_text=gettext_lazy("Do văn thư cấp, ví dụ 118/BC-SKHCN."),
    )  # fmt: skip
    dated = DayField(label=gettext_lazy("Ngày ký"))
    signer_name = forms.CharField(label=gettext_lazy("Người ký"), required=False, max_length=160)
    file = forms.FileField(
        label=gettext_lazy("Bản đã ký (PDF)"), required=False, allow_empty_file=True,
        help_text=gettext_lazy("Kèm ngay hoặc sau."),
    )  # fmt: skip


class SentForm(forms.Form):
    on = DayField(label=gettext_lazy("Ngày gửi"))


class ForwardForm(forms.Form):
    on = DayField(label=gettext_lazy("Ngày chuyển tiếp"))
    number = forms.CharField(label=gettext_lazy("Số văn bản chuyển"), required=False, max_length=60)


class ReturnForm(forms.Form):
    on = DayField(label=gettext_lazy("Ngày trả lại"))
    reason = forms.CharField(label=gettext_lazy("Lý do"), widget=forms.Textarea({"rows": 3}))


FORMS: dict[str, type[forms.Form]] = {
    "signed": SignedForm, "send": SentForm, "forward": ForwardForm, "give_back": ReturnForm,
    "reopen": NothingForm,
}  # fmt: skip
DONE = {
    "signed": gettext_lazy("Đã ghi số và ngày ký"),
    "send": gettext_lazy("Đã ghi gửi báo cáo"),
    "forward": gettext_lazy("Đã ghi chuyển tiếp"),
    "give_back": gettext_lazy("Đã trả lại báo cáo"),
    "reopen": gettext_lazy("Đã mở lại bản dự thảo"),
}


@signed_in
def way(request: HttpRequest, pk: int) -> HttpResponse:
    """What is left until the report is with its addressee; what was done stands below."""
    one, failed = seen(request, pk), None
    if request.method == "POST":
        failed = _obey(request, one)
        if failed is None:
            return redirect("consolidation_way", pk)
        one = seen(request, pk)
    verb, bad = failed or ("", None)
    today = {"on": request.today}
    signed = {"number": one.number, "dated": one.dated, "signer_name": one.signer_name}
    initial: dict[str, dict[str, object]] = {"signed": signed, "reopen": {}}
    made = {
        name: bad if name == verb else form(auto_id=f"{name}_%s", initial=initial.get(name, today))
        for name, form in FORMS.items()
    }
    where = one.where
    context = {
        "frame": Frame.of(request, one, "consolidation_way"),
        "one": one,
        "forms": made,
        "where": where.value,
        "is_draft": where in OPEN_FOR_WRITING,
        "can_be_sent": where in CAN_BE_SENT,
        "can_pass": where is Where.PASSING and access.can_pass_on(request.actor, one),
        "to": ", ".join(PaperFacts.of(one.paper).addressees) or one.slot.regime.to,
        "passings": list(one.passings.select_related("by")),
    }
    return render(request, "desk/consolidation/way.html", context)


def _obey(request: HttpRequest, one: Consolidation) -> tuple[str, forms.Form] | None:
    """None when done; else the verb and its form with the sentences."""
    verb = request.POST.get("verb", "")
    if verb not in DONE:
        raise Http404
    form = FORMS[verb](request.POST, request.FILES, auto_id=f"{verb}_%s")
    if form.is_valid() and tried(form, lambda: _WORK[verb](request, one, form.cleaned_data)):
        messages.success(request, DONE[verb])
        return None
    return verb, form


Typed = dict[str, object]


def _signed(request: HttpRequest, one: Consolidation, typed: Typed) -> object:
    """The signed copy passes the door before the record is touched."""
    sent = typed.pop("file", None)
    if sent is not None:
        access_ok = access.can_consolidate(request.actor, one.plan, one.unit_id)
        stored = plans.admit(request.actor, sent, name=sent.name, where="evidence") if access_ok else None
        typed = typed | {"stored": stored, "name": sent.name}
    return finishing.record_signed(request.actor, one, today=request.today, **typed)


Work = Callable[[HttpRequest, Consolidation, Typed], object]
_WORK: dict[str, Work] = {
    "signed": _signed,
    "send": lambda r, one, typed: finishing.send(r.actor, one, typed["on"], today=r.today),
    "forward": lambda r, one, typed: finishing.forward(
        r.actor, one, typed["on"], typed["number"], today=r.today
    ),
    "give_back": lambda r, one, typed: finishing.give_back(
        r.actor, one, typed["on"], typed["reason"], today=r.today
    ),
    "reopen": lambda r, one, typed: finishing.reopen(r.actor, one),
}
