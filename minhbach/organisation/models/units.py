"""Units (đơn vị), their names, successions and groups."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Authority(models.TextChoices):
    """Who stands above the unit: decides whether a plan orders it or asks it."""

    PEOPLES_COMMITTEE = "peoples_committee", _("Thuộc Ủy ban nhân dân")
    CENTRAL = "central", _("Cơ quan Trung ương trên địa bàn")
    PARTY_FRONT = "party_front", _("Đảng, Mặt trận, đoàn thể")
    ASSOCIATION = "association", _("Hội, hiệp hội, doanh nghiệp")


def authority_choices() -> list[tuple[str, StrOrPromise]]:
    """A function, so that rewording a label makes no migration."""
    return list(Authority.choices)


class UnitKind(models.TextChoices):
    COMMITTEE = "committee", _("Ủy ban nhân dân tỉnh")
    OFFICE = "office", _("Văn phòng")
    DEPARTMENT = "department", _("Sở, ban, ngành")
    AGENCY = "agency", _("Cơ quan, đơn vị khác thuộc tỉnh")
    COMMUNE = "commune", _("Xã")
    WARD = "ward", _("Phường")
    SPECIAL_ZONE = "special_zone", _("Đặc khu")
    DISTRICT = "district", _("Huyện, thành phố (trước 01/07/2025)")
    DIVISION = "division", _("Phòng, bộ phận")
    CENTRE = "centre", _("Trung tâm, đơn vị sự nghiệp")
    CENTRAL_BRANCH = "central_branch", _("Cơ quan ngành dọc")
    POLICE_ARMY = "police_army", _("Công an, quân sự")
    PARTY = "party", _("Cơ quan Đảng")
    FRONT = "front", _("Mặt trận, đoàn thể")
    ASSOCIATION = "association", _("Hội, hiệp hội")
    PRESS = "press", _("Báo chí")
    ENTERPRISE = "enterprise", _("Doanh nghiệp")
    MINISTRY = "ministry", _("Bộ, cơ quan Trung ương")


def unit_kind_choices() -> list[tuple[str, StrOrPromise]]:
    """A function, so that rewording a label makes no migration."""
    return list(UnitKind.choices)


class UnitQuerySet(models.QuerySet["Unit"]):
    def open_on(self, day: date) -> UnitQuerySet:
        """Units that exist on that day."""
        return self.filter(
            Q(opened_on__isnull=True) | Q(opened_on__lte=day),
            Q(closed_on__isnull=True) | Q(closed_on__gt=day),
        )

    def in_order(self) -> UnitQuerySet:
        """Protocol order; a division stands right behind the unit that it belongs to."""
        is_division = Q(kind=UnitKind.DIVISION, parent__isnull=False)
        return self.order_by(
            _of_parent(is_division, "protocol_order"), _of_parent(is_division, "name"),
            _of_parent(is_division, "pk"), Case(When(is_division, then=Value(1)), default=Value(0)),
            "protocol_order", "name", "pk",
        )  # fmt: skip


def _of_parent(is_division: Q, name: str) -> Case:
    """The parent's value for a division, else the unit's own."""
    return Case(When(is_division, then=F(f"parent__{name}")), default=F(name))


class Unit(models.Model):
    """A body that a plan can name. closed_on: the first day on which it no longer exists."""

    code = models.CharField(_("mã"), max_length=30, unique=True)
    name = models.CharField(_("tên"), max_length=200)
    short_name = models.CharField(_("tên ngắn"), max_length=100, blank=True)
    kind = models.CharField(_("loại"), max_length=20, choices=unit_kind_choices)
    authority = models.CharField(
        _("trực thuộc"), max_length=20, choices=authority_choices, default=Authority.PEOPLES_COMMITTEE
    )
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    protocol_order = models.PositiveIntegerField(_("thứ tự"), default=1000)
    opened_on = models.DateField(_("lập từ ngày"), null=True, blank=True)
    closed_on = models.DateField(_("thôi hoạt động từ ngày"), null=True, blank=True)
    tags = models.JSONField(default=list, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    phone = models.CharField(_("điện thoại"), max_length=40, blank=True)
    address = models.CharField(_("địa chỉ"), max_length=200, blank=True)
    folded = models.CharField(max_length=320, editable=False, default="", db_index=True)
    verified = models.BooleanField(_("đã kiểm tra"), default=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["protocol_order", "name"]
        indexes = [
            models.Index(fields=["kind", "protocol_order"], name="unit_kind_order"),
            models.Index(fields=["parent", "protocol_order"], name="unit_parent_order"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True)
                | Q(opened_on__isnull=True)
                | Q(closed_on__gt=models.F("opened_on")),
                name="unit_closes_after_it_opens",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_ordered(self) -> bool:
        """A plan orders units of the People's Committee; others are asked and are never late."""
        return self.authority == Authority.PEOPLES_COMMITTEE

    @property
    def label(self) -> str:
        return self.short_name or self.name


class UnitAlias(models.Model):
    """Another way in which documents write the unit's name."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="aliases")
    text = models.CharField(_("cách viết"), max_length=200)
    folded = models.CharField(max_length=200, db_index=True)
    verified = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "folded"], name="alias_once_per_unit")]

    def __str__(self) -> str:
        return self.text


class SuccessionKind(models.TextChoices):
    RENAMED = "renamed", _("đổi tên")
    MERGED = "merged", _("hợp nhất, sáp nhập")
    SPLIT = "split", _("chia, tách")
    MOVED = "function_moved", _("chuyển chức năng")
    DISSOLVED = "dissolved", _("kết thúc hoạt động")


def succession_choices() -> list[tuple[str, StrOrPromise]]:
    """A function, so that rewording a label makes no migration."""
    return list(SuccessionKind.choices)


class UnitSuccession(models.Model):
    """From effective_on the successor carries on the predecessor's work; history keeps the old name."""

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="predecessions")
    kind = models.CharField(max_length=20, choices=succession_choices)
    effective_on = models.DateField()
    basis = models.CharField(_("căn cứ"), max_length=300, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    verified = models.BooleanField(_("đã kiểm tra"), default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "kind", "effective_on", "note"], name="succession_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor or '–'} ({self.effective_on:%d/%m/%Y})"


class GroupKind(models.TextChoices):
    FIXED = "fixed", _("Danh sách cố định")
    BY_RULE = "by_rule", _("Theo quy tắc")
    RELATIVE = "relative", _("Theo kế hoạch")
    OPEN = "open", _("Để ngỏ")


def group_kind_choices() -> list[tuple[str, StrOrPromise]]:
    """A function, so that rewording a label makes no migration."""
    return list(GroupKind.choices)


class UnitGroup(models.Model):
    """A phrase that means several units.

    rule (by_rule): {"kinds": [...], "authority": "...", "parent": "<code>", "tag": "..."}, all must hold;
    "except": [codes] are left out.
    rule (relative): {"relation": "leads_indicator" | "leads" | "coordinates" | "named"}.
    An open group never expands by itself: it stays words until a person picks units.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(_("tên nhóm"), max_length=200)
    kind = models.CharField(max_length=10, choices=group_kind_choices)
    rule = models.JSONField(default=dict, blank=True)
    verified = models.BooleanField(default=True)
    protocol_order = models.PositiveIntegerField(default=1000)

    class Meta:
        ordering = ["protocol_order", "name"]

    def __str__(self) -> str:
        return self.name


class GroupAlias(models.Model):
    """A way in which documents write the group."""

    group = models.ForeignKey(UnitGroup, models.CASCADE, related_name="aliases")
    text = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "folded"], name="group_alias_once")]

    def __str__(self) -> str:
        return self.text


class GroupMember(models.Model):
    """A unit of a fixed group."""

    group = models.ForeignKey(UnitGroup, models.CASCADE, related_name="members")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="group_memberships")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "unit"], name="group_member_once")]

    def __str__(self) -> str:
        return f"{self.group}: {self.unit}"
