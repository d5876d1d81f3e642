"""Report regimes: those a plan brings, those that stand alone, and every change of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Unit
from minhbach.plans.models import Plan
from minhbach.plans.services.parts import pair_part
from minhbach.reporting.access import can_add_regime, can_manage_regime
from minhbach.reporting.core.new_regime import NewRegime
from minhbach.reporting.core.regime_faults import Found, RegimeFault, faults_of
from minhbach.reporting.models import ReportRegime, WhoRule
from minhbach.reporting.queries.words import fault_sentence
from minhbach.reporting.services.amending import REGIMES
from minhbach.shared import audit, outbox
from minhbach.shared.text import nfc
from minhbach.shared.verbs import Problem, Refused, allow, refuse_if


@transaction.atomic
def set_regimes(actor: audit.Who | None, plan: Plan, regimes: Iterable[NewRegime]) -> list[ReportRegime]:
    """Writes the report regimes of a plan that has none.

    Called when a plan is adopted; who may adopt it is asked there.
    """
    new = list(regimes)
    made = ReportRegime.objects.bulk_create([_regime(plan, order, r) for order, r in enumerate(new, start=1)])
    for row, said in zip(made, new, strict=True):
        row.units.set(said.units)
    pair_part(plan, REGIMES)
    audit.record(actor, "set report regimes", plan, plan=plan, counts={"regimes": len(made)})
    return made


def _regime(plan: Plan, order: int, new: NewRegime) -> ReportRegime:
    plain = {field.name: getattr(new, field.name) for field in fields(new) if field.name != "units"}
    plain |= {
        "content": list(new.content),
        "template_items": [dict(item) for item in new.template_items],
        "place": dict(new.place),
    }
    return ReportRegime(plan=plan, order=order, **plain)


@dataclass(frozen=True, slots=True)
class RegimeEdit:
    """What a person may set of a regime. Fields as in reporting.models.ReportRegime; units: of a list."""

    role: str
    cycle: str
    due_raw: str = ""
    due_day: int | None = None
    due_month: int | None = None
    month_offset: int | None = None
    due_is_before: bool = False
    roll: str = "none"
    window_rule: str = "usual"
    window_from: int | None = None
    window_to: int | None = None
    merge: str = "auto"
    form_required: str = "either"
    who: str = ""
    who_rule: str = WhoRule.LEADS
    to: str = ""
    to_unit_id: int | None = None
    through: str = ""
    through_unit_id: int | None = None
    title: str = ""
    year_from: int | None = None
    year_to: int | None = None
    holds_from: date | None = None
    basis: str = ""
    units: tuple[int, ...] = ()

    @staticmethod
    def of(regime: ReportRegime) -> RegimeEdit:
        values = {
            field.name: getattr(regime, field.name) for field in fields(RegimeEdit) if field.name != "units"
        }
        return RegimeEdit(**values, units=tuple(regime.units.in_order().values_list("pk", flat=True)))


@transaction.atomic
def change_regime(actor: Actor, regime: ReportRegime, edit: RegimeEdit) -> ReportRegime:
    """Sets the regime anew; slots nobody worked on follow in the background.

    Raises Refused with every problem by field, NotAllowed.
    """
    locked = _locked(actor, regime)
    edit = _checked(edit, alone=locked.plan_id is None)
    before = RegimeEdit.of(locked)
    put(locked, edit)
    locked.who_note = ""
    locked.save()
    locked.units.set(edit.units)
    names = [field.name for field in fields(RegimeEdit)]
    changed = [name for name in names if getattr(before, name) != getattr(edit, name)]
    audit.record(
        actor, "change report regime", locked, plan=locked.plan_id,
        before={name: getattr(before, name) for name in changed},
        after={name: getattr(edit, name) for name in changed},
    )  # fmt: skip
    outbox.announce("regime changed", regime_id=locked.pk)
    return locked


@transaction.atomic
def add_regime(
    actor: Actor, edit: RegimeEdit, *, plan: Plan | None = None, today: date | None = None
) -> ReportRegime:
    """A regime of the plan that its document does not name, or one without a plan.

    One without a plan holds from today unless it names a day: no round before that is owed.
    """
    if plan is None and edit.holds_from is None:
        edit = replace(edit, holds_from=today or timezone.localdate())
    order = plan.regimes.count() + 1 if plan else 0
    regime = ReportRegime(plan=plan, order=order, owner_id=None if plan else actor.unit_id)
    allowed = can_add_regime(actor) and (plan is None or can_manage_regime(actor, regime))
    allow(allowed, "add report regime")
    edit = _checked(edit, alone=plan is None)
    put(regime, edit)
    regime.save()
    regime.units.set(edit.units)
    audit.record(
        actor, "add report regime", regime, plan=plan, after={"cycle": edit.cycle, "role": edit.role}
    )
    outbox.announce("regime changed", regime_id=regime.pk)
    return regime


@transaction.atomic
def end_regime(actor: Actor, regime: ReportRegime, *, today: date | None = None) -> ReportRegime:
    """No further rounds; what was reported stays. `take_up_regime` is the way back."""
    locked = _locked(actor, regime)
    if locked.dropped_on is not None:
        raise Refused(_("Chế độ báo cáo này đã thôi áp dụng."))
    return _set_end(actor, locked, today or timezone.localdate())


@transaction.atomic
def take_up_regime(actor: Actor, regime: ReportRegime) -> ReportRegime:
    """An ended regime holds again."""
    return _set_end(actor, _locked(actor, regime), None)


def _set_end(actor: Actor, locked: ReportRegime, day: date | None) -> ReportRegime:
    locked.dropped_on = day
    locked.save(update_fields=["dropped_on"])
    audit.record(actor, "end report regime", locked, plan=locked.plan_id, after={"on": day})
    outbox.announce("regime changed", regime_id=locked.pk)
    return locked


def _locked(actor: Actor, regime: ReportRegime) -> ReportRegime:
    found = ReportRegime.objects.select_for_update(of=("self",)).select_related("plan")
    locked: ReportRegime = found.get(pk=regime.pk)
    allow(can_manage_regime(actor, locked), "change report regime")
    return locked


def _checked(edit: RegimeEdit, *, alone: bool) -> RegimeEdit:
    edit = replace(edit, title=nfc(edit.title).strip(), due_raw=nfc(edit.due_raw).strip())
    draft = ReportRegime()
    put(draft, edit)
    problems = [*faults_of(draft.rule()), *_further_faults(edit, alone)]
    refuse_if(Problem(found.field, fault_sentence(found.fault)) for found in problems)
    if edit.units and Unit.objects.filter(pk__in=edit.units).count() != len(set(edit.units)):
        raise Refused(Problem("units", _("Có đơn vị không còn trong danh mục; hãy chọn lại.")))
    return edit


def _further_faults(edit: RegimeEdit, alone: bool) -> Iterable[Found]:
    if alone and not edit.title:
        yield Found("title", RegimeFault.NO_NAME)
    if edit.year_from and edit.year_to and edit.year_to < edit.year_from:
        yield Found("year_to", RegimeFault.YEARS)
    needs_list = edit.who_rule == WhoRule.LISTED or (alone and edit.who_rule != WhoRule.FOCAL)
    if needs_list and not edit.units:
        yield Found("units", RegimeFault.NO_UNITS)


def put(regime: ReportRegime, edit: RegimeEdit) -> None:
    """Puts the values into the regime; not saved, and its list of units left as it is."""
    for field in fields(edit):
        if field.name != "units":
            setattr(regime, field.name, getattr(edit, field.name))
