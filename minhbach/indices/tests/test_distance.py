"""How far an indicator has come."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.indices.core.distance import Way, distance

NUMBERS = st.decimals(min_value=-1000, max_value=1000, places=2)


@pytest.mark.parametrize(
    ("baseline", "op", "target", "now", "lower", "way"),
    [
        (D("26.2"), ">=", D("50.6"), D("24.9"), False, Way.BACK),
        (D("31.4"), ">=", D("60"), D("35.2"), False, Way.HARD),
        (D("76.3"), ">=", D("82"), D("79.9"), False, Way.NEAR),
        (D("5"), "<=", D("2"), D("3"), True, Way.NEAR),
        (D("5"), "<=", D("2"), D("2"), True, Way.REACHED),
        (D("5"), "<", D("2"), D("2"), True, Way.NEAR),
        (D("90"), "=", D("95"), D("97"), False, Way.REACHED),
        (D("3"), ">=", D("4"), None, False, Way.UNKNOWN),
        (None, ">=", D("4"), D("3"), False, Way.UNKNOWN),
        (None, ">=", D("4"), D("4"), False, Way.REACHED),
    ],
)
def test_an_indicator_stands_where_an_official_would_say(baseline, op, target, now, lower, way):
    assert distance(baseline, op, target, now, lower).way is way


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_value_that_meets_the_target_is_never_called_unreached(baseline, target, now):
    found = distance(baseline, ">=", target, now, False)
    assert (found.way is Way.REACHED) == (now >= target)


@given(NUMBERS, NUMBERS)
def test_standing_at_the_baseline_is_no_step_and_no_step_back(baseline, target):
    if baseline < target:
        assert distance(baseline, ">=", target, baseline, False).share == 0
