"""Pairs of syllables that papers of any authority use, mostly with hook, acute or tilde in them: by their
neighbours words are known whose tone an engine took for another."""

from __future__ import annotations


def _pairs(block: str) -> frozenset[str]:
    return frozenset(" ".join(entry.split()) for entry in block.split("|"))


PAIRS = _pairs(
    """
    ban hành|biện pháp|báo cáo|bãi bỏ|bảo hiểm|bảo trì|bảo vệ|bảo đảm|bố trí|bồi dưỡng|bổ sung|chi cục
    |chi phí|chi tiêu|chi tiết|chi trả|chuyển đổi|chuẩn bị|chuẩn hóa|chính phủ|chính quyền|chính sách
    |chính xác|chú trọng|chất lượng|chỉ số|chỉ thị|chỉ tiêu|chỉ đạo|chỉnh lý|chỉnh trang|chủ trì|chủ tịch
    |chủ động|cung cấp|cán bộ|công bố|công khai|công tác|cơ sở|cưỡng chế|cải cách|cải thiện|cải tạo|cảnh báo
    |cấp xã|cổng dịch|cổng thông|cổng ttđt|cộng tác|cụ thể|củng cố|dự thảo|giám sát|giải pháp|giải quyết
    |giảm nghèo|giữ gìn|hiểu biết|hướng dẫn|hưởng ứng|hạ tầng|hải quan|hỏa hoạn|hỗ trợ|hằng năm|hằng quý
    |hằng tháng|hằng tuần|hằng ngày|hội nghị|hợp tác|khuyến khích|khó khăn|khả năng|khảo sát|khẩn cấp
    |khẩn trương|kiến nghị|kiến thức|kiểm kê|kiểm lâm|kiểm soát|kiểm toán|kiểm tra|kiểm điểm|kiểm định
    |kế hoạch|kết nối|kết quả|kỹ năng|kỹ thuật|lãng phí|lãnh đạo|môi trường|mở rộng|nghĩa vụ|nghỉ dưỡng
    |nhiệm vụ|năng lực|phát hiện|phát huy|phát triển|phòng chống|phương án|phản biện|phản hồi|phản ánh
    |phối hợp|phổ biến|phổ cập|phổ thông|quyết định|quản lý|quản trị|quảng bá|rà soát|rút kinh|sáng kiến
    |sát hạch|sơ kết|sản phẩm|sản xuất|sắp xếp|số hóa|số liệu|sổ tay|sử dụng|sửa chữa|sửa đổi|thanh tra
    |thay đổi|theo dõi|thiết bị|thoát nước|thúc đẩy|thẩm quyền|thẩm định|thể chế|thể thao|thống kê
    |thủ trưởng|thủ tướng|thủ tục|tiêu chí|tiến độ|tiếp cận|tiếp nhận|tiểu học|triển khai|trách nhiệm
    |trưởng ban|trưởng phòng|trả kết|trả lời|tuyển chọn|tuyển dụng|tuyển sinh|tài chính|tái định|tập huấn
    |tối thiểu|tổ chức|tổ công|tổ liên|tổng hợp|tổng kết|tổng thể|tỷ lệ|viễn thông|văn bản|vận động|vệ sinh
    |xây dựng|xã hội|xã phường|xóa bỏ|xảy ra|xử lý|xử phạt|yêu cầu|ý kiến|điều chỉnh|điều kiện|điểm cầu
    |điểm số|đánh giá|đáp ứng|đảm bảo|đảng ủy|đầy đủ|đẩy mạnh|đề xuất|đề án|địa điểm|đối chiếu|đối thoại
    |đối tác|đối tượng|đối với|đổi mới|ổn định|ủy ban|ủy quyền
    """
)
