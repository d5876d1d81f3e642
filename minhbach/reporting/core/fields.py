"""The form laid out for one unit and one period: one field a question, a duty or an indicator. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from minhbach.plans.core.kinds import Late, Result
from minhbach.reporting.core.forms import EXPANDED, Form, PartKind, Question

CLOSED = frozenset({Result.DONE, Result.REPORTED_DONE, Result.SUSPENDED, Result.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class Proof:
    """One proof of the period. evidence: its id, 0 for one that is only named."""

    name: str
    kind: str  # file | link | document
    evidence: int = 0


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty as it stands on the day: the facts that are frozen with the report.

    deadline: in the plan's words; last_on_time and late_days decide; said: what was reported in the window.
    action: the plan's row, by which the line of last period is found.
    """

    duty: int
    code: str
    text: str
    deadline: str
    result: Result
    late: Late
    late_days: int = 0
    last_on_time: date | None = None
    percent: int | None = None
    asked: bool = False
    coordinating: bool = False
    indicator: str = ""
    said: str = ""
    said_on: date | None = None
    nothing_arose: bool = False
    proof: tuple[Proof, ...] = ()
    order: int = 0
    action: int = 0

    @property
    def is_overdue(self) -> bool:
        return self.late == Late.OVERDUE

    @property
    def is_done(self) -> bool:
        return self.result in (Result.DONE, Result.REPORTED_DONE)


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator that the unit answers for. target, latest: in words ("≥ 50,6"; "48,2, ước năm 2026")."""

    target_id: int
    code: str
    name: str
    unit: str
    target: str = ""
    latest: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One place to answer. key: "d12" a duty, "t5" a target, "q-..." a question of the form.

    is_gone: asked no longer since the report was begun; what was typed stays and is shown.
    """

    key: str
    kind: PartKind
    section: int
    label: str
    code: str = ""
    help: str = ""
    unit: str = ""
    is_required: bool = True
    choices: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    duty: int | None = None
    target: int | None = None
    is_gone: bool = False

    @property
    def name(self) -> str:
        """How a sentence names it: its number, else its words."""
        return self.code or self.label


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form as one unit fills it in: headings in order, and the fields under them."""

    title: str
    sections: tuple[str, ...]
    fields: tuple[Field, ...]
    code: str = ""
    edition: int = 1
    lines: Mapping[int, DutyLine] = field(default_factory=dict)

    def in_section(self, place: int) -> list[Field]:
        return [one for one in self.fields if one.section == place]

    def named(self, key: str) -> Field | None:
        return next((one for one in self.fields if one.key == key), None)


def lay_out(form: Form, lines: Sequence[DutyLine], indicators: Sequence[IndicatorLine]) -> Sheet:
    """Sections without a field fall away (no indicator of one's own), so that numbers stay I, II, III."""
    titles: list[str] = []
    laid: list[Field] = []
    for section in form.sections:
        place = len(titles)
        found = [one for question in section.questions for one in _fields(question, place, lines, indicators)]
        if found or not all(question.kind in EXPANDED for question in section.questions):
            titles.append(section.title)
            laid += found
    return Sheet(
        form.title, tuple(titles), tuple(laid), form.code, form.edition, {line.duty: line for line in lines}
    )


def _fields(
    question: Question, place: int, lines: Sequence[DutyLine], indicators: Sequence[IndicatorLine]
) -> Iterable[Field]:
    if question.kind is PartKind.DUTIES:
        for line in sorted(lines, key=lambda one: one.order):
            yield Field(f"d{line.duty}", question.kind, place, line.text, line.code, duty=line.duty)
    elif question.kind is PartKind.INDICATORS:
        for own in indicators:
            said = " · ".join(part for part in (own.target and f"Mục tiêu {own.target}", own.latest) if part)
            yield Field(
                f"t{own.target_id}", question.kind, place, own.name, own.code, said, own.unit,
                is_required=False, target=own.target_id,
            )  # fmt: skip
    else:
        yield Field(
            f"q-{question.key}", question.kind, place, question.label, _number(question), question.help,
            question.unit, question.is_required, question.choices, question.columns,
        )  # fmt: skip


def _number(question: Question) -> str:
    """An item of a plan's annex is named by its number there."""
    found = question.key.removeprefix("item-")
    return found if question.kind is PartKind.ITEM and found.isdigit() else ""


def renewed(old: Sheet, new: Sheet, answered: Iterable[str]) -> Sheet:
    """The sheet as the regime asks now; fields that it no longer asks stay where something was typed."""
    known = {one.key for one in new.fields}
    sections = list(new.sections)
    kept: list[Field] = []
    for one in old.fields:
        if one.key in known or one.key not in set(answered):
            continue
        title = old.sections[one.section]
        if title not in sections:
            sections.append(title)
        kept.append(replace(one, section=sections.index(title), is_required=False, is_gone=True))
    return replace(new, sections=tuple(sections), fields=(*new.fields, *kept))


def sheet_to_plain(sheet: Sheet) -> dict[str, Any]:
    """Plain JSON values; ids of duties become text, as JSON keeps keys."""
    plain = asdict(sheet)
    plain["lines"] = {str(key): _line_to_plain(line) for key, line in sheet.lines.items()}
    return plain


def sheet_from_plain(plain: Mapping[str, Any]) -> Sheet:
    return Sheet(
        plain["title"],
        tuple(plain["sections"]),
        tuple(_field(one) for one in plain["fields"]),
        plain.get("code", ""),
        plain.get("edition", 1),
        {int(key): _line(line) for key, line in plain.get("lines", {}).items()},
    )


def _field(plain: Mapping[str, Any]) -> Field:
    lists = {name: tuple(plain.get(name) or ()) for name in ("choices", "columns")}
    return Field(**{**plain, **lists, "kind": PartKind(plain["kind"])})


def _line_to_plain(line: DutyLine) -> dict[str, Any]:
    days = {name: day.isoformat() if (day := getattr(line, name)) else None for name in _DAYS}
    return {**asdict(line), **days}


def _line(plain: Mapping[str, Any]) -> DutyLine:
    days = {name: date.fromisoformat(plain[name]) if plain.get(name) else None for name in _DAYS}
    proof = tuple(Proof(**one) for one in plain.get("proof", ()))
    kinds = {"result": Result(plain["result"]), "late": Late(plain["late"])}
    return DutyLine(**{**plain, **days, **kinds, "proof": proof})


_DAYS = ("last_on_time", "said_on")
