"""What documents are attached to: nobody reads one before what it is attached to, whatever its audience.

Each app above declares, beside its models, what of its own holds documents. A document that is attached to
nothing is a matter of its audience alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

#: Takes the user; gives the rows that the person may see.
Visible = Callable[[Any], QuerySet]


@dataclass(frozen=True)
class Holder:
    """A table of links: ``holder`` is its column to what holds the document, ``document`` to the document."""

    links: type[Model]
    holder: str
    document: str
    visible: Visible

    @property
    def is_any(self) -> Exists:
        return Exists(self.links._base_manager.filter(**{self.document: OuterRef("pk")}))

    def seen_by(self, user) -> Exists:
        seen = {f"{self.holder}__in": self.visible(user).values("pk")}
        return Exists(self.links._base_manager.filter(**{self.document: OuterRef("pk")}, **seen))


_holders: list[Holder] = []


def holds_documents(model: type[Model], visible: Visible) -> None:
    """Declare that rows of a model hold documents, and which of them a person may see."""
    field: Any = model._meta.get_field("documents")
    links = field.remote_field.through
    _holders.append(Holder(links, field.m2m_field_name(), field.m2m_reverse_field_name(), visible))


def within_reach(user) -> Q:
    """Documents attached to nothing, and those attached to something that the person may see."""
    attached, seen = Q(pk__in=[]), Q(pk__in=[])
    for holder in _holders:
        attached |= Q(holder.is_any)
        seen |= Q(holder.seen_by(user))
    return ~attached | seen
