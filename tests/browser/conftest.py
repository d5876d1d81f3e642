"""A real browser against real processes: web under gunicorn, one worker, files and database of their own."""

from __future__ import annotations

import json
import os
import shutil
import socket
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.pages import Desk, Office
from tests.house import ROOT
from tests.torture.conftest import Place, another_place

CHROMIUM = os.environ.get("MINHBACH_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
# Nothing that the browser does by itself may reach beyond this machine.
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
PASSWORD = "songlam-dung-thu"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("no Chromium: apt install chromium, or name one in MINHBACH_CHROMIUM")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, place: Place) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{address}/cong-khai/", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the web did not come up: " + place.errors())


@contextmanager
def running(place: Place) -> Iterator[str]:
    """Web and worker of a place, from their start to their end; gives the address."""
    port = _free_port()
    web = place.start("minhbach", "serve", "--port", str(port), "--workers", "1", "--threads", "8")
    worker = place.start("minhbach", "worker")
    try:
        _wait_for(f"http://127.0.0.1:{port}", place)
        yield f"http://127.0.0.1:{port}"
    finally:
        for process in (web, worker):
            process.terminate()
        for process in (web, worker):
            process.wait(timeout=30)


@pytest.fixture(scope="session")
def places(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Place]:
    """Makes places; each with its own database, dropped when the session ends."""
    opened: list[Iterator[Place]] = []

    def make(name: str) -> Place:
        kept = another_place(tmp_path_factory.mktemp(name))
        opened.append(kept)
        place = next(kept)
        place.environment["MINHBACH_DEMO_PASSWORD"] = PASSWORD
        return place

    yield make
    for kept in opened:
        next(kept, None)


@pytest.fixture(scope="session")
def office(browser: Browser, places: Callable[[str], Place]) -> Iterator[Office]:
    """The made-up province on its first day: units and accounts, no plan yet."""
    place = places("office")
    place.run("tests.browser.scenes", "first-day")
    with running(place) as address:
        yield Office(browser, address, PASSWORD)


@pytest.fixture(scope="session")
def busy_office(browser: Browser, places: Callable[[str], Place]) -> Iterator[Office]:
    """The demo after some months: plans under way, reports, late and silent work, a draft to review."""
    place = places("busy")
    ids = json.loads(place.run("tests.browser.scenes", "months-later"))
    with running(place) as address:
        yield Office(browser, address, PASSWORD, ids)


@pytest.fixture
def desk_of(office: Office) -> Iterator[Callable[..., Desk]]:
    """Signs people in at the new office; at the end no page may have complained."""
    yield from _desks(office)


@pytest.fixture
def busy_desk_of(busy_office: Office) -> Iterator[Callable[..., Desk]]:
    """The same at the busy office."""
    yield from _desks(busy_office)


def _desks(office: Office) -> Iterator[Callable[..., Desk]]:
    opened: list[Desk] = []

    def open_for(account: str, **how: object) -> Desk:
        opened.append(office.desk(account, **how))
        return opened[-1]

    yield open_for
    complaints = [line for desk in opened for line in desk.complaints]
    for desk in opened:
        desk.close()
    assert complaints == []


SAMPLES: Path = ROOT / "samples"
