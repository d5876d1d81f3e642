"""Who acts: read once per request, plain values, no database behind it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Actor:
    """user_id: None for the public or the system. unit_id: the unit acted for. roles: in that unit.

    unit_ids: units whose own things the actor sees (its unit, its divisions).
    sees_territory: leaders, secretaries, inspectors and administrators see every plan of the authority.
    """

    user_id: int | None = None
    unit_id: int | None = None
    division_id: int | None = None
    membership_id: int | None = None
    name: str = ""
    unit_name: str = ""
    roles: frozenset[str] = frozenset()
    unit_ids: frozenset[int] = field(default_factory=frozenset)
    is_system: bool = False

    @staticmethod
    def public() -> Actor:
        return Actor()

    @staticmethod
    def system() -> Actor:
        """The worker acting by rule: named so in the audit log."""
        return Actor(name="Hệ thống", is_system=True)

    @property
    def is_signed_in(self) -> bool:
        return self.user_id is not None

    def has_role(self, *roles: str) -> bool:
        return not self.roles.isdisjoint(roles)

    @property
    def sees_territory(self) -> bool:
        return self.is_system or self.has_role("administrator", "leader", "secretary", "inspector")
