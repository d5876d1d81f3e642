"""Mẫu báo cáo: forms that an authority designs, and the list of routine phrases that hints look for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from minhbach.reporting.core.forms import Form, form_from_plain
from minhbach.reporting.models.regimes import ReportRegime

if TYPE_CHECKING:
    from minhbach.organisation.actor import Actor


class TemplateQuerySet(models.QuerySet["ReportTemplate"]):
    def visible_to(self, actor: Actor) -> TemplateQuerySet:
        """Forms hold nothing of a unit: everybody who signed in may see what is asked."""
        return self if actor.is_signed_in or actor.is_system else self.none()

    def newest(self) -> TemplateQuerySet:
        """Of every form its newest edition."""
        return self.filter(followed_by__isnull=True)


class ReportTemplate(models.Model):
    """form: core.forms.Form as plain JSON. A form that a regime uses keeps its edition: changing it makes the
    next one, which names the one before (follows)."""

    title = models.CharField(_("tên mẫu"), max_length=200)
    edition = models.PositiveSmallIntegerField(default=1)
    follows = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    form = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        ordering = ["title", "-edition"]

    def __str__(self) -> str:
        return f"{self.title} ({self.edition})"

    def as_form(self) -> Form:
        return form_from_plain({**self.form, "title": self.title, "edition": self.edition})


class RegimeForm(models.Model):
    """Which edition of which form a regime asks. None: the plan's own items, else the standard form."""

    regime = models.OneToOneField(ReportRegime, models.CASCADE, related_name="asks")
    template = models.ForeignKey(ReportTemplate, models.PROTECT, related_name="used_by")

    def __str__(self) -> str:
        return f"{self.regime} · {self.template}"


class RoutinePhrase(models.Model):
    """Câu chung chung: words that fit any task of any period. None kept: the product's own proposal."""

    text = models.CharField(max_length=120, unique=True)

    class Meta:
        ordering = ["text"]

    def __str__(self) -> str:
        return self.text
