"""Editing workshops, and what came out of them."""

from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from activities.choices import Involvement, OutcomeStatus
from activities.models import (
    Outcome,
    Participation,
    Session,
    WorkingGroup,
    Workshop,
    WorkshopOrganisation,
    WorkshopStatement,
)
from tests.factories.activities import OutcomeFactory, ParticipationFactory, WorkshopFactory
from tests.factories.plans import AxisFactory, PlanFactory
from tests.factories.reference import OrganisationFactory, SourceFactory
from tests.forms import save, typed

NEW = "/workshops/new/"


@pytest.fixture
def editor(client, secretariat):
    ContentType.objects.get_for_models(
        Workshop, Session, Participation, WorkingGroup, WorkshopOrganisation, WorkshopStatement, Outcome
    )
    client.force_login(secretariat)
    return client


@pytest.fixture
def source(db):
    return SourceFactory()


@pytest.fixture
def told(source):
    return {
        "title_fr": "Atelier d’évaluation du plan",
        "purpose": "evaluation",
        "starts_on": "19/03/2018",
        "ends_on": "23 mars 2018",
        "sources": [str(source.pk)],
    }


def address_of(row, role="update"):
    return reverse(f"portal:{row._meta.model_name}-{role}", args=[row.slug])


def test_workshop_is_made_whole(editor, told):
    first, second = OrganisationFactory(), OrganisationFactory()
    axis = AxisFactory(plan__published=True)

    response = save(
        editor,
        NEW,
        **told,
        **{
            "sessions-0-title_fr": "Ouverture",
            "sessions-0-starts_on": "19/03/2018",
            "sessions-1-title_fr": "Travaux",
            "organisations-0-organisation": str(first.pk),
            "organisations-0-involvement": Involvement.FUNDER,
            "participations-0-group_fr": "Société civile",
            "participations-0-organisations": [str(first.pk), str(second.pk)],
            "participations-0-women": "12",
            "groups-0-name_fr": "Groupe 1",
            "groups-0-axis": str(axis.pk),
            "statements-0-about_fr": "Clôture",
            "statements-0-text_fr": "Le 23 mars.",
            "statements-0-is_retained": "on",
        },
    )

    assert response.status_code == 302
    workshop = Workshop.objects.get()
    assert workshop.slug == "2018-atelier-devaluation-du-plan"
    opening, work = workshop.sessions.order_by("position")
    assert (opening.starts_on, opening.ends_on) == (date(2018, 3, 19), date(2018, 3, 19))
    assert (work.starts_on, work.ends_on) == (date(2018, 3, 19), date(2018, 3, 23))
    assert workshop.organisations.get().involvement == Involvement.FUNDER
    came = workshop.participations.get()
    assert (came.women, set(came.organisations.all())) == (12, {first, second})
    assert workshop.working_groups.get().axis == axis
    assert editor.get(response.url).status_code == 200


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title_fr": ""}, "title_fr"),
        ({"purpose": ""}, "purpose"),
        ({"ends_on": "31/02/2018"}, "ends_on"),
        ({"sessions-0-title_fr": "Après", "sessions-0-starts_on": "1/4/2018"}, "sessions-0-starts_on"),
        ({"participations-0-group_fr": "A", "participations-0-women": "-1"}, "participations-0-women"),
        ({"participations-0-group_fr": "A", "participations-0-women": "Awa"}, "participations-0-women"),
        ({"groups-0-name_fr": "G", "groups-0-axis": "999"}, "groups-0-axis"),
    ],
)
def test_workshop_is_refused_where_it_is_wrong(editor, told, changes, field):
    page = save(editor, NEW, **{**told, **changes}).content.decode()

    assert f'href="#id_{field}"' in page
    assert not Workshop.objects.exists()


def test_attendance_says_something(editor, told):
    page = save(editor, NEW, **told, **{"participations-0-group_fr": "Société civile"}).content.decode()

    assert "les termes de la source" in page
    assert not Workshop.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"sources": []},
        {"starts_on": "01/01/2099", "ends_on": "02/01/2099"},
        {"participations-0-group_fr": "Foule", "participations-0-total": "5000"},
    ],
)
def test_what_is_unusual_is_asked_once(editor, told, changes):
    asked = save(editor, NEW, **{**told, **changes})

    assert asked.status_code == 200
    assert not Workshop.objects.exists()
    assert editor.post(NEW, typed(asked)).status_code == 302
    assert Workshop.objects.count() == 1


def test_organisations_of_a_line_are_added_by_their_name(editor, source):
    came = ParticipationFactory(workshop=WorkshopFactory(sources=[source]))
    kept = OrganisationFactory(name_fr="Direction des étrangers")
    came.organisations.add(kept)
    added = OrganisationFactory(name_fr="Réseau des journalistes")
    OrganisationFactory(name_fr="Réseau des femmes")
    address, name = address_of(came.workshop), "participations-0-organisations"

    for words, answer in (("Réseau", "figure dans plusieurs noms"), ("Inconnue", "Rien ne s’appelle")):
        refused = save(editor, address, **{name: [str(kept.pk), words]}).content.decode()
        assert answer in refused
        assert f'value="{words}"' in refused
        assert f'href="#id_{name}_0"' in refused
    assert save(editor, address, **{name: [str(kept.pk), "reseau des JOURNALISTES"]}).status_code == 302
    assert set(came.organisations.all()) == {kept, added}

    assert save(editor, address, **{name: [str(added.pk)]}).status_code == 302
    assert set(came.organisations.all()) == {added}


def test_list_of_organisations_stands_once_however_many_the_lines(editor):
    workshop = WorkshopFactory()
    OrganisationFactory(name_fr="Direction des étrangers")
    sizes = []
    for _ in range(2):
        ParticipationFactory.create_batch(3, workshop=workshop)
        page = editor.get(address_of(workshop)).content.decode()
        sizes.append(page.count("Direction des étrangers"))
    assert len(set(sizes)) == 1


def test_two_workshops_of_one_title_have_two_addresses(editor, told):
    for _ in range(2):
        save(editor, NEW, **told)

    assert set(Workshop.objects.values_list("slug", flat=True)) == {
        "2018-atelier-devaluation-du-plan",
        "2018-atelier-devaluation-du-plan-2",
    }


def test_sent_twice_it_is_one_workshop(editor, told):
    sent = typed(editor.get(NEW), **told)

    assert [editor.post(NEW, sent).status_code for _ in range(2)] == [302, 302]
    assert Workshop.objects.count() == 1


def test_second_editor_sees_both_versions(editor, source):
    workshop = WorkshopFactory(sources=[source])
    shown = editor.get(address_of(workshop))
    Workshop.objects.get(pk=workshop.pk)
    workshop.title_fr = "Ce qu’une autre a écrit"
    workshop.save()

    response = editor.post(address_of(workshop), typed(shown, title_fr="Ce que j’ai écrit"))

    page = response.content.decode()
    assert response.status_code == 409
    assert "Ce qu’une autre a écrit" in page
    assert "Ce que j’ai écrit" in page


def test_workshop_with_outcomes_stays(editor):
    outcome = OutcomeFactory()

    page = editor.get(address_of(outcome.workshop, "delete")).content.decode()
    assert 'name="reason"' not in page
    response = editor.post(address_of(outcome.workshop, "delete"), {"reason": "Doublon"})
    assert response.status_code == 200
    assert Workshop.objects.exists()


def test_workshop_is_removed_with_what_is_part_of_it(editor):
    came = ParticipationFactory()

    page = editor.get(address_of(came.workshop, "delete")).content.decode()
    assert came.group in page
    assert editor.post(address_of(came.workshop, "delete"), {"reason": "Doublon"}).status_code == 302
    assert not Workshop.objects.exists()


def test_outcome_is_made_and_changed(editor):
    workshop = WorkshopFactory(plan=PlanFactory(published=True))
    axis = AxisFactory(plan__published=True)
    address = reverse("portal:outcome-create", args=[workshop.slug])

    response = save(editor, address, kind="recommendation", text_fr="Créer un fonds.", axes=[str(axis.pk)])
    assert response.status_code == 302
    outcome = Outcome.objects.get()
    assert (outcome.workshop, outcome.position, list(outcome.axes.all())) == (workshop, 1, [axis])

    refused = save(editor, address_of(outcome), status=OutcomeStatus.DONE)
    assert refused.status_code == 200
    changed = save(editor, address_of(outcome), status=OutcomeStatus.DONE, became_fr="Décret du 2 mai.")
    assert changed.status_code == 302
    outcome.refresh_from_db()
    assert (outcome.status, outcome.became_fr) == (OutcomeStatus.DONE, "Décret du 2 mai.")


def test_axes_of_fictitious_plans_are_not_offered_to_real_outcomes(editor):
    fictitious = AxisFactory(plan__published=True, plan__demonstration=True, title_fr="Axe inventé")
    outcome = OutcomeFactory()

    assert "Axe inventé" not in editor.get(address_of(outcome)).content.decode()
    response = save(editor, address_of(outcome), axes=[str(fictitious.pk)])
    assert response.status_code == 200
    assert not outcome.axes.exists()


def test_past_date_of_an_open_outcome_is_asked(editor):
    outcome = OutcomeFactory()

    asked = save(editor, address_of(outcome), due_on="01/01/2019", status=OutcomeStatus.OPEN)

    assert asked.status_code == 200
    assert editor.post(address_of(outcome), typed(asked)).status_code == 302


@pytest.mark.parametrize("address", ["/workshops/", "/outcomes/"])
def test_lists_show_buttons_to_those_who_may(client, editor, partner, address):
    OutcomeFactory()
    assert "/workshops/new/" in editor.get("/workshops/").content.decode()
    assert "/edit/" in editor.get("/outcomes/").content.decode()
    client.force_login(partner)
    page = client.get(address).content.decode()
    assert "/edit/" not in page
    assert "/new/" not in page


def test_new_workshop_offers_its_first_outcome_and_document(editor):
    workshop = WorkshopFactory()
    page = editor.get(workshop.get_absolute_url()).content.decode()
    assert reverse("portal:outcome-create", args=[workshop.slug]) in page
    assert f"{reverse('portal:document-create')}?workshop={workshop.slug}" in page
