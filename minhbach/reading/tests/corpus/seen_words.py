# ruff: noqa: E501 - sentences of a document stand whole
"""Words of the side that rules may be mended on. Provinces, people and plans are made up."""

from __future__ import annotations

from minhbach.reading.tests.corpus.times import deadline, event, last_day, ongoing, period, recurring
from minhbach.reading.tests.corpus.words import Bodies, Moment, Office, Wording, one

_PROVINCE = Office(
    ("UBND TỈNH LÂM SƠN",), "UBND tỉnh Lâm Sơn", "KH-UBND", "Lâm Sơn",
    tuple(map(one, ("Sở Nội vụ", "Sở Tài chính", "Sở Xây dựng", "Văn phòng UBND tỉnh", "Công an tỉnh", "Sở Khoa học và Công nghệ", "Sở Y tế", "Thanh tra tỉnh", "Sở Giáo dục và Đào tạo", "Sở Nông nghiệp và Môi trường", "Sở Văn hóa, Thể thao và Du lịch", "Ban Quản lý các Khu công nghiệp tỉnh", "Sở Công Thương", "Báo và Phát thanh, truyền hình Lâm Sơn"))),
    (one("Các sở, ban, ngành"), one("UBND các xã, phường"), one("Sở Tư pháp"),
     Bodies("Các sở, ban, ngành; UBND các xã, phường", ("Các sở, ban, ngành", "UBND các xã, phường")),
     Bodies("Sở Dân tộc và Tôn giáo, Tỉnh đoàn", ("Sở Dân tộc và Tôn giáo", "Tỉnh đoàn")),
     Bodies("Hội Nông dân tỉnh và Hội Liên hiệp Phụ nữ tỉnh", ("Hội Nông dân tỉnh", "Hội Liên hiệp Phụ nữ tỉnh")),
     Bodies("Các Sở: Tư pháp, Ngoại vụ", ("Sở Tư pháp", "Sở Ngoại vụ")),
     Bodies("Sở Tư pháp; Kho bạc Nhà nước khu vực; các cơ quan, đơn vị có liên quan", ("Sở Tư pháp", "Kho bạc Nhà nước khu vực", "các cơ quan, đơn vị có liên quan"))),
    ("TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH", "Trần Quang Đạo"),
)  # fmt: skip
_COMMUNE = Office(
    ("UBND XÃ AN PHÚ",), "UBND xã An Phú", "KH-UBND", "An Phú",
    tuple(map(one, ("Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND xã", "Công an xã", "Trung tâm Phục vụ hành chính công", "Trạm Y tế xã", "Ban Chỉ huy Quân sự xã"))),
    (one("Các thôn, khu dân cư"), one("Hội Phụ nữ xã"), one("Đoàn Thanh niên xã"),
     Bodies("Hội Cựu chiến binh xã, Hội Nông dân xã", ("Hội Cựu chiến binh xã", "Hội Nông dân xã")),
     one("Các cơ quan, đơn vị liên quan"), one("Các trường học trên địa bàn")),
    ("TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH", "Lò Văn Thắng"),
)  # fmt: skip
_DEPARTMENT = Office(
    ("UBND TỈNH LÂM SƠN", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"), "Sở Nông nghiệp và Môi trường", "KH-SNNMT", "Lâm Sơn",
    tuple(map(one, ("Văn phòng Sở", "Thanh tra Sở", "Phòng Kế hoạch - Tài chính", "Phòng Tổ chức cán bộ", "Chi cục Kiểm lâm", "Chi cục Thủy lợi", "Chi cục Chăn nuôi và Thú y", "Trung tâm Khuyến nông", "Trung tâm Kỹ thuật môi trường"))),
    (one("Các phòng, đơn vị thuộc Sở"), one("Chi cục Quản lý đất đai"), one("UBND các xã có rừng"),
     Bodies("Phòng Pháp chế, Trung tâm Công nghệ thông tin", ("Phòng Pháp chế", "Trung tâm Công nghệ thông tin")),
     one("Các đơn vị sự nghiệp trực thuộc")),
    ("GIÁM ĐỐC", "Vũ Thị Hòa"),
)  # fmt: skip
_MINISTRY = Office(
    ("BỘ PHÁT TRIỂN NÔNG THÔN",), "Bộ Phát triển nông thôn", "KH-BPTNT", "Hà Nội",
    tuple(map(one, ("Vụ Pháp chế", "Vụ Kế hoạch - Tài chính", "Cục Chuyển đổi số", "Văn phòng Bộ", "Thanh tra Bộ", "Vụ Tổ chức cán bộ", "Viện Chiến lược nông thôn", "Vụ Hợp tác quốc tế"))),
    (one("Các đơn vị thuộc Bộ"), one("Các bộ, ngành, địa phương"), one("UBND các tỉnh, thành phố"),
     Bodies("Bộ Tài chính, Bộ Nội vụ", ("Bộ Tài chính", "Bộ Nội vụ")), one("Cục Viễn thông")),
    ("KT. BỘ TRƯỞNG / THỨ TRƯỞNG", "Đặng Minh Khoa"),
)  # fmt: skip

_DEEDS = {
    "Cải cách hành chính": (
        "Rà soát và cắt giảm giấy tờ phải nộp khi đăng ký kinh doanh hộ cá thể",
        "Niêm yết công khai mức phí, lệ phí tại nơi tiếp nhận hồ sơ",
        "Khảo sát mức độ hài lòng của người dân đối với dịch vụ chứng thực",
        "Chuẩn hóa quy trình luân chuyển hồ sơ giữa các cấp",
        "Số hóa kết quả giải quyết hồ sơ còn hiệu lực của những năm trước",
        "Bố trí người hướng dẫn cho người cao tuổi khi nộp hồ sơ trực tuyến",
        "Đối thoại với hộ kinh doanh về vướng mắc thủ tục",
        "Xây dựng bộ câu hỏi thường gặp về thủ tục đất đai",
    ),
    "Phòng, chống thiên tai": (
        "Kiểm kê vật tư dự phòng tại các kho chống lụt",
        "Cắm biển cảnh báo ở những đoạn đường hay ngập",
        "Diễn tập sơ tán dân vùng sạt lở ven sông Mây",
        "Nâng cấp trạm đo mưa tự động tại các thôn vùng cao",
        "Lập bản đồ vùng ngập theo từng mức báo động",
        "Phát tỉa cây xanh có nguy cơ gãy đổ trước mùa bão",
        "Kiểm tra an toàn hồ chứa nhỏ do hợp tác xã quản lý",
        "Tập huấn kỹ năng cứu đuối cho lực lượng xung kích",
    ),
    "Chuyển đổi số": (
        "Mở lớp bồi dưỡng kỹ năng số cho cán bộ không chuyên trách",
        "Kết nối dữ liệu hộ tịch với cơ sở dữ liệu dân cư",
        "Lắp đặt điểm truy cập mạng không dây miễn phí ở chợ trung tâm",
        "Đánh giá an toàn thông tin của các hệ thống đang vận hành",
        "Triển khai thanh toán không tiền mặt tại trạm thu phí bến xe",
        "Cập nhật sổ tay vận hành phòng họp không giấy",
        "Thí điểm trợ lý ảo trả lời câu hỏi của người dân",
        "Thay thế máy chủ đã hết khấu hao của trung tâm dữ liệu",
    ),
    "Y tế và dân số": (
        "Tiêm bổ sung vắc xin sởi cho trẻ chưa đủ mũi",
        "Khám sức khỏe định kỳ cho người lao động ngành may",
        "Giám sát bếp ăn tập thể của các trường bán trú",
        "Lập hồ sơ sức khỏe điện tử cho người trên 60 tuổi",
        "Truyền thông về dinh dưỡng trong 1.000 ngày đầu đời",
        "Sửa chữa nhà vệ sinh của các trạm y tế xuống cấp",
        "Điều tra ổ bọ gậy tại các khu nhà trọ",
        "Bổ sung thuốc thiết yếu cho tủ thuốc thôn, bản",
    ),
    "Giáo dục": (
        "Tuyển giáo viên tiếng Anh cho các điểm trường lẻ",
        "Phổ cập bơi cho học sinh tiểu học trong dịp hè",
        "Đánh giá chất lượng thư viện trường học theo tiêu chí mới",
        "Sắp xếp lại các lớp ghép ở vùng sâu",
        "Tổ chức ngày hội hướng nghiệp cho học sinh cuối cấp",
        "Hỗ trợ máy tính bảng cho học sinh mồ côi",
        "Thay bàn ghế không đúng cỡ của khối lớp một",
        "Xây dựng kho bài giảng mở môn lịch sử địa phương",
    ),
    "Môi trường": (
        "Quan trắc chất lượng nước giếng khoan gần bãi rác cũ",
        "Phân loại rác tại nguồn ở các tuyến phố đi bộ",
        "Thu gom vỏ bao thuốc bảo vệ thực vật ngoài đồng ruộng",
        "Trồng thêm cây chắn gió dọc tuyến đê phía đông",
        "Kiểm tra việc xả thải của cơ sở giết mổ tập trung",
        "Xóa các điểm tập kết rác tự phát ven đường liên xã",
        "Công bố danh sách cơ sở gây ồn vượt chuẩn",
        "Lắp camera theo dõi bến bốc xếp cát",
    ),
}

_TAILS = (
    ", bảo đảm đúng quy trình và tiết kiệm", "; công khai kết quả để nhân dân theo dõi",
    " theo hướng gọn nhẹ, dễ thực hiện", ", ưu tiên địa bàn vùng sâu, vùng xa",
    "; không để phát sinh thêm chi phí cho người dân", ", có tính đến ý kiến của cơ sở",
)  # fmt: skip


def _cell_times(year: int) -> list[Moment]:
    return [
        ongoing("Thường xuyên"),
        ongoing("Thường xuyên, liên tục"),
        deadline(f"Trước 30/6/{year}", f"{year}-06-30"),
        deadline(f"Trước ngày 15/11/{year}", f"{year}-11-15"),
        deadline(f"Xong trong tháng 8/{year}", f"{year}-08-31"),
        deadline(f"Hoàn thành trước ngày 20/9/{year}", f"{year}-09-20"),
        period(f"Quý II/{year}", f"{year}-04-01", f"{year}-06-30"),
        period(f"Quý III/{year}", f"{year}-07-01", f"{year}-09-30"),
        period(f"Tháng 9/{year}", f"{year}-09-01", f"{year}-09-30"),
        period(f"Năm {year}", f"{year}-01-01", f"{year}-12-31"),
        recurring("Hàng năm", "annual", year),
        recurring("Hằng quý", "quarterly", year),
        event("Khi có văn bản hướng dẫn của cấp trên"),
    ]


def _sentence_times(year: int) -> list[Moment]:
    return [
        deadline(f"hoàn thành trước ngày 30/6/{year}", f"{year}-06-30"),
        deadline(f"xong trước ngày 15/10/{year}", f"{year}-10-15"),
        deadline(f"hoàn thành trong tháng 8/{year}", last_day(year, 8)),
    ]


SEEN = Wording(
    offices=(_PROVINCE, _COMMUNE, _DEPARTMENT, _MINISTRY),
    deeds=_DEEDS,
    tails=_TAILS,
    products=("Kế hoạch", "Báo cáo", "Quyết định", "Báo cáo kết quả", "Văn bản hướng dẫn", "Tờ trình", "Danh mục được phê duyệt"),
    cell_times=_cell_times,
    sentence_times=_sentence_times,
    heads={
        "number": ("STT", "TT"),
        "task": ("Nhiệm vụ", "Nội dung nhiệm vụ", "Nội dung công việc", "Nhiệm vụ, giải pháp"),
        "product": ("Sản phẩm", "Kết quả, sản phẩm", "Sản phẩm đầu ra"),
        "lead": ("Cơ quan chủ trì", "Đơn vị chủ trì", "Chủ trì thực hiện"),
        "helpers": ("Cơ quan phối hợp", "Đơn vị phối hợp"),
        "time": ("Thời gian hoàn thành", "Thời gian thực hiện", "Thời hạn"),
        "both": ("Trách nhiệm thực hiện", "Đơn vị thực hiện", "Phân công thực hiện"),
        "doer": ("Đơn vị thực hiện", "Cơ quan thực hiện"),
        "goal": ("Mục tiêu",),
        "budget": ("Kinh phí",),
        "note": ("Ghi chú",),
    },
    aims=(
        ("Tỷ lệ hồ sơ giải quyết đúng hạn", "%", "98"),
        ("Tỷ lệ hộ dân dùng nước sạch", "%", "92"),
        ("Tỷ lệ trẻ em được tiêm chủng đầy đủ", "%", "96,5"),
        ("Số ngày giải quyết trung bình một hồ sơ", "ngày", "3"),
        ("Điểm hài lòng của người dân", "điểm", "8,6"),
        ("Tỷ lệ rác được phân loại", "%", "45"),
        ("Tỷ lệ trường đạt chuẩn", "%", "71"),
    ),
    people=("Nguyễn Hải Yến", "Phạm Quốc Bình", "Hoàng Thị Lụa", "Lê Đình Sáng"),
)  # fmt: skip
