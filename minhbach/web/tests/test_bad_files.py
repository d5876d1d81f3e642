"""What must not come in, at every door: one sentence, and nothing of it is left."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from minhbach.intake.models import Draft, DraftState
from minhbach.organisation.models import Unit
from minhbach.plans.models import Duty, Evidence, PlanFile, ProgressEntry, SecrecyAlarm
from minhbach.reading.tests.papers import para, row, table, word
from minhbach.reporting.models import ReturnedWorkbook
from minhbach.shared import arriving, worker
from minhbach.shared.models import AuditEntry, StoredFile
from minhbach.web.tests import bad_files
from minhbach.web.tests.scene import Scene, make_scene

PLAN = word(
    para("KẾ HOẠCH"),
    para("Rà soát thủ tục hành chính năm 2026"),
    table(
        row("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"), row("1", "Rà soát", "Sở Y tế", "30/6/2026")
    ),
)

GOOD = "Đã công khai dự toán năm 2026 của đơn vị.".encode()


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


@pytest.fixture(autouse=True)
def disk(settings: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Everything that web, worker or Django may write to."""
    settings.FILES_DIR = tmp_path / "files"
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    yield tmp_path


def bytes_on(disk: Path) -> list[Path]:
    return [path for path in disk.rglob("*") if path.is_file() and path.name != ".lock"]


def words_of(page: object) -> str:
    return unescape(page.content.decode())


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


# One door after another: a way to send a file there, answered by the page.
def to_intake(browser: Client, name: str, content: bytes) -> object:
    return browser.post(reverse("intake_upload"), {"file": sent(name, content)})


def to_duty(browser: Client, name: str, content: bytes, query: str = "mo", **typed: object) -> object:
    duty = Duty.objects.filter(action__code="1", coordinating=False).get()
    data = {"verb": "report", "version": str(duty.version), "result": "doing", "text": "Đã làm", **typed}
    page = f"/viec-cua-toi/?mo={duty.pk}" if query == "mo" else f"/nhiem-vu/{duty.action_id}/?thay={duty.pk}"
    return browser.post(page, data | {"files": [sent("tot.txt", GOOD), sent(name, content)]})


def to_on_behalf(browser: Client, name: str, content: bytes) -> object:
    return to_duty(browser, name, content, "thay", via="paper", received_on="02/03/2026")


def to_workbooks(browser: Client, name: str, content: bytes) -> object:
    data = {"received_on": "02/03/2026", "number": "", "files": [sent(name, content)]}
    return browser.post(reverse("workbooks"), data, follow=True)


def to_signed(browser: Client, name: str, content: bytes) -> object:
    draft = Draft.objects.get(state=DraftState.REVIEW)
    data = {"file": sent(name, content)}
    return browser.post(reverse("intake_signed", args=[draft.pk]), data, follow=True)


def to_units(browser: Client, name: str, content: bytes) -> object:
    data = {"kind": "don-vi", "don-vi-file": sent(name, content)}
    return browser.post("/quan-tri/nhap/", data)


def refused_everywhere(
    disk: Path, post: Callable[[str, bytes], object], files: dict[str, tuple[bytes, str]]
) -> None:
    """Each file gets its sentence, and nothing more is kept than before."""
    before = StoredFile.objects.count(), len(bytes_on(disk))
    for name, (content, words) in files.items():
        page = post(name, content)
        assert page.status_code == 200, name
        assert words in words_of(page), name
        assert (StoredFile.objects.count(), len(bytes_on(disk))) == before, name


def test_a_bad_plan_is_refused_with_its_sentence_and_the_next_one_is_read(scene: Scene, disk: Path) -> None:
    browser = scene.browser("focal_officer")
    bad = bad_files.for_every_door() | {
        "anh.docx": (b"GIF89a" + b"0" * 50, "không nhận loại tệp này"),
        "chu-hong.txt": (("Kwq ßzk trx plm øgh vbn xcz " * 40).encode(), "phông cũ"),
    }
    refused_everywhere(disk, lambda name, content: to_intake(browser, name, content), bad)
    assert not Draft.objects.exists()
    assert to_intake(browser, "tot.docx", PLAN).status_code == 302
    worker.drain()
    assert Draft.objects.get().state == DraftState.REVIEW


def test_an_annex_in_excel_is_taken_read_and_shown_beside_its_draft(scene: Scene, disk: Path) -> None:
    browser = scene.browser("focal_officer")
    head = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian")
    annex = bad_files.workbook(head, ("1", "Kê khai đập nước nhỏ", "Sở Y tế", "Quý I/2026"))
    assert to_intake(browser, "phu-luc.xlsx", annex).status_code == 302
    worker.drain()
    draft = Draft.objects.get()
    assert draft.state == DraftState.REVIEW
    page = browser.get(reverse("intake_draft", args=[draft.pk]))
    assert page.status_code == 200 and "Kê khai đập nước nhỏ" in page.content.decode()


def test_bad_evidence_is_refused_and_the_good_file_beside_it_is_not_kept_either(
    scene: Scene, disk: Path
) -> None:
    browser = scene.browser("finance_officer")
    bad = bad_files.some() | bad_files.workbooks()
    refused_everywhere(disk, lambda name, content: to_duty(browser, name, content), bad)
    assert not ProgressEntry.objects.exists()
    assert "rong.docx: Tệp rỗng" in words_of(to_duty(browser, "rong.docx", b""))
    assert to_duty(browser, "anh-chup.pdf", bad_files.scan()).status_code == 302
    assert {one.name for one in Evidence.objects.all()} == {"tot.txt", "anh-chup.pdf"}


def test_a_bad_returned_workbook_is_named_and_not_kept(scene: Scene, disk: Path) -> None:
    browser = scene.browser("focal_officer")
    bad = bad_files.workbooks() | {"van-ban.xlsx": (PLAN, "không nhận loại tệp này")}
    refused_everywhere(disk, lambda name, content: to_workbooks(browser, name, content), bad)
    assert {one.name for one in ReturnedWorkbook.objects.all()} == set(bad)


def test_a_bad_workbook_of_units_is_refused_and_no_unit_is_made(scene: Scene, disk: Path) -> None:
    browser = scene.browser("administrator")
    bad = bad_files.workbooks() | {"van-ban.xlsx": (PLAN, "không phải bảng tính Excel")}
    before = set(Unit.objects.values_list("code", flat=True))
    refused_everywhere(disk, lambda name, content: to_units(browser, name, content), bad)
    assert set(Unit.objects.values_list("code", flat=True)) == before


@pytest.fixture
def reviewed(scene: Scene) -> Scene:
    """With one draft on the desk of the focal officer."""
    to_intake(scene.browser("focal_officer"), "ke-hoach.docx", PLAN)
    worker.drain()
    return scene


def test_a_bad_signed_file_is_refused_and_a_scan_is_kept(reviewed: Scene, disk: Path) -> None:
    browser = reviewed.browser("focal_officer")
    bad = bad_files.some() | {"ban-ky.txt": ("Kế hoạch".encode() * 9, "PDF hoặc Word")}
    refused_everywhere(disk, lambda name, content: to_signed(browser, name, content), bad)
    assert not Draft.objects.get().signed_id
    to_signed(browser, "ban-quet.pdf", bad_files.scan())
    worker.drain()
    assert Draft.objects.get().signed_comparison["state"] == "unreadable"


def test_of_a_file_that_is_too_large_no_more_than_the_limit_is_ever_written(
    scene: Scene, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []
    complete = arriving.ArrivingHandler.file_complete

    def measured(self: arriving.ArrivingHandler, size: int) -> object:
        written.append((size, self.file.seek(0, 2)))
        return complete(self, size)

    monkeypatch.setattr(arriving.ArrivingHandler, "file_complete", measured)
    page = to_intake(scene.browser("focal_officer"), "lon.pdf", b"%PDF-1.7" + b"0" * 53 * 1024 * 1024)
    assert "lớn hơn 50 MB" in words_of(page)
    assert written == [(53 * 1024 * 1024 + 8, arriving.MOST + 1)]
    assert bytes_on(disk) == []


def rows_with(words: str) -> list[str]:
    """Every row of every table that holds the words, whatever they hang on."""
    found = []
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
            found += [f"{name}: {line}" for line in map(repr, cursor.fetchall()) if words in line]
    return found


def nothing_is_left(disk: Path) -> None:
    assert rows_with("Zqxj7") == []
    left = [path for path in bytes_on(disk) if b"Zqxj7" in path.read_bytes() + path.name.encode()]
    assert left == []


def test_a_secret_paper_leaves_only_the_event_at_every_door(
    reviewed: Scene, disk: Path, settings: object
) -> None:
    focal, unit = reviewed.browser("focal_officer"), reviewed.browser("finance_officer")
    papers, books = bad_files.secrets(), bad_files.secret_workbooks()
    doors: list[tuple[Callable[..., object], Client, dict[str, bytes]]] = [
        (to_intake, focal, papers),
        (to_duty, unit, papers | books),
        (to_on_behalf, focal, {"Zqxj7-dau.docx": papers["Zqxj7-dau.docx"]}),
        (to_signed, focal, {name: papers[name] for name in papers if not name.endswith("txt")}),
        (to_workbooks, focal, books),
    ]
    kept, refused = set(bytes_on(disk)), 0
    for door, browser, files in doors:
        for name, content in files.items():
            assert "độ mật" in words_of(door(browser, name, content)), (door.__name__, name)
            refused += 1
            assert SecrecyAlarm.objects.count() == refused
    worker.drain()
    assert set(bytes_on(disk)) == kept
    nothing_is_left(disk)
    entry = AuditEntry.objects.filter(verb="refuse secret file").latest("pk")
    assert (entry.user_id, entry.unit_id) == (reviewed.cast.users["focal_officer"].pk, reviewed.cast.focal.pk)
    assert entry.after["ending"] == ".xlsx"
    assert not ProgressEntry.objects.exists()
    assert not PlanFile.objects.exists()


def test_an_administrator_releases_a_false_alarm_on_its_page_and_the_same_file_comes_in(
    scene: Scene, disk: Path
) -> None:
    focal, keeper = scene.browser("focal_officer"), scene.browser("administrator")
    false = word(para("MẬT"), para("KẾ HOẠCH"), para("Thu mua mật ong năm 2026 của các hợp tác xã"))
    to_intake(focal, "mat-ong.docx", false)
    alarm = SecrecyAlarm.objects.get()
    listed = words_of(keeper.get(reverse("admin_alarms"), {"giai": alarm.pk}))
    assert f"Gỡ cảnh báo số {alarm.pk}?" in listed
    assert "mat-ong" not in listed
    assert scene.browser("focal_officer").post(
        reverse("admin_release_alarm", args=[alarm.pk])).status_code == 403  # fmt: skip
    keeper.post(reverse("admin_release_alarm", args=[alarm.pk]))
    assert "Đã gỡ" in words_of(keeper.get(reverse("admin_alarms")))
    assert to_intake(focal, "mat-ong.docx", false).status_code == 302
    worker.drain()
    draft = Draft.objects.get()
    assert (draft.state, SecrecyAlarm.objects.count()) == (DraftState.REVIEW, 1)
    other = word(para("MẬT"), para("KẾ HOẠCH"), para("Một văn bản khác"))
    assert "độ mật" in words_of(to_intake(focal, "khac.docx", other))
