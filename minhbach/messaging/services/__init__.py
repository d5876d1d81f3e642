"""The verbs of messages. Each in one transaction, that of its caller where there is one."""

from minhbach.messaging.core.notice import Addressee, Notice
from minhbach.messaging.services.delivering import address_of, give_up, mark_cut, record, take
from minhbach.messaging.services.notifying import acknowledge, mark_read, notify, settle
from minhbach.messaging.services.servers import kinds_to_try, server_is_away, server_is_back

__all__ = [
    "Addressee",
    "Notice",
    "acknowledge",
    "address_of",
    "give_up",
    "kinds_to_try",
    "mark_cut",
    "mark_read",
    "notify",
    "record",
    "server_is_away",
    "server_is_back",
    "settle",
    "take",
]
