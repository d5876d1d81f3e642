"""Choices whose words may change without a migration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class WordedChoices(models.TextChoices):
    """`choices=Kind.worded`: the migration names the function, so rewording a label changes no schema."""

    @classmethod
    def worded(cls) -> list[tuple[str, StrOrPromise]]:
        return list(cls.choices)
