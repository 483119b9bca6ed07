"""Plans made at random, the same for one seed: the awkward cases of the calculation turn up in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

from activities.choices import (
    ActivityKind,
    BudgetCategory,
    DelayCause,
    FundingStage,
    OutcomeKind,
    OutcomeStatus,
    ReportedStatus,
    ReportState,
)
from activities.models import (
    Activity,
    BudgetLine,
    Expense,
    Funding,
    FundingStep,
    Milestone,
    Postponement,
    ProgressReport,
)
from cnclctpa.reference.models import Region
from plans.choices import Basis, Direction, OverTime, Pillar
from plans.models import Indicator, Measurement, Plan, Target
from tests.factories.activities import OutcomeFactory, WorkshopFactory
from tests.factories.plans import AxisFactory, PlanFactory, StrategicObjectiveFactory
from tests.factories.reference import OrganisationFactory, RegionFactory

LARGEST = 10**12
INSTANT = datetime(2023, 1, 1, tzinfo=UTC)
UNSAID = ""


@dataclass(frozen=True)
class Made:
    """A plan with the days on which to look at it."""

    plan: Plan
    days: tuple[date, ...]


class Maker:
    """Rows are written together, beside the trail: nobody answers for them."""

    def __init__(self, seed: int, *, activities: int | None = None):
        self.random = Random(seed)
        self.seed = seed
        self.number = self.random.randrange(14, 30) if activities is None else activities
        self.starts_on = date(2023, 1, 1) + timedelta(days=self.random.randrange(0, 300))
        length = 0 if seed % 7 == 0 else self.random.randrange(200, 1100)
        self.ends_on = self.starts_on + timedelta(days=length)

    def make(self) -> Made:
        former = PlanFactory(published=self.seed % 5 != 0, slug=f"former-{self.seed}")
        self.plan = PlanFactory(
            published=True, slug=f"random-{self.seed}", starts_on=self.starts_on, ends_on=self.ends_on,
            predecessor=None if self.seed % 6 == 0 else former,
        )  # fmt: skip
        pillars = [*Pillar.values, Pillar.PREVENTION]
        self.axes = [
            AxisFactory(plan=self.plan, position=place, pillar=pillar)
            for place, pillar in enumerate(pillars, start=1)
        ]
        # The last axis stays empty, and one objective stands under none.
        self.objectives = [
            StrategicObjectiveFactory(plan=self.plan, axis=axis)
            for axis in [*self.axes[:4], *self.axes[:2], None]
        ]
        self.regions = RegionFactory.create_batch(4)
        self.funder = OrganisationFactory()
        self.activities = Activity.objects.bulk_create(self._activities())
        self._facts()
        self._money()
        self._indicators()
        self._outcomes(former)
        last = self.ends_on + timedelta(days=40)
        return Made(self.plan, (self._day(), self._day(), self.ends_on, last))

    def _day(self, before: int = 40, after: int = 60) -> date:
        span = (self.ends_on - self.starts_on).days
        return self.starts_on + timedelta(days=self.random.randrange(-before, span + after))

    def _perhaps(self, value, chance: float = 0.5):
        return value if self.random.random() < chance else None

    def _ordered(self) -> tuple[date, date]:
        first, last = sorted((self._day(), self._day()))
        return first, last

    def _weight(self) -> Decimal:
        if self.seed % 4 == 0:
            return Decimal(0)
        return Decimal(self.random.choice(["0", "1", "1", "1", "2", "0.5", "3.25"]))

    def _activities(self) -> Iterator[Activity]:
        for number in range(self.number):
            first, last = self._ordered()
            added, withdrawn = self._ordered()
            is_withdrawn = self.random.random() < 0.1
            yield Activity(
                plan=self.plan,
                objective=self.random.choice(self.objectives),
                code=f"9.{number + 1}",
                position=number,
                title_fr=f"Activité {number + 1}",
                kind=self.random.choice(ActivityKind.values),
                weight=self._weight(),
                original_starts_on=self._perhaps(first, 0.9),
                original_ends_on=self._perhaps(last, 0.9),
                added_on=self._perhaps(added, 0.15),
                withdrawn_on=withdrawn if is_withdrawn else None,
                withdrawn_reason="Reprise par une autre." if is_withdrawn else "",
                forecast_on=self._perhaps(last + timedelta(days=90), 0.3),
                blocking_cause=self.random.choice([UNSAID, UNSAID, *DelayCause.values]),
                sort_text="", search_text="",
            )  # fmt: skip

    def _facts(self) -> None:
        milestones, postponements, reports, places = [], [], [], []
        for activity in self.activities:
            milestones += [
                Milestone(
                    activity=activity,
                    title_fr="Jalon",
                    weight=self._weight(),
                    done_on=self._perhaps(self._day()),
                )
                for _ in range(self.random.choice([0, 0, 0, 1, 3]))
            ]
            decided = {self._day() for _ in range(self.random.choice([0, 0, 1, 2]))}
            postponements += [self._postponement(activity, day) for day in sorted(decided)]
            periods = [self._ordered() for _ in range(2)]
            reports += [
                self._report(activity, *self.random.choice([*periods, self._ordered()]))
                for _ in range(self.random.choice([0, 1, 2, 4]))
            ]
            chosen = self.random.sample(self.regions, self.random.choice([0, 0, 1, 3]))
            places += [(activity, region) for region in chosen]
        Milestone.objects.bulk_create(milestones)
        Postponement.objects.bulk_create(postponements)
        ProgressReport.objects.bulk_create(reports)
        through = Activity.regions.through
        through.objects.bulk_create(through(activity=activity, region=region) for activity, region in places)

    def _postponement(self, activity: Activity, decided_on: date) -> Postponement:
        first, last = self._ordered()
        return Postponement(
            activity=activity, decided_on=decided_on, starts_on=self._perhaps(first, 0.4), ends_on=last,
            cause=self.random.choice(DelayCause.values),
        )  # fmt: skip

    def _report(self, activity: Activity, first: date, last: date) -> ProgressReport:
        """Several may be about the same period."""
        status = self.random.choice(
            [
                ReportedStatus.UNDER_WAY,
                ReportedStatus.UNDER_WAY,
                ReportedStatus.UNDER_WAY,
                *ReportedStatus.values,
            ]
        )
        needs_share = status in (ReportedStatus.UNDER_WAY, ReportedStatus.SUSPENDED)
        share = Decimal(self.random.randrange(0, 401)) / 4
        return ProgressReport(
            activity=activity, starts_on=first, ends_on=last, status=status,
            state=self.random.choice([ReportState.VALIDATED] * 4 + [ReportState.SUBMITTED]),
            percentage=share if needs_share else self._perhaps(share, 0.3),
            begun_on=self._perhaps(self._day(), 0.3),
            happened_on=None if status == ReportedStatus.UNDER_WAY else self._perhaps(self._day(), 0.5),
            cause=self.random.choice([UNSAID, UNSAID, *DelayCause.values]),
            decided_at=datetime.combine(self._day(), datetime.min.time(), UTC),
        )  # fmt: skip

    def _money(self) -> None:
        lines, fundings, steps, expenses = [], [], [], []
        for activity in self.activities:
            for year in self.random.sample([2023, 2024, 2025], self.random.choice([0, 1, 2])):
                categories = self.random.sample(BudgetCategory.values, self.random.choice([0, 1, 2]))
                lines += [
                    BudgetLine(activity=activity, year=year, category=one, amount=self._amount())
                    for one in categories
                ]
                fundings.append(Funding(activity=activity, funder=self.funder, year=year, is_public=True))
                expenses += [
                    Expense(activity=activity, on=self._day(), year=year, amount=self._amount() + 1)
                    for _ in range(self.random.choice([0, 0, 1, 2]))
                ]
        for funding in Funding.objects.bulk_create(fundings):
            for stage in self.random.sample(FundingStage.values, self.random.choice([0, 1, 3])):
                days = {self._day() for _ in range(self.random.choice([1, 2]))}
                steps += [
                    FundingStep(funding=funding, stage=stage, on=day, amount=self._amount()) for day in days
                ]
        BudgetLine.objects.bulk_create(lines)
        FundingStep.objects.bulk_create(steps)
        Expense.objects.bulk_create(expenses)

    def _amount(self) -> int:
        return self.random.choice([0, 1, self.random.randrange(10**6, 10**9), LARGEST])

    def _indicators(self) -> None:
        indicators = Indicator.objects.bulk_create(self._sheets())
        targets, measurements = [], []
        for indicator in indicators:
            for year in self.random.sample([2023, 2024, 2025, 2026], self.random.choice([0, 1, 3])):
                value = indicator.baseline if self.random.random() < 0.2 else self._value()
                targets.append(Target(indicator=indicator, year=year, value=value or 0))
            measurements += list(self._measurements(indicator))
        Target.objects.bulk_create(targets)
        made = Measurement.objects.bulk_create(measurements)
        Measurement.objects.bulk_create(list(self._corrections(made)))

    def _value(self) -> Decimal:
        return Decimal(self.random.randrange(-20, 400)) / 4

    def _sheets(self) -> Iterator[Indicator]:
        for number in range(8):
            first, last = self._ordered()
            yield Indicator(
                plan=self.plan,
                objective=self.random.choice(self.objectives),
                code=f"I{number + 1}",
                name_fr=f"Indicateur {number + 1}",
                direction=self.random.choice(Direction.values),
                target_basis=self.random.choice(Basis.values),
                over_time=self.random.choice([OverTime.LATEST, OverTime.SUM]),
                baseline=self._perhaps(self._value(), 0.75),
                tolerance=self.random.choice([Decimal(0), Decimal(5)]),
                is_headline=self.random.random() < 0.5,
                is_protected=self.random.random() < 0.2,
                added_on=self._perhaps(first, 0.1),
                withdrawn_on=self._perhaps(last, 0.1),
                search_text="",
            )  # fmt: skip

    def _measurements(self, indicator: Indicator) -> Iterator[Measurement]:
        """Periods of one place never meet: each place has its own month of each quarter."""
        places: list[Region | None] = [None] if self.random.random() < 0.6 else [*self.regions[:2]]
        for place, region in enumerate(places):
            for quarter in self.random.sample(range(12), self.random.choice([0, 1, 3])):
                first = date(2023 + quarter // 4, quarter % 4 * 3 + 1 + place, 1)
                yield Measurement(
                    indicator=indicator, starts_on=first, ends_on=first + timedelta(days=27), region=region,
                    value=self._value(),
                    validated_at=self._perhaps(datetime.combine(self._day(), datetime.min.time(), UTC), 0.85),
                )  # fmt: skip

    def _corrections(self, made: list[Measurement]) -> Iterator[Measurement]:
        for one in made[::6]:
            yield Measurement(
                indicator=one.indicator, starts_on=one.starts_on, ends_on=one.ends_on, region=one.region,
                value=self._value(), supersedes=one, correction_reason="Erreur.", validated_at=INSTANT,
            )  # fmt: skip

    def _outcomes(self, former: Plan) -> None:
        workshop = WorkshopFactory(plan=former)
        for _ in range(self.random.randrange(0, 6)):
            outcome = OutcomeFactory(
                workshop=workshop,
                kind=self.random.choice(OutcomeKind.values),
                status=self.random.choice([OutcomeStatus.UNKNOWN, OutcomeStatus.OPEN, OutcomeStatus.DONE]),
                became_fr="Faite.",
            )
            outcome.axes.set(self.random.sample(self.axes, self.random.choice([0, 1])))


def random_plan(seed: int) -> Made:
    return Maker(seed).make()
