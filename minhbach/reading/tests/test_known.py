"""What an authority has confirmed before: it helps where the reader knows nothing, and nowhere else."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minhbach.reading.draft import draft_of
from minhbach.reading.find.columns import Role, roles_of
from minhbach.reading.find.units import only_units, split_units
from minhbach.reading.known import LONGEST, MOST_BODIES, Known, TableWords, knowing
from minhbach.reading.limits import DEFAULT
from minhbach.reading.rebuild.grammar import opens_units
from minhbach.reading.rebuild.roles import Role as TextRole
from minhbach.reading.rebuild.roles import columns_of
from minhbach.reading.serving import plan
from minhbach.reading.shapes import Form, Paragraph, Place, Source, Table
from minhbach.reading.tests.papers import cell, para, table, word
from minhbach.reading.tests.papers import row as word_row
from minhbach.reading.tests.test_draft import HEAD, row

STRANGE = row("Số", "Đầu việc cụ thể", "Ai lo", "Bao giờ xong")
ROWS = (
    row("1", "Rà soát quy trình một cửa tại các chợ đầu mối", "Sở Công Thương", "Trước 30/6/2024"),
    row("2", "Xây dựng phần mềm tiếp nhận kiến nghị của hộ kinh doanh", "Công an tỉnh", "Quý III/2024"),
)
WORDS = {"Đầu việc cụ thể": "task", "Ai lo": "lead", "Bao giờ xong": "time", "Số": "number"}


def source(*blocks):
    made = [Paragraph(b, place=Place(quote=b)) if isinstance(b, str) else b for b in blocks]
    return Source(Form.WORD, tuple(made), sha256="0" * 64)


def reasons(draft):
    return [doubt["reason"] for doubt in draft["doubts"] if doubt["path"].startswith("tables[")]


STRANGE_PLAN = source(*HEAD, "Phụ lục", Table((STRANGE, *ROWS)))


def test_a_table_of_work_under_unknown_headers_is_doubted_and_stays_unread():
    made = draft_of(STRANGE_PLAN)
    assert made["tasks"] == []
    assert reasons(made) == ["columns_unknown"]
    doubt = next(d for d in made["doubts"] if d["reason"] == "columns_unknown")
    assert doubt["path"] == f"tables[{len(STRANGE_PLAN.blocks) - 1}]"
    assert doubt["candidates"] == ["Số", "Đầu việc cụ thể", "Ai lo", "Bao giờ xong"]
    assert sum("Rà soát quy trình" in one["text"] for one in made["unread"]) == 1


@pytest.mark.parametrize(
    "rows",
    [
        (row("Họ và tên", "Chức vụ", "Điện thoại"), row("Trần A", "Giám đốc Sở Y tế", "0900"),
         row("Lê B", "Chánh Văn phòng UBND tỉnh", "0901")),
        (row("Giờ", "Việc", "Người nói"), row("8h00", "Đón tiếp các đại biểu về dự hội nghị", "Sở Nội vụ"),
         row("9h30", "Báo cáo kết quả thực hiện kế hoạch", "Sở Y tế")),
        (row("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"),
         row("1", "Rà soát quy trình một cửa tại chợ", "Sở Công Thương", "Tháng 6/2024"),
         row("2", "Kiểm tra việc niêm yết giá tại chợ", "Sở Y tế", "Tháng 7/2024")),
    ],
)  # fmt: skip
def test_lists_of_people_programmes_and_tables_that_are_understood_raise_no_such_doubt(rows):
    assert reasons(draft_of(source(*HEAD, "Phụ lục", Table(rows)))) == []


def test_a_confirmed_wording_of_columns_reads_the_next_table():
    with knowing(Known.of({"columns": WORDS})):
        made = draft_of(STRANGE_PLAN)
    assert [(t["code"], t["lead"], t["time"]["due"]) for t in made["tasks"]] == [
        ("1", ["Sở Công Thương"], "2024-06-30"),
        ("2", ["Công an tỉnh"], "2024-09-30"),
    ]
    assert reasons(made) == []


def test_what_the_reader_knows_for_certain_is_never_overridden_by_a_wording():
    names = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian")
    plain = roles_of(names)
    with knowing(Known.of({"columns": dict.fromkeys(names, "product")})):
        assert roles_of(names) == plain


def test_a_table_that_a_person_has_mapped_is_read_as_said_whatever_its_header_tells():
    rows = (
        row("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"),
        row("1", "Sở Y tế", "Tháng 5/2024", "Kiểm tra chợ"),
    )
    said = TableWords(1, (Role.NUMBER, Role.LEAD, Role.TIME, Role.TASK))
    paper = source(*HEAD, "Phụ lục", Table(rows))
    with knowing(Known(tables={len(paper.blocks) - 1: said})):
        (task,) = draft_of(paper)["tasks"]
    assert (task["text"], task["lead"], task["time"]["due"]) == ("Kiểm tra chợ", ["Sở Y tế"], "2024-05-31")


def test_a_confirmed_body_is_a_body_in_cells_and_in_sentences():
    assert split_units("Sở Y tế, Mai Vàng Lâm Sơn").unknown
    assert only_units("Mai Vàng Lâm Sơn") is None
    with knowing(Known.of({"bodies": ["Mai Vàng Lâm Sơn"]})):
        units = split_units("Sở Y tế, Mai Vàng Lâm Sơn")
        assert (units.names, units.unknown) == (("Sở Y tế", "Mai Vàng Lâm Sơn"), ())
        assert only_units("Mai Vàng Lâm Sơn") is not None
        made = draft_of(source(*HEAD, "II. NHIỆM VỤ", "1. Mai Vàng Lâm Sơn", "- Rà soát dữ liệu dân cư."))
    assert [t["lead"] for t in made["tasks"]] == [["Mai Vàng Lâm Sơn"]]


def test_a_body_confirmed_with_a_capital_is_no_body_in_small_letters():
    with knowing(Known.of({"bodies": ["Mai Vàng"]})):
        assert only_units("mai vàng") is None
        assert only_units("Mai Vàng") is not None


def test_text_without_geometry_profits_too():
    assert not opens_units("Mai Vàng tỉnh Lâm Sơn")
    assert [c.role for c in columns_of(["STT Nhiệm vụ Ai lo Thời hạn"])].count(TextRole.LEAD) == 0
    with knowing(Known.of({"bodies": ["Mai Vàng tỉnh"], "columns": WORDS})):
        assert opens_units("Mai Vàng tỉnh Lâm Sơn")
        assert TextRole.LEAD in [c.role for c in columns_of(["STT Nhiệm vụ Ai lo Thời hạn"])]


PAPER = word(
    para("KẾ HOẠCH"), para("Kiểm tra chợ năm 2024"), para("Phụ lục"),
    table(*(word_row(*(cell(para(text)) for text in line)) for line in (
        ("Số", "Đầu việc cụ thể", "Ai lo", "Bao giờ xong"),
        ("1", "Rà soát quy trình một cửa tại các chợ", "Mai Vàng Lâm Sơn", "Trước 30/6/2024"),
        ("2", "Kiểm tra việc niêm yết giá ở các chợ", "Sở Công Thương", "Quý III/2024"),
    ))),
)  # fmt: skip
TEXTS = st.text(alphabet="aăâeêoôơ .*+?[](){}|\\^$ĐSởTổ06", max_size=LONGEST + 20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


def read(known):
    return json.dumps(plan(PAPER, DEFAULT, with_blocks=True, released=True, what=known))


@settings(max_examples=25, deadline=None)
@given(
    st.fixed_dictionaries(
        {"bodies": st.lists(TEXTS, max_size=8), "columns": st.dictionaries(TEXTS, TEXTS, max_size=8)}
    )
)
def test_learning_and_forgetting_gives_the_very_draft_as_before(value):
    before = read(Known())
    read(Known.of(value | {"columns": value["columns"] | WORDS}))
    assert read(Known()) == before


@settings(max_examples=60, deadline=None)
@given(VALUES | st.fixed_dictionaries({"bodies": VALUES, "columns": VALUES, "tables": VALUES}))
def test_whatever_comes_from_outside_is_bounded_and_kept_as_plain_words(value):
    known = Known.of(value)
    assert Known.of(json.loads(json.dumps(known.as_json()))) == known
    assert all(1 < len(text) <= LONGEST for text in (*known.bodies, *known.columns))


def test_more_names_than_may_be_handed_over_are_cut():
    assert len(Known.of({"bodies": [f"Tổ số {n}" for n in range(2 * MOST_BODIES)]}).bodies) == MOST_BODIES
