"""Report slots on Việc của tôi, on Tổng quan and in calendars: due first, the way to write them beside."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.utils import timezone

from minhbach.messaging.queries import Owner
from minhbach.plans.models import Plan
from minhbach.reporting.models import ReportRegime, ReportSlot
from minhbach.reporting.queries.feed import slot_days
from minhbach.web.context import calendar_banner
from minhbach.web.tests.scene import Scene, make_scene
from minhbach.web.tests.slot_scene import TODAY, reporting_units
from minhbach.web.tests.test_report_matrix import words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda value=None, zone=None: TODAY)


@pytest.fixture
def scene() -> Scene:
    scene = make_scene()
    reporting_units(scene.cast, scene.plan)
    return scene


def section(scene: Scene, who: str) -> str:
    page = scene.browser(who).get("/viec-cua-toi/").content.decode()
    found = re.search(r"Báo cáo phải gửi</h2>.*?</ol>", page, re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0])) if found else ""


def test_a_unit_sees_what_it_has_to_send_the_longest_overdue_first(scene: Scene) -> None:
    said = section(scene, "finance_officer")
    names = ["Quý II/2026", "Quý III/2026", "Năm 2026, gộp Quý IV/2026"]
    places = [said.index(name) for name in names]
    assert places == sorted(places)
    assert "quá hạn 140 ngày" in said and "còn 13 ngày" in said


def test_a_returned_report_stands_first(scene: Scene) -> None:
    said = section(scene, "health_officer")
    assert said.index("Quý III/2026") < said.index("Năm 2026")
    assert "Trả lại ngày 05/10/2026" in said


def test_what_was_sent_and_what_is_a_neighbours_is_not_asked_for(scene: Scene) -> None:
    said = section(scene, "commune_clerk")
    assert "Quý III/2026" not in said and "Năm 2026" in said


def test_a_unit_writes_from_its_list(scene: Scene) -> None:
    slot = ReportSlot.objects.get(unit=scene.cast.finance, period="2026-Q3")
    page = scene.browser("finance_officer").get("/viec-cua-toi/").content.decode()
    assert f'href="/bao-cao/{slot.pk}/"' in page


def test_the_overview_says_what_came_what_is_late_and_what_is_next(scene: Scene) -> None:
    said = words(scene.browser("leader").get(f"/ke-hoach/{scene.plan.pk}/tong-quan/"))
    assert "Quý IV và năm 2026" in said and "0 /4 đã nộp" in said
    assert "Quý III 2 đúng hạn (50%) 3 /4 đã nộp" in said
    assert "Quá hạn 2 của 1 đơn vị" in said


def test_a_plan_without_regimes_says_nothing_of_reports(scene: Scene) -> None:
    ReportRegime.objects.all().delete()
    said = words(scene.browser("leader").get(f"/ke-hoach/{scene.plan.pk}/tong-quan/"))
    assert "Báo cáo của các đơn vị" not in said


def test_a_calendar_holds_the_last_day_of_what_is_still_to_be_sent(scene: Scene) -> None:
    owner = Owner(scene.cast.finance_officer, "Sở Tài chính", only_own=False)
    events = {event.day: event for event in slot_days(owner, TODAY)}
    assert set(events) == {date(2026, 10, 1), date(2026, 12, 1)}  # the second quarter is too long ago
    year = events[date(2026, 12, 1)]
    assert "Năm 2026" in year.summary and "Sở Tài chính" in year.description
    assert year.uid.startswith("bao-cao-")


def test_a_calendar_forgets_what_was_sent_and_what_its_plan_no_longer_asks(scene: Scene) -> None:
    owner = Owner(scene.cast.commune_clerk, "UBND xã An Hạ", only_own=True)
    assert [event.day for event in slot_days(owner, TODAY)] == [date(2026, 12, 1)]
    Plan.objects.update(status="closed")
    assert list(slot_days(owner, TODAY)) == []


# The yearly nudge


@pytest.mark.parametrize(
    ("today", "confirmed", "asked"),
    [
        (date(2026, 11, 30), {2026}, None),
        (date(2026, 12, 1), {2026}, 2027),
        (date(2026, 12, 1), {2026, 2027}, None),
        (date(2027, 1, 2), {2026}, 2027),
        (date(2026, 12, 31), set(), 2026),
    ],
)
def test_administrators_are_asked_for_the_rest_days_in_time(
    today: date, confirmed: set[int], asked: int | None
) -> None:
    said = calendar_banner(today, frozenset(confirmed))
    assert [banner.href for banner in said] == ([f"/quan-tri/lich/?nam={asked}"] if asked else [])


def test_only_administrators_are_asked_for_the_rest_days(scene: Scene) -> None:
    asked = "Lịch nghỉ năm 2026 chưa được xác nhận"
    assert asked in words(scene.browser("administrator").get("/ke-hoach/"))
    assert asked not in words(scene.browser("focal_officer").get("/ke-hoach/"))
