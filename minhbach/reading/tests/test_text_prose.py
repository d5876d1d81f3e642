"""Wrapped lines become paragraphs, and the parts of the paper are told apart."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from minhbach.reading.draft import draft_of
from minhbach.reading.open.text import open_text
from minhbach.reading.rebuild.lines import clean
from minhbach.reading.shapes import Paragraph, Source, Table, Zone

PLAN = """
ỦY BAN NHÂN DÂN

TỈNH AN BÌNH

Số: 12/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

Độc lập - Tự do - Hạnh phúc

An Bình, ngày 03 tháng 02 năm 2026

KẾ HOẠCH

Chăm sóc cây xanh đô thị và các vườn hoa công cộng

trên địa bàn tỉnh năm 2026

I. MỤC ĐÍCH

- Giữ cho hàng cây trên các tuyến phố chính luôn xanh tốt, không để cành khô

gãy đổ vào mùa mưa bão, góp phần phát triển kinh tế

- xã hội của các khu dân cư; từng bước lập hồ sơ điện tử cho mỗi cây cổ thụ theo

quy định tại Quyết định số 15/QĐ-

UBND của tỉnh.

- Huy động người dân cùng chăm sóc vườn hoa trước nhà, gắn với phong trào thi

đua của từng thôn, bản, tổ dân phố1.

II. NHIỆM VỤ

1. Sở Xây dựng kiểm tra gốc cây và cành cây dọc các tuyến đường do tỉnh quản lý

vào tháng 4 và tháng 9 hằng năm.

2. UBND cấp xã phân công người trông coi từng vườn hoa, niêm yết tên người đó ở

cổng vườn để người dân tiện liên hệ.
{rule}
1 Theo Nghị quyết số 04/NQ-HĐND của tỉnh.

Nơi nhận:

- Sở Xây dựng;

- UBND cấp xã;

- Lưu: VT.

TM. ỦY BAN NHÂN DÂN

KT. CHỦ TỊCH

PHÓ CHỦ TỊCH

Trần Văn Mười
""".replace("{rule}", " " * 40)


def bodies(source: Source, zone: Zone = Zone.BODY) -> list[str]:
    return [b.text for b in source.blocks if isinstance(b, Paragraph) and b.zone is zone]


def test_wrapped_lines_are_joined_and_bullets_stay_apart() -> None:
    body = bodies(open_text(PLAN))
    assert "KẾ HOẠCH" in body
    assert "Chăm sóc cây xanh đô thị và các vườn hoa công cộng trên địa bàn tỉnh năm 2026" in body
    assert sum(text.startswith("- ") for text in body) == 2
    assert [text[:2] for text in body[-2:]] == ["1.", "2."]


def test_a_dash_inside_a_compound_is_no_bullet_and_a_split_number_closes_up() -> None:
    first = next(text for text in bodies(open_text(PLAN)) if text.startswith("- Giữ"))
    assert "kinh tế - xã hội" in first
    assert "15/QĐ-UBND" in first


def test_letterhead_recipients_and_signature_have_their_zones() -> None:
    source = open_text(PLAN)
    assert bodies(source, Zone.LETTERHEAD_LEFT) == ["ỦY BAN NHÂN DÂN", "TỈNH AN BÌNH", "Số: 12/KH-UBND"]
    assert bodies(source, Zone.LETTERHEAD_RIGHT)[-1] == "An Bình, ngày 03 tháng 02 năm 2026"
    assert bodies(source, Zone.RECIPIENTS) == ["Nơi nhận:", "- Sở Xây dựng;", "- UBND cấp xã;", "- Lưu: VT."]
    assert bodies(source, Zone.SIGNATURE)[-1] == "Trần Văn Mười"


def test_a_footnote_leaves_the_body_and_its_digit_the_word() -> None:
    source = open_text(PLAN.replace("\n\nNơi nhận", "\n\n\n\n\nNơi nhận"))
    assert source.footnotes == ("Theo Nghị quyết số 04/NQ-HĐND của tỉnh.",)
    assert any(text.endswith("tổ dân phố.") for text in bodies(source))


def test_decomposed_letters_are_composed_at_the_door() -> None:
    import unicodedata

    assert bodies(open_text(unicodedata.normalize("NFD", PLAN))) == bodies(open_text(PLAN))


def every_word(source: Source) -> list[str]:
    words: list[str] = []
    for block in source.blocks:
        if isinstance(block, Table):
            words += [w for row in block.rows for cell in row.cells for w in cell.text.split()]
        else:
            words += block.text.split()
    return words


WORDS = st.sampled_from(
    [
        "Sở",
        "Nội",
        "vụ",
        "rà",
        "soát",
        "STT",
        "TT",
        "1",
        "2",
        "1.1.",
        "-",
        "|",
        "Thường",
        "xuyên,",
        "Năm",
        "2026;",
        "Nhiệm",
        "vụ",
        "Chủ",
        "trì",
        "Phối",
        "hợp",
        "Thời",
        "gian",
        "I",
        "II",
        "a)",
        "**",
        "#",
        "(x)",
    ]
)
LINES = st.lists(WORDS, max_size=9).map(" ".join)


ROWS = st.lists(
    st.sampled_from(
        [
            "STT Nhiệm vụ Cơ quan chủ trì Cơ quan phối hợp Thời gian",
            "STT",
            "1",
            "2",
            "3",
            "1.1. Rà soát",
            "- Lập sổ",
            "I",
            "II Việc",
            "Sở Nội vụ,",
            "UBND cấp xã",
            "và",
            "Năm 2026",
            "Thường xuyên",
            "rà soát các bước",
            "Kế hoạch",
            "",
            " ",
            "   ",
            "\x0c",
        ]
    ),
    max_size=60,
)


@settings(max_examples=250, deadline=None)
@given(ROWS)
def test_any_order_of_the_lines_of_a_table_is_read_without_failing(lines: list[str]) -> None:
    head = "STT Nhiệm vụ Cơ quan chủ trì Cơ quan phối hợp Thời gian\n\n"
    source = open_text(head + "\n".join(lines))
    kept = every_word(source)
    for word in ("Rà", "xuyên", "bước"):
        assert (word in kept) == any(word in line.split() for line in lines)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=40), st.sampled_from(["\n", "\n\n", "\n \n", "\t"]))
def test_any_heap_of_lines_is_read_without_failing(lines: list[str], gap: str) -> None:
    open_text(gap.join(lines))


PLAIN = st.lists(st.text("abcdeghiklmnouươđáàảãạ ABC,.;:", min_size=1, max_size=60), min_size=1, max_size=25)


@settings(max_examples=150, deadline=None)
@given(PLAIN, st.sampled_from(["\n", "\n\n"]))
def test_no_letter_of_a_plain_text_is_lost(lines: list[str], gap: str) -> None:
    text = gap.join(lines)
    read = "".join(every_word(open_text(text)))
    assert sorted(read) == sorted("".join(clean(text).split()))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_no_text_whatever_makes_it_fail(text: str) -> None:
    open_text(text)


def test_bold_marks_in_wrapped_lines_are_no_words() -> None:
    lines = (
        "**Sở Y tế** khám sức khỏe cho người cao tuổi trong tỉnh,",
        "lập hồ sơ theo dõi và gửi kết quả khám cho",
        "từng người trong thời gian sớm nhất.",
    )
    found = " ".join(b.text for b in open_text("\n".join(lines * 4)).blocks if isinstance(b, Paragraph))
    assert "Sở Y tế khám" in found and "*" not in found


def test_a_star_between_blanks_is_a_sign_of_its_own() -> None:
    found = open_text("Định mức: 2 * 3 hộp.\n\n**Sở Y tế** cấp *đủ* thuốc.").blocks
    assert [b.text for b in found if isinstance(b, Paragraph)] == [
        "Định mức: 2 * 3 hộp.",
        "Sở Y tế cấp đủ thuốc.",
    ]


def test_a_dash_behind_a_name_that_has_both_halves_opens_a_bullet():
    text = (
        "II. TỔ CHỨC THỰC HIỆN\n2. Vụ Kế hoạch - Tài chính\n- Thay bàn ghế không đúng cỡ của khối lớp một.\n"
    )
    assert [b.text for b in open_text(text).blocks][-2:] == [
        "2. Vụ Kế hoạch - Tài chính",
        "- Thay bàn ghế không đúng cỡ của khối lớp một.",
    ]


def test_what_a_report_is_about_is_not_where_it_goes():
    text = (
        "KẾ HOẠCH\nPhòng bệnh mùa hè năm 2026\nIII. TỔ CHỨC THỰC HIỆN\n"
        "- Đề nghị các đơn vị hàng tháng kiểm điểm, gửi báo cáo về Sở Y tế (theo mẫu kèm theo)"
        " trước ngày 2 tháng sau.\n"
        "- Sở Y tế: Giao phòng Nghiệp vụ Y chủ trì, phối hợp với Cổng Thông tin điện tử theo dõi, tổng hợp,"
        " báo cáo UBND tỉnh hàng tháng trước ngày 5 tháng sau.\n"
    )
    draft = draft_of(open_text(text))
    assert [(d["to"], d["content"]) for d in draft["reporting"]] == [("Sở Y tế", []), ("UBND tỉnh", [])]
    assert draft["tasks"][-1]["coordinating"] == ["Cổng Thông tin điện tử"]


def test_a_party_writes_the_power_it_signs_by_with_a_bar():
    source = open_text(PLAN.replace("TM. ỦY BAN NHÂN DÂN", "T/M BAN THƯỜNG VỤ"))
    assert bodies(source, Zone.SIGNATURE)[0] == "T/M BAN THƯỜNG VỤ"
