"""What is known of a plan on a day, for its dashboard: one query for the rows, one for what was published."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar, cast

from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast, Left

from activities.budget import Line
from activities.choices import OutcomeKind
from activities.following import Followed, follow
from activities.ledger import last_steps
from activities.models import (
    Activity,
    BudgetLine,
    Campaign,
    Expense,
    Milestone,
    Outcome,
    Postponement,
    ProgressReport,
)
from activities.rollup import Assessed, assess
from cnclctpa.portal.reporting.dashboard import rows
from cnclctpa.portal.reporting.structure import AXIS
from cnclctpa.reading import read_rows
from cnclctpa.reference.models import Organisation, Region
from evaluation.models import Recommendation
from plans.achievement import Goal
from plans.confidence import Opinion, Opinions, Place, as_opinion
from plans.confidence import told as told_to
from plans.measuring import Measured, measure
from plans.models import Axis, Confidence, Indicator, Measurement, Plan, Target
from plans.protected import published_figures
from plans.readers import Reader

#: What workshops ask for, and what this plan can therefore answer.
ASKED = (OutcomeKind.RECOMMENDATION, OutcomeKind.DECISION)
#: As much of a text as a page shows of it.
EXCERPT = 200
FRANCS = Sum(Cast("amount", BigIntegerField()))

Part = TypeVar("Part")


@dataclass(frozen=True)
class Known:
    """An activity with its dated facts, and where it stands on the day."""

    row: rows.ActivityRow
    followed: Followed
    assessed: Assessed


@dataclass(frozen=True)
class Gathered:
    """``activities`` holds all those of the plan, ``present`` those that count on the day."""

    plan: Plan
    on: date
    axes: tuple[rows.AxisRow, ...]
    activities: tuple[Known, ...]
    indicators: tuple[Measured, ...]
    measurements: Mapping[int, list[rows.MeasurementRow]]
    campaigns: tuple[rows.CampaignRow, ...]
    lines: tuple[Line, ...]
    outcomes: tuple[rows.OutcomeRow, ...]
    places: tuple[rows.PlaceRow, ...]
    regions: Mapping[int, rows.RegionRow]
    leads: Mapping[int, rows.LeadRow]
    opinions: Opinions

    @property
    def present(self) -> list[Known]:
        return [one for one in self.activities if one.assessed.is_present]


def gather(plan: Plan, *, on: date, reader: Reader) -> Gathered:
    chosen = selections(plan, on=on)
    found = dict(zip(chosen, read_rows(*chosen.values()), strict=True))
    return gathered(plan, found, on=on, reader=reader)


def gathered(plan: Plan, found: Mapping[str, list[list]], *, on: date, reader: Reader) -> Gathered:
    """The rows of `selections`, or of a part of them, once read; one query for what was published."""
    activities = tuple(_activities(plan, found, on=on))
    measurements = _by(rows.typed(rows.MeasurementRow, found["measurements"]), "indicator_id")
    counted = {one.row.pk for one in activities if one.assessed.is_present}
    return Gathered(
        plan=plan,
        on=on,
        axes=tuple(sorted(rows.typed(rows.AxisRow, found["axes"]), key=lambda one: one.position)),
        activities=activities,
        indicators=tuple(_indicators(plan, found, measurements, on=on, reader=reader)),
        measurements=measurements,
        campaigns=tuple(sorted(rows.typed(rows.CampaignRow, found["campaigns"]))),
        lines=tuple(_lines([*found["planned"], *found["steps"], *found["spent"]], counted)),
        outcomes=tuple(rows.typed(rows.OutcomeRow, found["outcomes"])),
        places=tuple(one for one in rows.typed(rows.PlaceRow, found["places"]) if one.activity_id in counted),
        regions={one.pk: one for one in rows.typed(rows.RegionRow, found["regions"])},
        leads={one.pk: one for one in rows.typed(rows.LeadRow, found["leads"])},
        opinions=_opinions(rows.typed(rows.OpinionRow, found["opinions"]), reader),
    )


def _opinions(found: Iterable[rows.OpinionRow], reader: Reader) -> Opinions:
    by_axis: dict[Place, list[Opinion]] = defaultdict(list)
    for one in sorted(found, reverse=True):
        by_axis["axis", one.position].append(as_opinion(one))
    return Opinions({place: told_to(opinions, reader) for place, opinions in by_axis.items()})


def _activities(plan: Plan, found: Mapping[str, list[list]], *, on: date) -> Iterable[Known]:
    milestones = _by(rows.typed(rows.MilestoneRow, found["milestones"]), "activity_id")
    postponements = _by(rows.typed(rows.PostponementRow, found["postponements"]), "activity_id")
    reports = _by(rows.typed(rows.ReportRow, found["reports"]), "activity_id")
    for row in rows.typed(rows.ActivityRow, found["activities"], plan):
        followed = follow(
            cast(Activity, row),
            milestones=cast(Any, milestones.get(row.pk, ())),
            postponements=cast(Any, sorted(postponements.get(row.pk, ()), key=lambda one: one.decided_on)),
            reports=cast(Any, sorted(reports.get(row.pk, ()), key=lambda one: (one.ends_on, one.pk))),
        )
        yield Known(row, followed, assess(followed.weighed, on=on))


def _indicators(
    plan: Plan,
    found: Mapping[str, list[list]],
    measurements: Mapping[int, list[rows.MeasurementRow]],
    *,
    on: date,
    reader: Reader,
) -> Iterable[Measured]:
    figures = published_figures(plan)
    targets = _by(rows.typed(rows.TargetRow, found["targets"]), "indicator_id")
    for row in rows.typed(rows.IndicatorRow, found["indicators"]):
        goals = sorted(targets.get(row.pk, ()), key=lambda one: one.year)
        yield measure(
            cast(Indicator, row),
            [Goal(one.year, one.value) for one in goals],
            cast(Any, sorted(measurements.get(row.pk, ()), key=lambda one: (one.ends_on, one.starts_on))),
            on=on,
            reader=reader,
            figures=figures,
        )


def _lines(amounts: Iterable[list], counted: set[int]) -> Iterable[Line]:
    """One line an activity and a year, of the activities that count on the day."""
    by_grain: dict[tuple[int, int], dict[str, Decimal]] = defaultdict(dict)
    for activity, year, name, amount in amounts:
        if activity in counted:
            by_grain[activity, year][name] = Decimal(amount)
    for (activity, year), told in by_grain.items():
        yield Line(activity, year, **told)


def _by(parts: Iterable[Part], name: str) -> dict[int, list[Part]]:
    found: dict[int, list[Part]] = defaultdict(list)
    for one in parts:
        found[getattr(one, name)].append(one)
    return found


# What is read of each table: its rows, and the values in the order of the tuple that receives them.

Selection = tuple[QuerySet, Sequence[Any]]


def selections(plan: Plan, *, on: date) -> dict[str, Selection]:
    """The rows of a plan by the name of what they tell."""
    return {
        "axes": (Axis.objects.of(plan), _named(rows.AxisRow)),
        "activities": (
            Activity.objects.of(plan).annotate(on_axis=AXIS),
            _named(rows.ActivityRow, axis="on_axis")[: -len(("plan",))],
        ),
        "milestones": (Milestone.objects.filter(activity__plan=plan), _named(rows.MilestoneRow)),
        "postponements": (Postponement.objects.filter(activity__plan=plan), _named(rows.PostponementRow)),
        "reports": (
            ProgressReport.objects.validated().filter(activity__plan=plan),
            _named(rows.ReportRow, campaign="campaign__slug"),
        ),
        "campaigns": (Campaign.objects.filter(plan=plan), _named(rows.CampaignRow)),
        "places": (Activity.regions.through.objects.filter(activity__plan=plan), _named(rows.PlaceRow)),
        "regions": (
            Region.objects.filter(
                pk__in=Activity.regions.through.objects.filter(activity__plan=plan).values("region")
            ),
            _named(rows.RegionRow),
        ),
        "leads": (
            Organisation.objects.filter(pk__in=Activity.objects.of(plan).order_by().values("lead")),
            _named(rows.LeadRow),
        ),
        **_money(plan, on=on),
        **_results(plan, on=on),
        "outcomes": (_asked_of(plan), _named(rows.OutcomeRow)),
        "opinions": (
            Confidence.objects.filter(axis__plan=plan, rated_on__lte=on),
            _named(rows.OpinionRow, position="axis__position"),
        ),
    }


def _money(plan: Plan, *, on: date) -> dict[str, Selection]:
    """Amounts added up by activity and year, as `activities.ledger` does; budget lines have no date."""
    of_their_year: dict[str, QuerySet[Any]] = {
        "planned": BudgetLine.objects.filter(activity__plan=plan),
        "spent": Expense.objects.filter(activity__plan=plan, on__lte=on),
    }
    steps = last_steps(on).filter(funding__activity__plan=plan)
    grain = ("funding__activity", "funding__year", "stage")
    return {
        **{
            name: (
                chosen.values("activity", "year").annotate(total=FRANCS),
                ["activity", "year", Value(name), "total"],
            )
            for name, chosen in of_their_year.items()
        },
        "steps": (steps.values(*grain).annotate(total=FRANCS), [*grain, "total"]),
    }


def _results(plan: Plan, *, on: date) -> dict[str, Selection]:
    measurements = Measurement.objects.current().validated().by(on).filter(indicator__plan=plan)
    return {
        "indicators": (
            Indicator.objects.of(plan).present(on).annotate(on_axis=AXIS),
            _named(rows.IndicatorRow, axis="on_axis"),
        ),
        "targets": (Target.objects.filter(indicator__plan=plan), _named(rows.TargetRow)),
        "measurements": (
            measurements.annotate(excerpt=Left("words", EXCERPT)),
            _named(rows.MeasurementRow, words="excerpt"),
        ),
    }


def _asked_of(plan: Plan) -> QuerySet[Outcome]:
    """What the workshops of the former plan asked for, and whether this plan answers; all may read it."""
    former = plan.predecessor if plan.predecessor and plan.predecessor.is_published else None
    asked = Q(kind__in=ASKED) | Exists(Recommendation.objects.filter(outcome=OuterRef("pk")))
    outcomes = Outcome.objects.filter(asked, workshop__plan=former) if former else Outcome.objects.none()
    answers = Outcome.axes.through.objects.filter(outcome=OuterRef("pk"), axis__plan=plan)
    return outcomes.annotate(is_answered=Exists(answers))


def _named(kind: Any, **others: str) -> list[str]:
    """The fields of the model that fill a tuple; those that bear another name are given."""
    return [others.get(name, name) for name in kind._fields]
