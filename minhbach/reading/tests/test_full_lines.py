"""Paragraphs whose last line was full: nothing on the paper parts them from the next."""

from time import process_time

from minhbach.reading.draft import draft_of
from minhbach.reading.find.full_lines import parted
from minhbach.reading.shapes import Form, Paragraph, Place, Source

HEAD = ("KẾ HOẠCH", "Dọn kênh mương năm 2026", "II. PHÂN CÔNG TRÁCH NHIỆM", "1. Sở Y tế")
ONE = ("Phun thuốc ở chợ.", "Phát màn cho hộ nghèo.", "Dọn bể nước công cộng.")
FULL = ("Lập danh sách hộ có bể nước ngầm cần thau rửa trước mùa mưa.", "Thả cá vào bể nước ngầm.")


def printed(*lines):
    """One paragraph of a PDF over some lines."""
    text = " ".join(lines)
    breaks = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    boxes = tuple((0.0, 15.0 * n, 400.0, 15.0 * n + 12) for n in range(len(lines)))
    return Paragraph(text, Place(page=1, bbox=boxes, quote=text), breaks=tuple(breaks))


def drafted(*paragraphs):
    blocks = [printed(line) for line in HEAD] + list(paragraphs)
    placed = (Paragraph(b.text, Place(1, b.place.bbox, n, quote=b.text), breaks=b.breaks)
              for n, b in enumerate(blocks))  # fmt: skip
    return draft_of(Source(Form.PDF, tuple(placed), sha256="0" * 64))


def test_two_works_that_ran_together_at_the_end_of_a_full_line_part_again():
    made = drafted(*map(printed, ONE), printed(*FULL))
    assert [task["text"] for task in made["tasks"]] == [*ONE, *FULL]
    doubted = {doubt["path"] for doubt in made["doubts"]}
    assert {"tasks[3].text", "tasks[4].text"} <= doubted
    assert made["tasks"][4]["place"]["bbox"] == [[0.0, 15.0, 400.0, 27.0]]


def test_paragraphs_stay_whole_where_most_say_several_sentences():
    made = drafted(*[printed(*FULL)] * 4)
    assert len(made["tasks"]) == 4


def test_bodies_parted_by_a_semicolon_at_the_end_of_a_line_stay_together():
    made = drafted(*map(printed, ONE), printed("Sở Y tế phối hợp với Công an xã;", "Sở Nội vụ dọn bể nước."))
    assert len(made["tasks"]) == 4


def test_a_sentence_that_ends_inside_a_line_parts_nothing():
    made = drafted(*map(printed, ONE), printed(" ".join(FULL)))
    assert len(made["tasks"]) == 4


def test_a_paragraph_of_thousands_of_lines_is_looked_through_once():
    blocks = list(enumerate([*map(printed, ONE * 3), printed(*(FULL * 2000))]))
    began = process_time()
    assert len(parted(blocks)) == 3 * len(ONE) + 2 * 2000
    assert process_time() - began < 3
