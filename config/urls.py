"""Addresses: sign-on by allauth, everything else by the faces."""

from django.urls import include, path

urlpatterns = [
    path("tai-khoan/", include("minhbach.web.account_urls")),
    path("", include("minhbach.web.urls")),
]
