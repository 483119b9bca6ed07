"""The rows that hang on one activity, read in few queries and joined to one another."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from activities.following import Followed, follow
from activities.models import (
    Activity,
    ActivityLineage,
    ActivityPartner,
    BudgetLine,
    Campaign,
    Expectation,
    Expense,
    Funding,
    FundingStep,
    Milestone,
    PeopleReached,
    Postponement,
    ProgressReport,
)
from cnclctpa.documents.models import Document
from cnclctpa.portal.reporting.plan import given
from cnclctpa.reading import attach, read_together
from cnclctpa.reference.models import Organisation, Region
from plans.models import AnnualPlan, Axis, Indicator

#: What makes an activity followed, as `following.follow` takes it.
FACTS = ("postponements", "milestones", "reports")


@dataclass(frozen=True)
class Tables:
    """What hangs on one activity, of which this person may see every row."""

    axes: list[Axis]
    campaigns: list[Campaign]
    annual_plans: list[AnnualPlan]
    indicators: list[Indicator]
    postponements: list[Postponement]
    milestones: list[Milestone]
    reports: list[ProgressReport]
    expectations: list[Expectation]
    partners: list[ActivityPartner]
    ancestors: list[ActivityLineage]
    heirs: list[ActivityLineage]
    budget_lines: list[BudgetLine]
    fundings: list[Funding]
    steps: list[FundingStep]
    expenses: list[Expense]
    placed: list[Any]
    documented: list[Any]
    attached: list[Any]


def read(activity: Activity, user) -> tuple[Tables, dict[str, str]]:
    """The rows, and the names of the regions in which people are counted, by address; five queries."""
    reports = ProgressReport.objects.visible_to(user).filter(activity=activity)
    tables = Tables(
        *read_together(
            activity.plan.axes.all(),
            activity.plan.campaigns.all(),
            activity.annual_plans.all(),
            Indicator.objects.filter(objective=activity.objective_id, result=activity.result_id),
            activity.postponements.all(),
            activity.milestones.all(),
            reports,
            activity.expectations.all(),
            activity.partners.all(),
            activity.ancestors.all(),
            activity.heirs.all(),
            activity.budget_lines.all(),
            activity.fundings.all(),
            FundingStep.objects.filter(funding__activity=activity),
            activity.expenses.all(),
            Activity.regions.through.objects.filter(activity=activity),
            Activity.documents.through.objects.filter(activity=activity),
            ProgressReport.documents.through.objects.filter(progressreport__in=reports),
        )
    )
    _join_plan(activity, tables)
    _join_organisations(tables)
    _join_documents(activity, tables, user)
    _join_relatives(tables, user)
    return tables, _join_regions(activity, tables)


def _join_plan(activity: Activity, tables: Tables) -> None:
    plan, objective = activity.plan, activity.serves
    given(plan, tables.axes, tables.annual_plans, tables.indicators, tables.campaigns, [objective])
    if objective.axis is not None:
        objective.axis.plan = plan
    campaigns: dict = {one.pk: one for one in tables.campaigns}
    for report in tables.reports:
        report.activity = activity
        report.campaign = campaigns.get(report.campaign_id)
    for expectation in tables.expectations:
        expectation.campaign = campaigns[expectation.campaign_id]


def _join_organisations(tables: Tables) -> None:
    keys: set = {one.organisation_id for one in tables.partners}
    keys |= {one.funder_id for one in tables.fundings}
    keys |= {one.funder_id for one in tables.expenses}
    found: dict = Organisation.objects.in_bulk(keys - {None})
    for partner in tables.partners:
        partner.organisation = found[partner.organisation_id]
    for funding in tables.fundings:
        funding.funder = found[funding.funder_id]
    for expense in tables.expenses:
        expense.funder = found.get(expense.funder_id)
    tables.partners.sort(key=lambda one: one.organisation.sort_text)


def _join_documents(activity: Activity, tables: Tables, user) -> None:
    """The documents that the person may see; the others are left out as if they were not there."""
    keys = {link.document_id for link in (*tables.documented, *tables.attached)}
    found = {one.pk: one for one in Document.objects.visible_to(user).filter(pk__in=keys).distinct()}
    attach(Activity.documents, [activity], tables.documented, found)
    attach(ProgressReport.documents, tables.reports, tables.attached, found)


def _join_relatives(tables: Tables, user) -> None:
    """Give each lineage the activity at its other end; those of a plan that is not seen are left out."""
    keys = {one.former_id for one in tables.ancestors} | {one.activity_id for one in tables.heirs} - {None}
    seen = Activity.objects.visible_to(user).filter(pk__in=keys).select_related("plan")
    found = {one.pk: one for one in seen}
    tables.ancestors[:] = [one for one in tables.ancestors if one.former_id in found]
    tables.heirs[:] = [one for one in tables.heirs if one.activity_id is None or one.activity_id in found]
    for ancestor in tables.ancestors:
        ancestor.former = found[ancestor.former_id]
    for heir in tables.heirs:
        heir.activity = found.get(heir.activity_id)


def _join_regions(activity: Activity, tables: Tables) -> dict[str, str]:
    counted = PeopleReached.objects.filter(report__activity=activity).values("region")
    keys = {link.region_id for link in tables.placed}
    found = {one.pk: one for one in regions().filter(Q(pk__in=keys) | Q(pk__in=counted))}
    attach(Activity.regions, [activity], tables.placed, found)
    return {f"{one.division}/{one.slug}": one.name for one in found.values()}


def followed_together(activities: Sequence[Activity], *others: QuerySet) -> tuple[list[Followed], list[list]]:
    """The activities with their facts, in their order, and the rows of other querysets; one query in all."""
    chosen = [one.pk for one in activities]
    postponements, milestones, reports, *rest = read_together(
        Postponement.objects.filter(activity__in=chosen),
        Milestone.objects.filter(activity__in=chosen),
        ProgressReport.objects.validated().filter(activity__in=chosen),
        *others,
    )
    of_each = [_by_activity(rows) for rows in (postponements, milestones, sorted(reports, key=_period_of))]
    followed = [
        follow(one, **dict(zip(FACTS, (rows[one.pk] for rows in of_each), strict=True))) for one in activities
    ]
    return followed, rest


def _by_activity(rows: Sequence) -> dict[int, list]:
    found: dict[int, list] = defaultdict(list)
    for row in rows:
        found[row.activity_id].append(row)
    return found


def _period_of(report: ProgressReport) -> tuple:
    return report.ends_on, report.pk


def regions() -> Any:
    """Regions without their drawings, which are heavy."""
    return Region.objects.defer("shape", "label_point")
