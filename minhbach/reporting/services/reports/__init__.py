"""The verbs of a unit's report: write, hand up, approve, send, return, accept, correct, record."""

from minhbach.reporting.services.reports.reading import read_own_word
from minhbach.reporting.services.reports.receiving import accept_report, correct_report, return_report
from minhbach.reporting.services.reports.recording import attach_signed, record_report
from minhbach.reporting.services.reports.sending import (
    approve_outside,
    approve_report,
    check_report,
    prepare_report,
    submit_report,
    withdraw_report,
)
from minhbach.reporting.services.reports.writing import (
    Saved,
    restore_draft,
    restore_sent,
    save_report,
    use_given,
)

__all__ = [
    "Saved",
    "accept_report",
    "approve_outside",
    "approve_report",
    "attach_signed",
    "check_report",
    "correct_report",
    "prepare_report",
    "read_own_word",
    "record_report",
    "restore_draft",
    "restore_sent",
    "return_report",
    "save_report",
    "submit_report",
    "use_given",
    "withdraw_report",
]
