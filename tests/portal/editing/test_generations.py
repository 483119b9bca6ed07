"""The pages that make a plan from the one before it, and those that correct the lineage."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from activities.models import Activity, ActivityLineage
from cnclctpa.audit.models import Entry
from cnclctpa.work.models import LastAction
from evaluation.models import Recommendation
from plans.choices import Pillar
from plans.models import Indicator, Plan
from tests.factories.activities import (
    ActivityFactory,
    ActivityLineageFactory,
    OutcomeFactory,
    WorkshopFactory,
)
from tests.factories.evaluation import AssessmentFactory, RecommendationFactory
from tests.factories.indicators import IndicatorFactory, MeasurementFactory
from tests.factories.plans import AxisFactory, PlanFactory, StrategicObjectiveFactory
from tests.factories.reports import ProgressReportFactory
from tests.forms import typed

BY_ROW = pytest.mark.usefixtures("_each_row_is_kept_by_itself")
NEXT = {"title_fr": "Plan 2028-2032", "starts_on": "01/01/2028", "ends_on": "31/12/2032", "slug": ""}


@pytest.fixture
def _each_row_is_kept_by_itself(settings):
    """One door, with its rules, for every row that is carried: its queries come again with each."""
    settings.ZEAL_ALLOWLIST = [*settings.ZEAL_ALLOWLIST, {"model": "*", "field": "*"}]


@pytest.fixture
def former(db):
    """One objective, three activities (done, never begun, withdrawn), an indicator measured once."""
    plan = PlanFactory(slug="ancien", published=True, starts_on=date(2023, 1, 1), ends_on=date(2027, 12, 31))
    axis = AxisFactory(plan=plan, position=1, pillar=Pillar.PROTECTION)
    objective = StrategicObjectiveFactory(plan=plan, axis=axis, code="1.1")
    begun, _never, _gone = (
        ActivityFactory(objective=objective, code=f"1.1.a{n}", position=n, withdrawn=n == 3)
        for n in (1, 2, 3)
    )
    ProgressReportFactory(activity=begun, validated=True, status="completed", percentage=100)
    indicator = IndicatorFactory(objective=objective, code="I1.1.1", protected=True)
    MeasurementFactory(indicator=indicator, validated=True, value=Decimal(33))
    return plan


def address(plan, name="plan-successor"):
    return reverse(f"portal:{name}", args=[plan.slug])


def ticked(page) -> list[str]:
    nodes = page.context["choice"].tree.named("activity")
    return [node.row.code for node in nodes if node.is_ticked]


@BY_ROW
def test_plan_is_made_as_the_page_proposes(editor, former):
    first = editor.get(address(former))
    assert first.context["form"]["starts_on"].value() == "01/01/2028"

    page = editor.get(address(former), NEXT)
    assert ticked(page) == ["1.1.a1", "1.1.a2"]
    assert not Plan.objects.filter(predecessor=former).exists()
    done = editor.post(address(former), typed(page), follow=True)

    plan = Plan.objects.get(predecessor=former)
    assert done.redirect_chain == [(f"/plans/{plan.slug}/lineage/", 302)]
    assert (plan.slug, plan.title_fr, plan.is_published) == ("2028-2032", "Plan 2028-2032", False)
    assert plan.activities.count() == 2
    assert former.activities.get(code="1.1.a3").heirs.get().kind == "dropped"
    assert plan.indicators.get().baseline == 33


@BY_ROW
def test_plan_that_was_just_made_is_undone_in_one_click(editor, former):
    editor.post(address(former), typed(editor.get(address(former), NEXT)))
    plan = Plan.objects.get(predecessor=former)
    editor.post(address(plan, "undo"), {"action": LastAction.objects.get().pk})
    assert list(Plan.objects.all()) == [former]
    assert not ActivityLineage.objects.exists()


@BY_ROW
def test_sent_twice_it_is_made_once(editor, former):
    data = typed(editor.get(address(former), NEXT))
    answers = [editor.post(address(former), data) for _again in range(2)]
    assert [one.status_code for one in answers] == [302, 302]
    assert Plan.objects.filter(predecessor=former).count() == 1


@BY_ROW
def test_what_is_unticked_is_left_and_may_stay_open(editor, former):
    page = editor.get(address(former), NEXT)
    kept = former.activities.get(code="1.1.a2")
    data = typed(page, activity=[str(kept.pk)], rest="leave", indicator=None, baseline=None)
    editor.post(address(former), data)

    plan = Plan.objects.get(predecessor=former)
    assert [one.title_fr for one in plan.activities.all()] == [kept.title_fr]
    assert ActivityLineage.objects.get().former == kept
    assert not plan.indicators.exists()


@BY_ROW
def test_baseline_that_is_not_ticked_is_not_written(editor, former):
    editor.post(address(former), typed(editor.get(address(former), NEXT), baseline=None))
    indicator = Indicator.objects.get(plan__predecessor=former)
    assert (indicator.baseline, indicator.baseline_on) == (None, None)


@BY_ROW
def test_activities_are_ticked_by_how_far_they_went(editor, former):
    page = editor.get(address(former), NEXT)
    again = editor.post(address(former), typed(page, state=["completed", "given_up"], tick="1"))
    assert again.status_code == 200
    assert ticked(again) == ["1.1.a1", "1.1.a3"]
    assert again.context["choice"].states == ("completed", "given_up")
    assert not Plan.objects.filter(predecessor=former).exists()
    # The page that comes back can be sent as it is.
    assert editor.post(address(former), typed(again)).status_code == 302


@BY_ROW
def test_box_ticked_under_what_is_not_asks_first(editor, former):
    data = typed(editor.get(address(former), NEXT), objective=None)
    asked = editor.post(address(former), data)
    assert len(asked.context["unusual"]) == 1
    assert not Plan.objects.filter(predecessor=former).exists()

    editor.post(address(former), typed(asked))
    plan = Plan.objects.get(predecessor=former)
    assert plan.axes.count() == 1
    assert not plan.activities.exists()


@BY_ROW
def test_boxes_of_another_plan_are_nothing(editor, former):
    stranger = ActivityFactory(plan=PlanFactory())
    data = typed(
        editor.get(address(former), NEXT),
        activity=[str(stranger.pk), "0", "x", "1e9", "-1"],
        axis=[*map(str, former.axes.values_list("pk", flat=True)), str(stranger.objective.axis_id)],
        **{f"kind-{stranger.pk}": "merged"},
    )
    editor.post(address(former), data)
    plan = Plan.objects.get(predecessor=former)
    assert plan.axes.count() == 1
    assert not plan.activities.exists()
    assert not ActivityLineage.objects.filter(former=stranger).exists()


@BY_ROW
def test_forged_kind_continues(editor, former):
    one = former.activities.get(code="1.1.a1")
    data = typed(editor.get(address(former), NEXT), **{f"kind-{one.pk}": "<script>"})
    editor.post(address(former), data)
    assert one.heirs.get().kind == "continued"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"slug": "ancien"}, "slug"),
        ({"slug": "compare"}, "slug"),
        ({"slug": "é/.."}, "slug"),
        ({"starts_on": "01/01/2020"}, "starts_on"),
        ({"ends_on": "01/01/2027"}, "ends_on"),
        ({"ends_on": "31/12/2099"}, "ends_on"),
        ({"starts_on": "hier"}, "starts_on"),
        ({"title_fr": " "}, "title_fr"),
        ({"title_fr": "x" * 301}, "title_fr"),
    ],
)
def test_plan_that_cannot_be_is_refused_at_its_field(editor, former, changes, field):
    page = editor.get(address(former), NEXT | changes)
    assert page.status_code == 200
    assert field in page.context["form"].errors
    sent = editor.post(address(former), NEXT | changes)
    assert field in sent.context["form"].errors
    assert not Plan.objects.filter(predecessor=former).exists()


def test_button_is_for_those_who_edit(editor, partner, client, former):
    assert address(former) in editor.get(reverse("portal:plan-about", args=[former.slug])).content.decode()
    assert address(former) in editor.get(reverse("portal:plan-create")).content.decode()
    client.force_login(partner)
    assert (
        address(former) not in client.get(reverse("portal:plan-about", args=[former.slug])).content.decode()
    )


def test_costs_as_many_queries_whatever_the_plan_holds(editor, former, django_assert_max_num_queries):
    objective = former.objectives.get()
    for number in range(10, 30):
        ActivityFactory(objective=objective, code=f"1.1.a{number}")
        IndicatorFactory(objective=objective, code=f"I1.1.{number}")
    with django_assert_max_num_queries(24):
        editor.get(address(former), NEXT)


@pytest.fixture
def plan(former):
    """A published plan that follows it, whose first activity continues the first; its second is new."""
    plan = PlanFactory(slug="nouveau", published=True, predecessor=former, starts_on=date(2028, 1, 1),
                       ends_on=date(2032, 12, 31))  # fmt: skip
    axis = AxisFactory(plan=plan, position=1, pillar=Pillar.PREVENTION)
    objective = StrategicObjectiveFactory(plan=plan, axis=axis, code="1.1")
    for number in (1, 2):
        ActivityFactory(
            objective=objective, code=f"1.1.a{number}", position=number, title_fr=f"Suite {number}"
        )
    IndicatorFactory(
        objective=objective, code="I1.1.1", continues=former.indicators.get(), lineage="continued"
    )
    ActivityLineageFactory(
        former=former.activities.get(code="1.1.a1"), activity=plan.activities.get(code="1.1.a1")
    )
    return plan


def told(page):
    """What is said of each former line, and what is new, under each pillar."""
    return {
        part.pillar: {
            side.name: (
                [(one.row.code, [heir.row.code for heir in one.heirs], one.is_told) for one in side.lines],
                [row.code for row in side.new],
            )
            for side in part.sides
        }
        for part in page.context["report"].parts
    }


def test_lineage_forgets_no_line_of_either_plan(client, plan):
    page = client.get(address(plan, "plan-lineage"))
    assert told(page) == {
        "prevention": {"activities": ([], ["1.1.a2"]), "indicators": ([], [])},
        "protection": {
            "activities": ([("1.1.a1", ["1.1.a1"], True), ("1.1.a2", [], False), ("1.1.a3", [], False)], []),
            "indicators": ([("I1.1.1", ["I1.1.1"], True)], []),
        },
    }
    assert page.context["report"].untold == 2
    assert "<form" not in page.content.decode().partition("<main")[2].partition("</main")[0]


def test_lineage_tells_nothing_of_a_former_plan_that_is_not_seen(client, editor, plan):
    former = plan.predecessor
    former.published_at = None
    former.save()
    secret = former.activities.first().title_fr
    assert secret in editor.get(address(plan, "plan-lineage")).content.decode()
    client.logout()
    page = client.get(address(plan, "plan-lineage"))
    assert page.status_code == 200
    assert page.context["report"].former is None
    assert secret not in page.content.decode()
    assert former.period not in page.content.decode()


def test_heirs_in_another_draft_are_not_told(client, plan):
    former = plan.predecessor
    other = PlanFactory(predecessor=former, starts_on=date(2028, 1, 1), ends_on=date(2032, 12, 31))
    secret = ActivityFactory(plan=other, title_fr="Suite secrète")
    ActivityLineageFactory(former=former.activities.get(code="1.1.a2"), activity=secret)
    assert "secrète" not in client.get(address(plan, "plan-lineage")).content.decode()


def test_plan_without_a_former_one_says_so(client, db):
    page = client.get(address(PlanFactory(published=True), "plan-lineage"))
    assert page.context["report"].parts == ()


def test_lineage_is_corrected_from_what_was_ticked(editor, plan):
    page = editor.get(address(plan, "lineage-activities"), {"former": ["1.1.a1", "1.1.a2"]})
    assert page.context["form"].initial == {
        "former": ["1.1.a1", "1.1.a2"],
        "heir": ["1.1.a1"],
        "kind": "merged",
        "note": "",
    }
    done = editor.post(address(plan, "lineage-activities"), typed(page, note="Même public."))
    assert done["Location"] == "/plans/nouveau/lineage/"
    said = plan.predecessor.activities.get(code="1.1.a2").heirs.get()
    assert (said.activity.code, said.kind, said.note) == ("1.1.a1", "merged", "Même public.")


@pytest.mark.parametrize("name", ["lineage-activities", "lineage-indicators"])
def test_codes_of_nothing_tick_nothing(editor, plan, name):
    asked = {"former": ["9.9", "\x00", "x" * 999, "<b>"], "heir": ["\x00", "9.9"]}
    page = editor.get(address(plan, name), asked)
    assert page.status_code == 200
    assert (page.context["form"].initial["former"], page.context["form"].initial["heir"]) == ([], [])


def test_note_that_was_told_is_proposed_again(editor, plan):
    plan.activities.get(code="1.1.a1").ancestors.update(note="Même public.")
    page = editor.get(address(plan, "lineage-activities"), {"former": "1.1.a1"})
    assert page.context["form"].initial["note"] == "Même public."


def test_correction_is_undone_in_one_click(editor, plan):
    page = editor.get(address(plan, "lineage-activities"), {"former": ["1.1.a1", "1.1.a2"]})
    editor.post(address(plan, "lineage-activities"), typed(page))
    editor.post(address(plan, "undo"), {"action": LastAction.objects.get().pk})
    assert [one.kind for one in ActivityLineage.objects.all()] == ["continued"]


def test_indicators_are_corrected_too(editor, plan):
    page = editor.get(address(plan, "lineage-indicators"), {"former": "I1.1.1"})
    assert page.context["form"].initial["kind"] == "continued"
    editor.post(address(plan, "lineage-indicators"), typed(page, kind="new", former=None))
    assert plan.indicators.get().continues is None


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("lineage-activities", {"kind": "continued", "former": "9.9", "heir": "1.1.a2"}),
        ("lineage-activities", {"kind": "continued", "former": "1.1.a2", "heir": "1.1.a3"}),
        ("lineage-activities", {"kind": "continued", "former": "1.1.a2", "heir": "\x00"}),
        ("lineage-activities", {"kind": "eaten", "former": "1.1.a2", "heir": "1.1.a2"}),
        ("lineage-activities", {"kind": "split", "former": "1.1.a2", "heir": "1.1.a2"}),
        ("lineage-indicators", {"kind": "dropped", "former": "I1.1.1"}),
        ("lineage-indicators", {"kind": "continued", "former": "1.1.a1", "heir": "1.1.a1"}),
        ("lineage-indicators", {}),
    ],
)
def test_what_is_not_of_the_two_plans_is_refused(editor, plan, name, data):
    before = list(ActivityLineage.objects.values_list("former", "activity", "kind"))
    page = editor.post(address(plan, name), data)
    assert page.status_code == 200
    assert page.context["form"].errors
    assert list(ActivityLineage.objects.values_list("former", "activity", "kind")) == before
    assert plan.indicators.get().continues is not None


def beside(client, plan) -> set[str]:
    page = client.get(reverse("portal:objective-create", args=[plan.slug])).content.decode()
    aside = page.partition('id="recommendations"')[2].partition("</details>")[0]
    return {one.reference for one in Recommendation.objects.all() if one.get_absolute_url() in aside}


def test_recommendations_to_take_up_stand_beside_the_forms(editor, plan):
    former = plan.predecessor
    axis = plan.axes.get()
    of_former = OutcomeFactory(workshop=WorkshopFactory(plan=former))
    answered, done = (OutcomeFactory(workshop=of_former.workshop) for _one in range(2))
    answered.axes.set([axis])
    done.status, done.became_fr = "done", "Fait."
    done.save()
    for reference, outcome in (("open", of_former), ("answered", answered), ("done", done)):
        RecommendationFactory(reference=reference, outcome=outcome, pillar=Pillar.PREVENTION)
    RecommendationFactory(
        reference="elsewhere", outcome=OutcomeFactory(workshop=WorkshopFactory(plan=PlanFactory()))
    )
    for year in (2022, 2024):
        RecommendationFactory(
            reference=f"report-{year}", of_report=True, assessment=AssessmentFactory(year=year)
        )
    assert beside(editor, plan) == {"open", "report-2024"}


def test_fictitious_plan_takes_up_nothing_of_real_reports(editor):
    plan = PlanFactory(demonstration=True)
    RecommendationFactory(of_report=True, assessment=AssessmentFactory(year=plan.starts_on.year))
    assert beside(editor, plan) == set()


@BY_ROW
def test_trail_says_who_took_it_up(editor, secretariat, former):
    editor.post(address(former), typed(editor.get(address(former), NEXT)))
    heir = Activity.objects.filter(plan__predecessor=former).first()
    entry = Entry.objects.filter(object_id=heir.pk, verb="activity.added").first()
    assert entry.actor == secretariat


def test_lineage_costs_as_many_queries_whatever_the_plans_hold(client, plan, django_assert_max_num_queries):
    for number in range(10, 20):
        old = ActivityFactory(objective=plan.predecessor.objectives.get(), code=f"1.1.a{number}")
        new = ActivityFactory(objective=plan.objectives.get(), code=f"1.1.a{number}")
        ActivityLineageFactory(former=old, activity=new)
        IndicatorFactory(objective=plan.objectives.get(), code=f"I1.1.{number}")
    with django_assert_max_num_queries(12):
        client.get(address(plan, "plan-lineage"))
