"""The door of protected counts: who reads what."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override

from activities.reached import protected_figures
from plans.choices import IndicatorKind, OverTime
from plans.counts import counts_of_indicators
from plans.disclosure import band
from plans.measuring import State, attainments
from plans.protected import (
    WITHHELD,
    Manner,
    Told,
    exactly,
    in_band,
    in_year,
    protection_of,
    published_figures,
    told,
)
from plans.readers import PUBLIC, Reader, reader_of
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.indicators import IndicatorFactory, MeasurementFactory, TargetFactory
from tests.factories.plans import PlanFactory, StrategicObjectiveFactory
from tests.factories.publications import PublicationFactory
from tests.factories.reference import OrganisationFactory, SourceFactory

pytestmark = pytest.mark.django_db
ON = date(2025, 6, 30)
EVERYTHING = Reader(reads_every_count=True)


@pytest.fixture
def plan():
    return PlanFactory(published=True)


@pytest.fixture
def indicator(plan):
    one = IndicatorFactory(
        objective=StrategicObjectiveFactory(plan=plan, axis__plan=plan),
        is_protected=True,
        baseline=0,
        over_time=OverTime.LATEST,
        responsible=OrganisationFactory(),
    )
    TargetFactory(indicator=one, year=2025, value=80)
    return one


def measured(indicator, value, year=2024, **fields):
    return MeasurementFactory(
        indicator=indicator,
        starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
        value=value,
        validated=True,
        **fields,
    )


def publish(plan, year=2024, **fields):
    content = protected_figures(plan, year)
    return PublicationFactory(plan=plan, of_figures=True, year=year, content=content, approved=True, **fields)


def reach(plan, reader):
    (one,) = attainments(plan, on=ON, reader=reader)
    return one


def test_the_reader_of_a_visitor_reads_what_is_published():
    assert reader_of(AnonymousUser()) == reader_of(None) == PUBLIC
    assert not PUBLIC.reads_exactly(1)


def test_each_role_reads_its_own(secretariat, partner, administrator, django_assert_num_queries):
    member = MembershipFactory()
    past = MembershipFactory(ends_on=date(2016, 1, 1))
    assert reader_of(secretariat).reads_every_count
    assert reader_of(partner) == Reader(sees_funders=True, sees_submitted=True, sees_opinions=True)
    assert reader_of(administrator) == Reader(sees_funders=True, sees_submitted=True, sees_opinions=True)
    assert reader_of(past.user) == PUBLIC
    reader = reader_of(member.user)
    assert reader.reads_exactly(member.organisation_id)
    assert not reader.reads_exactly(past.organisation_id)
    assert not reader.reads_exactly(None)
    with django_assert_num_queries(0):
        assert reader_of(member.user) == reader


def test_a_closed_account_reads_as_the_public(secretariat):
    secretariat.is_active = False
    assert reader_of(secretariat) == PUBLIC


@pytest.mark.parametrize(
    ("figure", "french", "english"),
    [
        (in_band(band(0)), "moins de 11", "fewer than 11"),
        (in_band(band(24)), "de 11 à 24", "from 11 to 24"),
        (in_band(band(38)), "environ 40", "about 40"),
        (WITHHELD, "non publié", "not published"),
        (exactly(1234), "1\u202f234", "1,234"),
        (exactly(Decimal(71) / 30), "2,37", "2.37"),
        (exactly(Decimal("0.0042")), "0,0042", "0.0042"),
        (exactly(None), "non renseigné", "not recorded"),
        (exactly(1, kind=IndicatorKind.YES_NO), "oui", "yes"),
        (exactly(75, kind=IndicatorKind.PERCENTAGE), "75,0\u202f%", "75.0%"),
        (Told(Manner.ROUNDED, Decimal(75), IndicatorKind.PERCENTAGE), "environ 75\u202f%", "about 75%"),
    ],
)
def test_a_figure_is_told_in_words(figure, french, english):
    assert figure.words == french
    with override("en"):
        assert figure.words == english


def test_without_a_publication_nothing_is_told(plan, indicator):
    measured(indicator, 38)
    one = reach(plan, PUBLIC)
    assert (one.state, one.actual, one.attainment.to_date) == (State.NOT_PUBLISHED, WITHHELD, None)


def test_the_rate_is_that_of_the_rounded_figure(plan, indicator):
    measured(indicator, 38)
    indicator.baseline = None
    publish(plan)
    one = reach(plan, PUBLIC)
    assert one.actual.words == "environ 40"
    # The baseline of 0 is told « moins de 11 »: it has no value, so there is no rate.
    assert (one.baseline.words, one.attainment.to_date) == ("moins de 11", None)
    assert reach(plan, EVERYTHING).attainment.to_date == Decimal(38) / 80


def test_its_own_organisation_and_the_secretariat_read_the_count(plan, indicator):
    measured(indicator, 38)
    own = Reader(organisations=frozenset([indicator.responsible_id]))
    assert reach(plan, own).actual.words == reach(plan, EVERYTHING).actual.words == "38"


def test_a_publication_awaiting_approval_or_withdrawn_tells_nothing(plan, indicator):
    measured(indicator, 38)
    PublicationFactory(plan=plan, of_figures=True, content=protected_figures(plan, 2024))
    publish(plan, withdrawn=True)
    assert reach(plan, PUBLIC).state is State.NOT_PUBLISHED


def test_the_last_approved_publication_of_a_year_stands(plan, indicator):
    row = measured(indicator, 38)
    publish(plan)
    type(row).objects.update(value=71)
    publish(plan, approved_at=datetime(2025, 3, 1, tzinfo=UTC))
    assert reach(plan, PUBLIC).actual.words == "environ 70"


def test_a_year_is_told_once_over(plan, indicator):
    measured(indicator, 38)
    publish(plan)
    (before,) = attainments(plan, on=date(2024, 12, 30), reader=PUBLIC)
    assert before.state is State.NOT_PUBLISHED


def test_a_figure_that_a_public_source_states_is_told_as_stated(plan, indicator):
    source = SourceFactory(url="https://example.org/report")
    measured(indicator, 3, sources=[source])
    publish(plan)
    one = reach(plan, PUBLIC)
    assert (one.actual.words, one.actual.sources) == ("3", (source.pk,))


def test_a_total_stated_in_part_only_is_withheld(plan, indicator):
    indicator.over_time = OverTime.SUM
    indicator.save()
    measured(indicator, 30, sources=[SourceFactory(url="https://example.org/report")])
    MeasurementFactory(
        indicator=indicator, starts_on=date(2024, 2, 1), ends_on=date(2024, 2, 28), value=9, validated=True
    )
    (counts,) = counts_of_indicators(plan, until=2024)
    assert counts.years[2024].total is None


def test_a_percentage_is_told_on_a_base_of_thirty(plan, indicator):
    type(indicator).objects.update(kind=IndicatorKind.PERCENTAGE)
    row = measured(indicator, None, numerator=38, denominator=82)
    publish(plan)
    assert reach(plan, PUBLIC).actual.words == "environ 50\u202f%"
    type(row).objects.update(numerator=9, denominator=25)
    publish(plan, approved_at=datetime(2025, 3, 1, tzinfo=UTC))
    assert reach(plan, PUBLIC).state is State.NOT_PUBLISHED


def test_what_nothing_protects_is_told_to_everyone():
    figures = published_figures()
    assert told(3, protection=None, span=in_year(2024), reader=PUBLIC, figures=figures).words == "3"
    assert protection_of(IndicatorFactory()) is None


def test_a_person_without_a_role_reads_what_is_published(plan, indicator):
    measured(indicator, 38)
    assert reach(plan, reader_of(UserFactory())).state is State.NOT_PUBLISHED
