"""Targets and report regimes of an amendment: proposed, confirmed, put into the plan, and the way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from minhbach.indices.core.new_target import NewTarget
from minhbach.indices.models import Observation, Target, TargetPair
from minhbach.indices.queries import targets_with_latest
from minhbach.indices.services import NewObservation, record_observation, set_targets
from minhbach.plans import services
from minhbach.plans.models import Duty, Plan, PlanRelation, PlanStatus
from minhbach.plans.queries.parts import PARTS, part_history
from minhbach.reporting.core.new_regime import NewRegime
from minhbach.reporting.models import RegimePair, ReportRegime
from minhbach.reporting.services.regimes import set_regimes
from minhbach.shared.verbs import NotAllowed, Refused
from tests.cast import TODAY, TRACKED, Cast, adopted, lead, make_cast, task, tracked

TARGETS, REGIMES = PARTS["targets"], PARTS["regimes"]
SATISFIED = "Tỷ lệ người dân hài lòng khi giải quyết thủ tục"
ONLINE = "Tỷ lệ hồ sơ nộp trực tuyến toàn trình"


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def target(name: str = SATISFIED, value: str | None = "80", **values: Any) -> NewTarget:
    new = NewTarget(
        name=name, code="", group="", scale_note="", measure="percent", direction="higher",
        baseline_year=None, baseline_value=None, baseline_rank=None, year=2026, op=">=",
        value=Decimal(value) if value else None, rank_op="", rank=None, lead_raw="", source="table", place={},
        units=(),
    )  # fmt: skip
    return replace(new, **values)


def regime(cycle: str = "quarterly", **values: Any) -> NewRegime:
    new = NewRegime(
        role="unit_report", cycle=cycle, who="Các sở, ban, ngành", to="Sở Tài chính", due_raw="ngày 20",
        due_day=20, due_month=None, month_offset=0, content=(), template_items=(), place={},
    )  # fmt: skip
    return replace(new, **values)


@pytest.fixture
def old(cast: Cast) -> Plan:
    plan = tracked(cast, task("Công khai dự toán", lead(cast.finance), code="1", timing="ongoing"))
    set_targets(cast.focal_officer, plan, [target(), target(ONLINE, "60", units=(cast.finance.pk,))])
    set_regimes(cast.focal_officer, plan, [regime(), regime("annual", due_raw="ngày 15/12", due_month=12)])
    return plan


def amendment(cast: Cast, old: Plan, targets: Any = (), regimes: Any = ()) -> Plan:
    plan = adopted(cast, task("Mở đường dây nóng", lead(cast.health), code="2"), amends=old.pk)
    set_targets(cast.focal_officer, plan, targets)
    set_regimes(cast.focal_officer, plan, regimes)
    return plan


def confirm(cast: Cast, plan: Plan) -> None:
    for part in PARTS.values():
        services.confirm_part(
            cast.focal_officer, plan, part, list(part.of(plan).values_list("pk", flat=True))
        )


def put_in(cast: Cast, plan: Plan) -> Plan:
    services.activate(cast.focal_officer, plan, TRACKED, today=TODAY)
    services.give_out(plan.pk, lambda done, total, text: None, today=TODAY)
    plan.refresh_from_db()
    assert plan.status == PlanStatus.MERGED
    return plan


def kinds(plan: Plan) -> list[tuple[str, list[str]]]:
    return [(pair.kind, pair.fields) for pair in TargetPair.objects.filter(plan=plan)]


def standing(plan: Plan) -> list[tuple[str, int | None]]:
    return [(now.target.words, now.target.value and int(now.target.value))
            for now in targets_with_latest(plan, TODAY)]  # fmt: skip


def test_rows_are_proposed_as_changed_added_same_and_not_named(cast, old):
    more = (target(value="85"), target("Số giờ chờ cấp phép", "4", measure="days"))
    plan = amendment(cast, old, more)
    assert kinds(plan) == [("changed", ["value"]), ("kept", []), ("new", [])]
    assert kinds(amendment(cast, old, [target()]))[0] == ("same", [])


def test_what_the_amendment_leaves_blank_is_no_change(cast, old):
    plan = amendment(cast, old, [target(ONLINE, None, year=2027, measure="count")])
    assert [fields for kind, fields in kinds(plan) if kind != "kept"] == [["year"]]


def test_only_confirmed_rows_are_put_in_and_the_target_keeps_its_key_and_observations(cast, old):
    first = old.targets.get(indicator__name=SATISFIED)
    record_observation(cast.focal_officer, first, NewObservation("2026-Q3", TODAY, Decimal(70), None, "Sổ"))
    plan = amendment(cast, old, [target(value="85"), target(ONLINE, "65")])
    (row,) = TargetPair.objects.filter(plan=plan, earlier=first)
    services.confirm_part(cast.focal_officer, plan, TARGETS, [row.pk])
    put_in(cast, plan)
    assert standing(old) == [(SATISFIED, 85), (ONLINE, 60)]
    now = targets_with_latest(old, TODAY)[0]
    assert now.target.pk == first.pk and now.latest is not None and now.latest.value == 70
    (line,) = part_history(old, TARGETS)
    assert (line.before.value, line.now.value, line.pair.plan) == (80, 85, plan)


def test_other_words_of_a_person_s_pair_leave_the_indicator_what_it_is(cast, old):
    first = old.targets.get(indicator__name=SATISFIED)
    plan = amendment(cast, old, [target("Mức độ hài lòng của công dân", "90")])
    new = TargetPair.objects.get(plan=plan, row__isnull=False)
    services.pair_row_with(cast.focal_officer, plan, TARGETS, new.pk, first.pk)
    put_in(cast, plan)
    assert standing(old)[0] == ("Mức độ hài lòng của công dân", 90)
    first.refresh_from_db()
    assert first.indicator.name == SATISFIED


def test_a_row_paired_anew_leaves_the_other_to_be_looked_at_again(cast, old):
    plan = amendment(cast, old, [target(value="85")])
    row = TargetPair.objects.get(plan=plan, row__isnull=False)
    other = old.targets.get(indicator__name=ONLINE)
    services.pair_row_with(cast.focal_officer, plan, TARGETS, row.pk, other.pk)
    found = {pair.earlier.words: pair for pair in TargetPair.objects.filter(plan=plan)}
    assert (found[ONLINE].kind, found[SATISFIED].kind) == ("changed", "kept")
    services.pair_row_with(cast.focal_officer, plan, TARGETS, row.pk, None)
    assert sorted(kind for kind, _fields in kinds(plan)) == ["kept", "kept", "new"]


def test_a_person_says_that_a_row_goes_and_it_stands_no_more_but_is_kept(cast, old):
    plan = amendment(cast, old, [target(value="85")])
    left = TargetPair.objects.get(plan=plan, kind="kept")
    services.drop_row(cast.focal_officer, plan, TARGETS, left.pk)
    services.unconfirm_part(cast.focal_officer, plan, TARGETS, left.pk)
    assert TargetPair.objects.get(pk=left.pk).kind == "kept"
    services.drop_row(cast.focal_officer, plan, TARGETS, left.pk)
    put_in(cast, plan)
    assert standing(old) == [(SATISFIED, 80)]
    assert Target.objects.get(pk=left.earlier_id).dropped_on == TODAY


def test_nothing_is_observed_of_a_target_that_an_amendment_ended(cast, old):
    plan = amendment(cast, old, [target(value="85")])
    left = TargetPair.objects.get(plan=plan, kind="kept")
    services.drop_row(cast.focal_officer, plan, TARGETS, left.pk)
    put_in(cast, plan)
    with pytest.raises(Refused):
        seen = NewObservation("2026-Q4", TODAY, Decimal(82), None, "Sổ")
        record_observation(cast.focal_officer, left.earlier, seen)


def test_a_target_that_is_brought_stands_in_the_plan_with_its_units(cast, old):
    plan = amendment(cast, old, [target("Số cuộc đối thoại", "12", measure="count", units=(cast.health.pk,))])
    confirm(cast, plan)
    put_in(cast, plan)
    made = old.targets.get(indicator__name="Số cuộc đối thoại")
    assert list(made.units.all()) == [cast.health] and made.order == 3


def test_the_amendment_is_taken_back_as_if_it_had_not_been(cast, old):
    was = list(Target.objects.filter(plan=old).order_by("pk").values())
    said = list(ReportRegime.objects.filter(plan=old).order_by("pk").values())
    plan = amendment(
        cast, old,
        [
            target(value="85", baseline_value=Decimal("61.5"), units=(cast.health.pk,)),
            target("Số cuộc đối thoại", "12"),
        ],
        [regime("monthly", due_day=5, due_raw="ngày 05", month_offset=1)],
    )  # fmt: skip
    confirm(cast, plan)
    services.drop_row(cast.focal_officer, plan, TARGETS, TargetPair.objects.get(plan=plan, kind="kept").pk)
    put_in(cast, plan)
    assert list(old.targets.get(indicator__name=SATISFIED).units.all()) == [cast.health]
    services.undo_activation(cast.focal_officer, plan)
    assert list(Target.objects.filter(plan=old).order_by("pk").values()) == was
    assert list(ReportRegime.objects.filter(plan=old).order_by("pk").values()) == said
    assert not old.targets.get(indicator__name=SATISFIED).units.exists()
    assert {pair.confirmed_at is None for pair in TargetPair.objects.filter(plan=plan)} == {False}
    put_in(cast, plan)
    assert standing(old) == [(SATISFIED, 85), ("Số cuộc đối thoại", 12)]


def test_an_amendment_whose_target_was_observed_since_stays(cast, old):
    plan = amendment(cast, old, [target(value="85")])
    confirm(cast, plan)
    put_in(cast, plan)
    first = old.targets.get(indicator__name=SATISFIED)
    record_observation(cast.focal_officer, first, NewObservation("2026-Q4", TODAY, Decimal(82), None, "Sổ"))
    with pytest.raises(Refused):
        services.undo_activation(cast.focal_officer, plan)
    Observation.objects.all().delete()
    assert services.undo_activation(cast.focal_officer, plan) == 1


def test_an_amendment_under_a_later_one_stays_until_that_is_taken_back(cast, old):
    first = amendment(cast, old, [target(value="85")])
    confirm(cast, first)
    put_in(cast, first)
    second = amendment(cast, old, [target(value="90")])
    confirm(cast, second)
    put_in(cast, second)
    with pytest.raises(Refused):
        services.undo_activation(cast.focal_officer, first)
    services.undo_activation(cast.focal_officer, second)
    assert standing(old)[0] == (SATISFIED, 85)
    services.undo_activation(cast.focal_officer, first)
    assert standing(old)[0] == (SATISFIED, 80)


def test_a_row_that_an_amendment_brings_is_not_named_by_the_other_draft_and_goes_with_it(cast, old):
    other = amendment(cast, old, [target(value="90")])
    first = amendment(cast, old, [target("Số cuộc đối thoại", "12")])
    confirm(cast, first)
    put_in(cast, first)
    assert [kind for kind, _fields in kinds(other)] == ["changed", "kept", "kept"]
    services.undo_activation(cast.focal_officer, first)
    assert [kind for kind, _fields in kinds(other)] == ["changed", "kept"]


def test_a_pair_with_a_row_that_another_amendment_ended_is_looked_at_again(cast, old):
    other = amendment(cast, old, [target(value="90")])
    confirm(cast, other)
    first = amendment(cast, old, [target(ONLINE, "65")])
    gone = TargetPair.objects.get(plan=first, kind="kept")
    services.drop_row(cast.focal_officer, first, TARGETS, gone.pk)
    put_in(cast, first)
    assert kinds(other) == [("new", []), ("kept", [])]
    assert not TargetPair.objects.filter(plan=other).confirmed().filter(kind="new").exists()
    services.undo_activation(cast.focal_officer, first)
    back = TargetPair.objects.filter(plan=other, row__isnull=True)
    assert {pair.earlier.words for pair in back} == {SATISFIED, ONLINE}


def test_the_history_asks_as_much_for_many_changed_measures_as_for_one(cast, old, django_assert_num_queries):
    plan = amendment(cast, old, [target(measure="days"), target(ONLINE, "60", measure="days")])
    assert [fields for _kind, fields in kinds(plan)] == [["measure"], ["measure"]]
    confirm(cast, plan)
    put_in(cast, plan)
    with django_assert_num_queries(2):
        lines = part_history(old, TARGETS)
        assert [line.before.indicator.measure for line in lines] == ["percent", "percent"]


def test_units_that_report_more_often_update_ongoing_duties_more_often(cast, old):
    assert Duty.objects.get(plan=old).silent_from == date(2027, 1, 1)
    plan = amendment(cast, old, (), [regime("monthly")])
    assert RegimePair.objects.get(plan=plan, kind="changed").fields == ["cycle"]
    confirm(cast, plan)
    put_in(cast, plan)
    old.refresh_from_db()
    assert (old.update_cycle, Duty.objects.get(plan=old).silent_from) == ("monthly", date(2026, 12, 1))
    assert sorted(old.regimes.values_list("cycle", flat=True)) == ["annual", "monthly"]
    services.undo_activation(cast.focal_officer, plan)
    old.refresh_from_db()
    assert (old.update_cycle, Duty.objects.get(plan=old).silent_from) == ("quarterly", date(2027, 1, 1))


def test_choosing_another_plan_to_amend_pairs_the_rows_anew(cast, old):
    plan = amendment(cast, old, [target(value="85")])
    services.set_relation(cast.focal_officer, plan, PlanRelation.AMENDS, None)
    assert kinds(plan) == []
    services.set_relation(cast.focal_officer, plan, PlanRelation.AMENDS, old)
    assert kinds(plan) == [("changed", ["value"]), ("kept", [])]


def test_only_who_answers_for_the_plan_confirms_and_not_after_it_was_put_in(cast, old):
    plan = amendment(cast, old, [target(value="85")])
    with pytest.raises(NotAllowed):
        services.confirm_part(cast.finance_officer, plan, TARGETS)
    services.confirm_part(cast.focal_officer, plan, TARGETS)
    put_in(cast, plan)
    with pytest.raises(Refused):
        services.unconfirm_part(cast.focal_officer, plan, TARGETS, TargetPair.objects.filter(plan=plan)[0].pk)
