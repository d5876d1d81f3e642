"""Which plan known here the document may amend, replace, follow or carry out: proposals, never more. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from minhbach.intake.core.rows import Data
from minhbach.shared.text import fold

# relation -> the answer in which a person's choice stands (the key of a plan)
ANSWERS = {"amends": "amends", "replaces": "replaces", "follows": "follows", "carries_out": "parent_plan"}


@dataclass(frozen=True, slots=True)
class KnownPlan:
    key: int
    number: str
    title: str
    issuer: str = ""
    year_from: int | None = None
    year_to: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """words: of the document, none where only title and years say so. plan None: not known here."""

    relation: str
    plan: KnownPlan | None
    number: str = ""
    words: str = ""


def proposals(data: Data, values: Mapping[str, str], known: Iterable[KnownPlan]) -> list[Proposal]:
    """What the document says first, then the plan of the period before with the same title."""
    plans = list(known)
    found: list[Proposal] = []
    for said in data.get("relations") or []:
        same = [plan for plan in plans if _symbol(plan.number) == _symbol(str(said.get("number") or ""))]
        found += [_said(said, plan) for plan in same] or [_said(said, None)]
    named = {proposal.plan.key for proposal in found if proposal.plan}
    before = [plan for plan in plans if plan.key not in named and _is_before(plan, values)]
    found += [Proposal("follows", plan, plan.number) for plan in before]
    return found


def chosen(answers: Mapping[str, str]) -> dict[str, int]:
    """relation -> key of the earlier plan, as a person chose."""
    kept = {relation: answers.get(field, "") for relation, field in ANSWERS.items()}
    return {relation: int(key) for relation, key in kept.items() if key.isdecimal()}


def _said(said: Mapping[str, Any], plan: KnownPlan | None) -> Proposal:
    words = str((said.get("place") or {}).get("quote") or "")
    return Proposal(str(said.get("kind")), plan, str(said.get("number") or ""), words)


def _symbol(number: str) -> str:
    """ "0118/KH-UBND" and "118 / KH-UBND" are one number."""
    return re.sub(r"\s+", "", number).casefold().lstrip("0")


def _is_before(plan: KnownPlan, values: Mapping[str, str]) -> bool:
    """The same title but for the years, by the same issuer, ending the year before this one begins."""
    year = values.get("year_from") or ""
    if not year.isdecimal() or (plan.year_to or plan.year_from or 0) + 1 != int(year):
        return False
    issuers = {fold(plan.issuer), fold(values.get("issuer") or "")}
    return len(issuers - {""}) <= 1 and _timeless(plan.title) == _timeless(values.get("title") or "")


def _timeless(title: str) -> str:
    return " ".join(word for word in fold(title).split() if not re.fullmatch(r"(?:19|20)\d\d", word))
