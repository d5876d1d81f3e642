"""Messages to a webhook and to Zalo, by Apprise, behind the guard."""

from __future__ import annotations

from apprise import AppriseAsset, NotifyBase, NotifyFormat
from apprise.plugins.custom_json import NotifyJSON
from apprise.plugins.zalo import NotifyZalo
from django.conf import settings

from minhbach.messaging.core.hosts import Target, is_listed, target_of
from minhbach.messaging.core.outcomes import SENT, Ending, Outcome
from minhbach.messaging.models import SendingRules
from minhbach.messaging.senders.guard import Sight, guarded

ZALO_LONGEST = 2000
FORBIDDEN = Outcome(Ending.REFUSED, "host")


def send_to_webhook(address: str, subject: str, body: str, message_id: str, rules: SendingRules) -> Outcome:
    """One JSON message; its message_id stays the same in a repeat, so that the receiver can tell."""
    target = target_of(address)
    is_inner = target is not None and is_listed(target, rules.inner_hosts)
    if target is None or not (is_inner or is_listed(target, rules.hosts)):
        return FORBIDDEN
    plugin = NotifyJSON(  # type: ignore[no-untyped-call]
        host=target.host, port=target.port, fullpath=target.path, params=dict(target.params), secure=True,
        payload={"message_id": message_id}, asset=_asset(),
    )  # fmt: skip
    return _send(plugin, target, is_inner, subject, body)


def send_to_zalo(chat: str, subject: str, body: str) -> Outcome:
    """One message of the authority's bot to a chat that has spoken to it before."""
    token = settings.MINHBACH_ZALO_BOT
    if not token:
        return Outcome(Ending.LATER, "no_settings", server_is_down=True)
    try:
        plugin = NotifyZalo(token=token, targets=[chat], format=NotifyFormat.TEXT.value, asset=_asset())
    except Exception:  # Apprise tells of a bad token by an exception of its own, with the token in its words
        return Outcome(Ending.LATER, "sign_in", server_is_down=True)
    target = target_of(plugin.notify_url.replace("{token}", ""))
    if target is None or not plugin.targets:
        return Outcome(Ending.REFUSED, "address")
    return _send(plugin, target, False, "", f"{subject}\n\n{body}"[:ZALO_LONGEST])


def _asset() -> AppriseAsset:
    return AppriseAsset(http_redirects=False, async_mode=False, app_id="MinhBach", app_desc="Minh Bach")


def _send(plugin: NotifyBase, target: Target, is_inner: bool, subject: str, body: str) -> Outcome:
    plugin.request_rate_per_sec = 0  # the worker sends one after another; no sleeping between them
    with guarded(target, is_inner=is_inner) as sight:
        taken = plugin.notify(body=body, title=subject)
    return SENT if taken else _failed(sight)


def _failed(sight: Sight) -> Outcome:
    if sight.forbidden:
        return FORBIDDEN
    if not sight.connected:
        return Outcome(Ending.LATER, "no_server")
    if not sight.status:
        return Outcome(Ending.UNCLEAR, "cut")
    if sight.status in (401, 403):
        return Outcome(Ending.REFUSED, "sign_in", str(sight.status))
    if sight.status in (408, 429) or sight.status >= 500:
        return Outcome(Ending.LATER, "busy", str(sight.status))
    return Outcome(Ending.REFUSED, "refused", str(sight.status))
