"""Every form, each field empty, too long, of the wrong type or hostile: refused or kept, never a fault.

Afterwards the page of the object still opens, and shows no markup that was typed.
"""

import pytest
from django.urls import reverse

from tests.consistency import edited, edited_activities, edited_plans
from tests.forms import form_of
from tests.trust import IS_FULL, tried

RULES = edited.RULES | edited_activities.RULES | edited_plans.RULES
MARKUP = "\"><script>alert('x')</script><img src=x onerror=alert(1)>"
VALUES = {
    "empty": "",
    "blank": "\u202f \u00a0\t",
    "too long": "é" * 1_000_000,
    "wrong type": "n’importe quoi",
    "negative": "-99999999999999999999",
    "not a number": "NaN",
    "infinite": "1e999999",
    "markup": MARKUP,
    "template": "{{ request.user.password }}{% debug %}${7*7}",
    "formula": '=HYPERLINK("http://evil.example";"x")',
    "control": "a\x00b\x07c\x1b[31m\x0b\ud800".encode("utf-8", "replace").decode("utf-8"),
    "unusual": "\u202e\u2066\u0301ߒߞߏ العربية ɛɔɲŋ 𝔘 \U0010ffff",
    "date": "31/02/0000",
    "sql": "'; DROP TABLE plans_plan; --",
}
NOT_TYPED = ("csrfmiddlewaretoken", "form_key")
# Beyond what the site reads of a form at all, it is refused before any form is made.
TOO_MUCH = 400
ANSWERED = (200, 302, 409)


def forms() -> list[tuple[str, str]]:
    """Every address where something is typed, with a case of its rule that the secretariat may open."""
    return [
        (name, title)
        for name, rule in RULES.items()
        for title, case in rule.cases.items()
        if title != "missing" and case.expected["secretariat"]["get"] == 200
    ]


def first_of_each() -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for name, title in forms():
        found.setdefault(name, title)
    return list(found.items())


#: Tried in one form by each ordinary run.
A_FORM = 2
posted: list[tuple[str, str, str]] = []
CASES = [(name, title, kind) for name, title in first_of_each() for kind in VALUES]


@pytest.mark.parametrize(("name", "title"), first_of_each())
def test_form_takes_anything_without_a_fault(name, title, client, secretariat):
    client.force_login(secretariat)
    address = reverse(name, args=RULES[name].cases[title].arguments())
    shown = form_of(client.get(address))
    fields = [field for field in shown if field not in NOT_TYPED]
    cases = [(field, kind) for field in fields for kind in VALUES]
    for field, kind in tried(cases, at_most=A_FORM):
        answer = client.post(address, shown | {field: VALUES[kind], "form_key": ""})
        posted.append((name, field, kind))
        assert answer.status_code in ANSWERED, (field, kind)
        assert MARKUP.encode() not in answer.content, (field, kind)
        if answer.status_code == 302:
            page = client.get(answer.url)
            assert page.status_code in (200, 404), (field, kind, answer.url)
            assert MARKUP.encode() not in page.content, (field, kind)
            # What was kept has another revision: the next case starts from it.
            if not (shown := form_of(client.get(address))):
                break


@pytest.mark.parametrize(("name", "title", "kind"), tried(CASES, at_least=500))
def test_form_takes_the_same_everywhere(name, title, kind, client, secretariat):
    """All its fields at once, those of grids included."""
    client.force_login(secretariat)
    address = reverse(name, args=RULES[name].cases[title].arguments())
    hostile = {
        field: value if field in NOT_TYPED or field.endswith("_FORMS") else VALUES[kind]
        for field, value in form_of(client.get(address)).items()
    }
    if hostile:
        posted.append((name, "", kind))
        assert client.post(address, hostile).status_code in (*ANSWERED, TOO_MUCH)


if IS_FULL:

    def test_what_was_typed_is_much():
        print(f"{len(posted)} hostile answers to {len({name for name, *_ in posted})} forms")  # noqa: T201
        assert len(posted) >= 2000
