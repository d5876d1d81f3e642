"""Why a place of a draft should be looked at, in words: a title and what to do."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = tuple[str | Promise, str | Promise]

REASONS: dict[str, Words] = {
    "two_dates": (_("Hai thời hạn trong một ô"), _("Văn bản nêu hơn một ngày. Hạn là ngày nào?")),
    "two_readings": (
        _("Thời hạn hiểu được hai cách"),
        _("Chữ trong văn bản có thể hiểu khác nhau. Hạn là ngày nào?"),
    ),
    "year_missing": (_("Thời hạn không ghi năm"), _("Văn bản ghi ngày, tháng mà không ghi năm.")),
    "time_unread": (_("Chữ về thời gian chưa đọc được"), _("Hãy đặt loại thời gian cho dòng này.")),
    "merged_or_empty": (
        _("Ô trống hay ô gộp"),
        _("Không rõ ô này để trống hay gộp với ô dòng trên. Giá trị đã lấy có đúng không?"),
    ),
    "geometry_weak": (_("Ranh giới dòng, cột không rõ"), _("Hãy so dòng này với văn bản gốc.")),
    "roles_in_one_cell": (
        _("Một ô ghi nhiều vai trò"),
        _("Ô này vừa ghi đơn vị phối hợp vừa ghi vai trò khác. Đã tách đúng chưa?"),
    ),
    "lead_missing": (_("Chưa thấy đơn vị chủ trì"), _("Văn bản không ghi ai chủ trì dòng này.")),
    "actor_in_sentence": (
        _("Đơn vị nằm trong câu"),
        _("Người đọc lấy chủ thể của câu làm đơn vị chủ trì. Có đúng không?"),
    ),
    "figure_unread": (_("Chỉ tiêu chưa đọc ra số"), _("Văn bản ghi chữ ở ô chỉ tiêu. Hãy đặt giá trị.")),
    "two_figures": (_("Hai con số trong một ô"), _("Giá trị nào là chỉ tiêu?")),
    "range": (_("Chỉ tiêu ghi bằng khoảng"), _("Văn bản ghi một khoảng giá trị. Hãy xem giá trị đã lấy.")),
    "merged_differs": (
        _("Hai dòng gộp lại ghi khác nhau"),
        _("Mỗi dòng có một giá trị; dòng gộp đang giữ giá trị thứ nhất."),
    ),
    "measure_unknown": (_("Chưa rõ đơn vị tính"), _("Văn bản không ghi đơn vị tính của chỉ tiêu này.")),
    "embedded_part": (
        _("Tệp có phần nhúng"),
        _("Nội dung nhúng trong tệp không được đọc; hãy xem trong bản gốc."),
    ),
    "tracked_changes": (
        _("Tệp còn theo dõi sửa đổi"),
        _("Đã đọc như khi chấp nhận mọi sửa đổi. Hãy chắc rằng đây là bản cuối."),
    ),
    "page_without_text": (
        _("Có trang không có chữ"),
        _("Trang này là ảnh nên không đọc được; hãy xem trong bản gốc."),
    ),
    "ocr_layer": (_("Chữ do máy nhận dạng"), _("Chữ của trang do máy nhận dạng từ ảnh nên có thể sai.")),
    "word_slip": (_("Chữ có thể bị nhầm"), _("Một chữ ở đây có vẻ bị gõ nhầm; hệ thống giữ nguyên.")),
}
UNNAMED: Words = (_("Chưa chắc đã đọc đúng"), _("Hãy so dòng này với văn bản gốc."))

FIELDS = {
    "lead": _("đơn vị chủ trì"),
    "coordinating": _("đơn vị phối hợp"),
    "supervising": _("đơn vị đôn đốc"),
    "time": _("thời gian"),
    "time.due": _("thời hạn"),
    "target": _("chỉ tiêu"),
    "baseline": _("mốc so sánh"),
    "text": _("nội dung"),
    "name": _("tên chỉ tiêu"),
    "product": _("sản phẩm"),
    "indicator": _("chỉ tiêu liên quan"),
    "code": _("số mục"),
    "section": _("mục"),
    "unit": _("đơn vị tính"),
    "cycle": _("chu kỳ"),
    "who": _("ai báo cáo"),
    "to": _("gửi ai"),
    "role": _("loại báo cáo"),
    "direction": _("chiều tốt"),
    "budget_raw": _("kinh phí"),
    "time_raw": _("thời gian"),
    "due": _("hạn báo cáo"),
}


def words_of(reason: str) -> Words:
    return REASONS.get(reason, UNNAMED)
