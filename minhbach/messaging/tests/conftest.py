from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from minhbach.messaging.core.notice import Addressee, Notice
from minhbach.messaging.models import Channel
from minhbach.messaging.senders.round import Round
from minhbach.messaging.tests.mail_server import MailServer
from tests.cast import Cast, make_cast

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 18, 9, 0, tzinfo=HERE)  # a Wednesday


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def notice(cast: Cast):
    """A notice to the finance officer, or to others; any field may be another."""

    def make(*people: str, **values: object) -> Notice:
        to = tuple(_addressee(cast, name) for name in people or ("finance_officer",))
        given = {
            "rule": "duty due",
            "about": "plans.duty:17",
            "rung": "7 days",
            "to": to,
            "label": "Công khai dự toán",
            "href": "/nhiem-vu/17/",
            "words": "Phần việc “Công khai dự toán” đến hạn 25/11/2026.",
            "from_unit_id": cast.focal.pk,
        }
        return Notice(**{**given, **values})

    return make


def _addressee(cast: Cast, name: str) -> Addressee:
    return Addressee(cast.users[name].pk, cast.actors[name].unit_id)


@pytest.fixture
def mail_server(settings) -> Iterator[MailServer]:
    """Running, and the product set up to use it."""
    server = MailServer().start()
    settings.EMAIL_BACKEND = "minhbach.messaging.senders.mail.KnowingBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = ""
    yield server
    server.stop()


class Clock:
    """Says the moment it is set to."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> Clock:
    """The next working morning after NOW, when digests go."""
    return Clock(NOW + timedelta(days=1))


@pytest.fixture
def send(clock: Clock) -> Callable[[], int]:
    """One round of a worker at the moment of the clock; how many tries."""
    return lambda: Round("this worker", clock).run(lambda done, total: None)


def mail_of(cast: Cast, name: str, **values: object) -> Channel:
    """A person with a mail address and a channel for it."""
    user = cast.users[name]
    user.email = f"{name}@songmau.example"
    user.save()
    return Channel.objects.create(person=user, kind="mail", **values)
