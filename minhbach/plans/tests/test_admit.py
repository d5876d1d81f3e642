"""The door for files."""

from __future__ import annotations

import io
from datetime import date

import pytest

from minhbach.plans import services
from minhbach.plans.core.report import FileEvidence, Report
from minhbach.plans.models import Evidence, SecrecyAlarm
from minhbach.plans.services import FileRefused
from minhbach.shared import files
from minhbach.shared.models import StoredFile
from minhbach.shared.verbs import NotAllowed
from tests.cast import TODAY, Cast, lead, only_duty, task, tracked

SECRET = "MẬT\n\nBÁO CÁO\nKết quả thực hiện nhiệm vụ năm 2026 của đơn vị.\n".encode()
PLAIN = "Báo cáo kết quả thực hiện nhiệm vụ năm 2026 của đơn vị.\nĐã công khai dự toán.\n".encode()
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


@pytest.fixture(autouse=True)
def own_files(settings: object, tmp_path: object) -> None:
    settings.FILES_DIR = tmp_path


def test_a_plain_file_becomes_evidence_once(cast: Cast) -> None:
    one = services.admit(cast.finance_officer, io.BytesIO(PLAIN), name="bao-cao.txt")
    two = services.admit(cast.health_officer, io.BytesIO(PLAIN), name="khac.txt")
    assert one == two
    assert files.open_stored(one).read() == PLAIN
    plan = tracked(cast, task("Một", lead(cast.finance), timing="deadline", due=date(2026, 12, 1)))
    report = Report(
        text="Đã làm", result="reported_done", done_on=TODAY, files=(FileEvidence(one.pk, "a.txt"),)
    )
    services.report_progress(cast.finance_officer, only_duty(plan), report, today=TODAY)
    assert Evidence.objects.get().stored == one


def test_a_secret_file_leaves_only_the_event(cast: Cast, tmp_path: object) -> None:
    with pytest.raises(FileRefused) as refused:
        services.admit(cast.finance_officer, io.BytesIO(SECRET), name="mat.txt")
    assert "MẬT" in refused.value.sentence
    alarm = SecrecyAlarm.objects.get()
    assert (alarm.unit, alarm.size, alarm.where) == (cast.finance, len(SECRET), "evidence")
    assert not StoredFile.objects.exists()
    assert not [p for p in tmp_path.rglob("*") if p.is_file() and p.read_bytes() == SECRET]


def test_a_false_alarm_is_released_by_an_administrator(cast: Cast) -> None:
    with pytest.raises(FileRefused):
        services.admit(cast.finance_officer, io.BytesIO(SECRET), name="mat.txt")
    alarm = SecrecyAlarm.objects.get()
    with pytest.raises(NotAllowed):
        services.release_alarm(cast.finance_officer, alarm)
    services.release_alarm(cast.administrator, alarm)
    assert services.admit(cast.finance_officer, io.BytesIO(SECRET), name="mat.txt").size == len(SECRET)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02 not a document", b"GIF89a" + b"\0" * 20])
def test_what_cannot_be_kept_is_refused_with_a_sentence(cast: Cast, content: bytes) -> None:
    with pytest.raises(FileRefused) as refused:
        services.admit(cast.finance_officer, io.BytesIO(content), name="tep.pdf")
    assert refused.value.sentence.endswith(".")
    assert not StoredFile.objects.exists()


def test_a_picture_is_evidence_but_no_signed_file(cast: Cast) -> None:
    assert services.admit(cast.finance_officer, io.BytesIO(PNG), name="anh.png")
    with pytest.raises(FileRefused):
        services.admit(cast.focal_officer, io.BytesIO(PNG), name="anh.png", where="signed")


def test_a_file_over_the_limit_is_not_read_to_its_end(cast: Cast) -> None:
    class Endless:
        read_so_far = 0

        def read(self, size: int = -1, /) -> bytes:
            self.read_so_far += size
            return b"a" * size

    endless = Endless()
    with pytest.raises(FileRefused) as refused:
        services.admit(cast.finance_officer, endless, name="to.pdf")
    assert "50 MB" in refused.value.sentence
    assert endless.read_so_far <= 52 * 1024 * 1024
