"""kill -9 of a process that sends and accepts reports: every confirmed step is there once, none twice."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest

from tests.torture.conftest import KILLS, Place

SCENES = "tests.torture.report_scenes"
STEPS_A_SLOT = 2


@pytest.mark.slow
def test_reports_that_were_confirmed_as_sent_or_accepted_stand_once_whatever_was_killed(place: Place) -> None:
    place.run(SCENES, "prepare", str(1 + KILLS // 10))
    notes, chance, met = place.folder / "confirmed.txt", random.Random(11), 0
    for _ in range(KILLS):
        storm = place.start(SCENES, "storm", str(notes))
        before = _confirmed(notes)
        end = time.monotonic() + 60
        while _confirmed(notes) == before and storm.poll() is None and time.monotonic() < end:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.3))
        met += storm.poll() is None
        storm.kill()
        storm.wait()
    place.run(SCENES, "storm", str(notes))
    seen = json.loads(place.run(SCENES, "look"))
    assert met > 0, "no kill met the process at its work: the test proved nothing"
    assert _confirmed(notes) == STEPS_A_SLOT * len(seen)
    assert [row for row in seen if row[1:] != [1, 1, True, True]] == []
    print(f"{KILLS} kills, {met} of them at work; {len(seen)} reports")


def _confirmed(notes: Path) -> int:
    return notes.read_text().count("\n") if notes.exists() else 0
