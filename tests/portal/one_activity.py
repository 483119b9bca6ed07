"""The activity that the tests of its page are about."""

from tests.factories.activities import ActivityFactory
from tests.factories.plans import AxisFactory, ResultFactory, StrategicObjectiveFactory

PAGE = "/en/plans/p/activities/1.1.1.1/"


def make(plan, **facts):
    axis = AxisFactory(plan=plan, position=1, title_fr="Prévenir")
    objective = StrategicObjectiveFactory(plan=plan, axis=axis, code="1.1", title_fr="Informer")
    result = ResultFactory(objective=objective, code="1.1.1", title_fr="Chacun sait")
    return ActivityFactory(result=result, code="1.1.1.1", title_fr="Former les agents", **facts)
