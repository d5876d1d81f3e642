"""The verbs of messages. Each in one transaction, that of its caller where there is one."""

from minhbach.messaging.core.notice import Addressee, Notice
from minhbach.messaging.services.notifying import acknowledge, mark_read, notify, settle

__all__ = ["Addressee", "Notice", "acknowledge", "mark_read", "notify", "settle"]
