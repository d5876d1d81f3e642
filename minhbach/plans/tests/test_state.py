"""The two axes and silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import translation

from minhbach.plans.core.kinds import Clock, Late, Result
from minhbach.plans.core.state import DutyFacts, Timeliness, result_of, silence, silent_after, timeliness
from minhbach.plans.queries import words

TODAY = date(2026, 11, 18)
DATED = DutyFacts(last_on_time=date(2026, 11, 20))


def _late(facts: DutyFacts) -> tuple[Late, int]:
    found = timeliness(facts, TODAY)
    return found.kind, found.days


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (date(2026, 11, 26), (Late.IN_TIME, 8)),
        (date(2026, 11, 25), (Late.SOON, 7)),
        (date(2026, 11, 18), (Late.TODAY, 0)),
        (date(2026, 11, 17), (Late.OVERDUE, 1)),
    ],
)
def test_the_days_that_are_left(last: date, expected: tuple[Late, int]) -> None:
    assert _late(replace(DATED, last_on_time=last)) == expected


def test_a_reported_duty_waits_and_is_not_overdue() -> None:
    facts = replace(DATED, last_on_time=date(2026, 11, 1), done_on=date(2026, 10, 30))
    assert _late(facts) == (Late.WAITING, 0)


def test_on_time_is_judged_by_the_reported_day_and_not_by_the_confirmation() -> None:
    facts = replace(
        DATED, last_on_time=date(2026, 11, 1), done_on=date(2026, 10, 30), judged_on=date(2026, 10, 30),
        confirmed_on=TODAY,
    )  # fmt: skip
    assert _late(facts) == (Late.ON_TIME, 0)
    assert words.late_words(timeliness(facts, TODAY)) == "đúng hạn 30/10"


def test_what_was_recorded_on_behalf_is_judged_by_the_day_it_was_received() -> None:
    facts = replace(
        DATED, last_on_time=date(2026, 11, 1), done_on=date(2026, 10, 30), judged_on=date(2026, 11, 4),
        confirmed_on=TODAY,
    )  # fmt: skip
    assert _late(facts) == (Late.LATE_DONE, 3)


def test_nothing_is_late_before_tracking_before_the_opening_state_or_when_asked() -> None:
    gone = replace(DATED, last_on_time=date(2026, 1, 1))
    assert _late(gone)[0] is Late.OVERDUE
    assert _late(replace(gone, before_tracking=True))[0] is Late.BEFORE_TRACKING
    assert _late(replace(gone, counted=False))[0] is Late.OPENING
    assert _late(replace(gone, asked=True))[0] is Late.ASKED
    assert _late(replace(gone, suspended_on=TODAY))[0] is Late.NONE


def test_results_in_their_order() -> None:
    assert result_of(DATED) is Result.NOT_STARTED
    doing = replace(DATED, started_on=TODAY)
    assert result_of(doing) is Result.DOING
    assert result_of(replace(doing, done_on=TODAY)) is Result.REPORTED_DONE
    done = replace(doing, done_on=TODAY, confirmed_on=TODAY)
    assert result_of(done) is Result.DONE
    assert result_of(replace(done, suspended_on=TODAY)) is Result.SUSPENDED
    assert result_of(replace(done, suspended_on=TODAY, not_applicable_on=TODAY)) is Result.NOT_APPLICABLE


ONGOING = DutyFacts(clock=Clock.ONGOING, silent_from=date(2026, 10, 1))


def test_an_ongoing_duty_is_silent_once_its_period_has_ended() -> None:
    assert silence(ONGOING, date(2026, 9, 30)) is None
    missing = silence(ONGOING, date(2026, 10, 1))
    assert missing is not None
    assert words.silence_words(missing) == "chưa cập nhật Quý III"
    assert _late(ONGOING) == (Late.NONE, 0)


def test_silence_counts_its_periods() -> None:
    missing = silence(ONGOING, date(2027, 4, 2))
    assert missing is not None
    assert missing.count == 3
    assert words.silence_words(missing) == "chưa cập nhật từ Quý III/2026 (3 kỳ)"


@pytest.mark.parametrize(
    "change", [{"asked": True}, {"counted": False}, {"done_on": TODAY}, {"suspended_on": TODAY}]
)
def test_who_is_never_silent(change: dict[str, object]) -> None:
    assert silence(replace(ONGOING, **change), TODAY) is None


def test_an_update_silences_until_the_end_of_the_next_period() -> None:
    assert silent_after(date(2026, 11, 18), "quarterly") == date(2027, 4, 1)
    assert silent_after(date(2026, 11, 18), "monthly") == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (DATED, "còn 2 ngày"),
        (replace(DATED, last_on_time=TODAY - timedelta(days=5)), "quá hạn 5 ngày"),
        (replace(DATED, last_on_time=TODAY), "hôm nay"),
        (DutyFacts(clock=Clock.ONGOING), "không có hạn"),
        (replace(DATED, before_tracking=True), "trước khi theo dõi"),
        (replace(DATED, asked=True), "được đề nghị"),
        (
            replace(DATED, last_on_time=date(2026, 9, 14), done_on=date(2026, 10, 5),
                    judged_on=date(2026, 10, 5), confirmed_on=TODAY),
            "hoàn thành 05/10, trễ 21 ngày",
        ),
    ],
)  # fmt: skip
def test_the_words_of_the_axis(facts: DutyFacts, said: str) -> None:
    assert words.late_words(timeliness(facts, TODAY)) == said


@pytest.mark.parametrize(
    ("kind", "days", "said"),
    [
        (Late.OVERDUE, 1, "1 day overdue"),
        (Late.OVERDUE, 2, "2 days overdue"),
        (Late.SOON, 1, "1 day left"),
        (Late.WAITING, 1, "pending, 1 day late"),
    ],
)
def test_one_day_is_not_said_in_the_plural(kind: Late, days: int, said: str) -> None:
    with translation.override("en"):
        assert words.late_words(Timeliness(kind, days)) == said
