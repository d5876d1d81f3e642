"""What is odd in a row of a table: words of another kind of cell inside a value, names and phrases cut short.

Every value of a row has a kind: a body, a time, work, what comes of it. Words of one kind inside another show
that cells ran together or that a border was missed, in whatever form the table came.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minhbach.reading.find.bodies import head_at, tokens
from minhbach.reading.find.findings import FieldDoubt, Task
from minhbach.reading.find.lexicon import ASKING, FIELDS
from minhbach.reading.find.units import Units, only_units
from minhbach.reading.find.words import CAPITAL
from minhbach.reading.known import remembered

TIME_INSIDE = re.compile(
    r"\s(?:Tháng|Quý|Năm|Trước|Thường xuyên|Thường|Hằng|Hàng|Xong|Hoàn thành|Hoàn|Chậm nhất"
    r"|Đến (?:hết|ngày|\d)|Khi có|Sau khi|Định kỳ)(?=\s|$)|\d{1,2}/\d{1,2}|\b20\d\d\b"
)
# A figure that no name asks for: "Bí thư Đoàn xã 2", "Hiệu trưởng 3 các trường".
_FIGURE = re.compile(
    r"(?<!số)(?<!khu vực)(?<!phố)(?<!phường)(?<!quận)(?<!thôn)(?<!tổ)(?<!khối)(?<!ấp)(?<!bản)(?<!cụm)(?<!đội)"
    r"(?<!nhóm)(?<!đoạn)(?<!án)(?<!cấp)(?<!hạng)(?<!đạo)\s\d{1,3}(?=\s|$)",
    re.I,
)
_BARE = re.compile(
    r"(?:các )?(?:sở|bộ|ban|cục|vụ|viện|phòng|hội|chi cục|trung tâm|trạm|ủy ban|hiệp hội|liên minh|tổng cục"
    r"|ban quản lý|(?:phó )?(?:giám đốc|trưởng|trưởng phòng|chánh|bí thư|hiệu trưởng|chủ tịch)|trạm trưởng"
    r"|chỉ huy(?: trưởng)?|công ty|đoàn|phó)",
    re.I,
)
_OF_FIELD = re.compile(r"(?:(?:phó )?(?:trưởng|giám đốc|lãnh đạo) )?(?:sở|bộ|phòng|vụ|cục) (.+)")
_PREFIXES = frozenset(
    " ".join(words[:n]) for field in FIELDS if (words := field.split()) for n in range(1, len(words))
) - frozenset(FIELDS)  # fmt: skip
_TIME_ENDS = re.compile(r"\b(?:và|của|cấp|các|với|cho|theo|tại|ngày|trước|đến|từ|trước tháng|khi|sau)$", re.I)
_HEAD = 40  # characters that hold the head of a name
_SMALL_THEN_CAPITAL = re.compile(rf"(?<=\s)((?!{CAPITAL})[^\W\d_]+)\s(?={CAPITAL})")
# A product opens once: "Công nghệ thông tin Báo cáo".
_PRODUCTS = re.compile(
    r"[a-zà-ỹ] (?:Quyết định|Báo cáo|Kế hoạch|Tờ trình|Văn bản|Nghị quyết|Nghị định|Thông tư|Danh mục"
    r"|Biên bản|Công văn|Thông báo|Hồ sơ|Đề án|Phương án)\b"
)


def odd_values(task: Task) -> Iterator[FieldDoubt]:
    """The doubts about the values of one row of a table."""
    for role, units in (("lead", task.lead), ("coordinating", task.coordinating)):
        yield from _odd_names(role, units)
    yield from _odd_product(task.product)
    if task.time.raw and _TIME_ENDS.search(task.time.raw):
        yield FieldDoubt("time", "cell_unfinished")
    if tail := _body_at_the_end(task.text):
        for name in ("text", "lead"):
            yield FieldDoubt(name, "cells_run_together", (tail,))


def _odd_names(role: str, units: Units) -> Iterator[FieldDoubt]:
    for name in (*units.names, *units.supervising):
        if TIME_INSIDE.search(name) or _FIGURE.search(name):
            yield FieldDoubt(role, "cells_run_together", (name,))
        elif _BARE.fullmatch(name) or _half_a_field(name):
            yield FieldDoubt(role, "name_cut", (name,))


def _half_a_field(name: str) -> bool:
    """ "Trưởng phòng Kinh", "Sở Nông nghiệp và": the field of the body is not finished."""
    m = _OF_FIELD.match(name.lower())
    return m is not None and m[1] in _PREFIXES


def _odd_product(product: str | None) -> Iterator[FieldDoubt]:
    if product and _holds_more(product):
        for name in ("product", "coordinating"):
            yield FieldDoubt(name, "cells_run_together", (product,))


@remembered(4096)
def _holds_more(product: str) -> bool:
    body = head_at(tokens(product[:_HEAD]), 0) and only_units(product)
    return bool(body or TIME_INSIDE.search(f" {product}") or _PRODUCTS.search(product))


def _body_at_the_end(text: str) -> str:
    """ "... của người dân Đ/c X, Phó Chủ tịch xã": bodies in capitals, behind a word that asks for none."""
    for m in _SMALL_THEN_CAPITAL.finditer(text):
        rest = text[m.end() :]
        if m[1].lower() not in ASKING and head_at(tokens(rest[:_HEAD]), 0) and only_units(rest):
            return rest
    return ""
