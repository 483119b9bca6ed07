"""What services of plans do, what they refuse and what the trail says of it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from cnclctpa.audit.models import Entry
from plans import services
from plans.choices import IndicatorKind, Pillar, PlanStatus, PublicationKind
from plans.conditions import next_code
from plans.models import (
    AnnualPlan,
    Axis,
    Definition,
    Indicator,
    Measurement,
    Plan,
    Publication,
    Result,
    StrategicObjective,
    Target,
)
from tests.factories.accounts import UserFactory
from tests.factories.indicators import CategoryFactory, IndicatorFactory, MeasurementFactory
from tests.factories.plans import AxisFactory, PlanFactory, ResultFactory, StrategicObjectiveFactory
from tests.factories.publications import PublicationFactory
from tests.factories.reference import RegionFactory, SourceFactory

pytestmark = pytest.mark.django_db
AT = datetime(2024, 5, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _english():
    """Refusals are read as the code writes them."""
    with override("en"):
        yield


def written():
    """What the trail says of the last change: what was done, by whom, why."""
    entry = Entry.objects.latest()
    return entry.verb, entry.actor, entry.reason


def new_plan(**given):
    return Plan(
        **{
            "slug": "p",
            "title_fr": "Plan",
            "starts_on": date(2024, 1, 1),
            "ends_on": date(2026, 12, 31),
            **given,
        }
    )


def first_quarter(indicator, **given):
    return Measurement(
        indicator=indicator,
        **{"starts_on": date(2024, 1, 1), "ends_on": date(2024, 3, 31), "value": 10, **given},
    )


# Plans


def test_create_plan(secretariat):
    plan = services.create_plan(new_plan(predecessor=PlanFactory(starts_on=date(2020, 1, 1))), by=secretariat)
    assert Plan.objects.get(slug="p") == plan
    assert written() == ("plan.created", secretariat, "")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"status": PlanStatus.IN_FORCE}, "A new plan is a draft"),
        ({"ends_on": date(2023, 1, 1)}, "A plan cannot end before it starts"),
        ({"ends_on": date(9999, 12, 31)}, "30 years at most"),
        ({"title_fr": ""}, "."),
    ],
)
def test_create_plan_refuses(secretariat, given, sentence):
    with pytest.raises(ValidationError, match=sentence):
        services.create_plan(new_plan(**given), by=secretariat)
    assert not Plan.objects.exists()


def test_create_plan_refuses_a_predecessor_that_came_later(secretariat):
    with pytest.raises(ValidationError, match="began before this one"):
        services.create_plan(new_plan(predecessor=PlanFactory(starts_on=date(2024, 1, 1))), by=secretariat)


def test_advance_plan(secretariat):
    plan = AxisFactory().plan
    services.advance_plan(plan, to=PlanStatus.ADOPTED, by=secretariat)
    plan.refresh_from_db()
    assert plan.status == PlanStatus.ADOPTED
    assert written() == ("plan.adopted", secretariat, "")


def test_advance_plan_refuses_to_go_back(secretariat):
    plan = AxisFactory(plan__status=PlanStatus.CLOSED).plan
    for status in (PlanStatus.CLOSED, PlanStatus.DRAFT):
        with pytest.raises(ValidationError, match="never back"):
            services.advance_plan(plan, to=status, by=secretariat)


def test_advance_plan_refuses_a_plan_without_an_axis(secretariat):
    with pytest.raises(ValidationError, match="without an axis"):
        services.advance_plan(PlanFactory(), to=PlanStatus.ADOPTED, by=secretariat)


def test_publish_plan(secretariat):
    plan = PlanFactory(sources=[SourceFactory()])
    services.publish_plan(plan, at=AT, by=secretariat)
    plan.refresh_from_db()
    assert plan.published_at == AT
    assert written() == ("plan.published", secretariat, "")
    with pytest.raises(ValidationError, match="already published"):
        services.publish_plan(plan, by=secretariat)


def test_publish_plan_wants_a_source_of_real_plans_only(secretariat):
    with pytest.raises(ValidationError, match="without a source"):
        services.publish_plan(PlanFactory(), by=secretariat)
    assert services.publish_plan(PlanFactory(demonstration=True), by=secretariat).is_published


# Framework


def test_the_framework_is_numbered_as_it_grows(secretariat):
    plan = PlanFactory()
    AxisFactory(plan=plan, position=1)
    axis = services.add_axis(Axis(plan=plan, title_fr="Axe", pillar=Pillar.PREVENTION), by=secretariat)
    StrategicObjectiveFactory(plan=plan, axis=axis, code="2.4", position=1)
    objective = services.add_objective(
        StrategicObjective(plan=plan, axis=axis, title_fr="Objectif"), by=secretariat
    )
    result = services.add_result(
        Result(objective=objective, level="output", title_fr="Résultat"), by=secretariat
    )
    indicators = [
        services.add_indicator(Indicator(plan=plan, name_fr="Indicateur", **of), by=secretariat)
        for of in ({"result": result}, {"result": result}, {"objective": objective})
    ]
    assert (axis.position, objective.code, result.code) == (2, "2.5", "2.5.1")
    assert [one.code for one in indicators] == ["I2.5.1.1", "I2.5.1.2", "I2.5.1"]
    assert (objective.position, [one.position for one in indicators]) == (2, [1, 2, 1])
    assert list(Entry.objects.order_by("position").values_list("verb", flat=True))[-5:] == [
        "objective.added",
        "result.added",
        *["indicator.added"] * 3,
    ]


def test_a_code_that_is_given_is_kept(secretariat):
    axis = AxisFactory()
    objective = StrategicObjective(plan=axis.plan, axis=axis, code="OS-3", title_fr="Objectif")
    assert services.add_objective(objective, by=secretariat).code == "OS-3"


def test_an_objective_without_an_axis_wants_its_code(secretariat):
    with pytest.raises(ValidationError):
        services.add_objective(StrategicObjective(plan=PlanFactory(), title_fr="Objectif"), by=secretariat)


@pytest.mark.parametrize(
    ("codes", "following"),
    [([], "1.1"), (["1.1", "1.4", "2.9"], "1.5"), (["1.1.7", "1.a3", "1.2"], "1.3")],
)
def test_next_code_leaves_the_gaps_of_what_was_withdrawn(codes, following):
    assert next_code("1.", codes) == following


def test_nothing_is_added_to_a_plan_that_is_over(secretariat):
    objective = StrategicObjectiveFactory(plan__status=PlanStatus.EVALUATED)
    plan, axis = objective.plan, objective.axis
    additions = [
        lambda: services.add_axis(Axis(plan=plan, title_fr="Axe"), by=secretariat),
        lambda: services.add_objective(StrategicObjective(plan=plan, axis=axis), by=secretariat),
        lambda: services.add_result(Result(objective=objective), by=secretariat),
        lambda: services.add_indicator(Indicator(plan=plan, objective=objective), by=secretariat),
    ]
    for add in additions:
        with pytest.raises(ValidationError, match="This plan is over"):
            add()


def test_parts_of_another_plan_are_refused(secretariat):
    plan, other = PlanFactory(), ResultFactory()
    with pytest.raises(ValidationError, match="This axis is of another plan"):
        services.add_objective(
            StrategicObjective(plan=plan, axis=AxisFactory(), title_fr="Former"), by=secretariat
        )
    with pytest.raises(ValidationError, match="This objective is of another plan"):
        services.add_indicator(Indicator(plan=plan, objective=other.objective), by=secretariat)
    with pytest.raises(ValidationError, match="This result is of another plan"):
        services.add_indicator(Indicator(plan=plan, result=other), by=secretariat)
    with pytest.raises(ValidationError, match="which objective or which result"):
        services.add_indicator(Indicator(plan=plan), by=secretariat)


def test_add_annual_plan(secretariat):
    plan = PlanFactory()
    services.add_annual_plan(AnnualPlan(plan=plan, year=2024, budget=5), by=secretariat)
    assert plan.annual_plans.get().budget == 5
    with pytest.raises(ValidationError, match=r"2030 is not a year of this plan \(2023-2027\)"):
        services.add_annual_plan(AnnualPlan(plan=plan, year=2030), by=secretariat)


# Indicators


def test_add_indicator_with_its_sheet(secretariat):
    objective, category = StrategicObjectiveFactory(), CategoryFactory()
    indicator = services.add_indicator(
        Indicator(plan=objective.plan, objective=objective, name_fr="Personnes formées"),
        targets={2025: Decimal(20), 2024: Decimal(10)},
        definitions=[Definition(from_year=2025, text_fr="Formées deux jours au moins")],
        dimensions=[category.dimension],
        by=secretariat,
    )
    assert list(indicator.targets.values_list("year", "value")) == [(2024, 10), (2025, 20)]
    assert indicator.definitions.get().from_year == 2025
    assert indicator.dimensions.get() == category.dimension


def test_add_indicator_refuses_what_contradicts_it(secretariat):
    objective = StrategicObjectiveFactory(plan__status=PlanStatus.IN_FORCE)
    of = {"plan": objective.plan, "objective": objective, "name_fr": "Indicateur"}
    with pytest.raises(ValidationError, match="on which day this was added"):
        services.add_indicator(Indicator(**of), by=secretariat)
    of["added_on"] = date(2024, 5, 1)
    with pytest.raises(ValidationError, match="no target in figures"):
        services.add_indicator(Indicator(kind=IndicatorKind.TEXT, **of), targets={2024: 1}, by=secretariat)
    with pytest.raises(ValidationError, match="2031 is not a year"):
        services.add_indicator(Indicator(**of), targets={2031: Decimal(1)}, by=secretariat)
    with pytest.raises(ValidationError, match="continues one of the previous plan"):
        services.add_indicator(Indicator(continues=IndicatorFactory(), **of), by=secretariat)
    assert not Target.objects.exists()
    assert not Indicator.objects.filter(plan=objective.plan).exists()


# Measurements


def test_record_measurement(focal_point):
    indicator, women = IndicatorFactory(), CategoryFactory()
    indicator.dimensions.add(women.dimension)
    measurement = services.record_measurement(
        first_quarter(indicator), parts={women: Decimal(6)}, sources=[SourceFactory()], by=focal_point
    )
    assert (measurement.recorded_by, measurement.validated_at) == (focal_point, None)
    assert measurement.parts.get().value == 6
    assert measurement.sources.count() == 1
    assert Entry.objects.filter(verb="measurement.recorded", actor=focal_point).count() == 3


@pytest.mark.parametrize(
    ("traits", "given", "sentence"),
    [
        ({"in_words": True}, {"value": 1}, "told in words, not in figures"),
        ({}, {"value": None, "words": "Beaucoup"}, "told in figures, not in words"),
        ({}, {"value": None, "numerator": 1, "denominator": 2}, "Only a percentage"),
        ({"kind": IndicatorKind.YES_NO}, {"value": 2}, "yes .1. or no .0."),
        ({"protected": True}, {"value": Decimal("1.5")}, "whole numbers"),
        ({"protected": True}, {"value": -1}, "whole numbers"),
        (
            {"percentage": True, "is_protected": True},
            {"value": None, "numerator": Decimal("0.5"), "denominator": 2},
            "whole numbers",
        ),
        ({"protected": True}, {"value": Decimal("NaN")}, "must be a decimal number"),
        ({"protected": True}, {"value": Decimal("Infinity")}, "must be a decimal number"),
        ({"protected": True}, {"value": Decimal("1E+30")}, "no more than 18 digits"),
        ({}, {"value": Decimal("99999999999999.9999")}, "15 digits at most"),
        ({}, {"ends_on": date(2023, 1, 1)}, "cannot end before it begins"),
        ({"percentage": True}, {"value": None, "numerator": 1, "denominator": 0}, "greater than zero"),
    ],
)
def test_record_measurement_refuses_another_kind_of_value(focal_point, traits, given, sentence):
    with pytest.raises(ValidationError, match=sentence):
        services.record_measurement(first_quarter(IndicatorFactory(**traits), **given), by=focal_point)
    assert not Measurement.objects.exists()


@pytest.mark.parametrize(
    ("traits", "given"),
    [
        ({"percentage": True}, {"value": None, "numerator": 1, "denominator": 2}),
        ({"in_words": True}, {"value": None, "words": "Engagé"}),
        ({"kind": IndicatorKind.YES_NO}, {"value": 0}),
        ({"protected": True}, {"value": 0}),
    ],
)
def test_record_measurement_accepts_each_kind_of_value(focal_point, traits, given):
    services.record_measurement(first_quarter(IndicatorFactory(**traits), **given), by=focal_point)
    assert Measurement.objects.count() == 1


def test_record_measurement_refuses_parts_that_do_not_fit(focal_point):
    indicator, women = IndicatorFactory(), CategoryFactory()
    with pytest.raises(ValidationError, match="not broken down so"):
        services.record_measurement(first_quarter(indicator), parts={women: Decimal(1)}, by=focal_point)
    indicator.dimensions.add(women.dimension)
    men = CategoryFactory(dimension=women.dimension)
    with pytest.raises(ValidationError, match="more than the whole"):
        services.record_measurement(
            first_quarter(indicator), parts={women: Decimal(6), men: Decimal(5)}, by=focal_point
        )
    with pytest.raises(ValidationError, match="must be a decimal number"):
        services.record_measurement(
            first_quarter(indicator), parts={women: Decimal("NaN"), men: Decimal(5)}, by=focal_point
        )


def test_parts_of_a_protected_count_are_people(focal_point):
    indicator, women = IndicatorFactory(protected=True), CategoryFactory()
    indicator.dimensions.add(women.dimension)
    men = CategoryFactory(dimension=women.dimension)
    with pytest.raises(ValidationError, match="whole numbers"):
        services.record_measurement(
            first_quarter(indicator), parts={women: Decimal(-5), men: Decimal(12)}, by=focal_point
        )


def test_record_measurement_validates_nothing(focal_point):
    measurement = first_quarter(IndicatorFactory(), validated_at=AT, validated_by=focal_point)
    services.record_measurement(measurement, by=focal_point)
    assert not Measurement.objects.validated().exists()


def test_a_value_is_not_corrected_by_that_of_something_else(focal_point):
    former = MeasurementFactory()
    other = first_quarter(IndicatorFactory(), supersedes=former, correction_reason="Erreur de saisie")
    with pytest.raises(ValidationError, match="the period and the place"):
        services.record_measurement(other, by=focal_point)


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (date(2024, 3, 31), date(2024, 6, 30)),
        (date(2023, 1, 1), date(2024, 1, 1)),
        (date(2024, 2, 1), date(2024, 2, 2)),
    ],
)
def test_record_measurement_refuses_a_day_told_twice(focal_point, starts_on, ends_on):
    indicator = IndicatorFactory()
    services.record_measurement(first_quarter(indicator), by=focal_point)
    with pytest.raises(ValidationError, match="already covers a part of this period"):
        services.record_measurement(
            first_quarter(indicator, starts_on=starts_on, ends_on=ends_on), by=focal_point
        )


def test_record_measurement_accepts_what_touches_without_sharing_a_day(focal_point):
    indicator = IndicatorFactory()
    services.record_measurement(first_quarter(indicator), by=focal_point)
    services.record_measurement(
        first_quarter(indicator, starts_on=date(2024, 4, 1), ends_on=date(2024, 6, 30)), by=focal_point
    )
    services.record_measurement(first_quarter(IndicatorFactory()), by=focal_point)
    assert indicator.measurements.count() == 2


def test_record_measurement_counts_a_region_or_the_country(focal_point):
    indicator, region = IndicatorFactory(), RegionFactory()
    services.record_measurement(first_quarter(indicator, region=region), by=focal_point)
    services.record_measurement(first_quarter(indicator, region=RegionFactory()), by=focal_point)
    with pytest.raises(ValidationError, match="counted twice"):
        services.record_measurement(first_quarter(indicator), by=focal_point)
    other = IndicatorFactory()
    services.record_measurement(first_quarter(other), by=focal_point)
    with pytest.raises(ValidationError, match="counted twice"):
        services.record_measurement(first_quarter(other, region=region), by=focal_point)


def test_validate_measurement(secretariat):
    measurement = MeasurementFactory(validated_at=None)
    services.validate_measurement(measurement, at=AT, by=secretariat)
    measurement.refresh_from_db()
    assert (measurement.validated_at, measurement.validated_by) == (AT, secretariat)
    assert written() == ("measurement.validated", secretariat, "")
    with pytest.raises(ValidationError, match="already validated"):
        services.validate_measurement(measurement, by=secretariat)


@pytest.mark.parametrize("was_validated", [True, False])
def test_correct_measurement_keeps_the_former(secretariat, was_validated):
    former = MeasurementFactory(validated_at=AT if was_validated else None, value=90)
    correction = services.correct_measurement(
        former, Measurement(value=9), reason=" Une ligne lue deux fois. ", at=AT, by=secretariat
    )
    former.refresh_from_db()
    assert (former.value, correction.value, correction.supersedes) == (90, 9, former)
    assert (correction.starts_on, correction.ends_on) == (former.starts_on, former.ends_on)
    assert list(former.indicator.measurements.current()) == [correction]
    assert (correction.validated_at is not None) is was_validated
    assert Entry.objects.filter(verb="measurement.recorded", reason="Une ligne lue deux fois.").exists()


def test_correct_measurement_refuses(secretariat):
    former = MeasurementFactory()
    with pytest.raises(ValidationError, match="Say why"):
        services.correct_measurement(former, Measurement(value=9), reason=" ", by=secretariat)
    services.correct_measurement(former, Measurement(value=9), reason="Erreur", by=secretariat)
    former = Measurement.objects.get(pk=former.pk)
    with pytest.raises(ValidationError, match="correct the correction"):
        services.correct_measurement(former, Measurement(value=8), reason="Encore", by=secretariat)
    with pytest.raises(ValidationError, match="validate the correction"):
        services.validate_measurement(former, by=secretariat)


# Publications


NOTHING = {"year": 2024, "figures": []}


def prepared(secretariat, **given):
    given = {"kind": PublicationKind.PROTECTED_FIGURES, "year": 2024, "content": dict(NOTHING), **given}
    return services.prepare_publication(PlanFactory(), **given, by=secretariat)


def test_a_publication_takes_two_persons(secretariat):
    publication = prepared(secretariat)
    assert publication.digest == services.digest_of({"figures": [], "year": 2024})
    assert not Publication.objects.standing().exists()
    with pytest.raises(ValidationError, match="prepared a publication cannot approve it"):
        services.approve_publication(publication, by=secretariat)
    other = UserFactory(secretariat=True)
    services.approve_publication(publication, by=other)
    assert list(Publication.objects.standing()) == [publication]
    assert written() == ("publication.approved", other, "")
    with pytest.raises(ValidationError, match="already approved"):
        services.approve_publication(publication, by=other)


def test_prepare_publication_refuses_a_year_outside_the_plan(secretariat):
    with pytest.raises(ValidationError, match="2031 is not a year"):
        prepared(secretariat, year=2031)
    with pytest.raises(ValidationError, match="published by year"):
        prepared(secretariat, year=None)


def test_approve_publication_refuses_what_was_altered(secretariat):
    publication = prepared(UserFactory(secretariat=True))
    publication.content["year"] = 2023
    publication.save()
    with pytest.raises(ValidationError, match="no longer as it was prepared"):
        services.approve_publication(publication, by=secretariat)


def test_withdraw_publication(secretariat):
    publication = PublicationFactory(approved=True)
    with pytest.raises(ValidationError, match="Say why"):
        services.withdraw_publication(publication, reason=" ", by=secretariat)
    services.withdraw_publication(publication, reason="Erreur de saisie", by=secretariat)
    publication.refresh_from_db()
    assert publication.withdrawn_reason == "Erreur de saisie"
    assert not Publication.objects.standing().exists()
    assert written() == ("publication.withdrawn", secretariat, "Erreur de saisie")
    with pytest.raises(ValidationError, match="already been withdrawn"):
        services.withdraw_publication(publication, reason="Encore", by=secretariat)


def test_a_withdrawn_publication_is_not_approved(secretariat):
    publication = prepared(UserFactory(secretariat=True))
    services.withdraw_publication(publication, reason="Trop tôt", by=secretariat)
    with pytest.raises(ValidationError, match="has been withdrawn"):
        services.approve_publication(publication, by=secretariat)


def test_a_publication_withdrawn_meanwhile_is_not_approved(secretariat):
    publication = prepared(UserFactory(secretariat=True))
    services.withdraw_publication(
        Publication.objects.get(pk=publication.pk), reason="Trop tôt", by=secretariat
    )
    with pytest.raises(ValidationError, match="has been withdrawn"):
        services.approve_publication(publication, by=secretariat)


SMALL, LARGE = {"low": 0, "high": 10, "rounded": None}, {"low": 35, "high": 44, "rounded": 40}


def figure(**given):
    told = {"of": "indicator:1", "label": "1", "span": "2024", "edition": 1, "total": LARGE, "breakdowns": {}}
    return {**told, "whole_of": [], "stated": None, "sources": [], "is_percentage": False, **given}


def content(**given):
    return {"year": 2024, "figures": [figure(**given)]}


@pytest.mark.parametrize(
    "told",
    [
        NOTHING,
        content(),
        content(total=SMALL),
        content(total=None),
        content(breakdowns={"sex": [{"categories": ["a"], **LARGE}, {"categories": ["b"], **SMALL}]}),
        content(stated="37", sources=[4], total={"low": 37, "high": 37, "rounded": None}),
    ],
)
def test_protected_figures_are_prepared_in_bands(secretariat, told):
    assert prepared(secretariat, content=told).content == told


@pytest.mark.parametrize(
    "told",
    [
        {},
        [],
        "3",
        {"year": 2023, "figures": []},
        {"year": 2024, "figures": [{}]},
        content(total={"low": 3, "high": 3, "rounded": None}),
        content(total={"low": 0, "high": 3, "rounded": None}),
        content(total={"low": 35, "high": 44, "rounded": 37}),
        content(breakdowns={"sex": [{"categories": ["a"], "low": 3, "high": 3, "rounded": None}]}),
        content(stated="37", total={"low": 37, "high": 37, "rounded": None}),
        content(stated="beaucoup", sources=[4]),
    ],
)
def test_protected_figures_are_refused_otherwise(secretariat, told):
    with pytest.raises(ValidationError, match="not what may be published"):
        prepared(secretariat, content=told)
    assert not Publication.objects.exists()
