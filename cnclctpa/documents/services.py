import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from cnclctpa.accounts.models import User
from cnclctpa.audit.causes import because

from .models import Document

#: The files written since somebody asked that they go with the rest.
_written: ContextVar[list[str] | None] = ContextVar("written", default=None)


@contextmanager
def files_taken_back() -> Iterator[None]:
    """A database forgets by itself what fails; the files of the documents added inside go with it."""
    token = _written.set([])
    try:
        yield
    except BaseException:
        for name in _written.get() or ():
            default_storage.delete(name)
        raise
    finally:
        _written.reset(token)


def add_document(document: Document, *, by: User | None) -> Document:
    """Check and keep a new document, with the digest of its file; a refused one leaves nothing on disk."""
    document.uploaded_by = by
    if document.file:
        document.size = document.file.size
        document.digest = digest_of(document.file)
    document.full_clean()
    try:
        with transaction.atomic(), because("document.added", by=by):
            document.save()
    except BaseException:
        if document.file and document.file._committed:
            default_storage.delete(document.file.name)
        raise
    written = _written.get()
    if document.file and written is not None:
        written.append(document.file.name)
    return document


def digest_of(file: File) -> str:
    """SHA-256, in hexadecimal; the file is read from its start and left there."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest
