"""What services of activities do, what they refuse and what the trail says of it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from activities import services
from activities.choices import (
    AgeGroup,
    BudgetCategory,
    DelayCause,
    FundingStage,
    ReportedStatus,
    ReportState,
    Sex,
)
from activities.models import (
    Activity,
    Campaign,
    IndicatorAnswer,
    Milestone,
    PeopleReached,
    ProgressReport,
)
from cnclctpa.audit.models import Entry
from plans.choices import LineageKind, PlanStatus
from plans.models import Measurement
from tests.factories.activities import (
    ActivityFactory,
    ActivityLineageFactory,
    MilestoneFactory,
    PostponementFactory,
)
from tests.factories.indicators import CategoryFactory, IndicatorFactory
from tests.factories.money import BudgetLineFactory, FundingFactory
from tests.factories.plans import AnnualPlanFactory, PlanFactory, ResultFactory, StrategicObjectiveFactory
from tests.factories.reference import OrganisationFactory, RegionFactory
from tests.factories.reports import CampaignFactory, ExpectationFactory, ProgressReportFactory

pytestmark = pytest.mark.django_db
OPEN, CLOSED = datetime(2024, 4, 10, 9, tzinfo=UTC), datetime(2024, 5, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _english():
    """Refusals are read as the code writes them."""
    with override("en"):
        yield


def written():
    """What the trail says of the last change: what was done, by whom, why."""
    entry = Entry.objects.latest()
    return entry.verb, entry.actor, entry.reason


# Activities


def test_add_activity(secretariat):
    result, lead, partner = ResultFactory(code="1.2.1"), OrganisationFactory(), OrganisationFactory()
    plan = result.objective.plan
    annual_plan, region = AnnualPlanFactory(plan=plan, year=2024), RegionFactory()
    activity = services.add_activity(
        Activity(plan=plan, result=result, title_fr="Former", lead=lead),
        partners={partner: "accueil"},
        regions=[region],
        annual_plans=[annual_plan],
        milestones=[Milestone(title_fr="Module écrit"), Milestone(title_fr="Sessions tenues")],
        by=secretariat,
    )
    assert (activity.code, activity.position) == ("1.2.1.1", 1)
    assert list(activity.partners.values_list("organisation", "role")) == [(partner.pk, "accueil")]
    assert (activity.regions.get(), activity.annual_plans.get()) == (region, annual_plan)
    assert list(activity.milestones.values_list("position", "title_fr")) == [
        (1, "Module écrit"),
        (2, "Sessions tenues"),
    ]
    assert set(Entry.objects.filter(actor=secretariat).values_list("verb", flat=True)) == {"activity.added"}


def test_add_activity_without_a_result_is_lettered(secretariat):
    objective = StrategicObjectiveFactory(code="1.2")
    ActivityFactory(objective=objective, code="1.2.a3")
    activity = Activity(plan=objective.plan, objective=objective, title_fr="Former")
    assert services.add_activity(activity, by=secretariat).code == "1.2.a4"


def test_add_activity_refuses_what_contradicts_it(secretariat):
    objective, lead = StrategicObjectiveFactory(plan__status=PlanStatus.IN_FORCE), OrganisationFactory()

    def activity(**given):
        given = {"plan": objective.plan, "objective": objective, "title_fr": "Former", **given}
        return Activity(**{"added_on": date(2024, 6, 1), **given})

    refused = [
        (activity(added_on=None), {}, "on which day this was added"),
        (activity(objective=StrategicObjectiveFactory()), {}, "objective is of another plan"),
        (activity(lead=lead), {"partners": {lead: ""}}, "is not one of its partners"),
        (activity(), {"annual_plans": [AnnualPlanFactory()]}, "annual plan is of another plan"),
        (
            activity(original_starts_on=date(2024, 2, 1), original_ends_on=date(2024, 1, 1)),
            {},
            "cannot end before it starts",
        ),
        (activity(plan=PlanFactory(status=PlanStatus.CLOSED)), {}, "This plan is over"),
    ]
    for one, given, sentence in refused:
        with pytest.raises(ValidationError, match=sentence):
            services.add_activity(one, **given, by=secretariat)
    assert not Activity.objects.exists()


def test_postpone(secretariat):
    activity = ActivityFactory(dated=True)
    decision = services.postpone(
        activity,
        ends_on=date(2025, 3, 31),
        cause=DelayCause.FUNDING,
        note="Tranche attendue",
        decided_on=date(2024, 10, 1),
        by=secretariat,
    )
    assert (decision.decided_by, decision.ends_on) == (secretariat, date(2025, 3, 31))
    activity.refresh_from_db()
    assert activity.original_ends_on == date(2024, 12, 31)
    assert written() == ("activity.postponed", secretariat, "")


def test_postpone_refuses_dates_that_change_nothing_or_go_backwards(secretariat):
    activity = ActivityFactory(dated=True)
    PostponementFactory(activity=activity, decided_on=date(2024, 10, 1), ends_on=date(2025, 3, 31))
    told = {"cause": DelayCause.SECURITY, "decided_on": date(2024, 11, 1), "by": secretariat}
    with pytest.raises(ValidationError, match="dates that it already has"):
        services.postpone(activity, ends_on=date(2025, 3, 31), **told)
    with pytest.raises(ValidationError, match="cannot end before it starts"):
        services.postpone(activity, ends_on=date(2023, 12, 31), **told)
    with pytest.raises(ValidationError, match="cannot end before it starts"):
        services.postpone(activity, starts_on=date(2025, 5, 1), ends_on=date(2025, 4, 1), **told)
    with pytest.raises(ValidationError, match="already decided on this day"):
        services.postpone(activity, ends_on=date(2025, 6, 30), **{**told, "decided_on": date(2024, 10, 1)})
    with pytest.raises(ValidationError, match="has been withdrawn"):
        services.postpone(ActivityFactory(dated=True, withdrawn=True), ends_on=date(2025, 6, 30), **told)
    assert activity.postponements.count() == 1


def test_mark_milestone_done(focal_point):
    milestone = MilestoneFactory()
    services.mark_milestone_done(milestone, on=date(2024, 3, 1), by=focal_point)
    milestone.refresh_from_db()
    assert milestone.done_on == date(2024, 3, 1)
    assert written() == ("milestone.done", focal_point, "")
    with pytest.raises(ValidationError, match="already done"):
        services.mark_milestone_done(milestone, on=date(2024, 3, 2), by=focal_point)


def test_mark_milestone_done_refuses_the_days_after_a_withdrawal(focal_point):
    milestone = MilestoneFactory(activity__withdrawn=True)
    with pytest.raises(ValidationError, match="had been withdrawn"):
        services.mark_milestone_done(milestone, on=date(2025, 1, 1), by=focal_point)
    milestone.refresh_from_db()
    services.mark_milestone_done(milestone, on=date(2024, 12, 31), by=focal_point)


def test_withdraw_activity(secretariat):
    activity = ActivityFactory()
    with pytest.raises(ValidationError, match="Say why"):
        services.withdraw_activity(activity, on=date(2025, 1, 1), reason=" ", by=secretariat)
    activity.refresh_from_db()
    services.withdraw_activity(activity, on=date(2025, 1, 1), reason="Sans objet", by=secretariat)
    activity.refresh_from_db()
    assert (activity.withdrawn_on, activity.withdrawn_reason) == (date(2025, 1, 1), "Sans objet")
    assert written() == ("activity.withdrawn", secretariat, "Sans objet")
    with pytest.raises(ValidationError, match="already been withdrawn"):
        services.withdraw_activity(activity, on=date(2025, 2, 1), reason="Encore", by=secretariat)


def test_declare_lineage(secretariat):
    former = ActivityFactory()
    heir = ActivityFactory(plan=PlanFactory(predecessor=former.plan))
    services.declare_lineage(former, kind=LineageKind.CONTINUED, heir=heir, by=secretariat)
    assert former.heirs.get().activity == heir
    assert written() == ("activity.lineage_declared", secretariat, "")
    with pytest.raises(ValidationError, match="it was not dropped"):
        services.declare_lineage(former, kind=LineageKind.DROPPED, by=secretariat)


def test_declare_lineage_refuses_what_contradicts_it(secretariat):
    dropped = ActivityLineageFactory(dropped=True).former
    heir = ActivityFactory(plan=PlanFactory(predecessor=dropped.plan))
    with pytest.raises(ValidationError, match="said to be dropped"):
        services.declare_lineage(dropped, kind=LineageKind.SPLIT, heir=heir, by=secretariat)
    with pytest.raises(ValidationError, match="follows one of the previous plan"):
        services.declare_lineage(ActivityFactory(), kind=LineageKind.SPLIT, heir=heir, by=secretariat)
    with pytest.raises(ValidationError, match="has no heir"):
        services.declare_lineage(ActivityFactory(), kind=LineageKind.MERGED, by=secretariat)


# Money


def test_set_budget_replaces_the_lines_of_the_year(secretariat):
    activity = ActivityFactory()
    kept = BudgetLineFactory(activity=activity, category=BudgetCategory.TRAINING, amount=5)
    BudgetLineFactory(activity=activity, category=BudgetCategory.TRAVEL, amount=3)
    BudgetLineFactory(activity=activity, year=2025, amount=7)
    services.set_budget(
        activity,
        year=2024,
        amounts={BudgetCategory.TRAINING: Decimal(5), BudgetCategory.OTHER: Decimal(2)},
        by=secretariat,
    )
    assert sorted(activity.budget_lines.values_list("year", "category", "amount")) == [
        (2024, "other", 2),
        (2024, "training", 5),
        (2025, "training", 7),
    ]
    assert activity.budget_lines.filter(pk=kept.pk).exists()
    assert Entry.objects.filter(verb="activity.budget_set").count() == 2


def test_money_is_of_a_year_of_the_plan(secretariat):
    activity, funder = ActivityFactory(), OrganisationFactory()
    writes = [
        lambda: services.set_budget(activity, year=2031, amounts={}, by=secretariat),
        lambda: services.commit_funding(activity, funder=funder, year=2031, by=secretariat),
        lambda: services.record_expense(activity, on=date(2024, 1, 1), year=2031, amount=1, by=secretariat),
    ]
    for write in writes:
        with pytest.raises(ValidationError, match="2031 is not a year"):
            write()


def test_commit_funding_once(secretariat):
    activity, funder = ActivityFactory(), OrganisationFactory()
    told = {"funder": funder, "year": 2024, "reference": "A-1", "by": secretariat}
    funding = services.commit_funding(activity, is_public=True, **told)
    assert (funding.funder, funding.is_public) == (funder, True)
    assert written() == ("funding.committed", secretariat, "")
    with pytest.raises(ValidationError, match="already there"):
        services.commit_funding(activity, **told)


def test_record_funding_step_converts_half_up(secretariat):
    funding = FundingFactory()
    step = services.record_funding_step(
        funding,
        stage=FundingStage.PLEDGED,
        on=date(2024, 2, 1),
        amount=Decimal("0.50"),
        currency="EUR",
        rate=Decimal("655.957"),
        rate_on=date(2024, 2, 1),
        by=secretariat,
    )
    assert (step.amount, step.foreign_amount, step.currency) == (328, Decimal("0.50"), "EUR")
    plain = services.record_funding_step(
        funding, stage=FundingStage.MOBILISED, on=date(2024, 3, 1), amount=Decimal(300), by=secretariat
    )
    assert (plain.amount, plain.foreign_amount, plain.currency) == (300, None, "XOF")
    assert written() == ("funding.recorded", secretariat, "")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"currency": "USD"}, "how many CFA francs"),
        ({"currency": "USD", "rate": Decimal(0), "rate_on": date(2024, 1, 1)}, "how many CFA francs"),
        ({"currency": "USD", "rate": Decimal(600)}, "needs its rate"),
        ({"amount": Decimal(-1)}, "cannot be negative"),
    ],
)
def test_record_funding_step_refuses(secretariat, given, sentence):
    told = {"stage": FundingStage.PLEDGED, "on": date(2024, 2, 1), "amount": Decimal(5), "by": secretariat}
    with pytest.raises(ValidationError, match=sentence):
        services.record_funding_step(FundingFactory(), **{**told, **given})


def test_record_expense(secretariat):
    activity = ActivityFactory()
    services.record_expense(activity, on=date(2024, 3, 1), year=2024, amount=Decimal(9), by=secretariat)
    assert activity.expenses.get().amount == 9
    assert written() == ("expense.recorded", secretariat, "")
    with pytest.raises(ValidationError, match="greater than zero"):
        services.record_expense(activity, on=date(2024, 3, 1), year=2024, amount=Decimal(0), by=secretariat)


# Campaigns


def campaign_of(plan, **given):
    dates = {
        "starts_on": date(2024, 1, 1),
        "ends_on": date(2024, 3, 31),
        "opens_on": date(2024, 4, 1),
        "due_on": date(2024, 4, 15),
        "closes_on": date(2024, 4, 30),
    }
    return Campaign(plan=plan, slug="2024-t1", **{**dates, **given})


def test_open_campaign_expects_a_report_on_what_goes_on(secretariat):
    plan = PlanFactory()
    due = ActivityFactory(plan=plan, dated=True, with_lead=True)
    undated = ActivityFactory(plan=plan, with_lead=True)
    finished_meanwhile = ActivityFactory(plan=plan, dated=True, with_lead=True)
    MilestoneFactory(activity=finished_meanwhile, done_on=date(2024, 1, 1))
    early = ActivityFactory(
        plan=plan, with_lead=True, original_starts_on=date(2025, 1, 1), original_ends_on=date(2025, 2, 1)
    )
    MilestoneFactory(activity=early, done_on=date(2024, 3, 31))
    MilestoneFactory(activity=early)
    # Not these: nobody leads it, done or cancelled before, withdrawn, added later, still to come.
    ActivityFactory(plan=plan, dated=True)
    MilestoneFactory(
        activity=ActivityFactory(plan=plan, dated=True, with_lead=True), done_on=date(2023, 12, 31)
    )
    ProgressReportFactory(
        activity=ActivityFactory(plan=plan, dated=True, with_lead=True),
        validated=True,
        status=ReportedStatus.CANCELLED,
        starts_on=date(2023, 10, 1),
        ends_on=date(2023, 12, 31),
    )
    ActivityFactory(
        plan=plan, dated=True, with_lead=True, withdrawn_on=date(2024, 2, 1), withdrawn_reason="Sans objet"
    )
    ActivityFactory(plan=plan, dated=True, with_lead=True, added_on=date(2024, 4, 1))
    ActivityFactory(
        plan=plan, with_lead=True, original_starts_on=date(2024, 4, 1), original_ends_on=date(2024, 6, 1)
    )
    campaign = services.open_campaign(campaign_of(plan), by=secretariat)
    expected = {one.activity: one.organisation for one in campaign.expectations.all()}
    assert expected == {one: one.lead for one in (due, undated, finished_meanwhile, early)}
    assert set(Entry.objects.filter(actor=secretariat).values_list("verb", flat=True)) == {"campaign.opened"}


def test_open_campaign_of_chosen_activities(secretariat):
    activity = ActivityFactory(with_lead=True)
    ActivityFactory(plan=activity.plan, with_lead=True)
    campaign = services.open_campaign(campaign_of(activity.plan), activities=[activity], by=secretariat)
    assert campaign.expectations.get().activity == activity


def test_open_campaign_refuses(secretariat):
    plan = PlanFactory()
    refused = [
        (campaign_of(plan, due_on=date(2024, 3, 1)), [], "then its reports are due"),
        (campaign_of(plan), [ActivityFactory(with_lead=True)], "activity is of another plan"),
        (campaign_of(plan), [ActivityFactory(plan=plan, code="1.9")], "Nobody leads activity 1.9"),
    ]
    for campaign, activities, sentence in refused:
        with pytest.raises(ValidationError, match=sentence):
            services.open_campaign(campaign, activities=activities, by=secretariat)
    assert not Campaign.objects.exists()
    CampaignFactory(plan=plan, starts_on=date(2024, 3, 31), ends_on=date(2024, 6, 30))
    with pytest.raises(ValidationError, match="Another campaign"):
        services.open_campaign(campaign_of(plan), by=secretariat)


# Reports


@pytest.fixture
def expected(db):
    return ExpectationFactory()


def report_of(expected, **given):
    given = {"status": ReportedStatus.UNDER_WAY, "percentage": 40, **given}
    return ProgressReport(activity=expected.activity, campaign=expected.campaign, **given)


def saved(expected, by, **given):
    return services.save_report(report_of(expected), at=OPEN, by=by, **given)


def test_save_report(expected, focal_point):
    indicator = IndicatorFactory(plan=expected.campaign.plan)
    report = saved(
        expected,
        focal_point,
        answers=[IndicatorAnswer(indicator=indicator, value=12)],
        people=[PeopleReached(sex=Sex.WOMEN, age_group=AgeGroup.ADULT, count=7)],
    )
    assert (report.starts_on, report.ends_on) == (date(2024, 1, 1), date(2024, 3, 31))
    assert report.answers.get().value == 12
    assert report.people_reached.get().count == 7
    assert set(Entry.objects.filter(actor=focal_point).values_list("verb", flat=True)) == {"report.saved"}


def test_save_report_again_replaces_what_it_held(expected, focal_point):
    indicator = IndicatorFactory(plan=expected.campaign.plan)
    report = saved(expected, focal_point, answers=[IndicatorAnswer(indicator=indicator, value=12)])
    report.narrative = "Deux sessions tenues."
    services.save_report(
        report, answers=[IndicatorAnswer(indicator=indicator, value=13)], at=OPEN, by=focal_point
    )
    assert ProgressReport.objects.get().narrative == "Deux sessions tenues."
    assert report.answers.get().value == 13


def test_save_report_refuses_what_is_not_expected(expected, focal_point):
    other = ActivityFactory(plan=expected.campaign.plan)
    category = CategoryFactory()
    indicator = IndicatorFactory(plan=expected.campaign.plan, code="I1.9")
    elsewhere = IndicatorAnswer(indicator=IndicatorFactory(), value=1)
    part_alone = IndicatorAnswer(indicator=indicator, category=category, value=1)
    refused = [
        (report_of(expected), [elsewhere], "indicator is of another plan"),
        (report_of(expected), [part_alone], "whole of indicator I1.9"),
        (ProgressReport(activity=other, campaign=expected.campaign), [], "expects no report"),
        (ProgressReport(activity=other, campaign=CampaignFactory()), [], "campaign is of another plan"),
        (report_of(expected, percentage=101), [], "0.*100"),
    ]
    for report, answers, sentence in refused:
        with pytest.raises(ValidationError, match=sentence):
            services.save_report(report, answers=answers, at=OPEN, by=focal_point)
    assert not ProgressReport.objects.exists()


@pytest.mark.parametrize("at", [datetime(2024, 3, 31, 9, tzinfo=UTC), CLOSED])
def test_a_campaign_that_is_not_open_locks_its_reports(expected, focal_point, secretariat, at):
    with pytest.raises(ValidationError, match="not open"):
        services.save_report(report_of(expected), at=at, by=focal_point)
    report = saved(expected, focal_point)
    with pytest.raises(ValidationError, match="not open"):
        services.submit_report(report, at=at, by=focal_point)
    services.submit_report(report, at=OPEN, by=focal_point)
    with pytest.raises(ValidationError, match="not open"):
        services.return_report(report, reason="Incomplet", at=at, by=secretariat)


def test_submit_report(expected, focal_point):
    report = services.submit_report(saved(expected, focal_point), at=OPEN, by=focal_point)
    report.refresh_from_db()
    assert (report.state, report.submitted_at, report.submitted_by) == (
        ReportState.SUBMITTED,
        OPEN,
        focal_point,
    )
    assert written() == ("report.submitted", focal_point, "")
    with pytest.raises(ValidationError, match="already been submitted"):
        services.submit_report(report, at=OPEN, by=focal_point)
    with pytest.raises(ValidationError, match="can no longer be changed"):
        services.save_report(report, at=OPEN, by=focal_point)


@pytest.mark.parametrize("status", [ReportedStatus.UNDER_WAY, ReportedStatus.SUSPENDED])
def test_submit_report_wants_the_progress_of_what_is_under_way(expected, focal_point, status):
    report = services.save_report(
        report_of(expected, status=status, percentage=None), at=OPEN, by=focal_point
    )
    with pytest.raises(ValidationError, match="progress in per cent"):
        services.submit_report(report, at=OPEN, by=focal_point)


def test_return_report(expected, focal_point, secretariat):
    report = services.submit_report(saved(expected, focal_point), at=OPEN, by=focal_point)
    with pytest.raises(ValidationError, match="Say why"):
        services.return_report(report, reason=" ", at=OPEN, by=secretariat)
    services.return_report(report, reason="Ventilez par sexe", at=OPEN, by=secretariat)
    report.refresh_from_db()
    assert (report.state, report.return_reason) == (ReportState.RETURNED, "Ventilez par sexe")
    assert written() == ("report.returned", secretariat, "Ventilez par sexe")
    services.submit_report(services.save_report(report, at=OPEN, by=focal_point), at=OPEN, by=focal_point)
    assert report.state == ReportState.SUBMITTED


def test_validate_report_makes_measurements_of_its_answers(expected, focal_point, secretariat):
    indicator, women = IndicatorFactory(plan=expected.campaign.plan), CategoryFactory()
    indicator.dimensions.add(women.dimension)
    answers = [
        IndicatorAnswer(indicator=indicator, value=12),
        IndicatorAnswer(indicator=indicator, category=women, value=7),
    ]
    report = services.submit_report(saved(expected, focal_point, answers=answers), at=OPEN, by=focal_point)
    services.validate_report(report, at=CLOSED, by=secretariat)
    report.refresh_from_db()
    measurement = Measurement.objects.get()
    assert (report.state, report.decided_by, report.decided_at) == (
        ReportState.VALIDATED,
        secretariat,
        CLOSED,
    )
    assert (measurement.value, measurement.parts.get().value) == (12, 7)
    assert (measurement.starts_on, measurement.ends_on) == (report.starts_on, report.ends_on)
    assert (measurement.recorded_by, measurement.validated_by) == (focal_point, secretariat)
    assert report.answers.get(category=None).measurement == measurement
    assert Entry.objects.filter(verb="report.validated", actor=secretariat).count() == 2


def test_validate_report_refuses_a_value_that_is_already_told(expected, focal_point, secretariat):
    indicator = IndicatorFactory(plan=expected.campaign.plan)
    Measurement(indicator=indicator, starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31), value=5).save()
    answers = [IndicatorAnswer(indicator=indicator, value=12)]
    report = services.submit_report(saved(expected, focal_point, answers=answers), at=OPEN, by=focal_point)
    with pytest.raises(ValidationError, match="already covers a part of this period"):
        services.validate_report(report, at=OPEN, by=secretariat)
    assert ProgressReport.objects.get().state == ReportState.SUBMITTED


@pytest.mark.parametrize("decide", [services.validate_report, services.return_report])
def test_a_draft_is_not_decided_upon(expected, focal_point, secretariat, decide):
    report = saved(expected, focal_point)
    reason = {"reason": "Incomplet"} if decide is services.return_report else {}
    with pytest.raises(ValidationError, match="has not been submitted"):
        decide(report, **reason, at=OPEN, by=secretariat)


def test_a_report_outside_campaigns_is_never_locked(focal_point, secretariat):
    report = ProgressReportFactory.build(activity=ActivityFactory(), campaign=None)
    services.save_report(report, at=CLOSED, by=focal_point)
    services.submit_report(report, by=focal_point)
    assert services.validate_report(report, by=secretariat).state == ReportState.VALIDATED


def test_a_report_decided_meanwhile_is_left_alone(expected, focal_point, secretariat):
    report = saved(expected, focal_point)
    as_draft = ProgressReport.objects.get(pk=report.pk)
    services.submit_report(report, at=OPEN, by=focal_point)
    as_submitted = ProgressReport.objects.get(pk=report.pk)
    services.validate_report(report, at=OPEN, by=secretariat)
    with pytest.raises(ValidationError, match="can no longer be changed"):
        services.save_report(as_draft, at=OPEN, by=focal_point)
    with pytest.raises(ValidationError, match="already been submitted"):
        services.submit_report(as_draft, at=OPEN, by=focal_point)
    with pytest.raises(ValidationError, match="has not been submitted"):
        services.return_report(as_submitted, reason="Incomplet", at=OPEN, by=secretariat)
    with pytest.raises(ValidationError, match="has not been submitted"):
        services.validate_report(as_submitted, at=OPEN, by=secretariat)
    assert ProgressReport.objects.get().state == ReportState.VALIDATED


def test_a_report_does_not_leave_its_campaign_to_be_unlocked(expected, focal_point):
    report = saved(expected, focal_point)
    report.campaign = None
    with pytest.raises(ValidationError, match="stays with its activity and its campaign"):
        services.save_report(report, at=CLOSED, by=focal_point)


@pytest.mark.parametrize(
    "given",
    [
        {"amount": Decimal("NaN"), "rate": Decimal(600)},
        {"amount": Decimal("1E+30"), "rate": Decimal(600)},
        {"amount": Decimal(10), "rate": Decimal("Infinity")},
        {"amount": Decimal(10), "rate": Decimal("NaN")},
        {"amount": Decimal("-0.4"), "rate": Decimal(1)},
    ],
)
def test_record_funding_step_refuses_what_is_no_amount(secretariat, given):
    funding = FundingFactory()
    with pytest.raises(ValidationError):
        services.record_funding_step(
            funding,
            stage=FundingStage.MOBILISED,
            on=date(2024, 5, 1),
            currency="EUR",
            rate_on=date(2024, 5, 1),
            **given,
            by=secretariat,
        )
    assert not funding.steps.exists()
