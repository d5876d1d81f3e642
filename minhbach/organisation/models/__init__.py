"""Who there is: units with their names over time, groups, people and what they may act for."""

from minhbach.organisation.models.people import Membership, Role, SignInLink, User
from minhbach.organisation.models.places import Province
from minhbach.organisation.models.units import (
    Authority,
    GroupAlias,
    GroupKind,
    GroupMember,
    SuccessionKind,
    Unit,
    UnitAlias,
    UnitGroup,
    UnitKind,
    UnitSuccession,
)

__all__ = [
    "Authority",
    "GroupAlias",
    "GroupKind",
    "GroupMember",
    "Membership",
    "Province",
    "Role",
    "SignInLink",
    "SuccessionKind",
    "Unit",
    "UnitAlias",
    "UnitGroup",
    "UnitKind",
    "UnitSuccession",
    "User",
]
