"""The run of the ladder: what is due is said, or proposed, exactly once; in parts, so others can write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from minhbach.messaging.models import Notification
from minhbach.messaging.services import Addressee, Notice, notify
from minhbach.shared.models import Marker
from minhbach.supervision.core.addressees import told
from minhbach.supervision.core.ladder import Kind, Owed, Reminder, reminders
from minhbach.supervision.core.wording import subject
from minhbach.supervision.queries.due import Look, due_now, look_at
from minhbach.supervision.queries.named import Named, about_of, named
from minhbach.supervision.queries.people import people_of
from minhbach.supervision.services.proposing import propose

RULE = "reminder"
LAST_RUN = "last reminders"
PART = 200  # owed things a transaction
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Ran:
    """said: new notifications; proposed: things newly in a tray."""

    said: int = 0
    proposed: int = 0

    def plus(self, other: Ran) -> Ran:
        return Ran(self.said + other.said, self.proposed + other.proposed)


def last_run() -> date | None:
    """The day up to which everything was said; None before the first run."""
    day = Marker.objects.filter(key=LAST_RUN).values_list("value__day", flat=True).first()
    return date.fromisoformat(day) if day else None


def remind(today: date, progress: Progress, *, now: datetime | None = None) -> Ran:
    """Says and proposes all that has come to a rung since the last run. Safe to run again after a kill:
    what was said is not said twice, and the day is remembered only when everything was."""
    before = last_run()
    if before is not None and before >= today:
        return Ran()
    look, ran, done = look_at(before, today), Ran(), 0
    things = list(due_now(look))
    for part in _parts(things):
        ran = ran.plus(remind_part(part, look, now))
        done += len(part)
        progress(done, len(things), "")
    _remember(today, ran)
    return ran


def _parts(things: Sequence[Owed]) -> Iterator[list[Owed]]:
    """The rows of one unit to one plan stay together: their counts are added up for whoever gets both."""
    ordered = sorted(things, key=lambda owed: (owed.kind, owed.plan_id or 0, owed.unit_id, owed.id))
    rows = iter(ordered)
    part: list[Owed] = []
    for owed in rows:
        together = part and (owed.kind, owed.plan_id, owed.unit_id) == (
            part[-1].kind, part[-1].plan_id, part[-1].unit_id
        )  # fmt: skip
        if len(part) >= PART and not (together and owed.kind is Kind.ONGOING):
            yield part
            part = []
        part.append(owed)
    if part:
        yield part


@transaction.atomic
def remind_part(things: Sequence[Owed], look: Look, now: datetime | None = None) -> Ran:
    """One transaction: notifications of the unit's own people, items of proposals for heads and leaders."""
    found = list(reminders(_with_answers(things), look.policies, look.last_run, look.today, look.calendar))
    if not found:
        return Ran()
    people = people_of({r.owed.unit_id for r in found}, look.today)
    names = named(r.owed for r in found)
    notices = [_notice(r, to, names, look) for r, to in told(found, people)]
    said = notify(*notices, now=now)
    proposed = propose([r for r in found if r.is_proposed], look.plans, look.today)
    return Ran(said, proposed)


def _with_answers(things: Sequence[Owed]) -> list[Owed]:
    """Marks what somebody of the unit has answered "Đã nhận" for its present day."""
    abouts = {about_of(owed) for owed in things}
    answered = Notification.objects.about(*abouts).filter(rule=RULE, acknowledged_at__isnull=False)
    known = set(answered.values_list("about", "day"))
    return [
        replace(owed, acknowledged=True) if (about_of(owed), owed.due) in known else owed for owed in things
    ]


def _notice(reminder: Reminder, to: Sequence[int], names: dict[str, Named], look: Look) -> Notice:
    owed = reminder.owed
    thing = names[about_of(owed)]
    return Notice(
        rule=RULE,
        about=about_of(owed),
        rung=reminder.key,
        to=tuple(Addressee(person, owed.unit_id) for person in to),
        label=thing.name,
        href=thing.href,
        words=subject(reminder, thing.name),
        day=owed.due,
        from_unit_id=look.plans.get(owed.plan_id or 0) or thing.from_unit,
    )


def _remember(today: date, ran: Ran) -> None:
    """Up to which day everything was said. Never back: a clock that was wrong says nothing twice."""
    Marker.objects.update_or_create(
        key=LAST_RUN,
        defaults={
            "at": timezone.now(),
            "value": {"day": today.isoformat(), "said": ran.said, "proposed": ran.proposed},
        },
    )
