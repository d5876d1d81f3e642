"""The verbs of messages. Each in one transaction, that of its caller where there is one."""

from minhbach.messaging.core.notice import Addressee, Notice
from minhbach.messaging.services.again import send_again, send_failed_again
from minhbach.messaging.services.channels import Choice, choose_channel, choose_unit_mailbox
from minhbach.messaging.services.delivering import address_of, give_up, mark_cut, record, take
from minhbach.messaging.services.feeds import make_feed, revoke_feed
from minhbach.messaging.services.notifying import acknowledge, mark_read, notify, settle
from minhbach.messaging.services.rules import NewRules, change_rules
from minhbach.messaging.services.servers import kinds_to_try, server_is_away, server_is_back

__all__ = [
    "Addressee",
    "Choice",
    "NewRules",
    "Notice",
    "acknowledge",
    "address_of",
    "change_rules",
    "choose_channel",
    "choose_unit_mailbox",
    "give_up",
    "kinds_to_try",
    "make_feed",
    "mark_cut",
    "mark_read",
    "notify",
    "record",
    "revoke_feed",
    "send_again",
    "send_failed_again",
    "server_is_away",
    "server_is_back",
    "settle",
    "take",
]
