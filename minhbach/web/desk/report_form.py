"""Forms of one report of progress (text, percent, proof, the day it was done) and of proof by itself."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from minhbach.organisation.actor import Actor
from minhbach.plans import services
from minhbach.plans.core.kinds import Clock, Result
from minhbach.plans.core.report import FileEvidence, Report
from minhbach.plans.models import Duty, Via
from minhbach.web.desk.upload import ManyFiles
from minhbach.web.doors import tried
from minhbach.web.fields import DayField, PercentField

# Names that the service uses, and the field beside which its sentence stands.
BESIDE = {"links": "link", "numbers": "number", "evidence": "files", "file": "files"}


class ProofForm(forms.Form):
    """Proof: files, numbers of documents, links; a report has it, a coordinating unit sends it alone."""

    number = forms.CharField(label=_("Số văn bản minh chứng"), required=False, max_length=60)
    link = forms.CharField(label=_("Liên kết minh chứng"), required=False, max_length=500)
    files = ManyFiles(label=_("Tệp minh chứng"), required=False)

    def proof(self, actor: Actor) -> dict[str, tuple]:
        """What was sent, its files taken in through the door. Raises FileRefused."""
        typed = self.cleaned_data
        sent = [(file, file.name) for file in typed["files"]]
        stored = services.admit_all(actor, sent, where="evidence")
        return {
            "files": tuple(
                FileEvidence(one.pk, name) for one, (_file, name) in zip(stored, sent, strict=True)
            ),
            "links": tuple(typed["link"].split()),
            "numbers": tuple(n.strip() for n in typed["number"].split(";") if n.strip()),
        }


class ReportForm(ProofForm):
    """Which button was pressed says whether the work goes on or is reported as finished."""

    text = forms.CharField(
        label=_("Đã làm được gì"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Nêu việc đã xong, con số, và việc còn lại vì sao."),
    )  # fmt: skip
    percent = PercentField(label=_("Phần trăm"), required=False)
    done_on = DayField(label=_("Ngày hoàn thành"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ("text", "percent", "done_on", "number", "link", "files")

    def __init__(self, duty: Duty, data: object = None, files: object = None) -> None:
        super().__init__(
            data, files, initial={"version": duty.version, "percent": duty.percent}, auto_id=f"v{duty.pk}_%s"
        )
        self.duty = duty
        if duty.clock == Clock.ONGOING:
            del self.fields["percent"]

    @property
    def duty_key(self) -> str:
        return str(self.duty.pk)

    def report(self, actor: Actor) -> Report:
        """What was typed, with its files taken in through the door. Raises FileRefused."""
        typed = self.cleaned_data
        is_done = self.data.get("result") == Result.REPORTED_DONE
        return Report(
            text=typed["text"],
            percent=typed.get("percent"),
            result=Result.REPORTED_DONE if is_done else Result.DOING,
            done_on=typed["done_on"] if is_done else None,
            **self.proof(actor),
        )


class BehalfForm(ReportForm):
    """What came by axis, paper, mail, Zalo or phone, written down by the focal officer."""

    via = forms.ChoiceField(label=_("Nhận qua"), choices=[(v, w) for v, w in Via.choices if v != Via.SYSTEM])
    received_on = DayField(label=_("Nhận ngày"), help_text=_("Chậm hay không tính theo ngày này."))
    came_as = forms.CharField(label=_("Số văn bản đến"), required=False, max_length=60)
    field_order = ("via", "received_on", "came_as", "text", "percent", "done_on", "number", "link", "files")


def take_report(request: HttpRequest, form: ReportForm) -> bool:
    """Hands the report in; what is refused stands beside its field. True where it was taken."""
    if not form.is_valid():
        return False

    def work() -> object:
        report = form.report(request.actor)
        version = form.cleaned_data["version"]
        if isinstance(form, BehalfForm):
            typed = form.cleaned_data
            return services.record_on_behalf(
                request.actor, form.duty, report, typed["via"], typed["received_on"], typed["came_as"],
                version=version, today=request.today,
            )  # fmt: skip
        return services.report_progress(
            request.actor, form.duty, report, version=version, today=request.today
        )

    return tried(form, work, BESIDE)
