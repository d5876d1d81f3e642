"""Provinces as codes and names. A code belongs to a code system: seven codes changed owner in 2025."""

from django.db import models


class Province(models.Model):
    """system: "2004" (63 provinces) or "2025" (34). successor: the province of 2025 that took it in."""

    system = models.CharField(max_length=4)
    code = models.CharField(max_length=2)
    name = models.CharField(max_length=60)
    is_city = models.BooleanField(default=False)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="formed_from")

    class Meta:
        ordering = ["system", "code"]
        constraints = [models.UniqueConstraint(fields=["system", "code"], name="province_code_once")]

    def __str__(self) -> str:
        return self.name
