"""What names a unit's report on paper: its letterhead, its plan in words, whom it is sent to."""

from __future__ import annotations

from minhbach.organisation.queries import authority_name
from minhbach.plans.models import Plan
from minhbach.reporting.core.build import decapitalised
from minhbach.reporting.core.papers import Paper
from minhbach.reporting.core.unit_paper import UnitPaperHead, unit_paper
from minhbach.reporting.queries.report import place_name
from minhbach.reporting.queries.unit_report import ReportPage
from minhbach.shared.dates import period_name, vn_date


def paper_of_report(page: ReportPage) -> Paper:
    """The report as it stands on the page. What goes on paper is Vietnamese in every language of the desk."""
    slot, report = page.slot, page.report
    unit, authority = slot.unit, authority_name()
    is_committee = unit.name.startswith("Ủy ban nhân dân") or unit.name.startswith("UBND")
    to = slot.regime.to_unit or (slot.plan.focal_unit if slot.plan else slot.regime.owner)
    head = UnitPaperHead(
        unit=unit.name,
        parent="" if is_committee else authority,
        place=place_name(unit.name if is_committee else authority),
        receiver=to.name if to is not None and to.pk != unit.pk else authority,
        period=period_name(slot.period),
        window_from=slot.window_from,
        window_to=slot.window_to,
        plan=_plan_words(slot.plan) if slot.plan else "",
        title=slot.regime.title,
        abbreviation=_abbreviation(unit.code),
        number=report.number if report else "",
        dated=report.dated_on if report else None,
        signer=report.signer if report else "",
        signed_as=report.signed_as if report else "",
        is_estimated=slot.window_estimated,
        code=report.snapshot_sha256[:12] if report else "",
    )
    return unit_paper(head, page.sheet, page.answers)


def _plan_words(plan: Plan) -> str:
    number = f" số {plan.number}" if plan.number else ""
    day = f" ngày {vn_date(plan.issued_on)}" if plan.issued_on else ""
    issuer = f" của {plan.issuer}" if plan.issuer else ""
    return f"{plan.kind}{number}{day}{issuer} về {decapitalised(plan.title)}"


def _abbreviation(code: str) -> str:
    """The unit's code where it is written in capitals, as offices number their papers; else blank."""
    return code if code.isupper() else ""
