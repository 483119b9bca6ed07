from datetime import date

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser

from cnclctpa.portal.reporting.committee import report_on_committee
from cnclctpa.reference.choices import CountingUnit, OrganisationKind, Precision, Topic
from tests.factories.activities import WorkshopFactory, WorkshopOrganisationFactory
from tests.factories.plans import PlanFactory, PlanPartnerFactory
from tests.factories.reference import (
    AcronymFactory,
    AttestationFactory,
    FigureFactory,
    MandateFactory,
    OfficeFactory,
    OrganisationFactory,
    OrganisationStatementFactory,
    SourceFactory,
)
from tests.portal.reading import shown, source

pytestmark = pytest.mark.django_db
TODAY = date(2020, 12, 31)
ADDRESS = "/about/committee/"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def committee():
    return OrganisationFactory(
        committee=True,
        active_from=date(2016, 2, 3),
        parent=OrganisationFactory(slug="ministere", name_fr="Ministère de la Justice", kind="ministry"),
        sources=[SourceFactory(title="Le décret")],
    )


def report(user=None):
    return report_on_committee(user or AnonymousUser(), on=TODAY)


def told_of(organisation, user=None):
    bodies = [body for group in report(user).groups for body in group.bodies]
    return next(
        (body.supported_plans, body.workshops) for body in bodies if body.organisation == organisation
    )


def test_page_tells_the_decree_its_ministry_and_the_acronyms(client, committee):
    AcronymFactory(organisation=committee, text="CNCLCTPA", used_by_fr="article de 2023")
    AcronymFactory(organisation=committee, text="CNCLTP/PA", used_by_fr="OIM")
    page = shown(client, ADDRESS)
    assert "Un décret, deux sigles, aucune liste de membres publiée" in page
    assert "Création 3 février 2016" in page
    assert "Le décret" in page
    assert "Tutelle Ministère de la Justice" in page
    assert "CNCLTP/PA OIM" in page
    assert "liste non trouvée" in page


def test_page_keeps_statements_that_disagree_and_says_why(client, committee):
    about = {"organisation": committee, "about_fr": "Base de données"}
    OrganisationStatementFactory(**about, refused=True, text_fr="Une base existe.", position=0)
    OrganisationStatementFactory(**about, text_fr="Aucune base.", reason_fr="Parole du Comité.", position=1)
    page = shown(client, ADDRESS)
    assert page.index("Aucune base.") < page.index("Une base existe.")
    assert "Aucune base. retenu Parole du Comité." in page
    assert "Une base existe. non retenu Une seule source." in page


def test_page_says_what_was_looked_for_and_not_found(client, committee):
    OrganisationStatementFactory(
        organisation=committee, about_fr="Composition", text_fr="Texte introuvable.", certainty="not_found"
    )
    assert "Composition non trouvé Texte introuvable." in shown(client, ADDRESS)


def test_an_office_gives_its_days_in_words_and_its_spellings(client, committee):
    office = OfficeFactory(
        slug="presidente", person="Oumou Niaré", spellings=["Oumou NIARE"], organisation=committee
    )
    AttestationFactory(office=office, on=None, words_fr="nommée en 2022 ou après")
    AttestationFactory(office=office, on=date(2018, 4, 1), precision=Precision.MONTH)
    AttestationFactory(office=office, on=date(2019, 10, 19))
    page = shown(client, ADDRESS)
    assert "nommée en 2022 ou après avril 2018 19 octobre 2019" in page
    assert "Écrit aussi : Oumou NIARE" in page
    assert 'id="presidente"' in source(client, ADDRESS)


def test_what_lies_between_two_attested_days_is_drawn_as_unknown(committee):
    office = OfficeFactory(organisation=committee)
    AttestationFactory(office=office, on=date(2017, 1, 1))
    AttestationFactory(office=office, on=date(2019, 1, 1), precision=Precision.YEAR)
    (term,) = report().benches[0].terms
    # Four years from 2017 to 2020: the first mark at the start, the last a whole year, hatched until 2020.
    assert [(mark.at, mark.width) for mark in term.marks] == [(0, 0), (49.97, 21.23)]
    assert (term.starts_at, term.between) == (0, 71.2)


def test_an_office_without_a_date_says_so(client, committee):
    AttestationFactory(office=OfficeFactory(organisation=committee), on=None, words_fr="préface du plan")
    assert "préface du plan aucune date relevée" in shown(client, ADDRESS)


def test_bodies_are_cited_by_kind_and_never_members(client, committee):
    body = OrganisationFactory(slug="onudc", name_fr="ONUDC", kind=OrganisationKind.UN_AGENCY)
    MandateFactory(
        organisation=body, note_fr="Partenaire depuis 2017.", sources=[SourceFactory(title="Le Combat")]
    )
    OrganisationFactory(name_fr="CNLTP", kind=OrganisationKind.PUBLIC_BODY, country="CI")
    page = shown(client, ADDRESS)
    assert page.index("Agences des Nations Unies") < page.index("Structures d’autres pays")
    assert "ONUDC Partenaire depuis 2017." in page
    assert "Le Combat" in page
    assert report().members == 0
    assert 'id="onudc"' in source(client, ADDRESS)


def test_a_body_counts_the_plans_and_workshops_that_the_reader_may_see(client, committee, secretariat):
    body = OrganisationFactory(name_fr="OIM", kind=OrganisationKind.UN_AGENCY)
    for plan in (PlanFactory(published=True), PlanFactory()):
        PlanPartnerFactory(plan=plan, organisation=body)
        WorkshopOrganisationFactory(workshop=WorkshopFactory(plan=plan), organisation=body)
    WorkshopOrganisationFactory(workshop=WorkshopFactory(demonstration=True), organisation=body)
    assert told_of(body) == (1, 1)
    assert told_of(body, secretariat) == (2, 2)
    assert "Partenaire de 1 plan" in shown(client, ADDRESS)


def test_fictitious_organisations_are_left_out(client, committee):
    OfficeFactory(organisation=OrganisationFactory(demonstration=True, name_fr="Fictif"), person="Fictive")
    assert "Fictif" not in shown(client, ADDRESS)
    assert "Fictive" not in shown(client, ADDRESS)


def test_years_without_an_amount_are_a_gap_and_not_a_zero(client, committee):
    FigureFactory(
        topic=Topic.FUNDING,
        counting_unit=CountingUnit.XOF,
        measure_fr="Dotation du Comité",
        value=200_000_000,
        period_from=date(2018, 1, 1),
        period_to=date(2018, 12, 31),
        sources=[SourceFactory(title="Maliweb")],
    )
    FigureFactory(topic=Topic.FUNDING, period_from=date(2018, 1, 1), period_to=date(2022, 12, 31))
    money = report().allocations
    assert [(span.first, span.last, len(span.figures)) for span in money.spans] == [
        (2016, 2017, 0),
        (2018, 2018, 1),
        (2019, 2020, 0),
    ]
    assert (money.known, len(money.strip)) == (1, 5)
    page = shown(client, ADDRESS)
    assert "2016 à 2017 non renseigné" in page
    assert "200 000 000 francs CFA Dotation du Comité 1 source Maliweb" in page


def test_page_speaks_english_and_marks_what_is_french(client, committee):
    AcronymFactory(organisation=committee, text="CNCLTPA", used_by_fr="ONUDC")
    page = source(client, "/en/about/committee/")
    assert "One decree, one acronym, and no published list of members" in page
    assert '<span lang="fr">ONUDC</span>' in page


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_whatever_it_shows(client, committee, count, django_assert_num_queries):
    for _number in range(count):
        body = OrganisationFactory(parent=committee, sources=[SourceFactory()])
        AcronymFactory(organisation=body)
        MandateFactory(organisation=body, sources=[SourceFactory()])
        OrganisationStatementFactory(organisation=body, sources=[SourceFactory()])
        AttestationFactory(office=OfficeFactory(organisation=body, sources=[SourceFactory()]))
        FigureFactory(topic=Topic.FUNDING, sources=[SourceFactory()])
    with django_assert_num_queries(8):
        client.get(ADDRESS)
