"""The digests that tie each entry of the trail to the one before it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from django.apps import apps
from django.utils.translation import gettext as _

ORIGIN = hashlib.sha256(b"").hexdigest()

SEALED_FIELDS = (
    "position",
    "previous_digest",
    "verb",
    "reason",
    "way",
    "action",
    "content_type_id",
    "object_pk",
    "object_id",
    "object_repr",
    "changes",
    "additional_data",
    "actor_id",
    "actor_email",
    "cid",
)


def digest(entry) -> str:
    """SHA-256, in hexadecimal, of all that an entry says, its place in the chain included."""
    content = {name: getattr(entry, name) for name in SEALED_FIELDS}
    content["timestamp"] = entry.timestamp.astimezone(UTC).isoformat(timespec="microseconds")
    # Sorted and without spaces: the same bytes whatever the database did with the order of keys.
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Fault:
    """Something that is not as it was written, and the position in the trail where it shows."""

    position: int
    sentence: str


def verify_chain() -> list[Fault]:
    """Every entry altered, removed or added behind the program's back; an empty list when there is none."""
    return list(_faults())


def _faults() -> Iterator[Fault]:
    position, previous = 0, ORIGIN
    for entry in apps.get_model("audit", "Entry").objects.in_order().iterator(chunk_size=1000):
        if entry.position != position + 1:
            yield _removed(position + 1, entry.position - 1)
        elif entry.previous_digest != previous:
            yield Fault(
                entry.position, _("Entry %(position)d does not follow the one before it.") % vars(entry)
            )
        if entry.digest != digest(entry):
            yield Fault(entry.position, _("Entry %(position)d has been altered.") % vars(entry))
        position, previous = entry.position, entry.digest
    head = apps.get_model("audit", "Head").objects.filter(pk=1).first()
    end, last = (head.position, head.digest) if head else (0, ORIGIN)
    if end > position:
        yield _removed(position + 1, end)
    elif (end, last) != (position, previous):
        yield Fault(position, _("The end of the trail is not the one that was recorded."))


def _removed(first: int, last: int) -> Fault:
    if first == last:
        return Fault(first, _("Entry %(position)d has been removed.") % {"position": first})
    return Fault(
        first, _("Entries %(first)d to %(last)d have been removed.") % {"first": first, "last": last}
    )
