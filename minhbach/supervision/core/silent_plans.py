"""Kế hoạch im lặng: active plans that nobody gave a sign of life of, and why they count as silent. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from minhbach.shared.dates import vn_date
from minhbach.shared.numbers import vn_number

SILENT_DAYS = 30  # a proposal: an authority sets its own


class Reason(StrEnum):
    """In the order in which they press."""

    PAST_END = "past_end"
    NO_SIGN = "no_sign"
    NO_REGIME = "no_regime"


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of an active plan. last_sign: the newest entry, report, decision or directive; None where
    there never was one. ends: the last day of the plan's last year, None where it names no year."""

    plan_id: int
    began: date
    last_sign: date | None = None
    ends: date | None = None
    has_regime: bool = True


@dataclass(frozen=True, slots=True)
class SilentPlan:
    """days: since the last sign, or since tracking began where there was none."""

    signs: Signs
    reasons: tuple[Reason, ...]
    days: int

    @property
    def plan_id(self) -> int:
        return self.signs.plan_id


def silent_plans(signs: Iterable[Signs], today: date, most_days: int = SILENT_DAYS) -> tuple[SilentPlan, ...]:
    """Those with a reason: past their end first, then the longest silent."""
    found = [plan for each in signs if (plan := _judged(each, today, most_days)).reasons]
    return tuple(sorted(found, key=lambda p: (list(Reason).index(p.reasons[0]), -p.days, p.plan_id)))


def _judged(signs: Signs, today: date, most_days: int) -> SilentPlan:
    days = (today - max(signs.last_sign or signs.began, signs.began)).days
    reasons = []
    if signs.ends is not None and signs.ends < today:
        reasons.append(Reason.PAST_END)
    if days > most_days:
        reasons.append(Reason.NO_SIGN)
    if not signs.has_regime:
        reasons.append(Reason.NO_REGIME)
    return SilentPlan(signs, tuple(reasons), max(0, days))


def reason_words(plan: SilentPlan, reason: Reason) -> str:
    """Why, for a paper: always Vietnamese. Pages have their own sentences."""
    if reason is Reason.PAST_END and plan.signs.ends:
        return f"hết thời gian thực hiện từ {vn_date(plan.signs.ends)}, chưa kết thúc"
    if reason is Reason.NO_SIGN:
        return f"{vn_number(plan.days)} ngày không có cập nhật, báo cáo, ý kiến chỉ đạo"
    return "chưa có chế độ báo cáo"
