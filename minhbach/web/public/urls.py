"""Addresses of the public face."""

from django.urls import path

from minhbach.web.public import plans

urlpatterns = [
    path("cong-khai/", plans.public_plans, name="public_plans"),
    path("cong-khai/ke-hoach/<int:plan_id>/", plans.public_plan, name="public_plan"),
]
