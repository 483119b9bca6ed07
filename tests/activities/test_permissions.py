import pytest
from django.contrib.auth.models import AnonymousUser

from tests.factories.activities import OutcomeFactory, WorkshopFactory

pytestmark = pytest.mark.django_db
CAST = ("anonymous", "partner", "focal_point", "secretariat", "administrator")


@pytest.mark.parametrize("who", CAST)
def test_the_secretariat_alone_changes_workshops_and_outcomes(who, request):
    user = AnonymousUser() if who == "anonymous" else request.getfixturevalue(who)
    allowed = (
        user.has_perm("activities.change_workshop", WorkshopFactory()),
        user.has_perm("activities.change_outcome", OutcomeFactory()),
    )
    assert allowed == (who == "secretariat", who == "secretariat")
