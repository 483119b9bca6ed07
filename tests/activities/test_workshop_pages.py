from datetime import date

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.translation import override

from activities.choices import Involvement, WorkshopPurpose
from cnclctpa.documents.choices import Audience
from tests.factories.activities import (
    OutcomeFactory,
    ParticipationFactory,
    SessionFactory,
    WorkingGroupFactory,
    WorkshopFactory,
    WorkshopOrganisationFactory,
    WorkshopStatementFactory,
)
from tests.factories.documents import DocumentFactory
from tests.factories.plans import AxisFactory, PlanFactory, ProcessStepFactory
from tests.factories.reference import FrameworkFactory, OrganisationFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _json_feature_known():
    assert connection.features.has_json_object_function


@pytest.fixture
def plan():
    return PlanFactory(
        slug="2015-2017", published=True, starts_on=date(2015, 1, 1), ends_on=date(2017, 12, 31)
    )


def sikasso(plan, **fields):
    workshop = WorkshopFactory(
        plan=plan,
        title_fr="Évaluation à Sikasso",
        title_en="Evaluation in Sikasso",
        place_fr="Sikasso",
        **fields,
    )
    source = SourceFactory(title="GLO.ACT in Mali", publisher="UNODC")
    ParticipationFactory(
        workshop=workshop,
        group_fr="Membres du Comité",
        women=5,
        is_approximate=True,
        sources=[source],
    )
    ParticipationFactory(workshop=workshop, group_fr="Représentants", total=5, sex_not_stated=5, position=1)
    return workshop


def complete(workshop, plan):
    """Something in every table that hangs on a workshop."""
    axis = AxisFactory(plan=plan)
    WorkshopOrganisationFactory(workshop=workshop, involvement=Involvement.ORGANISER)
    SessionFactory(workshop=workshop)
    WorkingGroupFactory(workshop=workshop, axis=axis, rapporteur=OrganisationFactory())
    OutcomeFactory(workshop=workshop, owner=OrganisationFactory(), sources=[SourceFactory()]).axes.add(axis)
    WorkshopStatementFactory(workshop=workshop, sources=[SourceFactory()])
    WorkshopStatementFactory(workshop=workshop, refused=True, sources=[SourceFactory()])
    workshop.frameworks.add(FrameworkFactory())
    workshop.documents.add(DocumentFactory(public=True))
    workshop.sources.add(SourceFactory())


def page(client, address):
    with override("fr"):
        response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


# The list


def test_list_counts_the_workshops_whose_attendance_is_known(client, plan):
    sikasso(plan)
    WorkshopFactory(plan=plan, starts_on=date(2016, 3, 15), ends_on=date(2016, 3, 15))
    WorkshopFactory(starts_on=date(2019, 2, 1), ends_on=date(2019, 2, 1))
    assert "Three workshops since 2016: the attendance of one only is known" in page(client, "/en/workshops/")
    assert "Trois ateliers depuis 2016\u202f: la participation n’est connue" in page(client, "/workshops/")


def test_list_gives_the_attendance_as_stated_and_says_what_is_not_recorded(client, plan):
    sikasso(plan)
    WorkshopFactory()
    shown = page(client, "/en/workshops/")
    assert "about 25 people, of whom 5 women" in shown
    assert "not recorded" in shown


def test_list_makes_no_total_that_hides_the_unknown(client, plan):
    sikasso(plan)
    WorkshopFactory()
    WorkshopFactory()
    shown = page(client, "/en/workshops/")
    assert "No total: most sources do not say who came" in shown
    assert "1 of 3" in shown
    assert "This is not the total of the workshops." in shown
    assert "People counted whose sex is not stated: about 25." in shown


def test_list_says_the_words_of_the_source(client):
    group = ParticipationFactory(total=50, is_minimum=True, words_fr="plus de 50", words_en="more than 50")
    for address in ("/workshops/", group.workshop.get_absolute_url()):
        assert "more than 50" in page(client, "/en" + address)
        shown = page(client, address)
        assert "plus de 50" in shown
        assert "environ 50" not in shown


def test_list_adds_a_minimum_and_an_approximation_without_losing_either(client, plan):
    sikasso(plan)
    ParticipationFactory(total=50, is_minimum=True)
    shown = page(client, "/workshops/")
    assert "au moins 80, environ" in shown
    assert "Personnes comptées sans que leur sexe soit précisé\u202f: au moins 75, environ." in shown


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"launch", "evaluation", "of no plan"}),
        ("?plan=2015-2017", {"launch", "evaluation"}),
        ("?plan=none", {"of no plan"}),
        ("?purpose=drafting", {"evaluation"}),
        ("?plan=2015-2017&purpose=launch", {"launch"}),
        ("?purpose=nonsense&plan=1999", {"launch", "evaluation", "of no plan"}),
    ],
)
def test_list_is_filtered_by_plan_and_by_either_purpose(client, plan, query, expected):
    WorkshopFactory(title_fr="launch", plan=plan, purpose=WorkshopPurpose.LAUNCH)
    WorkshopFactory(title_fr="evaluation", plan=plan, also=WorkshopPurpose.DRAFTING)
    WorkshopFactory(title_fr="of no plan", purpose=WorkshopPurpose.TRAINING)
    report = client.get(f"/workshops/{query}").context["report"]
    assert {line.workshop.title for line in report.lines} == expected


def test_empty_list_says_what_to_do(client):
    shown = page(client, "/en/workshops/")
    assert "No workshop matches" in shown
    assert "Show all the workshops" in shown


def test_workshops_of_a_draft_are_in_no_list_and_no_count(client, plan, secretariat):
    sikasso(plan)
    WorkshopFactory(
        plan=PlanFactory(),
        title_fr="Atelier du brouillon",
        starts_on=date(2023, 1, 1),
        ends_on=date(2023, 1, 1),
    )
    shown = page(client, "/en/workshops/")
    assert "Atelier du brouillon" not in shown
    assert "One workshop, in 2018, whose attendance is known" in shown

    client.force_login(secretariat)
    shown = page(client, "/en/workshops/")
    assert "Atelier du brouillon" in shown
    assert "Two workshops since 2018" in shown


def test_demonstration_is_seen_when_its_plan_is_asked_for_and_says_so(client, plan):
    sikasso(plan)
    fictitious = WorkshopFactory(demonstration=True, title_fr="Atelier fictif")
    assert "Atelier fictif" not in page(client, "/en/workshops/")
    shown = page(client, f"/en/workshops/?plan={fictitious.plan.slug}")
    assert "Atelier fictif" in shown
    assert "Evaluation in Sikasso" not in shown
    assert "Demonstration data." in shown


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_whatever_its_size(client, plan, count, django_assert_num_queries):
    for _ in range(count):
        sikasso(plan)
    with django_assert_num_queries(3):
        client.get("/workshops/")


# One workshop


def test_page_tells_the_attendance_with_its_doubts_and_sources(client, plan):
    shown = page(client, "/en" + sikasso(plan).get_absolute_url())
    assert "About 30 people, of whom at least 5 women" in shown
    assert "at least 5" in shown
    assert "about 25\u00a0sex not stated" in shown
    assert "GLO.ACT in Mali" in shown
    assert "UNODC" in shown


def test_page_in_french_is_typeset(client, plan):
    shown = page(client, sikasso(plan).get_absolute_url())
    assert "Environ 30 personnes, dont au moins 5 femmes" in shown
    assert "19-23\u00a0mars 2018" in shown
    assert "non renseigné" in shown


VOIDS = (
    "The programme was not found",
    "How many people came is not known",
    "What came out of it was not found",
)


def test_page_says_once_that_nothing_is_known_but_its_date(client):
    shown = page(client, "/en" + WorkshopFactory().get_absolute_url())
    assert "Neither the programme, nor who came, nor what came out of it was found" in shown
    assert [words for words in VOIDS if words in shown] == []


def test_page_says_what_no_source_tells_beside_what_one_does(client):
    shown = page(client, "/en" + OutcomeFactory().workshop.get_absolute_url())
    assert [words for words in VOIDS if words in shown] == list(VOIDS[:2])
    assert "One outcome, and what became of it" in shown


def test_words_that_say_nothing_is_known_agree_in_french(client):
    shown = page(client, WorkshopFactory().get_absolute_url())
    assert "non renseignée<" in shown
    assert "non renseignés<" in shown


def test_workshop_of_two_plans_is_listed_for_both_and_says_what_it_did_with_each(client, plan):
    made = PlanFactory(
        slug="2018-2022", published=True, starts_on=date(2018, 1, 1), ends_on=date(2022, 12, 31)
    )
    workshop = sikasso(plan, also=WorkshopPurpose.DRAFTING, process_step=ProcessStepFactory(plan=made))
    for address in (workshop.get_absolute_url(), "/workshops/?plan=2015-2017", "/workshops/?plan=2018-2022"):
        shown = page(client, address)
        assert "2015-2017</span></a> (évalué) · " in shown
        assert "2018-2022</span></a> (élaboré)" in shown


def test_plan_in_draft_is_not_told_by_a_workshop_that_helped_to_make_it(client, plan, secretariat):
    workshop = sikasso(plan, process_step=ProcessStepFactory(plan=PlanFactory(slug="2028-2032")))
    for address in (workshop.get_absolute_url(), "/workshops/"):
        assert "2028-2032" not in page(client, address)
    client.force_login(secretariat)
    assert "2028-2032" in page(client, workshop.get_absolute_url())


def test_workshop_that_no_source_links_to_a_plan_says_during_which_it_was_held(client, plan):
    workshop = WorkshopFactory(starts_on=date(2016, 3, 29), ends_on=date(2016, 3, 30))
    WorkshopFactory(demonstration=True)
    for address in (workshop.get_absolute_url(), "/workshops/"):
        shown = page(client, "/en" + address)
        assert "none, in the sources read" in shown
        assert "held during the period of the" in shown
    assert workshop not in [
        line.workshop for line in client.get("/workshops/?plan=2015-2017").context["report"].lines
    ]


def test_page_gives_sessions_by_day(client, plan):
    workshop = sikasso(plan)
    SessionFactory(
        workshop=workshop, starts_on=date(2018, 3, 21), ends_on=date(2018, 3, 23), title_fr="Élaboration"
    )
    SessionFactory(workshop=workshop, title_fr="Évaluation du plan")
    SessionFactory(workshop=workshop, ends_on=date(2018, 3, 19), title_fr="Ouverture")
    shown = page(client, "/en" + workshop.get_absolute_url())
    assert "days 3 to 5" in shown
    assert "days 1 to 2" in shown
    assert "day 1" in shown
    assert shown.index("Évaluation du plan") < shown.index("Élaboration")
    assert "the sources do not name them" in shown


def test_page_names_organisations_by_the_part_they_took_with_the_doubt(client, plan):
    workshop = sikasso(plan)
    for name in ("ONUDC", "OIM"):
        WorkshopOrganisationFactory(
            workshop=workshop, organisation__name_fr=name, involvement=Involvement.ORGANISER
        )
    WorkshopOrganisationFactory(
        workshop=workshop,
        organisation__name_fr="Allemagne",
        involvement=Involvement.FUNDER,
        certainty="uncertain",
        note_fr="absente du texte anglais",
    )
    shown = page(client, workshop.get_absolute_url())
    assert "Organisateurs" in shown
    assert "Bailleur<" in shown
    assert "incertain" in shown
    assert "absente du texte anglais" in shown


def test_page_sets_conflicting_sources_apart_from_what_sources_add(client, plan):
    workshop = sikasso(plan)
    WorkshopStatementFactory(workshop=workshop, about_fr="Outils", text_fr="Trois outils.")
    WorkshopStatementFactory(
        workshop=workshop,
        about_fr="Clôture",
        text_fr="Le 16 mars.",
        is_retained=False,
        reason_fr="Avant l’ouverture.",
    )
    WorkshopStatementFactory(workshop=workshop, about_fr="Clôture", text_fr="Le 23 mars.")

    report = client.get(workshop.get_absolute_url()).context["report"]

    assert [subject.about for subject in report.remarks] == ["Outils"]
    [closing] = report.disagreements
    assert [statement.text for statement in closing.statements] == ["Le 23 mars.", "Le 16 mars."]
    shown = page(client, "/en" + workshop.get_absolute_url())
    assert "One point on which sources disagree, and what is retained" in shown
    assert "Avant l’ouverture." in shown


def test_page_leads_from_outcomes_to_the_axes_that_answer_them(client, plan):
    workshop = sikasso(plan)
    axis = AxisFactory(
        plan=PlanFactory(slug="2018-2022", published=True), position=4, title_fr="Coordination"
    )
    OutcomeFactory(workshop=workshop, text_fr="Coordination à renforcer").axes.add(axis)
    OutcomeFactory(workshop=workshop, text_fr="Rapport d’évaluation")
    shown = page(client, "/en" + workshop.get_absolute_url())
    assert "One outcome out of two finds an axis that answers it" in shown
    assert reverse("portal:axis-detail", args=["2018-2022", 4]) in shown
    assert "what became of it was not found" in shown


def test_axes_of_a_draft_plan_are_not_told_by_a_published_workshop(client, plan, secretariat):
    workshop = sikasso(plan)
    secret = AxisFactory(plan=PlanFactory(slug="2028-2032"), title_fr="Axe encore secret")
    OutcomeFactory(workshop=workshop).axes.add(secret)
    WorkingGroupFactory(workshop=workshop, axis=secret)
    for address in (workshop.get_absolute_url(), "/outcomes/"):
        shown = page(client, address)
        assert "Axe encore secret" not in shown
        assert "2028-2032" not in shown

    client.force_login(secretariat)
    assert "Axe encore secret" in page(client, workshop.get_absolute_url())


def test_documents_are_those_that_the_reader_may_see(client, plan, partner):
    workshop = sikasso(plan)
    workshop.documents.add(
        DocumentFactory(public=True, title_fr="Compte rendu"),
        DocumentFactory(audience=Audience.PARTNERS, title_fr="Liste des partenaires"),
        DocumentFactory(title_fr="Note du secrétariat"),
    )

    def titles():
        report = client.get(workshop.get_absolute_url()).context["report"]
        return {document.title for document in report.documents}

    assert titles() == {"Compte rendu"}
    client.force_login(partner)
    assert titles() == {"Compte rendu", "Liste des partenaires"}


def test_neighbours_are_the_visible_real_workshops_before_and_after(client, plan):
    def on(day, **fields):
        return WorkshopFactory(starts_on=day, ends_on=day, **fields)

    on(date(2016, 3, 15))
    before = on(date(2017, 10, 30))
    on(date(2018, 1, 1), plan=PlanFactory())
    after = on(date(2018, 5, 14))
    on(date(2018, 4, 1), demonstration=True)
    report = client.get(sikasso(plan).get_absolute_url()).context["report"]
    assert (report.previous, report.following) == (before, after)


def test_neighbours_of_the_same_day_follow_their_names(client):
    first, second, third = (WorkshopFactory(slug=slug) for slug in ("a", "b", "c"))
    report = client.get(second.get_absolute_url()).context["report"]
    assert (report.previous, report.following) == (first, third)


def test_neighbours_of_a_fictitious_workshop_are_fictitious(client, plan):
    sikasso(plan)
    fictitious = WorkshopFactory(demonstration=True)
    other = WorkshopFactory(plan=fictitious.plan, starts_on=date(2019, 1, 1), ends_on=date(2019, 1, 1))
    response = client.get("/en" + fictitious.get_absolute_url())
    assert (response.context["report"].previous, response.context["report"].following) == (None, other)
    assert "Demonstration data." in response.content.decode()


def test_french_content_is_marked_in_english_pages(client):
    workshop = WorkshopFactory(title_fr="Titre seulement français")
    assert "(in French)" in page(client, "/en" + workshop.get_absolute_url())


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_nine_queries_whatever_it_shows(client, plan, count, django_assert_num_queries):
    workshop = sikasso(plan)
    WorkshopFactory(starts_on=date(2017, 1, 1), ends_on=date(2017, 1, 1))
    for _ in range(count):
        complete(workshop, plan)
    with django_assert_num_queries(9):
        client.get(workshop.get_absolute_url())
