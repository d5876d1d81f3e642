"""Broken files never escape as anything but a Refusal: flipped bits, cut ends, swapped parts.

In-process with a bounded count here; `make torture` raises MINHBACH_MUTANTS and runs them in the child.
"""

from __future__ import annotations

import io
import os
import random
import zipfile
from pathlib import Path

import pytest

from minhbach.reading.limits import Limits
from minhbach.reading.open import open_document
from minhbach.reading.sandbox import Reader
from minhbach.reading.shapes import Refusal, Source
from minhbach.reading.tests.papers import Sheet, cell, para, pdf, row, run, table, word

MUTANTS = int(os.environ.get("MINHBACH_MUTANTS", "100"))
LIMITS = Limits(seconds=20, unzipped_mb=20)


def word_paper() -> bytes:
    return word(
        para(run("KẾ HOẠCH", bold=True)),
        para("1. Mục đích", props='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
        table(
            row("STT", "Nhiệm vụ", "Chủ trì", "Thời gian"),
            row(cell("1", '<w:vMerge w:val="restart"/>'), "Rà soát", "Sở Nội vụ", "Năm 2024"),
            row(cell("", "<w:vMerge/>"), cell("Công khai", '<w:gridSpan w:val="2"/>'), "Quý I"),
        ),
        parts={
            "styles.xml": '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
        },
    )


def pdf_paper() -> bytes:
    sheet = Sheet().text(60, 60, "Số:      /KH-UBND").stamp(84, 62, "12").text(60, 90, "KẾ HOẠCH", bold=True)
    sheet.grid([50, 90, 320, 545], [100, 130, 160]).text(55, 115, "STT").text(95, 115, "Nhiệm vụ").text(
        95, 145, "Rà soát"
    )
    return pdf(sheet, Sheet(turned=90).text(60, 60, "Phụ lục"))


def mutated(data: bytes, chance: random.Random) -> bytes:
    """One of the ways a file breaks."""
    kind = chance.randrange(5)
    if kind == 0:
        return data[: chance.randrange(len(data))]
    out = bytearray(data)
    if kind == 1:
        for _ in range(chance.randrange(1, 20)):
            out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    elif kind == 2:
        start = chance.randrange(len(out))
        del out[start : start + chance.randrange(1, 200)]
    elif kind == 3:
        start = chance.randrange(len(out))
        out[start : start + chance.randrange(1, 64)] = chance.randbytes(chance.randrange(1, 64))
    else:
        start, end = sorted(chance.randrange(len(out)) for _ in range(2))
        out[start:start] = out[start : min(end, start + 500)]
    return bytes(out)


def mutated_xml(data: bytes, chance: random.Random) -> bytes:
    """The same inside the parts of a Word file, where the zip's own checks do not catch it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml" or chance.random() < 0.2:
                part = shuffled(part, chance)
            new.writestr(name, part)
    return out.getvalue()


def shuffled(part: bytes, chance: random.Random) -> bytes:
    """Tags swapped, dropped or doubled: well-formed at times, nonsense always."""
    pieces = part.replace(b">", b">\n").split(b"\n")
    for _ in range(min(chance.randrange(1, 6), len(pieces) - 1)):
        at, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        kind = chance.randrange(4)
        if kind == 0:
            pieces[at], pieces[other] = pieces[other], pieces[at]
        elif kind == 1:
            del pieces[at]
        elif kind == 2:
            pieces.insert(other, pieces[at])
        else:
            pieces[at] = pieces[at].replace(b'"1"', b'"-99999999999999"').replace(b'"0"', b'"\xc3\xa9"')
    return b"".join(pieces)


def opened(data: bytes) -> Source | Refusal:
    try:
        return open_document(data, limits=LIMITS)
    except Refusal as refusal:
        return refusal


@pytest.mark.parametrize("paper", [word_paper, pdf_paper])
def test_a_mutant_is_read_or_refused(paper) -> None:  # type: ignore[no-untyped-def]
    chance = random.Random(20240630)
    data = paper()
    assert isinstance(opened(data), Source)
    refused = 0
    for _ in range(MUTANTS):
        answer = opened(mutated(data, chance))
        if isinstance(answer, Refusal):
            refused += 1
            assert answer.sentence.endswith(".")
    assert refused  # the mutants do break the file


def test_a_mutant_inside_the_zip_is_read_or_refused() -> None:
    chance = random.Random(7)
    data = word_paper()
    answers = [opened(mutated_xml(data, chance)) for _ in range(MUTANTS)]
    assert {type(answer) for answer in answers} == {Source, Refusal}


@pytest.mark.torture
def test_the_child_survives_mutants_or_is_replaced(tmp_path: Path) -> None:
    chance = random.Random(11)
    path = tmp_path / "file"
    with Reader(limits=LIMITS) as reader:
        for number in range(MUTANTS):
            data = (word_paper, pdf_paper)[number % 2]()
            path.write_bytes(mutated(data, chance))
            try:
                reader.read_plan(path)
            except Refusal as refusal:
                assert refusal.code != "timeout"
        path.write_bytes(word_paper())
        assert reader.read_plan(path)["tasks"]


def test_a_bomb_of_zeros_is_refused_before_it_is_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 30_000_000)
    answer = opened(out.getvalue())
    assert isinstance(answer, Refusal) and answer.code == "too_large_unzipped"
    assert "20 MB" in answer.sentence


def test_a_zip_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(word_paper())
    true = zipfile.ZipFile(io.BytesIO(bytes(data))).getinfo("word/document.xml").file_size
    lie = data.replace(true.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    answer = opened(bytes(lie))
    assert isinstance(answer, Refusal) and answer.code == "damaged"


def test_deep_nesting_is_refused() -> None:
    deep = "<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000
    answer = opened(word(deep))
    assert isinstance(answer, Refusal)


@pytest.mark.parametrize(
    "grain",
    [b"\xff", b"\xff\xfe\xf9\xfa" * 50 + b"\x80", bytes(range(14, 31)) + b"\xd0" * 3000],
)
def test_the_points_of_a_picture_are_no_text_of_eight_bits(
    grain: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def judged(data: bytes) -> None:
        pytest.fail("judging its letters would take minutes")

    monkeypatch.setattr("minhbach.reading.open.encodings.plain.of_bytes", judged)
    with pytest.raises(Refusal) as caught:
        open_document((grain * (2_000_000 // len(grain)))[3:])
    assert caught.value.code == "unknown_form"
