"""The audit log in words: what was done, to what, and the names of what changed.

A verb or a name without words here is shown as it stands in the record; a test names the missing ones.
"""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext_lazy

from minhbach.shared.dates import vn_date
from minhbach.shared.numbers import vn_number

VERBS = {
    "activate plan": _l("Giao việc của kế hoạch"),
    "plan activated": _l("Lập xong phần việc"),
    "undo activation": _l("Hủy việc giao"),
    "confirm opening": _l("Xác nhận hiện trạng"),
    "set relation": _l("Ghi quan hệ với kế hoạch trước"),
    "confirm pairs": _l("Xác nhận các dòng tương ứng"),
    "unconfirm pair": _l("Bỏ xác nhận dòng tương ứng"),
    "pair rows": _l("Ghép lại hai dòng"),
    "amend action": _l("Sửa nhiệm vụ theo văn bản sửa đổi"),
    "confirm handovers": _l("Chuyển tiến độ cho đơn vị kế tục"),
    "unconfirm handover": _l("Bỏ chuyển tiến độ cho đơn vị kế tục"),
    "amend part": _l("Sửa chỉ tiêu, chế độ báo cáo theo văn bản sửa đổi"),
    "amendment of part undone": _l("Trả chỉ tiêu, chế độ báo cáo về trước khi sửa đổi"),
    "set update cycle": _l("Đổi kỳ cập nhật"),
    "plan amended": _l("Sửa đổi xong kế hoạch"),
    "undo amendment": _l("Hủy việc sửa đổi"),
    "amendment of action undone": _l("Trả nhiệm vụ về trước khi sửa đổi"),
    "close replaced plan": _l("Kết thúc kế hoạch bị thay thế"),
    "reopen replaced plan": _l("Mở lại kế hoạch bị thay thế"),
    "create plan": _l("Tạo kế hoạch"),
    "remove plan": _l("Gỡ kế hoạch"),
    "close plan": _l("Kết thúc theo dõi"),
    "reopen plan": _l("Mở lại theo dõi"),
    "publish plan": _l("Công khai kế hoạch"),
    "withdraw plan": _l("Thôi công khai kế hoạch"),
    "publish units": _l("Công khai tên đơn vị"),
    "withdraw units": _l("Thôi công khai tên đơn vị"),
    "set targets": _l("Đặt chỉ tiêu"),
    "record observation": _l("Ghi số liệu"),
    "set report regimes": _l("Đặt chế độ báo cáo"),
    "report progress": _l("Cập nhật tiến độ"),
    "record on behalf": _l("Nhập thay"),
    "answer entry": _l("Trả lời dòng nhập thay"),
    "add evidence": _l("Thêm minh chứng"),
    "receive workbooks": _l("Nhận biểu Excel"),
    "read workbooks again": _l("Đọc lại biểu Excel"),
    "record workbook": _l("Ghi biểu Excel"),
    "close workbook": _l("Đóng biểu Excel"),
    "assign handler": _l("Giao người xử lý"),
    "change due date": _l("Đổi thời hạn"),
    "record trigger": _l("Ghi điều kiện đã xảy ra"),
    "duty acknowledged": _l("Ghi nhận"),
    "duty returned": _l("Trả lại"),
    "duty suspended": _l("Tạm dừng"),
    "duty resumed": _l("Tiếp tục"),
    "duty not_applicable": _l("Không áp dụng"),
    "request coordination": pgettext_lazy("deed", "Đề nghị phối hợp"),
    "let coordinators owe": _l("Giao đơn vị phối hợp cùng báo cáo"),
    "resolve responsibility": _l("Chỉ ra đơn vị của cụm từ"),
    "record directive": _l("Ghi chỉ đạo"),
    "finish directive": _l("Ghi chỉ đạo đã xong"),
    "upload": _l("Tải văn bản lên"),
    "read draft": _l("Đọc văn bản"),
    "refuse draft": _l("Từ chối văn bản"),
    "refuse secret file": _l("Từ chối tệp có dấu mật"),
    "release secrecy alarm": _l("Gỡ cảnh báo mật"),
    "drop draft": _l("Bỏ bản dự thảo"),
    "adopt": _l("Lập kế hoạch từ dự thảo"),
    "undo adoption": _l("Rút lại kế hoạch"),
    "attach signed": _l("Đính kèm bản ký"),
    "detach signed": _l("Gỡ bản ký"),
    "draft undo": _l("Dự thảo: hoàn tác"),
    "draft edit": _l("Dự thảo: sửa dòng"),
    "draft add": _l("Dự thảo: thêm dòng"),
    "draft split": _l("Dự thảo: tách dòng"),
    "draft merge": _l("Dự thảo: gộp dòng"),
    "draft remove": _l("Dự thảo: bỏ dòng"),
    "draft move": _l("Dự thảo: chuyển dòng"),
    "draft join_unread": _l("Dự thảo: nối phần chưa đọc vào dòng"),
    "draft settle_slip": _l("Dự thảo: xử lý lỗi chính tả"),
    "draft accept_row": _l("Dự thảo: nhận dòng"),
    "draft reopen_row": _l("Dự thảo: mở lại dòng"),
    "draft accept_sure": _l("Dự thảo: nhận các dòng chắc chắn"),
    "draft accept_doubt": _l("Dự thảo: trả lời chỗ cần xem"),
    "draft take_unread": _l("Dự thảo: đưa đoạn chưa đọc vào"),
    "draft leave_unread": _l("Dự thảo: để ngoài đoạn chưa đọc"),
    "draft resolve": _l("Dự thảo: chọn đơn vị"),
    "draft resolve_found": _l("Dự thảo: nhận đơn vị tìm thấy"),
    "draft map table": _l("Dự thảo: chỉ cột của bảng"),
    "draft reread": _l("Dự thảo: đọc lại bảng"),
    "draft answer": _l("Dự thảo: thông tin văn bản"),
    "wording.learn": _l("Ghi nhớ cách gọi"),
    "wording.add": _l("Thêm cách gọi ghi nhớ"),
    "wording.change": _l("Sửa cách gọi đã ghi nhớ"),
    "wording.apply": _l("Áp dụng cách gọi đề xuất"),
    "wording.take_back": _l("Thôi nhớ cách gọi"),
    "wording.restore": _l("Nhớ lại cách gọi"),
    "add report regime": _l("Thêm chế độ báo cáo"),
    "change report regime": _l("Sửa chế độ báo cáo"),
    "end report regime": _l("Thôi hoặc áp dụng lại chế độ báo cáo"),
    "settle report slots": _l("Lập kỳ báo cáo"),
    "make exception": _l("Ghi ngoại lệ báo cáo"),
    "write report": _l("Viết báo cáo"),
    "correct report": _l("Đính chính báo cáo"),
    "start consolidation": _l("Lập báo cáo tổng hợp"),
    "assemble again": _l("Tổng hợp lại"),
    "set consolidation template": _l("Đặt đề cương tổng hợp"),
    "set paper": _l("Đặt thể thức văn bản"),
    "take final word": _l("Nhận bản Word cuối"),
    "finalise consolidation": _l("Chốt báo cáo tổng hợp"),
    "reopen consolidation": _l("Mở lại báo cáo tổng hợp"),
    "record signed": _l("Ghi số, ngày, bản ký"),
    "send consolidation": _l("Gửi báo cáo tổng hợp"),
    "forward consolidation": _l("Chuyển tiếp báo cáo tổng hợp"),
    "return consolidation": _l("Trả lại báo cáo tổng hợp"),
    "channel.choose": _l("Chọn kênh nhận tin"),
    "notification.acknowledge": _l("Báo đã nhận tin"),
    "delivery.again": _l("Gửi lại tin"),
    "feed.make": _l("Tạo lịch theo dõi"),
    "feed.revoke": _l("Thu hồi lịch theo dõi"),
    "sending_rules.change": _l("Đặt quy tắc gửi tin"),
    "set rest day": _l("Đặt ngày nghỉ"),
    "confirm rest days": _l("Xác nhận lịch nghỉ"),
    "run job again": _l("Chạy lại việc nền"),
    "stop job": _l("Dừng việc nền"),
    "group.change": _l("Sửa nhóm đơn vị"),
    "group.create": _l("Thêm nhóm đơn vị"),
    "unit.change": _l("Sửa đơn vị"),
    "unit.create": _l("Thêm đơn vị"),
    "unit.save_many": _l("Nhập đơn vị từ Excel"),
    "unit.succeed": _l("Kế thừa đơn vị"),
    "unit.add_alias": _l("Thêm cách gọi đơn vị"),
    "unit.remove_alias": _l("Bỏ cách gọi đơn vị"),
    "user.create": _l("Thêm tài khoản"),
    "user.change": _l("Sửa tài khoản"),
    "user.deactivate": _l("Khóa tài khoản"),
    "user.reactivate": _l("Mở khóa tài khoản"),
    "user.make_link": _l("Tạo đường dẫn đăng nhập"),
    "user.use_link": _l("Đăng nhập bằng đường dẫn"),
    "user.set_password": _l("Đặt mật khẩu"),
    "user.sign_in": _l("Đăng nhập"),
    "user.sign_in_failed": _l("Đăng nhập không thành"),
    "user.lift_second_step": _l("Bỏ bước thứ hai khi đăng nhập"),
    "membership.set": _l("Giao vai trò"),
    "membership.end": _l("Thôi vai trò"),
}

NAMES = {
    "duties": _l("phần việc"),
    "counted": _l("phần việc được tính"),
    "nodes": pgettext_lazy("many", "mục"),
    "actions": _l("nhiệm vụ"),
    "members": _l("đơn vị theo cụm từ"),
    "targets": pgettext_lazy("many", "chỉ tiêu"),
    "regimes": _l("chế độ báo cáo"),
    "units": _l("đơn vị"),
    "unit": pgettext_lazy("one", "đơn vị"),
    "files": _l("tệp"),
    "recorded": _l("đã ghi"),
    "refused": _l("bị từ chối"),
    "created": _l("thêm"),
    "changed": _l("sửa"),
    "evidence": _l("minh chứng"),
    "tracked_from": _l("theo dõi từ"),
    "days": _l("ngày"),
    "day": pgettext_lazy("one", "ngày"),
    "year": _l("năm"),
    "due": _l("hạn"),
    "basis": _l("căn cứ"),
    "reason": _l("lý do"),
    "decision": _l("quyết định"),
    "number": _l("số"),
    "title": _l("tên"),
    "name": _l("tên"),
    "text": _l("nội dung"),
    "code": _l("mã"),
    "kind": _l("loại"),
    "on": pgettext_lazy("one", "ngày"),
    "done_on": _l("ngày xong"),
    "percent": _l("tỷ lệ %"),
    "answer": _l("trả lời"),
    "division": _l("phòng"),
    "handler": _l("người xử lý"),
    "expires_at": _l("hết hiệu lực"),
    "login": _l("tên đã gõ (băm)"),
    "revision": _l("lần sửa"),
    "row": _l("dòng"),
    "fields": _l("mục đã điền"),
    "value": _l("giá trị"),
    "version": _l("lần"),
}

THINGS = {
    "plans.plan": _l("Kế hoạch"),
    "plans.action": _l("Nhiệm vụ"),
    "plans.duty": pgettext_lazy("one", "Phần việc"),
    "plans.progressentry": _l("Cập nhật"),
    "plans.evidence": _l("Minh chứng"),
    "plans.directive": pgettext_lazy("one", "Chỉ đạo"),
    "plans.responsibility": _l("Cụm từ"),
    "plans.coordinationrequest": pgettext_lazy("one", "Đề nghị phối hợp"),
    "plans.restday": _l("Ngày nghỉ"),
    "plans.secrecyalarm": pgettext_lazy("one", "Cảnh báo mật"),
    "intake.draft": _l("Dự thảo"),
    "reporting.workbookbatch": _l("Lượt biểu Excel"),
    "reporting.returnedworkbook": _l("Biểu gửi về"),
    "indices.target": _l("Chỉ tiêu"),
    "indices.targetpair": _l("Cặp chỉ tiêu"),
    "reporting.reportregime": _l("Chế độ báo cáo"),
    "reporting.regimepair": _l("Cặp chế độ báo cáo"),
    "indices.observation": _l("Số liệu"),
    "organisation.unit": _l("Đơn vị"),
    "organisation.unitgroup": _l("Nhóm"),
    "organisation.unitsuccession": _l("Kế thừa"),
    "organisation.user": _l("Tài khoản"),
    "organisation.membership": _l("Vai trò"),
    "shared.job": _l("Việc nền"),
}


def verb_words(verb: str) -> str:
    return str(VERBS.get(verb, verb))


def name_words(name: str) -> str:
    return str(NAMES.get(name, name))


def value_words(value: object) -> str:
    """A day as 06/10/2026, a count as 1.040, a list by its length; "–" for what is not there."""
    if value is None or value == "":
        return "–"
    if isinstance(value, int) and not isinstance(value, bool):
        return vn_number(value)
    if isinstance(value, list | tuple | dict):
        return vn_number(len(value))
    text = str(value)
    try:
        return vn_date(date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text


def thing_words(label: str) -> str:
    return str(THINGS.get(label, label))
