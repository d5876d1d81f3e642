"""What a report asks: a form of sections and questions, and the two forms that are built in. Pure.

A form is what a person designs; `fields` lays it out for one unit and one period (one field a duty, one an
indicator). What a regime has used keeps its edition: a changed form is a new edition beside the old one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any


class PartKind(StrEnum):
    """What a field takes. DUTIES and INDICATORS stand for as many fields as the unit owes of them."""

    NARRATIVE = "narrative"
    NUMBER = "number"
    TABLE = "table"
    CHOICE = "choice"
    FILE = "file"
    ITEM = "item"  # an answer, a figure and a note, as the annexes of plans ask
    DUTIES = "duties"
    INDICATORS = "indicators"


EXPANDED = frozenset({PartKind.DUTIES, PartKind.INDICATORS})


@dataclass(frozen=True, slots=True)
class Question:
    """One part of a form. unit: of a number ("văn bản", "%"); columns: heads of a table."""

    key: str
    kind: PartKind
    label: str
    help: str = ""
    unit: str = ""
    is_required: bool = True
    choices: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its questions, numbered I, II, III by its place."""

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """code: "" for a form of the authority's own; edition counts its changes."""

    title: str
    sections: tuple[Section, ...]
    code: str = ""
    edition: int = 1

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for section in self.sections for question in section.questions)


STANDARD, ITEMS = "standard", "items"

RESULTS = Question("duties", PartKind.DUTIES, "Kết quả từng nhiệm vụ")
SHORTCOMINGS = Question(
    "shortcomings",
    PartKind.NARRATIVE,
    "Tồn tại, hạn chế, nguyên nhân",
    help="Việc nào chưa xong, vì sao, trách nhiệm thuộc khâu nào.",
)
PROPOSALS = Question(
    "proposals",
    PartKind.NARRATIVE,
    "Khó khăn, đề xuất, kiến nghị",
    help="Đề nghị ai làm gì, trước ngày nào.",
)
OWN_INDICATORS = Question("indicators", PartKind.INDICATORS, "Chỉ tiêu đơn vị được giao", is_required=False)


def standard_form() -> Form:
    """The form of a plan that prescribes none: results, shortcomings, proposals, own indicators."""
    return Form(
        "Báo cáo kết quả thực hiện",
        tuple(Section(part.label, (part,)) for part in (RESULTS, SHORTCOMINGS, PROPOSALS, OWN_INDICATORS)),
        code=STANDARD,
    )


def items_form(items: Iterable[Mapping[str, Any]]) -> Form:
    """The form that a plan prints in its annex: each item an answer, a figure and a note.

    items: template_items of the regime, {no, item, note}; the note of the plan becomes the help.
    """
    asked = tuple(
        Question(
            f"item-{item.get('no') or place}",
            PartKind.ITEM,
            str(item.get("item") or "").strip(),
            help=str(item.get("note") or "").strip(),
        )
        for place, item in enumerate(items, start=1)
    )
    return Form(
        "Báo cáo theo biểu của kế hoạch",
        (
            Section("Nội dung báo cáo", asked),
            Section(PROPOSALS.label, (replace(PROPOSALS, is_required=False),)),
        ),
        code=ITEMS,
    )


def form_for(items: Sequence[Mapping[str, Any]]) -> Form:
    """What a regime asks where nobody chose a form: the plan's own items, else the standard form."""
    return items_form(items) if items else standard_form()


def form_to_plain(form: Form) -> dict[str, Any]:
    return asdict(form)


def form_from_plain(plain: Mapping[str, Any]) -> Form:
    """The form that `form_to_plain` wrote, also after a trip through JSON."""
    sections = tuple(
        Section(part["title"], tuple(_question(one) for one in part["questions"]))
        for part in plain["sections"]
    )
    return Form(plain["title"], sections, plain.get("code", ""), plain.get("edition", 1))


def _question(plain: Mapping[str, Any]) -> Question:
    lists = {name: tuple(plain.get(name) or ()) for name in ("choices", "columns")}
    return Question(**{**plain, **lists, "kind": PartKind(plain["kind"])})
