"""A paper whose letters must be recognised, from the page it is sent on to its draft."""

from __future__ import annotations

from functools import partial
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from minhbach.intake.models import Draft, DraftState
from minhbach.intake.services import uploading
from minhbach.reading.limits import Limits
from minhbach.reading.open.ocr import missing
from minhbach.reading.sandbox import Inspection, Reader, read_plan
from minhbach.reading.tests.corpus.forms import layers, scan
from minhbach.reading.tests.corpus.forms.flow import fonts_found
from minhbach.reading.tests.corpus.paper import Case, Line, Paper
from minhbach.shared import files, jobs, worker
from minhbach.shared.delivery import deliver
from minhbach.shared.models import Job, JobState, StoredFile
from minhbach.web.tests.scene import Scene, make_scene

pytestmark = [
    pytest.mark.skipif(not fonts_found(), reason="the fonts of a paper are not installed"),
    pytest.mark.django_db,
]
needs_engine = pytest.mark.skipif(
    bool(missing()), reason="letters cannot be recognised here: " + ", ".join(missing())
)
WORK = ("rà soát thủ tục hành chính về đất đai", "kiểm tra an toàn hồ chứa nước trước mùa mưa lũ")
CASE = Case(
    Paper(
        issuer=("ỦY BAN NHÂN DÂN", "TỈNH LÂM SƠN"),
        number="27/KH-UBND",
        dated="Lâm Sơn, ngày 12 tháng 02 năm 2026",
        blocks=(
            Line("KẾ HOẠCH", centre=True),
            Line("Phòng, chống thiên tai năm 2026", centre=True),
            Line("II. NHIỆM VỤ", bold=True),
            Line(f"1. Sở Tư pháp {WORK[0]}, hoàn thành trước ngày 30/6/2026."),
            Line(f"2. Sở Nội vụ {WORK[1]}, hoàn thành trước ngày 15/9/2026."),
        ),
        recipients=("Như trên", "Lưu: VT"),
        signer=("TM. ỦY BAN NHÂN DÂN", "Trần Văn Bách"),
    ),
    label={},
)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def sent(scene: Scene, data: bytes, name: str = "ke-hoach.pdf"):
    browser = scene.browser("focal_officer")
    page = browser.post(reverse("intake_upload"), {"file": SimpleUploadedFile(name, data)})
    return browser, page


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the page of an upload could say while its job ran."""
    words: list[str] = []
    keep = jobs.Run.keep_lease

    def noted(self: jobs.Run, **values: object) -> None:
        words.append(str(values.get("text", "")))
        keep(self, **values)

    monkeypatch.setattr(jobs, "SAVE_EVERY", 0.0)
    monkeypatch.setattr(jobs.Run, "keep_lease", noted)
    return words


@needs_engine
@pytest.mark.parametrize(
    "data",
    [
        pytest.param(lambda: layers.as_broken(CASE, "letters shuffled"), id="letters-that-mean-others"),
        pytest.param(lambda: layers.as_old_layer(CASE, "layer unseen"), id="old-layer-over-a-scan"),
    ],
)
def test_a_layer_that_makes_no_words_is_read_from_the_pictures_of_its_pages(
    scene: Scene, said: list[str], data
) -> None:
    _, page = sent(scene, data())
    assert page.status_code == 302
    worker.drain()
    draft = Draft.objects.get()
    assert draft.state == DraftState.REVIEW, draft.refusal
    texts = [task["text"] for task in draft.data["tasks"]]
    assert all(any(work in text for text in texts) for work in WORK), texts
    assert [one["reason"] for one in draft.data["doubts"]].count("ocr_layer") == 1
    assert "Đang nhận dạng trang 1/1" in said


def test_where_nothing_recognises_letters_such_a_file_is_refused_at_the_door_with_one_sentence(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Reader, "inspect_file", _inspected_without_engine)
    _, page = sent(scene, layers.as_broken(CASE, "letters shuffled"))
    assert "Lớp chữ của tệp PDF hỏng" in unescape(page.content.decode())
    assert not StoredFile.objects.exists()
    assert not Draft.objects.exists()


def _inspected_without_engine(self, path):
    """The look of a child on a machine without Tesseract."""
    from minhbach.reading.inspecting import inspect_bytes
    from minhbach.reading.limits import DEFAULT

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("minhbach.reading.open.ocr.engine.program", lambda: None)
        return Inspection(**inspect_bytes(path.read_bytes(), DEFAULT))


@needs_engine
def test_a_person_stops_a_long_scan_after_its_first_page_and_nothing_of_it_is_kept(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = scan.bound(scan.sheets(CASE, scan.random.Random(1)) * 12, quality=40)
    browser, _ = sent(scene, long)
    draft = Draft.objects.get()
    keep, told = jobs.Run.keep_lease, []

    def stopped_meanwhile(self: jobs.Run, **values: object) -> None:
        keep(self, **values)
        told.append(values.get("text"))
        if values.get("text") == "Đang nhận dạng trang 2/12":
            browser.post(reverse("intake_stop", args=[draft.pk]))

    monkeypatch.setattr(jobs, "SAVE_EVERY", 0.0)
    monkeypatch.setattr(jobs.Run, "keep_lease", stopped_meanwhile)
    worker.drain()
    draft.refresh_from_db()
    assert (draft.state, Job.objects.get(key=f"read:{draft.pk}").state) == (
        DraftState.DROPPED,
        JobState.STOPPED,
    )
    assert told[-1] == "Đang nhận dạng trang 2/12"
    assert not StoredFile.objects.exists()


@needs_engine
def test_a_long_scan_is_read_in_several_deliveries_and_other_jobs_have_their_turn_between(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks
) -> None:
    worker.drain()
    in_short_runs = partial(read_plan, limits=Limits(ocr_seconds=0, ocr_page_seconds=60))
    monkeypatch.setattr(uploading, "read_plan", in_short_runs)
    sent(scene, scan.bound(scan.sheets(CASE, scan.random.Random(1)) * 3, quality=70))
    sent(scene, "Kế hoạch phòng, chống thiên tai".encode(), "ke-hoach.txt")
    done: list[str] = []
    monkeypatch.setattr(worker, "deliver", lambda run: (done.append(run.job.key), deliver(run)))
    worker.drain()
    first, second = Draft.objects.order_by("pk")
    assert done == [f"read:{one.pk}" for one in (first, second, first, first)]
    assert (first.state, Job.objects.get(key=f"read:{first.pk}").attempts) == (DraftState.REVIEW, 1)
    kept = files.recognised(first.stored)
    assert kept.read_text(encoding="utf-8").count("\n") == 3
    Draft.objects.filter(pk=first.pk).update(stored=None)
    with django_capture_on_commit_callbacks(execute=True):
        files.forget(first.stored)
    assert not kept.exists()
