"""Attendance as the sources state it: a sum says what it leaves out, or is not made."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from activities.models import Participation
from cnclctpa import typography
from cnclctpa.charts.stacked import Part, Stacked, stacked


def sum_of_known(values: Iterable[int | None]) -> int | None:
    """The sum of what is known; None when nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def counted(what: str, count: int | None) -> str:
    """A number of ``women``, ``men`` or ``people``, stated or ``approximate``; empty when unknown."""
    if count is None:
        return ""
    sentence = {
        "women": ngettext("%(count)s woman", "%(count)s women", count),
        "men": ngettext("%(count)s man", "%(count)s men", count),
        "people": ngettext("%(count)s person", "%(count)s people", count),
        "approximate": ngettext("about %(count)s person", "about %(count)s people", count),
    }[what]
    return sentence % {"count": typography.number(count, get_language())}


@dataclass(frozen=True)
class Group:
    """Some of those who attended, as one source counts them."""

    participation: Participation

    @property
    def women(self) -> int | None:
        return self.participation.women

    @property
    def men(self) -> int | None:
        return self.participation.men

    @property
    def size(self) -> int | None:
        """The total stated, or the sum of women and men when both are."""
        stated = self.participation
        if stated.total is not None:
            return stated.total
        if stated.women is None or stated.men is None:
            return stated.sex_not_stated if stated.women is None and stated.men is None else None
        return stated.women + stated.men + (stated.sex_not_stated or 0)

    @property
    def sex_not_stated(self) -> int | None:
        """All whose sex no source gives, whether it says so or leaves them out."""
        if self.size is None:
            return self.participation.sex_not_stated
        return self.size - (self.women or 0) - (self.men or 0)

    @property
    def is_approximate(self) -> bool:
        return self.participation.is_approximate

    @property
    def told(self) -> str:
        """The figures as a sentence says them: “about 25 people, of whom 5 women”."""
        parts = [counted("women", self.women), counted("men", self.men)]
        detail = _("%(women)s and %(men)s") % dict(zip(("women", "men"), parts, strict=True))
        if not all(parts):
            detail = parts[0] or parts[1]
        if self.size is None:
            return _("%(detail)s; the total is not known") % {"detail": detail}
        people = counted("approximate" if self.is_approximate else "people", self.size)
        if not detail:
            return _("%(people)s, sex not stated") % {"people": people}
        return _("%(people)s, of whom %(detail)s") % {"people": people, "detail": detail}


@dataclass(frozen=True)
class Attendance:
    groups: tuple[Group, ...]

    @property
    def is_known(self) -> bool:
        return bool(self.groups)

    @property
    def total(self) -> int | None:
        """Everybody, when the size of each group is known."""
        sizes = [group.size for group in self.groups]
        return None if None in sizes else sum_of_known(sizes)

    @property
    def stated(self) -> int | None:
        """Those whom the sources count, a part of the whole when the size of some group is not known."""
        return sum_of_known(group.size for group in self.groups)

    @property
    def is_approximate(self) -> bool:
        return any(group.is_approximate for group in self.groups)

    @property
    def women(self) -> int | None:
        return sum_of_known(group.women for group in self.groups)

    @property
    def men(self) -> int | None:
        return sum_of_known(group.men for group in self.groups)

    @property
    def sex_not_stated(self) -> int | None:
        return sum_of_known(group.sex_not_stated for group in self.groups)

    @property
    def is_sex_known(self) -> bool:
        """Whether the sources give the sex of everybody they count."""
        return self.total is not None and not self.sex_not_stated

    @property
    def is_sex_unknown(self) -> bool:
        """Whether women and men are only counted in part."""
        return not self.is_sex_known

    @property
    def is_total_unknown(self) -> bool:
        return self.total is None

    @property
    def title(self) -> str:
        """The finding: how many came, and how many women as far as the sources say."""
        if len(self.groups) == 1 and (only := self.groups[0].participation).words:
            return _("%(group)s: %(words)s") % {"group": only.group, "words": only.words}
        if self.stated is None:
            return _("How many people came is not known")
        people = counted("approximate" if self.is_approximate else "people", self.stated)
        if self.total is None:
            people = _("%(people)s at least") % {"people": people}
        if self.women is None:
            return capfirst(_("%(people)s, how many women is not known") % {"people": people})
        women = {"people": people, "women": counted("women", self.women)}
        if self.is_sex_known:
            return capfirst(_("%(people)s, of whom %(women)s") % women)
        return capfirst(_("%(people)s, of whom at least %(women)s") % women)

    @property
    def drawing(self) -> Stacked | None:
        """Women, men and sex not stated as one bar, when the total and the sex of somebody are known."""
        parts = [
            Part(value, label)
            for value, label in (
                (self.women, ngettext("woman", "women", self.women or 0)),
                (self.men, ngettext("man", "men", self.men or 0)),
            )
            if value
        ]
        if not (self.total and parts):
            return None
        return stacked(parts, language=get_language(), total=self.total, rest=_("sex not stated"))


def attendance(participations: Iterable[Participation]) -> Attendance:
    """The groups in the order given."""
    return Attendance(tuple(Group(participation) for participation in participations))
