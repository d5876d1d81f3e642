"""Targets and report regimes in words, field by field, as two of them are compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from minhbach.indices.models import Measure, Target
from minhbach.plans.models import PartPair
from minhbach.plans.queries.parts import PartLine
from minhbach.reporting.models import ReportRegime
from minhbach.web.templatetags.desk import vn_number

SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<"}
TITLES = {"targets": pgettext_lazy("many", "Chỉ tiêu"), "regimes": gettext_lazy("Chế độ báo cáo")}
Facts = dict[str, tuple[str, str]]  # name of the field -> its word, and what it says


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    text: str
    is_other: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """A row of one of the two plans: what it is called, and what it says. is_other: other words."""

    code: str
    title: str
    facts: list[Fact]
    is_other: bool = False


@dataclass(frozen=True, slots=True)
class Sides:
    pair: PartPair
    before: Side | None
    now: Side | None


def sides(line: PartLine, part: str) -> Sides:
    """Both rows; of one that stays as it is only what it says, without marks."""
    facts_of = _FACTS[part]
    other = frozenset(line.pair.fields if line.before is not None and line.now is not None else ())
    before, now = (
        _side(row, facts_of, other) if row is not None else None for row in (line.before, line.now)
    )
    return Sides(line.pair, before, now)


def _side(row: Any, facts_of: Callable[[Any], tuple[str, str, Facts]], other: frozenset[str]) -> Side:
    code, title, facts = facts_of(row)
    shown = [
        Fact(label, text, name in other) for name, (label, text) in facts.items() if text or name in other
    ]
    return Side(code, title, shown, "text" in other)


def _of_target(target: Target) -> tuple[str, str, Facts]:
    measure = target.indicator.measure
    unit = "" if measure == Measure.COUNT else str(target.indicator.get_measure_display())  # or none is named
    base = [
        vn_number(target.baseline_value) if target.baseline_value is not None else "",
        _("hạng %(n)s") % {"n": target.baseline_rank} if target.baseline_rank else "",
        f"({target.baseline_year})" if target.baseline_year else "",
    ]
    facts = {
        "value": (_("Mục tiêu"), _signed(target.op, target.value)),
        "rank": (_("Hạng"), _signed(target.rank_op, target.rank)),
        "measure": (_("Đơn vị tính"), unit),
        "year": (_("Năm"), str(target.year or "")),
        "baseline": (_("Mốc"), " ".join(filter(None, base))),
        "lead": (_("Chủ trì"), target.lead_raw),
    }
    return target.indicator.code, target.words, facts


def _signed(sign: str, value: Any) -> str:
    return "" if value is None else f"{SIGNS.get(sign, '')} {vn_number(value)}".strip()


def _of_regime(regime: ReportRegime) -> tuple[str, str, Facts]:
    facts = {
        "cycle": (_("Kỳ"), str(regime.get_cycle_display())),
        "who": (_("Ai báo cáo"), regime.who),
        "to": (_("Gửi"), regime.to),
        "due": (_("Thời hạn"), regime.due_raw),
        "content": (_("Nội dung"), "; ".join(regime.content)),
    }
    return "", str(regime.get_role_display()), facts


_FACTS: dict[str, Callable[[Any], tuple[str, str, Facts]]] = {"targets": _of_target, "regimes": _of_regime}
