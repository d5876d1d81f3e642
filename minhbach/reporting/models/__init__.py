"""Regimes, slots, reports with their forms, and workbooks that came back."""

from minhbach.reporting.models.consolidation import (
    Consolidation,
    ConsolidationPassing,
    ConsolidationSnapshot,
    ConsolidationTemplate,
    PassingKind,
)
from minhbach.reporting.models.regimes import (
    DataWindow,
    MergeRule,
    RegimePair,
    RegimeRole,
    ReportCycle,
    ReportRegime,
    RequiredForm,
    RollRule,
    WhoRule,
)
from minhbach.reporting.models.reports import (
    Report,
    ReportCorrection,
    ReportEdit,
    ReportReturn,
    ReturnNote,
    SignedAs,
)
from minhbach.reporting.models.slots import ExceptionKind, ReportSlot, SlotException
from minhbach.reporting.models.templates import RegimeForm, ReportTemplate, RoutinePhrase
from minhbach.reporting.models.workbooks import ReturnedState, ReturnedWorkbook, WorkbookBatch

__all__ = [
    "Consolidation",
    "ConsolidationPassing",
    "ConsolidationSnapshot",
    "ConsolidationTemplate",
    "DataWindow",
    "ExceptionKind",
    "MergeRule",
    "PassingKind",
    "RegimeForm",
    "RegimePair",
    "RegimeRole",
    "Report",
    "ReportCorrection",
    "ReportCycle",
    "ReportEdit",
    "ReportRegime",
    "ReportReturn",
    "ReportSlot",
    "ReportTemplate",
    "RequiredForm",
    "ReturnNote",
    "ReturnedState",
    "ReturnedWorkbook",
    "RollRule",
    "RoutinePhrase",
    "SignedAs",
    "SlotException",
    "WhoRule",
    "WorkbookBatch",
]
