"""Reminders and letters in processes of their own: `python -m tests.torture.reminder_scenes VERB ...`."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from datetime import timedelta
from typing import Any

UNITS, ACTIONS = 40, 20  # all late: 800 items of one letter
AWAY = timedelta(days=10)  # the worker was away so long: every duty has come to some rung since


def prepare() -> None:
    """Units with an officer and a head each; the ladder proposes to heads and leaders too."""
    from tests.torture.scenes import prepare as prepare_units

    prepare_units()
    from dataclasses import replace

    from minhbach.organisation.actor import Actor
    from minhbach.organisation.models import Role
    from minhbach.supervision.core.defaults import DEFAULT
    from minhbach.supervision.services import set_policy

    set_policy(Actor.system(), None, replace(DEFAULT, proposes=True))
    for unit in [_focal(), *_units()]:
        _member(f"officer{unit.pk}", unit, Role.FOCAL if unit == _focal() else Role.OFFICER)
        _member(f"head{unit.pk}", unit, Role.HEAD)


def _units() -> list[Any]:
    from minhbach.organisation.models import Unit

    return list(Unit.objects.filter(closed_on=None, kind="commune").order_by("pk")[:UNITS])


def _focal() -> Any:
    from minhbach.organisation.models import Unit

    return Unit.objects.filter(closed_on=None, kind="department").order_by("pk")[0]


def _member(login: str, unit: object, role: str) -> None:
    from minhbach.organisation.models import Membership, User

    user = User.objects.create(username=login, full_name=login)
    Membership.objects.create(user=user, unit=unit, role=role)


def owe(number: str) -> None:
    """A plan of which all fell due in the last weeks; the ladder last ran ten days ago. Asks for a run."""
    from django.utils import timezone

    from minhbach.plans.models import Action, Duty, Plan
    from minhbach.shared.jobs import enqueue
    from minhbach.shared.models import Marker
    from minhbach.supervision.jobs import REMIND
    from minhbach.supervision.services.reminding import LAST_RUN

    today = timezone.localdate()
    Plan.objects.update(status="closed")
    plan = Plan.objects.create(
        title=f"Thử {number}", number=f"{number}/KH-UBND", status="active", focal_unit=_focal(),
        tracked_from=today - timedelta(days=99), opening_confirmed_on=today - timedelta(days=99),
    )  # fmt: skip
    actions = Action.objects.bulk_create(Action(plan=plan, order=n, text=f"Việc {n}") for n in range(ACTIONS))
    days = [today - timedelta(days=n + 1) for n in range(ACTIONS)]
    Duty.objects.bulk_create(
        Duty(
            plan=plan, action=action, unit=unit, clock="dated", opens_on=day, due=day, last_on_time=day,
            counted=True,
        )
        for action, day in zip(actions, days, strict=True)
        for unit in _units()
    )  # fmt: skip
    Marker.objects.update_or_create(
        key=LAST_RUN, defaults={"value": {"day": (today - AWAY).isoformat()}, "at": timezone.now()}
    )
    enqueue(REMIND, key=REMIND)
    print(plan.pk)


def look(plan_id: str) -> None:
    """Prints what was said and proposed of the plan: how many, how many different, a digest of all of it."""
    from minhbach.messaging.models import Notification
    from minhbach.plans.models import Duty
    from minhbach.shared.models import Job
    from minhbach.supervision.jobs import REMIND
    from minhbach.supervision.models import ProposalItem

    places = dict(Duty.objects.filter(plan_id=plan_id).values_list("pk", "action__order"))
    said = [
        (places[int(about.rpartition(":")[2])], rung, person)
        for about, rung, person in Notification.objects.filter(
            about__in=[f"plans.duty:{pk}" for pk in places]
        ).values_list("about", "rung", "person__username")
    ]
    proposed = [
        (places[pk], key, days)
        for pk, key, days in ProposalItem.objects.filter(plan_id=plan_id).values_list(
            "object_id", "key", "days"
        )
    ]
    rows = sorted(map(repr, said + proposed))
    job = Job.objects.filter(name=REMIND).order_by("-id").first()
    print(
        json.dumps(
            {
                "said": len(said), "distinct": len(set(said)), "proposed": len(proposed),
                "distinct proposals": len(set(proposed)),
                "digest": hashlib.sha256(repr(rows).encode()).hexdigest(),
                "seconds": (job.finished_at - job.started_at).total_seconds() if job.finished_at else 0,
            }
        )
    )  # fmt: skip


def write_letter() -> None:
    """The focal officer presses the button for all late units; prints the letter."""
    from minhbach.organisation.models import User
    from minhbach.organisation.queries import actor_of
    from minhbach.supervision import services

    officer = actor_of(User.objects.get(username=f"officer{_focal().pk}"))
    print("ready", flush=True)
    print(services.make_letter(officer, [unit.pk for unit in _units()]).pk, flush=True)


def look_at_letters() -> None:
    """Prints the items of every letter that stands."""
    from minhbach.shared.models import AuditEntry
    from minhbach.supervision.models import Letter

    letters = [letter.items.count() for letter in Letter.objects.standing()]
    print(json.dumps([letters, AuditEntry.objects.filter(verb="make letter").count()]))


VERBS = {
    "prepare": prepare, "owe": owe, "look": look, "write-letter": write_letter, "letters": look_at_letters,
}  # fmt: skip

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    import django

    django.setup()
    VERBS[sys.argv[1]](*sys.argv[2:])
