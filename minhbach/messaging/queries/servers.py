"""Which servers are away, since when and why: for the page and for the worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.dateparse import parse_datetime

from minhbach.messaging.models import ChannelKind
from minhbach.shared.models import Marker

BEFORE = "messaging:"


@dataclass(frozen=True, slots=True)
class Away:
    """since, again: moments as ISO texts. failure: a value of models.Failure."""

    kind: str
    since: str
    again: str
    failure: str

    @property
    def since_at(self) -> datetime | None:
        return parse_datetime(self.since)


def key_of(kind: str) -> str:
    return BEFORE + kind


def away() -> list[Away]:
    """One query."""
    keys = {key_of(kind): kind for kind in ChannelKind.values}
    return [
        Away(keys[marker.key], marker.value["since"], marker.value["again"], marker.value["failure"])
        for marker in Marker.objects.filter(key__in=keys).order_by("key")
    ]
