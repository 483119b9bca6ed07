import pytest

from cnclctpa.reference.citations import with_sources
from tests.factories.plans import AxisFactory, PlanFactory
from tests.factories.reference import FigureFactory, SourceFactory

pytestmark = pytest.mark.django_db


def test_with_sources_reads_the_sources_of_every_kind_by_one_query(django_assert_num_queries):
    first, second = SourceFactory(publisher="A"), SourceFactory(publisher="B")
    plan, axis = PlanFactory(sources=[second, first]), AxisFactory(sources=[first])
    figure = FigureFactory()
    with django_assert_num_queries(1):
        with_sources([plan], [axis], [figure])
        told = [list(one.sources.all()) for one in (plan, axis, figure)]
    assert told == [[first, second], [first], []]


def test_with_sources_reads_whole_sources():
    source = SourceFactory(url="https://example.org/a", published_on="2018-03-23", note_en="A note")
    plan = PlanFactory(sources=[source])
    with_sources([plan])
    (read,) = plan.sources.all()
    source.refresh_from_db()
    fields = [field.attname for field in source._meta.concrete_fields]
    assert [getattr(read, name) for name in fields] == [getattr(source, name) for name in fields]


def test_with_sources_of_two_objects_with_the_same_key_are_not_mixed():
    source = SourceFactory()
    plan = PlanFactory()
    axis = AxisFactory(pk=plan.pk, plan=plan, sources=[source])
    with_sources([plan, axis])
    assert list(plan.sources.all()) == []
    assert list(axis.sources.all()) == [source]


def test_with_sources_of_nothing_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        with_sources([], [])
