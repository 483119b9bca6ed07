"""Writing a progress report, sending it, deciding on it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from activities.choices import DelayCause, ReportedStatus, ReportState
from activities.models import IndicatorAnswer, PeopleReached, ProgressReport
from cnclctpa.accounts.roles import Role
from cnclctpa.documents.choices import Audience
from cnclctpa.documents.models import Document
from plans.choices import IndicatorKind
from plans.models import Measurement
from tests.factories.accounts import MembershipFactory
from tests.factories.documents import DocumentFactory
from tests.factories.indicators import CategoryFactory, IndicatorFactory
from tests.factories.reports import (
    ExpectationFactory,
    IndicatorAnswerFactory,
    PeopleReachedFactory,
    ProgressReportFactory,
)
from tests.forms import save, typed

PERIOD = {"starts_on": date(2024, 4, 1), "ends_on": date(2024, 6, 30)}


@pytest.fixture
def expected(db):
    """On the second quarter of 2024, in a campaign that is open today."""
    today = timezone.localdate()
    return ExpectationFactory(
        campaign__plan__published=True,
        campaign__opens_on=today - timedelta(days=9),
        campaign__due_on=today,
        campaign__closes_on=today + timedelta(days=9),
        activity__with_lead=True,
        **{f"campaign__{name}": day for name, day in PERIOD.items()},
    )


@pytest.fixture(autouse=True)
def known_kinds(db):
    """A site that runs has met each kind of object; a test has not."""
    ContentType.objects.get_for_models(ProgressReport, PeopleReached, IndicatorAnswer, Document)


@pytest.fixture
def address(expected):
    activity = expected.activity
    return reverse("portal:report-update", args=[activity.plan.slug, activity.code, expected.campaign.slug])


@pytest.fixture
def writer(client, expected):
    """A focal point of the organisation that leads the activity."""
    held = MembershipFactory(role=Role.FOCAL_POINT, organisation=expected.activity.lead)
    client.force_login(held.user)
    client.user = held.user
    return client


def begun(expected, **told):
    return ProgressReportFactory(activity=expected.activity, campaign=expected.campaign, **told)


def decided(address):
    return address.replace("/edit/", "/decide/")


def test_draft_sent_unchanged_writes_nothing(writer, expected, address):
    report = begun(expected, state=ReportState.DRAFT, narrative="Deux formations.")

    response = save(writer, address)

    assert response.status_code == 302
    assert "Rien n’a changé" in writer.get(response.url).content.decode()
    assert ProgressReport.objects.get().revision == report.revision


def send(client, address, **changes):
    return save(client, address, submit="1", **changes)


TOLD = {"status": "under_way", "percentage": "45,5 %", "narrative": "Deux formations à Ségou."}


def test_draft_is_kept_then_sent(writer, address):
    assert save(writer, address, **{**TOLD, "percentage": ""}).status_code == 302
    draft = ProgressReport.objects.get()
    assert (draft.state, draft.percentage, draft.submitted_by) == (ReportState.DRAFT, None, None)
    assert (draft.starts_on, draft.ends_on) == tuple(PERIOD.values())

    assert send(writer, address, **TOLD).status_code == 302
    sent = ProgressReport.objects.get()
    assert (sent.state, sent.percentage) == (ReportState.SUBMITTED, Decimal("45.5"))
    assert sent.submitted_by == writer.user


def test_people_and_answers_are_kept_with_it(writer, expected, address):
    indicator = IndicatorFactory(plan=expected.activity.plan, objective=expected.activity.objective)
    category = CategoryFactory()
    indicator.dimensions.add(category.dimension)

    response = save(
        writer,
        address,
        **TOLD,
        **{
            "people-adult_women": "38",
            "people-adult_men": "0",
            f"answers-{indicator.pk}-value": "1 200",
            f"answers-{indicator.pk}-{category.pk}": "700",
        },
    )

    assert response.status_code == 302
    report = ProgressReport.objects.get()
    counted = {(one.age_group, one.sex): one.count for one in report.people_reached.all()}
    assert counted == {("adult", "women"): 38, ("adult", "men"): 0}
    assert {one.category: one.value for one in report.answers.all()} == {None: 1200, category: 700}


def test_what_is_counted_by_region_stays(writer, expected, address):
    from tests.factories.reference import RegionFactory

    report = begun(expected)
    by_region = PeopleReachedFactory(report=report, region=RegionFactory(), count=7)
    national = PeopleReachedFactory(report=report, count=12)

    assert save(writer, address, **{"people-adult_women": "13"}).status_code == 302

    by_region.refresh_from_db()
    national.refresh_from_db()
    assert (by_region.count, by_region.revision) == (7, 1)
    assert (national.count, national.revision) == (13, 2)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"status": ""}, "status"),
        ({"percentage": "101"}, "percentage"),
        ({"percentage": "-1"}, "percentage"),
        ({"status": "not_started", "percentage": "5"}, "percentage"),
        ({"status": "completed", "percentage": "80"}, "percentage"),
        ({"begun_on": "01/07/2024"}, "begun_on"),
        ({"begun_on": "2/5/2024", "happened_on": "1/5/2024"}, "happened_on"),
        ({"people-adult_women": "12,5"}, "people-adult_women"),
        ({"people-adult_women": "Awa Traoré"}, "people-adult_women"),
    ],
)
def test_draft_is_refused_where_it_is_wrong(writer, address, changes, field):
    page = save(writer, address, **{**TOLD, **changes}).content.decode()

    assert f'href="#id_{field}"' in page
    assert not ProgressReport.objects.exists()


def test_progress_is_needed_to_be_sent(writer, address):
    page = send(writer, address, **{**TOLD, "percentage": ""}).content.decode()

    assert 'href="#id_percentage"' in page
    assert not ProgressReport.objects.exists()


@pytest.mark.parametrize(
    ("kind", "typed_in", "field"),
    [
        (IndicatorKind.PERCENTAGE, {"numerator": "3"}, "denominator"),
        (IndicatorKind.PERCENTAGE, {"numerator": "3", "denominator": "0"}, "denominator"),
        (IndicatorKind.PERCENTAGE, {"numerator": "3", "denominator": "4", "value": "75"}, "value"),
        (IndicatorKind.NUMBER, {"value": "1.500"}, "value"),
        (IndicatorKind.YES_NO, {"value": "7"}, "value"),
    ],
)
def test_answer_is_refused_where_it_is_wrong(writer, expected, address, kind, typed_in, field):
    indicator = IndicatorFactory(
        plan=expected.activity.plan, objective=expected.activity.objective, kind=kind
    )
    changes = {f"answers-{indicator.pk}-{name}": value for name, value in typed_in.items()}

    page = save(writer, address, **TOLD, **changes).content.decode()

    assert f'href="#id_answers-{indicator.pk}-{field}"' in page
    assert not ProgressReport.objects.exists()


def test_numerator_and_denominator_answer_a_percentage(writer, expected, address):
    indicator = IndicatorFactory(
        plan=expected.activity.plan, objective=expected.activity.objective, kind=IndicatorKind.PERCENTAGE
    )
    key = f"answers-{indicator.pk}"

    response = save(writer, address, **TOLD, **{f"{key}-numerator": "3", f"{key}-denominator": "4"})

    assert response.status_code == 302
    answer = ProgressReport.objects.get().answers.get()
    assert (answer.numerator, answer.denominator, answer.value) == (3, 4, None)


def test_indicator_of_another_organisation_is_not_asked(writer, expected, address):
    other = IndicatorFactory(
        plan=expected.activity.plan,
        objective=expected.activity.objective,
        responsible=ExpectationFactory().organisation,
    )

    assert f"answers-{other.pk}-value" not in writer.get(address).content.decode()


def test_protected_answer_is_kept_and_not_shown_to_who_may_not_read_it(writer, expected, address):
    report = begun(expected)
    answer = IndicatorAnswerFactory(report=report, indicator__is_protected=True, value=7)

    page = writer.get(address).content.decode()
    assert f"answers-{answer.indicator_id}-value" not in page
    assert save(writer, address).status_code == 302
    answer.refresh_from_db()
    assert answer.value == 7


@pytest.mark.parametrize(
    "changes",
    [
        {"percentage": "30"},
        {"percentage": "100"},
        {"narrative": ""},
        {"forecast_on": "01/01/2024"},
        {"people-adult_women": "120"},
    ],
)
def test_what_is_unusual_is_asked_once_when_it_is_sent(writer, expected, address, changes):
    last = ProgressReportFactory(activity=expected.activity, percentage=40, validated=True)
    PeopleReachedFactory(report=last, count=12)

    asked = send(writer, address, **{**TOLD, **changes})

    assert asked.status_code == 200
    assert 'name="agreed"' in asked.content.decode()
    assert not ProgressReport.objects.exclude(pk=last.pk).exists()
    assert writer.post(address, typed(asked, submit="1")).status_code == 302
    assert ProgressReport.objects.filter(state=ReportState.SUBMITTED).count() == 1


def test_a_late_activity_is_asked_its_cause(writer, expected, address):
    activity = expected.activity
    activity.original_starts_on, activity.original_ends_on = date(2024, 1, 1), date(2024, 5, 1)
    activity.save()

    assert send(writer, address, **TOLD).status_code == 200
    assert send(writer, address, **TOLD, cause=DelayCause.FUNDING).status_code == 302


def test_draft_is_never_asked(writer, expected, address):
    ProgressReportFactory(activity=expected.activity, percentage=40, validated=True)

    save(writer, address, **{**TOLD, "percentage": "30", "narrative": ""})

    assert ProgressReport.objects.get(state=ReportState.DRAFT).percentage == 30


def test_what_was_said_last_time_is_shown(writer, expected, address):
    ProgressReportFactory(
        activity=expected.activity, percentage=40, narrative="Les salles sont réservées.", validated=True
    )

    page = writer.get(address).content.decode()

    assert "Les salles sont réservées." in page
    assert "40 %" in page or "40\u202f%" in page


def test_second_writer_sees_both_versions(writer, expected, address):
    report = begun(expected, narrative="Première version.")
    shown = writer.get(address)
    report.narrative = "Ce qu’une collègue a écrit."
    report.save()

    response = writer.post(address, typed(shown, narrative="Ce que j’ai écrit.", difficulties="Pluies."))
    page = response.content.decode()
    assert response.status_code == 409
    assert "Ce qu’une collègue a écrit." in page
    assert "Ce que j’ai écrit." in page

    assert writer.post(address, typed(response)).status_code == 302
    report.refresh_from_db()
    assert (report.narrative, report.difficulties) == ("Ce que j’ai écrit.", "Pluies.")


def test_two_people_who_begin_at_once_make_one_report(writer, expected, address):
    shown = writer.get(address)
    begun(expected, narrative="Déjà commencé ailleurs.")

    response = writer.post(address, typed(shown, **TOLD))

    assert response.status_code == 409
    assert "Déjà commencé ailleurs." in response.content.decode()
    assert ProgressReport.objects.count() == 1


def test_sent_twice_it_is_one_report(writer, address):
    sent = typed(writer.get(address), submit="1", **TOLD)

    assert [writer.post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert ProgressReport.objects.count() == 1


@pytest.mark.parametrize("state", ["submitted", "validated"])
def test_report_decided_meanwhile_keeps_the_text_on_the_page(writer, expected, address, state):
    report = begun(expected)
    shown = writer.get(address)
    report.delete()
    begun(expected, **{state: True})

    response = writer.post(address, typed(shown, narrative="Trois pages de texte."))

    assert response.status_code == 409
    assert "Trois pages de texte." in response.content.decode()
    assert ProgressReport.objects.get().narrative == ""


@pytest.mark.parametrize(("opens", "closes"), [(1, 9), (-9, -1)])
def test_campaign_that_is_not_open_takes_nothing(writer, expected, address, opens, closes):
    shown = writer.get(address)
    today, campaign = timezone.localdate(), expected.campaign
    campaign.opens_on = campaign.due_on = today + timedelta(days=opens)
    campaign.closes_on = today + timedelta(days=closes)
    campaign.save()

    assert b"<textarea" not in writer.get(address).content
    assert writer.post(address, typed(shown, **TOLD)).status_code == 409
    assert not ProgressReport.objects.exists()


def test_document_is_attached_for_the_organisation(writer, expected, address):
    ours = DocumentFactory(organisation=expected.activity.lead, audience=Audience.ORGANISATION)
    hidden = DocumentFactory()
    report = begun(expected)
    report.documents.add(hidden)
    proof = SimpleUploadedFile("liste.pdf", b"%PDF-1.4 liste")

    page = writer.get(address)
    assert str(ours) in page.content.decode()
    assert hidden.title not in page.content.decode()
    sent = typed(page, documents=[str(ours.pk)])
    assert writer.post(address, sent | {"attached-file": proof}).status_code == 302

    added = report.documents.exclude(pk__in=[ours.pk, hidden.pk]).get()
    assert (added.audience, added.organisation) == (Audience.ORGANISATION, expected.activity.lead)
    assert (added.title_fr, added.uploaded_by) == ("liste.pdf", writer.user)
    assert report.documents.filter(pk=hidden.pk).exists()


def test_file_of_another_type_keeps_nothing(writer, address):
    program = SimpleUploadedFile("liste.pdf", b"MZ\x90\x00")

    response = writer.post(address, typed(writer.get(address), **TOLD) | {"attached-file": program})

    assert response.status_code == 200
    assert 'href="#id_attached-file"' in response.content.decode()
    assert not ProgressReport.objects.exists()


def test_documents_of_others_cannot_be_attached(writer, expected, address):
    report = begun(expected)
    hidden = DocumentFactory()

    response = save(writer, address, documents=[str(hidden.pk)])

    assert response.status_code == 200
    assert not report.documents.exists()


def test_report_is_sent_back_with_a_reason_then_validated(client, secretariat, expected, address):
    indicator = IndicatorFactory(plan=expected.activity.plan, objective=expected.activity.objective)
    report = begun(expected, submitted=True)
    IndicatorAnswerFactory(report=report, indicator=indicator, value=12)
    client.force_login(secretariat)

    refused = save(client, decided(address), decision="return", reason="  ")
    assert 'href="#id_reason"' in refused.content.decode()
    assert save(client, decided(address), decision="return", reason="La liste manque.").status_code == 302
    report.refresh_from_db()
    assert (report.state, report.return_reason) == (ReportState.RETURNED, "La liste manque.")

    assert "La liste manque." in client.get(address).content.decode()
    assert send(client, address, narrative="Complété.").status_code == 302
    assert save(client, decided(address), decision="validate").status_code == 302
    report.refresh_from_db()
    assert (report.state, report.decided_by) == (ReportState.VALIDATED, secretariat)
    assert Measurement.objects.get().value == 12


def test_refused_validation_leaves_the_report_to_be_decided(client, secretariat, expected, address):
    """A value already covers the period: both would count."""
    report = begun(expected, submitted=True)
    indicator = IndicatorFactory(plan=expected.activity.plan)
    IndicatorAnswerFactory(report=report, indicator=indicator)
    indicator.measurements.create(value=3, **PERIOD)
    client.force_login(secretariat)

    response = save(client, decided(address), decision="validate")

    assert response.status_code == 200
    report.refresh_from_db()
    assert (report.state, Measurement.objects.count()) == (ReportState.SUBMITTED, 1)


def test_who_may_write_and_decide(client, writer, partner, administrator, expected, address):
    report = begun(expected, status=ReportedStatus.UNDER_WAY)
    assert writer.get(address).status_code == 200
    for other in (partner, administrator):
        client.force_login(other)
        assert client.get(address).status_code == 404
    report.delete()
    begun(expected, submitted=True)
    for other, expects in ((partner, 403), (administrator, 403), (writer.user, 200)):
        client.force_login(other)
        assert client.get(address).status_code == expects
    assert client.get(decided(address)).status_code == 403


def test_buttons_lead_to_it(writer, expected, address):
    activity = expected.activity
    page = reverse("portal:campaign-detail", args=[activity.plan.slug, expected.campaign.slug])

    assert address in writer.get(activity.get_absolute_url()).content.decode()
    assert address in writer.get(page).content.decode()
    begun(expected)
    assert address in writer.get(address.replace("edit/", "")).content.decode()
