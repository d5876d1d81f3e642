"""Lines that only assign: who leads, who helps, until when, with what result.

Labelled ("Cơ quan chủ trì: Sở X; thời gian: quý II"), spoken ("Sở X chủ trì, phối hợp với Sở Y"), in
brackets, behind "Phân công": the same line in many dresses. What it is said of, `groups` decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from minhbach.reading.find.actors import is_unknown_name, role_line
from minhbach.reading.find.moments import PlanYears
from minhbach.reading.find.name_places import is_name
from minhbach.reading.find.times import TimeKind, read_time
from minhbach.reading.find.units import Units, only_units, split_units
from minhbach.reading.find.words import squash
from minhbach.reading.known import remembered

_LONGEST = 700  # characters of a line that only assigns
_OPENING = re.compile(
    r"(?:Phân công|Trách nhiệm|Tổ chức thực hiện)"
    r"(?: (?:nhiệm vụ|trách nhiệm|tổ chức|thực hiện|cụ thể))*\s*:\s*"
    r"|(?:Phân công|Giao)(?: cho)?\s+(?=\S)|Do\s+(?=[A-ZĐ])",
    re.I,
)
_LABEL = (
    r"(?:(?:các )?(?:đơn vị|cơ quan)(?:\s*[,/]\s*(?:đơn vị|cơ quan))? )?"
    r"(?:chủ trì|phối hợp|thực hiện|đầu mối|tham mưu|phụ trách)"
    r"|thời gian|thời hạn|thời điểm|tiến độ|hạn|sản phẩm|kết quả|kinh phí|hoàn thành"
)
_MOMENT = (
    r"(?:hoàn thành|xong|thời gian|thời hạn|tiến độ|chậm nhất|muộn nhất|trước ngày|trong (?:tháng|quý|năm))\b"
)
_WITH = r"phối hợp(?: chặt chẽ)?(?: thực hiện)? (?:cùng với|cùng|với)\s"
_CUT = re.compile(
    rf"[;.,]\s+(?=(?:{_LABEL})[^:;]{{0,30}}:)|,?\s+(?:và )?(?={_WITH})|;\s+|(?<=[^.A-ZĐ])\.\s+"
    rf"|,\s+(?={_MOMENT})"
    r"|(?:(?<=chủ trì)|(?<=thực hiện)|(?<=tham mưu)|(?<=phụ trách)|(?<=đầu mối))\s?,\s+"
    r"(?=[^;:.]{2,200}? phối hợp\b)",
    re.I,
)
_THIS = r"(?: (?:các )?(?:nội dung|nhiệm vụ|công việc)(?: này| trên| nêu trên)?)?"
_DOING = r"(?:(?:,| và)? (?:tham mưu|thực hiện|tổ chức|triển khai|chính|chủ trì|soạn thảo))*"
_SPOKEN = re.compile(
    r"(?P<who>.+?) (?:là (?:cơ quan|đơn vị) |làm |tổ chức |triển khai )?"
    rf"(?P<role>chủ trì|đầu mối|phối hợp|thực hiện|tham mưu|phụ trách|chịu trách nhiệm){_DOING}{_THIS}"
)
_HELPED = re.compile(rf"{_WITH}(?P<who>.+?)(?: tổ chức| triển khai| tham mưu)?(?: thực hiện)?{_THIS}", re.I)
_TIME = re.compile(
    r"(?:Thời gian|Thời hạn|Thời điểm|Hạn|Tiến độ|Hoàn thành)(?: thực hiện| hoàn thành| trình| xong)*"
    r"\s*:\s*(.+)",
    re.I,
)
_SPOKEN_TIME = re.compile(
    r"(?:(?:thời gian|thời hạn|tiến độ)(?: thực hiện| hoàn thành)*(?: là)? )?"
    r"((?:hoàn thành|xong|trước|chậm nhất|muộn nhất|từ|trong|đến|quý|tháng|năm)\b.*"
    r"|(?:thực hiện )?(?:thường xuyên|(?:định kỳ )?h[àằ]ng (?:năm|quý|tháng|tuần)|định kỳ)(?: trong năm)?)",
    re.I,
)
_PRODUCT = re.compile(
    r"(?:Sản phẩm|Kết quả)(?:,? (?:đầu ra|dự kiến|đạt được|sản phẩm|kết quả))*\s*:\s*(.+)", re.I
)
_MONEY = re.compile(r"(?:Kinh phí|Dự toán|Nguồn vốn)(?: thực hiện| dự kiến)?\s*:\s*(.+)", re.I)
_BLANK_BEFORE = re.compile(r" (?=[,;.:])")
_MAY = re.compile(rf"^\(|{_LABEL}|phân công|trách nhiệm", re.I)
_ANY_YEAR = PlanYears(2000, 2000)  # whether a phrase is a time does not hang on the plan


@dataclass(frozen=True, slots=True)
class Said:
    """What lines that assign say of a work. told: by a label, "Phân công" or brackets; else a plain
    sentence without an object, which may be a work of its own."""

    lead: Units | None = None
    helping: Units | None = None
    time: str | None = None
    product: str | None = None
    money: str | None = None
    told: bool = True

    def before(self, other: Said) -> Said:
        """This, and from `other` what it leaves open."""
        return Said(self.lead or other.lead, self.helping or other.helping, self.time or other.time,
                    self.product or other.product, self.money or other.money,
                    self.told and other.told)  # fmt: skip


NOTHING = Said()


@remembered(4096)
def said_by(text: str) -> Said | None:
    """What a line assigns; None where it says anything else, or calls for items below it."""
    line = _BLANK_BEFORE.sub("", squash(text))
    if len(line) > _LONGEST or line.endswith(":") or not _MAY.search(line):
        return None
    bare = re.fullmatch(r"\(([^()]+(?:\([^()]*\)[^()]*)*)\)\s*[.;:/]*", line)
    line = (bare[1] if bare else line).strip(" .;/")
    opening = _OPENING.match(line)
    told = bare is not None or (opening is not None and opening[0].rstrip().endswith(":"))
    said = _all_of(line[opening.end() if opening else 0 :], told)
    return replace(said, told=True) if said and told else said


_IN_BRACKETS = re.compile(r"\([^()]{6,300}\)(?=\s*[.:;]?$)")


def said_in_brackets(heading: str) -> Said:
    """What stands in brackets behind a heading: "1. Tuyên truyền (Sở X chủ trì; quý II/2026)"."""
    m = _IN_BRACKETS.search(heading)
    return (said_by(m[0]) if m else None) or NOTHING


def _all_of(line: str, told: bool) -> Said | None:
    said, last = NOTHING, ""
    for clause in (c for c in _CUT.split(line) if c):
        one = _one(clause, told)
        if one is None and only_units(clause):  # a list of bodies goes on behind its semicolon
            clause = f"{last}; {clause}" if last else clause
            one = _one(clause, told) if last else (Said(only_units(clause)) if told else None)
            said = replace(said, lead=None) if one and one.lead else said
            said = replace(said, helping=None) if one and one.helping else said
        if one is None:
            return None
        said, last = said.before(one), clause
    return said if said != NOTHING else None


def _one(clause: str, told: bool) -> Said | None:
    """One clause: a role with its bodies, a time, a product, money."""
    if role := role_line(clause):
        return Said(helping=role[1]) if role[0] == "phối hợp" else Said(lead=role[1])
    if m := _TIME.match(clause):
        return Said(time=m[1])
    if m := _MONEY.match(clause):
        return Said(money=m[1].strip(" .;"))
    if m := _PRODUCT.match(clause):
        return Said(product=m[1].strip(" .;"))
    if (m := _HELPED.fullmatch(clause)) and (units := _bodies(m["who"], told)):
        return Said(helping=units, told=False)
    if (m := _SPOKEN.fullmatch(clause)) and (units := _bodies(m["who"], told)):
        helps = m["role"] == "phối hợp"
        return Said(helping=units, told=False) if helps else Said(lead=units, told=False)
    return _spoken_time(clause)


def _bodies(who: str, told: bool) -> Units | None:
    """The bodies of a clause; one with a verb in its name ("Ban Quản lý dự án ...") whole and doubted. Where
    it is told that bodies stand here, a name that the lexicon lacks is one as well."""
    units = only_units(who)
    if units is None and (is_name(who) or (told and is_unknown_name(who))):
        units = split_units(who)
        units = replace(units, unknown=units.names)
    return units


def _spoken_time(clause: str) -> Said | None:
    m = _SPOKEN_TIME.fullmatch(clause)
    time = read_time(m[1], _ANY_YEAR) if m else None
    clear = (
        time
        and time.kind not in (TimeKind.NONE, TimeKind.EVENT)
        and not {"partly_read", "time_unread"} & {*time.doubts}
    )
    return Said(time=m[1]) if m and clear else None
