"""The report under hand: its text passage by passage, who is in, what changed since it was assembled."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from minhbach.reporting import access
from minhbach.reporting.core.consolidating.shapes import Form
from minhbach.reporting.models import Consolidation
from minhbach.reporting.queries import consolidation as queries
from minhbach.reporting.queries.consolidation_sources import sources_of
from minhbach.reporting.services import consolidating
from minhbach.shared.verbs import Refused
from minhbach.web.desk.consolidation.frame import Frame, seen
from minhbach.web.desk.consolidation.rounds import CutOffForm
from minhbach.web.desk.consolidation.shown import Opened, anchor, sections_shown
from minhbach.web.doors import signed_in, tried

DONE = {
    "save": gettext_lazy("Đã lưu đoạn"),
    "follow": gettext_lazy("Đã lấy câu theo số liệu"),
    "keep": gettext_lazy("Đã giữ câu đã sửa"),
    "remove": gettext_lazy("Đã bỏ đoạn"),
    "restore": gettext_lazy("Đã đưa đoạn trở lại"),
}


@signed_in
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """`sua`: the passage that is open; `nguon`: whose sources show; `them`, `sau`: where one is added."""
    opened = Opened(*(request.GET.get(name, "") for name in ("sua", "nguon", "them", "sau")))
    return _page(request, seen(request, pk), opened)


def _page(
    request: HttpRequest, one: Consolidation, opened: Opened, again: CutOffForm | None = None
) -> HttpResponse:
    frame, text = Frame.of(request, one, "consolidation"), one.under_hand()
    passage = text.passage(opened.edit or opened.look)
    context = {
        "frame": frame,
        "one": one,
        "sections": sections_shown(text, opened, sources_of(request.actor, passage) if passage else []),
        "conflicts": [(anchor(p.key), p.words) for _s, p in text.conflicts],
        "situation": queries.situation(one.slot, frame.newest, request.today),
        "again": again or CutOffForm(initial={"as_of": one.as_of}),
        "opened": opened,
        "forms": [(Form.BODY.value, _("Đoạn văn")), (Form.ITEM.value, _("Gạch đầu dòng"))],
        "here": request.path if request.method == "GET" else reverse("consolidation", args=[one.pk]),
    }
    return render(request, "desk/consolidation/page.html", context)


@require_POST
@signed_in
def passage(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One verb on one passage. What is refused comes back with what was typed."""
    one, verb = seen(request, pk), request.POST.get("verb", "save")
    if verb not in DONE:
        raise Http404
    try:
        _verb(verb)(request, one, key)
    except Refused as refused:
        typed = request.POST.get("words", "")
        return _page(request, seen(request, pk), Opened(edit=key, typed=typed, error=refused.sentence))
    messages.success(request, DONE[verb])
    return redirect(f"{reverse('consolidation', args=[pk])}#{anchor(key)}")


Verb = Callable[[HttpRequest, Consolidation, str], object]


def _verb(name: str) -> Verb:
    services = consolidating
    verbs: dict[str, Verb] = {
        "save": lambda r, one, key: services.edit_passage(r.actor, one, key, _words(r), _seen(r)),
        "follow": lambda r, one, key: services.follow_record(r.actor, one, key, _seen(r)),
        "keep": lambda r, one, key: services.keep_passage(r.actor, one, key, _seen(r)),
        "remove": lambda r, one, key: services.remove_passage(r.actor, one, key, _seen(r)),
        "restore": lambda r, one, key: services.restore_passage(r.actor, one, key),
    }
    return verbs[name]


def _words(request: HttpRequest) -> str:
    return request.POST.get("words", "")


def _seen(request: HttpRequest) -> str:
    return request.POST.get("seen", "")


@require_POST
@signed_in
def add(request: HttpRequest, pk: int) -> HttpResponse:
    one, section, after = seen(request, pk), request.POST.get("section", ""), request.POST.get("after", "")
    form = request.POST.get("form", Form.BODY.value)
    try:
        done = consolidating.add_passage(
            request.actor, one, section, after, _words(request),
            Form(form) if form in list(Form) else Form.BODY,
        )  # fmt: skip
    except Refused as refused:
        opened = Opened(section=section, after=after, typed=_words(request), error=refused.sentence)
        return _page(request, seen(request, pk), opened)
    messages.success(request, _("Đã thêm đoạn"))
    key = f"own.{done.under_hand().next_own - 1}"
    return redirect(f"{reverse('consolidation', args=[pk])}#{anchor(key)}")


@require_POST
@signed_in
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Assembles again, up to the day that was asked for."""
    one, form = seen(request, pk), CutOffForm(request.POST)
    if not access.can_consolidate(request.actor, one.plan, one.unit_id):
        raise PermissionDenied
    if not form.is_valid():
        return _page(request, one, Opened(), form)
    made: list[Consolidation] = []

    def work() -> None:
        day = form.cleaned_data["as_of"]
        made.append(consolidating.assemble_again(request.actor, one, day, today=request.today))

    if not tried(form, work):
        return _page(request, one, Opened(), form)
    open_ones = len(made[0].under_hand().conflicts)
    if open_ones:
        messages.warning(request, _("Đã tổng hợp lại; %(n)s đoạn chờ chọn giữa hai bản") % {"n": open_ones})
    else:
        messages.success(request, _("Đã tổng hợp lại; mọi chỗ đã sửa tay còn nguyên"))
    return redirect("consolidation", pk)
