"""Files of older and other office programs: read through LibreOffice, bounded, or refused with a sentence.

The files of `old_forms/` were written by LibreOffice from samples/minh-bach-2026.docx (with an empty
paragraph behind its last table) and from annex.xlsx.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import socket
import tempfile
import zipfile
from pathlib import Path

import pytest

from minhbach.reading.libreoffice import office
from minhbach.reading.limits import Limits
from minhbach.reading.refusals import SecretDocument
from minhbach.reading.sandbox import Reader, inspect_file, read_plan
from minhbach.reading.shapes import Refusal

HERE = Path(__file__).parent / "old_forms"
SAMPLE = Path(__file__).parents[3] / "samples" / "minh-bach-2026.docx"
installed = pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")


@pytest.fixture(autouse=True)
def own_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the throw-away profiles stand, so that a test sees what is left of them."""
    room = tmp_path / "room"
    room.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(room))
    return room


def rich_text(body: str, path: Path) -> Path:
    letters = "".join(c if c < "\x80" else f"\\u{ord(c)}?" for c in body)
    path.write_text("{\\rtf1\\ansi\\uc1 " + letters + "}", encoding="ascii")
    return path


def said(draft: dict) -> list[tuple]:
    return [(t["code"], t["text"], t["lead"], t["coordinating"], t["time"]["due"]) for t in draft["tasks"]]


@installed
@pytest.mark.parametrize(
    ("name", "same"),
    [("plan.doc", SAMPLE), ("plan.rtf", SAMPLE), ("plan.odt", SAMPLE), ("annex.xls", HERE / "annex.xlsx"),
     ("annex.ods", HERE / "annex.xlsx")],
)  # fmt: skip
def test_an_older_form_gives_the_same_tasks_and_says_what_it_was(name, same, own_room):
    path = HERE / name
    with Reader() as reader:
        draft, new = reader.read_plan(path), reader.read_plan(same)
    assert said(draft) == said(new) != []
    assert draft["form"] == path.suffix[1:]
    assert draft["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert list(own_room.iterdir()) == []


@pytest.mark.parametrize("name", ["plan.doc", "plan.rtf", "plan.odt", "annex.xls", "annex.ods"])
def test_without_libreoffice_the_sentence_says_so(name, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refusal) as refused:
        read_plan(HERE / name)
    assert "LibreOffice" in refused.value.sentence
    assert Path(name).suffix in refused.value.sentence.lower() or "RTF" in refused.value.sentence


@installed
def test_nothing_is_fetched_for_an_older_form(tmp_path):
    """LibreOffice left to itself knocks at this door; its settings and its bare network each keep it away."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        path = tmp_path / "linked.odt"
        path.write_bytes(linked(f"http://127.0.0.1:{server.getsockname()[1]}"))
        assert read_plan(path)["form"] == "odt"
        with pytest.raises(BlockingIOError):
            server.accept()  # nobody waits there


def linked(address: str) -> bytes:
    """The plan as .odt with a picture and a section that stand elsewhere."""
    links = (
        '<text:p><draw:frame draw:name="a" text:anchor-type="as-char" svg:width="2cm" svg:height="2cm">'
        f'<draw:image xlink:href="{address}/a.png" xlink:type="simple" xlink:show="embed"'
        ' xlink:actuate="onLoad"/></draw:frame></text:p><text:section text:name="S">'
        f'<text:section-source xlink:type="simple" xlink:href="{address}/b.odt"/></text:section>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(HERE / "plan.odt") as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            end = b"</office:text>"
            new.writestr(name, old.read(name).replace(end, links.encode() + end))
    return out.getvalue()


@installed
def test_a_secrecy_mark_in_an_older_form_is_seen_before_the_file_is_kept(tmp_path):
    path = rich_text("MẬT\\par KẾ HOẠCH\\par Bảo vệ công trình năm 2026\\par", tmp_path / "a.rtf")
    found = inspect_file(path)
    assert (found.form, found.secrecy) == ("rtf", "MẬT")
    with pytest.raises(SecretDocument):
        read_plan(path)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument_VBA_PROJECT".encode("utf-16-le"), "macros"),
        ({"Basic/Standard/Module1.xml": b"<x/>"}, "macros"),
        ({"META-INF/manifest.xml": b"<m:encryption-data/>"}, "encrypted_word"),
    ],
)
def test_macros_and_passwords_are_refused_before_libreoffice_starts(data, code, tmp_path, monkeypatch):
    monkeypatch.setattr("minhbach.reading.sandbox.converted", None)
    path = tmp_path / "file"
    path.write_bytes(data if isinstance(data, bytes) else open_text(data))
    with pytest.raises(Refusal) as refused:
        read_plan(path)
    assert refused.value.code == code


def open_text(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


@installed
@pytest.mark.parametrize(
    "data",
    [
        (HERE / "plan.doc").read_bytes()[:9000],
        open_text({"content.xml": b"<none"}),
        b"{\\rtf1 \\bin999999 \x00",
    ],
    ids=["doc cut short", "odt of nothing", "rtf that lies"],
)
def test_a_broken_older_form_ends_in_a_sentence(data, tmp_path, own_room):
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(Refusal) as refused:
        read_plan(path)
    assert refused.value.sentence.endswith(".")
    assert list(own_room.iterdir()) == []


def test_libreoffice_is_ended_with_all_it_started_when_time_is_over(own_room, tmp_path, monkeypatch):
    never_done = tmp_path / "bin" / "soffice"  # the real one may be done within the second
    never_done.parent.mkdir()
    never_done.write_text("#!/bin/sh\nsh -c 'sleep 60; :' \"$@\" &\nwait\n", encoding="ascii")
    never_done.chmod(0o755)
    monkeypatch.setenv("PATH", f"{never_done.parent}:{os.environ['PATH']}")
    with pytest.raises(Refusal) as refused:
        read_plan(HERE / "plan.doc", limits=Limits(seconds=1))
    assert refused.value.code == "timeout"
    assert list(own_room.iterdir()) == []
    assert str(own_room) not in running()


def running() -> str:
    """The command lines of all processes."""
    lines = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):  # one that has just ended
            lines.append(process.read_text(errors="replace"))
    return "\n".join(lines)
