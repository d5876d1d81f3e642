"""Files of older or other office programs, turned into .docx or .xlsx by LibreOffice where it is installed.

The reading child knows such a file and refuses it; then LibreOffice, bounded alike and with a profile
thrown away behind it, writes the new form, and the child reads that. Nothing here looks at the file's bytes
but to sum them. No macro runs, no link is followed, nothing is fetched.
"""

from __future__ import annotations

import contextlib
import hashlib
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
from minhbach.reading.shapes import Form, Refusal

_ROOT = Path(__file__).resolve().parents[2]
_PROGRAMS = ("soffice", "libreoffice")


@dataclass(frozen=True, slots=True)
class OldForm:
    """One form: the filter that must read it whatever its name says, and what it becomes."""

    form: Form
    reads: str
    writes: str


_DOCUMENT, _WORKBOOK = "docx:MS Word 2007 XML", "xlsx:Calc MS Excel 2007 XML"
# By the code with which the reading child refuses them.
OLD_FORMS = {
    "old_word": OldForm(Form.OLD_WORD, "MS Word 97", _DOCUMENT),
    "rich_text": OldForm(Form.RICH_TEXT, "Rich Text Format", _DOCUMENT),
    "open_text": OldForm(Form.OPEN_TEXT, "writer8", _DOCUMENT),
    "old_workbook": OldForm(Form.OLD_WORKBOOK, "MS Excel 97", _WORKBOOK),
    "open_workbook": OldForm(Form.OPEN_WORKBOOK, "calc8", _WORKBOOK),
}


def office() -> str | None:
    """The path of LibreOffice, None where it is not installed."""
    return next((path for name in _PROGRAMS if (path := shutil.which(name))), None)


@contextmanager
def converted(path: Path, old: OldForm, limits: Limits, deadline: float) -> Iterator[Path]:
    """The file in its new form, as long as the context lasts. Raises Refusal.

    deadline: of time.monotonic().
    """
    with tempfile.TemporaryDirectory(prefix="minhbach-office-") as room:
        folder = Path(room)
        source = folder / f"source.{old.form.value}"
        shutil.copyfile(path, source)
        _write_settings(folder / "profile" / "user")
        _run(_command(folder, source, old, limits), folder, limits, deadline)
        made = folder / f"source.{old.writes.partition(':')[0]}"
        if not made.is_file():
            raise not_converted(old.form.value)
        yield made


def origin_of(path: Path, old: OldForm) -> dict[str, str]:
    """What the draft says of where it came from: the form and the sum of the file that was handed in."""
    with path.open("rb") as file:
        return {"form": old.form.value, "sha256": hashlib.file_digest(file, "sha256").hexdigest()}


def _command(folder: Path, source: Path, old: OldForm, limits: Limits) -> list[str]:
    program = office()
    assert program is not None
    return [
        sys.executable, "-B", "-s", "-m", "minhbach.reading.office", json.dumps(limits.as_dict()), program,
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless", "--invisible", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard",
        "--nolockcheck",
        f"--infilter={old.reads}", "--convert-to", old.writes, "--outdir", str(folder), str(source),
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


def is_convertible(refusal: Refusal) -> bool:
    """Whether LibreOffice can open what the reading child could not."""
    return refusal.code in OLD_FORMS and office() is not None
