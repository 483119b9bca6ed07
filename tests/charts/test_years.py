from datetime import date

import pytest

from cnclctpa.charts.years import PlanYear, YearScale, plan_years


def test_scale_gives_every_year_the_same_width():
    scale = YearScale(2011, 2020)
    assert (scale.start(2011), scale.start(2016), scale.middle(2011)) == (0, 50, 5)
    assert (scale.at(date(2011, 1, 1)), scale.at(date(2016, 1, 1))) == (0, 50)
    assert scale.at(date(2016, 7, 2)) == 55


def test_scale_keeps_what_is_outside_at_its_edges():
    scale = YearScale(2011, 2020)
    assert scale.at(date(2008, 5, 1)) == 0
    assert scale.at(date(2024, 5, 1)) == 100


def test_scale_refuses_to_end_before_it_starts():
    with pytest.raises(ValueError, match="cannot end before it starts"):
        YearScale(2020, 2011)


def test_plan_years_are_past_current_or_to_come():
    years = plan_years(date(2023, 1, 1), date(2025, 12, 31), on=date(2024, 7, 1))
    assert years == [PlanYear(2023, 100, False), PlanYear(2024, 50, True), PlanYear(2025, 0, False)]
    assert [year.is_past for year in years] == [True, False, False]


def test_plan_years_before_the_plan_have_not_passed_and_after_it_all_have():
    plan = date(2023, 1, 1), date(2024, 12, 31)
    assert [year.passed for year in plan_years(*plan, on=date(2022, 6, 1))] == [0, 0]
    assert [year.passed for year in plan_years(*plan, on=date(2026, 6, 1))] == [100, 100]


def test_first_day_of_a_leap_year_and_last_day_stay_within_the_year():
    assert plan_years(date(2024, 1, 1), date(2024, 12, 31), on=date(2024, 1, 1))[0].passed == 0
    last = plan_years(date(2024, 1, 1), date(2024, 12, 31), on=date(2024, 12, 30))[0]
    assert (last.passed, last.is_current) == (99, True)
