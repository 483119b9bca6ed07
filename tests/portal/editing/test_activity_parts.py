"""What is done to an activity and its parts: lineage, milestones, postponements, documents, removal."""

from datetime import date

import pytest
from django.urls import reverse

from activities.models import Activity, ActivityLineage, Postponement
from plans.choices import LineageKind
from tests.factories.activities import (
    ActivityFactory,
    ActivityLineageFactory,
    MilestoneFactory,
    PostponementFactory,
)
from tests.factories.documents import DocumentFactory
from tests.factories.plans import PlanFactory
from tests.factories.reports import ProgressReportFactory
from tests.forms import save, typed


@pytest.fixture
def former(db):
    return ActivityFactory(plan__published=True)


@pytest.fixture
def activity(former):
    plan = PlanFactory(published=True, predecessor=former.plan)
    return ActivityFactory(plan=plan, dated=True, with_lead=True)


def address_of(activity, name):
    return reverse(f"portal:{name}", args=[activity.plan.slug, activity.code])


def test_activity_takes_up_one_of_the_former_plan(editor, activity, former):
    changes = {"lineage-0-former": str(former.pk), "lineage-0-kind": LineageKind.CONTINUED}

    assert save(editor, address_of(activity, "activity-update"), **changes).status_code == 302

    lineage = ActivityLineage.objects.get()
    assert (lineage.former, lineage.activity) == (former, activity)
    assert former.code in editor.get(activity.get_absolute_url()).content.decode()


def test_only_activities_of_the_former_plan_are_offered(editor, activity):
    stranger = ActivityFactory()
    changes = {"lineage-0-former": str(stranger.pk), "lineage-0-kind": LineageKind.CONTINUED}

    assert save(editor, address_of(activity, "activity-update"), **changes).status_code == 200
    assert not ActivityLineage.objects.exists()


def test_nothing_is_asked_of_lineage_when_no_plan_came_before(editor, former):
    page = editor.get(address_of(former, "activity-update")).content.decode()

    assert "lineage-0-former" not in page
    assert save(editor, address_of(former, "activity-update"), priority="high").status_code in (200, 302)


def test_former_activity_is_said_to_be_dropped_then_taken_back(editor, activity, former):
    drop, take_back = address_of(former, "activity-drop"), address_of(former, "activity-take-back")

    assert save(editor, drop, note="Sans financement.").status_code == 302
    assert former.heirs.get().note == "Sans financement."
    assert take_back in editor.get(former.get_absolute_url()).content.decode()
    assert save(editor, take_back).status_code == 302
    assert not former.heirs.exists()


def test_activity_that_is_taken_up_is_not_dropped(editor, activity, former):
    ActivityLineageFactory(former=former, activity=activity)

    refused = editor.post(address_of(former, "activity-drop"))
    assert refused.status_code == 409
    assert "est déjà indiqué" in refused.content.decode()
    assert former.heirs.count() == 1


def test_documents_are_linked(editor, activity):
    document = DocumentFactory()

    response = save(editor, address_of(activity, "activity-update"), documents=[str(document.pk)])

    assert response.status_code == 302
    assert list(activity.documents.all()) == [document]


def test_milestone_is_said_to_be_done(editor, activity):
    milestone = MilestoneFactory(activity=activity)
    address = reverse("portal:milestone-done", args=[activity.plan.slug, activity.code, milestone.pk])

    assert address in editor.get(activity.get_absolute_url()).content.decode()
    assert save(editor, address, on="3 mai 2024").status_code == 302
    milestone.refresh_from_db()
    assert milestone.done_on == date(2024, 5, 3)
    assert editor.get(address).status_code == 409
    assert editor.post(address, {"on": "4 mai 2024"}).status_code == 409
    milestone.refresh_from_db()
    assert milestone.done_on == date(2024, 5, 3)


def test_future_day_of_a_milestone_is_asked(editor, activity):
    milestone = MilestoneFactory(activity=activity)
    address = reverse("portal:milestone-done", args=[activity.plan.slug, activity.code, milestone.pk])

    asked = save(editor, address, on="01/01/2099")
    assert asked.status_code == 200
    editor.post(address, typed(asked))
    milestone.refresh_from_db()
    assert milestone.done_on == date(2099, 1, 1)


def test_last_postponement_is_corrected_and_no_other(editor, activity):
    first = PostponementFactory(activity=activity, decided_on=date(2024, 9, 1))
    last = PostponementFactory(activity=activity)
    address = address_of(activity, "postponement-update")

    assert address in editor.get(activity.get_absolute_url()).content.decode()
    assert save(editor, address, ends_on="30/04/2025").status_code == 302
    last.refresh_from_db()
    assert last.ends_on == date(2025, 4, 30)
    assert save(editor, address, decided_on="01/08/2024").status_code == 200
    assert Postponement.objects.get(pk=first.pk).revision == 1


def test_last_postponement_is_removed(editor, activity):
    PostponementFactory(activity=activity)

    response = editor.post(address_of(activity, "postponement-delete"), {"reason": "Saisi par erreur."})

    assert response.status_code == 302
    assert not activity.postponements.exists()


def test_activity_with_reports_is_withdrawn_not_destroyed(editor, activity):
    ProgressReportFactory(activity=activity)
    address = address_of(activity, "activity-delete")

    page = editor.get(address).content.decode()
    assert "retirez-la du plan" in page
    assert editor.post(address, {"reason": "Doublon"}).status_code == 200
    assert Activity.objects.filter(pk=activity.pk).exists()


def test_list_has_the_button_for_those_who_may(client, editor, partner, activity):
    page = reverse("portal:activity-list", args=[activity.plan.slug])
    new = reverse("portal:activity-create", args=[activity.plan.slug])

    assert new in editor.get(page).content.decode()
    client.force_login(partner)
    assert new not in client.get(page).content.decode()
