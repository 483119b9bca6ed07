"""Plans, their framework and their making, edited on the site."""

from datetime import date

from django.urls import reverse

from cnclctpa.audit.models import Entry
from plans.choices import PlanStatus
from plans.models import AnnualPlan, Axis, Plan, PlanPartner, PlanStatement, ProcessStep, Result
from tests.factories.activities import ActivityFactory
from tests.factories.indicators import IndicatorFactory, MeasurementFactory
from tests.factories.plans import (
    AxisFactory,
    PlanFactory,
    ProcessStepFactory,
    ResultFactory,
    StrategicObjectiveFactory,
)
from tests.factories.reference import OrganisationFactory
from tests.factories.reports import ProgressReportFactory
from tests.forms import save


def made_in(plan, name):
    return reverse(f"portal:{name}-create", args=[plan.slug])


def test_new_plan_follows_the_latest_and_is_named_by_its_years(editor, source):
    former = PlanFactory(starts_on=date(2023, 1, 1), ends_on=date(2027, 12, 31), published=True)

    response = save(
        editor, reverse("portal:plan-create"), title_fr="Plan d’action 2028-2032", sources=source.pk
    )

    plan = Plan.objects.latest("pk")
    assert response.url == plan.get_absolute_url()
    assert (plan.slug, plan.predecessor, plan.status) == ("2028-2032", former, PlanStatus.DRAFT)
    assert (plan.starts_on, plan.ends_on) == (date(2028, 1, 1), date(2032, 12, 31))
    assert not plan.is_published
    assert list(plan.sources.all()) == [source]
    assert Entry.objects.filter(object_id=plan.pk, verb="plan.created").exists()


def test_second_plan_of_the_same_years_has_another_address(editor, source):
    PlanFactory(slug="2028-2032")
    asked = {"title_fr": "Autre", "starts_on": "01/01/2028", "ends_on": "31/12/2032", "sources": source.pk}
    save(editor, reverse("portal:plan-create"), **asked)
    assert Plan.objects.latest("pk").slug == "2028-2032-2"


def test_plan_without_a_source_is_asked_about_once(editor, db):
    asked = {"title_fr": "Plan", "starts_on": "01/01/2028", "ends_on": "31/12/2032"}
    address = reverse("portal:plan-create")

    shown = save(editor, address, **asked)

    assert shown.status_code == 200
    assert not Plan.objects.exists()
    agreed = shown.context["sheet"].agreement
    assert save(editor, address, **asked, agreed=agreed).status_code == 302
    assert Plan.objects.count() == 1


def test_plan_that_lasts_too_long_and_meets_the_former_is_asked_about(editor, source):
    former = PlanFactory(published=True)
    shown = save(
        editor,
        reverse("portal:plan-create"),
        title_fr="Plan",
        starts_on="01/06/2027",
        ends_on="31/12/2036",
        predecessor=former.pk,
        adopted_on="01/01/2040",
        adopted_certainty="certain",
        sources=source.pk,
    )
    assert len(shown.context["sheet"].warnings) == 3


def test_published_plan_is_not_removed_and_a_draft_is_with_a_reason(editor):
    shown, draft = PlanFactory(published=True), PlanFactory()
    AxisFactory(plan=draft)

    kept = editor.post(reverse("portal:plan-delete", args=[shown.slug]), {"reason": "Essai"})
    editor.post(reverse("portal:plan-delete", args=[draft.slug]), {"reason": "Essai"})

    assert kept.status_code == 200
    assert list(Plan.objects.all()) == [shown]
    assert Entry.objects.get(object_id=draft.pk, verb="plan.removed").reason == "Essai"


def test_plan_whose_activities_are_reported_on_is_not_removed(editor):
    report = ProgressReportFactory(activity__plan=PlanFactory())
    plan = report.activity.plan
    page = editor.post(reverse("portal:plan-delete", args=[plan.slug]), {"reason": "Essai"})
    assert page.status_code == 200
    assert Plan.objects.filter(pk=plan.pk).exists()


def test_step_keeps_who_took_part_and_comes_last(editor, source):
    plan = PlanFactory()
    ProcessStepFactory(plan=plan, position=1)
    body = OrganisationFactory()

    save(
        editor,
        made_in(plan, "plan-step"),
        kind="launch",
        place_fr="Bamako",
        starts_on="19 octobre 2023",
        sources=source.pk,
        **{"participants-0-group": "state", "participants-1-group": "partners"},
        **{"participants-1-organisation": body.pk},
    )

    step = ProcessStep.objects.get(kind="launch")
    assert (step.position, step.starts_on) == (2, date(2023, 10, 19))
    told = [(one.group, one.organisation) for one in step.participants.order_by("pk")]
    assert told == [("state", None), ("partners", body)]


def test_partner_of_a_real_plan_is_no_body_of_the_demonstration(editor, source):
    plan, fictitious = PlanFactory(), OrganisationFactory(demonstration=True)
    real = OrganisationFactory()
    address = made_in(plan, "plan-partner")
    assert save(editor, address, organisation=fictitious.pk, sources=source.pk).status_code == 200
    assert save(editor, address, organisation=real.pk, sources=source.pk).status_code == 302
    assert PlanPartner.objects.get().organisation == real


def test_partner_is_named_once(editor, source):
    plan, body = PlanFactory(), OrganisationFactory()
    address = made_in(plan, "plan-partner")
    save(editor, address, organisation=body.pk, sources=source.pk)
    again = save(editor, address, organisation=body.pk, sources=source.pk)
    assert again.status_code == 200
    assert PlanPartner.objects.count() == 1


def test_statement_that_is_not_retained_says_why(editor, source):
    plan = PlanFactory()
    asked = {"about": "budget", "text_fr": "Trois milliards.", "is_retained": "", "sources": source.pk}
    address = made_in(plan, "plan-statement")
    assert save(editor, address, **asked).status_code == 200
    assert save(editor, address, **asked, reason_fr="Une seule source.").status_code == 302
    assert not PlanStatement.objects.get().is_retained


def test_annual_plan_is_of_a_year_of_the_plan_and_its_budget_within_it(editor, source):
    plan = PlanFactory(total_budget=1000, budget_certainty="certain")
    address = made_in(plan, "annual-plan")
    assert save(editor, address, year="2031", sources=source.pk).status_code == 200
    assert not AnnualPlan.objects.exists()

    shown = save(editor, address, budget="5 000", sources=source.pk)
    assert len(shown.context["sheet"].warnings) == 1
    save(editor, address, budget="5 000", sources=source.pk, agreed=shown.context["sheet"].agreement)
    assert AnnualPlan.objects.get().year == 2023


def test_axis_takes_the_next_number_and_keeps_it_once_adopted(editor, source):
    plan = PlanFactory()
    AxisFactory(plan=plan, position=1)
    save(editor, made_in(plan, "axis"), title_fr="Protection", pillar="protection", sources=source.pk)
    axis = Axis.objects.get(title_fr="Protection")
    assert axis.position == 2

    Plan.objects.get(pk=plan.pk)
    plan.status = PlanStatus.ADOPTED
    plan.save()
    save(editor, reverse("portal:axis-update", args=[plan.slug, 2]), position="7", sources=source.pk)
    axis.refresh_from_db()
    assert axis.position == 2


def test_axis_that_has_objectives_is_not_removed(editor):
    objective = StrategicObjectiveFactory()
    axis = objective.axis
    address = reverse("portal:axis-delete", args=[axis.plan.slug, axis.position])
    assert objective.code in editor.get(address).content.decode()
    editor.post(address, {"reason": "Essai"})
    assert Axis.objects.filter(pk=axis.pk).exists()


def test_objective_of_the_axis_of_the_address_takes_its_next_code(editor, source):
    axis = AxisFactory(position=3)
    address = f"{made_in(axis.plan, 'objective')}?axis=3"
    response = save(editor, address, title_fr="Protéger chaque victime", sources=source.pk)
    objective = axis.objectives.get()
    assert objective.code == "3.1"
    assert response.url == objective.get_absolute_url()


def test_objective_without_an_axis_needs_a_code(editor, source):
    plan = PlanFactory()
    address = made_in(plan, "objective")
    assert save(editor, address, title_fr="Coordonner", sources=source.pk).status_code == 200
    save(editor, address, title_fr="Coordonner", code="OS-1", sources=source.pk)
    assert plan.objectives.get().code == "OS-1"


def test_result_takes_the_next_code_of_its_objective(editor, source):
    objective = StrategicObjectiveFactory(code="1.1")
    address = f"{made_in(objective.plan, 'result')}?objective=1.1"
    save(editor, address, title_fr="Les victimes sont identifiées", level="immediate", sources=source.pk)
    assert Result.objects.get().code == "1.1.1"


def test_result_that_was_reported_on_or_measured_stays(editor):
    reported = ResultFactory()
    plan = reported.objective.plan
    ProgressReportFactory(activity=ActivityFactory(plan=plan, result=reported))
    measured = ResultFactory(objective=reported.objective)
    MeasurementFactory(indicator=IndicatorFactory(plan=plan, result=measured))
    free = ResultFactory(objective=reported.objective)
    for result in (reported, measured, free):
        editor.post(reverse("portal:result-delete", args=[plan.slug, result.code]), {"reason": "Essai"})
    assert set(Result.objects.all()) == {reported, measured}


def test_plan_that_is_over_offers_nothing_new(editor):
    plan = PlanFactory(published=True, status=PlanStatus.CLOSED)
    page = editor.get(plan.get_absolute_url()).content.decode()
    assert reverse("portal:plan-update", args=[plan.slug]) in page
    assert made_in(plan, "axis") not in page


def test_page_of_a_plan_offers_its_buttons_to_the_secretariat_only(client, partner, administrator):
    plan = PlanFactory(published=True)
    for who in (None, partner, administrator):
        if who:
            client.force_login(who)
        assert (
            reverse("portal:plan-update", args=[plan.slug])
            not in client.get(plan.get_absolute_url()).content.decode()
        )


def test_certainty_is_asked_at_its_field_of_what_was_given(editor, source):
    given = {"title_fr": "Plan", "starts_on": "1/1/2028", "ends_on": "31/12/2032", "sources": source.pk}
    given |= {"total_budget": "12 500 000", "launched_on": "1/2/2028"}
    response = save(editor, reverse("portal:plan-create"), **given)
    assert set(response.context["sheet"].form.errors) == {"budget_certainty", "launched_certainty"}
    assert not Plan.objects.exists()


def test_objective_and_result_offer_an_activity_that_serves_them(editor):
    result = ResultFactory()
    for served, query in ((result, f"result={result.code}"), (result.objective, "objective=")):
        new = reverse("portal:activity-create", args=[result.objective.plan.slug])
        assert f"{new}?{query}" in editor.get(served.get_absolute_url()).content.decode()
