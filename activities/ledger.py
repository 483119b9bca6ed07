"""The amounts of activities on a day, read from their rows; budget lines have no date and always count.

``lines_of`` reads them for ``activities.budget``; ``with_amounts`` spells the same rules in SQL, to sort and
to add up any number of activities. What has not been said is None, never zero, but for a gap.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import BigIntegerField, Exists, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Cast, Coalesce, Greatest

from activities.budget import Line, Totals
from activities.choices import FundingStage
from activities.models import Activity, BudgetLine, Expense, FundingStep

#: What is annotated; a stage of funding bears its own name.
AMOUNTS = ("planned", "pledged", "mobilised", "disbursed", "spent")
# Whole francs are added as integers: SQLite hands decimals back with fifteen digits.
FRANCS = Cast("amount", BigIntegerField())


def lines_of(activities: QuerySet[Activity], *, on: date) -> list[Line]:
    """One line an activity and a year that has an amount, by number of activity then year; one query."""
    chosen = activities.order_by().values("pk")
    planned = BudgetLine.objects.filter(activity__in=chosen)
    spent = Expense.objects.filter(activity__in=chosen, on__lte=on)
    steps = last_steps(on).filter(funding__activity__in=chosen)
    rows = _added_up(planned, "activity", "year", Value("planned")).union(
        _added_up(spent, "activity", "year", Value("spent")),
        _added_up(steps, "funding__activity", "funding__year", "stage"),
        all=True,
    )
    amounts: dict[tuple[int, int], dict[str, Decimal]] = defaultdict(dict)
    for activity, year, name, total in rows:
        amounts[activity, year][name] = Decimal(total)
    return [Line(activity, year, **amounts[activity, year]) for activity, year in sorted(amounts)]


def last_steps(on: date) -> QuerySet[FundingStep]:
    """The step that counts of each funding and stage, for steps are cumulative: the last one by that day."""
    later = FundingStep.objects.filter(
        funding=OuterRef("funding"), stage=OuterRef("stage"), on__gt=OuterRef("on"), on__lte=on
    )
    return FundingStep.objects.filter(~Exists(later), on__lte=on)


def last_among(steps: Iterable[FundingStep], *, on: date) -> list[FundingStep]:
    """The same among steps already read."""
    found = {(one.funding_id, one.stage): one for one in sorted(steps, key=_day_of) if one.on <= on}
    return list(found.values())


def _day_of(step: FundingStep) -> date:
    return step.on


def with_amounts(activities: QuerySet[Activity], *, on: date) -> QuerySet[Activity]:
    """Each activity with its ``AMOUNTS`` and its ``gap``, all years together."""
    steps = last_steps(on)
    return activities.annotate(
        planned=_total(BudgetLine.objects.all(), "activity"),
        **{stage: _total(steps.filter(stage=stage), "funding__activity") for stage in FundingStage.values},
        spent=_total(Expense.objects.filter(on__lte=on), "activity"),
        gap=Coalesce(_gap(on), Value(0), output_field=BigIntegerField()),
    )


def totals_of(activities: QuerySet[Activity], *, on: date) -> Totals:
    """The totals of the activities, added up by the database."""
    sums = {f"total_{name}": Sum(name) for name in (*AMOUNTS, "gap")}
    return _as_totals(with_amounts(activities, on=on).aggregate(**sums))


def _as_totals(row: dict[str, int | None]) -> Totals:
    sums = {name: None if (total := row[f"total_{name}"]) is None else Decimal(total) for name in AMOUNTS}
    return Totals(**sums, gap=Decimal(row["total_gap"] or 0))


def _gap(on: date) -> Subquery:
    """What is planned and not mobilised, year by year; the first budget line of a year speaks for it."""
    earlier = BudgetLine.objects.filter(
        activity=OuterRef("activity"), year=OuterRef("year"), pk__lt=OuterRef("pk")
    )
    of_the_year = BudgetLine.objects.filter(year=OuterRef("year"))
    mobilised = last_steps(on).filter(stage=FundingStage.MOBILISED, funding__year=OuterRef("year"))
    years = BudgetLine.objects.filter(~Exists(earlier)).annotate(
        planned=_total(of_the_year, "activity", OuterRef("activity")),
        mobilised=Coalesce(_total(mobilised, "funding__activity", OuterRef("activity")), Value(0)),
    )
    missing = Greatest(F("planned") - F("mobilised"), Value(0), output_field=BigIntegerField())
    return _total(years, "activity", amount=missing)


def _total(rows: QuerySet, key: str, equals: OuterRef | None = None, amount=FRANCS) -> Subquery:
    """The sum of the rows whose ``key`` is the outer activity."""
    chosen = rows.filter(**{key: equals or OuterRef("pk")}).order_by()
    summed = chosen.values(key).annotate(total=Sum(amount)).values("total")
    return Subquery(summed, output_field=BigIntegerField())


def _added_up(rows: QuerySet, *keys: str | Value) -> QuerySet:
    return rows.order_by().values_list(*keys).annotate(total=Sum(FRANCS))
