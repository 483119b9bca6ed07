from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from evaluation.consolidation import Scale, consolidate

SIX = Scale(1, 6)


def test_without_a_group_nothing_is_said():
    found = consolidate([], scale=SIX)
    assert (found.median, found.mean, found.spread, found.agreement) == ((), None, None, None)


def test_one_group_has_no_agreement():
    found = consolidate([4], scale=SIX)
    assert (found.median, found.mean, found.spread, found.agreement) == ((4,), Decimal(4), 0, None)


def test_groups_that_say_the_same_agree_wholly():
    assert consolidate([5, 5, 5], scale=SIX).agreement == 1


def test_two_opposite_groups_do_not_agree():
    found = consolidate([1, 6], scale=SIX)
    assert (found.median, found.spread, found.agreement) == ((1, 6), 5, Decimal(0))


def test_four_opposite_groups_do_not_agree():
    assert consolidate([1, 1, 6, 6], scale=SIX).agreement == 0


def test_three_groups_differ_most_with_two_against_one():
    assert consolidate([1, 1, 6], scale=SIX).agreement == 0
    assert consolidate([1, 3, 6], scale=SIX).agreement == 0


def test_not_rated_is_not_the_lowest_mark():
    found = consolidate([None, 6, 6], scale=SIX)
    assert (found.mean, found.not_rated, found.spread) == (Decimal(6), 1, 0)


def test_a_retained_rating_outside_the_range_is_seen():
    found = consolidate([3, 4], scale=SIX)
    assert [found.is_outside(rating) for rating in (2, 3, 4, 5)] == [True, False, False, True]


@given(st.lists(st.none() | st.integers(1, 6), max_size=9), st.randoms())
def test_agreement_is_a_share_and_order_does_not_matter(ratings, random):
    found = consolidate(ratings, scale=SIX)
    shuffled = list(ratings)
    random.shuffle(shuffled)
    assert found == consolidate(shuffled, scale=SIX)
    assert found.agreement is None or 0 <= found.agreement <= 1
