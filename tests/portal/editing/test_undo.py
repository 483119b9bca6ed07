"""Undoing the last action of a person on a plan: what comes back, what is refused, what the trail tells."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities import services
from activities.models import Activity, Milestone
from cnclctpa.audit.keeping import keep
from cnclctpa.audit.models import Entry
from cnclctpa.audit.removing import remove
from cnclctpa.portal.editing.undo import last_action, state_of, undoable
from cnclctpa.work.models import LastAction
from cnclctpa.work.snapshots import content, snapshots
from cnclctpa.work.undoing import undo
from plans.models import Plan, Result, StrategicObjective
from tests.factories.accounts import UserFactory
from tests.factories.activities import ActivityFactory, MilestoneFactory
from tests.factories.plans import PlanFactory, ResultFactory
from tests.factories.reference import OrganisationFactory, RegionFactory
from tests.forms import save

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return PlanFactory()


@pytest.fixture
def activity(plan):
    activity = ActivityFactory(plan=plan, dated=True, with_lead=True, title_fr="Former les magistrats")
    activity.regions.add(RegionFactory())
    MilestoneFactory(activity=activity)
    return activity


def told(*models) -> dict:
    """Everything that rows of these models hold."""
    return {
        (model, key): content(row)
        for model in models
        for key, row in snapshots(model, model._base_manager.values_list("pk", flat=True)).items()
    }


def everything() -> dict:
    return told(Plan, StrategicObjective, Result, Activity, Milestone)


def undone(user, plan) -> None:
    undo(LastAction.objects.get(user=user), state=state_of(plan), by=user)


def test_a_change_comes_back_with_its_links(secretariat, plan, activity):
    before = everything()
    with undoable(secretariat, plan, "Modifiée"):
        activity.title_fr, activity.weight = "Former les juges", 3
        keep(activity, by=secretariat)
        activity.regions.set([RegionFactory(), RegionFactory()])
        activity.milestones.get().delete()
    assert everything() != before
    undone(secretariat, plan)
    assert everything() == before


def test_what_was_made_goes_parts_first(secretariat, plan, activity):
    before = everything()
    with undoable(secretariat, plan, "Ajoutée"):
        made = Activity(plan=plan, objective=activity.objective, title_fr="Ouvrir un refuge")
        services.add_activity(
            made,
            partners={OrganisationFactory(): "accueil"},
            regions=[RegionFactory()],
            milestones=[Milestone(title_fr="Le bail"), Milestone(title_fr="Les lits")],
            by=secretariat,
        )
    undone(secretariat, plan)
    assert everything() == before


def test_what_was_removed_comes_back_whole(secretariat, plan, activity):
    result = ResultFactory(objective=activity.objective)
    ActivityFactory(result=result).regions.add(RegionFactory())
    before = everything()
    with undoable(secretariat, plan, "Retiré"):
        remove(activity.objective, by=secretariat)
    assert not Activity.objects.exists()
    undone(secretariat, plan)
    assert everything() == before


def test_codes_that_were_exchanged_are_exchanged_again(secretariat, plan, activity):
    other = ActivityFactory(plan=plan, objective=activity.objective)
    before = everything()
    with undoable(secretariat, plan, "Déplacée"):
        first, second = activity.code, other.code
        for row, code in ((activity, "x"), (other, first), (activity, second)):
            row.code = code
            row.save()
    undone(secretariat, plan)
    assert everything() == before


def test_a_row_put_in_the_place_of_another_leaves_it(secretariat, plan, activity):
    """The code of what was removed was given to another meanwhile, by the same action."""
    other = ActivityFactory(plan=plan, objective=activity.objective)
    before = everything()
    with undoable(secretariat, plan, "Retirée"):
        code = activity.code
        remove(activity, by=secretariat)
        other.code = code
        other.save()
    undone(secretariat, plan)
    assert everything() == before


def test_a_postponement_is_undone(secretariat, plan, activity):
    with undoable(secretariat, plan, "Reportée"):
        services.postpone(
            activity, ends_on=date(2025, 6, 30), cause="funding", decided_on=date(2024, 6, 1), by=secretariat
        )
    undone(secretariat, plan)
    assert not activity.postponements.exists()


def test_the_trail_tells_it(secretariat, plan, activity):
    with undoable(secretariat, plan, "Modifiée"):
        activity.weight = 3
        keep(activity, by=secretariat)
    undone(secretariat, plan)
    entry = Entry.objects.latest()
    assert (entry.verb, entry.actor, entry.changes["weight"]) == (
        "activity.undone",
        secretariat,
        ["3.00", "1.00"],
    )


def changed(user, plan, activity, weight) -> None:
    with undoable(user, plan, f"Poids {weight}"):
        activity.weight = weight
        keep(activity, by=user)


def test_only_the_last_action_is_kept(secretariat, plan, activity):
    changed(secretariat, plan, activity, 3)
    changed(secretariat, plan, activity, 4)
    assert [one.label for one in LastAction.objects.all()] == ["Poids 4"]
    undone(secretariat, plan)
    activity.refresh_from_db()
    assert activity.weight == 3
    assert last_action(secretariat, plan) is None


def test_each_person_has_their_own(secretariat, plan, activity):
    other, elsewhere = UserFactory(secretariat=True), ActivityFactory(plan=plan)
    changed(secretariat, plan, activity, 3)
    changed(other, plan, elsewhere, 4)
    assert last_action(secretariat, plan).label == "Poids 3"
    assert last_action(other, plan).label == "Poids 4"


def test_nothing_is_kept_of_what_changed_nothing(secretariat, plan, activity):
    changed(secretariat, plan, activity, activity.weight)
    assert not LastAction.objects.exists()


def test_nothing_is_kept_of_what_was_refused(secretariat, plan, activity):
    def change_then_fail():
        with undoable(secretariat, plan, "Modifiée"):
            activity.weight = 3
            keep(activity, by=secretariat)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_then_fail()
    activity.refresh_from_db()
    assert (activity.weight, LastAction.objects.count()) == (1, 0)


def test_what_is_old_is_neither_offered_nor_kept(secretariat, plan, activity):
    changed(secretariat, plan, activity, 3)
    LastAction.objects.update(done_at=timezone.now() - timedelta(minutes=10, seconds=1))
    assert last_action(secretariat, plan) is None
    other, elsewhere = UserFactory(secretariat=True), ActivityFactory(plan=plan)
    changed(other, plan, elsewhere, 4)
    assert [one.user for one in LastAction.objects.all()] == [other]


def press(client, plan):
    action = LastAction.objects.first()
    address = reverse("portal:undo", args=[plan.slug])
    return client.post(address, {"action": action.pk if action else "1"}, follow=True)


def assert_kept(client, plan, sentence) -> None:
    before = everything()
    page = press(client, plan)
    assert sentence in page.content.decode()
    assert everything() == before


def test_refused_when_somebody_saved_the_row_since(editor, secretariat, plan, activity):
    changed(secretariat, plan, activity, 3)
    activity.title_fr = "Autre titre"
    keep(activity, by=UserFactory(secretariat=True))
    assert_kept(editor, plan, "a changé depuis")


def test_refused_when_something_was_added_to_what_was_made(editor, secretariat, plan, activity):
    with undoable(secretariat, plan, "Ajouté"):
        result = Result(objective=activity.objective, title_fr="Des juges formés", level="output")
        keep(result, by=secretariat)
    services.add_activity(Activity(plan=plan, result=result, title_fr="Former"), by=secretariat)
    assert_kept(editor, plan, "y a été ajouté depuis")


def test_refused_when_the_plan_was_published_since(editor, secretariat, plan, activity):
    changed(secretariat, plan, activity, 3)
    Plan.objects.filter(pk=plan.pk).update(published_at=timezone.now())
    assert_kept(editor, plan, "adopté, publié ou retiré depuis")


def test_refused_when_what_it_referred_to_is_gone(editor, secretariat, plan, activity):
    lead = activity.lead
    with undoable(secretariat, plan, "Modifiée"):
        activity.lead = OrganisationFactory()
        keep(activity, by=secretariat)
    lead.delete()
    assert_kept(editor, plan, "a été supprimé depuis")


def test_refused_when_its_code_was_taken_since(editor, secretariat, plan, activity):
    with undoable(secretariat, plan, "Retirée"):
        remove(activity, by=secretariat)
    ActivityFactory(objective=activity.objective, code=activity.code)
    assert_kept(editor, plan, "Une autre activité de ce plan porte ce code")


def test_another_person_undoes_nothing_of_it(client, secretariat, plan, activity):
    changed(secretariat, plan, activity, 3)
    client.force_login(UserFactory(secretariat=True))
    assert_kept(client, plan, "plus rien à annuler")


def test_the_bar_stands_on_the_pages_of_the_plan_until_it_is_pressed(editor, plan, activity):
    save(editor, f"{activity.get_absolute_url()}edit/", weight="3")
    page = editor.get(activity.get_absolute_url()).content.decode()
    assert "L’activité a été enregistrée." in page
    assert 'id="undo-bar"' in page
    press(editor, plan)
    activity.refresh_from_db()
    assert activity.weight == 1
    assert "Annuler</button>" not in editor.get(activity.get_absolute_url()).content.decode()


def test_the_page_of_what_is_no_longer_there_leads_to_the_matrix(editor, secretariat, plan, activity):
    with undoable(secretariat, plan, "Ajoutée"):
        made = Activity(plan=plan, objective=activity.objective, title_fr="Ouvrir un refuge")
        services.add_activity(made, by=secretariat)
    action = LastAction.objects.get()
    sent = {"action": action.pk, "next": made.get_absolute_url()}
    answer = editor.post(reverse("portal:undo", args=[plan.slug]), sent)
    assert answer.url == reverse("portal:plan-matrix", args=[plan.slug])


def test_nobody_is_sent_to_another_site(editor, secretariat, plan, activity):
    changed(secretariat, plan, activity, 3)
    sent = {"action": LastAction.objects.get().pk, "next": "https://example.org/"}
    answer = editor.post(reverse("portal:undo", args=[plan.slug]), sent)
    assert answer.url == reverse("portal:plan-matrix", args=[plan.slug])
