"""Rest days, holidays and make-up days: data, seeded as proposals, confirmed each year."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from minhbach.shared.choices import WordedChoices


class RestDayKind(WordedChoices):
    HOLIDAY = "holiday", _("Nghỉ lễ, nghỉ bù")
    MAKE_UP = "make_up", _("Làm bù")


class RestDay(models.Model):
    """A day that differs from the weekly rhythm (Saturday and Sunday rest)."""

    day = models.DateField(_("ngày"), unique=True)
    kind = models.CharField(max_length=10, choices=RestDayKind.worded, default=RestDayKind.HOLIDAY)
    name = models.CharField(_("tên"), max_length=120)
    confirmed = models.BooleanField(_("đã xác nhận"), default=False)
    source = models.CharField(_("căn cứ"), max_length=200, blank=True)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"
