import json
import tarfile
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from minhbach.shared import audit, files
from minhbach.shared.backup import Damaged, NotEmpty, OtherVersion, make_backup, restore
from minhbach.shared.backup.restore import check
from minhbach.shared.jobs import enqueue
from minhbach.shared.models import AuditEntry, Heartbeat, Job, Marker, StoredFile
from minhbach.shared.queries import health
from minhbach.shared.worker import drain

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"
    settings.BACKUP_DIR = tmp_path / "backups"


@pytest.fixture
def some_data():
    marker = Marker.objects.create(
        key="một", value={"b": 1.5, "a": ["đ"]}, at=datetime(2026, 1, 1, 2, 3, 4, 5, tzinfo=UTC)
    )
    audit.record(None, "x", marker, after={"n": 1})
    audit.seal()
    return files.keep(b"abc", name="a.docx")


def content() -> tuple[object, ...]:
    return (
        list(AuditEntry.objects.values()),
        list(StoredFile.objects.values()),
        list(Marker.objects.exclude(key="last backup").order_by("key").values()),
    )


def wipe(stored):
    files.path_of(stored).unlink()
    for model in (AuditEntry, StoredFile, Marker):
        model.objects.all().delete()


def test_what_was_backed_up_comes_back_the_same(some_data, tmp_path):
    before = content()
    made = make_backup(tmp_path / "b.tar")
    assert (made.files, made.faulty) == (1, ())
    wipe(some_data)
    restored = restore(tmp_path / "b.tar")
    assert content() == before
    assert restored.files == 1
    assert files.path_of(StoredFile.objects.get()).read_bytes() == b"abc"
    assert audit.verify().holds


def test_a_row_written_after_a_restore_gets_a_new_number(some_data, tmp_path):
    make_backup(tmp_path / "b.tar")
    wipe(some_data)
    restore(tmp_path / "b.tar")
    last = AuditEntry.objects.order_by("-pk").first()
    assert audit.record(None, "y", Marker(key="k")).pk > last.pk


def test_a_database_in_use_is_not_overwritten_without_force(some_data, tmp_path):
    make_backup(tmp_path / "b.tar")
    audit.record(None, "later", Marker(key="k"))
    with pytest.raises(NotEmpty):
        restore(tmp_path / "b.tar")
    assert AuditEntry.objects.count() == 2
    restore(tmp_path / "b.tar", force=True)
    assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize("cut", [0.1, 0.3, 0.5])
def test_a_truncated_archive_is_refused_and_changes_nothing(some_data, tmp_path, cut):
    path = tmp_path / "b.tar"
    make_backup(path)
    before = content()
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * cut)])
    with pytest.raises(Damaged):
        restore(path, force=True)
    assert content() == before


def test_a_changed_value_in_the_archive_is_noticed(some_data, tmp_path):
    path = tmp_path / "b.tar"
    make_backup(path)
    path.write_bytes(path.read_bytes().replace("một".encode(), b"hai" + b" "))
    with pytest.raises(Damaged):
        check(path)


def test_an_archive_of_another_version_is_refused(some_data, tmp_path, monkeypatch):
    make_backup(tmp_path / "b.tar")
    monkeypatch.setattr(
        "minhbach.shared.backup.archive.applied_migrations", lambda database: ["shared.0001_shared", "x.0002"]
    )
    with pytest.raises(OtherVersion):
        restore(tmp_path / "b.tar", force=True)


def test_a_kept_file_that_is_gone_is_named_and_the_rest_restores(some_data, tmp_path):
    files.path_of(some_data).unlink()
    made = make_backup(tmp_path / "b.tar")
    assert made.faulty == (some_data.sha256,)
    assert restore(tmp_path / "b.tar", force=True).missing_files == 1


def test_the_archive_says_the_head_of_the_audit_chain(some_data, tmp_path):
    make_backup(tmp_path / "b.tar")
    with tarfile.open(tmp_path / "b.tar") as tar:
        manifest = json.loads(tar.extractfile("manifest.json").read())
    assert manifest["audit_head"]["seal"] == audit.verify().head


def test_heartbeats_are_left_out(tmp_path):
    Heartbeat.objects.create(worker="w", at=timezone.now())
    make_backup(tmp_path / "b.tar")
    with tarfile.open(tmp_path / "b.tar") as tar:
        assert "tables/shared.heartbeat.jsonl" not in tar.getnames()


def test_the_worker_keeps_the_newest_fourteen(settings):
    settings.BACKUP_DIR.mkdir()
    for day in range(1, 21):
        (settings.BACKUP_DIR / f"minhbach-202601{day:02d}-010000.tar").touch()
    (settings.BACKUP_DIR / "truoc-khi-nang-cap.tar").touch()
    enqueue("shared.backup")
    drain()
    assert Job.objects.get().state == "done"
    names = sorted(path.name for path in settings.BACKUP_DIR.iterdir())
    assert len(names) == 15
    assert "minhbach-20260107-010000.tar" not in names
    assert "truoc-khi-nang-cap.tar" in names
    assert not health(timezone.now()).backup_is_old


def test_only_the_servers_own_account_reads_backups(some_data, settings):
    settings.BACKUP_DIR.mkdir(mode=0o755)
    enqueue("shared.backup")
    drain()
    [made] = settings.BACKUP_DIR.iterdir()
    assert (made.stat().st_mode & 0o777, settings.BACKUP_DIR.stat().st_mode & 0o777) == (0o600, 0o700)
