"""Sign-on: only those pages of allauth that a closed system has. The rest is answered "no such page".

Their names stay, because allauth's own views reverse them.
"""

from allauth.account import views as account
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path

from minhbach.web import accounts


def closed(request: HttpRequest, **_parts: str) -> HttpResponse:
    """Accounts, mails and forgotten passwords are the administrator's work."""
    raise Http404


urlpatterns = [
    path("dang-nhap/", account.login, name="account_login"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("dang-khoa/", account.account_inactive, name="account_inactive"),
    path("xac-nhan-lai/", account.reauthenticate, name="account_reauthenticate"),
    path("mat-khau/", account.password_change, name="account_change_password"),
    path("mat-khau-moi/", accounts.new_password, name="new_password"),
    path("lien-ket/<str:token>/", accounts.one_time_link, name="one_time_link"),
    path("hai-buoc/", include("allauth.mfa.urls")),
    path("dong/dang-ky/", closed, name="account_signup"),
    path("dong/thu/", closed, name="account_email"),
    path("dong/xac-nhan-thu/", closed, name="account_email_verification_sent"),
    path("dong/xac-nhan-thu/<str:key>/", closed, name="account_confirm_email"),
    path("dong/dat-mat-khau/", closed, name="account_set_password"),
    path("dong/quen-mat-khau/", closed, name="account_reset_password"),
    path("dong/quen-mat-khau/xong/", closed, name="account_reset_password_done"),
]
