"""What a unit does not agree with is not passed over."""

from __future__ import annotations

from datetime import date

import pytest

from minhbach.plans import queries, services
from minhbach.plans.core.kinds import Result
from minhbach.plans.core.report import Report
from minhbach.plans.models import Duty, DutyDecision, ProgressEntry
from minhbach.shared.verbs import Refused
from tests.cast import TODAY, Cast, lead, only_duty, task, tracked

DONE = Report(text="Xong", result="reported_done", done_on=date(2026, 11, 17))


@pytest.fixture
def disputed(cast: Cast) -> ProgressEntry:
    """Recorded by telephone as done; the unit says it is not."""
    plan = tracked(cast, task("Một", lead(cast.finance), timing="deadline", due=date(2026, 12, 10)))
    entry = services.record_on_behalf(
        cast.focal_officer, only_duty(plan), DONE, "phone", date(2026, 11, 17), today=TODAY
    )
    return services.dispute_entry(cast.finance_officer, entry, "Chưa xong, nhầm đơn vị")


def test_a_disputed_report_is_acknowledged_only_for_a_reason(cast: Cast, disputed: ProgressEntry) -> None:
    with pytest.raises(Refused) as refused:
        services.acknowledge(cast.focal_officer, disputed.duty, despite="  ", today=TODAY)
    assert [problem.field for problem in refused.value.problems] == ["reason"]
    services.acknowledge(cast.focal_officer, disputed.duty, despite="Đã nhận bản ký", today=TODAY)
    assert Duty.objects.select_related("plan").get().state(TODAY).result is Result.DONE
    assert DutyDecision.objects.get().text == "Đã nhận bản ký"


def test_a_report_of_the_unit_itself_ends_the_dispute(cast: Cast, disputed: ProgressEntry) -> None:
    own = Report(text="Nay đã xong", result="reported_done", done_on=TODAY, numbers=("1/STC",))
    services.report_progress(cast.finance_officer, disputed.duty, own, today=TODAY)
    assert queries.disputed_entries(cast.focal_officer) == []
    assert services.acknowledge(cast.focal_officer, disputed.duty, today=TODAY).confirmed_on == TODAY


def test_the_focal_officer_sees_what_is_disputed_until_it_is_returned(
    cast: Cast, disputed: ProgressEntry
) -> None:
    assert queries.disputed_entries(cast.focal_officer) == [disputed]
    assert queries.disputed_entries(cast.finance_officer) == []
    services.return_duty(cast.focal_officer, disputed.duty, "Đơn vị báo chưa xong", today=TODAY)
    assert queries.disputed_entries(cast.focal_officer) == []


def test_what_was_disputed_stays_in_the_history_when_it_is_confirmed(
    cast: Cast, disputed: ProgressEntry
) -> None:
    confirmed = services.confirm_entry(cast.finance_officer, disputed)
    assert (confirmed.unit_answer, confirmed.unit_answer_text) == ("confirmed", "Chưa xong, nhầm đơn vị")
