"""Single things by their number, only where the actor may see them; and short lists beside them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from minhbach.organisation.actor import Actor
from minhbach.plans.models import (
    Directive,
    Disputed,
    Duty,
    Evidence,
    PlanFile,
    PlanStatus,
    ProgressEntry,
    Responsibility,
    SecrecyAlarm,
)
from minhbach.plans.models.plans import Plan
from minhbach.plans.queries.lines import with_relations


def duty_record(actor: Actor, duty_id: int) -> Duty:
    """Raises Duty.DoesNotExist."""
    return with_relations(Duty.objects.visible_to(actor)).get(pk=duty_id)


def plan_named(actor: Actor, words: str) -> Plan | None:
    """The plan with this number ("118/KH-UBND"; of several the newest) or this id."""
    seen = Plan.objects.visible_to(actor)
    found = seen.filter(number=words.strip()).order_by("-issued_on", "-pk").first()
    if found is None and words.isascii() and words.isdigit():
        found = seen.filter(pk=int(words)).first()
    return found


def entry_record(actor: Actor, entry_id: int) -> ProgressEntry:
    """An entry of a duty that the actor sees. Raises ProgressEntry.DoesNotExist."""
    entries = ProgressEntry.objects.select_related("duty__plan", "duty__unit")
    return entries.filter(duty__in=Duty.objects.visible_to(actor)).get(pk=entry_id)


def evidence_record(actor: Actor, evidence_id: int) -> Evidence:
    """Raises Evidence.DoesNotExist."""
    return Evidence.objects.visible_to(actor).select_related("stored").get(pk=evidence_id)


def plan_file_record(actor: Actor, file_id: int) -> PlanFile:
    """A paper of a plan that the actor sees. Raises PlanFile.DoesNotExist."""
    files = PlanFile.objects.filter(plan__in=Plan.objects.visible_to(actor))
    return files.select_related("stored", "plan").get(pk=file_id)


def responsibility_record(actor: Actor, responsibility_id: int) -> Responsibility:
    """A unit phrase of a plan that the actor sees. Raises Responsibility.DoesNotExist."""
    phrases = Responsibility.objects.filter(action__plan__in=Plan.objects.visible_to(actor))
    return phrases.select_related("action__plan").get(pk=responsibility_id)


def directive_record(actor: Actor, directive_id: int) -> Directive:
    """Raises Directive.DoesNotExist."""
    return Directive.objects.visible_to(actor).select_related("plan", "stored").get(pk=directive_id)


def newest_entries(duties: Iterable[Duty]) -> dict[int, ProgressEntry]:
    """The newest entry of each duty: one query."""
    ids = [duty.pk for duty in duties]
    found: dict[int, ProgressEntry] = {}
    for entry in ProgressEntry.objects.filter(duty_id__in=ids).order_by("duty_id", "-id"):
        found.setdefault(entry.duty_id, entry)
    return found


def entries_to_answer(actor: Actor, most: int = 100) -> list[ProgressEntry]:
    """What the focal officer wrote down for the unit and nobody there has looked at."""
    waiting = ProgressEntry.objects.filter(on_behalf_of_id__in=sorted(actor.unit_ids), unit_answer="")
    return list(waiting.select_related("duty__action", "duty__plan", "by")[:most])


def disputed_entries(actor: Actor, most: int = 50) -> list[ProgressEntry]:
    """What the focal unit wrote down for a unit, which does not agree, and nobody has acted on since."""
    newer = ProgressEntry.objects.filter(duty=OuterRef("duty"), pk__gt=OuterRef("pk"))
    waiting = ProgressEntry.objects.filter(
        ~Exists(newer),
        unit_answer=Disputed.DISPUTED,
        duty__plan__focal_unit_id__in=sorted(actor.unit_ids),
        duty__plan__status=PlanStatus.ACTIVE,
        duty__confirmed_on__isnull=True,
        duty__returned_on__isnull=True,
    )
    return list(waiting.select_related("duty__action", "duty__plan", "duty__unit", "by")[:most])


def alarm_list(most: int = 200) -> list[SecrecyAlarm]:
    """Files refused for a secrecy mark, newest first."""
    return list(SecrecyAlarm.objects.select_related("unit", "by", "released_by")[:most])


def alarm_record(alarm_id: int) -> SecrecyAlarm:
    """Raises SecrecyAlarm.DoesNotExist."""
    return SecrecyAlarm.objects.get(pk=alarm_id)
