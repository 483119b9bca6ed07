"""The vectors of docs/calculation.md for activities, one by one, then what must hold of all of them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.schedule import (
    Milestone,
    Postponement,
    Report,
    ReportedStatus,
    Schedule,
    Timeliness,
    current_dates,
    expected,
    expected_originally,
    is_silent,
    progress,
    quarter_ends,
    slippage,
    timeliness,
    weighted_mean,
)

PLAN_END = date(2027, 12, 31)
START, END = date(2025, 1, 1), date(2025, 12, 31)
STATUS = ReportedStatus


def schedule(**more) -> Schedule:
    return Schedule(**{"plan_ends_on": PLAN_END, "starts_on": START, "ends_on": END, **more})


def report(ends_on, status=STATUS.UNDER_WAY, share=None, **more) -> Report:
    return Report(ends_on, status, None if share is None else Decimal(str(share)), **more)


def test_expected_is_nothing_on_the_first_day_and_whole_the_day_after_the_last():
    assert expected(schedule(), on=START) == 0
    assert expected(schedule(), on=END) == Decimal(364) / 365
    assert expected(schedule(), on=END + timedelta(days=1)) == 1
    assert expected(schedule(starts_on=None), on=START) is None


def test_an_activity_of_one_day_is_due_the_day_after():
    one_day = schedule(starts_on=START, ends_on=START)
    assert expected(one_day, on=START) == 0
    assert expected(one_day, on=START + timedelta(days=1)) == 1


def test_a_leap_year_has_one_day_more():
    leap = schedule(starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31))
    assert expected(leap, on=date(2024, 2, 29)) == Decimal(59) / 366


def test_due_today_is_not_late_and_ended_yesterday_is():
    begun = schedule(reports=[report(date(2025, 9, 30), share="0.95")])
    assert timeliness(begun, on=END) is Timeliness.ON_TRACK
    assert timeliness(begun, on=END + timedelta(days=1)) is Timeliness.LATE


def test_without_dates_it_is_undated():
    assert timeliness(schedule(starts_on=None), on=START) is Timeliness.UNDATED
    assert timeliness(schedule(ends_on=None), on=START) is Timeliness.UNDATED


def test_before_its_start_it_is_upcoming_unless_begun():
    assert timeliness(schedule(), on=START) is Timeliness.UPCOMING
    early = schedule(reports=[report(date(2024, 12, 31), share="0.1")])
    assert timeliness(early, on=START) is Timeliness.ON_TRACK


def test_without_a_report_since_the_start_it_is_not_reported():
    assert timeliness(schedule(), on=date(2025, 4, 1)) is Timeliness.NOT_REPORTED
    told = schedule(reports=[report(date(2025, 3, 31), STATUS.NOT_STARTED)])
    assert timeliness(told, on=date(2025, 4, 1)) is Timeliness.LATE_START


def test_behind_is_more_than_ten_points_below_expected():
    middle = date(2025, 7, 2)
    due = expected(schedule(), on=middle)
    at_the_margin = schedule(reports=[report(date(2025, 6, 30), share=due - Decimal("0.10"))])
    below = schedule(reports=[report(date(2025, 6, 30), share=due - Decimal("0.11"))])
    assert timeliness(at_the_margin, on=middle) is Timeliness.ON_TRACK
    assert timeliness(below, on=middle) is Timeliness.BEHIND


def test_suspended_is_told_apart_until_its_end_has_passed():
    stopped = schedule(reports=[report(date(2025, 6, 30), STATUS.SUSPENDED, "0.4")])
    assert timeliness(stopped, on=date(2025, 7, 1)) is Timeliness.SUSPENDED
    assert timeliness(stopped, on=date(2026, 1, 1)) is Timeliness.LATE


def test_cancelled_after_sixty_per_cent_is_cancelled():
    left = schedule(
        reports=[
            report(date(2025, 6, 30), share="0.6"),
            report(date(2025, 9, 30), STATUS.CANCELLED, happened_on=date(2025, 8, 15)),
        ]
    )
    assert timeliness(left, on=date(2025, 8, 14)) is not Timeliness.CANCELLED
    assert timeliness(left, on=date(2025, 8, 15)) is Timeliness.CANCELLED


def test_postponed_twice_keeps_its_original_dates():
    late = schedule(
        postponements=[
            Postponement(date(2025, 10, 1), date(2026, 3, 31)),
            Postponement(date(2026, 3, 1), date(2026, 9, 30)),
        ]
    )
    assert current_dates(late, on=date(2025, 9, 30)) == (START, END)
    assert current_dates(late, on=date(2025, 10, 1)) == (START, date(2026, 3, 31))
    assert slippage(late, on=date(2026, 3, 1)) == 273
    assert expected_originally(late, on=date(2026, 3, 1)) == 1
    assert expected(late, on=date(2026, 3, 1)) == Decimal(424) / 638


def test_completed_after_the_original_end_and_before_the_current_one_is_completed_late():
    done = schedule(
        postponements=[Postponement(date(2025, 10, 1), date(2026, 6, 30))],
        reports=[report(date(2026, 3, 31), STATUS.COMPLETED, 1, happened_on=date(2026, 2, 10))],
    )
    assert timeliness(done, on=date(2026, 2, 9)) is not Timeliness.COMPLETED_LATE
    assert timeliness(done, on=date(2026, 2, 10)) is Timeliness.COMPLETED_LATE


def test_after_the_plan_what_is_not_done_is_not_achieved():
    assert timeliness(schedule(), on=PLAN_END) is Timeliness.LATE
    assert timeliness(schedule(), on=PLAN_END + timedelta(days=1)) is Timeliness.NOT_ACHIEVED


def test_milestones_lead_and_all_of_weight_zero_count_alike():
    parts = [
        Milestone(Decimal(0), done_on=date(2025, 3, 1)),
        Milestone(Decimal(0)),
        Milestone(Decimal(0)),
        Milestone(Decimal(0)),
    ]
    told = schedule(milestones=parts, reports=[report(date(2025, 6, 30), share="0.9")])
    assert progress(told, on=date(2025, 7, 1)) == Decimal("0.25")
    assert progress(told, on=date(2025, 2, 28)) == 0


def test_all_milestones_done_complete_the_activity_on_the_last_day():
    parts = [Milestone(Decimal(1), done_on=date(2025, 3, 1)), Milestone(Decimal(2), done_on=date(2025, 4, 1))]
    assert timeliness(schedule(milestones=parts), on=date(2025, 3, 31)) is Timeliness.ON_TRACK
    assert timeliness(schedule(milestones=parts), on=date(2025, 4, 1)) is Timeliness.COMPLETED


def test_without_milestones_nor_report_progress_is_unknown():
    assert progress(schedule(), on=END) is None


def test_the_latest_report_by_the_day_tells_progress():
    told = schedule(reports=[report(date(2025, 6, 30), share="0.5"), report(date(2025, 3, 31), share="0.2")])
    assert progress(told, on=date(2025, 6, 29)) == Decimal("0.2")
    assert progress(told, on=date(2025, 6, 30)) == Decimal("0.5")


def test_silent_is_under_way_without_a_report_for_the_last_closed_campaign():
    told = schedule(reports=[report(date(2025, 3, 31), share="0.2")])
    campaign = (date(2025, 4, 1), date(2025, 6, 30))
    assert is_silent(told, on=date(2025, 8, 1), last_closed_campaign=campaign)
    assert not is_silent(told, on=date(2025, 8, 1), last_closed_campaign=None)
    assert not is_silent(schedule(), on=date(2025, 8, 1), last_closed_campaign=campaign)


def test_a_mean_with_weights_of_zero_is_a_plain_mean():
    assert weighted_mean([]) is None
    assert weighted_mean([(Decimal(0), Decimal(1)), (Decimal(0), Decimal(0))]) == Decimal("0.5")
    assert weighted_mean([(Decimal(3), Decimal(1)), (Decimal(1), Decimal(0))]) == Decimal("0.75")


def test_quarters_end_inside_the_plan():
    found = quarter_ends(date(2023, 2, 1), date(2024, 3, 31))
    assert found == [
        date(2023, 3, 31),
        date(2023, 6, 30),
        date(2023, 9, 30),
        date(2023, 12, 31),
        date(2024, 3, 31),
    ]


days = st.dates(date(2023, 1, 1), date(2028, 12, 31))
shares = st.decimals(0, 1, places=2)
reports = st.builds(
    Report, days, st.sampled_from(STATUS), st.none() | shares, st.none() | days, st.none() | days
)
milestones = st.builds(Milestone, st.decimals(0, 5, places=1), st.none() | days, st.none() | days)
postponements = st.builds(Postponement, days, days)
schedules = st.builds(
    Schedule,
    plan_ends_on=st.just(PLAN_END),
    starts_on=st.none() | days,
    ends_on=st.none() | days,
    postponements=st.lists(postponements, max_size=3),
    milestones=st.lists(milestones, max_size=4),
    reports=st.lists(reports, max_size=4),
)


@given(schedules, days)
def test_every_activity_has_one_state_and_shares_are_shares(any_schedule, on):
    assert timeliness(any_schedule, on=on) in Timeliness
    for share in (
        progress(any_schedule, on=on),
        expected(any_schedule, on=on),
        expected_originally(any_schedule, on=on),
    ):
        assert share is None or 0 <= share <= 1


@given(schedules, days, days)
def test_expected_never_goes_back_without_a_postponement(any_schedule, one, other):
    plain = Schedule(PLAN_END, any_schedule.starts_on, any_schedule.ends_on)
    early, late = sorted([one, other])
    before, after = expected(plain, on=early), expected(plain, on=late)
    assert before is None or after is None or before <= after


@given(schedules, st.randoms(), days)
def test_the_order_in_which_facts_are_given_does_not_matter(any_schedule, random, on):
    decisions = {
        one.decided_on: one for one in any_schedule.postponements
    }  # one a day, as the database has it
    told = replace(any_schedule, postponements=list(decisions.values()))
    shuffled = replace(
        told,
        postponements=random.sample(told.postponements, len(told.postponements)),
        milestones=random.sample(told.milestones, len(told.milestones)),
        reports=random.sample(told.reports, len(told.reports)),
    )
    for rule in (timeliness, progress, expected, slippage):
        assert rule(shuffled, on=on) == rule(told, on=on)


def test_of_two_reports_about_the_same_days_the_last_state_counts():
    both = [
        report(date(2025, 6, 30), STATUS.SUSPENDED, "0.4"),
        report(date(2025, 6, 30), share="0.3"),
        report(date(2025, 6, 30), share="0.6"),
    ]
    assert timeliness(schedule(reports=both), on=date(2025, 7, 1)) is Timeliness.SUSPENDED
    assert progress(schedule(reports=both[1:]), on=date(2025, 7, 1)) == Decimal("0.6")


@pytest.mark.parametrize("status", [STATUS.UNDER_WAY, STATUS.SUSPENDED])
def test_a_report_of_work_says_that_it_began(status):
    told = schedule(reports=[report(date(2025, 3, 31), status, "0.1")])
    assert timeliness(told, on=date(2025, 4, 1)) not in {Timeliness.NOT_REPORTED, Timeliness.LATE_START}
