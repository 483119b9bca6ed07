"""What the database refuses of reference data, and what figures say of themselves."""

from datetime import date
from decimal import Decimal

import pytest

from cnclctpa.reference.choices import Division, MandateRole, Topic
from cnclctpa.reference.models import Figure, Organisation, Region
from tests.factories.reference import (
    AcronymFactory,
    AttestationFactory,
    EventFactory,
    EventStatementFactory,
    FigureFactory,
    FigurePartFactory,
    MandateFactory,
    OfficeFactory,
    OrganisationFactory,
    OrganisationStatementFactory,
    RegionFactory,
    SourceFactory,
)
from tests.refusals import assert_refused


def second_acronym():
    first = AcronymFactory(text="CNCLCTPA")
    return AcronymFactory.build(organisation=first.organisation, text="CNCLCTPA")


def second_part():
    first = FigurePartFactory(label_fr="femmes")
    return FigurePartFactory.build(figure=first.figure, label_fr="femmes")


def second_retained():
    FigureFactory(question="enquetes-2024")
    return FigureFactory.build(question="enquetes-2024")


def second_region():
    RegionFactory(slug="kayes")
    return RegionFactory.build(slug="kayes")


def second_iso_code():
    RegionFactory(iso_code="ML-1")
    return RegionFactory.build(iso_code="ML-1")


# The constraint → an object that breaks it.
BROKEN = {
    "reference_acronym_once_per_organisation": second_acronym,
    "reference_attestation_has_date_or_words": lambda: AttestationFactory.build(
        office=OfficeFactory(), on=None
    ),
    "reference_event_starts_before_it_ends": lambda: EventFactory.build(
        on=date(2018, 3, 23), ends_on=date(2018, 3, 19)
    ),
    "reference_eventstatement_says_why_not_retained": lambda: EventStatementFactory.build(
        event=EventFactory(), is_retained=False
    ),
    "reference_figure_has_value_or_words": lambda: FigureFactory.build(value=None),
    "reference_figure_one_retained_per_question": second_retained,
    "reference_figure_period_in_order": lambda: FigureFactory.build(period_to=date(2023, 12, 31)),
    "reference_figure_says_why_not_retained": lambda: FigureFactory.build(is_retained=False),
    "reference_figurepart_once_per_category": second_part,
    "reference_figurepart_value_not_negative": lambda: FigurePartFactory.build(
        figure=FigureFactory(), value=-1
    ),
    "reference_mandate_has_legal_basis": lambda: MandateFactory.build(
        organisation=OrganisationFactory(), role=MandateRole.MEMBER
    ),
    "reference_mandate_starts_before_it_ends": lambda: MandateFactory.build(
        organisation=OrganisationFactory(), starts_on=date(2020, 1, 1), ends_on=date(2019, 1, 1)
    ),
    "reference_organisation_active_from_before_to": lambda: OrganisationFactory.build(
        active_from=date(2011, 2, 3), active_to=date(2006, 9, 8)
    ),
    "reference_organisationstatement_says_why_not_retained": lambda: OrganisationStatementFactory.build(
        organisation=OrganisationFactory(), is_retained=False
    ),
    "reference_region_iso_code_once_per_division": second_iso_code,
    "reference_region_newer_has_parent": lambda: RegionFactory.build(division=Division.D2023),
    "reference_region_once_per_division": second_region,
}


@pytest.mark.parametrize("name", BROKEN)
def test_constraint_refuses(name, db):
    assert_refused(BROKEN[name](), name)


def test_source_without_a_title_is_refused(db):
    source = SourceFactory.build(title="")
    source.clean_fields = lambda exclude=None: None  # the field says it first; the constraint says it as well
    assert_refused(source, "reference_source_has_title")


@pytest.mark.parametrize("url", ["ftp://example.org/", "ftps://example.org/"])
def test_source_opens_a_page(url, db):
    assert_refused(SourceFactory.build(url=url), "reference_source_url_is_a_web_address")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//example.org", " https://example.org"]
)
def test_source_runs_no_script(url, db):
    source = SourceFactory.build(url=url)
    source.clean_fields = lambda exclude=None: None  # the field says it first; the constraint says it as well
    assert_refused(source, "reference_source_url_is_a_web_address")


def test_oldest_region_comes_from_none(db):
    assert_refused(RegionFactory.build(parent=RegionFactory()), "reference_region_newer_has_parent")


def test_member_by_a_legal_text_is_accepted(db):
    mandate = MandateFactory(role=MandateRole.MEMBER, legal_basis="Décret n° 2011-036/PM-RM")
    mandate.full_clean()


def test_question_keeps_the_figures_that_are_not_retained(db):
    retained = FigureFactory(question="enquetes-2024")
    refused = FigureFactory.create_batch(2, refused=True, question="enquetes-2024")
    assert list(Figure.objects.retained()) == [retained]
    assert Figure.objects.filter(question="enquetes-2024").count() == 1 + len(refused)


def test_figures_without_a_question_are_all_retained(db):
    FigureFactory.create_batch(2, question="")
    assert Figure.objects.retained().count() == 2


def test_words_are_enough_for_a_figure(db):
    figure = FigureFactory(value=None, words_fr="un peu plus d’un million Cfa")
    figure.full_clean()
    assert figure.not_broken_down is None


def test_not_broken_down_is_what_the_parts_leave_out(db):
    figure = FigureFactory(value=430)
    FigurePartFactory(figure=figure, label_fr="hommes", value=291)
    FigurePartFactory(figure=figure, label_fr="femmes", value=113)
    assert figure.not_broken_down == Decimal(26)


def test_not_broken_down_is_unknown_without_parts(db):
    assert FigureFactory(value=430).not_broken_down is None


def test_about_keeps_one_topic(db):
    funding = FigureFactory(topic=Topic.FUNDING)
    FigureFactory(topic=Topic.RESULTS)
    assert list(Figure.objects.about(Topic.FUNDING)) == [funding]


@pytest.mark.parametrize(
    ("first", "last", "is_whole"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), True),
        (date(2023, 1, 1), date(2024, 12, 31), False),
        (date(2024, 1, 1), date(2024, 12, 30), False),
        (date(2024, 2, 1), date(2024, 12, 31), False),
    ],
)
def test_whole_years_are_calendar_years(first, last, is_whole, db):
    FigureFactory(period_from=first, period_to=last)
    assert Figure.objects.whole_years().exists() is is_whole


def test_details_of_figures_are_read_at_once(db, django_assert_num_queries):
    for _ in range(3):
        FigurePartFactory(figure__sources=[SourceFactory()])
    with django_assert_num_queries(3):
        for figure in Figure.objects.with_details():
            assert len(figure.parts.all()) == len(figure.sources.all()) == 1


def test_committee_is_found_by_its_identifier(db):
    committee = OrganisationFactory(committee=True)
    OrganisationFactory()
    assert Organisation.objects.committee() == committee


def test_real_organisations_leave_the_demonstration_out(db):
    OrganisationFactory(demonstration=True)
    real = OrganisationFactory()
    assert list(Organisation.objects.real()) == [real]


def test_regions_are_of_one_division(db):
    newer = RegionFactory(newer=True)
    assert list(Region.objects.of(Division.D2023)) == [newer]
    assert list(Region.objects.of(Division.D2012)) == [newer.parent]


def test_texts_are_searched_without_accents(db):
    assert "ministere de l economie" in OrganisationFactory(name_fr="Ministère de l’Économie").search_text
    assert "cncltp pa" in AcronymFactory(text="CNCLTP/PA").search_text
