"""Notifications, the channels by which they leave the product, and what became of each."""

from minhbach.messaging.models.channels import CalendarFeed, Channel, ChannelKind, DigestKind, SendingRules
from minhbach.messaging.models.deliveries import WAITING, Delivery, DeliveryItem, DeliveryState, Failure
from minhbach.messaging.models.notifications import Notification

__all__ = [
    "WAITING",
    "CalendarFeed",
    "Channel",
    "ChannelKind",
    "Delivery",
    "DeliveryItem",
    "DeliveryState",
    "DigestKind",
    "Failure",
    "Notification",
    "SendingRules",
]
