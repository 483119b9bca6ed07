"""Several activities changed at once: what is shown before, what is done, who refuses."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from activities.models import Activity
from cnclctpa.portal.editing.bulk.changing import shifted
from cnclctpa.work.models import LastAction
from plans.choices import PlanStatus
from plans.models import Plan
from tests.factories.activities import ActivityFactory, ActivityPartnerFactory
from tests.factories.plans import StrategicObjectiveFactory
from tests.factories.reference import OrganisationFactory, RegionFactory
from tests.forms import typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def objective():
    return StrategicObjectiveFactory(plan__starts_on=date(2024, 1, 1), plan__ends_on=date(2028, 12, 31))


@pytest.fixture
def plan(objective):
    return objective.plan


@pytest.fixture
def three(objective):
    return [ActivityFactory(objective=objective, dated=True, with_lead=True) for _ in range(3)]


def address(plan) -> str:
    return reverse("portal:matrix-bulk", args=[plan.slug])


def preview(editor, plan, activities, **changes):
    page = editor.get(address(plan), {"activity": [one.code for one in activities]})
    return editor.post(address(plan), typed(page, step="preview", **changes))


def carry_out(editor, plan, shown, **changes):
    return editor.post(address(plan), typed(shown, step="change", **changes), follow=True)


def stored() -> list[Activity]:
    return list(Activity.objects.order_by("pk"))


def test_the_lead_and_the_weight_of_all_of_them_change(editor, plan, three):
    lead = OrganisationFactory(name_fr="Direction nationale de la justice")
    shown = preview(editor, plan, three[:2], lead=str(lead.pk), weight="2,5")
    page = shown.content.decode()
    assert "2 activités vont changer" in page
    assert f"{three[0].lead}</s>" in page
    assert [one.weight for one in stored()] == [1, 1, 1]
    done = carry_out(editor, plan, shown)
    assert "2 activités ont été modifiées ensemble." in done.content.decode()
    assert [(one.lead, one.weight) for one in stored()] == [
        (lead, Decimal("2.5")),
        (lead, Decimal("2.5")),
        (three[2].lead, 1),
    ]


def test_a_lead_is_taken_away(editor, plan, three):
    carry_out(editor, plan, preview(editor, plan, three, lead="nobody"))
    assert [one.lead for one in stored()] == [None] * 3


def test_dates_move_by_months(editor, plan, three):
    carry_out(editor, plan, preview(editor, plan, three[:1], dates="shift", months="6"))
    first, second, _third = stored()
    assert (first.original_starts_on, first.original_ends_on) == (date(2024, 7, 1), date(2025, 6, 30))
    assert second.original_ends_on == date(2024, 12, 31)


def test_dates_are_given(editor, plan, three):
    carry_out(editor, plan, preview(editor, plan, three, dates="set", ends_on="31/03/2025"))
    assert {(one.original_starts_on, one.original_ends_on) for one in stored()} == {
        (date(2024, 1, 1), date(2025, 3, 31))
    }


@pytest.mark.parametrize(
    ("how", "named", "left"),
    [("add", ["Gao"], {"Gao", "Kayes"}), ("remove", ["Kayes"], set()), ("replace", ["Gao"], {"Gao"})],
)
def test_regions_are_added_taken_away_replaced(editor, plan, three, how, named, left):
    regions = {name: RegionFactory(name=name) for name in ("Kayes", "Gao")}
    for one in three:
        one.regions.add(regions["Kayes"])
    asked = {"how_regions": how, "regions": [str(regions[name].pk) for name in named]}
    carry_out(editor, plan, preview(editor, plan, three, **asked))
    assert [{region.name for region in one.regions.all()} for one in stored()] == [left] * 3


def test_one_that_refuses_keeps_all_of_them(editor, plan, three):
    lead = OrganisationFactory()
    ActivityPartnerFactory(activity=three[1], organisation=lead)
    shown = preview(editor, plan, three, lead=str(lead.pk))
    page = shown.content.decode()
    assert "Une activité ne peut pas changer ainsi" in page
    assert 'value="change"' not in page
    carry_out(editor, plan, shown)
    assert lead not in {one.lead for one in stored()}
    two = typed(shown, step="preview", activity=[three[0].code, three[2].code])
    carry_out(editor, plan, editor.post(address(plan), two))
    assert [one.lead for one in stored()] == [lead, three[1].lead, lead]


def test_an_adopted_plan_postpones_with_a_cause(editor, plan, three):
    Plan.objects.filter(pk=plan.pk).update(status=PlanStatus.ADOPTED)
    asked = {"dates": "shift", "months": "3", "cause": "funding", "decided_on": "01/06/2024"}
    carry_out(editor, plan, preview(editor, plan, three[:2], **asked))
    first, *_others = stored()
    assert first.original_ends_on == date(2024, 12, 31)
    decision = first.postponements.get()
    assert (decision.starts_on, decision.ends_on) == (date(2024, 4, 1), date(2025, 3, 31))
    assert (decision.cause, decision.decided_on) == ("funding", date(2024, 6, 1))


def test_somebody_elses_change_meanwhile_is_not_overwritten(editor, plan, three):
    shown = preview(editor, plan, three, weight="3")
    three[0].weight = 5
    three[0].save()
    answer = carry_out(editor, plan, shown)
    assert answer.status_code == 409
    assert "Quelqu’un a modifié une de ces activités" in answer.content.decode()
    assert [one.weight for one in stored()] == [5, 1, 1]


def test_what_was_not_shown_is_shown_before_it_is_done(editor, plan, three):
    shown = preview(editor, plan, three, weight="3")
    again = carry_out(editor, plan, shown, weight="4")
    assert "3 activités vont changer" in again.content.decode()
    assert [one.weight for one in stored()] == [1, 1, 1]


def test_it_is_one_step_to_undo(editor, plan, three):
    carry_out(editor, plan, preview(editor, plan, three, weight="3"))
    action = LastAction.objects.get()
    editor.post(reverse("portal:undo", args=[plan.slug]), {"action": action.pk})
    assert [one.weight for one in stored()] == [1, 1, 1]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({}, "Aucun changement n’est demandé"),
        ({"dates": "shift"}, "Indiquez de combien de mois"),
        ({"dates": "set"}, "Donnez le nouveau début"),
        ({"dates": "shift", "months": "999"}, "60"),
        ({"how_regions": "add"}, "Cochez au moins une région"),
        ({"lead": "1e9"}, "Sélectionnez un choix valide"),
    ],
)
def test_what_makes_no_sense_is_refused(editor, plan, three, asked, sentence):
    assert sentence in preview(editor, plan, three, **asked).content.decode()


def test_nothing_chosen_leads_back_to_the_matrix(editor, plan):
    page = editor.get(address(plan), {"activity": ["9.9.9"]}).content.decode()
    assert "Aucune activité n’est choisie" in page
    assert reverse("portal:plan-matrix", args=[plan.slug]) in page


def test_the_list_of_activities_has_boxes_for_those_who_edit(editor, client, plan, three):
    Plan.objects.filter(pk=plan.pk).update(published_at="2024-01-01T00:00Z")
    listed = reverse("portal:activity-list", args=[plan.slug])
    assert f'name="activity" value="{three[0].code}"' in editor.get(listed).content.decode()
    editor.logout()
    assert 'name="activity"' not in client.get(listed).content.decode()


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
        (date(2024, 1, 1), -1, date(2023, 12, 1)),
        (None, 3, None),
    ],
)
def test_months_later(day, months, after):
    assert shifted(day, months) == after
