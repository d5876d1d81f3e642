import hashlib
import io
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from minhbach.shared import files
from minhbach.shared.models import StoredFile


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


def everything(folder) -> list[Path]:
    return [path for path in Path(folder).rglob("*") if path.is_file() and path.name != ".lock"]


@pytest.mark.django_db
def test_bytes_are_kept_under_their_hash(settings):
    stored = files.keep(b"abc", name="ke hoach.docx")
    digest = hashlib.sha256(b"abc").hexdigest()
    assert stored.sha256 == digest
    assert (stored.size, stored.name) == (3, "ke hoach.docx")
    assert files.path_of(stored) == settings.FILES_DIR / digest[:2] / digest[2:4] / digest
    with files.open_stored(stored) as source:
        assert source.read() == b"abc"


@pytest.mark.django_db
def test_a_stream_is_kept_like_bytes():
    big = os.urandom(3 * files.CHUNK + 17)
    assert files.keep(io.BytesIO(big), name="a") == files.keep(big, name="b")


@pytest.mark.django_db
def test_the_same_bytes_are_kept_once(settings):
    files.keep(b"abc", name="a")
    files.keep(b"abc", name="b")
    assert StoredFile.objects.get().name == "a"
    assert len(everything(settings.FILES_DIR)) == 1


@pytest.mark.django_db
def test_a_name_brings_no_folder_with_it():
    assert files.keep(b"abc", name="../../etc/passwd").name == "passwd"


@pytest.mark.django_db
def test_a_source_that_breaks_leaves_nothing(settings):
    class Broken(io.BytesIO):
        def read(self, size=-1):
            raise OSError("đứt đường truyền")

    with pytest.raises(OSError, match="đứt"):
        files.keep(Broken(), name="a")
    assert everything(settings.FILES_DIR) == []
    assert not StoredFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_forgetting_removes_row_and_bytes(settings):
    stored = files.keep(b"abc", name="a")
    files.forget(stored)
    assert everything(settings.FILES_DIR) == []
    assert not StoredFile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_bytes_stay_when_forgetting_is_rolled_back():
    stored = files.keep(b"abc", name="a")
    with pytest.raises(RuntimeError), transaction.atomic():
        files.forget(StoredFile.objects.get())
        raise RuntimeError
    assert files.path_of(stored).exists()


@pytest.mark.django_db(transaction=True)
def test_bytes_kept_again_while_being_forgotten_stay():
    with transaction.atomic():
        files.forget(files.keep(b"abc", name="a"))
        again = files.keep(b"abc", name="a")
    assert files.path_of(again).exists()


@pytest.mark.django_db(transaction=True)
def test_the_sweep_takes_old_bytes_without_a_row_and_no_others(settings):
    with pytest.raises(RuntimeError), transaction.atomic():
        files.keep(b"lost", name="a")
        raise RuntimeError
    kept = files.keep(b"kept", name="b")
    assert files.sweep() == 0  # too young: its transaction might still be open
    old = time.time() - files.SWEEP_AFTER - 60
    for path in everything(settings.FILES_DIR):
        os.utime(path, (old, old))
    assert files.sweep() == 1
    assert everything(settings.FILES_DIR) == [files.path_of(kept)]


@pytest.mark.django_db
def test_bytes_that_come_again_while_the_sweep_looks_stay(settings, monkeypatch):
    digest, _size = files.place(b"again")
    path = settings.FILES_DIR / digest[:2] / digest[2:4] / digest
    old = time.time() - files.SWEEP_AFTER - 60
    os.utime(path, (old, old))
    remove = files._remove

    def later(*args):
        files.place(b"again")  # another process, whose row is not written yet
        return remove(*args)

    monkeypatch.setattr(files, "_remove", later)
    assert files.sweep() == 0
    assert path.exists()


@pytest.mark.django_db(transaction=True)
def test_a_kept_file_that_nothing_refers_to_goes_after_a_day(settings):
    wanted, left = files.keep(b"wanted", name="a"), files.keep(b"left", name="b")
    assert files.sweep() == 0  # its report may still be on the way
    long_ago = timezone.now() - timedelta(days=2)
    StoredFile.objects.update(kept_at=long_ago)
    assert files.keep(b"wanted", name="a") == wanted  # somebody sends the same bytes again
    assert files.sweep() == 1
    assert list(StoredFile.objects.all()) == [wanted]
    assert everything(settings.FILES_DIR) == [files.path_of(wanted)]
    assert not files.path_of(left).exists()


def test_incoming_bytes_go_whatever_happens(settings):
    with pytest.raises(OSError, match="đứt"), files.incoming() as path:
        path.write_bytes(b"half")
        raise OSError("đứt đường truyền")
    assert everything(settings.FILES_DIR) == []


@pytest.mark.django_db
def test_what_a_killed_process_left_in_the_incoming_folder_is_swept(settings):
    left, growing = files.incoming_folder() / "killed.upload", files.incoming_folder() / "slow.upload"
    for path in (left, growing):
        path.write_bytes(b"half")
    old = time.time() - files.INCOMING_AFTER - 60
    os.utime(left, (old, old))
    assert files.sweep() == 1
    assert everything(settings.FILES_DIR) == [growing]
