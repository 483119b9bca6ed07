"""The filters of the activities of a plan, by GET: the list and its exports go through the same ones."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.choices import ActivityKind, DelayCause
from activities.forms import either
from activities.ledger import with_amounts
from activities.schedule import WANTS_A_CAUSE, Timeliness
from cnclctpa.folding import fold
from cnclctpa.portal.asked import WORDS, stem
from cnclctpa.reference.models import Organisation, Region
from cnclctpa.templatetags.states import LOOKS
from plans.choices import Pillar
from plans.models import Axis, StrategicObjective

#: What has none of what is chosen: no axis, no lead, no cause.
NONE = "none"
YES = "yes"
#: All the states that want a cause and a forecast date, together.
DELAYED = "delayed"
#: Characters of a search that are read.
LONGEST = 200

AXIS = ("objective__axis", "result__objective__axis")


@dataclass(frozen=True)
class Choices:
    """What the activities of one plan can be filtered by."""

    axes: Sequence[Axis] = ()
    objectives: Sequence[StrategicObjective] = ()
    leads: Sequence[Organisation] = ()
    regions: Sequence[Region] = ()
    years: Iterable[int] = ()


@dataclass(frozen=True)
class Chip:
    """A filter that is on; ``without`` is the query string of the list without it."""

    label: str | Promise
    value: str | Promise
    without: str


@dataclass(frozen=True)
class Mistake:
    """A value that is none of those offered: it changes nothing."""

    label: str | Promise
    value: str


def yes(label) -> forms.ChoiceField:
    return either(label, [(YES, _("yes"))])


class ActivityFilter(forms.Form):
    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"class": "form-control", "type": "search", "autocomplete": "off"}),
    )
    state = either(
        _("State"),
        [*((state.value, LOOKS[state].word) for state in Timeliness), (DELAYED, _("delayed, all cases"))],
    )
    axis = either(_("Strategic axis"), [])
    pillar = either(_("Pillar"), Pillar.choices)
    objective = either(_("Strategic objective"), [])
    lead = either(_("Lead organisation"), [])
    region = either(_("Region"), [])
    kind = either(_("Kind"), ActivityKind.choices)
    cause = either(_("Cause of delay"), [*DelayCause.choices, (NONE, _("not recorded"))])
    year = either(_("Annual plan"), [])
    silent = yes(_("Silent since the last campaign"))
    gap = yes(_("With a funding gap"))

    #: Those shown first; the others are one click away.
    FIRST = ("q", "state", "axis", "lead")

    def __init__(self, data: Mapping[str, str], choices: Choices):
        super().__init__(data)
        offered: dict[str, list[tuple[str, str | Promise]]] = {
            "axis": [*(numbered(one) for one in choices.axes), (NONE, _("no axis"))],
            "objective": [(one.code, f"{one.code} {one.title}") for one in choices.objectives],
            "lead": [*((one.slug, one.name) for one in choices.leads), (NONE, _("no organisation named"))],
            "region": [(address_of(one), one.name) for one in choices.regions],
            "year": [(str(year), str(year)) for year in choices.years],
        }
        for name, several in offered.items():
            field = cast(forms.ChoiceField, self.fields[name])
            field.choices = [("", _("all")), *((value, shortened(label)) for value, label in several)]
        self.is_valid()

    @property
    def first_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.FIRST]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in self.FIRST]

    @property
    def asked(self) -> dict[str, str]:
        """The filters that are on, by name; what is not understood is left out."""
        cleaned = {name: str(self.cleaned_data.get(name) or "").strip() for name in self.fields}
        return {name: value for name, value in cleaned.items() if value}

    @property
    def is_active(self) -> bool:
        return bool(self.asked)

    @property
    def asks_more(self) -> bool:
        """Whether a filter is on that is not among the first."""
        return any(name not in self.FIRST for name in self.asked)

    @property
    def mistakes(self) -> list[Mistake]:
        return [
            Mistake(self.fields[name].label or name, str(self.data.get(name, "")))
            for name in self.fields
            if name in self.errors
        ]

    def chips(self, kept: Mapping[str, str]) -> Iterator[Chip]:
        """The filters that are on; their links also keep what is in ``kept``."""
        for name, value in self.asked.items():
            others = {key: other for key, other in self.asked.items() if key != name}
            yield Chip(
                self.fields[name].label or name, self._said(name, value), urlencode({**others, **kept})
            )

    def _said(self, name: str, value: str) -> str | Promise:
        return dict(getattr(self.fields[name], "choices", ())).get(value, value)

    @property
    def states(self) -> frozenset[Timeliness]:
        """The states that are asked, all of them when none is."""
        asked = self.asked.get("state")
        if asked == DELAYED:
            return WANTS_A_CAUSE
        return frozenset([Timeliness(asked)] if asked else Timeliness)

    def filter(self, activities: QuerySet[Any, Any], *, on: date) -> QuerySet[Any, Any]:
        """Those that answer, among activities of which `spellings.standing_on` says where they stand."""
        found = self.filter_but_state(activities, on=on)
        return found.filter(stands_timeliness__in=sorted(self.states)) if "state" in self.asked else found

    def filter_but_state(self, activities: QuerySet[Any, Any], *, on: date) -> QuerySet[Any, Any]:
        """Those that answer the other filters, whatever their state."""
        for name, value in self.asked.items():
            if name != "state":
                activities = getattr(self, f"_by_{name}")(activities, value, on)
        return activities

    def _by_q(self, activities, value, on):
        for phrase in phrases(value):
            activities = activities.filter(search_text__contains=phrase)
        return activities

    def _by_axis(self, activities, value, on):
        if value == NONE:
            return activities.filter(objective__axis=None, result__objective__axis=None)
        return activities.filter(one_of(f"{path}__position" for path in AXIS)(value))

    def _by_pillar(self, activities, value, on):
        return activities.filter(one_of(f"{path}__pillar" for path in AXIS)(value))

    def _by_objective(self, activities, value, on):
        return activities.filter(one_of(["objective__code", "result__objective__code"])(value))

    def _by_lead(self, activities, value, on):
        return activities.filter(lead=None) if value == NONE else activities.filter(lead__slug=value)

    def _by_region(self, activities, value, on):
        division, slug = value.split("/")
        return activities.filter(regions__division=division, regions__slug=slug)

    def _by_kind(self, activities, value, on):
        return activities.filter(kind=value)

    def _by_cause(self, activities, value, on):
        return activities.filter(stands_cause="" if value == NONE else value)

    def _by_year(self, activities, value, on):
        return activities.filter(annual_plans__year=value)

    def _by_silent(self, activities, value, on):
        return activities.filter(stands_is_silent=True)

    def _by_gap(self, activities, value, on):
        funded: QuerySet[Any, Any] = with_amounts(activities, on=on)
        return funded.filter(gap__gt=0)


def numbered(axis: Axis) -> tuple[str, str | Promise]:
    return str(axis.position), f"{axis.position}. {axis.title}"


def address_of(region: Region) -> str:
    return f"{region.division}/{region.slug}"


def shortened(label: str | Promise) -> str:
    """A label short enough for a list of choices."""
    text = str(label)
    return text if len(text) <= 80 else f"{text[:79]}…"


def one_of(paths: Iterable[str]):
    """The condition that one of the paths leads to a value."""
    several = list(paths)

    def condition(value: str) -> Q:
        found = Q()
        for path in several:
            found |= Q(**{path: value})
        return found

    return condition


def phrases(query: str) -> list[str]:
    """What the folded text must contain: each word by its beginning, a code such as 2.2.1 as a whole.

    >>> phrases("Formées 2.2.1")
    [' forme', ' 2 2 1']
    """
    found = []
    for typed in query.split()[:WORDS]:
        words = fold(typed).split()
        if words:
            found.append(" " + " ".join([*words[:-1], stem(words[-1])]))
    return found
