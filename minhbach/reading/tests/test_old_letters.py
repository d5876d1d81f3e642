"""Letters of before Unicode, and of fonts that PDF writers broke, are read as the letters they mean."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.reading.draft import draft_of
from minhbach.reading.open import open_document
from minhbach.reading.open.encodings import (
    GLYPH_NUMBERS,
    MAC_ROMAN,
    OLD,
    TCVN3,
    TCVN3_CAPITALS,
    VISCII,
    VNI,
    WINDOWS_1258,
    Encoding,
    of_font,
    plain,
)
from minhbach.reading.open.encodings.judging import strange
from minhbach.reading.shapes import Paragraph, Refusal
from minhbach.reading.tests.papers import Sheet, cell, para, pdf, row, table, word

_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_SMALL = [unicodedata.normalize("NFC", b + t) for b in "aăâeêioôơuưy" for t in _TONES] + ["đ"]
LETTERS = _SMALL + [letter.upper() for letter in _SMALL]

PLAN = (
    "UBND TỈNH LÂM SƠN",
    "Số: 15/KH-UBND",
    "Lâm Sơn, ngày 12 tháng 01 năm 2024",
    "KẾ HOẠCH",
    "Nâng cao chất lượng dịch vụ công trực tuyến năm 2024",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "Rút ngắn thời gian giải quyết thủ tục hành chính cho người dân và doanh nghiệp.",
    "II. NHIỆM VỤ",
    "1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát các thủ tục, hoàn thành trước ngày 30/6/2024.",
    "2. Sở Xây dựng chủ trì, phối hợp với UBND các huyện số hóa hồ sơ lưu trữ, xong trong quý III/2024.",
    "3. Sở Y tế tổ chức tập huấn kỹ năng số cho cán bộ, công chức; báo cáo UBND tỉnh trước ngày 15/12/2024.",
)


def encoded(encoding: Encoding, text: str) -> str:
    """Text as a font of this encoding holds it; a small letter where it has no such capital."""
    signs: dict[str, str] = {}
    for sign, letter in encoding.table.items():
        signs.setdefault(letter, sign)
    return "".join(signs.get(one, signs.get(one.lower(), one) if encoding.table is TCVN3.table else one)
                   for one in text)  # fmt: skip


def run(text: str, font: str) -> str:
    look = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>'
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def drafted(data: bytes) -> tuple[object, list[object]]:
    """The draft without the sum of its file, and what it says of the file's letters."""
    draft = draft_of(open_document(data))
    doubts: list[dict[str, object]] = draft.pop("doubts")  # type: ignore[assignment]
    letters = [one for one in doubts if one["path"] == "document" and one["reason"] != "not_found"]
    draft["doubts"] = [one for one in doubts if one not in letters]
    draft["sha256"] = ""
    return json.dumps(draft, ensure_ascii=False), [(one["reason"], one["candidates"]) for one in letters]


def texts(data: bytes) -> tuple[list[str], list[object]]:
    """The paragraphs of a file, and its doubts."""
    source = open_document(data)
    said = [(one.reason, list(one.candidates)) for one in source.doubts]
    return [block.text for block in source.blocks if isinstance(block, Paragraph)], said


def as_bytes(text: str) -> bytes:
    """One byte a sign, as Windows-1252 shows it."""
    return b"".join(one.encode("cp1252" if ord(one) > 0xFF else "latin-1") for one in text)


def sheet(lines: Sequence[str]) -> bytes:
    return pdf(Sheet().lines(60, 80, *lines, step=24, size=11))


@pytest.mark.parametrize("encoding", [VNI, VISCII, WINDOWS_1258, GLYPH_NUMBERS], ids=lambda one: one.name)
@given(st.text(st.sampled_from(LETTERS), min_size=1, max_size=8))
def test_every_letter_comes_back_from_its_encoding(encoding: Encoding, text: str) -> None:
    assert encoding.decode(encoded(encoding, text)) == text


@given(st.text(st.sampled_from(_SMALL), min_size=1, max_size=8))
def test_the_old_standard_has_every_small_letter_and_a_font_for_capitals(text: str) -> None:
    assert TCVN3.decode(encoded(TCVN3, text)) == text
    assert TCVN3_CAPITALS.decode(encoded(TCVN3, text)) == text.upper()


@given(st.text(st.sampled_from("àáâãèéêìíòóôõùúý"), min_size=1, max_size=8))
def test_bytes_taken_for_those_of_another_machine_come_back(text: str) -> None:
    assert MAC_ROMAN.decode(text.encode("cp1252").decode("mac_roman")) == text


@given(st.text(st.sampled_from([*LETTERS, *" bcdghklmnpqrstvx.,;:-/()0123456789"]), max_size=60))
def test_text_in_unicode_is_never_changed(text: str) -> None:
    assert plain.of_text(f"Kế hoạch {text}") == (f"Kế hoạch {text}", ())
    assert all(one.decode(f"ế {text}") == f"ế {text}" for one in OLD)


def test_no_sign_of_a_paper_in_unicode_starts_a_judgement() -> None:
    assert not strange((*LETTERS, *map(chr, range(0x20, 0x7F)), *"–—“”‘’…•·≥≤±²³°§«»₫\u00a0"))
    assert strange(("n©ng cao",)) and strange(("naâng cao chæ soá",)) and strange(("QăP\x03Qj\\",))


@pytest.mark.parametrize("encoding", [TCVN3, VNI, VISCII, WINDOWS_1258], ids=lambda one: one.name)
def test_plain_text_of_eight_bits_gives_the_draft_of_the_text_in_unicode(encoding: Encoding) -> None:
    want, said = drafted("\n".join(PLAN).encode())
    assert not said
    found = drafted(as_bytes(encoded(encoding, "\n".join(PLAN))))
    assert found == (want, [("letters_converted", [encoding.name])])


def test_old_letters_pasted_into_a_text_of_unicode_are_read() -> None:
    want, _ = drafted("\n".join(PLAN).encode())
    found = drafted(encoded(VNI, "\n".join(PLAN)).encode())
    assert found == (want, [("letters_converted", ["VNI"])])


def test_text_of_eight_bits_that_no_table_makes_words_of_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        open_document(
            "Überprüfung der Maßnahmen für die Straße, größtmögliche Förderung".encode("latin-1") * 9
        )
    assert caught.value.code == "encoding"


@pytest.mark.parametrize(
    ("fonts", "encodings"),
    [
        ((".VnTime",), [TCVN3]),
        (("VNI-Times",), [VNI]),
        (("Times New Roman",), [TCVN3]),  # the name says nothing: the words do
        ((".VnTime", "VNI-Helve", "Times New Roman"), [TCVN3, VNI, None]),
        ((".VnArial", "Arial"), [None, None]),  # typed in Unicode, shown by Word in another font
    ],
)
def test_a_word_file_in_old_fonts_gives_the_draft_of_the_file_in_unicode(
    fonts: Sequence[str], encodings: Sequence[Encoding | None]
) -> None:
    """Paragraph by paragraph in another font, each with its encoding."""
    ways = list(zip(fonts, encodings, strict=True))

    def paper(*, old: bool) -> bytes:
        body = []
        for at, line in enumerate(PLAN):
            font, encoding = ways[at % len(ways)]
            body.append(para(run(encoded(encoding, line) if old and encoding else line, font)))
        return word(*body)

    want, _ = drafted(paper(old=False))
    names = sorted({one.name for one in encodings if one})
    found, said = drafted(paper(old=True))
    assert found == want
    assert [(reason, sorted(names)) for reason, names in said] == (
        [("letters_converted", names)] if names else []
    )


def test_capitals_typed_in_the_font_of_capitals_are_capitals() -> None:
    body = [para(run(encoded(TCVN3, line.lower()), ".VnTimeH") if line.isupper() else
                 run(encoded(TCVN3, line), ".VnTime")) for line in PLAN]  # fmt: skip
    source = open_document(word(*body))
    assert [block.text for block in source.blocks if isinstance(block, Paragraph)] == list(PLAN)


def test_a_letter_typed_as_a_soft_hyphen_is_kept() -> None:
    said = encoded(TCVN3, "Phường Hưng Đạo được hướng dẫn rà soát lưu trữ").split("\u00ad")
    look = '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>'
    parts = "<w:softHyphen/>".join(f"<w:t>{part}</w:t>" for part in said)
    source = open_document(word(para(f"<w:r>{look}{parts}</w:r>")))
    assert source.blocks[0].text == "Phường Hưng Đạo được hướng dẫn rà soát lưu trữ"  # type: ignore[union-attr]


def test_decomposed_letters_are_composed_without_a_doubt() -> None:
    want, _ = drafted(word(*(para(line) for line in PLAN)))
    assert drafted(word(*(para(unicodedata.normalize("NFD", line)) for line in PLAN))) == (want, [])


def test_cells_of_a_table_in_an_old_font_are_read() -> None:
    heads = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian")
    rows = [("1", "Rà soát thủ tục hành chính", "Sở Nội vụ", "Tháng 6/2024"),
            ("2", "Số hóa hồ sơ lưu trữ", "Sở Xây dựng", "Quý III/2024")]  # fmt: skip

    def paper(encoding: Encoding | None) -> bytes:
        def old(text: str) -> str:
            said = encoded(encoding, text) if encoding else text
            return cell(para(run(said, ".VnTime" if encoding else "Arial")))

        return word(para("KẾ HOẠCH"), table(*(row(*map(old, line)) for line in (heads, *rows))))

    assert drafted(paper(TCVN3)) == (drafted(paper(None))[0], [("letters_converted", ["TCVN3"])])


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        (VNI, ("letters_converted", ["VNI"])),
        (TCVN3, ("letters_converted", ["TCVN3"])),
        (GLYPH_NUMBERS, ("word_slip", [])),
    ],
    ids=["VNI", "TCVN3", "glyph numbers"],
)
def test_a_pdf_with_other_letters_than_it_shows_gives_the_draft_of_the_good_one(
    encoding: Encoding, said: tuple[str, list[str]]
) -> None:
    want, nothing = texts(sheet(PLAN))
    assert not nothing
    assert texts(sheet([encoded(encoding, line) for line in PLAN])) == (want, [said])


def test_glyph_numbers_that_a_program_wrote_out_are_letters() -> None:
    written = "\n".join(PLAN).replace("ị", "(cid:1231)").replace("ử", "(cid:1257)")
    source = open_document(written.encode())
    assert "dịch vụ" in " ".join(block.text for block in source.blocks if isinstance(block, Paragraph))
    assert [one.reason for one in source.doubts] == ["word_slip"]


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        (".VnTime", TCVN3), ("ABCDEF+.VnTime,Bold", TCVN3), (".VnTimeH", TCVN3_CAPITALS),
        (".VnArialH,Bold", TCVN3_CAPITALS), (".VnHelvetIns", TCVN3), ("VNI-Times", VNI),
        ("Times New Roman", None), ("Arial", None), ("Vntage", None),
    ],
)  # fmt: skip
def test_the_name_of_a_font_tells_its_encoding(name: str, encoding: Encoding | None) -> None:
    assert of_font(name) is encoding
