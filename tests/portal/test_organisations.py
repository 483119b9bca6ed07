"""The pages of the organisations of a plan: who answers for what, what is late, what was reported."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activities.choices import DelayCause, ReportedStatus, ReportState
from plans.models import Plan
from tests.factories.activities import ActivityFactory, ActivityPartnerFactory, PostponementFactory
from tests.factories.indicators import IndicatorFactory
from tests.factories.plans import PlanFactory, PlanPartnerFactory, StrategicObjectiveFactory
from tests.factories.reference import OrganisationFactory
from tests.factories.reports import CampaignFactory, ExpectationFactory, ProgressReportFactory
from tests.portal.reading import shown, source

pytestmark = pytest.mark.django_db
LIST = "/plans/2023-2027/organisations/"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(date(2024, 7, 1)):
        yield


@pytest.fixture
def plan():
    return PlanFactory(published=True, slug="2023-2027")


@pytest.fixture
def objective(plan):
    return StrategicObjectiveFactory(plan=plan, axis__plan=plan)


@pytest.fixture
def justice():
    return OrganisationFactory(slug="justice", name_fr="Direction de la justice")


@pytest.fixture
def women():
    return OrganisationFactory(slug="femmes", name_fr="Réseau des femmes", name_en="Women’s network")


def activity(objective, lead, code, **fields):
    return ActivityFactory(objective=objective, lead=lead, code=code, **fields)


def dated(objective, lead, code, starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31), **fields):
    return activity(objective, lead, code, original_starts_on=starts_on, original_ends_on=ends_on, **fields)


def reported(one, percentage, ends_on=date(2024, 6, 30), **fields):
    return ProgressReportFactory(
        activity=one,
        state=ReportState.VALIDATED,
        decided_at=f"{ends_on}T12:00Z",
        starts_on=ends_on.replace(day=1),
        ends_on=ends_on,
        percentage=percentage,
        **fields,
    )


# The list


def test_list_says_who_has_most_of_what_is_late(client, objective, justice, women):
    late = dated(objective, justice, "1.1.1", ends_on=date(2024, 3, 31))
    reported(late, 40)
    reported(dated(objective, justice, "1.1.2"), 50)
    reported(dated(objective, women, "1.1.3"), 60)
    page = shown(client, LIST)
    assert "Direction de la justice compte le plus d’activités en retard : 1 sur 2" in page
    assert "Deux structures répondent de 3 des activités du plan, sur 3." in page


def test_list_gives_the_figures_of_each_lead(client, objective, justice):
    """Half of two equal weights, 40 % and nothing: 20 %; expected (1 + 182/366) over 2."""
    reported(dated(objective, justice, "1.1.1", ends_on=date(2024, 3, 31)), 40, date(2024, 5, 31))
    dated(objective, justice, "1.1.2")
    page = shown(client, LIST)
    assert "2 activités · 1 d’avancement inconnu" in page
    assert "20,0 %" in page
    assert "74,9 %" in page
    assert "31 mai 2024" in page


def test_activities_without_a_lead_are_listed(client, objective):
    activity(objective, None, "1.1.9", title_fr="Former les greffiers")
    page = shown(client, LIST)
    assert "Aucune activité du plan n’a de structure chef de file" in page
    assert "Une activité n’a pas de structure chef de file" in page
    assert "1.1.9 Former les greffiers" in page


def test_many_activities_without_a_lead_are_counted_and_the_first_listed(client, objective):
    for number in range(22):
        activity(objective, None, f"1.1.{number}", position=number, title_fr=f"Action {number}")
    page = shown(client, LIST)
    assert "22 activités n’ont pas de structure chef de file" in page
    assert "Action 19" in page
    assert "Action 20" not in page
    assert "Et 2 autres." in page


def test_partners_are_a_list_of_their_own(client, objective, justice, women):
    for code in ("1.1.1", "1.1.2"):
        ActivityPartnerFactory(
            activity=dated(objective, justice, code, ends_on=date(2024, 3, 31)), organisation=women
        )
    assert "Partenaires (1)" in shown(client, LIST)
    page = shown(client, f"{LIST}?role=partners")
    assert "Réseau des femmes 2 2 0" in page
    assert "Women’s network" in shown(client, f"/en{LIST}?role=partners")


def test_list_is_sorted_as_asked_and_unknown_orders_change_nothing(client, objective, justice, women):
    """Justice is late and has reported; the network is on time, and has reported before it."""
    reported(dated(objective, justice, "1.1.1", ends_on=date(2024, 3, 31)), 40)
    reported(dated(objective, women, "1.1.2"), 100, date(2024, 5, 31), status=ReportedStatus.COMPLETED)

    def justice_is_first(query):
        table = shown(client, LIST + query).partition("Structures chefs de file Avancement")[2]
        return table.index("Direction de la justice") < table.index("Réseau des femmes")

    assert justice_is_first("")
    assert justice_is_first("?sort=nonsense")
    assert justice_is_first("?sort=name")
    assert justice_is_first("?sort=progress")
    assert not justice_is_first("?sort=reported")


def test_a_real_plan_without_activities_says_so_and_who_supported_it(client, plan):
    PlanPartnerFactory(plan=plan, organisation__name_fr="Office des migrations", support_fr="appui")
    page = shown(client, LIST)
    assert "Aucune activité n’est encore saisie" in page
    assert "Office des migrations" in page
    assert "%" not in page
    assert "0" not in page.partition("Office des migrations")[2].partition("Comité")[0]


def test_list_on_a_past_day_counts_what_was_there(client, objective, justice):
    dated(objective, justice, "1.1.1", added_on=date(2024, 6, 1))
    dated(objective, justice, "1.1.2")
    page = shown(client, f"{LIST}?on=2024-05-01")
    assert "Une structure répond de 1 des activités du plan, sur 1." in page
    assert "/plans/2023-2027/organisations/justice/?on=2024-05-01" in source(client, f"{LIST}?on=2024-05-01")


def test_a_day_that_is_none_is_said(client, plan):
    assert "n’a pas été compris" in shown(client, f"{LIST}?on=hier")


def test_list_asks_the_database_the_same_for_any_number(client, objective, justice):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            shown(client, LIST)
        return len(queries)

    ActivityPartnerFactory(activity=dated(objective, justice, "1.1.0"))
    one = asked()
    for number in range(1, 4):
        made = dated(objective, OrganisationFactory(), f"1.1.{number}")
        ActivityPartnerFactory(activity=made)
        reported(made, 20)
    assert asked() == one
    assert one <= 8


# One organisation

PAGE = f"{LIST}justice/"


def test_organisation_tells_what_it_leads(client, objective, justice):
    reported(dated(objective, justice, "1.1.1", title_fr="Former les juges"), 50)
    page = shown(client, PAGE)
    assert "Direction de la justice" in page
    assert "Elle conduit une activité : 50,0 % faits, 49,7 % attendus." in page
    assert "1.1.1 Former les juges" in page
    assert "30 juin 2024" in page


def test_organisation_tells_what_is_late_and_why(client, objective, justice):
    one = dated(objective, justice, "1.1.1", ends_on=date(2024, 2, 29), forecast_on=date(2024, 9, 15))
    PostponementFactory(
        activity=one, decided_on=date(2024, 2, 1), ends_on=date(2024, 5, 31), cause=DelayCause.SECURITY
    )
    page = shown(client, PAGE)
    assert "Une activité est en retard" in page
    assert "Sécurité 31 mai 2024 15 sept. 2024" in page


def test_a_delay_without_a_cause_says_so(client, objective, justice):
    dated(objective, justice, "1.1.1", ends_on=date(2024, 2, 29))
    page = shown(client, PAGE)
    assert "Une activité est en retard, et personne n’a dit pourquoi" in page
    assert "non dit" in page


def test_organisation_tells_what_it_takes_part_in(client, objective, justice, women):
    ActivityPartnerFactory(
        activity=dated(objective, women, "1.1.1"), organisation=justice, role="appui technique"
    )
    page = shown(client, PAGE)
    assert "Elle prend part à une activité" in page
    assert "Réseau des femmes appui technique" in page


def test_organisation_tells_the_indicators_it_measures(client, objective, justice):
    IndicatorFactory(objective=objective, responsible=justice, code="I1", name_fr="Dossiers jugés")
    assert "I1 Dossiers jugés" in shown(client, PAGE)


@pytest.fixture
def asked(plan, objective, justice):
    """Three reports expected for one quarter: one validated, one submitted, one not begun."""
    campaign = CampaignFactory(plan=plan)
    made = [dated(objective, justice, f"1.1.{number}") for number in range(3)]
    for one in made:
        ExpectationFactory(campaign=campaign, activity=one, organisation=justice)
    ProgressReportFactory(activity=made[0], campaign=campaign, validated=True)
    ProgressReportFactory(activity=made[1], campaign=campaign, submitted=True)
    return campaign


def test_public_reads_what_is_validated_only(client, asked):
    page = shown(client, PAGE)
    assert "Rapports validés : 1 sur 3 attendus" in page
    assert "En attente de validation" not in page
    assert "2024 3 1 2" in page


def test_partner_reads_what_awaits_validation(client, partner, asked):
    client.force_login(partner)
    page = shown(client, PAGE)
    assert "En attente de validation" in page
    assert "2024 3 1 1 1" in page


def test_organisation_that_has_no_part_in_the_plan_has_no_page(client, plan, justice):
    assert client.get(PAGE).status_code == 404
    assert client.get(f"{LIST}nowhere/").status_code == 404


def test_supporter_of_a_plan_has_a_page_that_says_what_is_not_known(client, plan, justice):
    PlanPartnerFactory(plan=plan, organisation=justice)
    page = shown(client, PAGE)
    assert "Elle ne conduit aucune activité de ce plan." in page
    assert "Aucune activité de ce plan n’est saisie pour elle" in page


def test_demonstration_stays_with_its_plan(client, plan, objective):
    demo = PlanFactory(published=True, demonstration=True, slug="demo-2")
    fictitious = OrganisationFactory(demonstration=True, slug="fictive", name_fr="Agence fictive")
    activity(StrategicObjectiveFactory(plan=demo, axis__plan=demo), fictitious, "1.1.1")
    assert "Agence fictive" in shown(client, "/plans/demo-2/organisations/")
    assert "aucun de ses chiffres ne décrit le Mali" in source(client, "/plans/demo-2/organisations/fictive/")
    assert "Agence fictive" not in shown(client, LIST)
    assert client.get(f"{LIST}fictive/").status_code == 404


def test_pages_of_a_draft_do_not_exist_for_the_public(client, plan, objective, justice, secretariat):
    activity(objective, justice, "1.1.1")
    Plan.objects.update(published_at=None)
    assert client.get(LIST).status_code == 404
    assert client.get(PAGE).status_code == 404
    client.force_login(secretariat)
    assert "Direction de la justice" in shown(client, PAGE)


def test_organisation_asks_the_database_the_same_for_any_number(client, asked, objective, justice, women):
    def count():
        with CaptureQueriesContext(connection) as queries:
            shown(client, PAGE)
        return len(queries)

    IndicatorFactory(objective=objective, responsible=justice, code="I0")
    ActivityPartnerFactory(activity=dated(objective, women, "2.1"), organisation=justice)
    one = count()
    for number in range(3):
        IndicatorFactory(objective=objective, responsible=justice, code=f"I2{number}")
        ActivityPartnerFactory(activity=dated(objective, women, f"3.{number}"), organisation=justice)
        reported(dated(objective, justice, f"4.{number}"), 10)
    assert count() == one
    assert one <= 10


def test_contradictions_give_a_right_page(client, objective, justice):
    """Zero weights, no dates, an end before the start by postponement, a title of 400 letters."""
    activity(objective, justice, "1.1.1", weight=Decimal(0), title_fr="é" * 400)
    one = dated(objective, justice, "1.1.2", weight=Decimal(0))
    PostponementFactory(activity=one, decided_on=date(2024, 1, 2), ends_on=date(2023, 1, 1))
    activity(objective, justice, "1.1.3", description_fr="mot " * 7500)
    assert "3 activités" in shown(client, PAGE)
    assert "3 activités" in shown(client, LIST)
