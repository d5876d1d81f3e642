"""An authority's server. `manage.py check --deploy` and `minhbach doctor` fail where a value is unsafe."""

from config.settings.base import *  # noqa: F403
from config.settings.base import env

SECURE_SSL_REDIRECT = env.bool("MINHBACH_TLS", default=True)
# The proxy that speaks TLS; 0 where none stands before the product.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("MINHBACH_PROXIES", default=1)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = SECURE_SSL_REDIRECT
CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SSL_REDIRECT else 0
