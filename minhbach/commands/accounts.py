"""People by their login name, for commands that act for someone."""

from __future__ import annotations

from minhbach.commands import Failure
from minhbach.organisation import queries
from minhbach.organisation.actor import Actor
from minhbach.organisation.models import User


def user_named(username: str) -> User:
    found = User.objects.filter(username=username.strip().lower()).first()
    if found is None:
        raise Failure(f"Không có tài khoản {username}.")
    return found


def actor_named(username: str) -> Actor:
    """The person with the first of its memberships."""
    return queries.actor_of(user_named(username))
