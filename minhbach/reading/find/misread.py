"""Words whose tone an engine took for another, known by the words that papers of the trade pair them with.

Hook, acute and tilde look alike in a coarse picture. "tố chức" is two syllables, so nothing else notices it.
A pair is named only where the same letters with other tones are such a pair and these are not. Only pages
whose letters were recognised are looked at, and nothing is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from minhbach.reading.find.toned import parted

_WORD = re.compile(r"[^\W\d_]+")


def _pairs(block: str) -> frozenset[str]:
    return frozenset(" ".join(entry.split()) for entry in block.split("|"))


# Pairs of syllables that papers of any authority use, those with hook, acute or tilde in them.
_PAIRS = _pairs(
    """
    ban hành|biện pháp|báo cáo|bãi bỏ|bảo hiểm|bảo trì|bảo vệ|bảo đảm|bố trí|bồi dưỡng|bổ sung|chi cục
    |chi phí|chi tiêu|chi tiết|chi trả|chuyển đổi|chuẩn bị|chuẩn hóa|chính phủ|chính quyền|chính sách
    |chính xác|chú trọng|chất lượng|chỉ số|chỉ thị|chỉ tiêu|chỉ đạo|chỉnh lý|chỉnh trang|chủ trì|chủ tịch
    |chủ động|cung cấp|cán bộ|công bố|công khai|công tác|cơ sở|cưỡng chế|cải cách|cải thiện|cải tạo|cảnh báo
    |cấp xã|cổng dịch|cổng thông|cổng ttđt|cộng tác|cụ thể|củng cố|dự thảo|giám sát|giải pháp|giải quyết
    |giảm nghèo|giữ gìn|hiểu biết|hướng dẫn|hưởng ứng|hạ tầng|hải quan|hỏa hoạn|hỗ trợ|hội nghị|hợp tác
    |khuyến khích|khó khăn|khả năng|khảo sát|khẩn cấp|khẩn trương|kiến nghị|kiến thức|kiểm kê|kiểm lâm
    |kiểm soát|kiểm toán|kiểm tra|kiểm điểm|kiểm định|kế hoạch|kết nối|kết quả|kỹ năng|kỹ thuật|lãng phí
    |lãnh đạo|mở rộng|nghĩa vụ|nghỉ dưỡng|nhiệm vụ|năng lực|phát hiện|phát huy|phát triển|phòng chống
    |phương án|phản biện|phản hồi|phản ánh|phối hợp|phổ biến|phổ cập|phổ thông|quyết định|quản lý|quản trị
    |quảng bá|rà soát|rút kinh|sáng kiến|sát hạch|sơ kết|sản phẩm|sản xuất|sắp xếp|số hóa|số liệu|sổ tay
    |sử dụng|sửa chữa|sửa đổi|thanh tra|thay đổi|theo dõi|thiết bị|thoát nước|thúc đẩy|thẩm quyền|thẩm định
    |thể chế|thể thao|thống kê|thủ trưởng|thủ tướng|thủ tục|tiêu chí|tiến độ|tiếp cận|tiếp nhận|tiểu học
    |triển khai|trách nhiệm|trưởng ban|trưởng phòng|trả kết|trả lời|tuyển chọn|tuyển dụng|tuyển sinh
    |tài chính|tái định|tập huấn|tối thiểu|tổ chức|tổ công|tổ liên|tổng hợp|tổng kết|tổng thể|tỷ lệ
    |viễn thông|văn bản|vận động|vệ sinh|xây dựng|xã hội|xã phường|xóa bỏ|xảy ra|xử lý|xử phạt|yêu cầu
    |ý kiến|điều chỉnh|điều kiện|điểm cầu|điểm số|đánh giá|đáp ứng|đảm bảo|đảng ủy|đầy đủ|đẩy mạnh|đề xuất
    |đề án|địa điểm|đối chiếu|đối thoại|đối tác|đối tượng|đối với|đổi mới|ổn định|ủy ban|ủy quyền
    """
)
_FIELDS = (("text", "text"), ("name", "name"), ("product", "product"), ("time_raw", "time"))


class Misread(NamedTuple):
    """A pair at `start` of the field of a path, and what it may have been."""

    path: str
    start: int
    text: str
    suggestion: str


@lru_cache(maxsize=1)
def _by_letters() -> dict[tuple[str, str], str | None]:
    """The pairs by their letters without tones; None where two pairs share them."""
    found: dict[tuple[str, str], str | None] = {}
    for pair in _PAIRS:
        key = _letters(*pair.split())
        found[key] = pair if key not in found else None
    return found


def _letters(one: str, other: str) -> tuple[str, str]:
    return parted(one)[0], parted(other)[0]


def meant(one: str, other: str) -> str | None:
    """The pair that these two syllables may have been, None where they are as they should be."""
    low = one.lower(), other.lower()
    if " ".join(low) in _PAIRS:
        return None
    pair = _by_letters().get(_letters(*low))
    if pair is None or not any(parted(word)[1] for word in low):
        return None  # two words without any tone were typed so
    first, second = pair.split()
    return f"{_like(first, one)} {_like(second, other)}"


def _like(word: str, written: str) -> str:
    if written.isupper() and len(written) > 1:
        return word.upper()
    return word.capitalize() if written[:1].isupper() else word


def misread(draft: Mapping[str, Any], pages: frozenset[int | None]) -> Iterator[Misread]:
    """The pairs of the rows that stand on these pages."""
    for name in ("tasks", "indicators"):
        for at, row in enumerate(draft[name]):
            if (row.get("place") or {}).get("page") not in pages:
                continue
            for field, path in _FIELDS:
                if isinstance(value := row.get(field), str):
                    yield from _of_text(f"{name}[{at}].{path}", value)
            for role in ("lead", "coordinating"):
                for phrase in row.get(role) or ():
                    yield from _of_text(f"{name}[{at}].{role}", phrase)


def _of_text(path: str, text: str) -> Iterator[Misread]:
    for one, other in pairwise(_WORD.finditer(text)):
        if text[one.end() : other.start()] == " " and (found := meant(one[0], other[0])) is not None:
            yield Misread(path, one.start(), text[one.start() : other.end()], found)
