"""Accounts, what they may act for, and one-time links of the administrator."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from minhbach.organisation.access import can_change_password, can_manage_users
from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Membership, Role, SignInLink, Unit, UnitKind, User
from minhbach.shared import audit
from minhbach.shared.text import fold, nfc
from minhbach.shared.verbs import Problem, Refused, allow

LINK_LIFE = timedelta(hours=24)
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")


@dataclass(frozen=True, slots=True)
class UserDraft:
    username: str
    full_name: str
    position: str = ""
    email: str = ""
    phone: str = ""

    def fill(self, user: User) -> None:
        user.username = checked_login(self.username)
        user.full_name = " ".join(nfc(self.full_name).split())
        user.position = " ".join(nfc(self.position).split())
        user.email, user.phone = self.email.strip(), self.phone.strip()
        user.folded = folded_user(user)


def checked_login(text: str) -> str:
    """Small letters without accents, digits, dot, hyphen, underscore; three to sixty of them."""
    login = nfc(text).strip().lower()
    if not _LOGIN.fullmatch(login):
        raise Refused(
            Problem("username", _("Tên đăng nhập gồm 3 đến 60 ký tự: chữ không dấu, số, dấu chấm, gạch nối."))
        )
    return login


def folded_user(user: User) -> str:
    return fold(f"{user.full_name} {user.username} {user.position}")[:320]


@transaction.atomic
def create_user(actor: Actor, draft: UserDraft, *, password: str | None = None) -> User:
    """An account without a password until a one-time link or `set_password` gives it one."""
    _allow(actor)
    user = User(must_change_password=password is not None)
    draft.fill(user)
    if password is None:
        user.set_unusable_password()
    else:
        _check_password(password, user)
        user.set_password(password)
    user.full_clean()
    user.save()
    audit.record(actor, "user.create", user, after=_facts(user))
    return user


@transaction.atomic
def change_user(actor: Actor, user_id: int, draft: UserDraft) -> User:
    _allow(actor)
    user = User.objects.select_for_update().get(pk=user_id)
    before = _facts(user)
    draft.fill(user)
    user.full_clean()
    user.save()
    audit.record(actor, "user.change", user, before=before, after=_facts(user))
    return user


@transaction.atomic
def set_membership(
    actor: Actor,
    user_id: int,
    unit_id: int,
    role: str,
    *,
    division_id: int | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Membership:
    """Gives a role in a unit, or changes the dates or the division of one that is there."""
    _allow(actor)
    user = User.objects.select_for_update().get(pk=user_id)
    if role not in Role.values:
        raise Refused(Problem("role", _("Vai trò này không có trong danh mục.")))
    if starts_on and ends_on and ends_on < starts_on:
        raise Refused(Problem("ends_on", _("Ngày kết thúc phải từ ngày bắt đầu trở đi.")))
    if (
        division_id
        and not Unit.objects.filter(pk=division_id, parent_id=unit_id, kind=UnitKind.DIVISION).exists()
    ):
        raise Refused(Problem("division_id", _("Phòng, bộ phận phải thuộc đơn vị đã chọn.")))
    membership, _made = Membership.objects.update_or_create(
        user=user,
        unit=Unit.objects.get(pk=unit_id),
        role=role,
        defaults={"division_id": division_id, "starts_on": starts_on, "ends_on": ends_on},
    )
    _keep_an_administrator(timezone.localdate())
    audit.record(actor, "membership.set", membership, after=_membership_facts(membership))
    return membership


@transaction.atomic
def end_membership(actor: Actor, membership_id: int, *, last_day: date) -> Membership:
    """The role ends after that day; who held it stays on record."""
    _allow(actor)
    membership = Membership.objects.select_for_update().get(pk=membership_id)
    before = _membership_facts(membership)
    if membership.starts_on and last_day < membership.starts_on:
        raise Refused(Problem("ends_on", _("Ngày kết thúc phải từ ngày bắt đầu trở đi.")))
    membership.ends_on = last_day
    membership.save(update_fields=["ends_on"])
    _keep_an_administrator(max(timezone.localdate(), last_day + timedelta(days=1)))
    audit.record(actor, "membership.end", membership, before=before, after=_membership_facts(membership))
    return membership


@transaction.atomic
def deactivate_user(actor: Actor, user_id: int) -> User:
    """Closes the account at once, with its open links; nothing that the person did goes away."""
    user = _set_active(actor, user_id, active=False)
    user.sign_in_links.filter(used_at__isnull=True).delete()
    _keep_an_administrator(timezone.localdate())
    return user


@transaction.atomic
def reactivate_user(actor: Actor, user_id: int) -> User:
    return _set_active(actor, user_id, active=True)


@transaction.atomic
def make_sign_in_link(actor: Actor, user_id: int, *, now: datetime | None = None) -> str:
    """A token that signs the person in once within 24 hours. It is shown once; only its hash is kept."""
    _allow(actor)
    user = User.objects.select_for_update().get(pk=user_id)
    if not user.is_active:
        raise Refused(_("Tài khoản này đang khóa. Hãy mở khóa trước khi tạo đường dẫn."))
    token = secrets.token_urlsafe(32)
    user.sign_in_links.filter(used_at__isnull=True).delete()
    link = SignInLink.objects.create(
        user=user,
        token_hash=_hash(token),
        made_by_id=actor.user_id,
        expires_at=(now or timezone.now()) + LINK_LIFE,
    )
    audit.record(actor, "user.make_link", user, after={"expires_at": link.expires_at})
    return token


@transaction.atomic
def use_sign_in_link(token: str, now: datetime) -> User:
    """The person whom the link signs in; it works once. Refused where it is unknown, old or used."""
    link = SignInLink.objects.select_for_update().filter(token_hash=_hash(token)).first()
    if link is None or not link.is_usable(now) or not link.user.is_active:
        raise Refused(_("Đường dẫn đã dùng hoặc đã hết hạn. Hãy xin quản trị một đường dẫn mới."))
    link.used_at = now
    link.save(update_fields=["used_at"])
    user = link.user
    user.must_change_password = True
    user.save(update_fields=["must_change_password"])
    audit.record(Actor(user_id=user.pk, name=str(user)), "user.use_link", user)
    return user


@transaction.atomic
def set_password(actor: Actor, user_id: int, password: str) -> User:
    """By the person, or by an administrator; then it must be changed at the next sign-in."""
    user = User.objects.select_for_update().get(pk=user_id)
    allow(can_change_password(actor, user), "user.set_password")
    _check_password(password, user)
    user.set_password(password)
    user.must_change_password = actor.user_id != user.pk
    user.save(update_fields=["password", "must_change_password"])
    user.sign_in_links.filter(used_at__isnull=True).delete()
    audit.record(actor, "user.set_password", user)
    return user


def _allow(actor: Actor) -> None:
    allow(can_manage_users(actor), "users.manage")


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as wrong:
        raise Refused(*(Problem("password", sentence) for sentence in wrong.messages)) from wrong


def _set_active(actor: Actor, user_id: int, *, active: bool) -> User:
    _allow(actor)
    user = User.objects.select_for_update().get(pk=user_id)
    user.is_active = active
    user.save(update_fields=["is_active"])
    audit.record(actor, "user.reactivate" if active else "user.deactivate", user)
    return user


def _keep_an_administrator(day: date) -> None:
    """Nobody can lock the last administrator out: then only the command line could let anyone in again.

    An instance that has none yet (first accounts, command line) is left alone.
    """
    administrators = Membership.objects.filter(role=Role.ADMINISTRATOR)
    if administrators.exists() and not administrators.valid_on(day).filter(user__is_active=True).exists():
        raise Refused(_("Phải còn ít nhất một tài khoản quản trị đang dùng."))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _facts(user: User) -> dict[str, object]:
    return {
        "username": user.username,
        "full_name": user.full_name,
        "position": user.position,
        "email": user.email,
        "phone": user.phone,
    }


def _membership_facts(membership: Membership) -> dict[str, object]:
    return {
        "user": membership.user_id,
        "unit": membership.unit_id,
        "division": membership.division_id,
        "role": membership.role,
        "starts_on": membership.starts_on,
        "ends_on": membership.ends_on,
    }
