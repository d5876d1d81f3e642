"""Rows of a returned workbook beside the record: which may be recorded, as what, what to look at first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from minhbach.plans.core.kinds import Result
from minhbach.plans.core.report import Report
from minhbach.plans.core.state import FINAL, STOPPED, DutyFacts, result_of
from minhbach.reporting.core.workbook import Returned, ReturnedRow, RowState

REPORTED = "Đã báo hoàn thành, chờ ghi nhận"


@dataclass(frozen=True, slots=True)
class DutyNow:
    """What the record says of a duty when the workbook comes back."""

    duty_id: int
    unit_id: int
    version: int
    plan_open: bool
    facts: DutyFacts = field(default_factory=DutyFacts)

    @property
    def is_open(self) -> bool:
        return self.plan_open and result_of(self.facts) not in FINAL | STOPPED

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


def against(back: Returned, duties: Mapping[int, DutyNow], received_on: date) -> Returned:
    """Rows checked against the record on the day the workbook was received."""
    if back.manifest is None or back.problem:
        return back
    unit_id = back.manifest.unit_id
    return replace(back, rows=tuple(_checked(row, duties, unit_id, received_on) for row in back.rows))


def _checked(row: ReturnedRow, duties: Mapping[int, DutyNow], unit_id: int, received_on: date) -> ReturnedRow:
    if row.state is not RowState.READY or row.duty_id is None:
        return row
    now = duties.get(row.duty_id)
    if now is None or now.unit_id != unit_id:
        return replace(row, state=RowState.FOREIGN, problem="Phần việc này không còn thuộc đơn vị.")
    if not now.is_open:
        return replace(
            row, state=RowState.WRONG, problem="Phần việc đã ghi nhận xong hoặc kế hoạch đã kết thúc."
        )
    if row.done_on and row.done_on > received_on:
        return replace(row, state=RowState.WRONG, problem="Ngày hoàn thành sau ngày nhận biểu.")
    if now.is_reported:
        note = f"{REPORTED}: dòng này chỉ ghi thêm nội dung, ngày và tỷ lệ đã báo giữ nguyên."
        row = replace(row, note=f"{row.note} {note}".strip())
    if now.version != row.version:
        return replace(
            row,
            state=RowState.OLD,
            problem="Phần việc đã có cập nhật sau khi phát biểu; xem lại trước khi ghi.",
        )
    return row
