"""What the columns of a table are for, and how their headings say so."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from minhbach.reading.find import columns as finders
from minhbach.reading.find.bodies import phrase_in, tokens
from minhbach.reading.find.lexicon import PREDICATES
from minhbach.reading.find.words import fold
from minhbach.reading.known import known, remembered
from minhbach.reading.rebuild.metrics import SPACE, width


class Role(StrEnum):
    NUMBER = "number"
    GROUP = "group"  # text left of the task: objective, indicator, field; often merged over rows
    TASK = "task"
    PRODUCT = "product"
    LEAD = "lead"
    LEAD_TIME = "lead_time"  # who and by when in one cell
    COORDINATING = "coordinating"
    WATCHING = "watching"  # a leader who watches over it, often merged over rows
    DECIDING = "deciding"  # the level above that decides on what is sent up
    TIME = "time"
    BUDGET = "budget"
    NOTE = "note"
    VALUE = "value"
    MEASURE = "measure"
    OTHER = "other"


LEADS = (Role.LEAD, Role.LEAD_TIME)
BODIES = (*LEADS, Role.COORDINATING)
UNIT_ROLES = (*BODIES, Role.WATCHING, Role.DECIDING)  # columns whose cells open with the name of a body
WORDY = (Role.GROUP, Role.TASK, Role.PRODUCT, Role.OTHER, Role.NOTE)

_YEAR = r"(?: (?:giai đoạn|đến|năm|quý|[iv]+/?))*(?: ?\d{4})(?: ?[-–] ?\d{4})?"
_BODY = r"(?:(?:các )?(?:cơ quan|đơn vị|sở|bộ|ban|tổ chức|cấp|địa phương|phòng)(?:(?:,| và|/) ?(?:cơ quan|đơn vị|sở|ban|ngành|tổ chức|địa phương|phòng))* )?"  # noqa: E501
_VOCABULARY: tuple[tuple[Role, str], ...] = (
    (Role.NUMBER, r"s?tt|số tt|số thứ tự"),
    (
        Role.WATCHING,
        r"(?:các |đồng chí )*(?:lãnh đạo|thường trực)(?: (?!người|đơn|cơ)\S+){0,4}? (?:phụ trách|chỉ đạo)",
    ),
    (Role.COORDINATING, r"(?:người|lực lượng|cán bộ|thành phần) phối hợp(?: thực hiện)?"),
    (Role.LEAD, r"(?:người|cán bộ|đồng chí) (?:chủ trì|thực hiện|chịu trách nhiệm|đầu mối)(?:,? thực hiện)?"),
    (Role.COORDINATING, rf"{_BODY}phối hợp(?: thực hiện)?"),
    (Role.LEAD, rf"{_BODY}(?:chủ trì|đầu mối)(?:,? tham mưu|,? theo dõi(?:, đánh giá)?|,? thực hiện)*"),
    (
        Role.LEAD,
        r"(?:cơ quan|đơn vị|tổ chức|bộ phận|phòng)(?: được giao)? (?:thực hiện|chịu trách nhiệm|tham mưu|theo dõi)",  # noqa: E501
    ),
    (Role.LEAD, r"chủ (?:đầu tư|dự án)"),
    (Role.LEAD, r"(?:phân công|trách nhiệm|người phụ trách|cán bộ phụ trách)(?: thực hiện| chủ trì)?"),
    (
        Role.TIME,
        r"(?:thời gian|thời hạn|tiến độ|lộ trình|thời điểm|hạn)(?: thực hiện| hoàn thành| trình| báo cáo| ban hành|/ ?hoàn thành)*",  # noqa: E501
    ),
    (Role.TIME, r"(?:ngày|năm) hoàn thành|(?:thời gian |ngày )?(?:bắt đầu|khởi công|kết thúc)|hoàn thành"),
    (Role.BUDGET, r"(?:dự kiến |dự toán |nguồn )*(?:kinh phí|vốn|ngân sách)(?: thực hiện)?"),
    (Role.NOTE, r"ghi chú"),
    (
        Role.VALUE,
        rf"(?:điểm|điểm số|xếp hạng|thứ hạng|mục tiêu|chỉ tiêu|kế hoạch|kết quả|thực hiện|giá trị|tỷ lệ){_YEAR}",  # noqa: E501
    ),
    (
        Role.VALUE,
        r"(?:chỉ tiêu giao|điểm chuẩn|điểm tối đa|điểm đạt|hiện trạng|số lượng|tỷ lệ(?: %)?|năm \d{4})",
    ),
    (Role.MEASURE, r"đơn vị(?: tính| đo)?|đvt"),
    (
        Role.PRODUCT,
        r"(?:kết quả|sản phẩm|đầu ra|hình thức văn bản)(?: ?/ ?(?:kết quả|sản phẩm))?(?: đầu ra| thực hiện| đạt được| dự kiến| chính)*",  # noqa: E501
    ),
    (
        Role.DECIDING,
        r"cấp (?:có )?(?:trình|phê duyệt|ban hành|quyết định|thẩm quyền)(?: phê duyệt| ban hành)?",
    ),
    (Role.OTHER, r"địa điểm|hình thức(?: thực hiện)?|căn cứ|thẩm quyền"),
    (
        Role.TASK,
        r"(?:tên |các |nội dung |danh mục )?"
        r"(?:nhiệm vụ|hoạt động|công việc|giải pháp|nội dung|đề án|dự án|công trình|hạng mục|văn bản)",
    ),
    (Role.GROUP, r"(?:tên |các |nhóm )?(?:mục tiêu|chỉ tiêu|chỉ số(?: thành phần)?|tiêu chí|lĩnh vực)"),
)
_PATTERNS = [(role, re.compile(rf"(?:{pattern})(?![\w])")) for role, pattern in _VOCABULARY]
_NUMBERED = re.compile(r"^(\d{1,2})\s?[-–.:]\s?(?=[^\W\d_])")
_FEW_WORDS = 6  # of a heading that is known by any of its words
_WHO = ("đơn vị", "đv")
_HEAD = 80  # characters that hold the head of a column
# Heads that part another: who leads and who helps, beginning and end.
_PART = re.compile(
    r"(?:(?:cơ quan|đơn vị) )?(?:chủ trì|đầu mối|phối hợp|tham mưu|theo dõi)(?: thực hiện)?"
    r"|(?:thời gian |ngày )?(?:bắt đầu|khởi công|kết thúc|hoàn thành)"
)
_CLINGS = re.compile(r"(?:[,/(]|\b(?:và|hoặc|của|theo|các|được|tên|nội dung))$", re.I)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place, role and heading. label: the number its heading gives it ("3- ...").
    pieces: the heading's own lines, which say how wide the column may be."""

    index: int
    role: Role
    name: str
    label: int | None = None
    pieces: tuple[str, ...] = ()

    @property
    def is_leading_time(self) -> bool:
        """Whether it is a time left of the work: it stands once, for all rows of its week or month."""
        return self.role is Role.TIME and self.index == 1

    def bounds(self) -> tuple[int, int | None]:
        """Least and, where its heading wraps, greatest width as the heading shows them."""
        least = max((width(p) for p in self.pieces), default=0)
        most = [
            width(a) + SPACE + width(b.split()[0]) for a, b in zip(self.pieces, self.pieces[1:], strict=False)
        ]
        return least, min(most) if most else None


@remembered(20_000)
def role_of(name: str) -> Role:
    """The role a heading names; OTHER where it names none we know."""
    text = _NUMBERED.sub("", name).strip(" *:").lower()
    best = _match(text)
    role = best[0] if best else _as_found(name)
    return Role.LEAD_TIME if role is Role.LEAD and finders.names_time(text) else role


def _as_found(name: str) -> Role:
    """The role that the finders, who look for words anywhere in a heading, know it by."""
    words = tokens(name[:_HEAD])
    if len(words) > _FEW_WORDS or phrase_in(words, 0, PREDICATES):
        return Role.OTHER  # a sentence of work that happens to hold such a word
    found = finders.role_named(name)
    if found is None:
        return Role.OTHER
    return _CALLED.get(found.value) or (Role(found.value) if found.value in _VALUES else Role.VALUE)


def _match(text: str) -> tuple[Role, int] | None:
    found = [(m.end(), -i, role) for i, (role, pattern) in enumerate(_PATTERNS) if (m := pattern.match(text))]
    if not found:
        return _confirmed(text)
    end, _, role = max(found)
    return role, end


_ANY = re.compile("|".join(f"(?:{pattern})(?![\\w])" for _, pattern in _VOCABULARY))


def opens_column(text: str) -> bool:
    """Whether a line opens with the head of a column."""
    return text[:1].isupper() and names_column(text[:_HEAD])


@remembered(20_000)
def names_column(text: str) -> bool:
    """Whether words are the head of a column, or open as one."""
    return _ANY.match(text.lower()) is not None or role_of(text) is not Role.OTHER


# Roles of the finders that a column of text has under another name; the others are called the same.
_CALLED = {
    "activity": Role.TASK,
    "objective": Role.GROUP,
    "indicator": Role.GROUP,
    "following": Role.WATCHING,
    "unit": Role.MEASURE,
    "start": Role.TIME,
}
_VALUES = frozenset(Role)
_LED = finders.Role.LEAD


def _confirmed(text: str) -> tuple[Role, int] | None:
    """A wording at the opening of `text` that a person has confirmed, and the characters it takes."""
    for wording in sorted(known().columns, key=len, reverse=True):
        if text.startswith(wording) and not text[len(wording) : len(wording) + 1].isalnum():
            value = known().columns[wording]
            role = _CALLED.get(value) or (Role(value) if value in _VALUES else Role.VALUE)
            return role, len(wording)
    return None


def columns_of(lines: list[str]) -> list[Column]:
    """The columns that the lines of a header name, from left to right."""
    tokens = [(word, n) for n, line in enumerate(lines) for word in line.split()]
    starts = _numbered_starts(tokens) or _line_starts(lines) or _named_starts(tokens)
    columns: list[Column] = []
    for at, (start, end) in enumerate(zip(starts, [*starts[1:], len(tokens)], strict=True)):
        part = tokens[start:end]
        by_line: dict[int, list[str]] = {}
        for word, n in part:
            by_line.setdefault(n, []).append(word)
        name = " ".join(word for word, _ in part)
        label = _NUMBERED.match(name)
        pieces = tuple(" ".join(words) for words in by_line.values())
        columns.append(Column(at, role_of(name), name, int(label[1]) if label else None, pieces))
    return _settled(_lowest_level(columns))


def _lowest_level(columns: list[Column]) -> list[Column]:
    """Of a header on two levels, the lower heads in the places of those they part: poured out, they stand
    behind the whole upper level, or right behind their own."""
    parted: dict[int, list[Column]] = {}
    for low in columns:
        if _PART.fullmatch(low.name.lower()):
            kinds = UNIT_ROLES if low.role in UNIT_ROLES else (low.role,)
            above = [c for c in columns[: low.index] if c.role in kinds and _is_parted(c)]
            if above:
                parted.setdefault(above[0].index, []).append(low)
    parted = {at: lows for at, lows in parted.items() if len({low.name for low in lows}) > 1}
    moved = {low.index for lows in parted.values() for low in lows}
    found: list[Column] = []
    for column in columns:
        if column.index in moved:
            continue
        found += [replace(low, name=f"{column.name} {low.name}") for low in parted.get(column.index, ())] or [
            column
        ]
    return [replace(column, index=at) for at, column in enumerate(found)]


def _is_parted(column: Column) -> bool:
    """Whether a heading may stand over several: it says neither who leads and helps nor beginning and end."""
    return not re.search(r"chủ trì|đầu mối|phối hợp|bắt đầu|kết thúc|hoàn thành", column.name.lower())


def _numbered_starts(tokens: list[tuple[str, int]]) -> list[int]:
    """Where a header numbers its columns ("1- ... 2- ..."), the numbers part it for certain."""
    starts, want = [0], 1
    for i in range(1, len(tokens)):
        m = re.match(r"^(\d{1,2})\s?[-–.:]", tokens[i][0])
        if m and int(m[1]) == want:
            starts.append(i)
            want += 1
    return starts if want > 3 else []


def _line_starts(lines: list[str]) -> list[int]:
    """Where every head has lines of its own, each opens with a capital and goes on in small letters.
    Only taken where each of them is known by its words."""
    starts: list[int] = []
    names: list[str] = []
    at = 0
    for line in lines:
        words = line.split()
        if len(_named_starts([(word, 0) for word in words])) > 1:
            return []
        if words[0][:1].isupper() and not (names and _CLINGS.search(names[-1].split()[-1])):
            starts.append(at)
            names.append(line)
        elif not names:
            return []
        else:
            names[-1] += f" {line}"
        at += len(words)
    known = all(goes_on_small(name) and role_of(name) is not Role.OTHER for name in names)
    return starts if len(names) > 1 and known else []


def goes_on_small(name: str) -> bool:
    """Whether only the first word of a heading has a capital: another would open the next heading."""
    return name.isupper() or not any(word[:1].isupper() for word in name.split()[1:])


def _named_starts(tokens: list[tuple[str, int]]) -> list[int]:
    starts: list[int] = []
    capitals = sum(word.isupper() for word, _ in tokens) > len(tokens) * 0.7
    i = 0
    while i < len(tokens):
        word = tokens[i][0]
        text = " ".join(w for w, _ in tokens[i : i + 12]).lower()
        hit = _match(text) if (capitals or word[:1].isupper()) else None
        if hit and not (starts and _CLINGS.search(tokens[i - 1][0])):
            starts.append(i)
            i += max(1, len(text[: hit[1]].split()))
        elif not starts or (i == 1 and word[:1].isupper() and role_of(tokens[0][0]) is Role.NUMBER):
            starts.append(i)  # behind the column of numbers another begins, whatever its words
            i += 1
        else:
            i += 1
    return starts


def _settled(columns: list[Column]) -> list[Column]:
    """Roles by place: of several text columns the last is the task's, those before it group rows."""
    wordy = [c.index for c in columns if c.role in (Role.GROUP, Role.TASK)]
    if not wordy:
        wordy = [c.index for c in columns if c.role is Role.OTHER][:1]
    roles = dict.fromkeys(wordy[:-1], Role.GROUP) | dict.fromkeys(wordy[-1:], Role.TASK)
    found = {c.role for c in columns}
    if Role.TIME in found:
        roles |= {c.index: Role.LEAD for c in columns if c.role is Role.LEAD_TIME}
    if not found & set(LEADS):  # "Đơn vị" beside work is who does it, and a leader alone does it himself
        own = [c for c in columns if c.role is Role.MEASURE and fold(c.name) in _WHO]
        own = own or [c for c in columns if c.role is Role.WATCHING and finders.role_named(c.name) is _LED]
        roles |= {c.index: Role.LEAD for c in own}
    return [Column(c.index, roles.get(c.index, c.role), c.name, c.label, c.pieces) for c in columns]
