"""The plan as signed: its paper, its tree, its actions and who answers for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minhbach.organisation.models import Unit, UnitGroup
from minhbach.shared.choices import WordedChoices
from minhbach.shared.models import StoredFile

if TYPE_CHECKING:
    from minhbach.organisation.actor import Actor


class PlanStatus(WordedChoices):
    DRAFT = "draft", _("Chưa theo dõi")
    ACTIVATING = "activating", _("Đang giao việc")
    UNDOING = "undoing", _("Đang hủy việc giao")
    ACTIVE = "active", _("Đang theo dõi")
    CLOSED = "closed", _("Đã kết thúc")
    MERGED = "merged", _("Đã đưa vào kế hoạch được sửa")


class Cycle(WordedChoices):
    MONTHLY = "monthly", _("Hằng tháng")
    QUARTERLY = "quarterly", _("Hằng quý")
    SEMIANNUAL = "semiannual", _("Sáu tháng")
    ANNUAL = "annual", _("Hằng năm")


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, actor: Actor) -> PlanQuerySet:
        """Plans that name the actor's unit or that it is focal for, and those that carry these out; leaders
        all; everyone the published."""
        if actor.sees_territory:
            return self
        public = Q(published_on__isnull=False)
        if not actor.is_signed_in:
            return self.filter(public)
        units = list(actor.unit_ids)
        named = ResponsibilityMember.objects.filter(unit_id__in=units).values(
            "responsibility__action__plan_id"
        )
        asked = Participation.objects.filter(unit_id__in=units).values("plan_id")
        own = Q(focal_unit_id__in=units) | Q(issuer_unit_id__in=units)
        own |= Q(parent_plan__focal_unit_id__in=units)
        return self.filter(public | own | Q(pk__in=named) | Q(pk__in=asked))

    def live(self) -> PlanQuerySet:
        return self.filter(status=PlanStatus.ACTIVE)


class Plan(models.Model):
    """A signed plan. tracked_from: nothing before that day is counted, late or reminded."""

    kind = models.CharField(_("loại văn bản"), max_length=60, default="Kế hoạch")
    number = models.CharField(_("số, ký hiệu"), max_length=60, blank=True)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200, blank=True)
    issuer_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="issued_plans")
    issued_on = models.DateField(_("ngày ký"), null=True, blank=True)
    signer = models.CharField(_("người ký"), max_length=120, blank=True)
    signer_authority = models.CharField(_("quyền hạn ký"), max_length=160, blank=True)
    title = models.TextField(_("tên kế hoạch"))
    year_from = models.PositiveSmallIntegerField(_("từ năm"), null=True, blank=True)
    year_to = models.PositiveSmallIntegerField(_("đến năm"), null=True, blank=True)
    focal_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="focal_plans")
    parent_plan = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="cascades")
    amends = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="amendments")
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="successors")
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followers")
    closed_replaced = models.BooleanField(default=False)  # giving this plan out ended the one it replaces
    references = models.JSONField(default=list, blank=True)
    recipients = models.JSONField(default=list, blank=True)
    status = models.CharField(max_length=12, choices=PlanStatus.worded, default=PlanStatus.DRAFT)
    tracked_from = models.DateField(_("theo dõi từ ngày"), null=True, blank=True)
    opening_confirmed_on = models.DateField(null=True, blank=True)
    update_cycle = models.CharField(
        _("kỳ cập nhật"), max_length=10, choices=Cycle.worded, default=Cycle.QUARTERLY
    )
    self_recording = models.BooleanField(_("đơn vị tự ghi nhận"), default=False)
    as_of = models.DateField(help_text="the day on which unit phrases were resolved", null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    publish_decision = models.CharField(_("quyết định công khai"), max_length=200, blank=True)
    publish_units = models.BooleanField(_("công khai tên đơn vị và chậm muộn"), default=False)
    reader = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    folded = models.TextField(editable=False, default="")

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "-id"]
        indexes = [models.Index(fields=["status", "-issued_on"], name="plan_status_issued")]
        constraints = [
            models.UniqueConstraint(
                fields=["number", "issued_on", "issuer"], condition=~models.Q(number=""), name="plan_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class PlanFileKind(WordedChoices):
    SOURCE = "source", _("Bản để đọc")
    SIGNED = "signed", _("Bản ký số, bản quét có dấu")
    ANNEX = "annex", _("Phụ lục")
    AMENDMENT = "amendment", _("Văn bản sửa đổi")


class PlanFile(models.Model):
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="files")
    kind = models.CharField(max_length=10, choices=PlanFileKind.worded)
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return self.name


class NodeKind(WordedChoices):
    SECTION = "section", _("Mục")
    OBJECTIVE = "objective", _("Mục tiêu")
    TASK = "task", _("Nhiệm vụ")


class PlanNode(models.Model):
    """A heading of the plan's tree: section > objective > task."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="nodes")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    kind = models.CharField(max_length=10, choices=NodeKind.worded)
    code = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    order = models.PositiveIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["plan", "order"], name="node_order_once")]

    def __str__(self) -> str:
        return self.text


class Timing(WordedChoices):
    """The contract's kinds of time (design: plan-draft)."""

    DEADLINE = "deadline", _("Có hạn")
    PERIOD = "period", _("Trong khoảng thời gian")
    RECURRING = "recurring", _("Định kỳ")
    ONGOING = "ongoing", _("Thường xuyên")
    EVENT = "event", _("Khi có sự việc")
    NONE = "none", _("Không nêu thời gian")


class TimeSource(WordedChoices):
    DOCUMENT = "document", _("Theo văn bản")
    FOCAL = "focal", _("Do đầu mối đặt")


class ActionQuerySet(models.QuerySet["Action"]):
    def visible_to(self, actor: Actor) -> ActionQuerySet:
        """Actions are the plan's text: who sees the plan sees them."""
        if actor.sees_territory:
            return self
        return self.filter(plan__in=Plan.objects.visible_to(actor).values("pk"))


class Action(models.Model):
    """Nhiệm vụ: the lowest item that someone is told to do, in the document's own words.

    due: the day as the plan names it; due_is_before: the words say "trước ngày", so the last day
    on time is the day before. place: where the words stand (design: plan-draft, Place).
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="actions")
    node = models.ForeignKey(PlanNode, models.PROTECT, null=True, blank=True, related_name="actions")
    order = models.PositiveIntegerField()
    code = models.CharField(_("số mục"), max_length=60, blank=True)
    indicator_code = models.TextField(_("chỉ tiêu"), blank=True)
    text = models.TextField(_("nội dung"))
    product = models.TextField(_("sản phẩm"), blank=True)
    budget = models.TextField(_("kinh phí"), blank=True)
    time_raw = models.TextField(_("thời gian"), blank=True)
    timing = models.CharField(max_length=10, choices=Timing.worded, default=Timing.NONE)
    start = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    due_is_before = models.BooleanField(default=False)
    recurrence = models.CharField(max_length=10, choices=Cycle.worded, blank=True)
    report_days = models.JSONField(default=list, blank=True)  # core.report_days.ReportDay, as_dict
    trigger = models.TextField(_("điều kiện"), blank=True)
    triggered_on = models.DateField(null=True, blank=True)
    time_source = models.CharField(max_length=10, choices=TimeSource.worded, default=TimeSource.DOCUMENT)
    coordinators_owe = models.BooleanField(_("đơn vị phối hợp cũng phải báo cáo"), default=False)
    place = models.JSONField(default=dict, blank=True)
    quote = models.TextField(blank=True)
    folded = models.TextField(editable=False, default="")

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["plan", "order"], name="action_order_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.text}".strip()


class ResponsibilityRole(WordedChoices):
    LEAD = "lead", _("Chủ trì")
    COORDINATE = "coordinate", _("Phối hợp")
    SUPERVISE = "supervise", _("Đôn đốc, kiểm tra")


class Resolved(WordedChoices):
    UNIT = "unit", _("Một đơn vị")
    GROUP = "group", _("Nhóm đơn vị")
    PICKED = "picked", _("Người dùng chọn")
    OPEN = "open", _("Để ngỏ")
    UNKNOWN = "unknown", _("Chưa xác định")


class Responsibility(models.Model):
    """One unit phrase of an action in one role; its dated list stands in `members`.

    An open or unknown phrase stays words (reason says why) until a person picks units.
    """

    action = models.ForeignKey(Action, models.CASCADE, related_name="responsibilities")
    role = models.CharField(max_length=10, choices=ResponsibilityRole.worded)
    phrase = models.TextField()
    order = models.PositiveSmallIntegerField(default=0)
    resolved = models.CharField(max_length=10, choices=Resolved.worded)
    group = models.ForeignKey(UnitGroup, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    as_of = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["role", "order"]
        indexes = [models.Index(fields=["resolved"], name="responsibility_resolved")]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.phrase}"


class ResponsibilityMember(models.Model):
    """A unit that a phrase stands for. named_unit: the unit as it was when the plan was issued."""

    responsibility = models.ForeignKey(Responsibility, models.CASCADE, related_name="members")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="responsibilities")
    named_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["responsibility", "unit"], name="member_once")]

    def __str__(self) -> str:
        return str(self.unit)


class Participation(models.Model):
    """A coordinating or supervising unit sees the action and may add proof; no state, no reminder."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="participations")
    action = models.ForeignKey(Action, models.CASCADE, related_name="participations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="participations")
    role = models.CharField(max_length=10, choices=ResponsibilityRole.worded)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["action", "unit", "role"], name="participation_once")]
        indexes = [models.Index(fields=["unit", "plan"], name="participation_unit_plan")]

    def __str__(self) -> str:
        return f"{self.unit} · {self.get_role_display()}"
