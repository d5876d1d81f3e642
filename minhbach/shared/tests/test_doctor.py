from datetime import timedelta

import pytest
from django.utils import timezone

from minhbach.shared import doctor
from minhbach.shared.doctor import Level, examine
from minhbach.shared.models import Heartbeat, Job, JobState, Marker

pytestmark = pytest.mark.django_db


def faults() -> dict[str, str]:
    return {finding.what: finding.mend for finding in examine() if finding.level is Level.FAULT}


@pytest.fixture
def healthy():
    Heartbeat.objects.create(worker="w", at=timezone.now())
    Marker.objects.create(key="last backup", value={"faulty": 0})


def test_a_healthy_system_has_no_fault(healthy):
    assert faults() == {}


def test_a_new_system_lacks_worker_and_backup_and_says_how_to_mend():
    assert set(faults()) == {"Việc nền", "Sao lưu"}
    assert "minhbach worker" in faults()["Việc nền"]


def test_a_worker_that_went_silent_is_a_fault(healthy):
    Heartbeat.objects.update(at=timezone.now() - timedelta(seconds=61))
    assert "Việc nền" in faults()


def test_a_backup_older_than_a_day_is_a_fault(healthy):
    Marker.objects.update(at=timezone.now() - timedelta(hours=25))
    assert "Sao lưu" in faults()


def test_lost_files_are_a_fault(healthy):
    Marker.objects.update(value={"faulty": 2})
    assert "Tệp lưu" in faults()


def test_dead_jobs_are_a_note(healthy):
    Job.objects.create(name="x", state=JobState.DEAD)
    assert faults() == {}
    assert any("1 việc" in finding.state for finding in examine())


def test_a_full_disk_is_a_fault(healthy, monkeypatch):
    monkeypatch.setattr(doctor, "LEAST_DISK", 10**30)
    assert "Ổ đĩa" in faults()


def test_a_missing_package_is_named(healthy, monkeypatch):
    monkeypatch.setattr(doctor, "PACKAGES", ("Django", "khong-co-goi-nay"))
    assert "Thư viện" in faults()


def test_every_fault_says_how_to_mend():
    assert all(faults().values())
