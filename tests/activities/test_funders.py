from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.funders import LEAST, Amounts, Share, Told, tell


def share(funder, amount, *, public=True, commitments=1):
    return Share(funder, public, commitments, Amounts(mobilised=None if amount is None else Decimal(amount)))


def mobilised(amounts):
    return (amounts.mobilised if amounts else None) or Decimal(0)


shares = st.lists(
    st.builds(
        share,
        st.sampled_from("abcdef"),
        st.none() | st.integers(0, 10**12),
        public=st.booleans(),
        commitments=st.integers(1, 5),
    ),
    max_size=12,
)


def test_who_sees_funders_is_told_everything():
    told = tell([share("a", 10, public=False), share("b", 5)], everything=True)
    assert told == Told(named=(("a", Amounts(mobilised=Decimal(10))), ("b", Amounts(mobilised=Decimal(5)))))


def test_published_funders_are_all_named_when_nothing_is_hidden():
    told = tell([share("a", 10), share("b", 5), share("a", 2)], everything=False)
    assert dict(told.named) == {"a": Amounts(mobilised=Decimal(12)), "b": Amounts(mobilised=Decimal(5))}
    assert told.rest is None


def test_three_hidden_funders_leave_the_published_ones_alone():
    hidden = [share(name, 1, public=False) for name in "xyz"]
    told = tell([share("a", 10), *hidden], everything=False)
    assert told == Told(named=(("a", Amounts(mobilised=Decimal(10))),), rest=Amounts(mobilised=Decimal(3)))


def test_one_hidden_funder_is_not_what_is_left_of_the_total():
    told = tell(
        [
            share("large", 100, commitments=9),
            share("small", 10),
            share("middle", 20, commitments=2),
            share("hidden", 7, public=False),
        ],
        everything=False,
    )
    assert told.named == (("large", Amounts(mobilised=Decimal(100))),)
    assert told.joined == ("small", "middle")
    assert told.rest == Amounts(mobilised=Decimal(37))


def test_a_funder_of_both_kinds_is_named_for_what_is_public():
    told = tell(
        [
            share("a", 10),
            share("a", 3, public=False),
            share("b", 1, public=False),
            share("c", 2, public=False),
        ],
        everything=False,
    )
    assert told == Told(named=(("a", Amounts(mobilised=Decimal(10))),), rest=Amounts(mobilised=Decimal(6)))


def test_too_few_funders_are_told_by_name_and_in_all():
    told = tell([share("a", 10), share("hidden", 7, public=False)], everything=False)
    assert told == Told(named=(), joined=("a",), rest=Amounts(mobilised=Decimal(17)))


def test_nothing_is_told_of_no_funding():
    assert tell([], everything=False) == Told(named=())


@given(shares, st.booleans())
def test_what_is_told_adds_up_to_the_total(rows, everything):
    told = tell(rows, everything=everything)
    assert sum(mobilised(amounts) for _name, amounts in told.named) + mobilised(told.rest) == sum(
        mobilised(one.amounts) for one in rows
    )


@given(shares)
def test_a_hidden_funder_is_never_named_for_its_hidden_rows(rows):
    told = tell(rows, everything=False)
    public = {one.funder for one in rows if one.is_public}
    assert {name for name, _amounts in told.named} | set(told.joined) == public


@given(shares)
def test_what_is_left_holds_three_funders_or_all_that_there_are(rows):
    told = tell(rows, everything=False)
    hidden = {one.funder for one in rows if not one.is_public}
    if hidden:
        apart = {name for name, _amounts in told.named} - hidden
        left = {one.funder for one in rows} - apart
        assert len(left) >= min(LEAST, len({one.funder for one in rows}))
    else:
        assert told.rest is None


@given(shares, st.lists(st.integers(0, 10**12), min_size=12, max_size=12))
def test_who_joins_does_not_depend_on_the_amounts(rows, others):
    """Another day has other amounts for the same commitments: subtracting the two tells nothing."""
    moved = [
        Share(one.funder, one.is_public, one.commitments, Amounts(mobilised=Decimal(other)))
        for one, other in zip(rows, others, strict=False)
    ]
    assert tell(rows, everything=False).joined == tell(moved, everything=False).joined


@pytest.mark.parametrize("names", combinations("abcd", 2))
def test_the_whole_does_not_change_what_is_told_of_one(names):
    """A single hidden row cannot be had by taking any of the amounts told from another."""
    secret = Decimal(7)
    rows = [share(name, 10 ** (3 + rank)) for rank, name in enumerate("abcd") if name not in names]
    told = tell([*rows, share("hidden", secret, public=False)], everything=False)
    known = [mobilised(amounts) for _name, amounts in told.named]
    total = sum(mobilised(one.amounts) for one in rows) + secret
    assert total - sum(known) != secret
