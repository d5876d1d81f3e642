from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from minhbach.organisation import services
from minhbach.organisation.actor import Actor
from minhbach.organisation.core.workbooks import UNIT_COLUMNS, UNIT_SHEET, USER_SHEET, read_rows
from minhbach.organisation.models import Membership, Unit, User
from minhbach.organisation.services import ImportRefused
from minhbach.reading.shapes import Refusal

UNIT_HEAD = ["Mã", "Tên đơn vị", "Loại", "Mã đơn vị cấp trên", "Lập từ ngày", "Cách viết khác", "Thư điện tử"]
USER_HEAD = ["Tên đăng nhập", "Họ và tên", "Mã đơn vị", "Vai trò", "Mã phòng"]
DEPARTMENT = "Sở, ban, ngành"


def book(tmp_path: Path, title: str, *rows: list[object]) -> Path:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    path = tmp_path / "list.xlsx"
    workbook.save(path)
    return path


def units(tmp_path: Path, *rows: list[object]) -> Path:
    return book(tmp_path, UNIT_SHEET, UNIT_HEAD, *rows)


@pytest.mark.django_db
def test_units_come_in_with_parents_named_in_any_order(tmp_path: Path, administrator: Actor) -> None:
    path = units(
        tmp_path,
        ["P1", "Phòng Quy hoạch", "Phòng, bộ phận", "SXD", None, None, None],
        ["SXD", "Sở Xây dựng", DEPARTMENT, None, "01/03/2025", "Sở XD; SXD", "sxd@example.vn"],
    )
    done = services.import_units(administrator, path)
    assert (done.created, done.changed) == (2, 0)
    unit = Unit.objects.get(code="SXD")
    assert str(unit.opened_on) == "2025-03-01" and unit.aliases.count() == 2
    assert Unit.objects.get(code="P1").parent == unit


@pytest.mark.django_db
def test_a_blank_cell_keeps_what_is_known(tmp_path: Path, administrator: Actor) -> None:
    services.import_units(
        administrator, units(tmp_path, ["A", "Sở A", DEPARTMENT, None, None, None, "a@example.vn"])
    )
    done = services.import_units(administrator, units(tmp_path, ["A", "Sở A mới", DEPARTMENT]))
    assert (done.created, done.changed) == (0, 1)
    assert (Unit.objects.get().name, Unit.objects.get().email) == ("Sở A mới", "a@example.vn")


@pytest.mark.django_db
def test_every_bad_row_is_named_and_nothing_is_imported(tmp_path: Path, administrator: Actor) -> None:
    path = units(
        tmp_path,
        ["A", "Sở A", DEPARTMENT],
        ["A", "Sở B", DEPARTMENT],
        ["C", "", DEPARTMENT],
        ["D", "Sở D", "Loại lạ"],
        ["E", "Sở E", DEPARTMENT, "ZZ", "31/02/2025", None, "khong phai thu"],
        ["F", "Sở F", DEPARTMENT, "F"],
    )
    with pytest.raises(ImportRefused) as refused:
        services.import_units(administrator, path)
    named = {(problem.row, problem.column) for problem in refused.value.rows}
    assert named == {
        (3, "Mã"), (4, "Tên đơn vị"), (5, "Loại"), (6, "Mã đơn vị cấp trên"), (6, "Lập từ ngày"),
        (6, "Thư điện tử"), (7, "Mã đơn vị cấp trên"),
    }  # fmt: skip
    assert str(refused.value.rows[0]).startswith("Dòng 3, cột Mã: ")
    assert not Unit.objects.exists()


@pytest.mark.django_db
def test_a_head_row_below_titles_is_found_and_a_lost_column_is_named(
    tmp_path: Path, administrator: Actor
) -> None:
    titled = book(
        tmp_path, UNIT_SHEET, ["DANH MỤC ĐƠN VỊ"], [], ["TÊN ĐƠN VỊ", "mã", "Loại"], ["Sở A", 12, DEPARTMENT]
    )
    services.import_units(administrator, titled)
    assert Unit.objects.get().code == "12"
    with pytest.raises(ImportRefused) as refused:
        services.import_units(administrator, book(tmp_path, UNIT_SHEET, ["Mã", "Tên đơn vị"], ["B", "Sở B"]))
    assert "Loại" in str(refused.value.rows[0])


@pytest.mark.django_db
def test_too_many_rows_an_empty_list_and_a_foreign_file_are_refused(
    tmp_path: Path, administrator: Actor
) -> None:
    many = units(tmp_path, *([f"U{n}", f"Sở {n}", DEPARTMENT] for n in range(501)))
    for path in (many, units(tmp_path)):
        with pytest.raises(ImportRefused):
            services.import_units(administrator, path)
    text = tmp_path / "list.xlsx"
    text.write_bytes(b"not a workbook")
    with pytest.raises(Refusal):
        services.import_units(administrator, text)
    assert not Unit.objects.exists()


@pytest.mark.django_db
def test_who_may_not_manage_cannot_import(tmp_path: Path, officer: Actor) -> None:
    with pytest.raises(PermissionDenied):
        services.import_units(officer, units(tmp_path, ["A", "Sở A", DEPARTMENT]))
    with pytest.raises(PermissionDenied):
        services.import_users(officer, book(tmp_path, USER_SHEET, USER_HEAD))


@pytest.mark.django_db
def test_people_come_in_with_several_roles_and_without_a_password(
    tmp_path: Path, administrator: Actor
) -> None:
    services.import_units(
        administrator, units(tmp_path, ["A", "Sở A", DEPARTMENT], ["P", "Phòng P", "Phòng, bộ phận", "A"])
    )
    path = book(
        tmp_path, USER_SHEET, USER_HEAD,
        ["Huong", "Trần Thu Hương", "A", "Cán bộ", "P"],
        ["huong", "Trần Thu Hương", "A", "Văn thư, đầu mối đơn vị", None],
    )  # fmt: skip
    done = services.import_users(administrator, path)
    assert (done.created, done.changed) == (1, 0)
    assert set(Membership.objects.values_list("role", flat=True)) == {"officer", "clerk"}
    assert not User.objects.get().has_usable_password()
    assert services.import_users(administrator, path).changed == 1


@pytest.mark.django_db
def test_a_bad_row_of_people_stops_them_all(tmp_path: Path, administrator: Actor) -> None:
    services.import_units(administrator, units(tmp_path, ["A", "Sở A", DEPARTMENT]))
    path = book(
        tmp_path, USER_SHEET, USER_HEAD,
        ["an", "Lê An", "A", "Cán bộ", None],
        ["binh", "Lê Bình", "ZZ", "Cán bộ", None],
        ["chi.le", "Lê Chi", "A", "Vua", None],
        ["dung", "Lê Dũng", "A", "Cán bộ", "A"],
    )  # fmt: skip
    with pytest.raises(ImportRefused) as refused:
        services.import_users(administrator, path)
    assert {(p.row, p.column) for p in refused.value.rows} == {
        (2, "Tên đăng nhập"), (3, "Mã đơn vị"), (4, "Vai trò"), (5, "Mã phòng"),
    }  # fmt: skip
    assert not User.objects.exists()


@pytest.mark.django_db
def test_the_workbook_of_units_goes_out_and_comes_back_unchanged(
    tmp_path: Path, demo: None, administrator: Actor
) -> None:
    rows = services.unit_rows()[:60]
    assert any(row["parent"] for row in rows) and any(row["aliases"] for row in rows)
    path = tmp_path / "out.xlsx"
    path.write_bytes(services.unit_workbook(rows))
    done = services.import_units(administrator, path)
    assert (done.created, done.changed) == (0, 60)
    assert services.unit_rows()[:60] == rows


def test_the_empty_workbooks_offer_their_lists_and_explain_themselves() -> None:
    for data in (services.unit_workbook(), services.user_workbook()):
        workbook = load_workbook(BytesIO(data))
        assert workbook.sheetnames[1:] == ["Danh mục", "Hướng dẫn"]
        assert workbook.worksheets[0].data_validations.dataValidation
        assert workbook.worksheets[0].page_setup.orientation == "landscape"


def test_a_name_that_looks_like_a_formula_goes_out_as_text() -> None:
    data = services.unit_workbook([{"code": "A", "name": '=HYPERLINK("http://example.vn")'}])
    cell = load_workbook(BytesIO(data)).worksheets[0]["B2"]
    assert cell.data_type == "s" and str(cell.value).startswith("=HYPERLINK")


CELL = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELL, max_size=8), max_size=8))
def test_any_cells_give_rows_or_named_problems(body: list[list[object]]) -> None:
    choices = {"kind": {"department": DEPARTMENT}, "authority": {"central": "Trung ương"}}
    head: list[object] = ["Mã", "Tên đơn vị", "Loại", "Thứ tự", "Lập từ ngày", "Cách viết khác", "Trực thuộc"]
    read = read_rows([{"name": "x", "hidden": False, "rows": [head, *body]}], "x", UNIT_COLUMNS, choices)  # type: ignore[list-item]
    assert read.rows or read.problems
    for row in read.rows:
        complete = {"code", "name", "kind"} <= set(row.values)
        assert complete or any(problem.row == row.number for problem in read.problems)
