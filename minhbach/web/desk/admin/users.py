"""Quản trị, Tài khoản: who may sign in, what each may act for, a link that signs in once."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from minhbach.organisation import queries, services
from minhbach.organisation.models import Role, Unit, User
from minhbach.web.desk.admin.tabs import admin_tabs
from minhbach.web.doors import for_roles, or_404, tried
from minhbach.web.fields import DayField
from minhbach.web.shapes import Crumb

PER_PAGE = 50


class UserForm(forms.Form):
    username = forms.CharField(
        label=gettext_lazy("Tên đăng nhập"), max_length=60,
        help_text=gettext_lazy("Chữ không dấu, số, dấu chấm, gạch nối"),
    )  # fmt: skip
    full_name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=120)
    position = forms.CharField(label=gettext_lazy("Chức vụ"), max_length=120, required=False)
    email = forms.EmailField(label=gettext_lazy("Thư điện tử"), required=False)
    phone = forms.CharField(label=gettext_lazy("Điện thoại"), max_length=40, required=False)

    def draft(self) -> services.UserDraft:
        return services.UserDraft(**self.cleaned_data)


class MembershipForm(forms.Form):
    unit_code = forms.CharField(
        label=gettext_lazy("Mã đơn vị"), max_length=30, help_text=gettext_lazy("Xem mã ở trang Đơn vị")
    )
    division_code = forms.CharField(label=gettext_lazy("Mã phòng, bộ phận"), max_length=30, required=False)
    role = forms.ChoiceField(label=gettext_lazy("Vai trò"), choices=Role.choices)
    starts_on = DayField(label=gettext_lazy("Từ ngày"), required=False)
    ends_on = DayField(label=gettext_lazy("Đến ngày"), required=False)

    def clean_unit_code(self) -> Unit:
        return _unit_of(self.cleaned_data["unit_code"])

    def clean_division_code(self) -> Unit | None:
        code = self.cleaned_data["division_code"]
        return _unit_of(code) if code.strip() else None


def _unit_of(code: str) -> Unit:
    unit = queries.unit_by_code(code.strip())
    if unit is None:
        raise ValidationError(_("Không có đơn vị nào mang mã này."))
    return unit


@for_roles("administrator")
def users(request: HttpRequest) -> HttpResponse:
    """By login name, a page at a time: a province has thousands."""
    words = request.GET.get("q", "").strip()
    after = request.GET.get("tiep", "").replace("\0", "")
    found = list(queries.find_users(words, after=after)[: PER_PAGE + 1])
    shown = found[:PER_PAGE]
    more = urlencode({"q": words, "tiep": shown[-1].username}) if len(found) > PER_PAGE else ""
    context = {
        "tabs": admin_tabs("admin_users"),
        "users": shown,
        "words": words,
        "first_href": f"?{urlencode({'q': words})}" if after else "",
        "next_href": f"?{more}" if more else "",
    }
    return render(request, "desk/admin/users.html", context)


@for_roles("administrator")
def new_user(request: HttpRequest) -> HttpResponse:
    form = UserForm(request.POST or None)
    made: list[User] = []
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and tried(form, lambda: made.append(services.create_user(request.actor, form.draft()))):
        messages.success(request, _("Đã thêm tài khoản; giao vai trò rồi tạo đường dẫn đăng nhập"))
        return redirect("admin_user", made[0].pk)
    crumbs = [Crumb(pgettext("many", "Tài khoản"), reverse("admin_users")), Crumb(_("Thêm tài khoản"))]
    context = {
        "form": form, "crumbs": crumbs, "title": _("Thêm tài khoản"), "back": reverse("admin_users"),
        "words": _("Chưa cần mật khẩu: người dùng tự đặt sau khi vào bằng đường dẫn một lần."),
        "submit": _("Thêm tài khoản"),
    }  # fmt: skip
    return render(request, "desk/form.html", context)


@never_cache
@for_roles("administrator")
def user(request: HttpRequest, user_id: int) -> HttpResponse:
    """One account: its data, its roles, a one-time link, and the lock."""
    record = or_404(queries.user_record, user_id)
    forms_by_name = {
        "person": UserForm(_data(request, "person"), initial=_initial(record)),
        "membership": MembershipForm(_data(request, "membership"), prefix="m"),
    }
    link = ""
    if request.method == "POST":
        done, link = _obey(request, record, forms_by_name)
        if done and not link:
            return redirect("admin_user", user_id)
    context = {
        "crumbs": [Crumb(pgettext("many", "Tài khoản"), reverse("admin_users")), Crumb(str(record))],
        "user": record,
        "link": link,
        "has_second_step": queries.has_second_step(record),
        **forms_by_name,
    }
    return render(request, "desk/admin/user.html", context)


def _data(request: HttpRequest, name: str) -> object:
    return request.POST if request.POST.get("verb") == name else None


def _initial(record: User) -> dict[str, str]:
    return {name: getattr(record, name) for name in ("username", "full_name", "position", "email", "phone")}


def _obey(request: HttpRequest, record: User, by_name: dict[str, forms.Form]) -> tuple[bool, str]:
    """Does what the pressed button says. Returns whether it was done, and a link to show once."""
    verb = request.POST.get("verb", "")
    if verb == "link":
        token = services.make_sign_in_link(request.actor, record.pk)
        return True, request.build_absolute_uri(reverse("one_time_link", args=[token]))
    if verb == "lift":
        _lift(request, record)
        return True, ""
    form = by_name.get(verb)
    if form is None or not form.is_valid():
        return False, ""
    work = _change if verb == "person" else _join
    return tried(form, lambda: work(request, record, form)), ""


def _lift(request: HttpRequest, record: User) -> None:
    try:
        services.lift_second_step(request.actor, record.pk)
        messages.success(request, _("Đã bỏ bước thứ hai; người dùng tự bật lại khi cần"))
    except ValidationError as refused:
        messages.error(request, refused.messages[0])


def _change(request: HttpRequest, record: User, form: UserForm) -> None:
    services.change_user(request.actor, record.pk, form.draft())
    messages.success(request, _("Đã lưu tài khoản"))


def _join(request: HttpRequest, record: User, form: MembershipForm) -> None:
    typed = form.cleaned_data
    division = typed["division_code"]
    services.set_membership(
        request.actor, record.pk, typed["unit_code"].pk, typed["role"],
        division_id=division.pk if division else None, starts_on=typed["starts_on"], ends_on=typed["ends_on"],
    )  # fmt: skip
    messages.success(request, _("Đã giao vai trò"))


@require_POST
@for_roles("administrator")
def lock_user(request: HttpRequest, user_id: int) -> HttpResponse:
    """Locks or unlocks the account at once; the lock is lifted by the same button."""
    work = services.reactivate_user if request.POST.get("mo") else services.deactivate_user
    try:
        work(request.actor, user_id)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    return redirect("admin_user", user_id)


@require_POST
@for_roles("administrator")
def end_membership(request: HttpRequest, membership_id: int) -> HttpResponse:
    """The role ends today; it stays on record."""
    try:
        ended = services.end_membership(request.actor, membership_id, last_day=request.today)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
        return redirect("admin_users")
    messages.success(request, _("Vai trò kết thúc hết hôm nay"))
    return redirect("admin_user", ended.user_id)
