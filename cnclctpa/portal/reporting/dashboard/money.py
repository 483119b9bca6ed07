"""Whether the plan has its money: planned, pledged, mobilised, disbursed, spent, and what is missing."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from django.utils.translation import gettext as _

from activities.budget import Line, Totals, spends_ahead, totals
from cnclctpa.charts import money as drawing
from cnclctpa.portal.reporting.dashboard.gathering import Gathered
from cnclctpa.portal.reporting.dashboard.progress import Progress
from cnclctpa.portal.reporting.dashboard.words import AxisLink, axis_link, francs, percent

Key = TypeVar("Key", int, int | None)

NONE = Decimal(0)
#: How much more of the gap the first must have to stand out.
APART = Decimal("1.2")


@dataclass(frozen=True)
class Share:
    """The money of one axis (or of none), of one year, or of the whole plan."""

    totals: Totals
    axis: AxisLink | None = None
    year: int | None = None
    is_whole: bool = False
    is_ahead: bool = False

    @property
    def line(self) -> drawing.Line:
        told = self.totals
        return drawing.Line(
            told.planned, told.mobilised, told.spent, told.pledged, told.gap, pillar=self.pillar
        )

    @property
    def pillar(self) -> str:
        return self.axis.pillar if self.axis else ""

    @property
    def covered(self) -> Decimal | None:
        """What is planned and not missing."""
        return None if self.totals.planned is None else self.totals.planned - self.totals.gap

    @property
    def execution(self) -> str:
        return (
            percent(self.totals.execution) if self.totals.execution is not None else _("cannot be computed")
        )

    @property
    def execution_of_mobilised(self) -> str:
        share = self.totals.execution_of_mobilised
        return percent(share) if share is not None else _("cannot be computed")


@dataclass(frozen=True)
class Money:
    whole: Share
    axes: tuple[Share, ...]
    years: tuple[Share, ...]

    @property
    def chart(self) -> drawing.Money:
        return drawing.money([one.line for one in self.axes])

    @property
    def rows(self) -> list[tuple[Share, drawing.Bar]]:
        """Each axis with its bar."""
        return list(zip(self.axes, self.chart.bars, strict=True))

    @property
    def is_entered(self) -> bool:
        """Whether any amount is known."""
        told = self.whole.totals
        return any(one is not None for one in (told.planned, told.pledged, told.mobilised, told.spent))

    @property
    def neediest(self) -> Share | None:
        """The axis that lacks most, when one stands out."""
        ordered = sorted((one for one in self.axes if one.axis), key=lambda one: -one.totals.gap)
        if not ordered or not ordered[0].totals.gap:
            return None
        if len(ordered) > 1 and ordered[0].totals.gap < ordered[1].totals.gap * APART:
            return None
        return ordered[0] if len(ordered) > 1 else None

    @property
    def title(self) -> str:
        told = self.whole.totals
        if told.planned is None:
            return _("The budget of the activities is not recorded")
        if not told.gap:
            return _("All of the %(planned)s planned is mobilised") % {"planned": francs(told.planned)}
        if self.neediest is None or self.neediest.axis is None:
            return _("%(gap)s are missing out of the %(planned)s planned") % {
                "gap": francs(told.gap),
                "planned": francs(told.planned),
            }
        return _("%(gap)s are missing, %(most)s of which for one axis: %(axis)s") % {
            "gap": francs(told.gap),
            "most": francs(self.neediest.totals.gap),
            "axis": self.neediest.axis.get_pillar_display,
        }

    @property
    def ahead(self) -> str:
        """The axes whose spending runs ahead of their progress."""
        names = [str(one.axis.get_pillar_display) for one in self.axes if one.is_ahead and one.axis]
        if not names and not self.whole.is_ahead:
            return ""
        if not names:
            return _("Spending runs more than ten points ahead of progress.")
        return _("Spending runs more than ten points ahead of progress: %(axes)s.") % {
            "axes": ", ".join(names)
        }

    @property
    def note(self) -> str:
        """Why what is missing is not planned minus mobilised."""
        told = self.whole.totals
        netted = (told.planned or NONE) - (told.mobilised or NONE)
        if told.gap == netted or told.planned is None:
            return _("What is missing is added line by line: one activity, one year.")
        return _(
            "What is missing is added line by line, one activity and one year at a time: the %(more)s "
            "mobilised beyond what a line had planned do not make up for the others."
        ) % {"more": francs(told.gap - netted)}


def money_of(known: Gathered, progress: Progress) -> Money:
    axis_of: dict[Hashable, int | None] = {one.row.pk: one.row.axis for one in known.activities}
    by_axis = _by(known.lines, lambda line: axis_of[line.activity])
    by_year = _by(known.lines, lambda line: line.year)
    links = {axis.pk: axis_link(known.plan.slug, axis) for axis in known.axes}
    done = {one.axis: one.figures.progress for one in progress.groups}
    axes = [_share(by_axis[key], done[link], axis=link) for key, link in links.items()]
    if by_axis[None]:
        axes.append(_share(by_axis[None], done.get(None)))
    return Money(
        whole=_share(known.lines, progress.whole.figures.progress, is_whole=True),
        axes=tuple(axes),
        years=tuple(Share(totals(by_year[year]), year=year) for year in sorted(by_year)),
    )


def _share(
    lines: Iterable[Line], done: Decimal | None, *, axis: AxisLink | None = None, is_whole: bool = False
) -> Share:
    found = totals(lines)
    return Share(found, axis, is_whole=is_whole, is_ahead=spends_ahead(found.execution, done))


def _by(lines: Iterable[Line], key: Callable[[Line], Key]) -> dict[Key, list[Line]]:
    found: dict[Key, list[Line]] = defaultdict(list)
    for line in lines:
        found[key(line)].append(line)
    return found
