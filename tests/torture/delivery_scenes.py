"""What happens inside the processes of the deliveries: `python -m tests.torture.delivery_scenes VERB ...`."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

PEOPLE = 12


def prepare() -> None:
    """An empty database, people with mail addresses who want every message at once, and no quiet hours."""
    from datetime import time

    from django.conf import settings
    from django.core.management import call_command

    from minhbach.messaging.models import Channel, SendingRules
    from minhbach.organisation.models import User

    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    rules = {"quiet_from": time(0), "quiet_to": time(0), "rest_days_quiet": False}
    SendingRules.objects.update_or_create(pk=1, defaults=rules)
    for number in range(PEOPLE):
        person = User.objects.create(username=f"p{number}", email=f"p{number}@songmau.example")
        Channel.objects.create(person=person, kind="mail", digest="immediate")


def say(number: str) -> None:
    """One thing to everybody, said twice, as two workers might; and the worker is asked to send."""
    from minhbach.messaging.jobs import DELIVER
    from minhbach.messaging.services import Addressee, Notice, notify
    from minhbach.organisation.models import User
    from minhbach.shared.jobs import enqueue

    to = tuple(Addressee(pk) for pk in User.objects.values_list("pk", flat=True))
    notice = Notice("rule", f"thing:{number}", "", to, f"Việc {number}", "/", f"Việc {number} đến hạn.")
    assert (notify(notice), notify(notice)) == (PEOPLE, 0)
    enqueue(DELIVER, key=DELIVER)


def finish() -> None:
    """Nobody disturbs any more: what waits for a repeat need not wait; sends until nothing is due."""
    from django.utils import timezone

    from minhbach.messaging.jobs import DELIVER
    from minhbach.messaging.models import WAITING, Delivery
    from minhbach.shared.jobs import enqueue
    from minhbach.shared.models import Job, JobState
    from minhbach.shared.worker import drain, free_jobs_of_dead_neighbours

    for _ in range(4):
        free_jobs_of_dead_neighbours()
        Job.objects.filter(name=DELIVER, state=JobState.RUNNING).update(state=JobState.STOPPED)
        enqueue(DELIVER, key=DELIVER)
        drain()
        waiting = Delivery.objects.filter(state__in=WAITING, run_at__isnull=False)
        if not waiting.update(run_at=timezone.now()):
            return
    sys.exit("deliveries still wait")


def look() -> None:
    """Prints state -> count, and every Message-ID."""
    from django.db.models import Count

    from minhbach.messaging.models import Delivery, Notification

    states = dict(Delivery.objects.values_list("state").annotate(n=Count("pk")))
    ids = list(Delivery.objects.values_list("message_id", flat=True))
    print(json.dumps({"states": states, "ids": ids, "notifications": Notification.objects.count()}))


VERBS = {"prepare": prepare, "say": say, "finish": finish, "look": look}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    import django

    django.setup()
    VERBS[sys.argv[1]](*sys.argv[2:])
