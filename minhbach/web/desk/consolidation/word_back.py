"""The edited Word file comes back: the difference is shown, a person takes it."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhbach.plans.core.word_changes import Piece, word_changes
from minhbach.reporting import access
from minhbach.reporting.core.consolidating.returning import Change, ChangeKind
from minhbach.reporting.models import Consolidation
from minhbach.reporting.queries import consolidation as queries
from minhbach.reporting.services import returning
from minhbach.shared.verbs import Refused
from minhbach.web.desk.consolidation.frame import Frame, seen
from minhbach.web.doors import show_refusal, signed_in

SALT = "consolidation word"


class WordForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("Tệp Word đã sửa"), allow_empty_file=True)


@dataclass(frozen=True, slots=True)
class ChangeShown:
    change: Change
    pieces: tuple[Piece, ...]


@signed_in
def word_back(request: HttpRequest, pk: int) -> HttpResponse:
    one = seen(request, pk)
    if not access.can_consolidate(request.actor, one.plan, one.unit_id):
        raise Http404
    form = WordForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and "ve" in request.POST:
        return _take(request, one)
    back = None
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            back = returning.compare_word(request.actor, one, sent, sent.name)
        except Refused as refused:
            show_refusal(form, refused)
    context = {
        "frame": Frame.of(request, one, "consolidation_way"),
        "one": one,
        "form": form,
        "back": back,
        "ticket": signing.dumps([one.pk, back.stored.pk, back.name, one.version], salt=SALT) if back else "",
        "changes": [_shown(change) for change in back.changes] if back else [],
    }
    return render(request, "desk/consolidation/word_back.html", context)


def _shown(change: Change) -> ChangeShown:
    edited = change.kind is ChangeKind.EDITED
    return ChangeShown(change, tuple(word_changes(change.before, change.after_words)) if edited else ())


def _take(request: HttpRequest, one: Consolidation) -> HttpResponse:
    """The ticket says which file was compared with which version; it is good for a day."""
    try:
        pk, stored_id, name, version = signing.loads(request.POST["ve"], salt=SALT, max_age=86_400)
    except signing.BadSignature:
        messages.error(request, _("Phiên so sánh đã hết hạn; hãy chọn lại tệp Word."))
        return redirect("consolidation_word_back", one.pk)
    if pk != one.pk:
        raise Http404
    is_final = request.POST.get("verb") == "final"
    try:
        stored = queries.compared_file(stored_id)
        returning.take_word(request.actor, one, stored, name, version, is_final=is_final, today=request.today)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("consolidation_word_back", one.pk)
    messages.success(
        request, _("Đã nhận bản Word làm bản cuối") if is_final else _("Đã đưa chữ của bản Word vào dự thảo")
    )
    return redirect("consolidation_way" if is_final else "consolidation", one.pk)
