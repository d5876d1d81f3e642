"""The report as it will be printed: on a page, and as a Word file for the document system."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from minhbach.reporting import queries
from minhbach.reporting.core.paper_rules import (
    addressee_lines,
    closed,
    date_words,
    labelled,
    number_words,
    recipient_lines,
    signature_lines,
)
from minhbach.reporting.core.papers import Block, Bullet, Heading, Paragraph, Table
from minhbach.reporting.writers.paper import paper_docx
from minhbach.shared.text import fold
from minhbach.web.desk.report import WORD
from minhbach.web.desk.reports.form import crumbs
from minhbach.web.doors import or_404, signed_in


@signed_in
def word(request: HttpRequest, slot_id: int) -> HttpResponse:
    page = or_404(queries.any_report_page, request.actor, slot_id, request.today)
    stem = fold(f"bao cao {page.slot.unit.label} {page.slot.period}").replace(" ", "-")[:80]
    response = HttpResponse(paper_docx(queries.paper_of_report(page)), content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="{stem}.docx"'
    return response


@signed_in
def printed(request: HttpRequest, slot_id: int) -> HttpResponse:
    """The same paper on a page, for reading and for the printer."""
    page = or_404(queries.any_report_page, request.actor, slot_id, request.today)
    paper = queries.paper_of_report(page)
    context = {
        "slot": page.slot,
        "title": queries.slot_title(page.slot),
        "paper": paper,
        "number": number_words(paper.head),
        "dated": date_words(paper.head.place, paper.head.dated),
        "addressees": addressee_lines(paper.addressees),
        "blocks": [_block(block) for block in closed(labelled(paper.body))],
        "signature": signature_lines(paper.signer),
        "recipients": recipient_lines(paper.recipients),
        "crumbs": crumbs(page),
    }
    return render(request, "desk/reports/paper.html", context)


def _block(block: Block) -> tuple[str, Block]:
    """The block with the name of its kind, by which the template chooses."""
    kinds = {Heading: "heading", Paragraph: "paragraph", Bullet: "bullet", Table: "table"}
    return kinds.get(type(block), "other"), block
