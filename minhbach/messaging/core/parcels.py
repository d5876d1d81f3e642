"""A message in the hands of a worker: everything a sender needs, read once. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Parcel:
    """kind: a value of models.ChannelKind. token: the worker's hold; who has lost it writes nothing.

    The address stays out of every text that a log may show.
    """

    delivery_id: int
    token: str
    kind: str
    address: str = field(repr=False)
    subject: str = field(repr=False)
    body: str = field(repr=False)
    message_id: str = ""
