"""One settings file, read from the environment; the defaults suit a laptop (see .env.example)."""

import os
import warnings
from contextlib import suppress
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(env.str("ENV_FILE", str(BASE_DIR / ".env")))

VAR_DIR = Path(env.str("VAR_DIR", "") or BASE_DIR / "var")


def laptop_secret() -> str:
    """The key of a laptop: made once, kept in VAR_DIR beside the database it protects."""
    path = VAR_DIR / "secret_key"
    VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Never readable by others, not even for a moment; nor made twice by two programs that start together.
    with suppress(FileExistsError):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.write(descriptor, get_random_secret_key().encode())
        os.close(descriptor)
    return path.read_text()


DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "") or laptop_secret()
# Former keys: what they signed and encrypted is still read, nothing new is.
SECRET_KEY_FALLBACKS = [key for key in env.list("SECRET_KEY_FALLBACKS", default=[]) if key]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000")

# Where victims find help, as the secretariat words it; nothing is shown while both are empty.
HELP_NOTICE_FR = env.str("HELP_NOTICE_FR", "")
HELP_NOTICE_EN = env.str("HELP_NOTICE_EN", "")

# Where readers write to the secretariat; the pages say that it is not set while it is empty.
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "")

INSTALLED_APPS = [
    "modeltranslation",
    "cnclctpa.administration.apps.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "cnclctpa.accounts.signed_in.SignedInConfig",
    "auditlog",
    "rules",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "cnclctpa",
    "cnclctpa.audit",
    "cnclctpa.reference",
    "cnclctpa.accounts",
    "cnclctpa.documents",
    "cnclctpa.work",
    "plans",
    "activities",
    "evaluation",
    "cnclctpa.content",
    "cnclctpa.portal",
    "cnclctpa.demonstration",
    "cnclctpa.backup",
]

MIDDLEWARE = [
    # First, so that redirections to https and static files carry them as well.
    "csp.middleware.CSPMiddleware",
    "cnclctpa.middleware.PermissionsPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Compressing a secret beside what a visitor chose can leak it (BREACH): the only secret of our pages is
    # the CSRF token, which Django masks anew each time, and this middleware pads each answer at random.
    "django.middleware.gzip.GZipMiddleware",
    "cnclctpa.middleware.SignedInPagesAreKeptByNobodyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cnclctpa.accounts.middleware.SecondFactorFirstMiddleware",
    # After whatever asks who the person is: from there on, a public page may be read as the public reads it.
    "cnclctpa.portal.previewing.PreviewMiddleware",
    "cnclctpa.accounts.middleware.SessionSeenMiddleware",
    "cnclctpa.accounts.forgetting.ForgetOnSignOutMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "cnclctpa.audit.middleware.through_pages",
]

ROOT_URLCONF = "cnclctpa.urls"
WSGI_APPLICATION = "cnclctpa.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cnclctpa.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]


def database() -> dict:
    """SQLite on a laptop, PostgreSQL by DATABASE_URL."""
    address = env.str("DATABASE_URL", "") or f"sqlite:///{VAR_DIR / 'db.sqlite3'}"
    try:
        with warnings.catch_warnings(action="error"):
            found = env.db_url_config(address)
    except (ImproperlyConfigured, ValueError, UserWarning):
        found = {}
    if found.get("ENGINE") == "django.db.backends.sqlite3":
        # Without these, three of four concurrent read-then-write transactions fail.
        options = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
        return {**found, "OPTIONS": options}
    if found.get("ENGINE") == "django.db.backends.postgresql" and found["NAME"]:
        # The queries of lists are long to compile and quick to run: compiling them takes most of their time.
        options = {"connect_timeout": 5, "options": "-c jit=off", **found.get("OPTIONS", {})}
        reuse = {"CONN_MAX_AGE": env.int("CONN_MAX_AGE", 60), "CONN_HEALTH_CHECKS": True}
        return {**found, **reuse, "OPTIONS": options}
    # In both languages and without the address itself: no catalogue is loaded yet, and it holds a password.
    raise ImproperlyConfigured(
        "DATABASE_URL n’est pas une adresse de base de données ; exemple : postgres://nom:secret@serveur:5432/base\n"
        "DATABASE_URL is not a database address; for example: postgres://name:secret@server:5432/base"
    )


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def shared_cache() -> dict:
    """The cache of all workers, in which the limits on sign-in count.

    In the database, adding a key is atomic: files on disk do not promise it, memory is one worker’s own.
    """
    found = env.cache("CACHE_URL", default="dbcache://cnclctpa_cache")
    if found["BACKEND"].endswith("DatabaseCache"):
        # Django keeps 300 entries, and makes room among those that have not expired: whoever fails to sign in
        # under a few hundred names would have the failures under another one forgotten.
        found["OPTIONS"] = {"MAX_ENTRIES": 1_000_000, "CULL_FREQUENCY": 1000, **found.get("OPTIONS", {})}
    return {**found, "KEY_PREFIX": "cnclctpa"}


# Reports, in the memory of each worker: reading a page writes nothing, and no worker can be behind another,
# since the version of the data is in the key (docs/adr/0013).
REPORTS = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "reports",
    "TIMEOUT": 24 * 60 * 60,
    "OPTIONS": {"MAX_ENTRIES": 64},
}
# Which sessions each worker has seen a moment ago: their last use is written every few minutes at most.
SEEN = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "seen",
    "OPTIONS": {"MAX_ENTRIES": 10_000},
}
CACHES = {"default": shared_cache(), "reports": REPORTS, "seen": SEEN}

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "cnclctpa.accounts.backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:desk"
LOGOUT_REDIRECT_URL = "portal:home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses are entered by an administrator; nobody signs up
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = LOGOUT_REDIRECT_URL
ACCOUNT_ADAPTER = "cnclctpa.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "cnclctpa.accounts.forms.SignInForm",
    "change_password": "cnclctpa.accounts.forms.PasswordChangeForm",
    "reset_password": "cnclctpa.accounts.forms.PasswordResetForm",
    "reset_password_from_key": "cnclctpa.accounts.forms.NewPasswordForm",
    "reauthenticate": "cnclctpa.accounts.forms.PasswordAgainForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False  # shared computers are common: closing the browser signs out
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
# Allauth’s own generator would fill its table of addresses, which we do not use.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "cnclctpa.accounts.links.PasswordLinks"  # noqa: S105  a name
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/5m/key",
    "change_password": "5/5m/user",
    "reauthenticate": "5/5m/user",
}
MFA_ADAPTER = "cnclctpa.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "cnclctpa.accounts.forms.CodeForm",
    "reauthenticate": "cnclctpa.accounts.forms.CodeAgainForm",
}
MFA_TOTP_TOLERANCE = 1  # clocks of telephones are up to half a minute early or late
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PROXY_COUNT", 0)

SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

# Languages: French without a prefix, English under /en/.
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = "Africa/Bamako"
USE_TZ = True
MODELTRANSLATION_DEFAULT_LANGUAGE = "fr"
MODELTRANSLATION_LANGUAGES = ("fr", "en")
MODELTRANSLATION_FALLBACK_LANGUAGES = ("fr",)

# Static files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR_DIR / "media"

# What people send: forms hold text, and files go to disk above 2.5 MB.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6000  # five hundred lines pasted into a plan, a field for each of their cells
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_HANDLERS = [
    "cnclctpa.documents.uploads.SizeLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DOCUMENT_MAX_SIZE = env.int("DOCUMENT_MAX_SIZE", 20 * 1024 * 1024)

# Mail: written to the terminal on a laptop.
vars().update(env.email("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "cnclctpa@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Log lines name addresses of pages, never persons: no query, no body, no visitor's address.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "class": "cnclctpa.logs.DiscreetFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["terminal"], "level": env.str("LOG_LEVEL", "WARNING")},
    # Django’s own handlers would write again what the root writes, and mail whole requests.
    "loggers": {"django": {"handlers": [], "propagate": True}},
}

# Over https only, once a server in front of us speaks it (HTTPS=True); a laptop speaks http.
HTTPS = env.bool("HTTPS", False)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked by the machine itself
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 365 * 24 * 60 * 60) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Fictitious content and accounts, whose passwords everybody knows: never on a site that is really used.
DEMONSTRATION = env.bool("DEMONSTRATION", not HTTPS)

# Content policy: our own files only; nothing inline.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "upgrade-insecure-requests": HTTPS,
    }
}

AUDITLOG_LOGENTRY_MODEL = "audit.Entry"
AUDITLOG_DISABLE_REMOTE_ADDR = True
MIGRATION_MODULES = {"auditlog": None}  # its only table is replaced by ours and would stay empty
AUDITED_APPS = ["reference", "accounts", "documents", "plans", "activities", "evaluation"]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
