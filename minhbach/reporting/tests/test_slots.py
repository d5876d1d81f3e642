"""Slots follow their regimes: made at activation, moved with a changed rule, kept where somebody worked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.organisation.services import dissolve, merge
from minhbach.plans import services as plans
from minhbach.plans.models import Plan, RestDayKind
from minhbach.reporting.core.new_regime import NewRegime
from minhbach.reporting.core.settling import SlotDates, SlotNow, settled
from minhbach.reporting.models import ExceptionKind, ReportRegime, ReportSlot, RollRule, WhoRule
from minhbach.reporting.services.exceptions import excuse, lift, set_other_day
from minhbach.reporting.services.regimes import (
    RegimeEdit,
    add_regime,
    change_regime,
    end_regime,
    set_regimes,
    take_up_regime,
)
from minhbach.reporting.services.slots import settle_plan, settle_regime
from minhbach.shared import worker
from minhbach.shared.models import AuditEntry
from minhbach.shared.verbs import NotAllowed, Refused
from tests.cast import TODAY, TRACKED, Cast, lead, make_cast, new_plan, task, together, tracked

QUARTERLY = NewRegime(
    role="unit_report", cycle="quarterly", who="các cơ quan được giao chủ trì", to="Sở Khoa học và Công nghệ",
    due_raw="trước ngày 02 của tháng đầu tiên quý tiếp theo", due_day=2, due_month=None, month_offset=1,
    due_is_before=True,
)  # fmt: skip
ANNUAL = replace(QUARTERLY, cycle="annual", due_raw="trước ngày 02/12", due_month=12, month_offset=None)
WHOLE = replace(QUARTERLY, role="consolidated_report", who="Sở KH&CN", who_rule="focal", due_day=10)


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    yield make_cast()


def with_regimes(cast: Cast, *regimes: NewRegime, tracked_from: date = TRACKED, **values: object) -> Plan:
    led = task("Công khai dự toán", lead(cast.finance, cast.an_ha), together(cast.health), timing="ongoing")
    asked = task("Công khai thuế", lead(cast.tax), timing="ongoing")
    plan = tracked(cast, led, asked, tracked_from=tracked_from, **values)
    set_regimes(cast.focal_officer, plan, regimes)
    settle_plan(plan.pk, today=TODAY)
    return plan


def slots(plan: Plan) -> list[tuple[str, str]]:
    found = ReportSlot.objects.filter(plan=plan).order_by("last_on_time", "unit__protocol_order")
    return [(slot.unit.code, slot.period) for slot in found.select_related("unit")]


def test_every_lead_unit_owes_the_rounds_that_end_after_tracking_began(cast: Cast) -> None:
    plan = with_regimes(cast, QUARTERLY, ANNUAL)
    assert slots(plan) == [("finance", "2026"), ("an_ha", "2026"), ("tax", "2026")]
    annual = ReportSlot.objects.get(plan=plan, unit=cast.finance)
    assert (annual.due, annual.last_on_time, annual.covers) == (
        date(2026, 12, 2), date(2026, 12, 1), ["2026-Q4"],
    )  # fmt: skip
    assert (annual.window_from, annual.window_to, annual.window_estimated) == (
        date(2026, 1, 1), date(2026, 12, 1), True,
    )  # fmt: skip


def test_a_body_outside_the_committee_is_asked_and_never_late(cast: Cast) -> None:
    plan = with_regimes(cast, QUARTERLY)
    assert ReportSlot.objects.get(plan=plan, unit=cast.tax).asked
    assert not ReportSlot.objects.overdue(date(2027, 6, 1)).filter(unit=cast.tax).exists()


def test_the_focal_unit_owes_the_consolidated_report(cast: Cast) -> None:
    plan = with_regimes(cast, WHOLE)
    slot = ReportSlot.objects.get(plan=plan)
    assert (slot.unit_id, slot.consolidated, slot.period) == (cast.focal.pk, True, "2026-Q4")


def test_a_regime_of_all_named_units_takes_the_coordinating_ones_too(cast: Cast) -> None:
    plan = with_regimes(cast, replace(QUARTERLY, who_rule="named"))
    assert {code for code, _period in slots(plan)} == {"finance", "health", "an_ha", "tax"}


def test_a_regime_of_a_list_takes_the_list(cast: Cast) -> None:
    plan = with_regimes(cast, replace(QUARTERLY, who_rule="listed", units=(cast.health.pk,)))
    assert slots(plan) == [("health", "2026-Q4")]


def test_what_was_due_before_tracking_is_not_counted(cast: Cast) -> None:
    plan = with_regimes(cast, replace(ANNUAL, due_raw="trước ngày 15/11", due_day=15, due_month=11),
                        tracked_from=date(2026, 11, 16))  # fmt: skip
    slot = ReportSlot.objects.filter(plan=plan).first()
    assert slot is not None and slot.before_tracking
    assert not ReportSlot.objects.overdue(TODAY).exists()


def test_settling_again_changes_nothing_and_leaves_no_line(cast: Cast) -> None:
    plan = with_regimes(cast, QUARTERLY, ANNUAL, WHOLE)
    before = list(ReportSlot.objects.order_by("pk").values())
    lines = AuditEntry.objects.filter(verb="settle report slots").count()
    assert settle_plan(plan.pk, today=TODAY).is_empty
    assert list(ReportSlot.objects.order_by("pk").values()) == before
    assert AuditEntry.objects.filter(verb="settle report slots").count() == lines


def test_a_clock_that_was_moved_back_takes_no_slot_away_that_stands(cast: Cast) -> None:
    plan = with_regimes(cast, QUARTERLY, ANNUAL)
    before = slots(plan)
    settle_plan(plan.pk, today=date(2026, 11, 1))
    assert slots(plan) == before


def test_the_activation_of_a_plan_makes_its_slots(cast: Cast) -> None:
    new = new_plan(cast, task("Công khai dự toán", lead(cast.finance), timing="ongoing"), year_to=2027)
    plan = plans.create_plan(cast.focal_officer, new)
    set_regimes(cast.focal_officer, plan, [QUARTERLY])
    plans.activate(cast.focal_officer, plan, TRACKED)
    worker.drain()
    assert ReportSlot.objects.filter(plan=plan, unit=cast.finance).count() >= 4


def edit_of(regime: ReportRegime, **values: object) -> RegimeEdit:
    return replace(RegimeEdit.of(regime), **values)


def test_a_changed_day_moves_the_slots_nobody_worked_on(cast: Cast) -> None:
    plan = with_regimes(cast, QUARTERLY)
    regime = plan.regimes.get()
    ReportSlot.objects.filter(plan=plan, unit=cast.finance).update(begun_on=TODAY)
    change_regime(cast.focal_officer, regime, edit_of(regime, due_raw="trước ngày 20", due_day=20))
    settle_plan(plan.pk, today=TODAY)
    days = dict(ReportSlot.objects.filter(plan=plan).values_list("unit__code", "last_on_time"))
    assert days == {
        "finance": date(2027, 1, 1), "an_ha": date(2027, 1, 19), "tax": date(2027, 1, 19),
    }  # fmt: skip


def test_a_changed_day_leaves_rounds_that_are_past(cast: Cast) -> None:
    plan = with_regimes(cast, QUARTERLY, tracked_from=date(2026, 7, 1))
    regime = plan.regimes.get()
    change_regime(cast.focal_officer, regime, edit_of(regime, due_day=20))
    settle_plan(plan.pk, today=TODAY)
    third = ReportSlot.objects.get(plan=plan, unit=cast.finance, period="2026-Q3")
    assert third.last_on_time == date(2026, 10, 1)


def test_a_change_of_the_regime_wakes_its_slots_in_the_background(cast: Cast) -> None:
    plan = with_regimes(cast, QUARTERLY)
    regime = plan.regimes.get()
    change_regime(cast.focal_officer, regime, edit_of(regime, due_day=3))
    worker.drain()
    assert ReportSlot.objects.get(plan=plan, unit=cast.finance).due == date(2027, 1, 3)


def test_an_ended_regime_owes_nothing_more_and_can_be_taken_up_again(cast: Cast) -> None:
    plan = with_regimes(cast, QUARTERLY)
    regime = plan.regimes.get()
    end_regime(cast.focal_officer, regime, today=TODAY)
    settle_plan(plan.pk, today=TODAY)
    assert slots(plan) == []
    take_up_regime(cast.focal_officer, regime)
    settle_plan(plan.pk, today=TODAY)
    assert len(slots(plan)) == 3


def test_a_rule_that_names_no_day_is_refused_at_its_field(cast: Cast) -> None:
    plan = with_regimes(cast, QUARTERLY)
    regime = plan.regimes.get()
    with pytest.raises(Refused) as refused:
        change_regime(cast.focal_officer, regime, edit_of(regime, due_day=31, due_month=11))
    assert [problem.field for problem in refused.value.problems] == ["due_day"]


def test_only_the_focal_officer_of_the_plan_changes_its_regimes(cast: Cast) -> None:
    plan = with_regimes(cast, QUARTERLY)
    regime = plan.regimes.get()
    for actor in (cast.finance_officer, cast.leader, cast.administrator):
        with pytest.raises(NotAllowed):
            change_regime(actor, regime, edit_of(regime, due_day=3))


def test_a_regime_may_stand_without_a_plan(cast: Cast) -> None:
    edit = RegimeEdit(
        role="unit_report", cycle="monthly", due_raw="ngày 5 tháng sau", due_day=5, month_offset=1,
        title="Báo cáo giải ngân", holds_from=date(2025, 12, 31), year_to=2026, who_rule=WhoRule.LISTED,
        units=(cast.finance.pk, cast.an_ha.pk),
    )  # fmt: skip
    regime = add_regime(cast.focal_officer, edit)
    settle_regime(regime.pk, today=TODAY)
    assert ReportSlot.objects.filter(regime=regime, plan=None).count() == 24
    assert ReportSlot.objects.visible_to(cast.finance_officer).filter(regime=regime).count() == 12


def alone(cast: Cast, today: date = TODAY) -> ReportRegime:
    edit = RegimeEdit(
        role="unit_report", cycle="quarterly", due_raw="ngày 20 tháng sau", due_day=20, month_offset=1,
        title="Báo cáo giải ngân", who_rule=WhoRule.LISTED, units=(cast.finance.pk,),
    )  # fmt: skip
    return add_regime(cast.focal_officer, edit, today=today)


def test_a_regime_set_up_late_in_the_year_owes_nothing_of_the_months_before(cast: Cast) -> None:
    regime = alone(cast)
    settle_regime(regime.pk, today=TODAY)
    assert not ReportSlot.objects.overdue(TODAY).exists()
    assert ReportSlot.objects.filter(regime=regime).order_by("last_on_time").first().period == "2026-Q4"


def test_a_new_year_takes_no_open_round_of_the_old_one_away(cast: Cast) -> None:
    regime = alone(cast)
    settle_regime(regime.pk, today=TODAY)
    settle_regime(regime.pk, today=date(2027, 1, 2))
    assert ReportSlot.objects.filter(regime=regime, period="2026-Q4").exists()


def test_a_regime_without_plan_needs_a_name_and_units(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        add_regime(cast.focal_officer, RegimeEdit(role="unit_report", cycle="monthly", who_rule="listed"))
    assert {problem.field for problem in refused.value.problems} == {"title", "units"}


def test_a_closed_unit_hands_its_round_to_the_unit_that_carries_on(cast: Cast) -> None:
    plan = with_regimes(cast, QUARTERLY)
    ReportSlot.objects.filter(plan=plan, unit=cast.an_ha).update(begun_on=TODAY)
    merge(cast.administrator, [cast.an_ha.pk], cast.binh_an.pk, on=date(2026, 12, 1))
    settle_plan(plan.pk, today=date(2026, 12, 2))
    old = ReportSlot.objects.get(plan=plan, unit=cast.an_ha)
    assert old.excused_on == date(2026, 12, 1)
    assert old.exceptions.get().kind == ExceptionKind.UNIT_CLOSED
    assert ReportSlot.objects.filter(plan=plan, unit=cast.binh_an, period="2026-Q4").exists()


def test_a_round_that_the_closed_unit_has_sent_is_owed_by_nobody_again(cast: Cast) -> None:
    plan = with_regimes(cast, QUARTERLY)
    sent = ReportSlot.objects.filter(plan=plan, unit=cast.an_ha)
    sent.update(begun_on=TODAY, submitted_on=TODAY, first_sent_on=TODAY)
    merge(cast.administrator, [cast.an_ha.pk], cast.binh_an.pk, on=date(2026, 12, 1))
    settle_plan(plan.pk, today=date(2026, 12, 2))
    assert sent.get().excused_on is None
    assert not ReportSlot.objects.filter(plan=plan, unit=cast.binh_an).exists()


def test_a_dissolved_unit_that_had_not_begun_owes_nothing(cast: Cast) -> None:
    plan = with_regimes(cast, QUARTERLY)
    dissolve(cast.administrator, cast.an_ha.pk, on=date(2026, 12, 1))
    settle_plan(plan.pk, today=date(2026, 12, 2))
    assert not ReportSlot.objects.filter(plan=plan, unit=cast.an_ha).exists()


def test_an_exception_has_a_reason_a_ledger_and_a_way_back(cast: Cast) -> None:
    plan = with_regimes(cast, QUARTERLY)
    slot = ReportSlot.objects.get(plan=plan, unit=cast.an_ha)
    with pytest.raises(Refused):
        excuse(cast.focal_officer, slot, " ", today=TODAY)
    excuse(cast.focal_officer, slot, "Xã khắc phục bão số 9", today=TODAY)
    slot.refresh_from_db()
    assert slot.excused_on == TODAY
    lift(cast.focal_officer, slot, "Đã ổn định", today=TODAY)
    set_other_day(cast.focal_officer, slot, date(2027, 1, 15), "CV 12/UBND-KH", today=TODAY)
    settle_plan(plan.pk, today=TODAY)
    slot.refresh_from_db()
    assert (slot.excused_on, slot.last_on_time) == (None, date(2027, 1, 15))
    assert [line.kind for line in slot.exceptions.all()] == ["not_owed", "lifted", "other_day"]
    with pytest.raises(NotAllowed):
        excuse(cast.commune_clerk, slot, "tự miễn", today=TODAY)


def test_a_new_rest_day_moves_only_regimes_that_roll(cast: Cast) -> None:
    rolling = replace(QUARTERLY, due_raw="ngày 5 tháng sau", due_day=5, due_is_before=False)
    plan = with_regimes(cast, rolling, replace(ANNUAL, due_raw="ngày 15/12", due_day=15, due_is_before=False))
    first, _annual = plan.regimes.all()
    change_regime(cast.focal_officer, first, edit_of(first, roll=RollRule.NEXT, merge="apart"))
    plans.set_rest_day(cast.administrator, date(2027, 1, 5), RestDayKind.HOLIDAY, "Nghỉ bù")
    plans.set_rest_day(cast.administrator, date(2026, 12, 15), RestDayKind.HOLIDAY, "Nghỉ bù")
    settle_plan(plan.pk, today=TODAY)
    days = {s.period: s.last_on_time for s in ReportSlot.objects.filter(plan=plan, unit=cast.finance)}
    assert days == {"2026": date(2026, 12, 15), "2026-Q4": date(2027, 1, 6)}


def given_out(cast: Cast) -> Plan:
    plan = plans.create_plan(
        cast.focal_officer, new_plan(cast, task("Việc", lead(cast.finance)), year_to=2027)
    )
    set_regimes(cast.focal_officer, plan, [QUARTERLY])
    plans.activate(cast.focal_officer, plan, TRACKED)
    worker.drain()
    plan.refresh_from_db()
    return plan


def test_a_plan_that_is_taken_back_owes_no_reports(cast: Cast) -> None:
    plan = given_out(cast)
    assert ReportSlot.objects.filter(plan=plan).exists()
    plans.undo_activation(cast.focal_officer, plan)
    worker.drain()
    assert not ReportSlot.objects.filter(plan=plan).exists()


def test_a_plan_is_not_taken_back_over_a_report_that_somebody_began(cast: Cast) -> None:
    plan = given_out(cast)
    ReportSlot.objects.filter(plan=plan, period="2026-Q4").update(begun_on=TODAY)
    with pytest.raises(Refused):
        plans.undo_activation(cast.focal_officer, plan)


_days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
_dates = st.builds(
    SlotDates, window_from=_days, window_to=_days, window_estimated=st.booleans(), opens_on=_days, due=_days,
    last_on_time=st.one_of(st.none(), _days),
)  # fmt: skip
_keys = st.tuples(st.integers(1, 2), st.integers(1, 3), st.sampled_from(["2026-Q3", "2026-Q4"]))
_now = st.builds(SlotNow, key=_keys, dates=_dates, touched=st.booleans())


@given(st.lists(_now, max_size=8, unique_by=lambda slot: slot.key), st.dictionaries(_keys, _dates), _days)
def test_settling_reaches_the_plan_but_for_what_is_touched_or_past(standing, planned, today) -> None:
    found = settled(standing, planned, today)
    after = {slot.key: slot.dates for slot in standing}
    for key in found.drop:
        del after[key]
    after |= {**found.change, **found.add}
    frozen = {s.key for s in standing if s.touched or (s.dates.last_on_time and s.dates.last_on_time < today)}
    assert {key: dates for key, dates in after.items() if key not in frozen} == {
        key: dates for key, dates in planned.items() if key not in frozen
    }
    assert all(after[slot.key] == slot.dates for slot in standing if slot.key in frozen)
    again = settled([SlotNow(key, dates, key in frozen) for key, dates in after.items()], planned, today)
    assert again.is_empty
