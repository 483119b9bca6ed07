"""What the database refuses of reports and recommendations, and who sees them."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from evaluation.choices import AssessmentKind
from evaluation.models import Assessment, Recommendation
from tests.factories.activities import OutcomeFactory
from tests.factories.evaluation import AssessmentFactory, AssessmentStatementFactory, RecommendationFactory
from tests.factories.plans import PlanFactory
from tests.refusals import assert_refused


def second_report():
    return AssessmentFactory.build(year=AssessmentFactory().year)


# The constraint → an object that breaks it.
BROKEN = {
    "evaluation_assessment_one_per_year": second_report,
    "evaluation_assessment_period_in_order": lambda: AssessmentFactory.build(
        covers_from=date(2017, 4, 1), covers_to=date(2017, 3, 31)
    ),
    "evaluation_assessment_tier_of_tip_only": lambda: AssessmentFactory.build(tier=""),
    "evaluation_assessmentstatement_says_why_not_retained": lambda: AssessmentStatementFactory.build(
        assessment=AssessmentFactory(), is_retained=False
    ),
    "evaluation_recommendation_has_one_origin": lambda: RecommendationFactory.build(outcome=None),
}


@pytest.mark.parametrize("name", BROKEN)
def test_constraint_refuses(name, db):
    assert_refused(BROKEN[name](), name)


def test_recommendation_has_not_two_origins(db):
    made = RecommendationFactory.build(outcome=OutcomeFactory(), assessment=AssessmentFactory())
    assert_refused(made, "evaluation_recommendation_has_one_origin")


def test_other_reports_give_no_level(db):
    AssessmentFactory(upr=True).full_clean()
    made = AssessmentFactory.build(kind=AssessmentKind.UPR)
    assert_refused(made, "evaluation_assessment_tier_of_tip_only")


@pytest.mark.parametrize("half", [{"covers_from": date(2017, 4, 1)}, {"covers_to": date(2018, 3, 31)}])
def test_period_has_two_ends(half, db):
    assert_refused(AssessmentFactory.build(**half), "evaluation_assessment_period_in_order")


def test_two_kinds_of_reports_share_a_year(db):
    tip = AssessmentFactory(year=2018)
    AssessmentFactory(upr=True, year=2018)
    assert list(Assessment.objects.tip()) == [tip]


@pytest.mark.parametrize(("who", "sees_drafts"), [("anonymous", False), ("secretariat", True)])
def test_recommendations_are_seen_with_their_workshop(who, sees_drafts, db, request):
    of_report, of_workshop = RecommendationFactory(of_report=True), RecommendationFactory()
    of_draft = RecommendationFactory(outcome__workshop__plan=PlanFactory())
    user = AnonymousUser() if who == "anonymous" else request.getfixturevalue(who)
    seen = {of_report, of_workshop} | ({of_draft} if sees_drafts else set())
    assert set(Recommendation.objects.visible_to(user)) == seen


def test_real_recommendations_leave_the_demonstration_out(db):
    real = {RecommendationFactory(of_report=True), RecommendationFactory()}
    RecommendationFactory(outcome__workshop__demonstration=True)
    assert set(Recommendation.objects.real()) == real
