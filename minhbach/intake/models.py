"""A document on its way to a plan: upload, draft under review, adoption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minhbach.organisation.models import Unit
from minhbach.plans.models import Plan
from minhbach.shared.choices import WordedChoices
from minhbach.shared.models import StoredFile

if TYPE_CHECKING:
    from minhbach.organisation.actor import Actor


class DraftState(WordedChoices):
    READING = "reading", _("Đang đọc")
    REFUSED = "refused", _("Không đọc được")
    REVIEW = "review", _("Đang soát")
    ADOPTED = "adopted", _("Đã nhận")
    DROPPED = "dropped", _("Đã bỏ")


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, actor: Actor) -> DraftQuerySet:
        """A draft belongs to the unit that uploaded it; administrators see all."""
        if actor.is_system or actor.has_role("administrator"):
            return self
        if not actor.is_signed_in:
            return self.none()
        return self.filter(unit_id__in=list(actor.unit_ids))


class Draft(models.Model):
    """What was read and what people changed since; kept until adopted, survives a closed browser.

    data: the plan draft (design: plan-draft). blocks: the source text shown beside it.
    resolutions: phrase -> what a person picked. reviewed: paths that a person accepted.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="drafts")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    state = models.CharField(max_length=10, choices=DraftState.worded, default=DraftState.READING)
    name = models.CharField(_("tên tệp"), max_length=255)
    stored = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    signed = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    signed_name = models.CharField(max_length=255, blank=True)
    signed_comparison = models.JSONField(default=dict, blank=True)
    refusal = models.TextField(blank=True)
    data = models.JSONField(default=dict, blank=True)
    blocks = models.JSONField(default=list, blank=True)
    resolutions = models.JSONField(default=dict, blank=True)
    reviewed = models.JSONField(default=list, blank=True)
    answers = models.JSONField(default=dict, blank=True)  # number, date, signer, focal unit as confirmed
    rereading = models.JSONField(
        default=dict, blank=True
    )  # a table that a person mapped, as it was read again
    revision = models.PositiveIntegerField(default=0)
    plan = models.OneToOneField(Plan, models.SET_NULL, null=True, blank=True, related_name="draft")

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at"]
        indexes = [models.Index(fields=["unit", "state"], name="draft_unit_state")]

    def __str__(self) -> str:
        return self.name


class DraftChange(models.Model):
    """One step of review, kept so that it can be taken back; undone: it was, and can be done again."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="changes")
    revision = models.PositiveIntegerField()
    verb = models.CharField(max_length=40)
    before = models.JSONField()
    after = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["-revision"]
        constraints = [models.UniqueConstraint(fields=["draft", "revision"], name="draft_change_once")]

    def __str__(self) -> str:
        return f"{self.draft} #{self.revision} {self.verb}"


class WordingKind(WordedChoices):
    BODY = "body", _("Đơn vị")
    COLUMN = "column", _("Tiêu đề cột")


class WordingState(WordedChoices):
    IN_USE = "in_use", _("Đang dùng")
    OFFERED = "offered", _("Chỉ đề xuất")
    REPLACED = "replaced", _("Đã thay")
    TAKEN_BACK = "taken_back", _("Đã thôi nhớ")


LIVE = (WordingState.IN_USE, WordingState.OFFERED)


class WordingQuerySet(models.QuerySet["Wording"]):
    def visible_to(self, actor: Actor) -> WordingQuerySet:
        """What the authority remembers concerns all who bring plans in."""
        keeps = actor.is_system or actor.has_role("focal", "secretary", "administrator")
        return self if keeps else self.none()


class Wording(models.Model):
    """A way of writing that a person confirmed, remembered for the authority (one an instance).

    meaning: {"unit": id}, {"group": id}, {"units": [ids]} or {"role": a column's role}. A change is a new
    row that `replaces` the old one; the old rows are the history. source: the paper's name, kept when its
    draft goes. reason: why it is only offered.
    """

    kind = models.CharField(max_length=10, choices=WordingKind.worded)
    key = models.CharField(max_length=200)
    text = models.CharField(_("cách viết"), max_length=200)
    folded = models.CharField(max_length=200)
    meaning = models.JSONField()
    state = models.CharField(max_length=10, choices=WordingState.worded, default=WordingState.IN_USE)
    reason = models.CharField(max_length=20, blank=True)
    draft = models.ForeignKey(Draft, models.SET_NULL, null=True, blank=True, related_name="wordings")
    source = models.CharField(max_length=255, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replaced_by")

    objects = WordingQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "kind", "id"], name="wording_list")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=models.Q(state__in=("in_use", "offered")),
                name="wording_lives_once",
            )
        ]

    def __str__(self) -> str:
        return self.text


class WordingUse(models.Model):
    """A plan was adopted with a remembered wording; goes when the adoption is withdrawn."""

    wording = models.ForeignKey(Wording, models.CASCADE, related_name="uses")
    draft = models.ForeignKey(Draft, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.wording} – {self.draft}"
