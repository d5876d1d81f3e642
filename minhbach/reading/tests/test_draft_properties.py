"""Whatever blocks an opener hands over, the draft is made, is JSON, and drops no words."""

import json
import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minhbach.reading.draft import draft_of
from minhbach.reading.shapes import Cell, Form, Merge, Paragraph, Row, Source, Table, Zone

HEADERS = [
    "STT",
    "TT",
    "Nhiệm vụ",
    "Hoạt động",
    "Mục tiêu",
    "Chỉ tiêu",
    "Cơ quan chủ trì",
    "Đơn vị phối hợp",
    "Thời gian thực hiện",
    "Sản phẩm",
    "Ghi chú",
    "Mục tiêu 2024",
    "Điểm 2023",
    "Xếp hạng 2023",
    "Đơn vị",
    "",
]
PIECES = [
    "I",
    "II.",
    "1",
    "1.1.",
    "a)",
    "-",
    "+",
    "Phụ lục",
    "KẾ HOẠCH",
    "Nơi nhận:",
    "Sở Y tế",
    "Các Sở:",
    "UBND xã",
    "chủ trì",
    "phối hợp với",
    "báo cáo",
    "hằng quý",
    "trước ngày 5/12",
    "Quý II+III",
    "2021-2030",
    "đạt trên 80%",
    "tỷ lệ hồ sơ",
    "(khi có)",
    "Trước 30/6/2024",
    "thường xuyên",
    "MỤC ĐÍCH",
    "Kinh phí",
    ";",
    ":",
    ",",
    "./.",
    "nếu có khó khăn",
    "*",
    "1.200",
]
TEXT = st.lists(st.sampled_from(PIECES), max_size=7).map(" ".join)
CELL = st.builds(
    lambda lines, merge: Cell(tuple(Paragraph(t) for t in lines), merge=merge),
    st.lists(TEXT, max_size=3),
    st.sampled_from(list(Merge)),
)


@st.composite
def tables(draw):
    headers = draw(st.lists(st.sampled_from(HEADERS), min_size=1, max_size=7))
    top = Row(tuple(Cell((Paragraph(h),)) for h in headers))
    width = len(headers)
    rows = draw(st.lists(st.lists(CELL, min_size=max(1, width - 1), max_size=width), max_size=5))
    return Table((top, *(Row(tuple(cells)) for cells in rows)))


PARAGRAPH = st.builds(
    lambda text, zone, bold: Paragraph(text, zone=zone, bold=bold),
    TEXT,
    st.sampled_from(list(Zone)),
    st.sampled_from([None, True, False]),
)
SOURCES = st.lists(st.one_of(PARAGRAPH, tables()), max_size=12).map(
    lambda blocks: Source(Form.PDF, tuple(blocks))
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SOURCES)
def test_any_blocks_make_a_draft_whose_doubts_point_at_its_rows(source):
    made = json.loads(json.dumps(draft_of(source)))
    for doubt in made["doubts"]:
        m = re.match(r"(tasks|indicators|reporting)\[(\d+)\]", doubt["path"])
        assert m is None or int(m[2]) < len(made[m[1]])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SOURCES)
def test_every_body_paragraph_went_into_a_field_or_is_listed_as_unread(source):
    made = draft_of(source)
    said = json.dumps({k: v for k, v in made.items() if k != "doubts"}, ensure_ascii=False)
    for block in source.blocks:
        if isinstance(block, Paragraph) and block.zone is Zone.BODY and re.search(r"\w", block.text):
            text = " ".join(block.text.split())
            assert json.dumps(text, ensure_ascii=False)[1:-1] in said or _is_head(made, text)


def _is_head(made, text):
    """A kind line or a part of the title stands in the document's own fields, in its own case."""
    head = made["document"]
    return any(word in text.lower() for word in ("kế hoạch", "phụ lục")) or text in (head["title"] or "")
