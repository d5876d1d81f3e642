"""What pages ask of reports and workbooks. Read-only; the number of queries does not grow with rows."""

from minhbach.reporting.queries.report import deadline_words, plan_report, report_periods, unit_group
from minhbach.reporting.queries.schedule import calendar_of_plan, days_of_work, plan_rounds, reporters_of
from minhbach.reporting.queries.workbooks import (
    batch_with_files,
    batches,
    duties_now,
    instance_name,
    owed_rows,
    units_owing,
)

__all__ = [
    "batch_with_files",
    "batches",
    "calendar_of_plan",
    "days_of_work",
    "deadline_words",
    "duties_now",
    "instance_name",
    "owed_rows",
    "plan_report",
    "plan_rounds",
    "report_periods",
    "reporters_of",
    "unit_group",
    "units_owing",
]
