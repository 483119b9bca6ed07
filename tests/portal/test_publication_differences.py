"""What changed in a plan since it was last published."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override

from cnclctpa.audit.removing import check_removal
from cnclctpa.portal.reporting.publication_differences import in_order, since_publication
from plans import services
from plans.choices import PublicationKind
from plans.models import Plan, Publication
from tests.factories.activities import ActivityFactory, PostponementFactory
from tests.factories.indicators import IndicatorFactory, TargetFactory
from tests.factories.plans import AxisFactory, PlanFactory, StrategicObjectiveFactory
from tests.factories.reference import OrganisationFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(secretariat):
    plan = PlanFactory(slug="2028-2032", sources=[SourceFactory()])
    axis = AxisFactory(plan=plan, position=1, title_fr="Prévention")
    objective = StrategicObjectiveFactory(plan=plan, axis=axis, code="1.1", title_fr="Prévenir")
    days = {"original_starts_on": date(2028, 1, 1), "original_ends_on": date(2028, 6, 30)}
    ActivityFactory(plan=plan, objective=objective, code="1.1.1", title_fr="Former", **days)
    ActivityFactory(plan=plan, objective=objective, code="1.1.2", title_fr="Informer", **days)
    services.publish_plan(plan, by=secretariat)
    return plan


def told(plan):
    """(part, change, code, details) of each difference."""
    with override("en"):
        return [
            (str(part.label), one.what, one.code, [(str(d.label), d.before, d.after) for d in one.details])
            for part in since_publication(plan).parts
            for one in part.differences
        ]


def test_nothing_has_changed_yet(plan):
    since = since_publication(plan)
    assert since.on is not None
    assert since.total == 0


def test_what_is_added_is_told_with_its_page(plan):
    ActivityFactory(plan=plan, code="1.1.10", objective=plan.objectives.get(), title_fr="Juger")
    assert told(plan) == [("Activities", "added", "1.1.10", [])]
    (part,) = since_publication(plan).parts
    assert part.differences[0].address.endswith("/plans/2028-2032/activities/1.1.10/")


def test_what_is_removed_has_no_page_any_more(plan):
    plan.activities.get(code="1.1.1").delete()
    assert told(plan) == [("Activities", "removed", "1.1.1", [])]
    (part,) = since_publication(plan).parts
    assert part.differences[0].address == ""


def test_renaming_is_told_with_both_names(plan):
    plan.activities.filter(code="1.1.1").update(title_fr="Former les juges")
    assert told(plan) == [("Activities", "renamed", "1.1.1", [("Title", "Former", "Former les juges")])]


def test_dates_that_a_postponement_moves_are_told(plan):
    PostponementFactory(activity=plan.activities.get(code="1.1.2"), ends_on=date(2028, 12, 31))
    ((_part, what, code, details),) = told(plan)
    assert (what, code) == ("dates", "1.1.2")
    assert [label for label, _before, _after in details] == ["End"]


def test_withdrawal_comes_before_all_else(plan):
    activity = plan.activities.get(code="1.1.2")
    fields = {"withdrawn_on": date(2029, 1, 1), "withdrawn_reason": "Faite ailleurs", "title_fr": "Autre"}
    plan.activities.filter(pk=activity.pk).update(**fields)
    ((_part, what, _code, details),) = told(plan)
    assert what == "withdrawn"
    assert len(details) == 2


def test_moving_is_told_by_its_codes(plan):
    plan.activities.filter(code="1.1.2").update(code="1.2.1")
    assert told(plan) == [("Activities", "moved", "1.2.1", [("Code", "1.1.2", "1.2.1")])]


def test_lead_weight_and_facts_of_the_plan_are_told(plan):
    lead = OrganisationFactory(name_fr="Direction générale")
    plan.activities.filter(code="1.1.1").update(lead=lead, weight=Decimal("2.50"))
    Plan.objects.update(vision_fr="Un pays sans traite")
    plan.refresh_from_db()
    assert told(plan) == [
        ("The plan itself", "changed", "", [("Vision", "", "Un pays sans traite")]),
        (
            "Activities",
            "changed",
            "1.1.1",
            [("Lead organisation", "", "Direction générale"), ("Weight", "1", "2.5")],
        ),
    ]


def test_protected_indicators_keep_their_figures_out(secretariat):
    plan = PlanFactory(sources=[SourceFactory()])
    AxisFactory(plan=plan)
    protected = IndicatorFactory(plan=plan, protected=True, baseline=7, baseline_on=date(2027, 12, 31))
    TargetFactory(indicator=protected, year=2025, value=9)
    open_one = IndicatorFactory(plan=plan, baseline=5, baseline_on=date(2027, 12, 31))
    TargetFactory(indicator=open_one, year=2025, value=Decimal("12.5"))
    services.publish_plan(plan, by=secretariat)
    frozen = Publication.objects.get(kind=PublicationKind.PLAN).content["parts"]["indicator"]
    assert {"baseline", "targets"}.isdisjoint(frozen[str(protected.pk)])
    assert frozen[str(open_one.pk)]["targets"] == {"2025": "12.5"}


def test_content_is_sealed_and_ends_with_the_publication(plan, secretariat):
    kept = Publication.objects.get(plan=plan)
    assert kept.digest == services.digest_of(kept.content)
    services.unpublish_plan(plan, reason="Erreur", by=secretariat)
    kept.refresh_from_db()
    assert kept.withdrawn_reason == "Erreur"
    assert since_publication(plan).on is not None


def test_plan_that_was_published_one_day_is_not_removed(plan, secretariat):
    services.unpublish_plan(plan, reason="Erreur", by=secretariat)
    with pytest.raises(ValidationError, match="what it said is kept"), override("en"):
        check_removal(plan)


def test_next_publication_is_the_new_measure(plan, secretariat):
    plan.activities.filter(code="1.1.1").update(title_fr="Former mieux")
    services.freeze_plan(plan, by=secretariat)
    assert since_publication(plan).total == 0


def test_plan_published_before_says_so(client, secretariat):
    client.force_login(secretariat)
    plan = PlanFactory(published=True)
    address = reverse("portal:plan-publication", args=[plan.slug])
    response = client.get(address)
    assert response.context["since"].on is None
    assert 'value="freeze"' in response.content.decode()
    client.post(address, {"deed": "freeze"})
    again = client.get(address)
    assert again.context["since"].total == 0
    assert 'value="freeze"' not in again.content.decode()


def test_page_tells_the_differences(client, secretariat, plan):
    client.force_login(secretariat)
    plan.activities.filter(code="1.1.1").update(title_fr="<b>Former</b>")
    page = client.get(reverse("portal:plan-publication", args=[plan.slug])).content.decode()
    assert "<del>Former</del>" in page
    assert "&lt;b&gt;Former" in page


def test_codes_are_in_the_order_of_their_numbers():
    assert sorted(["1.10", "1.9", "1", "2.a", ""], key=in_order) == ["", "1", "1.9", "1.10", "2.a"]
