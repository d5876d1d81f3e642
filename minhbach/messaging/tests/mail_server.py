"""A real mail server on loopback that counts what it takes and can misbehave."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections import Counter
from email import message_from_bytes
from email.message import Message
from email.policy import default

from aiosmtpd.controller import UnthreadedController
from aiosmtpd.smtp import SMTP, Envelope, Session

logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # it would write every word of every conversation


class MailServer:
    """answers: what it says to the next contents, in order; "250 OK" when they are used up.

    "drop" takes the content and breaks the line before the answer. refused: answer to a recipient.
    thinks: seconds between the content and the answer.
    """

    def __init__(self, thinks: float = 0) -> None:
        self.thinks = thinks
        self.taken: list[Message] = []
        self.answers: list[str] = []
        self.refused: dict[str, str] = {}
        self.to_sender = ""  # answer to whom it does not let send
        self._loop = asyncio.new_event_loop()
        self._controller = UnthreadedController(self, "127.0.0.1", 0, self._loop)
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def start(self) -> MailServer:
        self._controller.begin()
        self._thread.start()
        return self

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._controller.end()
        self._loop.close()

    @property
    def port(self) -> int:
        return int(self._controller.server.sockets[0].getsockname()[1])

    @property
    def ids(self) -> Counter[str]:
        """Message-ID -> how often it came."""
        return Counter(str(message["Message-ID"]) for message in self.taken)

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ):
        if self.to_sender:
            return self.to_sender
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, _: list[str]
    ):
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer == "250 OK" or answer == "drop":
            self.taken.append(message_from_bytes(envelope.content, policy=default))
        if answer == "drop":
            server.transport.close()
        await asyncio.sleep(self.thinks)
        return answer
