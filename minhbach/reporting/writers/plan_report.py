"""The first report of a plan as a Word file."""

from __future__ import annotations

from minhbach.reporting.core.plan_paper import plan_paper
from minhbach.reporting.core.shapes import PlanReport
from minhbach.reporting.writers.paper import paper_docx


def plan_report_docx(report: PlanReport) -> bytes:
    """The .docx. Number, date and signature stay blank: văn thư and the head give them."""
    return paper_docx(plan_paper(report))
