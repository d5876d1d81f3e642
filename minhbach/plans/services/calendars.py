"""Rest days are data: proposed for a year, changed and confirmed by an administrator."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.plans.access import can_administer
from minhbach.plans.core.rest_days import PROPOSED
from minhbach.plans.models import RestDay, RestDayKind
from minhbach.shared import audit, outbox
from minhbach.shared.verbs import Problem, Refused, allow


@transaction.atomic
def propose_rest_days() -> int:
    """Writes the proposals of the years that have none yet; returns how many days. Safe to run twice."""
    years = {proposal.day.year for proposal in PROPOSED}
    present = {day.year for day in RestDay.objects.values_list("day", flat=True)}
    rows = [
        RestDay(day=p.day, kind=p.kind, name=p.name, source=p.source, confirmed=False)
        for p in PROPOSED
        if p.day.year in years - present
    ]
    RestDay.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


@transaction.atomic
def set_rest_day(
    actor: Actor, day: date, kind: str | None, name: str = "", source: str = ""
) -> RestDay | None:
    """Sets what a day is; kind None makes it an ordinary day again."""
    allow(can_administer(actor), "set rest day")
    if kind is not None and (kind not in list(RestDayKind) or not name.strip()):
        raise Refused(Problem("name", _("Hãy chọn nghỉ hoặc làm bù và ghi tên ngày.")))
    old = RestDay.objects.select_for_update().filter(day=day).first()
    before = {"kind": old.kind} if old else None
    if kind is None:
        if old:
            audit.record(actor, "set rest day", old, before=before)
            old.delete()
            outbox.announce("calendar changed")
        return None
    row, _made = RestDay.objects.update_or_create(
        day=day,
        defaults={"kind": kind, "name": name.strip()[:120], "source": source[:200], "confirmed": True},
    )
    audit.record(actor, "set rest day", row, before=before, after={"day": day, "kind": kind})
    outbox.announce("calendar changed")
    return row


@transaction.atomic
def confirm_year(actor: Actor, year: int, source: str) -> int:
    """An administrator confirms the rest days of a year by the notice that sets them; returns how many."""
    allow(can_administer(actor), "confirm rest days")
    if not source.strip():
        raise Refused(Problem("source", _("Hãy ghi thông báo nghỉ lễ, tết làm căn cứ.")))
    rows = RestDay.objects.select_for_update().filter(day__year=year)
    first = rows.first()
    if first is None:
        raise Refused(Problem("year", _("Năm này chưa có ngày nghỉ nào được đề xuất.")))
    count = rows.filter(confirmed=False).update(confirmed=True, source=source.strip()[:200])
    audit.record(actor, "confirm rest days", first, after={"year": year}, counts={"days": count})
    return count
