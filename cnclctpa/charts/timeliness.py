"""How many activities stand in each state: one bar a group, cut into its states, the counts on the marks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from .labels import Layout, text_width
from .shares import Width, lean

#: From done to not to be done; what is late stands together, what is not known comes after it.
TONES = {
    "completed": "ink",
    "completed_late": "ink2",
    "on_track": "grey",
    "behind": "behind",
    "late_start": "unbegun",
    "late": "alert",
    "not_achieved": "missed",
    "not_reported": "unknown",
    "undated": "undated",
    "suspended": "soft",
    "upcoming": "track",
    "cancelled": "off",
}
STATES = tuple(TONES)
#: What wants a cause and a new date: underlined, for grey paper and for eyes that do not see red.
LATE = frozenset({"behind", "late_start", "late", "not_achieved"})
TEXT_ON = {"ink": "on-ink", "ink2": "on-ink", "alert": "on-ink", "missed": "on-ink", "grey": "on-grey"}
HATCHED = frozenset({"unknown", "undated"})
# The narrowest the bars are, on a wide screen and on a phone of 320 pixels.
WIDE, NARROW = 420, 286
GAP = 0.4
PADDING = 3


@dataclass(frozen=True)
class Group:
    """The counts of one axis, or of the whole, by state."""

    label: str
    counts: Mapping[str, int]
    pillar: str = ""

    @property
    def total(self) -> int:
        return sum(self.counts.get(state, 0) for state in STATES)


@dataclass(frozen=True)
class Segment:
    """``layout`` says which screens have room for its count; None when none has."""

    state: str
    count: int
    x: Width
    width: Width
    middle: Width
    layout: Layout | None

    @property
    def tone(self) -> str:
        return TONES[self.state]

    @property
    def ink(self) -> str:
        return TEXT_ON.get(self.tone, "tb halo" if self.is_hatched else "tb")

    @property
    def is_hatched(self) -> bool:
        return self.tone in HATCHED

    @property
    def is_late(self) -> bool:
        return self.state in LATE


@dataclass(frozen=True)
class Line:
    x: Width
    width: Width


@dataclass(frozen=True)
class Row:
    label: str
    pillar: str
    total: int
    segments: tuple[Segment, ...]
    underlines: tuple[Line, ...]
    cells: tuple[tuple[str, int], ...]  # every state of the chart, for the table behind it


@dataclass(frozen=True)
class Timeliness:
    rows: tuple[Row, ...]
    whole: Row | None
    states: tuple[str, ...]  # those that some group has

    @property
    def tones(self) -> tuple[tuple[str, str], ...]:
        return tuple((state, TONES[state]) for state in self.states)

    @property
    def has_late(self) -> bool:
        return any(state in LATE for state in self.states)


def timeliness(groups: Sequence[Group], *, whole: Group | None = None) -> Timeliness:
    """Bars of equal length: a segment is the share of its state in its group.

    Raises ``ValueError`` on a state that is none of ``STATES``, so that no activity vanishes.
    """
    everyone = [*groups, whole] if whole else list(groups)
    strangers = {str(state) for group in everyone for state in group.counts} - set(STATES)
    if strangers:
        raise ValueError(f"Not states of an activity: {', '.join(sorted(strangers))}.")
    states = tuple(state for state in STATES if any(group.counts.get(state) for group in everyone))
    return Timeliness(
        tuple(_row(group, states) for group in groups),
        _row(whole, states) if whole else None,
        states,
    )


def _row(group: Group, states: Sequence[str]) -> Row:
    cells = tuple((state, group.counts.get(state, 0)) for state in states)
    segments = _segments([(state, count) for state, count in cells if count], group.total)
    return Row(group.label, group.pillar, group.total, segments, _underlines(segments), cells)


def _segments(counts: Sequence[tuple[str, int]], total: int) -> tuple[Segment, ...]:
    befores = accumulate((count for _state, count in counts), initial=0)
    ends = [lean(before / max(total, 1) * 100, 2) for before in befores]
    return tuple(
        _segment(state, count, start, end)
        for (state, count), (start, end) in zip(counts, pairwise(ends), strict=True)
    )


def _segment(state: str, count: int, start: Width, end: Width) -> Segment:
    drawn = lean(end - start - min(GAP, (end - start) / 3) * (end < 100), 2)
    return Segment(state, count, start, drawn, lean(start + drawn / 2), _layout(count, drawn))


def _layout(count: int, drawn: Width) -> Layout | None:
    wanted = text_width(f"{count:,}", is_bold=True) + PADDING
    if wanted <= drawn / 100 * NARROW:
        return Layout.BOTH
    return Layout.WIDE if wanted <= drawn / 100 * WIDE else None


def _underlines(segments: Sequence[Segment]) -> tuple[Line, ...]:
    runs = [list(run) for is_late, run in groupby(segments, lambda segment: segment.is_late) if is_late]
    return tuple(Line(run[0].x, lean(run[-1].x + run[-1].width - run[0].x, 2)) for run in runs)
