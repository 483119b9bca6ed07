from datetime import date, timedelta
from decimal import Decimal

import pytest

from evaluation.coverage import Chain, Flag, Response, coverage, flags, months_after

ISSUED = date(2018, 3, 23)
ON = date(2019, 6, 30)


def accepted(**facts) -> Chain:
    return Chain(ISSUED, Response.ACCEPTED, date(2018, 6, 29), **facts)


def test_coverage_is_among_the_accepted_only():
    chains = [
        accepted(taken_up_on=date(2018, 6, 29)),
        Chain(ISSUED, Response.PARTLY, date(2018, 6, 29)),
        Chain(ISSUED, Response.REJECTED, date(2018, 6, 29)),
        Chain(ISSUED),
    ]
    assert coverage(chains, on=ON) == Decimal("0.5")
    assert coverage(chains[2:], on=ON) is None


def test_what_is_closed_with_proof_is_covered():
    assert coverage([accepted(closed_on=date(2019, 1, 1))], on=ON) == 1


def test_coverage_counts_what_had_happened_by_the_day():
    later = [accepted(taken_up_on=date(2019, 7, 1))]
    assert coverage(later, on=ON) == 0
    assert coverage(later, on=date(2018, 6, 28)) is None


def test_no_response_is_flagged_six_months_after_the_issue():
    limit = date(2018, 9, 23)
    assert flags(Chain(ISSUED), on=limit) == frozenset()
    assert flags(Chain(ISSUED), on=limit + timedelta(days=1)) == {Flag.NO_RESPONSE}


def test_no_uptake_is_flagged_six_months_after_the_acceptance():
    limit = date(2018, 12, 29)
    assert flags(accepted(), on=limit) == frozenset()
    assert flags(accepted(), on=limit + timedelta(days=1)) == {Flag.NO_UPTAKE}
    assert flags(accepted(taken_up_on=limit), on=ON) == frozenset()


def test_overdue_is_after_the_due_day_unless_closed_or_rejected():
    due = date(2018, 12, 31)
    taken_up = {"taken_up_on": date(2018, 7, 1), "due_on": due}
    assert flags(accepted(**taken_up), on=due) == frozenset()
    assert flags(accepted(**taken_up), on=due + timedelta(days=1)) == {Flag.OVERDUE}
    assert flags(accepted(**taken_up, closed_on=due), on=ON) == frozenset()
    assert flags(Chain(ISSUED, Response.REJECTED, ISSUED, due_on=due), on=ON) == frozenset()


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2018, 8, 31), 6, date(2019, 2, 28)),
        (date(2019, 8, 31), 6, date(2020, 2, 29)),
        (date(2018, 12, 1), 1, date(2019, 1, 1)),
        (date(2018, 6, 30), 6, date(2018, 12, 30)),
    ],
)
def test_months_after_keeps_inside_the_month(day, months, expected):
    assert months_after(day, months) == expected
