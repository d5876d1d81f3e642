"""What a plan says it is to an earlier one, and what a plan that is only cited is not."""

from __future__ import annotations

from typing import Any

import pytest

from minhbach.reading.draft import draft_of
from minhbach.reading.open.text import open_text

HEAD = """ỦY BAN NHÂN DÂN
TỈNH LÂM SƠN

Số: 130/KH-UBND

Lâm Sơn, ngày 15 tháng 7 năm 2026

KẾ HOẠCH

{title}

{opening}

I. NHIỆM VỤ

1. Sở Tài chính công khai dự toán, trước ngày 30/9/2026.

{middle}

II. TỔ CHỨC THỰC HIỆN

{closing}
"""
TITLE = "Chăm sóc cây xanh đô thị năm 2026"


def read(title: str = TITLE, opening: str = "", middle: str = "", closing: str = "") -> list[dict[str, Any]]:
    text = HEAD.format(title=title, opening=opening, middle=middle, closing=closing)
    found: Any = draft_of(open_text(text))["relations"]
    return list(found)


@pytest.mark.parametrize(
    ("parts", "kind", "number"),
    [
        ({"title": "Sửa đổi, bổ sung Kế hoạch số 42/KH-UBND về cây xanh"}, "amends", "42/KH-UBND"),
        ({"title": "Điều chỉnh một số nội dung của Kế hoạch số 42/KH-UBND"}, "amends", "42/KH-UBND"),
        ({"opening": "Thực hiện Kế hoạch số 7/KH-UBND của UBND tỉnh, UBND xã lập kế hoạch."}, "carries_out",
         "7/KH-UBND"),
        ({"opening": "Nhằm cụ thể hóa Chương trình hành động số 50-CTr/TU của Tỉnh ủy."}, "carries_out",
         "50-CTr/TU"),
        ({"closing": "Kế hoạch này thay thế Kế hoạch số 12/KH- UBND ngày 15/01/2025."}, "replaces",
         "12/KH-UBND"),
    ],
)  # fmt: skip
def test_a_plan_says_what_it_is_to_an_earlier_one(parts, kind, number):
    (said,) = read(**parts)
    assert (said["kind"], said["number"]) == (kind, number)
    assert said["place"]["block"] is not None
    assert number.split("/")[0].split("-")[0] in said["place"]["quote"]


def test_a_plan_that_is_amended_is_not_also_carried_out():
    found = read(
        title="Sửa đổi, bổ sung Kế hoạch số 42/KH-UBND về cây xanh",
        opening="Thực hiện Kế hoạch số 42/KH-UBND, UBND tỉnh sửa đổi như sau:",
    )
    assert [said["kind"] for said in found] == ["amends"]


@pytest.mark.parametrize(
    "parts",
    [
        {"opening": "Căn cứ Kế hoạch số 7/KH-UBND ngày 02/01/2026 của UBND tỉnh về đô thị."},
        {"opening": "Thực hiện Nghị quyết số 02/NQ-CP của Chính phủ."},
        {"opening": "Sở Y tế bổ sung nhân lực theo Kế hoạch số 9/KH-SYT của ngành."},
        {"middle": "2. Sở Xây dựng thay thế 42 cây khô theo Kế hoạch số 9/KH-SXD."},
        {"opening": "Thực hiện Kế hoạch số 130/KH-UBND này, các sở tổ chức triển khai."},
    ],
)
def test_a_paper_that_is_only_cited_is_no_earlier_plan(parts):
    assert read(**parts) == []
