"""What every page of editing does, tried on activities: refuse, ask, keep both versions, carry out once."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from activities.models import Activity, Milestone
from cnclctpa.audit.models import Entry
from cnclctpa.work.models import IdempotencyKey
from cnclctpa.work.once import FIELD
from plans.choices import PlanStatus
from tests.factories.activities import ActivityFactory, MilestoneFactory
from tests.factories.plans import PlanFactory, StrategicObjectiveFactory
from tests.factories.reference import OrganisationFactory
from tests.forms import save, typed


@pytest.fixture
def activity(db):
    return ActivityFactory(plan__published=True, with_lead=True, dated=True)


def address_of(activity, role="update"):
    return reverse(f"portal:activity-{role}", args=[activity.plan.slug, activity.code])


def test_saving_changes_the_object_and_tells_who(editor, secretariat, activity):
    response = save(editor, address_of(activity), title_fr="Former les juges", weight="2,5")

    assert response.status_code == 302
    assert response.url == activity.get_absolute_url()
    kept = Activity.objects.get(pk=activity.pk)
    assert (kept.title_fr, kept.weight, kept.revision) == ("Former les juges", 2.5, 2)
    entry = Entry.objects.filter(object_id=activity.pk, verb="activity.changed").latest()
    assert entry.actor == secretariat
    assert entry.way == "page"
    assert entry.changes["title_fr"][1] == "Former les juges"


def test_page_of_the_object_shows_its_buttons_to_editors_only(client, secretariat, partner, activity):
    for who, expected in ((None, False), (partner, False), (secretariat, True)):
        if who:
            client.force_login(who)
        page = client.get(activity.get_absolute_url()).content.decode()
        assert (address_of(activity) in page) is expected


def test_everything_wrong_is_told_at_once(editor, activity):
    response = save(
        editor, address_of(activity), title_fr="", weight="beaucoup", original_ends_on="31/02/2024"
    )

    page = response.content.decode()
    assert response.status_code == 200
    assert page.count('href="#id_') == 3
    assert "3 points à corriger" in page
    assert 'value="beaucoup"' in page
    assert Activity.objects.get(pk=activity.pk).revision == activity.revision


def test_refusal_of_a_service_shows_at_its_field(editor, activity):
    Activity.objects.filter(pk=activity.pk).update(plan=activity.plan)
    activity.partners.create(organisation=OrganisationFactory())
    other = activity.partners.get().organisation

    page = save(editor, address_of(activity), lead=str(other.pk)).content.decode()

    assert "n’est pas une structure partenaire" in page
    assert 'href="#id_lead"' in page


def test_what_is_unusual_is_asked_once(editor, activity):
    asked = save(editor, address_of(activity), weight="0")
    assert asked.status_code == 200
    assert "elle ne compte dans aucun avancement" in asked.content.decode()
    assert Activity.objects.get(pk=activity.pk).weight == activity.weight

    agreed = editor.post(address_of(activity), typed(asked))
    assert agreed.status_code == 302
    assert Activity.objects.get(pk=activity.pk).weight == 0


def test_another_warning_asks_again(editor, activity):
    asked = save(editor, address_of(activity), weight="0")
    again = editor.post(address_of(activity), typed(asked, lead=""))
    assert again.status_code == 200
    assert Activity.objects.get(pk=activity.pk).weight == activity.weight


def test_second_editor_sees_both_versions_and_loses_nothing(editor, activity):
    first, second = editor.get(address_of(activity)), editor.get(address_of(activity))
    editor.post(address_of(activity), typed(first, title_fr="Le titre de la première"))

    met = editor.post(
        address_of(activity), typed(second, title_fr="Le titre de la seconde", description_fr="Son texte")
    )

    page = met.content.decode()
    assert met.status_code == 409
    assert "Le titre de la première" in page
    assert "Le titre de la seconde" in page
    assert "Son texte" in page
    assert Activity.objects.get(pk=activity.pk).title_fr == "Le titre de la première"

    assert editor.post(address_of(activity), typed(met)).status_code == 302
    kept = Activity.objects.get(pk=activity.pk)
    assert (kept.title_fr, kept.description_fr) == ("Le titre de la seconde", "Son texte")


def test_changes_of_different_fields_stand_together(editor, activity):
    first, second = editor.get(address_of(activity)), editor.get(address_of(activity))
    editor.post(address_of(activity), typed(first, title_fr="Un nouveau titre"))

    met = editor.post(address_of(activity), typed(second, description_fr="Une nouvelle description"))
    assert met.status_code == 409
    assert "les deux modifications figurent ensemble" in met.content.decode()

    editor.post(address_of(activity), typed(met))
    kept = Activity.objects.get(pk=activity.pk)
    assert (kept.title_fr, kept.description_fr) == ("Un nouveau titre", "Une nouvelle description")


def test_rows_of_a_grid_overwrite_nobody(editor, activity):
    milestone = MilestoneFactory(activity=activity, title_fr="Préparer")
    first, second = editor.get(address_of(activity)), editor.get(address_of(activity))
    editor.post(address_of(activity), typed(first, **{"milestones-0-done_on": "01/03/2024"}))

    met = editor.post(address_of(activity), typed(second, **{"milestones-0-title_fr": "Bien préparer"}))
    assert met.status_code == 409
    editor.post(address_of(activity), typed(met))

    milestone.refresh_from_db()
    assert (milestone.title_fr, milestone.done_on) == ("Bien préparer", date(2024, 3, 1))


def test_grid_adds_changes_and_removes_rows(editor, activity):
    kept, gone = (MilestoneFactory(activity=activity, title_fr=title) for title in ("Garder", "Retirer"))
    shown = typed(editor.get(address_of(activity)))
    rows = {shown[f"milestones-{n}-id"][0]: f"milestones-{n}-" for n in range(2)}
    new = "milestones-2-"
    changes = {
        f"{rows[str(kept.pk)]}title_fr": "Gardé",
        f"{rows[str(gone.pk)]}DELETE": "on",
        f"{new}title_fr": "Ajouté",
        f"{new}due_on": "1er mars 2024",
    }
    assert editor.post(address_of(activity), shown | changes).status_code == 302

    found = Milestone.objects.filter(activity=activity).order_by("pk")
    assert [(one.title_fr, one.due_on) for one in found] == [
        ("Gardé", kept.due_on),
        ("Ajouté", date(2024, 3, 1)),
    ]


def test_refused_row_keeps_the_whole_sheet_as_it_was(editor, activity):
    response = save(
        editor,
        address_of(activity),
        title_fr="Autre",
        **{"milestones-0-title_fr": "X", "milestones-0-weight": "-1"},
    )
    assert response.status_code == 200
    assert Activity.objects.get(pk=activity.pk).title_fr == activity.title_fr
    assert not Milestone.objects.filter(activity=activity).exists()


def test_form_sent_twice_makes_one_object(editor):
    plan = PlanFactory(published=True)
    objective = StrategicObjectiveFactory(plan=plan)
    address = reverse("portal:activity-create", args=[plan.slug]) + f"?objective={objective.code}"
    sent = typed(
        editor.get(address), title_fr="Une seule", lead=str(OrganisationFactory().pk), added_on="01/02/2024"
    )

    first, second = editor.post(address, sent), editor.post(address, sent)

    assert first.status_code == second.status_code == 302
    assert first.url == second.url
    assert Activity.objects.filter(title_fr="Une seule").count() == 1
    assert IdempotencyKey.objects.count() == 1


def test_key_of_a_form_is_worth_nothing_to_others(client, secretariat, administrator, activity):
    client.force_login(secretariat)
    sent = typed(client.get(address_of(activity)), title_fr="Nouveau")
    client.post(address_of(activity), sent)
    client.force_login(administrator)
    assert client.post(address_of(activity), sent).status_code == 403


def test_forged_key_changes_nothing(editor, activity):
    sent = typed(editor.get(address_of(activity)), title_fr="Nouveau")
    assert editor.post(address_of(activity), sent | {FIELD: "' OR 1=1 --"}).status_code == 302
    assert not IdempotencyKey.objects.exists()
    assert editor.post(address_of(activity), sent | {FIELD: str(uuid.uuid4())}).status_code == 409


def test_more_rows_are_shown_without_saving(editor, activity):
    shown = editor.get(address_of(activity))
    more = editor.post(
        address_of(activity), typed(shown, title_fr="Pas encore") | {"more_rows": "milestones"}
    )
    page = more.content.decode()
    assert page.count('name="milestones-') > shown.content.decode().count('name="milestones-')
    assert "Pas encore" in page
    assert "à corriger" not in page
    assert Activity.objects.get(pk=activity.pk).title_fr == activity.title_fr


def test_removal_says_what_goes_and_asks_why(editor, activity):
    MilestoneFactory(activity=activity, title_fr="Première étape")
    address = address_of(activity, "delete")
    assert "Première étape" in editor.get(address).content.decode()

    save(editor, address)
    assert Activity.objects.filter(pk=activity.pk).exists()

    assert save(editor, address, reason="Saisie deux fois").status_code == 302
    assert not Activity.objects.filter(pk=activity.pk).exists()
    assert Entry.objects.filter(verb="activity.removed").latest().reason == "Saisie deux fois"


def test_adopted_plan_keeps_its_codes_and_dates(editor):
    activity = ActivityFactory(
        plan__published=True, plan__status=PlanStatus.IN_FORCE, dated=True, with_lead=True
    )
    shown = typed(editor.get(address_of(activity)))
    assert "code" not in shown
    assert "original_ends_on" not in shown
    forged = shown | {"code": "9.9.9", "original_ends_on": "31/12/2030", "title_fr": "Vraiment changé"}
    assert editor.post(address_of(activity), forged).status_code == 302
    kept = Activity.objects.get(pk=activity.pk)
    assert (kept.code, kept.original_ends_on) == (activity.code, activity.original_ends_on)
    assert kept.title_fr == "Vraiment changé"
