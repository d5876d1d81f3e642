"""Addresses of Nhiệm vụ."""

from django.urls import path

from minhbach.web.desk import action, lists

urlpatterns = [
    path("nhiem-vu/", lists.actions, name="actions"),
    path("nhiem-vu/excel/", lists.actions_xlsx, name="actions_xlsx"),
    path("nhiem-vu/<int:action_id>/", action.action, name="action"),
]
