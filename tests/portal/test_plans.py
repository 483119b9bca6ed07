"""The pages of one plan, of its axes and of its objectives."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cnclctpa.documents.choices import Audience
from cnclctpa.reference.choices import FrameworkKind
from evaluation.choices import TipTier
from plans.choices import ParticipantGroup, Pillar, PlanProperty, PlanStatus, ResultLevel, StepKind
from tests.factories.activities import OutcomeFactory, WorkshopFactory
from tests.factories.documents import DocumentFactory
from tests.factories.evaluation import AssessmentFactory, RecommendationFactory
from tests.factories.plans import (
    AnnualPlanFactory,
    AxisFactory,
    PlanFactory,
    PlanPartnerFactory,
    PlanStatementFactory,
    ProcessParticipationFactory,
    ProcessStepFactory,
    ResultFactory,
    StrategicObjectiveFactory,
)
from tests.factories.reference import FigureFactory, FrameworkFactory, OrganisationFactory, SourceFactory
from tests.portal.reading import as_written

pytestmark = pytest.mark.django_db
PLAN = "/en/plans/2023-2027/"
PAGES = ("", "about/", "axes/1/", "objectives/O1/")


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(date(2026, 11, 21)):
        yield


@pytest.fixture
def plan():
    plan = PlanFactory(
        published=True, status=PlanStatus.IN_FORCE, slug="2023-2027", title_fr="Plan national 2023-2027"
    )
    AxisFactory(plan=plan, position=1, title_fr="Prévention (sensibilisation)")
    StrategicObjectiveFactory(plan=plan, axis=None, code="O1", position=1, title_fr="Collecte des données")
    return plan


def shown(client, address=PLAN):
    response = client.get(address)
    assert response.status_code == 200
    return as_written(response.content.decode())


# Who sees what


@pytest.mark.parametrize("page", PAGES)
def test_draft_does_not_exist_for_the_public(client, plan, secretariat, partner, page):
    plan.published_at = None
    plan.save()
    assert client.get(PLAN + page).status_code == 404
    client.force_login(partner)
    assert client.get(PLAN + page).status_code == 404
    client.force_login(secretariat)
    assert "draft, not published" in shown(client, PLAN + page)


@pytest.mark.parametrize("page", PAGES)
def test_shared_draft_is_open_to_partners_only(client, plan, partner, page):
    plan.published_at, plan.is_shared_with_partners = None, True
    plan.save()
    assert client.get(PLAN + page).status_code == 404
    client.force_login(partner)
    assert "draft, not published" in shown(client, PLAN + page)


@pytest.mark.parametrize(
    "address", ["/plans/compare/", "/plans/new/about/", "/plans/compare/about/", "/plans/1999/"]
)
def test_addresses_that_are_no_plan_do_not_exist(client, plan, secretariat, address):
    client.force_login(secretariat)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "page",
    ["axes/2/", "axes/0/", "objectives/O2/", "objectives/%00/", "objectives/O1%00/", "objectives/%2e%2e/"],
)
def test_parts_of_another_plan_do_not_exist_here(client, plan, page):
    other = PlanFactory(published=True)
    AxisFactory(plan=other, position=2)
    StrategicObjectiveFactory(plan=other, axis=None, code="O2")
    assert client.get(PLAN + page).status_code == 404


# The dashboard


@pytest.mark.parametrize(
    ("day", "status", "title"),
    [
        (date(2022, 12, 31), PlanStatus.ADOPTED, "The 2023-2027 plan has not begun"),
        (date(2023, 1, 1), PlanStatus.IN_FORCE, "The 2023-2027 plan is in its first year"),
        (date(2027, 12, 31), PlanStatus.IN_FORCE, "The 2023-2027 plan is in its fifth year"),
        (date(2028, 1, 1), PlanStatus.CLOSED, "The 2023-2027 plan is over, and its activities"),
        (date(2028, 1, 1), PlanStatus.EVALUATED, "The 2023-2027 plan is over and was evaluated"),
    ],
)
def test_dashboard_opens_with_where_the_plan_stands(client, plan, day, status, title):
    plan.status = status
    plan.save()
    with time_machine.travel(day):
        assert f"<h1>{title}" in shown(client)


def test_dashboard_of_a_plan_without_activities_never_says_zero(client, plan):
    page = shown(client, "/plans/2023-2027/")
    assert "Aucune activité n’est encore saisie" in page
    assert "0\u202f%" not in page
    assert "C’est le temps écoulé, non l’avancement du plan." in page


def test_dashboard_tells_its_facts_in_both_languages(client, plan):
    plan.launched_on, plan.launched_certainty = date(2023, 10, 19), "probable"
    plan.total_budget, plan.budget_certainty = 2_992_000_000, "certain"
    plan.sources.add(SourceFactory(url="https://ortm.ml/node/4590"))
    plan.save()
    french, english = shown(client, "/plans/2023-2027/"), shown(client)
    assert "19\u00a0octobre 2023" in french
    assert "2\u202f992\u202f000\u202f000\u00a0FCFA" in french
    assert "19\u00a0October 2023" in english
    assert "XOF\u00a02,992,000,000" in english
    assert "probable" in english
    assert "https://ortm.ml/node/4590" in english


def test_dashboard_shows_axes_by_pillar_and_says_whether_their_wording_is_official(client, plan):
    page = shown(client)
    assert '<h2 id="axes">One axis</h2>' in page
    assert "Wording of the sources; the official one was not found." in page
    for position, pillar in enumerate(Pillar.values[1:], 2):
        AxisFactory(plan=plan, position=position, pillar=pillar)
    assert "Four axes, one for each pillar" in shown(client)


def test_dashboard_without_axes_or_objectives_says_who_could_bring_them(client):
    PlanFactory(published=True, status=PlanStatus.IN_FORCE, slug="2023-2027")
    page = shown(client)
    assert "The axes of this plan were not found" in page
    assert "How this plan was made was not found" in page
    assert "No workshop of this plan was found" in page
    assert "No TIP report of this period is recorded" in page
    assert "Eleven things out of twelve are still to be brought" in page
    assert "The committee, by handing over the matrix of the plan." in page


def test_dashboard_shows_annual_plans_figures_and_partners(client, plan):
    AnnualPlanFactory(plan=plan, year=2024, budget=1_572_550_000, number_of_activities_fr="une quarantaine")
    plan.figures.add(
        FigureFactory(measure_fr="Contribution de l’État", value=200_000_000, counting_unit="XOF")
    )
    PlanPartnerFactory(plan=plan, organisation=OrganisationFactory(name_fr="ONUDC"), certainty="uncertain")
    page = shown(client)
    assert "XOF\u00a01,572,550,000" in page
    assert "une quarantaine" in page
    assert "<b>XOF\u00a0200,000,000</b>" in page
    assert "Contribution de l’État" in page
    assert "ONUDC" in page
    assert "uncertain" in page


def test_dashboard_shows_the_workshops_that_served_the_plan(client, plan):
    step = ProcessStepFactory(plan=plan)
    other = PlanFactory(published=True)
    WorkshopFactory(plan=plan, title_fr="Atelier du plan")
    WorkshopFactory(plan=other, process_step=step, title_fr="Atelier d’avant")
    WorkshopFactory(plan=other, title_fr="Atelier étranger")
    page = shown(client)
    assert "Two workshops served this plan" in page
    assert "Atelier d’avant" in page
    assert "Atelier étranger" not in page


def test_dashboard_hides_the_workshop_of_a_draft(client, plan):
    draft = PlanFactory()
    WorkshopFactory(plan=draft, process_step=ProcessStepFactory(plan=plan), title_fr="Atelier réservé")
    assert "Atelier réservé" not in shown(client)


@pytest.mark.parametrize(
    ("tiers", "title"),
    [
        ([TipTier.TIER_2], "The TIP report during the period"),
        ([TipTier.TIER_2, TipTier.TIER_2], "All TIP reports of the period give the same level: Tier 2"),
        (
            [TipTier.TIER_2, TipTier.TIER_3],
            "The level given by the TIP report changed once</h2>",
        ),
        (
            [TipTier.TIER_2, TipTier.WATCH_LIST, TipTier.TIER_2],
            "The level given by the TIP report changed twice</h2>",
        ),
    ],
)
def test_dashboard_tells_how_the_tip_level_changed_during_the_period(client, plan, tiers, title):
    AssessmentFactory(year=2022, tier=TipTier.TIER_1)
    for year, tier in enumerate(tiers, 2023):
        AssessmentFactory(year=year, tier=tier)
    page = shown(client)
    assert title in page
    assert "Tier 1" not in page


@pytest.mark.parametrize(
    ("certainties", "title"),
    [
        (
            ["certain", "certain", "probable"],
            "The level given by the TIP report changed twice, once by inference",
        ),
        (["certain", "probable", "certain"], "The level given by the TIP report changed twice, by inference"),
    ],
)
def test_dashboard_says_which_changes_of_level_are_inferred(client, plan, certainties, title):
    for year, certainty in enumerate(certainties, 2023):
        tier = TipTier.WATCH_LIST if year == 2024 else TipTier.TIER_2
        AssessmentFactory(year=year, tier=tier, certainty=certainty)
    assert f"{title}</h2>" in shown(client)


def test_dashboard_gives_amounts_in_francs_first_and_says_which_are_rounded(client, plan):
    plan.figures.add(
        FigureFactory(counting_unit="USD", value=10_000_000, period_to=date(2026, 12, 31)),
        FigureFactory(counting_unit="XOF", value=200_000_000, is_approximate=True),
    )
    page = shown(client)
    assert page.index("about XOF\u00a0200,000,000") < page.index("USD\u00a010,000,000")


def test_dashboard_shows_the_years_of_a_plan_under_way_only(client, plan):
    assert "Years of the plan and time passed" in shown(client)
    plan.starts_on, plan.ends_on = date(2018, 1, 1), date(2022, 12, 31)
    plan.save()
    assert "the time that has passed" not in shown(client)


def test_dashboard_keeps_both_sides_of_a_disagreement(client, plan):
    PlanStatementFactory(plan=plan, about=PlanProperty.AXES, refused=True, text_fr="Cinq axes.")
    PlanStatementFactory(plan=plan, about=PlanProperty.AXES, text_fr="Quatre axes.")
    PlanStatementFactory(plan=plan, about=PlanProperty.DATES, text_fr="Plan quinquennal.")
    page = shown(client)
    assert page.index("Quatre axes.") < page.index("Cinq axes.") < page.index("Une seule source.")
    assert "Plan quinquennal." not in page


def test_dashboard_names_the_former_plan_unless_it_is_a_draft(client, plan):
    plan.predecessor = PlanFactory(slug="2018-2022", starts_on=date(2018, 1, 1), ends_on=date(2022, 12, 31))
    plan.save()
    assert "2018-2022" not in shown(client)
    plan.predecessor.published_at = plan.published_at
    plan.predecessor.save()
    assert 'href="/en/plans/2018-2022/">2018-2022</a>' in shown(client)


def test_dashboard_of_a_fictitious_plan_bears_the_band(client, plan):
    assert "Demonstration data." not in shown(client)
    plan.is_demonstration = True
    plan.save()
    assert "Demonstration data." in shown(client)


# How it was made


def test_about_tells_each_step_with_who_took_part_and_its_workshops(client, plan):
    step = ProcessStepFactory(
        plan=plan,
        kind=StepKind.VALIDATION,
        starts_on=date(2018, 6, 25),
        ends_on=date(2018, 6, 29),
        place_fr="Sikasso",
        sources=[SourceFactory(title="L’ONUDC accompagne le Mali")],
    )
    organisation = OrganisationFactory(name_fr="Ministère de la Justice")
    ProcessParticipationFactory(step=step, organisation=organisation, position=1)
    ProcessParticipationFactory(step=step, group=ParticipantGroup.CIVIL_SOCIETY, position=2)
    WorkshopFactory(plan=plan, process_step=step, title_fr="Atelier de validation")
    ProcessStepFactory(plan=plan, kind=StepKind.PREPARATION)
    page = shown(client, PLAN + "about/")
    assert "The 2023-2027 plan: two steps of its making are known" in page
    assert "25–29\u00a0June 2018" in page
    assert "L’ONUDC accompagne le Mali" in page
    assert "Ministère de la Justice" in page
    assert "Civil society" in page
    assert "Atelier de validation" in page
    assert "date not found" in page
    assert "who took part was not found" in page


def test_about_counts_neither_the_adoption_nor_the_launch_as_steps_of_the_making(client, plan):
    ProcessStepFactory(plan=plan, kind=StepKind.ADOPTION, starts_on=date(2014, 12, 1))
    ProcessStepFactory(plan=plan, kind=StepKind.LAUNCH, starts_on=date(2016, 3, 15))
    page = shown(client, PLAN + "about/")
    assert "How the 2023-2027 plan was made is not known" in page
    assert "Its adoption and its launch; how it was drafted was not found" in page
    ProcessStepFactory(plan=plan, kind=StepKind.PREPARATION)
    page = shown(client, PLAN + "about/")
    assert "one step of its making is known, without its date" in page


def test_about_says_which_frameworks_this_site_links_to_the_plan(client, plan):
    plan.frameworks.add(FrameworkFactory(kind=FrameworkKind.STRATEGY, title_fr="Stratégie"))
    assert "linked by this site" not in shown(client, PLAN + "about/")
    goal = FrameworkFactory(kind=FrameworkKind.GOAL, description_fr="Le rapprochement est fait par ce site.")
    plan.frameworks.add(goal)
    page = shown(client, PLAN + "about/")
    assert "linked by this site" in page
    assert "Le rapprochement est fait par ce site." in page


def test_about_without_anything_says_so_with_dignity(client, plan):
    page = shown(client, PLAN + "about/")
    assert "How the 2023-2027 plan was made is not known" in page
    assert "The adopted text, which states it, is in no public source." in page
    assert "No statement of a source is recorded yet for this plan." in page
    assert "No document of this plan can be read here" in page


def test_about_gathers_all_that_sources_say(client, plan):
    plan.vision_fr = "Un Mali sans traite."
    plan.save()
    plan.frameworks.add(FrameworkFactory(title_fr="Stratégie régionale"))
    PlanPartnerFactory(plan=plan, support_fr="financement")
    PlanStatementFactory(plan=plan, about=PlanProperty.BUDGET, text_fr="Budget prévisionnel.")
    PlanStatementFactory(plan=plan, about=PlanProperty.BUDGET, text_fr="Dix millions.", refused=True)
    page = shown(client, PLAN + "about/")
    for words in ("Un Mali sans traite.", "Stratégie régionale", "financement", "Budget prévisionnel."):
        assert words in page
    assert page.index("Budget prévisionnel.") < page.index("Dix millions.") < page.index("Une seule source.")


def test_about_lists_only_the_documents_of_ones_audience(client, plan, partner, secretariat):
    plan.documents.add(
        DocumentFactory(title_fr="Texte adopté", public=True),
        DocumentFactory(title_fr="Note aux partenaires", for_partners=True),
        DocumentFactory(title_fr="Note interne", audience=Audience.SECRETARIAT),
    )
    DocumentFactory(title_fr="Document d’ailleurs", public=True)
    seen = {}
    for who in (None, partner, secretariat):
        if who:
            client.force_login(who)
        page = shown(client, PLAN + "about/")
        titles = ("Texte adopté", "Note aux partenaires", "Note interne", "Document d’ailleurs")
        seen[who] = [title for title in titles if title in page]
    assert seen[None] == ["Texte adopté"]
    assert seen[partner] == ["Texte adopté", "Note aux partenaires"]
    assert seen[secretariat] == ["Texte adopté", "Note aux partenaires", "Note interne"]


# One axis


def test_axis_shows_the_outcomes_that_it_took_up(client, plan):
    workshop = WorkshopFactory(title_fr="Atelier de Sikasso")
    outcome = OutcomeFactory(
        workshop=workshop, text_fr="Une prévention plus large.", sources=[SourceFactory(title="ONUDC 2018")]
    )
    outcome.axes.add(plan.axes.get())
    OutcomeFactory(workshop=workshop, text_fr="Autre constat.")
    page = shown(client, PLAN + "axes/1/")
    assert "One outcome of a workshop finds an answer in this axis" in page
    assert "Une prévention plus large." in page
    assert "Atelier de Sikasso" in page
    assert "ONUDC 2018" in page
    assert "Autre constat." not in page


def test_axis_hides_the_outcome_of_a_workshop_of_a_draft(client, plan):
    outcome = OutcomeFactory(workshop__plan=PlanFactory(), text_fr="Constat réservé.")
    outcome.axes.add(plan.axes.get())
    page = shown(client, PLAN + "axes/1/")
    assert "Constat réservé." not in page
    assert "We know of no outcome of a workshop that this axis answers" in page


def test_axis_finds_its_pillar_in_the_other_plans_that_one_may_see(client, plan):
    AxisFactory(plan=PlanFactory(published=True), title_fr="Prévention d’avant")
    AxisFactory(plan=PlanFactory(), title_fr="Prévention en brouillon")
    AxisFactory(plan=PlanFactory(published=True, demonstration=True), title_fr="Prévention fictive")
    AxisFactory(plan=PlanFactory(published=True), title_fr="Poursuite d’avant", pillar=Pillar.PROSECUTION)
    page = shown(client, PLAN + "axes/1/")
    assert "Prévention d’avant" in page
    for hidden in ("Prévention en brouillon", "Prévention fictive", "Poursuite d’avant"):
        assert hidden not in page


def test_axis_shows_what_was_asked_in_its_pillar(client, plan):
    RecommendationFactory(text_fr="Mener une prévention ciblée.", pillar=Pillar.PREVENTION)
    RecommendationFactory(text_fr="Juger davantage.", pillar=Pillar.PROSECUTION)
    fictitious = OutcomeFactory(workshop__demonstration=True)
    RecommendationFactory(text_fr="Recommandation fictive.", pillar=Pillar.PREVENTION, outcome=fictitious)
    page = shown(client, PLAN + "axes/1/")
    assert "Mener une prévention ciblée." in page
    assert "Juger davantage." not in page
    assert "Recommandation fictive." not in page
    assert "All the recommendations of this pillar" not in page


def test_axis_leads_to_the_list_when_there_are_many_recommendations(client, plan):
    RecommendationFactory.create_batch(7, pillar=Pillar.PREVENTION)
    assert 'recommendations/?pillar=prevention">All the recommendations of this pillar' in shown(
        client, PLAN + "axes/1/"
    )


def test_axis_of_a_fictitious_plan_shows_fictitious_recommendations(client, plan):
    plan.is_demonstration = True
    plan.save()
    RecommendationFactory(text_fr="Recommandation réelle.", pillar=Pillar.PREVENTION)
    fictitious = OutcomeFactory(workshop__demonstration=True)
    RecommendationFactory(text_fr="Recommandation fictive.", pillar=Pillar.PREVENTION, outcome=fictitious)
    page = shown(client, PLAN + "axes/1/")
    assert "Recommandation fictive." in page
    assert "Recommandation réelle." not in page


def test_axis_lists_its_objectives_or_says_that_no_source_does(client, plan):
    assert "No source attaches an objective to this axis" in shown(client, PLAN + "axes/1/")
    StrategicObjectiveFactory(plan=plan, axis=plan.axes.get(), title_fr="Objectif rattaché")
    page = shown(client, PLAN + "axes/1/")
    assert "Objectif rattaché" in page
    assert "Collecte des données" not in page


# One objective


def test_objective_says_when_its_source_gives_no_axis(client, plan):
    objective = plan.objectives.get()
    objective.certainty = "probable"
    objective.save()
    objective.sources.add(SourceFactory(title="Bamada, mars 2016"))
    page = shown(client, PLAN + "objectives/O1/")
    assert "The source does not say to which axis." in page
    assert "that of the sources; the official one was not found" in page
    assert "probable" in page
    assert "Bamada, mars 2016" in page


def test_objective_shows_its_axis_and_its_chain_of_results(client, plan):
    objective = plan.objectives.get()
    objective.axis, objective.is_wording_official = plan.axes.get(), True
    objective.save()
    ResultFactory(objective=objective, level=ResultLevel.IMPACT, title_fr="Moins de victimes")
    ResultFactory(objective=objective, level=ResultLevel.OUTPUT, title_fr="Agents formés")
    page = shown(client, PLAN + "objectives/O1/")
    assert 'href="/en/plans/2023-2027/axes/1/"' in page
    assert "From what is produced to what changes" in page
    assert page.index("Agents formés") < page.index("Moins de victimes")
    assert page.index("Output") < page.index("Agents formés") < page.index("Immediate outcome")


def test_objective_without_results_explains_the_chain(client, plan):
    page = shown(client, PLAN + "objectives/O1/")
    assert "No source states what this objective is expected to change" in page
    assert "What people and institutions then do differently." in page


def test_objective_leads_to_its_neighbours(client, plan):
    for position in (2, 3):
        StrategicObjectiveFactory(
            plan=plan, axis=None, code=f"O{position}", position=position, title_fr=f"Objectif n° {position}"
        )
    first, second, last = (shown(client, f"{PLAN}objectives/O{rank}/") for rank in (1, 2, 3))
    assert "Previous objective:" not in first
    assert 'rel="next" href="/en/plans/2023-2027/objectives/O2/"' in first
    assert 'rel="prev" href="/en/plans/2023-2027/objectives/O1/"' in second
    assert 'rel="next" href="/en/plans/2023-2027/objectives/O3/"' in second
    assert "Next objective:" not in last


# The price of a page


def grow(plan):
    """One more of everything that a plan may have, each with its own source."""

    def cited():
        return [SourceFactory()]

    axis = AxisFactory(plan=plan, sources=cited())
    objective = StrategicObjectiveFactory(plan=plan, axis=axis, sources=cited())
    ResultFactory(objective=plan.objectives.get(code="O1"), sources=cited())
    step = ProcessStepFactory(plan=plan, sources=cited())
    ProcessParticipationFactory(step=step, organisation=OrganisationFactory())
    workshop = WorkshopFactory(plan=plan, process_step=step, sources=cited())
    outcome = OutcomeFactory(workshop=workshop, sources=cited(), pillar=Pillar.PREVENTION)
    outcome.axes.add(plan.axes.get(position=1))
    RecommendationFactory(outcome=outcome, pillar=Pillar.PREVENTION, sources=cited())
    AxisFactory(plan=PlanFactory(published=True), sources=cited())
    AnnualPlanFactory(plan=plan, sources=cited())
    PlanPartnerFactory(plan=plan, sources=cited())
    PlanStatementFactory(plan=plan, sources=cited())
    PlanStatementFactory(plan=plan, refused=True, sources=cited())
    plan.figures.add(FigureFactory(sources=cited()))
    plan.frameworks.add(FrameworkFactory(sources=cited()))
    plan.documents.add(DocumentFactory(public=True))
    AssessmentFactory(year=2023 + AXES.index(len(plan.axes.all())), sources=cited())
    return objective


AXES = (2, 3, 4)


@pytest.mark.parametrize("page", PAGES)
def test_page_asks_as_much_for_three_of_each_as_for_one(client, plan, page):
    grow(plan)
    with CaptureQueriesContext(connection) as one:
        shown(client, PLAN + page)
    grow(plan)
    grow(plan)
    with CaptureQueriesContext(connection) as three:
        shown(client, PLAN + page)
    assert len(one) == len(three) <= 10
