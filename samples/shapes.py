"""A sample plan as data: the builder makes its Word and PDF, and its labels come from the same words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

NO_TIME: dict[str, Any] = {"kind": "none", "start": None, "due": None, "recurrence": None, "trigger": None}


def time(kind: str, **parts: str) -> dict[str, Any]:
    return {**NO_TIME, "kind": kind, **parts}


@dataclass(frozen=True)
class Task:
    """A task as written and as it is to be read."""

    text: str
    code: str | None = None
    section: str | None = None
    indicator: str | None = None
    objective: str | None = None
    task: str | None = None
    product: str | None = None
    lead_raw: str | None = None
    lead: tuple[str, ...] = ()
    coordinating_raw: str | None = None
    coordinating: tuple[str, ...] = ()
    supervising: tuple[str, ...] = ()
    time_raw: str | None = None
    time: dict[str, Any] = field(default_factory=lambda: dict(NO_TIME))
    budget_raw: str | None = None

    def label(self) -> dict[str, Any]:
        return {
            **{k: v for k, v in self.__dict__.items() if not isinstance(v, tuple)},
            "lead": list(self.lead),
            "coordinating": list(self.coordinating),
            "supervising": list(self.supervising),
        }


@dataclass(frozen=True)
class Indicator:
    code: str
    name: str
    unit: str
    base: float
    rank: int | None
    op: str
    value: float
    lead: tuple[str, ...]
    direction: str = "higher"
    scale_note: str | None = None
    parent: str | None = None

    def label(self, base_year: int, year: int) -> dict[str, Any]:
        return {
            "code": self.code,
            "parent": self.parent,
            "name": self.name,
            "scale_note": self.scale_note,
            "unit": self.unit,
            "direction": self.direction,
            "baseline": {"year": base_year, "value": self.base, "rank": self.rank},
            "target": {"year": year, "op": self.op, "value": self.value},
            "lead_raw": ", ".join(self.lead),
            "lead": list(self.lead),
            "coordinating_raw": None,
            "coordinating": [],
            "source": "table",
        }


@dataclass(frozen=True)
class Block:
    """A line of the body: its words and how it looks. task: the task that it is, if it is one."""

    words: str
    look: str = "body"  # body | heading | subheading
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True)
class Plan:
    name: str
    number: str
    issued: str
    place_and_date: str
    title: str
    year_from: int
    year_to: int
    blocks: tuple[Block, ...]
    recipients: tuple[str, ...]
    recipient_labels: tuple[str, ...]
    signer: str
    references: tuple[str, ...]
    indicators: tuple[Indicator, ...] = ()
    rows: tuple[Task, ...] = ()
    layout: str = ""  # which table carries `rows`
    reporting: tuple[dict[str, Any], ...] = ()
    prose_targets: tuple[dict[str, Any], ...] = ()

    def labels(self) -> dict[str, Any]:
        """The plan draft that a careful officer would write (docs/plan-draft.md)."""
        body = [task for block in self.blocks for task in block.tasks]
        return {
            "document": {
                "kind": "Kế hoạch",
                "number": self.number,
                "issuer": ["UBND tỉnh Sông Lam", "Ủy ban nhân dân tỉnh Sông Lam", "Ủy ban nhân dân tỉnh"],
                "issued": self.issued,
                "title": self.title,
                "year_from": self.year_from,
                "year_to": self.year_to,
                "references": list(self.references),
            },
            "indicators": [
                *self.prose_targets,
                *(i.label(self.year_from - 1, self.year_from) for i in self.indicators),
            ],
            "tasks": [t.label() for t in (*body, *self.rows)],
            "reporting": list(self.reporting),
            "report_template": [],
            "recipients": list(self.recipient_labels),
            "signer": {"authority": "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH", "name": self.signer},
        }
