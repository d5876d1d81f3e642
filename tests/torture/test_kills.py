"""kill -9 of the worker while it activates a plan: nothing lost, nothing twice."""

from __future__ import annotations

import json
import random
import signal

import pytest

from tests.torture.conftest import KILLS, Place

SAME = ("status", "duties", "distinct", "digest")
KILLS_A_PLAN = 3  # fewer than the attempts after which a job counts as dead


@pytest.mark.slow
def test_a_worker_killed_while_activating_loses_nothing_and_makes_nothing_twice(place: Place):
    place.scene("prepare")
    whole, seconds = _undisturbed(place)
    assert whole["status"] == "active"
    assert whole["duties"] == whole["distinct"] > 1000
    chance, killed, number, met = random.Random(7), 0, 1, 0
    while killed < KILLS:
        number += 1
        plan = place.scene("activate", str(number)).strip()
        for _ in range(min(KILLS_A_PLAN, KILLS - killed)):
            met += int(place.scene("kill-worker", str(chance.uniform(0, seconds))))
            killed += 1
        _finish(place)
        seen = _look(place, plan)
        assert {key: seen[key] for key in SAME} == {key: whole[key] for key in SAME}
        assert (seen["activated"], seen["job"]) == (1, "done")
    assert met > 0, "no kill met the worker at its work: the test proved nothing"
    print(f"{killed} kills, {met} of them in the middle of the activation")


def _undisturbed(place: Place) -> tuple[dict[str, object], float]:
    """What stands after an activation that nobody disturbs, and how long the job ran."""
    plan = place.scene("activate", "1").strip()
    _finish(place)
    seen = _look(place, plan)
    return seen, float(str(seen["seconds"]))


def _finish(place: Place) -> None:
    worker = place.start("minhbach", "worker")
    try:
        place.scene("wait-idle", "120")
    finally:
        worker.terminate()
        # told to end before it had set up its handler, it ends at once
        assert worker.wait(timeout=30) in (0, -signal.SIGTERM), place.errors()


def _look(place: Place, plan: str) -> dict[str, object]:
    return dict(json.loads(place.scene("look", plan)))
