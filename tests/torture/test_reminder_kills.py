"""kill -9 of the worker while the ladder runs, and of whoever writes a letter: all said, nothing twice."""

from __future__ import annotations

import json
import random
import signal
import time

import pytest

from tests.torture.conftest import KILLS, Place
from tests.torture.reminder_scenes import ACTIONS, UNITS

SCENES = "tests.torture.reminder_scenes"
SAME = ("said", "proposed", "digest")
KILLS_A_RUN = 3  # fewer than the attempts after which a job counts as dead


@pytest.mark.slow
def test_a_worker_killed_while_reminding_says_everything_once(place: Place) -> None:
    place.run(SCENES, "prepare")
    whole = _undisturbed(place)
    seconds = float(str(whole["seconds"]))
    chance, killed, number, met = random.Random(13), 0, 1, 0
    while killed < KILLS:
        number += 1
        plan = place.run(SCENES, "owe", str(number)).strip()
        for _ in range(min(KILLS_A_RUN, KILLS - killed)):
            met += int(place.scene("kill-worker", str(chance.uniform(0, seconds))))
            killed += 1
        _finish(place)
        seen = _look(place, plan)
        assert {key: seen[key] for key in SAME} == {key: whole[key] for key in SAME}
    assert met > 0, "no kill met the worker at its work: the test proved nothing"
    print(f"{killed} kills, {met} of them while the ladder ran; {whole['said']} messages each")


def _undisturbed(place: Place) -> dict[str, object]:
    """What a run says that nobody disturbs."""
    plan = place.run(SCENES, "owe", "1").strip()
    _finish(place)
    seen = _look(place, plan)
    assert seen["said"] == seen["distinct"] > UNITS
    assert seen["proposed"] == seen["distinct proposals"] > 0
    return seen


def _finish(place: Place) -> None:
    worker = place.start("minhbach", "worker")
    try:
        place.scene("wait-idle", "120")
    finally:
        worker.terminate()
        assert worker.wait(timeout=30) in (0, -signal.SIGTERM), place.errors()


def _look(place: Place, plan: str) -> dict[str, object]:
    return dict(json.loads(place.run(SCENES, "look", plan)))


@pytest.mark.slow
def test_a_letter_whose_writer_was_killed_is_written_once_and_whole(place: Place) -> None:
    place.run(SCENES, "prepare")
    place.run(SCENES, "owe", "1")
    chance = random.Random(17)
    for _ in range(KILLS):
        writer = place.start(SCENES, "write-letter")
        assert writer.stdout is not None and writer.stdout.readline().strip() == "ready", place.errors()
        time.sleep(chance.uniform(0, 0.6))
        writer.kill()
        writer.wait()
        letters, written = json.loads(place.run(SCENES, "letters"))
        assert letters in ([], [ACTIONS * UNITS]) and written == len(letters)
    place.run(SCENES, "write-letter")
    assert json.loads(place.run(SCENES, "letters")) == [[ACTIONS * UNITS], 1]
