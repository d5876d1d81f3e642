"""The unit's workbook goes out, comes back, and every misfit is named."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from minhbach.plans.core.kinds import Clock
from minhbach.plans.core.report import OnBehalf
from minhbach.plans.core.state import DutyFacts
from minhbach.reading.limits import DEFAULT
from minhbach.reading.open.xlsx import sheets_of
from minhbach.reporting.core.checking import DutyNow, against
from minhbach.reporting.core.workbook import (
    DONE,
    MANIFEST_SHEET,
    NOTHING,
    NUMBER,
    PERCENT,
    SAID,
    Manifest,
    OwedRow,
    Returned,
    RowState,
    returned,
)
from minhbach.reporting.writers.workbook import workbook_xlsx

SECRET, INSTANCE, UNIT = "s3", "song-lam", 7
TODAY = date(2026, 10, 5)
ROWS = [
    OwedRow(11, 3, "118/KH-UBND", "1.1", "Công bố quy hoạch", "trước 30/09/2026", "Đang thực hiện", ""),
    OwedRow(12, 0, "118/KH-UBND", "1.2", "=SUM(A1)", "không có hạn", "Chưa thực hiện", ""),
]
MAIL = OnBehalf("workbook", TODAY)
NOW = {11: DutyNow(11, UNIT, 3, True), 12: DutyNow(12, UNIT, 0, True)}


def sent_out(unit=UNIT):
    return workbook_xlsx("UBND tỉnh", Manifest(INSTANCE, unit, "Sở A", TODAY, len(ROWS)), ROWS, SECRET)


def changed(data, change):
    book = load_workbook(BytesIO(data))
    change(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def came_back(data, *, secret=SECRET, instance=INSTANCE, now=NOW) -> Returned:
    return against(returned(sheets_of(data, DEFAULT), secret=secret, instance=instance), now, MAIL, str)


def fill(line, column, value):
    return lambda book: book["Biểu báo cáo"].cell(line, column + 1).__setattr__("value", value)


def test_an_untouched_workbook_comes_back_with_nothing_to_record():
    back = came_back(sent_out())
    assert back.problem == "" and [r.state for r in back.rows] == [RowState.BLANK, RowState.BLANK]


def test_a_filled_row_is_ready_with_what_was_written():
    def change(book):
        fill(5, SAID, "Đã công bố 12 đồ án")(book)
        fill(5, PERCENT, 75)(book)
        fill(5, DONE, "04/10/2026")(book)

    row = came_back(changed(sent_out(), change)).rows[0]
    assert (row.state, row.duty_id, row.said, row.percent, row.done_on) == (
        RowState.READY,
        11,
        "Đã công bố 12 đồ án",
        75,
        date(2026, 10, 4),
    )


def typed(value, number_format="General"):
    def change(book):
        fill(5, SAID, "Đã làm")(book)
        fill(5, PERCENT, value)(book)
        book["Biểu báo cáo"].cell(5, PERCENT + 1).number_format = number_format

    return came_back(changed(sent_out(), change)).rows[0]


@pytest.mark.parametrize(("kept", "meant"), [(1, 100), (0.5, 50), (0.07, 7), (0, 0)])
def test_a_cell_that_excel_shows_as_a_percentage_is_read_as_it_is_shown(kept, meant):
    row = typed(kept, "0%")
    assert (row.state, row.percent, row.note) == (RowState.READY, meant, "")


def test_a_percent_sign_that_is_only_printed_behind_a_number_does_not_raise_it():
    assert [typed(75, form).percent for form in ('0"%"', "0\\%")] == [75, 75]


@pytest.mark.parametrize(("kept", "taken"), [(1, 1), ("1", 1), (0.5, 50)])
def test_a_share_without_a_percent_sign_is_named_as_a_doubt(kept, taken):
    row = typed(kept)
    assert (row.state, row.percent) == (RowState.READY, taken) and f"hiểu là {taken}%" in row.note


def test_words_of_a_document_never_become_a_formula():
    sheet = load_workbook(BytesIO(sent_out()))["Biểu báo cáo"]
    assert sheet.cell(6, 4).data_type == "s"


def test_sorted_rows_keep_their_duty():
    def swap(book):
        sheet = book["Biểu báo cáo"]
        for column in range(1, 13):
            a, b = sheet.cell(5, column), sheet.cell(6, column)
            a.value, b.value = b.value, a.value
        sheet.cell(5, SAID + 1).value = "của dòng 12"

    assert came_back(changed(sent_out(), swap)).rows[0].duty_id == 12


@pytest.mark.parametrize(
    ("column", "value"), [(PERCENT, "150"), (PERCENT, "nhiều"), (DONE, "31/02/2026"), (NOTHING, "không")]
)
def test_a_value_that_cannot_be_is_named_and_not_recorded(column, value):
    row = came_back(changed(sent_out(), fill(5, column, value))).rows[0]
    assert row.state is RowState.WRONG and value in row.problem


@pytest.mark.parametrize("mark", ["x", "X", "Có", "✓"])
def test_an_agreed_mark_says_that_nothing_arose(mark):
    row = came_back(changed(sent_out(), fill(5, NOTHING, mark))).rows[0]
    assert (row.state, row.nothing_arose) == (RowState.READY, True)


@pytest.mark.parametrize(
    "cells",
    [
        {PERCENT: 50},
        {DONE: "01/10/2026"},
        {SAID: "xong", DONE: "06/10/2026"},
        {NOTHING: "x", DONE: "01/10/2026"},
        {SAID: "x" * 10_001},
        {SAID: "xong", NUMBER: "1" * 61},
    ],
)
def test_what_recording_would_refuse_is_said_before(cells):
    def change(book):
        for column, value in cells.items():
            fill(5, column, value)(book)

    row = came_back(changed(sent_out(), change)).rows[0]
    assert row.state is RowState.REFUSED and row.problem


@pytest.mark.parametrize(
    ("now", "cells"),
    [
        (DutyNow(11, UNIT, 3, True, False), {SAID: "x"}),
        (DutyNow(11, UNIT, 3, True, facts=DutyFacts(clock=Clock.ONGOING)), {SAID: "x", PERCENT: 50}),
        (DutyNow(11, UNIT, 3, True, facts=DutyFacts(suspended_on=TODAY)), {SAID: "x"}),
        (DutyNow(11, UNIT, 3, True, facts=DutyFacts(done_on=TODAY)), {DONE: "01/10/2026"}),
    ],
)
def test_a_duty_that_takes_no_such_report_is_named_before(now, cells):
    def change(book):
        for column, value in cells.items():
            fill(5, column, value)(book)

    row = came_back(changed(sent_out(), change), now={11: now}).rows[0]
    assert row.state is RowState.REFUSED and row.problem


def test_a_changed_row_key_is_named():
    def change(book):
        fill(5, 0, "12.0.0123456789abcdef")(book)
        fill(5, SAID, "x")(book)

    assert came_back(changed(sent_out(), change)).rows[0].state is RowState.FOREIGN


def test_a_row_moved_in_from_another_units_workbook_is_named():
    other = load_workbook(BytesIO(sent_out(unit=8)))["Biểu báo cáo"].cell(5, 1).value

    def change(book):
        fill(5, 0, other)(book)
        fill(5, SAID, "x")(book)

    assert came_back(changed(sent_out(), change)).rows[0].state is RowState.FOREIGN


def test_a_workbook_older_than_the_record_is_named():
    now = {**NOW, 11: DutyNow(11, UNIT, 4, True)}
    row = came_back(changed(sent_out(), fill(5, SAID, "x")), now=now).rows[0]
    assert row.state is RowState.OLD and "sau khi phát biểu" in row.problem


def test_a_finished_duty_takes_no_more_reports():
    now = {**NOW, 11: DutyNow(11, UNIT, 3, False)}
    assert came_back(changed(sent_out(), fill(5, SAID, "x")), now=now).rows[0].state is RowState.REFUSED


def test_a_workbook_of_another_installation_is_named():
    assert "hệ thống khác" in came_back(sent_out(), instance="other").problem


def test_a_changed_manifest_is_named():
    def change(book):
        book[MANIFEST_SHEET].cell(3, 2).value = "9"

    assert "đã bị sửa" in came_back(changed(sent_out(), change)).problem


def test_a_stranger_workbook_is_named():
    def change(book):
        del book[MANIFEST_SHEET]

    assert "không phải biểu" in came_back(changed(sent_out(), change)).problem
