"""Whether a string is a list of bodies, a time phrase, a value: what a table's cells may say.

Words come from the finders' lexicon; here they are only asked "is this cell whole?".
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from minhbach.reading.find.lexicon import BODY_HEADS, GENERIC, LEVELS, NO_BODY, OFFICE_HEADS


def _words(block: str) -> frozenset[str]:
    return frozenset(block.split())


_HEADS = {
    head: len(head)
    for head in BODY_HEADS
    | OFFICE_HEADS
    | GENERIC
    | LEVELS
    | {"các", "những", "toàn thể", "tất cả", "liên ngành"}
}
_SMALL_HEADS = (GENERIC | LEVELS) - {
    "cấp",
    "cá nhân",
    "thành",
    "thị",
    "lực lượng",
    "thành viên",
    "trường",
    "hội",
} | {
    "các",
    "ubnd",
    "những",
    "tất cả",
    "ban quản lý",
    "hội đồng",
    "công an",
    "văn phòng",
    "cục thuế",
    "chủ tịch",
}
_LONGEST_HEAD = 4  # words
_OPENING = 80  # characters that hold the head of a list of bodies
_ABBREVIATIONS = _words(
    """
    VCCI TAND VKSND MTTQ UBMTTQ VPUBND STTTT VTV VOV TTXVN NHNN BHXH KBNN VNPT BQL BCH BCĐ CA VP
    """
)
_HEADS_BY_LETTER: dict[str, list[str]] = {}
for _head in BODY_HEADS | OFFICE_HEADS:
    _HEADS_BY_LETTER.setdefault(_head[0], []).append(_head)
_SMALL_GENERIC = frozenset(word for phrase in GENERIC | LEVELS for word in phrase.split())
_DANGLING = _words(
    """
    và của thuộc cấp về với cùng các những hoặc tại trong theo cho từ đến do là có liên trực cơ đơn
    """
)
_ENDS_OPEN = re.compile(
    r"(?:[,&/(–-]|\b(?:và|của|thuộc|cấp|với|cùng|các|hoặc|UBND|HĐND|Sở|Bộ|Ban|Cục|Phòng|Hội|Trung|Cơ quan|cơ|đơn|quản|có))$"  # noqa: E501
)
# A body named after the house it belongs to is whole: "Văn phòng Bộ", "các đơn vị thuộc Sở".
_HOUSE = re.compile(
    r"(?:(?:Văn phòng|Thanh tra|thuộc|của|[Ll]ãnh đạo|Đảng ủy|Đảng uỷ|Công đoàn|Đoàn Thanh niên|[Cc]ơ quan|Giám đốc|Cổng thông tin|Báo|Tạp chí) (?:Bộ|Sở|Ban|Cục|Tổng cục)|HĐND (?:và|-|–) ?UBND)$"  # noqa: E501
)
# Names that go on after "và" or a comma: cut there they are not whole.
_NAME_CUT = re.compile(
    r"(?:Thông tin|Thông tin và|Thông|Kế hoạch|Kế hoạch và|Kế|Tài nguyên|Tài nguyên và|Tài|Nông nghiệp|Nông nghiệp và|Nông nghiệp và Phát|Nông"  # noqa: E501
    r"|Nông nghiệp và Phát triển|Khoa học|Khoa học và|Khoa|Giáo dục|Giáo dục và|Giáo|Lao động|Lao|Văn hóa|Văn hoá|Văn hóa, Thể|Nội|Tư|Xây|Công"  # noqa: E501
    r"|Ngoại|Giao thông|Giao|Y|Văn|Văn phòng UBND|Hiệp|Dân|Du|Ủy ban nhân dân|Bảo hiểm xã|Kho|Ngân hàng|Ngân hàng Nhà|quản lý các|khu|cơ quan|đơn vị|thành|thị|địa)$"  # noqa: E501
)
_TIME_WORD = re.compile(
    r"\b(?:19|20)\d\d\b|\bthường xuyên\b|\b(?:h[àằ]ng|mỗi) (?:năm|quý|tháng|tuần)\b|\bquý [iv1-4]+\b|\bđịnh kỳ\b|\btháng \d",  # noqa: E501
    re.I,
)
_SUPERVISES = re.compile(
    r"[(,]?\s*(?:đôn đốc|đơn đốc|hướng dẫn|kiểm tra|giám sát|theo dõi|tổng hợp|thực hiện)\b", re.I
)
# Small letters only: "Sở Xây dựng" is a body, "xây dựng" is work.
_VERB = re.compile(
    r"\b(?:xây dựng|ban hành|triển khai|nâng cao|tăng cường|rà soát|cập nhật|tổ chức thực|đảm bảo|bảo đảm|nhằm|hoàn thiện|phục vụ|để|được|không|nghiên cứu)\b"  # noqa: E501
)


class Fit(IntEnum):
    """How well a string fits: WHOLE, OPEN (a good beginning that must go on), or BAD."""

    WHOLE = 0
    OPEN = 1
    TWO = 2  # two cells' worth: a second name begins without a comma
    BAD = 3


@lru_cache(maxsize=100_000)
def opens_units(text: str) -> bool:
    """The string opens with words that can open a body's name; in small letters only plain ones."""
    bare = text.lstrip('-+•*(“" ')
    words = re.findall(r"[^\W\d_]+", bare[:40])[:_LONGEST_HEAD]
    if not words or not bare[:1].isalpha():
        return False
    if words[0].isupper() and words[0] in _ABBREVIATIONS:
        return True  # an abbreviation: "VCCI", "TAND"
    lowered = [w.lower() for w in words]
    known = _HEADS if words[0][0].isupper() else _SMALL_HEADS
    if not any(" ".join(lowered[:n]) in known for n in range(1, len(lowered) + 1)):
        return False
    return not bare.lower().startswith(NO_BODY)


_BARE_HEAD = re.compile(
    r"^(?:Các |các )?(?:Sở|Bộ|Ban|Cục|Vụ|Viện|Phòng|Hội|Chi cục|Văn phòng|Trung tâm|UBND|HĐND|Ủy ban|Uỷ ban|Ủy ban nhân dân|Công|Thanh tra|Lãnh đạo|Ngân hàng|Đài|Báo|Hiệp hội|Liên minh|Tổng cục|Ban Quản lý|Ban quản lý|cơ|đơn|Cơ|Đơn|cơ quan, đơn)$"  # noqa: E501
)


@lru_cache(maxsize=100_000)
def units_fit(text: str) -> Fit:
    """How well a string reads as one cell of bodies."""
    if len(text) > 420 or not opens_units(text[:_OPENING]):
        return Fit.BAD
    body = text.strip()
    if _TIME_WORD.search(body):
        return Fit.BAD
    cut = _SUPERVISES.search(body)
    names = body[: cut.start()].rstrip(" (,;-") if cut else body
    if _VERB.search(names) and not re.search(r"có liên quan|được giao", names):
        return Fit.BAD
    if _second_name(names):
        return Fit.TWO
    if _HOUSE.search(names[-40:]) and names == body:
        return Fit.WHOLE
    if (
        body.endswith(";")
        or _BARE_HEAD.match(names)
        or _ENDS_OPEN.search(body[-24:])
        or (_NAME_CUT.search(body[-40:]) and not cut)
        or body.count("(") > body.count(")")
    ):
        return Fit.OPEN
    return Fit.WHOLE


def _second_name(names: str) -> bool:
    """Two heads side by side without a comma, a semicolon or "và" between: two cells in one."""
    words = names.split()
    for i in range(1, len(words)):
        before, word = words[i - 1], words[i]
        if before[-1] in ",;:/&–-.(" or before.lower() in _DANGLING or not word[:1].isupper():
            continue
        opened = i == 1 or words[i - 2][-1] in ",;:" or words[i - 2] in ("và", "của", "thuộc")
        if (
            opened
            and word.isupper()
            and before.lower() in ("sở", "bộ", "ban", "cục", "vụ", "phòng", "hội", "đoàn")
        ):
            continue  # the head of the name that this word goes on with: "Sở TT&TT"
        tail = " ".join(words[i : i + 4])
        if before.lower() in _CLOSED and word in _TIME_CAPITALS:
            return True
        rest = tail.lower()
        head = any(
            rest.startswith(h) and not rest[len(h) : len(h) + 1].isalpha()
            for h in _HEADS_BY_LETTER.get(rest[0], ())
        )
        if word == "Các" or (head and not rest.startswith(NO_BODY)):
            if _is_inside_name(" ".join(words[:i]), rest):
                continue
            return True
    return False


# After these a name is complete; a capital that opens a time or a verb of progress then begins a new cell.
_CLOSED = _words(
    """
    bộ sở bàn thôn thể cáo ninh đoàn ủy uỷ viện học ban cục lý niên nữ binh hội địa chính dựng tế
    hợp ngành huyện phố tỉnh xã vụ pháp thông tư quan vị phương trấn trường nghiệp
    """
)
_TIME_CAPITALS = _words(
    """
    Từ Năm Quý Triển Thực Hoàn Thường Hàng Hằng Đến Trước Trong Xong Khi Giai Định Tháng Cuối Hết
    Ngay Sau Mỗi Theo Đầu
    """
)
# "Văn phòng UBND", "Chủ tịch UBND", "Công an tỉnh", "Hội Nông dân", "Trung tâm Văn hóa": a head after a head.
_BEFORE_HEAD = re.compile(
    r"(?:Văn phòng|VP|Chủ tịch|Thường trực|Lãnh đạo|Đoàn|Giám đốc|Chánh|Trưởng|Thủ trưởng|Ban|Ban Thường trực|Hội đồng|Đảng|Cổng|Cổng TTĐT|Báo"  # noqa: E501
    r"|Trung tâm|Phòng|Viện|Trường|Hiệp hội|Liên minh|Quỹ|Tổ|Cục|Vụ|Ủy viên|tổ chức|đoàn thể|Tổng|Học viện|Tạp chí|Nhà|Đài|Chi cục|Ngân hàng|Ủy ban|Thành viên|ĐV|MTTQ|lực lượng|Trạm)$"  # noqa: E501
)


def _is_inside_name(before: str, rest: str) -> bool:
    if before.endswith("Bộ") and rest.startswith(("công an", "chỉ huy", "tư lệnh")):
        return True
    return bool(_BEFORE_HEAD.search(before)) and not _HOUSE.search(before[-40:])


_TIME_TOKEN = re.compile(
    r"\s*(?:trước|sau|trong|đến|từ|tới|hết|cuối|đầu|giữa|xong|vào|khoảng|chậm nhất|muộn nhất|ngày|tháng|quý|năm|tuần|giai đoạn|kỳ|kì|định kỳ|theo|các"  # noqa: E501
    r"|thường xuyên|liên tục|h[àằ]ng|mỗi|triển khai|hoàn thành|thực hiện|và|khi|có|ngay|i{1,3}|iv|[-–+,;:/().]|\d{1,4}|đề nghị|yêu cầu|tiến độ|kế hoạch|chương trình"  # noqa: E501
    r"|nêu|tại|số|của|cơ quan|đơn vị|văn bản|ban hành|thay đổi|sự|mới|thông tư|nghị định|quy định|sau khi|kh-ubnd|[\w/]*kh[-\w]*|hướng dẫn|cấp|trên|bộ|tỉnh|trung ương"  # noqa: E501
    r"|phê duyệt|được|phát sinh|đột xuất|thời gian|bắt đầu|kết thúc|đợt|lần|một|hai|ba|dự kiến|đúng|hạn|thời hạn|nhiệm vụ|giao|những|tiếp theo|ban|đầu năm|cả|6 tháng|luật|nghị quyết|quyết định|đó|lịch|cuộc|họp|phiên)(?=\s|$|[-–+,;:/().\d]|(?<=[-–+,;:/().\d]))",  # noqa: E501
    re.I,
)
_TIME_OPENS = re.compile(
    r"^\(?(?:trước|trong (?:tháng|quý|năm|giai)|đến (?:năm|hết|ngày|tháng|\d)|từ (?:năm|tháng|quý|ngày|\d)|hết|cuối|đầu|xong|quý|tháng|năm|giai đoạn|thường xuyên|thường|h[àằ]ng|h[àằ]ng năm"  # noqa: E501
    r"|mỗi|định kỳ|theo|khi|ngay|sau khi|triển khai|hoàn thành|thực hiện|chậm nhất|(?:19|20)\d\d|\d{1,2}[/.-](?:\d{1,2}|20)|ngày|tuần|6 tháng|liên tục|chưa|ngày \d)",  # noqa: E501
    re.I,
)
_TIME_CORE = re.compile(
    r"(?:19|20)\d\d|thường xuyên|h[àằ]ng (?:năm|quý|tháng|tuần)|quý|tháng \d|\d{1,2}/\d|định kỳ|tiến độ|^khi |^sau khi |^ngay |mỗi (?:năm|quý|tháng)|theo (?:kế hoạch|chương trình|yêu cầu|quy định)",  # noqa: E501
    re.I,
)


@lru_cache(maxsize=100_000)
def opens_time(text: str) -> bool:
    return bool(_TIME_OPENS.match(text))


@lru_cache(maxsize=100_000)
def time_fit(text: str) -> Fit:
    """How well a string reads as one time phrase; consumed token by token, so that it cannot explode."""
    if len(text) > 130 or not opens_time(text):
        return Fit.BAD
    at = 0
    while at < len(text):
        m = _TIME_TOKEN.match(text, at)
        if not m or m.end() == at:
            return Fit.BAD if text[at:].strip() else Fit.WHOLE
        at = m.end()
    if not _TIME_CORE.search(text):
        return Fit.OPEN if len(text) < 30 else Fit.BAD
    if re.search(
        r"(?:[-–,/(+]|\b(?:và|đến|từ|năm|tháng|quý|theo|số|tại|của|trong|trước|các|cơ|sau|Kế|yêu|chương trình,))$",  # noqa: E501
        text,
    ) and not re.search(r"h[àằ]ng (?:năm|quý|tháng)$|đầu năm$|cuối năm$", text, re.I):
        return Fit.OPEN
    return Fit.OPEN if text.count("(") > text.count(")") else Fit.WHOLE


_VALUE = re.compile(
    r"^(?:(?:trên|dưới|tối thiểu|tối đa|ít nhất|không quá|từ|đạt|hoặc|bằng|khoảng|giảm|tăng|top|nhóm|hạng|trở lên|trên hoặc bằng|dưới hoặc bằng|[<>=≤≥~]+)\s*)*"  # noqa: E501
    r"\d+(?:[.,]\d+)*(?:\s?[-–/]\s?\d+(?:[.,]\d+)*)?\s?(?:%|điểm|bậc|ngày|lần)?(?:\s(?:trở lên|trở xuống))?\.?$",  # noqa: E501
    re.I,
)
_VALUE_OPENS = re.compile(
    r"^(?:trên|dưới|tối thiểu|tối đa|ít nhất|không quá|từ|đạt|khoảng|giảm|tăng|top|nhóm|hạng|[<>=≤≥~]|\d)",
    re.I,
)


@lru_cache(maxsize=50_000)
def opens_value(text: str) -> bool:
    return bool(_VALUE_OPENS.match(text))


@lru_cache(maxsize=50_000)
def value_fit(text: str) -> Fit:
    """How well a string reads as one figure with its comparator and unit."""
    if _VALUE.match(text):
        return Fit.WHOLE
    return (
        Fit.OPEN if re.match(r"^(?:trên|dưới|tối thiểu|tối đa|hoặc bằng|bằng|\s)+$", text, re.I) else Fit.BAD
    )


_MEASURE = re.compile(
    r"^(?:%|‰|điểm|ngày|giờ|số|tỷ lệ|người|thứ bậc|bậc|thứ hạng|hạng|doanh nghiệp|đơn vị|hồ sơ|lượt|triệu|tỷ|đồng|cái|văn bản|tr\.? ?đồng|% \S+)(?:[ /]\S+){0,3}$",  # noqa: E501
    re.I,
)


@lru_cache(maxsize=20_000)
def measure_fit(text: str) -> Fit:
    return Fit.WHOLE if _MEASURE.match(text) and len(text) < 30 else Fit.BAD


PRODUCT_HEADS = _words(
    """
    quyết báo kế văn đề nghị thông công tờ phần hồ dự hội lớp tin cổng quy hệ danh sản chương phương
    tài bộ chỉ hướng các kết luật
    """
)
