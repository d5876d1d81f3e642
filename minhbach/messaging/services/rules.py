"""The rules of sending are edited by an administrator."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import time

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.messaging.access import can_change_rules
from minhbach.messaging.core.hosts import host_line
from minhbach.messaging.models import SendingRules
from minhbach.messaging.queries.rules import ONLY_ROW, sending_rules
from minhbach.organisation.actor import Actor
from minhbach.shared import audit
from minhbach.shared.verbs import Problem, Refused, allow

MOST_DAYS = 30


@dataclass(frozen=True, slots=True)
class NewRules:
    """Fields as in models.SendingRules; hosts one a line."""

    quiet_from: time
    quiet_to: time
    rest_days_quiet: bool
    digest_at: time
    digest_weekday: int
    give_up_days: int
    hosts: str = ""
    inner_hosts: str = ""


@transaction.atomic
def change_rules(actor: Actor, new: NewRules) -> SendingRules:
    """Holds from the next look of the worker on; what waits is put off or goes by the new hours."""
    allow(can_change_rules(actor), "sending_rules.change")
    if not 1 <= new.give_up_days <= MOST_DAYS:
        raise Refused(Problem("give_up_days", _("Ghi từ 1 đến 30 ngày.")))
    if new.digest_weekday not in range(7):
        raise Refused(Problem("digest_weekday", _("Chọn một ngày trong tuần.")))
    values = asdict(new) | {
        "hosts": _lines("hosts", new.hosts), "inner_hosts": _lines("inner_hosts", new.inner_hosts),
    }  # fmt: skip
    before = _facts(sending_rules())
    row, _made = SendingRules.objects.update_or_create(pk=ONLY_ROW, defaults=values)
    audit.record(actor, "sending_rules.change", row, before=before, after=_facts(row))
    return row


def _lines(name: str, text: str) -> list[str]:
    typed = [line.strip() for line in text.splitlines() if line.strip()]
    bad = next((line for line in typed if not host_line(line)), "")
    if bad:
        said = {"line": bad[:80]}
        raise Refused(Problem(name, _("“%(line)s” không phải tên máy chủ; ghi như chat.tinh.gov.vn.") % said))
    return sorted({host_line(line) for line in typed})


def _facts(row: SendingRules) -> dict[str, object]:
    return {
        "quiet_from": f"{row.quiet_from:%H:%M}", "quiet_to": f"{row.quiet_to:%H:%M}",
        "rest_days_quiet": row.rest_days_quiet, "digest_at": f"{row.digest_at:%H:%M}",
        "digest_weekday": row.digest_weekday, "give_up_days": row.give_up_days,
        "hosts": row.hosts, "inner_hosts": row.inner_hosts,
    }  # fmt: skip
