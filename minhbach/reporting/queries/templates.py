"""Forms of the authority, and which regimes ask them."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.organisation.actor import Actor
from minhbach.reporting.core.forms import Form
from minhbach.reporting.models import ReportRegime, ReportTemplate


@dataclass(frozen=True, slots=True)
class TemplatePage:
    """A form with what uses it. regimes: of unit reports that the actor sees, to choose from."""

    template: ReportTemplate
    form: Form
    used: tuple[ReportRegime, ...]
    regimes: tuple[ReportRegime, ...]


def report_templates(actor: Actor) -> list[ReportTemplate]:
    """The newest edition of every form."""
    return list(ReportTemplate.objects.visible_to(actor).newest().prefetch_related("used_by"))


def template_page(actor: Actor, template_id: int) -> TemplatePage:
    """Raises ReportTemplate.DoesNotExist."""
    template = ReportTemplate.objects.visible_to(actor).get(pk=template_id)
    regimes = ReportRegime.objects.visible_to(actor).standing().filter(role="unit_report")
    rows = tuple(regimes.select_related("plan", "owner", "asks").order_by("plan__number", "order", "pk"))
    used = tuple(regime for regime in rows if _asks(regime) == template.pk)
    return TemplatePage(template, template.as_form(), used, rows)


def _asks(regime: ReportRegime) -> int | None:
    asked = getattr(regime, "asks", None)
    return asked.template_id if asked else None
