"""The budget of one axis, activity by activity and year by year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from activities.budget import Line, Totals, totals
from activities.ledger import lines_of
from activities.models import Activity
from cnclctpa.portal.reporting.funding import grouped, spoken, with_axis
from cnclctpa.typography import typeset
from plans.models import Axis, Plan

#: Activities on a page.
PAGE = 50
#: Rows on the only page of a whole list.
WHOLE = 1_000_000
#: What the address asks for activities whose objective stands under no axis.
NO_AXIS = "none"


@dataclass(frozen=True)
class MatrixRow:
    """``cells`` has each year with its totals, None where nothing was said; ``whole`` adds them up."""

    cells: tuple[tuple[int, Totals | None], ...]
    whole: Totals
    activity: Activity | None = None

    @property
    def is_known(self) -> bool:
        return any(cell for _year, cell in self.cells)


@dataclass(frozen=True)
class Matrix:
    """``foot`` is of the whole axis, of which ``page`` may show a part."""

    axis: Axis | None
    years: tuple[int, ...]
    page: Page
    rows: tuple[MatrixRow, ...]
    foot: MatrixRow

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the form of the day carries on."""
        return [("axis", str(self.axis.position) if self.axis else NO_AXIS)]

    @property
    def title(self) -> str:
        named = {"axis": typeset(self.axis.title, get_language()) if self.axis else _("Without an axis")}
        if not self.foot.whole.gap:
            return _("%(axis)s: nothing is missing") % named
        return _("%(axis)s: %(gap)s are missing") % {**named, "gap": spoken(self.foot.whole.gap)}


def axis_asked(plan: Plan, asked: str) -> tuple[Axis | None, bool]:
    """The axis of this number, and whether a part of the plan is asked for at all."""
    if asked == NO_AXIS:
        return None, True
    # Longer numbers are of no axis, and some are too long for a database.
    axis = plan.axes.filter(position=asked).first() if asked.isdecimal() and len(asked) < 5 else None
    return axis, axis is not None


def funding_matrix(
    plan: Plan, axis: Axis | None, *, on: date, page: Any = None, size: int | None = PAGE
) -> Matrix:
    """The activities of an axis with their money, in three queries; ``page`` is what the address asks.

    Without a ``size``, all of them are on one page.
    """
    activities = with_axis(Activity.objects.of(plan).present(on).in_order()).filter(
        **({"axis_pk": axis.pk} if axis else {"axis_pk__isnull": True})
    )
    lines = lines_of(activities, on=on)
    years = tuple(sorted({*plan.years, *(line.year for line in lines)}))
    found = Paginator(activities, size or WHOLE).get_page(page)
    of_activity = grouped(lines, lambda line: line.activity)
    return Matrix(
        axis=axis,
        years=years,
        page=found,
        rows=tuple(row_of(of_activity.get(one.pk, []), years, one) for one in found),
        foot=row_of(lines, years),
    )


def row_of(lines: Sequence[Line], years: Sequence[int], activity: Activity | None = None) -> MatrixRow:
    of_year = grouped(lines, lambda line: line.year)
    cells = ((year, totals(of_year[year]) if year in of_year else None) for year in years)
    return MatrixRow(tuple(cells), totals(lines), activity)
