"""Which files are accepted: a short list, recognised by what they hold and not only by their name."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO
from xml.etree import ElementTree

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

PART_COUNT = 5000  # an ordinary document has a few dozen parts
LIST_SIZE = 1_000_000  # bytes of the list of parts, read at once
PART_SIZE = 1_000_000  # bytes of a part that says what others are


UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    EOFError,
)


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

# What the main part of a document without macros is, in the list of its parts.
MAIN_PARTS = {
    "word/document.xml": (DOCX, DOCX.content_type + ".main+xml"),
    "xl/workbook.xml": (XLSX, XLSX.content_type + ".main+xml"),
}

# What lies outside and is fetched when a reader asks for it; all else is fetched when the document opens.
ASKED_FOR = {"hyperlink", "externalLinkPath"}

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
    """Read the list of parts, and those small parts that say what others are: nothing else is inflated."""
    try:
        if not _has_a_short_list(file):
            return None
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if any("vbaproject" in name.lower() for name in names):
                return None
            if "[Content_Types].xml" in names:
                return _recognise_office(archive, names)
            if "mimetype" not in names or any(name.startswith(("Basic/", "Scripts/")) for name in names):
                return None
            with archive.open("mimetype") as part:
                written = part.read(100).decode("ascii", "replace").strip()
    except UNREADABLE:
        return None
    return next((accepted for accepted in (ODT, ODS) if accepted.content_type == written), None)


def _has_a_short_list(file: IO[bytes]) -> bool:
    """Read how long an archive says its list of parts is, before the list is read into memory."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 65_536 - 22))
    end = file.read()
    start = end.rfind(b"PK\x05\x06")
    if start < 0 or len(end) - start < 22 or b"PK\x06\x07" in end[max(0, start - 20) : start]:
        return False
    part_count, list_size = struct.unpack_from("<HL", end, start + 10)
    return part_count <= PART_COUNT and list_size <= LIST_SIZE


def _recognise_office(archive: zipfile.ZipFile, names: set[str]) -> FileType | None:
    found = next(((kind, main) for name, (kind, main) in MAIN_PARTS.items() if name in names), None)
    if found is None:
        return None
    kind, main = found
    written = [part.get("ContentType", "") for part in _elements(archive, "[Content_Types].xml")]
    has_macros = any(word in one.lower() for one in written for word in ("macroenabled", "vba"))
    if main not in written or has_macros:
        return None
    relations = (
        relation
        for name in sorted(names)
        if name.lower().endswith(".rels")
        for relation in _elements(archive, name)
    )
    is_fetching = any(
        relation.get("TargetMode", "").lower() == "external"
        and relation.get("Type", "").rpartition("/")[2] not in ASKED_FOR
        for relation in relations
    )
    return None if is_fetching else kind


def _elements(archive: zipfile.ZipFile, name: str) -> Iterator[ElementTree.Element]:
    """The elements of a small part; raises ValueError when it is large, or declares entities of its own."""
    with archive.open(name) as part:
        content = part.read(PART_SIZE + 1)
    if len(content) > PART_SIZE or b"<!" in content:
        raise ValueError(name)
    try:
        root = ElementTree.fromstring(content.decode("utf-8-sig"))  # noqa: S314  small, without entities
        return root.iter()
    except ElementTree.ParseError as fault:
        raise ValueError(name) from fault


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
