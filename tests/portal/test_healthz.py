import pytest
from django.db import OperationalError, connection


@pytest.mark.django_db
def test_healthz_says_that_the_database_answers(client):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"site": "alive", "database": "answers"}


@pytest.mark.django_db
def test_healthz_is_never_cached_and_sets_no_cookie(client):
    response = client.get("/healthz")
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.django_db
def test_healthz_says_that_the_database_does_not_answer_and_not_why(client):
    def refuse(*statement):
        raise OperationalError("could not connect to host secret.example")

    with connection.execute_wrapper(refuse):
        response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json() == {"site": "alive", "database": "does not answer"}
    assert "no-store" in response["Cache-Control"]


def test_healthz_has_one_address_in_no_language(client, db):
    assert client.get("/en/healthz").status_code == 404


def test_robots_keeps_engines_out_of_searches_and_accounts(client, db):
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    lines = response.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert set(lines[1:]) == {
        f"Disallow: {prefix}{path}" for prefix in ("", "/en") for path in ("/search/", "/accounts/")
    }
