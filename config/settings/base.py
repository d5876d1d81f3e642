"""Settings common to every place the product runs in. What differs comes from the environment."""

from pathlib import Path

import dj_database_url
from environs import Env

env = Env()
ROOT = Path(__file__).resolve().parents[2]

SECRET_KEY = env.str("MINHBACH_SECRET_KEY", default="")
DEBUG = False
ALLOWED_HOSTS = env.list("MINHBACH_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("MINHBACH_ORIGINS", default=[])

# Everything the product keeps on disk: database (SQLite), files, backups.
DATA_DIR = Path(env.str("MINHBACH_DATA", default=str(ROOT / "var")))
FILES_DIR = DATA_DIR / "files"
BACKUP_DIR = DATA_DIR / "backups"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "minhbach.shared",
    "minhbach.organisation",
    "minhbach.messaging",
    "minhbach.plans",
    "minhbach.indices",
    "minhbach.reporting",
    "minhbach.intake",
    "minhbach.supervision",
    "minhbach.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "minhbach.web.middleware.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "minhbach.web.middleware.ActorMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "minhbach" / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "minhbach.web.context.shell",
            ],
            "builtins": ["minhbach.web.templatetags.desk"],
        },
    }
]

SQLITE_OPTIONS = {
    # BEGIN IMMEDIATE takes the write lock at once, so a reader never fails halfway on upgrade.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}


def database(url: str) -> dict[str, object]:
    """The Django database entry of an address such as sqlite:///file or postgres://user@host/name."""
    parsed = dict(dj_database_url.parse(url))
    if "sqlite" in str(parsed["ENGINE"]):
        parsed["OPTIONS"] = SQLITE_OPTIONS
    else:
        parsed["CONN_MAX_AGE"] = 60
        parsed["CONN_HEALTH_CHECKS"] = True
    return parsed


DATABASES = {
    "default": database(env.str("MINHBACH_DATABASE", default=f"sqlite:///{DATA_DIR / 'minhbach.sqlite3'}"))
}
# Shared by all processes: the limits of sign-in count together. shared's migrations make the table.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "minhbach_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organisation.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "minhbach.web.accounts.ClosedAdapter"
ACCOUNT_FORMS = {
    "login": "minhbach.web.accounts.SignInForm",
    "reauthenticate": "minhbach.web.accounts.AgainForm",
    "change_password": "minhbach.web.accounts.OtherPasswordForm",
}
# Wide for an address, behind which a whole office may sit; tight for a login name.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "60/m/ip,5/5m/key", "reauthenticate": "10/m/user"}
# How many proxies of our own stand before the product: whose word about the visitor's address counts.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("MINHBACH_PROXIES", default=0)
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_PREVENT_ENUMERATION = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Minh Bạch"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [ROOT / "minhbach" / "web" / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [ROOT / "minhbach" / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES_DIR}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Uploads: the door takes at most 50 MB; of a larger file not more than that is ever on disk.
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "minhbach.shared.arriving.ArrivingHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 400  # workbooks of all units come back at once
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "minhbach.web.errors.csrf_failed"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# Mail leaves by a server of the authority; without one nothing leaves and the pages still have everything.
EMAIL_BACKEND = "minhbach.messaging.senders.mail.KnowingBackend"
EMAIL_HOST = env.str("MINHBACH_MAIL_HOST", default="")
EMAIL_PORT = env.int("MINHBACH_MAIL_PORT", default=587)
EMAIL_HOST_USER = env.str("MINHBACH_MAIL_USER", default="")
EMAIL_HOST_PASSWORD = env.str("MINHBACH_MAIL_PASSWORD", default="")
EMAIL_USE_SSL = env.str("MINHBACH_MAIL_SECURITY", default="starttls") == "tls"
EMAIL_USE_TLS = env.str("MINHBACH_MAIL_SECURITY", default="starttls") == "starttls"
EMAIL_TIMEOUT = 20  # seconds for each step of the conversation
DEFAULT_FROM_EMAIL = env.str("MINHBACH_MAIL_FROM", default="minhbach@localhost")
# The right half of our Message-IDs: a repeat carries the same one, so servers and people can tell.
MINHBACH_MAIL_DOMAIN = DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
# Where links of mails lead: the address by which people reach the product.
MINHBACH_ADDRESS = env.str(
    "MINHBACH_ADDRESS", default=next(iter(CSRF_TRUSTED_ORIGINS), "http://127.0.0.1:8000")
)
MINHBACH_ZALO_BOT = env.str("MINHBACH_ZALO_BOT", default="")  # the token of the authority's Zalo bot

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("MINHBACH_LOG", default="INFO")},
    # They write whole addresses, which are people's, and tokens; what became of a message is on its page.
    "loggers": {name: {"level": "CRITICAL", "propagate": False} for name in ("apprise", "urllib3")},
}
