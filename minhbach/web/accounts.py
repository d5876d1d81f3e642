"""Sign-on: closed to newcomers, by login name, with an authenticator app where a person wants it."""

from __future__ import annotations

import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.account.utils import perform_login
from django import forms
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from minhbach.organisation import services as organisation
from minhbach.organisation.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PROVED_AT = "proved_at"  # of the session: a new password was typed, twice


class ClosedAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator: nobody signs up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": gettext_lazy("Tên đăng nhập hoặc mật khẩu không đúng."),
        "too_many_login_attempts": gettext_lazy("Đã thử sai quá nhiều lần. Chờ ít phút rồi thử lại."),
        "incorrect_password": gettext_lazy("Mật khẩu không đúng."),
        "enter_current_password": gettext_lazy("Nhập mật khẩu đang dùng."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        organisation.record_sign_in(user)

    def authentication_failed(self, request: HttpRequest, **credentials: str) -> None:
        organisation.record_failed_sign_in(credentials.get("username", ""))

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """allauth asks again even right after signing in; here who has just signed in is not asked."""
        return super().is_reauthentication_required(app=app, **kwargs) and not _has_just_signed_in(
            self.request
        )


def _has_just_signed_in(request: HttpRequest) -> bool:
    """The password, and the code where one is set, were given in this session within the time allowed."""
    given = [record["at"] for record in get_authentication_records(request, request.user)]
    last = max(*given, request.session.get(PROVED_AT, 0), 0)
    return time.time() - last < app_settings.REAUTHENTICATION_TIMEOUT


class SignInForm(LoginForm):
    """allauth's form in our words, without the doors that are closed here."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _reword(
            self, login=_("Tên đăng nhập"), password=_("Mật khẩu"), remember=_("Giữ đăng nhập trên máy này")
        )


class AgainForm(ReauthenticateForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _reword(self, password=_("Mật khẩu đang dùng"))


class OtherPasswordForm(ChangePasswordForm):
    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        again = _("Nhập lại mật khẩu mới")
        _reword(self, oldpassword=_("Mật khẩu đang dùng"), password1=_("Mật khẩu mới"), password2=again)


def _reword(form: forms.Form, **labels: str) -> None:
    for name, label in labels.items():
        if name in form.fields:
            form.fields[name].label = label
            form.fields[name].help_text = ""
            form.fields[name].widget.attrs.pop("placeholder", None)


class NewPasswordForm(forms.Form):
    """A password of one's own, after a one-time link or when the administrator asks for it."""

    password = forms.CharField(
        label=gettext_lazy("Mật khẩu mới"),
        help_text=gettext_lazy("Ít nhất 10 ký tự; một câu ngắn dễ nhớ là tốt nhất."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=gettext_lazy("Nhập lại mật khẩu mới"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, user: object, data: object = None) -> None:
        super().__init__(data)
        self.user = user

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean(self) -> None:
        typed = super().clean()
        if "password" in typed and typed["password"] != typed.get("again"):
            self.add_error("again", ValidationError(_("Hai lần nhập phải giống nhau.")))


@never_cache
@require_http_methods(["GET", "POST"])
def one_time_link(request: HttpRequest, token: str) -> HttpResponse:
    """Opening the page uses nothing up (mail programs open links by themselves); the button does."""
    if request.method == "GET":
        return render(request, "account/one_time_link.html")
    try:
        user = organisation.use_sign_in_link(token, now=timezone.now())
    except ValidationError as spent:
        return render(request, "account/one_time_link.html", {"spent": spent.messages[0]}, status=410)
    return perform_login(request, user, redirect_url=reverse("new_password"))  # asks for the second step


@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def new_password(request: HttpRequest) -> HttpResponse:
    if not getattr(request.user, "must_change_password", False):
        return redirect("account_change_password")
    form = NewPasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = organisation.set_password(request.actor, request.user.pk, form.cleaned_data["password"])
        login(request, user, backend=BACKEND)
        request.session[PROVED_AT] = time.time()
        messages.success(request, _("Đã đặt mật khẩu mới"))
        return redirect("home")
    return render(request, "account/new_password.html", {"form": form})
