"""Doses, and a place of its own (database, files) for each scene: separate processes, real files."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house import ROOT

MUTANTS = int(os.environ.get("MUTANTS", "100"))
KILLS = int(os.environ.get("KILLS", "5"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "torture" in item.path.parts:
            item.add_marker(pytest.mark.torture)


@dataclass(frozen=True)
class Place:
    """The environment of the processes of one scene."""

    environment: dict[str, str]
    folder: Path

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", *arguments], env=self.environment, cwd=ROOT, text=True,
            stdout=subprocess.PIPE, stderr=(self.folder / "stderr.txt").open("a"),
        )  # fmt: skip

    def run(self, *arguments: str, timeout: float = 600) -> str:
        """Output of a process that must end well."""
        process = self.start(*arguments)
        out, _ = process.communicate(timeout=timeout)
        assert process.returncode == 0, self.errors()
        return out

    def errors(self) -> str:
        """The end of what the processes complained of."""
        return (self.folder / "stderr.txt").read_text()[-3000:]

    def scene(self, *arguments: str) -> str:
        return self.run("tests.torture.scenes", *arguments)


def another_place(folder: Path) -> Iterator[Place]:
    """SQLite in the folder, or a database of its own where MINHBACH_TEST_DATABASE names a server."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("MINHBACH_", "DJANGO_"))}
    folder.mkdir(parents=True, exist_ok=True)
    environment = kept | {"MINHBACH_DATA": str(folder), "PYTHONPATH": str(ROOT), "MINHBACH_LOG": "WARNING"}
    server = os.environ.get("MINHBACH_TEST_DATABASE", "")
    if not server.startswith("postgres"):
        yield Place(environment, folder)
        return
    import psycopg

    base, name = server.rpartition("/")[0], f"torture_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield Place(environment | {"MINHBACH_DATABASE": f"{base}/{name}"}, folder)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def place(tmp_path) -> Iterator[Place]:
    yield from another_place(tmp_path / "here")


@pytest.fixture
def other_place(tmp_path) -> Iterator[Place]:
    yield from another_place(tmp_path / "there")
