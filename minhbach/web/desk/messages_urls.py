"""Addresses of Thông báo, Kênh nhận tin, Nhật ký gửi and of calendars."""

from django.urls import path

from minhbach.web.desk import channels, delivery_log, notifications
from minhbach.web.desk.admin import sending

urlpatterns = [
    path("thong-bao/", notifications.notifications, name="notifications"),
    path("thong-bao/da-doc/", notifications.mark_all_read, name="notifications_read"),
    path("thong-bao/<int:pk>/", notifications.open_notification, name="notification"),
    path("thong-bao/<int:pk>/da-biet/", notifications.acknowledge, name="acknowledge"),
    path("thong-bao/kenh/", channels.channels, name="channels"),
    path("thong-bao/lich/<slug:whose>/", channels.calendar_address, name="calendar_address"),
    path("lich/<str:token>.ics", channels.calendar_file, name="calendar_file"),
    path("nhat-ky-gui/", delivery_log.delivery_log, name="delivery_log"),
    path("nhat-ky-gui/gui-lai/", delivery_log.send_failed_again, name="deliveries_again"),
    path("nhat-ky-gui/<int:pk>/gui-lai/", delivery_log.send_again, name="delivery_again"),
    path("quan-tri/gui-tin/", sending.rules, name="admin_sending"),
]
