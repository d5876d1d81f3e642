"""What a plan is to an earlier one, and the pairing of their rows: proposed, confirmed, put right."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.plans.access import can_manage_plan
from minhbach.plans.core.difference import Item, Kind, Match, Relation, changed_fields, compare, left_kind
from minhbach.plans.models import EARLIER, Action, ActionPair, Handover, Plan, PlanRelation, PlanStatus
from minhbach.plans.models.relations import ActionPairQuerySet
from minhbach.plans.queries.items import both_sides, earlier_of, years_between
from minhbach.plans.services.locking import held_plan, locked_plan, open_for_pairing
from minhbach.plans.services.parts import pair_parts
from minhbach.shared import audit
from minhbach.shared.verbs import Problem, Refused, allow

PART = 500


@transaction.atomic
def set_relation(actor: Actor, plan: Plan, relation: PlanRelation, earlier: Plan | None) -> Plan:
    """Says what the plan is to an earlier one, or takes it back (None); the rows are paired anew.

    Until it is given out; what it carries out may be said at any time: nothing is moved by that.
    """
    locked = locked_plan(plan)
    allow(can_manage_plan(actor, locked), "set relation")
    if locked.status != PlanStatus.DRAFT and relation != PlanRelation.CARRIES_OUT:
        raise Refused(_("Kế hoạch đã giao việc nên không đổi quan hệ với kế hoạch trước được."))
    if earlier is not None and not Plan.objects.visible_to(actor).filter(pk=earlier.pk).exists():
        raise Refused(Problem("earlier", _("Không có kế hoạch này trong phần được xem của bạn.")))
    field = EARLIER[relation]
    before = getattr(locked, f"{field}_id")
    setattr(locked, field, earlier)
    check_relations(locked)
    locked.save(update_fields=[field])
    count = pair_rows(locked, relation)
    if relation == PlanRelation.AMENDS:
        pair_parts(locked)
    audit.record(
        actor, "set relation", locked, plan=locked, before={relation.value: before},
        after={relation.value: earlier.pk if earlier else None}, counts={"rows": count},
    )  # fmt: skip
    return locked


def check_relations(plan: Plan) -> None:
    """A plan is not its own predecessor, neither at once nor by a circle, and not two things to one plan."""
    named = [(r, getattr(plan, f"{EARLIER[r]}_id")) for r in EARLIER if getattr(plan, f"{EARLIER[r]}_id")]
    keys = [key for _relation, key in named]
    if len(set(keys)) < len(keys):
        raise Refused(Problem("earlier", _("Một kế hoạch trước chỉ đứng trong một quan hệ.")))
    if plan.amends_id and plan.replaces_id:
        raise Refused(Problem("earlier", _("Chọn một trong hai: sửa đổi hoặc thay thế.")))
    seen = {plan.pk}
    while keys:
        key = keys.pop()
        if key in seen:
            raise Refused(Problem("earlier", _("Kế hoạch này đứng trước chính nó.")))
        seen.add(key)
        keys += [k for k in Plan.objects.values_list(*(f"{f}_id" for f in EARLIER.values())).get(pk=key) if k]


def pair_all(plan: Plan) -> None:
    """Pairs a plan that was just taken in with every earlier plan that it names."""
    check_relations(plan)
    for relation in EARLIER:
        if getattr(plan, f"{EARLIER[relation]}_id"):
            pair_rows(plan, relation)
    if plan.amends_id:
        pair_parts(plan)


def pair_rows(plan: Plan, relation: PlanRelation) -> int:
    """Proposes the pairing anew; what stood there goes, confirmed or not. Returns how many rows there are."""
    earlier = earlier_of(plan, relation)
    old, new = _held_sides(plan, relation) if earlier else ([], [])
    ActionPair.objects.between(plan, relation).delete()
    if earlier is None:
        return 0
    matches = compare(old, new, Relation(relation), years_between(earlier, plan, relation))
    rows = [_row(plan, relation, order, match) for order, match in enumerate(matches, start=1)]
    return len(ActionPair.objects.bulk_create(rows, PART))


def _held_sides(plan: Plan, relation: PlanRelation) -> tuple[list[Item], list[Item]]:
    """Both sides, for rows that are written of them: no amendment takes anything out of the earlier one
    until they stand. The earlier plan is held behind the later one and before the rows."""
    earlier = earlier_of(plan, relation)
    assert earlier is not None  # the caller has looked
    held_plan(earlier)
    return both_sides(plan, relation)


def note_amended(amended: Plan) -> None:
    """Actions that an amendment has brought are in no plan that was compared with the amended one before:
    they stand there as left out, behind the other rows, where pairs can still be made."""
    for relation, field in EARLIER.items():
        named = Plan.objects.filter(**{field: amended})
        if relation != PlanRelation.CARRIES_OUT:
            named = named.filter(status=PlanStatus.DRAFT)
        for plan in named.select_for_update(of=("self",)).order_by("pk"):
            _add_left_out(plan, relation)


def _add_left_out(plan: Plan, relation: PlanRelation) -> None:
    old, _new = _held_sides(plan, relation)
    rows = ActionPair.objects.between(plan, relation)
    have = set(rows.filter(earlier__isnull=False).values_list("earlier_id", flat=True))
    last = rows.aggregate(last=Max("order"))["last"] or 0
    fresh = [item.key for item in old if item.key not in have]
    kind = left_kind(Relation(relation))
    ActionPair.objects.bulk_create(
        ActionPair(plan=plan, relation=relation, order=last + n, earlier_id=key, kind=kind)
        for n, key in enumerate(fresh, start=1)
    )


def _row(plan: Plan, relation: PlanRelation, order: int, match: Match) -> ActionPair:
    return ActionPair(
        plan=plan, relation=relation, order=order, action_id=match.later, earlier_id=match.earlier,
        kind=match.kind, fields=list(match.fields), likeness=match.likeness,
        is_sure=match.is_sure and match.is_pair,
    )  # fmt: skip


@transaction.atomic
def confirm_pairs(actor: Actor, plan: Plan, relation: PlanRelation, pairs: Iterable[int]) -> int:
    """A person says that these rows of the difference are right. Returns how many were not confirmed yet."""
    return _confirm(actor, plan, relation, Q(pk__in=list(pairs)))


@transaction.atomic
def confirm_sure(actor: Actor, plan: Plan, relation: PlanRelation) -> int:
    """All pairs that leave no doubt at once; rows without a pair stay for a person to look at."""
    return _confirm(actor, plan, relation, Q(is_sure=True))


def _confirm(actor: Actor, plan: Plan, relation: PlanRelation, which: Q) -> int:
    locked = open_for_pairing(actor, plan, relation)
    rows = ActionPair.objects.between(locked, relation).waiting().filter(which)
    count = rows.update(confirmed_at=timezone.now(), confirmed_by_id=actor.user_id)
    audit.record(actor, "confirm pairs", locked, plan=locked, after={"relation": relation.value},
                 counts={"rows": count})  # fmt: skip
    return count


@transaction.atomic
def unconfirm(actor: Actor, pair: ActionPair) -> ActionPair:
    """The way back from confirming one row."""
    locked = open_for_pairing(actor, pair.plan, PlanRelation(pair.relation))
    row = ActionPair.objects.select_for_update().get(pk=pair.pk)
    row.confirmed_at, row.confirmed_by = None, None
    row.save(update_fields=["confirmed_at", "confirmed_by"])
    audit.record(actor, "unconfirm pair", row, plan=locked)
    return row


@transaction.atomic
def pair_with(actor: Actor, pair: ActionPair, earlier: Action | None) -> ActionPair:
    """A person says which earlier row the action of this row is, or that it is none: confirmed with that.

    The row that had that earlier action is left without it, to be looked at again.
    """
    relation = PlanRelation(pair.relation)
    plan = open_for_pairing(actor, pair.plan, relation)
    old, new = _held_sides(plan, relation)
    row = ActionPair.objects.select_for_update().get(pk=pair.pk)
    ours, theirs = {item.key: item for item in old}, {item.key: item for item in new}
    if row.action_id is None:
        raise Refused(Problem("earlier", _("Hãy ghép từ dòng của kế hoạch mới.")))
    if earlier is not None and earlier.pk not in ours:
        raise Refused(Problem("earlier", _("Nhiệm vụ được chọn không thuộc kế hoạch trước.")))
    given_up, row.earlier = row.earlier_id, None
    row.save(update_fields=["earlier"])
    if given_up and (earlier is None or earlier.pk != given_up):
        _leave(plan, relation, row.order, given_up)
    if earlier is not None:
        _take(plan, relation, earlier.pk)
    item, twin = theirs[row.action_id], ours[earlier.pk] if earlier else None
    row.handovers.all().delete()  # said of another pair
    row.earlier, row.is_sure, row.likeness = earlier, False, 100
    row.kind, row.fields = _judged(item, twin, relation, plan)
    row.confirmed_at, row.confirmed_by_id = timezone.now(), actor.user_id
    row.save()
    audit.record(actor, "pair rows", row, plan=plan,
                 after={"action": row.action_id, "earlier": earlier.pk if earlier else None})  # fmt: skip
    return row


def _judged(item: Item, twin: Item | None, relation: PlanRelation, plan: Plan) -> tuple[Kind, list[str]]:
    if twin is None:
        return Kind.NEW, []
    earlier = earlier_of(plan, relation)
    years = years_between(earlier, plan, relation) if earlier else 0
    fields = changed_fields(twin, item, Relation(relation), years)
    return (Kind.CHANGED if fields else Kind.SAME), list(fields)


def _leave(plan: Plan, relation: PlanRelation, order: int, earlier: int) -> None:
    """The earlier action stands alone again, behind the row that had it."""
    ActionPair.objects.create(
        plan=plan, relation=relation, order=order, earlier_id=earlier, kind=left_kind(Relation(relation))
    )


def _take(plan: Plan, relation: PlanRelation, earlier: int) -> None:
    """The earlier action is free: a row of its own goes, a pair with another action is a new row again."""
    part(ActionPair.objects.between(plan, relation).filter(earlier_id=earlier))


def part(held: ActionPairQuerySet) -> None:
    """Rows of an earlier action that is theirs no more: those of its own go, the others are new rows."""
    Handover.objects.filter(pair__in=held).delete()
    held.filter(action__isnull=True).delete()
    held.update(earlier=None, kind=Kind.NEW, fields=[], is_sure=False, confirmed_at=None, confirmed_by=None)
