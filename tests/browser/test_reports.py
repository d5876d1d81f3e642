"""A unit writes its report, its head sends it; the focal officer returns it at a field, then accepts it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.pages import Desk, Office

FAR = "31/12/2027"
WHY = "Mục này chưa nói trả lời được bao nhiêu câu hỏi"


def fill_everything(desk: Desk, said: str) -> None:
    """Every text of the form; the cause and the day wherever the form asks for them."""
    for field in desk.page.locator("textarea[name$='.text']").all():
        field.fill(said)
    for block in desk.page.locator(".cause").all():
        block.locator("textarea").fill("Chờ cơ quan phối hợp cho ý kiến")
        block.locator("input").fill(FAR)


def test_a_report_goes_from_the_officer_to_the_focal_unit_and_back(
    busy_desk_of: Callable[..., Desk], busy_office: Office
) -> None:
    slot = busy_office.ids["slot"]
    officer, head, focal = (busy_desk_of(who) for who in ("canbo.sxd", "giamdoc.sxd", "daumoi"))

    officer.goto("/viec-cua-toi/").go_to("Báo cáo")
    officer.see("Phải gửi")
    officer.goto(f"/bao-cao/{slot}/?tat-ca=1")
    fill_everything(officer, "Đã trả lời 27/27 câu hỏi, trung vị 3 ngày")
    expect(officer.page.locator("#tu-luu")).to_contain_text("Tự lưu lúc")
    officer.press("Trình thủ trưởng duyệt")
    officer.see("Đã trình thủ trưởng duyệt")

    head.goto(f"/bao-cao/{slot}/")
    head.press("Duyệt và gửi")
    head.see("Đã duyệt và gửi báo cáo")

    focal.goto("/tong-quan/").go_to("Báo cáo")
    focal.see("Chờ xem")
    focal.goto(f"/bao-cao/{slot}/xem/")
    first = focal.page.locator("section.ln").first
    first.locator("summary").click()
    first.locator("textarea").fill(WHY)
    focal.press("Trả lại báo cáo")
    focal.see("Đã trả lại báo cáo")

    officer.goto(f"/bao-cao/{slot}/")
    officer.see("Trả lại lần 1")
    officer.see(WHY)
    officer.page.locator("details.ln[open] textarea[name$='.text']").first.fill("Đã trả lời 31/31 câu hỏi")
    officer.press("Lưu nháp")
    officer.see("Đã lưu nháp")
    head.goto(f"/bao-cao/{slot}/")
    head.press("Duyệt và gửi")

    focal.goto(f"/bao-cao/{slot}/xem/")
    focal.see("Đã trả lời 31/31 câu hỏi")
    focal.press("Nhận báo cáo")
    focal.see("Đã nhận báo cáo")
    focal.see("Mã nội dung")


def test_two_editors_of_one_field_choose_and_lose_nothing(
    busy_desk_of: Callable[..., Desk], busy_office: Office
) -> None:
    slot = busy_office.ids["khelim_slot"]
    one, other = (busy_desk_of(who) for who in ("canbo.khelim", "canbo.khelim"))
    for desk in (one, other):
        desk.goto(f"/bao-cao/{slot}/?tat-ca=1")
    field = "textarea[name='q-proposals.text']"
    one.page.locator(field).fill("Đề nghị cấp 01 máy quét")
    expect(one.page.locator("#tu-luu")).to_contain_text("Tự lưu lúc")
    other.page.locator(field).fill("Đề nghị tập huấn thêm 02 buổi")
    expect(other.page.locator("#tu-luu")).to_contain_text("vừa sửa cùng mục")
    other.press("Xem và chọn bản giữ lại")
    other.see("Đề nghị cấp 01 máy quét")
    expect(other.page.locator(field)).to_have_value("Đề nghị tập huấn thêm 02 buổi")
    other.press("Lưu nháp")
    other.see("Đã lưu nháp")
    one.goto(f"/bao-cao/{slot}/?tat-ca=1")
    expect(one.page.locator(field)).to_have_value("Đề nghị tập huấn thêm 02 buổi")
