"""A confirmed row of an amendment on its way into a target or a report regime of the plan, and back.

The row of the plan keeps its key: what was observed or sent on it stays with it. One that goes is marked with
the day (dropped_on), never deleted; what stood there before is kept in the pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, cast

from django.db import models, transaction
from django.db.models import Exists, Max, OuterRef
from django.utils import timezone

from minhbach.plans.models import PairKind, Plan
from minhbach.plans.queries.parts import PARTS, Part, restore
from minhbach.plans.services.activating import give_out_again
from minhbach.plans.services.locking import locked_amended, locked_plan, locked_undoing
from minhbach.plans.services.parts import part_rows
from minhbach.shared import audit

Step = Callable[[], bool]


def steps_in(plan: Plan, today: date) -> list[Step]:
    """One transaction each; a step answers False where the amendment was undone meanwhile."""
    return [
        partial(_put_in, part, plan, pk, today)
        for part in PARTS.values()
        for pk in part.of(plan).to_apply().values_list("pk", flat=True)
    ]


def steps_out(plan: Plan, today: date) -> list[Step]:
    """The way back, the last row first; a step answers False where somebody built on the row."""
    return [
        partial(_take_back, part, plan, pk, today)
        for part in PARTS.values()
        for pk in part.of(plan).applied().order_by("-applied_at", "-pk").values_list("pk", flat=True)
    ]


def are_parts_used(plan: Plan) -> bool:
    return any(_is_used(part, part.of(plan).applied()) for part in PARTS.values())


def _is_used(part: Part, pairs: Any) -> bool:
    """A later amendment stands on the row, or what the part itself knows of."""
    later = (
        part.every_pair()
        .filter(earlier_id=OuterRef("earlier_id"), applied_at__gt=OuterRef("applied_at"))
        .exclude(plan_id=OuterRef("plan_id"))
    )
    return pairs.filter(Exists(later)).exists() or part.was_used(pairs)


@transaction.atomic
def _put_in(part: Part, plan: Plan, pk: int, today: date) -> bool:
    amended = locked_amended(plan)
    if amended is None:
        return False
    rows = part.of(plan).select_for_update(of=("self",))
    pair = rows.filter(pk=pk, applied_at__isnull=True).first()
    if pair is None:  # another worker was at it at the same time
        return True
    if pair.kind == PairKind.NEW:
        pair.earlier = _bring(part, pair.row, amended)
        pair.before = {"created": pair.earlier.pk}
    elif pair.kind == PairKind.LEFT_OUT:
        pair.before = _write(pair.earlier, {"dropped_on": today})
    else:
        said: dict[str, Any] = {}
        for field in pair.fields:
            said |= part.said(pair.row, field)
        pair.before = _write(pair.earlier, said)
    pair.applied_at = timezone.now()
    pair.save(update_fields=["applied_at", "before", "earlier"])
    part.settle(amended, today)
    audit.record(None, "amend part", pair.earlier, plan=amended, after={"by": plan.pk, "kind": pair.kind})
    return True


@transaction.atomic
def _take_back(part: Part, plan: Plan, pk: int, today: date) -> bool:
    assert plan.amends is not None
    locked = locked_undoing(plan)
    amended = locked_plan(plan.amends)
    if _is_used(part, part.of(plan).applied().filter(pk=pk)):
        give_out_again(locked)
        return False
    pair = part.of(plan).applied().select_for_update(of=("self",)).filter(pk=pk).first()
    if pair is None:  # two people undo it at once
        return True
    earlier, before = pair.earlier, pair.before
    if "created" in before:
        pair.earlier = None
    pair.applied_at, pair.before = None, {}
    pair.save(update_fields=["earlier", "applied_at", "before"])
    audit.record(None, "amendment of part undone", earlier, plan=amended, after={"by": plan.pk})
    if "created" in before:
        part_rows(part.every_pair().filter(earlier=earlier))
        earlier.delete()
    else:
        restore(earlier, before)
        _save(earlier, before)
    part.settle(amended, today)
    return True


def _bring(part: Part, row: models.Model, amended: Plan) -> models.Model:
    """A copy of the amending row stands in the amended plan, behind the others."""
    of_plan: Any = part.rows._default_manager.filter(plan=amended)
    made: Any = part.rows._default_manager.get(pk=row.pk)
    many = {field.name: _ids(made, field.name) for field in made._meta.many_to_many}
    made.pk, made.plan, made._state.adding = None, amended, True
    made.order = 1 + (of_plan.aggregate(last=Max("order"))["last"] or 0)
    made.save()
    for name, keys in many.items():
        getattr(made, name).set(keys)
    return cast(models.Model, made)


def _write(row: Any, said: dict[str, Any]) -> dict[str, Any]:
    """Puts the values into the row; returns what stood there, as JSON keeps it."""
    before = {name: _held(row, name) for name in said}
    for name, value in said.items():
        if not _is_many(row, name):
            setattr(row, name, value)
    _save(row, said)
    return before


def _save(row: Any, values: dict[str, Any]) -> None:
    row.save(update_fields=[name for name in values if not _is_many(row, name)])
    for name, value in values.items():
        if _is_many(row, name):
            getattr(row, name).set(value)


def _held(row: Any, name: str) -> Any:
    value = _ids(row, name) if _is_many(row, name) else getattr(row, name)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _is_many(row: Any, name: str) -> bool:
    return bool(row._meta.get_field(name).many_to_many)


def _ids(row: Any, name: str) -> list[int]:
    keys: Iterable[int] = getattr(row, name).values_list("pk", flat=True)
    return sorted(keys)
