"""A plan as a tree of boxes to tick: axes, objectives, results, with their indicators and activities."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.following import followed, standing
from activities.models import Activity, ActivityLineage
from activities.schedule import DONE
from plans.models import Indicator, Plan, Result
from plans.protected import exactly
from plans.readers import Reader
from plans.services.generations import Baseline, baselines


class State(StrEnum):
    """How far an activity of the old plan went."""

    COMPLETED = "completed"
    UNDER_WAY = "under_way"
    NEVER = "never"
    GIVEN_UP = "given_up"


WORDS: dict[State, str | Promise] = {
    State.COMPLETED: _("completed"),
    State.UNDER_WAY: _("under way"),
    State.NEVER: _("never begun"),
    State.GIVEN_UP: _("given up"),
}


#: What is said of an objective that is folded.
CONTENTS: dict[str, str | Promise] = {
    "activity": _("activities: %(ticked)d ticked out of %(count)d"),
    "indicator": _("indicators: %(ticked)d ticked out of %(count)d"),
}
#: A plan of more parts than this is shown with its objectives folded.
LONG = 40


@dataclass
class Node:
    """A part of the plan and what it holds; ``name`` is that of its boxes."""

    name: str
    row: Any
    children: list["Node"] = field(default_factory=list)
    state: State | None = None
    baseline: Baseline | None = None
    is_withdrawn: bool = False
    is_said_dropped: bool = False
    may_merge: bool = False

    # As the person has them.
    is_ticked: bool = True
    takes_baseline: bool = False
    lineage: str = ""

    @property
    def key(self) -> str:
        return f"{self.name}-{self.row.pk}"

    @property
    def told_state(self) -> str:
        return str(WORDS[self.state]) if self.state else ""

    @property
    def told_baseline(self) -> str:
        return exactly(self.baseline.value, kind=self.row.kind).words if self.baseline else ""

    @property
    def told_contents(self) -> list[str]:
        """How many activities and indicators it holds, and how many of them are ticked."""
        found = []
        for name, words in CONTENTS.items():
            nodes = [node for node in self.all() if node.name == name]
            counts = {"count": len(nodes), "ticked": sum(node.is_ticked for node in nodes)}
            found += [str(words) % counts] if nodes else []
        return found

    def all(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.all()


@dataclass(frozen=True)
class Tree:
    plan: Plan
    roots: list[Node]

    def all(self) -> Iterator[Node]:
        for root in self.roots:
            yield from root.all()

    @property
    def contents(self) -> dict[str, str]:
        """The words that say what an objective holds, for the script that counts its boxes again."""
        return {name: str(words) for name, words in CONTENTS.items()}

    @property
    def is_long(self) -> bool:
        return sum(1 for _node in self.all()) > LONG

    def named(self, name: str) -> list[Node]:
        return [node for node in self.all() if node.name == name]


def tree_of(plan: Plan, *, on: date, reader: Reader) -> Tree:
    """As many queries whatever the size of the plan."""
    held = Held(activities_by_place(plan, on=on), indicators_by_place(plan, on=on, reader=reader))
    results = defaultdict(list)
    for result in Result.objects.filter(objective__plan=plan).order_by("position", "pk"):
        results[result.objective_id].append(Node("result", result, held.of(None, result.pk)))
    objectives = defaultdict(list)
    for objective in plan.objectives.order_by("position", "pk"):
        children = [*held.of(objective.pk, None), *results[objective.pk]]
        objectives[objective.axis_id].append(Node("objective", objective, children))
    axes = [Node("axis", axis, objectives[axis.pk]) for axis in plan.axes.all()]
    return Tree(plan, [*axes, *objectives[None]])


Place = tuple[int | None, int | None]


@dataclass(frozen=True)
class Held:
    """Activities and indicators by what they serve."""

    activities: dict[Place, list[Node]]
    indicators: dict[Place, list[Node]]

    def of(self, objective: int | None, result: int | None) -> list[Node]:
        place = (objective, result)
        return [*self.indicators[place], *self.activities[place]]


def activities_by_place(plan: Plan, *, on: date) -> dict[Place, list[Node]]:
    found: dict[Place, list[Node]] = defaultdict(list)
    dropped = ActivityLineage.objects.filter(former__plan=plan, activity__isnull=True)
    said = set(dropped.values_list("former", flat=True))
    rows = Activity.objects.of(plan).in_order().select_related("lead")
    for one in followed(rows):
        activity = one.activity
        place = found[activity.objective_id, activity.result_id]
        state = state_of(standing(one, on=on, last_closed=None))
        node = Node("activity", activity, state=state, may_merge=bool(place))
        node.is_withdrawn, node.is_said_dropped = activity.withdrawn_on is not None, activity.pk in said
        if node.is_withdrawn:
            node.state = State.GIVEN_UP
        node.is_ticked = node.state is not State.GIVEN_UP and not node.is_said_dropped
        place.append(node)
    return found


def state_of(one) -> State:
    if one.is_cancelled:
        return State.GIVEN_UP
    if one.timeliness in DONE:
        return State.COMPLETED
    return State.UNDER_WAY if one.is_begun else State.NEVER


def indicators_by_place(plan: Plan, *, on: date, reader: Reader) -> dict[Place, list[Node]]:
    found: dict[Place, list[Node]] = defaultdict(list)
    rows = list(Indicator.objects.of(plan).in_order())
    known = baselines(rows, reader=reader)
    for row in rows:
        row.plan = plan
        is_withdrawn = row.withdrawn_on is not None
        node = Node("indicator", row, baseline=known.get(row.pk), is_withdrawn=is_withdrawn)
        node.is_ticked, node.takes_baseline = not is_withdrawn, node.baseline is not None
        found[row.objective_id, row.result_id].append(node)
    return found
