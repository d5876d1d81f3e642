"""One round of a worker: takes what is due, sends it, writes down how it ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from minhbach.messaging import services
from minhbach.messaging.core.hosts import target_of
from minhbach.messaging.core.outcomes import Ending, Outcome
from minhbach.messaging.core.parcels import Parcel
from minhbach.messaging.models import ChannelKind, Delivery
from minhbach.messaging.queries import sending_rules
from minhbach.messaging.senders.chat import send_to_webhook, send_to_zalo
from minhbach.messaging.senders.mail import Post, ServerAway

Progress = Callable[[int, int], None]
AWAY = Outcome(Ending.LATER, "no_server")


class Round:
    """token: the job's, so that whoever comes after a killed worker can tell whose a delivery was."""

    def __init__(self, token: str, clock: Callable[[], datetime] = timezone.now) -> None:
        self.token, self.clock = token, clock
        self.post = Post()
        self.kinds: set[str] = set()
        self.silent_hosts: set[str] = set()

    def run(self, progress: Progress) -> int:
        """Sends until nothing is due; returns how many tries. progress may raise to end it between two."""
        services.mark_cut(self.clock())
        self.kinds = set(services.kinds_to_try(self.clock()))
        tries = 0
        try:
            while parcel := self._next():
                self._finish(parcel, self._send(parcel))
                tries += 1
                progress(tries, tries + 1)
        finally:
            self.post.close()
        return tries

    def _next(self) -> Parcel | None:
        """The mail server is spoken to before a mail is taken in hand: only then can it be cut off."""
        if ChannelKind.MAIL in self.kinds and self._has_mail():
            try:
                self.post.open()
            except ServerAway as away:
                self._lose(ChannelKind.MAIL, away.outcome)
            else:
                services.server_is_back(ChannelKind.MAIL)
        return services.take(self.token, self.kinds, self.clock())

    def _has_mail(self) -> bool:
        return self.post.is_open or Delivery.objects.due(self.clock()).filter(kind=ChannelKind.MAIL).exists()

    def _send(self, parcel: Parcel) -> Outcome:
        if parcel.kind == ChannelKind.MAIL:
            return self.post.send(parcel.address, parcel.subject, parcel.body, parcel.message_id)
        if parcel.kind == ChannelKind.ZALO:
            return send_to_zalo(parcel.address, parcel.subject, parcel.body)
        target = target_of(parcel.address)
        if target and target.name in self.silent_hosts:
            return AWAY
        outcome = send_to_webhook(
            parcel.address, parcel.subject, parcel.body, parcel.message_id, sending_rules()
        )
        if target and outcome.failure in ("no_server", "cut"):  # nobody waits for its time-out a second time
            self.silent_hosts.add(target.name)
        return outcome

    def _finish(self, parcel: Parcel, outcome: Outcome) -> None:
        services.record(parcel, outcome, self.clock())
        if outcome.server_is_down:
            self._lose(parcel.kind, outcome)

    def _lose(self, kind: str, outcome: Outcome) -> None:
        services.server_is_away(kind, outcome.failure, self.clock())
        services.give_up(kind, outcome.failure, self.clock())
        self.kinds.discard(kind)
