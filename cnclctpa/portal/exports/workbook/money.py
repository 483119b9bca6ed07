"""The money of a plan, commitment by commitment and expense by expense, for those who read them (ADR 14).

For the others, what everybody may read: the amounts of each activity and year, all funders together, then
those of published funders over the whole plan.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from activities.choices import FundingStage
from activities.ledger import last_steps, lines_of
from activities.models import Activity, Expense, Funding
from cnclctpa.exports.tables import Column, Kind, Table
from cnclctpa.portal.exports.told import withheld_funders
from cnclctpa.portal.exports.workbook.columns import day, read, yes_or_no
from cnclctpa.portal.reporting.funders import Funders, funders_of
from plans.models import Plan
from plans.readers import Reader


@dataclass(frozen=True)
class Line:
    """A commitment or an expense; or amounts told together. ``key`` is that of the row, when it is one."""

    kind: str
    key: str = ""
    activity: Activity | None = None
    funder: str = ""
    year: int | None = None
    reference: str = ""
    is_public: bool | None = None
    pledged: Decimal | None = None
    mobilised: Decimal | None = None
    disbursed: Decimal | None = None
    spent_on: date | None = None
    spent: Decimal | None = None


COMMITMENT, EXPENSE = "commitment", "expense"


def words() -> dict[str, str]:
    return {
        COMMITMENT: _("commitment"),
        EXPENSE: _("expense"),
        "year": _("all funders together"),
        "plan": _("whole plan"),
    }


def funding_table(plan: Plan, *, on: date, reader: Reader, banner: str) -> Table:
    """Three queries, whatever the size."""
    activities = Activity.objects.of(plan).present(on)
    told = by_row if reader.sees_funders else together
    lines = list(told(plan, activities, on=on, reader=reader))
    empty = _("no amount is entered yet")
    return Table(_("Funding"), columns(), lines, banner=banner, empty=empty, frozen=3)


def columns() -> list[Column]:
    kinds = words()
    return [
        Column(_("Identifier"), lambda line: line.key, 12, Kind.CODE, name="id", is_hidden=True),
        Column(
            _("Kind"),
            lambda line: kinds[line.kind],
            width=18,
            name="kind",
            choices=(kinds[COMMITMENT], kinds[EXPENSE]),
        ),
        Column(_("Code"), lambda line: read(line.activity, "code"), 11, Kind.CODE, name="activity_code"),
        Column(
            _("Activity"),
            lambda line: read(line.activity, "title"),
            width=48,
            name="activity",
            is_computed=True,
        ),
        Column(_("Funder"), lambda line: line.funder, width=34, name="funder"),
        Column(_("Budget year"), lambda line: line.year, 9, Kind.CODE, name="year"),
        Column(_("Reference"), lambda line: line.reference, width=18, name="reference"),
        yes_or_no("is_public", _("Public"), lambda line: line.is_public),
        amount("pledged", _("Pledged (XOF)")),
        amount("mobilised", _("Mobilised (XOF)")),
        amount("disbursed", _("Disbursed (XOF)")),
        day("spent_on", _("Spent on"), lambda line: line.spent_on),
        amount("spent", _("Spent (XOF)")),
    ]


def amount(name: str, heading: str) -> Column:
    return Column(heading, lambda line: getattr(line, name), 17, Kind.MONEY, name=name)


def by_row(plan: Plan, activities: QuerySet[Activity], *, on: date, reader: Reader) -> Iterator[Line]:
    """Each commitment with its last amounts, then each expense, by that day."""
    chosen = activities.order_by().values("pk")
    amounts: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for step in last_steps(on).filter(funding__activity__in=chosen):
        amounts[step.funding_id][step.stage] = step.amount
    fundings = Funding.objects.filter(activity__in=chosen).select_related("activity", "funder")
    for one in fundings.order_by("year", "activity__code", "funder__sort_text", "pk"):
        yield Line(
            COMMITMENT,
            key=f"funding-{one.pk}",
            activity=one.activity,
            funder=one.funder.name,
            year=one.year,
            reference=one.reference,
            is_public=one.is_public,
            pledged=amounts[one.pk].get(FundingStage.PLEDGED),
            mobilised=amounts[one.pk].get(FundingStage.MOBILISED),
            disbursed=amounts[one.pk].get(FundingStage.DISBURSED),
        )
    expenses = Expense.objects.filter(activity__in=chosen, on__lte=on).select_related("activity", "funder")
    for spent in expenses.order_by("on", "activity__code", "pk"):
        yield Line(
            EXPENSE,
            key=f"expense-{spent.pk}",
            activity=spent.activity,
            funder=spent.funder.name if spent.funder else "",
            year=spent.year,
            reference=spent.reference,
            spent_on=spent.on,
            spent=spent.amount,
        )


def together(plan: Plan, activities: QuerySet[Activity], *, on: date, reader: Reader) -> Iterator[Line]:
    known = activities.in_bulk()
    for line in lines_of(activities, on=on):
        yield Line(
            "year",
            activity=known[line.activity],
            year=line.year,
            pledged=line.pledged,
            mobilised=line.mobilised,
            disbursed=line.disbursed,
            spent=line.spent,
        )
    yield from of_funders(funders_of(plan, on=on, reader=reader))


def of_funders(told: Funders) -> Iterator[Line]:
    """As the page of funding tells them."""
    for row in told.named:
        given = row.amounts
        yield Line(
            "plan",
            funder=row.funder.name,
            is_public=True,
            pledged=given.pledged,
            mobilised=given.mobilised,
            disbursed=given.disbursed,
        )
    for body in told.joined:
        name = _("%(funder)s (amounts told with the others)") % {"funder": body.name}
        yield Line("plan", funder=name, is_public=True)
    if told.rest is not None:
        yield Line(
            "plan",
            funder=_("other funders, together"),
            pledged=told.rest.pledged,
            mobilised=told.rest.mobilised,
            disbursed=told.rest.disbursed,
        )


def withheld(reader: Reader) -> list:
    return [] if reader.sees_funders else [withheld_funders()]
