"""Whether the lessons of the former plan were kept: what its workshops asked for, and what answers it."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.choices import OutcomeStatus
from cnclctpa.charts.squares import Kind, Squares, squares
from cnclctpa.portal.reporting.dashboard.gathering import Gathered
from cnclctpa.portal.reporting.dashboard.words import count

#: Up to so many, each is drawn as one square.
DRAWN = 60


@dataclass(frozen=True)
class Lessons:
    """Each thing asked counts once: carried out, else answered by an axis of this plan, else open."""

    former: str
    former_slug: str
    total: int
    done: int
    answered: int

    @property
    def kept(self) -> int:
        return self.done + self.answered

    @property
    def open(self) -> int:
        return self.total - self.kept

    @property
    def share(self) -> Decimal | None:
        return Decimal(self.kept) / Decimal(self.total) if self.total else None

    @property
    def squares(self) -> Squares | None:
        """Few things are drawn one by one."""
        if not 0 < self.total <= DRAWN:
            return None
        return squares(
            [
                Kind(_("carried out"), self.done, "ink"),
                Kind(_("taken up by an axis of this plan"), self.answered, "ink2"),
                Kind(_("still open"), self.open, "unknown"),
            ]
        )

    @property
    def title(self) -> str:
        if not self.former:
            return _("This plan follows no other")
        if not self.total:
            return _("What the former plan taught is not recorded")
        if not self.open:
            return ngettext(
                "What the former plan asked for is answered",
                "All that the former plan asked for is answered",
                self.total,
            )
        words = ngettext(
            "One thing asked at the end of the former plan still waits",
            "%(open)s things asked at the end of the former plan still wait",
            self.open,
        )
        return words % {"open": count(self.open)}


def lessons_of(known: Gathered) -> Lessons:
    former = known.plan.predecessor
    is_told = former is not None and former.is_published
    done = sum(one.status == OutcomeStatus.DONE for one in known.outcomes)
    answered = sum(one.is_answered and one.status != OutcomeStatus.DONE for one in known.outcomes)
    return Lessons(
        former=former.period if former and is_told else "",
        former_slug=former.slug if former and is_told else "",
        total=len(known.outcomes),
        done=done,
        answered=answered,
    )
