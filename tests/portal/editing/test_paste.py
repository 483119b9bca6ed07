"""Lines pasted into a plan: what is understood of them, what is shown, what is made, what is refused."""

from datetime import date
from decimal import Decimal
from time import process_time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from activities.models import Activity
from cnclctpa.work.models import LastAction
from plans.choices import PlanStatus
from plans.models import Plan
from tests.factories.activities import ActivityFactory
from tests.factories.plans import PlanFactory, ResultFactory, StrategicObjectiveFactory
from tests.factories.reference import AcronymFactory, OrganisationFactory, RegionFactory
from tests.forms import typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def objective():
    return StrategicObjectiveFactory(plan__starts_on=date(2024, 1, 1), plan__ends_on=date(2028, 12, 31))


@pytest.fixture
def plan(objective):
    return objective.plan


@pytest.fixture
def justice():
    organisation = OrganisationFactory(name_fr="Ministère de la Justice")
    AcronymFactory(organisation=organisation, text="MJDH")
    return organisation


def address(plan) -> str:
    return reverse("portal:matrix-paste", args=[plan.slug])


def pasted(editor, plan, text, under=None):
    page = editor.get(address(plan), {"objective": under} if under else {})
    return editor.post(address(plan), typed(page, text=text))


def make(editor, plan, preview, **changes):
    return editor.post(address(plan), typed(preview, step="make", **changes), follow=True)


def lines(*rows) -> str:
    return "\r\n".join("\t".join(row) for row in rows)


def told(activity) -> tuple:
    dates = activity.original_starts_on, activity.original_ends_on
    return activity.title_fr, activity.lead, *dates


def test_lines_of_excel_become_activities(editor, plan, objective, justice):
    text = lines(
        ("N°", "Activités", "Responsable", "Début", "Fin", "Budget"),
        ("1", '"Former les magistrats\nde ""première"" instance"', "MJDH", "01/03/2025", "T2 2025", "12 000"),
        ("2", "Ouvrir un refuge", "ministere de la justice", "mars 2026", "2026", ""),
    )
    preview = pasted(editor, plan, text, objective.code)
    assert "2 activités seront créées" in preview.content.decode()
    assert (
        "Colonnes qui ne sont pas reprises\u202f: Budget, les numéros de ligne." in preview.content.decode()
    )
    assert not Activity.objects.exists()
    page = make(editor, plan, preview)
    assert "2 activités ont été ajoutées" in page.content.decode()
    assert [told(one) for one in Activity.objects.order_by("position")] == [
        ('Former les magistrats de "première" instance', justice, date(2025, 3, 1), date(2025, 6, 30)),
        ("Ouvrir un refuge", justice, date(2026, 3, 1), date(2026, 12, 31)),
    ]


def test_a_list_of_word_without_headings(editor, plan, objective):
    text = "•\tFormer les magistrats\r\n•\tOuvrir un refuge"
    make(editor, plan, pasted(editor, plan, text, objective.code))
    titles = list(Activity.objects.order_by("position").values_list("title_fr", flat=True))
    assert titles == ["Former les magistrats", "Ouvrir un refuge"]


def test_the_other_columns_are_read(editor, plan, objective):
    result, region = ResultFactory(objective=objective), RegionFactory(name="Ségou")
    text = lines(
        ("Activité", "Résultat", "Période", "Poids", "Régions", "Description"),
        (
            "Former",
            f"R{result.code} : des juges formés",
            "T1-T3 2025",
            "2,5",
            "Région de Ségou et Kati",
            "Deux",
        ),
    )
    make(editor, plan, pasted(editor, plan, text))
    made = Activity.objects.get()
    assert (made.result, made.weight) == (result, Decimal("2.5"))
    assert (made.original_starts_on, made.original_ends_on) == (date(2025, 1, 1), date(2025, 9, 30))
    assert list(made.regions.all()) == [region]
    assert made.description_fr == "Deux\nLieu indiqué\u202f: Kati"


def test_headings_between_lines_say_what_they_serve(editor, plan, objective):
    other = StrategicObjectiveFactory(plan=plan, axis=objective.axis)
    text = lines(
        ("Activités", "Responsable"),
        (f"Objectif spécifique {objective.code} : protéger",),
        ("Ouvrir un refuge", ""),
        (f"Objectif spécifique {other.code} : punir",),
        ("Former les juges", ""),
    )
    make(editor, plan, pasted(editor, plan, text))
    assert {one.title_fr: one.objective for one in Activity.objects.all()} == {
        "Ouvrir un refuge": objective,
        "Former les juges": other,
    }


def test_an_unknown_organisation_is_chosen_once_for_all_its_lines(editor, plan, objective, justice):
    text = lines(("Former", "Min. de la Justice"), ("Ouvrir", "Min. de la Justice"))
    preview = pasted(editor, plan, text, objective.code)
    assert "(2 lignes)" in preview.content.decode()
    assert justice.name in preview.content.decode()
    make(editor, plan, preview, **{"organisation-0": str(justice.pk)})
    assert [one.lead for one in Activity.objects.all()] == [justice, justice]


def test_an_unknown_organisation_is_left_empty_and_its_words_kept(editor, plan, objective):
    make(editor, plan, pasted(editor, plan, lines(("Former", "La mairie")), objective.code))
    made = Activity.objects.get()
    assert (made.lead, made.description_fr) == (None, "Structure chef de file indiquée\u202f: La mairie")


def test_what_is_wrong_is_said_and_nothing_is_made(editor, plan, objective):
    text = lines(
        ("Titre", "Début", "Fin"),
        ("Former", "01/03/2025", "31/02/2025"),
        ("Ouvrir", "2026", "2025"),
        ("Suivre",),
    )
    preview = pasted(editor, plan, text, objective.code)
    page = preview.content.decode()
    assert "2 lignes sont à corriger" in page
    assert "Cette date n’est pas comprise" in page
    assert "Une activité ne peut pas finir avant d’avoir commencé" in page
    make(editor, plan, preview)
    assert not Activity.objects.exists()
    mended = {"0-ends": "31/03/2025", "1-ends": "décembre 2026"}
    make(editor, plan, preview, **mended)
    assert Activity.objects.count() == 3


def test_cells_are_mended_and_checked_again(editor, plan, objective, justice):
    preview = pasted(editor, plan, lines(("Former", "La mairie")), objective.code)
    again = editor.post(address(plan), typed(preview, step="check", **{"0-lead": "mjdh"}))
    assert f'value="{justice.name}"' in again.content.decode()
    assert "n’est pas reconnue" not in again.content.decode()


def test_a_line_already_in_the_plan_is_left_out(editor, plan, objective):
    there = ActivityFactory(objective=objective, title_fr="Former les magistrats")
    preview = pasted(editor, plan, "FORMER les magistrats\nOuvrir un refuge", objective.code)
    assert f"déjà dans le plan\u202f: {there.code}" in preview.content.decode()
    make(editor, plan, preview)
    assert set(Activity.objects.values_list("title_fr", flat=True)) == {
        "Former les magistrats",
        "Ouvrir un refuge",
    }


def test_a_line_is_ticked_all_the_same(editor, plan, objective):
    ActivityFactory(objective=objective, title_fr="Former les magistrats")
    preview = pasted(editor, plan, "Former les magistrats", objective.code)
    make(editor, plan, preview, **{"0-make": "1"})
    assert Activity.objects.count() == 2


def test_what_they_serve_must_be_said(editor, plan, objective):
    preview = pasted(editor, plan, "Former les magistrats")
    assert "Indiquez l’objectif ou le résultat servi" in preview.content.decode()
    make(editor, plan, preview, under=objective.code)
    assert Activity.objects.get().objective == objective


def test_an_adopted_plan_says_when_they_were_added(editor, plan, objective):
    Plan.objects.filter(pk=plan.pk).update(status=PlanStatus.ADOPTED)
    preview = pasted(editor, plan, "Former les magistrats", objective.code)
    make(editor, plan, preview, added_on="01/02/2025")
    assert Activity.objects.get().added_on == date(2025, 2, 1)


def test_what_a_service_refuses_is_said_at_its_line(editor, plan, objective):
    preview = pasted(editor, plan, lines(("Code", "Titre"), ("7.1", "Un"), ("7.1", "Deux")), objective.code)
    page = make(editor, plan, preview)
    assert "porte ce code" in page.content.decode()
    assert not Activity.objects.exists()


def test_a_plan_that_is_over_refuses(editor, plan, objective):
    Plan.objects.filter(pk=plan.pk).update(status=PlanStatus.CLOSED)
    preview = pasted(editor, plan, "Former les magistrats", objective.code)
    page = make(editor, plan, preview, added_on="01/02/2025")
    assert "Ce plan est achevé" in page.content.decode() or "Ce plan est terminé" in page.content.decode()
    assert not Activity.objects.exists()


def test_a_plan_without_an_objective_says_so(editor):
    page = editor.get(address(PlanFactory())).content.decode()
    assert "Ce plan n’a pas encore d’objectif" in page


def test_a_form_sent_twice_makes_them_once(editor, plan, objective):
    sent = typed(pasted(editor, plan, "Former les magistrats", objective.code), step="make")
    for _ in range(2):
        assert editor.post(address(plan), sent).status_code == 302
    assert Activity.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Il n’y a aucune ligne à lire"),
        (" \t \n\n", "Il n’y a aucune ligne à lire"),
        ("Former\n" * 600, "600 lignes ont été collées\u202f: 500 au plus"),
        ("a" * 200_001, "Ce texte fait 200 ko\u202f: 200 au plus"),
    ],
    ids=["nothing", "spaces", "lines", "size"],
)
def test_what_cannot_be_read_is_refused_in_words(editor, plan, text, sentence):
    page = pasted(editor, plan, text)
    assert sentence in page.content.decode()


def test_sixty_lines_are_made_quickly_and_undone_at_once(editor, plan, objective, justice):
    region = RegionFactory(name="Mopti")
    rows = [(f"Activité {n}", "MJDH", "T1 2025", "S2 2026", "Mopti") for n in range(60)]
    text = lines(("Titre", "Chef de file", "Début", "Fin", "Régions"), *rows)
    preview = pasted(editor, plan, text, objective.code)
    sent, began = typed(preview, step="make"), process_time()
    with CaptureQueriesContext(connection) as asked:
        editor.post(address(plan), sent)
    # Alone, they take two thirds of a second; what watches queries in tests doubles it.
    assert process_time() - began < 3
    assert len(asked) < 60 * 20
    assert Activity.objects.filter(regions=region, lead=justice).count() == 60
    action = LastAction.objects.get()
    editor.post(reverse("portal:undo", args=[plan.slug]), {"action": action.pk})
    assert not Activity.objects.exists()


def test_five_hundred_lines_are_sent_back_whole(editor, plan, objective):
    text = lines(
        ("Titre", "Responsable", "Début", "Fin", "Poids"), *[(f"A{n}", "", "", "", "1") for n in range(500)]
    )
    preview = pasted(editor, plan, text, objective.code)
    again = editor.post(address(plan), typed(preview, step="check"))
    assert "500 activités seront créées" in again.content.decode()


def test_the_preview_asks_as_many_queries_for_one_line_as_for_many(
    editor, plan, objective, django_assert_max_num_queries
):
    counts = []
    for count in (1, 30):
        text = lines(*[(f"Former {n}", f"Structure {n}", "2025", "2026") for n in range(count)])
        sent = {"step": "read", "text": text, "under": objective.code}
        with django_assert_max_num_queries(40) as counted:
            editor.post(address(plan), sent)
        counts.append(len(counted))
    assert counts[0] == counts[1]
