"""Workbooks that came back, on their pages: nothing is recorded that was not shown, nothing is lost."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook

from minhbach.reporting.core.workbook import PERCENT, SAID
from minhbach.reporting.models import ReturnedWorkbook, WorkbookBatch
from minhbach.reporting.services import workbooks
from minhbach.shared.dates import vn_date
from minhbach.shared.models import Job, JobState
from minhbach.web.tests.scene import Scene, make_scene


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


def sent_back(scene: Scene, *rows: dict[int, object]) -> str:
    """The address of a batch of one workbook whose first rows were filled in."""
    book = load_workbook(BytesIO(scene.browser("finance_officer").get("/viec-cua-toi/bieu.xlsx").content))
    for line, cells in enumerate(rows, start=5):
        for column, value in cells.items():
            book.worksheets[0].cell(line, column + 1).value = value
    out = BytesIO()
    book.save(out)
    browser = scene.browser("focal_officer")
    today = vn_date(timezone.localdate())
    typed = {"files": SimpleUploadedFile("bieu.xlsx", out.getvalue()), "received_on": today}
    return browser.post("/nhap-thay/bieu/", typed).url


def read(batch_id: int) -> None:
    workbooks.read_batch(batch_id, lambda done, total, text: None)


def test_what_cannot_be_recorded_is_said_before_and_after(scene: Scene) -> None:
    address = sent_back(scene, {SAID: "Đã công khai", PERCENT: 1}, {PERCENT: 30})
    read(WorkbookBatch.objects.get().pk)
    browser = scene.browser("focal_officer")
    before = browser.get(address).content.decode()
    assert "hiểu là 1%" in before and before.count("ghi được</span>") == 1
    said = browser.post(f"{address}ghi/0/", follow=True).content.decode()
    assert "Đã ghi 1 dòng" in said and "còn dòng chưa ghi được" in said and "đã ghi</span>" in said
    workbook = ReturnedWorkbook.objects.get()
    assert browser.post(f"{address}dong/{workbook.pk}/", follow=True).status_code == 200
    workbook.refresh_from_db()
    assert (workbook.state, workbook.recorded) == ("recorded", 1)


def test_reading_that_ended_in_the_middle_is_offered_again(scene: Scene) -> None:
    address = sent_back(scene, {SAID: "Đã công khai"})
    browser = scene.browser("focal_officer")
    Job.objects.update(state=JobState.DEAD)
    assert "đã dừng giữa chừng" in browser.get(address).content.decode()
    assert "đã dừng giữa chừng" not in browser.post(f"{address}doc-lai/", follow=True).content.decode()
    assert Job.objects.unfinished().count() == 1
