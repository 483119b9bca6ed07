"""Legal texts, with what sources say of them, and the other milestones, in order."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cnclctpa.reference.choices import EventKind
from cnclctpa.reference.citations import with_sources
from cnclctpa.reference.models import Event, EventStatement
from cnclctpa.spelling import spelled


@dataclass(frozen=True)
class Milestone:
    """An event with its points, and the statements that contradict it."""

    event: Event
    points: tuple[EventStatement, ...]
    discordances: tuple[EventStatement, ...]

    @property
    def is_text(self) -> bool:
        """A legal text has a date; what lasts, like a consultation about a law, is no text."""
        return self.event.kind == EventKind.LAW and self.event.ends_on is None


@dataclass(frozen=True)
class LawReport:
    texts: tuple[Milestone, ...]
    bills: tuple[Milestone, ...]
    others: tuple[Milestone, ...]

    @property
    def title(self) -> str:
        count = len(self.texts)
        if not count:
            return _("Legal texts and key dates")
        words = ngettext(
            "One legal text, with what sources say of it",
            "%(count)s legal texts, with what sources say of them",
            count,
        )
        return capfirst(words % {"count": spelled(count, get_language())})


def report_on_law() -> LawReport:
    events = list(Event.objects.prefetch_related("statements"))
    with_sources(events, (statement for event in events for statement in event.statements.all()))
    found = [milestone(event) for event in events]
    return LawReport(
        texts=tuple(one for one in found if one.is_text and not one.event.is_pending),
        bills=tuple(one for one in found if one.is_text and one.event.is_pending),
        others=tuple(one for one in found if not one.is_text),
    )


def milestone(event: Event) -> Milestone:
    statements = list(event.statements.all())
    return Milestone(
        event=event,
        points=tuple(one for one in statements if one.is_retained),
        discordances=tuple(one for one in statements if not one.is_retained),
    )
