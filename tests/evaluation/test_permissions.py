import pytest
from django.contrib.auth.models import AnonymousUser

from tests.factories.evaluation import AssessmentFactory, RecommendationFactory

pytestmark = pytest.mark.django_db
CAST = ("anonymous", "partner", "focal_point", "secretariat", "administrator")


@pytest.mark.parametrize("who", CAST)
def test_the_secretariat_alone_changes_recommendations_and_reports(who, request):
    user = AnonymousUser() if who == "anonymous" else request.getfixturevalue(who)
    allowed = (
        user.has_perm("evaluation.change_recommendation", RecommendationFactory()),
        user.has_perm("evaluation.change_assessment", AssessmentFactory()),
    )
    assert allowed == (who == "secretariat", who == "secretariat")
