"""Signing in: by password, by an authenticator's code, by a link that works once."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.pages import Desk, Office

STEP = 30  # seconds that a code of RFC 6238 lives


def code_now(secret: str) -> str:
    """The six figures an authenticator shows; with little time left, those that come next."""
    if (left := STEP - time.time() % STEP) < 4:
        time.sleep(left)
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // STEP), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


@pytest.fixture
def stranger(busy_desk_of: Callable[..., Desk]) -> Desk:
    """A browser in which nobody signed in."""
    return busy_desk_of("")


def test_a_wrong_password_is_said_and_the_name_stays(stranger: Desk) -> None:
    stranger.goto("/tai-khoan/dang-nhap/")
    stranger.page.locator("[name=login]").fill("daumoi")
    stranger.page.locator("[name=password]").fill("không phải")
    stranger.press("Đăng nhập")
    stranger.see("Tên đăng nhập hoặc mật khẩu không đúng.")
    expect(stranger.page.locator("[name=login]")).to_have_value("daumoi")


def test_a_page_of_the_desk_asks_who_one_is_and_then_opens(stranger: Desk, busy_office: Office) -> None:
    stranger.goto("/nhiem-vu/")
    stranger.page.locator("[name=login]").fill("lanhdao")
    stranger.page.locator("[name=password]").fill(busy_office.password)
    stranger.press("Đăng nhập")
    stranger.wait_for_path("/nhiem-vu/")
    expect(stranger.page.get_by_role("heading", name="Nhiệm vụ", level=1)).to_be_visible()


def test_an_authenticator_is_asked_for_once_it_was_switched_on(stranger: Desk, busy_office: Office) -> None:
    stranger.sign_in("vanthu.sxd", busy_office.password)
    stranger.goto("/tai-khoan/hai-buoc/")
    stranger.press("Bật")
    secret = stranger.page.locator("kbd").inner_text()
    stranger.page.locator("[name=code]").fill(code_now(secret))
    stranger.press("Bật")
    stranger.see("mã dự phòng")
    stranger.context.clear_cookies()

    stranger.sign_in("vanthu.sxd", busy_office.password)
    stranger.see("Nhập mã xác thực")
    stranger.page.locator("[name=code]").fill("000000")
    stranger.press("Vào")
    expect(stranger.page.locator(".field.err .msg")).to_be_visible()
    stranger.page.locator("[name=code]").fill(code_now(secret))
    stranger.press("Vào")
    expect(stranger.page.locator("nav.side")).to_be_visible()


def test_a_new_officer_comes_in_by_a_link_that_works_once(
    busy_desk_of: Callable[..., Desk], stranger: Desk
) -> None:
    link = new_officer(busy_desk_of("quantri"))
    stranger.goto(link)
    stranger.press("Vào và đặt mật khẩu")
    stranger.page.get_by_label("Mật khẩu mới", exact=True).fill("suong-som-tren-song")
    stranger.page.get_by_label("Nhập lại mật khẩu mới").fill("suong-som-tren-song")
    stranger.press("Đặt mật khẩu")
    stranger.wait_for_path("/viec-cua-toi/")
    stranger.see("Sở Tài chính", "main")

    stranger.context.clear_cookies()
    stranger.goto(link)
    stranger.press("Vào và đặt mật khẩu")
    stranger.see("Đường dẫn này không dùng được nữa")
    stranger.sign_in("canbo.stc", "suong-som-tren-song")


def new_officer(admin: Desk) -> str:
    """Makes the account, gives it its part, and returns the link to hand over."""
    admin.goto("/quan-tri/tai-khoan/")
    admin.press("Thêm tài khoản")
    admin.page.get_by_label("Tên đăng nhập").fill("canbo.stc")
    admin.page.get_by_label("Họ và tên").fill("Mai Văn Sáng")
    admin.press("Thêm tài khoản")
    admin.page.get_by_text("Giao thêm vai trò").click()
    admin.page.get_by_label("Mã đơn vị").fill("STC")
    admin.page.get_by_label("Vai trò").select_option(value="officer")
    admin.press("Giao vai trò")
    admin.see("Đã giao vai trò")
    admin.press("Tạo đường dẫn")
    return admin.page.locator("#link").input_value()
