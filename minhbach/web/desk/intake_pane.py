"""The draft beside its source: what is looked at, the question about it, the rows around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from minhbach.intake.core.rows import all_rows
from minhbach.intake.queries import Desk
from minhbach.intake.queries.questions import Question
from minhbach.web.desk.intake_rows import doubted_keys, row_lines
from minhbach.web.fields import whole_number

LISTS = {"chi-tieu": "indicators", "nhiem-vu": "tasks", "bao-cao": "reporting"}
LIST_OF_KEY = {"t": "tasks", "i": "indicators", "r": "reporting"}
VIEW_OF_KEY = {
    key: view for key, name in LIST_OF_KEY.items() for view, listed in LISTS.items() if listed == name
}
AROUND, A_PAGE = 8, 60
# What a step brings back to its place.
KEPT = ("xem", "stt", "cho", "dong", "doan", "viec", "tu", "loc", "co")
UNSURE = "nghi-ngo"  # the filter: only rows that are still unsure


@dataclass(frozen=True, slots=True)
class CountedTab:
    """count: "9", or "43/52" where some of all are done."""

    href: str
    text: str
    count: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Selection:
    """What a person looks at: a view, in it a question, a row or a piece of unread text."""

    view: str
    question: Question | None
    row: str = ""
    piece: str = ""
    loc: str = ""

    @property
    def shown(self) -> str:
        """What is pointed at in the source."""
        return self.piece or self.row

    @property
    def list(self) -> str:
        return LISTS.get(self.view) or LIST_OF_KEY.get(self.row[:1], "tasks")

    def context(self) -> dict[str, object]:
        return {
            "view": self.view, "question": self.question, "row": self.row, "piece": self.piece,
            "list": self.list, "loc": self.loc, "here": "",
        }  # fmt: skip

    @staticmethod
    def of(desk: Desk, asked: Mapping[str, str]) -> Selection:
        view = asked.get("xem") or "can-xem"
        row, loc = asked.get("dong", ""), asked.get("loc", "")
        if view == "chua-doc":
            return Selection(view, None, piece=_piece(desk, asked), loc=loc)
        question = _question(desk.questions, asked) if view == "can-xem" else None
        if question and not row:
            row = _first_row(desk, question)
        return Selection(view, question, row, loc=loc)


def _question(found: list[Question], asked: Mapping[str, str]) -> Question | None:
    """The question named; else the first about the row that is looked at; else the one at the number where
    the last one was answered; else the first of all."""
    if not found:
        return None
    named = next((one for one in found if one.id == asked.get("cho")), None)
    if row := asked.get("dong"):
        return named if named and row in named.rows else next((q for q in found if row in q.rows), None)
    number = whole_number(asked.get("stt", ""))
    return named or found[min(number, len(found)) - 1 if number else 0]


def _first_row(desk: Desk, question: Question) -> str:
    asked = set(question.rows)
    return next((row["key"] for _place, row in all_rows(desk.draft.data) if row["key"] in asked), "")


def _piece(desk: Desk, asked: Mapping[str, str]) -> str:
    """The unread text looked at: the one named, else the first that nobody has settled."""
    pieces = desk.draft.data.get("unread", [])
    if asked.get("doan") in {item["key"] for item in pieces}:
        return asked["doan"]
    return next((item["key"] for item in pieces if not item.get("settled")), "")


def pane_context(desk: Desk, asked: Mapping[str, str], chosen: Selection) -> dict[str, object]:
    """Everything of the draft's side, whatever its size: rows that are not shown are only counted."""
    kept = {key: asked[key] for key in KEPT if asked.get(key)}
    question, found = chosen.question, desk.questions
    at = question.number if question else 0
    return (
        chosen.context()
        | {
            "tabs": _tabs(desk, chosen.view),
            "queue": (found[at:] + found[: max(0, at - 1)])[:3],
            "rest": max(0, len(found) - at - 3),
            "after": found[at % len(found)] if found else None,
            "before": found[(max(at, 1) - 2) % len(found)] if found else None,
            "safe": sum(one.is_safe for one in found),
            "kept": kept,
            "doing": asked.get("viec", ""),
            "numbers": " ".join(f"{one.id}:{one.number}" for one in found),
            "progress": _progress(desk),
        }
        | (_unread(desk, chosen) if chosen.view == "chua-doc" else _rows(desk, asked, chosen))
    )


def _progress(desk: Desk) -> tuple[int, int]:
    """Rows that a person accepted, rows."""
    counts = desk.counts().values()
    return sum(done for done, _all in counts), sum(rows for _done, rows in counts)


def _rows(desk: Desk, asked: Mapping[str, str], chosen: Selection) -> dict[str, object]:
    """The rows that are shown, which come before and behind the current one."""
    rows = list(enumerate(desk.draft.data.get(chosen.list, [])))
    unsure = doubted_keys(desk, chosen.list)
    if chosen.loc == UNSURE:
        rows = [pair for pair in rows if pair[1]["key"] in unsure or pair[1]["key"] == chosen.row]
    keys = [row["key"] for _index, row in rows]
    at = keys.index(chosen.row) if chosen.row in keys else None
    start, end = _stretch(keys, at, chosen.view, asked.get("tu", ""))
    onward = _onward(desk, chosen, keys)
    return {
        "rows": row_lines(desk, chosen.list, rows[start:end], chosen.row),
        "above": keys[at - 1] if at else "",
        "below": keys[0 if at is None else at + 1] if keys[0 if at is None else at + 1 :] else "",
        "onward": onward,
        "onward_view": chosen.view if onward in keys else VIEW_OF_KEY.get(onward[:1], chosen.view),
        "unsure": len(unsure),
        "first_shown": start + 1,
        "last_shown": min(end, len(keys)),
        "of_rows": len(keys),
        "page_before": keys[max(0, start - A_PAGE)] if start and chosen.view in LISTS else "",
        "page_after": keys[end] if keys[end:] and chosen.view in LISTS else "",
    }


def _onward(desk: Desk, chosen: Selection, keys: list[str]) -> str:
    """Where Enter leads: a row nobody accepted, below in the list, else above, else in another list."""
    reviewed = set(desk.draft.reviewed)
    at = keys.index(chosen.row) + 1 if chosen.row in keys else 1
    others = (row["key"] for _place, row in all_rows(desk.draft.data))
    order = chain(keys[at:], keys[: at - 1], others)
    return next((key for key in order if key not in reviewed and key != chosen.row), chosen.row)


def _stretch(keys: list[str], at: int | None, view: str, first: str) -> tuple[int, int]:
    """In the queue the rows around the question; else the page named, unless the current row is elsewhere."""
    if view not in LISTS:
        start = max(0, min((at or 0) - AROUND, len(keys) - 2 * AROUND - 1))
        return start, start + 2 * AROUND + 1
    start = keys.index(first) if first in keys else 0
    if at is not None and not start <= at < start + A_PAGE:
        start = at // A_PAGE * A_PAGE
    return start, start + A_PAGE


def _unread(desk: Desk, chosen: Selection) -> dict[str, object]:
    pieces = desk.draft.data.get("unread", [])
    keys = [item["key"] for item in pieces]
    at = keys.index(chosen.piece) if chosen.piece in keys else None
    start = max(0, (at or 0) - A_PAGE // 2)
    return {
        "unread": pieces[start : start + A_PAGE],
        "settled": len(pieces) - len(desk.unread),
        "all_unread": len(pieces),
        "neighbours": desk.neighbours(chosen.piece),
        "stretch": desk.stretch(chosen.piece),
        "piece_above": keys[at - 1] if at else "",
        "piece_below": keys[at + 1] if at is not None and keys[at + 1 :] else "",
    }


def _tabs(desk: Desk, view: str) -> list[CountedTab]:
    counts = desk.counts()

    def of(name: str) -> str:
        return "/".join(str(n) for n in counts[name])

    words = [
        ("can-xem", _("Cần xem"), str(len(desk.questions))),
        ("chua-doc", _("Chưa đọc vào đâu"), str(len(desk.unread))),
        ("chi-tieu", pgettext("many", "Chỉ tiêu"), of("indicators")),
        ("nhiem-vu", pgettext("many", "Nhiệm vụ"), of("tasks")),
        ("bao-cao", pgettext("many", "Báo cáo"), of("reporting")),
    ]
    here = reverse("intake_draft", args=[desk.draft.pk])
    return [CountedTab(f"{here}?xem={key}", text, count, key == view) for key, text, count in words]
