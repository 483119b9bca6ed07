"""Closed by default: each address has a written rule, and answers as its rule says, to each of the cast."""

import pytest
from django.urls import URLPattern, get_resolver, resolve, reverse

from tests.consistency import exported
from tests.consistency.rules import RULES
from tests.consistency.surface import CAST, ELSEWHERE, METHODS, SIGN_IN, Rule
from tests.trust import IS_FULL, one_of_each, tried

# Open to the public, one by one: adding a page here is a decision.
OPEN = {
    "portal:home",
    "portal:plan-dashboard",
    "portal:plan-about",
    "portal:axis-detail",
    "portal:objective-detail",
    "portal:plan-matrix",
    "portal:plan-timeline",
    "portal:plan-lineage",
    "portal:annual-plan-detail",
    "portal:result-detail",
    "portal:activity-list",
    "portal:activity-detail",
    "portal:report-detail",
    "portal:indicator-list",
    "portal:indicator-detail",
    "portal:plan-funding",
    "portal:reporting",
    "portal:campaign-detail",
    "portal:organisation-list",
    "portal:organisation-detail",
    "portal:method",
    "portal:region-list",
    "portal:region-detail",
    "portal:search",
    "portal:about",
    "portal:committee",
    "portal:figure-list",
    "portal:law",
    "portal:source-list",
    "portal:accessibility",
    "portal:help",
    "plans:plan-list",
    "activities:workshop-list",
    "activities:workshop-detail",
    "activities:outcome-list",
    "evaluation:recommendation-list",
    "evaluation:recommendation-detail",
    "evaluation:assessment-list",
    "documents:document-detail",
    "documents:document-file",
    # What a stranger needs to become a member
    "accounts:invitation-accept",
    "account_login",
    "account_logout",
    "mfa_authenticate",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    # For machines
    "healthz",
    "robots",
    # Lists as files, each open as its page is
    *exported.PAGES,
    "portal:plan-workbook",
}

CASES = [(name, title, who) for name, rule in RULES.items() for title in rule.cases for who in CAST]
AT_LEAST = 3000
#: Each address is asked by one of the cast; all of them by all the cast in `make trust`.
TRIED = CASES if IS_FULL else one_of_each(CASES, lambda case: case[0])
READ_BY_THE_SECRETARIAT = [
    (name, title)
    for name, title, who in CASES
    if who == "secretariat" and RULES[name].cases[title].expected[who]["get"] == 200
]
KEPT_BY_NONE = tried(READ_BY_THE_SECRETARIAT, at_least=100)


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


def test_rules_open_the_same_pages():
    assert {name for name, rule in RULES.items() if rule.is_open} == OPEN


def test_rule_without_cases_is_refused():
    with pytest.raises(ValueError, match="checks nothing"):
        Rule({})


def test_rules_are_many_enough():
    """An address, a case of its object, a member of the cast, a method: each is one question."""
    asked = len(CASES) * len(METHODS)
    assert asked >= AT_LEAST
    print(f"{asked} questions in {len(CASES)} cases, {len(TRIED)} cases tried")  # noqa: T201  the figure asked


@pytest.mark.parametrize(("name", "title", "who"), TRIED)
def test_address_answers_as_its_rule_says(name, title, who, client, request, db):
    case = RULES[name].cases[title]
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))
    address = reverse(name, args=case.arguments())
    answers = {method: told(getattr(client, method)(address)) for method in METHODS}
    assert answers == case.expected[who]


@pytest.mark.parametrize(("name", "title"), KEPT_BY_NONE)
def test_what_a_person_signed_in_reads_is_kept_by_no_cache(name, title, client, secretariat):
    client.force_login(secretariat)
    response = client.get(reverse(name, args=RULES[name].cases[title].arguments()))
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
