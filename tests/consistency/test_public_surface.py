"""Closed by default: each address has a written rule, and answers as its rule says, to each of the cast."""

import pytest
from django.urls import URLPattern, get_resolver, resolve, reverse

from tests.consistency.surface import CAST, ELSEWHERE, METHODS, RULES, SIGN_IN

# Open to the public, one by one: adding a page here is a decision.
OPEN = {name for name, rule in RULES.items() if rule.is_open}

CASES = [
    pytest.param(name, case, who, id=f"{name}-{title}-{who}")
    for name, rule in RULES.items()
    for title, case in rule.cases.items()
    for who in CAST
]


def patterns(resolver, namespace=()):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield ":".join([*namespace, entry.name or ""]), entry
        else:
            yield from patterns(entry, (*namespace, entry.namespace) if entry.namespace else namespace)


def test_each_address_has_a_rule_and_each_rule_an_address():
    assert {name for name, _ in patterns(get_resolver())} == RULES.keys()


def test_open_pages_are_those_of_the_list():
    is_open = {
        name
        for name, entry in patterns(get_resolver())
        if not getattr(entry.callback, "login_required", True)
    }
    assert is_open == OPEN


@pytest.mark.parametrize(("name", "case", "who"), CASES)
def test_address_answers_as_its_rule_says(name, case, who, client, request, db):
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))
    address = reverse(name, args=case.arguments())
    answers = {method: told(getattr(client, method)(address)) for method in METHODS}
    assert answers == case.expected[who]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        pytest.param(name, case.arguments, id=f"{name}-{title}")
        for name, rule in RULES.items()
        for title, case in rule.cases.items()
        if case.expected["secretariat"]["get"] == 200
    ],
)
def test_what_a_person_signed_in_reads_is_kept_by_no_cache(name, arguments, client, secretariat):
    client.force_login(secretariat)
    response = client.get(reverse(name, args=arguments()))
    told(response)
    assert {"private", "no-store"} <= set(response.headers["Cache-Control"].split(", "))


def test_public_page_may_be_kept(client, db):
    assert "no-store" not in client.get(reverse("portal:home")).headers.get("Cache-Control", "")


def told(response) -> int | str:
    if response.streaming:
        list(response)  # a file is held open until it has been read
    if response.status_code not in (301, 302):
        return response.status_code
    return SIGN_IN if resolve(response.url.partition("?")[0]).view_name == "account_login" else ELSEWHERE
