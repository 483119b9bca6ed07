"""Sources, figures, events, organisations, documents and recommendations, edited on the site."""

from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cnclctpa.documents.models import Document
from cnclctpa.reference.models import Event, Figure, Mandate, Office, Organisation, Source
from evaluation.models import Assessment, Recommendation
from tests.factories.accounts import MembershipFactory
from tests.factories.activities import ActivityFactory, OutcomeFactory
from tests.factories.documents import DocumentFactory
from tests.factories.evaluation import AssessmentFactory, RecommendationFactory
from tests.factories.plans import AxisFactory, PlanFactory
from tests.factories.reference import (
    EventFactory,
    FigureFactory,
    FigurePartFactory,
    OfficeFactory,
    OrganisationFactory,
)
from tests.factories.reports import ProgressReportFactory
from tests.forms import save, typed

PDF = b"%PDF-1.4 essai"


def made(name, *args):
    return reverse(f"portal:{name}-create", args=args)


def test_source_is_named_by_its_publisher_and_title(editor, db):
    asked = {
        "title": "Rapport annuel",
        "publisher": "ONUDC",
        "url": "https://example.org/r",
        "language": "fr",
    }
    response = save(editor, made("source"), **asked)
    known = Source.objects.get()
    assert known.slug == "onudc-rapport-annuel"
    assert response.url.endswith("#onudc-rapport-annuel")
    shown = save(editor, made("source"), **asked)
    assert known.title in str(shown.context["sheet"].warnings[0])


def test_source_without_a_web_address_is_asked_about_and_a_script_is_refused(editor, db):
    asked = {"title": "Rapport", "publisher": "ONUDC"}
    assert save(editor, made("source"), **asked).context["sheet"].warnings
    assert save(editor, made("source"), **asked, url="javascript:alert(1)").context["sheet"].warnings == []
    assert not Source.objects.exists()


def test_source_that_is_cited_stays(editor, source):
    axis = AxisFactory(sources=[source])
    address = reverse("portal:source-delete", args=[source.pk])
    editor.post(address, {"reason": "Essai"})
    assert Source.objects.exists()
    axis.sources.clear()
    editor.post(address, {"reason": "Essai"})
    assert not Source.objects.exists()


def test_figure_holds_its_parts(editor, source):
    asked = {
        "topic": "results",
        "measure_fr": "Victimes recensées",
        "counting_unit": "victim",
        "value": "1 629",
        "period_from": "01/01/2024",
        "period_to": "31/12/2024",
        "sources": source.pk,
        "parts-0-dimension": "sex",
        "parts-0-label_fr": "femmes",
    }
    assert save(editor, made("figure"), **asked, **{"parts-0-value": "2 000"}).status_code == 200
    save(editor, made("figure"), **asked, **{"parts-0-value": "1 000"})
    figure = Figure.objects.get()
    assert (figure.slug, figure.value, figure.not_broken_down) == ("victimes-recensees-2024", 1629, 629)
    lowered = save(editor, reverse("portal:figure-update", args=[figure.slug]), value="900")
    assert lowered.status_code == 200


def test_figure_ten_times_the_former_of_its_series_is_asked_about(editor, source):
    FigureFactory(series="victimes", value=60, period_from=date(2023, 1, 1), period_to=date(2023, 12, 31))
    figure = FigureFactory(series="victimes", value=62, sources=[source])
    address = reverse("portal:figure-update", args=[figure.slug])
    assert len(save(editor, address, value="620").context["sheet"].warnings) == 1


def test_rival_figure_is_kept_with_its_reason(editor, source):
    FigureFactory(question="victimes-2024")
    rival = FigureFactory(question="autre", sources=[source])
    address = reverse("portal:figure-update", args=[rival.slug])
    assert save(editor, address, question="victimes-2024").status_code == 200
    save(editor, address, question="victimes-2024", is_retained=None, reason_fr="Presse.")
    rival.refresh_from_db()
    assert (rival.question, rival.is_retained, rival.reason_fr) == ("victimes-2024", False, "Presse.")


def test_figure_in_a_report_or_a_plan_stays(editor):
    figure = FigurePartFactory().figure
    AssessmentFactory().figures.add(figure)
    editor.post(reverse("portal:figure-delete", args=[figure.slug]), {"reason": "Essai"})
    assert Figure.objects.exists()


def test_event_and_what_a_source_says_of_it(editor, source):
    asked = {"kind": "law", "title_fr": "Loi 2012-023", "on": "12 juillet 2012", "sources": source.pk}
    save(editor, made("event"), **asked)
    event = Event.objects.get()
    assert (event.slug, event.on) == ("loi-2012-023", date(2012, 7, 12))
    save(editor, made("event-statement", event.slug), text_fr="Elle punit la traite.", sources=source.pk)
    assert event.statements.get().position == 1
    assert (
        reverse("portal:event-update", args=[event.slug])
        in editor.get(reverse("portal:law")).content.decode()
    )


def test_organisation_has_acronyms_mandates_and_offices(editor, source):
    save(
        editor,
        made("organisation"),
        name_fr="Ministère de la Justice",
        kind="ministry",
        country="ml",
        sources=source.pk,
        **{"acronyms-0-text": "MJDH", "acronyms-0-used_by_fr": "le décret"},
    )
    body = Organisation.objects.latest("pk")
    assert (body.slug, body.country, body.acronyms.get().text) == ("ministere-de-la-justice", "ML", "MJDH")

    member = {"role": "member", "sources": source.pk}
    assert save(editor, made("mandate", body.slug), **member).status_code == 200
    save(editor, made("mandate", body.slug), **member, legal_basis="Décret 2011-036, article 4")
    assert Mandate.objects.get().role == "member"

    save(
        editor,
        f"{made('office')}?organisation={body.slug}",
        person="Awa Traoré",
        function_fr="ministre",
        spellings="A. Traore\n\nAwa Traore",
        sources=source.pk,
        **{"attestations-0-on": "01/03/2024"},
    )
    office = Office.objects.get()
    assert (office.organisation, office.spellings) == (body, ["A. Traore", "Awa Traore"])
    sheet = editor.get(reverse("portal:organisation-sheet", args=[body.slug])).content.decode()
    assert "Awa Traoré" in sheet
    assert "2011-036" in sheet


def test_body_does_not_depend_on_itself(editor):
    above = OrganisationFactory()
    below = OrganisationFactory(parent=above)
    address = reverse("portal:organisation-update", args=[above.slug])
    assert save(editor, address, parent=below.pk).status_code == 200
    above.refresh_from_db()
    assert above.parent is None


def test_organisation_that_leads_stays(editor):
    lead = ActivityFactory(with_lead=True).lead
    address = reverse("portal:organisation-delete", args=[lead.slug])
    editor.post(address, {"reason": "Essai"})
    assert Organisation.objects.filter(pk=lead.pk).exists()


def test_office_is_attested_once_a_day(editor, source):
    office = OfficeFactory(sources=[source])
    address = reverse("portal:office-update", args=[office.slug])
    twice = {"attestations-0-on": "01/03/2024", "attestations-1-on": "1/3/2024"}
    assert save(editor, address, **twice).status_code == 200
    assert not office.attestations.exists()


def test_recommendation_takes_the_reference_of_its_origin(editor, source):
    outcome = OutcomeFactory(workshop__slug="sikasso-2018")
    asked = {"text_fr": "Former les juges.", "sources": source.pk}
    save(editor, f"{made('recommendation')}?outcome={outcome.slug}", **asked)
    AssessmentFactory(kind="tip", year=2024)
    save(editor, f"{made('recommendation')}?assessment=tip-2024", **asked)
    save(editor, f"{made('recommendation')}?assessment=tip-2024", **asked)
    references = sorted(Recommendation.objects.values_list("reference", flat=True))
    assert references == ["sikasso-2018-1", "tip-2024-1", "tip-2024-2"]


def test_recommendation_has_one_origin(editor, source):
    recommendation = RecommendationFactory(of_report=True, sources=[source])
    outcome = OutcomeFactory()
    address = reverse("portal:recommendation-update", args=[recommendation.reference])
    assert save(editor, address, outcome=outcome.pk).status_code == 200
    assert save(editor, address, assessment="").status_code == 200
    assessment = recommendation.assessment
    recommendation.refresh_from_db()
    assert (recommendation.outcome, recommendation.assessment) == (None, assessment)


def test_tip_report_gives_a_level_and_others_none(editor, source):
    asked = {"kind": "tip", "year": "2025", "sources": source.pk}
    assert save(editor, made("assessment"), **asked).status_code == 200
    assert save(editor, made("assessment"), **asked, tier="tier_2").status_code == 302
    other = {**asked, "kind": "upr", "tier": "tier_2"}
    assert save(editor, made("assessment"), **other).status_code == 200
    assert Assessment.objects.count() == 1


def upload(client, address, **fields):
    data = typed(client.get(address), **fields)
    return client.post(address, data)


def test_document_is_kept_attached_and_removed_with_its_file(
    editor, secretariat, django_capture_on_commit_callbacks
):
    plan = PlanFactory(published=True)
    address = f"{made('document')}?plan={plan.slug}"
    file = SimpleUploadedFile("plan.pdf", PDF)

    response = upload(editor, address, title_fr="Le plan adopté", file=file)

    document = Document.objects.get()
    assert response.url == plan.get_absolute_url()
    assert list(plan.documents.all()) == [document]
    assert (document.uploaded_by, document.kind, document.size) == (secretariat, "plan", len(PDF))
    stored = document.file.name
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(reverse("portal:document-delete", args=[document.pk]), {"reason": "Erreur"})
    assert not Document.objects.exists()
    assert not default_storage.exists(stored)


def test_document_is_a_file_or_a_link_and_says_whose_it_is(editor, db):
    both = {"title_fr": "Rapport", "link": "https://example.org/r"}
    file = SimpleUploadedFile("r.pdf", PDF)
    assert upload(editor, made("document"), **both, file=file).status_code == 200
    assert upload(editor, made("document"), title_fr="Rapport").status_code == 200
    assert upload(editor, made("document"), **both, audience="organisation").status_code == 200
    bad = SimpleUploadedFile("r.pdf", b"MZ")
    assert upload(editor, made("document"), title_fr="Rapport", file=bad).status_code == 200
    assert upload(editor, made("document"), **both).status_code == 302
    assert Document.objects.count() == 1


def test_file_of_a_document_is_not_replaced(editor):
    document = DocumentFactory(stored=True)
    shown = editor.get(reverse("portal:document-update", args=[document.pk])).context["sheet"]
    assert not {"file", "link"} & shown.form.fields.keys()


def test_focal_point_adds_what_supports_the_report_of_the_own_organisation_only(client, focal_point):
    organisation = focal_point.memberships.get().organisation
    own = ProgressReportFactory(activity__plan=PlanFactory(published=True), activity__lead=organisation)
    other = ActivityFactory(plan=own.activity.plan, with_lead=True)
    client.force_login(focal_point)
    plan, code = own.activity.plan.slug, own.activity.code

    mine = f"{made('document')}?plan={plan}&activity={code}&report={own.pk}"
    response = upload(client, mine, title_fr="Liste", file=SimpleUploadedFile("l.pdf", PDF))

    document = own.documents.get()
    assert response.status_code == 302
    assert (document.organisation, document.audience) == (organisation, "organisation")
    assert client.get(f"{made('document')}?plan={plan}&activity={other.code}").status_code == 403
    assert client.get(f"{made('document')}?plan={plan}").status_code == 403
    public = upload(client, reverse("portal:document-update", args=[document.pk]), audience="public")
    assert public.status_code == 200


def test_colleague_of_another_organisation_does_not_change_a_document(client, focal_point):
    document = DocumentFactory(public=True)
    client.force_login(focal_point)
    assert client.get(reverse("portal:document-update", args=[document.pk])).status_code == 403
    other = MembershipFactory().user
    client.force_login(other)
    assert client.get(reverse("portal:document-delete", args=[document.pk])).status_code == 403


@pytest.mark.parametrize(
    "name", ["reference-organisations", "framework-list", "dimension-list", "document-list"]
)
def test_lists_of_editors_find_words(editor, name):
    OrganisationFactory(name_fr="Ministère de la Santé")
    assert "Santé" in editor.get(reverse("portal:reference-organisations"), {"q": "sante"}).content.decode()
    assert editor.get(reverse(f"portal:{name}"), {"q": "zzz", "page": "9"}).status_code == 200


def test_list_of_organisations_costs_the_same_however_long(editor, django_assert_num_queries):
    OrganisationFactory()
    address = reverse("portal:reference-organisations")
    with django_assert_num_queries(6) as one:
        editor.get(address)
    for _more in range(3):
        OrganisationFactory()
    with django_assert_num_queries(len(one)):
        editor.get(address)


def test_lists_of_facts_offer_their_buttons_to_the_secretariat_only(client, secretariat, partner):
    event = EventFactory()
    edit = reverse("portal:event-update", args=[event.slug])
    for who, expected in ((None, False), (partner, False), (secretariat, True)):
        if who:
            client.force_login(who)
        assert (edit in client.get(reverse("portal:law")).content.decode()) is expected
