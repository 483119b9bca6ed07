"""What a reader may know of the opinions of the secretariat on a day: never mixed with a computed figure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import get_language

from plans.models import Confidence, Plan, StrategicObjective
from plans.readers import Reader

#: The number of an axis, or the code of an objective.
Place = tuple[str, int | str]


@dataclass(frozen=True)
class Opinion:
    """Plain values; ``sentence`` is in the language of the page when it was translated."""

    level: str
    sentence: str
    sentence_en: str
    rated_on: date
    is_public: bool


@dataclass(frozen=True)
class Told:
    """What is told of one axis or objective: the opinion of the day, and the former ones, latest first."""

    latest: Opinion | None = None
    former: tuple[Opinion, ...] = ()


@dataclass(frozen=True)
class Opinions:
    """Those of a plan."""

    told: Mapping[Place, Told] = field(default_factory=dict)

    def about(self, row) -> Told:
        """Of an axis, or what stands for one on a page; or of an objective."""
        return self.told.get(place_of(row), Told())


def place_of(row) -> Place:
    if isinstance(row, StrategicObjective):
        return "objective", row.code
    return "axis", row.position


def opinions_on(plan: Plan, *, on: date, reader: Reader) -> Opinions:
    """The opinions given by that day on the axes and objectives of a plan; one query."""
    found: dict[Place, list[Opinion]] = defaultdict(list)
    rows = Confidence.objects.filter(Q(axis__plan=plan) | Q(objective__plan=plan), rated_on__lte=on)
    for row in rows.select_related("axis", "objective").order_by("-rated_on", "-pk"):
        found[place_of(row.about)].append(as_opinion(row))
    return Opinions({place: told(opinions, reader) for place, opinions in found.items()})


def told(latest_first: Iterable[Opinion], reader: Reader) -> Told:
    """Partners and members read all. The public reads what is marked so, and nothing once the last is not.

    An opinion that the secretariat no longer holds would mislead, were it left alone on the page.
    """
    opinions = list(latest_first)
    if not reader.sees_opinions:
        opinions = [one for one in opinions if one.is_public] if opinions and opinions[0].is_public else []
    return Told(opinions[0], tuple(opinions[1:])) if opinions else Told()


def as_opinion(row: Any) -> Opinion:
    """Of a row of the table, or of what bears the names of its columns."""
    english = row.sentence_en or ""
    is_english = get_language() == "en" and bool(english)
    return Opinion(
        row.level, english if is_english else row.sentence_fr, english, row.rated_on, row.is_public
    )
