"""Pours known rows into a table of given widths and takes the text out again, as PDF extraction does.

Words, bodies and times are made up. What comes out: every line of every cell, column after column,
page after page, the header anew on every page; lines parted by empty lines; an empty cell leaves a
line with one blank; a one-line cell may stand on one line with the next cell's first line.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from minhbach.reading.rebuild.metrics import SPACE, width

# fmt: off
VERBS = ["Rà soát", "Xây dựng", "Tổ chức", "Cập nhật", "Hoàn thiện", "Nâng cấp", "Hướng dẫn", "Biên soạn", "Khảo sát", "Đánh giá", "Tuyên truyền", "Công khai"]  # noqa: E501
OBJECTS = ["danh mục thủ tục cần cắt giảm theo đề nghị của người dân", "bảng giá đất tại các khu dân cư mới", "quy trình tiếp công dân định kỳ", "hệ thống tưới tiêu ở vùng đồi", "chỉ dẫn về an toàn lao động cho cơ sở nhỏ", "sổ theo dõi cây xanh đô thị và vườn hoa", "tài liệu tập huấn cho cán bộ thư viện", "mức độ hài lòng của phụ huynh về bữa ăn bán trú", "dữ liệu tàu cá và bến đậu", "phương án chống ngập trước mùa mưa, bảo đảm lối thoát nước không bị lấn chiếm", "nội dung ký kết với các trường nghề"]  # noqa: E501
TAILS = ["bảo đảm đúng quy trình, dễ tra cứu", "gắn với việc giảm giấy tờ cho người dân", "và công bố kết quả để mọi người theo dõi", ""]  # noqa: E501
LEADS = ["Sở Nội vụ", "Sở Tài chính", "Sở Xây dựng", "Văn phòng UBND tỉnh", "Công an tỉnh", "Sở Khoa học và Công nghệ", "Sở Y tế", "Thanh tra tỉnh", "Sở Giáo dục và Đào tạo", "Sở Nông nghiệp và Môi trường"]  # noqa: E501
HELPERS = ["Các sở, ban, ngành", "UBND cấp xã", "Sở Tư pháp", "Các sở, ngành, UBND huyện, thành phố", "Các cơ quan, đơn vị có liên quan", "Sở Tài chính, UBND cấp xã", "Hội Nông dân tỉnh"]  # noqa: E501
# Other levels: a ministry and a commune.
LEVELS = {
    "province": (LEADS, HELPERS),
    "ministry": (
        ["Vụ Pháp chế", "Cục Chuyển đổi số", "Văn phòng Bộ", "Thanh tra Bộ", "Viện Chiến lược nông thôn", "Vụ Tổ chức cán bộ", "Trung tâm Truyền thông"],  # noqa: E501
        ["Các bộ, ngành, địa phương", "Các đơn vị thuộc Bộ", "Vụ Kế hoạch - Tài chính, Cục Viễn thông", "Bộ Tài chính và các cơ quan liên quan"],  # noqa: E501
    ),
    "commune": (
        ["Phòng Kinh tế", "Văn phòng HĐND và UBND", "Trung tâm Phục vụ hành chính công", "Trạm Y tế", "Ban Chỉ huy Quân sự xã", "Công an xã"],  # noqa: E501
        ["Các phòng, ban, ngành, đoàn thể", "Hội Phụ nữ xã", "Trưởng các thôn", "Các trường học trên địa bàn", "Phòng Văn hóa - Xã hội"],  # noqa: E501
    ),
}
TIMES = ["Thường xuyên", "Quý II/2026", "Trước 30/6/2026", "Hàng năm", "Năm 2026", "Tháng 9/2026", "Trước 15/11/2026", "Quý III, IV năm 2026"]  # noqa: E501
PRODUCTS = ["Kế hoạch", "Báo cáo", "Quyết định", "Báo cáo kết quả", "Văn bản hướng dẫn"]

HEADINGS = ("STT", "Nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành")
# fmt: on


@dataclass(frozen=True)
class Poured:
    """The rows as they were, and the text they became."""

    rows: tuple[tuple[str, ...], ...]
    text: str


def wrapped(text: str, room: int) -> list[str]:
    """Greedy wrapping to a width in thousandths of the font size."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(lines[-1]) + SPACE + width(word) <= room:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def made_rows(
    rng: random.Random, count: int, empty_helpers: bool = False, level: str = "province"
) -> list[tuple[str, ...]]:
    """Rows of number, task, product, lead, coordinating, time."""
    rows = []
    leads, helpers = LEVELS[level]
    for n in range(1, count + 1):
        tail = rng.choice(TAILS)
        task = f"{rng.choice(VERBS)} {rng.choice(OBJECTS)}{'; ' + tail if tail else ''}"
        helper = "" if empty_helpers and rng.random() < 0.2 else rng.choice(helpers)
        rows.append((str(n), task, rng.choice(PRODUCTS), rng.choice(leads), helper, rng.choice(TIMES)))
    return rows


def poured(
    rows: list[tuple[str, ...]],
    rooms: list[int],
    page_lines: int,
    glue: bool = True,
    headings: tuple[str, ...] = HEADINGS,
) -> Poured:
    """The text of a table with these column widths (thousandths of the font size) and page height."""
    header = _linear([wrapped(h, room) for h, room in zip(headings, rooms, strict=True)], glue=True)
    cells = [[wrapped(text, room) for text, room in zip(row, rooms, strict=True)] for row in rows]
    text = "Phụ lục\n\nDANH MỤC NHIỆM VỤ NĂM 2026\n\n" + paged(header, cells, page_lines, glue)
    return Poured(tuple(rows), text)


def paged(header: list[str], rows: list[list[list[str]]], page_lines: int, glue: bool) -> str:
    """The lines of every cell of every row, page after page, each page opened by the header."""
    pages: list[list[str]] = [list(header)]
    left = page_lines
    for cells in rows:
        height = max(map(len, cells))
        if left < 2:
            pages.append(list(header))
            left = page_lines
        taken = min(left, height)
        pages[-1] += _linear([c[:taken] for c in cells], glue, empties=True)
        left -= taken
        while taken < height:
            pages.append(list(header))
            left = page_lines
            more = min(left, height - taken)
            pages[-1] += _linear([c[taken : taken + more] for c in cells], glue)
            taken, left = taken + more, left - more
    return "\n ".join("\n\n".join(f"{x} " for x in page) for page in pages)


def _linear(cells: list[list[str]], glue: bool, empties: bool = False) -> list[str]:
    """Lines of one row on one page. With glue, a one-line cell shares its line with the next cell's first."""
    out: list[str] = []
    open_line = False
    for lines in cells:
        if not lines:
            if empties:
                out.append("")
            open_line = False
            continue
        if open_line:
            out[-1] += " " + lines[0]
            out += lines[1:]
        else:
            out += lines
        open_line = glue and len(lines) == 1
    return out
