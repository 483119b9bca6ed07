"""Who funds a plan, as much of it as the reader may be told (docs/adr/0014)."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import BigIntegerField, Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Cast

from activities import funders
from activities.choices import FundingStage
from activities.ledger import last_steps
from activities.models import Activity, Funding
from cnclctpa.portal.reporting.named import Body
from plans.models import Plan
from plans.readers import Reader

NONE = Decimal(0)


@dataclass(frozen=True)
class FunderRow:
    funder: Body
    amounts: funders.Amounts


@dataclass(frozen=True)
class Funders:
    """What the reader may be told of who funds; ``joined`` are published, their amounts in ``rest``."""

    named: tuple[FunderRow, ...]
    joined: tuple[Body, ...]
    rest: funders.Amounts | None

    @property
    def is_empty(self) -> bool:
        return not self.named and not self.joined and self.rest is None


def funders_of(plan: Plan, *, on: date, reader: Reader) -> Funders:
    """Who funds the plan, as much of it as the reader may be told, in one query."""
    names: dict[Hashable, Body] = {}
    shares = []
    for row in shares_of(plan, on=on):
        key = row["funder"]
        names[key] = Body.of_values(row["funder__slug"], row["funder__name_fr"], row["funder__name_en"])
        amounts = {stage: francs(row[f"total_{stage}"]) for stage in FundingStage.values}
        shares.append(funders.Share(key, row["is_public"], row["commitments"], funders.Amounts(**amounts)))
    told = funders.tell(shares, everything=reader.sees_funders)
    rows = [FunderRow(names[key], given) for key, given in told.named]
    return Funders(
        named=tuple(sorted(rows, key=lambda one: (-(one.amounts.mobilised or NONE), one.funder.name))),
        joined=tuple(sorted((names[key] for key in told.joined), key=lambda one: one.name)),
        rest=told.rest,
    )


def shares_of(plan: Plan, *, on: date) -> QuerySet:
    """A row a funder and a kind of row, public or not: commitments of any day, amounts of that day.

    Amounts are those of the activities present on the day, as everywhere on the page.
    """
    steps = last_steps(on).filter(funding=OuterRef("pk"))
    present = Q(activity__in=Activity.objects.of(plan).present(on).values("pk"))
    amounts = {
        stage: Subquery(
            steps.filter(stage=stage).values_list(Cast("amount", BigIntegerField()))[:1],
            output_field=BigIntegerField(),
        )
        for stage in FundingStage.values
    }
    return (
        Funding.objects.filter(activity__plan=plan)
        .annotate(**amounts)
        .order_by("funder", "is_public")
        .values("funder", "funder__slug", "funder__name_fr", "funder__name_en", "is_public")
        .annotate(
            commitments=Count("pk"),
            **{f"total_{stage}": Sum(stage, filter=present) for stage in FundingStage.values},
        )
    )


def francs(total: int | None) -> Decimal | None:
    return None if total is None else Decimal(total)
