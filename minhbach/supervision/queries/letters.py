"""Letters: the list, one of them, and the paper that it prints."""

from __future__ import annotations

from django.db.models import Count

from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Unit
from minhbach.organisation.queries import authority_name
from minhbach.reporting.queries.report import place_name
from minhbach.supervision.access import can_read_whole_letter
from minhbach.supervision.core import letter as core
from minhbach.supervision.models import Letter, LetterItem
from minhbach.supervision.models.letters import LetterQuerySet
from minhbach.supervision.queries.late import plan_of_letter


def letters(actor: Actor) -> LetterQuerySet:
    """Those that the actor may see, the newest first, with how many units and items each names."""
    return (
        Letter.objects.visible_to(actor)
        .standing()
        .select_related("author", "plan", "made_by")
        .annotate(units=Count("items__unit", distinct=True), count=Count("items"))
        .order_by("-id")
    )


def letters_about(actor: Actor, action_id: int) -> list[Letter]:
    """Numbered letters that named a duty of this action, the newest first; named: how many units."""
    seen = Letter.objects.visible_to(actor).recorded().filter(items__duty__action_id=action_id)
    return list(seen.annotate(named=Count("items__unit", distinct=True)).order_by("-dated", "-id"))


def letter_record(actor: Actor, letter_id: int) -> Letter:
    """One letter. Raises Letter.DoesNotExist."""
    joined = Letter.objects.visible_to(actor).select_related("author", "plan", "stored", "made_by")
    return joined.get(pk=letter_id)


def letter_items(actor: Actor, letter: Letter) -> list[LetterItem]:
    """Its items, the units in protocol order; a unit that was only addressed sees its own."""
    items = letter.items.select_related("unit", "duty__action", "slot")
    if not can_read_whole_letter(actor, letter):
        items = items.filter(unit_id__in=list(actor.unit_ids))
    return sorted(items, key=lambda item: (_order(item.unit), -item.late_days, item.pk))


def letter_paper(letter: Letter, items: list[LetterItem]) -> core.Letter:
    """As the rules of letters take it."""
    authority = authority_name() or letter.author.name
    return core.Letter(
        form=core.Form(letter.form),
        author=letter.author.name,
        authority=authority,
        place=place_name(authority),
        plan_words=plan_of_letter(letter.plan) if letter.plan else "",
        as_of=letter.as_of,
        items=tuple(_item(item) for item in items),
        reply_by=letter.reply_by,
        number=letter.number,
        dated=letter.dated,
    )


def _item(item: LetterItem) -> core.Item:
    return core.Item(
        unit=item.unit.name,
        unit_order=_order(item.unit),
        text=item.text,
        deadline=item.deadline,
        late_days=item.late_days,
        standing=item.standing,
        told=item.told,
        asked=item.asked,
    )


def _order(unit: Unit) -> tuple[int, str]:
    return unit.protocol_order, unit.name
