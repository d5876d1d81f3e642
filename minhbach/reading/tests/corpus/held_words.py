# ruff: noqa: E501 - sentences of a document stand whole
"""HELD OUT: words on which no rule is mended; they only judge. Do not look here while mending."""

from __future__ import annotations

from minhbach.reading.tests.corpus.times import deadline, event, last_day, ongoing, period, recurring
from minhbach.reading.tests.corpus.words import Bodies, Moment, Office, Wording, one

_CITY = Office(
    ("UBND THÀNH PHỐ HẢI VÂN",), "Ủy ban nhân dân thành phố Hải Vân", "KH-UBND", "Hải Vân",
    tuple(map(one, ("Sở Du lịch", "Sở Ngoại vụ", "Bộ Chỉ huy Quân sự thành phố", "Viện Nghiên cứu phát triển", "Thuế thành phố", "Bảo hiểm xã hội thành phố", "Trung tâm Xúc tiến đầu tư", "Ban An toàn giao thông thành phố", "Sở Quy hoạch và Kiến trúc", "Cổng Thông tin điện tử thành phố"))),
    (one("Các cơ quan, đơn vị có liên quan"), one("UBND cấp xã"), one("Thành đoàn"),
     Bodies("Sở Tài chính; UBND các phường, đặc khu", ("Sở Tài chính", "UBND các phường, đặc khu")),
     Bodies("Liên đoàn Lao động thành phố, Hội Chữ thập đỏ thành phố", ("Liên đoàn Lao động thành phố", "Hội Chữ thập đỏ thành phố")),
     Bodies("Các Sở: Nội vụ, Tư pháp, Xây dựng", ("Sở Nội vụ", "Sở Tư pháp", "Sở Xây dựng"))),
    ("TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH", "Mạc Thị Thu Trang"),
)  # fmt: skip
_DISTRICT = Office(
    ("UBND ĐẶC KHU ĐẢO NGỌC",), "UBND đặc khu Đảo Ngọc", "KH-UBND", "Đảo Ngọc",
    tuple(map(one, ("Phòng Kinh tế, Hạ tầng và Đô thị", "Văn phòng HĐND và UBND", "Đồn Biên phòng Mũi Đông", "Hạt Kiểm lâm", "Ban Quản lý cảng cá", "Trung tâm Y tế quân dân y", "Công an đặc khu"))),
    (one("Các khu phố"), one("Hội Nghề cá"), one("Các doanh nghiệp vận tải khách"),
     Bodies("Hải đội 2, Trạm Khí tượng hải văn", ("Hải đội 2", "Trạm Khí tượng hải văn")),
     one("Các phòng, ban chuyên môn")),
    ("CHỦ TỊCH", "Đoàn Hữu Phước"),
)  # fmt: skip
_PARTY = Office(
    ("TỈNH ỦY BẮC HÀ",), "Ban Thường vụ Tỉnh ủy Bắc Hà", "KH/TU", "Bắc Hà",
    tuple(map(one, ("Ban Tổ chức Tỉnh ủy", "Ban Tuyên giáo và Dân vận Tỉnh ủy", "Ủy ban Kiểm tra Tỉnh ủy", "Văn phòng Tỉnh ủy", "Đảng ủy UBND tỉnh", "Ban Nội chính Tỉnh ủy", "Trường Chính trị tỉnh"))),
    (one("Các đảng ủy trực thuộc Tỉnh ủy"), one("Mặt trận Tổ quốc Việt Nam tỉnh"), one("Các xã ủy, phường ủy"),
     Bodies("Đảng ủy Công an tỉnh, Đảng ủy Quân sự tỉnh", ("Đảng ủy Công an tỉnh", "Đảng ủy Quân sự tỉnh"))),
    ("T/M BAN THƯỜNG VỤ / PHÓ BÍ THƯ", "Giàng A Páo"),
)  # fmt: skip

_DEEDS = {
    "An toàn giao thông": (
        "Sơn lại vạch kẻ đường trước cổng các trường mầm non",
        "Xử lý dứt điểm điểm đen tai nạn tại dốc Ba Tầng",
        "Điều chỉnh chu kỳ đèn tín hiệu giờ cao điểm",
        "Vận động chủ tàu mặc áo phao cho khách khi qua đò",
        "Cấp phù hiệu cho xe đưa đón học sinh",
        "Thu hồi vỉa hè bị lấn chiếm làm nơi buôn bán",
        "Gắn thiết bị giám sát hành trình trên xe tải ben",
        "Tháo dỡ biển quảng cáo che khuất tầm nhìn",
    ),
    "Du lịch và văn hóa": (
        "Trùng tu bia đá ở đền làng Thượng",
        "Ghi âm lời kể của nghệ nhân hát then",
        "Xếp hạng lại cơ sở lưu trú trên đảo",
        "Dịch bảng chỉ dẫn sang ba thứ tiếng",
        "Quy hoạch bến thuyền phục vụ khách xem chim",
        "Mở phiên chợ đêm vào cuối tuần",
        "Chấn chỉnh nạn chèo kéo khách ở bến phà",
        "Lập danh mục di sản cần bảo vệ khẩn cấp",
    ),
    "Lao động và việc làm": (
        "Thống kê lao động trở về từ các khu chế xuất",
        "Nối chuyến giới thiệu việc làm với thị trường ngoài nước",
        "Dạy nghề sửa máy nổ cho ngư dân trẻ",
        "Giải quyết chế độ tồn đọng của người có công",
        "Thanh lý nhà lưu trú công nhân không còn bảo đảm an toàn",
        "Ký giao ước thi đua giữa các cụm doanh nghiệp",
        "Cho vay vốn khởi nghiệp với thanh niên xuất ngũ",
        "Thẩm tra hồ sơ bảo hiểm thất nghiệp nghi trục lợi",
    ),
    "Xây dựng tổ chức": (
        "Sinh hoạt chuyên đề quý ở các chi bộ vùng biên",
        "Luân chuyển cán bộ trẻ về cơ sở rèn luyện",
        "Biên tập kỷ yếu các kỳ đại hội",
        "Nắm dư luận xã hội trước kỳ họp thường lệ",
        "Giám sát việc kê khai tài sản của người giữ chức vụ",
        "Kiện toàn tổ công nghệ cộng đồng",
        "Phân cấp việc tuyển dụng viên chức cho cơ sở",
        "Lưu trữ hồ sơ của các đơn vị đã sáp nhập",
    ),
}

_TAILS = (
    " gắn với trách nhiệm của người đứng đầu", "; chấm dứt tình trạng làm hình thức",
    ", kịp thời biểu dương nơi làm tốt", " trên cơ sở nguồn lực sẵn có",
    "; hạn chế thấp nhất ảnh hưởng đến sinh kế", ", phù hợp phong tục từng vùng",
)  # fmt: skip


def _cell_times(year: int) -> list[Moment]:
    return [
        ongoing("Thường xuyên trong năm"),
        ongoing("Thường xuyên"),
        deadline(f"Chậm nhất ngày 25/7/{year}", f"{year}-07-25"),
        deadline(f"31/12/{year}", f"{year}-12-31"),
        deadline(f"Đến hết tháng 10/{year}", f"{year}-10-31"),
        deadline(f"Trước 05/5/{year}", f"{year}-05-05"),
        period(f"Quý I/{year}", f"{year}-01-01", f"{year}-03-31"),
        period(f"Quý III, IV/{year}", f"{year}-07-01", f"{year}-12-31"),
        period(f"Tháng 4/{year}", f"{year}-04-01", f"{year}-04-30"),
        period(f"Từ 01/3/{year} đến 31/5/{year}", f"{year}-03-01", f"{year}-05-31"),
        recurring("Hằng năm", "annual", year),
        recurring("Hằng tháng", "monthly", year),
        recurring("Định kỳ 6 tháng", "semiannual", year),
        event("Sau khi Kế hoạch được ban hành"),
    ]


def _sentence_times(year: int) -> list[Moment]:
    return [
        deadline(f"hoàn thành trước ngày 31/5/{year}", f"{year}-05-31"),
        deadline(f"xong trước ngày 10/9/{year}", f"{year}-09-10"),
        deadline(f"hoàn thành trong tháng 11/{year}", last_day(year, 11)),
    ]


HELD = Wording(
    offices=(_CITY, _DISTRICT, _PARTY),
    deeds=_DEEDS,
    tails=_TAILS,
    products=("Đề án", "Báo cáo chuyên đề", "Hồ sơ trình", "Biên bản làm việc", "Bộ tài liệu", "Hội nghị", "Chương trình phối hợp"),
    cell_times=_cell_times,
    sentence_times=_sentence_times,
    heads={
        "number": ("TT", "Số TT"),
        "task": ("Nội dung", "Công việc cụ thể", "Tên nhiệm vụ", "Nội dung triển khai"),
        "product": ("Kết quả", "Sản phẩm hoàn thành", "Kết quả đầu ra"),
        "lead": ("Chủ trì", "Đơn vị đầu mối", "Cơ quan chủ trì thực hiện"),
        "helpers": ("Phối hợp", "Cơ quan, đơn vị phối hợp"),
        "time": ("Thời gian", "Tiến độ thực hiện", "Thời hạn hoàn thành"),
        "both": ("Trách nhiệm", "Phân công", "Cơ quan, đơn vị thực hiện"),
        "doer": ("Đơn vị chịu trách nhiệm", "Bộ phận thực hiện"),
        "goal": ("Mục tiêu cụ thể",),
        "budget": ("Dự kiến kinh phí",),
        "note": ("Ghi chú",),
    },
    aims=(
        ("Tỷ lệ lao động qua đào tạo", "%", "68"),
        ("Tỷ lệ khách quay lại", "%", "40"),
        ("Thời gian chờ phà bình quân", "ngày", "1"),
        ("Điểm đánh giá an toàn giao thông", "điểm", "7,9"),
        ("Tỷ lệ tàu có thiết bị giám sát", "%", "99,5"),
        ("Tỷ lệ chi bộ sinh hoạt đúng kỳ", "%", "97"),
    ),
    people=("Tạ Văn Nghĩa", "Sầm Thị Mai", "Đỗ Bảo Long"),
)  # fmt: skip
