"""From a reviewed draft to a plan, its targets and its report regimes. Pure; drops no row and no phrase."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from minhbach.indices.core.new_target import NewTarget
from minhbach.intake.core.answers import Paper
from minhbach.intake.core.assignment import Assigned, Assigner, Member, Standing
from minhbach.intake.core.phrases import Role, phrase_key
from minhbach.intake.core.reporters import is_before as report_is_before
from minhbach.intake.core.reporters import receiver_of, reporters_of, through_of, window_rule
from minhbach.intake.core.rows import Data, Row
from minhbach.plans.core.kinds import Role as PlanRole
from minhbach.plans.core.new_plan import NewAction, NewFile, NewMember, NewNode, NewPlan, NewResponsibility
from minhbach.plans.core.report_days import ReportDay
from minhbach.reporting.core.new_regime import NewRegime, shortest_cycle
from minhbach.shared.text import fold

ROLES = {Role.LEAD: PlanRole.LEAD, Role.COORDINATE: PlanRole.COORDINATE, Role.SUPERVISE: PlanRole.SUPERVISE}
_HEAD = re.compile(r"^((?:[IVXLC]+|\d+(?:\.\d+)*|[A-Za-zĐđ])[.)])\s+(.+)$", re.DOTALL)
_CODE_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Adoption:
    plan: NewPlan
    targets: tuple[NewTarget, ...]
    regimes: tuple[NewRegime, ...]


def to_adoption(
    data: Data,
    paper: Paper,
    assigned: Mapping[str, Assigned],
    assigner: Assigner,
    files: tuple[NewFile, ...] = (),
) -> Adoption:
    """Everything that adopting a draft makes. `assigned`: every phrase by its key (assignment.assign_all);
    `assigner`: who reports and receives."""
    nodes, node_of = _nodes(data)
    said = data.get("reporting", [])
    actions = tuple(
        _with_report_days(_action(row, node_of[row["key"]], assigned, paper.as_of), said)
        for row in data.get("tasks", [])
    )
    document = data.get("document") or {}
    plan = NewPlan(
        title=paper.title,
        kind=paper.kind,
        number=paper.number,
        issuer=paper.issuer,
        issuer_unit=paper.issuer_unit,
        issued_on=paper.issued,
        signer=paper.signer,
        signer_authority=paper.signer_authority,
        year_from=paper.year_from,
        year_to=paper.year_to,
        focal_unit=paper.focal_unit,
        parent_plan=paper.earlier.get("carries_out"),
        amends=paper.earlier.get("amends"),
        replaces=paper.earlier.get("replaces"),
        follows=paper.earlier.get("follows"),
        references=_texts(document.get("references")),
        recipients=_texts(data.get("recipients")),
        update_cycle=update_cycle(data),
        as_of=paper.as_of,
        reader=str(data.get("reader") or data.get("version") or "")[:60],
        nodes=nodes,
        actions=actions,
        files=files,
    )
    targets = tuple(_target(row, assigned) for row in data.get("indicators", []))
    items = tuple(data.get("report_template") or ())
    regimes = tuple(_regime(row, items, assigner) for row in data.get("reporting", []))
    return Adoption(plan, targets, regimes)


def update_cycle(data: Data) -> str:
    """How often ongoing duties are updated: the shortest cycle in which units report, else the quarter."""
    rows = data.get("reporting", [])
    return shortest_cycle(row.get("cycle") for row in rows if row.get("role") == "unit_report")


def _nodes(data: Data) -> tuple[tuple[NewNode, ...], dict[str, int | None]]:
    """The tree of headings in reading order, and for every task the index of its lowest heading."""
    nodes: list[NewNode] = []
    places: dict[tuple[str, ...], int] = {}
    node_of: dict[str, int | None] = {}
    for row in data.get("tasks", []):
        parent: int | None = None
        way: tuple[str, ...] = ()
        for kind in ("section", "objective", "task"):
            text = " ".join(str(row.get(kind) or "").split())
            if not text:
                continue
            way = (*way, f"{kind}:{text}")
            if way not in places:
                code, words = _headed(text)
                places[way] = len(nodes)
                nodes.append(NewNode(text=words, kind=kind, code=code, parent=parent))
            parent = places[way]
        node_of[row["key"]] = parent
    return tuple(nodes), node_of


def _headed(text: str) -> tuple[str, str]:
    """ "II. Nhiệm vụ" -> ("II", "Nhiệm vụ")."""
    match = _HEAD.match(text)
    return (match[1].rstrip(".)"), match[2]) if match else ("", text)


def _action(row: Row, node: int | None, assigned: Mapping[str, Assigned], as_of: date) -> NewAction:
    time = row.get("time") or {}
    time_raw = row.get("time_raw") or ""
    due = _day(time.get("due"))
    return NewAction(
        text=row["text"],
        node=node,
        code=_cut(row.get("code")),
        indicator_code=str(row.get("indicator") or ""),
        product=row.get("product") or "",
        budget=row.get("budget_raw") or "",
        time_raw=time_raw,
        timing=time.get("kind") or "none",
        start=_day(time.get("start")),
        due=due,
        due_is_before=due is not None and is_before(time, time_raw or row["text"], due),
        recurrence=time.get("recurrence") or "",
        trigger=time.get("trigger") or "",
        time_source="focal" if time.get("source") == "person" and not time_raw else "document",
        place=row.get("place") or {},
        quote=(row.get("place") or {}).get("quote") or "",
        responsibilities=tuple(
            made
            for role in Role
            for phrase in row.get(role.value) or []
            for made in _responsibilities(role, phrase, assigned[phrase_key(phrase)], as_of)
        ),
    )


def _with_report_days(action: NewAction, reporting: Sequence[Row]) -> NewAction:
    """A recurring task that sets a report duty owes it on the days that its own sentence names."""
    if action.timing != "recurring" or not action.quote:
        return action
    place = action.place.get("block")
    named = [
        row for row in reporting
        if row.get("due") and (row.get("place") or {}).get("quote") == action.quote
        and row["place"].get("block") == place
    ]  # fmt: skip
    if not named:
        return action
    words = "; ".join(dict.fromkeys(row.get("due_raw") or "" for row in named))
    return replace(
        action, report_days=tuple(map(_report_day, named)), time_raw=action.time_raw or words.strip("; ")
    )


def _report_day(row: Row) -> ReportDay:
    due = row["due"]
    return ReportDay(
        cycle=row.get("cycle") or "",
        day=due["day"],
        month=due.get("month"),
        offset=due.get("month_offset") or 0,
        is_before=report_is_before(row),
    )


def _responsibilities(role: Role, phrase: str, known: Assigned, as_of: date) -> list[NewResponsibility]:
    """One phrase; an open one that names units beside its open words is two: those units, and the rest."""

    def made(standing: Standing, members: tuple[Member, ...], reason: str) -> NewResponsibility:
        owing = tuple(NewMember(member.unit, member.named) for member in members)
        return NewResponsibility(
            role=ROLES[role],
            phrase=phrase,
            resolved=standing.value,
            members=owing,
            group=known.group,
            reason=reason[:300],
            as_of=as_of,
        )

    if known.standing in (Standing.OPEN, Standing.UNKNOWN):
        rest = made(known.standing, (), known.reason)
        return [made(Standing.PICKED, known.members, ""), rest] if known.members else [rest]
    return [made(known.standing, known.members, "")]


def is_before(time: Mapping[str, Any], words: str, due: date) -> bool:
    """Whether the words put the last day before the named one: "trước 30/9", "trước ngày 30 tháng 9".

    The word must stand right before this date: "trước mắt", "như trước" say nothing of a deadline.
    """
    if time.get("kind") not in ("deadline", "period", "recurring"):
        return False
    dates = rf"0?{due.day}\s+(?:thang\s+)?0?{due.month}\b"
    return re.search(rf"\btruoc\s+(?:het\s+)?(?:ngay\s+)?{dates}", fold(words)) is not None


def _target(row: Row, assigned: Mapping[str, Assigned]) -> NewTarget:
    baseline, target, rank = (row.get(part) or {} for part in ("baseline", "target", "target_rank"))
    units = dict.fromkeys(
        unit for phrase in row.get("lead") or [] for unit in assigned[phrase_key(phrase)].units
    )
    return NewTarget(
        name=row["name"],
        code=_cut(row.get("code"))[:40],
        group=str(row.get("parent") or "")[:120],
        scale_note=str(row.get("scale_note") or "")[:200],
        measure=row.get("unit") or _measure(row),
        direction=row.get("direction") or "higher",
        baseline_year=baseline.get("year"),
        baseline_value=_decimal(baseline.get("value")),
        baseline_rank=baseline.get("rank"),
        year=target.get("year") or rank.get("year"),
        op=target.get("op") or "=",
        value=_decimal(target.get("value")),
        rank_op=rank.get("op") or "",
        rank=_whole(rank.get("value")),
        lead_raw=row.get("lead_raw") or "; ".join(row.get("lead") or []),
        source=str(row.get("source") or "table")[:10],
        place=row.get("place") or {},
        units=tuple(units),
    )


def _measure(row: Row) -> str:
    """Where the document names no unit: a rank alone is a rank, everything else is counted."""
    only_rank = row.get("target_rank") and not row.get("target")
    return "rank" if only_rank else "count"


def _regime(row: Row, items: tuple[Mapping[str, Any], ...], assigner: Assigner) -> NewRegime:
    due = row.get("due") or {}
    role = row.get("role") or "unit_report"
    reporters = reporters_of(row, assigner)
    to, through = row.get("to") or "", through_of(row)
    return NewRegime(
        role=role,
        cycle=row.get("cycle") or "quarterly",
        who=row.get("who") or "",
        who_rule=reporters.rule,
        who_note=reporters.note,
        units=reporters.units,
        to=to,
        to_unit_id=receiver_of(to, assigner),
        through=through,
        through_unit_id=receiver_of(through, assigner),
        due_raw=row.get("due_raw") or "",
        due_is_before=bool(due) and report_is_before(row),
        window_rule=window_rule(row),
        due_day=due.get("day"),
        due_month=due.get("month"),
        month_offset=due.get("month_offset"),
        content=_texts(row.get("content")),
        template_items=items if role == "unit_report" else (),
        place=row.get("place") or {},
    )


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None


def _decimal(number: Any) -> Decimal | None:
    return None if number is None else Decimal(str(number))


def _whole(number: Any) -> int | None:
    return None if number is None else int(number)


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(str(value) for value in values or ())


def _cut(text: Any) -> str:
    return str(text or "")[:_CODE_LONGEST]
