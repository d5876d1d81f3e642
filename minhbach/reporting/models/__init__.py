"""Regimes, slots, and workbooks that came back."""

from minhbach.reporting.models.regimes import (
    DataWindow,
    MergeRule,
    RegimePair,
    RegimeRole,
    RegimeUnit,
    ReportCycle,
    ReportRegime,
    RequiredForm,
    RollRule,
    WhoRule,
)
from minhbach.reporting.models.slots import ExceptionKind, ReportSlot, SlotException
from minhbach.reporting.models.workbooks import ReturnedState, ReturnedWorkbook, WorkbookBatch

__all__ = [
    "DataWindow",
    "ExceptionKind",
    "MergeRule",
    "RegimePair",
    "RegimeRole",
    "RegimeUnit",
    "ReportCycle",
    "ReportRegime",
    "ReportSlot",
    "RequiredForm",
    "ReturnedState",
    "ReturnedWorkbook",
    "RollRule",
    "SlotException",
    "WhoRule",
    "WorkbookBatch",
]
