"""A plan as intake hands it over: its paper, its tree, its actions, and who answers for each. Pure.

Ids are those of organisation.Unit, UnitGroup and shared.StoredFile. Nodes stand in reading order; a
node names its parent, an action its node, by the index in `NewPlan.nodes`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from minhbach.plans.core.report_days import ReportDay

NODE_KINDS = ("section", "objective", "task")
FILE_KINDS = ("source", "signed", "annex", "amendment")
CYCLES = ("monthly", "quarterly", "semiannual", "annual")


@dataclass(frozen=True, slots=True)
class NewMember:
    """unit: who answers; named: the unit as it was on the plan's day (may be the same)."""

    unit: int
    named: int | None = None


@dataclass(frozen=True, slots=True)
class NewResponsibility:
    """One unit phrase in one role. open and unknown phrases have no members and say why in `reason`."""

    role: str  # core.kinds.Role
    phrase: str
    resolved: str  # core.kinds.Standing
    members: tuple[NewMember, ...] = ()
    group: int | None = None
    reason: str = ""
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class NewNode:
    """kind: section | objective | task."""

    text: str
    kind: str = "section"
    code: str = ""
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class NewAction:
    """One task in the document's words. due: the day as named; due_is_before: "trước ngày"."""

    text: str
    node: int | None = None
    code: str = ""
    indicator_code: str = ""
    product: str = ""
    budget: str = ""
    time_raw: str = ""
    timing: str = "none"  # core.kinds.Timing
    start: date | None = None
    due: date | None = None
    due_is_before: bool = False
    recurrence: str = ""
    report_days: tuple[ReportDay, ...] = ()  # of a recurring report: the days that the document names
    trigger: str = ""
    time_source: str = "document"  # document | focal
    place: Mapping[str, object] = field(default_factory=dict)
    quote: str = ""
    responsibilities: tuple[NewResponsibility, ...] = ()


@dataclass(frozen=True, slots=True)
class NewFile:
    """stored: id of the StoredFile; kind: source | signed | annex | amendment."""

    stored: int
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class NewPlan:
    title: str
    kind: str = "Kế hoạch"
    number: str = ""
    issuer: str = ""
    issuer_unit: int | None = None
    issued_on: date | None = None
    signer: str = ""
    signer_authority: str = ""
    year_from: int | None = None
    year_to: int | None = None
    focal_unit: int | None = None
    parent_plan: int | None = None
    amends: int | None = None
    replaces: int | None = None
    follows: int | None = None
    references: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    update_cycle: str = "quarterly"
    self_recording: bool = False
    as_of: date | None = None
    reader: str = ""
    nodes: tuple[NewNode, ...] = ()
    actions: tuple[NewAction, ...] = ()
    files: tuple[NewFile, ...] = ()
