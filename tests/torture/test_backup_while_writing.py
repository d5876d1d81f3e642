"""A backup made while another process writes shows one moment, and restores to the same counts and hashes."""

from __future__ import annotations

import json
import sqlite3
import time
from pathlib import Path

import pytest

from tests.torture.conftest import Place


@pytest.mark.slow
def test_a_backup_made_while_writing_restores_one_moment(place: Place, other_place: Place, tmp_path):
    place.scene("prepare")
    stop = tmp_path / "stop"
    counter = Path(f"{stop}.count")
    writer = place.start("tests.torture.scenes", "write-until", str(stop))
    _until(lambda: _number(counter) > 50)
    before = _number(counter)
    place.run("minhbach", "backup", "-o", str(tmp_path / "b.tar"))
    after = _number(counter)
    stop.touch()
    written = int(writer.communicate(timeout=60)[0])
    assert written >= after > before, "the writer went on while the backup was made"

    other_place.run("minhbach", "restore", str(tmp_path / "b.tar"))
    number, entries, files, holds = json.loads(other_place.scene("count"))
    assert before <= number <= written
    assert (entries, files, holds) == (number, number, True)


@pytest.mark.slow
def test_a_backup_of_sqlite_moves_to_the_other_place_and_back_unchanged(place, other_place, tmp_path):
    """Where the tests run on PostgreSQL, the first place is SQLite all the same: a move there and back."""
    place.environment.pop("MINHBACH_DATABASE", None)
    place.scene("prepare")
    place.run("minhbach", "backup", "-o", str(tmp_path / "first.tar"))
    other_place.run("minhbach", "restore", str(tmp_path / "first.tar"))
    other_place.run("minhbach", "backup", "-o", str(tmp_path / "second.tar"))
    (place.folder / "minhbach.sqlite3").unlink()
    for extra in ("-wal", "-shm"):
        (place.folder / f"minhbach.sqlite3{extra}").unlink(missing_ok=True)
    place.run("minhbach", "restore", str(tmp_path / "second.tar"))
    with sqlite3.connect(place.folder / "minhbach.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM organisation_unit").fetchone()[0] > 100
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _number(path: Path) -> int:
    return int(path.read_text()) if path.exists() else 0


def _until(question, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < end, "not within the time"
        time.sleep(0.05)
