"""Takes the pictures of the guide again: `.venv/bin/python -m docs.guide.pictures`.

In an office of its own (made-up province, some months of work), which is gone afterwards.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS, PASSWORD, running
from tests.browser.pages import Desk, Office
from tests.torture.conftest import another_place

HERE = Path(__file__).resolve().parent
LARGEST = 300_000  # bytes: a picture that is read over a slow line


def review(office: Office) -> Desk:
    """A draft beside its source, at a phrase that no list of units knows."""
    return office.desk("daumoi").goto(f"/nhap-ke-hoach/{office.ids['draft']}/")


def my_work(office: Office) -> Desk:
    """What an officer of one department owes."""
    return office.desk("canbo.sxd").goto("/viec-cua-toi/")


def on_behalf(office: Office) -> Desk:
    """What a department sent by another way is written down for it."""
    desk = office.desk("daumoi").goto("/nhap-thay/")
    desk.page.locator("#don-vi").select_option(label="Sở Tài chính")
    row = desk.page.locator("tr[data-row]").filter(has_text="kế hoạch lựa chọn nhà thầu")
    row.get_by_label("Đã làm được gì").fill("Đã đăng 42 gói thầu quý này")
    return desk


def report(office: Office) -> Desk:
    """The report of a plan before it is taken as a Word file."""
    return office.desk("daumoi").goto(f"/ke-hoach/{office.ids['plan']}/bao-cao/")


def overview(office: Office) -> Desk:
    """A plan at a glance."""
    return office.desk("lanhdao").goto(f"/ke-hoach/{office.ids['plan']}/tong-quan/")


PICTURES: dict[str, Callable[[Office], Desk]] = {
    "soat": review, "viec-cua-toi": my_work, "nhap-thay": on_behalf, "bao-cao": report, "tong-quan": overview,
}  # fmt: skip


def main(names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        place = next(kept := another_place(Path(folder)))
        place.environment["MINHBACH_DEMO_PASSWORD"] = PASSWORD
        ids = json.loads(place.run("docs.guide.office"))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with running(place) as address:
            office = Office(browser, address, PASSWORD, ids)
            for name in names or PICTURES:
                take(PICTURES[name](office), HERE / f"{name}.png")
        browser.close()
        next(kept, None)


def take(desk: Desk, path: Path) -> None:
    desk.page.evaluate("document.fonts.ready")
    desk.page.screenshot(path=path)
    desk.close()
    assert path.stat().st_size < LARGEST, f"{path.name} has {path.stat().st_size} bytes"
    print(f"{path.name}: {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
