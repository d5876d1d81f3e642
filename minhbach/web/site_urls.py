"""Addresses that belong to no page of work: home, appearance, sign-on of our own, the sample page."""

from django.urls import path

from minhbach.web import site

urlpatterns = [
    path("", site.home, name="home"),
    path("giao-dien/", site.appearance, name="appearance"),
    path("lam-viec-cho/", site.switch_unit, name="switch_unit"),
    path("thanh-phan/", site.kit, name="kit"),
]
