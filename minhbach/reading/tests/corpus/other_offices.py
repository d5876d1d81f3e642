# ruff: noqa: E501 - names and sentences of a document stand whole
"""Offices and items that the unusual layouts and assignments speak of."""

from __future__ import annotations

from minhbach.reading.tests.corpus.words import Bodies, Office, one

_SIGNS = "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH"

PARTY = Office(
    ("TỈNH ỦY THANH GIANG",), "Ban Thường vụ Tỉnh ủy Thanh Giang", "-CTr/TU", "Thanh Giang",
    tuple(map(one, ("Ban Tổ chức Tỉnh ủy", "Ban Tuyên giáo và Dân vận Tỉnh ủy", "Cơ quan Ủy ban Kiểm tra Tỉnh ủy", "Văn phòng Tỉnh ủy", "Ban Nội chính Tỉnh ủy", "Đảng ủy các cơ quan Đảng tỉnh", "Đảng ủy UBND tỉnh", "Trường Chính trị tỉnh"))),
    (one("Các ban đảng"), one("Các đảng ủy trực thuộc Tỉnh ủy"), one("Ban Thường vụ Tỉnh đoàn"), one("Liên minh Hợp tác xã tỉnh"),
     Bodies("Đảng ủy Quân sự tỉnh, Đảng ủy Công an tỉnh", ("Đảng ủy Quân sự tỉnh", "Đảng ủy Công an tỉnh")),
     Bodies("Mặt trận Tổ quốc Việt Nam tỉnh và Báo Thanh Giang", ("Mặt trận Tổ quốc Việt Nam tỉnh", "Báo Thanh Giang"))),
    ("T/M BAN THƯỜNG VỤ / BÍ THƯ", "Khổng Minh Trí"),
)  # fmt: skip
COMMUNE = Office(
    ("UBND XÃ SUỐI BẠC",), "UBND xã Suối Bạc", "KH-UBND", "Suối Bạc",
    tuple(map(one, ("Trưởng phòng Kinh tế", "Trưởng phòng Văn hóa - Xã hội", "Chánh Văn phòng HĐND và UBND xã", "Trưởng Công an xã", "Chỉ huy trưởng Ban Chỉ huy Quân sự xã", "Giám đốc Trung tâm Phục vụ hành chính công xã", "Trạm trưởng Trạm Y tế xã"))),
    (one("Trưởng các thôn, bản"), one("Bí thư Đoàn Thanh niên xã"), one("Hiệu trưởng các trường học trên địa bàn"),
     Bodies("Chủ tịch Hội Phụ nữ xã, Chủ tịch Hội Nông dân xã", ("Chủ tịch Hội Phụ nữ xã", "Chủ tịch Hội Nông dân xã")),
     one("Công chức Tài chính - Kế toán")),
    (_SIGNS, "Vàng Seo Chín"),
)  # fmt: skip
LEADERS = (
    "Đ/c Bàn Thị Khé, Phó Chủ tịch UBND xã",
    "Đ/c Vàng Seo Chín, Chủ tịch UBND xã",
    "Đ/c Lục Văn Tài, Phó Chủ tịch UBND xã",
)
DEPARTMENT = Office(
    ("UBND TỈNH THANH GIANG", "SỞ TƯ PHÁP"), "Sở Tư pháp", "KH-STP", "Thanh Giang",
    tuple(map(one, ("Văn phòng Sở", "Phòng Xây dựng và Kiểm tra văn bản", "Phòng Hành chính và Bổ trợ tư pháp", "Phòng Phổ biến, giáo dục pháp luật", "Trung tâm Trợ giúp pháp lý nhà nước", "Phòng Công chứng số 1", "Trung tâm Dịch vụ đấu giá tài sản"))),
    (one("Các phòng, đơn vị thuộc Sở"), one("Tòa án nhân dân tỉnh"), one("Hội Luật gia tỉnh"), one("Đoàn Luật sư tỉnh"),
     Bodies("Công an tỉnh, Viện Kiểm sát nhân dân tỉnh", ("Công an tỉnh", "Viện Kiểm sát nhân dân tỉnh")),
     Bodies("Sở Nội vụ; UBND cấp xã", ("Sở Nội vụ", "UBND cấp xã"))),
    ("GIÁM ĐỐC", "Khuất Thị Hằng"),
)  # fmt: skip
MINISTRY = Office(
    ("BỘ KINH TẾ BIỂN",), "Bộ Kinh tế biển", "KH-BKTB", "Hà Nội",
    tuple(map(one, ("Vụ Chính sách biển", "Cục Đường thủy và Cảng", "Vụ Khoa học, Công nghệ và Môi trường", "Vụ Kế hoạch - Tài chính", "Cục Nuôi biển", "Văn phòng Bộ", "Cục Đảo và Bờ biển"))),
    (one("Các bộ, ngành liên quan"), one("UBND các tỉnh ven biển"), one("Các đơn vị thuộc Bộ"),
     Bodies("Bộ Tư pháp, Bộ Ngoại giao", ("Bộ Tư pháp", "Bộ Ngoại giao")),
     Bodies("Vụ Pháp chế; Thanh tra Bộ", ("Vụ Pháp chế", "Thanh tra Bộ"))),
    ("KT. BỘ TRƯỞNG / THỨ TRƯỞNG", "Tôn Nữ Quỳnh Chi"),
)  # fmt: skip
BUILDER = Office(
    ("UBND TỈNH THANH GIANG",), "UBND tỉnh Thanh Giang", "KH-UBND", "Thanh Giang",
    tuple(map(one, ("Ban Quản lý dự án giao thông tỉnh", "Ban Quản lý dự án dân dụng và công nghiệp", "UBND phường Đông Môn", "UBND xã Tam Lộc", "Sở Xây dựng", "Công ty Thủy nông Nam Thanh"))),
    (one("Sở Tài chính"), one("UBND cấp xã")),
    (_SIGNS, "Nghiêm Xuân Đạt"),
)  # fmt: skip

# What a party's programme orders its work by.
TOPICS = (
    "Về công tác tư tưởng", "Về công tác cán bộ", "Về công tác kiểm tra, giám sát", "Về công tác dân vận",
    "Về phát triển kinh tế tập thể", "Về quốc phòng, an ninh",
)  # fmt: skip
# What was said before the orders; nobody is told to do anything.
ASSESSED = (
    "Thời gian qua, các cơ quan đã chủ động bám sát nhiệm vụ, nhiều chỉ tiêu tăng so với cùng kỳ.",
    "Tuy nhiên, một số việc còn kéo dài; nguyên nhân chủ yếu là sự chủ quan của người đứng đầu.",
    "Các ý kiến tại cuộc họp cơ bản thống nhất với nội dung tờ trình.",
)
# A project with the stages that its year has.
PROJECTS = {
    "Cầu Bến Tranh": ("Hoàn chỉnh hồ sơ mời thầu phần cầu chính", "Khoan cọc nhồi trụ T3 và T4", "Lắp dầm nhịp biên"),
    "Kè bờ tả sông Lèn": ("Trích đo địa chính dọc bờ kè", "Chi trả bồi thường cho 42 hộ ven sông", "Thả đá hộc chân kè"),
    "Trường Trung học phổ thông Tam Lộc": ("Thẩm định dự toán nhà học ba tầng", "Đổ mái nhà học chính", "Bàn giao sân thể thao cho nhà trường"),
    "Hồ chứa Khe Nứa": ("Kiểm định an toàn thân đập", "Thay cửa van cống lấy nước", "Tích nước thử"),
    "Đường vành đai phía Tây": ("Giải phóng mặt bằng đoạn qua tổ dân phố 5", "Đắp nền đoạn Km2 đến Km6", "Thảm nhựa lớp mặt"),
}  # fmt: skip
# What a ministry sends up, and what it signs itself.
SENT_UP = (
    ("Quy định về cấp phép nuôi biển xa bờ", "Nghị định"),
    ("Chiến lược khai thác bền vững rạn san hô đến năm 2040", "Quyết định"),
    ("Đánh giá mười năm thi hành chính sách bảo hiểm tàu cá", "Báo cáo"),
    ("Chương trình hỗ trợ ngư dân chuyển nghề lưới kéo", "Quyết định"),
    ("Xử phạt hành vi lấn biển trái phép", "Nghị định"),
    ("Phương án sắp xếp các trạm quan trắc thủy triều", "Tờ trình"),
    ("Hồ sơ gia nhập Công ước về nước dằn tàu", "Tờ trình"),
    ("Danh mục đảo được ưu tiên cấp điện", "Quyết định"),
)
SIGNED = (
    ("Cơ chế chia sẻ dữ liệu luồng lạch giữa cảng và chủ tàu", "Thông tư"),
    ("Sửa đổi quy chế phối hợp cứu hộ ven bờ", "Quyết định"),
    ("Định mức kinh tế - kỹ thuật nạo vét luồng cấp III", "Thông tư"),
    ("Quy chuẩn phao báo hiệu ở vùng nước cạn", "Thông tư"),
    ("Mẫu hợp đồng thuê mặt nước dùng chung", "Quyết định"),
    ("Tiêu chí xếp hạng bến du thuyền", "Thông tư"),
)
# The level above that decides on a paper of this kind.
LEVEL_OF = {"Nghị định": "Chính phủ", "Quyết định": "Thủ tướng Chính phủ", "Báo cáo": "Quốc hội",
            "Tờ trình": "Chủ tịch nước"}  # fmt: skip
# What a department's month is filled with.
ERRANDS = (
    "Họp giao ban lãnh đạo với trưởng các phòng", "Trực tiếp công dân tại trụ sở",
    "Thẩm định dự thảo nghị quyết về mức hỗ trợ hòa giải viên", "Trợ giúp pháp lý lưu động tại bản Nậm Cắn",
    "Kiểm tra tổ chức hành nghề công chứng tại ba phường", "Góp ý dự thảo quy chế đấu giá quyền sử dụng đất",
    "Bàn giao sổ gốc hộ tịch cho cơ sở lưu trữ", "Chấm điểm bài dự thi tìm hiểu pháp luật vòng sơ loại",
    "Làm việc với đoàn khảo sát của Bộ về thi hành án", "Cấp phiếu lý lịch tư pháp tồn đọng trong tuần",
    "Ghi hình chuyên mục hỏi đáp pháp luật", "Đối chiếu công nợ với các chủ tài sản đấu giá",
    "Nghiệm thu phần mềm tra cứu hộ tịch", "Gặp mặt cán bộ tư pháp đã nghỉ hưu",
    "Xét nâng bậc lương trước thời hạn đợt hai", "Tập huấn kỹ năng soạn thảo cho công chức cấp xã",
)  # fmt: skip
