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
from minhbach.messaging.queries.rules import hours_of, offer_work_calendar, sending_rules, work_calendar

__all__ = [
    "COUNTED",
    "PER_PAGE",
    "acknowledged",
    "hours_of",
    "notification_record",
    "notifications_of",
    "offer_work_calendar",
    "sending_rules",
    "told",
    "unread_count",
    "work_calendar",
]
