"""Writes the content files into the database, as often as one likes: only what they changed is touched.

What people edited, deleted or added is theirs: each object is found by its number, which nobody can change,
and compared with what the files last wrote into it.
"""

from django.db import transaction

from cnclctpa.audit.causes import because
from cnclctpa.audit.choices import Way
from cnclctpa.content.kinds import FIGURE, FILES, REGION, Kind
from cnclctpa.content.memory import Memory
from cnclctpa.content.reading import Content, read_content
from cnclctpa.content.removing import Remover
from cnclctpa.content.report import Report
from cnclctpa.content.writing import Writer


def load_reference(content: Content | None = None, *, dry_run: bool = False) -> Report:
    """Bring the database in step with the content files, wholly or not at all.

    Raises `ContentError` when the files are wrong; with ``dry_run``, everything is tried and nothing is kept.
    """
    content = content or read_content()
    kinds = in_order()
    report = Report()
    with transaction.atomic(), because("reference.loaded", way=Way.COMMAND):
        memory = Memory(kinds)
        writer = Writer(memory)
        for kind in kinds:
            for entry in content.of(kind):
                report.add(kind, writer.write(entry))
        memory.keep()
        Remover(kinds, content, memory).remove(report)
        transaction.set_rollback(dry_run)
    return report


def in_order() -> list[Kind]:
    """Every kind, those that others refer to first."""
    kinds = [kind for group in FILES.values() for kind in group]
    kinds.insert(kinds.index(FIGURE), REGION)
    return [part for kind in kinds for part in kind]
