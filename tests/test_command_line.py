"""The commands as an operator runs them: separate processes, exit codes, a database on disk."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from minhbach.__main__ import COMMANDS
from tests.house import ROOT


@pytest.fixture
def place(tmp_path) -> dict[str, str]:
    """An environment with a database and files of its own."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("MINHBACH_", "DJANGO_"))
    }
    return kept | {"MINHBACH_DATA": str(tmp_path / "data"), "PYTHONPATH": str(ROOT)}


def run(place: dict[str, str], *arguments: str | Path, timeout: float = 600):
    return subprocess.run(
        [sys.executable, "-m", "minhbach", *map(str, arguments)],
        env=place, cwd=ROOT, capture_output=True, text=True, timeout=timeout,
    )  # fmt: skip


def test_help_names_every_command_and_wrong_usage_is_two(place):
    shown = run(place, "--help")
    assert shown.returncode == 0
    for command in COMMANDS:
        assert f"    {command.removesuffix('_plan')} " in shown.stdout
    assert run(place, "fly").returncode == 2
    assert run(place, "parse").returncode == 2


@pytest.mark.parametrize("command", ["parse", "restore"])
def test_a_file_that_is_not_there_is_one_sentence_and_one(place, command):
    ended = run(place, command, "khong-co.docx")
    assert ended.returncode == 1
    assert ended.stderr.strip() == "Không tìm thấy tệp khong-co.docx."


def test_a_file_that_is_no_plan_is_refused_in_one_sentence(place, tmp_path):
    (tmp_path / "rong.docx").write_bytes(b"")
    ended = run(place, "parse", tmp_path / "rong.docx")
    assert ended.returncode == 1
    assert len(ended.stderr.strip().splitlines()) == 1


def test_a_plan_is_printed_as_json_or_written_to_a_file(place, tmp_path):
    plan = tmp_path / "ke-hoach.txt"
    plan.write_text("KẾ HOẠCH\nCải thiện môi trường kinh doanh năm 2026\n\n1. Sở Y tế rà soát thủ tục.\n" * 3)
    ended = run(place, "parse", plan, "-o", tmp_path / "ra.json")
    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "ra.json").read_text(encoding="utf-8").startswith("{")
    assert '"tasks"' in run(place, "parse", plan).stdout


def test_a_plan_may_be_named_from_the_folder_one_stands_in(place):
    assert '"tasks"' in run(place, "parse", "samples/minh-bach-2026.docx").stdout


def test_a_server_without_a_secret_key_does_not_start(place):
    place["DJANGO_SETTINGS_MODULE"] = "config.settings.production"
    ended = run(place, "serve", "--port", "0")
    assert ended.returncode == 1
    assert "MINHBACH_SECRET_KEY" in ended.stderr


def test_the_settings_of_one_machine_are_not_served_to_the_network(place):
    assert run(place, "serve", "--host", "0.0.0.0").returncode == 1


def test_accounts_backup_restore_and_audit_on_a_real_database(place, tmp_path):
    assert run(place, "restore", _backup_of_demo(place, tmp_path)).returncode == 1  # holds accounts already
    assert run(place, "audit", "verify").returncode == 0
    empty = place | {"MINHBACH_DATA": str(tmp_path / "other")}
    restored = run(empty, "restore", tmp_path / "b.tar")
    assert restored.returncode == 0, restored.stderr
    again = run(empty, "user", "link", "quantri")
    assert again.returncode == 0, again.stderr
    assert again.stdout.startswith("http://127.0.0.1:8000/")
    assert run(empty, "user", "link", "khong-co-ai").returncode == 1


def _backup_of_demo(place: dict[str, str], folder: Path) -> Path:
    Path(place["MINHBACH_DATA"]).mkdir()
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=place, cwd=ROOT, check=True)
    demo = run(place, "demo")
    assert demo.returncode == 0, demo.stderr
    assert "quantri" in demo.stdout
    made = run(place, "backup", "-o", folder / "b.tar")
    assert made.returncode == 0, made.stderr
    return folder / "b.tar"


def test_run_starts_web_and_worker_brings_back_a_killed_worker_and_ends_both(place):
    port = _free_port()
    command = [sys.executable, "-m", "minhbach", "run", "--empty", "--port", str(port)]
    running = subprocess.Popen(command, env=place, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        _until(lambda: _answers(port))
        first = _until(lambda: _child(running.pid, "worker"))
        os.kill(first, signal.SIGKILL)
        _until(lambda: _child(running.pid, "worker") not in (None, first))
        assert run(place, "doctor").returncode in (0, 1)
    finally:
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=30) == 0
    assert not _answers(port)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/static/", timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def _child(parent: int, word: str) -> int | None:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
            arguments = stat.with_name("cmdline").read_text().split("\0")
        except OSError:
            continue
        if fields[0] != "Z" and int(fields[1]) == parent and word in arguments:
            return int(stat.parent.name)
    return None


def _until(question, seconds: float = 60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := question():
            return answer
        time.sleep(0.2)
    raise AssertionError("not within the time")
