"""The draft of a plan while a person looks it through: nothing is lost, nothing needs a mouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import SAMPLES
from tests.browser.pages import PATIENCE, Desk, Draft, Office, drop_file

HOUSEHOLDS = "Đối chiếu dữ liệu hộ tịch"
REGISTER = "Báo cáo đối chiếu, có danh sách sai lệch"


def test_a_closed_browser_does_not_lose_a_review(desk_of: Callable[..., Desk]) -> None:
    before = desk_of("daumoi")
    draft = Draft.dropped(before, SAMPLES / "cai-cach-2026-2030.pdf")
    draft.open_list("Nhiệm vụ")
    draft.correct(HOUSEHOLDS, product=REGISTER)
    before.close()

    after = desk_of("daumoi").goto("/nhap-ke-hoach/")
    line = after.page.get_by_role("row").filter(has_text="cai-cach-2026-2030.pdf")
    expect(line).to_contain_text("Đang soát")
    after.press("Soát tiếp", line)
    again = Draft(after)
    again.open_list("Nhiệm vụ")
    again.open_row(HOUSEHOLDS)
    after.press("Sửa", after.page.locator(".row-tools"))
    expect(after.page.locator("[name='f.product']")).to_have_value(REGISTER)


def test_an_adopted_plan_is_taken_back_and_its_review_stands(desk_of: Callable[..., Desk]) -> None:
    focal = desk_of("daumoi")
    draft = Draft.dropped(focal, SAMPLES / "moi-truong-kinh-doanh-2026.pdf")
    draft.go_to_units()
    focal.press("Tiếp: thông tin văn bản")
    draft.answer(
        number="9/KH-UBND", issued="02/02/2026", signer="Trần Quốc Bảo", focal_unit="Sở Khoa học và Công nghệ"
    )
    focal.press("Lưu và chạy thử")
    focal.press("Lập kế hoạch từ bản dự thảo")
    focal.see("Đã thành kế hoạch")
    focal.press("Rút lại, soát tiếp")
    expect(focal.page.locator("#du-thao")).to_be_visible()
    focal.goto("/ke-hoach/")
    focal.not_see("9/KH-UBND", "main")


def test_after_a_refused_file_the_next_one_is_read(desk_of: Callable[..., Desk], tmp_path: Path) -> None:
    wrong = tmp_path / "ke-hoach.docx"
    wrong.write_bytes(b"%PDF-1.7 ")
    focal = desk_of("daumoi")
    drop_file(focal, wrong)
    refusal = focal.page.locator("#loi")
    expect(refusal).to_contain_text("Chưa nhận ke-hoach.docx.")
    expect(refusal).to_be_focused()
    focal.page.locator("#tep").set_input_files(SAMPLES / "cai-cach-2026-2030.docx")
    expect(focal.page.locator("#du-thao")).to_be_visible(timeout=PATIENCE)


@pytest.fixture
def keys(busy_desk_of: Callable[..., Desk], busy_office: Office) -> Page:
    """The draft under review, with the mouse put away."""
    return busy_desk_of("daumoi").goto(f"/nhap-ke-hoach/{busy_office.ids['draft']}/").page


def question(page: Page) -> Locator:
    return page.locator("form.ask header")


def test_a_question_is_answered_and_taken_back_by_keys(keys: Page) -> None:
    first = question(keys).text_content() or ""  # what `to_have_text` looks at
    keys.keyboard.press("j")
    expect(question(keys)).not_to_have_text(first)
    second = question(keys).text_content() or ""
    last = keys.locator("form.ask input[type=radio]").count()  # the first asks for units to be picked
    keys.keyboard.press(str(last))
    expect(keys.locator("form.ask input[type=radio]").last).to_be_checked()
    keys.keyboard.press("Enter")
    expect(question(keys)).not_to_have_text(second)
    keys.keyboard.press("z")
    expect(question(keys)).to_have_text(second)


def test_a_row_is_edited_and_saved_by_keys(keys: Page, busy_office: Office) -> None:
    keys.goto(f"/nhap-ke-hoach/{busy_office.ids['draft']}/?xem=nhiem-vu&dong=t1")
    keys.keyboard.press("s")
    text = keys.locator("[name='f.text']")
    expect(text).to_be_focused()
    keys.keyboard.press("End")
    keys.keyboard.type(" Xong trong năm.")
    reach(keys, keys.get_by_role("button", name="Lưu dòng"))
    keys.keyboard.press("Enter")
    expect(text).to_have_count(0)
    expect(keys.locator("tr.cur")).to_be_visible()


def test_the_first_stop_of_the_tab_key_leads_past_the_menu(keys: Page) -> None:
    keys.goto("/nhiem-vu/")
    keys.keyboard.press("Tab")
    expect(keys.get_by_role("link", name="Đến nội dung")).to_be_focused()
    keys.keyboard.press("Enter")
    keys.keyboard.press("Tab")
    expect(keys.locator("main a, main button, main input").first).to_be_focused()


def reach(page: Page, target: Locator) -> None:
    """Presses Tab until the target has the focus."""
    for _ in range(40):
        if target.evaluate("(one) => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the tab key does not lead there")
