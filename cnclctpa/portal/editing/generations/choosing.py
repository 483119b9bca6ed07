"""What a person ticked of a plan, read from the form that was sent; what is not of the plan is nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import ngettext

from activities.services.generations import ChosenActivities
from cnclctpa.portal.editing.generations.tree import WORDS, Node, State, Tree
from plans.choices import LineageKind
from plans.services.generations import Chosen

#: How an activity is taken up; to merge is with the one above it, to split is in two.
TAKEN_UP = (LineageKind.CONTINUED, LineageKind.MERGED, LineageKind.SPLIT)
#: What is said of the activities that are left behind.
DROP, LEAVE = "drop", "leave"


@dataclass
class Choice:
    """``states`` are those whose activities were ticked together."""

    tree: Tree
    rest: str = DROP
    states: tuple[str, ...] = (State.COMPLETED, State.UNDER_WAY, State.NEVER)

    @classmethod
    def typed(cls, tree: Tree, data) -> "Choice":
        ticked = {name: set(data.getlist(name)) for name in ("axis", "objective", "result", "indicator")}
        ticked |= {name: set(data.getlist(name)) for name in ("activity", "baseline")}
        for node in tree.all():
            key = str(node.row.pk)
            node.is_ticked = key in ticked[node.name]
            node.takes_baseline = node.baseline is not None and key in ticked["baseline"]
            node.lineage = data.get(f"kind-{key}", "") if node.name == "activity" else ""
        return cls(
            tree,
            rest=LEAVE if data.get("rest") == LEAVE else DROP,
            states=tuple(one for one in State if one in data.getlist("state")),
        )

    @property
    def offered_states(self) -> list[tuple[State, str, int, bool]]:
        """Each state with its words, how many activities it has, and whether it is chosen."""
        nodes = self.tree.named("activity")
        counts = {state: sum(node.state is state for node in nodes) for state in State}
        return [(state, str(WORDS[state]), counts[state], state in self.states) for state in State]

    def tick_by_state(self) -> None:
        """Tick the activities in these states, and no other; with them, all that holds them."""
        for root in self.tree.roots:
            self._tick(root)

    def _tick(self, node: Node) -> bool:
        if node.name == "activity":
            node.is_ticked = node.state in self.states
            return node.is_ticked
        below = [self._tick(child) for child in node.children]
        if node.name != "indicator" and any(below):
            node.is_ticked = True
        return node.name != "indicator" and any(below)

    def carried(self) -> Iterator[Node]:
        """What is ticked, under what is ticked."""
        for root in self.tree.roots:
            yield from carried_below(root)

    def keys(self, name: str) -> frozenset[int]:
        return frozenset(node.row.pk for node in self.carried() if node.name == name)

    @property
    def chosen(self) -> Chosen:
        carried = [node for node in self.carried() if node.name == "indicator" and node.takes_baseline]
        return Chosen(
            axes=self.keys("axis"),
            objectives=self.keys("objective"),
            results=self.keys("result"),
            indicators=self.keys("indicator"),
            baselines={node.row.pk: node.baseline for node in carried if node.baseline},
        )

    @property
    def activities(self) -> ChosenActivities:
        carried = [node for node in self.carried() if node.name == "activity"]
        kinds = {node.row.pk: node.lineage if node.lineage in TAKEN_UP else TAKEN_UP[0] for node in carried}
        return ChosenActivities(kinds, drops_the_rest=self.rest == DROP)

    def warnings(self) -> list[str]:
        """What is ticked under what is not, and would be left behind."""
        carried = {node.key for node in self.carried()}
        lost = sum(node.is_ticked and node.key not in carried for node in self.tree.all())
        if not lost:
            return []
        words = ngettext(
            "%(count)d box is ticked under a part of the plan that is not: it will not be taken up.",
            "%(count)d boxes are ticked under parts of the plan that are not: they will not be taken up.",
            lost,
        )
        return [words % {"count": lost}]


def carried_below(node: Node) -> Iterator[Node]:
    if node.is_ticked:
        yield node
        for child in node.children:
            yield from carried_below(child)
