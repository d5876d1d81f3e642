"""What a person does on the pages, in the person's words. Tests press what is seen, not what is meant."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Download, Locator, Page, Request, expect

PATIENCE = 30_000  # milliseconds; background work of a busy machine included
expect.set_options(timeout=15_000)
# Chromium reports every refused form (4xx), and htmx every request that the next click took the place of.
EXPECTED = ("status of 4", "htmx:afterRequest", "htmx:sendAbort")


@dataclass
class Office:
    """One running instance, and who signed in to it. ids: of what its pages show, for addresses."""

    browser: Browser
    address: str
    password: str
    ids: dict[str, int] = field(default_factory=dict)
    _signed_in: dict[str, object] = field(default_factory=dict)

    def context(self, width: int = 1366, height: int = 768, **how: object) -> BrowserContext:
        context = self.browser.new_context(
            base_url=self.address, viewport={"width": width, "height": height}, locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh", accept_downloads=True, **how,
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        return context

    def desk(self, account: str = "", **how: object) -> Desk:
        """A browser of its own for one person; each account signs in once, its cookies are used again."""
        if account and account not in self._signed_in:
            first = Desk(self, self.context())
            first.sign_in(account, self.password)
            self._signed_in[account] = first.context.storage_state()
            first.close()
        known = self._signed_in.get(account)
        return Desk(self, self.context(storage_state=known, **how) if known else self.context(**how))


class Desk:
    """One person's browser. complaints: what no page may cause (errors, refused styles, foreign hosts)."""

    def __init__(self, office: Office, context: BrowserContext) -> None:
        self.office, self.context = office, context
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        host = urlsplit(office.address).netloc

        def asked(request: Request) -> None:
            parts = urlsplit(request.url)
            if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != host:
                self._complain(f"asked {request.url}")

        context.on("request", asked)
        context.on("console", lambda m: self._complain(m.text) if m.type == "error" else None)
        context.on("weberror", lambda error: self._complain(str(error.error)))
        context.on("response", lambda r: self._complain(f"{r.url} {r.status}") if r.status >= 500 else None)

    def _complain(self, words: str) -> None:
        if not any(known in words for known in EXPECTED):
            self.complaints.append(f"{self.page.url}: {words}")

    def close(self) -> None:
        self.context.close()

    # Going about

    def goto(self, path: str) -> Desk:
        self.page.goto(path)
        return self

    def sign_in(self, account: str, password: str) -> None:
        self.goto("/tai-khoan/dang-nhap/")
        self.page.locator("[name=login]").fill(account)
        self.page.locator("[name=password]").fill(password)
        self.press("Đăng nhập")
        expect(self.page.locator("nav.side, main.plainpage h1")).not_to_have_count(0)

    def press(self, words: str, within: Locator | None = None, exact: bool = True) -> None:
        """The button or link with these words."""
        around = within or self.page
        button = around.get_by_role("button", name=words, exact=exact)
        link = around.get_by_role("link", name=words, exact=exact)
        button.or_(link).first.click()

    def go_to(self, words: str) -> None:
        """A page of the sidebar."""
        self.page.locator("nav.side").get_by_role("link", name=words, exact=True).click()

    # Looking

    def see(self, words: str, within: str = "body") -> None:
        expect(self.page.locator(within).first).to_contain_text(words)

    def not_see(self, words: str, within: str = "body") -> None:
        expect(self.page.locator(within).first).not_to_contain_text(words)

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    def take(self, words: str, exact: bool = True) -> Download:
        """The file behind a link or button."""
        with self.page.expect_download() as coming:
            self.press(words, exact=exact)
        return coming.value

    def wait_for_path(self, pattern: str) -> None:
        self.page.wait_for_url(f"**{pattern}")


def look_again_until(wanted: Locator) -> None:
    """Loads the page again, as a person would who waits for work in the background."""
    for _ in range(PATIENCE // 500):
        try:
            return expect(wanted).to_be_visible(timeout=500)
        except AssertionError:
            wanted.page.reload()
    raise AssertionError("never came: " + wanted.page.locator("main").inner_text())


def drop_file(desk: Desk, path: Path) -> None:
    """Chooses a file on Nhập kế hoạch; with scripts it goes at once."""
    desk.goto("/nhap-ke-hoach/")
    desk.page.locator("#tep").set_input_files(path)


class Draft:
    """One draft on Nhập kế hoạch, from the dropped file to the plan."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.page = desk, desk.page

    @staticmethod
    def dropped(desk: Desk, path: Path) -> Draft:
        """Waits until the file is read."""
        drop_file(desk, path)
        expect(desk.page.locator("#du-thao")).to_be_visible(timeout=PATIENCE)
        return Draft(desk)

    def open_list(self, words: str) -> None:
        """A tab above the draft: Cần xem, Chỉ tiêu, Nhiệm vụ, Báo cáo."""
        self.page.locator(".tabs-bar").get_by_role("link", name=words).click()
        expect(self.page.locator(".tabs-bar [aria-current=page]")).to_contain_text(words)

    def row(self, words: str) -> Locator:
        return self.page.locator("table.dr tr").filter(has_text=words).first

    def open_row(self, words: str) -> None:
        self.row(words).get_by_role("link").first.click()
        expect(self.page.locator("tr.cur")).to_contain_text(words[:40])

    def correct(self, words: str, **fields: str) -> None:
        """Opens the row and types over some of its fields."""
        self.open_row(words)
        self.desk.press("Sửa", self.page.locator(".row-tools"))
        form = self.page.locator("form.row-form")
        for name, value in fields.items():
            form.locator(f"[name='f.{name}']").fill(value)
        self.desk.press("Lưu dòng", form)
        expect(form).to_have_count(0)

    def see_row_source(self, words: str) -> None:
        """The place in the document is lit beside the row."""
        self.open_row(words)
        expect(self.page.locator(".paper-sheet .now")).to_contain_text(words[:30])

    def go_to_units(self) -> None:
        self.desk.press("Tiếp: ghép đơn vị")
        expect(self.page.locator("ul.phr")).to_be_visible()

    def choose_unit_for(self, phrase: str, typed: str, unit: str) -> None:
        """Picks one unit for a phrase by typing part of its name without accents."""
        line = self.page.locator("ul.phr > li").filter(has=self.page.get_by_text(phrase, exact=True))
        self.desk.press("Chọn lại", line)
        box = line.locator("input[type=search]")
        expect(box).to_be_visible()
        expect(self.page.locator(".htmx-added, .htmx-settling")).to_have_count(0)  # nobody types in its 20 ms
        box.press_sequentially(typed)
        line.locator(".found label").filter(has_text=unit).get_by_role("checkbox").check()
        self.desk.press("Nhận lựa chọn", line)
        expect(line.locator("form.pick")).to_have_count(0)
        expect(line).to_contain_text("đã chọn")

    def answer(self, **answers: str) -> None:
        for name, value in answers.items():
            field = self.page.locator(f"#v-{name}")
            if name == "focal_unit":
                field.select_option(label=value)
            else:
                field.fill(value)


class PlanPages:
    """The pages of one plan; made while one of them is open."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        desk.page.wait_for_url("**/ke-hoach/*/")
        self.path = urlsplit(desk.page.url).path

    def overview(self) -> None:
        self.desk.goto(f"{self.path}tong-quan/")

    def wait_until_given_out(self) -> None:
        """Until the worker has made the duties."""
        look_again_until(self.desk.page.get_by_role("link", name="Xem và xác nhận hiện trạng"))

    def figure(self, title: str) -> str:
        """The large figure under a heading of Tổng quan."""
        box = self.desk.page.locator(".figs > div").filter(
            has=self.desk.page.get_by_role("heading", name=title)
        )
        return box.locator(".figure").inner_text()

    def open_action(self, words: str) -> None:
        self.desk.goto(self.path)
        self.desk.main.get_by_role("link", name=words).first.click()


class Work:
    """Việc của tôi."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def open(self) -> Work:
        self.desk.goto("/viec-cua-toi/")
        return self

    def duty(self, words: str) -> Locator:
        return self.desk.page.locator("ol.work > li").filter(has_text=words).first

    def update(self, words: str, button: str = "Cập nhật") -> Locator:
        """Opens the form of a duty in place."""
        self.desk.press(button, self.duty(words))
        form = self.duty(words).locator("form.upd")
        expect(form).to_be_visible()
        return form

    def finish(self, form: Locator) -> None:
        form.get_by_role("button", name="Báo cáo hoàn thành").click()

    def group_of(self, words: str) -> Locator:
        """The heading and list in which a duty stands."""
        return (
            self.desk.page.locator("ol.work")
            .filter(has_text=words)
            .first.locator("xpath=preceding-sibling::div[1]")
        )


def open_unit_on_behalf(desk: Desk, unit: str) -> None:
    """Nhập thay, opened for a unit."""
    desk.goto("/nhap-thay/")
    desk.page.locator("#don-vi").select_option(label=unit)
    expect(desk.page.locator("table.sheet")).to_be_visible()
