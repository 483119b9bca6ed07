"""What saving a form does in which order: all refusals, then what is unusual; and nothing unchanged."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from activities.models import Activity, ActivityPartner, Milestone
from cnclctpa.audit.models import Entry
from cnclctpa.documents.models import Document
from plans.choices import PlanStatus
from tests.consistency import edited, edited_activities, edited_plans
from tests.factories.activities import (
    ActivityFactory,
    ActivityPartnerFactory,
    MilestoneFactory,
    PostponementFactory,
)
from tests.forms import save, typed

PDF = b"%PDF-1.4 essai"

UNUSUAL = "elle ne compte dans aucun avancement"
LEADS = "n’est pas une structure partenaire"


@pytest.fixture
def activity(db):
    return ActivityFactory(plan__published=True, with_lead=True, dated=True)


def address_of(activity, role="update"):
    return reverse(f"portal:activity-{role}", args=[activity.plan.slug, activity.code])


# Refused before it is asked


def test_rules_refuse_before_anything_unusual_is_asked(editor, activity):
    partner = ActivityPartnerFactory(activity=activity).organisation

    page = save(editor, address_of(activity), weight="0", lead=str(partner.pk)).content.decode()

    assert LEADS in page
    assert UNUSUAL not in page
    assert 'name="agreed"' not in page


def test_what_was_only_tried_leaves_no_trace(editor, activity):
    before = Entry.objects.count()

    asked = save(editor, address_of(activity), weight="0", **{"milestones-0-title_fr": "Préparer"})

    assert UNUSUAL in asked.content.decode()
    kept = Activity.objects.get(pk=activity.pk)
    assert (kept.weight, kept.revision) == (activity.weight, activity.revision)
    assert not Milestone.objects.exists()
    assert Entry.objects.count() == before
    assert editor.post(address_of(activity), typed(asked)).status_code == 302
    assert Milestone.objects.get().title_fr == "Préparer"


def test_forms_grids_and_rules_refuse_together(editor, activity):
    response = save(
        editor,
        address_of(activity),
        title_fr="",
        **{
            "milestones-0-title_fr": "Préparer",
            "milestones-0-weight": "lourd",
            "partners-0-organisation": str(activity.lead_id),
        },
    )

    page = response.content.decode()
    assert "3 points à corriger" in page
    assert LEADS in page
    assert not ActivityPartner.objects.exists()


def test_new_object_is_refused_before_it_is_asked(editor, activity):
    Activity.objects.filter(pk=activity.pk).update(code="7.7.7")
    address = reverse("portal:activity-create", args=[activity.plan.slug])
    address = f"{address}?objective={activity.serves.code}"
    typed_in = {"title_fr": "Autre", "weight": "0", "lead": "", "code": "7.7.7"}

    refused = save(editor, address, **typed_in).content.decode()
    assert 'href="#id_code"' in refused or "point à corriger" in refused
    assert UNUSUAL not in refused

    asked = save(editor, address, **{**typed_in, "code": "7.7.8"})
    assert UNUSUAL in asked.content.decode()
    assert not Activity.objects.filter(title_fr="Autre").exists()
    assert editor.post(address, typed(asked)).status_code == 302
    assert Activity.objects.get(title_fr="Autre").code == "7.7.8"


def test_act_is_refused_before_it_is_asked(editor, activity):
    Activity.objects.filter(pk=activity.pk).update(plan=activity.plan)
    late = f"31/12/{activity.plan.ends_on.year + 1}"
    answers = {"ends_on": late, "cause": "funding", "decided_on": "01/10/2024"}
    PostponementFactory(activity=activity, decided_on="2024-10-01")

    refused = save(editor, address_of(activity, "postpone"), **answers).content.decode()
    assert "déjà été décidé ce jour-là" in refused or "point à corriger" in refused
    assert 'name="agreed"' not in refused

    asked = save(editor, address_of(activity, "postpone"), **{**answers, "decided_on": "02/10/2024"})
    assert 'name="agreed"' in asked.content.decode()
    assert activity.postponements.count() == 1
    assert editor.post(address_of(activity, "postpone"), typed(asked)).status_code == 302
    assert activity.postponements.count() == 2


def test_file_of_a_document_that_is_only_tried_does_not_stay(editor, activity, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    address = f"{reverse('portal:document-create')}?plan={activity.plan.slug}"
    file = SimpleUploadedFile("liste.pdf", PDF, "application/pdf")

    asked = save(editor, address, title_fr="Liste", audience="public", language="fr", link=None, file=file)

    page = asked.content.decode()
    assert 'name="agreed"' in page
    assert "Choisissez de nouveau le fichier" in page
    assert not Document.objects.exists()
    assert not [one for one in tmp_path.rglob("*") if one.is_file()]
    assert default_storage is not None


# Where it is


def test_refusal_in_a_grid_names_its_line_and_leads_to_it(editor, activity):
    MilestoneFactory(activity=activity)
    response = save(
        editor,
        address_of(activity),
        **{
            "milestones-2-title_fr": "Tenir",
            "milestones-2-due_on": "31/02/2024",
            "partners-1-organisation": str(activity.lead_id),
        },
    )

    page = response.content.decode()
    assert '<a href="#id_milestones-2-due_on">Jalons, ligne 3, Échéance</a>' in page
    assert (
        '<a href="#id_partners-1-organisation">Structures associées, sans être chefs de file, ligne 2</a>'
        in page
    )


# Nothing changed


def test_form_sent_unchanged_writes_nothing(editor, activity):
    MilestoneFactory(activity=activity)
    before = Entry.objects.count()

    response = editor.post(address_of(activity), typed(editor.get(address_of(activity))))

    assert response.url == activity.get_absolute_url()
    assert "Rien n’a changé" in editor.get(response.url).content.decode()
    assert Activity.objects.get(pk=activity.pk).revision == activity.revision
    assert Entry.objects.count() == before


def test_text_stored_with_unseen_characters_is_left_as_it_is(editor, activity):
    Activity.objects.filter(pk=activity.pk).update(title_fr="Former \u202eles juges ")

    editor.post(address_of(activity), typed(editor.get(address_of(activity))))

    assert Activity.objects.get(pk=activity.pk).title_fr == "Former \u202eles juges "


# What is not open


@pytest.mark.parametrize("role", ["postpone", "withdraw"])
def test_act_that_makes_no_sense_any_more_says_why(editor, role):
    gone = ActivityFactory(plan__published=True, dated=True, withdrawn=True)
    for response in (editor.get(address_of(gone, role)), editor.post(address_of(gone, role), {"on": "x"})):
        assert response.status_code == 409
        assert "a été retirée du plan" in response.content.decode()


def test_plan_that_is_over_takes_nothing_more(editor):
    activity = ActivityFactory(plan__published=True, plan__status=PlanStatus.CLOSED)
    for name in ("activity", "axis", "objective", "result", "indicator"):
        address = reverse(f"portal:{name}-create", args=[activity.plan.slug])
        response = editor.get(address)
        assert response.status_code == 409
        assert "Ce plan est terminé" in response.content.decode()
    assert editor.get(address_of(activity)).status_code == 200


RULES = edited.RULES | edited_activities.RULES | edited_plans.RULES
#: A report that nobody has begun is made, not changed.
UPDATES = sorted(name for name in RULES if name.endswith("-update") and name != "portal:report-update")


@pytest.mark.parametrize("name", UPDATES)
def test_no_form_writes_anything_when_it_is_sent_unchanged(name, client, secretariat):
    client.force_login(secretariat)
    case = next(one for one in RULES[name].cases.values() if one.expected["secretariat"]["get"] == 200)
    address = reverse(name, args=case.arguments())
    sent = typed(client.get(address))
    before = Entry.objects.count()

    response = client.post(address, sent)

    assert response.status_code == 302, name
    assert Entry.objects.count() == before
    # At the revision that it had: sent once more, it has met nobody.
    assert client.post(address, sent | {"form_key": ""}).status_code == 302
