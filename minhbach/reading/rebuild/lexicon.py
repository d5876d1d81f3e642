"""The words a cell or a line of a poured-out page is judged by, a block a thing, its entries parted by "|".

General words of Vietnamese administration, never one paper's: names that a line's end may cut, words
after which nothing can end, words that stand before the head of another name, words of time, of figures
and of measures.
Entries are regular expressions, nearly all of them plain words.
"""

from __future__ import annotations


def _any(block: str) -> str:
    """One alternation of all entries of a block."""
    return "|".join(entry.strip() for entry in " ".join(block.split()).split("|"))


def _words(block: str) -> frozenset[str]:
    """The single words of a block."""
    return frozenset(block.split())


# Words that cannot end a list of bodies.
OPEN_ENDS = _any(
    r"""
    và|của|(?<!trực )thuộc|cấp|với|cùng|các|hoặc|UBND|HĐND|Sở|Bộ|Ban|Cục|Phòng|Hội|Trung|Cơ quan|cơ|đơn|quản
    |có
    """
)

# What is named after the house it belongs to: "Văn phòng Bộ", "các đơn vị thuộc Sở".
OF_A_HOUSE = _any(
    r"""
    Văn phòng|Thanh tra|thuộc|của|[Ll]ãnh đạo|Đảng ủy|Đảng uỷ|Công đoàn|Đoàn Thanh niên|[Cc]ơ quan
    |Giám đốc|Cổng thông tin|Báo|Tạp chí
    """
)

# Beginnings of names that go on after "và" or a comma: cut there they are not whole.
CUT_NAMES = _any(
    r"""
    Thông tin|Thông tin và|Thông|Kế hoạch|Kế hoạch và|Kế|Tài nguyên|Tài nguyên và|Tài|Nông nghiệp
    |Nông nghiệp và|Nông nghiệp và Phát|Nông|Nông nghiệp và Phát triển|Khoa học|Khoa học và|Khoa
    |Giáo dục|Giáo dục và|Giáo|Lao động|Lao|Văn hóa|Văn hoá|Văn hóa, Thể|Nội|Tư|Xây|Công|Ngoại
    |Giao thông|Giao|Y|Văn|Văn phòng UBND|Hiệp|Dân|Du|Ủy ban nhân dân|Bảo hiểm xã|Kho|Ngân hàng
    |Ngân hàng Nhà|quản lý các|[Kk]hu|cơ quan|đơn vị|thành|(?<![Đđ]ô )thị|địa|Hội Liên|Liên
    """
)

# Heads that alone are no name yet.
BARE_HEADS = _any(
    r"""
    Sở|Bộ|Ban|Cục|Vụ|Viện|Phòng|Hội|Chi cục|Văn phòng|Trung tâm|UBND|HĐND|Ủy ban|Uỷ ban
    |Ủy ban nhân dân|Công|Thanh tra|Lãnh đạo|Ngân hàng|Đài|Báo|Hiệp hội|Liên minh|Tổng cục
    |Ban Quản lý|Ban quản lý|cơ|đơn|Cơ|Đơn|cơ quan, đơn
    """
)

# Officers whose name ends with that of their house: alone they are no name yet.
OFFICERS = _any(
    r"""
    (?:Phó )?Chủ tịch|Phó|(?:Phó )?Giám đốc|(?:Phó )?Trưởng|(?:Phó )?Trưởng phòng|(?:Phó )?Chánh
    |(?:Phó )?Bí thư|Chánh Văn phòng|(?:Phó )?Hiệu trưởng|Chỉ huy|Chỉ huy trưởng|Trạm trưởng|Đội trưởng
    |Tổ trưởng|Hạt trưởng|Trưởng ban|Trưởng Công|Thủ trưởng|Chủ nhiệm|Công chức|Cán bộ
    """
)

# What stands before the head of another body inside one name: "Văn phòng UBND", "Chủ tịch UBND".
BEFORE_HEADS = _any(
    r"""
    Văn phòng|VP|Chủ tịch|Phó|Bí thư|[Tt]rưởng|Công chức|Cán bộ|Thường trực|Lãnh đạo|Đoàn|Giám đốc|Chánh
    |Thủ trưởng|Thủ tướng|Ban|Hội
    |Ban Thường trực|Hội đồng|Đảng|Cổng|Cổng TTĐT|Báo|Trung tâm|Phòng|Viện|Trường|Hiệp hội|Liên minh
    |Quỹ|Tổ|Cục|Vụ|Ủy viên|tổ chức|đoàn thể|Tổng|Học viện|Tạp chí|Nhà|Đài|Chi cục|Ngân hàng|Ủy ban
    |Thành viên|ĐV|MTTQ|lực lượng|Trạm
    """
)

# Verbs of work, small letters only: "Sở Xây dựng" is a body, "xây dựng" is work.
VERBS = _any(
    r"""
    xây dựng|ban hành|triển khai|nâng cao|tăng cường|rà soát|cập nhật|tổ chức thực|đảm bảo|bảo đảm
    |nhằm|hoàn thiện|phục vụ|để|được|không|nghiên cứu
    """
)

# Words that only a time has.
TIME_WORDS = _any(
    r"""
    \b(?:19|20)\d\d\b|\bthường xuyên\b|\b(?:h[àằ]ng|mỗi) (?:năm|quý|tháng|tuần)\b|\bquý [iv1-4]+\b
    |\bđịnh kỳ\b|\btháng \d
    """
)

# The words a time phrase is made of.
TIME_TOKENS = _any(
    r"""
    trước|sau|trong|đến|từ|tới|hết|cuối|đầu|giữa|xong|vào|khoảng|chậm nhất|muộn nhất|ngày|tháng|quý
    |năm|tuần|giai đoạn|kỳ|kì|định kỳ|theo|các|thường xuyên|liên tục|h[àằ]ng|mỗi|triển khai
    |hoàn thành|thực hiện|và|khi|có|ngay|i{1,3}|iv|[-–+,;:/().]|\d{1,4}|đề nghị|yêu cầu|tiến độ
    |kế hoạch|chương trình|nêu|tại|số|của|cơ quan|đơn vị|văn bản|ban hành|thay đổi|sự|mới|thông tư
    |nghị định|quy định|sau khi|kh-ubnd|[\w/]*kh[-\w]*|hướng dẫn|cấp|trên|bộ|tỉnh|trung ương
    |phê duyệt|được|phát sinh|đột xuất|thời gian|bắt đầu|kết thúc|đợt|lần|một|hai|ba|dự kiến|đúng
    |hạn|thời hạn|nhiệm vụ|giao|những|tiếp theo|ban|đầu năm|cả|6 tháng|luật|nghị quyết|quyết định|đó
    |lịch|cuộc|họp|phiên|cả năm|mùa|khô|mưa|lũ|bão|hè|đông|xuân|thu
    """
)

# Words a time phrase opens with.
TIME_OPENINGS = _any(
    r"""
    trước|trong (?:tháng|quý|năm|giai)|đến (?:năm|hết|ngày|tháng|\d)|từ (?:năm|tháng|quý|ngày|\d)
    |hết|cuối|đầu|xong|quý|tháng|năm|giai đoạn|thường xuyên|thường|h[àằ]ng|h[àằ]ng năm|mỗi|định kỳ
    |theo|khi|ngay|sau khi|triển khai|hoàn thành|thực hiện|chậm nhất|cả năm|mùa|(?:19|20)\d\d
    |\d{1,2}[/.-](?:\d{1,2}|20)|ngày|tuần|6 tháng|liên tục|chưa|ngày \d
    """
)

# What makes a phrase a time: a year, a cycle, a quarter, an occasion.
TIME_CORES = _any(
    r"""
    (?:19|20)\d\d|thường xuyên|h[àằ]ng (?:năm|quý|tháng|tuần)|quý|tháng \d|\d{1,2}/\d|định kỳ
    |tiến độ|^khi[ ]|^sau khi[ ]|^ngay[ ]|mỗi (?:năm|quý|tháng)
    |theo (?:kế hoạch|chương trình|yêu cầu|quy định)|cả năm|^trong năm$
    """
)

# Words that cannot end a time phrase.
TIME_OPEN_ENDS = _any(
    r"""
    và|đến|từ|năm|tháng|quý|theo|số|tại|của|trong|trước|các|cơ|sau|Kế|yêu|chương trình,
    """
)

# Words that compare a figure.
COMPARISONS = _any(
    r"""
    trên|dưới|tối thiểu|tối đa|ít nhất|không quá|từ|đạt|hoặc|bằng|khoảng|giảm|tăng|top|nhóm|hạng
    |trở lên|trên hoặc bằng|dưới hoặc bằng
    """
)

# Units of measure in a column of their own.
MEASURES = _any(
    r"""
    %|‰|điểm|ngày|giờ|số|tỷ lệ|người|thứ bậc|bậc|thứ hạng|hạng|doanh nghiệp|đơn vị|hồ sơ|lượt|triệu
    |tỷ|đồng|cái|văn bản|tr\.? ?đồng|% \S+
    """
)

# Words after which a sentence cannot end, so that the next line goes on whatever it opens with.
UNFINISHED = _any(
    r"""
    và|hoặc|của|cho|với|từ|tại|theo|về|là|các|những|thuộc|trong|trên|do|bằng|để|đến|ngày|tháng|năm
    |số|quý|Điều|khoản|điểm|mục|phần
    """
)

# First halves of names with a dash: "Phòng Kế hoạch - Tài chính".
DASHED_NAMES = _any(
    r"""
    Kế hoạch|Tài chính|Lao động|Phát thanh|Văn hóa|Văn hoá|Khoa học|Kinh tế|Thông tin|Độc lập|Dân số
    |Kỹ thuật|Giáo dục|Mặt trận
    """
)

# Abbreviations that are bodies by themselves.
ABBREVIATIONS = _words(
    """
    VCCI TAND VKSND MTTQ UBMTTQ VPUBND STTTT VTV VOV TTXVN NHNN BHXH KBNN VNPT BQL BCH BCĐ CA VP
    """
)

# Words that ask for another.
DANGLING = _words(
    """
    và của thuộc cấp về với cùng các những hoặc tại trong theo cho từ đến do là có liên trực cơ đơn
    """
)

# After these a name is complete; a capital that opens a time or a verb of progress begins a new cell.
CLOSED = _words(
    """
    bộ sở bàn thôn thể cáo ninh đoàn ủy uỷ viện học ban cục lý niên nữ binh hội địa chính dựng tế
    hợp ngành huyện phố tỉnh xã vụ pháp thông tư quan vị phương trấn trường nghiệp
    """
)

# Such capitals.
TIME_CAPITALS = _words(
    """
    Từ Năm Quý Triển Thực Hoàn Thường Hàng Hằng Đến Trước Trong Xong Khi Giai Định Tháng Cuối Hết
    Ngay Sau Mỗi Theo Đầu
    """
)

# First words of products.
PRODUCT_HEADS = _words(
    """
    quyết báo kế văn đề nghị thông công tờ phần hồ dự hội lớp tin cổng quy hệ danh sản chương phương
    tài bộ chỉ hướng các kết luật
    """
)
