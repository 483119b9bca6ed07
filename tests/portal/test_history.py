import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from activities.choices import ActivityKind
from cnclctpa.audit.causes import because
from cnclctpa.audit.choices import Way
from cnclctpa.portal.reporting.history_kinds import KINDS, history_address
from tests.factories.activities import ActivityFactory, MilestoneFactory, PostponementFactory, WorkshopFactory
from tests.factories.indicators import (
    IndicatorFactory,
    MeasurementFactory,
    MeasurementPartFactory,
    TargetFactory,
)
from tests.factories.money import FundingFactory, FundingStepFactory
from tests.factories.plans import PlanFactory, ProcessParticipationFactory, ProcessStepFactory
from tests.factories.publications import PublicationFactory
from tests.factories.reference import AcronymFactory, MandateFactory, OrganisationFactory
from tests.factories.reports import PeopleReachedFactory, ProgressReportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_secretariat(client, secretariat):
    client.force_login(secretariat)
    return client


@pytest.fixture
def as_administrator(client, administrator):
    client.force_login(administrator)
    return client


def read(client, row, query="") -> str:
    """The words of the page, on one line."""
    response = client.get(history_address(row) + query)
    assert response.status_code == 200
    content = response.content.decode()
    body = content[content.index("<main") : content.index("</main>")]
    return re.sub(r"\s+", " ", strip_tags(body).replace("\u202f", " ").replace("\xa0", " "))


def test_change_is_told_with_who_when_from_what_to_what_why_and_how(as_secretariat, secretariat):
    activity = ActivityFactory(title_fr="Former")
    activity.title_fr, activity.original_starts_on = "Former les juges", date(2024, 3, 1)
    with because("activity.changed", by=secretariat, reason="Demande du comité", way=Way.PAGE):
        activity.save()
    page = read(as_secretariat, activity)
    for words in (secretariat.full_name, "Demande du comité", "Former les juges", "1 mars 2024", "page"):
        assert words in page


def test_latest_change_comes_first(as_secretariat):
    activity = ActivityFactory(title_fr="Premier titre")
    for title in ("Deuxième titre", "Troisième titre"):
        activity.title_fr = title
        activity.save()
    page = read(as_secretariat, activity)
    assert page.rindex("Troisième titre") < page.rindex("Deuxième titre")


def test_parts_are_in_the_history_of_what_holds_them(as_secretariat):
    activity = ActivityFactory()
    MilestoneFactory(activity=activity, title_fr="Jalon premier")
    PostponementFactory(activity=activity, note="Crue du fleuve")
    step = FundingStepFactory(funding=FundingFactory(activity=activity, funder__name_fr="Bailleur"))
    report = ProgressReportFactory(activity=activity, difficulties="Routes coupées")
    page = read(as_secretariat, activity)
    for words in ("Jalon premier", "Crue du fleuve", "Bailleur", "Routes coupées"):
        assert words in page, words
    assert f"{step.amount:,.0f}".replace(",", " ") in page
    assert history_address(report) is None


def test_parts_of_others_are_not(as_secretariat):
    MilestoneFactory(title_fr="Jalon d’une autre")
    assert "Jalon d’une autre" not in read(as_secretariat, ActivityFactory())


def test_deleted_parts_are_still_told(as_secretariat):
    """Those below a deleted part too, by the name they had."""
    activity = ActivityFactory()
    MilestoneFactory(activity=activity, title_fr="Jalon effacé").delete()
    funding = FundingFactory(activity=activity, funder__name_fr="Bailleur effacé")
    FundingStepFactory(funding=funding, amount=987_654_321)
    funding.delete()
    other = ActivityFactory()
    page = read(as_secretariat, activity)
    for words in ("Jalon effacé", "Bailleur effacé", "987 654 321"):
        assert words in page, words
        assert words not in read(as_secretariat, other)


def test_part_that_has_the_number_of_another_kind_is_not_told(as_secretariat):
    """Entries are found by their kind and their number."""
    activity = ActivityFactory()
    indicator = IndicatorFactory(pk=activity.pk, name_fr="Indicateur étranger")
    assert "Indicateur étranger" not in read(as_secretariat, activity)
    assert "Indicateur étranger" in read(as_secretariat, indicator)


def test_history_of_a_plan_tells_its_process_and_publications(as_secretariat):
    plan = PlanFactory()
    step = ProcessStepFactory(plan=plan)
    ProcessParticipationFactory(step=step, organisation=OrganisationFactory(name_fr="Invité du comité"))
    PublicationFactory(plan=plan, content={"secret": "contenu gelé"})
    ActivityFactory(plan=plan, title_fr="Activité du plan")
    page = read(as_secretariat, plan)
    assert "Invité du comité" in page
    assert "contenu gelé" not in page
    assert "Activité du plan" not in page


def test_history_of_an_organisation_tells_its_acronyms_and_mandates(as_secretariat):
    organisation = OrganisationFactory()
    AcronymFactory(organisation=organisation, text="CNLTP")
    MandateFactory(organisation=organisation, note="Cité à l’article 3")
    page = read(as_secretariat, organisation)
    assert "CNLTP" in page
    assert "Cité à l’article 3" in page


@pytest.mark.parametrize(
    "planted",
    [
        lambda: MeasurementFactory(indicator__is_protected=True, value=Decimal(7717)).indicator,
        lambda: (
            MeasurementPartFactory(
                measurement__indicator__is_protected=True, value=Decimal(7717)
            ).measurement.indicator
        ),
        lambda: IndicatorFactory(protected=True, baseline=Decimal(7717)),
        lambda: (
            PeopleReachedFactory(report__activity__kind=ActivityKind.VICTIM_CARE, count=7717).report.activity
        ),
    ],
)
def test_protected_counts_are_masked_to_administrators(planted, client, administrator, secretariat):
    row = planted()
    client.force_login(administrator)
    page = read(client, row)
    assert "7 717" not in page
    assert "7717" not in page
    assert "masqué" in page.casefold() or "masked" in page.casefold()
    client.force_login(secretariat)
    assert "7 717" in read(client, row)


def test_deleted_protected_count_is_masked(as_administrator):
    people = PeopleReachedFactory(report__activity__kind=ActivityKind.VICTIM_CARE, count=7717)
    activity = people.report.activity
    people.delete()
    page = read(as_administrator, activity)
    assert "7 717" not in page
    assert "7717" not in page


def test_history_is_narrowed_by_what_was_done_and_to_what(as_secretariat):
    activity = ActivityFactory(title_fr="Former")
    milestone = MilestoneFactory(activity=activity, title_fr="Jalon")
    milestone.title_fr = "Jalon renommé"
    milestone.save()
    assert told(as_secretariat, activity, "") == 3
    assert told(as_secretariat, activity, "?of=milestone") == 2
    assert told(as_secretariat, activity, "?did=changed") == 1
    assert told(as_secretariat, activity, "?did=changed&of=activity") == 0
    assert "renommé" in listed(as_secretariat, activity, "?did=changed")


def told(client, row, query) -> int:
    return client.get(history_address(row) + query).content.decode().count('class="history-what"')


def listed(client, row, query) -> str:
    content = client.get(history_address(row) + query).content.decode()
    _before, _open, rest = content.partition('<ol class="history">')
    return strip_tags(rest.partition("</main>")[0])


@pytest.mark.parametrize(
    "query", ["?did=x", "?of=user", "?page=999", "?page=x", "?did=", "?of=%00", "?did=a&did=b"]
)
def test_filter_that_means_nothing_is_left_out(as_secretariat, query):
    activity = ActivityFactory(title_fr="Former")
    assert "Former" in read(as_secretariat, activity, query)


def test_history_is_cut_into_pages(as_secretariat):
    activity = ActivityFactory()
    for rank in range(60):
        activity.weight = rank + 2
        activity.save()
    first = listed(as_secretariat, activity, "")
    second = listed(as_secretariat, activity, "?page=2")
    assert first
    assert second
    assert first != second


def test_object_that_never_changed_says_so(as_secretariat):
    """Its rows were there before the trail, or came by other means."""
    from cnclctpa.reference.models import Source

    (source,) = Source.objects.bulk_create([Source(slug="s", title="Texte", publisher="JO")])
    response = as_secretariat.get(history_address(source))
    assert response.status_code == 200
    assert '<ol class="history">' not in response.content.decode()


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "{{ row }}", "a" * 30_000, "‮RTL", "=1+1"])
def test_hostile_texts_are_shown_as_texts(as_secretariat, hostile):
    activity = ActivityFactory(title_fr="Avant")
    activity.expected_outputs_fr = hostile
    activity.title_fr = hostile[:250]
    with because("activity.changed", reason=hostile):
        activity.save()
    assert "<script>alert" not in as_secretariat.get(history_address(activity)).content.decode()


def queries_of(client, row) -> int:
    address = history_address(row)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(address)
    return len(captured)


def test_history_costs_the_same_however_long(as_secretariat):
    def grown(count):
        activity = ActivityFactory()
        for _rank in range(count):
            MilestoneFactory(activity=activity)
            MilestoneFactory(activity=activity).delete()
            FundingStepFactory(funding__activity=activity)
            PeopleReachedFactory(report__activity=activity)
            TargetFactory()
        return activity

    assert queries_of(as_secretariat, grown(1)) == queries_of(as_secretariat, grown(5)) <= 25


def test_each_object_page_has_its_history_below():
    for kind in KINDS:
        assert kind.name not in {other.name for other in KINDS if other is not kind}
    workshop = WorkshopFactory()
    assert history_address(workshop) == reverse("portal:workshop-history", args=[workshop.slug])
    assert history_address(workshop) == f"{workshop.get_absolute_url()}history/"
    assert history_address(MilestoneFactory()) is None
    assert history_address(ActivityFactory.build()) is None
