"""Plain shapes that templates are given."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tab:
    """One place of a row of tabs, a segment or a menu. count None: no figure beside it."""

    href: str
    text: str
    count: int | None = None
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the path to a page; the last one has no address."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class NavItem:
    href: str
    text: str
    sign: str
    is_current: bool = False
    count: int = 0
    is_hot: bool = False


@dataclass(frozen=True, slots=True)
class NavGroup:
    title: str
    items: tuple[NavItem, ...]


@dataclass(frozen=True, slots=True)
class Banner:
    """A line above every page about the system itself: what is wrong and the way out."""

    tone: str
    text: str
    href: str = ""
    link: str = ""
