import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cnclctpa.documents.choices import Audience
from cnclctpa.documents.models import Document, stored_name
from tests.factories.documents import DocumentFactory

pytestmark = pytest.mark.django_db


def refused(name, document):
    constraint = next(constraint for constraint in Document._meta.constraints if constraint.name == name)
    with pytest.raises(ValidationError) as refusal:
        document.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        document.save()
    return str(constraint.violation_error_message) in refusal.value.messages


def test_document_is_a_file_or_a_link_not_both():
    document = DocumentFactory(stored=True)
    document.link = "https://example.org/"
    assert refused("documents_document_is_a_file_or_a_link", document)


def test_document_is_a_file_or_a_link_not_neither():
    document = DocumentFactory()
    document.link = ""
    assert refused("documents_document_is_a_file_or_a_link", document)


@pytest.mark.parametrize("missing", [{"digest": ""}, {"size": None}])
def test_file_has_a_digest(missing):
    document = DocumentFactory(stored=True)
    vars(document).update(missing)
    assert refused("documents_document_file_has_a_digest", document)


@pytest.mark.parametrize("excess", [{"digest": "f" * 64}, {"size": 1}])
def test_link_has_no_digest(excess):
    document = DocumentFactory()
    vars(document).update(excess)
    assert refused("documents_document_file_has_a_digest", document)


def test_document_for_an_organisation_names_it():
    document = DocumentFactory()
    document.audience = Audience.ORGANISATION
    assert refused("documents_document_organisation_is_named", document)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org/", "//example.org"]
)
def test_link_opens_a_page_and_runs_no_script(link):
    document = DocumentFactory()
    document.link = link
    assert refused("documents_document_link_is_a_web_address", document)


def test_document_is_for_the_secretariat_unless_said_otherwise():
    assert Document().audience == Audience.SECRETARIAT


def test_file_is_stored_under_a_name_of_ours():
    names = {stored_name(None, "../../Liste des victimes.PDF") for _ in range(9)}
    assert len(names) == 9
    assert all(re.fullmatch(r"documents/\d{4}/[0-9a-f]{32}\.pdf", name) for name in names)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Rapport d’évaluation 2018", "rapport-devaluation-2018.pdf"),
        ("???", "document.pdf"),
        ("a" * 200, "a" * 80 + ".pdf"),
    ],
)
def test_file_is_downloaded_under_the_name_of_its_title(title, name):
    assert DocumentFactory(stored=True, title_fr=title, title_en=title).download_name == name


def test_document_reads_as_its_title():
    assert str(DocumentFactory(title_fr="Décret", title_en="Decree")) == "Decree"


def test_document_has_one_address():
    document = DocumentFactory()
    assert document.get_absolute_url() == f"/en/documents/{document.pk}/"
