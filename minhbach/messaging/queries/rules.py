"""What holds for sending: rules of the instance, and which days are worked."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings

from minhbach.messaging.core.moments import Hours
from minhbach.messaging.models import ChannelKind, SendingRules
from minhbach.shared.dates import WorkCalendar

ONLY_ROW = 1
_calendars: list[Callable[[], WorkCalendar]] = []


def sending_rules() -> SendingRules:
    """The row, or one with the defaults where nobody has changed any."""
    return SendingRules.objects.filter(pk=ONLY_ROW).first() or SendingRules(pk=ONLY_ROW)


def kinds_set_up() -> frozenset[str]:
    """Ways by which this instance can send at all: without a mail server no mail is queued."""
    smtp = "messaging" in settings.EMAIL_BACKEND or "smtp" in settings.EMAIL_BACKEND
    ready = {
        ChannelKind.MAIL: bool(settings.EMAIL_HOST) or not smtp,
        ChannelKind.ZALO: bool(settings.MINHBACH_ZALO_BOT),
        ChannelKind.WEBHOOK: True,
    }
    return frozenset(str(kind) for kind, is_ready in ready.items() if is_ready)


def hours_of(rules: SendingRules) -> Hours:
    return Hours(
        rules.quiet_from, rules.quiet_to, rules.rest_days_quiet, rules.digest_at, rules.digest_weekday
    )


def offer_work_calendar(calendar: Callable[[], WorkCalendar]) -> None:
    """The app that keeps the rest days says here how to read them. Called once, when the product starts."""
    _calendars[:] = [calendar]


def work_calendar() -> WorkCalendar:
    """Weekends only, as long as nobody keeps a calendar."""
    return _calendars[0]() if _calendars else WorkCalendar()
