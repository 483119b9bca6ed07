"""What became of each entry of the content files."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from cnclctpa.content.kinds import Kind


class Fate(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    # People edited the object, or the one it is a part of.
    LEFT = "left"
    # People deleted the object: it does not come back.
    DELETED = "deleted"
    # Another object, which the files did not make, stands in its place.
    TAKEN = "taken"
    # The files no longer hold it.
    REMOVED = "removed"


BELONGS_TO_PEOPLE = {Fate.LEFT, Fate.DELETED, Fate.TAKEN}


@dataclass
class Report:
    """How many entries of each kind met which fate."""

    counts: dict[Kind, Counter[Fate]] = field(default_factory=dict)

    def add(self, kind: Kind, fate: Fate) -> None:
        self.counts.setdefault(kind, Counter())[fate] += 1

    def total(self, *fates: Fate) -> int:
        return sum(counter[fate] for counter in self.counts.values() for fate in fates)

    @property
    def changes(self) -> int:
        return self.total(Fate.CREATED, Fate.UPDATED, Fate.REMOVED)
