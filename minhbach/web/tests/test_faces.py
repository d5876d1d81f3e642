"""What a page folds keeps its counts; what a form does not touch stays."""

from __future__ import annotations

from datetime import date

from minhbach.reporting.core.build import build
from minhbach.reporting.core.shapes import Line, PlanHead, PlanReport, Standing
from minhbach.web.desk.report_parts import MOST_ROWS, uncounted_parts, unit_groups
from minhbach.web.tests.scene import make_scene

HEAD = PlanHead("Kế hoạch", "7/KH-UBND", None, "UBND tỉnh", "Làm sạch dữ liệu", "UBND tỉnh", "Sở Nội vụ", "")


def line(unit: int, standing: Standing, days: int = 0, why: str = "") -> Line:
    return Line(
        code="1", text="Rà soát hồ sơ", indicator="", unit_id=unit, unit=f"Ủy ban nhân dân xã {unit:02}",
        unit_group="UBND xã, phường", asked=False, standing=standing, deadline="", late_days=days,
        unit_order=unit, label=f"UBND xã {unit:02}", why=why,
    )  # fmt: skip


def report_of(*lines: Line) -> PlanReport:
    return build(HEAD, period="Quý IV/2026", as_of=date(2026, 11, 21), lines=lines, targets=(), actions=1)


def test_late_units_beyond_the_first_fold_into_a_row_that_keeps_their_red_figure() -> None:
    late = [line(n, Standing.LATE, days=n) for n in range(1, MOST_ROWS + 6)]
    (group,) = unit_groups(report_of(*late, line(90, Standing.DONE)))
    assert group.more is not None and group.calm is not None
    assert len(group.shown) + len(group.more.rows) == len(late) == group.sum.late
    assert group.more.sum.late == len(group.more.rows)
    assert (group.calm.sum.total, group.calm.sum.done) == (1, 1)


def test_what_is_not_counted_stands_under_its_reason_with_its_units() -> None:
    waiting = [line(n, Standing.OPENING, why="chờ đầu mối xác nhận hiện trạng") for n in (1, 2)]
    parts = uncounted_parts(report_of(*waiting, line(3, Standing.BEFORE, why="đến hạn trước ngày theo dõi")))
    assert [(part.words, part.count) for part in parts] == [
        ("Chờ xác nhận hiện trạng", 2), ("Trước khi theo dõi", 1),
    ]  # fmt: skip
    assert parts[0].tasks[0].units == ["UBND xã 01", "UBND xã 02"]
    assert parts[1].tasks[0].why == ["đến hạn trước ngày theo dõi"]


def test_saving_a_unit_keeps_its_address(db: None) -> None:
    scene = make_scene()
    browser, unit = scene.browser("administrator"), scene.cast.finance
    address = f"/quan-tri/don-vi/{unit.pk}/"
    form = browser.get(address).context["form"]
    typed = {name: form.initial.get(name) or "" for name in form.fields}
    browser.post(address, typed | {"address": "Số 1 đường Bờ Sông", "protocol_order": 10})
    typed["address"] = browser.get(address).context["form"].initial["address"]
    assert typed["address"] == "Số 1 đường Bờ Sông"
    browser.post(address, typed | {"protocol_order": 20})
    unit.refresh_from_db()
    assert (unit.address, unit.protocol_order) == ("Số 1 đường Bờ Sông", 20)
