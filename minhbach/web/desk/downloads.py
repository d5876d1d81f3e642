"""Files on their way out: always as attachments, by a query that knows who may see them."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minhbach.plans import queries, services
from minhbach.shared.files import open_stored
from minhbach.shared.models import StoredFile
from minhbach.shared.verbs import Refused
from minhbach.web.doors import or_404, signed_in


@signed_in
def evidence_file(request: HttpRequest, evidence_id: int) -> FileResponse:
    proof = or_404(queries.evidence_record, request.actor, evidence_id)
    return attachment(proof.stored, proof.name)


@signed_in
def plan_file(request: HttpRequest, file_id: int) -> FileResponse:
    paper = or_404(queries.plan_file_record, request.actor, file_id)
    return attachment(paper.stored, paper.name)


def attachment(stored: StoredFile, name: str) -> FileResponse:
    """The bytes as they came in; the browser keeps them and never shows them as a page."""
    response = FileResponse(open_stored(stored), as_attachment=True, filename=name or stored.name)
    response.headers["Content-Type"] = "application/octet-stream"
    response.headers["Content-Security-Policy"] = "sandbox"
    return response


@require_POST
@signed_in
def answer_entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """The unit says whether what was recorded for it is right."""
    entry = or_404(queries.entry_record, request.actor, entry_id)
    try:
        if request.POST.get("verb") == "dispute":
            services.dispute_entry(request.actor, entry, request.POST.get("text", ""))
        else:
            services.confirm_entry(request.actor, entry)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Đã ghi ý kiến của đơn vị"))
    return redirect("my_work")
