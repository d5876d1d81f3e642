"""What a column holds, by the words of its header."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from minhbach.reading.find.words import fold
from minhbach.reading.known import known


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


_LEADING = re.compile(r"^\(?\d{1,2}\)?\s?[-.:)]\s*")
_YEAR = re.compile(r"\b(20\d{2})\b")
_AIM = ("mục tiêu", "chỉ tiêu", "kế hoạch", "phấn đấu", "mức đạt", "giá trị mục tiêu", "đến năm")
_PAST = ("điểm", "kết quả", "thực hiện", "hiện trạng", "giá trị", "chỉ số", "năm")


def _role_of(header: str) -> tuple[Role | None, int | None]:
    low = _LEADING.sub("", fold(header))
    years = _YEAR.findall(low)
    year = int(years[-1]) if years else None
    role = _told_once_mended(low, year) or _told(low, year)
    return role or _confirmed(low) or _confirmed(fold(header)), year


def _told(low: str, year: int | None) -> Role | None:
    return next((role for role, test in _TESTS if test(low, year)), None)


_PIECE = re.compile(r" (?=\w(?: |$))|(?<= \w) (?=\w)")


def _told_once_mended(low: str, year: int | None) -> Role | None:
    """What a header says that has a space inside a word: "người phố i hợp"."""
    mended = (_told(low[: m.start()] + low[m.end() :], year) for m in _PIECE.finditer(low))
    return next((role for role in mended if role), None)


def role_named(header: str) -> Role | None:
    """What one header says its column holds."""
    return _role_of(header)[0]


def watches(header: str) -> bool:
    """Whether a header names those who watch over work: "Lãnh đạo phụ trách"."""
    return bool(_WATCHING.search(_LEADING.sub("", fold(header))))


def names_time(header: str) -> bool:
    """Whether a header names a time, beside whatever else its column holds."""
    return bool(_TIME.search(fold(header)))


def names_product(header: str) -> bool:
    return bool(_PRODUCT.search(fold(header)))


def _confirmed(header: str) -> Role | None:
    """What a person said that this wording holds. Only asked where the reader knows of none itself."""
    said = known().columns.get(header)
    return _BY_VALUE.get(said) if said else None


_BY_VALUE = {role.value: role for role in Role}


def said_roles(values: tuple[str, ...], names: tuple[str, ...]) -> tuple[dict[Role, int], dict[Role, int]]:
    """Columns as a person set them, with the years that their headers name; a role is taken once."""
    columns: dict[Role, int] = {}
    years: dict[Role, int] = {}
    for at, value in enumerate(values):
        role = _BY_VALUE.get(value)
        if role is None or role in columns:
            continue
        columns[role] = at
        found = set(_YEAR.findall(names[at])) if at < len(names) else set()
        if found and (role is not Role.TIME or len(found) == 1):
            years[role] = int(max(found))
    return columns, years


Test = Callable[[str, int | None], bool]


def _has(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words))


_TIME = _has(r"thời gian", r"thời hạn", r"tiến độ", r"hoàn thành", r"thời điểm", r"lộ trình", r"^hạn\b")
_LEAD = _has(r"chủ trì", r"đầu mối", r"trách nhiệm", r"(?:đơn vị|cơ quan|bộ phận|phòng).*thực hiện",
             r"^(?:cơ quan|chủ thể)",
             r"^đơn vị (?!tính|đo)", r"phân công", r"^(?:tổ chức|giao) thực hiện", r"người thực hiện",
             r"phụ trách", r"^chủ (?:đầu tư|dự án)\b")  # fmt: skip
# Who watches over work that others do: beside a column of those it supervises, alone it leads.
_WATCHING = _has(r"^(?:các )?(?:đồng chí |đ/c )?(?:lãnh đạo|thường trực|thành viên)\b.*(?:phụ trách|chỉ đạo)",
                 r"^(?:người|cấp|cơ quan|đơn vị|đồng chí)?\s?chỉ đạo\b", r"^đồng chí phụ trách")  # fmt: skip
_HELPING = _has(r"phối hợp", r"(?:đơn vị|cơ quan|sở|ngành|thành phần|bộ phận).*(?:tham gia|liên quan)")
# "Sản phẩm hoàn thành" is what is to be there in the end, not when.
_FINISHED = _has(r"^(?:sản phẩm|kết quả|đầu ra)(?!.*(?:thời|tiến độ))")
# What is to be there in the end, or of what kind the paper is that is to be made.
_PRODUCT = _has(r"sản phẩm", r"kết quả", r"đầu ra",
                r"^(?:hình thức|loại|thể loại|loại hình)(?: của)?(?: dự thảo)? văn bản")  # fmt: skip
_START = _has(r"bắt đầu", r"khởi công", r"^từ ngày")
_RANK = _has(r"xếp hạng", r"thứ hạng", r"hạng(?! mục)")

_WORK = ("nhiệm vụ", "nội dung", "công việc", "phần việc", "giải pháp", "đề án")
# What is to be made or built: that is the work only where no other column says what is done.
_MADE = _has(r"^(?:(?:tên|danh mục|các)(?: các| gọi)? )?(?:dự thảo )?"
             r"(?:văn bản|dự án|công trình|hạng mục|chương trình|nghị quyết|hội nghị|sự kiện)\b"
             r"(?! (?:chỉ đạo|giao|số|liên quan))")  # fmt: skip

_TESTS: tuple[tuple[Role, Test], ...] = (
    (Role.NUMBER, lambda s, y: s.replace(" ", "") in ("stt", "tt", "sốtt", "sốthứtự")),
    (Role.UNIT, lambda s, y: s in ("đơn vị", "đvt", "đơn vị tính", "đơn vị đo", "đv tính", "đv")),
    (Role.COORDINATING, lambda s, y: bool(_HELPING.search(s)) and "chủ trì" not in s),
    (Role.FOLLOWING, lambda s, y: ("theo dõi" in s or "đôn đốc" in s) and "chủ trì" not in s),
    (Role.START, lambda s, y: bool(_START.search(s)) and not re.search("hoàn thành|kết thúc", s)),
    (Role.TIME, lambda s, y: bool(_TIME.search(s)) and "chủ trì" not in s and not _FINISHED.search(s)),
    (Role.LEAD, lambda s, y: bool(_LEAD.search(s)) and y is None),
    (Role.BUDGET, lambda s, y: "kinh phí" in s or "nguồn vốn" in s),
    (Role.TARGET_RANK, lambda s, y: bool(_RANK.search(s)) and any(a in s for a in _AIM)),
    (Role.BASELINE_RANK, lambda s, y: bool(_RANK.search(s)) and len(s) < 40),
    (Role.TARGET, lambda s, y: y is not None and any(a in s for a in _AIM) and len(s) < 60),
    (Role.BASELINE, lambda s, y: y is not None and any(s.startswith(p) for p in _PAST) and len(s) < 60),
    (Role.PRODUCT, lambda s, y: bool(_PRODUCT.search(s))),
    (Role.NOTE, lambda s, y: "ghi chú" in s),
    (Role.ACTIVITY, lambda s, y: "hoạt động" in s),
    (
        Role.TASK,
        lambda s, y: any(w in s for w in _WORK),
    ),
    (Role.OBJECTIVE, lambda s, y: "mục tiêu" in s or "mục đích" in s),
    (Role.INDICATOR, lambda s, y: any(w in s for w in ("chỉ tiêu", "chỉ số", "tiêu chí", "tên"))),
)


def roles_of(names: tuple[str, ...]) -> tuple[dict[Role, int], dict[Role, int]]:
    columns: dict[Role, int] = {}
    years: dict[Role, int] = {}
    found = [_role_of(name) if name and len(name) < 120 else (None, None) for name in names]
    led = any(role is Role.LEAD and not watches(name) for name, (role, _) in zip(names, found, strict=True))
    for at, (name, (role, year)) in enumerate(zip(names, found, strict=True)):
        if led and watches(name):
            role = Role.FOLLOWING
        if role is None or role in columns:
            continue
        columns[role] = at
        if year and (role is not Role.TIME or len(set(_YEAR.findall(name))) == 1):
            years[role] = year
    _things_as_work(columns, names)
    return columns, years


def _things_as_work(columns: dict[Role, int], names: tuple[str, ...]) -> None:
    """Columns of papers to be made or things to be built ("Tên văn bản", "Dự án, công trình") are the work
    where no other column is, and group it where they stand left of it."""
    if Role.ACTIVITY in columns:
        return
    taken = {at for role, at in columns.items() if role is not Role.INDICATOR}
    free = [(n, said) for n, said in enumerate(names) if n not in taken and len(said) < 60]
    made = [n for n, said in free if _MADE.search(fold(said))]
    work = columns.get(Role.TASK)
    found = made[:2] if work is None else [*[n for n in made if n < work][-1:], work]
    if found and columns.get(Role.INDICATOR) in found:
        del columns[Role.INDICATOR]
    columns.update(zip((Role.TASK, Role.ACTIVITY), found, strict=False))


def work_below_work(columns: dict[Role, int], names: tuple[str, ...]) -> None:
    """Of two columns of work the left groups ("Nhóm nhiệm vụ"), the right says what is done."""
    at = columns.get(Role.TASK)
    if at is None or Role.ACTIVITY in columns:
        return
    taken = set(columns.values())
    for n, name in enumerate(names):
        if n > at and n not in taken and _role_of(name)[0] is Role.TASK and len(name) < 60:
            columns[Role.ACTIVITY] = n
            return


def result_is_target(columns: dict[Role, int]) -> None:
    """In a list of indicators with units of measure, "Kết quả" is the figure to be reached."""
    lists = Role.INDICATOR in columns and Role.UNIT in columns and Role.TASK not in columns
    if lists and Role.TARGET not in columns and Role.PRODUCT in columns:
        columns[Role.TARGET] = columns.pop(Role.PRODUCT)
