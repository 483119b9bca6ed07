"""What is asked of the money of a plan: that it is planned, and that its stages follow one another."""

from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.budget import contradicts, spends_ahead, totals
from cnclctpa.portal.reporting.dashboard.words import francs
from cnclctpa.portal.reporting.quality.facts import ActivityThing, PlanThing
from cnclctpa.portal.reporting.quality.findings import Found, Kind, Part, Severity, rule
from plans.choices import PlanStatus

NONE = Decimal(0)


@rule(
    ActivityThing,
    Kind.MISSING,
    Severity.ORDINARY,
    _("Activity %(code)s has no budget: what it lacks cannot be told."),
    expects=_("budget of an activity"),
    part=Part.MONEY,
)
def activity_without_a_budget(activity: ActivityThing) -> bool | Found:
    is_planned = any(line.planned is not None for line in activity.lines)
    return False if is_planned else Found(form=activity.money_form)


@rule(
    ActivityThing,
    Kind.DOUBTFUL,
    Severity.ORDINARY,
    _("More is spent on activity %(code)s than was planned for it."),
)
def spent_more_than_planned(activity: ActivityThing) -> Found | None:
    sums = totals(activity.lines)
    is_more = sums.planned is not None and sums.spent is not None and sums.spent > sums.planned
    return Found(form=activity.money_form) if is_more else None


@rule(
    ActivityThing,
    Kind.DOUBTFUL,
    Severity.ORDINARY,
    _("The money of activity %(code)s is spent faster than it advances."),
)
def spending_runs_ahead(activity: ActivityThing) -> Found | None:
    sums = totals(activity.lines)
    is_ahead = spends_ahead(sums.execution, activity.standing.progress)
    return Found(form=activity.money_form) if is_ahead else None


@rule(
    ActivityThing,
    Kind.CONTRADICTORY,
    Severity.HIGH,
    _(
        "A funding of activity %(code)s gives more than it had: mobilised beyond pledged, or disbursed "
        "beyond mobilised."
    ),
)
def stages_of_funding_contradict(activity: ActivityThing) -> Found | None:
    return Found(form=activity.money_form) if any(map(contradicts, activity.fundings)) else None


@rule(
    ActivityThing,
    Kind.DOUBTFUL,
    Severity.ORDINARY,
    _("Activity %(code)s has money in %(year)s, which is not a year of the plan."),
)
def money_outside_the_plan(activity: ActivityThing) -> Found | None:
    years = [line.year for line in activity.lines if line.year not in activity.plan.years]
    return Found({"year": min(years)}, form=activity.money_form) if years else None


@rule(
    PlanThing,
    Kind.MISSING,
    Severity.ORDINARY,
    _("The total budget of the plan %(code)s is not known."),
    field="id_total_budget",
    expects=_("total budget of the plan"),
    part=Part.MONEY,
)
def plan_without_a_budget(plan: PlanThing) -> bool:
    return plan.row.total_budget is None


@rule(
    PlanThing,
    Kind.MISSING,
    Severity.ORDINARY,
    _("The annual plan of %(year)s has no budget."),
    field="id_budget",
    expects=_("budget of each annual plan"),
    part=Part.MONEY,
)
def annual_plan_without_a_budget(plan: PlanThing) -> list[Found | bool]:
    """One answer a year, for completeness to count each."""
    return [
        Found({"year": one.year}, form=form_of_year(plan, one.year)) if one.budget is None else False
        for one in plan.annual_plans
    ]


@rule(
    PlanThing,
    Kind.CONTRADICTORY,
    Severity.HIGH,
    _("The budgets of the activities add up to %(sum)s, more than the total budget of the plan (%(total)s)."),
    field="id_total_budget",
)
def activities_exceed_the_total(plan: PlanThing) -> Found | None:
    return exceeds(sum(plan.planned.values(), NONE), plan.row.total_budget)


@rule(
    PlanThing,
    Kind.CONTRADICTORY,
    Severity.HIGH,
    _(
        "The budgets of the annual plans add up to %(sum)s, more than the total budget of the plan "
        "(%(total)s)."
    ),
    field="id_total_budget",
)
def annual_plans_exceed_the_total(plan: PlanThing) -> Found | None:
    return exceeds(sum((one.budget or NONE for one in plan.annual_plans), NONE), plan.row.total_budget)


def exceeds(added: Decimal, total: Decimal | None) -> Found | None:
    if total is None or added <= total:
        return None
    return Found({"sum": francs(added), "total": francs(total)})


@rule(
    PlanThing,
    Kind.DOUBTFUL,
    Severity.ORDINARY,
    _("The activities plan %(sum)s in %(year)s, more than the budget of the annual plan (%(total)s)."),
    field="id_budget",
)
def activities_exceed_their_year(plan: PlanThing) -> list[Found]:
    found = []
    for one in plan.annual_plans:
        if excess := exceeds(plan.planned.get(one.year, NONE), one.budget):
            found.append(Found({**excess.words, "year": one.year}, form=form_of_year(plan, one.year)))
    return found


@rule(
    PlanThing,
    Kind.MISSING,
    Severity.LOW,
    _("The year %(year)s of the plan has no annual plan."),
    expects=_("annual plan of each year begun"),
    part=Part.PROCESS,
)
def year_without_an_annual_plan(plan: PlanThing) -> list[Found | bool]:
    """Of the years begun, once the plan is adopted."""
    if plan.plan.status == PlanStatus.DRAFT:
        return []
    known = {one.year for one in plan.annual_plans}
    begun = [year for year in plan.plan.years if year <= plan.on.year]
    return [False if year in known else new_year(plan, year) for year in begun]


def new_year(plan: PlanThing, year: int) -> Found:
    address = reverse("portal:annual-plan-create", args=[plan.plan.slug])
    return Found({"year": year}, form=f"{address}?year={year}")


def form_of_year(plan: PlanThing, year: int) -> str:
    return reverse("portal:annual-plan-update", args=[plan.plan.slug, year])
