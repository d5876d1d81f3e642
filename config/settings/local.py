"""One machine, SQLite, no TLS: what `make run` uses."""

from config.settings.base import *  # noqa: F403
from config.settings.base import DATA_DIR, env

DEBUG = env.bool("MINHBACH_DEBUG", default=False)
SECRET_KEY = env.str("MINHBACH_SECRET_KEY", default="local-only-" + "x" * 50)
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

DATA_DIR.mkdir(parents=True, exist_ok=True)  # SQLite makes its file, not the folder around it
