"""Every refusal of the reader: its code and its one sentence (what is wrong, what to do)."""

from __future__ import annotations

from minhbach.reading.limits import Limits, written
from minhbach.reading.shapes import Refusal

_SENTENCES = {
    "empty": "Tệp rỗng; hãy kiểm tra lại tệp gốc rồi gửi lại.",
    "missing": "Không mở được tệp trên máy chủ; hãy gửi lại tệp.",
    "unknown_form": (
        "Không nhận ra loại tệp; hệ thống đọc được Word (.docx), Excel (.xlsx), PDF,"
        " văn bản thuần (.txt) và Markdown (.md)."
    ),
    # The next five are read where LibreOffice is installed; these sentences are for where it is not.
    "old_word": (
        "Tệp là Word đời cũ (.doc) mà máy chủ chưa cài LibreOffice để đọc;"
        " hãy mở bằng Word rồi lưu thành .docx và gửi lại."
    ),
    "rich_text": (
        "Tệp là định dạng RTF mà máy chủ chưa cài LibreOffice để đọc;"
        " hãy mở bằng Word rồi lưu thành .docx và gửi lại."
    ),
    "open_text": (
        "Tệp là văn bản OpenDocument (.odt) mà máy chủ chưa cài LibreOffice để đọc;"
        " hãy lưu thành .docx và gửi lại."
    ),
    "old_workbook": (
        "Tệp là Excel đời cũ (.xls) mà máy chủ chưa cài LibreOffice để đọc;"
        " hãy mở bằng Excel rồi lưu thành .xlsx và gửi lại."
    ),
    "open_workbook": (
        "Tệp là bảng tính OpenDocument (.ods) mà máy chủ chưa cài LibreOffice để đọc;"
        " hãy lưu thành .xlsx và gửi lại."
    ),
    "old_office": "Tệp là Office đời cũ (.ppt); hãy mở rồi lưu thành .docx, .xlsx hoặc PDF và gửi lại.",
    "web_page": "Tệp là trang web lưu lại; hãy mở bằng Word rồi lưu thành .docx và gửi lại.",
    "slides": "Tệp là bản trình chiếu, không phải văn bản; hãy gửi tệp Word (.docx) hoặc PDF của kế hoạch.",
    "archive": "Tệp là tệp nén không chứa văn bản Word; hãy giải nén rồi gửi từng văn bản.",
    "picture": (
        "Tệp là ảnh và máy chủ chưa cài phần nhận dạng chữ; hãy gửi bản Word hoặc PDF có lớp chữ, hoặc nhờ"
        " quản trị máy chủ cài tesseract-ocr và tesseract-ocr-vie."
    ),
    "picture_too_large": "Ảnh có quá nhiều điểm ảnh; hãy chụp hoặc quét lại ở độ phân giải 200-300 dpi.",
    "encrypted_word": (
        "Tệp Word hoặc Excel đặt mật khẩu; hãy gỡ mật khẩu (Tệp, Thông tin, Bảo vệ tài liệu) rồi gửi lại."
    ),
    "encrypted_pdf": "Tệp PDF đặt mật khẩu; hãy lưu bản không có mật khẩu rồi gửi lại.",
    "scan": (
        "Tệp PDF là bản quét chỉ có ảnh, không có lớp chữ, và máy chủ chưa cài phần nhận dạng chữ;"
        " hãy gửi bản Word hoặc PDF xuất từ Word, hoặc nhờ quản trị máy chủ cài tesseract-ocr và"
        " tesseract-ocr-vie."
    ),
    "no_text": "Tệp không có chữ nào đọc được; hãy kiểm tra lại tệp gốc hoặc gửi bản khác.",
    "letters": (
        "Chữ trong tệp không đọc được thành tiếng Việt (phông cũ như .VnTime, VNI hoặc lớp chữ hỏng);"
        " hãy chuyển sang Unicode rồi gửi lại."
    ),
    "layer": (
        "Lớp chữ của tệp PDF hỏng nên không đọc được thành tiếng Việt, và máy chủ chưa cài phần nhận dạng"
        " chữ; hãy gửi bản Word, hoặc nhờ quản trị máy chủ cài tesseract-ocr và tesseract-ocr-vie."
    ),
    "encoding": "Không nhận ra bảng mã chữ của tệp văn bản; hãy lưu tệp theo bảng mã UTF-8 rồi gửi lại.",
    "damaged": "Tệp hỏng hoặc không đầy đủ, không mở được; hãy lưu lại từ bản gốc rồi gửi lại.",
    "entities": (
        "Tệp Office chứa khai báo DTD hoặc thực thể XML, không được phép mở;"
        " hãy mở bằng Word hoặc Excel, lưu thành tệp mới rồi gửi lại."
    ),
    "macros": "Tệp Office chứa macro; hãy lưu lại thành .docx, .xlsx hoặc .pptx không macro rồi gửi lại.",
    "no_office": (
        "Máy chủ chưa cài LibreOffice nên chưa xuất được PDF; hãy tải bản Word, hoặc nhờ quản trị máy chủ cài"
        " libreoffice-writer."
    ),
    "not_word": "Tệp không phải văn bản Word; hãy gửi bản Word (.docx) của báo cáo hoặc công văn.",
    "not_workbook": "Tệp không phải bảng tính Excel (.xlsx); hãy gửi đúng biểu đã tải về, lưu dạng .xlsx.",
    "no_pages": "Chỉ xem được ảnh từng trang của tệp PDF.",
    "no_such_page": "Tệp không có trang này.",
    "stopped": "Việc đọc tệp dừng đột ngột, tệp chưa được nhận; hãy lưu lại từ bản gốc hoặc gửi bản khác.",
}


def refuse(code: str) -> Refusal:
    """The refusal of a code that names no limit."""
    return Refusal(code, _SENTENCES[code])


class SecretDocument(Refusal):
    """The document bears a secrecy mark; `mark` holds its words, and nothing else of it may be kept."""

    def __init__(self, mark: str) -> None:
        super().__init__(
            "secrecy",
            f"Tệp mang dấu chỉ độ mật “{mark}”: tài liệu mật không được đưa vào hệ thống, tệp không được"
            " giữ lại; nếu dấu này bị nhận nhầm, hãy báo quản trị hệ thống.",
        )
        self.mark = mark


def too_large(limits: Limits) -> Refusal:
    """The file is larger than it may be."""
    return Refusal(
        "too_large",
        f"Tệp lớn hơn {written(limits.file_mb)} MB; hãy giảm dung lượng ảnh hoặc tách tệp rồi gửi lại.",
    )


def unzips_too_large(limits: Limits) -> Refusal:
    """The zip file holds more than it may once unpacked."""
    return Refusal(
        "too_large_unzipped",
        f"Nội dung tệp sau khi giải nén lớn hơn {written(limits.unzipped_mb)} MB;"
        " hãy lưu lại từ bản gốc rồi gửi lại.",
    )


def too_many_pages(limits: Limits) -> Refusal:
    """More pages than may be read."""
    return Refusal(
        "too_many_pages", f"Tệp có hơn {written(limits.pages)} trang; hãy tách thành nhiều tệp rồi gửi lại."
    )


def too_many_rows(limits: Limits) -> Refusal:
    """More table rows than may be read."""
    return Refusal(
        "too_many_rows",
        f"Các bảng trong tệp có hơn {written(limits.table_rows)} dòng; hãy tách thành nhiều tệp rồi gửi lại.",
    )


def not_converted(ending: str) -> Refusal:
    """LibreOffice opened a file of an older form and could make nothing of it."""
    return Refusal(
        "not_converted",
        f"Không đọc được tệp .{ending}: tệp hỏng, đặt mật khẩu hoặc không đúng định dạng;"
        " hãy mở bằng Word hoặc Excel, lưu thành .docx hoặc .xlsx rồi gửi lại.",
    )


def too_slow(limits: Limits) -> Refusal:
    """Reading took longer than it may."""
    return Refusal(
        "timeout",
        f"Đọc tệp quá {written(limits.seconds)} giây nên đã dừng; hãy tách thành nhiều tệp rồi gửi lại.",
    )


def too_long_to_recognise(limits: Limits, done: int, count: int) -> Refusal:
    """Reading the letters of a pictured page takes longer than it may, on the average."""
    return Refusal(
        "ocr_timeout",
        f"Bản quét {written(count)} trang cần hơn {written(limits.ocr_page_seconds)} giây mỗi trang để nhận"
        f" dạng chữ nên đã dừng sau {written(done)} trang; hãy quét lại ở 200-300 dpi, hoặc gửi bản Word hay"
        " PDF có lớp chữ.",
    )


def too_much_memory(limits: Limits) -> Refusal:
    """Reading took more memory than it may."""
    return Refusal(
        "memory",
        f"Đọc tệp cần hơn {written(limits.memory_mb)} MB bộ nhớ nên đã dừng;"
        " hãy tách thành nhiều tệp rồi gửi lại.",
    )


def ended(limits: Limits) -> Refusal:
    """The reading child went away in the middle of its work."""
    return Refusal(
        "stopped",
        f"Việc đọc tệp dừng đột ngột (giới hạn {written(limits.seconds)} giây, {written(limits.memory_mb)} MB"
        " bộ nhớ), tệp chưa được nhận; hãy lưu lại từ bản gốc hoặc gửi bản khác.",
    )
