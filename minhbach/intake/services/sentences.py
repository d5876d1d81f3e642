"""Every refusal of intake as one sentence: what is wrong and what would be right."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhbach.intake.core.rows import DraftError

SENTENCES = {
    "required": _("Ô này không để trống."),
    "too_long": _("Dài quá %(longest)s ký tự; hãy rút ngắn."),
    "not_a_date": _("“%(typed)s” không phải một ngày; hãy ghi như 30/09/2026."),
    "year_out_of_range": _("Năm phải trong khoảng %(first)s - %(last)s."),
    "not_a_number": _("“%(typed)s” không phải một số; hãy ghi như 1.234,5 hoặc 13,93%%."),
    "number_too_large": _("Số quá lớn; hãy xem lại đơn vị tính."),
    "not_between": _("Phải là số nguyên từ %(low)s đến %(high)s."),
    "not_chosen": _("Hãy chọn một dòng trong danh sách."),
    "not_a_choice": _("Giá trị này không có trong danh sách; hãy chọn lại."),
    "deadline_without_day": _("“Có hạn” cần một ngày; hãy ghi ngày hoặc chọn loại thời gian khác."),
    "period_without_ends": _("Khoảng thời gian cần ngày đầu và ngày cuối."),
    "recurrence_without_cycle": _("“Định kỳ” cần chu kỳ: tháng, quý, sáu tháng hay năm."),
    "ends_before_it_starts": _("Ngày cuối phải sau ngày đầu."),
    "split_needs_two": _("Hãy xuống dòng ở chỗ cần tách: mỗi dòng thành một nhiệm vụ."),
    "split_changes_words": _("Khi tách, giữ nguyên chữ của dòng gốc; muốn sửa chữ thì dùng “Sửa”."),
    "nothing_above": _("Đây là dòng đầu, không có dòng trên để gộp."),
    "no_further": _("Dòng này đã ở đầu hoặc cuối danh sách."),
    "no_row": _("Dòng này không còn trong dự thảo; trang đã hiện bản mới nhất."),
    "no_table": _("Bảng này không còn như lúc mở trang; hãy mở lại trang rồi làm lại."),
    "role_twice": _("Hai cột không thể cùng ghi một loại; hãy để trống cột thừa."),
    "no_work_column": _("Hãy chỉ cột ghi nhiệm vụ, hoặc cột chỉ tiêu cùng cột giá trị mục tiêu."),
    "no_doubt": _("Chỗ này đã có người xem xong."),
    "no_field": _("Không sửa được ô này."),
    "no_phrase": _("Cụm chữ này không còn trong dự thảo."),
    "no_unit": _("Hãy chọn ít nhất một đơn vị trong danh mục."),
    "no_group": _("Hãy chọn một nhóm trong danh mục."),
    "group_is_empty": _("Nhóm “%(group)s” không có đơn vị nào vào ngày này; hãy chọn từng đơn vị."),
    "not_a_number_of_papers": _("Số, ký hiệu phải bắt đầu bằng số, như 402/KH-UBND."),
    "after_today": _("Ngày ký không thể sau hôm nay."),
    "not_a_year": _("Hãy ghi năm gồm bốn chữ số, như 2026."),
    "not_confirmed": _("Hãy xem và lưu ở bước Thông tin văn bản."),
    "no_task": _("Dự thảo chưa có nhiệm vụ nào để theo dõi; hãy thêm ít nhất một nhiệm vụ."),
    "stale": _(
        "Dự thảo vừa được sửa ở nơi khác nên thay đổi này chưa được lưu; chữ đã gõ còn nguyên bên dưới, "
        "hãy xem lại rồi lưu lần nữa."
    ),
    "stale_by": _(
        "%(who)s vừa sửa đúng chỗ này lúc %(at)s nên thay đổi này chưa được lưu; chữ đã gõ còn nguyên bên "
        "dưới, hãy xem lại rồi lưu lần nữa."
    ),
    "nothing_to_undo": _("Không còn bước nào để hoàn tác."),
    "nothing_to_redo": _("Không còn bước nào để làm lại."),
    "not_in_review": _("Dự thảo này không còn ở bước soát nên không sửa được."),
    "already_active": _("Kế hoạch đã được kích hoạt nên không rút lại bản dự thảo được."),
    "no_earlier_plan": _("Kế hoạch trước đã chọn không còn; hãy chọn lại ở bước Văn bản."),
    "number_taken": _("Kế hoạch số này, ngày này đã có trong hệ thống."),
}


def sentence(code: str, **values: object) -> str:
    """The sentence of a code, with its values filled in."""
    return str(SENTENCES[code]) % values if values else str(SENTENCES[code]).replace("%%", "%")


def of_error(error: DraftError) -> str:
    return sentence(error.code, **error.values)
