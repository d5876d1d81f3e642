"""What a reminder says. Words that leave the product are Vietnamese whatever the reader's language. Pure.

A day stands in them, never "3 ngày": a message is read when it is read.
"""

from __future__ import annotations

from minhbach.shared.dates import period_of, vn_date
from minhbach.shared.numbers import vn_number
from minhbach.supervision.core.ladder import Kind, Owed, Reminder

MOST_LETTERS = 160
THINGS = {
    Kind.DUTY: "nhiệm vụ",
    Kind.SLOT: "báo cáo",
    Kind.REQUEST: "đề nghị phối hợp",
    Kind.DIRECTIVE: "ý kiến chỉ đạo",
}


def subject(reminder: Reminder, name: str) -> str:
    """One line. name: of the action, the report, the request, the directive or (ONGOING) the plan.

    Bodies that are only asked read a request, never that something is late.
    """
    owed, days = reminder.owed, reminder.rung.days
    name = shortened(name)
    if owed.kind is Kind.ONGOING:
        return _missing(owed, days, name, reminder.is_polite)
    day = vn_date(owed.due)
    if reminder.is_polite:
        return f"Đề nghị quý cơ quan quan tâm thực hiện: {name} (thời gian đề nghị {day})"
    if days > 0:
        return f"Đã quá hạn ({day}): {name}"
    return f"Đến hạn ngày {day}: {name}" if days == 0 else f"Sắp đến hạn {day}: {name}"


def _missing(owed: Owed, days: int, name: str, polite: bool) -> str:
    """Updates of a period, several tasks in one line: silence is never called late."""
    count = f"{vn_number(owed.count)} nhiệm vụ"
    if polite:
        return f"Đề nghị quý cơ quan thông tin tình hình {count} của {name}"
    if days > 0:
        return f"{count} chưa cập nhật kỳ kết thúc {vn_date(owed.due)}: {name}"
    return f"{count} cần cập nhật chậm nhất {vn_date(owed.due)}: {name}"


def shortened(text: str, longest: int = MOST_LETTERS) -> str:
    """Cut at a word; the page that the message leads to has the whole."""
    text = " ".join(text.split())
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + "…"


def quarter_of(owed: Owed, cycle: str) -> str:
    """The name of the period whose update is missing: "Quý III/2026"."""
    return period_of(owed.due, cycle).name
