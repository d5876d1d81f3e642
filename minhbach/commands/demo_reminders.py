"""Reminders in the made-up province: the ladder ran for weeks, a letter went out, the tray has proposals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minhbach.organisation.actor import Actor

RAN = 40  # days ago the ladder ran first
LETTER = 9  # days ago the letter was made; it went out the day after
NUMBER = "1426/SKHCN-CNS"


def remind_and_write(actor: Actor, today: date) -> None:
    """As the worker and the focal officer would have done day by day."""
    from django.utils import timezone

    from minhbach.organisation.actor import Actor as Acting
    from minhbach.supervision import services
    from minhbach.supervision.core.defaults import DEFAULT

    services.set_policy(Acting.system(), None, replace(DEFAULT, proposes=True))
    for days in range(RAN, -1, -1):
        day = today - timedelta(days=days)
        moment = timezone.make_aware(datetime.combine(day, time(7, 30)))
        services.remind(day, lambda done, total, text: None, now=min(moment, timezone.now()))
        if days == LETTER:
            _write(actor, day)


def _write(actor: Actor, day: date) -> None:
    """To every unit that was late then, numbered the day after."""
    from minhbach.supervision import queries, services

    late = [row.unit.pk for row in queries.late_units(actor, day)]
    if late:
        letter = services.make_letter(actor, late, today=day)
        dated = day + timedelta(days=1)
        services.record_letter(actor, letter, services.Issued(NUMBER, dated), today=dated)
