"""The matrix of a plan edited in place: its lines open, are saved, move, and come back alone."""

import json
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from activities.choices import DelayCause
from activities.models import Activity, Postponement
from cnclctpa.audit.models import Entry
from plans.choices import Pillar, PlanStatus
from plans.models import Axis, Indicator, Result, StrategicObjective
from tests.factories.activities import ActivityFactory
from tests.factories.indicators import IndicatorFactory
from tests.factories.plans import AxisFactory, PlanFactory, ResultFactory, StrategicObjectiveFactory
from tests.forms import save, typed

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def plan():
    return PlanFactory(slug="2023-2027")


@pytest.fixture
def objective(plan):
    axis = AxisFactory(plan=plan, position=1, pillar=Pillar.PREVENTION, title_fr="Prévenir")
    return StrategicObjectiveFactory(plan=plan, axis=axis, code="1.1", title_fr="Les communes refusent")


@pytest.fixture
def activities(objective):
    return [
        ActivityFactory(
            objective=objective, code=f"1.1.a{number}", position=number, title_fr=f"Action {number}"
        )
        for number in (1, 2, 3)
    ]


@pytest.fixture
def adopted(plan, activities):
    plan.status = PlanStatus.IN_FORCE
    plan.save()
    for one in activities:
        one.original_starts_on, one.original_ends_on = date(2024, 1, 1), date(2024, 12, 31)
        one.save()
    return activities


def at(row, role="update"):
    plan = row.objective.plan if isinstance(row, Result) else row.plan
    return reverse(
        f"portal:matrix-line-{role}", args=[plan.slug, row._meta.model_name.removeprefix("strategic"), row.pk]
    )


def new(plan, kind, **query):
    address = reverse("portal:matrix-line-create", args=[plan.slug, kind])
    return f"{address}?{'&'.join(f'{name}={value}' for name, value in query.items())}"


def event_of(response, name, when="-After-Settle"):
    return json.loads(response.headers[f"HX-Trigger{when}"])[name]


def test_page_offers_to_edit_to_editors_only(client, plan, activities, secretariat, partner):
    plan.published_at = timezone.now()
    plan.save()
    for who, expected in ((None, False), (partner, False), (secretariat, True)):
        if who:
            client.force_login(who)
        page = client.get("/plans/2023-2027/matrix/").content.decode()
        assert (f'href="activity/{activities[0].pk}/"' in page) is expected
        assert ("htmx-2" in page) is expected
        assert ('id="activity-' in page) is expected


def test_nothing_is_edited_on_the_page_of_another_day_nor_in_a_plan_that_is_over(editor, plan, activities):
    assert 'class="ed"' not in editor.get("/plans/2023-2027/matrix/?on=2024-01-01").content.decode()
    plan.status = PlanStatus.CLOSED
    plan.save()
    assert 'class="ed"' not in editor.get("/plans/2023-2027/matrix/").content.decode()


def test_without_a_script_a_line_is_a_page_that_leads_back_to_it(editor, secretariat, activities):
    response = save(editor, at(activities[0]), title_fr="Former les relais", weight="2,5")
    assert response.status_code == 302
    assert response.url == f"/plans/2023-2027/matrix/#activity-{activities[0].pk}"
    kept = Activity.objects.get(pk=activities[0].pk)
    assert (kept.title_fr, kept.weight) == ("Former les relais", 2.5)
    assert Entry.objects.filter(object_id=kept.pk, verb="activity.changed").latest().actor == secretariat


def test_form_opens_below_its_line(editor, activities):
    response = editor.get(at(activities[0]), headers=HTMX)
    assert response.headers["HX-Retarget"] == f"#activity-{activities[0].pk}"
    assert response.headers["HX-Reswap"] == "afterend"
    page = response.content.decode()
    assert page.strip().startswith('<tr class="edit"')
    assert "<html" not in page


def test_saved_line_comes_back_alone_with_the_heads_above_it(editor, activities):
    data = typed_in_place(editor, at(activities[0]), title_fr="Former les relais")
    response = editor.post(at(activities[0]), data, headers=HTMX)
    page = response.content.decode()
    assert response.status_code == 200
    assert f'<tr class="act" id="activity-{activities[0].pk}" hx-swap-oob="true">' in page
    assert "Former les relais" in page
    assert f'id="activity-{activities[1].pk}"' not in page
    assert f'id="objective-{activities[0].objective_id}" hx-swap-oob' in page
    assert len(response.content) < 10_000
    assert event_of(response, "matrix:saved")["line"] == f"activity-{activities[0].pk}"


def typed_in_place(client, address, **changes):
    """The fields of the form that htmx puts into the page."""
    response = client.get(address, headers=HTMX)
    response.content = f"<main>{response.content.decode()}</main>".encode()
    return typed(response, **changes)


def test_what_is_wrong_is_said_in_place_and_what_was_typed_stays(editor, activities):
    data = typed_in_place(editor, at(activities[0]), title_fr="", weight="beaucoup")
    response = editor.post(at(activities[0]), data, headers=HTMX)
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count("is-invalid") == 2
    assert 'value="beaucoup"' in page
    assert "matrix:saved" not in str(response.headers)


def test_unusual_is_asked_once(editor, activities):
    data = typed_in_place(editor, at(activities[0]), weight="0")
    response = editor.post(at(activities[0]), data, headers=HTMX)
    assert 'name="agreed"' in response.content.decode()
    response.content = f"<main>{response.content.decode()}</main>".encode()
    assert "matrix:saved" in str(editor.post(at(activities[0]), typed(response), headers=HTMX).headers)
    assert Activity.objects.get(pk=activities[0].pk).weight == 0


def test_two_people_on_one_line_see_both_versions(editor, activities):
    one = activities[0]
    data = typed_in_place(editor, at(one), title_fr="Ce que j’écris")
    one.title_fr = "Ce qu’un autre a écrit"
    one.save()
    response = editor.post(at(one), data, headers=HTMX)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Ce qu’un autre a écrit" in page
    assert "Ce que j’écris" in page
    response.content = f"<main>{page}</main>".encode()
    response.status_code = 200
    editor.post(at(one), typed(response), headers=HTMX)
    assert Activity.objects.get(pk=one.pk).title_fr == "Ce que j’écris"


def test_new_activity_stands_below_and_the_next_one_opens(editor, objective, activities):
    address = new(objective.plan, "activity", objective=objective.pk, after=activities[0].pk)
    opened = editor.get(address, headers=HTMX)
    assert opened.headers["HX-Retarget"] == f"#activity-{activities[0].pk}"
    data = typed_in_place(editor, address, title_fr="Une de plus")
    response = editor.post(address, data, headers=HTMX)
    added = Activity.objects.get(title_fr="Une de plus")
    page = response.content.decode()

    assert [(one.title_fr, one.code) for one in objective.activities.order_by("position")] == [
        ("Action 1", "1.1.a1"),
        ("Une de plus", "1.1.a2"),
        ("Action 2", "1.1.a3"),
        ("Action 3", "1.1.a4"),
    ]
    assert page.strip().startswith(f'<tr class="act" id="activity-{added.pk}">')
    assert f"after={added.pk}" in page  # the form of the next one
    assert 'class="edit"' in page
    for other in activities[1:]:
        assert f'id="activity-{other.pk}" hx-swap-oob' in page
    assert event_of(response, "matrix:saved")["next"] is True


def test_new_activity_sent_twice_is_made_once(editor, objective, activities):
    address = new(objective.plan, "activity", objective=objective.pk)
    data = typed_in_place(editor, address, title_fr="Une de plus")
    first, second = (editor.post(address, data, headers=HTMX) for _time in range(2))
    added = Activity.objects.get(title_fr="Une de plus")
    assert f'id="activity-{added.pk}"' in first.content.decode()
    assert f'id="activity-{added.pk}"' in second.content.decode()


@pytest.mark.parametrize(
    ("kind", "model", "query", "fields"),
    [
        ("axis", Axis, None, {"title_fr": "Réprimer", "pillar": Pillar.PROSECUTION}),
        ("objective", StrategicObjective, "axis", {"title_fr": "Des procès ont lieu"}),
        ("result", Result, "objective", {"title_fr": "Les juges sont formés"}),
        ("indicator", Indicator, "objective", {"name_fr": "Procès tenus"}),
    ],
)
def test_every_kind_of_line_is_added_in_place(editor, objective, kind, model, query, fields):
    keys = {"axis": objective.axis_id, "objective": objective.pk}
    address = new(objective.plan, kind, **({query: keys[query]} if query else {}))
    response = editor.post(address, typed_in_place(editor, address, **fields), headers=HTMX)
    assert response.status_code in (200, 204)
    assert model.objects.filter(**fields).count() == 1
    assert "matrix:" in str(response.headers)


def test_dates_of_an_adopted_plan_ask_for_the_cause_and_postpone(editor, adopted):
    one = adopted[0]
    data = typed_in_place(editor, at(one), ends_on="30/06/2025")
    response = editor.post(at(one), data, headers=HTMX)
    assert 'id="id_cause_refused"' in response.content.decode()
    assert "31/12/2024" in response.content.decode()
    assert not Postponement.objects.exists()

    editor.post(at(one), data | {"cause": DelayCause.FUNDING}, headers=HTMX)
    decision = Postponement.objects.get()
    assert (decision.activity, decision.ends_on, decision.cause) == (one, date(2025, 6, 30), "funding")
    assert Activity.objects.get(pk=one.pk).original_ends_on == date(2024, 12, 31)
    assert "31/12/2024" in editor.get(at(one), headers=HTMX).content.decode()


def test_postponed_by_somebody_else_meanwhile_is_not_taken_back(editor, adopted):
    one = adopted[0]
    data = typed_in_place(editor, at(one), title_fr="Autre titre")
    Postponement.objects.create(
        activity=one,
        decided_on=timezone.localdate() - timedelta(days=1),
        ends_on=date(2025, 6, 30),
        cause="funding",
    )
    assert editor.post(at(one), data, headers=HTMX).status_code == 409
    assert Postponement.objects.count() == 1


@pytest.mark.parametrize(("step", "order"), [("1", [2, 1, 3]), ("-1", [1, 2, 3])])
def test_line_moves_up_and_down(editor, objective, activities, step, order):
    response = editor.post(at(activities[0], "move"), {"step": step}, headers=HTMX)
    titles = [one.title_fr for one in objective.activities.order_by("position")]
    assert titles == [f"Action {number}" for number in order]
    assert [one.code for one in objective.activities.order_by("position")] == ["1.1.a1", "1.1.a2", "1.1.a3"]
    if step == "1":
        moved = event_of(response, "matrix:moved")
        assert moved == {"line": f"activity-{activities[0].pk}", "after": f"activity-{activities[1].pk}"}
    else:
        assert response.status_code == 204
        assert event_of(response, "matrix:said", "")["said"]


def test_line_goes_under_another_result_and_takes_its_code(editor, objective, activities):
    result = ResultFactory(objective=objective, code="1.1.1")
    response = editor.post(at(activities[0], "move"), {"to": f"result-{result.pk}"})
    assert response.status_code == 302
    moved = Activity.objects.get(pk=activities[0].pk)
    assert (moved.result, moved.objective, moved.code) == (result, None, "1.1.1.1")
    assert [one.code for one in objective.activities.order_by("position")] == ["1.1.a1", "1.1.a2"]


def test_nothing_goes_to_another_plan(editor, activities):
    stranger = StrategicObjectiveFactory(plan=PlanFactory(slug="autre"))
    response = editor.post(at(activities[0], "move"), {"to": f"objective-{stranger.pk}"})
    assert response.status_code == 200
    address = new(activities[0].plan, "activity", objective=stranger.pk)
    assert editor.get(address).status_code == 404


def test_unknown_kinds_and_parents_are_not_found(editor, plan):
    base = "/plans/2023-2027/matrix/"
    for address in (
        "plan/1/",
        "activity/99999/",
        "activity/new/?objective=²",
        "activity/new/",
        "outcome/new/",
    ):
        assert editor.get(base + address).status_code == 404


def test_same_queries_whatever_the_size_of_the_plan(
    editor, objective, activities, django_assert_max_num_queries
):
    def queries(change):
        cache.clear()
        data = typed_in_place(editor, at(activities[0]), title_fr=change)
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as found:
            editor.post(at(activities[0]), data, headers=HTMX)
        return len(found)

    before = queries("Un")
    for number in range(4, 9):
        ActivityFactory(objective=objective, code=f"1.1.a{number}", position=number)
    IndicatorFactory(objective=objective, code="I1.1.1")
    assert queries("Deux") == before


def test_page_takes_as_many_queries_for_one_activity_as_for_many(
    editor, objective, activities, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20):
        editor.get("/plans/2023-2027/matrix/")


def test_signing_out_has_the_browser_forget_what_was_typed(editor, plan):
    assert "Clear-Site-Data" not in editor.get("/plans/").headers
    response = editor.post(reverse("account_logout"))
    assert response.headers["Clear-Site-Data"] == '"storage"'


def test_code_that_is_asked_leads_to_its_line(editor, activities):
    response = editor.get("/plans/2023-2027/matrix/?code=1.1.A2")
    assert response.url == f"/plans/2023-2027/matrix/#activity-{activities[1].pk}"
    assert editor.get("/plans/2023-2027/matrix/?code=1").url.endswith(
        f"#axis-{activities[0].objective.axis_id}"
    )
    assert editor.get("/plans/2023-2027/matrix/?code=9.9").status_code == 200


def test_filter_keeps_the_lines_that_answer_and_their_heads(client, plan, objective, activities):
    plan.published_at = timezone.now()
    plan.save()
    other = StrategicObjectiveFactory(plan=plan, axis=objective.axis, code="1.2", title_fr="Ailleurs")
    ActivityFactory(objective=other, code="1.2.a1", title_fr="Juger les passeurs")
    page = client.get("/plans/2023-2027/matrix/?q=ACTION+2").content.decode()
    assert "Action 2" in page
    assert "Les communes refusent" in page
    assert "Action 1" not in page
    assert "Ailleurs" not in page
    assert "Juger" not in client.get("/plans/2023-2027/matrix/?fold=objectives").content.decode()
    folded = client.get("/plans/2023-2027/matrix/?fold=axes").content.decode()
    assert "Prévenir" in folded
    assert "Ailleurs" not in folded
    assert "Action 1" in client.get("/plans/2023-2027/matrix/?state=nowhere&region=x").content.decode()
