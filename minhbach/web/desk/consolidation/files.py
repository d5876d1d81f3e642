"""The report as a file: Word in the state layout, the annexes as Excel, the signed copy as it came."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse

from minhbach.reporting.models import Consolidation
from minhbach.reporting.queries import consolidation as queries
from minhbach.shared.text import fold
from minhbach.web.desk.consolidation.frame import seen
from minhbach.web.desk.downloads import attachment
from minhbach.web.desk.exports.sheet import workbook_response
from minhbach.web.doors import signed_in

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@signed_in
def word(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The paper as it stands; where the edited Word came back as the final text, that file."""
    from minhbach.reporting.writers.paper import paper_docx

    one = seen(request, pk)
    if one.final_file is not None:
        return attachment(one.final_file, one.final_name)
    response = HttpResponse(paper_docx(queries.printed(one)), content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="{stem(one)}.docx"'
    return response


@signed_in
def excel(request: HttpRequest, pk: int) -> HttpResponse:
    """The annexes of the snapshot, a sheet each."""
    from minhbach.reporting.writers.annex_book import annexes_xlsx  # openpyxl takes time to load

    one = seen(request, pk)
    return workbook_response(annexes_xlsx(queries.full_tables(one)), f"{stem(one)}-phu-luc")


@signed_in
def signed(request: HttpRequest, pk: int) -> FileResponse:
    one = seen(request, pk)
    if one.signed_file is None:
        raise Http404
    return attachment(one.signed_file, one.signed_name)


@signed_in
def passed(request: HttpRequest, pk: int, passing_id: int) -> FileResponse:
    """The signed copy with which it was sent once."""
    found = seen(request, pk).passings.filter(pk=passing_id, stored__isnull=False).first()
    if found is None or found.stored is None:
        raise Http404
    return attachment(found.stored, found.name)


def stem(one: Consolidation) -> str:
    """The name of a file without its ending: plan and period."""
    about = one.plan.number or one.plan.title if one.plan else one.slot.regime.title
    return f"tong-hop-{fold(about)[:40].strip().replace(' ', '-')}-{one.slot.period}".lower()
