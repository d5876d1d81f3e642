"""What the plan promises in figures: as signed, with the present value where that is official."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from minhbach.indices.models import Measure, Observation, Target
from minhbach.indices.queries import TargetNow
from minhbach.web.charts import Bullet


@dataclass(frozen=True, slots=True)
class Promise:
    """latest: an official observation; a provisional one is not for the public."""

    target: Target
    latest: Observation | None
    bullet: Bullet
    unit: str


def promises_of(targets: Iterable[TargetNow]) -> list[Promise]:
    """Targets with a figure. What is provisional stays inside until it is official."""
    return [_promise(now) for now in targets if now.target.value is not None or now.target.rank is not None]


def _promise(now: TargetNow) -> Promise:
    official = now.latest if now.latest and not now.latest.provisional else None
    target = now.target
    value = official.value if official else None
    unit = "%" if target.indicator.measure == Measure.PERCENT else ""
    return Promise(target, official, Bullet.of(target.baseline_value, target.value, value), unit)
