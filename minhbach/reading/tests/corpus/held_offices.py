# ruff: noqa: E501 - names and sentences of a document stand whole
"""HELD OUT: offices and items of the held-out layouts; they only judge. Do not look here while mending."""

from __future__ import annotations

from minhbach.reading.tests.corpus.times import deadline, event, last_day, ongoing, period, recurring
from minhbach.reading.tests.corpus.words import Bodies, Moment, Office, one

PROVINCE = Office(
    ("ỦY BAN NHÂN DÂN", "TỈNH ĐÔNG LĨNH"), "UBND tỉnh Đông Lĩnh", "KH-UBND", "Đông Lĩnh",
    tuple(map(one, ("Sở Nội vụ", "Sở Tài chính", "Sở Khoa học và Công nghệ", "Sở Nông nghiệp và Môi trường", "Sở Văn hóa, Thể thao và Du lịch", "Sở Giáo dục và Đào tạo", "Sở Y tế", "Sở Công Thương", "Sở Xây dựng", "Công an tỉnh", "Văn phòng UBND tỉnh", "Ban Quản lý Khu kinh tế tỉnh", "Thanh tra tỉnh", "Ngân hàng Nhà nước Khu vực 11"))),
    (one("Các sở, ban, ngành liên quan"), one("UBND các xã, phường"), one("Sở Tư pháp"),
     Bodies("Các sở, ban, ngành; UBND các xã, phường", ("Các sở, ban, ngành", "UBND các xã, phường")),
     Bodies("Sở Tư pháp, Thuế tỉnh", ("Sở Tư pháp", "Thuế tỉnh")),
     Bodies("Bộ Chỉ huy Quân sự tỉnh, Báo và Đài Phát thanh, Truyền hình tỉnh", ("Bộ Chỉ huy Quân sự tỉnh", "Báo và Đài Phát thanh, Truyền hình tỉnh")),
     Bodies("Sở Dân tộc và Tôn giáo; Hội Nông dân tỉnh; UBND các xã, phường", ("Sở Dân tộc và Tôn giáo", "Hội Nông dân tỉnh", "UBND các xã, phường"))),
    ("TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH", "Lương Thị Bích Ngà"),
)  # fmt: skip
WARD = Office(
    ("ỦY BAN NHÂN DÂN", "PHƯỜNG TÂN HÒA"), "UBND phường Tân Hòa", "KH-UBND", "Tân Hòa",
    tuple(map(one, ("Phòng Kinh tế, Hạ tầng và Đô thị", "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND phường", "Trung tâm Phục vụ hành chính công phường", "Công an phường", "Trạm Y tế phường", "Ban Chỉ huy Quân sự phường"))),
    (one("Các tổ dân phố"), one("Các cơ quan, đơn vị liên quan"), one("Các trường học trên địa bàn"),
     Bodies("Đoàn Thanh niên phường, Hội Phụ nữ phường", ("Đoàn Thanh niên phường", "Hội Phụ nữ phường")),
     Bodies("Ủy ban MTTQ Việt Nam phường; các tổ dân phố", ("Ủy ban MTTQ Việt Nam phường", "các tổ dân phố"))),
    ("TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH", "Phùng Đức Lợi"),
)  # fmt: skip
HEALTH = Office(
    ("UBND TỈNH ĐÔNG LĨNH", "SỞ Y TẾ"), "Sở Y tế", "KH-SYT", "Đông Lĩnh",
    tuple(map(one, ("Văn phòng Sở", "Phòng Nghiệp vụ Y", "Phòng Nghiệp vụ Dược", "Phòng Kế hoạch - Tài chính", "Phòng Bảo trợ xã hội", "Chi cục Dân số", "Trung tâm Kiểm soát bệnh tật tỉnh", "Bệnh viện Đa khoa tỉnh", "Trung tâm Công tác xã hội"))),
    (one("Các đơn vị trực thuộc Sở"), one("Phòng Tổ chức - Hành chính"), one("Trạm Y tế các xã, phường"),
     Bodies("Bảo hiểm xã hội tỉnh, Bệnh viện Quân y 7", ("Bảo hiểm xã hội tỉnh", "Bệnh viện Quân y 7")),
     one("Các phòng chuyên môn")),
    ("KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC", "Chu Văn Hiển"),
)  # fmt: skip
PARTY = Office(
    ("TỈNH ỦY ĐÔNG LĨNH",), "Ban Thường vụ Tỉnh ủy Đông Lĩnh", "-CTr/TU", "Đông Lĩnh",
    tuple(map(one, ("Ban Tuyên giáo và Dân vận Tỉnh ủy", "Ban Tổ chức Tỉnh ủy", "Đảng ủy UBND tỉnh", "Đảng ủy các cơ quan Đảng tỉnh", "Ủy ban Kiểm tra Tỉnh ủy", "Ban Nội chính Tỉnh ủy", "Văn phòng Tỉnh ủy", "Đảng ủy Công an tỉnh"))),
    (one("các đảng ủy trực thuộc Tỉnh ủy"), one("Đảng ủy HĐND tỉnh"), one("Trường Chính trị tỉnh"),
     Bodies("Đảng ủy Quân sự tỉnh, Tỉnh đoàn", ("Đảng ủy Quân sự tỉnh", "Tỉnh đoàn")),
     Bodies("Ủy ban MTTQ Việt Nam tỉnh và các cơ quan liên quan", ("Ủy ban MTTQ Việt Nam tỉnh", "các cơ quan liên quan"))),
    ("T/M BAN THƯỜNG VỤ / PHÓ BÍ THƯ THƯỜNG TRỰC", "Hứa Vĩnh Khang"),
)  # fmt: skip
EVERYBODY = Bodies("Các sở, ban, ngành tỉnh; UBND các xã, phường", ("Các sở, ban, ngành tỉnh", "UBND các xã, phường"))  # fmt: skip

# What a document is about: the words of its title.
SUBJECTS = (
    "Phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số", "Nâng cao chất lượng dịch vụ công",
    "Phòng, chống lãng phí", "Phát triển kinh tế tư nhân", "Cải thiện môi trường đầu tư kinh doanh",
    "Bảo vệ, chăm sóc và nâng cao sức khỏe nhân dân", "Hỗ trợ phát triển kinh tế tập thể",
)  # fmt: skip
GROUNDS = (
    "Thực hiện Nghị quyết số 18-NQ/TU ngày 12/11/2024 của Ban Chấp hành Đảng bộ tỉnh;",
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;",
    "Xét đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 214/TTr-SNV.",
)

# Work as annexes and sections word it.
DEEDS = (
    "Tham mưu UBND tỉnh trình HĐND tỉnh ban hành Nghị quyết quy định chính sách hỗ trợ doanh nghiệp nhỏ và vừa chuyển đổi số",
    "Rà soát, công bố danh mục thủ tục hành chính đủ điều kiện cung cấp dịch vụ công trực tuyến toàn trình",
    "Xây dựng Đề án vị trí việc làm của các đơn vị sự nghiệp công lập sau sắp xếp",
    "Tổ chức hội nghị đối thoại giữa lãnh đạo tỉnh với doanh nghiệp, hợp tác xã",
    "Đầu tư, nâng cấp đường truyền số liệu chuyên dùng đến 100% trụ sở cấp xã",
    "Ban hành quy chế quản lý, vận hành, khai thác Kho dữ liệu dùng chung của tỉnh",
    "Tổ chức đánh giá, phân hạng sản phẩm OCOP đợt 1",
    "Rà soát, cập nhật quy hoạch phân khu đô thị phía Nam sông Vân, bảo đảm đồng bộ với quy hoạch tỉnh thời kỳ 2021 - 2030",
    "Triển khai hồ sơ sức khỏe điện tử gắn với khám sức khỏe cho người dân",
    "Kiểm tra việc chấp hành kỷ luật, kỷ cương hành chính tại các cơ quan, đơn vị",
    "Bồi dưỡng kiến thức chuyển đổi số cho đội ngũ cán bộ, công chức cấp xã theo Quyết định số 131/QĐ-TTg của Thủ tướng Chính phủ",
    "Nghiên cứu, đề xuất cơ chế khoán chi đối với nhiệm vụ khoa học và công nghệ cấp tỉnh",
    "Hoàn thiện bảng giá đất lần đầu theo Luật Đất đai năm 2024",
    "Xây dựng cơ sở dữ liệu về đối tượng bảo trợ xã hội và kết nối với Cơ sở dữ liệu quốc gia về dân cư",
    "Thành lập Tổ công tác tháo gỡ khó khăn cho các dự án chậm tiến độ",
    "Tổ chức Ngày hội đổi mới sáng tạo, kết nối cung cầu công nghệ",
    "Đấu thầu mua sắm thuốc tập trung cấp địa phương",
    "Sơ kết việc thực hiện mô hình chính quyền địa phương hai cấp",
    "Lập danh mục tài sản công dôi dư sau sắp xếp và phương án xử lý",
    "Xây dựng chuyên mục tuyên truyền về tiết kiệm, chống lãng phí trên các phương tiện thông tin đại chúng",
    "Thí điểm mô hình thôn thông minh tại 05 xã",
    "Công khai kết quả giải quyết phản ánh, kiến nghị của người dân, doanh nghiệp trên Cổng thông tin điện tử",
    "Xây dựng kế hoạch sử dụng nguồn dự phòng ngân sách cho phòng, chống dịch bệnh trên gia súc",
    "Tổ chức lấy ý kiến Nhân dân về đồ án quy hoạch chung đô thị",
    "Bố trí quỹ đất xây dựng nhà ở xã hội cho công nhân khu công nghiệp",
    "Nâng cấp phần mềm một cửa điện tử, tích hợp chữ ký số cá nhân",
    "Thanh tra chuyên đề việc quản lý, sử dụng kinh phí chương trình mục tiêu quốc gia giai đoạn 2021 - 2025",
    "Hỗ trợ các hợp tác xã xây dựng mã số vùng trồng, truy xuất nguồn gốc nông sản",
    "Khảo sát nhu cầu đào tạo nghề của người lao động bị ảnh hưởng do sắp xếp",
    "Tổ chức xét tặng giải thưởng chất lượng dịch vụ công",
    "Đưa vào vận hành Trung tâm điều hành thông minh, hoàn thiện quy trình tiếp nhận thông tin hiện trường",
    "Di dời các hộ dân ra khỏi khu vực có nguy cơ sạt lở",
    "Xây dựng tài liệu hướng dẫn kỹ năng số cho người cao tuổi, người khuyết tật",
    "Tổng điều tra, thống kê di tích trên địa bàn phục vụ số hóa",
)
# Work that does not end.
CONTINUAL = (
    "đôn đốc, kiểm tra tiến độ thực hiện các nhiệm vụ được giao",
    "cập nhật, công khai tình hình giải ngân vốn đầu tư công",
    "tuyên truyền, phổ biến chủ trương, chính sách mới đến người dân, doanh nghiệp",
    "rà soát, loại bỏ thành phần hồ sơ không cần thiết",
    "theo dõi, nắm tình hình tư tưởng của cán bộ, đảng viên và Nhân dân",
    "hướng dẫn nghiệp vụ cho cán bộ phụ trách ở cơ sở",
)
# Work of a row that is told in several dashes.
IN_DASHES = (
    (
        "Công tác tuyên truyền",
        ("Viết tin, bài trên Trang thông tin điện tử", "Phát thanh trên hệ thống loa của các tổ dân phố"),
    ),
    (
        "Chỉnh trang đô thị",
        ("Sửa chữa vỉa hè tuyến phố Lê Lai", "Thay thế đèn chiếu sáng hư hỏng trong các ngõ"),
    ),
    ("Chăm lo gia đình chính sách", ("Thăm, tặng quà nhân dịp 27/7", "Sửa chữa 03 nhà ở cho người có công")),
    (
        "Giải quyết thủ tục hành chính lưu động",
        ("Bố trí lịch tiếp nhận hồ sơ vào thứ Bảy hằng tuần", "Trả kết quả tại nhà văn hóa tổ dân phố"),
    ),
)
# Work of a ward.
OF_A_WARD = (
    "Ra quân lập lại trật tự đô thị, xử lý vi phạm lòng đường, vỉa hè", "Tổ chức Ngày hội Đại đoàn kết toàn dân tộc tại khu dân cư",
    "Rà soát hộ nghèo, hộ cận nghèo theo chuẩn mới", "Thu thuế sử dụng đất phi nông nghiệp, đạt 100% kế hoạch giao",
    "Khám tuyển nghĩa vụ quân sự", "Kiểm tra an toàn phòng cháy, chữa cháy tại các nhà trọ, chung cư mini",
    "Cấp tài khoản định danh điện tử cho người từ đủ 14 tuổi", "Phun hóa chất diệt muỗi phòng, chống sốt xuất huyết",
    "Lập hồ sơ đề nghị công nhận danh hiệu Gia đình văn hóa", "Thu gom rác thải cồng kềnh tại các điểm tập kết",
    "Tiếp nhận và số hóa hồ sơ lưu trữ của ba phường cũ", "Tổ chức giải thể thao chào mừng ngày thành lập phường",
)  # fmt: skip
# Work of a department of health, by months.
OF_HEALTH = (
    "Tổ chức chiến dịch uống vitamin A cho trẻ dưới 5 tuổi", "Thẩm định hồ sơ cấp giấy phép hoạt động cho phòng khám đa khoa tư nhân",
    "Hội nghị triển khai công tác y tế học đường", "Kiểm tra việc kê đơn, bán thuốc kháng sinh tại các nhà thuốc",
    "Trình UBND tỉnh phương án sắp xếp các trung tâm y tế khu vực", "Diễn tập đáp ứng tình huống ngộ độc thực phẩm đông người",
    "Xét duyệt đề cương nghiên cứu khoa học cấp cơ sở", "Khai giảng lớp bồi dưỡng bác sĩ gia đình",
    "Tiếp nhận, lắp đặt hệ thống chụp cộng hưởng từ", "Đánh giá chất lượng bệnh viện theo bộ tiêu chí của Bộ Y tế",
    "Tổ chức Tháng hành động vì trẻ em", "Rà soát người có công cần điều dưỡng tập trung",
    "Tập huấn sử dụng bệnh án điện tử cho các trạm y tế", "Tổ chức hiến máu tình nguyện đợt 3",
)  # fmt: skip
# Work of a party's programme.
OF_A_PROGRAMME = (
    "Tổ chức nghiên cứu, học tập, quán triệt Nghị quyết đến toàn thể cán bộ, đảng viên, gắn với liên hệ thực tiễn",
    "Đổi mới nội dung, phương thức kiểm tra, giám sát theo hướng dựa trên dữ liệu số",
    "Xây dựng đội ngũ báo cáo viên am hiểu kinh tế số ở cơ sở", "Ban hành quy định về đánh giá cán bộ bằng sản phẩm cụ thể",
    "Rà soát, bổ sung quy hoạch cán bộ nhiệm kỳ 2025 - 2030", "Xây dựng cơ chế khuyến khích, bảo vệ cán bộ năng động, sáng tạo",
    "Chỉ đạo điểm mô hình chi bộ bốn tốt trong doanh nghiệp ngoài nhà nước", "Nâng tỷ lệ đầu tư cho khoa học, công nghệ trong tổng chi ngân sách địa phương",
    "Mở đợt thi đua cao điểm chào mừng kỷ niệm ngày thành lập Đảng bộ tỉnh", "Thực hiện số hóa hồ sơ đảng viên và tài liệu lưu trữ của cấp ủy",
    "Khảo sát, đánh giá thực trạng nguồn nhân lực chất lượng cao", "Chỉ đạo xử lý dứt điểm các vụ việc khiếu nại đông người, kéo dài",
    "Phát triển hạ tầng số dùng chung cho các cơ quan trong hệ thống chính trị", "Thu hút chuyên gia, nhà khoa học về làm việc tại tỉnh",
)  # fmt: skip
RESULTS = ("Nghị quyết", "Quyết định của UBND tỉnh", "Kế hoạch được phê duyệt", "Báo cáo UBND tỉnh", "Văn bản hướng dẫn", "Hội nghị được tổ chức", "Phần mềm được nghiệm thu")  # fmt: skip
FUNDS = ("Ngân sách tỉnh", "150 triệu đồng", "2.300 triệu đồng", "Lồng ghép", "")
REMARKS = ("Nhiệm vụ chuyển tiếp", "Theo Kết luận số 32-KL/TU", "", "", "")
FIELDS = ("Hoàn thiện thể chế, chính sách", "Phát triển hạ tầng", "Phát triển nguồn nhân lực", "Thông tin, tuyên truyền", "Kiểm tra, giám sát")  # fmt: skip
OF_THE_PARTY = ("Công tác lãnh đạo, chỉ đạo", "Công tác tuyên truyền, nâng cao nhận thức", "Hoàn thiện cơ chế, chính sách", "Phát triển nguồn nhân lực", "Huy động nguồn lực đầu tư", "Công tác kiểm tra, giám sát")  # fmt: skip

# Goals: name, unit as printed and as the draft says it, last year's figure, this year's, how the cell words it and reads.
AIMS = (
    ("Tỷ lệ hồ sơ thủ tục hành chính tiếp nhận trực tuyến", "%", "percent", "81,4", "90", "≥ {}", ">="),
    ("Mức độ hài lòng của người dân đối với dịch vụ y tế công", "%", "percent", "88", "91", "Trên {}", ">"),
    ("Tỷ lệ xã, phường có trung tâm học tập cộng đồng hoạt động tốt", "%", "percent", "67,5", "75", "{}", "="),
    ("Số ngày trung bình cấp giấy chứng nhận đăng ký hợp tác xã", "Ngày", "days", "4", "3", "{}", "="),
    ("Chỉ số chuyển đổi số cấp tỉnh", "Điểm", "score", "0,71", "0,75", "{}", "="),
    ("Tỷ lệ lao động có bằng cấp, chứng chỉ", "%", "percent", "30,2", "32", "{}", "="),
    ("Tỷ lệ chất thải rắn sinh hoạt đô thị được thu gom", "%", "percent", "93", "95", "Tối thiểu {}", ">="),
    ("Tỷ lệ giải ngân vốn đầu tư công", "%", "percent", "92,6", "100", "{}", "="),
    ("Tỷ lệ dân số tham gia bảo hiểm y tế", "%", "percent", "94,1", "95,5", "≥ {}", ">="),
)  # fmt: skip
SPHERES = ("Lĩnh vực kinh tế - xã hội", "Lĩnh vực hành chính công")


def cell_times(year: int) -> list[Moment]:
    """Times as cells of annexes word them."""
    return [
        ongoing("Thường xuyên"),
        recurring("Hằng năm", "annual", year),
        recurring("Hằng quý", "quarterly", year),
        period(f"Tháng 6/{year}", f"{year}-06-01", f"{year}-06-30"),
        period(f"Quý II/{year}", f"{year}-04-01", f"{year}-06-30"),
        period(f"Quý IV/{year}", f"{year}-10-01", f"{year}-12-31"),
        period(f"Quý I, II/{year}", f"{year}-01-01", f"{year}-06-30"),
        period(f"Từ tháng 3 đến tháng 10/{year}", f"{year}-03-01", f"{year}-10-31"),
        period(f"Năm {year}", f"{year}-01-01", f"{year}-12-31"),
        deadline(f"Trước ngày 30/4/{year}", f"{year}-04-30"),
        deadline(f"Trước 15/12/{year}", f"{year}-12-15"),
        deadline(f"Hoàn thành trong quý III/{year}", f"{year}-09-30"),
        deadline(f"Xong trước ngày 20/8/{year}", f"{year}-08-20"),
        event("Sau khi Trung ương ban hành văn bản hướng dẫn"),
    ]


def sentence_times(year: int) -> list[Moment]:
    """Times that stand behind their work in a sentence."""
    return [
        deadline(f"hoàn thành trước ngày 30/6/{year}", f"{year}-06-30"),
        deadline(f"hoàn thành trong quý III/{year}", f"{year}-09-30"),
        deadline(f"xong trong tháng 5/{year}", last_day(year, 5)),
        deadline(f"hoàn thành trước 25/11/{year}", f"{year}-11-25"),
        deadline(f"hoàn thành chậm nhất ngày 15/10/{year}", f"{year}-10-15"),
    ]
