"""Lists of units and of people as an administrator types them in Excel. Pure: plain cells in, rows out.

Every misfit is named by row, column and sentence. A blank cell says nothing: what is known stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from minhbach.shared.dates import parse_vn_date
from minhbach.shared.text import fold, nfc

MOST_ROWS = 500  # one transaction takes no more; a province has about two hundred units
MOST_PROBLEMS = 200
HEAD_WITHIN = 10
Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """name: of the value. head: what stands above it. choices: list of the second sheet, if any."""

    name: str
    head: str
    help: str
    width: int = 20
    required: bool = False
    kind: str = "text"  # text | date | number | list | choice
    longest: int = 200
    choices: str = ""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """row: as Excel numbers it; 0 for the whole file. column: its head, "" for the whole row."""

    row: int
    column: str
    sentence: str

    def __str__(self) -> str:
        place = f"Dòng {self.row}" if self.row else "Cả tệp"
        return f"{place}, cột {self.column}: {self.sentence}" if self.column else f"{place}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Row:
    """Values that were typed, by column name; blank ones are left out."""

    number: int
    values: Mapping[str, Any]

    def text(self, name: str) -> str:
        return str(self.values.get(name, ""))


@dataclass(frozen=True, slots=True)
class Read:
    rows: tuple[Row, ...] = ()
    problems: tuple[RowProblem, ...] = ()


UNIT_SHEET, USER_SHEET = "Đơn vị", "Người dùng"

UNIT_COLUMNS = (
    Column("code", "Mã", "Mã định danh, không trùng. Mã đã có thì sửa đơn vị đó.", 14, True, longest=30),
    Column("name", "Tên đơn vị", "Tên đầy đủ, ví dụ Sở Xây dựng.", 44, True),
    Column("short_name", "Tên ngắn", "Ví dụ Sở KH&CN.", 24, longest=100),
    Column("kind", "Loại", "Chọn trong danh mục.", 26, True, "choice", choices="kind"),
    Column("authority", "Trực thuộc", "Để trống: thuộc UBND.", 30, kind="choice", choices="authority"),
    Column("parent", "Mã đơn vị cấp trên", "Mã đã có, hoặc mã ở dòng khác của biểu này.", 20, longest=30),
    Column("protocol_order", "Thứ tự", "Số càng nhỏ càng đứng trước.", 10, kind="number"),
    Column("opened_on", "Lập từ ngày", "ngày/tháng/năm", 16, kind="date"),
    Column("closed_on", "Thôi hoạt động từ ngày", "Ngày đầu tiên không còn đơn vị.", 22, kind="date"),
    Column("aliases", "Cách viết khác", "Ngăn bằng dấu chấm phẩy.", 36, kind="list", longest=2000),
    Column("email", "Thư điện tử", "", 26, longest=254),
    Column("phone", "Điện thoại", "", 16, longest=40),
    Column("address", "Địa chỉ", "", 36),
)  # fmt: skip

USER_COLUMNS = (
    Column("username", "Tên đăng nhập", "Chữ không dấu, số, dấu chấm, gạch nối.", 20, True, longest=60),
    Column("full_name", "Họ và tên", "", 28, True, longest=120),
    Column("position", "Chức vụ", "", 24, longest=120),
    Column("email", "Thư điện tử", "Không bắt buộc.", 26, longest=254),
    Column("phone", "Điện thoại", "Không bắt buộc.", 16, longest=40),
    Column("unit", "Mã đơn vị", "Mã ở mục Đơn vị.", 16, True, longest=30),
    Column("role", "Vai trò", "Mỗi vai trò một dòng.", 24, True, "choice", choices="role"),
    Column("division", "Mã phòng", "Phòng, bộ phận thuộc đơn vị.", 16, longest=30),
    Column("starts_on", "Từ ngày", "ngày/tháng/năm", 14, kind="date"),
    Column("ends_on", "Đến ngày", "ngày/tháng/năm", 14, kind="date"),
)  # fmt: skip

Choices = Mapping[str, Mapping[str, str]]


def read_rows(
    sheets: Sequence[Mapping[str, Any]], title: str, columns: Sequence[Column], choices: Choices
) -> Read:
    """The rows of the sheet of that name (else the first). choices: list name -> {value: label}."""
    sheet = _sheet(sheets, title)
    if sheet is None:
        return Read(problems=(RowProblem(0, "", "Tệp không có trang tính nào."),))
    cells: Sequence[Sequence[Cell]] = sheet["rows"]
    head = _head(cells, columns)
    if head is None:
        names = ", ".join(column.head for column in columns if column.required)
        return Read(problems=(RowProblem(0, "", f"Không thấy dòng tiêu đề có các cột: {names}."),))
    line, places = head
    missing = [column for column in columns if column.required and column.name not in places]
    if missing:
        return Read(problems=tuple(RowProblem(line, c.head, "Thiếu cột này.") for c in missing))
    body = [
        (n, row) for n, row in enumerate(cells[line:], start=line + 1) if any(_text(cell) for cell in row)
    ]
    if len(body) > MOST_ROWS:
        return Read(
            problems=(RowProblem(0, "", f"Biểu có {len(body)} dòng; mỗi lần nhập tối đa {MOST_ROWS} dòng."),)
        )
    return _rows(body, places, columns, choices)


def _rows(
    body: Sequence[tuple[int, Sequence[Cell]]],
    places: Mapping[str, int],
    columns: Sequence[Column],
    choices: Choices,
) -> Read:
    rows: list[Row] = []
    problems: list[RowProblem] = []
    for number, cells in body:
        values: dict[str, Any] = {}
        for column in columns:
            at = places.get(column.name)
            text = _text(cells[at]) if at is not None and at < len(cells) else ""
            value, wrong = _value(text, column, choices)
            if wrong:
                problems.append(RowProblem(number, column.head, wrong))
            elif value not in ("", ()):
                values[column.name] = value
        rows.append(Row(number, values))
    if not rows:
        problems.append(RowProblem(0, "", "Biểu chưa có dòng nào được điền."))
    return Read(tuple(rows), tuple(problems[:MOST_PROBLEMS]))


def repeated(rows: Sequence[Row], column: Column, key: Callable[[Row], str]) -> Iterator[RowProblem]:
    """Rows that say the same thing a second time."""
    first: dict[str, int] = {}
    for row in rows:
        said = key(row)
        if said and said in first:
            yield RowProblem(row.number, column.head, f"Trùng với dòng {first[said]}.")
        first.setdefault(said, row.number)


def _sheet(sheets: Sequence[Mapping[str, Any]], title: str) -> Mapping[str, Any] | None:
    shown = [sheet for sheet in sheets if not sheet.get("hidden")]
    return next((s for s in shown if fold(str(s["name"])) == fold(title)), shown[0] if shown else None)


def _head(cells: Sequence[Sequence[Cell]], columns: Sequence[Column]) -> tuple[int, dict[str, int]] | None:
    """The number of the head row and where each column stands: the row with the most known heads."""
    names = {fold(column.head): column.name for column in columns}
    best: tuple[int, dict[str, int]] | None = None
    for number, row in enumerate(cells[:HEAD_WITHIN], start=1):
        found: dict[str, int] = {}
        for at, cell in enumerate(row):
            name = names.get(fold(_text(cell)))
            if name:
                found.setdefault(name, at)
        if len(found) >= 2 and (best is None or len(found) > len(best[1])):
            best = number, found
    return best


def _text(cell: Cell) -> str:
    """A cell as typed: numbers without ".0", one space between words. What looks like a formula is text."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(nfc(str(cell)).split())


def _value(text: str, column: Column, choices: Choices) -> tuple[Any, str]:
    """The value and an empty sentence, or what is wrong with it."""
    if not text:
        return "", "Ô này bắt buộc." if column.required else ""
    if len(text) > column.longest:
        return "", f"Dài {len(text)} ký tự; tối đa {column.longest}."
    if column.kind == "date":
        return _date(text)
    if column.kind == "number":
        return (
            (int(text), "") if text.isdecimal() and len(text) < 7 else ("", f"“{text}” không phải số nguyên.")
        )
    if column.kind == "list":
        return tuple(part.strip() for part in text.split(";") if part.strip()), ""
    if column.kind == "choice":
        return _choice(text, choices[column.choices])
    return text, ""


def _date(text: str) -> tuple[date | str, str]:
    for read in (date.fromisoformat, parse_vn_date):
        try:
            return read(text), ""
        except ValueError:
            continue
    return "", f"“{text}” không phải ngày; hãy ghi như 01/07/2025."


def _choice(text: str, labels: Mapping[str, str]) -> tuple[str, str]:
    for value, label in labels.items():
        if fold(text) in (fold(label), fold(value)):
            return value, ""
    return "", f"“{text}” không có trong danh mục; hãy chọn trong danh sách của ô."
