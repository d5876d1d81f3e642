"""The verbs of plans. Each: access, lock, decide, save, audit, announce, in one transaction."""

from minhbach.plans.services.activating import activate
from minhbach.plans.services.admit import (
    FileRefused,
    admit,
    admit_all,
    is_released,
    raise_alarm,
    release_alarm,
)
from minhbach.plans.services.answering import confirm_entries, confirm_entry, dispute_entry
from minhbach.plans.services.calendars import confirm_year, propose_rest_days, set_rest_day
from minhbach.plans.services.coordinating import (
    assign_handler,
    let_coordinators_owe,
    request_coordination,
    resolve_responsibility,
)
from minhbach.plans.services.creating import create_plan, remove_plan
from minhbach.plans.services.deciding import (
    acknowledge,
    change_due,
    not_applicable,
    record_trigger,
    resume,
    return_duty,
    suspend,
)
from minhbach.plans.services.directing import NewDirective, finish_directive, record_directive
from minhbach.plans.services.giving import give_out
from minhbach.plans.services.handing_over import confirm_handovers, unconfirm_handover
from minhbach.plans.services.opening import OpeningChoice, confirm_opening
from minhbach.plans.services.parts import confirm_part, drop_row, pair_row_with, unconfirm_part
from minhbach.plans.services.proving import add_evidence
from minhbach.plans.services.publishing import (
    close,
    publish,
    publish_units,
    reopen,
    withdraw,
    withdraw_units,
)
from minhbach.plans.services.relating import confirm_pairs, confirm_sure, pair_with, set_relation, unconfirm
from minhbach.plans.services.reporting import (
    ReportItem,
    RowResult,
    record_on_behalf,
    report_all,
    report_by_rule,
    report_many,
    report_progress,
)
from minhbach.plans.services.undoing import undo_activation

__all__ = [
    "FileRefused", "NewDirective", "OpeningChoice", "ReportItem", "RowResult", "acknowledge", "activate",
    "add_evidence", "admit", "admit_all", "assign_handler", "change_due", "close", "confirm_entries",
    "confirm_entry", "confirm_handovers", "confirm_opening", "confirm_pairs", "confirm_part", "confirm_sure",
    "confirm_year", "create_plan",
    "dispute_entry", "drop_row", "finish_directive", "give_out", "is_released", "let_coordinators_owe",
    "not_applicable", "pair_row_with", "pair_with", "propose_rest_days", "publish", "publish_units",
    "raise_alarm",
    "record_directive", "record_on_behalf", "record_trigger", "release_alarm", "remove_plan", "reopen",
    "report_all", "report_by_rule", "report_many",
    "report_progress", "request_coordination", "resolve_responsibility", "resume", "return_duty",
    "set_relation", "set_rest_day", "suspend", "unconfirm", "unconfirm_handover", "unconfirm_part",
    "undo_activation", "withdraw", "withdraw_units",
]  # fmt: skip
