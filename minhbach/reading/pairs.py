"""Pairs of syllables that papers of any authority use, mostly with hook, acute or tilde in them: by their
neighbours words are known whose tone an engine took for another."""

from __future__ import annotations


def _pairs(block: str) -> frozenset[str]:
    return frozenset(" ".join(entry.split()) for entry in block.split("|"))


PAIRS = _pairs(
    """
    ban hành|biến đổi|biển đảo|biện pháp|báo cáo|bãi bỏ|bảo hiểm|bảo hành|bảo mật|bảo trì|bảo tàng|bảo tồn
    |bảo vệ|bảo đảm|bố trí|bồi dưỡng|bổ nhiệm|bổ sung|bổ trợ|bổ túc|bờ biển|cao tuổi|chi bộ|chi cục|chi hội
    |chi ngân|chi nhánh|chi phí|chi tiêu|chi tiết|chi trả|chi đoàn|chuyển biến|chuyển giao|chuyển đến
    |chuyển đổi|chuẩn bị|chuẩn hóa|chuẩn mực|chính phủ|chính quyền|chính sách|chính trị|chính xác|chú trọng
    |chất lượng|chỉ huy|chỉ số|chỉ thị|chỉ tiêu|chỉ đạo|chỉ định|chỉnh lý|chỉnh trang|chủ trì|chủ tịch
    |chủ động|cung cấp|cán bộ|công bố|công khai|công tác|cơ sở|cưỡng chế|cải chính|cải cách|cải thiện
    |cải tạo|cảng biển|cảnh báo|cảnh sát|cấp xã|cổ phần|cổ vật|cổ đông|cổng dịch|cổng thông|cổng ttđt
    |cộng tác|cụ thể|củng cố|cửa khẩu|di sản|dược phẩm|dự thảo|giám sát|giải ngân|giải pháp|giải phóng
    |giải quyết|giải thưởng|giải trình|giảm nghèo|giữ gìn|hiểu biết|huyện ủy|hành chính|hướng dẫn|hưởng ứng
    |hạ tầng|hải quan|hải sản|hằng ngày|hằng năm|hằng quý|hằng tháng|hằng tuần|hỏa hoạn|hỗ trợ|hộ khẩu
    |hội nghị|hợp tác|khoáng sản|khuyến khích|khó khăn|khả năng|khảo cổ|khảo sát|khẩn cấp|khẩn trương
    |khẩu hiệu|kiến nghị|kiến thức|kiểm chứng|kiểm dịch|kiểm kê|kiểm lâm|kiểm phiếu|kiểm soát|kiểm sát
    |kiểm toán|kiểm tra|kiểm điểm|kiểm định|kế hoạch|kết nối|kết quả|kỹ năng|kỹ thuật|luân chuyển|lâm sản
    |lãng phí|lãnh đạo|môi trường|mẫu số|mở rộng|nghĩa vụ|nghỉ dưỡng|nhiệm vụ|nhân khẩu|nhập khẩu|năng lực
    |phát hiện|phát huy|phát triển|phòng chống|phương án|phản biện|phản hồi|phản ánh|phẩm chất|phối hợp
    |phổ biến|phổ cập|phổ thông|quan điểm|quy chuẩn|quyết định|quân sự|quản lý|quản trị|quảng bá|rà soát
    |rút kinh|sáng kiến|sát hạch|sơ kết|sản phẩm|sản vật|sản xuất|sắp xếp|số hóa|số liệu|sổ tay|sổ theo
    |sổ đỏ|sử dụng|sửa chữa|sửa đổi|thanh tra|thay đổi|theo dõi|thiết bị|thoát nước|thành ủy|thí điểm
    |thông báo|thúc đẩy|thẩm quyền|thẩm định|thể chế|thể dục|thể lực|thể thao|thống kê|thời điểm|thủ trưởng
    |thủ tướng|thủ tục|thủy lợi|thủy sản|thủy điện|thửa đất|thực phẩm|tiêu chuẩn|tiêu chí|tiến độ|tiếp cận
    |tiếp nhận|tiểu học|toàn thể|trao đổi|triển khai|trách nhiệm|trưởng ban|trưởng phòng|trả kết|trả lời
    |trẻ em|trọng điểm|tuyển chọn|tuyển dụng|tuyển sinh|tuổi thọ|tuổi trẻ|tài chính|tài sản|tác phẩm
    |tái định|tập huấn|tập thể|tỉnh ủy|tối thiểu|tổ chức|tổ công|tổ dân|tổ hợp|tổ liên|tổ trưởng|tổ viên
    |tổng công|tổng cục|tổng hợp|tổng kết|tổng số|tổng thể|tổng đài|tỷ lệ|ven biển|viễn thông|vùng biển
    |văn bản|vận chuyển|vận động|vệ sinh|xuất khẩu|xây dựng|xã hội|xã phường|xóa bỏ|xảy ra|xử lí|xử lý
    |xử phạt|yêu cầu|ý kiến|điều chỉnh|điều kiện|điểm cầu|điểm số|điểm đến|đoàn thể|đánh giá|đáp ứng
    |đạt chuẩn|đảm bảo|đảng bộ|đảng viên|đảng ủy|đầy đủ|đẩy mạnh|đặc điểm|đề xuất|đề án|địa điểm|đối chiếu
    |đối thoại|đối tác|đối tượng|đối với|đổi mới|độ tuổi|ổ dịch|ổn định|ủy ban|ủy quyền
    """
)
