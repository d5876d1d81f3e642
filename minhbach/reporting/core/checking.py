"""Rows of a returned workbook beside the record: which may be recorded, as what, what to look at first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from minhbach.plans.core.kinds import Result
from minhbach.plans.core.report import Fault, OnBehalf, Report, faults_of
from minhbach.plans.core.state import DutyFacts, result_of
from minhbach.reporting.core.workbook import Returned, ReturnedRow, RowState

REPORTED = "Đã báo hoàn thành, chờ ghi nhận"
CHANGED = "Phần việc đã có cập nhật sau khi phát biểu; xem lại trước khi ghi."


@dataclass(frozen=True, slots=True)
class DutyNow:
    """What the record says of a duty when the workbook comes back."""

    duty_id: int
    unit_id: int
    version: int
    plan_open: bool
    ours: bool = True  # of a plan for which the receiving unit answers
    facts: DutyFacts = field(default_factory=DutyFacts)

    @property
    def is_reported(self) -> bool:
        """Reported as done and not decided on: a workbook adds words, it does not take that back."""
        return result_of(self.facts) is Result.REPORTED_DONE


def report_of(row: ReturnedRow, now: DutyNow | None) -> Report:
    """What the row reports; of a duty that was reported as done only its words and its proof."""
    adds_only = now is not None and now.is_reported
    done_on = None if adds_only else row.done_on
    return Report(
        text=row.said,
        percent=None if adds_only else row.percent,
        nothing_arose=row.nothing_arose,
        result=Result.REPORTED_DONE if done_on else Result.DOING,
        done_on=done_on,
        numbers=(row.number,) if row.number else (),
    )


def against(
    back: Returned, duties: Mapping[int, DutyNow], behalf: OnBehalf, words: Callable[[Fault], str]
) -> Returned:
    """Rows checked against the record on the day the workbook was received; words: a fault as a sentence."""
    if back.manifest is None or back.problem:
        return back
    unit_id = back.manifest.unit_id
    return replace(back, rows=tuple(_checked(row, duties, unit_id, behalf, words) for row in back.rows))


def _checked(
    row: ReturnedRow,
    duties: Mapping[int, DutyNow],
    unit_id: int,
    behalf: OnBehalf,
    words: Callable[[Fault], str],
) -> ReturnedRow:
    if row.state is not RowState.READY or row.duty_id is None:
        return row
    now = duties.get(row.duty_id)
    if now is None or now.unit_id != unit_id:
        return replace(row, state=RowState.FOREIGN, problem="Phần việc này không còn thuộc đơn vị.")
    problem = _problem(row, now, behalf, words)
    if problem:
        return replace(row, state=RowState.REFUSED, problem=problem)
    if now.is_reported:
        note = f"{REPORTED}: dòng này chỉ ghi thêm nội dung, ngày và tỷ lệ đã báo giữ nguyên."
        row = replace(row, note=f"{row.note} {note}".strip())
    if now.version != row.version:
        return replace(row, state=RowState.OLD, problem=CHANGED)
    return row


def _problem(row: ReturnedRow, now: DutyNow, behalf: OnBehalf, words: Callable[[Fault], str]) -> str:
    """What recording would refuse, said before it is asked; empty where it would take the row."""
    if not now.ours:
        return "Phần việc thuộc kế hoạch do đơn vị khác làm đầu mối; hãy chuyển biểu cho đơn vị đó."
    if not now.plan_open:
        return words(Fault.CLOSED_PLAN)
    if now.is_reported and not (row.said or row.nothing_arose):
        return f"{REPORTED}: dòng này không có nội dung ghi thêm."
    day = behalf.received_on or date.max
    found = faults_of(report_of(row, now), now.facts, day, has_proof_already=False, behalf=behalf)
    return " ".join(dict.fromkeys(words(fault) for _, fault in found))
