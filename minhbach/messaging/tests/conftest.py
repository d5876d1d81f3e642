from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from minhbach.messaging.core.notice import Addressee, Notice
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
