"""People and what they may act for."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from minhbach.organisation.models.units import Unit

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Role(models.TextChoices):
    CLERK = "clerk", _("Văn thư, đầu mối đơn vị")
    OFFICER = "officer", _("Cán bộ")
    HEAD = "head", _("Thủ trưởng")
    DEPUTY = "deputy", _("Cấp phó")
    FOCAL = "focal", _("Cán bộ đầu mối")
    SECRETARY = "secretary", _("Chuyên viên Văn phòng")
    LEADER = "leader", _("Lãnh đạo UBND")
    INSPECTOR = "inspector", pgettext_lazy("role", "Kiểm tra")
    ADMINISTRATOR = "administrator", pgettext_lazy("role", "Quản trị")


def role_choices() -> list[tuple[str, StrOrPromise]]:
    """A function, so that rewording a label makes no migration."""
    return list(Role.choices)


class UserManager(BaseUserManager["User"]):
    """Django asks for a manager of this shape on a user model; accounts are made by services."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username=username)


class User(AbstractBaseUser):
    """A person with a login name. Mail and phone are optional: most offices share a mailbox."""

    username = models.CharField(_("tên đăng nhập"), max_length=60, unique=True)
    full_name = models.CharField(_("họ và tên"), max_length=120)
    position = models.CharField(_("chức vụ"), max_length=120, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    phone = models.CharField(_("điện thoại"), max_length=40, blank=True)
    is_active = models.BooleanField(_("đang dùng"), default=True)
    must_change_password = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    folded = models.CharField(max_length=320, editable=False, default="", db_index=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]
    objects = UserManager()

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.full_name or self.username


class MembershipQuerySet(models.QuerySet["Membership"]):
    def valid_on(self, day: date) -> MembershipQuerySet:
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=day), Q(ends_on__isnull=True) | Q(ends_on__gte=day)
        )


class Membership(models.Model):
    """What a person may act as, for one unit, from a day to a day. Several are allowed, with a switch."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")
    division = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="division_memberships"
    )
    role = models.CharField(_("vai trò"), max_length=20, choices=role_choices)
    starts_on = models.DateField(_("từ ngày"), null=True, blank=True)
    ends_on = models.DateField(_("đến ngày"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "unit", "role"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.user} · {self.unit} ({self.get_role_display()})"


class SignInLink(models.Model):
    """A link that signs a person in once. Only a hash of its token is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="sign_in_links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user} → {self.expires_at:%d/%m/%Y %H:%M}"

    def is_usable(self, now: datetime) -> bool:
        return self.used_at is None and now < self.expires_at
