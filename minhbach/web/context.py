"""The frame of every page: navigation by role, today's words, banners about the system."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from minhbach.messaging import queries as messaging
from minhbach.organisation import queries as organisation
from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Role
from minhbach.plans import queries as plans
from minhbach.shared.dates import vn_date
from minhbach.shared.queries import Health, health
from minhbach.web.navigation import groups_for
from minhbach.web.shapes import Banner, NavGroup
from minhbach.web.templatetags.desk import WEEKDAYS

THEMES = ("light", "dark")
KEEPERS = ("administrator", "focal")  # who can mend the system, or knows whom to call


class Shell:
    """What the frame shows. Each part is read only where a template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.actor: Actor = getattr(request, "actor", Actor.public())

    @cached_property
    def theme(self) -> str:
        chosen = self.request.COOKIES.get("theme", "")
        return chosen if chosen in THEMES else ""

    @cached_property
    def authority(self) -> str:
        """The name under the seal, without waiting for anyone to type it twice."""
        return organisation.authority_name()

    @cached_property
    def authority_short(self) -> str:
        """The same where room is scarce, with the abbreviation that every office reads at once."""
        return self.authority.replace("Ủy ban nhân dân", "UBND", 1)

    @cached_property
    def today(self) -> str:
        day = timezone.localdate()
        name = str(WEEKDAYS[day.weekday()])
        return f"{name[0].upper()}{name[1:]}, {vn_date(day)}"

    @cached_property
    def groups(self) -> list[NavGroup]:
        return groups_for(self.actor, self.request.path)

    @cached_property
    def unread(self) -> str:
        """Beside the bell: how many, "99+" where that is enough to know, empty for none. One query."""
        count = messaging.unread_count(self.actor)
        return f"{count - 1}+" if count >= messaging.COUNTED else str(count or "")

    @cached_property
    def memberships(self) -> list[object]:
        return organisation.memberships_of(self.request.user)

    @cached_property
    def role_words(self) -> str:
        return ", ".join(str(Role(role).label) for role in Role.values if role in self.actor.roles)

    @cached_property
    def banners(self) -> list[Banner]:
        if not self.actor.has_role(*KEEPERS):
            return []
        said = banners(health(timezone.now()), self.actor)
        if self.actor.has_role("administrator"):
            said += calendar_banner(timezone.localdate(), plans.confirmed_years())
        return said


def shell(request: HttpRequest) -> dict[str, object]:
    return {"shell": Shell(request), "actor": getattr(request, "actor", Actor.public())}


def calendar_banner(today: date, confirmed: frozenset[int]) -> list[Banner]:
    """Days are counted by the rest days that an administrator confirms each year: this one's, and from
    December on the next one's (Bộ luật Lao động 2019, điều 112: the notice comes towards the year's end)."""
    wanted = [today.year, today.year + 1] if today.month == 12 else [today.year]
    missing = [year for year in wanted if year not in confirmed]
    if not missing:
        return []
    words = _("Lịch nghỉ năm %(year)s chưa được xác nhận: hạn đang tính theo ngày nghỉ dự kiến.")
    href = f"{reverse('admin_calendar')}?nam={missing[0]}"
    return [Banner("acc", words % {"year": missing[0]}, href, _("Xem và xác nhận"))]


def banners(found: Health, actor: Actor) -> list[Banner]:
    """A silent worker and an old backup, said before they hurt."""
    href = reverse("admin_jobs") if actor.has_role("administrator") else ""
    link = _("Xem việc nền") if href else ""
    said = []
    if found.worker_is_silent:
        words = _(
            "Việc nền đang dừng: chưa giao việc, chưa nhắc, chưa đọc tệp. Khởi động lại tiến trình worker."
        )
        said.append(Banner("late", words, href, link))
    if found.backup_is_old and actor.has_role("administrator"):
        since = found.last_backup_at
        words = (
            _("Bản sao lưu gần nhất đã quá một ngày (%(day)s). Chạy “minhbach backup”.")
            % {"day": vn_date(timezone.localdate(since))}
            if since
            else _("Chưa có bản sao lưu nào. Chạy “minhbach backup”.")
        )
        said.append(Banner("soon", words, href, link))
    return said
