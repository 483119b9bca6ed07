"""The quality of a plan on a day: what every rule finds, and how much of what is expected is filled."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cnclctpa.portal.reporting.dashboard.words import Named
from cnclctpa.portal.reporting.quality import rules
from cnclctpa.portal.reporting.quality.facts import Facts, Thing, facts_of
from cnclctpa.portal.reporting.quality.findings import (
    RULES,
    Finding,
    Found,
    Part,
    Rule,
    finding,
)
from plans.models import Plan

__all__ = ["Gauge", "Quality", "expected_fields", "quality_of", "rules"]


@dataclass(frozen=True)
class Gauge:
    """How many of the expected fields are filled; ``part`` is None for the whole plan."""

    part: Part | None
    filled: int
    total: int

    @property
    def share(self) -> Decimal | None:
        """None when nothing is expected, as of the results of a plan that has none."""
        return Decimal(self.filled) / self.total if self.total else None


@dataclass(frozen=True)
class Quality:
    """``findings`` come in the order in which one sees to them."""

    on: date
    findings: tuple[Finding, ...]
    gauges: tuple[Gauge, ...]
    whole: Gauge
    organisations: Mapping[int, Named]


def quality_of(plan: Plan, *, on: date) -> Quality:
    """One query, whatever the plan holds."""
    return judged(facts_of(plan, on=on), on=on)


def judged(facts: Facts, *, on: date) -> Quality:
    findings: list[Finding] = []
    filled, total = dict.fromkeys(Part, 0), dict.fromkeys(Part, 0)
    by_kind = {kind: [one for one in RULES if one.of is kind] for kind in {one.of for one in RULES}}
    for thing in facts.things:
        for one in by_kind.get(type(thing), ()):
            answers = list(answers_of(one, thing))
            findings += [finding(one, thing, answer) for answer in answers if answer]
            if one.part:
                total[one.part] += len(answers)
                filled[one.part] += sum(not answer for answer in answers)
    return Quality(
        on=on,
        findings=tuple(sorted(findings, key=lambda found: found.order)),
        gauges=tuple(Gauge(part, filled[part], total[part]) for part in Part),
        whole=Gauge(None, sum(filled.values()), sum(total.values())),
        organisations=facts.organisations,
    )


def answers_of(one: Rule, thing: Thing) -> Iterator[Found | None]:
    """What the rule says of an object, None where all is well; nothing at all where it asks nothing."""
    verdict = one.judge(thing)
    for answer in verdict if isinstance(verdict, list) else [verdict]:
        if answer is None:
            continue
        yield Found() if answer is True else answer or None


def expected_fields() -> list[tuple[Part, list[str]]]:
    """What is counted in the completeness of each part, in words: the method is told from the rules."""
    return [(part, [str(one.expects) for one in RULES if one.part is part]) for part in Part]


def within(findings: Iterable[Finding], organisations: Iterable[int]) -> list[Finding]:
    """Those about what these organisations answer for."""
    own = set(organisations)
    return [one for one in findings if one.answers_for in own]
