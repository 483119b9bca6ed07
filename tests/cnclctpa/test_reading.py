from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import Count

from activities.models import Outcome, Workshop
from cnclctpa.reading import as_day, as_decimal, attach, read_rows, read_together
from cnclctpa.reference.models import Figure, Region
from plans.models import Axis, Plan
from tests.factories.activities import OutcomeFactory, ParticipationFactory, SessionFactory, WorkshopFactory
from tests.factories.plans import AxisFactory, PlanFactory
from tests.factories.reference import FigureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _json_feature_known():
    """SQLite asks once in the life of the process whether it knows JSON."""
    assert connection.features.has_json_object_function


def test_rows_of_several_tables_are_read_by_one_query(django_assert_num_queries):
    workshop = WorkshopFactory()
    late = SessionFactory(workshop=workshop, starts_on=date(2018, 3, 21), ends_on=date(2018, 3, 23))
    early = SessionFactory(workshop=workshop)
    group = ParticipationFactory(workshop=workshop, women=5, is_approximate=True, words_en="about 25")
    ParticipationFactory()

    with django_assert_num_queries(1):
        sessions, participations, outcomes = read_together(
            workshop.sessions.all(), workshop.participations.all(), workshop.outcomes.all()
        )

    assert (sessions, participations, outcomes) == ([early, late], [group], [])


def test_values_come_back_with_their_types():
    ParticipationFactory(women=5, men=None, is_approximate=True, group_fr="Membres", words_en="about 25")
    SessionFactory(ends_on=date(2018, 3, 21))

    workshops, sessions = read_together(Workshop.objects.all(), SessionFactory._meta.model.objects.all())
    [[group]] = read_together(ParticipationFactory._meta.model.objects.all())

    assert {type(workshop.starts_on) for workshop in workshops} == {date}
    assert sessions[0].ends_on == date(2018, 3, 21)
    assert (group.women, group.men, group.total, group.is_approximate) == (5, None, 25, True)
    assert (group.group_fr, group.words_en) == ("Membres", "about 25")


def test_attached_objects_are_those_found_in_their_order(django_assert_num_queries):
    outcome, alone = OutcomeFactory(), OutcomeFactory()
    first, second, hidden = AxisFactory(), AxisFactory(), AxisFactory()
    outcome.axes.set([hidden, second, first])
    links = list(Outcome.axes.through.objects.order_by("-pk"))

    attach(Outcome.axes, [outcome, alone], links, {first.pk: first, second.pk: second})

    with django_assert_num_queries(0):
        assert list(outcome.axes.all()) == [first, second]
        assert list(alone.axes.all()) == []


def test_decimals_and_instants_come_back_as_they_went():
    figure = FigureFactory(value=Decimal("123456789012345.67"))
    plan = PlanFactory(published=True, total_budget=Decimal("5817000000"), budget_certainty="certain")
    [[read_figure], [read_plan]] = read_together(Figure.objects.all(), Plan.objects.all())
    figure.refresh_from_db()
    plan.refresh_from_db()
    assert read_figure.value == figure.value
    assert (read_plan.total_budget, read_plan.published_at) == (plan.total_budget, plan.published_at)


def test_a_model_that_holds_json_is_refused():
    with pytest.raises(TypeError, match="read its table by itself"):
        read_together(Workshop.objects.all(), Region.objects.all())


def test_values_of_several_tables_are_read_by_one_query(django_assert_num_queries):
    plan = PlanFactory(total_budget=10**12, budget_certainty="certain")
    AxisFactory(plan=plan, position=2, title_fr="Protéger")
    AxisFactory(plan=plan, position=1, title_fr="Prévenir", title_en="Prevent")

    with django_assert_num_queries(1):
        plans, axes, by_plan = read_rows(
            (Plan.objects.all(), ["pk", "starts_on", "total_budget", "closed_on"]),
            (Axis.objects.filter(plan=plan), ["position", "title_fr", "title_en", "plan__slug"]),
            (Axis.objects.values("plan").annotate(count=Count("pk")), ["plan", "count"]),
        )

    [[key, starts_on, budget, closed_on]] = plans
    assert (key, as_day(starts_on), as_decimal(budget)) == (plan.pk, plan.starts_on, Decimal(10**12))
    assert (as_day(closed_on), as_decimal(None)) == (None, None)
    assert sorted(axes) == [[1, "Prévenir", "Prevent", plan.slug], [2, "Protéger", None, plan.slug]]
    assert by_plan == [[plan.pk, 2]]
