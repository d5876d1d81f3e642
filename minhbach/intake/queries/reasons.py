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
    "line_of_group": (
        _("Phân công chung hay riêng"),
        _("Dòng phân công đứng sau nhiều việc; chưa rõ cho cả nhóm hay chỉ cho việc cuối."),
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
    "time_in_sentence": (
        _("Câu có nhắc đến thời gian"),
        _("Câu nêu một ngày hoặc tháng nhưng chưa rõ có phải thời hạn của việc này. Hạn là ngày nào?"),
    ),
    "two_actors": (
        _("Hai đơn vị trong một nhiệm vụ"),
        _("Một đơn vị giao lại cho đơn vị khác. Đơn vị nào gửi báo cáo?"),
    ),
    "receiver_before": (
        _("Nơi nhận lấy theo câu trước"),
        _("Câu này không ghi nơi nhận báo cáo; đã lấy nơi nhận của câu trước. Có đúng không?"),
    ),
    "figure_unread": (_("Chỉ tiêu chưa đọc ra số"), _("Văn bản ghi chữ ở ô chỉ tiêu. Hãy đặt giá trị.")),
    "two_figures": (_("Hai con số trong một ô"), _("Giá trị nào là chỉ tiêu?")),
    "range": (_("Chỉ tiêu ghi bằng khoảng"), _("Văn bản ghi một khoảng giá trị. Hãy xem giá trị đã lấy.")),
    "merged_differs": (
        _("Hai dòng gộp lại ghi khác nhau"),
        _("Mỗi dòng có một giá trị; dòng gộp đang giữ giá trị thứ nhất."),
    ),
    "measure_unknown": (_("Chưa rõ đơn vị tính"), _("Văn bản không ghi đơn vị tính của chỉ tiêu này.")),
    "columns_unknown": (
        _("Bảng có tiêu đề cột lạ"),
        _("Bảng này giống bảng giao việc nhưng chưa hiểu các cột nên chưa đọc. Hãy chỉ rõ từng cột."),
    ),
    "embedded_part": (
        _("Tệp có phần nhúng"),
        _("Nội dung nhúng trong tệp không được đọc; hãy xem trong bản gốc."),
    ),
    "tracked_changes": (
        _("Tệp còn theo dõi sửa đổi"),
        _("Đã đọc như khi chấp nhận mọi sửa đổi. Hãy chắc rằng đây là bản cuối."),
    ),
    "letters_converted": (
        _("Chữ đã chuyển từ bảng mã cũ"),
        _("Tệp dùng phông chữ cũ nên chữ đã được chuyển sang Unicode; hãy xem lại vài dòng với bản gốc."),
    ),
    "formula_without_value": (
        _("Có ô công thức chưa có giá trị"),
        _("Ô công thức không lưu kết quả nên đọc như ô trống; hãy xem trong bản gốc."),
    ),
    "page_without_text": (
        _("Có trang không có chữ"),
        _("Trang này là ảnh nên không đọc được; hãy xem trong bản gốc."),
    ),
    "letters_unread": (
        _("Có trang chữ không thành tiếng Việt"),
        _(
            "Chữ của trang này không đọc được thành tiếng Việt (lớp chữ hỏng hoặc tiếng nước ngoài); hãy xem"
            " trong bản gốc."
        ),
    ),
    "ocr_layer": (_("Chữ do máy nhận dạng"), _("Chữ của trang do máy nhận dạng từ ảnh nên có thể sai.")),
    "ocr_unsure": (
        _("Chữ nhận dạng chưa chắc"),
        _("Máy nhận dạng chữ ở đây chưa chắc; hãy so với ảnh của trang."),
    ),
    "word_slip": (_("Chữ có thể bị nhầm"), _("Một chữ ở đây có vẻ bị gõ nhầm; hệ thống giữ nguyên.")),
    "partly_read": (
        _("Thời gian mới đọc được một phần"),
        _("Còn chữ chưa hiểu trong ô thời gian. Hãy xem lại loại và hạn."),
    ),
    "time_in_text": (
        _("Câu có nêu thời hạn"),
        _("Câu ghi ngày, tháng nhưng chưa lấy làm thời hạn. Hạn là ngày nào?"),
    ),
    "cycle_unknown": (_("Chưa rõ chu kỳ"), _("Văn bản ghi định kỳ mà không ghi bao lâu một lần.")),
    "due_missing": (_("Báo cáo không ghi ngày nộp"), _("Văn bản không ghi ngày nộp báo cáo này.")),
    "receiver_missing": (_("Chưa rõ báo cáo gửi ai"), _("Văn bản không ghi cơ quan nhận báo cáo này.")),
    "helpers_unread": (
        _("Câu có nhắc việc phối hợp"),
        _("Câu ghi phối hợp nhưng chưa đọc ra đơn vị nào. Hãy thêm nếu có."),
    ),
    "name_runs_on": (
        _("Tên đơn vị có thể dài quá"),
        _("Tên này có vẻ lấn sang chữ của câu sau. Hãy bỏ phần thừa nếu có."),
    ),
    "name_cut": (
        _("Tên đơn vị có thể thiếu"),
        _("Câu ghi tên dài hơn, như ở dòng khác của văn bản. Hãy chọn tên đúng."),
    ),
    "roles_in_text": (
        _("Nội dung ghi cả đơn vị, thời gian"),
        _("Dòng này nêu ai chủ trì, phối hợp hoặc thời gian của việc. Hãy so với văn bản gốc."),
    ),
    "cells_run_together": (
        _("Hai ô có thể đã dính nhau"),
        _("Giá trị này có chữ của ô bên cạnh. Hãy so với văn bản gốc."),
    ),
    "cell_unfinished": (
        _("Câu có vẻ bị cắt"),
        _("Chữ dừng giữa câu. Hãy xem phần còn lại trong văn bản gốc."),
    ),
    "several_works": (
        _("Đoạn có thể gồm nhiều việc"),
        _("Các đoạn khác mỗi đoạn một việc; đoạn này có nhiều câu. Có phải tách thành nhiều dòng không?"),
    ),
    "number_missing": (
        _("Dòng không có số thứ tự"),
        _("Bảng có đánh số mà dòng này không có số. Hãy so dòng này với văn bản gốc."),
    ),
    "number_skipped": (
        _("Số thứ tự bị cách quãng"),
        _("Có thể một dòng đã dính vào dòng này. Hãy so với văn bản gốc."),
    ),
    "words_left_out": (
        _("Có chữ chưa vào mục nào"),
        _("Một phần chữ của dòng này chưa vào mục nào của bản thảo. Hãy xem có cần thêm không."),
    ),
    "not_found": (_("Chưa đọc thấy"), _("Văn bản không ghi, hoặc hệ thống chưa nhận ra mục này.")),
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
# What stands on the paper once: it is put right at the step "Văn bản".
PAPER_FIELDS = {
    "document.kind": _("loại văn bản"),
    "document.number": _("số, ký hiệu"),
    "document.title": _("trích yếu"),
    "document.issuer": _("cơ quan ban hành"),
    "document.issued": _("ngày ban hành"),
    "document.year_from": _("năm thực hiện"),
    "signer.name": _("người ký"),
}


def words_of(reason: str) -> Words:
    return REASONS.get(reason, UNNAMED)
