"""A person chooses how to be told; the mailbox of a unit is chosen for by those who speak for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from minhbach.messaging.access import can_choose_for_unit, can_choose_own_channels
from minhbach.messaging.core.hosts import is_listed, target_of
from minhbach.messaging.models import Channel, ChannelKind, DigestKind
from minhbach.messaging.queries.rules import kinds_set_up, sending_rules
from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Unit, User
from minhbach.shared import audit
from minhbach.shared.audit import Personal
from minhbach.shared.verbs import Problem, Refused, allow

CHAT = re.compile(r"[A-Za-z0-9._-]{1,100}")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a form says of one channel. address: of a webhook or a Zalo chat; a mail goes to the account's."""

    kind: str
    is_on: bool
    digest: str = DigestKind.DAILY
    address: str = ""


@transaction.atomic
def choose_channel(actor: Actor, choice: Choice) -> Channel:
    """Of the actor's own. Switched off, what waits on it is dropped when its turn comes."""
    allow(can_choose_own_channels(actor), "channel.choose")
    owner = User.objects.select_for_update().get(pk=actor.user_id or 0)
    _check(choice, has_mail=bool(owner.email))
    return _save(actor, choice, person=owner)


@transaction.atomic
def choose_unit_mailbox(actor: Actor, choice: Choice) -> Channel:
    """Of the unit acted for: its shared mailbox gets what its people are told."""
    allow(can_choose_for_unit(actor), "channel.choose_for_unit")
    unit = Unit.objects.select_for_update().get(pk=actor.unit_id or 0)
    if choice.kind != ChannelKind.MAIL:
        raise Refused(_("Đơn vị nhận tin bằng thư điện tử."))
    _check(choice, has_mail=bool(unit.email))
    return _save(actor, choice, unit=unit)


def _check(choice: Choice, *, has_mail: bool) -> None:
    if choice.kind not in ChannelKind.values or choice.digest not in DigestKind.values:
        raise Refused(_("Không rõ kênh nhận tin; hãy chọn lại."))
    if not choice.is_on:
        return
    if choice.kind not in kinds_set_up():
        raise Refused(_("Hệ thống chưa khai báo máy chủ gửi cho kênh này; hãy báo quản trị."))
    if choice.kind == ChannelKind.MAIL and not has_mail:
        raise Refused(_("Chưa có địa chỉ thư điện tử; hãy báo quản trị ghi địa chỉ."))
    if choice.kind == ChannelKind.ZALO and not CHAT.fullmatch(choice.address):
        raise Refused(
            Problem("address", _("Mã cuộc trò chuyện gồm chữ, số, dấu chấm, gạch; không có dấu cách."))
        )
    if choice.kind == ChannelKind.WEBHOOK:
        _check_webhook(choice.address)


def _check_webhook(address: str) -> None:
    target = target_of(address)
    if target is None:
        raise Refused(Problem("address", _("Địa chỉ bắt đầu bằng https:// và không kèm tên, mật khẩu.")))
    rules = sending_rules()
    if not is_listed(target, [*rules.hosts, *rules.inner_hosts]):
        said = {"host": target.name}
        raise Refused(
            Problem(
                "address",
                _("Máy chủ %(host)s chưa được phép; quản trị thêm vào danh sách rồi lưu lại.") % said,
            )
        )


def _save(actor: Actor, choice: Choice, *, person: User | None = None, unit: Unit | None = None) -> Channel:
    address = "" if choice.kind == ChannelKind.MAIL else choice.address
    channel, _made = Channel.objects.update_or_create(
        person=person, unit=unit, kind=choice.kind,
        defaults={
            "is_on": choice.is_on, "digest": choice.digest, "changed_at": timezone.now(),
            **({"address": address} if choice.is_on else {}),
        },
    )  # fmt: skip
    after = {
        "kind": choice.kind,
        "is_on": choice.is_on,
        "digest": choice.digest,
        "address": Personal(address),
    }
    audit.record(actor, "channel.choose", channel, after=after)
    return channel
