"""What the database refuses of an indicator, of its measurements and of a publication."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser

from plans import choices
from plans.achievement import Basis, Direction, OverPlaces, OverTime
from plans.choices import IndicatorKind
from plans.models import Indicator, Measurement, Publication
from tests.factories.accounts import UserFactory
from tests.factories.indicators import (
    CategoryFactory,
    DefinitionFactory,
    IndicatorFactory,
    MeasurementFactory,
    MeasurementPartFactory,
    TargetFactory,
)
from tests.factories.plans import (
    AxisFactory,
    PlanFactory,
    ResultFactory,
    StrategicObjectiveFactory,
)
from tests.factories.publications import PublicationFactory
from tests.refusals import assert_refused


def indicator(**fields) -> Indicator:
    return IndicatorFactory.build(objective=StrategicObjectiveFactory(), **fields)


def measurement(**fields) -> Measurement:
    return MeasurementFactory.build(indicator=IndicatorFactory(), recorded_by=UserFactory(), **fields)


def publication(**fields) -> Publication:
    return PublicationFactory.build(plan=PlanFactory(), **{"prepared_by": UserFactory(), **fields})


def of_two_parents() -> Indicator:
    return indicator(result=ResultFactory())


def second_indicator() -> Indicator:
    first = IndicatorFactory()
    return IndicatorFactory.build(objective=first.objective, code=first.code)


def second_category():
    first = CategoryFactory()
    return CategoryFactory.build(dimension=first.dimension, slug=first.slug)


def second_definition():
    return DefinitionFactory.build(indicator=DefinitionFactory().indicator)


def second_target():
    return TargetFactory.build(indicator=TargetFactory().indicator)


def second_part():
    first = MeasurementPartFactory()
    return MeasurementPartFactory.build(measurement=first.measurement, category=first.category)


def its_own_ancestor():
    made = IndicatorFactory()
    made.continues = made
    return made


def its_own_correction():
    made = MeasurementFactory(correction_reason="Erreur de saisie")
    made.supersedes = made
    return made


def approved_by_its_author():
    author = UserFactory()
    return publication(prepared_by=author, approved=True, approved_by=author)


# The constraint → an object that breaks it.
BROKEN = {
    "plans_category_once_per_dimension": second_category,
    "plans_definition_one_per_year": second_definition,
    "plans_indicator_added_before_withdrawn": lambda: indicator(
        added_on=date(2025, 1, 2), withdrawn_on=date(2025, 1, 1)
    ),
    "plans_indicator_code_is_an_address": lambda: indicator(code="I 1"),
    "plans_indicator_code_once_per_plan": second_indicator,
    "plans_indicator_does_not_continue_itself": its_own_ancestor,
    "plans_indicator_of_one_objective_or_result": of_two_parents,
    "plans_indicator_text_has_no_number": lambda: indicator(in_words=True, baseline=20),
    "plans_indicator_tolerance_not_negative": lambda: indicator(tolerance=-1),
    "plans_measurement_correction_says_why": lambda: measurement(supersedes=MeasurementFactory()),
    "plans_measurement_denominator_positive": lambda: measurement(ratio=True, denominator=0),
    "plans_measurement_does_not_correct_itself": its_own_correction,
    "plans_measurement_one_kind_of_value": lambda: measurement(numerator=3, denominator=4),
    "plans_measurement_period_in_order": lambda: measurement(ends_on=date(2023, 12, 31)),
    "plans_measurementpart_once_per_category": second_part,
    "plans_publication_approved_by_somebody": lambda: publication(approved=True, approved_by=None),
    "plans_publication_in_two_hands": approved_by_its_author,
    "plans_publication_of_figures_has_a_year": lambda: publication(of_figures=True, year=None),
    "plans_publication_withdrawal_says_why": lambda: publication(withdrawn=True, withdrawn_reason=""),
    "plans_target_one_per_year": second_target,
}


@pytest.mark.parametrize("name", BROKEN)
def test_constraint_refuses(name, db):
    assert_refused(BROKEN[name](), name)


def test_indicator_belongs_to_something(db):
    assert_refused(
        IndicatorFactory.build(plan=PlanFactory(), objective=None),
        "plans_indicator_of_one_objective_or_result",
    )


@pytest.mark.parametrize(
    "told",
    [
        {"value": None},
        {"value": 3, "denominator": 4},
        {"value": None, "numerator": 3},
        {"value": None, "denominator": 4, "words": "trois sur quatre"},
    ],
)
def test_measurement_tells_a_value_in_one_way(told, db):
    assert_refused(measurement(**told), "plans_measurement_one_kind_of_value")


@pytest.mark.parametrize("traits", [{}, {"ratio": True}, {"told": True}, {"words": "en forte hausse"}])
def test_measurement_is_a_value_a_ratio_or_words(traits, db):
    MeasurementFactory(**traits).full_clean()


def test_plan_published_whole_has_no_year(db):
    assert_refused(publication(year=2024), "plans_publication_of_figures_has_a_year")


def test_author_of_an_approval_comes_with_its_date(db):
    assert_refused(publication(approved_by=UserFactory()), "plans_publication_approved_by_somebody")


def test_figure_of_several_places_keeps_four_decimals(db):
    made = MeasurementFactory(value=Decimal("12345678901234.5678"))
    assert f"{made.value:f}" == "12345678901234.5678"


@pytest.mark.parametrize(
    ("enumeration", "rules"),
    [
        (choices.Direction, Direction),
        (choices.Basis, Basis),
        (choices.OverTime, OverTime),
        (choices.OverPlaces, OverPlaces),
    ],
)
def test_choices_are_those_of_the_arithmetic(enumeration, rules):
    assert {name: one.value for name, one in enumeration.__members__.items()} == {
        name: one.value for name, one in rules.__members__.items()
    }


def test_indicators_are_present_from_their_addition_to_their_withdrawal(db):
    plan = PlanFactory()
    always = IndicatorFactory(plan=plan)
    brief = IndicatorFactory(plan=plan, added_on=date(2024, 2, 1), withdrawn_on=date(2024, 3, 1))
    present = {
        on: set(Indicator.objects.of(plan).present(on))
        for on in (date(2024, 1, 31), date(2024, 2, 1), date(2024, 2, 29), date(2024, 3, 1))
    }
    assert list(present.values()) == [{always}, {always, brief}, {always, brief}, {always}]


def test_indicators_follow_the_matrix_of_their_plan(db):
    plan = PlanFactory()
    first, second = (AxisFactory(plan=plan, position=position) for position in (1, 2))
    late, early = (StrategicObjectiveFactory(plan=plan, axis=axis) for axis in (second, first))
    of_late = IndicatorFactory(objective=late)
    of_result = IndicatorFactory(result=ResultFactory(objective=early, position=1))
    of_early = [IndicatorFactory(objective=early, position=position) for position in (2, 1)]
    assert list(Indicator.objects.of(plan).in_order()) == [*reversed(of_early), of_result, of_late]


def test_indicator_serves_the_objective_of_its_result(db):
    result = ResultFactory()
    assert IndicatorFactory(result=result).serves == result.objective
    objective = StrategicObjectiveFactory()
    assert IndicatorFactory(objective=objective).serves == objective


def test_indicators_are_seen_with_their_plan(db, secretariat):
    published, draft = IndicatorFactory(plan__published=True), IndicatorFactory()
    assert set(Indicator.objects.visible_to(AnonymousUser())) == {published}
    assert set(Indicator.objects.visible_to(secretariat)) == {published, draft}


def test_current_measurements_are_those_that_nothing_corrects(db):
    correction = MeasurementFactory(correction=True, validated=True)
    assert list(Measurement.objects.current()) == [correction]
    assert list(Measurement.objects.validated()) == [correction]
    assert set(Measurement.objects.by(date(2024, 3, 31))) == {correction, correction.supersedes}
    assert not Measurement.objects.by(date(2024, 3, 30)).exists()


def test_publications_stand_from_their_approval_to_their_withdrawal(db):
    PublicationFactory()
    standing = PublicationFactory(approved=True)
    PublicationFactory(approved=True, withdrawn=True)
    assert list(Publication.objects.standing()) == [standing]


def test_indicator_in_words_is_the_only_one_without_figures(db):
    for kind in IndicatorKind:
        IndicatorFactory(kind=kind, baseline=None if kind == IndicatorKind.TEXT else 1).full_clean()
