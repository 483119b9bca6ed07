"""Attendance as the sources state it: a sum says what it leaves out, or is not made."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from activities.models import Participation
from cnclctpa import typography
from cnclctpa.charts.stacked import Part, Stacked, stacked
from cnclctpa.spelling import spelled


def sum_of_known(values: Iterable[int | None]) -> int | None:
    """The sum of what is known; None when nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def qualified(count: int, *, is_minimum: bool, is_approximate: bool) -> str:
    """A number with what is known of its exactness: “at least 80, roughly”."""
    sentence = "%(number)s"
    if is_minimum and is_approximate:
        sentence = _("at least %(number)s, roughly")
    elif is_minimum:
        sentence = _("at least %(number)s")
    elif is_approximate:
        sentence = _("about %(number)s")
    return sentence % {"number": typography.number(count, get_language())}


def counted(what: str, count: int | None, *, in_letters: bool = False) -> str:
    """A number of ``women``, ``men`` or ``people``, stated, ``approximate`` or ``exceeded``."""
    if count is None:
        return ""
    sentence = {
        "women": ngettext("%(count)s woman", "%(count)s women", count),
        "men": ngettext("%(count)s man", "%(count)s men", count),
        "people": ngettext("%(count)s person", "%(count)s people", count),
        "approximate": ngettext("about %(count)s person", "about %(count)s people", count),
        "exceeded": ngettext("more than %(count)s person", "more than %(count)s people", count),
    }[what]
    language = get_language()
    # A person is feminine in French, and “un” is not.
    told = spelled if in_letters and count > 1 else typography.number
    return sentence % {"count": told(count, language)}


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
    def is_minimum(self) -> bool:
        """Whether there were more than the source counts."""
        return self.participation.is_minimum

    @property
    def _exactness(self) -> str:
        if self.is_minimum:
            return "exceeded"
        return "approximate" if self.is_approximate else "people"

    @property
    def told(self) -> str:
        """The figures as a sentence says them: “about 25 people, of whom 5 women”."""
        parts = [counted("women", self.women), counted("men", self.men)]
        detail = _("%(women)s and %(men)s") % dict(zip(("women", "men"), parts, strict=True))
        if not all(parts):
            detail = parts[0] or parts[1]
        if self.size is None:
            return _("%(detail)s; the total is not known") % {"detail": detail}
        people = counted(self._exactness, self.size)
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
    def is_minimum(self) -> bool:
        """Whether there were more people than those counted."""
        return self.total is None or any(group.is_minimum for group in self.groups)

    @property
    def told_sex_not_stated(self) -> str:
        """How many people were counted without their sex; empty when there are none."""
        if not self.sex_not_stated:
            return ""
        return qualified(self.sex_not_stated, is_minimum=self.is_minimum, is_approximate=self.is_approximate)

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
    def title(self) -> str:
        """The finding: how many came, and how many women as far as the sources say."""
        if len(self.groups) == 1 and (only := self.groups[0].participation).words:
            return _("%(group)s: %(words)s") % {"group": only.group, "words": only.words}
        if self.stated is None:
            return _("How many people came is not known")
        what = "approximate" if self.is_approximate else "people"
        # A title does not open with a figure.
        people = counted(what, self.stated, in_letters=not self.is_approximate)
        if self.is_minimum:
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
        return stacked(
            parts,
            language=get_language(),
            total=self.total,
            rest=_("sex not stated"),
            rest_figure=self.told_sex_not_stated,
        )


def attendance(participations: Iterable[Participation]) -> Attendance:
    """The groups in the order given."""
    return Attendance(tuple(Group(participation) for participation in participations))
