"""Plans as bars of a line of time, for the drawings that set other things against them."""

from collections.abc import Sequence

from cnclctpa.charts.spans import Span
from plans.models import Plan


def spans(plans: Sequence[Plan]) -> list[Span]:
    """One bar a plan, from the oldest."""
    return [
        Span(
            label=plan.period,
            short=f"{plan.starts_on:%y}-{plan.ends_on:%y}",
            starts_on=plan.starts_on,
            ends_on=plan.ends_on,
            adopted_on=plan.adopted_on,
            launched_on=plan.launched_on,
        )
        for plan in sorted(plans, key=lambda plan: plan.starts_on)
    ]


def years_of(plans: Sequence[Plan], others: Sequence[int]) -> tuple[int, int] | None:
    """The first and the last year to draw; None when there is nothing."""
    years = [*others, *(plan.starts_on.year for plan in plans), *(plan.ends_on.year for plan in plans)]
    return (min(years), max(years)) if years else None
