"""Files refused for a secrecy mark."""

from django.conf import settings
from django.db import models

from minhbach.organisation.models import Unit


class SecrecyAlarm(models.Model):
    """A file refused for a secrecy mark: its bytes are gone, only the event stays.

    released_on: an administrator says it was a false alarm; the same bytes (sha256) may then be sent again.
    """

    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    mark = models.CharField(max_length=40)
    where = models.CharField(max_length=20)  # plan | evidence
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    released_on = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.mark} · {self.at:%d/%m/%Y %H:%M}"
