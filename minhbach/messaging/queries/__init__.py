"""What pages and later apps ask of messages; nothing here writes."""

from minhbach.messaging.queries.notifications import (
    COUNTED,
    PER_PAGE,
    acknowledged,
    notification_record,
    notifications_of,
    told,
    unread_count,
)
from minhbach.messaging.queries.rules import (
    hours_of,
    kinds_set_up,
    offer_work_calendar,
    sending_rules,
    work_calendar,
)
from minhbach.messaging.queries.servers import Away, away

__all__ = [
    "COUNTED",
    "PER_PAGE",
    "Away",
    "acknowledged",
    "away",
    "hours_of",
    "kinds_set_up",
    "notification_record",
    "notifications_of",
    "offer_work_calendar",
    "sending_rules",
    "told",
    "unread_count",
    "work_calendar",
]
