"""A new plan from an old one: what it takes up, what it leaves, and the lineage that is kept."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from activities.models import Activity, ActivityLineage
from activities.services.generations import ChosenActivities, correct_lineage, succeed
from plans.choices import LineageKind, Pillar
from plans.models import Axis, Indicator, Plan, StrategicObjective
from plans.readers import PUBLIC, Reader
from plans.services.generations import Chosen, baselines, correct_indicators
from tests.factories.activities import (
    ActivityFactory,
    ActivityLineageFactory,
    ActivityPartnerFactory,
    MilestoneFactory,
)
from tests.factories.indicators import (
    CategoryFactory,
    DefinitionFactory,
    DimensionFactory,
    IndicatorFactory,
    MeasurementFactory,
    TargetFactory,
)
from tests.factories.money import BudgetLineFactory
from tests.factories.plans import AxisFactory, PlanFactory, ResultFactory, StrategicObjectiveFactory
from tests.factories.reference import OrganisationFactory, RegionFactory

pytestmark = pytest.mark.django_db
EVERYTHING = Reader(reads_every_count=True)


@pytest.fixture
def former():
    """Axis 3, objective 3.2, result 3.2.5, two activities of each, an indicator of the result."""
    plan = PlanFactory(published=True, starts_on=date(2023, 1, 1), ends_on=date(2027, 12, 31))
    axis = AxisFactory(plan=plan, position=3, pillar=Pillar.PROTECTION, is_wording_official=True)
    objective = StrategicObjectiveFactory(plan=plan, axis=axis, code="3.2", title_en="Objective")
    result = ResultFactory(objective=objective, code="3.2.5")
    lead = OrganisationFactory()
    for position in (1, 2):
        ActivityFactory(
            objective=objective, code=f"3.2.a{position}", position=position, dated=True, lead=lead
        )
        ActivityFactory(result=result, code=f"3.2.5.{position}", position=position)
    IndicatorFactory(result=result, code="I3.2.5.1", position=1, counted=True)
    return plan


def new_plan():
    return Plan(title_fr="Plan 2028-2032", starts_on=date(2028, 1, 1), ends_on=date(2032, 12, 31))


def everything(plan, *, but=(), **kinds):
    def keys(rows):
        return frozenset(row.pk for row in rows if row not in but)

    framework = Chosen(
        axes=keys(plan.axes.all()),
        objectives=keys(plan.objectives.all()),
        results=keys(row for one in plan.objectives.all() for row in one.results.all()),
        indicators=keys(plan.indicators.all()),
        baselines=baselines(plan.indicators.all(), reader=EVERYTHING),
    )
    activities = {row.pk: kinds.get(row.code.replace(".", "_"), "continued") for row in plan.activities.all()}
    taken = {key: kind for key, kind in activities.items() if key in keys(plan.activities.all())}
    return framework, ChosenActivities({key: taken[key] for key in taken}, drops_the_rest=True)


def carried(former, **options):
    return succeed(new_plan(), former, *everything(former, **options), by=None).plan


def lineage(plan):
    rows = ActivityLineage.objects.filter(former__plan=plan.predecessor).select_related("former", "activity")
    return {(one.former.code, one.activity and one.activity.code, one.kind) for one in rows}


def test_codes_follow_the_places_of_the_new_plan(former):
    plan = carried(former)

    assert (plan.predecessor, plan.status, plan.slug) == (former, "draft", "2028-2032")
    axis = plan.axes.get()
    assert (axis.position, axis.pillar, axis.is_wording_official) == (1, Pillar.PROTECTION, False)
    objective = plan.objectives.get()
    assert (objective.code, objective.title_en, objective.axis) == ("1.1", "Objective", axis)
    codes = list(plan.activities.in_order().values_list("code", flat=True))
    assert codes == ["1.1.a1", "1.1.a2", "1.1.1.1", "1.1.1.2"]
    assert plan.indicators.get().code == "I1.1.1.1"


def test_what_was_decided_for_the_old_plan_stays_in_it(former):
    activity = former.activities.get(code="3.2.a1")
    region = RegionFactory()
    activity.regions.set([region])
    MilestoneFactory(activity=activity, done=True)
    ActivityPartnerFactory(activity=activity)
    BudgetLineFactory(activity=activity)

    heir = carried(former).activities.get(code="1.1.a1")

    assert (heir.title_fr, heir.lead, list(heir.regions.all())) == (
        activity.title_fr,
        activity.lead,
        [region],
    )
    assert (heir.original_starts_on, heir.original_ends_on, heir.added_on) == (None, None, None)
    for parts in (heir.milestones, heir.partners, heir.budget_lines, heir.reports, heir.postponements):
        assert not parts.exists()
    activity.refresh_from_db()
    assert activity.milestones.exists()
    assert activity.original_ends_on == date(2024, 12, 31)


def test_indicator_keeps_its_sheet_and_begins_where_the_old_one_ended(former):
    old = former.indicators.get()
    old.dimensions.set([CategoryFactory(dimension=DimensionFactory()).dimension])
    DefinitionFactory(indicator=old, from_year=2025, text_fr="La dernière définition")
    MeasurementFactory(indicator=old, validated=True, value=Decimal(44))
    MeasurementFactory(
        indicator=old, starts_on=date(2024, 4, 1), ends_on=date(2024, 6, 30), value=Decimal(99)
    )

    heir = carried(former).indicators.get()

    assert (heir.name_fr, heir.definition_fr) == (old.name_fr, "La dernière définition")
    assert (heir.continues, heir.lineage) == (old, "continued")
    assert (heir.baseline, heir.baseline_on) == (Decimal(44), date(2024, 3, 31))
    assert "I3.2.5.1" in heir.baseline_source_fr
    assert "2023-2027" in heir.baseline_source_fr
    assert heir.baseline_source_en.startswith("Indicator I3.2.5.1")
    assert list(heir.dimensions.all()) == list(old.dimensions.all())
    assert not heir.targets.exists()
    assert not heir.measurements.exists()


def test_baseline_is_of_the_last_period_when_values_add_up_over_time_and_over_places(former):
    indicator = former.indicators.get()
    indicator.over_time = "sum"
    indicator.save()
    for value, ends_on, region in ((5, date(2024, 3, 31), None), (7, date(2024, 6, 30), RegionFactory()),
                                   (4, date(2024, 6, 30), RegionFactory())):  # fmt: skip
        starts_on = date(2024, ends_on.month - 2, 1)
        MeasurementFactory(
            indicator=indicator,
            validated=True,
            value=value,
            region=region,
            starts_on=starts_on,
            ends_on=ends_on,
        )
    found = baselines([indicator], reader=EVERYTHING)[indicator.pk]
    assert (found.value, found.starts_on, found.ends_on) == (11, date(2024, 4, 1), date(2024, 6, 30))


def test_protected_count_is_proposed_only_to_whom_reads_it(former):
    indicator = IndicatorFactory(objective=former.objectives.get(), protected=True)
    MeasurementFactory(indicator=indicator, validated=True, value=Decimal(4))
    assert baselines([indicator], reader=PUBLIC) == {}
    assert baselines([indicator], reader=EVERYTHING)[indicator.pk].value == 4


def test_no_baseline_from_words_from_nothing_nor_from_what_was_corrected(former):
    words = IndicatorFactory(objective=former.objectives.get(), in_words=True)
    MeasurementFactory(indicator=words, validated=True, told=True)
    corrected = former.indicators.exclude(pk=words.pk).get()
    wrong = MeasurementFactory(indicator=corrected, validated=True, value=900)
    MeasurementFactory(
        indicator=corrected, validated=True, value=9, supersedes=wrong, correction_reason="Double compte."
    )
    found = baselines([words, corrected], reader=EVERYTHING)
    assert found.keys() == {corrected.pk}
    assert found[corrected.pk].value == 9


def test_what_hangs_under_what_is_left_is_left(former):
    plan = carried(former, but=[former.objectives.get()])
    assert plan.axes.count() == 1
    assert not plan.objectives.exists()
    assert not plan.activities.exists()
    assert not plan.indicators.exists()
    assert {kind for _former, _heir, kind in lineage(plan)} == {"dropped"}


def test_activities_are_continued_merged_split_or_dropped(former):
    left = former.activities.get(code="3.2.a1")
    plan = carried(former, but=[left], **{"3_2_a2": "split", "3_2_5_2": "merged"})
    assert lineage(plan) == {
        ("3.2.a1", None, "dropped"),
        ("3.2.a2", "1.1.a1", "split"),
        ("3.2.a2", "1.1.a2", "split"),
        ("3.2.5.1", "1.1.1.1", "merged"),
        ("3.2.5.2", "1.1.1.1", "merged"),
    }


def test_first_of_a_place_merges_with_nothing(former):
    plan = carried(former, **{"3_2_a1": "merged", "3_2_5_1": "merged"})
    assert plan.activities.count() == 4
    assert {kind for _former, _heir, kind in lineage(plan)} == {"continued"}


def test_what_was_said_to_be_dropped_is_taken_back_when_it_is_taken_up(former):
    ActivityLineageFactory(former=former.activities.get(code="3.2.a1"), dropped=True)
    plan = carried(former)
    assert ("3.2.a1", "1.1.a1", "continued") in lineage(plan)
    assert not ActivityLineage.objects.filter(activity__isnull=True).exists()


def test_second_plan_that_follows_the_same_one_does_not_drop_what_the_first_takes_up(former):
    carried(former)
    framework, _activities = everything(former)
    plan = new_plan()
    plan.slug = "autre"
    succeed(plan, former, framework, ChosenActivities({}, drops_the_rest=True), by=None)
    assert not ActivityLineage.objects.filter(kind=LineageKind.DROPPED).exists()


def test_fictitious_plan_is_followed_by_a_fictitious_one():
    former = PlanFactory(demonstration=True)
    plan = Plan(title_fr="Suite", starts_on=date(2028, 1, 1), ends_on=date(2032, 12, 31))
    assert succeed(plan, former, Chosen(), ChosenActivities(), by=None).plan.is_demonstration


def test_objective_without_an_axis_keeps_the_code_that_people_gave(former):
    StrategicObjectiveFactory(plan=former, axis=None, code="OS-9")
    assert set(carried(former).objectives.values_list("code", flat=True)) == {"1.1", "OS-9"}


def test_nothing_is_kept_when_something_is_refused(former):
    plan = new_plan()
    plan.starts_on = date(2020, 1, 1)
    with pytest.raises(ValidationError):
        succeed(plan, former, *everything(former), by=None)
    assert list(Plan.objects.all()) == [former]
    assert Axis.objects.count() == StrategicObjective.objects.count() == 1


@pytest.fixture
def plan(former):
    """The plan that follows, with three activities that follow nothing yet."""
    heir = PlanFactory(predecessor=former, starts_on=date(2028, 1, 1), ends_on=date(2032, 12, 31))
    objective = StrategicObjectiveFactory(plan=heir, code="1.1")
    for position in (1, 2, 3):
        ActivityFactory(objective=objective, code=f"1.1.a{position}", position=position)
        IndicatorFactory(objective=objective, code=f"I1.1.{position}", position=position)
    return heir


def activities(plan, *codes):
    return [plan.activities.get(code=code) for code in codes]


def correct(plan, kind, formers=(), heirs=(), note=""):
    correct_lineage(
        plan,
        kind=kind,
        formers=activities(plan.predecessor, *formers),
        heirs=activities(plan, *heirs),
        note=note,
        by=None,
    )


def test_lineage_is_corrected_from_one_kind_to_another(plan):
    correct(plan, "dropped", ["3.2.a1", "3.2.a2"], note="Sans argent.")
    assert lineage(plan) == {("3.2.a1", None, "dropped"), ("3.2.a2", None, "dropped")}

    correct(plan, "merged", ["3.2.a1", "3.2.a2"], ["1.1.a1"])
    assert lineage(plan) == {("3.2.a1", "1.1.a1", "merged"), ("3.2.a2", "1.1.a1", "merged")}

    correct(plan, "split", ["3.2.a1"], ["1.1.a2", "1.1.a3"])
    assert lineage(plan) == {
        ("3.2.a1", "1.1.a2", "split"),
        ("3.2.a1", "1.1.a3", "split"),
        ("3.2.a2", "1.1.a1", "merged"),
    }

    correct(plan, "new", heirs=["1.1.a1", "1.1.a2", "1.1.a3"])
    assert lineage(plan) == set()


def test_one_more_line_is_merged_with_those_that_were(plan):
    correct(plan, "continued", ["3.2.a1"], ["1.1.a1"])
    correct(plan, "merged", ["3.2.a2"], ["1.1.a1"])
    assert lineage(plan) == {("3.2.a1", "1.1.a1", "merged"), ("3.2.a2", "1.1.a1", "merged")}


def test_what_is_said_again_writes_nothing(plan):
    correct(plan, "continued", ["3.2.a1"], ["1.1.a1"])
    before = ActivityLineage.objects.get()
    correct(plan, "continued", ["3.2.a1"], ["1.1.a1"])
    assert (before.pk, before.revision) == ActivityLineage.objects.values_list("pk", "revision").get()


def test_left_open_tells_nothing(plan):
    correct(plan, "dropped", ["3.2.a1"])
    correct(plan, "", ["3.2.a1"])
    assert lineage(plan) == set()


@pytest.mark.parametrize(
    ("kind", "formers", "heirs"),
    [
        ("continued", ["3.2.a1", "3.2.a2"], ["1.1.a1"]),
        ("continued", ["3.2.a1"], ["1.1.a1", "1.1.a2"]),
        ("continued", ["3.2.a1"], []),
        ("continued", [], ["1.1.a1"]),
        ("merged", ["3.2.a1"], ["1.1.a1"]),
        ("merged", ["3.2.a1", "3.2.a2"], ["1.1.a1", "1.1.a2"]),
        ("split", ["3.2.a1"], ["1.1.a1"]),
        ("split", ["3.2.a1", "3.2.a2"], ["1.1.a1", "1.1.a2"]),
        ("dropped", ["3.2.a1"], ["1.1.a1"]),
        ("dropped", [], []),
        ("", ["3.2.a1"], ["1.1.a1"]),
        ("new", ["3.2.a1"], ["1.1.a1"]),
        ("new", [], []),
    ],
)
def test_numbers_that_a_kind_does_not_join_are_refused(plan, kind, formers, heirs):
    with pytest.raises(ValidationError):
        correct(plan, kind, formers, heirs)
    assert lineage(plan) == set()


def test_heir_of_another_is_not_taken_silently(plan):
    correct(plan, "continued", ["3.2.a1"], ["1.1.a1"])
    with pytest.raises(ValidationError, match=r"merged|fusion"):
        correct(plan, "continued", ["3.2.a2"], ["1.1.a1"])
    assert lineage(plan) == {("3.2.a1", "1.1.a1", "continued")}


def test_lines_of_other_plans_are_refused(plan):
    stranger, heir = ActivityFactory(), plan.activities.first()
    for formers, heirs in (([stranger], [heir]), ([plan.predecessor.activities.first()], [stranger])):
        with pytest.raises(ValidationError):
            correct_lineage(plan, kind="continued", formers=formers, heirs=heirs, by=None)
    with pytest.raises(ValidationError):
        correct_lineage(plan, kind="dropped", formers=[stranger], by=None)
    assert not ActivityLineage.objects.exists()


def follows(plan):
    rows = plan.indicators.in_order().select_related("continues")
    return [(one.continues and one.continues.code, one.lineage) for one in rows]


def test_indicators_follow_one_former_indicator_at_most(plan):
    former, (one, two, three) = plan.predecessor.indicators.get(), plan.indicators.in_order()

    correct_indicators(plan, kind="split", formers=[former], heirs=[one, two], by=None)
    assert follows(plan) == [("I3.2.5.1", "split"), ("I3.2.5.1", "split"), (None, "")]

    correct_indicators(plan, kind="continued", formers=[former], heirs=[three], by=None)
    assert follows(plan) == [(None, ""), (None, ""), ("I3.2.5.1", "continued")]

    correct_indicators(plan, kind="new", heirs=[Indicator.objects.get(pk=three.pk)], by=None)
    assert follows(plan)[2] == (None, "new")

    correct_indicators(plan, kind="continued", formers=[former], heirs=[two], by=None)
    correct_indicators(plan, kind="", formers=[former], by=None)
    assert follows(plan)[1] == (None, "")


@pytest.mark.parametrize("kind", ["dropped", "merged", "split", "continued", "", "new"])
def test_indicators_of_other_plans_or_in_wrong_numbers_are_refused(plan, kind):
    former, stranger = plan.predecessor.indicators.get(), IndicatorFactory()
    heirs = {"merged": [], "split": [stranger], "": list(plan.indicators.all())}.get(kind, [stranger])
    with pytest.raises(ValidationError):
        correct_indicators(plan, kind=kind, formers=[former], heirs=heirs, by=None)
    assert follows(plan) == [(None, "")] * 3


def test_two_former_indicators_are_not_followed_by_one(plan):
    two = [plan.predecessor.indicators.get(), IndicatorFactory(objective=plan.predecessor.objectives.get())]
    with pytest.raises(ValidationError):
        correct_indicators(plan, kind="merged", formers=two, heirs=[plan.indicators.first()], by=None)


def test_targets_stay_with_the_old_plan(former):
    TargetFactory(indicator=former.indicators.get(), year=2025)
    assert not carried(former).indicators.get().targets.exists()
    assert Activity.objects.of(former).count() == 4
