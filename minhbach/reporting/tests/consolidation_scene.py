"""A plan with its report slots, as the tests of the consolidated report need them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from minhbach.plans.models import Plan
from minhbach.reporting.core.accepted import digest, snapshot
from minhbach.reporting.core.answers import Answer
from minhbach.reporting.core.fields import lay_out
from minhbach.reporting.core.forms import standard_form
from minhbach.reporting.models import RegimeRole, Report, ReportRegime, ReportSlot, WhoRule
from tests.cast import Cast, lead, task, tracked

TODAY = date(2026, 11, 18)
PERIOD = "2026-Q4"
DUE = date(2026, 11, 16)
LATE = date(2026, 11, 10)


@dataclass
class Scene:
    """consolidated: the slot of the focal unit; slots: of the units, by the name of the cast."""

    cast: Cast
    plan: Plan
    consolidated: ReportSlot
    slots: dict[str, ReportSlot]


def scene(cast: Cast, **regime: object) -> Scene:
    """Finance is late with a task and has sent; health keeps silent; a commune; the tax office is asked."""
    plan = tracked(
        cast,
        task("Công bố danh mục quy hoạch", lead(cast.finance), timing="deadline", due=LATE, code="1.1"),
        task("Trả lời doanh nghiệp", lead(cast.health), timing="ongoing", code="1.2"),
        task("Rà soát biểu mẫu", lead(cast.an_ha), timing="deadline", due=date(2026, 12, 20), code="1.3"),
        task("Phối hợp thu thuế", lead(cast.tax), timing="deadline", due=date(2026, 11, 1), code="1.4"),
    )  # fmt: skip
    of_units = ReportRegime.objects.create(
        plan=plan, role=RegimeRole.UNIT, cycle="quarterly", due_raw="trước ngày 17"
    )
    whole = ReportRegime.objects.create(
        plan=plan, role=RegimeRole.CONSOLIDATED, cycle="quarterly", to="Chủ tịch UBND tỉnh Sông Mẫu",
        who_rule=WhoRule.FOCAL, **regime,
    )  # fmt: skip
    names = ("finance", "health", "an_ha", "tax")
    slots = {name: slot(of_units, plan, cast.units[name], asked=name == "tax") for name in names}
    return Scene(cast, plan, slot(whole, plan, cast.units["focal"], consolidated=True), slots)


def slot(regime: ReportRegime, plan: Plan | None, unit: object, **values: object) -> ReportSlot:
    return ReportSlot.objects.create(
        regime=regime, plan=plan, unit=unit, period=PERIOD, window_from=date(2026, 9, 15),
        window_to=date(2026, 11, 15), opens_on=date(2026, 11, 1), due=DUE, last_on_time=DUE, **values,
    )  # fmt: skip


def accept(
    one: ReportSlot, on: date = date(2026, 11, 16), *, shortcomings: str = "", proposals: str = ""
) -> Report:
    """The unit sent its report on the day and it was accepted."""
    sheet = lay_out(standard_form(), (), ())
    answers = {"q-shortcomings": Answer(shortcomings), "q-proposals": Answer(proposals)}
    frozen = snapshot(sheet, answers, {"unit": str(one.unit)})
    report = Report.objects.create(
        slot=one, unit=one.unit, plan=one.plan, period=one.period, revision_sent=1, submitted_on=on,
        accepted_on=on, snapshot=frozen, snapshot_sha256=digest(frozen),
    )  # fmt: skip
    one.begun_on = one.submitted_on = one.first_sent_on = one.accepted_on = on
    one.save()
    return report
