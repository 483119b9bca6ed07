"""Rows of grids that are not there, or that belong to another object: nothing is done to them."""

import pytest
from django.urls import reverse

from activities.models import Milestone
from tests.factories.activities import ActivityFactory, MilestoneFactory
from tests.forms import typed


@pytest.fixture
def activity(db):
    return ActivityFactory(plan__published=True, with_lead=True)


@pytest.fixture
def address(activity):
    return reverse("portal:activity-update", args=[activity.plan.slug, activity.code])


def test_row_that_somebody_removed_meanwhile_is_removed_once(editor, activity, address):
    gone = MilestoneFactory(activity=activity)
    shown = typed(editor.get(address), **{"milestones-0-DELETE": "on"})
    gone.delete()

    assert editor.post(address, shown).status_code == 302


@pytest.mark.parametrize("change", [{"DELETE": "on"}, {"title_fr": "Pris"}, {"title_fr": ""}])
def test_row_of_another_object_stays_as_it_is(editor, activity, address, change):
    MilestoneFactory(activity=activity)
    other = MilestoneFactory(title_fr="D’une autre activité")
    forged = {"id": str(other.pk), **change}

    response = editor.post(
        address, typed(editor.get(address)) | {f"milestones-0-{k}": v for k, v in forged.items()}
    )

    assert response.status_code in (200, 302, 409)
    stored = Milestone.objects.get(pk=other.pk)
    assert (stored.title, stored.activity_id) == (other.title, other.activity_id)


def test_more_rows_than_there_are_is_no_mistake_of_the_program(editor, address):
    shown = typed(editor.get(address))

    assert editor.post(address, shown | {"milestones-INITIAL_FORMS": "300"}).status_code in (200, 302)
