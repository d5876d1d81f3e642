"""Thông tin văn bản: number, date, signer and focal unit as a person confirms them; the signed file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minhbach.intake import queries, services
from minhbach.intake.access import KEEPERS
from minhbach.intake.core import answers
from minhbach.intake.core.answers import NotAnswered
from minhbach.intake.core.review import Verb
from minhbach.intake.core.rows import DraftError
from minhbach.intake.queries import Desk
from minhbach.intake.queries.wording import kept_words
from minhbach.intake.services.sentences import of_error, sentence
from minhbach.web.desk.intake_frame import REFUSALS, frame, not_in_review, sentence_of
from minhbach.web.desk.intake_relations import relations_of
from minhbach.web.desk.intake_steps import revision_of
from minhbach.web.doors import for_roles

VIEWS = {"tasks": "nhiem-vu", "indicators": "chi-tieu", "reporting": "bao-cao"}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it is typed. kind: text | area | unit. from_document: the proposal is the paper's."""

    name: str
    label: str
    value: str
    help: str = ""
    error: str = ""
    kind: str = "text"
    from_document: bool = False
    is_optional: bool = False


@for_roles(*KEEPERS)
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    desk = queries.desk(request.actor, pk, request.today)
    if request.method == "POST":
        return _save(request, desk)
    return not_in_review(desk.draft) or _page(request, desk, desk.answers, {})


def _page(
    request: HttpRequest, desk: Desk, values: dict[str, str], errors: dict[str, str], said: str = ""
) -> HttpResponse:
    context = frame(desk, "paper", request) | {
        "answers": _answers(desk, values, errors),
        "errors": errors,
        "said": said,
        "units": [
            unit for unit in desk.registry.units if unit.is_open(request.today) and unit.kind in _FOCAL_KINDS
        ],
        "signed": desk.signed,
        "differences": _differences(desk),
        "earlier": relations_of(request.actor, desk),
        "is_confirmed": all(field in desk.draft.answers for field in answers.REQUIRED),
    }
    return render(request, "desk/intake/paper.html", context)


# Who can be the focal unit of a plan: bodies of the authority itself.
_FOCAL_KINDS = frozenset(
    {"committee", "office", "department", "agency", "commune", "ward", "special_zone", "centre"}
)


def _answers(desk: Desk, values: dict[str, str], errors: dict[str, str]) -> list[Answer]:
    proposed = answers.from_document(desk.draft.data, desk.draft.answers)
    return [
        Answer(
            name, label, values.get(name, ""), help_text, errors.get(name, ""), kind,
            from_document=name in proposed and name not in errors, is_optional=name not in answers.REQUIRED,
        )
        for name, label, kind, help_text in _words()
    ]  # fmt: skip


def _words() -> list[tuple[str, str, str, str]]:
    return [
        ("title", _("Tên kế hoạch"), "area", ""),
        ("number", _("Số, ký hiệu"), "text", _("như trên bản đã ký: 402/KH-UBND")),
        ("issued", _("Ngày ký"), "text", _("ngày/tháng/năm, như 11/07/2026")),
        ("signer", _("Người ký"), "text", ""),
        ("signer_authority", _("Quyền hạn, chức vụ ký"), "text", ""),
        ("kind", _("Loại văn bản"), "text", ""),
        ("issuer", _("Cơ quan ban hành"), "text", ""),
        ("year_from", _("Thực hiện từ năm"), "text", ""),
        ("year_to", _("Đến năm"), "text", ""),
        ("focal_unit", _("Đơn vị đầu mối"), "unit", _("nhận báo cáo của các đơn vị và ghi nhận kết quả")),
        ("as_of", _("Đọc tên đơn vị theo ngày"), "text", _("để trống thì theo ngày ký")),
    ]


def _save(request: HttpRequest, desk: Desk) -> HttpResponse:
    """All answers are kept together; a wrong one keeps what was typed and is named beside its field."""
    shown = [name for name, *_rest in _words()]
    typed = {name: request.POST.get(name, "").strip() for name in shown}
    errors = _errors(typed, request.today)
    if errors:
        return _page(request, desk, typed, errors)
    try:
        services.change(request.actor, desk.draft, Verb.ANSWER, typed, revision_of(request.POST))
    except DraftError as error:
        fresh = queries.desk(request.actor, desk.draft.pk, request.today)
        if isinstance(error, services.StaleRevision) and error.met is not None:
            errors = {name: kept_words(value) for name, value in error.met.conflicts.items()}
            typed = fresh.answers | dict(error.met.typed)
        return not_in_review(fresh.draft) or _page(request, fresh, typed, errors, of_error(error))
    return redirect("intake_rehearsal", pk=desk.draft.pk)


def _errors(typed: dict[str, str], today: date) -> dict[str, str]:
    try:
        answers.paper_of(typed, today)
    except NotAnswered as wrong:
        return {
            field: sentence(
                code, typed=typed.get(field, ""), first=answers.FIRST_YEAR, last=today.year, longest=200
            )
            for field, code in wrong.errors.items()
        }
    return {}


def _differences(desk: Desk) -> list[tuple[str, str]]:
    """Every difference between the signed file and the draft, with the address of its row."""
    here = reverse("intake_draft", args=[desk.draft.pk])
    return [
        (
            one.sentence,
            f"{here}?xem={VIEWS[one.list]}&dong={one.key}&viec=sua#dong-{one.key}" if one.key else "",
        )
        for one in desk.signed.differences
    ]


@require_POST
@for_roles(*KEEPERS)
def signed(request: HttpRequest, pk: int) -> HttpResponse:
    """Attaches the signed file, or takes it off again."""
    draft = queries.draft_of(request.actor, pk, whole=False)
    file = request.FILES.get("file")
    try:
        if request.POST.get("off"):
            services.detach_signed(request.actor, draft)
        elif file is None:
            messages.error(request, _("Chưa chọn tệp bản ký."))
        else:
            services.attach_signed(request.actor, draft, file)
    except REFUSALS as error:
        messages.error(request, sentence_of(error))
    return redirect("intake_paper", pk=pk)
