"""What the engine took for something else: told by its own second thoughts and by strokes in the picture."""

from __future__ import annotations

from typing import Any

import pytest

np = pytest.importorskip("numpy", reason="the extra ocr is not installed")

from minhbach.reading.open.ocr.hocr import lines_of  # noqa: E402
from minhbach.reading.open.ocr.rivals import agreed, settled  # noqa: E402
from minhbach.reading.open.ocr.seen import Seen  # noqa: E402
from minhbach.reading.open.ocr.signs import as_shown  # noqa: E402
from minhbach.reading.open.zones import with_foot  # noqa: E402
from minhbach.reading.shapes import Paragraph, Zone  # noqa: E402


def word(text: str, **rivals: str) -> Seen:
    """A word, and what the engine took for possible in the place of some of its letters."""
    return Seen(text, (0, 0, 9, 9), 9, 9, 90, 1, tuple(rivals.get(letter, "") for letter in text))


def read(*lines: list[Seen]) -> str:
    return "\n".join(" ".join(word.text for word in line) for line in settled(lines))


def test_a_tone_is_that_of_the_pair_which_the_engine_saw_too() -> None:
    assert read([word("Phòng"), word("Tố", ố="õổỔ"), word("chức")]) == "Phòng Tổ chức"
    assert read([word("các"), word("Chỉ", ỉ="íi"), word("cục,")]) == "các Chi cục,"
    assert read([word("Hãng", ã="ằă")], [word("quý")]) == "Hằng\nquý"


def test_a_pair_that_the_engine_never_saw_is_not_put_in() -> None:
    assert read([word("môi"), word("trường"), word("phòng")]) == "môi trường phòng"
    assert read([word("Tố"), word("chức")]) == "Tố chức"


def test_a_word_that_makes_a_pair_with_its_other_neighbour_stays() -> None:
    line = [word("cải"), word("cách", á="a"), word("chỉ", ỉ="i"), word("tiêu")]
    assert read(line) == "cải cách chỉ tiêu"
    assert read([word("kiểm"), word("tra", a="ả"), word("lời")]) == "kiểm tra lời"


def test_what_is_no_syllable_is_the_one_syllable_that_the_engine_saw() -> None:
    assert read([word("Läp", ä="ắ"), word("camera")]) == "Lắp camera"
    assert read([word("Mộng", ộ="ọồ")]) == "Mộng"


def test_a_letter_that_no_paper_has_is_the_likeliest_that_the_engine_saw() -> None:
    assert read([word("ø)", ø="gØ8")]) == "g)"
    assert read([word("Läp", ä="ắậ"), word("ä")]) == "Lắp ä"


def test_two_syllables_of_a_pair_may_both_be_second_thoughts() -> None:
    assert read([word("Cục"), word("Chuyến", ế="ể"), word("đối", ố="ổ"), word("số")]) == "Cục Chuyển đổi số"


def test_a_pair_that_the_paper_uses_again_and_again_is_known() -> None:
    page = [[word("Nông"), word("dân")]] * 3 + [[word("Nông"), word("dần", ầ="â")]]
    (lines,) = agreed([page])
    assert lines[-1][1].text == "dân"


def test_what_makes_a_pair_is_sure_and_what_makes_none_is_not_where_its_marks_may_be_others() -> None:
    weak = Seen("Chi", (0, 0, 9, 9), 9, 9, 70, 1, ("", "", "ỉ"))
    ((one, two),) = settled([[weak, word("cục")]])
    assert (one.sure, two.sure) == (90, 90)
    ((lone,),) = settled([[word("biến", ế="ể")]])
    assert lone.sure < 85


def test_figures_and_abbreviations_stay_as_they_were_read() -> None:
    line = [word("15/8/2026", **{"8": "3B"}), word("HĐND", Đ="D")]
    assert read(line) == "15/8/2026 HĐND"


def strokes(count: int, *, slash: bool = True) -> Any:
    """Upright strokes that hang together at their feet, and a slash behind them."""
    shown = np.full((26, 12 * count + 20), 255, np.uint8)
    for n in range(count):
        shown[:, 4 + 10 * n : 7 + 10 * n] = 0
    shown[24:, 2 : 10 * count] = 0
    shown[:2, 2 : 10 * count] = 0
    if slash:
        for y in range(26):
            x = 10 * count + 2 + (25 - y) // 3
            shown[y, x : x + 3] = 0
    return shown


@pytest.mark.parametrize(
    ("text", "before", "count", "shown"),
    [
        ("IH/2026", "Quý", 3, "III/2026"),
        ("11/2026", "quý", 3, "III/2026"),
        ("I/2025", "Quý", 2, "II/2025"),
        ("1/2027", "Quý", 2, "II/2027"),
        ("H//2025,", "Quý", 2, "II/2025,"),
        ("IH.", "", 3, "III."),
        ("11/2026", "tháng", 2, "11/2026"),
        ("1.", "", 1, "1."),
        ("Hội", "", 2, "Hội"),
    ],
)
def test_a_roman_numeral_has_as_many_strokes_as_its_picture(
    text: str, before: str, count: int, shown: str
) -> None:
    assert as_shown(text, before, strokes(count))[0] == shown


def test_a_sign_with_a_bar_below_it_is_at_least() -> None:
    plain = np.full((20, 40), 255, np.uint8)
    for n in range(8):
        plain[n : n + 2, 2 * n : 2 * n + 3] = 0
        plain[15 - n : 17 - n, 2 * n : 2 * n + 3] = 0
    assert as_shown(">45", "", plain) == (">45", 1)
    barred = plain.copy()
    barred[18:20, 0:17] = 0
    assert as_shown(">45", "", barred) == ("≥45", 1)


SAID = """<p class='ocr_par'>
 <span class='ocr_line' id='line_1_1' title="bbox 10 20 110 50; baseline 0 -6; x_size 30; x_descenders 6">
  <span class='ocrx_word' id='word_1_1' title='bbox 10 20 60 50; x_wconf 85'>
   <span class='ocrx_cinfo' title='x_bboxes 10 20 30 50; x_conf 98.1'>T</span>
    <span class='ocrx_cinfo' id='lstm_choices_1_1_1'>
     <span class='ocrx_cinfo' id='choice_1_1_1' title='x_confs 94.8'>T</span>
     <span class='ocrx_cinfo' id='choice_1_1_2' title='x_confs 0'>I</span>
    </span>
   <span class='ocrx_cinfo' title='x_bboxes 30 20 60 50; x_conf 97.9'>ố</span>
    <span class='ocrx_cinfo' id='lstm_choices_1_1_2'>
     <span class='ocrx_cinfo' id='choice_1_1_3' title='x_confs 92.2'>ố</span>
     <span class='ocrx_cinfo' id='choice_1_1_4' title='x_confs 3.1'>õ</span>
     <span class='ocrx_cinfo' id='choice_1_1_5' title='x_confs 40.2'>ổ</span>
    </span>
  </span>
  <span class='ocrx_word' id='word_1_2' title='bbox 70 20 110 50; x_wconf 96'>
   <span class='ocrx_cinfo' title='x_bboxes 70 20 90 50; x_conf 99.4'>&amp;</span>
  </span>
 </span>
</p>"""


def test_the_second_thoughts_of_the_engine_stand_by_their_letters_the_likeliest_first() -> None:
    (line,) = lines_of(SAID)
    assert (line.text, line.base) == ("Tố &", 44)
    assert line.words[0].rivals == ("", "ổõ")
    assert line.words[0].sures == (87, 85)
    assert (line.words[0].sure, line.words[1].left) == (85, 70)


def test_recipients_whose_heading_a_seal_covers_are_no_items_of_the_last_task() -> None:
    texts = ("2. Công an xã báo cáo trước ngày 20/12.", "Như tiên DÂN", "- Các đơn vị;", "- Lưu: VT, TH;",
             "Lê Đình Sáng", "Phụ lục I")  # fmt: skip
    zones = [block.zone for block in with_foot([Paragraph(text) for text in texts])]
    assert zones == [Zone.BODY, *[Zone.RECIPIENTS] * 3, Zone.SIGNATURE, Zone.BODY]
