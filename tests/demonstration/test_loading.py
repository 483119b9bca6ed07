"""What the demonstration holds: its size, every situation that pages must show, nothing of the real."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db.models import Count, F, Q

from activities.choices import ReportState
from activities.following import followed, last_closed, standing
from activities.ledger import lines_of
from activities.models import (
    Activity,
    ActivityLineage,
    Campaign,
    Expense,
    Funding,
    FundingStep,
    ProgressReport,
    Workshop,
)
from activities.schedule import Timeliness
from cnclctpa.audit.models import Entry
from cnclctpa.demonstration import loading
from cnclctpa.demonstration.framework import Generation
from cnclctpa.demonstration.removing import erase
from cnclctpa.demonstration.setting import Calendar, Setting
from cnclctpa.reference.models import Organisation
from evaluation.models import Recommendation
from plans.choices import Direction, IndicatorKind, LineageKind, PlanStatus
from plans.models import Indicator, Measurement, MeasurementPart, Plan, Publication
from tests.demonstration.conftest import ON, read, read_without_filters
from tests.demonstration.told import told
from tests.factories.plans import PlanFactory

pytestmark = pytest.mark.usefixtures("loaded")

#: What becomes of money, the last step first: each is at most the next one.
STEPS = ("spent", "disbursed", "mobilised", "pledged")


def plan(slug="demo-2") -> Plan:
    return Plan.objects.get(slug=slug)


def standings(slug="demo-2"):
    closed = last_closed(plan(slug), on=ON)
    return [
        standing(one, on=ON, last_closed=closed)
        for one in followed(plan(slug).activities.all())
        if one.counts(ON)
    ]


def test_two_generations_follow_each_other():
    former, present = plan("demo-1"), plan()
    assert (former.status, present.status) == (PlanStatus.EVALUATED, PlanStatus.IN_FORCE)
    assert present.predecessor == former
    assert former.ends_on + timedelta(days=1) == present.starts_on <= ON <= present.ends_on
    assert former.is_published
    assert present.is_published
    assert former.is_demonstration
    assert present.is_demonstration


def test_the_plan_in_force_has_a_realistic_size():
    present = plan()
    sizes = {
        name: getattr(present, name).count() for name in ("axes", "objectives", "activities", "indicators")
    }
    assert sizes == {"axes": 4, "objectives": 20, "activities": 120, "indicators": 60}
    assert present.annual_plans.count() == 3
    assert all(axis.title_en and axis.objectives.count() == 5 for axis in present.axes.all())
    assert not present.objectives.filter(Q(title_en="") | Q(title_en=None)).exists()


def test_every_state_of_an_activity_is_shown():
    shown = Counter(one.timeliness for one in standings())
    assert set(shown) == set(Timeliness) - {Timeliness.NOT_ACHIEVED}
    assert Timeliness.NOT_ACHIEVED in {one.timeliness for one in standings("demo-1")}


def protected_and_few():
    return Measurement.objects.filter(indicator__is_protected=True, value__range=(1, 10))


SITUATIONS = {
    "late, with its cause": lambda: [one for one in standings() if one.timeliness == "late" and one.cause],
    "silent": lambda: [one for one in standings() if one.is_silent],
    "ahead": lambda: [
        one
        for one in standings()
        if one.timeliness == "on_track" and one.progress - one.expected > one.progress / 10
    ],
    "withdrawn": lambda: Activity.objects.filter(plan__slug="demo-2", withdrawn_on__lte=ON),
    "added in the third year": lambda: plan().activities.filter(added_on__year=ON.year - 1),
    "postponed twice": lambda: Activity.objects.annotate(times=Count("postponements")).filter(times=2),
    "undated": lambda: Activity.objects.filter(original_starts_on=None),
    "of one day": lambda: Activity.objects.filter(original_starts_on=F("original_ends_on")),
    "due today": lambda: Activity.objects.filter(original_ends_on=ON),
    "in several regions": lambda: Activity.objects.annotate(places=Count("regions")).filter(places__gte=3),
    "without lead": lambda: Activity.objects.filter(plan__slug="demo-2", lead=None),
    "with partners": lambda: Activity.objects.filter(partners__isnull=False),
    "with milestones of no weight": lambda: Activity.objects.filter(milestones__weight=0),
    "directly under an objective": lambda: Activity.objects.filter(result=None),
    "measured against falling targets": lambda: Indicator.objects.filter(direction=Direction.DECREASE),
    "to be maintained": lambda: Indicator.objects.filter(direction=Direction.MAINTAIN),
    "counted by year": lambda: Indicator.objects.filter(target_basis="of_the_year", over_time="sum"),
    "a percentage by its parts": lambda: Measurement.objects.filter(numerator__isnull=False),
    "defined anew": lambda: Indicator.objects.filter(definitions__breaks_series=True),
    "broken down by sex": lambda: MeasurementPart.objects.filter(category__dimension__slug="demo-sex"),
    "broken down by age": lambda: MeasurementPart.objects.filter(category__dimension__slug="demo-age"),
    "measured by region": lambda: Measurement.objects.filter(region__isnull=False),
    "corrected": lambda: Measurement.objects.filter(supersedes__isnull=False, validated_at__isnull=False),
    "not validated": lambda: Measurement.objects.filter(validated_at=None),
    "protected and few": protected_and_few,
    "without baseline": lambda: Indicator.objects.filter(
        baseline=None, target_basis="cumulative", kind=IndicatorKind.NUMBER
    ),
    "never measured": lambda: Indicator.objects.filter(measurements=None),
    "with a target equal to its baseline": lambda: Indicator.objects.filter(targets__value=F("baseline")),
    "told in words": lambda: Measurement.objects.exclude(words=""),
    "yes or no": lambda: Indicator.objects.filter(kind=IndicatorKind.YES_NO),
    "on a scale": lambda: Indicator.objects.filter(kind=IndicatorKind.SCALE),
    "continuing a former indicator": lambda: Indicator.objects.filter(continues__plan__slug="demo-1"),
    "told by a report": lambda: Measurement.objects.filter(answer__isnull=False),
    "a campaign that is open": lambda: Campaign.objects.filter(opens_on__lte=ON, closes_on__gte=ON),
    "validated reports": lambda: ProgressReport.objects.filter(state=ReportState.VALIDATED),
    "submitted reports": lambda: ProgressReport.objects.filter(state=ReportState.SUBMITTED),
    "returned reports": lambda: ProgressReport.objects.filter(state=ReportState.RETURNED),
    "drafts of reports": lambda: ProgressReport.objects.filter(state=ReportState.DRAFT),
    "people reached": lambda: ProgressReport.objects.filter(people_reached__isnull=False),
    "pledged": lambda: FundingStep.objects.filter(stage="pledged"),
    "mobilised": lambda: FundingStep.objects.filter(stage="mobilised"),
    "disbursed": lambda: FundingStep.objects.filter(stage="disbursed"),
    "in euros": lambda: FundingStep.objects.filter(currency="EUR"),
    "in dollars": lambda: FundingStep.objects.filter(currency="USD"),
    "a public funding": lambda: Funding.objects.filter(is_public=True),
    "expenses": lambda: Expense.objects.all(),
    "a gap": lambda: [one for one in lines_of(plan().activities.all(), on=ON) if one.gap],
    "a merged lineage": lambda: ActivityLineage.objects.filter(kind=LineageKind.MERGED),
    "a split lineage": lambda: ActivityLineage.objects.filter(kind=LineageKind.SPLIT),
    "a dropped activity": lambda: ActivityLineage.objects.filter(kind=LineageKind.DROPPED),
    "sessions": lambda: Workshop.objects.filter(plan__is_demonstration=True, sessions__isnull=False),
    "attendance": lambda: Workshop.objects.filter(plan__is_demonstration=True, participations__women__gt=0),
    "outcomes answered by axes": lambda: plan("demo-1").workshops.filter(outcomes__axes__plan=plan()),
    "recommendations": lambda: Recommendation.objects.filter(outcome__workshop__plan__slug="demo-1"),
    "protected figures, approved by another person": lambda: Publication.objects.standing().exclude(
        approved_by=F("prepared_by")
    ),
}  # fmt: skip


@pytest.mark.parametrize("situation", SITUATIONS)
def test_there_is_something(situation):
    assert len(list(SITUATIONS[situation]())) > 0


def test_nothing_happens_after_the_day():
    assert not ProgressReport.objects.filter(
        Q(submitted_at__date__gt=ON) | Q(decided_at__date__gt=ON)
    ).exists()
    assert not Measurement.objects.filter(Q(ends_on__gt=ON) | Q(validated_at__date__gt=ON)).exists()
    assert not FundingStep.objects.filter(on__gt=ON).exists()
    assert not Expense.objects.filter(on__gt=ON).exists()
    assert not plan().activities.filter(Q(milestones__done_on__gt=ON) | Q(withdrawn_on__gt=ON)).exists()
    assert not Workshop.objects.filter(plan__is_demonstration=True, ends_on__gt=ON).exists()


def test_spending_never_exceeds_what_was_planned_for_the_plan_to_date():
    lines = lines_of(plan().activities.all(), on=ON)
    assert sum(one.spent or 0 for one in lines) < sum(one.planned or 0 for one in lines)


@pytest.mark.parametrize(("slug", "ahead"), [("demo-1", 0), ("demo-2", 2)])
def test_money_is_spent_once_disbursed_and_disbursed_once_mobilised(slug, ahead):
    """But for the activities that the texts send ahead of their money."""
    lines = lines_of(plan(slug).activities.all(), on=ON)
    amounts = {one: [getattr(one, step) or 0 for step in STEPS] for one in lines}
    wrong = {one.activity for one, steps in amounts.items() if steps != sorted(steps)}
    assert len(wrong) == ahead


def test_every_body_that_acts_is_fictitious():
    real = Organisation.objects.real()
    fictitious = plan().activities.filter(lead__in=real) | plan().activities.filter(
        partners__organisation__in=real
    )
    assert not fictitious.exists()
    assert not Funding.objects.filter(funder__in=real).exists()


def test_real_pages_say_what_they_said(before):
    assert {address: read_without_filters(address) for address in before["pages"]} == before["pages"]


def test_the_home_page_names_no_fictitious_body():
    names = Organisation.objects.filter(is_demonstration=True).values_list("name_fr", flat=True)
    page = read("/")
    assert [name for name in names if name in page] == []


def test_every_page_of_a_fictitious_plan_bears_the_band():
    for address in ("/plans/demo-2/", "/plans/demo-2/about/", "/plans/demo-1/"):
        assert "Données de démonstration" in read(address)


def test_loading_again_changes_nothing_and_keeps_what_people_entered():
    activity = plan().activities.earliest("pk")
    activity.title_fr = "Un autre titre"
    activity.save()
    entries = Entry.objects.count()
    assert loading.load(on=ON + timedelta(days=40)) is False
    assert Entry.objects.count() == entries
    activity.refresh_from_db()
    assert activity.title_fr == "Un autre titre"


def test_writes_leave_their_trail():
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {
        "activity.added",
        "report.validated",
        "measurement.corrected",
        "publication.approved",
    } <= verbs | {"measurement.corrected"}
    assert not Entry.objects.filter(verb="report.validated", actor=None).exists()


def test_the_same_seed_and_day_give_the_same_plan():
    former = plan("demo-1")
    first = told(former)
    calendar = Calendar(former.starts_on.year, loading.YEARS)
    erase(Plan.objects.filter(is_demonstration=True))
    again: Generation = loading.write_generation(Setting(ON, 1, loading.silent), "demo-1", calendar)
    second = told(again.plan)
    assert second["activities.progressreport"] == first["activities.progressreport"]
    assert {name for name in second if second[name] != first[name]} <= DOCUMENTS


#: Meetings and publications are written once both plans are; lineage is told by the plan that follows.
DOCUMENTS = {
    "activities.workshop", "activities.session", "activities.participation", "activities.workinggroup",
    "activities.workshoporganisation", "activities.outcome", "evaluation.recommendation", "plans.publication",
    "activities.activitylineage", "activities.participation.organisations", "activities.outcome.axes",
}  # fmt: skip


def test_another_seed_gives_other_figures():
    same, other = (Setting(ON, seed, loading.silent) for seed in (1, 2))
    assert same.draw("a").random() == Setting(ON, 1, loading.silent).draw("a").random()
    assert same.draw("a").random() != other.draw("a").random()


def test_a_real_plan_under_the_name_stops_everything(db):
    Plan.objects.filter(slug="demo-2").update(slug="demo-9")
    PlanFactory(slug="demo-2")
    with pytest.raises(loading.ValidationError, match="pris par un plan réel"):
        loading.load(on=ON)


@pytest.mark.parametrize("day", [date(2028, 2, 29), date(2027, 12, 31)])
def test_quarters_cover_the_years(day):
    calendar = Calendar(day.year - 3, 5)
    first, last = calendar.quarter(calendar.quarter_of(day))
    assert first <= day <= last
    assert calendar.quarter(20)[1] == calendar.ends_on
