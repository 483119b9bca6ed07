"""Whatever the content files say is read on some public page, in each language."""

import pytest
from django.db import transaction
from django.test import Client

from cnclctpa.content.loading import load_reference
from cnclctpa.content.reading import read_content
from tests.portal.facts_loaded import facts_of
from tests.portal.public_pages import HOME, crawl
from tests.trust import IS_FULL

pytestmark = pytest.mark.django_db

# A field, or one field of one entry → why no page has to say it.
NOT_ON_A_PAGE = {
    "reference.Event.short_title": "drawn beside the line of time, where the whole title has no room",
    "plans.StrategicObjective.code": "given by us while the official code is not known: in addresses only",
    "reference.OrganisationStatement.about": (
        "a heading on the page of the committee; of other organisations, the statement itself is read"
    ),
}

#: The whole site is read for it: in French by each run, in English too by `make trust`.
LANGUAGES = tuple(HOME) if IS_FULL else ("fr",)


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker):
    """Every public page that leads somewhere from the home page, by language, with the content loaded."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference()
        yield {language: crawl(Client(), language) for language in LANGUAGES}
        transaction.set_rollback(True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_loaded_is_read_on_a_page(pages, language):
    unread = {
        str(fact)
        for fact in facts_of(read_content(), language)
        if fact.kind not in NOT_ON_A_PAGE and not any(fact.is_read_on(page) for page in pages[language])
    }
    assert unread == set()


def test_every_exception_is_needed(pages):
    unread = {
        fact.kind
        for language in LANGUAGES
        for fact in facts_of(read_content(), language)
        if not any(fact.is_read_on(page) for page in pages[language])
    }
    assert unread == NOT_ON_A_PAGE.keys()


if IS_FULL:

    def test_both_languages_have_the_same_pages(pages):
        french, english = ({page.address for page in pages[language]} for language in ("fr", "en"))
        assert french == {address.removeprefix("/en") for address in english}


def test_fact_that_no_page_says_is_named(pages):
    content = read_content()
    content.entries["reference.Figure"][0].values["note_fr"] = "Une phrase que nulle page ne dit."
    (unread,) = (
        str(fact)
        for fact in facts_of(content, "fr")
        if fact.kind not in NOT_ON_A_PAGE and not any(fact.is_read_on(page) for page in pages["fr"])
    )
    assert unread.endswith(", note_fr: Une phrase que nulle page ne dit.")
