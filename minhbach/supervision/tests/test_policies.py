"""The ladder in editions, and what it would say on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from minhbach.messaging.models import Notification
from minhbach.shared.verbs import NotAllowed, Refused
from minhbach.supervision import queries, services
from minhbach.supervision.core.defaults import DEFAULT
from minhbach.supervision.core.ladder import Kind, Ladder, Policy, Rung
from minhbach.supervision.core.policy_table import from_plain, to_plain
from minhbach.supervision.models import ReminderPolicy
from minhbach.supervision.tests.test_ladder import policies
from tests.cast import TODAY, Cast, lead, task, tracked

DUE = date(2026, 11, 20)


@given(policies)
def test_a_policy_comes_back_from_its_table_as_it_was(policy: Policy):
    said = from_plain(to_plain(policy), proposes=policy.proposes, asks_bodies=policy.asks_bodies)
    assert said.proposes == policy.proposes
    for kind in Kind:
        assert said.steps(kind) == policy.steps(kind)


def test_every_change_is_an_edition_and_the_newest_holds(cast: Cast):
    services.set_policy(cast.administrator, None, DEFAULT)
    services.set_policy(cast.administrator, None, replace(DEFAULT, proposes=True), silent_days=45)
    assert queries.policy_of(None)[0].proposes
    assert queries.silent_days() == 45
    assert [row.edition for row in queries.editions(None)] == [2, 1]


def test_a_focal_officer_sets_the_ladder_of_its_plan_only(cast: Cast):
    plan = tracked(cast, task("Một", lead(cast.finance)))
    services.set_policy(cast.focal_officer, plan, DEFAULT)
    with pytest.raises(NotAllowed):
        services.set_policy(cast.focal_officer, None, DEFAULT)
    with pytest.raises(NotAllowed):
        services.set_policy(cast.finance_officer, plan, DEFAULT)
    services.inherit_policy(cast.focal_officer, plan)
    assert queries.policy_of(plan)[1] is None


@pytest.mark.parametrize(
    "rungs",
    [(Rung(3), Rung(3)), (Rung(-61),), (Rung(400),), (Rung(1, frozenset()),),
     tuple(Rung(n) for n in range(13))],
)  # fmt: skip
def test_a_ladder_that_nobody_could_climb_is_refused(cast: Cast, rungs):
    with pytest.raises(Refused):
        services.set_policy(cast.administrator, None, Policy({Kind.DUTY: Ladder(rungs)}))
    assert not ReminderPolicy.objects.exists()


def test_a_preview_says_whom_the_ladder_would_tell_and_tells_nobody(cast: Cast):
    tracked(
        cast, task("Công khai dự toán", lead(cast.finance, cast.binh_an), timing="deadline", due=DUE)
    )  # fmt: skip
    seen = queries.preview(TODAY)
    assert (seen.messages, seen.people, seen.unheard) == (1, 1, 1)
    assert [(line.unit, line.people) for line in seen.lines] == [("Sở Tài chính", ("finance_officer",))]
    assert not Notification.objects.exists()
    services.remind(TODAY, lambda *_: None)
    assert Notification.objects.get().text == seen.lines[0].words


def test_a_preview_of_one_plan_shows_nothing_of_others(cast: Cast):
    units = lead(cast.finance)
    own = tracked(cast, task("Việc của mình", units, timing="deadline", due=DUE))
    tracked(cast, task("Việc của nơi khác", units, timing="deadline", due=DUE))
    assert [line.words for line in queries.preview(TODAY, own.pk).lines] == [
        "Sắp đến hạn 20/11/2026: Việc của mình"
    ]
    assert queries.preview(TODAY).messages == 2
