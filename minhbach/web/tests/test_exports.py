"""Every list as Excel: who may take it, and that it holds what its page shows and nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from minhbach.indices.models import Indicator, Target
from minhbach.organisation.models import UnitGroup
from minhbach.plans import services
from minhbach.plans.models import Plan, SecrecyAlarm
from minhbach.shared.models import Job
from tests.cast import Cast, lead, make_cast, task, together, tracked

pytestmark = pytest.mark.django_db
PASSED = {"timing": "deadline", "due": date(2026, 11, 2)}


@dataclass(frozen=True)
class Scene:
    cast: Cast
    plan: Plan

    def client(self, who: str) -> Client:
        """Signed in as this person; "" for the public."""
        client = Client()
        if who:
            client.force_login(self.cast.users[who])
        return client

    def take(self, name: str, who: str, query: str = "") -> HttpResponse:
        args = [self.plan.pk] if name.startswith("plan_") else []
        return self.client(who).get(reverse(name, args=args) + query)


@pytest.fixture
def scene() -> Scene:
    cast = make_cast()
    plan = tracked(
        cast,
        task("Công khai dự toán", lead(cast.finance), together(cast.health), code="1", **PASSED),
        task("Niêm yết thủ tục", lead(cast.an_ha, cast.binh_an), code="2", **PASSED),
        task("Trả lời công dân", lead(cast.health), code="3", timing="ongoing"),
    )
    indicator = Indicator.objects.create(name="Tiếp cận tài liệu quy hoạch", measure="score")
    Target.objects.create(plan=plan, indicator=indicator, order=1, op=">=", value="3.4", baseline_value="3")
    SecrecyAlarm.objects.create(sha256="a" * 64, size=9, mark="MẬT", where="plan", by=cast.users["secretary"])
    Job.objects.create(name="plans.activate", key="x")
    UnitGroup.objects.create(code="all", name="Các sở, ngành", kind="open")
    return Scene(cast, plan)


def cells(response: HttpResponse) -> list[list[object]]:
    """The rows of the list, without its head."""
    sheet = load_workbook(BytesIO(response.content)).active
    return [list(row) for row in sheet.iter_rows(min_row=5, values_only=True)]


def column(response: HttpResponse, head: str) -> list[object]:
    sheet = load_workbook(BytesIO(response.content)).active
    at = [cell.value for cell in sheet[4]].index(head)
    return [row[at] for row in cells(response)]


EVERYONE = ("focal_officer", "finance_officer", "tax_officer", "leader", "secretary", "administrator")
OVERSEERS = ("focal_officer", "leader", "secretary", "administrator")
# The tax branch is not named in the plan: to it the plan does not exist.
KNOWN = ("focal_officer", "finance_officer", "leader", "secretary", "administrator")
MAY = {
    "actions_xlsx": EVERYONE,
    "plans_xlsx": EVERYONE,
    "my_work_xlsx": EVERYONE,
    "admin_audit_xlsx": EVERYONE,
    "plan_tasks_xlsx": KNOWN,
    "plan_indicators_xlsx": KNOWN,
    "plan_late_xlsx": OVERSEERS,
    "plan_units_xlsx": OVERSEERS,
    "admin_units_xlsx": ("administrator",),
    "admin_groups_xlsx": ("administrator",),
    "admin_users_xlsx": ("administrator",),
    "admin_calendar_xlsx": ("administrator",),
    "admin_jobs_xlsx": ("administrator",),
    "admin_alarms_xlsx": ("administrator",),
    "admin_wordings_xlsx": ("focal_officer", "secretary", "administrator"),
}


@pytest.mark.parametrize("name", MAY)
def test_an_export_opens_for_whom_its_page_opens_and_for_nobody_else(name: str, scene: Scene) -> None:
    opened = {who for who in EVERYONE if scene.take(name, who).status_code == 200}
    assert opened == set(MAY[name])
    assert scene.take(name, "").status_code == 302


@pytest.mark.parametrize("name", MAY)
def test_an_export_is_an_attachment_that_excel_opens(name: str, scene: Scene) -> None:
    response = scene.take(name, MAY[name][-1])
    assert response["Content-Disposition"].startswith('attachment; filename="')
    sheet = load_workbook(BytesIO(response.content)).active
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet["A1"].value == "UBND TỈNH SÔNG MẪU"


def test_every_export_has_a_line_in_the_table_of_who_may_take_it() -> None:
    from minhbach.web.desk.exports import urls

    assert {path.name for path in urls.urlpatterns} <= set(MAY)


def test_a_unit_takes_its_own_duties_and_states_only(scene: Scene) -> None:
    own = scene.take("actions_xlsx", "finance_officer")
    assert column(own, "Đơn vị") == ["Sở Tài chính"]
    assert column(scene.take("actions_xlsx", "leader"), "Đơn vị").count("UBND xã An Hạ") == 1
    tasks = scene.take("plan_tasks_xlsx", "finance_officer")
    assert column(tasks, "Phần việc") == [1, 0, 0]
    assert column(scene.take("plan_tasks_xlsx", "focal_officer"), "Phần việc") == [1, 2, 1]


def test_a_plan_that_does_not_name_the_unit_is_not_in_its_list(scene: Scene) -> None:
    assert column(scene.take("plans_xlsx", "tax_officer"), "Số") == []
    assert column(scene.take("plans_xlsx", "finance_officer"), "Số") == ["15/KH-UBND"]


def test_the_filters_of_the_page_hold_for_its_export(scene: Scene) -> None:
    none = scene.take("actions_xlsx", "leader", "?q=khong+co+viec+nay")
    assert cells(none) == []
    one = scene.take("admin_units_xlsx", "administrator", "?q=an+ha")
    assert column(one, "Tên") == ["UBND xã An Hạ"]
    dead = scene.take("admin_jobs_xlsx", "administrator", "?trang-thai=dead")
    assert cells(dead) == []


def test_the_late_list_and_the_matrix_count_the_same_lateness(scene: Scene) -> None:
    late = scene.take("plan_late_xlsx", "focal_officer")
    matrix = scene.take("plan_units_xlsx", "focal_officer")
    assert len(cells(late)) == sum(column(matrix, "Quá hạn")) > 0  # type: ignore[arg-type]


def test_accounts_leave_without_mail_and_phone(scene: Scene) -> None:
    user = scene.cast.users["finance_officer"]
    services_draft = {"email": "bi.mat@example.gov.vn", "phone": "0900000001"}
    type(user).objects.filter(pk=user.pk).update(**services_draft)
    text = str(cells(scene.take("admin_users_xlsx", "administrator")))
    assert "finance_officer" in text
    assert not any(word in text for word in services_draft.values())


def test_a_unit_reads_its_own_lines_of_the_record_only(scene: Scene) -> None:
    services.publish(scene.cast.focal_officer, scene.plan, "QĐ 1")
    assert "Công khai kế hoạch" in column(scene.take("admin_audit_xlsx", "focal_officer"), "Việc")
    assert cells(scene.take("admin_audit_xlsx", "finance_officer")) == []
    assert "Công khai kế hoạch" in column(scene.take("admin_audit_xlsx", "administrator"), "Việc")


def test_a_person_sees_the_groups_of_the_page_of_work(scene: Scene) -> None:
    mine = scene.take("my_work_xlsx", "health_officer")
    assert column(mine, "Nhiệm vụ") == ["Trả lời công dân"]
    assert cells(scene.take("my_work_xlsx", "health_officer", "?pham-vi=mine")) == []


def test_text_that_looks_like_a_formula_stays_text(scene: Scene) -> None:
    UnitGroup.objects.create(code="x", name="=1+1", kind="open")
    response = scene.take("admin_groups_xlsx", "administrator")
    sheet = load_workbook(BytesIO(response.content)).active
    assert [cell.data_type for cell in sheet["A"] if cell.value == "=1+1"] == ["s"]


def test_a_row_is_as_high_as_its_longest_cell_takes_lines(scene: Scene) -> None:
    long = "Rà soát và niêm yết thủ tục thuộc phạm vi giải quyết của cấp xã, cập nhật khi có thay đổi. " * 5
    tracked(scene.cast, task(long, lead(scene.cast.finance), **PASSED), number="17/KH-UBND")
    sheet = load_workbook(BytesIO(scene.take("actions_xlsx", "leader").content)).active
    high = {row[0].row for row in sheet.iter_rows(min_row=5) if any(long[:50] in str(c.value) for c in row)}
    heights = {line: sheet.row_dimensions[line].height for line in range(5, sheet.max_row + 1)}
    assert len(high) == 1
    assert all(height >= 100 if line in high else 14 <= height <= 50 for line, height in heights.items())


def _grow(scene: Scene) -> None:
    tracked(
        scene.cast,
        *(task(f"Việc {n}", lead(scene.cast.finance, scene.cast.an_ha), **PASSED) for n in range(12)),
        number="16/KH-UBND",
    )
    for n in range(8):
        UnitGroup.objects.create(code=f"g{n}", name=f"Nhóm {n}", kind="open")
        SecrecyAlarm.objects.create(sha256="b" * 64, size=9, mark="MẬT", where="plan")


@pytest.mark.parametrize("name", [name for name in MAY if not name.startswith("plan_")])
def test_the_number_of_queries_does_not_grow_with_the_rows(name: str, scene: Scene) -> None:
    client = scene.client("administrator")
    client.get(reverse(name))
    before = _queries(client, name)
    _grow(scene)
    assert _queries(client, name) == before


def _queries(client: Client, name: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(reverse(name)).status_code == 200
    return len(seen)
