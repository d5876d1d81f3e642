"""Parts of an amendment, its targets and report regimes, paired row by row with the plan that it amends.

Which parts there are: queries.parts. Putting the rows in and taking them back: services.amending_parts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.plans.core.difference import Kind
from minhbach.plans.core.parts import compare_parts, differs
from minhbach.plans.models import PairKind, Plan, PlanRelation, PlanStatus
from minhbach.plans.models.relations import PairQuerySet
from minhbach.plans.queries.parts import PARTS, Part
from minhbach.plans.services.locking import held_plan, open_for_pairing
from minhbach.shared import audit
from minhbach.shared.verbs import Problem, Refused

AMENDS = PlanRelation.AMENDS


def pair_parts(plan: Plan) -> None:
    for part in PARTS.values():
        pair_part(plan, part)


def pair_part(plan: Plan, part: Part) -> None:
    """Proposes the pairing anew; what stood there goes, confirmed or not."""
    if plan.amends is not None:
        held_plan(plan.amends)  # no amendment takes a row out of it until the pairs stand
    part.of(plan).delete()
    if plan.amends is None:
        return
    matches = compare_parts(part.read(plan.amends), part.read(plan))
    part.every_pair().bulk_create(
        part.new_pair(
            plan=plan, order=order, row_id=match.later, earlier_id=match.earlier, kind=match.kind,
            fields=list(match.fields), likeness=match.likeness, is_sure=match.is_sure and match.is_pair,
        )
        for order, match in enumerate(matches, start=1)
    )  # fmt: skip


def any_part_confirmed(plan: Plan) -> bool:
    return any(part.of(plan).confirmed().exists() for part in PARTS.values())


@transaction.atomic
def confirm_part(actor: Actor, plan: Plan, part: Part, rows: Iterable[int] | None = None) -> int:
    """A person says that these rows are right; None: all pairs that leave no doubt. Returns how many."""
    locked = open_for_pairing(actor, plan, AMENDS)
    which = Q(is_sure=True) if rows is None else Q(pk__in=list(rows))
    count = part.of(locked).waiting().filter(which).update(**_by(actor))
    audit.record(actor, "confirm pairs", locked, plan=locked, after={"relation": part.name},
                 counts={"rows": count})  # fmt: skip
    return count


@transaction.atomic
def unconfirm_part(actor: Actor, plan: Plan, part: Part, pk: int) -> None:
    """The way back from confirming one row, and from saying that a row goes."""
    locked = open_for_pairing(actor, plan, AMENDS)
    row = _row(part, locked, pk)
    row.confirmed_at, row.confirmed_by = None, None
    if row.row_id is None:
        row.kind = PairKind.KEPT
    row.save(update_fields=["confirmed_at", "confirmed_by", "kind"])
    audit.record(actor, "unconfirm pair", row, plan=locked)


@transaction.atomic
def drop_row(actor: Actor, plan: Plan, part: Part, pk: int) -> None:
    """A person says that a row which the amendment does not repeat goes: the annex was issued anew."""
    locked = open_for_pairing(actor, plan, AMENDS)
    row = _row(part, locked, pk)
    if row.row_id is not None:
        raise Refused(_("Dòng này có trong văn bản sửa đổi nên không bỏ được."))
    part.of(locked).filter(pk=pk).update(kind=PairKind.LEFT_OUT, **_by(actor))
    audit.record(actor, "pair rows", row, plan=locked, after={"kind": PairKind.LEFT_OUT.value})


@transaction.atomic
def pair_row_with(actor: Actor, plan: Plan, part: Part, pk: int, earlier: int | None) -> None:
    """A person says which earlier row this one is, or that it is none: confirmed with that."""
    locked = open_for_pairing(actor, plan, AMENDS)
    assert locked.amends is not None
    held_plan(locked.amends)
    row = _row(part, locked, pk)
    old, new = ({one.key: one for one in part.read(side)} for side in (locked.amends, locked))
    if row.row_id is None:
        raise Refused(Problem("earlier", _("Hãy ghép từ dòng của kế hoạch mới.")))
    if earlier is not None and earlier not in old:
        raise Refused(Problem("earlier", _("Dòng được chọn không thuộc kế hoạch trước.")))
    given_up = row.earlier_id
    part_rows(
        part.of(locked).filter(earlier_id=earlier).exclude(pk=pk) if earlier else part.of(locked).none()
    )
    row.kind, row.fields = Kind.NEW, []
    if earlier is not None:
        row.fields = list(differs(old[earlier], new[row.row_id]))
        row.kind = Kind.CHANGED if row.fields else Kind.SAME
    row.earlier_id, row.is_sure, row.likeness = earlier, False, 100
    row.confirmed_at, row.confirmed_by_id = timezone.now(), actor.user_id
    row.save()
    if given_up and given_up != earlier:
        _keep(part, locked, [given_up], row.order)
    audit.record(actor, "pair rows", row, plan=locked, after={"row": row.row_id, "earlier": earlier})


def part_rows(held: PairQuerySet[Any]) -> None:
    """Rows of an earlier row that is theirs no more: those of its own go, the others are new rows."""
    held.filter(row__isnull=True).delete()
    held.update(earlier=None, kind=Kind.NEW, fields=[], is_sure=False, confirmed_at=None, confirmed_by=None)


def note_parts_amended(amended: Plan) -> None:
    """The other drafts that amend the same plan have each row that stands now: one that was brought or is
    back as not named. What was paired with a row that went is for a person to look at again."""
    held_plan(amended)
    drafts = Plan.objects.filter(amends=amended, status=PlanStatus.DRAFT)
    for plan in drafts.select_for_update(of=("self",)).order_by("pk"):
        for part in PARTS.values():
            part_rows(part.of(plan).filter(earlier__dropped_on__isnull=False))
            have = set(part.of(plan).values_list("earlier_id", flat=True))
            last = part.of(plan).aggregate(last=Max("order"))["last"] or 0
            _keep(part, plan, [row.key for row in part.read(amended) if row.key not in have], last + 1)


def _keep(part: Part, plan: Plan, earlier: list[int], order: int) -> None:
    part.every_pair().bulk_create(
        part.new_pair(plan=plan, order=order, earlier_id=key, kind=PairKind.KEPT) for key in earlier
    )


def _row(part: Part, plan: Plan, pk: int) -> Any:
    row = part.of(plan).select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        raise Refused(_("Không có dòng này."))
    return row


def _by(actor: Actor) -> dict[str, Any]:
    return {"confirmed_at": timezone.now(), "confirmed_by_id": actor.user_id}
