"""kill -9 of the worker while it sends: every message goes, under one Message-ID, at most twice."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator

import pytest

from minhbach.messaging.tests.mail_server import MailServer
from tests.torture.conftest import KILLS, Place
from tests.torture.delivery_scenes import PEOPLE

LONGEST = 0.6  # seconds that a round is let to work before it is killed


@pytest.fixture
def mail_server(place: Place) -> Iterator[MailServer]:
    """Takes its time before it answers, so that kills meet a message on its way."""
    server = MailServer(thinks=0.02).start()
    place.environment.update(
        MINHBACH_MAIL_HOST="127.0.0.1", MINHBACH_MAIL_PORT=str(server.port), MINHBACH_MAIL_SECURITY="none"
    )
    yield server
    server.stop()


def scene(place: Place, *arguments: str) -> str:
    return place.run("tests.torture.delivery_scenes", *arguments)


@pytest.mark.slow
def test_a_worker_killed_while_sending_loses_no_message_and_sends_none_under_two_ids(
    place: Place, mail_server: MailServer
) -> None:
    scene(place, "prepare")
    chance, met = random.Random(11), 0
    for number in range(KILLS):
        scene(place, "say", str(number))
        met += int(place.scene("kill-worker", str(chance.uniform(0, LONGEST))))
    scene(place, "finish")
    seen = json.loads(scene(place, "look"))
    assert seen["notifications"] == PEOPLE * KILLS
    assert seen["states"] == {"sent": PEOPLE * KILLS}
    assert set(mail_server.ids) == set(seen["ids"])
    copies = sum(mail_server.ids.values()) - len(mail_server.ids)
    assert max(mail_server.ids.values()) <= 2
    assert copies <= met
    assert met > 0, "no kill met the worker at its work: the test proved nothing"
    print(f"{KILLS} kills, {met} of them while sending, {copies} messages sent twice under their one id")
