"""What is read of a plan to judge its quality: one query, whatever the plan holds."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When

from activities.ledger import last_steps
from activities.models import (
    Activity,
    BudgetLine,
    Campaign,
    Expectation,
    Expense,
    Milestone,
    Postponement,
    ProgressReport,
)
from cnclctpa.portal.reporting.quality import rows
from cnclctpa.reading import read_rows
from cnclctpa.reference.models import Organisation
from cnclctpa.wording import said
from plans.models import (
    AnnualPlan,
    Axis,
    Indicator,
    Measurement,
    Plan,
    PlanPartner,
    PlanStatement,
    ProcessParticipation,
    ProcessStep,
    Result,
    StrategicObjective,
    Target,
)

Selection = tuple[QuerySet, Sequence[Any]]


def read(plan: Plan, *, on: date) -> Mapping[str, list[list]]:
    """Rows of JSON by the name of what they tell."""
    chosen = selections(plan, on=on)
    return dict(zip(chosen, read_rows(*chosen.values()), strict=True))


def selections(plan: Plan, *, on: date) -> dict[str, Selection]:
    return {
        **of_plan(plan),
        **of_framework(plan),
        **of_indicators(plan, on=on),
        **of_activities(plan, on=on),
        **of_money(plan, on=on),
        "organisations": (
            Organisation.objects.filter(
                Q(pk__in=Activity.objects.of(plan).order_by().values("lead"))
                | Q(pk__in=Indicator.objects.of(plan).order_by().values("responsible"))
            ),
            fields(rows.OrganisationRow),
        ),
    }


def fields(kind: type, **instead: Any) -> list[Any]:
    """The columns of a tuple, in its order; ``instead`` gives those that are computed."""
    return [instead.get(name, name) for name in kind._fields if name != "plan"]  # type: ignore[attr-defined]


def has(condition: Q) -> Case:
    """One or zero, which both databases write alike in JSON."""
    return Case(When(condition, then=Value(1)), default=Value(0))


def of_plan(plan: Plan) -> dict[str, Selection]:
    return {
        "sources": (Plan.sources.through.objects.filter(plan=plan), ["source"]),
        "partners": (PlanPartner.objects.filter(plan=plan), ["organisation"]),
        "statements": (
            PlanStatement.objects.filter(plan=plan),
            fields(rows.StatementRow, has_reason=has(said("reason_fr"))),
        ),
        "steps": (ProcessStep.objects.filter(plan=plan), fields(rows.ProcessRow)),
        "participants": (ProcessParticipation.objects.filter(step__plan=plan), fields(rows.ParticipantRow)),
        "annual_plans": (AnnualPlan.objects.filter(plan=plan), fields(rows.AnnualPlanRow)),
    }


def of_framework(plan: Plan) -> dict[str, Selection]:
    return {
        "axes": (Axis.objects.of(plan), fields(rows.AxisRow)),
        "objectives": (StrategicObjective.objects.filter(plan=plan), fields(rows.ObjectiveRow)),
        "results": (Result.objects.filter(objective__plan=plan), fields(rows.ResultRow)),
    }


def of_indicators(plan: Plan, *, on: date) -> dict[str, Selection]:
    """Values that a later one corrects are not read."""
    return {
        "indicators": (
            Indicator.objects.of(plan).present(on),
            fields(
                rows.IndicatorRow,
                has_definition=has(said("definition_fr")),
                has_means=has(said("means_of_verification_fr")),
            ),
        ),
        "targets": (Target.objects.filter(indicator__plan=plan), fields(rows.TargetRow)),
        "measurements": (
            Measurement.objects.current().filter(indicator__plan=plan),
            fields(rows.MeasurementRow, is_validated=has(Q(validated_at__isnull=False))),
        ),
    }


def of_activities(plan: Plan, *, on: date) -> dict[str, Selection]:
    report = ProgressReport.objects.filter(activity=OuterRef("activity"), campaign=OuterRef("campaign"))
    expected = Expectation.objects.filter(campaign__plan=plan, campaign__opens_on__lte=on)
    campaign = {
        name: f"campaign__{name}" for name in ("starts_on", "ends_on", "opens_on", "due_on", "closes_on")
    }
    return {
        "activities": (Activity.objects.of(plan).present(on), fields(rows.ActivityRow)),
        "places": (Activity.regions.through.objects.filter(activity__plan=plan), ["activity"]),
        "milestones": (Milestone.objects.filter(activity__plan=plan), fields(rows.MilestoneRow)),
        "postponements": (Postponement.objects.filter(activity__plan=plan), fields(rows.PostponementRow)),
        "reports": (
            ProgressReport.objects.validated().filter(activity__plan=plan),
            fields(rows.ReportRow, campaign="campaign__slug"),
        ),
        "campaigns": (Campaign.objects.filter(plan=plan), fields(rows.CampaignRow)),
        "expected": (
            expected.annotate(report_state=Subquery(report.values("state")[:1])),
            fields(rows.ExpectedRow, campaign="campaign__slug", state="report_state", **campaign),
        ),
    }


def of_money(plan: Plan, *, on: date) -> dict[str, Selection]:
    """What counts on the day; budget lines have no date."""
    steps = last_steps(on).filter(funding__activity__plan=plan)
    return {
        "planned": (
            BudgetLine.objects.filter(activity__plan=plan),
            ["activity", "year", Value("planned"), "amount"],
        ),
        "spent": (
            Expense.objects.filter(activity__plan=plan, on__lte=on),
            ["activity", "year", Value("spent"), "amount"],
        ),
        "funded": (steps, ["funding__activity", "funding", "stage", "amount"]),
    }
