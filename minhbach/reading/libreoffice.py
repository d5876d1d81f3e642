"""LibreOffice on one file, bounded like the reading child and with a profile thrown away behind it.

No macro runs, no link is followed, nothing is fetched (decision 0004). It turns a file of one form into
another: older forms into those that the child reads, and our own papers into PDF.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from minhbach.reading.limits import Limits
from minhbach.reading.refusals import not_converted, too_slow

_ROOT = Path(__file__).resolve().parents[2]
_PROGRAMS = ("soffice", "libreoffice")


@dataclass(frozen=True, slots=True)
class Turn:
    """ending: of the file that is read; reads: the filter that must read it whatever its name says; writes:
    the new ending and the filter behind a colon."""

    ending: str
    reads: str
    writes: str


def office() -> str | None:
    """The path of LibreOffice, None where it is not installed."""
    return next((path for name in _PROGRAMS if (path := shutil.which(name))), None)


@contextmanager
def turned(path: Path, turn: Turn, limits: Limits, deadline: float) -> Iterator[Path]:
    """The file in its new form, as long as the context lasts. Raises Refusal.

    deadline: of time.monotonic().
    """
    with tempfile.TemporaryDirectory(prefix="minhbach-office-") as room:
        folder = Path(room)
        source = folder / f"source.{turn.ending}"
        shutil.copyfile(path, source)
        _write_settings(folder / "profile" / "user")
        _run(_command(folder, source, turn, limits), folder, limits, deadline)
        made = folder / f"source.{turn.writes.partition(':')[0]}"
        if not made.is_file():
            raise not_converted(turn.ending)
        yield made


def _command(folder: Path, source: Path, turn: Turn, limits: Limits) -> list[str]:
    program = office()
    assert program is not None
    return [
        sys.executable, "-B", "-s", "-m", "minhbach.reading.office", json.dumps(limits.as_dict()), program,
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless", "--invisible", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard",
        "--nolockcheck",
        f"--infilter={turn.reads}", "--convert-to", turn.writes, "--outdir", str(folder), str(source),
    ]  # fmt: skip


def _run(command: list[str], folder: Path, limits: Limits, deadline: float) -> None:
    """Ends when LibreOffice does, or ends it and all that it started."""
    started = subprocess.Popen(  # noqa: S603 - our own module, no words from outside
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={
            "PATH": os.environ.get("PATH", os.defpath),
            "PYTHONPATH": str(_ROOT),
            "HOME": str(folder),
            "TMPDIR": str(folder),
            "LANG": "C.UTF-8",
            "SAL_USE_VCLPLUGIN": "svp",
        },
        start_new_session=True,
        close_fds=True,
    )
    try:
        started.wait(timeout=max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        raise too_slow(limits) from None
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(started.pid, signal.SIGKILL)
        started.wait()


def _write_settings(user: Path) -> None:
    """A profile in which no macro runs, no link is updated, and every address leads nowhere."""
    user.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )


_SCRIPTING, _INTERNET = "Office.Common/Security/Scripting", "Inet/Settings"
_SETTINGS = (
    (_SCRIPTING, "MacroSecurityLevel", "3"),
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "DisableActiveContent", "true"),
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),  # 2: never
    ("Office.Calc/Content/Update", "Link", "2"),
    (_INTERNET, "ooInetProxyType", "2"),  # a proxy of our own, at the port that throws all away
    (_INTERNET, "ooInetHTTPProxyName", "127.0.0.1"),
    (_INTERNET, "ooInetHTTPProxyPort", "9"),
    (_INTERNET, "ooInetHTTPSProxyName", "127.0.0.1"),
    (_INTERNET, "ooInetHTTPSProxyPort", "9"),
)
