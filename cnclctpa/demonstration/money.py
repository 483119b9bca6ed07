"""Writes the money of a fictitious plan: budgets, commitments and their steps, expenses, what is missing."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from activities import services
from activities.choices import ActivityKind, BudgetCategory, FundingStage
from cnclctpa.demonstration.activities import Story
from cnclctpa.demonstration.framework import Generation

MILLION = 1_000_000
THOUSAND = 1_000
#: The two main categories of each kind of activity; the rest goes to missions.
CATEGORIES = {
    ActivityKind.TRAINING: (BudgetCategory.TRAINING, BudgetCategory.PERSONNEL),
    ActivityKind.AWARENESS: (BudgetCategory.COMMUNICATION, BudgetCategory.TRAVEL),
    ActivityKind.VICTIM_CARE: (BudgetCategory.ASSISTANCE, BudgetCategory.PERSONNEL),
    ActivityKind.EQUIPMENT: (BudgetCategory.EQUIPMENT, BudgetCategory.OTHER),
    ActivityKind.DATA: (BudgetCategory.PERSONNEL, BudgetCategory.EQUIPMENT),
}
OTHERWISE = (BudgetCategory.TRAINING, BudgetCategory.TRAVEL)
#: Who pays, how often, and in which currency: the rate is drawn near the one given.
FUNDERS = {
    "tresor": (30, "XOF", None),
    "fonds-etoile": (26, "XOF", None),
    "cooperation-horizon": (24, "USD", Decimal("602.35")),
    "fondation-rivage": (20, "EUR", Decimal("655.957")),
}
PUBLIC = ("tresor", "fonds-etoile")
#: The day of a disbursement and its amount in CFA francs.
Received = tuple[date, Decimal]


def write_money(generation: Generation, stories: list[Story]) -> None:
    for story in stories:
        activity = story.activity
        if "cost" not in story.told or not (activity.original_starts_on and activity.original_ends_on):
            continue
        draw = generation.setting.draw(generation.plan.slug, "money", activity.code)
        years = range(activity.original_starts_on.year, activity.original_ends_on.year + 1)
        for rank, year in enumerate(years):
            planned = thousands(story.told["cost"] * MILLION * draw.randint(88, 112) // 100 // len(years))
            received = write_year(generation, story, year, planned, draw, is_first=rank == 0)
            write_expenses(generation, story, year, planned, received, draw, years=len(years))


def write_year(
    generation: Generation, story: Story, year: int, planned: Decimal, draw: Random, *, is_first: bool
) -> list[Received]:
    """One budget year of an activity, planned then more or less found: what was disbursed, and when."""
    setting, activity = generation.setting, story.activity
    main, other = CATEGORIES.get(ActivityKind(activity.kind), OTHERWISE)
    share = thousands(int(planned) * draw.choice((60, 70, 100, 100)) // 100)
    amounts: dict[str, Decimal] = (
        {main: share, other: planned - share} if share < planned else {main: planned}
    )
    services.set_budget(activity, year=year, amounts=amounts, by=setting.secretary)
    received = []
    if draw.random() < story.told.get("luck", 0.6):
        received += write_funding(generation, story, year, planned, draw)
        if is_first and draw.random() < 0.12:
            received += write_funding(generation, story, year, planned // 3, draw, is_second=True)
    return received


def write_funding(
    generation: Generation,
    story: Story,
    year: int,
    wanted: Decimal,
    draw: Random,
    *,
    is_second: bool = False,
) -> list[Received]:
    """What a funder brings that year: gives what was disbursed by the day."""
    setting, by = generation.setting, generation.setting.secretary
    name = draw.choices(list(FUNDERS), [weight for weight, *_rest in FUNDERS.values()])[0]
    _weight, currency, near = FUNDERS[name]
    first = date(year, 1, 10) + timedelta(days=draw.randint(0, 45))
    if first > generation.on:
        return []
    funding = services.commit_funding(
        story.activity,
        funder=setting.organisation(name),
        year=year,
        reference=f"D{generation.plan.slug[-1]}-{year}-{draw.randint(100, 999)}{'B' if is_second else ''}",
        is_public=name in PUBLIC,
        by=by,
    )
    pledged = thousands(int(wanted) * draw.choice((60, 75, 90, 100, 100, 110)) // 100)
    rate = near and (near if currency == "EUR" else near + draw.randint(-900, 900) / Decimal(100))
    mobilised = pledged * draw.choice((7, 8, 10)) // 10
    mobilised_on = later(first, draw, 20, 70)
    received: list[Received] = []
    steps = [
        (FundingStage.PLEDGED, first, pledged),
        (FundingStage.MOBILISED, mobilised_on, mobilised),
        (
            FundingStage.DISBURSED,
            later(mobilised_on, draw, 15, 75),
            mobilised * draw.choice((8, 9, 10)) // 10,
        ),
    ]
    for stage, on, amount in steps:
        if on > generation.on or draw.random() < 0.08:
            break
        foreign: dict[str, Any] = {"currency": currency, "rate": rate, "rate_on": on} if rate else {}
        told = (amount / rate).quantize(Decimal("0.01")) if rate else amount
        step = services.record_funding_step(funding, stage=stage, on=on, amount=told, by=by, **foreign)
        if stage == FundingStage.DISBURSED:
            received.append((on, step.amount))
    return received


def write_expenses(
    generation: Generation,
    story: Story,
    year: int,
    planned: Decimal,
    received: list[Received],
    draw: Random,
    *,
    years: int,
) -> None:
    """Spending follows progress within what was disbursed, or runs ahead of both where the texts say so."""
    first, last = date(year, 1, 1), min(date(year, 12, 31), generation.on)
    if last <= first:
        return
    done = story.progress.share(last) - story.progress.share(first - timedelta(days=1))
    pace = min(done * years, Decimal(1)) * Decimal(draw.randint(75, 105)) / 100
    day = first + timedelta(days=draw.randint(40, max((last - first).days, 41)))
    if story.told.get("spends_ahead"):
        spent, on = thousands(planned * Decimal("0.95")), day
    else:
        spent = thousands(min(planned * pace, sum((amount for _on, amount in received), Decimal(0))))
        on = max([day, *(on for on, _amount in received)])
    if spent > 0 and on <= generation.on:
        services.record_expense(
            story.activity, on=on, year=year, amount=spent, by=generation.setting.secretary
        )


def later(day: date, draw: Random, least: int, most: int) -> date:
    return day + timedelta(days=draw.randint(least, most))


def thousands(amount: int | Decimal) -> Decimal:
    """Budgets are written in thousands of francs."""
    return Decimal(int(amount) // THOUSAND * THOUSAND)
