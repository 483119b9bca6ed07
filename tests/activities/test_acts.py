"""Acts on an activity and its parts pass by one door: pages, administration and imports share its rules."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from activities import services
from activities.choices import DelayCause, FundingStage
from activities.models import Activity, FundingStep, Milestone, Postponement
from cnclctpa.audit import keeping
from cnclctpa.audit.keeping import keep
from plans.choices import LineageKind
from tests.factories.activities import ActivityFactory, MilestoneFactory, PostponementFactory
from tests.factories.money import FundingFactory
from tests.factories.plans import PlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    """Refusals are read as the code writes them."""
    with override("en"):
        yield


def test_rules_of_a_postponement_are_those_of_every_door(secretariat):
    """Its correction, the administration and imports keep it without the service."""
    decision = PostponementFactory(activity__dated=True, ends_on=date(2025, 3, 31))
    decision.ends_on = decision.activity.original_ends_on
    with pytest.raises(ValidationError, match="dates that it already has"):
        keep(decision, by=secretariat)
    decision.ends_on = date(2023, 1, 1)
    with pytest.raises(ValidationError, match="cannot end before it starts"):
        keep(decision, by=secretariat)
    withdrawn = ActivityFactory(dated=True, withdrawn=True)
    told = {"cause": DelayCause.FUNDING, "decided_on": date(2025, 1, 1), "ends_on": date(2026, 1, 1)}
    with pytest.raises(ValidationError, match="has been withdrawn"):
        keep(Postponement(activity=withdrawn, **told), by=secretariat)


@pytest.mark.parametrize(
    ("model", "act"),
    [
        (Milestone, lambda by: services.mark_milestone_done(MilestoneFactory(), on=date(2024, 3, 1), by=by)),
        (
            Activity,
            lambda by: services.withdraw_activity(
                ActivityFactory(), on=date(2025, 1, 1), reason="Fin", by=by
            ),
        ),
        (
            FundingStep,
            lambda by: services.record_funding_step(
                FundingFactory(), stage=FundingStage.PLEDGED, on=date(2024, 2, 1), amount=Decimal(5), by=by
            ),
        ),
    ],
)
def test_acts_pass_by_the_rules_of_their_rows(secretariat, monkeypatch, model, act):
    def refuse(row, before):
        raise ValidationError("asked")

    monkeypatch.setitem(keeping._checks, model, [refuse])
    with pytest.raises(ValidationError, match="asked"):
        act(secretariat)


def test_nothing_is_dropped_before_the_next_plan_is_there(secretariat):
    former = ActivityFactory()
    with pytest.raises(ValidationError, match="No plan follows this one yet"):
        services.declare_lineage(former, kind=LineageKind.DROPPED, by=secretariat)
    PlanFactory(predecessor=former.plan)
    services.declare_lineage(former, kind=LineageKind.DROPPED, by=secretariat)
    assert former.heirs.get().activity is None
