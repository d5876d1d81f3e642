"""What stands in the sidebar, by role. A page that a role may not open is not offered to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from minhbach.organisation.actor import Actor
from minhbach.web.shapes import NavGroup, NavItem

OVERSEES = ("focal", "leader", "secretary", "inspector", "administrator")
KEEPS_PLANS = ("focal", "secretary", "administrator")


def _has_unit(actor: Actor) -> bool:
    return actor.unit_id is not None


def _any_of(*roles: str) -> Callable[[Actor], bool]:
    return lambda actor: actor.has_role(*roles)


def _is_focal_only(actor: Actor) -> bool:
    """An administrator finds the same page among the tabs of Quản trị."""
    return actor.has_role("focal") and not actor.has_role("administrator")


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the desk: the name of its address, its words, its sign, and who is offered it."""

    name: str
    text: str | Promise
    sign: str
    for_whom: Callable[[Actor], bool]


PLACES: tuple[tuple[str | Promise, tuple[Place, ...]], ...] = (
    (
        "",
        (
            Place("overview", _("Tổng quan"), "home", _any_of(*OVERSEES)),
            Place("my_work", _("Việc của tôi"), "list-check", _has_unit),
            Place("reports", _("Báo cáo"), "report", _has_unit),
            Place("on_behalf", _("Nhập thay"), "pen", _any_of(*KEEPS_PLANS)),
        ),
    ),
    (
        pgettext_lazy("many", "Kế hoạch"),
        (
            Place("intake", _("Nhập kế hoạch"), "upload", _any_of(*KEEPS_PLANS)),
            Place("plans", pgettext_lazy("many", "Kế hoạch"), "document", _has_unit),
            Place("actions", pgettext_lazy("many", "Nhiệm vụ"), "flag", _has_unit),
            Place("regimes", _("Báo cáo khác"), "calendar", _any_of(*KEEPS_PLANS)),
            Place("consolidations", _("Tổng hợp"), "merge", _any_of(*OVERSEES)),
        ),
    ),
    (
        _("Đôn đốc"),
        (
            Place("tray", _("Khay đề xuất"), "tray", _any_of("focal")),
            Place("late", _("Đôn đốc"), "bell", _any_of(*OVERSEES)),
        ),
    ),
    (
        _("Hệ thống"),
        (
            Place("delivery_log", _("Nhật ký gửi"), "mail", _is_focal_only),
            Place("admin", _("Quản trị"), "gear", _any_of("administrator")),
        ),
    ),
)


def groups_for(actor: Actor, path: str) -> list[NavGroup]:
    """The sidebar of one actor; the place whose address begins the current one is marked."""
    groups = []
    for title, places in PLACES:
        items = tuple(_item(place, path) for place in places if place.for_whom(actor))
        if items:
            groups.append(NavGroup(str(title), items))
    return groups


def _item(place: Place, path: str) -> NavItem:
    href = reverse(place.name)
    return NavItem(href, str(place.text), place.sign, is_current=path.startswith(href))
