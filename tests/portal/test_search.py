from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from cnclctpa.portal.asked import codes_in
from cnclctpa.portal.search import SHOWN, search
from evaluation.choices import TipTier
from tests.factories.activities import (
    ActivityFactory,
    OutcomeFactory,
    WorkshopFactory,
    WorkshopOrganisationFactory,
)
from tests.factories.evaluation import AssessmentFactory, RecommendationFactory
from tests.factories.indicators import IndicatorFactory
from tests.factories.plans import (
    AxisFactory,
    PlanFactory,
    PlanPartnerFactory,
    ResultFactory,
    StrategicObjectiveFactory,
)
from tests.factories.reference import (
    AcronymFactory,
    EventFactory,
    FigureFactory,
    FrameworkFactory,
    OfficeFactory,
    OrganisationFactory,
    RegionFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db
ACRONYMS = ("CNCLCTPA", "CNCLTPPA", "CNCLTPA", "CNCLTP/PA", "CNLTPPA")


@pytest.fixture
def committee():
    committee = OrganisationFactory(committee=True, name_fr="Comité national de coordination")
    for text in ACRONYMS:
        AcronymFactory(organisation=committee, text=text)
    return committee


def shown(client, address):
    """The page as a reader sees it: no-break spaces are spaces."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode().replace("\u202f", " ").replace("\xa0", " ")


def titles(query, user=None):
    report = search(query, user=user or AnonymousUser())
    return {hit.title for found in report.lists for hit in found.hits}


@pytest.mark.parametrize("query", ["evaluation", "ÉVALUATION", "Évalua", "segou évaluation", "d’évaluation"])
def test_search_ignores_case_accents_and_ends_of_words(query):
    WorkshopFactory(title_fr="Atelier d’évaluation du plan", description_fr="Tenu à Ségou.")
    WorkshopFactory(title_fr="Formation")
    assert titles(query) == {"Atelier d’évaluation du plan"}


def test_every_word_must_answer_by_its_beginning():
    EventFactory(title_fr="Loi sur la traite")
    assert titles("loi traite") == {"Loi sur la traite"}
    assert titles("loi aite") == set()
    assert titles("loi budget") == set()


@pytest.mark.parametrize("typed", [*ACRONYMS, "cncltp pa", "CNCLTP-PA", "cncltppa"])
def test_each_acronym_of_the_committee_finds_all_that_names_it(committee, typed):
    EventFactory(title_fr="Création du Comité national de coordination")
    EventFactory(title_fr="Réunion du CNCLTP/PA")
    EventFactory(title_fr="Réunion d’un autre comité")
    report = search(typed, user=AnonymousUser())
    assert titles(typed) == {
        "Comité national de coordination",
        "Création du Comité national de coordination",
        "Réunion du CNCLTP/PA",
    }
    assert [known.name for known in report.understood] == ["Comité national de coordination"]


def test_an_acronym_is_a_whole_word():
    union = OrganisationFactory(name_fr="Union européenne")
    AcronymFactory(organisation=union, text="UE")
    EventFactory(title_fr="Appui de l’Union européenne")
    EventFactory(title_fr="Ueberblick")
    assert titles("UE") == {"Union européenne", "Appui de l’Union européenne"}


def test_an_acronym_and_a_word_narrow_one_another(committee):
    EventFactory(title_fr="Réunion du CNLTPPA à Bamako")
    EventFactory(title_fr="Réunion du CNLTPPA à Kayes")
    assert titles("cnclctpa kayes") == {"Réunion du CNLTPPA à Kayes"}


def test_reports_are_found_by_name_year_and_level_in_both_languages():
    AssessmentFactory(year=2017, tier=TipTier.TIER_3)
    AssessmentFactory(year=2019, tier=TipTier.TIER_2)
    with override("en"):
        assert titles("TIP report 2017") == {"TIP report 2017"}
        assert titles("tier 3") == {"TIP report 2017"}
        assert titles("rapport tip 2019") == {"TIP report 2019"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("formations", "Formation"),
        ("trafiquant", "Trafiquants"),
        ("lois nationales", "Loi nationale"),
        ("formées", "Personne formée"),
        ("nationaux", "Plan national"),
    ],
)
def test_plurals_and_feminines_find_one_another(typed, found):
    EventFactory(title_fr=found)
    assert titles(typed) == {found}


def test_an_organisation_finds_the_plans_and_workshops_in_which_it_takes_part():
    iom = OrganisationFactory(name_fr="Organisation internationale pour les migrations")
    AcronymFactory(organisation=iom, text="OIM")
    PlanPartnerFactory(plan=PlanFactory(published=True, title_fr="Plan appuyé"), organisation=iom)
    WorkshopOrganisationFactory(workshop=WorkshopFactory(title_fr="Atelier appuyé"), organisation=iom)
    PlanFactory(published=True, title_fr="Plan seul")
    WorkshopFactory(title_fr="Atelier seul")
    expected = {"Plan appuyé", "Atelier appuyé", "Organisation internationale pour les migrations"}
    assert titles("OIM") == titles("migrations") == expected


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("1er février 2019", {"Plan"}),
        ("1 February 2019", {"Plan"}),
        ("20 mars 2018", {"Atelier", "Plan"}),
        ("mars", {"Atelier"}),
        ("mars 2018 atelier", {"Atelier"}),
        ("2012", {"Loi"}),
        ("juillet 2012", {"Loi"}),
        ("31 février 2012", set()),
        ("2031", set()),
    ],
)
def test_dates_find_what_happened_then(typed, found):
    PlanFactory(
        published=True,
        title_fr="Plan",
        starts_on=date(2018, 1, 1),
        ends_on=date(2022, 12, 31),
        launched_on=date(2019, 2, 1),
        launched_certainty="certain",
    )
    WorkshopFactory(title_fr="Atelier", starts_on=date(2018, 3, 19), ends_on=date(2018, 3, 23))
    EventFactory(title_fr="Loi", on=date(2012, 7, 12))
    assert titles(typed) == found


@pytest.mark.parametrize(
    "typed",
    ["5817", "5 817", "5817 millions", "5 817 000 000", "5817000000", "5 817 000 000 FCFA", "5,817,000,000"],
)
def test_amounts_are_found_however_they_are_typed(typed):
    PlanFactory(
        published=True, title_fr="Plan 2018-2022", total_budget=5_817_000_000, budget_certainty="certain"
    )
    FigureFactory(measure_fr="Budget du plan", value=5_817_000_000)
    FigureFactory(measure_fr="Dont, compris dans 5 817 000 000 FCFA", value=200_000_000)
    FigureFactory(measure_fr="Autre", value=2_992_000_000)
    assert titles(typed) >= {"Plan 2018-2022", "Budget du plan"}
    assert "Autre" not in titles(typed)


def test_a_number_longer_than_any_amount_is_a_word():
    FigureFactory()
    assert titles("9" * 100) == titles("9 " + "999 " * 7) == set()


@pytest.mark.parametrize("typed", ["catégorie III", "catégorie 3", "tier 3", "zone rouge"])
def test_what_is_typed_of_a_level_leads_to_the_levels(client, typed):
    report = AssessmentFactory(year=2017, tier=TipTier.TIER_3)
    AssessmentFactory(year=2019, tier=TipTier.TIER_2)
    page = shown(client, f"/search/?q={typed}")
    assert 'href="/assessments/"' in page.split("<main")[1]
    if typed != "zone rouge":
        assert titles(typed) == {str(report)}


def test_every_kind_of_object_is_searched():
    plan = PlanFactory(published=True, title_fr="Mot plan")
    AxisFactory(plan=plan, title_fr="Mot axe")
    objective = StrategicObjectiveFactory(plan=plan, axis=None, title_fr="Mot objectif")
    ResultFactory(objective=objective, title_fr="Mot résultat")
    ActivityFactory(objective=objective, title_fr="Mot activité")
    IndicatorFactory(objective=objective, name_fr="Mot indicateur")
    workshop = WorkshopFactory(title_fr="Mot atelier")
    OutcomeFactory(workshop=workshop, text_fr="Mot conclusion")
    RecommendationFactory(text_fr="Mot recommandation")
    AssessmentFactory(year=2012, findings_fr="Mot du rapport")
    OrganisationFactory(name_fr="Mot organisation")
    OfficeFactory(person="Mot personne")
    FigureFactory(measure_fr="Mot chiffre")
    EventFactory(title_fr="Mot date")
    FrameworkFactory(title_fr="Mot cadre")
    RegionFactory(name="Mot région")
    SourceFactory(title="Mot source")
    report = search("mot", user=AnonymousUser())
    assert len(report.lists) == 17
    assert report.total == 17


def parts_of(plan, words="Former les relais"):
    """A result, an activity and an indicator of a plan, under an objective."""
    objective = StrategicObjectiveFactory(plan=plan, axis=None, code="1.2", title_fr="Prévenir")
    result = ResultFactory(objective=objective, code="1.2.1", title_fr=f"{words}, résultat")
    activity = ActivityFactory(result=result, code="1.2.1.3", title_fr=f"{words}, activité")
    indicator = IndicatorFactory(result=result, code="I1.2.1", name_fr=f"{words}, indicateur")
    return {str(result.title), str(activity.title), str(indicator.name)}


@pytest.mark.parametrize("typed", ["formér RELAIS", "relais former", "relai"])
def test_parts_of_a_plan_are_found_by_their_words(typed):
    found = parts_of(PlanFactory(published=True))
    assert titles(typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("1.2.1.3", {"activité"}),
        ("1.2.1", {"activité", "résultat"}),
        ("1.2.1 relais", {"activité", "résultat"}),
        ("i1.2.1", {"indicateur"}),
        ("1.2", {"activité", "résultat", "Prévenir"}),
        ("(1.2.1.3),", {"activité"}),
        ("2.1", set()),
    ],
)
def test_parts_of_a_plan_are_found_by_their_code(typed, found):
    parts_of(PlanFactory(published=True))
    assert {title.split()[-1] for title in titles(typed)} == found


@pytest.mark.parametrize("typed", ["2018-2022", "5.817.000", "CNCLTP-PA"])
def test_a_period_an_amount_and_an_acronym_are_no_codes(typed):
    assert codes_in(typed) == []


def test_answers_lead_to_the_pages_of_the_parts_and_name_their_plan(client):
    parts_of(PlanFactory(slug="2023-2027", published=True))
    page = client.get("/search/?q=relais").content.decode()
    for address in ("activities/1.2.1.3/", "results/1.2.1/", "indicators/I1.2.1/"):
        assert f'href="/plans/2023-2027/{address}"' in page
    assert "1.2.1.3, plan" in shown(client, "/search/?q=relais").replace('<span class="whole">', "")


def test_an_organisation_finds_the_activities_that_it_leads():
    lead = OrganisationFactory(name_fr="Direction de l’éducation")
    AcronymFactory(organisation=lead, text="DNE")
    objective = StrategicObjectiveFactory(plan=PlanFactory(published=True), axis=None)
    ActivityFactory(objective=objective, lead=lead, title_fr="Émissions de radio")
    ActivityFactory(objective=objective, with_lead=True, title_fr="Autre")
    assert titles("DNE") == {"Émissions de radio", "Direction de l’éducation"}


def test_parts_of_a_fictitious_plan_are_never_found(secretariat):
    parts_of(PlanFactory(demonstration=True, published=True))
    for user in (None, secretariat):
        assert titles("relais", user) == titles("1.2.1", user) == set()


def test_parts_of_a_draft_are_found_by_those_who_see_it(secretariat, partner, focal_point):
    found = parts_of(PlanFactory())
    assert titles("relais") == titles("relais", partner) == titles("relais", focal_point) == set()
    assert titles("relais", secretariat) == found


def test_drafts_and_fictitious_objects_are_not_found(secretariat):
    draft = PlanFactory(title_fr="Caché brouillon")
    AxisFactory(plan=draft, title_fr="Caché axe")
    OutcomeFactory(workshop=WorkshopFactory(plan=draft, title_fr="Caché atelier"), text_fr="Caché constat")
    OrganisationFactory(demonstration=True, name_fr="Caché fictif")
    WorkshopFactory(demonstration=True, title_fr="Caché fictif")
    OfficeFactory(organisation__is_demonstration=True, person="Caché fictif")
    assert titles("caché") == set()
    assert titles("caché", secretariat) == {
        "Caché brouillon",
        "Caché axe",
        "Caché atelier",
        "Caché constat",
    }


def test_acronyms_of_fictitious_organisations_mean_nothing():
    AcronymFactory(organisation=OrganisationFactory(demonstration=True), text="FICTIF")
    assert search("fictif", user=AnonymousUser()).understood == ()


def test_a_long_list_is_cut_and_says_of_how_many(client):
    SourceFactory.create_batch(SHOWN + 3, title="Rapport trouvé")
    report = search("trouvé", user=AnonymousUser())
    assert (len(report.lists[0].hits), report.lists[0].total, report.lists[0].hidden) == (SHOWN, SHOWN + 3, 3)
    assert f"{SHOWN} sur {SHOWN + 3}" in shown(client, "/search/?q=trouv")


@pytest.mark.parametrize(
    "query",
    ["", "   ", "%", "_", "'; DROP TABLE", "\x00", "\ud800", "é" * 5000, "a " * 500, "ߞߊ߲", "<script>"],
)
def test_odd_queries_open(client, query):
    SourceFactory(title="Une source")
    assert client.get("/search/", {"q": query.encode("utf-8", "surrogatepass")}).status_code == 200


@pytest.mark.parametrize("wildcard", ["%", "_", "%ne", "S_urce"])
def test_wildcards_of_the_database_mean_nothing(wildcard):
    SourceFactory(title="Une source")
    assert titles(wildcard) == set()


def test_page_lists_answers_by_kind_with_their_addresses(client, committee):
    page = shown(client, "/search/?q=CNCLTPA")
    assert 'href="/about/committee/#comite-national"' in page
    assert "<b>CNCLTPA</b>" in page
    assert "Une réponse pour" in page
    assert '<meta name="robots" content="noindex">' in page


def test_page_without_an_answer_says_what_to_do(client):
    page = shown(client, "/search/?q=introuvable")
    assert "Rien pour « introuvable »" in page
    assert 'value="introuvable"' in page
    assert "Essayez moins de mots" in page


def test_page_without_a_query_gives_examples(client):
    page = shown(client, "/search/")
    assert 'href="?q=Sikasso"' in page
    assert "réponse" not in page


def test_answers_in_french_are_marked_on_an_english_page(client):
    EventFactory(title_fr="Loi trouvée", title_en="")
    EventFactory(title_fr="Décret trouvé", title_en="Decree found (trouve)")
    page = shown(client, "/en/search/?q=trouv")
    assert 'lang="fr" hreflang="en">Loi trouvée</a>' in page
    assert ">Decree found (trouve)</a>" in page
    assert 'lang="fr" hreflang="en">Decree' not in page


@pytest.mark.parametrize("count", [1, 3])
def test_search_costs_the_same_whatever_it_finds(committee, count):
    for _number in range(count):
        plan = PlanFactory(published=True, title_fr="Mot")
        AxisFactory(plan=plan, title_fr="Mot")
        WorkshopFactory(plan=plan, title_fr="Mot")
        AcronymFactory(organisation=OrganisationFactory(name_fr="Mot"))
        FigureFactory(measure_fr="Mot")
        objective = StrategicObjectiveFactory(plan=plan, axis=None, title_fr="Mot")
        ResultFactory(objective=objective, title_fr="Mot")
        ActivityFactory(objective=objective, title_fr="Mot", with_lead=True)
        IndicatorFactory(objective=objective, name_fr="Mot")
    with CaptureQueriesContext(connection) as queries:
        search("mot", user=AnonymousUser())
    assert len(queries) == 18
