"""Settings of the tests: SQLite unless MINHBACH_TEST_DATABASE names another, fast hashing."""

import tempfile
from pathlib import Path

from config.settings.base import *  # noqa: F403
from config.settings.base import database, env

SECRET_KEY = "tests-only"  # noqa: S105 - signs nothing outside the tests
ALLOWED_HOSTS = ["*"]
DATA_DIR = Path(tempfile.mkdtemp(prefix="minhbach-test-"))
FILES_DIR = DATA_DIR / "files"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}  # databases come and go
BACKUP_DIR = DATA_DIR / "backups"
DATABASES = {
    "default": database(env.str("MINHBACH_TEST_DATABASE", default=f"sqlite:///{DATA_DIR / 'test.sqlite3'}"))
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES_DIR}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
