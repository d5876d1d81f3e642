"""Reports sent and accepted in processes of their own: `python -m tests.torture.report_scenes VERB ...`."""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

UNITS = 60


def prepare(rounds: str) -> None:
    """Units with approved reports that nobody has sent yet, `rounds` of each; an officer a unit."""
    from tests.torture.scenes import prepare as prepare_units

    prepare_units()
    from django.utils import timezone

    from minhbach.organisation.models import Membership, Role, Unit, User
    from minhbach.reporting.models import ReportRegime, ReportSlot

    today = timezone.localdate()
    focal = Unit.objects.filter(closed_on=None, kind="department").order_by("pk")[0]
    _member(User, Membership, "focal", focal, Role.FOCAL)
    regime = ReportRegime.objects.create(title="Báo cáo thử", owner=focal, to_unit=focal, role="unit_report",
                                         cycle="monthly")  # fmt: skip
    for unit in Unit.objects.filter(closed_on=None, kind="commune").order_by("pk")[:UNITS]:
        _member(User, Membership, f"unit{unit.pk}", unit, Role.OFFICER)
        for number in range(int(rounds)):
            slot = ReportSlot.objects.create(
                regime=regime, unit=unit, period=f"{2001 + number // 12}-{number % 12 + 1:02d}",
                window_from=today - timedelta(days=40), window_to=today - timedelta(days=10),
                opens_on=today - timedelta(days=9), due=today, last_on_time=today,
            )  # fmt: skip
            _approve(slot)


def _member(users: Any, memberships: Any, login: str, unit: object, role: str) -> None:
    user = users.objects.create(username=login, full_name=login)
    memberships.objects.create(user=user, unit=unit, role=role)


def _approve(slot: Any) -> None:
    from minhbach.organisation.models import User
    from minhbach.organisation.queries import actor_of
    from minhbach.reporting.core.answers import Answer
    from minhbach.reporting.models import SignedAs
    from minhbach.reporting.queries import own_report_page
    from minhbach.reporting.services import reports

    officer = actor_of(User.objects.get(username=f"unit{slot.unit_id}"))
    page = own_report_page(officer, slot.pk, slot.last_on_time)
    typed = {one.key: Answer(text="Đã trả lời 12 câu hỏi") for one in page.sheet.fields}
    reports.save_report(officer, slot, typed, 0)
    reports.prepare_report(officer, slot)
    reports.approve_outside(officer, slot, "Trần Văn An", SignedAs.HEAD)


def storm(notes: str) -> None:
    """Sends and accepts every report that is not noted yet, through the pages; notes what was confirmed."""
    from django.test import Client

    from minhbach.organisation.models import User
    from minhbach.reporting.models import ReportSlot

    done = set(Path(notes).read_text().split("\n")) if Path(notes).exists() else set()
    people = {user.username: user for user in User.objects.all()}
    focal = Client()
    focal.force_login(people["focal"], backend="allauth.account.auth_backends.AuthenticationBackend")
    with Path(notes).open("a") as out:
        for slot in ReportSlot.objects.order_by("pk"):
            officer = Client()
            backend = "allauth.account.auth_backends.AuthenticationBackend"
            officer.force_login(people[f"unit{slot.unit_id}"], backend=backend)
            for client, verb, path in (
                (officer, "submit", f"/bao-cao/{slot.pk}/"), (focal, "accept", f"/bao-cao/{slot.pk}/xem/"),
            ):  # fmt: skip
                if f"{verb} {slot.pk}" in done:
                    continue
                answer = client.post(path, {"verb": verb})
                assert answer.status_code == 302, (verb, slot.pk, answer.status_code)
                out.write(f"{verb} {slot.pk}\n")
                out.flush()
                os.fsync(out.fileno())


def look() -> None:
    """Prints for every slot how often it was sent and accepted by the record, and whether its hash holds."""
    from collections import Counter

    from minhbach.reporting.core.accepted import digest
    from minhbach.reporting.models import Report
    from minhbach.shared.models import AuditEntry

    kept = AuditEntry.objects.filter(verb__in=["send report", "accept report"])
    times = Counter(kept.values_list("verb", "thing_id"))
    seen = []
    for report in Report.objects.select_related("slot"):
        key = str(report.pk)
        whole = bool(report.snapshot) and digest(report.snapshot) == report.snapshot_sha256
        seen.append(
            [
                report.slot_id, times["send report", key], times["accept report", key], whole,
                bool(report.slot.first_sent_on and report.slot.accepted_on),
            ]
        )  # fmt: skip
    print(json.dumps(seen))


VERBS = {"prepare": prepare, "storm": storm, "look": look}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    os.environ.setdefault("MINHBACH_HOSTS", "testserver")
    import django

    django.setup()
    VERBS[sys.argv[1]](*sys.argv[2:])
