"""Addresses: sign-on by allauth, everything else by the faces."""

from django.urls import include, path

urlpatterns = [
    path("tai-khoan/", include("minhbach.web.account_urls")),
    path("", include("minhbach.web.urls")),
]

# Django reads these here and nowhere else.
handler403 = "minhbach.web.errors.refused"
handler404 = "minhbach.web.errors.not_found"
handler500 = "minhbach.web.errors.fault"
