"""The project's settings, with what the suite needs: nothing is read from this machine, mistakes are loud."""

import atexit
import os
import re
import shutil
import tempfile
from pathlib import Path

TEMPORARY = tempfile.mkdtemp(prefix="cnclctpa-tests-")
atexit.register(shutil.rmtree, TEMPORARY, ignore_errors=True)

# The suite must not depend on the shell or on the .env file of whoever runs it.
EXAMPLE = Path(__file__).parent.parent / ".env.example"
for name in re.findall(r"^([A-Z_]+)=", EXAMPLE.read_text(), re.MULTILINE):
    os.environ.pop(name, None)
os.environ |= {"ENV_FILE": os.devnull, "VAR_DIR": TEMPORARY}

from cnclctpa.settings import *  # noqa: E402,F403  settings are one file; this one only adds to it
from cnclctpa.settings import INSTALLED_APPS, MIDDLEWARE, REPORTS, SEEN, STORAGES, TEMPLATES  # noqa: E402  after the environment
from tests.templates import Undefined  # noqa: E402  after the environment

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "reports": REPORTS,
    "seen": SEEN,
}
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True  # nothing is collected for the suite

# A query repeated for each row of a list is an error, whatever the database: SQLite alone is asked.
if os.environ.get("TEST_DATABASE") != "postgresql":
    INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
    MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
ZEAL_RAISE = True
ZEAL_ALLOWLIST = [
    {"model": "contenttypes.ContentType", "field": "get()"},  # read once by each process, for each model
    {"model": "sessions.Session"},  # Django reads it again after renewing its key
    {"model": "plans.Plan", "field": "get()"},  # held again by each row that is added to it
    {"model": "accounts.User", "field": "get()"},  # whoever is signed in, and whom a link is for
]

TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined()

if os.environ.get("TEST_DATABASE") == "postgresql":
    # The port is filled in by tests/conftest.py, once its throw-away cluster listens.
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "postgres",
            "USER": "postgres",
            "HOST": "127.0.0.1",
            "OPTIONS": {"options": "-c jit=off"},
        }
    }
