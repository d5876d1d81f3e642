"""Small marks: plain figures in, places on the drawing out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from minhbach.indices.models import Observation, Target
from minhbach.indices.queries import TargetNow
from minhbach.web.templatetags.desk import vn_number

# The drawing of components/bullet.html: baseline at 34, target at 138, room for what passes either.
BASE_X, TARGET_X, LEAST_X, MOST_X = 34.0, 138.0, 8.0, 163.0

Figure = Decimal | float | int


@dataclass(frozen=True, slots=True)
class Bullet:
    """The way from baseline to target, both aligned down the column. now_x empty: no value yet."""

    now_x: str
    bar_x: str
    bar_width: str
    tone: str
    is_hollow: bool
    words: str
    share: str

    @staticmethod
    def of(
        baseline: Figure | None, target: Figure | None, now: Figure | None, *, provisional: bool = False
    ) -> Bullet:
        """Works for higher and for lower is better: only the way covered counts."""
        if now is None or baseline is None or target is None or baseline == target:
            return Bullet("", "", "", "acc", False, _("chưa có số liệu kỳ này"), "–")
        way = float((now - baseline) / (target - baseline))
        now_x = min(MOST_X, max(LEAST_X, BASE_X + way * (TARGET_X - BASE_X)))
        tone = "done" if way >= 1 else "late" if way < 0 else "acc"
        return Bullet(
            now_x=f"{now_x:.1f}",
            bar_x=f"{min(BASE_X, now_x):.1f}",
            bar_width=f"{abs(now_x - BASE_X):.1f}",
            tone=tone,
            is_hollow=provisional or way < 0,
            words=_way_words(way, baseline, target, now),
            share=_share_word(way),
        )


def _share_word(way: float) -> str:
    if way >= 1:
        return _("Đạt")
    return _("Lùi") if way < 0 else f"{round(way * 100)}%"


def _way_words(way: float, baseline: Figure, target: Figure, now: Figure) -> str:
    figures = {"base": vn_number(baseline), "target": vn_number(target), "now": vn_number(now)}
    if way < 0:
        return _("Nay %(now)s, lùi so với mốc %(base)s; mục tiêu %(target)s") % figures
    figures["share"] = str(round(way * 100))
    return _("Nay %(now)s, đi được %(share)s%% từ mốc %(base)s đến mục tiêu %(target)s") % figures


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """A target with its newest value and the way covered."""

    target: Target
    now: Observation | None
    bullet: Bullet

    @property
    def wanted(self) -> str:
        """ "≥ 50,6", "≤ 2"."""
        if self.target.value is None:
            return ""
        sign = {">=": "≥", "<=": "≤", ">": ">", "<": "<"}.get(self.target.op, "")
        return f"{sign} {vn_number(self.target.value)}".strip()


@dataclass(frozen=True, slots=True)
class IndicatorGroup:
    title: str
    rows: list[IndicatorRow]


def indicator_groups(found: list[TargetNow]) -> list[IndicatorGroup]:
    """Hard to reach first (less than half the way), then the rest, then those reached, then those unknown."""
    groups: dict[str, list[IndicatorRow]] = {"hard": [], "more": [], "done": [], "unknown": []}
    for each in found:
        target, now = each.target, each.latest
        value = now.value if now else None
        bullet = Bullet.of(
            target.baseline_value, target.value, value, provisional=bool(now and now.provisional)
        )
        groups[_group(bullet)].append(IndicatorRow(target, now, bullet))
    titles = {
        "hard": _("Khó đạt: %(n)s chỉ tiêu"),
        "more": _("Cần thêm: %(n)s"),
        "done": _("Đã đạt: %(n)s"),
        "unknown": _("Chưa có số liệu: %(n)s"),
    }
    return [IndicatorGroup(titles[name] % {"n": len(rows)}, rows) for name, rows in groups.items() if rows]


def _group(bullet: Bullet) -> str:
    if not bullet.now_x:
        return "unknown"
    if bullet.tone == "done":
        return "done"
    return "hard" if bullet.tone == "late" or float(bullet.now_x) < (BASE_X + TARGET_X) / 2 else "more"
