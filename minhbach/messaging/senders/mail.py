"""Mail by Django's mail interface; knows whether a message that failed may have gone all the same."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from minhbach.messaging.core.outcomes import SENT, Ending, Outcome

# RFC 3834: no answering machine replies to it, and none is asked to.
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All", "Precedence": "bulk"}
GOING_AWAY = 421  # RFC 5321, 3.8: the server ends the conversation
OF_THE_LINE = (OSError, smtplib.SMTPException)


class ServerAway(Exception):
    """The mail server cannot be used now; nothing was said to it."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.failure)
        self.outcome = outcome


class _Knowing:
    """Remembers whether the content of the current message was handed over, wholly or in part."""

    handing_over = False

    def data(self, msg):  # type: ignore[no-untyped-def]
        self.handing_over = True
        try:
            answer = super().data(msg)  # type: ignore[misc]
        except smtplib.SMTPDataError:  # an answer: the content was not wanted
            self.handing_over = False
            raise
        self.handing_over = False
        return answer


class KnowingSMTP(_Knowing, smtplib.SMTP):
    pass


class KnowingSMTPOverTLS(_Knowing, smtplib.SMTP_SSL):
    pass


class KnowingBackend(EmailBackend):
    """Django's own, over a conversation that knows how far it came."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return KnowingSMTPOverTLS if self.use_ssl else KnowingSMTP


class Post:
    """One conversation with the mail server, kept for many messages."""

    def __init__(self) -> None:
        self._backend: BaseEmailBackend | None = None

    @property
    def is_open(self) -> bool:
        return self._backend is not None

    def open(self) -> None:
        """Connects and signs in, before any delivery is taken in hand. Raises ServerAway."""
        if self._backend is not None:
            return
        backend = get_connection()
        if isinstance(backend, EmailBackend) and not settings.EMAIL_HOST:
            raise ServerAway(Outcome(Ending.LATER, "no_settings", server_is_down=True))
        try:
            backend.open()
        except smtplib.SMTPAuthenticationError as refused:
            raise ServerAway(
                Outcome(Ending.LATER, "sign_in", str(refused.smtp_code), server_is_down=True)
            ) from refused
        except OF_THE_LINE as broken:
            raise ServerAway(
                Outcome(Ending.LATER, "no_server", _code(broken), server_is_down=True)
            ) from broken
        self._backend = backend

    def close(self) -> None:
        backend, self._backend = self._backend, None
        if backend is not None:
            with suppress(*OF_THE_LINE):  # what was sent was answered already
                backend.close()

    def send(self, address: str, subject: str, body: str, message_id: str) -> Outcome:
        """One plain message to one address. Never raises for what the server or the line does."""
        message = EmailMessage(
            subject=" ".join(subject.split()), body=body, from_email=settings.DEFAULT_FROM_EMAIL,
            to=[address], headers={"Message-ID": message_id, **HEADERS}, connection=self._backend,
        )  # fmt: skip
        try:
            message.send()
        except smtplib.SMTPSenderRefused as refused:  # ours: it wants us signed in, or has enough of us
            self.close()
            return Outcome(Ending.LATER, "sign_in", str(refused.smtp_code), server_is_down=True)
        except smtplib.SMTPResponseException as answered:
            if answered.smtp_code == GOING_AWAY:
                self.close()
            return _of_code(int(answered.smtp_code), isinstance(answered, smtplib.SMTPDataError))
        except smtplib.SMTPRecipientsRefused as unknown:
            code = min((int(answer[0]) for answer in unknown.recipients.values()), default=0)
            return _of_code(code, False)
        except OF_THE_LINE as broken:
            unclear = self._was_handing_over()
            self.close()
            if unclear:
                return Outcome(Ending.UNCLEAR, "cut")
            return Outcome(Ending.LATER, "no_server", _code(broken))
        except ValueError:  # an address or header that cannot be written
            return Outcome(Ending.REFUSED, "address")
        return SENT

    def _was_handing_over(self) -> bool:
        conversation = getattr(self._backend, "connection", None)
        return bool(getattr(conversation, "handing_over", False))


def _of_code(code: int, of_content: bool) -> Outcome:
    """RFC 5321, 4.2.1: 4xx may succeed later, 5xx will not."""
    if 400 <= code < 500:
        return Outcome(Ending.LATER, "busy", str(code))
    return Outcome(Ending.REFUSED, "refused" if of_content else "address", str(code))


def _code(broken: Exception) -> str:
    if isinstance(broken, smtplib.SMTPResponseException):
        return str(broken.smtp_code)
    return "TLS" if isinstance(broken, ssl.SSLError) else ""
