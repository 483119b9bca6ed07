"""The archive itself: a zip whose last bytes seal all the others, and whose manifest says what it holds.

Nothing here knows the database. A member is written and read as a stream, and never extracted by its name.
"""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

FORMAT = 1
MANIFEST = "manifest.json"
TABLES, FILES = "tables/", "files/"
#: The comment of the zip, its last bytes: SHA-256, in hexadecimal, of every byte before.
SEAL = 64
BLOCK = 1024 * 1024
#: What an honest archive never reaches: a manifest or a row larger is not read.
LARGEST_PIECE = 64 * BLOCK
#: No honest content is packed more tightly: deflate reaches 1032 on zeros.
TIGHTEST = 500


class Refusal(Exception):  # noqa: N818  it is an answer, not an error of the program
    """Why a backup or a restore is not done, as a sentence for the administrator."""


def damaged(detail: str) -> Refusal:
    return Refusal(_("This archive is damaged or was altered: %(detail)s.") % {"detail": detail})


@dataclass(frozen=True)
class Member:
    """What the manifest says of a table or of a file: as much of it, byte for byte."""

    name: str
    size: int
    digest: str


class Sink:
    """Counts and digests what passes through it to a stream, or to nowhere."""

    def __init__(self, stream: Any = None):
        self.stream, self.size, self._digest = stream, 0, hashlib.sha256()

    def write(self, content: bytes) -> None:
        if self.stream is not None:
            self.stream.write(content)
        self.size += len(content)
        self._digest.update(content)

    @property
    def digest(self) -> str:
        return self._digest.hexdigest()


class Writer:
    """Members are added one after the other; `seal` ends the archive."""

    def __init__(self, stream: BinaryIO):
        self.stream = stream
        self.zip = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED)

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.zip.close()

    @contextmanager
    def member(self, name: str, *, is_packed: bool = True) -> Iterator[Sink]:
        entry = zipfile.ZipInfo(name)
        entry.compress_type = zipfile.ZIP_DEFLATED if is_packed else zipfile.ZIP_STORED
        entry.external_attr = 0o600 << 16
        with self.zip.open(entry, "w", force_zip64=True) as stream:
            yield Sink(stream)

    def seal(self, manifest: dict) -> None:
        with self.member(MANIFEST) as sink:
            sink.write(json.dumps(manifest, ensure_ascii=False, indent=1).encode())
        self.zip.comment = b"0" * SEAL
        self.zip.close()
        self.stream.seek(0, 2)
        end = self.stream.tell() - SEAL
        seal = _digest_of_first(self.stream, end)
        self.stream.seek(end)
        self.stream.write(seal.encode())


class Archive:
    """An archive being read: opening it checks the seal, and that it holds what its manifest announces."""

    def __init__(self, stream: BinaryIO):
        _check_seal(stream)
        with _as_refusal():
            self.zip = zipfile.ZipFile(stream)
            self.manifest = self._read_manifest()
            self.tables = [_member(TABLES, row) for row in self.manifest["tables"]]
            self.files = [_member(FILES, row) for row in self.manifest["files"]]
            self._check_members()

    @property
    def size(self) -> int:
        """How many bytes come out of it."""
        return sum(one.size for one in (*self.tables, *self.files))

    def check(self) -> None:
        """Read every member to its end: each is what the manifest says, or the archive is refused."""
        for member in (*self.tables, *self.files):
            for _block in self.blocks(member):
                pass

    def blocks(self, member: Member) -> Iterator[bytes]:
        """The content of a member; its size and digest are checked as it ends."""
        seen = Sink()
        with _as_refusal(), self.zip.open(member.name) as stream:
            while block := stream.read(BLOCK):
                seen.write(block)
                yield block
        if (seen.size, seen.digest) != (member.size, member.digest):
            raise damaged(member.name)

    def lines(self, member: Member) -> Iterator[bytes]:
        with _as_refusal(), self.zip.open(member.name) as stream:
            while line := stream.readline(LARGEST_PIECE):
                if not line.endswith(b"\n"):
                    raise damaged(member.name)
                yield line

    def _read_manifest(self) -> dict:
        if self.zip.getinfo(MANIFEST).file_size > LARGEST_PIECE:
            raise damaged(MANIFEST)
        manifest = json.loads(self.zip.read(MANIFEST))
        if manifest["format"] != FORMAT:
            raise Refusal(
                _("This archive is of format %(format)s; this program reads format %(ours)s.")
                % {"format": manifest["format"], "ours": FORMAT}
            )
        return manifest

    def _check_members(self) -> None:
        """Each name once, none that leads out, no size other than announced, nothing packed beyond belief."""
        announced = {one.name: one.size for one in (*self.tables, *self.files)}
        entries = [one for one in self.zip.infolist() if one.filename != MANIFEST]
        if len(announced) != len(self.tables) + len(self.files) or len(entries) != len(announced):
            raise damaged(MANIFEST)
        for entry in entries:
            too_tight = entry.file_size > BLOCK and entry.file_size > TIGHTEST * entry.compress_size
            if announced.get(entry.filename) != entry.file_size or too_tight or not _is_safe(entry.filename):
                raise damaged(entry.filename)


def digest_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _member(folder: str, row: dict) -> Member:
    return Member(f"{folder}{row['name']}", int(row["size"]), str(row["sha256"]))


def _is_safe(name: str) -> bool:
    path = PurePosixPath(name)
    is_plain = not any(letter in name for letter in "\\:\0") and str(path) == name
    return is_plain and not path.is_absolute() and ".." not in path.parts


def _check_seal(stream: BinaryIO) -> None:
    stream.seek(0, 2)
    end = stream.tell() - SEAL
    if end < 0:
        raise damaged(_("it is too short"))
    seal = _digest_of_first(stream, end)
    if stream.read(SEAL) != seal.encode():
        raise damaged(_("its seal does not match its content"))


def _digest_of_first(stream: BinaryIO, count: int) -> str:
    """SHA-256 of so many bytes from the start; the stream is left after them."""
    digest = hashlib.sha256()
    stream.seek(0)
    while count > 0 and (block := stream.read(min(count, BLOCK))):
        digest.update(block)
        count -= len(block)
    return digest.hexdigest()


@contextmanager
def _as_refusal() -> Iterator[None]:
    """What a zip or a manifest made by somebody else may raise is a refusal as well."""
    try:
        yield
    except (zipfile.BadZipFile, ValueError, KeyError, TypeError, EOFError, NotImplementedError) as error:
        raise damaged(str(error) or type(error).__name__) from error
    except (RuntimeError, zlib.error) as error:  # a password asked for, a stream that does not unpack
        raise damaged(str(error)) from error
