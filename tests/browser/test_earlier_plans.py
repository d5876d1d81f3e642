"""An amendment from the file to the duties of the plan that it amends, and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import SAMPLES
from tests.browser.pages import Desk, Draft, look_again_until

FUND = "Lập quỹ bảo lãnh tín dụng cho doanh nghiệp nhỏ"
HOTLINE = "Lập tổ trả lời qua điện thoại"


def adopted(focal: Desk, path: Path, **facts: str) -> Draft:
    draft = Draft.dropped(focal, path)
    draft.go_to_units()
    focal.press("Tiếp: thông tin văn bản")
    if not facts.pop("amends", ""):
        draft.answer(focal_unit="Sở Khoa học và Công nghệ", **facts)
    return draft


def test_an_amendment_changes_the_plan_in_place_and_can_be_taken_back(desk_of: Callable[..., Desk]) -> None:
    focal = desk_of("daumoi")
    adopted(focal, SAMPLES / "moi-truong-kinh-doanh-2026.docx")

    focal.press("Lưu và chạy thử")
    focal.press("Lập kế hoạch từ bản dự thảo")
    focal.press("Đến trang kế hoạch để kích hoạt")
    focal.press("Chạy thử và giao việc")
    focal.press("Giao việc cho các đơn vị")
    look_again_until(focal.page.get_by_text("Đang theo dõi", exact=True))

    draft = adopted(focal, SAMPLES / "sua-doi-ke-hoach-42.md", amends="yes")
    focal.see("Văn bản viết “Sửa đổi, bổ sung Kế hoạch số 42/KH-UBND”")
    focal.press("Chọn: Sửa đổi, bổ sung")
    expect(focal.page.get_by_role("button", name="Bỏ chọn")).to_be_visible()
    draft.answer(focal_unit="Sở Khoa học và Công nghệ")
    focal.press("Lưu và chạy thử")
    focal.press("Lập kế hoạch từ bản dự thảo")
    focal.press("Đến trang kế hoạch để kích hoạt")
    focal.press("Xem từng dòng")
    focal.press("Xác nhận 3 cặp chắc chắn")
    focal.see("Đã xác nhận 3 cặp chắc chắn")
    row = focal.page.get_by_role("row").filter(has_text=HOTLINE)
    row.get_by_role("checkbox").focus()
    focal.page.keyboard.press("Space")  # by keyboard alone
    focal.press("Xác nhận các dòng đã chọn")
    focal.see("Đã xác nhận 1 dòng")

    focal.press("Giao việc, công khai")
    focal.press("Đưa vào kế hoạch được sửa")
    look_again_until(focal.page.get_by_role("heading", name="Đã đưa vào kế hoạch được sửa"))
    focal.page.locator("main").get_by_role("link", name="42/KH-UBND").first.click()
    focal.see(HOTLINE)
    amended = focal.page.url
    focal.press(f"{FUND} và hợp tác xã, trình UBND tỉnh trước ngày 15/12/2026.")
    focal.see("Kế hoạch 71/KH-UBND ngày 16/03/2026")
    focal.see("14/12/2026")

    focal.press("Kế hoạch 71/KH-UBND", exact=False)
    focal.press("Giao việc, công khai")
    focal.page.get_by_text("Hủy, trả kế hoạch được sửa về như trước").click()
    focal.press("Hủy áp dụng")
    focal.see("Chưa theo dõi")
    focal.page.goto(amended)
    focal.see(FUND)
    focal.not_see(HOTLINE, "main")
