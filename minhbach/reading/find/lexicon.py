"""General words of the trade: bodies, offices, verbs of instruction. Never one document's words.

Sources: Nghị định 30/2020/NĐ-CP (kinds of paper, authorities), the organisation laws for kinds of
bodies (Luật Tổ chức Chính phủ, Luật Tổ chức chính quyền địa phương), plain administrative usage.
"""

from __future__ import annotations


def _words(block: str) -> frozenset[str]:
    """The entries of a block of words parted by "|", over any number of lines."""
    return frozenset(entry.strip() for entry in " ".join(block.split()).split("|") if entry.strip())


# Head words that open the name of one body (compared in lower case, word by word).
BODY_HEADS: frozenset[str] = _words(
    """
    sở|bộ|ủy ban|uỷ ban|ubnd|hđnd|hội đồng nhân dân|ủy ban nhân dân|uỷ ban nhân dân|văn phòng|vp
    |phòng|ban|ban quản lý|ban ql|bql|cục|chi cục|tổng cục|vụ|viện|học viện|trường|trung tâm|tt
    |tổng công ty|công ty|cty|tập đoàn|doanh nghiệp|hợp tác xã|báo|đài|tạp chí|nhà xuất bản|cổng|hội
    |hiệp hội|liên minh|liên đoàn|liên hiệp|công đoàn|đoàn|đoàn thanh niên|tỉnh đoàn|mặt trận|mttq
    |ubmttq|công an|ca|bộ chỉ huy|bch|bchqs|bộ đội biên phòng|bộ tư lệnh|quân khu|thanh tra|tòa án
    |toà án|tand|viện kiểm sát|vksnd|kiểm toán|kho bạc|ngân hàng|nhnn|bảo hiểm|bhxh|thuế|hải quan
    |quản lý thị trường|thống kê|thi hành án|chính phủ|thủ tướng|quốc hội|hội đồng|ủy viên|uỷ viên
    |tỉnh ủy|tỉnh uỷ|thành ủy|thành uỷ|huyện ủy|huyện uỷ|thị ủy|thị uỷ|đảng ủy|đảng uỷ|ban chỉ đạo
    |bcđ|tổ công tác|tổ|quỹ|thư viện|bảo tàng|bệnh viện|cơ sở y tế|cơ sở giáo dục|cơ sở đào tạo|đội
    |trạm|bưu điện|vnpt|viettel|chi nhánh|lãnh đạo|điện lực|sàn|nhà văn hóa|khối|cụm|dân quân
    |hạt kiểm lâm|ban dân tộc|báo và phát thanh|chính quyền địa phương|chính quyền cơ sở|chính quyền các cấp
    |hộ gia đình|hộ kinh doanh|chủ rừng|chủ cơ sở|chủ hồ|chủ đập|chủ tàu|chủ hộ|chủ phương tiện
    |thường trực hđnd|thường trực đảng ủy|thường trực đảng uỷ|thường trực tỉnh ủy|thường trực thành ủy
    |thường trực huyện ủy|thường trực ubnd|thường trực ủy ban|ban thường trực|đồn|đồn biên phòng
    |đại học|chi bộ|đảng bộ|chi ủy|chi uỷ|chi hội|chi đoàn|chi đội|đảng đoàn|ban cán sự
    |lđlđ|hnd|lhpn|hlhpn|ccb|hccb|nhcsxh|kbnn|bqlkcn|vpubnd|ttpvhcc|hhdn|ttdvvl|vpđp|qltt
    """
)
# Offices held by a person who answers for a body.
OFFICE_HEADS: frozenset[str] = _words(
    """
    chủ tịch|phó chủ tịch|giám đốc|phó giám đốc|thủ trưởng|người đứng đầu|trưởng|phó trưởng
    |chánh văn phòng|chánh thanh tra|cục trưởng|vụ trưởng|viện trưởng|bí thư|bộ trưởng|trưởng phòng
    |trưởng ban|trưởng các|tổng giám đốc|hiệu trưởng|chi cục trưởng|chỉ huy trưởng|tổng biên tập
    |các đồng chí|đồng chí|các đ/c|đ/c|kế toán|giáo viên|công chức|cán bộ|người đại diện|đại diện
    |chủ đầu tư|chủ sở hữu|nhà thầu
    """
)
# Words before the name of a person who answers for the work.
PERSONS: frozenset[str] = _words("ông|bà|đ/c")
# Bodies whose head is their whole name: a small word behind them is a verb.
WHOLE: frozenset[str] = _words(
    """
    tỉnh đoàn|thành đoàn|huyện đoàn|xã đoàn|tỉnh ủy|thành ủy|huyện ủy|thị ủy|các ban đảng
    """
)
# Generic nouns for many bodies; alone they only name a group after "các" or another generic noun.
GENERIC: frozenset[str] = _words(
    """
    sở|sở ngành|ban|ngành|ban ngành|bộ|cơ quan|đơn vị|cơ quan đơn vị|địa phương|tổ chức|đoàn thể|hội
    |phòng|hội đoàn thể|cấp|trung tâm|doanh nghiệp|phòng ban|lực lượng|thành viên|tổ chức đoàn thể
    |ban đảng|trường|cấp hội|nhà trường|cá nhân|mặt trận
    """
)
# Levels of territory: "UBND huyện, thành phố" and "các xã, phường" are one group each.
LEVELS: frozenset[str] = _words(
    """
    tỉnh|huyện|xã|phường|thị trấn|thành phố|tp|tp.|thị xã|thành|thị|đặc khu|quận|thôn|bản|tổ dân phố
    |khu phố|khu dân cư
    """
)
# First words of nouns and verbs that only look like the head of a body.
NO_BODY: tuple[str, ...] = (
    "ban hành", "ban đầu", "báo cáo", "báo chí", "bộ chỉ số", "bộ tiêu chí", "bộ máy", "bộ phận",
    "bộ thủ tục", "bộ luật", "bộ công cụ", "bộ dữ liệu", "bộ nhận diện", "bộ quy tắc", "bộ hồ sơ",
    "bộ tài liệu", "bộ câu hỏi", "ca bệnh", "cơ sở dữ liệu", "cơ sở pháp lý", "cơ sở vật chất",
    "cơ sở hạ tầng", "cơ sở lý luận", "đại diện cho", "đoàn kết", "hội nghị", "hội thảo",
    "hội chợ", "hội nhập", "hội đàm", "hội thi", "hội ý", "phòng chống", "phòng ngừa",
    "phòng, chống", "sở hữu", "thanh tra,", "thống kê,", "tổ chức", "trường hợp", "trạm biến áp",
    "viện phí", "viện trợ", "viện dẫn", "vụ việc", "vụ án", "đội ngũ", "cục diện",
    "cụm công nghiệp", "quỹ đất", "thuế suất", "thuế giá trị", "thuế thu nhập", "sàn giao dịch",
    "khối lượng", "tổ hợp", "cán bộ hóa", "đài tưởng", "cổng chào", "đoàn kiểm tra",
    "đại diện tham", "hải quan điện", "bảo hiểm y tế", "bảo hiểm thất nghiệp", "hội tụ",
    "báo động", "vụ mùa", "vụ đông", "vụ xuân", "cục bộ", "trường lớp", "lãnh đạo,",
    "kiểm toán nội", "doanh nghiệp nhỏ", "công ty mẹ", "thuế,", "bộ mặt", "bản đồ",
)  # fmt: skip
# Words that can open a predicate after a subject of bodies: "Sở X <chủ trì> ...".
PREDICATES: frozenset[str] = _words(
    """
    chủ trì|chủ động|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|là cơ quan|là đơn vị|là đầu mối
    |làm đầu mối|tiếp tục|đẩy mạnh|tăng cường|phối hợp|thường xuyên|định kỳ|thực hiện|triển khai
    |theo dõi|đôn đốc|đơn đốc|kiểm tra|hướng dẫn|rà soát|xây dựng|tham mưu|ban hành|nghiên cứu
    |căn cứ|kịp thời|khẩn trương|tập trung|tổng hợp|báo cáo|duy trì|nâng cao|chỉ đạo|bố trí|cân đối
    |thẩm định|trình|đề xuất|hoàn thiện|hoàn thành|đảm bảo|bảo đảm|quán triệt|phổ biến|tuyên truyền
    |cung cấp|công khai|công bố|đăng tải|cập nhật|giám sát|thanh tra|xử lý|giải quyết|tiếp nhận
    |phân công|giao|giúp|hỗ trợ|tạo điều kiện|khuyến khích|vận động|lồng ghép|huy động|quản lý
    |vận hành|khai thác|lập|lấy|nắm bắt|tháo gỡ|phát huy|phát triển|đổi mới|cải thiện|cải cách
    |chấn chỉnh|kiện toàn|sắp xếp|bám sát|tích cực|nghiêm túc|quyết liệt|gửi|có kế hoạch
    |có biện pháp|có giải pháp|cần|phải|sẽ|tự|cụ thể hóa|cụ thể hoá|tổ chức thực hiện
    |tổ chức triển khai|tổ chức các|tổ chức tập huấn|tổ chức kiểm tra|tổ chức rà soát
    |tổ chức hội nghị|tổ chức truyền thông|tổ chức tuyên truyền|tổ chức quán triệt|tổ chức tốt
    |tổ chức xây dựng|tổ chức đánh giá|tổ chức|ưu tiên|đề nghị|chuẩn bị|thống nhất|phê duyệt
    |đánh giá|khảo sát|đào tạo|bồi dưỡng|áp dụng|ứng dụng|kết nối|chia sẻ|phân bổ|điều phối|xác định
    |chú trọng|tiến hành|đưa|mở|thành lập|lựa chọn|nhân rộng|biên soạn|in ấn|chuyển|số hóa|số hoá
    |phân loại|phân tích|kiểm soát|đầu tư|nâng cấp|sử dụng|mua sắm|thu hút|quảng bá|xúc tiến
    |đối thoại|lắng nghe|yêu cầu|kiến nghị|điều chỉnh|bổ sung|sửa đổi|khắc phục|phát hiện|ngăn chặn
    |tuần tra|đấu tranh|truy quét|tiến tới|thông báo|công nhận|cấp phép|thu thập|tính toán|xem xét
    |thanh toán|chi trả|giải ngân|quyết toán
    |thay thế|trực ban|thi công|phản ánh|trực tiếp|phụ trách|sẵn sàng|biên tập|ứng trực|trang bị
    |trang trí|hoàn tất|lắp đặt|nghiệm thu
    |quyết định|ký|đăng ký|cam kết|tuân thủ|chấp hành|bàn giao|niêm yết|phát động|tôn vinh
    |khen thưởng|biểu dương|kiểm điểm|giới thiệu|tìm kiếm|xây|làm|không|nêu cao|lưu trữ
    |tuyển dụng|tuyển chọn|diễn tập|tập huấn|lắp dựng|soạn thảo|dự thảo|ghi hình|phát sóng|kiểm kê|kiểm đếm
    |quan trắc|đo đạc|trích đo|chuẩn hóa|chuẩn hoá|thí điểm|điều tra|nạo vét|khơi thông|san lấp|sửa chữa
    |tu sửa|tu bổ|tôn tạo|khôi phục|duy tu|tháo dỡ|phá dỡ|di dời|sơ tán|dọn dẹp|thu gom|vận chuyển|phát tỉa
    |chặt tỉa|khử khuẩn|mở rộng|cắt giảm|rút ngắn|bãi bỏ|hủy bỏ|thu hồi|truy thu|đấu giá|đấu thầu|đối chiếu
    |chấm điểm|xếp loại|bình xét|xét duyệt|gặp mặt|kê khai|khai báo|mã hóa|sao lưu|cài đặt|tích hợp|đồng bộ
    |trả lời|giải đáp|giải trình|luân chuyển|phân luồng|niêm phong|cấp phát|phát hành|hoàn trả|giảng dạy
    |ôn tập|phụ đạo|nhập liệu|làm việc|làm mới
    |truyền thông về|truyền thông trên|phổ cập|lấy mẫu|xét nghiệm|khám sức khỏe|khám bệnh|khám sàng lọc
    |trồng thêm|trồng mới|trồng rừng|trồng cây|gia hạn|gia cố|bảo dưỡng|bảo trì|phục dựng|chỉnh trang
    |chỉnh lý|chỉnh sửa|hoàn chỉnh|giải tỏa|tiêu hủy|xử phạt|cảnh báo|nhắc nhở|đình chỉ|tạm dừng|chấm dứt
    |khởi công|khởi động|ký kết|liên kết|kết hợp|xếp hạng|tổng kết|sơ kết|kết luận|đưa tin|xác minh
    |xác nhận|chứng thực|thẩm tra|khoanh vùng|thiết kế
    """
)
# Verbs of one syllable, each perhaps the second half of a compound that a name writes with one capital:
# "Công ty Xây lắp".
DEEDS: frozenset[str] = _words(
    """
    tiêm|khám|tuyển|cắm|lắp|treo|dán|gắn|vẽ|viết|chụp|quay|đào|khoan|rải|vá|dọn|quét|phun|tưới|ươm
    |bón|gieo|cắt|xóa|xoá|hủy|chấm|trao|tặng|thăm|gặp|hoãn|mời|đón|dạy|thay|cử|nộp|thả
    """
)
# Words that end a list of bodies although no verb follows.
STOPS: frozenset[str] = _words(
    """
    để|nhằm|trong|theo|khi|nếu|đến|từ|là|do|về|tại|qua|thông qua|trước|sau|bằng|với|cho|như|mà|vào
    |gồm|bao gồm|sao cho|đồng thời|góp phần|trên cơ sở|những|việc|kết quả|ngày|tháng|năm|hằng|hàng
    |định|kế hoạch|thì|đã|đang|chưa|bởi|cùng|hoặc khi
    """
)
# Fields of departments whose names stand in lists ("Các Sở: Nội vụ, Tài chính và Tư pháp").
FIELDS: frozenset[str] = _words(
    """
    nội vụ|tài chính|tư pháp|công thương|xây dựng|y tế|ngoại vụ|du lịch|dân tộc
    |tài nguyên và môi trường|nông nghiệp và môi trường|nông nghiệp và phát triển nông thôn
    |kế hoạch và đầu tư|thông tin và truyền thông|giao thông vận tải|khoa học và công nghệ
    |giáo dục và đào tạo|văn hóa, thể thao và du lịch|văn hoá, thể thao và du lịch
    |văn hóa và thể thao|lao động - thương binh và xã hội|lao động, thương binh và xã hội
    |dân tộc và tôn giáo|quy hoạch - kiến trúc|quy hoạch và kiến trúc|an toàn thực phẩm|quốc phòng
    |ngoại giao|tài chính - kế hoạch|kinh tế và hạ tầng|văn hóa và thông tin|nông nghiệp|giáo dục
    |kinh tế|văn hóa - xã hội|kinh tế, hạ tầng và đô thị|quản lý đô thị|thanh tra
    |văn hóa, khoa học và thông tin|nhà giáo và cán bộ quản lý giáo dục
    |tổ chức cán bộ|tổ chức - cán bộ|pháp chế|kế hoạch - tài chính|kế hoạch, tài chính|hợp tác quốc tế
    |công nghệ thông tin|chuyển đổi số|tổ chức - hành chính|hành chính - tổng hợp|hành chính - quản trị
    |tài chính - kế toán|văn phòng - thống kê|tư pháp - hộ tịch|địa chính - xây dựng
    |thi đua - khen thưởng|xây dựng chính quyền|cải cách hành chính|viễn thông|bưu chính|nghiệp vụ y
    """
)
# Kinds of paper that stand alone above the title (Nghị định 30/2020/NĐ-CP, Điều 7 and Phụ lục III).
KINDS: tuple[str, ...] = (
    "Chương trình hành động", "Chương trình công tác", "Kế hoạch", "Chương trình", "Nghị quyết",
    "Quyết định", "Chỉ thị", "Thông báo", "Hướng dẫn", "Đề án", "Phương án", "Quy định", "Quy chế",
    "Báo cáo", "Tờ trình", "Công điện", "Kết luận", "Dự án", "Công văn",
)  # fmt: skip
# Section headings below which nobody is told to do anything.
NO_TASK_HEADINGS: tuple[str, ...] = (
    "mục đích", "yêu cầu", "căn cứ", "quan điểm", "mục tiêu", "thực trạng", "đánh giá",
    "sự cần thiết", "phạm vi", "đối tượng", "tình hình", "kết quả đạt được", "tồn tại",
    "nguyên nhân", "bối cảnh", "cơ sở pháp lý", "nguyên tắc", "chỉ tiêu", "giải thích từ ngữ",
    "khái quát", "đặc điểm", "phương châm", "kinh phí", "nguồn lực", "tiêu chuẩn", "tiêu chí chấm",
    "tiêu chí đánh giá", "tiêu chí xét", "thang điểm", "cơ cấu giải thưởng", "hình thức khen thưởng",
    "lịch tổ chức", "lịch trình", "lịch làm việc", "lịch kiểm tra", "thành phần", "thời gian", "địa điểm",
)  # fmt: skip
# Heads of bodies that are verbs or plain nouns as well; what follows decides.
VERBS_TOO: frozenset[str] = _words(
    """
    tt|thanh tra|thống kê|kiểm toán|thi hành án|bảo hiểm|thuế|hải quan|quản lý thị trường|lãnh đạo|đại diện
    """
)
SUPERVISION: tuple[str, ...] = ("đôn đốc", "đơn đốc", "hướng dẫn", "kiểm tra", "giám sát", "theo dõi")
# Words behind such a head that make it a body: "Thanh tra tỉnh", "Bảo hiểm xã hội".
OWNERS: frozenset[str] = _words(
    """
    tỉnh|huyện|thành|tp|nhà|chính|sở|khu|cơ|dân|xã|việt|bộ|thị|cửa
    """
)
# Small words that go on with a whole name of a body or a group: "UBND các xã có biển", "Sở Y tế các tỉnh".
QUALIFIERS: frozenset[str] = _words(
    """
    và|hoặc|cùng|có|thuộc|của|các|cấp|liên|trực|được|trên|vùng|miền|ven|biên|khó|nơi|nằm|trong|còn|điểm
    |đặc|trọng|giáp|dọc|mới|cũ|nhà|nước|hội|địa|khu|tại|ở|phố|trấn|xã|huyện|tỉnh|phường|quận|thị|thành
    |trung|khối|quản|chuyên|tham|chủ|phụ|hành|chính|kiêm|khác|này|đó|nói|đã|đang|chưa|không|nghèo
    |ủy|uỷ|bãi|ngang|hải|đảo|đầu|mối|quân|quốc|tế|sự|báo|tín|nghề|quần|vũ|chức|ngoài|nội|ngoại
    """
)
# Nouns in small letters that names of bodies end on: what an office is for, or where it is.
NAME_NOUNS: frozenset[str] = _words(
    """
    khu vực|nhà nước|địa bàn|đóng trên|sự nghiệp|công lập|đoàn viên|dân cư|cư trú|sản xuất|quân sự|đất đai
    |bộ môn|tài sản|pháp lý|pháp luật|biển|ven biển|số|rừng|nước|nước sạch|hạ tầng|giao thông|môi trường
    |năng lượng|tín dụng|thị trường|dân số|trẻ em|sức khỏe|bệnh tật|đào tạo|văn bản|tư liệu|di sản
    |lao động|việc làm|người có công|thực phẩm|thú y|thủy sản|lâm nghiệp|nông thôn|đô thị|công nghiệp
    |dự án|công trình|khoa học|kỹ thuật|dữ liệu|thông tin|truyền hình|phát thanh|tư pháp|đấu giá|dịch vụ
    |hành chính|tập thể|hợp tác xã|quỹ đất|chính sách|thiên tai|tìm kiếm|cứu nạn|cứu hộ|dân sự|hình sự
    |chữa cháy|giao dịch|việc|khí tượng|thủy lợi|đường bộ|tài liệu|nông nghiệp|xã hội|cộng đồng
    |ngân sách|đầu tư|xây dựng|tài nguyên|khoáng sản|giống|cây trồng|vật nuôi|nhà ở|cựu chiến binh
    |hành chính công|thanh niên|phụ nữ|chữ thập đỏ|người cao tuổi|khuyết tật|doanh nghiệp|khuyến nông
    |khuyến công
    """
)
# Heads so short that in lower case only a capital behind them makes a body of them.
CAPITAL_NEEDED: frozenset[str] = _words(
    """
    đồn|bộ|báo|cục|vụ|viện|tổ|hội|phòng|ban|thuế|đoàn|khối|đội|trạm|trường|hải|thống|thi|quản|quỹ|cơ|tt
    |ca|sàn|cụm
    """
)
# Last words of a finished name: a capital head behind them opens another one.
ENDS: frozenset[str] = _words(
    """
    tỉnh|huyện|xã|phố|tp|trấn|tw|ương|quan|ngành|phường|nội|khu
    """
)
# Heads that take a verb into their name: "Ban quản lý", "Hội đồng phối hợp".
NAMED_BY_VERB: frozenset[str] = _words(
    """
    ban|tổ|đồng|viên|tâm|phòng|sở|cục|trường|đội|đoàn|hội|khối|bộ
    """
)
# Heads of two words ("Văn phòng", "Trung tâm", "Hội đồng") that take these verbs into their name.
OFFICES: frozenset[str] = _words("phòng|tâm|đồng")
NAMING_VERBS: frozenset[str] = _words(
    """
    điều phối|đăng ký|kiểm soát|xúc tiến|ứng dụng|quản lý|hỗ trợ|đào tạo|phát triển|nghiên cứu|khai thác
    |dạy|dạy nghề|quan trắc|xét nghiệm|kiểm nghiệm|giám định|lưu trữ|tuyển dụng|xét duyệt
    """
)
# Verbs that stand in small letters inside names: "Ban Quản lý dự án đầu tư xây dựng".
FIELD_VERBS: frozenset[str] = NAMING_VERBS | _words(
    """
    đầu tư|xây dựng|giám sát|điều hành|bồi dưỡng|quảng bá|lưu trữ|thi công|đổi mới|cải cách|thanh tra
    |kiểm tra|tự|trình|việc|bảo vệ|sử dụng|thẩm định|chuyển đổi|thanh toán|kiểm định|công bố|vận hành
    |phân tích|chuyển giao
    """
)
# Last words of a name that say what is done and not yet to what: "Phòng Quản lý", "Trung tâm Dịch vụ".
WANTS_OBJECT: frozenset[str] = NAMING_VERBS | _words(
    """
    đầu tư|giám sát|điều hành|dịch vụ|bảo vệ|cung ứng|chuyển giao|kiểm định|bảo tồn
    """
)
# What follows "tổ chức" where it is a noun: "tổ chức chính trị - xã hội".
NOUN_AFTER_TO_CHUC: frozenset[str] = _words(
    """
    chính|xã|đoàn|cá|hội|trong|ngoài|có|phi|tôn|quốc|kinh|đại|nghề|khoa|liên|đảng
    """
)
# Words that go on with the name of a body: others before a capital name end what was said.
ASKING: frozenset[str] = _words(
    """
    của|với|cho|tại|do|và|hoặc|cùng|từ|đến|theo|trong|ngoài|về|giữa|là|qua|bởi|bằng|để|gồm|như|các|những|tới
    |thuộc|ở|trên|dưới|gặp|mời|báo|trình|gửi|xin|giúp|hỏi|ban|viện|đảng|hợp
    """
)
