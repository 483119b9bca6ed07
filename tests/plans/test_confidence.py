from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cnclctpa.audit.models import Entry
from cnclctpa.audit.removing import remove
from plans.confidence import opinions_on
from plans.models import Confidence
from plans.readers import PUBLIC, Reader
from plans.services import rate_confidence
from tests.factories.plans import AxisFactory, ConfidenceFactory, StrategicObjectiveFactory
from tests.refusals import assert_refused

pytestmark = pytest.mark.django_db

MEMBER = Reader(sees_opinions=True)
SPRING, SUMMER = date(2024, 4, 2), date(2024, 7, 2)


def sentences(told):
    return [one.sentence for one in (told.latest, *told.former) if one]


def test_an_opinion_is_added_to_the_former_ones_and_leaves_its_trail(secretariat):
    axis = AxisFactory()
    first = rate_confidence(ConfidenceFactory.build(axis=axis, rated_on=SPRING), by=secretariat)
    rate_confidence(ConfidenceFactory.build(axis=axis, rated_on=SUMMER, level="worried"), by=secretariat)

    told = opinions_on(axis.plan, on=SUMMER, reader=MEMBER).about(axis)

    assert (told.latest.level, [one.level for one in told.former]) == ("worried", ["watchful"])
    assert first.rated_by == secretariat
    assert Entry.objects.filter(verb="confidence.rated", actor=secretariat).count() == 2


def test_an_opinion_is_neither_rewritten_nor_removed(secretariat):
    opinion = ConfidenceFactory()
    opinion.level = "sure"
    with pytest.raises(ValidationError, match="ne se réécrit pas"):
        rate_confidence(opinion, by=secretariat)
    with pytest.raises(ValidationError, match="ne se retire pas"):
        remove(opinion, by=secretariat, reason="Erreur.")
    assert Confidence.objects.get().level == "watchful"


def test_an_opinion_is_about_one_thing():
    axis = AxisFactory()
    objective = StrategicObjectiveFactory(plan=axis.plan, axis=axis)
    for about in ({"axis": None}, {"axis": axis, "objective": objective}):
        assert_refused(ConfidenceFactory.build(**about), "plans_confidence_of_one_axis_or_objective")


def test_an_opinion_is_read_from_its_day_on():
    axis = AxisFactory()
    ConfidenceFactory(axis=axis, rated_on=SPRING, sentence_fr="Printemps")
    ConfidenceFactory(axis=axis, rated_on=SUMMER, sentence_fr="Été")

    def read(on):
        return sentences(opinions_on(axis.plan, on=on, reader=MEMBER).about(axis))

    assert read(date(2024, 4, 1)) == []
    assert read(SPRING) == ["Printemps"]
    assert read(SUMMER) == ["Été", "Printemps"]


def test_of_two_opinions_of_a_day_the_last_one_holds():
    axis = AxisFactory()
    ConfidenceFactory(axis=axis, sentence_fr="Matin")
    ConfidenceFactory(axis=axis, sentence_fr="Soir")
    assert opinions_on(axis.plan, on=SUMMER, reader=MEMBER).about(axis).latest.sentence == "Soir"


def test_the_public_reads_what_is_marked_so_and_nothing_once_the_last_is_not():
    axis = AxisFactory()
    ConfidenceFactory(axis=axis, rated_on=date(2024, 1, 1), sentence_fr="Réservé")
    ConfidenceFactory(axis=axis, rated_on=SPRING, sentence_fr="Public", public=True)
    assert sentences(opinions_on(axis.plan, on=SPRING, reader=PUBLIC).about(axis)) == ["Public"]

    ConfidenceFactory(axis=axis, rated_on=SUMMER, sentence_fr="Inquiet", level="worried")
    assert sentences(opinions_on(axis.plan, on=SUMMER, reader=PUBLIC).about(axis)) == []
    assert len(sentences(opinions_on(axis.plan, on=SUMMER, reader=MEMBER).about(axis))) == 3


def test_all_the_opinions_of_a_plan_cost_one_query(django_assert_num_queries):
    axis = AxisFactory()
    objective = StrategicObjectiveFactory(plan=axis.plan, axis=axis)
    for _time in range(3):
        ConfidenceFactory(axis=axis)
        ConfidenceFactory(axis=None, objective=objective)
    ConfidenceFactory(sentence_fr="D’un autre plan")
    with django_assert_num_queries(1):
        opinions = opinions_on(axis.plan, on=SUMMER, reader=MEMBER)
    assert len(sentences(opinions.about(axis))) == len(sentences(opinions.about(objective))) == 3
