"""The chronogram: an activity a row, a quarter a cell, told by a sign and by a colour."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from activities.following import Standing
from activities.schedule import Timeliness
from cnclctpa.exports.tables import Column, Kind, Table
from cnclctpa.portal.exports.told import pillar_tone, state_tone, state_words
from cnclctpa.portal.exports.workbook.columns import read
from plans.models import Axis, Plan

FORESEEN, MOVED, LATE, GIVEN_UP = "■", "□", "!", "×"
#: States in which an activity should be over, and is not known to be.
OVERDUE = (Timeliness.LATE, Timeliness.NOT_ACHIEVED)
AxisOf = Callable[[Standing], Axis | None]
#: Years drawn after the end of the plan, for what was postponed.
BEYOND = 2


@dataclass(frozen=True)
class Quarter:
    year: int
    number: int

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        after = date(self.year + self.number // 4, 3 * self.number % 12 + 1, 1)
        return after - timedelta(days=1)

    @property
    def name(self) -> str:
        return _("Q%(number)s %(year)s") % {"number": self.number, "year": self.year}

    def meets(self, starts_on: date | None, ends_on: date | None) -> bool:
        """Whether dates, when both are known, touch the quarter."""
        if starts_on is None or ends_on is None:
            return False
        return starts_on <= self.last and ends_on >= self.first


def quarters(plan: Plan, standings: Iterable[Standing]) -> list[Quarter]:
    """Those of the plan, and those that follow while activities go on."""
    last = plan.ends_on.year
    ends = [min(one.ends_on.year, last + BEYOND) for one in standings if one.ends_on]
    years = range(plan.starts_on.year, max([last, *ends]) + 1)
    return [Quarter(year, number) for year in years for number in (1, 2, 3, 4)]


def sign(standing: Standing, quarter: Quarter, *, on: date) -> str:
    """What the cell says: foreseen, moved away, overdue, given up, or nothing."""
    activity = standing.activity
    if quarter.meets(standing.starts_on, standing.ends_on):
        return GIVEN_UP if standing.is_cancelled else FORESEEN
    if standing.timeliness in OVERDUE and quarter.meets(standing.ends_on, on):
        return LATE
    if quarter.meets(activity.original_starts_on, activity.original_ends_on):
        return MOVED
    return ""


TONES = {MOVED: "tint-2", LATE: "alert-tint", GIVEN_UP: "grey", "": ""}


def legend() -> str:
    return _("■ foreseen by the current dates · □ foreseen at first · ! overdue · × given up")


def timeline_table(
    plan: Plan, standings: Sequence[Standing], axes: Iterable[Axis], *, on: date, banner: str = ""
) -> Table:
    """``axes`` are those of the plan, already read: activities know theirs by its key."""
    by_key: dict[int | None, Axis] = {axis.pk: axis for axis in axes}

    def axis_of(standing: Standing) -> Axis | None:
        return by_key.get(standing.activity.serves.axis_id)

    several = quarters(plan, standings)
    columns = [*name_columns(axis_of), *(quarter_column(one, axis_of, on=on) for one in several)]
    empty = _("no activity is entered yet") if banner else _("No activity is entered yet")
    return Table(_("Timeline"), columns, standings, banner=banner, empty=empty, frozen=3)


def name_columns(axis_of: AxisOf) -> list[Column]:
    return [
        Column(
            _("Axis"),
            lambda standing: read(axis_of(standing), "position"),
            6,
            Kind.MARK,
            name="axis_position",
            tone=lambda standing: pillar_tone(axis_of(standing)),
        ),
        Column(_("Code"), lambda standing: standing.activity.code, 10, Kind.CODE, name="code"),
        Column(_("Activity"), lambda standing: standing.activity.title, width=44, name="title"),
        Column(_("Start"), lambda standing: standing.starts_on, 11, Kind.DATE, name="starts_on"),
        Column(_("End"), lambda standing: standing.ends_on, 11, Kind.DATE, name="ends_on"),
        Column(
            _("State"),
            lambda standing: state_words(standing.timeliness),
            width=15,
            name="state",
            tone=state_tone,
        ),
        Column(_("Progress"), lambda standing: standing.progress, 13, Kind.PERCENT, name="progress"),
    ]


def quarter_column(quarter: Quarter, axis_of: AxisOf, *, on: date) -> Column:
    def told(standing: Standing) -> str:
        return sign(standing, quarter, on=on)

    def tone(standing: Standing) -> str:
        found = told(standing)
        return pillar_tone(axis_of(standing)) if found == FORESEEN else TONES[found]

    name = f"{quarter.year}_q{quarter.number}"
    return Column(quarter.name, told, 5, Kind.MARK, name=name, tone=tone)
