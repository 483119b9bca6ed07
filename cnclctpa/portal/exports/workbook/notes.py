"""What the reader of a plan’s workbook is told: its day, what its figures mean, what it leaves out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cnclctpa import typography
from cnclctpa.accounts.permissions import may
from cnclctpa.accounts.roles import Permission
from cnclctpa.exports.notes import Note, read_me
from cnclctpa.exports.tables import Table
from cnclctpa.portal.exports.told import withheld_counts, withheld_reports
from cnclctpa.portal.exports.workbook.money import withheld
from cnclctpa.portal.exports.workbook.timeline import legend
from plans.measuring import Measured
from plans.models import Plan
from plans.readers import Reader, reader_of

#: Of what the sheets and their technical names are: a program that takes a workbook back asks.
FORM = "1"


@dataclass(frozen=True)
class Made:
    """For whom and of what a workbook is made."""

    plan: Plan
    on: date
    user: object

    @property
    def reader(self) -> Reader:
        return reader_of(self.user)

    @property
    def can_come_back(self) -> bool:
        """Whether this person reads all that the plan holds, and may change it."""
        return may(self.user, Permission.EDIT_PLANS) and self.reader.reads_every_count

    @property
    def day(self) -> str:
        return typography.day(self.on, get_language() or "fr")

    @property
    def about(self) -> str:
        """What each sheet begins with, after its own name."""
        told = _("%(plan)s · situation on %(day)s") % {"plan": self.plan.title, "day": self.day}
        # Out of the f-string: what gathers the texts to translate does not read inside one.
        fictitious = _("DEMONSTRATION DATA")
        return f"{fictitious} · {told}" if self.plan.is_demonstration else told


def notes_table(made: Made, indicators: Sequence[Measured], *, banner: str) -> Table:
    return read_me([*origin(made), *left_out(made, indicators), *definitions()], banner=banner)


def origin(made: Made) -> Iterator[Note]:
    plan = made.plan
    yield Note("plan", _("Plan"), plan.title)
    yield Note("slug", _("Identifier"), plan.slug)
    if plan.is_demonstration:
        text = _("Everything in this workbook is invented, to show what the program does.")
        yield Note("is_demonstration", _("Demonstration data"), text)
    yield Note("day", _("Day shown"), made.on)
    yield Note("made", _("Made on"), now())
    yield Note("language", _("Language"), get_language())
    yield Note("form", _("Form of the workbook"), FORM)
    yield Note("sources", _("Sources"), [str(source) for source in plan.sources.all()])
    yield Note("filters", _("Filters applied"), _("none: the whole plan, as it stood on that day"))
    if made.can_come_back:
        text = _(
            "This workbook holds all that the secretariat reads. The sheets Plan, Matrix, Measurement "
            "framework, Funding and Recommendations are made to be edited; headings in italics are computed."
        )
    else:
        text = _(
            "This workbook is for reading: it was made for a person who sees less than the secretariat, and "
            "cannot be taken back into the plan."
        )
    yield Note("can_come_back" if made.can_come_back else "is_for_reading", _("Use"), text)


def left_out(made: Made, indicators: Sequence[Measured]) -> Iterable[Note]:
    unseen = [] if may(made.user, Permission.REPORT_PROGRESS) else [withheld_reports()]
    found = [*withheld_counts(indicators), *withheld(made.reader), *unseen]
    return found or [Note("withheld", _("What was withheld"), _("nothing"))]


def definitions() -> Iterator[Note]:
    yield Note("unknown", _("Empty cells"), _("What is not known is left empty; it is never zero."))
    yield Note(
        "progress",
        _("Progress"),
        _(
            "Of an activity: what the last validated report says, else the share of its milestones that are "
            "done. Of a group: the mean weighted by the weights of the activities, those not reported being "
            "counted as zero, those cancelled being left out."
        ),
    )
    yield Note(
        "expected",
        _("Expected progress"),
        _("The share of the time between the start and the end, as they stand on that day, that has passed."),
    )
    yield Note(
        "gap",
        _("Funding gap"),
        _(
            "What is planned and not mobilised, counted for each activity and each year: what one has too "
            "much of fills the gap of no other."
        ),
    )
    yield Note(
        "rate",
        _("Rate"),
        _(
            "The way done from the baseline to the target; below zero when things got worse, above 100% when "
            "the target is exceeded."
        ),
    )
    yield Note("timeline", _("Timeline"), legend())
    yield Note(
        "colours",
        _("Colours"),
        _("One colour for each pillar, the same as on the site; a state is always told by its word."),
    )
