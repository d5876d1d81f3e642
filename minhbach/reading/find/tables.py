"""What a table is for and what each of its columns holds, by the words of its header."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from minhbach.reading.find.words import fold, squash
from minhbach.reading.shapes import Cell, Merge, Row, Table


class Role(StrEnum):
    NUMBER = "number"
    COORDINATING = "coordinating"
    FOLLOWING = "following"  # who watches over it: "theo dõi, đôn đốc"
    LEAD = "lead"
    START = "start"  # where beginning and completion stand in columns of their own
    TIME = "time"
    BUDGET = "budget"
    PRODUCT = "product"
    NOTE = "note"
    UNIT = "unit"  # unit of measure
    BASELINE = "baseline"
    BASELINE_RANK = "baseline_rank"
    TARGET = "target"
    TARGET_RANK = "target_rank"
    ACTIVITY = "activity"
    TASK = "task"
    OBJECTIVE = "objective"
    INDICATOR = "indicator"


class TableKind(StrEnum):
    TASKS = "tasks"
    INDICATORS = "indicators"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its roles found: the column of each role, the years of columns, the data rows.

    first: index of the first data row in the table.
    """

    kind: TableKind
    columns: dict[Role, int]
    years: dict[Role, int]
    rows: tuple[Row, ...]
    first: int
    header: tuple[str, ...]

    def cell(self, row: Row, role: Role) -> Cell | None:
        at = self.columns.get(role)
        return row.cells[at] if at is not None and at < len(row.cells) else None

    def raw(self, row: Row, role: Role) -> str | None:
        """The words of a cell with its lines, which bound the names in it."""
        cell = self.cell(row, role)
        return cell.text if cell else None

    def text(self, row: Row, role: Role) -> str:
        cell = self.cell(row, role)
        return squash(cell.text) if cell else ""


_LEADING = re.compile(r"^\(?\d{1,2}\)?\s?[-.:)]\s*")
_YEAR = re.compile(r"\b(20\d{2})\b")
_AIM = ("mục tiêu", "chỉ tiêu", "kế hoạch", "phấn đấu", "mức đạt", "giá trị mục tiêu", "đến năm")
_PAST = ("điểm", "kết quả", "thực hiện", "hiện trạng", "giá trị", "chỉ số", "năm")


def _role_of(header: str) -> tuple[Role | None, int | None]:
    low = _LEADING.sub("", fold(header))
    years = _YEAR.findall(low)
    year = int(years[-1]) if years else None
    for role, test in _TESTS:
        if test(low, year):
            return role, year
    return None, year


Test = Callable[[str, int | None], bool]


def _has(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words))


_TIME = _has(r"thời gian", r"thời hạn", r"tiến độ", r"hoàn thành", r"thời điểm", r"lộ trình", r"^hạn\b")
_LEAD = _has(r"chủ trì", r"đầu mối", r"trách nhiệm", r"(?:đơn vị|cơ quan|bộ phận|phòng).*thực hiện",
             r"^(?:cơ quan|chủ thể)",
             r"^đơn vị (?!tính|đo)", r"phân công", r"người thực hiện")  # fmt: skip
_HELPING = _has(r"phối hợp", r"(?:đơn vị|cơ quan|sở|ngành|thành phần|bộ phận).*(?:tham gia|liên quan)")
_START = _has(r"bắt đầu", r"khởi công", r"^từ ngày")
_RANK = _has(r"xếp hạng", r"thứ hạng", r"hạng")

_TESTS: tuple[tuple[Role, Test], ...] = (
    (Role.NUMBER, lambda s, y: s in ("stt", "tt", "số tt", "số thứ tự", "st t")),
    (Role.UNIT, lambda s, y: s in ("đơn vị", "đvt", "đơn vị tính", "đơn vị đo", "đv tính", "đv")),
    (Role.COORDINATING, lambda s, y: bool(_HELPING.search(s)) and "chủ trì" not in s),
    (Role.FOLLOWING, lambda s, y: ("theo dõi" in s or "đôn đốc" in s) and "chủ trì" not in s),
    (Role.START, lambda s, y: bool(_START.search(s)) and not re.search("hoàn thành|kết thúc", s)),
    (Role.TIME, lambda s, y: bool(_TIME.search(s)) and "chủ trì" not in s),
    (Role.LEAD, lambda s, y: bool(_LEAD.search(s)) and y is None),
    (Role.BUDGET, lambda s, y: "kinh phí" in s or "nguồn vốn" in s),
    (Role.TARGET_RANK, lambda s, y: bool(_RANK.search(s)) and any(a in s for a in _AIM)),
    (Role.BASELINE_RANK, lambda s, y: bool(_RANK.search(s)) and len(s) < 40),
    (Role.TARGET, lambda s, y: y is not None and any(a in s for a in _AIM) and len(s) < 60),
    (Role.BASELINE, lambda s, y: y is not None and any(s.startswith(p) for p in _PAST) and len(s) < 60),
    (Role.PRODUCT, lambda s, y: "sản phẩm" in s or "kết quả" in s or "đầu ra" in s),
    (Role.NOTE, lambda s, y: "ghi chú" in s),
    (Role.ACTIVITY, lambda s, y: "hoạt động" in s),
    (
        Role.TASK,
        lambda s, y: any(w in s for w in ("nhiệm vụ", "nội dung", "công việc", "giải pháp", "đề án")),
    ),
    (Role.OBJECTIVE, lambda s, y: "mục tiêu" in s or "mục đích" in s),
    (Role.INDICATOR, lambda s, y: any(w in s for w in ("chỉ tiêu", "chỉ số", "tiêu chí", "tên"))),
)


def sheet_of(table: Table) -> Sheet:
    """Find the header, its roles and the data rows of a table."""
    best: tuple[int, int, dict[Role, int], dict[Role, int], tuple[str, ...]] | None = None
    for top in range(min(3, len(table.rows))):
        depth = _depth(table.rows, top)
        names = _names(table.rows[top : top + depth])
        columns, years = _roles(names)
        if best is None or len(columns) > len(best[2]):
            best = (top, depth, columns, years, names)
    if best is None or len(best[2]) < 2:
        return Sheet(TableKind.OTHER, {}, {}, table.rows, 0, ())
    top, depth, columns, years, names = best
    first = top + depth
    while first < len(table.rows) and (_counts_columns(table.rows[first]) or table.rows[first].header):
        first += 1
    _result_is_target(columns)
    sheet = Sheet(_kind(columns), columns, years, table.rows[first:], first, names)
    return replace(sheet, kind=TableKind.OTHER) if _runs_by_the_clock(sheet) else sheet


_HOUR = re.compile(r"(?:từ |lúc )?\d{1,2}\s?(?:h|g|giờ|:)\s?(?:\d{2}|\b)", re.I)


def _runs_by_the_clock(sheet: Sheet) -> bool:
    """The programme of a meeting: its times are hours of a day, nobody's work to be tracked."""
    said = [text for row in sheet.rows if (text := sheet.text(row, Role.TIME))]
    return bool(said) and 2 * sum(_HOUR.match(text) is not None for text in said) > len(said)


def _depth(rows: tuple[Row, ...], top: int) -> int:
    """How many rows the header takes: the span of its tallest cell."""
    span = max((c.rowspan for c in rows[top].cells if c.merge is Merge.OWN), default=1)
    return span if span <= 4 and top + span < len(rows) else 1


def _names(rows: tuple[Row, ...]) -> tuple[str, ...]:
    """The header of each column from top to bottom; a cell over several columns names them all."""
    width = max((len(r.cells) for r in rows), default=0)
    names: list[list[str]] = [[] for _ in range(width)]
    for row in rows:
        over = ""
        for at, cell in enumerate(row.cells):
            said = squash(cell.text)
            over = over if cell.merge is Merge.SPANNED else said
            if over and over not in names[at]:
                names[at].append(over)
    return tuple(" ".join(n) for n in names)


def _roles(names: tuple[str, ...]) -> tuple[dict[Role, int], dict[Role, int]]:
    columns: dict[Role, int] = {}
    years: dict[Role, int] = {}
    for at, name in enumerate(names):
        role, year = _role_of(name) if name and len(name) < 120 else (None, None)
        if role is None or role in columns:
            continue
        columns[role] = at
        if year and (role is not Role.TIME or len(set(_YEAR.findall(name))) == 1):
            years[role] = year
    return columns, years


def _result_is_target(columns: dict[Role, int]) -> None:
    """In a list of indicators with units of measure, "Kết quả" is the figure to be reached."""
    lists = Role.INDICATOR in columns and Role.UNIT in columns and Role.TASK not in columns
    if lists and Role.TARGET not in columns and Role.PRODUCT in columns:
        columns[Role.TARGET] = columns.pop(Role.PRODUCT)


def _kind(columns: dict[Role, int]) -> TableKind:
    works = Role.ACTIVITY in columns or Role.TASK in columns
    if works and (Role.LEAD in columns or Role.TIME in columns):
        return TableKind.TASKS
    named = Role.INDICATOR in columns or Role.OBJECTIVE in columns
    if named and not works and (Role.TARGET in columns or Role.TARGET_RANK in columns):
        return TableKind.INDICATORS
    return TableKind.OTHER


_COUNT = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?(?:\s?=.{1,20})?")


def _counts_columns(row: Row) -> bool:
    said = [squash(c.text) for c in row.cells if squash(c.text)]
    return len(said) >= 3 and all(_COUNT.fullmatch(s) for s in said) and len(set(said)) == len(said)


def _words_column(sheet: Sheet) -> int:
    order = (Role.INDICATOR, Role.OBJECTIVE, Role.TASK, Role.ACTIVITY)
    return min((sheet.columns[r] for r in order if r in sheet.columns), default=0)


def says_more_than_group(sheet: Sheet, row: Row) -> bool:
    """Whether a row that heads a group also carries other words: remains of the row above a page break."""
    number = sheet.columns.get(Role.NUMBER)
    return len({squash(c.text) for at, c in enumerate(row.cells) if at != number and squash(c.text)}) > 1


def group_text(sheet: Sheet, row: Row) -> str | None:
    """The words of a row that only heads a group: one text over the row, or repeated in its cells."""
    number = sheet.columns.get(Role.NUMBER)
    texts = [squash(c.text) for at, c in enumerate(row.cells) if at != number and squash(c.text)]
    if not texts:
        lone = squash(row.cells[number].text) if number is not None and number < len(row.cells) else ""
        return lone or None if len(lone) > 6 else None
    label = squash(row.cells[number].text) if number is not None and number < len(row.cells) else ""
    wide = any(c.colspan >= max(3, len(row.cells) // 2) for c in row.cells)
    same = len(set(texts)) == 1 and len(texts) >= 3
    roman = re.fullmatch(r"(?:[IVX]{1,6}|[A-H])\.?", label) is not None
    handed = any(c.merge is not Merge.OWN and squash(c.text) for c in row.cells)
    nobody = not (
        sheet.text(row, Role.LEAD) or sheet.text(row, Role.COORDINATING) or sheet.text(row, Role.TARGET)
    )
    headed = roman and nobody and not handed and bool(squash(row.cells[_words_column(sheet)].text))
    if (wide and len(set(texts)) == 1) or same or headed:
        return f"{label} {texts[0]}".strip()
    return None
