import hashlib
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from cnclctpa.audit.models import Entry
from cnclctpa.documents.choices import Audience
from cnclctpa.documents.models import Document
from cnclctpa.documents.services import add_document, digest_of
from tests.factories.documents import PDF_CONTENT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def files_on_disk():
    return [path for path in Path(default_storage.location).rglob("*") if path.is_file()]


def pdf(name="As people call it.pdf"):
    return ContentFile(PDF_CONTENT, name=name)


def test_add_document_keeps_the_file_with_its_digest_and_its_author(secretariat):
    document = add_document(Document(title_fr="Rapport", file=pdf()), by=secretariat)
    document.refresh_from_db()
    assert document.file.read() == PDF_CONTENT
    document.file.close()
    assert document.digest == hashlib.sha256(PDF_CONTENT).hexdigest()
    assert (document.size, document.uploaded_by) == (len(PDF_CONTENT), secretariat)
    assert "people" not in document.file.name
    entry = Entry.objects.latest()
    assert (entry.verb, entry.actor) == ("document.added", secretariat)


def test_add_document_keeps_an_address_without_a_digest(secretariat):
    document = add_document(Document(title_fr="Rapport", link="https://example.org/"), by=secretariat)
    assert (document.size, document.digest) == (None, "")


@pytest.mark.parametrize(
    "refused",
    [
        lambda: Document(title_fr="Rapport", file=pdf("page.html")),
        lambda: Document(title_fr="Rapport", file=pdf(), link="https://example.org/"),
        lambda: Document(title_fr="", file=pdf()),
        lambda: Document(title_fr="Rapport", file=pdf(), audience=Audience.ORGANISATION),
        lambda: Document(title_fr="Rapport", link="javascript:alert(1)"),
        lambda: Document(title_fr="Rapport"),
    ],
)
def test_add_document_refused_leaves_nothing(refused, secretariat):
    with pytest.raises(ValidationError):
        add_document(refused(), by=secretariat)
    assert not Document.objects.exists()
    assert files_on_disk() == []


def test_add_document_that_the_database_refuses_leaves_no_file(secretariat):
    kept = add_document(Document(title_fr="Rapport", file=pdf()), by=secretariat)
    twin = Document(pk=kept.pk, title_fr="Rapport", file=pdf())
    twin.full_clean = lambda: None
    twin.kind = None
    with pytest.raises(Exception, match="kind"):
        add_document(twin, by=secretariat)
    assert len(files_on_disk()) == 1


def test_digest_is_that_of_the_whole_file_wherever_it_was_read():
    file = pdf()
    file.read(5)
    assert digest_of(file) == hashlib.sha256(PDF_CONTENT).hexdigest()
    assert file.tell() == 0
