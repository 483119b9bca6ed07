"""The rules spelt in SQL say what the arithmetic says: one situation at a time, then on random rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from activities.choices import DelayCause, ReportedStatus, ReportState
from activities.following import Standing, followed, last_closed, standing
from activities.models import Activity, Milestone, Postponement, ProgressReport
from activities.schedule import Timeliness
from activities.spellings import standing_on
from tests.factories.activities import ActivityFactory
from tests.factories.plans import PlanFactory, StrategicObjectiveFactory
from tests.factories.reports import WITH_PROGRESS, CampaignFactory, ProgressReportFactory

START, END, PLAN_END = date(2025, 1, 1), date(2025, 12, 31), date(2027, 12, 31)
DECIDED_AT = datetime(2028, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
STATUS = ReportedStatus
SHARES = ("progress", "expected")
SAME = (
    "timeliness",
    "starts_on",
    "ends_on",
    "slippage",
    "cause",
    "forecast_on",
    "reported_on",
    "is_begun",
    "is_silent",
)


@dataclass
class Facts:
    """The rows of one activity, as keywords of their models."""

    activity: dict = field(default_factory=dict)
    postponements: Sequence[dict] = ()
    milestones: Sequence[dict] = ()
    reports: Sequence[dict] = ()

    def write(self, objective) -> Activity:
        dates = {"original_starts_on": START, "original_ends_on": END, **self.activity}
        activity = ActivityFactory(plan=objective.plan, objective=objective, **dates)
        Postponement.objects.bulk_create(
            Postponement(activity=activity, **{"cause": "", **row}) for row in self.postponements
        )
        Milestone.objects.bulk_create(
            Milestone(activity=activity, title_fr="Jalon", **row) for row in self.milestones
        )
        validated = {"state": ReportState.VALIDATED, "decided_at": DECIDED_AT}
        ProgressReport.objects.bulk_create(
            ProgressReport(activity=activity, starts_on=row["ends_on"], **{**validated, **row})
            for row in self.reports
        )
        return activity


def told(ends_on, percentage=None, status=STATUS.UNDER_WAY, **more) -> dict:
    return {"ends_on": ends_on, "percentage": percentage, "status": status, **more}


def moved(decided_on, ends_on, **more) -> dict:
    return {"decided_on": decided_on, "ends_on": ends_on, **more}


def step(weight, done_on=None) -> dict:
    return {"weight": weight, "done_on": done_on}


def assert_agree(plan, on):
    """Every spelling of every activity of the plan is what the arithmetic says of it."""
    activities = Activity.objects.of(plan)
    campaign = last_closed(plan, on=on)
    computed = {one.activity.pk: standing(one, on=on, last_closed=campaign) for one in followed(activities)}
    spelt = {one.pk: one for one in standing_on(activities, on=on)}
    assert spelt.keys() == computed.keys()
    for pk, one in spelt.items():
        assert of_spellings(one) == of_arithmetic(computed[pk])


def of_spellings(activity) -> dict:
    assert list(Timeliness)[activity.stands_order] == activity.stands_timeliness
    return {
        **{name: getattr(activity, f"stands_{name}") for name in SAME},
        **{name: approximately(getattr(activity, f"stands_{name}")) for name in SHARES},
    }


def of_arithmetic(one: Standing) -> dict:
    return {
        **{name: getattr(one, name) for name in SAME},
        **{name: approximately(getattr(one, name)) for name in SHARES},
    }


def approximately(share):
    return None if share is None else pytest.approx(float(share), abs=1e-6)


MIDDLE = date(2025, 7, 2)  # 182 days of 365 are over
SPRING, SUMMER = date(2025, 3, 31), date(2025, 6, 30)
ONE_HUNDRED_DAYS = {"original_starts_on": START, "original_ends_on": START + 99 * DAY}
THIRTIETH = START + 30 * DAY
LATE_END = date(2026, 6, 30)

# The situation → the facts, the day, and the state that day.
SITUATIONS = {
    "due today": (Facts(reports=[told(date(2025, 9, 30), 95)]), END, "on_track"),
    "ended yesterday": (Facts(reports=[told(date(2025, 9, 30), 95)]), END + DAY, "late"),
    "one day, that day": (Facts({"original_ends_on": START}), START, "upcoming"),
    "one day, the day after": (Facts({"original_ends_on": START}), START + DAY, "late"),
    "no start": (Facts({"original_starts_on": None}), MIDDLE, "undated"),
    "no end": (Facts({"original_ends_on": None}), MIDDLE, "undated"),
    "no date": (Facts({"original_starts_on": None, "original_ends_on": None}), MIDDLE, "undated"),
    "dated by a postponement": (
        Facts(
            {"original_starts_on": None, "original_ends_on": None},
            [moved(SPRING, END, starts_on=MIDDLE)],
        ),
        SPRING,
        "upcoming",
    ),
    "no milestone, no report": (Facts(), MIDDLE, "not_reported"),
    "first day": (Facts(), START, "upcoming"),
    "begun before its start": (Facts(reports=[told(START - DAY, 10)]), START, "on_track"),
    "reported as not started": (
        Facts(reports=[told(SPRING, None, STATUS.NOT_STARTED)]),
        MIDDLE,
        "late_start",
    ),
    "reported before the start": (
        Facts(reports=[told(START - DAY, None, STATUS.NOT_STARTED)]),
        MIDDLE,
        "not_reported",
    ),
    "ten points below": (Facts(ONE_HUNDRED_DAYS, reports=[told(SPRING, 20)]), SPRING + DAY, "behind"),
    "exactly ten points below": (
        Facts(ONE_HUNDRED_DAYS, reports=[told(START + 29 * DAY, 20)]),
        THIRTIETH,
        "on_track",
    ),
    "a hundredth more than ten points below": (
        Facts(ONE_HUNDRED_DAYS, reports=[told(START + 29 * DAY, Decimal("19.99"))]),
        THIRTIETH,
        "behind",
    ),
    "exactly ten points below, by milestones": (
        Facts(
            ONE_HUNDRED_DAYS,
            milestones=[step(Decimal("0.07"), START), step(Decimal("0.14")), step(Decimal("0.14"))],
        ),
        THIRTIETH,
        "on_track",
    ),
    "behind by milestones": (
        Facts(ONE_HUNDRED_DAYS, milestones=[step(Decimal("0.07"), START), step(Decimal("0.29"))]),
        THIRTIETH,
        "behind",
    ),
    "weights of zero count alike": (
        Facts(milestones=[step(0, SPRING), step(0), step(0), step(0)], reports=[told(SUMMER, 90)]),
        MIDDLE,
        "behind",
    ),
    "a milestone done later": (Facts(milestones=[step(1, MIDDLE + DAY), step(1)]), MIDDLE, "not_reported"),
    "all milestones done": (Facts(milestones=[step(1, SPRING), step(2, SUMMER)]), SUMMER, "completed"),
    "all but one": (Facts(milestones=[step(3, SPRING), step(1, SUMMER)]), SUMMER - DAY, "on_track"),
    "milestones done late": (
        Facts(milestones=[step(0, SPRING), step(0, END + DAY)]),
        END + DAY,
        "completed_late",
    ),
    "milestones done, undated": (
        Facts({"original_ends_on": None}, milestones=[step(1, SPRING)]),
        MIDDLE,
        "completed",
    ),
    "suspended": (Facts(reports=[told(SUMMER, 40, STATUS.SUSPENDED)]), MIDDLE, "suspended"),
    "suspended, end passed": (Facts(reports=[told(SUMMER, 40, STATUS.SUSPENDED)]), END + DAY, "late"),
    "suspended before it begins": (
        Facts(reports=[told(SPRING, 0, STATUS.SUSPENDED, begun_on=END)]),
        MIDDLE,
        "suspended",
    ),
    "cancelled after 60 %, the day before": (
        Facts(
            reports=[
                told(SUMMER, 60),
                told(date(2025, 9, 30), None, STATUS.CANCELLED, happened_on=MIDDLE + DAY),
            ]
        ),
        MIDDLE,
        "on_track",
    ),
    "cancelled after 60 %, that day": (
        Facts(
            reports=[told(SUMMER, 60), told(date(2025, 9, 30), None, STATUS.CANCELLED, happened_on=MIDDLE)]
        ),
        MIDDLE,
        "cancelled",
    ),
    "postponed twice, after one decision": (
        Facts(postponements=[moved(SUMMER, LATE_END), moved(END, LATE_END + DAY)]),
        END - DAY,
        "not_reported",
    ),
    "postponed twice, after both": (
        Facts(postponements=[moved(SUMMER, LATE_END, starts_on=MIDDLE), moved(END, LATE_END + 99 * DAY)]),
        LATE_END + 2 * DAY,
        "not_reported",
    ),
    "completed between the original end and the current one": (
        Facts(
            postponements=[moved(date(2025, 10, 1), LATE_END)],
            reports=[told(date(2026, 3, 31), None, STATUS.COMPLETED, happened_on=date(2026, 2, 10))],
        ),
        date(2026, 2, 10),
        "completed_late",
    ),
    "completed": (Facts(reports=[told(SUMMER, None, STATUS.COMPLETED)]), MIDDLE, "completed"),
    "completed wins over milestones": (
        Facts(milestones=[step(1)], reports=[told(SUMMER, None, STATUS.COMPLETED)]),
        MIDDLE,
        "completed",
    ),
    "the last day of the plan": (Facts({"original_ends_on": PLAN_END}), PLAN_END, "not_reported"),
    "the plan is over": (Facts({"original_ends_on": PLAN_END}), PLAN_END + DAY, "not_achieved"),
    "leap day": (
        Facts({"original_starts_on": date(2024, 1, 1), "original_ends_on": date(2024, 12, 31)}),
        date(2024, 2, 29),
        "not_reported",
    ),
    "a report not validated": (
        Facts(reports=[told(SUMMER, 90, state=ReportState.SUBMITTED)]),
        MIDDLE,
        "not_reported",
    ),
    "a report after the day": (Facts(reports=[told(MIDDLE + DAY, 90)]), MIDDLE, "not_reported"),
    "two reports about the same days": (
        Facts(reports=[told(SUMMER, 40, STATUS.SUSPENDED), told(SUMMER, 60)]),
        MIDDLE,
        "suspended",
    ),
    "two reports of one status": (Facts(reports=[told(SUMMER, 60), told(SUMMER, 20)]), MIDDLE, "on_track"),
    "decided to end before it starts": (
        Facts(postponements=[moved(SPRING, START - 9 * DAY)], reports=[told(SUMMER, 10)]),
        MIDDLE,
        "late",
    ),
    "ends before it starts, to come": (
        Facts({"original_starts_on": END}, [moved(START, SUMMER)], reports=[told(SPRING, 0)]),
        SPRING,
        "on_track",
    ),
}


@pytest.mark.parametrize("name", SITUATIONS)
def test_situation_is_told_in_sql_as_by_the_arithmetic(name, db):
    facts, on, state = SITUATIONS[name]
    activity = facts.write(StrategicObjectiveFactory(plan__ends_on=PLAN_END))
    assert [one.stands_timeliness for one in standing_on(Activity.objects.all(), on=on)] == [state]
    assert_agree(activity.plan, on)


def test_every_state_has_its_situation():
    assert {state for _facts, _on, state in SITUATIONS.values()} == {state.value for state in Timeliness}


def test_silence_is_of_the_last_closed_campaign(db):
    plan = PlanFactory()
    objective = StrategicObjectiveFactory(plan=plan)
    answered, silent, done = (
        Facts(reports=[told(date(2024, 3, 31), 10), *more]).write(objective)
        for more in ([told(date(2024, 6, 30), 20)], [], [told(date(2024, 4, 30), None, STATUS.COMPLETED)])
    )
    Facts().write(objective)
    CampaignFactory(plan=plan)
    second = CampaignFactory(
        plan=plan,
        starts_on=date(2024, 4, 1),
        ends_on=date(2024, 6, 30),
        opens_on=date(2024, 7, 1),
        due_on=date(2024, 7, 15),
        closes_on=date(2024, 7, 31),
    )
    CampaignFactory(starts_on=date(2024, 5, 1), ends_on=date(2024, 5, 31))
    for on, quiet in [(second.closes_on, set()), (second.closes_on + DAY, {silent})]:
        assert set(standing_on(Activity.objects.of(plan), on=on).filter(stands_is_silent=True)) == quiet
        assert_agree(plan, on)
    assert {answered, done} & {silent} == set()


def test_the_last_to_give_a_cause_is_believed(db):
    objective = StrategicObjectiveFactory()
    rows = [
        Facts({"blocking_cause": DelayCause.LEGAL}),
        Facts({"blocking_cause": DelayCause.LEGAL}, [moved(SPRING, LATE_END, cause=DelayCause.SECURITY)]),
        Facts(
            {},
            [moved(SUMMER, LATE_END, cause=DelayCause.SECURITY)],
            reports=[told(SPRING, 10, cause=DelayCause.FUNDING, forecast_on=END), told(SUMMER, 20)],
        ),
    ]
    for facts in rows:
        facts.write(objective)
    spelt = standing_on(Activity.objects.order_by("pk"), on=MIDDLE)
    assert [one.stands_cause for one in spelt] == ["legal", "security", "funding"]
    assert [one.stands_forecast_on for one in spelt] == [None, None, END]
    assert_agree(objective.plan, MIDDLE)


def test_states_filter_sort_and_page(db, django_assert_num_queries):
    objective = StrategicObjectiveFactory()
    on_time, late, later = (
        Facts({"original_ends_on": ends_on}, reports=[told(SPRING, 40)]).write(objective)
        for ends_on in (END, SPRING, SPRING - DAY)
    )
    spelt = standing_on(Activity.objects.of(objective.plan), on=SPRING + DAY)
    with django_assert_num_queries(3):
        assert spelt.filter(stands_timeliness=Timeliness.LATE).count() == 2
        assert list(spelt.order_by("stands_order", "stands_ends_on")[:2]) == [later, late]
        assert list(
            spelt.order_by("-stands_progress", "-stands_ends_on").values_list("pk", flat=True)[:1]
        ) == [on_time.pk]


def test_an_activity_is_there_once_however_many_its_facts(db):
    activity = ActivityFactory(dated=True)
    for _ in range(3):
        ProgressReportFactory(activity=activity, validated=True)
        CampaignFactory(plan=activity.plan)
    assert standing_on(Activity.objects.all(), on=MIDDLE).count() == 1
    assert len(standing_on(Activity.objects.all(), on=MIDDLE)) == 1


days = st.dates(date(2025, 1, 1), date(2025, 1, 31))
maybe = st.none() | days
percentages = st.integers(0, 10).map(lambda tenth: Decimal(10 * tenth)) | st.decimals(0, 100, places=2)
weights = st.sampled_from([Decimal(0), Decimal(1), Decimal("0.07"), Decimal("1.15"), Decimal("9999.99")])
causes = st.sampled_from(["", *DelayCause.values])
states = st.sampled_from([ReportState.VALIDATED, ReportState.VALIDATED, ReportState.SUBMITTED])
report_rows = st.builds(
    told,
    days,
    percentages,
    st.sampled_from(STATUS),
    begun_on=maybe,
    happened_on=maybe,
    cause=causes,
    forecast_on=maybe,
    state=states,
)


@st.composite
def in_order(draw, first, second) -> tuple:
    """Two days, perhaps absent, the first before the second when both are there."""
    pair = draw(first), draw(second)
    return tuple(sorted(pair)) if None not in pair else pair


@st.composite
def facts(draw) -> Facts:
    starts_on, ends_on = draw(in_order(maybe, maybe))
    decisions = draw(st.dictionaries(days, st.tuples(in_order(maybe, days), causes), max_size=3))
    reports = draw(st.lists(report_rows, max_size=4))
    for row in reports:
        if row["status"] not in WITH_PROGRESS and draw(st.booleans()):
            row["percentage"] = None
    return Facts(
        {
            "original_starts_on": starts_on,
            "original_ends_on": ends_on,
            "forecast_on": draw(maybe),
            "blocking_cause": draw(causes),
        },
        [moved(on, end, starts_on=start, cause=why) for on, ((start, end), why) in decisions.items()],
        draw(st.lists(st.builds(step, weights, maybe), max_size=4)),
        reports,
    )


class SpellingsTest(TestCase):
    """Whatever the rows, the database and the arithmetic agree."""

    @given(
        st.lists(facts(), min_size=4, max_size=10), days, maybe, st.lists(in_order(days, days), max_size=3)
    )
    @settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    def test_random_rows(self, activities, on, plan_ends_on, periods):
        plan = PlanFactory(starts_on=date(2025, 1, 1), ends_on=plan_ends_on or PLAN_END)
        objective = StrategicObjectiveFactory(plan=plan)
        for starts_on, ends_on in periods:
            dates = {"opens_on": starts_on, "due_on": ends_on, "closes_on": ends_on}
            CampaignFactory(plan=plan, starts_on=starts_on, ends_on=ends_on, **dates)
        for one in activities:
            one.write(objective)
        assert_agree(plan, on)
