"""Units and people from Excel: everything or nothing, and every bad row named.

The file is opened by the reading sandbox, never here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from minhbach.organisation.access import can_manage_organisation, can_manage_users
from minhbach.organisation.actor import Actor
from minhbach.organisation.core.workbooks import (
    UNIT_COLUMNS,
    UNIT_SHEET,
    USER_COLUMNS,
    USER_SHEET,
    Choices,
    Column,
    Read,
    Row,
    RowProblem,
    read_rows,
    repeated,
)
from minhbach.organisation.models import Authority, Role, Unit, UnitKind, User
from minhbach.organisation.services.people import (
    UserDraft,
    change_user,
    checked_login,
    create_user,
    set_membership,
)
from minhbach.organisation.services.units import UnitDraft, save_units
from minhbach.reading import sandbox
from minhbach.reading.limits import Limits
from minhbach.shared.verbs import Problem, Refused, allow

LIMITS = Limits(file_mb=5, table_rows=5_000, seconds=20)
_UNIT, _USER = {c.name: c for c in UNIT_COLUMNS}, {c.name: c for c in USER_COLUMNS}


class ImportRefused(Refused):
    """Nothing was imported; `rows` names every bad row."""

    def __init__(self, rows: Iterable[RowProblem]) -> None:
        self.rows = tuple(sorted(rows, key=lambda problem: problem.row))
        super().__init__(*(Problem("", str(row)) for row in self.rows))


@dataclass(frozen=True, slots=True)
class Imported:
    created: int
    changed: int


def unit_workbook(rows: Sequence[Mapping[str, object]] = ()) -> bytes:
    """The workbook of units to fill in; with `unit_rows()` it holds the units that there are."""
    return _workbook(UNIT_SHEET, UNIT_COLUMNS, rows)


def user_workbook() -> bytes:
    """The workbook of people to fill in."""
    return _workbook(USER_SHEET, USER_COLUMNS)


def _workbook(sheet: str, columns: Sequence[Column], rows: Sequence[Mapping[str, object]] = ()) -> bytes:
    from minhbach.organisation.writers.workbooks import list_workbook  # openpyxl takes time to load

    return list_workbook(sheet, columns, _choices(), rows)


def unit_rows() -> list[dict[str, object]]:
    """Every unit as a row of the workbook."""
    labels = _choices()
    return [
        {column.name: getattr(unit, column.name, "") for column in UNIT_COLUMNS}
        | {
            "kind": labels["kind"][unit.kind],
            "authority": labels["authority"][unit.authority],
            "parent": unit.parent.code if unit.parent else "",
            "aliases": [alias.text for alias in unit.aliases.all()],
        }
        for unit in Unit.objects.select_related("parent").prefetch_related("aliases").in_order()
    ]


def import_units(actor: Actor, path: Path) -> Imported:
    """Makes and changes units by code. Raises ImportRefused, or Refusal where the file cannot be read."""
    allow(can_manage_organisation(actor), "organisation.manage")
    read = _read(path, UNIT_SHEET, UNIT_COLUMNS)
    with transaction.atomic():
        known = {unit.code: unit for unit in Unit.objects.select_for_update()}
        problems = [*read.problems, *_unit_problems(read.rows, known)]
        if problems:
            raise ImportRefused(problems)
        numbers = {row.text("code"): row.number for row in read.rows}
        try:
            _save_in_waves(actor, read.rows, known)
        except Refused as refused:
            raise ImportRefused(
                RowProblem(numbers.get(p.field, 0), "", p.sentence) for p in refused.problems
            ) from refused
    changed = sum(row.text("code") in known for row in read.rows)
    return Imported(created=len(read.rows) - changed, changed=changed)


def import_users(actor: Actor, path: Path) -> Imported:
    """Makes and changes accounts with their roles. New ones have no password: give them a one-time link."""
    allow(can_manage_users(actor), "users.manage")
    read = _read(path, USER_SHEET, USER_COLUMNS)
    with transaction.atomic():
        units = {unit.code: unit for unit in Unit.objects.all()}
        users = {user.username: user for user in User.objects.select_for_update()}
        problems = [*read.problems, *_user_problems(read.rows, units)]
        if problems:
            raise ImportRefused(problems)
        made = [_save_user(actor, row, users, units) for row in read.rows]
    logins = {checked_login(row.text("username")) for row in read.rows}
    return Imported(created=sum(made), changed=len(logins) - sum(made))


def _read(path: Path, title: str, columns: Sequence[Column]) -> Read:
    return read_rows(sandbox.sheets(path, limits=LIMITS), title, columns, _choices())


def _choices() -> Choices:
    return {
        "kind": {kind.value: str(kind.label) for kind in UnitKind},
        "authority": {authority.value: str(authority.label) for authority in Authority},
        "role": {role.value: str(role.label) for role in Role},
    }


def _unit_problems(rows: Sequence[Row], known: Mapping[str, Unit]) -> list[RowProblem]:
    codes = {row.text("code") for row in rows} | set(known)
    problems = list(repeated(rows, _UNIT["code"], lambda row: row.text("code")))
    for row in rows:
        parent = row.text("parent")
        if parent and parent not in codes:
            problems.append(_wrong(row, _UNIT["parent"], f"Không có đơn vị nào mang mã {parent}."))
        problems += _mail_problem(row, _UNIT["email"])
        problems += _span_problem(row, _opened(row, known), row.values.get("closed_on"), _UNIT["closed_on"])
    return problems + _circles(rows, known)


def _opened(row: Row, known: Mapping[str, Unit]) -> Any:
    there = known.get(row.text("code"))
    return row.values.get("opened_on") or (there.opened_on if there else None)


def _circles(rows: Sequence[Row], known: Mapping[str, Unit]) -> list[RowProblem]:
    """Rows whose unit would stand above itself."""
    codes = {unit.pk: code for code, unit in known.items()}
    above = {code: codes.get(unit.parent_id or 0, "") for code, unit in known.items()}
    above |= {row.text("code"): row.text("parent") for row in rows if row.text("parent")}
    found = []
    for row in rows:
        code, seen = above.get(row.text("code"), ""), {row.text("code")}
        while code and code not in seen:
            seen.add(code)
            code = above.get(code, "")
        if code == row.text("code"):
            found.append(_wrong(row, _UNIT["parent"], "Đơn vị không thể đứng trên chính mình."))
    return found


def _save_in_waves(actor: Actor, rows: Sequence[Row], known: Mapping[str, Unit]) -> None:
    """Parents before their parts."""
    ids = {code: unit.pk for code, unit in known.items()}
    waiting = list(rows)
    while waiting:
        ours = {row.text("code") for row in waiting}
        ready = [row for row in waiting if row.text("parent") not in ours or row.text("parent") in ids]
        saved = save_units(actor, [_unit_draft(row, known.get(row.text("code")), ids) for row in ready])
        ids |= {unit.code: unit.pk for unit in saved}
        done = {row.number for row in ready}
        waiting = [row for row in waiting if row.number not in done]


def _unit_draft(row: Row, unit: Unit | None, ids: Mapping[str, int]) -> UnitDraft:
    values = dict(row.values)
    parent = values.pop("parent", "")
    if parent:
        values["parent_id"] = ids[parent]
    return replace(UnitDraft.of(unit), **values) if unit else UnitDraft(**values)


def _user_problems(rows: Sequence[Row], units: Mapping[str, Unit]) -> list[RowProblem]:
    problems = list(repeated(rows, _USER["role"], _role_of))
    for row in rows:
        problems += _login_problem(row)
        problems += _mail_problem(row, _USER["email"])
        problems += _span_problem(
            row, row.values.get("starts_on"), row.values.get("ends_on"), _USER["ends_on"]
        )
        unit, division = units.get(row.text("unit")), units.get(row.text("division"))
        if row.text("unit") and unit is None:
            problems.append(_wrong(row, _USER["unit"], f"Không có đơn vị nào mang mã {row.text('unit')}."))
        if row.text("division") and (division is None or unit is None or division.parent_id != unit.pk):
            problems.append(_wrong(row, _USER["division"], "Phòng, bộ phận phải thuộc đơn vị ở cùng dòng."))
    return problems


def _role_of(row: Row) -> str:
    role = [row.text(name).lower() for name in ("username", "unit", "role")]
    return " ".join(role) if all(role) else ""


def _login_problem(row: Row) -> list[RowProblem]:
    if not row.text("username"):
        return []
    try:
        checked_login(row.text("username"))
    except Refused as refused:
        return [_wrong(row, _USER["username"], refused.sentence)]
    return []


def _mail_problem(row: Row, column: Column) -> list[RowProblem]:
    if not row.text("email"):
        return []
    try:
        validate_email(row.text("email"))
    except ValidationError:
        return [_wrong(row, column, f"“{row.text('email')}” không phải địa chỉ thư.")]
    return []


def _span_problem(row: Row, start: Any, end: Any, column: Column) -> list[RowProblem]:
    if start and end and end <= start:
        return [_wrong(row, column, "Ngày này phải sau ngày bắt đầu.")]
    return []


def _save_user(actor: Actor, row: Row, users: dict[str, User], units: Mapping[str, Unit]) -> bool:
    """True where the account is new."""
    login = checked_login(row.text("username"))
    there = users.get(login)
    draft = UserDraft(
        login,
        row.text("full_name"),
        row.text("position") or (there.position if there else ""),
        row.text("email") or (there.email if there else ""),
        row.text("phone") or (there.phone if there else ""),
    )
    user = change_user(actor, there.pk, draft) if there else create_user(actor, draft)
    users[login] = user
    division = units.get(row.text("division"))
    set_membership(
        actor, user.pk, units[row.text("unit")].pk, row.text("role"),
        division_id=division.pk if division else None,
        starts_on=row.values.get("starts_on"), ends_on=row.values.get("ends_on"),
    )  # fmt: skip
    return there is None


def _wrong(row: Row, column: Column, sentence: str) -> RowProblem:
    return RowProblem(row.number, column.head, sentence)
