"""Progress, by whichever way it comes in."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.pages import Desk, Office, PlanPages, Work, look_again_until, open_unit_on_behalf

LAWS, ABOLISHED = "Đã cập nhật 31 văn bản.", "Đã bổ sung văn bản của ba sở."  # recorded for Sở Tư pháp
CLIPBOARD = ["clipboard-read", "clipboard-write"]
EXCEL = "Đã đăng 12 hồ sơ\r\nĐã trả lời 7 câu hỏi\r\nKhông có gói thầu mới\r\n"


def test_a_unit_says_what_was_recorded_for_it_is_right_or_not(busy_desk_of: Callable[..., Desk]) -> None:
    unit = busy_desk_of("canbo.stp").goto("/viec-cua-toi/")
    right = unit.page.locator(".note").filter(has_text=LAWS)
    unit.press("Đúng", right)
    unit.see("Đã ghi ý kiến của đơn vị")
    expect(right).to_have_count(0)
    wrong = unit.page.locator(".note").filter(has_text=ABOLISHED)
    wrong.get_by_role("textbox").fill("Mới bổ sung văn bản của hai sở")
    unit.press("Không đồng ý", wrong)
    expect(wrong).to_have_count(0)

    focal = busy_desk_of("daumoi").goto("/nhiem-vu/?q=danh mục văn bản hết hiệu lực")
    focal.main.locator("table.tb a").first.click()
    focal.see("Mới bổ sung văn bản của hai sở", "ol.hist")


def test_a_column_from_excel_falls_into_the_quick_grid(busy_desk_of: Callable[..., Desk]) -> None:
    unit = busy_desk_of("canbo.khelim", permissions=CLIPBOARD).goto("/viec-cua-toi/")
    unit.page.evaluate("(cells) => navigator.clipboard.writeText(cells)", EXCEL)
    cells = unit.page.locator("[data-grid] textarea")
    cells.first.click()
    unit.page.keyboard.press("Control+V")
    for number, words in enumerate(EXCEL.split("\r\n")[:3]):
        expect(cells.nth(number)).to_have_value(words)
    unit.press("Lưu các cập nhật")
    unit.see("Đã lưu 3 cập nhật")


def test_what_was_typed_and_not_sent_is_there_again(busy_desk_of: Callable[..., Desk]) -> None:
    unit = busy_desk_of("giamdoc.sxd")
    work = Work(unit).open()
    words = work.update("Công bố đầu mối tiếp nhận yêu cầu").get_by_label("Đã làm được gì")
    words.fill("Đã cử hai người trực")
    work.open()
    again = work.update("Công bố đầu mối tiếp nhận yêu cầu").get_by_label("Đã làm được gì")
    expect(again).to_have_value("Đã cử hai người trực")


def test_a_message_for_zalo_is_copied(busy_desk_of: Callable[..., Desk]) -> None:
    focal = busy_desk_of("daumoi", permissions=CLIPBOARD)
    open_unit_on_behalf(focal, "Sở Tài chính")
    focal.press("Sao chép cho Zalo")
    expect(focal.page.get_by_role("status").filter(has_text="Đã chép")).to_be_visible()
    copied = focal.page.evaluate("navigator.clipboard.readText()")
    assert copied == focal.page.locator("#zalo").input_value()
    assert "Sở Tài chính" in copied


def test_where_the_browser_gives_no_clipboard_the_message_stands_selected(
    busy_desk_of: Callable[..., Desk],
) -> None:
    """On plain http a page has no clipboard, and a browser may refuse the old way as well."""
    focal = busy_desk_of("daumoi")
    focal.page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
        "document.execCommand = () => false;"
    )
    open_unit_on_behalf(focal, "Sở Tài chính")
    focal.press("Sao chép cho Zalo")
    expect(focal.page.get_by_role("status").filter(has_text="Ctrl+C")).to_be_visible()
    selected = focal.page.evaluate("getSelection().toString()")
    assert selected == focal.page.locator("#zalo").input_value()


def undo_giving_out(focal: Desk) -> None:
    """Two steps: what it will do stands between them."""
    focal.page.locator("summary", has_text="Hủy việc giao").click()
    focal.see("giao lại bằng Chạy thử và giao việc")
    focal.press("Hủy, thu hồi mọi phần việc")


def test_giving_out_is_undone_while_nobody_has_reported(busy_desk_of: Callable[..., Desk]) -> None:
    focal = busy_desk_of("daumoi").goto("/ke-hoach/")
    focal.main.get_by_role("link", name="Công khai giá dịch vụ y tế").first.click()
    plan = PlanPages(focal)
    focal.press("Giao việc, công khai")
    undo_giving_out(focal)
    focal.see("Đã hủy việc giao")
    focal.goto(plan.path)
    focal.see("Kế hoạch chưa giao việc.")

    focal.press("Chạy thử và giao việc")
    focal.press("Giao việc cho các đơn vị")
    look_again_until(focal.page.get_by_role("link", name="Xem và xác nhận hiện trạng"))


def test_giving_out_stays_once_a_unit_has_reported(
    busy_desk_of: Callable[..., Desk], busy_office: Office
) -> None:
    focal = busy_desk_of("daumoi").goto(f"/ke-hoach/{busy_office.ids['plan']}/")
    focal.press("Giao việc, công khai")
    undo_giving_out(focal)
    expect(focal.page.locator("#loi")).to_be_visible()
    focal.goto("/tong-quan/")
    focal.see("Đã hoàn thành")
