"""A plan whose protected counts are secrets that a test may change, and every page of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from html import unescape
from random import Random

from django.core.cache import caches
from django.db.models import Model

from activities.choices import ActivityKind, AgeGroup, Sex, TargetGroup
from activities.reached import protected_figures
from plans.choices import Basis, Direction, IndicatorKind, OverTime, PublicationKind
from plans.models import Indicator, Plan, Publication
from tests.exports.reading import as_text
from tests.factories.activities import ActivityFactory
from tests.factories.indicators import (
    CategoryFactory,
    DimensionFactory,
    IndicatorFactory,
    MeasurementFactory,
    MeasurementPartFactory,
    TargetFactory,
)
from tests.factories.money import BudgetLineFactory, ExpenseFactory
from tests.factories.plans import AxisFactory, PlanFactory, ResultFactory, StrategicObjectiveFactory
from tests.factories.publications import PublicationFactory
from tests.factories.reference import OrganisationFactory, RegionFactory
from tests.factories.reports import (
    CampaignFactory,
    ExpectationFactory,
    IndicatorAnswerFactory,
    PeopleReachedFactory,
    ProgressReportFactory,
)

LINK = re.compile(r'\bhref="([^"]*)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
VALIDATED = {"validated_at": datetime(2025, 1, 20, tzinfo=UTC)}


@dataclass
class Planted:
    """``secrets`` are the columns that hold a protected count: the row and the name of the column."""

    plan: Plan
    police: Model
    secrets: list[tuple[Model, str]] = field(default_factory=list)

    def keep(self, row: Model, *columns: str) -> Model:
        self.secrets += [(row, column) for column in columns]
        return row

    def plant(self, values: Iterable[int]) -> None:
        """Change every secret, and nothing else; what was remembered of the former ones is forgotten."""
        for (row, column), value in zip(self.secrets, values, strict=False):
            is_words = column == "words"
            more = {"numerator": Decimal(value)} if column == "denominator" else {}
            told = f"{value} victimes" if is_words else value + (1 if column == "denominator" else 0)
            type(row)._base_manager.filter(pk=row.pk).update(**{column: told}, **more)
        for cache in caches.all():
            cache.clear()

    def publish(self, year: int) -> Publication:
        return PublicationFactory(
            plan=self.plan,
            kind=PublicationKind.PROTECTED_FIGURES,
            year=year,
            content=protected_figures(self.plan, year),
            approved=True,
        )


#: Counts from 0 to 10, and much larger ones that no page would hold by chance.
COUNTS = (*range(11), 7_389, 64_731)


def few(dataset: int) -> Iterator[int]:
    """The counts of a data set: none is that of another data set at the same place."""
    chance = Random(0)
    while True:
        yield COUNTS[(chance.randrange(len(COUNTS)) + dataset) % len(COUNTS)]


def planted() -> Planted:
    plan = PlanFactory(
        published=True, slug="2023-2027", starts_on=date(2023, 1, 1), ends_on=date(2027, 12, 31)
    )
    axis = AxisFactory(plan=plan, position=1, title_fr="Protection")
    objective = StrategicObjectiveFactory(plan=plan, axis=axis, code="1.1", title_fr="Protéger")
    result = ResultFactory(objective=objective, code="1.1.1")
    found = Planted(plan, OrganisationFactory(slug="police", name_fr="Police"))
    _indicators(found, objective, result)
    _activities(found, objective, result)
    found.plant(few(0))
    return found


def _indicators(found: Planted, objective, result) -> None:
    regions = [RegionFactory(slug=f"region-{letter}", name=letter) for letter in ("Kayes", "Gao")]
    sex = DimensionFactory(slug="sex", name_fr="sexe")
    categories = [CategoryFactory(dimension=sex, slug=slug, name_fr=slug) for slug in ("femmes", "hommes")]
    kinds = {
        "S": {"over_time": OverTime.SUM, "target_basis": Basis.OF_THE_YEAR, "is_headline": True},
        "L": {"over_time": OverTime.LATEST, "direction": Direction.DECREASE, "is_headline": True},
        "C": {"over_time": OverTime.SUM, "target_basis": Basis.CUMULATIVE},
    }
    for code, fields in kinds.items():
        one = _protected(found, code, objective=objective, baseline=20, **fields)
        found.keep(one, "baseline")
        one.dimensions.add(sex)
        for year in (2023, 2024):
            for region in regions:
                row = found.keep(_measured(one, year, region=region, value=12), "value")
                for category in categories:
                    found.keep(MeasurementPartFactory(measurement=row, category=category, value=3), "value")
        former = found.keep(_measured(one, 2025, value=5), "value")
        found.keep(
            _measured(one, 2025, value=6, supersedes=former, correction_reason="Double compte."), "value"
        )
        # Awaiting validation.
        found.keep(_measured(one, 2022, value=4, validated_at=None), "value")
    ratio = _protected(
        found, "P", result=result, kind=IndicatorKind.PERCENTAGE, baseline=10, is_headline=True
    )
    found.keep(ratio, "baseline")
    found.keep(_measured(ratio, 2024, value=None, numerator=40, denominator=60), "denominator")
    words = _protected(found, "W", result=result, kind=IndicatorKind.TEXT)
    found.keep(_measured(words, 2024, value=None, words="Trois victimes"), "words")
    public = IndicatorFactory(objective=objective, code="O", baseline=0, responsible=found.police)
    TargetFactory(indicator=public, year=2025, value=100)
    _measured(public, 2024, value=55)


def _protected(found: Planted, code: str, **fields) -> Indicator:
    one = IndicatorFactory(code=code, is_protected=True, responsible=found.police, **fields)
    for year, value in ((2023, 25), (2024, 30), (2025, 40), (2027, 90)):
        TargetFactory(indicator=one, year=year, value=value)
    return one


def _measured(indicator: Indicator, year: int, **fields):
    period = {"starts_on": date(year, 1, 1), "ends_on": date(year, 12, 31)}
    return MeasurementFactory(indicator=indicator, **period, **{**VALIDATED, **fields})


def _activities(found: Planted, objective, result) -> None:
    plan, lead = found.plan, {"lead": found.police}
    campaign = CampaignFactory(plan=plan, slug="2024")
    care = ActivityFactory(objective=objective, code="A1", kind=ActivityKind.VICTIM_CARE, dated=True, **lead)
    victims = ActivityFactory(result=result, code="A2", target_group=TargetGroup.VICTIMS, dated=True, **lead)
    training = ActivityFactory(result=result, code="A3", kind=ActivityKind.TRAINING, dated=True, **lead)
    for activity in (care, victims, training):
        ExpectationFactory(campaign=campaign, activity=activity, organisation=found.police)
        BudgetLineFactory(activity=activity)
        ExpenseFactory(activity=activity)
        report = ProgressReportFactory(activity=activity, campaign=campaign, validated=True)
        for sex in (Sex.WOMEN, Sex.MEN):
            for age in (AgeGroup.ADULT, AgeGroup.CHILD):
                row = PeopleReachedFactory(report=report, sex=sex, age_group=age, count=15)
                if activity is not training:
                    found.keep(row, "count")
        answered = plan.indicators.get(code="S")
        found.keep(IndicatorAnswerFactory(report=report, indicator=answered, value=7), "value")


def everything(client, start: str) -> dict[str, str]:
    """Every page that links lead to from ``start`` and that belongs to its plan; lists are read whole."""
    waiting, pages = [start], {}
    while waiting:
        address = waiting.pop()
        if address not in pages:
            pages[address] = read(client, address)
            links = {unescape(link).partition("#")[0] for link in LINK.findall(pages[address])}
            waiting += sorted(link for link in links if link.startswith(start) and "?" not in link)
    return pages


def read(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    # A list as a file is read by its cells.
    if not response.headers["Content-Type"].startswith("text/html"):
        return as_text(response)
    return TOKEN.sub("", response.content.decode())
