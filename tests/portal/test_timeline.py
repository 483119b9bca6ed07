from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import translation

from cnclctpa.portal.reporting.timeline import (
    delays_told,
    finding,
    levels_told,
    timeline_report,
)
from cnclctpa.reference.choices import EventKind
from evaluation.choices import TipTier
from plans.models import Plan
from tests.factories.activities import WorkshopFactory
from tests.factories.evaluation import AssessmentFactory
from tests.factories.plans import PlanFactory
from tests.factories.reference import EventFactory, SourceFactory

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _in_french():
    with translation.override("fr"):
        yield


def plan(start, end, *, adopted=None, launched=None, **more) -> Plan:
    return PlanFactory(
        published=True,
        starts_on=date(start, 1, 1),
        ends_on=date(end, 12, 31),
        adopted_on=adopted,
        adopted_certainty="certain",
        launched_on=launched,
        launched_certainty="certain",
        **more,
    )


def report(*plans, user=None, on=ON):
    return timeline_report(list(plans), user or AnonymousUser(), on=on)


def test_nothing_dated_draws_nothing():
    assert report() is None


def test_the_finding_says_when_each_plan_was_launched_late():
    late = [plan(2015, 2017, launched=date(2016, 3, 15)), plan(2018, 2022, launched=date(2019, 2, 1))]
    assert finding(late, "fr") == "Deux plans depuis 2015, chacun lancé après le début de sa période"


def test_the_finding_is_plain_when_a_launch_is_unknown():
    assert finding([plan(2015, 2017), plan(2018, 2022)], "fr") == "Deux plans depuis 2015"
    assert finding([plan(2015, 2017)], "fr") == "Un plan depuis 2015"


def test_delays_are_told_for_plans_with_both_dates_only():
    told = delays_told(
        [plan(2018, 2022, adopted=date(2018, 6, 29), launched=date(2019, 2, 1)), plan(2023, 2027)], "fr"
    )
    assert "2018-2022" in told
    assert "sept mois" in told
    assert "2023-2027" not in told


def test_a_launch_before_the_adoption_is_no_delay():
    assert delays_told([plan(2018, 2022, adopted=date(2019, 2, 1), launched=date(2018, 6, 29))], "fr") == ""


def test_levels_are_counted_and_those_never_given_are_named():
    assessments = [
        AssessmentFactory(year=2011, tier=TipTier.WATCH_LIST),
        AssessmentFactory(year=2012, tier=TipTier.WATCH_LIST),
        AssessmentFactory(year=2013, tier=TipTier.TIER_3),
        AssessmentFactory(year=2014, tier=TipTier.TIER_2, certainty="probable"),
    ]
    told = levels_told(assessments, "fr")
    assert told.startswith("Quatre rapports")
    assert "deux fois la catégorie\u00a02, liste de surveillance" in told
    assert "jamais la catégorie\u00a01" in told
    assert "2014" in told


def test_the_drawing_has_each_plan_report_and_workshop():
    source = SourceFactory(publisher="Refworld")
    AssessmentFactory(year=2011, tier=TipTier.TIER_3, sources=[source])
    WorkshopFactory(title_fr="Évaluation du plan")
    EventFactory(kind=EventKind.LAW, title_fr="Loi 2012-023", short_title_fr="Loi 2012", on=date(2012, 7, 12))
    told = report(plan(2015, 2017, launched=date(2016, 3, 15)))

    assert (told.drawing.first, told.drawing.last) == (2011, 2026)
    assert [bar.label for bar in told.drawing.bars] == ["2015-2017"]
    assert [point.year for point in told.drawing.points] == [2011]
    assert len(told.drawing.unknown_years) == len(range(2012, 2027))
    levels, workshops, laws = told.tables
    assert [cell.text for cell in levels.rows[0].cells] == ["Catégorie\u00a03", "certain", "Refworld"]
    assert workshops.rows[0].cells[0].text == "Évaluation du plan"
    assert laws.rows[0].cells[0].text == "Loi 2012-023"


def test_drafts_and_demonstrations_are_not_drawn(secretariat):
    AssessmentFactory(year=2011)
    demonstration = PlanFactory(published=True, demonstration=True)
    WorkshopFactory(plan=demonstration)
    told = report(PlanFactory(), demonstration, user=secretariat)
    assert told.drawing.bars == ()
    assert told.drawing.ticks is None


def test_a_pending_bill_is_not_a_legal_text():
    AssessmentFactory(year=2011)
    EventFactory(kind=EventKind.LAW, short_title_fr="Projet", is_pending=True)
    assert report().tables[2].rows == ()
