"""The list of reports: mine in the order in which they press, those that came, those that have not come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from minhbach.reporting import queries
from minhbach.reporting.core.slot_state import Paper, Timing
from minhbach.reporting.models import ReportSlot
from minhbach.reporting.queries import SlotGroup, SlotLine
from minhbach.reporting.queries.words import paper_words, timing_words
from minhbach.web.doors import signed_in
from minhbach.web.navigation import OVERSEES

TITLES = {
    SlotGroup.RETURNED: gettext_lazy("Bị trả lại"),
    SlotGroup.APPROVING: gettext_lazy("Chờ duyệt"),
    SlotGroup.OWED: gettext_lazy("Phải gửi"),
    SlotGroup.SENT: gettext_lazy("Chờ nơi nhận xem"),
    SlotGroup.ENDED: gettext_lazy("Đã nhận"),
}
PAPER_TONES = {Paper.RETURNED: "soon", Paper.ACCEPTED: "done", Paper.SUBMITTED: "acc", Paper.APPROVING: "acc"}
TIMING_TONES = {
    Timing.OVERDUE: "late",
    Timing.SOON: "soon",
    Timing.TODAY: "soon",
    Timing.ASKED: "none",
    Timing.NO_DATE: "none",
    Timing.BEFORE_TRACKING: "none",
    Timing.EXCUSED: "none",
}


@dataclass(frozen=True, slots=True)
class SlotRow:
    """One row in words."""

    slot: ReportSlot
    title: str
    words: str
    tone: str
    timing: str
    late_tone: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class RowGroup:
    title: str
    lines: list[SlotRow]


@signed_in
def reports(request: HttpRequest) -> HttpResponse:
    found = queries.report_lists(request.actor, request.today)
    context = {
        "mine": [RowGroup(str(TITLES[group.group]), rows_of(group.lines)) for group in found.mine],
        "waiting": rows_of(found.waiting),
        "missing": rows_of(found.missing),
        "oversees": request.actor.has_role(*OVERSEES),
    }
    return render(request, "desk/reports/list.html", context)


def rows_of(lines: Iterable[SlotLine]) -> list[SlotRow]:
    return [_row(line) for line in lines]


def _row(line: SlotLine) -> SlotRow:
    state = line.state
    return SlotRow(
        slot=line.slot,
        title=queries.slot_title(line.slot),
        words=paper_words(state.paper),
        tone=PAPER_TONES.get(state.paper, ""),
        timing=timing_words(state),
        late_tone=TIMING_TONES.get(state.timing, "ok"),
        is_open=state.is_owed,
    )
