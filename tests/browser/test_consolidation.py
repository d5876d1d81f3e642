"""The consolidated report in a real browser: assembled, edited, one more unit in, assembled again, Word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

from docx import Document
from playwright.sync_api import expect

from tests.browser.pages import Desk, look_again_until

EDITED = "Các đơn vị đã vào việc đồng loạt; phần việc quá hạn được rà từng ngày."
OWN = "Sở đã họp giao ban với các đơn vị chậm."


def open_round(focal: Desk) -> None:
    """The first round that nobody has consolidated; its slots come from the worker."""
    focal.goto("/tong-hop/")
    start = focal.main.get_by_role("link", name="Lập báo cáo", exact=True)
    look_again_until(start.first)
    start.first.click()


def edit(focal: Desk, number: str, words: str) -> None:
    """Types over the first passage of a section."""
    section = focal.page.locator(".cons-sec").filter(has_text=number).first
    section.locator(".psg").first.get_by_role("link", name="Sửa đoạn").click()
    focal.page.locator("#words").fill(words)
    focal.press("Lưu đoạn")


def record_for_one_more_unit(focal: Desk) -> str:
    """The focal officer writes down the report of the first missing unit; gives its name."""
    missing = focal.page.locator(".cons-side details").filter(has_text="chưa gửi").first
    if missing.get_attribute("open") is None:
        missing.locator("summary").click()
    unit = missing.get_by_role("link").first
    name = unit.inner_text().strip()
    unit.click()
    page, today = focal.page, f"{date.today():%d/%m/%Y}"
    for field in ("received_on", "dated_on", "sent_on"):
        page.locator(f"[name={field}]").fill(today)
    page.locator("[name=number]").fill("77/BC")
    page.locator("[name=signer]").fill("Nguyễn Văn An")
    focal.press("Ghi báo cáo")
    return name


def test_a_hand_edit_is_still_there_after_one_more_unit_and_in_the_word_file(
    busy_desk_of: Callable[..., Desk], tmp_path: Path
) -> None:
    focal = busy_desk_of("daumoi")
    open_round(focal)
    focal.press("Tổng hợp bản dự thảo")
    focal.see("Dự thảo", "h1")
    address = focal.page.url
    before = focal.page.locator(".cons-side h2 b").inner_text()
    edit(focal, "I. Tình hình chung", EDITED)
    focal.see(EDITED, ".cons-text")
    focal.see("đã sửa", ".psg.ours")

    record_for_one_more_unit(focal)
    focal.goto(address)
    expect(focal.page.locator(".cons-side h2 b")).not_to_have_text(before)
    focal.see("1 đơn vị có báo cáo mới", ".cons-side")
    focal.press("Tổng hợp lại")
    focal.see("Không có báo cáo mới sau bản chốt", ".cons-side")
    focal.see(EDITED, ".cons-text")

    focal.page.locator(".cons-sec").filter(has_text="VI. Đề xuất").get_by_role(
        "link", name="Thêm đoạn"
    ).click()
    focal.page.locator("#new-words").fill(OWN)
    focal.page.locator("#them").get_by_role("button", name="Thêm đoạn").click()
    focal.see(OWN, ".cons-text")
    file = tmp_path / "bao-cao.docx"
    focal.take("Tải Word").save_as(file)
    words = [p.text for p in Document(BytesIO(file.read_bytes())).paragraphs]
    assert EDITED in words and OWN in words


def test_sources_of_a_sentence_open_beside_it(busy_desk_of: Callable[..., Desk]) -> None:
    focal = busy_desk_of("daumoi")
    focal.goto("/tong-hop/")
    focal.press("Mở")
    passage = focal.page.locator(".psg").filter(has_text="đơn vị đã gửi báo cáo").first
    passage.get_by_role("link", name="Nguồn của đoạn").click()
    expect(focal.page.locator(".psg-src table")).to_contain_text("đơn vị phải báo cáo")
