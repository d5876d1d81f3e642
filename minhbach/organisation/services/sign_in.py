"""The record of sign-ins, and the way back for who has lost the second step."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.organisation.access import can_manage_users
from minhbach.organisation.actor import Actor
from minhbach.organisation.models import User
from minhbach.shared import audit
from minhbach.shared.verbs import Refused, allow


def record_sign_in(user: User) -> None:
    audit.record(Actor(user_id=user.pk, name=str(user)), "user.sign_in", user)


def record_failed_sign_in(login: str) -> None:
    """The name only as a keyed hash: people type passwords into the wrong line."""
    audit.record(None, "user.sign_in_failed", User(), after={"login": audit.Personal(login.casefold())})


@transaction.atomic
def lift_second_step(actor: Actor, user_id: int) -> User:
    """Takes the authenticator and its spare codes off an account whose owner has lost them."""
    allow(can_manage_users(actor), "user.lift_second_step")
    user = User.objects.select_for_update().get(pk=user_id)
    if not Authenticator.objects.filter(user=user).delete()[0]:
        raise Refused(_("Tài khoản này không bật bước thứ hai."))
    audit.record(actor, "user.lift_second_step", user)
    return user
