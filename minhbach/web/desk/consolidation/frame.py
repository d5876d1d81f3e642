"""The head that all pages of one consolidated report share: title, facts, state, tabs."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.reporting import access
from minhbach.reporting.core.build import decapitalised
from minhbach.reporting.core.consolidating.passing import OPEN_FOR_WRITING, Where
from minhbach.reporting.models import Consolidation, ConsolidationSnapshot, ReportSlot
from minhbach.reporting.queries import consolidation as queries
from minhbach.shared.periods import period_words
from minhbach.web.doors import or_404
from minhbach.web.shapes import Crumb, Tab


@dataclass(frozen=True, slots=True)
class Stand:
    """A state of the paper: its words and the tone of its tag."""

    words: str
    tone: str


def stand_of(where: Where | None) -> Stand:
    words = {
        None: (_("Chưa tổng hợp"), "line"),
        Where.DRAFT: (_("Dự thảo"), ""),
        Where.RETURNED: (_("Bị trả lại"), "soon"),
        Where.FINAL: (_("Đã chốt, chờ số và chữ ký"), "acc"),
        Where.SIGNED: (_("Đã ký, chưa gửi"), "acc"),
        Where.PASSING: (_("Đã gửi, chờ chuyển tiếp"), "acc"),
        Where.SENT: (_("Đã gửi"), "done"),
    }
    return Stand(*words[where])


@dataclass(frozen=True, slots=True)
class Frame:
    """can_write: this person, now. about: the plan's words, or the name of a regime that stands alone."""

    one: Consolidation
    newest: ConsolidationSnapshot
    crumbs: list[Crumb]
    tabs: list[Tab]
    title: str
    about: str
    stand: Stand
    can_keep: bool
    can_write: bool

    @staticmethod
    def of(request: HttpRequest, one: Consolidation, current: str) -> Frame:
        """current: consolidation | consolidation_check | consolidation_paper | consolidation_way."""
        keeps = access.can_consolidate(request.actor, one.plan, one.unit_id)
        pages = [("consolidation", _("Nội dung"))]
        if keeps:
            pages.append(("consolidation_check", _("Kiểm tra")))
            pages.append(("consolidation_paper", _("Thể thức, nơi nhận")))
        pages.append(("consolidation_way", _("Ký và gửi")))
        return Frame(
            one=one,
            newest=queries.newest_snapshot(one),
            crumbs=crumbs(one.slot),
            tabs=[
                Tab(reverse(name, args=[one.pk]), text, is_current=name == current) for name, text in pages
            ],
            title=title_of(one.slot),
            about=about(one.slot),
            stand=stand_of(one.where),
            can_keep=keeps,
            can_write=keeps and one.where in OPEN_FOR_WRITING,
        )


def title_of(slot: ReportSlot) -> str:
    """ "Báo cáo tổng hợp Quý III/2026", "Báo cáo tổng hợp năm 2026"."""
    words = period_words(slot.period)
    name = words if words.startswith("Quý") else decapitalised(words)
    return _("Báo cáo tổng hợp %(period)s") % {"period": name}


def about(slot: ReportSlot) -> str:
    return slot.plan.title if slot.plan else slot.regime.title


def crumbs(slot: ReportSlot) -> list[Crumb]:
    plan = slot.plan
    name = (plan.number or plan.title) if plan else slot.regime.title
    where = Crumb(name, reverse("plan", args=[plan.pk])) if plan else Crumb(name)
    return [Crumb(_("Tổng hợp"), reverse("consolidations")), where, Crumb(period_words(slot.period))]


def seen(request: HttpRequest, pk: int) -> Consolidation:
    return or_404(queries.consolidation, request.actor, pk)
