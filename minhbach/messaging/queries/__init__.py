"""What pages and later apps ask of messages; nothing here writes."""

from minhbach.messaging.queries.channels import Channels, channels_of, masked
from minhbach.messaging.queries.feeds import Owner, days_of, feed_of, offer_days, owner_of
from minhbach.messaging.queries.log import LogFilter, LogLine, log_lines, state_counts
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
    "Channels",
    "LogFilter",
    "LogLine",
    "Owner",
    "acknowledged",
    "away",
    "channels_of",
    "days_of",
    "feed_of",
    "hours_of",
    "kinds_set_up",
    "log_lines",
    "masked",
    "notification_record",
    "notifications_of",
    "offer_days",
    "offer_work_calendar",
    "owner_of",
    "sending_rules",
    "state_counts",
    "told",
    "unread_count",
    "work_calendar",
]
