"""The files that people attached: into the archive, and back beside what is there until all is sure."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from cnclctpa.documents.models import Document

from .archive import BLOCK, FILES, Archive, Member, Refusal, Writer, digest_of

STAGING = ".restoring-"


def root() -> Path:
    return Path(settings.MEDIA_ROOT)


def save_files(writer: Writer, *, allow_missing: bool) -> tuple[list[dict], list[str]]:
    """Write each file that a document names, as the document says it is; those that are lost are named."""
    kept, lost = [], []
    rows = Document.objects.exclude(file="").order_by("file")
    for name, digest in rows.values_list("file", "digest").iterator():
        path = root() / name
        if not path.is_file() or digest_of(path) != digest:
            lost.append(name)
        else:
            kept.append(_save(writer, name, path))
    if lost and not allow_missing:
        raise Refusal(
            _(
                "These files are missing from %(folder)s or are no longer what was attached: %(names)s. Put "
                "them back, or save the rest with --allow-missing."
            )
            % {"folder": root(), "names": ", ".join(lost)}
        )
    return kept, lost


def _save(writer: Writer, name: str, path: Path) -> dict:
    with path.open("rb") as source, writer.member(FILES + name, is_packed=False) as sink:
        while block := source.read(BLOCK):
            sink.write(block)
    return {"name": name, "size": sink.size, "sha256": sink.digest}


def check_room(archive: Archive) -> None:
    """Whatever the archive announces must fit, before any of it is unpacked."""
    root().mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(root()).free
    if archive.size > free:
        raise Refusal(
            _("%(needed)d bytes are needed on the disk of %(folder)s, where %(free)d are free.")
            % {"needed": archive.size, "folder": root(), "free": free}
        )


@contextmanager
def staged(archive: Archive) -> Iterator["Staging"]:
    """The files of the archive in a folder beside their places; what was put in place goes if all fails."""
    folder = Path(tempfile.mkdtemp(prefix=STAGING, dir=root()))
    staging = Staging(folder, archive)
    try:
        staging.unpack()
        yield staging
    except BaseException:
        staging.undo()
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Staging:
    def __init__(self, folder: Path, archive: Archive):
        self.folder, self.archive = folder, archive
        self.placed: list[Path] = []
        self.put_aside: list[tuple[Path, Path]] = []

    def unpack(self) -> None:
        for rank, member in enumerate(self.archive.files):
            with (self.folder / str(rank)).open("xb") as target:
                for block in self.archive.blocks(member):
                    target.write(block)
                target.flush()
                os.fsync(target.fileno())

    def place(self) -> None:
        """Names are ours and never used twice: only a file that was altered stands in the way of another."""
        for rank, member in enumerate(self.archive.files):
            target = place_of(member)
            if target.is_file() and digest_of(target) == member.digest:
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.exists():
                aside = self.folder / f"former-{rank}"
                target.rename(aside)
                self.put_aside.append((aside, target))
            source = self.folder / str(rank)
            source.chmod(settings.FILE_UPLOAD_PERMISSIONS)
            source.rename(target)
            self.placed.append(target)

    def undo(self) -> None:
        for target in self.placed:
            target.unlink(missing_ok=True)
        for aside, target in self.put_aside:
            aside.rename(target)


def place_of(member: Member) -> Path:
    """Where a file belongs; what would lead out of the folder of evidence is refused."""
    folder = root().resolve()
    target = (folder / member.name.removeprefix(FILES)).resolve()
    if not target.is_relative_to(folder):
        raise Refusal(_("This archive names a file outside the folder of evidence: %(name)s.") % vars(member))
    return target


def check_named(archive: Archive) -> None:
    """The rows just restored name the files of the archive, with the same digests, and no other."""
    named = dict(Document.objects.exclude(file="").values_list("file", "digest"))
    held = {one.name.removeprefix(FILES): one.digest for one in archive.files}
    missing = archive.manifest["missing"]
    if {name: digest for name, digest in named.items() if name not in missing} != held:
        raise Refusal(_("The files of this archive are not those that its documents name."))


def unnamed_files() -> list[str]:
    """The files that no document names any more, kept where they are: only an administrator removes them."""
    named = set(Document.objects.exclude(file="").values_list("file", flat=True))
    found = (path.relative_to(root()) for path in root().rglob("*") if path.is_file())
    return sorted(str(path) for path in found if str(path) not in named and STAGING not in path.parts[0])
