"""The figures of an indicator in words: baseline, target, what was last observed. Pure."""

from __future__ import annotations

from decimal import Decimal

from minhbach.reporting.core.shapes import TargetLine
from minhbach.shared.numbers import vn_number

_SIGNS = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< "}


def value_words(value: Decimal | None, target: TargetLine) -> str:
    if value is None:
        return "–"
    return vn_number(value.normalize()) + ("%" if target.unit == "percent" else "")


def target_words(target: TargetLine) -> str:
    words = value_words(target.target, target)
    return words if words == "–" else _SIGNS.get(target.op, "") + words


def latest_words(target: TargetLine) -> str:
    """The latest value, or that there is none: never invented."""
    if target.latest is None:
        return "chưa có số liệu"
    return value_words(target.latest, target) + (" (tạm tính)" if target.provisional else "")
