"""System checks: an authority's server does not start with unsafe values.

They run with `manage.py check --deploy`, in `minhbach serve` under production settings, and in doctor.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

SHORTEST_KEY = 50
KNOWN_KEYS = ("local-only-", "tests-only", "django-insecure-")


@register(Tags.security, deploy=True)
def secret_key(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[CheckMessage]:
    try:
        key = str(settings.SECRET_KEY)
    except ImproperlyConfigured:  # Django refuses an empty one where it is read
        key = ""
    if len(key) >= SHORTEST_KEY and not key.startswith(KNOWN_KEYS):
        return []
    hint = "đặt MINHBACH_SECRET_KEY: python -c 'import secrets; print(secrets.token_urlsafe(64))'"
    return [Error("Khóa bí mật chưa đặt hoặc quá yếu.", hint=hint, id="minhbach.E001")]


@register(Tags.security, deploy=True)
def debug(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[CheckMessage]:
    if not settings.DEBUG:
        return []
    return [Error("Chế độ gỡ lỗi đang bật.", hint="bỏ MINHBACH_DEBUG.", id="minhbach.E002")]


@register(Tags.security, deploy=True)
def hosts(app_configs: Sequence[AppConfig] | None, **kwargs: object) -> list[CheckMessage]:
    named = [host for host in settings.ALLOWED_HOSTS if host not in {"127.0.0.1", "localhost", "[::1]"}]
    if named and "*" not in named:
        return []
    hint = "đặt MINHBACH_HOSTS là tên miền của trang, ví dụ kehoach.tinh.gov.vn."
    return [Error("Tên máy chủ chưa đặt hoặc mở cho mọi tên.", hint=hint, id="minhbach.E003")]
