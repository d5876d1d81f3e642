"""Reads hostile files in a child process, so that no byte of a PDF or Office file is opened in web or worker.

The child has its own session, an empty environment, no Django, bounds on memory, processor time, file size
and open files, and a wall clock kept here. Every exit, signal or overrun becomes a Refusal. A `Reader` is
not shared between threads: PDFium is not thread-safe and the pipe carries one answer at a time.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import selectors
import signal
import struct
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from minhbach.reading.known import NOTHING, Known
from minhbach.reading.limits import DEFAULT, Limits
from minhbach.reading.old_forms import OLD_FORMS, converted, is_convertible, origin_of
from minhbach.reading.papers import ReadPaper
from minhbach.reading.refusals import SecretDocument, ended, too_much_memory, too_slow
from minhbach.reading.shapes import Refusal
from minhbach.reading.watching import Progress, Unfinished

_log = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parents[2]
_HEAD = struct.Struct(">cQ")
_LONGEST_ANSWER = 256 * 1024 * 1024
_FILES_A_CHILD = 200  # a child is renewed before small leaks add up
_PIPE = 1 << 16
_LONGEST_PAGE = 4 * 1024 * 1024
_MOST_KEPT = 256 * 1024 * 1024  # of a document, whatever the child hands on: 500 usual pages take twenty
_OF_A_SCAN = (b"P", b"K")
_OF_WORDS = ("plan", "inspect", "paper")  # what is asked of an older form too, by way of its new one


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a file is. `secrecy`: the words of its secrecy mark. `silent`: the code of the refusal if a plan
    were to be read from it (scan, picture, letters, ...). `refusal`: why the file cannot be kept at all."""

    form: str | None
    secrecy: str | None = None
    pages: int | None = None
    silent: str | None = None
    refusal: Refusal | None = None

    @property
    def ok(self) -> bool:
        """Whether the file may be kept: readable and without a secrecy mark."""
        return self.refusal is None and self.secrecy is None


class Reader:
    """A kept child for many files; after a crash or an overrun the next file gets a new one."""

    def __init__(self, *, limits: Limits = DEFAULT) -> None:
        self._limits = limits
        self._child: subprocess.Popen[bytes] | None = None
        self._served = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read_plan(
        self,
        path: str | Path,
        *,
        with_blocks: bool = False,
        released: bool = False,
        what: Known = NOTHING,
        progress: Progress | None = None,
        kept: Path | None = None,
    ) -> dict[str, Any]:
        """The draft of a plan (design: plan-draft) as a JSON object; `with_blocks` adds the keys "blocks"
        and "pages" (width and height of each page in points).

        progress: told of each page of a scan (pages read, pages to read); what it raises ends the reading.
        kept: where pages of a scan are kept as they are seen, so that the next reading goes on behind them.
        Raises Unfinished where a long scan has had the time of one run and is to be read again (only with
        `kept`; without, one run follows the other). Raises Refusal; SecretDocument where the file bears a
        secrecy mark, unless it was `released` as a false alarm. what: names and wordings that this authority
        has confirmed.
        """
        asked = {"verb": "plan", "path": str(path), "with_blocks": with_blocks, "released": released}
        asked |= {"known": what.as_json()} if what else {}
        if kept is not None:
            return dict(json.loads(self._ask(asked | {"kept": str(kept)}, progress)))
        with tempfile.TemporaryDirectory() as folder:
            asked |= {"kept": str(Path(folder) / "pages")}
            while True:
                with contextlib.suppress(Unfinished):
                    return dict(json.loads(self._ask(asked, progress)))

    def inspect_file(self, path: str | Path) -> Inspection:
        """The form, pages and secrecy mark of any file. Never raises Refusal: it stands in the answer."""
        try:
            return Inspection(**json.loads(self._ask({"verb": "inspect", "path": str(path)})))
        except Refusal as refusal:
            return Inspection(form=None, refusal=refusal)

    def read_paper(self, path: str | Path) -> ReadPaper:
        """What the Word file of a report or letter says: headings, paragraphs, tables, annexes.

        Written by this product or by anybody, edited since or not; tracked changes are read as accepted.
        Raises Refusal; SecretDocument where the file bears a secrecy mark.
        """
        return ReadPaper.of(json.loads(self._ask({"verb": "paper", "path": str(path)})))

    def page_picture(self, path: str | Path, page: int, width: int) -> bytes:
        """A page of a PDF as PNG bytes: `page` from 1, `width` in pixels. Raises Refusal."""
        return self._ask({"verb": "picture", "path": str(path), "page": page, "width": width})

    def sheets(self, path: str | Path) -> list[dict[str, Any]]:
        """The sheets of a workbook (.xlsx): name, hidden, rows of plain values. Raises Refusal."""
        return list(json.loads(self._ask({"verb": "sheets", "path": str(path)}))["sheets"])

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _ask(self, request: dict[str, Any], progress: Progress | None = None) -> bytes:
        deadline = time.monotonic() + self._limits.seconds
        try:
            return self._asked(request, deadline, progress)
        except Refusal as refusal:
            if request["verb"] not in _OF_WORDS or not is_convertible(refusal):
                raise
            old = OLD_FORMS[refusal.code]
        path = Path(request["path"])
        with converted(path, old, self._limits, deadline) as new:
            asked = {**request, "path": str(new), "origin": origin_of(path, old)}
            return self._asked(asked, deadline, progress)

    def _asked(self, request: dict[str, Any], deadline: float, progress: Progress | None) -> bytes:
        child = self._running()
        try:
            self._send(child, json.dumps(request).encode() + b"\n")
            kind, answer = self._receive(child, deadline)
            while kind in _OF_A_SCAN:  # it has a time of its own and tells of every page
                if kind == b"K":
                    _keep(request, answer)
                elif progress is not None:
                    progress(*json.loads(answer))
                kind, answer = self._receive(child, deadline + self._limits.ocr_seconds)
        except TimeoutError:
            self.close()
            raise too_slow(self._limits) from None
        except (EOFError, BrokenPipeError):
            raise self._ended(child) from None
        except BaseException:
            self.close()  # an answer left in the pipe would be taken for the next one
            raise
        if kind == b"R":
            raise self._refusal(json.loads(answer))
        if kind == b"U":
            raise Unfinished
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is not None and (self._child.poll() is not None or self._served >= _FILES_A_CHILD):
            self.close()
        if self._child is None:
            self._child = _started(self._limits)
            self._served = 0
        self._served += 1
        return self._child

    @staticmethod
    def _send(child: subprocess.Popen[bytes], line: bytes) -> None:
        assert child.stdin is not None
        child.stdin.write(line)
        child.stdin.flush()

    @staticmethod
    def _receive(child: subprocess.Popen[bytes], deadline: float) -> tuple[bytes, bytes]:
        assert child.stdout is not None
        with selectors.DefaultSelector() as waiting:
            waiting.register(child.stdout, selectors.EVENT_READ)
            kind, length = _HEAD.unpack(_exactly(child.stdout.fileno(), _HEAD.size, waiting, deadline))
            if length > _LONGEST_ANSWER:
                raise EOFError
            return kind, _exactly(child.stdout.fileno(), length, waiting, deadline)

    def _ended(self, child: subprocess.Popen[bytes]) -> Refusal:
        """The refusal for a child that went away in the middle of its work."""
        try:
            code = child.wait(timeout=2)
        except subprocess.TimeoutExpired:
            code = None
        self.close()
        _log.warning("the reading child ended: %s", code)
        if code == -signal.SIGXCPU:
            return too_slow(self._limits)
        if code == -signal.SIGKILL:
            return too_much_memory(self._limits)  # the kernel's answer to a machine out of memory
        return ended(self._limits)

    def _refusal(self, answer: dict[str, str]) -> Refusal:
        if answer["code"] == "memory":
            self.close()  # a child at its bound has no room for the next file
            return too_much_memory(self._limits)
        if answer.get("trace"):
            _log.error("reading failed: %s", answer["trace"])
        if answer.get("mark"):
            return SecretDocument(answer["mark"])
        return Refusal(answer["code"], answer["sentence"])


def _keep(request: dict[str, Any], line: bytes) -> None:
    """Adds a page, whole or not at all for who reads it: a line that lacks its end is none.

    The document may be taken away while it is read; then nothing of it may stay.
    """
    if len(line) > _LONGEST_PAGE or not Path(request["path"]).exists():
        return
    with open(request["kept"], "ab", opener=_private) as pages:
        if pages.tell() + len(line) <= _MOST_KEPT:
            pages.write(line)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _exactly(pipe: int, length: int, waiting: selectors.BaseSelector, deadline: float) -> bytes:
    parts: list[bytes] = []
    while length:
        left = deadline - time.monotonic()
        if left <= 0 or not waiting.select(left):
            raise TimeoutError
        part = os.read(pipe, min(length, _PIPE))
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def _started(limits: Limits) -> subprocess.Popen[bytes]:
    """A new child. It sets its own bounds before it imports anything that opens files."""
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module, no words from outside
        [sys.executable, "-B", "-s", "-m", "minhbach.reading", json.dumps(limits.as_dict())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "LANG": "C.UTF-8"},
        start_new_session=True,
        close_fds=True,
    )


def read_plan(
    path: str | Path,
    *,
    limits: Limits = DEFAULT,
    with_blocks: bool = False,
    released: bool = False,
    what: Known = NOTHING,
    progress: Progress | None = None,
    kept: Path | None = None,
) -> dict[str, Any]:
    """The draft of one plan, read by a child of its own: see `Reader.read_plan`."""
    with Reader(limits=limits) as reader:
        return reader.read_plan(
            path, with_blocks=with_blocks, released=released, what=what, progress=progress, kept=kept
        )


def read_paper(path: str | Path, *, limits: Limits = DEFAULT) -> ReadPaper:
    """What the Word file of one report or letter says, read by a child of its own: see `Reader`."""
    with Reader(limits=limits) as reader:
        return reader.read_paper(path)


def inspect_file(path: str | Path, *, limits: Limits = DEFAULT) -> Inspection:
    """What one file is, looked at by a child of its own."""
    with Reader(limits=limits) as reader:
        return reader.inspect_file(path)


def page_picture(path: str | Path, page: int, width: int, *, limits: Limits = DEFAULT) -> bytes:
    """One page of a PDF as PNG bytes, painted by a child of its own. Raises Refusal."""
    with Reader(limits=limits) as reader:
        return reader.page_picture(path, page, width)


def sheets(path: str | Path, *, limits: Limits = DEFAULT) -> list[dict[str, Any]]:
    """The sheets of one workbook, read by a child of its own. Raises Refusal."""
    with Reader(limits=limits) as reader:
        return reader.sheets(path)
