"""Workbooks go out, come back through the sandbox, and are recorded once."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from django.utils import translation
from openpyxl import load_workbook

from minhbach.plans import services as plans
from minhbach.plans.core.report import Report
from minhbach.plans.models import ProgressEntry
from minhbach.reading.sandbox import Reader
from minhbach.reporting import queries
from minhbach.reporting.core.workbook import DONE, PERCENT, SAID, RowState
from minhbach.reporting.models import ReturnedState
from minhbach.reporting.services import workbooks
from minhbach.shared.models import Job, JobState
from minhbach.shared.verbs import NotAllowed, Refused
from tests.cast import lead, make_cast, only_duty, task, tracked

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 18)
RECEIVED = date(2026, 11, 12)


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def plan(cast):
    return tracked(
        cast,
        task("Công bố danh mục quy hoạch", lead(cast.finance), timing="deadline", due=date(2026, 11, 10)),
        task("Trả lời doanh nghiệp", lead(cast.health, cast.an_ha), timing="ongoing"),
    )


def filled(content, cells, line=5):
    book = load_workbook(BytesIO(content))
    for column, value in cells.items():
        book.worksheets[0].cell(line, column + 1).value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def sent_back(cast, *contents, received_on=RECEIVED):
    uploads = [(BytesIO(content), f"bieu-{n}.xlsx") for n, content in enumerate(contents)]
    batch = workbooks.receive(cast.focal_officer, uploads, received_on, "33/STC-VP", TODAY)
    workbooks.read_batch(batch.pk, lambda done, total, text: None)
    return batch


def out(cast, unit):
    return workbooks.unit_workbook(cast.focal_officer, unit, TODAY)


def test_the_zip_holds_one_workbook_for_every_owing_unit(cast, plan):
    archive = zipfile.ZipFile(BytesIO(workbooks.unit_workbooks_zip(cast.focal_officer, TODAY)))
    assert len(archive.namelist()) == 3
    sheet = load_workbook(BytesIO(archive.read(archive.namelist()[0]))).worksheets[0]
    assert sheet.cell(5, 4).value == "Công bố danh mục quy hoạch"


def test_a_filled_row_becomes_progress_on_behalf_judged_by_the_day_it_was_received(cast, plan):
    content = filled(out(cast, cast.finance), {SAID: "Đã công bố 12 danh mục", DONE: "09/11/2026"})
    batch = sent_back(cast, content)
    workbook = workbooks.record_workbook(cast.focal_officer, batch.workbooks.get(), (), TODAY)
    entry = ProgressEntry.objects.get()
    assert (workbook.state, workbook.recorded) == (ReturnedState.RECORDED, 1)
    assert (entry.via, entry.received_on, entry.document_number) == ("workbook", RECEIVED, "33/STC-VP")
    assert only_duty(plan, cast.finance).judged_on == RECEIVED


def test_a_workbook_is_recorded_once_however_often_it_is_asked_for(cast, plan):
    batch = sent_back(cast, filled(out(cast, cast.finance), {SAID: "x"}))
    for _ in range(2):
        workbooks.record_workbook(cast.focal_officer, batch.workbooks.get(), (), TODAY)
    assert ProgressEntry.objects.count() == 1


def reported_in_time(cast, plan):
    done = Report("Đã công bố", result="reported_done", done_on=date(2026, 11, 5), numbers=("1/TB-STC",))
    duty = only_duty(plan, cast.finance)
    plans.report_progress(cast.finance_officer, duty, done, today=date(2026, 11, 5))


@pytest.mark.parametrize("cells", [{}, {PERCENT: 60}, {DONE: "11/11/2026"}])
def test_a_remark_in_the_workbook_does_not_take_back_a_reported_completion(cast, plan, cells):
    reported_in_time(cast, plan)
    sheet = load_workbook(BytesIO(out(cast, cast.finance))).worksheets[0]
    assert sheet.cell(5, 6).value == "Đã báo hoàn thành, chờ ghi nhận"
    batch = sent_back(cast, filled(out(cast, cast.finance), {SAID: "Gửi thêm phụ lục", **cells}))
    assert "chờ ghi nhận" in batch.workbooks.get().rows[0]["note"]
    workbooks.record_workbook(cast.focal_officer, batch.workbooks.get(), (), TODAY)
    entry = ProgressEntry.objects.get(via="workbook")
    assert (entry.text, entry.percent, entry.done_on) == ("Gửi thêm phụ lục", None, None)
    duty, day = only_duty(plan, cast.finance), date(2026, 11, 5)
    assert (duty.done_on, duty.judged_on, duty.reported_on, duty.percent) == (day, day, day, 100)


def test_an_old_row_is_recorded_only_when_ticked(cast, plan):
    content = filled(out(cast, cast.finance), {SAID: "từ biểu cũ"})
    duty = only_duty(plan, cast.finance)
    plans.report_progress(cast.finance_officer, duty, Report(text="mới"), today=TODAY)
    first, second = sent_back(cast, content), sent_back(cast, content)
    untouched = workbooks.record_workbook(cast.focal_officer, first.workbooks.get(), (), TODAY)
    ticked = workbooks.record_workbook(cast.focal_officer, second.workbooks.get(), (5,), TODAY)
    assert (untouched.recorded, ticked.recorded) == (0, 1)


def test_a_file_that_is_no_workbook_is_named_and_the_others_are_read(cast, plan):
    batch = sent_back(cast, b"no workbook at all, only words", filled(out(cast, cast.finance), {SAID: "x"}))
    states = list(batch.workbooks.values_list("state", flat=True))
    assert states == [ReturnedState.REFUSED, ReturnedState.READY]
    assert batch.workbooks.first().problem


def test_a_unit_may_not_take_workbooks_back_for_others(cast, plan):
    with pytest.raises(NotAllowed):
        workbooks.receive(cast.finance_officer, [(BytesIO(b"x"), "a.xlsx")], RECEIVED, "", TODAY)


def test_a_day_of_receipt_in_the_future_is_refused_beside_its_field(cast, plan):
    with pytest.raises(Refused) as refused:
        sent_back(cast, b"x", received_on=date(2026, 11, 19))
    assert refused.value.problems[0].field == "received_on"


def test_a_file_waits_while_a_row_of_it_is_refused_and_records_it_once_it_can(cast, plan):
    content = filled(out(cast, cast.finance), {SAID: "Đã công bố"})
    plans.suspend(cast.focal_officer, only_duty(plan, cast.finance), "chờ", today=TODAY)
    batch = sent_back(cast, content)
    for _ in range(2):
        refused = workbooks.record_workbook(cast.focal_officer, batch.workbooks.get(), (), TODAY)
        assert (refused.state, refused.recorded) == (ReturnedState.READY, 0)
    plans.resume(cast.focal_officer, only_duty(plan, cast.finance), today=TODAY)
    changed = workbooks.record_workbook(cast.focal_officer, batch.workbooks.get(), (), TODAY)
    assert changed.rows[0]["state"] == RowState.OLD
    ticked = workbooks.record_workbook(cast.focal_officer, batch.workbooks.get(), (5,), TODAY)
    assert (ticked.state, ticked.recorded) == (ReturnedState.RECORDED, 1)


def test_rows_that_are_left_may_be_closed_without_recording_them(cast, plan):
    batch = sent_back(cast, filled(out(cast, cast.finance), {PERCENT: 50}))
    assert batch.workbooks.get().rows[0]["state"] == RowState.REFUSED
    workbooks.close_workbook(cast.focal_officer, batch.workbooks.get())
    assert (batch.workbooks.get().state, ProgressEntry.objects.count()) == (ReturnedState.RECORDED, 0)


def test_a_row_copied_within_a_file_is_recorded_once_and_then_shown_as_old(cast, plan):
    book = load_workbook(BytesIO(filled(out(cast, cast.finance), {SAID: "x"})))
    sheet = book.worksheets[0]
    for column in range(1, 13):
        sheet.cell(6, column).value = sheet.cell(5, column).value
    copied = BytesIO()
    book.save(copied)
    batch = sent_back(cast, copied.getvalue())
    workbook = workbooks.record_workbook(cast.focal_officer, batch.workbooks.get(), (), TODAY)
    assert [row["state"] for row in workbook.rows] == [RowState.RECORDED, RowState.OLD]
    assert ProgressEntry.objects.count() == 1


def test_a_second_delivery_does_not_open_a_recorded_file_again(cast, plan):
    batch = sent_back(cast, filled(out(cast, cast.finance), {SAID: "x"}))
    late = batch.workbooks.select_related("stored").get()
    workbooks.record_workbook(cast.focal_officer, late, (), TODAY)
    with Reader() as reader:
        workbooks._read(batch, late, reader)
    assert batch.workbooks.get().state == ReturnedState.RECORDED


def test_a_batch_whose_reading_ended_says_so_and_is_read_when_asked_again(cast, plan):
    uploads = [(BytesIO(filled(out(cast, cast.finance), {SAID: "x"})), "a.xlsx")]
    batch = workbooks.receive(cast.focal_officer, uploads, RECEIVED, "", TODAY)
    assert queries.batch_with_files(cast.focal_officer, batch.pk).is_reading
    Job.objects.update(state=JobState.DEAD)
    assert queries.batch_with_files(cast.focal_officer, batch.pk).is_stalled
    workbooks.read_again(cast.focal_officer, batch)
    assert Job.objects.unfinished().get().args == {"batch_id": batch.pk}


def test_last_words_are_the_newest_of_the_units_asked_for(cast, plan, django_assert_num_queries):
    for text in ("đầu", "cuối"):
        plans.report_progress(
            cast.finance_officer, only_duty(plan, cast.finance), Report(text=text), today=TODAY
        )
    with django_assert_num_queries(4):
        rows = queries.owed_rows(cast.focal_officer, [cast.finance.pk], TODAY)
    assert [row.last for row in rows[cast.finance.pk]] == ["18/11/2026: cuối"]


def test_a_workbook_for_a_unit_is_vietnamese_for_a_reader_of_english(cast, plan):
    with translation.override("en"):
        rows = queries.owed_rows(cast.focal_officer, [cast.finance.pk], TODAY)
    assert {row.result for row in rows[cast.finance.pk]} == {"Chưa thực hiện"}
