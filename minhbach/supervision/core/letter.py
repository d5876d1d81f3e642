"""Công văn đôn đốc: what it says, from the items that were frozen when it was made. Pure.

The author reminds in its own name ("đề nghị") or signs by order of the Chairman (TL. CHỦ TỊCH); bodies
outside the People's Committee are asked in either case.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from minhbach.reporting.core.paper_rules import signer_of
from minhbach.reporting.core.papers import (
    Annex,
    Column,
    Head,
    Holds,
    Paper,
    SignatureForm,
    Signer,
    Table,
    group_row,
    paragraph,
    row,
)
from minhbach.shared.dates import vn_date
from minhbach.shared.numbers import vn_number

MOST_NAMED = 6  # units that are named under "Kính gửi"; more are named in the annex
MOST_ITEMS = 1000  # of one letter: more than that is no letter but a report


class Form(StrEnum):
    """In whose name."""

    OWN = "own"
    CHAIRMAN = "chairman"


@dataclass(frozen=True, slots=True)
class Item:
    """One owed thing as it stood on the day. late_days: 0 for what has no date and was not updated."""

    unit: str
    unit_order: tuple[int, str]
    text: str
    deadline: str
    late_days: int
    standing: str  # "quá hạn 12 ngày", "chưa cập nhật Quý III/2026"
    told: str = ""  # what was sent before
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """plan_words: "Kế hoạch số 118/KH-UBND ngày 20/01/2026 của UBND tỉnh ..."; empty where it is of several.

    number, dated: None until văn thư gives them. symbol: after the number, "/SKHCN".
    """

    form: Form
    author: str
    authority: str
    place: str
    plan_words: str
    as_of: date
    items: tuple[Item, ...]
    reply_by: date | None = None
    number: str = ""
    dated: date | None = None
    symbol: str = ""  # "SKHCN": the drafting office behind it is văn thư's to write

    @property
    def units(self) -> tuple[str, ...]:
        """In protocol order."""
        ordered = sorted(self.items, key=lambda item: item.unit_order)
        return tuple(dict.fromkeys(item.unit for item in ordered))

    @property
    def by_unit(self) -> list[tuple[str, list[Item]]]:
        """The annex: units in protocol order, the longest overdue first in each."""
        ordered = sorted(self.items, key=lambda item: (item.unit_order, -item.late_days, item.text))
        return [(unit, list(rows)) for unit, rows in groupby(ordered, key=lambda item: item.unit)]


def digest(author_id: int, as_of: date, things: Iterable[tuple[str, int]]) -> str:
    """The same things on the same day are the same letter, however often the button is pressed."""
    return hashlib.sha256(repr((author_id, as_of.isoformat(), sorted(things))).encode()).hexdigest()


def paper(letter: Letter) -> Paper:
    """The letter in the state layout: body on the first page, the list of units in a landscape annex."""
    return Paper(
        head=_head(letter),
        subject=subject(letter),
        body=tuple(paragraph(said) for said in sentences(letter)),
        signer=signer(letter),
        addressees=addressees(letter),
        recipients=_recipients(letter),
        annexes=(_annex(letter),),
        draft="" if letter.number else "Dự thảo",
    )


def _head(letter: Letter) -> Head:
    """By order of the Chairman the committee issues the paper, whoever drafted it (NĐ 30/2020, điều 13)."""
    if letter.form is Form.CHAIRMAN:
        return Head(letter.authority, "UBND", letter.place, number=letter.number, dated=letter.dated)
    parent = letter.authority if letter.authority != letter.author else ""
    return Head(letter.author, letter.symbol, letter.place, parent, letter.number, letter.dated)


def signer(letter: Letter) -> Signer:
    """Head of the author's own unit; TL. CHỦ TỊCH with the position and the unit of who signs by order."""
    own = signer_of(letter.author)
    if letter.form is not Form.CHAIRMAN:
        return own
    place = "" if letter.author.startswith("Văn phòng") else f" {letter.author}"
    return Signer(f"{own.position}{place}", SignatureForm.BY_ORDER, "Chủ tịch")


def _recipients(letter: Letter) -> tuple[str, ...]:
    above = () if letter.authority == letter.author else (f"{letter.authority} (để báo cáo)",)
    return ("Như trên", *above, "Lưu: VT")


def subject(letter: Letter) -> str:
    """V/v ... under the number."""
    what = "thực hiện nhiệm vụ quá hạn" if _has_late(letter) else "cập nhật kết quả thực hiện"
    return f"Đôn đốc {what}"


def addressees(letter: Letter) -> tuple[str, ...]:
    """Named up to six; beyond that by a word, with the list in the annex."""
    units = letter.units
    if len(units) <= MOST_NAMED:
        return units
    return ("Các cơ quan, đơn vị có tên tại Phụ lục kèm theo",)


def sentences(letter: Letter) -> tuple[str, ...]:
    """The body: on what basis, what was found, what is to be done by when, how it ends."""
    return tuple(part for part in (_finding(letter), *_demands(letter), _ending(letter)) if part)


def _finding(letter: Letter) -> str:
    basis = f"Thực hiện {letter.plan_words}" if letter.plan_words else "Qua theo dõi các kế hoạch đã ban hành"
    late, silent = _counted(letter.items)
    counts = [
        f"{vn_number(len(late))} nội dung quá hạn" if late else "",
        f"{vn_number(len(silent))} nội dung chưa cập nhật kết quả" if silent else "",
    ]
    what = " và ".join(count for count in counts if count)
    return (
        f"{basis}, đến hết ngày {vn_date(letter.as_of)} còn {vn_number(len(letter.units))} "
        f"cơ quan, đơn vị có {what} (chi tiết tại Phụ lục kèm theo)."
    )


def _demands(letter: Letter) -> list[str]:
    """One sentence for those who are ordered, another for those who are asked."""
    ordered = any(not item.asked for item in letter.items)
    asked = any(item.asked for item in letter.items)
    day = f" trước ngày {vn_date(letter.reply_by)}" if letter.reply_by else ""
    do = f"khẩn trương thực hiện, cập nhật kết quả và gửi về {letter.author}{day} để tổng hợp, báo cáo"
    to = f" {letter.authority}." if letter.authority != letter.author else " theo quy định."
    who = "các cơ quan, đơn vị có tên tại Phụ lục"
    said = []
    if ordered and letter.form is Form.CHAIRMAN:
        said.append(f"Chủ tịch {letter.authority} yêu cầu thủ trưởng {who} {do}{to}")
    elif ordered:
        said.append(f"{letter.author} đề nghị {who} {do}{to}")
    if asked and (letter.form is Form.CHAIRMAN or not ordered):
        said.append(
            f"Đề nghị các cơ quan ngành dọc, đoàn thể có tên tại Phụ lục quan tâm phối hợp, thông tin về "
            f"{letter.author}{day}."
        )
    return said


def _ending(letter: Letter) -> str:
    if letter.form is Form.CHAIRMAN:
        return (
            f"Giao {letter.author} theo dõi, đôn đốc, tổng hợp kết quả, báo cáo Chủ tịch {letter.authority}."
        )
    return "Trân trọng cảm ơn sự phối hợp của quý cơ quan, đơn vị."


def _has_late(letter: Letter) -> bool:
    return any(item.late_days for item in letter.items)


def _counted(items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    late = [item for item in items if item.late_days]
    return late, [item for item in items if not item.late_days]


COLUMNS = (
    Column("TT", 5, Holds.MARKS),
    Column("Nội dung", 42),
    Column("Thời hạn", 18, Holds.MARKS),
    Column("Tình trạng", 16, Holds.MARKS),
    Column("Đã nhắc", 19),
)


def _annex(letter: Letter) -> Annex:
    """A group a unit, its items numbered through."""
    rows, number = [], 0
    for unit, items in letter.by_unit:
        rows.append(group_row(f"{unit} ({vn_number(len(items))} nội dung)"))
        for item in items:
            number += 1
            rows.append(row(str(number), item.text, item.deadline, item.standing, item.told or "–"))
    return Annex(
        "Danh sách cơ quan, đơn vị và nội dung cần thực hiện",
        (Table(COLUMNS, tuple(rows)),),
        landscape=True,
        note=f"Số liệu tính đến hết ngày {vn_date(letter.as_of)}",
    )
