"""What pages ask of reports and workbooks. Read-only; the number of queries does not grow with rows."""

from minhbach.reporting.queries.report import deadline_words, plan_report, report_periods, unit_group
from minhbach.reporting.queries.report_lists import ReportLists, SlotGroup, SlotLine, SlotList, report_lists
from minhbach.reporting.queries.report_papers import paper_of_report
from minhbach.reporting.queries.report_words import (
    hint_words,
    report_fault_sentence,
    report_state_words,
    slot_title,
)
from minhbach.reporting.queries.schedule import calendar_of_plan, days_of_work, reporters_of
from minhbach.reporting.queries.slots import slot_record
from minhbach.reporting.queries.unit_report import (
    LastSaid,
    ReportPage,
    any_report_page,
    form_of,
    own_report_page,
    received_report_page,
    routine_phrases,
    unwritten_report_page,
)
from minhbach.reporting.queries.workbooks import (
    batch_with_files,
    batches,
    duties_now,
    instance_name,
    owed_rows,
    units_owing,
)

__all__ = [
    "LastSaid",
    "ReportLists",
    "ReportPage",
    "SlotGroup",
    "SlotLine",
    "SlotList",
    "any_report_page",
    "batch_with_files",
    "batches",
    "calendar_of_plan",
    "days_of_work",
    "deadline_words",
    "duties_now",
    "form_of",
    "hint_words",
    "instance_name",
    "owed_rows",
    "own_report_page",
    "paper_of_report",
    "plan_report",
    "received_report_page",
    "report_fault_sentence",
    "report_lists",
    "report_periods",
    "report_state_words",
    "reporters_of",
    "routine_phrases",
    "slot_record",
    "slot_title",
    "unit_group",
    "units_owing",
    "unwritten_report_page",
]
