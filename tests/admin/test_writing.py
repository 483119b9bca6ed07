"""What is changed in the administration: by the rules of the pages, with a reason, told in the trail."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activities.models import Activity, Milestone, Postponement, ProgressReport
from cnclctpa.audit.models import Entry
from cnclctpa.reference.models import Organisation, Source
from plans.choices import PlanStatus
from plans.models import Axis, Measurement, Plan
from tests.admin.typing import address, change_of, refusals, sent
from tests.factories.activities import ActivityFactory, MilestoneFactory
from tests.factories.indicators import IndicatorFactory, MeasurementFactory
from tests.factories.plans import AxisFactory, PlanFactory, StrategicObjectiveFactory
from tests.factories.publications import PublicationFactory
from tests.factories.reference import OrganisationFactory, SourceFactory
from tests.factories.reports import ProgressReportFactory
from tests.trust import tried


def latest() -> Entry:
    return Entry.objects.order_by("-position").first()


def told(entry: Entry) -> tuple:
    return entry.verb, entry.way, entry.reason, entry.actor_id


def test_change_is_kept_and_told(admin, administrator):
    source = SourceFactory(title="Decret")
    response = sent(admin, change_of(source), title="Décret", reason="Accent oublié.")
    source.refresh_from_db()
    assert (response.status_code, source.title, source.revision) == (302, "Décret", 2)
    assert told(latest()) == ("source.changed", "admin", "Accent oublié.", administrator.pk)
    assert latest().changes == {"title": ["Decret", "Décret"]}


def test_addition_is_kept_and_told(admin, administrator):
    typed = {"slug": "decret", "title": "Décret", "publisher": "Journal officiel"}
    assert sent(admin, address(Source, "add"), **typed, reason="Nouveau.").status_code == 302
    assert Source.objects.get().slug == "decret"
    assert told(latest()) == ("source.created", "admin", "Nouveau.", administrator.pk)


def test_removal_is_done_and_told(admin, administrator):
    source = SourceFactory()
    admin.post(address(source, "delete", source.pk), {"post": "yes", "reason": "Doublon."})
    assert not Source.objects.exists()
    assert told(latest()) == ("source.deleted", "admin", "Doublon.", administrator.pk)


@pytest.mark.parametrize("reason", ["", "   "])
def test_nothing_changes_without_a_reason(reason, admin):
    source = SourceFactory(title="Decret")
    written = Entry.objects.count()
    assert (
        "reason"
        in sent(admin, change_of(source), title="Décret", reason=reason).context["adminform"].form.errors
    )
    admin.post(address(source, "delete", source.pk), {"post": "yes", "reason": reason})
    act = {
        "action": "delete",
        "_selected_action": source.pk,
        "index": 0,
        "carry_out": "yes",
        "reason": reason,
    }
    assert admin.post(address(Source, "changelist"), act).context["form"].errors
    source.refresh_from_db()
    assert (source.title, Entry.objects.count()) == ("Decret", written)


def test_link_that_is_added_is_told_with_the_reason(admin):
    organisation, source = OrganisationFactory(), SourceFactory()
    sent(admin, change_of(organisation), sources=[source.pk], reason="Source retrouvée.")
    assert (latest().reason, latest().way) == ("Source retrouvée.", "admin")
    assert list(organisation.sources.all()) == [source]


def test_rule_of_the_pages_refuses_at_its_field(admin):
    plan = PlanFactory(status=PlanStatus.ADOPTED)
    axis = AxisFactory(plan=plan, position=1)
    first = sent(admin, change_of(axis), position="2")
    response = sent(admin, change_of(axis), position="2", agreed=agreement(first))
    axis.refresh_from_db()
    assert axis.position == 1
    assert response.context["adminform"].form.errors == {
        "position": ["Ce plan est adopté : ses codes ne changent plus.".replace(" :", "\u202f:")]
    }


def test_constraint_refuses_in_words(admin):
    SourceFactory(slug="decret")
    response = sent(admin, change_of(SourceFactory()), slug="decret")
    assert list(response.context["adminform"].form.errors) == ["slug"]


def test_code_that_is_left_empty_is_given(admin):
    objective = StrategicObjectiveFactory(code="1.1")
    typed = {
        "plan": objective.plan_id,
        "objective": objective.pk,
        "title_fr": "Former",
        "code": "",
        "position": "",
    }
    assert sent(admin, address(Activity, "add"), **typed).status_code == 302
    assert Activity.objects.get().code == "1.1.a1"


def test_rows_of_an_inline_are_kept_each_by_its_door(admin, administrator):
    activity = ActivityFactory()
    first, second = MilestoneFactory(activity=activity), MilestoneFactory(activity=activity)
    typed = {
        "milestones-TOTAL_FORMS": 3,
        "milestones-0-title_fr": "Lancer",
        "milestones-1-DELETE": "on",
        "milestones-2-title_fr": "Conclure",
        "milestones-2-position": "2",
        "milestones-2-weight": "1",
        "milestones-2-activity": activity.pk,
    }
    assert sent(admin, change_of(activity), **typed, reason="Revu.").status_code == 302
    assert [one.title for one in activity.milestones.order_by("pk")] == ["Lancer", "Conclure"]
    assert not Milestone.objects.filter(pk=second.pk).exists()
    verbs = Entry.objects.filter(reason="Revu.", way="admin", actor=administrator).order_by("verb")
    assert [one.verb for one in verbs] == ["milestone.changed", "milestone.created", "milestone.deleted"]
    activity.refresh_from_db()
    assert activity.revision == 1
    assert first.pk


def test_refusal_in_an_inline_keeps_nothing_and_shows_at_its_row(admin):
    activity = ActivityFactory(title_fr="Former", with_lead=True)
    typed = {
        "title_fr": "Former les juges",
        "partners-TOTAL_FORMS": 1,
        "partners-0-organisation": activity.lead_id,
        "partners-0-activity": activity.pk,
    }
    response = sent(admin, change_of(activity), **typed)
    activity.refresh_from_db()
    assert (activity.title, activity.partners.count()) == ("Former", 0)
    [row] = [one for one in response.context["inline_admin_formsets"] if one.formset.prefix == "partners"]
    assert row.formset.forms[0].non_field_errors()
    assert response.context["adminform"].form["title_fr"].value() == "Former les juges"


def test_postponement_goes_by_its_service(admin, administrator):
    activity = ActivityFactory(dated=True)
    typed = {
        "postponements-TOTAL_FORMS": 1,
        "postponements-0-decided_on": "01/10/2024",
        "postponements-0-ends_on": "31/03/2025",
        "postponements-0-cause": "funding",
        "postponements-0-activity": activity.pk,
    }
    assert sent(admin, change_of(activity), **typed).status_code == 302
    decided = Postponement.objects.get()
    assert (decided.ends_on, decided.decided_by) == (date(2025, 3, 31), administrator)
    assert latest().verb == "activity.postponed"


def agreement(response) -> str:
    return response.context["adminform"].form["agreed"].field.widget.attrs["value"]


@pytest.mark.parametrize(
    ("make", "typed"),
    [
        (lambda: PlanFactory(published=True), {"vision_fr": "Autre"}),
        (lambda: AxisFactory(plan__status=PlanStatus.IN_FORCE), {"title_fr": "Autre"}),
        (lambda: ActivityFactory(plan=PlanFactory(published=True)), {"title_fr": "Autre"}),
        (lambda: ProgressReportFactory(validated=True), {"narrative": "Autre"}),
    ],
)
def test_validated_content_asks_twice(make, typed, admin):
    row = make()
    [(name, value)] = typed.items()
    response = sent(admin, change_of(row), **typed)
    row.refresh_from_db()
    assert (response.status_code, getattr(row, name) == value) == (200, False)
    assert refusals(response)
    assert sent(admin, change_of(row), **typed, agreed=agreement(response)).status_code == 302
    row.refresh_from_db()
    assert getattr(row, name) == value


def test_agreement_to_other_warnings_is_none(admin):
    axis = AxisFactory(plan__status=PlanStatus.IN_FORCE)
    assert sent(admin, change_of(axis), title_fr="Autre", agreed="0" * 16).status_code == 200


def test_second_editor_sees_both_versions_and_loses_nothing(admin):
    source = SourceFactory(title="Premier", publisher="Editeur")
    url = change_of(source)
    page = admin.get(url)
    stale = {name: page.context["adminform"].form[name].value() for name in ("revision", "base")}
    Source.objects.get(pk=source.pk)
    other = Source.objects.get(pk=source.pk)
    other.title, other.note_fr = "Deuxième", "Vu"
    other.save()
    response = sent(admin, url, **stale, title="Troisième", note_fr="", publisher="Journal officiel")
    form = response.context["adminform"].form
    assert [(one.label, one.stored, one.typed) for one in form.conflicts] == [
        ("Titre", "Deuxième", "Troisième")
    ]
    values = {name: form[name].value() for name in ("title", "note_fr", "publisher")}
    assert values == {"title": "Troisième", "note_fr": "Vu", "publisher": "Journal officiel"}
    source.refresh_from_db()
    assert (source.title, source.publisher) == ("Deuxième", "Editeur")
    again = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    assert sent(admin, url, **again).status_code == 302
    source.refresh_from_db()
    assert (source.title, source.note_fr, source.publisher) == ("Troisième", "Vu", "Journal officiel")


def test_second_editor_of_a_row_of_an_inline_is_told(admin):
    milestone = MilestoneFactory(title_fr="Lancer")
    url = change_of(milestone.activity)
    stale = admin.get(url).context["inline_admin_formsets"][0].formset.forms[0]
    old = {stale[name].html_name: stale[name].value() for name in ("revision", "base")}
    milestone.title_fr = "Ouvrir"
    milestone.save()
    response = sent(admin, url, **old, **{"milestones-0-title_fr": "Démarrer"})
    milestone.refresh_from_db()
    assert (response.status_code, milestone.title) == (200, "Ouvrir")
    assert "Démarrer" in response.content.decode()
    assert "Ouvrir" in response.content.decode()


def test_measurement_is_recorded_by_its_service_and_never_overwritten(admin, administrator):
    indicator = IndicatorFactory()
    typed = {
        "indicator": indicator.pk,
        "starts_on": "01/01/2024",
        "ends_on": "31/03/2024",
        "value": "1 234,5",
    }
    assert sent(admin, address(Measurement, "add"), **typed).status_code == 302
    [value] = Measurement.objects.all()
    assert (value.value, value.recorded_by) == (Decimal("1234.5"), administrator)
    assert latest().verb == "measurement.recorded"
    assert admin.post(change_of(value), {"value": "2"}).status_code == 403


def test_measurement_is_corrected_by_another(admin):
    former = MeasurementFactory(validated=True)
    typed = {
        "indicator": former.indicator_id,
        "starts_on": "01/01/2024",
        "ends_on": "31/03/2024",
        "value": "29",
        "supersedes": former.pk,
    }
    sent(admin, address(Measurement, "add"), **typed, reason="Double compte.")
    correction = Measurement.objects.get(supersedes=former)
    assert (correction.value, correction.correction_reason) == (Decimal(29), "Double compte.")


def test_report_stays_in_its_state(admin):
    report = ProgressReportFactory(submitted=True)
    sent(admin, change_of(report), narrative="Fait.", state="validated", activity=ActivityFactory().pk)
    report.refresh_from_db()
    assert (report.narrative, report.state, report.activity_id) == ("Fait.", "submitted", report.activity_id)
    assert ProgressReport.objects.get().activity_id == report.activity_id


def test_sharing_of_a_plan_is_not_decided_here(admin):
    """It would outlive a publication that is withdrawn: the services decide it."""
    plan = PlanFactory()
    sent(admin, change_of(plan), title_fr="Autre titre", is_shared_with_partners="on")
    plan.refresh_from_db()
    assert (plan.title_fr, plan.is_shared_with_partners) == ("Autre titre", False)


@pytest.mark.parametrize("make", [PublicationFactory, lambda: Entry.objects.order_by("pk").first()])
def test_what_is_frozen_refuses_to_be_written(make, admin, db):
    SourceFactory()
    row = make()
    assert admin.get(change_of(row)).status_code == 200
    assert admin.post(change_of(row), {"reason": "x"}).status_code == 403
    base = change_of(row).removesuffix("change/")
    assert admin.post(f"{base}delete/", {"post": "yes", "reason": "x"}).status_code == 404
    assert admin.get(address(row, "changelist") + "add/").status_code == 404


@pytest.mark.parametrize(
    "make",
    [
        lambda: ProgressReportFactory(submitted=True).activity,
        lambda: ProgressReportFactory(validated=True),
        lambda: MeasurementFactory().indicator,
        lambda: MeasurementFactory().indicator.plan,
        lambda: PlanFactory(published=True),
        lambda: PlanFactory(status=PlanStatus.ADOPTED),
        lambda: ProgressReportFactory(validated=True).activity.objective,
        lambda: ProgressReportFactory(validated=True).activity.objective.axis,
    ],
)
def test_what_has_lived_is_not_removed(make, admin, db):
    row = make()
    page = admin.get(address(row, "delete", row.pk))
    assert page.context["protected"]
    admin.post(address(row, "delete", row.pk), {"post": "yes", "reason": "Nettoyage."})
    assert type(row).objects.filter(pk=row.pk).exists()


def test_page_of_removal_says_what_goes_with_it(admin):
    axis = AxisFactory()
    StrategicObjectiveFactory(plan=axis.plan, axis=axis)
    plan = axis.plan
    page = admin.get(address(plan, "delete", plan.pk)).content.decode()
    assert axis.title in page


def test_organisation_that_is_cited_is_not_removed(admin):
    lead = ActivityFactory(with_lead=True).lead
    admin.post(address(lead, "delete", lead.pk), {"post": "yes", "reason": "Doublon."})
    assert Organisation.objects.filter(pk=lead.pk).exists()


def test_long_inlines_are_links(admin):
    plan = PlanFactory()
    for _row in range(41):
        AxisFactory(plan=plan)
    with CaptureQueriesContext(connection) as queries:
        response = admin.get(change_of(plan))
    shown = {one.opts.model for one in response.context["inline_admin_formsets"]}
    assert Axis not in shown
    assert ("Axes", 41) in {(one["kind"], one["total"]) for one in response.context["linked"]}
    assert len(queries) < 60


TYPED_IN = ("title_fr", "description_fr", "code", "weight", "original_starts_on", "lead")
TYPED = ("", "x" * 60_000, "<script>alert(1)</script>", "\x00\x07", "9" * 400, "∞", "-1")


@pytest.mark.parametrize(("field", "typed"), tried(list(product(TYPED_IN, TYPED)), at_least=42))
def test_whatever_is_typed_is_answered(field, typed, admin):
    activity = ActivityFactory()
    assert sent(admin, change_of(activity), **{field: typed}).status_code in (200, 302)
    for page in (
        change_of(activity),
        address(activity, "history", activity.pk),
        address(Activity, "changelist"),
    ):
        content = admin.get(page).content.decode()
        assert "<script>alert" not in content


def test_missing_row_leads_back(admin):
    assert admin.get(address(Plan, "change", 999)).status_code == 302
    assert admin.get(address(Plan, "change", "zzz")).status_code == 302
    assert admin.get(address(Plan, "history", 999)).status_code == 302
