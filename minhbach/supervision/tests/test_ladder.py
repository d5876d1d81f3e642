"""The ladder as a function: what is said when, to whom, and never twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.shared.dates import WorkCalendar
from minhbach.supervision.core.defaults import DEFAULT
from minhbach.supervision.core.ladder import (
    INSIDE,
    LONGEST_ABSENCE,
    PROPOSED,
    Kind,
    Ladder,
    Owed,
    Policy,
    Rung,
    due_days,
    falls_on,
    reminders,
)

CALENDAR = WorkCalendar(holidays=frozenset(date(2026, 2, day) for day in (16, 17, 18, 19, 20)))
WEDNESDAY = date(2026, 11, 18)
START = date(2026, 1, 1)

days = st.integers(0, 330).map(lambda n: START + timedelta(days=n))
kinds = st.sampled_from(Kind)
rungs = st.builds(
    Rung, st.integers(-12, 40), st.sets(st.sampled_from([*INSIDE, *PROPOSED]), min_size=1).map(frozenset),
    st.booleans(),
)  # fmt: skip
ladders = st.builds(
    Ladder, st.lists(rungs, max_size=5, unique_by=lambda r: r.days).map(tuple), st.booleans(),
    st.sampled_from([0, 7, 14]), st.integers(0, 90),
)  # fmt: skip
policies = st.builds(
    Policy, st.fixed_dictionaries(dict.fromkeys(Kind, ladders)), st.booleans(), st.booleans()
)
things = st.builds(
    Owed, kinds, st.integers(1, 5), st.integers(1, 3), days,
    asked=st.booleans(), counted=st.booleans(), before_tracking=st.booleans(), settled=st.booleans(),
    acknowledged=st.booleans(),
)  # fmt: skip


def duty(due: date = WEDNESDAY, **values: object) -> Owed:
    return replace(Owed(Kind.DUTY, 1, 1, due), **values)


def said(owed: Owed, today: date, last_run: date | None = None, policy: Policy = DEFAULT) -> list[int]:
    """Days of the rungs that are said today."""
    return [r.rung.days for r in reminders([owed], {None: policy}, last_run, today, CALENDAR)]


@pytest.mark.parametrize(
    ("today", "rungs"),
    [
        (date(2026, 11, 9), [-7]),  # seven working days before, a weekend between
        (date(2026, 11, 10), []),
        (date(2026, 11, 16), [-2]),
        (date(2026, 11, 18), [0]),
        (date(2026, 11, 19), [1]),
        (date(2026, 11, 21), []),  # a Saturday: the third day after waits for Monday
        (date(2026, 11, 23), [3]),
        (date(2026, 11, 25), [7]),
        (date(2026, 12, 9), [21]),
        (date(2026, 12, 23), [35]),
    ],
)
def test_the_default_ladder_speaks_on_its_days_and_on_no_other(today: date, rungs: list[int]):
    assert said(duty(), today) == rungs


def test_the_ladder_ends_at_its_bound():
    last = max(rung.days for rung in DEFAULT.steps(Kind.DUTY))
    assert last == 77
    assert said(duty(), WEDNESDAY + timedelta(days=91)) == []


def test_a_rung_before_the_day_that_falls_on_tet_is_said_before_tet():
    assert falls_on(date(2026, 2, 18), 0, CALENDAR) == date(2026, 2, 13)
    assert falls_on(date(2026, 2, 13), 3, CALENDAR) == date(2026, 2, 23)


def test_after_a_week_of_silence_the_newest_rung_is_said_once():
    assert said(duty(), date(2026, 11, 25), last_run=date(2026, 11, 15)) == [7]


def test_heads_and_leaders_are_not_spoken_of_until_the_switch_is_on():
    [quiet] = reminders([duty()], {None: DEFAULT}, None, date(2026, 12, 9), CALENDAR)
    [loud] = reminders([duty()], {None: replace(DEFAULT, proposes=True)}, None, date(2026, 12, 9), CALENDAR)
    assert quiet.rung.who <= INSIDE
    assert loud.rung.who >= PROPOSED


def test_an_acknowledged_duty_is_left_alone_until_a_rung_that_speaks_all_the_same():
    taken = duty(acknowledged=True)
    assert said(taken, date(2026, 11, 19)) == []
    assert said(taken, date(2026, 11, 25)) == [7]


@pytest.mark.parametrize("fact", ["settled", "before_tracking", "asked"])
def test_what_is_settled_lies_before_tracking_or_is_only_asked_is_not_reminded(fact: str):
    assert said(duty(**{fact: True}), WEDNESDAY) == []


def test_nothing_is_said_before_the_opening_state_is_confirmed():
    assert said(duty(counted=False), WEDNESDAY) == []


def test_bodies_that_are_asked_are_reminded_politely_where_the_policy_says_so():
    [reminder] = reminders(
        [duty(asked=True)], {None: replace(DEFAULT, asks_bodies=True)}, None, WEDNESDAY, CALENDAR
    )
    assert reminder.is_polite


def test_a_plan_may_have_a_ladder_of_its_own():
    own = Policy({Kind.DUTY: Ladder((Rung(-1),), every=0)})
    found = reminders([duty(plan_id=7), duty(plan_id=8)], {None: DEFAULT, 7: own}, None, WEDNESDAY, CALENDAR)
    assert [(r.owed.plan_id, r.rung.days) for r in found] == [(8, 0)]


@given(things, policies, st.lists(days, min_size=1, max_size=25))
def test_whatever_the_clock_does_no_rung_is_said_twice(owed: Owed, policy: Policy, clock: list[date]):
    """The machinery remembers the latest day up to which it has spoken; the clock may jump both ways."""
    last_run, keys = None, []
    for today in clock:
        keys += [r.key for r in reminders([owed], {None: policy}, last_run, today, CALENDAR)]
        last_run = max(last_run or today, today)
    assert len(keys) == len(set(keys))


@given(things, policies, days, st.integers(0, 40))
def test_a_run_says_at_most_one_rung_and_none_that_was_said_before(owed, policy, last_run, gap):
    today = last_run + timedelta(days=gap)
    found = list(reminders([owed], {None: policy}, last_run, today, CALENDAR))
    assert len(found) <= 1
    assert all(last_run < falls_on(owed.due, r.rung.days, CALENDAR) <= today for r in found)


@given(things, policies, days)
def test_nobody_is_reminded_on_a_rest_day(owed, policy, today):
    if list(reminders([owed], {None: policy}, None, today, CALENDAR)):
        assert CALENDAR.is_working(today)


@given(things, policies, days)
def test_a_head_or_leader_is_reached_only_where_proposals_are_on(owed, policy, today):
    for reminder in reminders([owed], {None: policy}, None, today, CALENDAR):
        assert policy.proposes or reminder.rung.who <= INSIDE


@given(things, policies, days, st.integers(0, 40))
def test_the_days_asked_of_the_index_hold_everything_that_is_said(owed, policy, last_run, gap):
    today = last_run + timedelta(days=gap)
    if list(reminders([owed], {None: policy}, last_run, today, CALENDAR)):
        assert owed.due in due_days([policy], owed.kind, last_run, today, CALENDAR)


@given(st.lists(days, min_size=2, max_size=30, unique=True).map(sorted))
def test_daily_runs_say_every_rung_of_an_unanswered_duty(clock: list[date]):
    """A worker that is never away longer than the absence the ladder bears skips only rungs that a newer one
    of the same run replaces."""
    owed, last_run, days_said = duty(date(2026, 6, 10)), None, []
    for today in clock:
        if last_run and today - last_run > LONGEST_ABSENCE:
            return
        days_said += said(owed, today, last_run)
        last_run = today
    steps = [rung.days for rung in DEFAULT.steps(Kind.DUTY)]
    reached = [d for d in steps if clock[0] < falls_on(owed.due, d, CALENDAR) <= clock[-1]]
    assert not reached or days_said[-1] == reached[-1]
