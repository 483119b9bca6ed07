import re

import pytest

from cnclctpa.accounts.roles import Role
from tests.portal.reading import shown, source

pytestmark = pytest.mark.django_db


def test_help_speaks_to_each_role(client):
    page = shown(client, "/help/")
    names = [
        "Le public",
        "Partenaires",
        "Les points focaux",
        "Le secrétariat permanent",
        "Les administrateurs",
    ]
    assert len(names) == len(Role) + 1
    assert [name for name in names if name not in page] == []


def test_help_answers_what_people_ask_most(client):
    page = shown(client, "/help/")
    for words in (
        "Mot de passe oublié",
        "Pour imprimer",
        "Sources",
        "dans l’autre langue",
        "attendez cinq minutes",
    ):
        assert words in page


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_links_of_help_lead_to_pages_of_its_language(client, prefix):
    links = re.findall(r"<main.*</main>", source(client, f"{prefix}/help/"), re.DOTALL)
    inside = {link for link in re.findall(r'href="(/[^"]*)"', links[0]) if not link.startswith("/static/")}
    assert {link for link in inside if not link.startswith(f"{prefix}/")} == set()
    assert {link for link in inside if client.get(link).status_code != 200} == set()


def test_help_says_that_it_takes_no_call_until_a_notice_is_set(client, settings):
    assert "elle ne reçoit pas les appels à l’aide" in shown(client, "/help/")
    settings.HELP_NOTICE_FR = "Appelez le 80 00 11 16."
    assert "elle ne reçoit pas les appels à l’aide" not in shown(client, "/help/")
    assert "Appelez le 80 00 11 16." in source(client, "/help/")


def test_help_invents_no_address(client, settings):
    settings.CONTACT_EMAIL = ""
    assert "mailto:" not in source(client, "/help/")
    settings.CONTACT_EMAIL = "secretariat@example.org"
    assert 'href="mailto:secretariat@example.org"' in source(client, "/help/")


def test_help_costs_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/help/")


def test_help_names_the_pages_on_which_a_plan_is_followed(client):
    following = (
        shown(client, "/help/")
        .partition("Suivre un plan Tous les plans")[2]
        .partition("Citer et imprimer")[0]
    )
    names = (
        "Tableau de bord",
        "Matrice, chronogramme",
        "Activités",
        "Indicateurs",
        "Financement",
        "Rapportage",
    )
    assert [name for name in names if name not in following] == []


def test_help_tells_each_role_what_it_reads_of_small_counts_and_of_funders(client):
    page = shown(client, "/help/")
    assert "Les petits effectifs se lisent par tranches" in page
    assert "les montants de chaque bailleur activité par activité" in page
    assert "mais non les effectifs exacts qui sont protégés" in page
