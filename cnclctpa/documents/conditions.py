"""On what conditions documents are kept."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cnclctpa.audit.keeping import checks

from .models import Document


@checks(Document)
def document_stays_what_it_is(document: Document, before: Document | None) -> None:
    """What people have read under an address is not replaced: another document is added."""
    if before and (document.file.name != before.file.name or document.digest != before.digest):
        raise ValidationError(_("The file of a document is not replaced: add another document."))
