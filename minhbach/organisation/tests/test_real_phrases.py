"""Phrases of real plans against the made-up province, which has the same kinds of bodies."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from minhbach.organisation.core.registry import Registry
from minhbach.organisation.core.resolve import ResolutionKind, Resolver

LABELS = Path(__file__).resolve().parents[4] / "shared" / "gold"
TODAY = date(2026, 11, 21)
pytestmark = pytest.mark.skipif(
    not LABELS.is_dir(), reason="the labelled plans (../shared/gold) are not here"
)


def phrases_of(name: str) -> tuple[date, Counter[str]]:
    plan = json.loads((LABELS / f"{name}.json").read_text(encoding="utf-8"))
    parts = [int(part) for part in plan["document"]["issued"].split("-")]
    day = date(*[*parts, 1, 1][:3])
    rows = [*plan["tasks"], *plan["indicators"]]
    roles = ("lead", "coordinating", "supervising")
    return day, Counter(phrase for row in rows for role in roles for phrase in row.get(role) or [])


def at_home_in(registry: Registry, place: str) -> Registry:
    """The same bodies in a province that also bears that name, as one that took another in."""
    units = tuple(
        replace(unit, aliases=(*unit.aliases, f"UBND tỉnh {place}")) if unit.kind == "committee" else unit
        for unit in registry.units
    )
    return replace(registry, units=units)


@pytest.mark.parametrize(("name", "least"), [("000", 0.90), ("001", 0.40), ("002", 0.95)])
def test_every_phrase_is_settled_or_has_a_reason(song_lam: Registry, name: str, least: float) -> None:
    day, phrases = phrases_of(name)
    resolver = Resolver.of(at_home_in(song_lam, "Bắc Giang"), day, TODAY)
    found: Counter[ResolutionKind] = Counter()
    for phrase, times in phrases.items():
        resolution = resolver.resolve(phrase)
        found[resolution.kind] += times
        assert resolution.reason and resolution.phrase == phrase
        if resolution.kind is ResolutionKind.GROUP and resolution.members:
            assert all(song_lam.unit[pk].is_open(day) for pk in resolution.members)
    total = sum(found.values())
    print(f"\n{name} ({total}):", {kind.value: f"{times / total:.1%}" for kind, times in found.items()})
    assert total == sum(phrases.values())
    assert (found[ResolutionKind.UNIT] + found[ResolutionKind.GROUP]) / total >= least


def test_a_district_plans_own_divisions_are_unknown_to_a_province(song_lam: Registry) -> None:
    day, _phrases = phrases_of("001")
    found = Resolver.of(song_lam, day, TODAY).resolve("Phòng Văn hóa và Thông tin")
    assert found.kind is ResolutionKind.UNKNOWN and "cấp huyện" in found.reason
