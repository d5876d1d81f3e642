"""How far an indicator has come from its baseline to its target. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Way(StrEnum):
    """Where the indicator stands on its way."""

    UNKNOWN = "unknown"  # no value yet, or no number to compare with
    BACK = "back"  # worse than the baseline
    HARD = "hard"  # less than half of the way
    NEAR = "near"
    REACHED = "reached"


@dataclass(frozen=True, slots=True)
class Distance:
    """share: the part of the way from baseline to target, 1 = there; None where there is none to tell."""

    way: Way
    share: Decimal | None = None


def meets(value: Decimal, op: str, target: Decimal) -> bool:
    """Whether a value fulfils "op target"; "=" is met from the better or the same value only when equal."""
    return {
        ">=": value >= target,
        ">": value > target,
        "<=": value <= target,
        "<": value < target,
        "=": value == target,
    }[op]


def distance(
    baseline: Decimal | None, op: str, target: Decimal | None, now: Decimal | None, lower_is_better: bool
) -> Distance:
    """The way between baseline and target. "=" counts as reached also when passed in the better direction."""
    if target is None or now is None:
        return Distance(Way.UNKNOWN)
    better = now <= target if lower_is_better else now >= target
    if meets(now, op, target) or (op == "=" and better):
        return Distance(Way.REACHED, Decimal(1) if baseline is None else _share(baseline, target, now))
    if baseline is None or baseline == target:
        return Distance(Way.UNKNOWN)
    share = _share(baseline, target, now)
    if share < 0:
        return Distance(Way.BACK, share)
    return Distance(Way.HARD if share < Decimal("0.5") else Way.NEAR, share)


def _share(baseline: Decimal, target: Decimal, now: Decimal) -> Decimal:
    if baseline == target:
        return Decimal(1)
    return (now - baseline) / (target - baseline)
