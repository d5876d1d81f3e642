"""What the database says of a duty is what the core says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minhbach.plans.core.kinds import Clock, Late
from minhbach.plans.core.state import SOON_DAYS, DutyFacts, is_silent, result_of, timeliness
from minhbach.plans.models import Action, Duty, Plan
from minhbach.shared.dates import period_of
from tests.cast import Cast, adopted, lead, task

TODAY = date(2026, 11, 18)
near = st.integers(-12, 12).map(lambda n: TODAY + timedelta(days=n))
maybe = st.none() | near
facts = st.fixed_dictionaries(
    {
        "clock": st.sampled_from([member.value for member in Clock]),
        "last_on_time": maybe,
        "counted": st.sampled_from([True, True, True, False]),
        "before_tracking": st.sampled_from([False, False, False, True]),
        "asked": st.sampled_from([False, False, False, True]),
        "silent_from": maybe,
        "started_on": maybe,
        "done_on": maybe,
        "judged_on": maybe,
        "confirmed_on": st.sampled_from([None, None, TODAY]) | maybe,
        "suspended_on": st.sampled_from([None, None, None, TODAY]),
        "not_applicable_on": st.sampled_from([None, None, None, TODAY]),
    }
)


@pytest.fixture
def action(cast: Cast) -> Action:
    return adopted(cast, task("Công khai", lead(cast.finance))).actions.get()


def _write(action: Action, unit_id: int, rows: list[dict[str, object]]) -> None:
    Duty.objects.all().delete()
    Duty.objects.bulk_create(
        Duty(plan=action.plan, action=action, unit_id=unit_id, period=f"p{n}", opens_on=TODAY, **row)
        for n, row in enumerate(rows)
    )


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(facts, min_size=15, max_size=30))
def test_both_axes_and_silence_are_the_same_in_sql(
    cast: Cast, action: Action, rows: list[dict[str, object]]
) -> None:
    _write(action, cast.finance.pk, rows)
    duties = list(Duty.objects.with_state(TODAY).select_related("plan"))
    assert len(duties) == len(rows)
    for duty in duties:
        assert duty.result_now == result_of(duty.facts()).value
        assert duty.late_now == timeliness(duty.facts(), TODAY).kind.value
    ids = {duty.pk: duty.facts() for duty in duties}
    assert _ids(Duty.objects.overdue(TODAY)) == _which(ids, lambda f: _kind(f) is Late.OVERDUE)
    assert _ids(Duty.objects.due_soon(TODAY, SOON_DAYS)) == _which(
        ids, lambda f: _kind(f) in (Late.SOON, Late.TODAY)
    )
    assert _ids(Duty.objects.silent(TODAY)) == _which(ids, lambda f: is_silent(f, TODAY))
    assert _ids(Duty.objects.waiting_for_confirmation()) == _which(
        ids, lambda f: result_of(f) == "reported_done"
    )


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(facts, min_size=10, max_size=20),
    st.sampled_from(["monthly", "quarterly", "semiannual", "annual"]),
    near,
)
def test_not_updated_this_period_is_silent_on_the_day_after_it(
    cast: Cast, action: Action, rows: list[dict[str, object]], cycle: str, today: date
) -> None:
    _write(action, cast.finance.pk, rows)
    Plan.objects.update(update_cycle=cycle)
    after = period_of(today, cycle).end + timedelta(days=1)
    expected = {d.pk for d in Duty.objects.select_related("plan") if is_silent(d.facts(), after)}
    assert _ids(Duty.objects.not_updated_this_period(today)) == expected


def _kind(duty: DutyFacts) -> Late:
    return timeliness(duty, TODAY).kind


def _ids(duties: object) -> set[int]:
    return set(duties.values_list("pk", flat=True))


def _which(ids: dict[int, DutyFacts], rule: object) -> set[int]:
    return {pk for pk, duty in ids.items() if rule(duty)}
