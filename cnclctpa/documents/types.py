"""Which files are accepted: a short list, recognised by what they hold and not only by their name."""

import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

PART_COUNT = 5000  # an ordinary document has a few dozen parts


@dataclass(frozen=True)
class FileType:
    extension: str
    content_type: str


OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."

PDF = FileType("pdf", "application/pdf")
DOCX = FileType("docx", OFFICE + "wordprocessingml.document")
XLSX = FileType("xlsx", OFFICE + "spreadsheetml.sheet")
ODT = FileType("odt", OPEN_DOCUMENT + "text")
ODS = FileType("ods", OPEN_DOCUMENT + "spreadsheet")

# No image: a photograph carries the place and the hour at which it was taken, sometimes of people to be
# protected. Images enter this list with the program that writes them anew without it.
ACCEPTED = (PDF, DOCX, XLSX, ODT, ODS)
EXTENSIONS = tuple(accepted.extension for accepted in ACCEPTED)


def recognise(file: IO[bytes]) -> FileType | None:
    """The accepted type that the content has, whatever the name; None for any other. Rewinds the file."""
    file.seek(0)
    start = file.read(8)
    file.seek(0)
    if start.startswith(b"%PDF-"):
        return PDF
    if start.startswith(b"PK\x03\x04"):
        found = _recognise_archive(file)
        file.seek(0)
        return found
    return None


def _recognise_archive(file: IO[bytes]) -> FileType | None:
    """Read the list of parts, and one small part of known length: nothing else is inflated."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if len(names) > PART_COUNT or any("vbaproject" in name.lower() for name in names):
                return None
            if "[Content_Types].xml" in names:
                return DOCX if "word/document.xml" in names else XLSX if "xl/workbook.xml" in names else None
            if "mimetype" not in names or any(name.startswith(("Basic/", "Scripts/")) for name in names):
                return None
            with archive.open("mimetype") as part:
                written = part.read(100).decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        return None
    return next((accepted for accepted in (ODT, ODS) if accepted.content_type == written), None)


def check(file) -> None:
    """Refuse a file that is empty, too large, of another type, or named as what it is not."""
    if not file.size:
        raise ValidationError(_("This file is empty."), code="empty")
    if file.size > settings.DOCUMENT_MAX_SIZE:
        limit = {"limit": filesizeformat(settings.DOCUMENT_MAX_SIZE)}
        raise ValidationError(_("This file is too large: at most %(limit)s."), code="too_large", params=limit)
    found = recognise(file)
    if found is None:
        accepted = {"accepted": ", ".join(EXTENSIONS)}
        raise ValidationError(
            _("This type of file is not accepted. Accepted types, without macros: %(accepted)s."),
            code="type",
            params=accepted,
        )
    if PurePath(file.name).suffix.lower() != f".{found.extension}":
        named = {"extension": found.extension}
        raise ValidationError(
            _("The name of this file does not say what it is: it should end in .%(extension)s."),
            code="name",
            params=named,
        )
