"""What changed in a plan since it was last published, part by part, against what was frozen that day."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import Truncator, capfirst
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from cnclctpa import typography
from cnclctpa.reading import as_day
from plans.choices import PlanStatus, PublicationKind, ResultLevel
from plans.freezing import content_of
from plans.models import Plan, Publication

#: As much of a text as a line shows.
LONGEST = 140
#: Beyond so many differences, a part is folded: its counts are read first.
UNFOLDED = 8

Facts = Mapping[str, Any]
Words = str | Promise


@dataclass(frozen=True)
class Detail:
    """One fact, as it was and as it is; empty when it was not said."""

    label: Words
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """``address`` is where the part is read; empty when there is no such part any more."""

    what: str
    code: str
    name: str
    address: str
    details: tuple[Detail, ...] = ()

    @property
    def word(self) -> Words:
        return WHATS[self.what]


@dataclass(frozen=True)
class Part:
    label: Words
    differences: tuple[Difference, ...]

    @property
    def is_open(self) -> bool:
        return len(self.differences) <= UNFOLDED

    @property
    def counts(self) -> str:
        """“added: 3, renamed: 1”."""
        counted = Counter(str(one.word) for one in self.differences)
        words = pgettext("a kind of change", "%(what)s: %(count)s")
        return ", ".join(words % {"what": what, "count": count} for what, count in counted.items())


@dataclass(frozen=True)
class Since:
    """``on`` is None when no publication of the plan was kept."""

    on: date | None
    by: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def total(self) -> int:
        return sum(len(part.differences) for part in self.parts)

    @property
    def is_behind(self) -> bool:
        """Whether the plan as it stands is kept nowhere."""
        return self.on is None or self.total > 0

    @property
    def title(self) -> str:
        if self.on is None:
            return _("What it said when it was published was not kept")
        told = {"day": typography.day(self.on, _language()), "count": self.total}
        if not self.total:
            return _("Nothing has changed since the publication of %(day)s") % told
        words = ngettext(
            "One change since the publication of %(day)s",
            "%(count)s changes since the publication of %(day)s",
            self.total,
        )
        return words % told


#: Each kind of part, in the order in which a reader meets them, with its page.
KINDS: dict[str, tuple[Words, str]] = {
    "plan": (gettext_lazy("The plan itself"), "portal:plan-about"),
    "axis": (gettext_lazy("Axes"), "portal:axis-detail"),
    "objective": (gettext_lazy("Strategic objectives"), "portal:objective-detail"),
    "result": (gettext_lazy("Expected results"), "portal:result-detail"),
    "indicator": (gettext_lazy("Indicators"), "portal:indicator-detail"),
    "activity": (gettext_lazy("Activities"), "portal:activity-detail"),
    "annual_plan": (gettext_lazy("Annual plans"), "portal:annual-plan-detail"),
}
WHATS: dict[str, Words] = {
    "added": pgettext_lazy("a kind of change", "added"),
    "removed": pgettext_lazy("a kind of change", "removed"),
    "withdrawn": pgettext_lazy("a kind of change", "withdrawn"),
    "put_back": pgettext_lazy("a kind of change", "put back"),
    "renamed": pgettext_lazy("a kind of change", "renamed"),
    "dates": pgettext_lazy("a kind of change", "dates moved"),
    "moved": pgettext_lazy("a kind of change", "moved"),
    "changed": pgettext_lazy("a kind of change", "changed"),
}
FACTS: dict[str, Words] = {
    "code": gettext_lazy("Code"),
    "name": gettext_lazy("Title"),
    "description": gettext_lazy("Description"),
    "starts_on": gettext_lazy("Start"),
    "ends_on": gettext_lazy("End"),
    "lead": gettext_lazy("Lead organisation"),
    "weight": gettext_lazy("Weight"),
    "level": gettext_lazy("Level"),
    "baseline": gettext_lazy("Baseline"),
    "targets": gettext_lazy("Targets"),
    "budget": gettext_lazy("Budget"),
    "status": gettext_lazy("Status"),
    "vision": gettext_lazy("Vision"),
    "general_objective": gettext_lazy("General objective"),
    "withdrawn_on": gettext_lazy("Withdrawn on"),
}


def since_publication(plan: Plan) -> Since:
    """Against the last content that was kept, withdrawn since or not."""
    kept = Publication.objects.filter(plan=plan, kind=PublicationKind.PLAN).select_related("prepared_by")
    last = kept.order_by("-prepared_at", "-pk").first()
    if last is None or "parts" not in last.content:
        return Since(None)
    before, now = last.content["parts"], content_of(plan)["parts"]
    parts = (
        Part(label, differences(before.get(kind, {}), now.get(kind, {}), addressed(plan, kind)))
        for kind, (label, _page) in KINDS.items()
    )
    return Since(
        localdate(last.prepared_at), str(last.prepared_by), tuple(part for part in parts if part.differences)
    )


def addressed(plan: Plan, kind: str) -> Callable[[Facts], str]:
    """Where a part of a kind is read."""
    page = KINDS[kind][1]

    def address(facts: Facts) -> str:
        return reverse(page, args=[plan.slug, *([facts["code"]] if "code" in facts else [])])

    return address


def differences(
    before: Mapping[str, Facts], now: Mapping[str, Facts], address: Callable[[Facts], str]
) -> tuple[Difference, ...]:
    """Of one kind of part, in the order of the plan as it is."""
    found = [added(facts, address) for key, facts in now.items() if key not in before]
    found += [removed(facts) for key, facts in before.items() if key not in now]
    both = ((before[key], facts) for key, facts in now.items() if key in before)
    found += [changed(was, facts, address) for was, facts in both if was != facts and details(was, facts)]
    return tuple(sorted(found, key=lambda one: in_order(one.code)))


def added(facts: Facts, address: Callable[[Facts], str]) -> Difference:
    return Difference("added", facts.get("code", ""), facts["name"], address(facts))


def removed(facts: Facts) -> Difference:
    return Difference("removed", facts.get("code", ""), facts["name"], "")


def changed(was: Facts, facts: Facts, address: Callable[[Facts], str]) -> Difference:
    told = details(was, facts)
    names = {name for name in FACTS if name in was and name in facts and was[name] != facts[name]}
    return Difference(what_of(was, names), facts.get("code", ""), facts["name"], address(facts), told)


def what_of(was: Facts, names: set[str]) -> str:
    """The change that a reader would name first."""
    if "withdrawn_on" in names:
        return "put_back" if was["withdrawn_on"] else "withdrawn"
    if "name" in names:
        return "renamed"
    if names & {"starts_on", "ends_on"}:
        return "dates"
    return "moved" if names == {"code"} else "changed"


def details(was: Facts, facts: Facts) -> tuple[Detail, ...]:
    return tuple(
        Detail(label, written(name, was[name]), written(name, facts[name]))
        for name, label in FACTS.items()
        if name in was and name in facts and was[name] != facts[name]
    )


def written(name: str, value: Any) -> str:
    """A fact of a content, as the page says it."""
    if value in (None, "", {}):
        return ""
    if name.endswith("_on"):
        return typography.day(as_day(value), _language(), short=True)
    if name in WRITTEN:
        return WRITTEN[name](value)
    return typography.typeset(Truncator(str(value)).chars(LONGEST), _language())


def _number(value: str) -> str:
    return typography.number(Decimal(value), _language())


def _targets(value: Mapping[str, str]) -> str:
    words = pgettext("the target of a year", "%(year)s: %(value)s")
    return ", ".join(words % {"year": year, "value": _number(one)} for year, one in sorted(value.items()))


WRITTEN: dict[str, Callable[[Any], str]] = {
    "weight": _number,
    "baseline": _number,
    "targets": _targets,
    "budget": lambda value: typography.money(Decimal(value), _language()),
    "level": lambda value: capfirst(str(ResultLevel(value).label)),
    "status": lambda value: capfirst(str(PlanStatus(value).label)),
}


def in_order(code: str) -> list[tuple[int, str]]:
    """1.2.10 after 1.2.9."""
    return [(int(one), "") if one.isdecimal() else (0, one) for one in re.split(r"[.]", code)]


def _language() -> str:
    return get_language() or "fr"
