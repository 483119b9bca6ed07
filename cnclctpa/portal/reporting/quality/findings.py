"""What is found in a plan: of which kind, how much it matters, who can mend it; the register of rules."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Any, TypeVar

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from cnclctpa.portal.reporting.dashboard.words import Named
from cnclctpa.portal.reporting.quality.facts import Thing

Words = str | Promise


class Kind(StrEnum):
    """In the order of the page."""

    CONTRADICTORY = "contradictory"
    MISSING = "missing"
    DOUBTFUL = "doubtful"

    @property
    def label(self) -> Words:
        return KINDS[self]


KINDS: dict[Kind, Words] = {
    Kind.CONTRADICTORY: pgettext_lazy("quality", "contradictory"),
    Kind.MISSING: pgettext_lazy("quality", "missing"),
    Kind.DOUBTFUL: pgettext_lazy("quality", "doubtful"),
}


class Severity(IntEnum):
    """The first are mended first: figures are wrong, or cannot be computed, because of them."""

    HIGH = 1
    ORDINARY = 2
    LOW = 3

    @property
    def label(self) -> Words:
        return SEVERITIES[self]


SEVERITIES: dict[Severity, Words] = {
    Severity.HIGH: pgettext_lazy("severity", "first of all"),
    Severity.ORDINARY: pgettext_lazy("severity", "ordinary"),
    Severity.LOW: pgettext_lazy("severity", "when there is time"),
}


class Part(StrEnum):
    """The parts of a plan whose completeness is told apart."""

    AXES = "axes"
    OBJECTIVES = "objectives"
    RESULTS = "results"
    INDICATORS = "indicators"
    ACTIVITIES = "activities"
    MONEY = "money"
    PROCESS = "process"

    @property
    def label(self) -> Words:
        return PARTS[self]


PARTS: dict[Part, Words] = {
    Part.AXES: pgettext_lazy("part of a plan", "axes"),
    Part.OBJECTIVES: pgettext_lazy("part of a plan", "objectives"),
    Part.RESULTS: pgettext_lazy("part of a plan", "results"),
    Part.INDICATORS: pgettext_lazy("part of a plan", "indicators"),
    Part.ACTIVITIES: pgettext_lazy("part of a plan", "activities"),
    Part.MONEY: pgettext_lazy("part of a plan", "money"),
    Part.PROCESS: pgettext_lazy("part of a plan", "text and making of the plan"),
}


@dataclass(frozen=True)
class Found:
    """What a rule says of one object when it is broken.

    ``words`` complete the sentence of the rule; ``field`` and ``form`` say where it is mended, when that is
    not where the rule says; whether the organisation that answers for the object can open that form.
    """

    words: Mapping[str, Any] = field(default_factory=dict)
    field: str = ""
    form: str = ""
    is_open_to_lead: bool = False


#: What a rule says of an object: nothing is asked of it (None), all is well (False), the sentence of the rule
#: (True), or what completes it; a list answers several times.
Judge = Callable[[Any], Any]
Judged = TypeVar("Judged", bound=Judge)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """``expects`` names a field that every such object should have, counted in the completeness of ``part``.

    ``by_lead``: the organisation that answers for the object can mend it; else the secretariat alone can.
    """

    name: str
    of: type[Thing]
    kind: Kind
    severity: Severity
    says: Words
    field: str
    judge: Judge
    by_lead: bool
    expects: Words = ""
    part: Part | None = None


@dataclass(frozen=True)
class Finding:
    """``organisation`` is the key of who can mend it; None for the secretariat.

    ``answers_for`` is the organisation that answers for the object, whoever can mend it.
    """

    rule: str
    kind: Kind
    severity: Severity
    sentence: str
    code: str
    name: Named
    page: str
    mend_at: str
    axis: int | None
    organisation: int | None
    answers_for: int | None
    is_open_to_lead: bool

    @property
    def order(self) -> tuple:
        return self.severity, list(Kind).index(self.kind), self.axis or 0, self.rule


RULES: list[Rule] = []


def rule(
    of: type[Thing], kind: Kind, severity: Severity, says: Words, *, field: str = "", by_lead: bool = False,
    expects: Words = "", part: Part | None = None,
) -> Callable[[Judged], Judged]:  # fmt: skip
    """Declare a rule by the function that judges one object; its name is that of the rule."""

    def declare(judge: Judged) -> Judged:
        name = judge.__name__.replace("_", "-")
        RULES.append(
            Rule(
                name=name, of=of, kind=kind, severity=severity, says=says, field=field, judge=judge,
                by_lead=by_lead, expects=expects, part=part,
            )
        )  # fmt: skip
        return judge

    return declare


def finding(rule: Rule, thing: Thing, found: Found) -> Finding:
    anchor = found.field or rule.field
    return Finding(
        rule=rule.name,
        kind=rule.kind,
        severity=rule.severity,
        sentence=str(rule.says) % {"code": thing.code, **found.words},
        code=thing.code,
        name=thing.name,
        page=thing.page,
        mend_at=(found.form or thing.form) + (f"#{anchor}" if anchor else ""),
        axis=thing.axis,
        organisation=thing.organisation if rule.by_lead else None,
        answers_for=thing.organisation,
        is_open_to_lead=found.is_open_to_lead,
    )
