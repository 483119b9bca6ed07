"""What each part of the former plan became in a plan, pillar by pillar, and what is new in it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from activities.models import Activity, ActivityLineage
from cnclctpa.spelling import spelled
from plans.choices import LineageKind, Pillar
from plans.models import Axis, Indicator, Plan

#: Of an activity or an indicator of the former plan: what follows it, or that nothing does.
UNTOLD = ""
#: The sheet of an indicator may also call itself new, or say nothing, while it names the one that it follows.
FOLLOWED = (LineageKind.CONTINUED, LineageKind.MERGED, LineageKind.SPLIT)
#: What is said of one line, and of how many lines.
OF_ONE: dict[str, str | Promise] = {
    LineageKind.CONTINUED: gettext_lazy("goes on"),
    LineageKind.MERGED: gettext_lazy("merges with others"),
    LineageKind.SPLIT: gettext_lazy("splits"),
    LineageKind.DROPPED: pgettext_lazy("a line of a plan", "dropped"),
    UNTOLD: gettext_lazy("without a told sequel"),
}
OF_MANY: dict[str, str | Promise] = {
    LineageKind.CONTINUED: pgettext_lazy("lines of a plan", "continued"),
    LineageKind.MERGED: pgettext_lazy("lines of a plan", "merged"),
    LineageKind.SPLIT: pgettext_lazy("lines of a plan", "split"),
    LineageKind.DROPPED: pgettext_lazy("lines of a plan", "dropped"),
    UNTOLD: gettext_lazy("without a told sequel"),
    LineageKind.NEW: pgettext_lazy("lines of a plan", "new"),
}


@dataclass(frozen=True)
class Heir:
    """What follows a line of the former plan, and how."""

    row: Activity | Indicator
    kind: str


@dataclass(frozen=True)
class Line:
    """A line of the former plan, with what became of it."""

    row: Activity | Indicator
    heirs: tuple[Heir, ...] = ()
    is_dropped: bool = False
    note: str = ""

    @property
    def is_told(self) -> bool:
        return self.is_dropped or bool(self.heirs)

    @property
    def way(self) -> str:
        """The kind of its lineage; nothing when none is told."""
        if self.is_dropped:
            return LineageKind.DROPPED
        if not self.heirs:
            return UNTOLD
        return self.heirs[0].kind if self.heirs[0].kind in FOLLOWED else LineageKind.CONTINUED

    @property
    def words(self) -> str:
        return str(OF_ONE[self.way])

    @property
    def is_withdrawn(self) -> bool:
        return self.row.withdrawn_on is not None


@dataclass(frozen=True)
class Side:
    """The lines of one kind under one pillar: those of before, and those that follow nothing."""

    name: str
    lines: tuple[Line, ...]
    new: tuple

    @property
    def is_empty(self) -> bool:
        return not self.lines and not self.new

    @property
    def untold(self) -> int:
        return sum(not line.is_told for line in self.lines)


@dataclass(frozen=True)
class Part:
    """A pillar, with the axes of each plan under it; without one, what no source attaches to an axis."""

    pillar: str
    before: tuple[Axis, ...]
    after: tuple[Axis, ...]
    sides: tuple[Side, ...]

    @property
    def name(self) -> str:
        return str(Pillar(self.pillar).label) if self.pillar else _("Under no axis")


@dataclass(frozen=True)
class LineageReport:
    """``former`` is None when the plan follows none, or none that this person may see."""

    plan: Plan
    former: Plan | None
    axes: tuple[Axis, ...]
    parts: tuple[Part, ...]

    def lines(self, name: str) -> list[Line]:
        return [
            line for part in self.parts for side in part.sides if side.name == name for line in side.lines
        ]

    @property
    def untold(self) -> int:
        return sum(side.untold for part in self.parts for side in part.sides)

    @property
    def title(self) -> str:
        """The finding: how many activities of the former plan go on."""
        if self.former is None:
            return _("No former plan is told for this one")
        activities = self.lines("activities")
        followed = sum(bool(line.heirs) for line in activities)
        if not activities:
            return _("The activities of the former plan are not entered")
        if not followed:
            return _("No activity of the former plan is said to be taken up")
        words = ngettext(
            "%(count)s activity of the former plan out of %(total)s is taken up",
            "%(count)s activities of the former plan out of %(total)s are taken up",
            followed,
        )
        language = get_language()
        counts = {"count": spelled(followed, language), "total": spelled(len(activities), language)}
        return capfirst(words % counts)

    @property
    def counts(self) -> list[tuple[str, str]]:
        """How many lines of the former plan went each way, then how many are new."""
        found: dict[str, int] = defaultdict(int)
        for line in self.lines("activities") + self.lines("indicators"):
            found[line.way] += 1
        new = sum(len(side.new) for part in self.parts for side in part.sides)
        found[LineageKind.NEW] = new
        return [(str(words), str(found[way])) for way, words in OF_MANY.items()]


def report_on(plan: Plan, *, user) -> LineageReport:
    """As many queries whatever the size of the plans; a former plan that is not seen counts as none."""
    former = Plan.objects.visible_to(user).filter(pk=plan.predecessor_id).first()
    axes = tuple(plan.axes.all())
    if former is None:
        return LineageReport(plan, None, axes, ())
    sides = {"activities": activities_of(plan, former), "indicators": indicators_of(plan, former)}
    before = tuple(former.axes.all())
    for rows, of in ((before, former), (axes, plan)):
        for axis in rows:
            axis.plan = of
    parts = [part_of(pillar, before, axes, sides) for pillar in (*Pillar.values, "")]
    shown = [
        part for part in parts if part.before or part.after or any(not one.is_empty for one in part.sides)
    ]
    return LineageReport(plan, former, axes, tuple(shown))


Rows = tuple[list[Line], list]


def part_of(pillar: str, before: Iterable[Axis], after: Iterable[Axis], sides: dict[str, Rows]) -> Part:
    return Part(
        pillar=pillar,
        before=tuple(axis for axis in before if axis.pillar == pillar),
        after=tuple(axis for axis in after if axis.pillar == pillar),
        sides=tuple(
            Side(
                name,
                tuple(line for line in lines if pillar_of(line.row) == pillar),
                tuple(row for row in new if pillar_of(row) == pillar),
            )
            for name, (lines, new) in sides.items()
        ),
    )


def pillar_of(row: Activity | Indicator) -> str:
    return row.serves.axis.pillar if row.serves.axis else ""


def ordered(model, plan: Plan) -> list:
    rows = list(
        model.objects.of(plan).in_order().select_related("objective__axis", "result__objective__axis")
    )
    for row in rows:
        row.plan = plan
    return rows


def activities_of(plan: Plan, former: Plan) -> Rows:
    """What is said of each former activity, and the new ones; three queries."""
    new = {row.pk: row for row in ordered(Activity, plan)}
    said: dict[int, list[ActivityLineage]] = defaultdict(list)
    for lineage in ActivityLineage.objects.filter(former__plan=former):
        if lineage.activity_id is None or lineage.activity_id in new:
            said[lineage.former_id].append(lineage)
    lines = [activity_line(row, said[row.pk], new) for row in ordered(Activity, former)]
    followed = {heir.row.pk for line in lines for heir in line.heirs}
    return lines, [row for row in new.values() if row.pk not in followed]


def activity_line(row: Activity, said: list[ActivityLineage], new: dict[int, Activity]) -> Line:
    heirs = tuple(Heir(new[one.activity_id], one.kind) for one in said if one.activity_id)
    notes = dict.fromkeys(one.note for one in said if one.note)
    return Line(row, heirs, is_dropped=bool(said) and not heirs, note=" ".join(notes))


def indicators_of(plan: Plan, former: Plan) -> Rows:
    """The same of indicators, each of which knows the one that it follows; two queries."""
    new = ordered(Indicator, plan)
    heirs: dict[int | None, list[Heir]] = defaultdict(list)
    for row in new:
        heirs[row.continues_id].append(Heir(row, row.lineage))
    rows = ordered(Indicator, former)
    lines = [Line(row, tuple(heirs[row.pk])) for row in rows]
    known = {row.pk for row in rows}
    return lines, [row for row in new if row.continues_id not in known]
