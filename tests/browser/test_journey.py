"""The main job from end to end: a signed plan goes in, tracked delivery comes out."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import expect

from minhbach.reporting.core.workbook import HEADS, PERCENT, SAID
from tests.browser.conftest import SAMPLES
from tests.browser.pages import Desk, Draft, PlanPages, Work, open_unit_on_behalf

PLAN = SAMPLES / "minh-bach-2026.docx"
NUMBER = "118/KH-UBND"
INVENTORY = "Lập danh mục các đồ án quy hoạch còn hiệu lực"  # 1.2, Sở Xây dựng, due long ago
ABOLISHED = "Công bố danh mục văn bản hết hiệu lực"  # 2.2, Sở Tư pháp
BUILT = "Đã lập danh mục 42 đồ án, đăng trên cổng của tỉnh"
LISTED = "Đã công bố 27 văn bản hết hiệu lực"
CHECKED = "Đã kiểm tra 15 đơn vị, có kết luận"


def test_a_signed_plan_goes_in_and_tracked_delivery_comes_out(
    desk_of: Callable[..., Desk], tmp_path: Path
) -> None:
    focal = desk_of("daumoi")
    plan = bring_in(focal)
    give_out(plan)
    settle_opening(plan)

    unit = desk_of("canbo.sxd")
    report_with_a_file(unit, tmp_path)
    record_on_behalf(focal)
    take_back_a_workbook(focal, tmp_path)
    acknowledge(focal, plan)

    see_figures(focal, plan)
    hand_the_words_on(focal, plan, tmp_path)


def bring_in(focal: Desk) -> PlanPages:
    """From the file to a plan that was adopted and given to nobody yet."""
    draft = Draft.dropped(focal, PLAN)
    draft.open_list("Nhiệm vụ")
    draft.correct(INVENTORY, product="Danh mục đồ án, có đường dẫn")
    draft.see_row_source(INVENTORY)

    draft.go_to_units()
    draft.choose_unit_for("UBND các xã, phường", "khe lim", "Ủy ban nhân dân xã Khe Lim")

    focal.press("Tiếp: thông tin văn bản")
    draft.answer(number="không số")
    focal.press("Lưu và chạy thử")
    expect(focal.page.locator("#v-number-loi")).to_be_visible()
    expect(focal.page.locator("#v-number")).to_have_value("không số")
    draft.answer(
        number=NUMBER, issued="27/02/2026", signer="Trần Quốc Bảo", focal_unit="Sở Khoa học và Công nghệ"
    )
    focal.press("Lưu và chạy thử")

    focal.see("Việc của từng đơn vị")
    focal.see("Sở Xây dựng", "table.load")
    focal.press("Lập kế hoạch từ bản dự thảo")
    focal.see("Đã thành kế hoạch")
    focal.press("Đến trang kế hoạch để kích hoạt")
    return PlanPages(focal)


def give_out(plan: PlanPages) -> None:
    """Rehearsed, then activated: nothing is red, nobody was told."""
    plan.desk.see("Kế hoạch chưa giao việc.")
    plan.desk.press("Chạy thử và giao việc")
    plan.desk.page.locator("#activate_tracked_from").fill("01/03/2026")
    plan.desk.press("Giao việc cho các đơn vị")
    plan.wait_until_given_out()
    plan.overview()
    assert plan.figure("Quá hạn") == "–"
    plan.desk.see("Chưa tính chậm, chưa nhắc ai.")


def settle_opening(plan: PlanPages) -> None:
    """What was done before is said so; the rest counts from now on."""
    plan.desk.press("Xem và xác nhận")
    row = plan.desk.page.get_by_role("row").filter(has_text=INVENTORY)
    expect(row).to_contain_text("Sở Xây dựng")
    done = plan.desk.page.get_by_role("row").filter(has_text="Rút ngắn quy trình nội bộ")
    done.get_by_role("combobox").select_option(label="Đã hoàn thành")
    plan.desk.press("Xác nhận hiện trạng")
    plan.desk.see("Quá hạn lâu nhất")
    assert int(plan.figure("Quá hạn")) > 0


def report_with_a_file(unit: Desk, tmp_path: Path) -> None:
    """The unit officer reports an overdue task as done, with its proof."""
    proof = tmp_path / "danh-muc-do-an.txt"
    proof.write_text("42 đồ án quy hoạch còn hiệu lực", encoding="utf-8")
    work = Work(unit).open()
    form = work.update(INVENTORY)
    form.get_by_label("Đã làm được gì").fill(BUILT)
    work.finish(form)
    expect(form.locator(".err")).not_to_have_count(0)  # finished needs its day and a proof
    expect(form.get_by_label("Đã làm được gì")).to_have_value(BUILT)
    form.get_by_label("Ngày hoàn thành").fill("20/03/2026")
    form.get_by_label("Tệp minh chứng").set_input_files(proof)
    work.finish(form)
    unit.see("Đã lưu cập nhật")
    expect(work.group_of(INVENTORY)).to_contain_text("Chờ ghi nhận")


def record_on_behalf(focal: Desk) -> None:
    """What Sở Tư pháp sent on paper; the unit then sees it and says it is right."""
    open_unit_on_behalf(focal, "Sở Tư pháp")
    row = focal.page.get_by_role("row").filter(has_text=ABOLISHED)
    row.get_by_label("Đã làm được gì").fill(LISTED)
    row.get_by_label("Tỷ lệ").fill("60")
    focal.page.get_by_label("Nhận qua").select_option(label="Bản giấy")
    focal.page.get_by_label("Số văn bản đến").fill("77/STP-VP")
    focal.press("Ghi thay các dòng đã điền")
    focal.see("Đã ghi thay 1 phần việc")
    focal.see(LISTED[:20], "table.sheet")


def take_back_a_workbook(focal: Desk, tmp_path: Path) -> None:
    """The workbook of Sở Tài chính goes out, is filled in, comes back, is looked through and recorded."""
    focal.press("Biểu Excel đi - về")
    archive = tmp_path / "bieu.zip"
    focal.take("Tải biểu của mọi đơn vị").save_as(archive)
    filled = fill_workbook(archive, "Sở Tài chính", "Kiểm tra việc đăng thông tin đấu thầu", tmp_path)
    focal.page.get_by_label("Biểu các đơn vị gửi về").set_input_files(filled)
    focal.page.get_by_label("Số văn bản gửi kèm").fill("91/STC-VP")
    focal.press("Đọc các biểu")
    row = focal.page.get_by_role("row").filter(has_text=CHECKED)
    expect(row).to_contain_text("ghi được", timeout=30_000)
    focal.press("Ghi biểu này")
    focal.see("Đã ghi 1 dòng của 1 biểu.")


def fill_workbook(archive: Path, unit: str, task: str, folder: Path) -> Path:
    """The unit's workbook out of the zip with one row filled in, as its officer would in Excel."""
    with zipfile.ZipFile(archive) as files:
        for name in files.namelist():
            path = Path(files.extract(name, folder))
            book = load_workbook(path)
            sheet = book.worksheets[0]
            rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
            if not any(unit in cell for row in rows[:4] for cell in row):
                continue
            head = next(n for n, row in enumerate(rows, start=1) if row[SAID] == HEADS[SAID])
            line = next(n for n, row in enumerate(rows, start=1) if n > head and any(task in c for c in row))
            sheet.cell(line, SAID + 1).value = CHECKED
            sheet.cell(line, PERCENT + 1).value = 80
            book.save(path)
            return path
    raise AssertionError(f"no workbook of {unit}")


def acknowledge(focal: Desk, plan: PlanPages) -> None:
    """The focal officer looks at the proof and takes the result as done."""
    plan.open_action(INVENTORY)
    focal.see(BUILT)
    focal.see("danh-muc-do-an.txt")
    focal.press("Ghi nhận hoàn thành")
    focal.see("Đã hoàn thành", "ol.work")


def see_figures(focal: Desk, plan: PlanPages) -> None:
    """One acknowledged, one done before tracking began; the news name the units."""
    plan.overview()
    assert plan.figure("Đã hoàn thành") == "2"
    focal.see("Không việc nào chờ ghi nhận.")
    for unit in ("Sở Xây dựng", "Sở Tư pháp", "Sở Tài chính"):
        focal.see(unit, "ol.log")


def hand_the_words_on(focal: Desk, plan: PlanPages, tmp_path: Path) -> None:
    """The Word report says what the units said; the leader's page has the plan's figures."""
    focal.press("Lập báo cáo")
    focal.see("Kết quả chung")
    report, page = tmp_path / "bao-cao.docx", tmp_path / "mot-trang.docx"
    focal.take("Tải báo cáo Word").save_as(report)
    focal.take("Một trang A4").save_as(page)
    words = text_of(report)
    for said in (BUILT, LISTED, CHECKED):
        assert said in words
    assert NUMBER in words
    assert re.search(r"quá hạn", text_of(page), re.I)


def text_of(path: Path) -> str:
    """All text of a Word file, tables included."""
    body = Document(str(path)).element.body
    return " ".join("".join(node.itertext()) for node in body.iter() if node.tag.endswith("}p"))
