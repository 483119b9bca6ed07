"""What the figures of the site mean: each rule with an example that the program itself computes."""

from dataclasses import dataclass

from django.utils.text import capfirst

from cnclctpa.charts.table import Table
from cnclctpa.portal.reporting.method import activity, indicators, money, small_numbers, timeliness, together
from cnclctpa.portal.reporting.method.timeliness import State
from cnclctpa.portal.reporting.method.worked import Example
from cnclctpa.portal.reporting.quality.checking import expected_fields


@dataclass(frozen=True)
class Expected:
    """A part of a plan, with the fields that its completeness counts."""

    label: str
    fields: list[str]


@dataclass(frozen=True)
class MethodReport:
    """The worked examples, by the name under which the page shows them."""

    examples: dict[str, Example]
    states: tuple[State, ...]
    quarters: Table
    gaps: Table
    expected: tuple[Expected, ...]


def report_on_method() -> MethodReport:
    """Every worked example, in the language of the page; it reads nothing from the database."""
    return MethodReport(
        examples={build.__name__: build() for build in EXAMPLES},
        states=timeliness.states(),
        quarters=together.quarters(),
        gaps=money.gaps(),
        expected=tuple(Expected(capfirst(str(part.label)), fields) for part, fields in expected_fields()),
    )


EXAMPLES = (
    together.share_reported,
    activity.milestones,
    activity.reports,
    activity.expected_share,
    activity.dates,
    timeliness.due_day,
    timeliness.ten_points,
    timeliness.silence,
    together.mean_of_progress,
    together.expected_together,
    together.counted_by_state,
    together.counted_by_region,
    indicators.rising,
    indicators.falling,
    indicators.special_cases,
    indicators.cumulative,
    indicators.yearly,
    indicators.periods,
    indicators.places,
    indicators.ratios,
    indicators.mean_of_rates,
    money.execution,
    money.currencies,
    small_numbers.bands,
    small_numbers.parts_and_total,
    small_numbers.percentages,
    small_numbers.breakdowns,
    small_numbers.put_together,
    together.past_day,
)
