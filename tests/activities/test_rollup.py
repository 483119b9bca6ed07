from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from activities.rollup import Weighed, curve, roll_up
from activities.schedule import Milestone, Report, ReportedStatus, Schedule, Timeliness
from tests.activities.test_schedule import schedules

PLAN_END = date(2027, 12, 31)
ON = date(2025, 7, 1)


def told(share, *, weight=1, status=ReportedStatus.UNDER_WAY, **more) -> Weighed:
    schedule = Schedule(
        PLAN_END,
        date(2025, 1, 1),
        date(2025, 12, 31),
        reports=[] if share is None else [Report(date(2025, 6, 30), status, Decimal(str(share)))],
    )
    return Weighed(schedule, Decimal(weight), **more)


def test_what_is_not_reported_counts_as_zero_in_the_figure_that_leads():
    figures = roll_up([told("0.9", weight=1), told("0.3", weight=2), told(None, weight=1)], on=ON)
    assert figures.progress == Decimal("0.375")
    assert figures.among_known == Decimal("0.5")
    assert figures.share_known == Decimal(2) / 3
    assert figures.unknown == 1


def test_an_axis_without_activities_has_no_percentage():
    figures = roll_up([], on=ON)
    assert (figures.progress, figures.among_known, figures.expected, figures.share_known) == (None,) * 4
    assert figures.total == 0


def test_cancelled_are_left_out_and_counted_apart():
    figures = roll_up([told("0.5"), told("0.6", status=ReportedStatus.CANCELLED)], on=ON)
    assert figures.progress == Decimal("0.5")
    assert (figures.total, figures.counted, figures.cancelled) == (2, 1, 1)
    assert figures.by_timeliness[Timeliness.CANCELLED] == 1


def test_an_activity_counts_from_the_day_it_is_added_until_it_is_withdrawn():
    late_comer = told("0.5", added_on=date(2025, 7, 1))
    leaver = told("0.5", withdrawn_on=date(2025, 7, 1))
    assert roll_up([late_comer, leaver], on=date(2025, 6, 30)).total == 1
    figures = roll_up([late_comer, leaver], on=ON)
    assert (figures.total, figures.withdrawn) == (1, 1)


def test_weights_of_zero_make_equal_weights():
    assert roll_up([told("1", weight=0), told("0", weight=0)], on=ON).progress == Decimal("0.5")


def test_undated_are_left_out_of_expected_and_counted():
    undated = Weighed(
        Schedule(PLAN_END, milestones=[Milestone(Decimal(1), done_on=ON), Milestone(Decimal(1))])
    )
    figures = roll_up([told("0.5"), undated], on=ON)
    assert figures.expected == Decimal(181) / 365
    assert figures.undated == 1
    assert figures.progress == Decimal("0.5")


def test_the_curve_stops_at_the_day():
    points = curve([told("0.5")], starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31), until=ON)
    assert [point.on for point in points] == [
        date(2025, 3, 31),
        date(2025, 6, 30),
        date(2025, 9, 30),
        date(2025, 12, 31),
    ]
    assert [point.progress for point in points] == [Decimal(0), Decimal("0.5"), None, None]
    assert points[0].expected == Decimal(89) / 365


def test_the_curve_of_a_plan_that_holds_no_end_of_quarter_has_no_point():
    assert curve([told("0.5")], starts_on=ON, ends_on=ON, until=ON) == []


weighed = st.builds(
    Weighed,
    schedules,
    st.decimals(0, 10, places=1),
    st.none() | st.dates(date(2023, 1, 1), date(2027, 12, 31)),
    st.none() | st.dates(date(2023, 1, 1), date(2027, 12, 31)),
)


@given(st.lists(weighed, max_size=8), st.dates(date(2023, 1, 1), date(2028, 12, 31)), st.randoms())
def test_counts_add_up_shares_are_shares_and_order_does_not_matter(activities, on, random):
    figures = roll_up(activities, on=on)
    shuffled = list(activities)
    random.shuffle(shuffled)

    assert sum(figures.by_timeliness.values()) == figures.total == figures.counted + figures.cancelled
    for share in (figures.progress, figures.among_known, figures.expected, figures.share_known):
        assert share is None or 0 <= share <= 1
    again = roll_up(shuffled, on=on)
    assert again.by_timeliness == figures.by_timeliness
    assert again.progress is figures.progress is None or abs(again.progress - figures.progress) < Decimal(
        "1e-20"
    )


@given(st.lists(weighed, max_size=6), st.dates(date(2023, 1, 1), date(2028, 12, 31)))
def test_the_parts_of_a_whole_hold_as_many_activities_as_the_whole(activities, on):
    first, second = activities[::2], activities[1::2]
    whole = roll_up(activities, on=on)
    assert roll_up(first, on=on).total + roll_up(second, on=on).total == whole.total


@given(
    st.lists(weighed, max_size=6),
    st.dates(date(2023, 1, 1), date(2027, 12, 31)),
    st.dates(date(2023, 1, 1), date(2028, 12, 31)),
)
def test_the_curve_is_the_roll_up_at_each_quarter(activities, starts_on, until):
    for point in curve(activities, starts_on=starts_on, ends_on=PLAN_END, until=until):
        figures = roll_up(activities, on=point.on)
        assert point.expected == figures.expected
        assert point.expected_originally == figures.expected_originally
        assert point.progress == (figures.progress if point.on <= until else None)
