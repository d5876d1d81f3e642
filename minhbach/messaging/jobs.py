"""Background work of messages."""

from __future__ import annotations

from django.utils import timezone

from minhbach.messaging.models import Delivery, DeliveryState
from minhbach.messaging.senders.round import Round
from minhbach.messaging.services import kinds_to_try
from minhbach.shared.jobs import Run, enqueue, every, job
from minhbach.shared.words import Words

DELIVER = "messaging.deliver"


@every("look for messages to send", seconds=15)
def ask_to_deliver() -> None:
    """One job at a time; none while nothing is due, or while the server of what is due is away."""
    now = timezone.now()
    due = Delivery.objects.due(now).filter(kind__in=kinds_to_try(now)).exists()
    if due or Delivery.objects.filter(state=DeliveryState.SENDING).exists():
        enqueue(DELIVER, key=DELIVER)


@job(DELIVER)
def deliver(run: Run) -> None:
    """Sends what is due. Told to leave, or killed, it is given again: the rows say how far it came."""
    Round(run.job.token).run(lambda done, total: run.progress(done, total, Words("Đang gửi thông báo")))
