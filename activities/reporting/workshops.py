"""All workshops, by year: what each was for, and how much is known of who came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from activities.models import Workshop
from activities.reporting.attendance import Attendance, attendance, qualified
from activities.reporting.line_of_time import spans, years_of
from activities.reporting.served import Service, service
from cnclctpa import typography
from cnclctpa.charts.lanes import Moment
from cnclctpa.charts.timeline import Timeline, timeline
from cnclctpa.spelling import spelled
from plans.models import Plan


@dataclass(frozen=True)
class Line:
    workshop: Workshop
    attendance: Attendance
    service: Service


@dataclass(frozen=True)
class Year:
    number: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Stat:
    """A figure already written, what it counts and what it leaves out."""

    value: str
    text: str
    note: str


def told(value: int) -> str:
    return typography.number(value, get_language())


@dataclass(frozen=True)
class WorkshopList:
    """Workshops from the latest; ``attendance`` is that of all those whose sources give it."""

    years: tuple[Year, ...]
    attendance: Attendance
    drawing: Timeline | None

    @property
    def lines(self) -> list[Line]:
        return [line for year in self.years for line in year.lines]

    @property
    def total(self) -> int:
        return len(self.lines)

    @property
    def known(self) -> int:
        """Workshops of which a source says something of the attendance."""
        return sum(line.attendance.is_known for line in self.lines)

    @property
    def counted(self) -> int:
        """Workshops whose attendance a source gives in figures."""
        return sum(line.attendance.stated is not None for line in self.lines)

    @property
    def not_known(self) -> int:
        return self.total - self.known

    @property
    def attendance_title(self) -> str:
        """Why there is no total, when there is none."""
        if not self.not_known:
            return _("What the sources count")
        if 2 * self.not_known > self.total:
            return _("No total: most sources do not say who came")
        return _("No total: some sources do not say who came")

    @property
    def figures(self) -> list[Stat]:
        """What is counted, each time with what is left out."""
        return [self._workshops_counted, *self._people_counted, *self._women_counted]

    @property
    def _workshops_counted(self) -> Stat:
        note = ngettext("%(count)s is not recorded.", "%(count)s are not recorded.", self.not_known)
        return Stat(
            _("%(known)s of %(total)s") % {"known": told(self.known), "total": told(self.total)},
            _("workshops of which a source says how many people came"),
            note % {"count": told(self.not_known)} if self.not_known else "",
        )

    @property
    def _people_counted(self) -> list[Stat]:
        people = self.attendance.stated
        if people is None:
            return []
        value = qualified(
            people, is_minimum=self.attendance.is_minimum, is_approximate=self.attendance.is_approximate
        )
        text = ngettext(
            "people counted, in the only workshop whose source gives a figure",
            "people counted, in the %(count)s workshops whose sources give a figure",
            self.counted,
        )
        note = "" if self.counted == self.total else _("This is not the total of the workshops.")
        return [Stat(value, text % {"count": told(self.counted)}, note)]

    @property
    def _women_counted(self) -> list[Stat]:
        if self.attendance.women is None:
            return []
        text = ngettext(
            "women, in the only workshop whose source counts them",
            "women, in the %(count)s workshops whose sources count them",
            self.with_sex,
        )
        not_stated = self.attendance.told_sex_not_stated
        note = _("People counted whose sex is not stated: %(count)s.")
        return [
            Stat(
                told(self.attendance.women),
                text % {"count": told(self.with_sex)},
                note % {"count": not_stated} if not_stated else "",
            )
        ]

    @property
    def with_sex(self) -> int:
        """Workshops of which a source says how many women came."""
        return sum(line.attendance.women is not None for line in self.lines)

    @property
    def years_title(self) -> str:
        words = ngettext(
            "One workshop, what it was for and who came",
            "%(count)s workshops, what they were for and who came",
            self.total,
        )
        return capfirst(words % {"count": spelled(self.total, get_language())})

    @property
    def title(self) -> str:
        """The finding: how many of the workshops have a known attendance."""
        if not self.total:
            return _("No workshop matches")
        language = get_language()
        sentence, count = self._sentence()
        named = {"workshops": spelled(self.total, language), "year": self.years[-1].number}
        return capfirst(sentence % {"count": spelled(count, language), **named})

    def _sentence(self) -> tuple[str, int]:
        if self.known == self.total:
            sentence = ngettext(
                "One workshop, in %(year)s, whose attendance is known",
                "%(count)s workshops since %(year)s, all with a known attendance",
                self.total,
            )
            return sentence, self.total
        if not self.known:
            sentence = ngettext(
                "One workshop, in %(year)s, whose attendance is not known",
                "%(count)s workshops since %(year)s: the attendance of none is known",
                self.total,
            )
            return sentence, self.total
        sentence = ngettext(
            "%(workshops)s workshops since %(year)s: the attendance of one only is known",
            "%(workshops)s workshops since %(year)s: the attendance of %(count)s only is known",
            self.known,
        )
        return sentence, self.known


def workshop_list(
    workshops: QuerySet[Workshop], *, visible: Sequence[Plan], plans: Sequence[Plan], on: date
) -> WorkshopList:
    """The workshops of a queryset with the ``visible`` plans that they served; two queries."""
    lines = [
        Line(workshop, attendance(workshop.participations.all()), service(workshop, visible))
        for workshop in workshops.order_by("-starts_on", "slug")
        .select_related("process_step")
        .prefetch_related("participations")
    ]
    return WorkshopList(
        years=tuple(
            Year(number, tuple(group))
            for number, group in groupby(lines, key=lambda line: line.workshop.starts_on.year)
        ),
        attendance=Attendance(tuple(group for line in lines for group in line.attendance.groups)),
        drawing=_drawing([line.workshop for line in lines], plans, on) if lines else None,
    )


def _drawing(workshops: Sequence[Workshop], plans: Sequence[Plan], on: date) -> Timeline | None:
    years = years_of(plans, [workshop.starts_on.year for workshop in workshops])
    if years is None:
        return None
    first, last = years
    return timeline(
        first=first,
        last=last,
        spans=spans(plans),
        ticks=[Moment(workshop.starts_on) for workshop in workshops],
        today=on,
    )
