"""The reading child: bounded, and every way to end is a sentence."""

from __future__ import annotations

import io
import os
import signal
import threading
import time
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from minhbach.reading.limits import Limits
from minhbach.reading.open.ocr import missing
from minhbach.reading.refusals import SecretDocument
from minhbach.reading.sandbox import Inspection, Reader, inspect_file, page_picture, read_plan
from minhbach.reading.shapes import Refusal
from minhbach.reading.tests.papers import Sheet, para, pdf, row, table, word

PLAN = word(
    para("KẾ HOẠCH"),
    para("Cải cách hành chính năm 2024"),
    table(
        row("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"),
        row("1", "Rà soát thủ tục hành chính", "Sở Nội vụ", "Trước 30/6/2024"),
    ),
)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "paper"
    path.write_bytes(PLAN)
    return path


def kept(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "file"
    path.write_bytes(data)
    return path


def code_of(path: Path, limits: Limits) -> str:
    with pytest.raises(Refusal) as caught:
        read_plan(path, limits=limits)
    return caught.value.code


def test_a_plan_is_read_in_the_child(paper: Path) -> None:
    draft = read_plan(paper, with_blocks=True)
    assert [task["text"] for task in draft["tasks"]] == ["Rà soát thủ tục hành chính"]
    assert [block["kind"] for block in draft["blocks"]] == ["paragraph", "paragraph", "table"]
    assert draft["blocks"][2]["rows"][1]["cells"][2]["text"] == "Sở Nội vụ"
    assert "blocks" not in read_plan(paper)


def test_a_secret_paper_is_refused_unless_released(tmp_path: Path) -> None:
    path = kept(tmp_path, word(para("MẬT"), para("KẾ HOẠCH")))
    with pytest.raises(SecretDocument) as caught:
        read_plan(path)
    assert (caught.value.code, caught.value.mark) == ("secrecy", "MẬT")
    assert "MẬT" in caught.value.sentence
    assert read_plan(path, limits=Limits(), released=True)["document"] is not None


def test_refusals_come_back_with_code_and_sentence(tmp_path: Path) -> None:
    assert code_of(tmp_path / "none", Limits()) == "missing"
    assert code_of(kept(tmp_path, b""), Limits()) == "empty"
    assert code_of(kept(tmp_path, b"x" * 1_100_000), Limits(file_mb=1)) == "too_large"


def test_the_wall_clock_ends_the_child_and_the_sentence_names_the_limit(tmp_path: Path) -> None:
    slow = word(table(*[row("1", "Rà soát", "Sở Nội vụ", "x")] * 19_000))
    start = time.monotonic()
    with pytest.raises(Refusal) as caught:
        read_plan(kept(tmp_path, slow), limits=Limits(seconds=1))
    assert caught.value.code == "timeout"
    assert "1 giây" in caught.value.sentence
    assert time.monotonic() - start < 5


def test_memory_is_bounded_and_the_sentence_names_the_limit(tmp_path: Path) -> None:
    big = word(*[para("Nội dung kế hoạch cải cách hành chính ") for _ in range(200_000)])
    with pytest.raises(Refusal) as caught:
        read_plan(kept(tmp_path, big), limits=Limits(memory_mb=160))
    assert caught.value.code in {"memory", "stopped"}  # an allocation of PDFium or lxml may end the child
    assert "160 MB" in caught.value.sentence


def test_a_killed_child_is_a_refusal_and_the_next_file_is_read(paper: Path, tmp_path: Path) -> None:
    slow = tmp_path / "slow"
    slow.write_bytes(word(table(*[row("1", "Rà soát", "Sở Nội vụ", "x")] * 19_000)))
    with Reader() as reader:
        reader.read_plan(paper)
        child = reader._child
        assert child is not None
        threading.Timer(0.5, os.kill, (child.pid, signal.SIGSEGV)).start()
        with pytest.raises(Refusal) as caught:
            reader.read_plan(slow)
        assert caught.value.code == "stopped"
        assert reader.read_plan(paper)["tasks"]


def test_the_child_has_no_secrets_and_leaves_no_process(paper: Path) -> None:
    reader = Reader()
    reader.read_plan(paper)
    child = reader._child
    assert child is not None
    told = Path(f"/proc/{child.pid}/environ").read_bytes().split(b"\0")
    assert {entry.split(b"=")[0] for entry in told if entry} <= {
        b"PYTHONPATH",
        b"PYTHONUTF8",
        b"LANG",
        b"LC_CTYPE",
    }
    loaded = Path(f"/proc/{child.pid}/maps").read_text()
    assert "_sqlite3" not in loaded
    reader.close()
    assert child.returncode is not None


def test_one_child_serves_many_files(paper: Path) -> None:
    with Reader() as reader:
        reader.read_plan(paper)
        first = reader._child
        for _ in range(5):
            reader.inspect_file(paper)
        assert reader._child is first


def spreadsheet(category: str = "", *rows: tuple[str, ...], printed: str = "") -> bytes:
    book = Workbook()
    book.properties.category = category
    for row_of_cells in rows:
        book.active.append(row_of_cells)
    book.active.oddHeader.left.text = printed
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_box(data: bytes, words: str) -> bytes:
    """The workbook with a drawing that holds one text box."""
    space = "http://schemas.openxmlformats.org/drawingml/2006/main"
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(
            "xl/drawings/drawing1.xml",
            f'<x:wsDr xmlns:x="urn:x" xmlns:a="{space}"><a:p><a:r><a:t>{words}</a:t></a:r></a:p></x:wsDr>',
        )
    return out.getvalue()


LISTED = [("STT", "Tên văn bản", "Độ mật"), ("1", "Báo cáo", "MẬT"), ("2", "Tờ trình", "TỐI MẬT")]


@pytest.mark.parametrize(
    "data",
    [
        spreadsheet("", ("UBND TỈNH SÔNG LAM", "CỘNG HÒA"), ("MẬT",), *LISTED[:1]),
        spreadsheet("", ("MẬT", "Độc lập"), *LISTED),
        spreadsheet("", *LISTED[:1], printed='&"Times New Roman,Bold"&14MẬT'),
        with_box(spreadsheet("", *LISTED), "TUYỆT MẬT"),
    ],
)
def test_a_stamp_of_a_workbook_is_found(tmp_path: Path, data: bytes) -> None:
    assert inspect_file(kept(tmp_path, data)).secrecy in ("MẬT", "TUYỆT MẬT")


def test_a_workbook_that_lists_papers_with_their_degrees_is_no_secret(tmp_path: Path) -> None:
    found = inspect_file(kept(tmp_path, spreadsheet("", *LISTED, printed="Danh mục bí mật nhà nước")))
    assert found == Inspection("xlsx")


def test_a_workbook_that_is_none_is_refused_for_what_it_is(tmp_path: Path) -> None:
    whole = spreadsheet("", *LISTED)
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    wrong = {"empty": b"", "encrypted_word": locked, "damaged": whole[:900], "not_workbook": PLAN}
    with Reader() as reader:
        for code, data in wrong.items():
            with pytest.raises(Refusal) as caught:
                reader.sheets(kept(tmp_path, data))
            assert caught.value.code == code


def test_evidence_of_any_form_is_inspected(tmp_path: Path) -> None:
    image = Sheet()
    image.image = True
    assert inspect_file(kept(tmp_path, PLAN)) == Inspection("docx")
    assert inspect_file(kept(tmp_path, pdf(Sheet().text(60, 80, "Kế hoạch")))) == Inspection("pdf", pages=1)
    unread = {"scan": "scan", "picture": "picture"} if missing() else {}  # a job can read them otherwise
    found = inspect_file(kept(tmp_path, pdf(image)))
    assert found == Inspection("pdf", pages=1, silent=unread.get("scan"))
    english = "The annual report of the partner organisation on open data and budget transparency. " * 20
    assert inspect_file(kept(tmp_path, english.encode())) == Inspection("txt", silent="letters")
    assert inspect_file(kept(tmp_path, b"\x89PNG\r\n\x1a\n")) == Inspection(
        "png", silent=unread.get("picture")
    )
    assert inspect_file(kept(tmp_path, spreadsheet("Báo cáo"))) == Inspection("xlsx")
    secret = inspect_file(kept(tmp_path, spreadsheet("Tối mật")))
    assert (secret.secrecy, secret.ok) == ("Tối mật", False)
    damaged = inspect_file(kept(tmp_path, b"%PDF-1.7 x"))
    assert damaged.refusal is not None and damaged.refusal.code == "damaged"


def test_a_page_is_painted_with_its_stamps(tmp_path: Path) -> None:
    plain = page_picture(kept(tmp_path, pdf(Sheet().text(60, 80, "x"))), 1, 300)
    stamped = page_picture(
        kept(tmp_path, pdf(Sheet().text(60, 80, "x").stamp(200, 300, "402", size=60))), 1, 300
    )
    assert plain.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(plain[16:20], "big") == 300
    assert plain != stamped


def test_a_picture_of_no_page_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        page_picture(kept(tmp_path, pdf(Sheet().text(60, 80, "x"))), 2, 300)
    assert caught.value.code == "no_such_page"
    with pytest.raises(Refusal) as caught:
        page_picture(kept(tmp_path, PLAN), 1, 300)
    assert caught.value.code == "no_pages"
