"""Where scripts are switched off, every main page reads and its forms submit."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SAMPLES
from tests.browser.pages import Desk, Office, Work, look_again_until

PAGES = (
    "/tong-quan/", "/viec-cua-toi/", "/nhiem-vu/", "/nhiem-vu/{action}/", "/ke-hoach/", "/ke-hoach/{plan}/",
    "/ke-hoach/{plan}/giao-viec/", "/ke-hoach/{plan}/bao-cao/", "/nhap-thay/", "/nhap-thay/bieu/{batch}/",
    "/nhap-ke-hoach/", "/nhap-ke-hoach/{draft}/", "/nhap-ke-hoach/{draft}/don-vi/",
    "/nhap-ke-hoach/{draft}/van-ban/", "/nhap-ke-hoach/{draft}/chay-thu/", "/cong-khai/",
    "/cong-khai/ke-hoach/{plan}/",
)  # fmt: skip


@pytest.fixture
def plain_desk(busy_desk_of: Callable[..., Desk]) -> Callable[[str], Desk]:
    return lambda account: busy_desk_of(account, java_script_enabled=False)


def test_every_main_page_reads(plain_desk: Callable[[str], Desk], busy_office: Office) -> None:
    desk = plain_desk("daumoi")
    for path in PAGES:
        desk.goto(path.format(**busy_office.ids))
        expect(desk.page.locator("h1").first).not_to_be_empty()
        expect(desk.main).not_to_be_empty()


def test_one_signs_in_and_out(plain_desk: Callable[[str], Desk], busy_office: Office) -> None:
    desk = plain_desk("")
    desk.sign_in("thuky", busy_office.password)
    expect(desk.page.locator("nav.side")).to_be_visible()
    desk.goto("/tai-khoan/dang-xuat/")
    desk.press("Đăng xuất", desk.main)
    desk.goto("/tong-quan/")
    expect(desk.page.locator("[name=login]")).to_be_visible()


def test_a_unit_reports(plain_desk: Callable[[str], Desk]) -> None:
    unit = plain_desk("canbo.sxd")
    form = Work(unit).open().update("Gửi bản đồ quy hoạch dạng mở", "Trả lời")
    form.get_by_label("Đã làm được gì").fill("Đã gửi bản đồ của ba phường")
    form.get_by_role("button", name="Lưu cập nhật").click()
    unit.see("Đã lưu cập nhật")


def test_what_a_unit_sent_is_recorded_for_it(plain_desk: Callable[[str], Desk]) -> None:
    focal = plain_desk("daumoi")
    focal.goto("/nhap-thay/")
    focal.page.locator("#don-vi").select_option(label="Sở Nội vụ")
    focal.press("Mở")
    row = focal.page.locator("tr[data-row]").first
    row.get_by_label("Đã làm được gì").fill("Đã hỏi ý kiến 300 người")
    focal.page.get_by_label("Nhận qua").select_option(label="Điện thoại")
    focal.press("Ghi thay các dòng đã điền")
    focal.see("Đã ghi thay 1 phần việc")


def test_a_plan_is_read_and_a_row_corrected(plain_desk: Callable[[str], Desk]) -> None:
    focal = plain_desk("daumoi")
    focal.goto("/nhap-ke-hoach/")
    focal.page.locator("#tep").set_input_files(SAMPLES / "moi-truong-kinh-doanh-2026.pdf")
    focal.press("Đọc kế hoạch")
    look_again_until(focal.page.locator("#du-thao"))
    focal.page.locator(".tabs-bar").get_by_role("link", name="Nhiệm vụ").click()
    focal.page.locator("table.dr tr").filter(has_text="làng nghề mây tre").get_by_role("link").first.click()
    focal.press("Sửa", focal.page.locator(".row-tools"))
    focal.page.locator("[name='f.product']").fill("Danh sách khách hàng")
    focal.press("Lưu dòng")
    focal.press("Sửa", focal.page.locator(".row-tools"))
    expect(focal.page.locator("[name='f.product']")).to_have_value("Danh sách khách hàng")
