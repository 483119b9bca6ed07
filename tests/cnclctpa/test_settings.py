"""The settings read from the environment: all listed in .env.example, fit for a laptop and for a server."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

from tests.consistency.project import ROOT

SERVER = {
    "SECRET_KEY": "a-key-of-more-than-fifty-characters-0123456789-abcdefghijklmnop",
    "ALLOWED_HOSTS": "plan.example.org",
    "SITE_URL": "https://plan.example.org",
    "HTTPS": "True",
    "PROXY_COUNT": "1",
}
SHOW = """
import json, django, django.conf
django.setup()
shown = {name: getattr(django.conf.settings, name) for name in dir(django.conf.settings) if name.isupper()}
print(json.dumps({name: repr(value) for name, value in shown.items() if name != "SECRET_KEY"}))
"""


def python(*arguments, folder, **environment):
    """Run Python on the project with nothing of this machine’s settings."""
    clean = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "cnclctpa.settings",
        "VAR_DIR": str(folder),
    }
    clean |= {"ENV_FILE": os.devnull, **environment}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=clean, capture_output=True, text=True)


def loaded(folder, **environment) -> dict:
    return json.loads(python("-c", SHOW, folder=folder, **environment).stdout)


def test_example_lists_every_setting_read_from_the_environment():
    source = (ROOT / "cnclctpa" / "settings.py").read_text()
    read = set(re.findall(r"env\.\w+\(\s*\"(\w+)\"", source))
    listed = re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert sorted(read) == sorted(listed)


def test_example_gives_the_defaults(tmp_path):
    example = loaded(tmp_path, ENV_FILE=str(ROOT / ".env.example"))
    assert example == loaded(tmp_path)


def test_laptop_speaks_http_and_keeps_its_key(tmp_path):
    shown = loaded(tmp_path)
    key = (tmp_path / "secret_key").read_text()
    assert (shown["DEBUG"], shown["SECURE_SSL_REDIRECT"], shown["SESSION_COOKIE_SECURE"]) == ("False",) * 3
    assert len(key) == 50
    loaded(tmp_path)
    assert (tmp_path / "secret_key").read_text() == key


def test_key_of_a_laptop_is_its_owner_s_alone(tmp_path):
    folder = tmp_path / "var"
    loaded(folder)
    assert (folder.stat().st_mode & 0o777, (folder / "secret_key").stat().st_mode & 0o777) == (0o700, 0o600)


def test_server_passes_the_deployment_check(tmp_path):
    check = ("manage.py", "check", "--deploy", "--fail-level", "INFO")
    result = python(*check, folder=tmp_path, **SERVER)
    assert (result.returncode, result.stdout) == (0, "System check identified no issues (0 silenced).\n"), (
        result
    )


@pytest.mark.parametrize(
    ("mistake", "fault"),
    [
        ({"DEMONSTRATION": "True"}, "cnclctpa.E001"),
        ({"SITE_URL": "http://plan.example.org"}, "cnclctpa.E002"),
    ],
)
def test_deployment_check_finds(mistake, fault, tmp_path):
    result = python("manage.py", "check", "--deploy", folder=tmp_path, **{**SERVER, **mistake})
    assert result.returncode == 1
    assert re.findall(r"cnclctpa\.E\d+", result.stderr) == [fault]


def test_laptop_is_not_checked_as_a_server(tmp_path):
    assert python("manage.py", "check", folder=tmp_path).returncode == 0


def test_server_trusts_its_proxy_and_loads_no_demonstration(tmp_path):
    shown = loaded(tmp_path, **SERVER)
    assert shown["SECURE_PROXY_SSL_HEADER"] == "('HTTP_X_FORWARDED_PROTO', 'https')"
    assert (shown["ALLAUTH_TRUSTED_PROXY_COUNT"], shown["DEMONSTRATION"]) == ("1", "False")


@pytest.mark.parametrize(
    "address", ["nonsense", "mysql://server/base", "postgres://server:port/base", "postgres://"]
)
def test_broken_database_address_is_one_sentence_in_both_languages(address, tmp_path):
    result = python("manage.py", "check", folder=tmp_path, DATABASE_URL=address)
    assert result.returncode == 1
    french, english = result.stderr.splitlines()
    assert french.startswith("DATABASE_URL n’est pas une adresse")
    assert english.startswith("DATABASE_URL is not a database address")


def test_postgresql_keeps_checked_connections(tmp_path):
    database = loaded(tmp_path, DATABASE_URL="postgres://name:secret@server:5433/base")["DATABASES"]
    assert all(
        part in database for part in ("'CONN_HEALTH_CHECKS': True", "'PORT': 5433", "'connect_timeout': 5")
    )


def test_cache_is_shared_by_the_workers(tmp_path):
    assert "DatabaseCache" in loaded(tmp_path)["CACHES"]


def test_pages_carry_the_headers_that_browsers_obey(client, db):
    headers = client.get("/").headers
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Permissions-Policy"].startswith("camera=(), geolocation=()")
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("address", ["/static/img/favicon.svg", "/accounts/profile/", "/nowhere/"])
def test_no_answer_is_without_the_content_policy(address, client, db):
    assert "default-src 'self'" in client.get(address).headers["Content-Security-Policy"]


def test_redirection_to_https_carries_the_content_policy(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    answer = client.get("/")
    assert answer.status_code == 301
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


def test_pages_travel_compressed(client, db):
    assert client.get("/", headers={"accept-encoding": "gzip"}).headers["Content-Encoding"] == "gzip"


def test_logs_say_nothing_of_persons():
    assert settings.LOGGING["root"]["handlers"] == ["terminal"]
    assert "mail_admins" not in json.dumps(settings.LOGGING)


def test_static_files_are_collected_under_names_of_their_content(tmp_path):
    result = python("manage.py", "collectstatic", "--noinput", folder=tmp_path)
    assert result.returncode == 0, result.stderr
    manifest = json.loads((tmp_path / "static" / "staticfiles.json").read_text())["paths"]
    assert all((tmp_path / "static" / hashed).is_file() for hashed in manifest.values())
    assert {".css", ".svg"} <= {f".{name.rpartition('.')[2]}" for name in manifest}
