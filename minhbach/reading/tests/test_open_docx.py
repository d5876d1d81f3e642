"""Word files: what python-docx drops is read, what nobody sees is not."""

from __future__ import annotations

import io
import zipfile

import pytest

from minhbach.reading.limits import Limits
from minhbach.reading.open import open_document
from minhbach.reading.open.docx.numbers import written_number
from minhbach.reading.shapes import Merge, Paragraph, Refusal, Source, Table, Zone
from minhbach.reading.tests.papers import cell, para, row, run, table, word


def texts(source: Source) -> list[str]:
    return [block.text for block in source.blocks if isinstance(block, Paragraph)]


def only_table(source: Source) -> Table:
    (found,) = [block for block in source.blocks if isinstance(block, Table)]
    return found


def grid(found: Table) -> list[list[str]]:
    return [[one.text for one in line.cells] for line in found.rows]


def test_tracked_changes_are_read_as_accepted_and_give_a_doubt() -> None:
    source = open_document(
        word(
            para(
                run("Hoàn thành trước "),
                "<w:del><w:r><w:delText>30/6</w:delText></w:r></w:del>",
                f"<w:ins>{run('15/7')}</w:ins>",
                run("/2024"),
            )
        )
    )
    assert texts(source) == ["Hoàn thành trước 15/7/2024"]
    assert [doubt.reason for doubt in source.doubts] == ["tracked_changes"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    source = open_document(
        word(para(run("Sở Tư "), props="<w:rPr><w:del/></w:rPr>"), para("pháp"), para("Sau"))
    )
    assert texts(source) == ["Sở Tư pháp", "Sau"]


def test_content_controls_hyphens_symbols_and_hidden_text() -> None:
    source = open_document(
        word(
            "<w:sdt><w:sdtContent>" + para("Số: ", f"<w:sdt><w:sdtContent>{run('57')}</w:sdtContent></w:sdt>",
            "<w:r><w:t>/KH</w:t><w:noBreakHyphen/><w:t>UBND</w:t></w:r>") + "</w:sdtContent></w:sdt>",
            para("Đạt ", '<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t> 90%</w:t></w:r>',
                 "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"),
        )
    )  # fmt: skip
    assert texts(source) == ["Số: 57/KH-UBND", "Đạt ≥ 90%"]


def test_a_text_box_is_read_once() -> None:
    box = "<w:txbxContent>" + para("DỰ THẢO") + "</w:txbxContent>"
    inside = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(open_document(word(para(run("Kế hoạch"), inside)))) == ["Kế hoạch", "DỰ THẢO"]


def numbering(*levels: str) -> str:
    made = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind.split("|")[0]}"/>'
        f'<w:lvlText w:val="{kind.split("|")[1]}"/></w:lvl>'
        for at, kind in enumerate(levels)
    )
    return (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:abstractNum w:abstractNumId="7">{made}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )


def numbered(text: str, level: int = 0, number: int = 1) -> str:
    return para(text, props=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_are_counted_by_level_and_shared_by_lists_of_one_definition() -> None:
    source = open_document(
        word(
            numbered("Mục đích"),
            numbered("Rà soát", 1),
            numbered("Công khai", 1),
            numbered("Yêu cầu", 0, number=2),
            numbered("Bám sát", 1),
            parts={"numbering.xml": numbering("upperRoman|%1.", "decimal|%1.%2.")},
        )
    )
    assert texts(source) == ["I. Mục đích", "I.1. Rà soát", "I.2. Công khai", "II. Yêu cầu", "II.1. Bám sát"]


def test_bullets_are_dashes() -> None:
    source = open_document(word(numbered("Rà soát"), parts={"numbering.xml": numbering("bullet|\uf0b7")}))
    assert texts(source) == ["- Rà soát"]


@pytest.mark.parametrize(
    ("number", "kind", "shown"),
    [(4, "upperRoman", "IV"), (28, "lowerLetter", "bb"), (7, "decimalZero", "07"), (3, "unknown", "3")],
)
def test_number_formats(number: int, kind: str, shown: str) -> None:
    assert written_number(number, kind) == shown


def test_merged_cells_hand_down_their_value_and_empty_cells_stay_empty() -> None:
    down = '<w:vMerge w:val="restart"/>'
    found = only_table(
        open_document(
            word(
                table(
                    row("STT", "Chỉ tiêu", "Nhiệm vụ", props="<w:tblHeader/>"),
                    row(cell("1", down), cell("Minh bạch", down), "Công bố"),
                    row(cell("", "<w:vMerge/>"), cell("", "<w:vMerge/>"), "Công khai"),
                    row("2", "", "Đăng tải"),
                )
            )
        )
    )
    assert grid(found)[1:] == [
        ["1", "Minh bạch", "Công bố"],
        ["1", "Minh bạch", "Công khai"],
        ["2", "", "Đăng tải"],
    ]
    assert [one.merge for one in found.rows[2].cells] == [Merge.HANDED_DOWN, Merge.HANDED_DOWN, Merge.OWN]
    assert found.rows[1].cells[0].rowspan == 2
    assert found.rows[3].cells[1].merge is Merge.OWN
    assert [line.header for line in found.rows] == [True, False, False, False]


def test_a_merge_is_matched_by_grid_column_and_not_by_cell_index() -> None:
    found = only_table(
        open_document(
            word(
                table(
                    row("a", "b", cell("c", '<w:vMerge w:val="restart"/>')),
                    row(cell("rộng", '<w:gridSpan w:val="2"/>'), cell("", "<w:vMerge/>")),
                )
            )
        )
    )
    assert grid(found) == [["a", "b", "c"], ["rộng", "", "c"]]
    assert [one.merge for one in found.rows[1].cells] == [Merge.OWN, Merge.SPANNED, Merge.HANDED_DOWN]
    assert found.rows[1].cells[0].colspan == 2


def test_deleted_rows_and_rows_in_content_controls() -> None:
    found = only_table(
        open_document(
            word(
                table(
                    row("1", "x", "y"),
                    row("2", "x", "y", props="<w:del/>"),
                    f"<w:sdt><w:sdtContent>{row('3', 'x', 'y')}</w:sdtContent></w:sdt>",
                )
            )
        )
    )
    assert [line[0] for line in grid(found)] == ["1", "3"]


def test_a_lying_span_does_not_grow_the_table() -> None:
    found = only_table(
        open_document(
            word(table(row(cell("a", '<w:gridSpan w:val="900000000"/>'), "b"), row("c", "d", "e", "f")))
        )
    )
    assert len(found.rows[0].cells) <= 4


def test_letterhead_and_foot_tables_are_read_by_column() -> None:
    source = open_document(
        word(
            table(
                row("UBND TỈNH A", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                row("Số:    /KH-UBND", "A, ngày   tháng 7 năm 2023"),
                ruled=False,
            ),
            para("KẾ HOẠCH"),
            table(
                row(cell(para("Nơi nhận:") + para("- Như trên;")), cell(para("KT. CHỦ TỊCH") + para("Lê A"))),
                ruled=False,
            ),
        )
    )
    zones = [(block.zone, block.text) for block in source.blocks if isinstance(block, Paragraph)]
    assert zones == [
        (Zone.LETTERHEAD_LEFT, "UBND TỈNH A"),
        (Zone.LETTERHEAD_LEFT, "Số: /KH-UBND"),
        (Zone.LETTERHEAD_RIGHT, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (Zone.LETTERHEAD_RIGHT, "A, ngày tháng 7 năm 2023"),
        (Zone.BODY, "KẾ HOẠCH"),
        (Zone.RECIPIENTS, "Nơi nhận:"),
        (Zone.RECIPIENTS, "- Như trên;"),
        (Zone.SIGNATURE, "KT. CHỦ TỊCH"),
        (Zone.SIGNATURE, "Lê A"),
    ]


def test_footnotes_and_headers_are_kept_apart_from_the_body() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    source = open_document(
        word(
            para("Theo Quyết định", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
            parts={
                "footnotes.xml": f"<w:footnotes {space}>"
                f'<w:footnote w:type="separator">{para("---")}</w:footnote>'
                f"<w:footnote>{para('Số 12/QĐ-UBND')}</w:footnote></w:footnotes>",
                "header.xml": f"<w:hdr {space}>{para('Trang đầu')}</w:hdr>",
            },
        )
    )
    assert texts(source) == ["Theo Quyết định"]
    assert source.footnotes == ("Số 12/QĐ-UBND",)
    assert source.running == ("Trang đầu",)


def test_every_cell_paragraph_knows_its_place() -> None:
    source = open_document(
        word(para("Trước"), table(row("a", cell(para("một") + para("hai"))), row("b", "c")))
    )
    found = only_table(source)
    place = found.rows[0].cells[1].paragraphs[1].place
    assert (place.block, place.table, place.row, place.cell, place.start, place.end) == (1, 0, 0, 1, 4, 7)
    assert found.rows[0].cells[1].text[place.start : place.end] == "hai"


def refused(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(Refusal) as caught:
        open_document(data, limits=limits or Limits())
    assert caught.value.sentence.endswith(".")
    return caught.value.code


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;">]>'
    assert refused(word(para("x"), head=bomb)) == "entities"


def test_a_zip_that_unpacks_to_more_than_it_may_is_refused() -> None:
    data = word(para("x"), parts={"word/media/a.bin": "0" * 3_000_000})
    assert refused(data, Limits(unzipped_mb=2)) == "too_large_unzipped"


def test_too_many_table_rows_are_refused() -> None:
    assert refused(word(table(*[row("a", "b", "c", "d")] * 30)), Limits(table_rows=29)) == "too_many_rows"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\x00" * 100, "empty"),
        (b"PK\x03\x04garbage", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "old_word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted_word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "old_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"PowerPoint", "old_office"),
        (b"{\\rtf1 abc}", "rich_text"),
        (b"GIF89a....", "picture"),
        (b"<!DOCTYPE html><html><body>x</body></html>", "web_page"),
        (bytes(range(256)) * 20, "unknown_form"),
        ("Kế hoạch năm 2024 về việc".encode("cp1258", "replace") + b" k\xea", "encoding"),
    ],
)
def test_other_forms_are_refused_by_name(data: bytes, code: str) -> None:
    assert refused(data) == code


@pytest.mark.parametrize(
    ("name", "code"), [("xl/workbook.xml", "damaged"), ("ppt/a.xml", "slides"), ("a.txt", "archive")]
)
def test_other_packages_are_refused_by_name(name: str, code: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
    assert refused(out.getvalue()) == code


def test_letters_of_a_font_that_no_table_knows_are_refused() -> None:
    assert refused(word(para("xqz hfo wrtk zcao chw sptr nl vcg cznh trfnh " * 20))) == "letters"


def test_a_row_number_set_by_the_program_stands_in_its_cell() -> None:
    """A number cell holds an empty paragraph with automatic numbering; an empty bullet says nothing."""
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    forms = (("decimal", "%1."), ("bullet", "-"))
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{shown}"/></w:lvl></w:abstractNum>'
        for n, (form, shown) in enumerate(forms, 1)
    )
    used = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    numbers = {"numbering.xml": f"<w:numbering {space}>{kinds}{used}</w:numbering>"}
    one, dash = (para("", props=listed.format(n)) for n in (1, 2))
    rows = [row(cell(one), cell(f"Việc {n}"), cell(dash), cell("Quý I")) for n in "abc"]
    found = only_table(open_document(word(table(*rows), parts=numbers)))
    assert [line.cells[0].text for line in found.rows] == ["1.", "2.", "3."]
    assert {line.cells[2].text for line in found.rows} == {""}
