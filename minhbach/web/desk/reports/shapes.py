"""A report's page as templates take it: one shape a field, in the order in which they press."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhbach.plans.core.kinds import Late
from minhbach.plans.queries.words import result_words
from minhbach.reporting.core.answers import EMPTY, Answer
from minhbach.reporting.core.faults import FaultKind, Ready
from minhbach.reporting.core.fields import DutyLine, Field
from minhbach.reporting.core.forms import PartKind
from minhbach.reporting.core.hints import Hint, HintKind, Stretch, marks_of
from minhbach.reporting.queries import LastSaid, ReportPage, hint_words, report_fault_sentence
from minhbach.shared.dates import ROMAN, vn_date
from minhbach.web.rows import TONES

SPARE_ROWS = 2  # blank rows under a table
ORDER = (Ready.WRONG, Ready.HINTED, Ready.BLANK, Ready.READY)
SIGNS = {Ready.READY: "check", Ready.HINTED: "warning", Ready.BLANK: "r-not", Ready.WRONG: "late"}
READY_TONES = {Ready.READY: "done", Ready.HINTED: "soon", Ready.BLANK: "f", Ready.WRONG: "late"}


KIND_WORDS = {
    PartKind.NARRATIVE: gettext_lazy("Đoạn văn"),
    PartKind.NUMBER: gettext_lazy("Con số"),
    PartKind.TABLE: gettext_lazy("Bảng"),
    PartKind.CHOICE: gettext_lazy("Chọn một"),
    PartKind.FILE: gettext_lazy("Tệp"),
    PartKind.ITEM: gettext_lazy("Kết quả, số liệu, ghi chú"),
    PartKind.DUTIES: gettext_lazy("Từng nhiệm vụ đơn vị chủ trì"),
    PartKind.INDICATORS: gettext_lazy("Từng chỉ tiêu đơn vị được giao"),
}


@dataclass(frozen=True, slots=True)
class HintView:
    """tone: soon or done. found: in bold; then: what to do."""

    tone: str
    found: str
    then: str

    @property
    def sign(self) -> str:
        return "check" if self.tone == "done" else "warning"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text; marked where it was copied or is routine."""

    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class FieldView:
    """errors: sentences by part of the field. note: the reason for which it was returned."""

    field: Field
    answer: Answer
    line: DutyLine | None
    last: LastSaid | None
    hints: tuple[HintView, ...]
    pieces: tuple[Piece, ...]
    errors: Mapping[str, str]
    ready: Ready
    note: str = ""
    offer: str = ""
    theirs: str = ""
    is_open: bool = True

    @property
    def key(self) -> str:
        return self.field.key

    @property
    def kind(self) -> str:
        return self.field.kind.value

    @property
    def sign(self) -> str:
        return SIGNS[self.ready]

    @property
    def tone(self) -> str:
        return READY_TONES[self.ready]

    @property
    def late_tone(self) -> str:
        return TONES.get(self.line.late, "ok") if self.line else ""

    @property
    def late_words(self) -> str:
        return _late_words(self.line) if self.line else ""

    @property
    def about(self) -> str:
        """The second line: the deadline in the plan's words, the result so far."""
        line = self.line
        if line is None:
            return ""
        deadline = line.deadline[:1].upper() + line.deadline[1:]
        percent = f" {line.percent}%" if line.percent is not None and not line.is_done else ""
        return f"{deadline}. {result_words(line.result)}{percent}."

    @property
    def asks_cause(self) -> bool:
        return self.line is not None and self.line.is_overdue and not self.field.is_gone

    @property
    def has_text(self) -> bool:
        return self.field.kind in (PartKind.DUTIES, PartKind.NARRATIVE, PartKind.ITEM)

    @property
    def has_figure(self) -> bool:
        return self.field.kind in (PartKind.NUMBER, PartKind.INDICATORS, PartKind.ITEM)

    @property
    def takes_nothing(self) -> bool:
        return self.field.kind in (PartKind.DUTIES, PartKind.ITEM, PartKind.NUMBER, PartKind.TABLE,
                                   PartKind.NARRATIVE)  # fmt: skip

    @property
    def can_explain(self) -> bool:
        """A reason for a blank: offered where nothing stands yet, or where one was written."""
        return self.takes_nothing and not self.asks_cause and (self.answer.is_blank or bool(self.answer.why))

    @property
    def filled_on(self) -> date | None:
        return date.fromisoformat(self.answer.filled_from) if self.answer.filled_from else None

    @property
    def table(self) -> list[list[tuple[str, str]]]:
        """(name of the input, what stands in it) row by row, with blank ones to go on."""
        width = len(self.field.columns)
        rows = [*self.answer.rows, *[("",) * width] * SPARE_ROWS]
        return [
            [(f"{self.key}.c{at}-{column}", (*row, *[""] * width)[column]) for column in range(width)]
            for at, row in enumerate(rows)
        ]

    @property
    def files(self) -> list[str]:
        return [name for _pk, name in self.answer.files]


@dataclass(frozen=True, slots=True)
class SectionView:
    """number: I, II, III. opened, all: how many of its fields stand open."""

    number: str
    title: str
    fields: tuple[FieldView, ...]

    @property
    def is_list(self) -> bool:
        """Several fields under one heading, or such as have names: each has a heading of its own."""
        named = (PartKind.DUTIES, PartKind.INDICATORS, PartKind.ITEM)
        return len(self.fields) > 1 or any(one.field.kind in named for one in self.fields)

    @property
    def opened(self) -> int:
        return sum(one.is_open for one in self.fields)

    @property
    def is_blank(self) -> bool:
        return all(one.answer == EMPTY for one in self.fields)


def sections_of(
    page: ReportPage,
    *,
    strict: bool = False,
    all_open: bool = False,
    clashes: Mapping[str, Answer] | None = None,
) -> list[SectionView]:
    """strict: every fault is shown, as after an attempt to hand the report up; else only what was begun."""
    views = field_views(page, strict=strict, clashes=clashes or {})
    sections = []
    for place, title in enumerate(page.sheet.sections):
        own = [view for view in views if view.field.section == place]
        if len(own) > 1:
            own = [replace(view, is_open=all_open or _is_pressing(view)) for view in own]
        if any(view.field.kind is PartKind.DUTIES for view in own):
            own.sort(key=lambda view: _press(view))
        number = ROMAN[place] if place < len(ROMAN) else _roman(place + 1)
        sections.append(SectionView(number, title, tuple(own)))
    return sections


def field_views(
    page: ReportPage, *, strict: bool = False, clashes: Mapping[str, Answer] | None = None
) -> list[FieldView]:
    errors = _errors(page, strict)
    found = clashes or {}
    return [_view(page, one, errors.get(one.key, {}), found.get(one.key)) for one in page.sheet.fields]


def _view(page: ReportPage, one: Field, errors: Mapping[str, str], theirs: Answer | None) -> FieldView:
    answer = page.answers.get(one.key, EMPTY)
    hints = page.hints.get(one.key, [])
    last = page.last.get(one.key)
    offer = page.offers.get(one.key)
    return FieldView(
        one, answer, page.sheet.lines.get(one.duty) if one.duty is not None else None, last,
        tuple(_hint(hint, last) for hint in hints), pieces(answer.text, marks_of(hints)), errors,
        page.ready[one.key], page.notes.get(one.key, ""), offer_words(offer.given) if offer else "",
        said_words(theirs) if theirs is not None else "",
    )  # fmt: skip


def offer_words(given: object) -> str:
    """ "Cùng con số này đã ghi ở báo cáo Quý III/2026, 118/KH-UBND: 91,2"."""
    figure = given.answer.figure or given.answer.text  # type: ignore[attr-defined]
    short = figure if len(figure) <= 60 else f"{figure[:57]}..."
    return _("Cùng nội dung này đã ghi ở báo cáo %(title)s: “%(figure)s”.") % {
        "title": given.title,  # type: ignore[attr-defined]
        "figure": short,
    }


def said_words(answer: Answer) -> str:
    """An answer in one line, for comparing with one's own."""
    nothing = [_("chưa phát sinh trong kỳ")] if answer.nothing else []
    return " · ".join(
        [part for part in (answer.words, answer.why, answer.expected_on) if part] + nothing
    ) or _("để trống")


def _hint(hint: Hint, last: LastSaid | None) -> HintView:
    found, then = hint_words(hint, last.title if last else "")
    return HintView("done" if hint.kind is HintKind.GOOD else "soon", found, then)


def _errors(page: ReportPage, strict: bool) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for fault in page.faults:
        begun = page.answers.get(fault.key, EMPTY) != EMPTY or fault.key in page.notes
        if strict or (begun and fault.kind is not FaultKind.BLANK):
            found.setdefault(fault.key, {})[fault.part] = report_fault_sentence(fault)
    return found


def _is_pressing(view: FieldView) -> bool:
    """Stands open: what must be mended or written, was returned, or is due within days."""
    soon = view.late_tone in ("soon", "late")
    return view.ready is not Ready.READY or bool(view.note or view.errors or view.theirs) or soon


def _press(view: FieldView) -> tuple[int, int, int]:
    late = 0 if view.late_tone == "late" else 1
    place = ORDER.index(view.ready) if view.ready is not Ready.READY or view.late_tone != "soon" else 1
    return (0 if view.note else place + 1, late, view.line.order if view.line else 0)


def pieces(text: str, marks: Sequence[Stretch]) -> tuple[Piece, ...]:
    """The text cut at its marks; nothing where nothing is marked."""
    if not marks:
        return ()
    found, at = [], 0
    for one in marks:
        if one.start > at:
            found.append(Piece(text[at : one.start], False))
        found.append(Piece(text[one.start : one.end], True))
        at = one.end
    return (*found, Piece(text[at:], False)) if at < len(text) else tuple(found)


def _late_words(line: DutyLine) -> str:
    match line.late:
        case Late.OVERDUE:
            return _("quá hạn %(n)s ngày") % {"n": line.late_days}
        case Late.SOON | Late.IN_TIME:
            return _("còn %(n)s ngày") % {"n": line.late_days}
        case Late.TODAY:
            return _("hôm nay")
        case Late.ASKED:
            return _("được đề nghị")
        case Late.WAITING:
            return _("chờ ghi nhận")
        case Late.ON_TIME:
            return _("đúng hạn")
        case Late.LATE_DONE:
            return _("hoàn thành, trễ %(n)s ngày") % {"n": line.late_days}
    return _("không có hạn") if line.last_on_time is None else vn_date(line.last_on_time)


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    units = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * tens + units[ones]


def names_of(views: Iterable[FieldView]) -> list[tuple[str, str]]:
    """(key, short name) for links inside a sentence."""
    return [(view.key, f"{view.field.code} {view.field.label}".strip()) for view in views]
