"""A dispute is before the eyes of the focal officer, and is answered with a reason."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from minhbach.plans import services
from minhbach.plans.core.report import Report
from minhbach.plans.models import Duty
from minhbach.web.tests.scene import Scene, make_scene

SAID = "Chưa xong, nhầm đơn vị"


def _disputed(scene: Scene) -> Duty:
    cast = scene.cast
    duty = Duty.objects.get(plan=scene.plan, action__code="1")
    done = Report(text="Xong", result="reported_done", done_on=date(2026, 3, 20))
    entry = services.record_on_behalf(cast.focal_officer, duty, done, "phone", date(2026, 3, 20))
    services.dispute_entry(cast.finance_officer, entry, SAID)
    return duty


def test_a_dispute_is_listed_where_reports_are_recorded(db: None) -> None:
    scene = make_scene()
    duty = _disputed(scene)
    page = scene.browser("focal_officer").get(reverse("on_behalf")).content.decode()
    assert SAID in page
    assert f"{reverse('action', args=[duty.action_id])}?viec={duty.pk}" in page


def test_acknowledging_a_disputed_report_asks_for_the_reason(db: None) -> None:
    scene = make_scene()
    duty = _disputed(scene)
    page, browser = reverse("action", args=[duty.action_id]), scene.browser("focal_officer")
    sent = {"verb": "acknowledge", "thing": duty.pk}
    answer = browser.post(page, sent)
    assert "Đơn vị không đồng ý với bản ghi thay" in answer.content.decode()
    assert f'id="acknowledge{duty.pk}_reason"' in answer.content.decode()
    assert browser.post(page, {**sent, "reason": "Đã nhận bản ký"}).status_code == 302
    duty.refresh_from_db()
    assert duty.confirmed_on is not None
