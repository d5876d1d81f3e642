"""The unit's own Word file: read in the sandbox, handed back as proposals; nothing is written by it."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.plans.services.admit import Upload, admit
from minhbach.reading.sandbox import read_paper
from minhbach.reading.shapes import Refusal
from minhbach.reporting.access import can_write_report
from minhbach.reporting.core.returned import blocks_of
from minhbach.reporting.core.word_proposals import Reading, proposals_of
from minhbach.reporting.models import ReportSlot
from minhbach.reporting.queries.unit_report import own_report_page
from minhbach.reporting.services.reports.holding import today_or
from minhbach.shared.files import path_of
from minhbach.shared.verbs import Problem, Refused, allow

WORKBOOKS = (".xlsx", ".xls", ".ods")


def read_own_word(
    actor: Actor, slot: ReportSlot, upload: Upload, name: str, *, today: date | None = None
) -> Reading:
    """What the file says for which field. Raises Refused for what is no Word file, with the way out.

    The file comes in by the door (size, form, secrecy mark) and goes again: what is kept is the report.
    """
    allow(can_write_report(actor, slot), "read report file")
    if name.lower().endswith(WORKBOOKS):
        raise Refused(
            Problem(
                "file",
                _(
                    "Biểu Excel không đọc vào báo cáo được. Biểu tiến độ của đơn vị gửi về cơ quan đầu mối;"
                    " báo cáo nộp bằng tệp Word tải từ trang này hoặc văn bản Word của đơn vị."
                ),
            )
        )
    stored = admit(actor, upload, name=name, where="report")
    try:
        paper = read_paper(path_of(stored))
    except Refusal as refusal:
        raise Refused(Problem("file", refusal.sentence)) from refusal
    sheet = own_report_page(actor, slot.pk, today_or(today)).sheet
    annexes = [block for annex in paper.annexes for block in annex.blocks]
    return proposals_of(blocks_of([*paper.body, *annexes]), sheet)
