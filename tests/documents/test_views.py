import pytest
from django.core.files.storage import default_storage

from cnclctpa.documents.choices import Audience
from tests.factories.accounts import MembershipFactory
from tests.factories.documents import PDF_CONTENT, DocumentFactory
from tests.factories.reference import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def address_of(document, suffix=""):
    return f"/documents/{document.pk}/{suffix}"


def test_document_page_tells_the_document(client):
    document = DocumentFactory(stored=True, public=True, title_fr="Décret de création")
    page = client.get(address_of(document)).text
    for words in ("Décret de création", document.digest, address_of(document, "file/"), "PDF"):
        assert words in page


def test_document_page_leads_to_the_address_of_a_link(client):
    document = DocumentFactory(public=True, link="https://example.org/decret")
    page = client.get(address_of(document)).text
    assert 'href="https://example.org/decret" rel="noreferrer external"' in page
    assert "/file/" not in page
    assert client.get(address_of(document, "file/")).status_code == 404


def test_document_in_french_only_is_marked_so_in_english(client):
    document = DocumentFactory(public=True, title_fr="Décret de création")
    assert '<span lang="fr">Décret de création</span>' in client.get(f"/en{address_of(document)}").text


def test_document_page_names_the_organisation(client):
    membership = MembershipFactory()
    document = DocumentFactory(audience=Audience.ORGANISATION, organisation=membership.organisation)
    client.force_login(membership.user)
    assert str(membership.organisation.name_fr) in client.get(address_of(document)).text


def test_file_is_served_as_an_attachment(client):
    document = DocumentFactory(stored=True, public=True, title_fr="Décret de création")
    response = client.get(address_of(document, "file/"))
    assert b"".join(response.streaming_content) == PDF_CONTENT
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="decret-de-creation.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" not in response.get("Cache-Control", "")


def test_file_that_is_not_public_is_kept_by_no_cache(client, secretariat):
    client.force_login(secretariat)
    response = client.get(address_of(DocumentFactory(stored=True), "file/"))
    assert b"".join(response.streaming_content) == PDF_CONTENT
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))


@pytest.mark.parametrize("suffix", ["", "file/"])
def test_document_that_one_may_not_see_does_not_exist(client, partner, suffix):
    document = DocumentFactory(stored=True)
    assert client.get(address_of(document, suffix)).status_code == 404
    client.force_login(partner)
    hidden, missing = client.get(address_of(document, suffix)), client.get(f"/documents/999999/{suffix}")
    assert hidden.status_code == missing.status_code == 404


def test_file_that_has_left_the_disk_does_not_exist(client):
    document = DocumentFactory(stored=True, public=True)
    default_storage.delete(document.file.name)
    assert client.get(address_of(document, "file/")).status_code == 404


def test_files_have_no_address_of_their_own(client, secretariat):
    document = DocumentFactory(stored=True, public=True)
    client.force_login(secretariat)
    for prefix in ("/media/", "/static/", "/"):
        assert client.get(prefix + document.file.name).status_code == 404


@pytest.mark.parametrize("suffix", ["", "file/"])
def test_documents_are_only_read(client, suffix):
    document = DocumentFactory(stored=True, public=True)
    assert client.post(address_of(document, suffix)).status_code == 405


def test_document_of_a_fictitious_organisation_says_so(client):
    document = DocumentFactory(public=True, organisation=OrganisationFactory(is_demonstration=True))
    assert client.get(address_of(document)).context["is_demonstration"]
    assert not client.get(address_of(DocumentFactory(public=True))).context["is_demonstration"]
