import io
import struct
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from cnclctpa.documents import types
from tests.factories.documents import PDF_CONTENT


def archive(parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return content.getvalue()


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def content_types(*written):
    overrides = "".join(f'<Override PartName="/a.xml" ContentType="{one}"/>' for one in written)
    return f"<Types>{overrides}</Types>"


def relations(kind, target="https://example.org/", mode="External"):
    relation = f'<Relationship Id="r1" Type="{RELATION}{kind}" Target="{target}" TargetMode="{mode}"/>'
    return f'<?xml version="1.0"?><Relationships>{relation}</Relationships>'


def word(types=None, **parts):
    return archive(
        {"[Content_Types].xml": types or content_types(WORD), "word/document.xml": "<w/>", **parts}
    )


DOCX = word()
XLSX = archive({"[Content_Types].xml": content_types(EXCEL), "xl/workbook.xml": "<x/>"})
ODT = archive({"mimetype": types.ODT.content_type, "content.xml": "<o/>"})
ODS = archive({"mimetype": types.ODS.content_type, "content.xml": "<o/>"})


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PDF_CONTENT, types.PDF),
        (DOCX, types.DOCX),
        (XLSX, types.XLSX),
        (ODT, types.ODT),
        (ODS, types.ODS),
        (b"", None),
        (b"%PD", None),
        (b"MZ\x90\x00" + b"\x00" * 60, None),
        (b"<!doctype html><script>alert(1)</script>", None),
        (b"\xff\xd8\xff\xe0 a photograph", None),
        (b"PK\x03\x04 not an archive after all", None),
        (DOCX[: len(DOCX) // 2], None),
        (archive({"anything.txt": "text"}), None),
        (archive({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}), None),
        (archive({"mimetype": "application/epub+zip"}), None),
        (archive({"mimetype": "\u00e9\u00e9"}), None),
        (archive({"[Content_Types].xml": "", "word/document.xml": "", "word/vbaProject.bin": "x"}), None),
        (archive({"[Content_Types].xml": "", "xl/workbook.xml": "", "xl/vbaproject.BIN": "x"}), None),
        (archive({"mimetype": types.ODT.content_type, "Basic/Standard/Module1.xml": "x"}), None),
        (archive({"mimetype": types.ODS.content_type, "Scripts/python/x.py": "x"}), None),
        (archive({f"{number}.xml": "" for number in range(types.PART_COUNT + 1)}), None),
    ],
)
def test_type_is_recognised_by_content(content, expected):
    file = ContentFile(content)
    assert types.recognise(file) is expected
    assert file.tell() == 0


MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
SETTINGS, DOCUMENT = "word/_rels/settings.xml.rels", "word/_rels/document.xml.rels"


@pytest.mark.parametrize(
    "content",
    [
        word("<Types/>"),
        word(content_types(MACROS)),
        word(content_types(WORD, MACROS)),
        word(content_types(WORD, MACROS.replace("m", "&#109;"))),
        word(content_types(WORD, "application/vnd.ms-office.vbaProject")),
        word("<!DOCTYPE x>" + content_types(WORD)),
        word(content_types(WORD).encode("utf-16")),
        word(content_types(WORD) + " " * types.PART_SIZE),
        word(b"\xff" + content_types(WORD).encode()),
        word(**{SETTINGS: relations("attachedTemplate")}),
        word(**{DOCUMENT: relations("oleObject")}),
        word(**{DOCUMENT: relations("image", target="file://server/x.png")}),
        word(**{DOCUMENT: relations("frame", target="a>b")}),
        word(**{DOCUMENT: "<Relationships>"}),
        word(**{DOCUMENT: relations("image", mode="&#69;xternal")}),
    ],
)
def test_document_that_runs_or_fetches_something_is_refused(content):
    assert types.recognise(ContentFile(content)) is None


@pytest.mark.parametrize(
    "relation",
    [
        relations("hyperlink"),
        relations("externalLinkPath"),
        relations("image", "media/1.png", "Internal"),
    ],
)
def test_document_with_links_and_its_own_images_is_accepted(relation):
    assert types.recognise(ContentFile(word(**{DOCUMENT: relation}))) is types.DOCX


def test_long_list_of_parts_is_not_read(monkeypatch):
    monkeypatch.setattr(types.zipfile, "ZipFile", lambda file: pytest.fail("read"))
    entries = b"PK\x01\x02" + b"\x00" * (types.LIST_SIZE + 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, len(entries), 30, 0)
    assert types.recognise(ContentFile(b"PK\x03\x04" + b"\x00" * 26 + entries + end)) is None


def test_list_whose_length_is_written_elsewhere_is_not_read(monkeypatch):
    monkeypatch.setattr(types.zipfile, "ZipFile", lambda file: pytest.fail("read"))
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, 100, 30, 0)
    assert types.recognise(ContentFile(b"PK\x03\x04" + b"\x00" * 126 + locator + end)) is None


def test_large_part_is_not_inflated():
    bomb = archive({"mimetype": types.ODT.content_type + " " * 50_000_000})
    assert len(bomb) < 100_000
    assert types.recognise(ContentFile(bomb)) is types.ODT


def test_encrypted_part_is_refused():
    content = bytearray(archive({"mimetype": types.ODT.content_type}))
    for header, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(header) + offset] |= 1
    assert types.recognise(ContentFile(bytes(content))) is None


@pytest.mark.parametrize(
    ("content", "name"),
    [(PDF_CONTENT, "report.pdf"), (PDF_CONTENT, "REPORT.PDF"), (DOCX, "report.docx"), (ODS, "table.ods")],
)
def test_file_is_accepted(content, name):
    types.check(ContentFile(content, name=name))


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "report.pdf", "empty"),
        (PDF_CONTENT + b" " * 2000, "report.pdf", "too_large"),
        (b"<html></html>", "report.pdf", "type"),
        (PDF_CONTENT, "report.docx", "name"),
        (PDF_CONTENT, "report.pdf.html", "name"),
        (PDF_CONTENT, "report", "name"),
        (XLSX, "report.docx", "name"),
    ],
)
def test_file_is_refused(content, name, code, settings):
    settings.DOCUMENT_MAX_SIZE = 1000
    with pytest.raises(ValidationError) as refusal:
        types.check(ContentFile(content, name=name))
    assert refusal.value.code == code
    assert refusal.value.messages
