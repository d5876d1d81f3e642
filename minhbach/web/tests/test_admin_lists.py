"""Lists of the administration stay short however many rows there are."""

from __future__ import annotations

import re

import pytest

from minhbach.organisation.models import User
from minhbach.web.tests.scene import make_scene

LOGIN = re.compile(r"<td>(canbo\.\d+)</td>")


@pytest.mark.django_db
def test_accounts_come_a_page_at_a_time_and_each_once() -> None:
    browser = make_scene().browser("administrator")
    names = [f"canbo.{n:03}" for n in range(130)]
    User.objects.bulk_create(User(username=n, full_name="Cán bộ", folded="can bo") for n in names)
    seen: list[str] = []
    address = "?q=can+bo"
    for _page in range(4):
        page = browser.get("/quan-tri/tai-khoan/" + address).content.decode()
        assert len(LOGIN.findall(page)) <= 50
        seen += LOGIN.findall(page)
        following = re.search(r'href="([^"]+)" rel="next"', page)
        if following is None:
            break
        address = following[1].replace("&amp;", "&")
    assert seen == names
    assert "Về đầu" in page
