"""Lượt gửi: one message over one channel to one person or unit, from queued to sent."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minhbach.messaging.models.channels import Channel, ChannelKind
from minhbach.messaging.models.notifications import Notification
from minhbach.organisation.models import Unit
from minhbach.shared.choices import WordedChoices

if TYPE_CHECKING:
    from minhbach.organisation.actor import Actor


class DeliveryState(WordedChoices):
    QUEUED = "queued", _("chờ gửi")
    SENDING = "sending", _("đang gửi")
    SENT = "sent", _("đã gửi")
    MAYBE_SENT = "maybe_sent", _("có thể đã gửi")
    FAILED = "failed", _("không gửi được")
    DROPPED = "dropped", _("không cần gửi nữa")


# States in which a worker still has something to do; a delivery that may have gone is repeated once.
WAITING = (DeliveryState.QUEUED, DeliveryState.MAYBE_SENT)


class Failure(WordedChoices):
    """Why it did not go. The words say what to do about it."""

    NO_SERVER = "no_server", _("Không kết nối được với máy chủ; hệ thống tự gửi lại.")
    NO_SETTINGS = "no_settings", _("Chưa khai báo máy chủ gửi; quản trị khai báo rồi bấm gửi lại.")
    SIGN_IN = "sign_in", _("Máy chủ không nhận tài khoản gửi; quản trị kiểm tra tên và mật khẩu.")
    BUSY = "busy", _("Máy chủ báo tạm thời chưa nhận; hệ thống tự gửi lại.")
    ADDRESS = "address", _("Máy chủ không nhận địa chỉ này; kiểm tra lại địa chỉ của người nhận.")
    NO_ADDRESS = "no_address", _("Người nhận không còn địa chỉ trên kênh này.")
    REFUSED = "refused", _("Máy chủ từ chối nội dung; quản trị xem mã trả lời.")
    CUT = "cut", _("Đường truyền đứt sau khi đã chuyển nội dung, không rõ đã nhận hay chưa.")
    STOPPED = "stopped", _("Tiến trình bị ngắt giữa lúc gửi, không rõ đã đi hay chưa.")
    HOST = "host", _("Địa chỉ webhook không thuộc danh sách máy chủ được phép.")
    TOO_OLD = "too_old", _("Đã thử nhiều ngày không được nên thôi; bấm gửi lại khi máy chủ hoạt động.")
    CHANNEL_OFF = "channel_off", _("Người nhận đã tắt kênh này.")
    NEEDLESS = "needless", _("Việc đã xong trước khi đến giờ gửi.")


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, actor: Actor) -> DeliveryQuerySet:
        """Administrators all; a focal officer those that carry something its unit had said."""
        if actor.is_system or actor.has_role("administrator"):
            return self
        if not actor.has_role("focal"):
            return self.none()
        carried = DeliveryItem.objects.filter(
            delivery=OuterRef("pk"), notification__from_unit_id__in=actor.unit_ids
        )
        return self.filter(Exists(carried))

    def due(self, now: datetime) -> DeliveryQuerySet:
        """What a worker may send now, oldest first."""
        return self.filter(run_at__lte=now, state__in=WAITING).order_by("run_at", "id")


class Delivery(models.Model):
    """slot: which message of the channel: a day or week of digests, or one notification.

    run_at: when a worker looks at it next; None: never by itself. since: when it should first have gone.
    message_id: given once and kept, so that a repeat can be known as one. token: the worker's hold on it.
    code: what the server answered, as a number only; words of servers repeat addresses.
    The address is not kept here: it is read from the account or channel on the day the message goes.
    """

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="deliveries")
    kind = models.CharField(max_length=10, choices=ChannelKind.worded)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="deliveries")
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="deliveries")
    slot = models.CharField(max_length=40)
    message_id = models.CharField(max_length=200, unique=True)
    subject = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    composed_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=DeliveryState.worded, default=DeliveryState.QUEUED)
    run_at = models.DateTimeField(null=True, blank=True)
    since = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    repeats = models.PositiveSmallIntegerField(default=0)  # of one that may have gone before: at most one
    token = models.CharField(max_length=32, blank=True)
    failure = models.CharField(max_length=12, choices=Failure.worded, blank=True)
    code = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    notifications = models.ManyToManyField(Notification, through="DeliveryItem", related_name="deliveries")

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "slot"], name="delivery_once_per_slot")]
        indexes = [
            # Everything due is found here, whatever was sent in years.
            models.Index(
                fields=["run_at", "id"], condition=Q(state__in=["queued", "maybe_sent"]), name="delivery_due"
            ),
            models.Index(fields=["state", "-id"], name="delivery_state"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk} ({self.get_state_display()})"


class DeliveryItem(models.Model):
    """A notification inside a delivery."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="items")
    notification = models.ForeignKey(Notification, models.CASCADE, related_name="items")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["delivery", "notification"], name="delivery_item_once")
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.notification_id}"
