"""PDF tables over a page break: crosses and cells merged over rows that the break parts."""

from minhbach.reading.open import open_document
from minhbach.reading.shapes import Merge, Table
from minhbach.reading.tests.papers import Sheet, pdf

COLUMNS = [50, 90, 310, 400, 470, 545]
FULL = "Công khai đầy đủ thủ tục hành chính"  # 35 letters of 6 points fill the second column


def fill(sheet, top, *cells):
    for x, words in zip(COLUMNS, cells, strict=False):
        sheet.lines(x + 5, top + 15, *words.split("\n"))
    return sheet


def rows_of(above, below):
    """The last row of a table over two pages, and the first of the second page, as they were read."""
    one = Sheet()
    for at, cells in enumerate([("TT", "Nội dung", "Chủ trì", "Quý I", "Quý II"), above]):
        fill(one, 700 + 30 * at, *cells)
    one.grid(COLUMNS, [700, 730, 790])
    two = fill(fill(Sheet(), 60, *below), 90, "2", "Tổng kết", "Sở Y tế", "", "X")
    two.grid(COLUMNS, [60, 90, 120])
    (table,) = [b for b in open_document(pdf(one, two)).blocks if isinstance(b, Table)]
    return [[cell.text for cell in row.cells] for row in table.rows[1:-1]]


def test_a_cross_above_the_break_and_one_below_it_stand_in_two_rows():
    found = rows_of(("1", FULL, "Sở Y tế", "", "X"), ("", "Trang bị máy", "", "", "X"))
    assert [row[1] for row in found] == [FULL, "Trang bị máy"]


def test_a_cross_that_stands_only_below_the_break_begins_a_row():
    found = rows_of(("1", FULL, "Sở Y tế", "X", ""), ("", "Trang bị máy", "", "", "X"))
    assert [row[1] for row in found] == [FULL, "Trang bị máy"]
    assert [row[3:] for row in found] == [["X", ""], ["", "X"]]


def test_the_rest_of_a_sentence_below_the_break_belongs_to_the_row_above():
    found = rows_of(("1", FULL, "Sở Y tế", "X", ""), ("", "trên cổng", "", "", ""))
    assert [row[1] for row in found] == [f"{FULL} trên cổng"]


def test_words_of_a_cell_merged_over_rows_run_on_below_the_break_beside_a_new_row():
    one = fill(Sheet(), 700, "TT", "Nội dung", "Chủ trì", "Quý I", "Quý II")
    fill(one, 730, "1", "Dựng lán", "Hạt kiểm lâm", "X", "").grid(COLUMNS, [700, 730, 790])
    two = fill(fill(Sheet(), 60, "", "Phát quang", "Mường Ải", "", "X"), 90, "", "Dọn dẹp", "", "", "X")
    for y in (60, 120):
        two.rule(COLUMNS[0], y, COLUMNS[-1], y)
    for x0, x1 in ((90, 310), (400, 545)):  # the number and the body cover both rows
        two.rule(x0, 90, x1, 90)
    for x in COLUMNS:
        two.rule(x, 60, x, 120)
    (table,) = [b for b in open_document(pdf(one, two)).blocks if isinstance(b, Table)]
    bodies = [row.cells[2] for row in table.rows[1:]]
    assert [row.cells[1].text for row in table.rows[1:]] == ["Dựng lán", "Phát quang", "Dọn dẹp"]
    assert {cell.text for cell in bodies} == {"Hạt kiểm lâm Mường Ải"}
    assert bodies[2].merge is Merge.HANDED_DOWN


def test_lines_numbered_by_the_raised_marks_of_a_table_are_footnotes_though_no_rule_is_drawn():
    sheet = fill(Sheet(), 700, "TT", "Nội dung", "Chủ trì", "Quý I", "Quý II")
    fill(sheet, 730, "1", "Dựng lán", "Sở Y tế", "X", "").grid(COLUMNS, [700, 730, 760])
    sheet.text(COLUMNS[1] + 5 + 8 * 6 + 1, 740, "1", size=7)
    sheet.text(50, 800, "1 Theo số liệu của năm trước.")
    source = open_document(pdf(sheet))
    assert source.footnotes == ("1 Theo số liệu của năm trước.",)
    assert isinstance(source.blocks[-1], Table)
