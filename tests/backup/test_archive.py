"""Archives made by somebody else, or that a disk has altered: refused before anything is written."""

import hashlib
import io
import json
import random
import zipfile

import pytest

from cnclctpa.backup.archive import FORMAT, SEAL, Archive, Refusal, Writer

CONTENT = b'[1, "Mopti"]\n' * 20


def written(*names: str, content: bytes = CONTENT, **changes) -> io.BytesIO:
    """An archive with one member of each name, announced as it is, but for the ``changes``."""
    stream = io.BytesIO()
    with Writer(stream) as writer:
        announced: dict[str, list] = {"tables": [], "files": []}
        for name in names:
            with writer.member(name) as sink:
                sink.write(content)
            folder, _, rest = name.partition("/")
            announced.get(folder, []).append(
                {"name": rest, "size": sink.size, "sha256": sink.digest} | changes
            )
        writer.seal({"format": FORMAT, "missing": []} | announced)
    return stream


def sealed(content: bytes) -> io.BytesIO:
    """Whoever alters an archive on purpose seals it again."""
    body = content[:-SEAL]
    return io.BytesIO(body + hashlib.sha256(body).hexdigest().encode())


def test_archive_is_read_as_written():
    archive = Archive(written("tables/places", "files/documents/one.pdf"))
    archive.check()
    assert [one.name for one in archive.files] == ["files/documents/one.pdf"]
    assert b"".join(archive.lines(archive.tables[0])) == CONTENT
    assert archive.size == 2 * len(CONTENT)


def test_archive_opens_with_any_program_for_zip():
    with zipfile.ZipFile(written("tables/places")) as opened:
        assert opened.testzip() is None
        assert json.loads(opened.read("manifest.json"))["tables"][0]["size"] == len(CONTENT)


def test_any_byte_altered_is_refused():
    content = written("tables/places").getvalue()
    for place in range(len(content)):
        altered = bytearray(content)
        altered[place] ^= 1 << random.randrange(8)
        with pytest.raises(Refusal):
            Archive(io.BytesIO(bytes(altered)))


@pytest.mark.parametrize("kept", [0, 10, SEAL, SEAL + 1, -1])
def test_truncated_archive_is_refused(kept):
    with pytest.raises(Refusal):
        Archive(io.BytesIO(written("tables/places").getvalue()[:kept]))


def test_any_byte_altered_and_sealed_again_is_no_other_content():
    """The seal is for disks; digests of the manifest hold even when somebody seals anew."""
    content = written("tables/places").getvalue()
    for place in range(0, len(content) - SEAL, 3):
        altered = bytearray(content)
        altered[place] ^= 1 << random.randrange(8)
        try:
            archive = Archive(sealed(bytes(altered)))
            archive.check()
        except Refusal:
            continue
        assert [one.name for one in archive.tables] == ["tables/places"]
        assert b"".join(archive.lines(archive.tables[0])) == CONTENT


@pytest.mark.parametrize(
    "name",
    [
        "files/../../etc/passwd",
        "files//etc/passwd",
        "files/a\\..\\b",
        "files/C:/x",
        "files/./x",
        "files/a/../b",
    ],
)
def test_names_that_lead_out_are_refused(name):
    with pytest.raises(Refusal):
        Archive(written(name))


@pytest.mark.parametrize(
    "changes", [{"size": 1}, {"size": -1}, {"size": "x"}, {"size": None}, {"name": "others"}, {"name": None}]
)
def test_what_was_not_announced_so_is_refused(changes):
    with pytest.raises(Refusal):
        Archive(written("tables/places", **changes))


def test_another_digest_is_refused():
    with pytest.raises(Refusal, match="tables/places"):
        Archive(written("tables/places", sha256="0" * 64)).check()


def test_member_that_is_not_announced_is_refused():
    with pytest.raises(Refusal):
        Archive(written("tables/places", "other"))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused():
    with pytest.raises(Refusal):
        Archive(written("tables/places", "tables/places"))


def test_bomb_is_refused():
    with pytest.raises(Refusal):
        Archive(written("tables/places", content=b"0" * 20_000_000))


def test_endless_line_is_refused(monkeypatch):
    archive = Archive(written("tables/places", content=CONTENT[:-1].replace(b"\n", b" ") + b"\n"))
    assert len(list(archive.lines(archive.tables[0]))) == 1
    monkeypatch.setattr("cnclctpa.backup.archive.LARGEST_PIECE", 100)
    with pytest.raises(Refusal):
        list(archive.lines(archive.tables[0]))


def test_line_without_an_end_is_refused():
    archive = Archive(written("tables/places", content=b"[1]\n[2]"))
    with pytest.raises(Refusal):
        list(archive.lines(archive.tables[0]))


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06", b"x" * 500, b"PK\x05\x06" + bytes(18)])
def test_what_is_no_archive_is_refused(content):
    with pytest.raises(Refusal):
        Archive(sealed(content + b"0" * SEAL))


@pytest.mark.parametrize(
    "manifest", [b"", b"[]", b"{}", b"\xff", b'{"format": 1}', b'{"format": 2}', b"[" * 100_000]
)
def test_manifest_that_says_nothing_is_refused(manifest):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as opened:
        opened.writestr("manifest.json", manifest)
        opened.comment = b"0" * SEAL
    with pytest.raises(Refusal):
        Archive(sealed(stream.getvalue()))


def test_another_format_says_so():
    stream = io.BytesIO()
    with Writer(stream) as writer:
        writer.seal({"format": 99})
    with pytest.raises(Refusal, match="99"):
        Archive(stream)
