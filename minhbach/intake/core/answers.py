"""What a person must confirm of the paper itself: number, date, signer, focal unit. Pure."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from minhbach.intake.core.relations import ANSWERS, chosen
from minhbach.intake.core.rows import Data, DraftError
from minhbach.shared.dates import parse_vn_date, vn_date
from minhbach.shared.text import nfc

# Số, ký hiệu: "402/KH-UBND" (Nghị định 30/2020, phụ lục I, mục II.3); offices also write "50-CTr/BCĐ".
_NUMBER = re.compile(r"^\d{1,6}\w?\s?[-/][^\s].*$")
FIRST_YEAR = 1990


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper as a person confirmed it. focal_unit, issuer_unit: unit ids."""

    kind: str
    number: str
    issued: date
    issuer: str
    title: str
    signer: str
    signer_authority: str
    year_from: int | None
    year_to: int | None
    focal_unit: int
    issuer_unit: int | None
    as_of: date
    earlier: Mapping[str, int] = dataclasses.field(default_factory=dict)  # relation -> plan


class NotAnswered(Exception):
    """What is missing or wrong, by field: field -> code."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(", ".join(f"{field}: {code}" for field, code in errors.items()))
        self.errors = dict(errors)


FIELDS = (
    "kind",
    "number",
    "issued",
    "issuer",
    "title",
    "signer",
    "signer_authority",
    "year_from",
    "year_to",
    "focal_unit",
    "issuer_unit",
    "as_of",
    *ANSWERS.values(),
)
# What the document alone cannot be trusted with: a person says these, or leaves what was proposed.
REQUIRED = ("kind", "number", "issued", "title", "signer", "focal_unit")


def proposed(
    data: Data, answers: Mapping[str, str], focal_unit: int | None = None, signed: Data | None = None
) -> dict[str, str]:
    """Every field as text for typing: what a person answered, else what the document says.

    signed: what the signed file says; it fills what the draft file leaves blank (number, day, signer).
    """
    paper = _filled(data.get("document"), (signed or {}).get("document"))
    signer = _filled(data.get("signer"), (signed or {}).get("signer"))
    read = {
        "kind": paper.get("kind") or "Kế hoạch",
        "number": paper.get("number"),
        "issued": _shown_day(paper.get("issued")),
        "issuer": paper.get("issuer"),
        "title": paper.get("title"),
        "signer": signer.get("name"),
        "signer_authority": signer.get("authority"),
        "year_from": paper.get("year_from"),
        "year_to": paper.get("year_to"),
        "focal_unit": focal_unit,
    }
    return {field: str(answers.get(field, read.get(field)) or "") for field in FIELDS}


def _filled(one: Data | None, other: Data | None) -> Data:
    kept = {name: value for name, value in (one or {}).items() if value}
    # A file that was not signed yet knows at most the year of its date.
    if len(str(kept.get("issued") or "")) < 10 and (other or {}).get("issued"):
        kept.pop("issued", None)
    return {**(other or {}), **kept}


def from_document(data: Data, answers: Mapping[str, str]) -> frozenset[str]:
    """Fields whose proposal is the document's: the page says where they came from."""
    given = proposed(data, {})
    return frozenset(f for f in FIELDS if given[f] and f not in answers and f != "focal_unit")


def checked(field: str, typed: str, today: date) -> str:
    """The answer as it is kept. Raises DraftError naming the field where it is wrong."""
    text = " ".join(nfc(typed).split())
    if field not in FIELDS:
        raise DraftError("no_field")
    if text and field in _CHECKS:
        _CHECKS[field](field, text, today)
    if len(text) > _LONGEST.get(field, 200):
        raise DraftError("too_long", field=field, longest=_LONGEST.get(field, 200))
    return text


_LONGEST = {"number": 60, "kind": 60, "title": 2000, "signer": 120, "signer_authority": 160}


def _number(field: str, text: str, today: date) -> None:
    if not _NUMBER.match(text):
        raise DraftError("not_a_number_of_papers", field=field)


def _day(field: str, text: str, today: date) -> None:
    try:
        day = parse_vn_date(text)
    except ValueError:
        raise DraftError("not_a_date", field=field, typed=text) from None
    if day > today:
        raise DraftError("after_today", field=field)
    if day.year < FIRST_YEAR:
        raise DraftError("year_out_of_range", field=field, first=FIRST_YEAR, last=today.year)


def _year(field: str, text: str, today: date) -> None:
    if not re.fullmatch(r"(19|20)\d\d", text):
        raise DraftError("not_a_year", field=field)


def _unit(field: str, text: str, today: date) -> None:
    if not text.isdecimal():
        raise DraftError("no_unit", field=field)


def _plan(field: str, text: str, today: date) -> None:
    if not text.isdecimal():
        raise DraftError("not_a_choice", field=field)


_CHECKS: dict[str, Callable[[str, str, date], None]] = {
    "number": _number,
    "issued": _day,
    "as_of": _day,
    "year_from": _year,
    "year_to": _year,
    "focal_unit": _unit,
    "issuer_unit": _unit,
    **dict.fromkeys(ANSWERS.values(), _plan),
}


def paper_of(values: Mapping[str, str], today: date) -> Paper:
    """The paper of all answers. Raises NotAnswered with every field that is missing or wrong."""
    errors: dict[str, str] = {field: "required" for field in REQUIRED if not values.get(field)}
    for field, text in values.items():
        try:
            checked(field, text, today)
        except DraftError as error:
            errors[field] = error.code
    years = values.get("year_from"), values.get("year_to")
    if all(years) and not errors.keys() & {"year_from", "year_to"} and str(years[0]) > str(years[1]):
        errors["year_to"] = "ends_before_it_starts"
    if errors:
        raise NotAnswered(errors)
    issued = parse_vn_date(values["issued"])
    return Paper(
        kind=values["kind"],
        number=values["number"],
        issued=issued,
        issuer=values.get("issuer", ""),
        title=values["title"],
        signer=values["signer"],
        signer_authority=values.get("signer_authority", ""),
        year_from=_int(values.get("year_from")) or issued.year,
        year_to=_int(values.get("year_to")) or _int(values.get("year_from")) or issued.year,
        focal_unit=int(values["focal_unit"]),
        issuer_unit=_int(values.get("issuer_unit")),
        as_of=parse_vn_date(values["as_of"]) if values.get("as_of") else issued,
        earlier=chosen(values),
    )


def day_of(values: Mapping[str, str], today: date) -> date:
    """The day on which unit phrases are read: as asked, else the issue date, else today."""
    for field in ("as_of", "issued"):
        try:
            return parse_vn_date(values.get(field) or "")
        except ValueError:
            continue
    return today


def guessed_day(data: Data, values: Mapping[str, str], today: date) -> date:
    """Like `day_of`, but a paper that knows only its month or year is read on the last day of it."""
    day = day_of(values, today)
    issued = str((data.get("document") or {}).get("issued") or "")
    if day != today or values.get("issued") or not issued:
        return day
    parts = [int(part) for part in issued.split("-") if part.isdecimal()]
    if len(parts) == 2:
        return min(today, date(parts[0], parts[1], 28))
    if len(parts) == 1:
        return min(today, date(parts[0], 12, 31))
    return day


def _shown_day(issued: Any) -> str:
    try:
        return vn_date(date.fromisoformat(str(issued))) if issued else ""
    except ValueError:  # only a month or a year is known: nothing to propose
        return ""


def _int(text: str | None) -> int | None:
    return int(text) if text else None
