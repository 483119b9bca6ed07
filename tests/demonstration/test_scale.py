"""A larger plan is made of the very rows that the services made."""

from collections import Counter

import pytest
from django.core.exceptions import ValidationError

from cnclctpa.audit.models import Entry
from cnclctpa.demonstration import loading
from cnclctpa.demonstration.parts import FOLLOWED, FRAMEWORK, rows_of
from cnclctpa.demonstration.scale import multiply
from plans.models import Plan
from tests.demonstration.conftest import ON
from tests.demonstration.told import told

pytestmark = pytest.mark.usefixtures("loaded")
COPIED = (*FRAMEWORK, *FOLLOWED)


def model_plan() -> Plan:
    return Plan.objects.get(slug="demo-2")


def test_one_copy_says_all_that_the_services_wrote():
    copied = multiply(model_plan(), times=1, slug="demo-copy", say=loading.silent)
    written, found = told(model_plan(), COPIED), told(copied, COPIED)
    assert written.keys() == found.keys()
    for name, rows in written.items():
        assert found[name] == rows, name


def test_three_copies_have_three_times_the_rows_and_the_money():
    large = multiply(model_plan(), times=3, slug="demo-3", say=loading.silent)
    for model in FOLLOWED:
        assert rows_of(model, large).count() == 3 * rows_of(model, model_plan()).count(), model
    for model in FRAMEWORK:
        assert rows_of(model, large).count() == rows_of(model, model_plan()).count(), model
    assert large.total_budget == 3 * model_plan().total_budget


def test_codes_follow_one_another_under_their_axis():
    large = multiply(model_plan(), times=3, slug="demo-3", say=loading.silent)
    axis = large.axes.get(position=2)
    assert [one.code for one in axis.objectives.order_by("position")] == [f"2.{n}" for n in range(1, 16)]
    third = axis.objectives.get(code="2.13").results.get()
    assert third.code == "2.13.1"
    assert {one.code.rpartition(".")[0] for one in third.activities.all()} == {"2.13.1"}
    assert {one.code.rpartition(".")[0] for one in third.indicators.all()} == {"I2.13.1"}
    assert set(Counter(large.activities.values_list("code", flat=True)).values()) == {1}


def test_a_copy_leaves_one_entry_in_the_trail():
    before = Entry.objects.count()
    large = multiply(model_plan(), times=2, slug="demo-large", say=loading.silent)
    assert Entry.objects.count() == before + 1
    entry = Entry.objects.latest()
    assert (entry.verb, entry.object_repr) == ("demonstration.multiplied", str(large))
    assert "demo-2" in entry.reason


def test_a_larger_plan_is_made_once():
    assert loading.load_larger(3, on=ON) is True
    assert loading.load_larger(3, on=ON) is False


@pytest.mark.parametrize("times", [-1, 0, 1, 2])
def test_a_scale_whose_name_is_taken_is_refused(times):
    with pytest.raises(ValidationError, match="demo-1"):
        loading.load_larger(times, on=ON)


def test_a_plan_under_that_name_is_left_alone():
    with pytest.raises(ValidationError, match="demo-1"):
        multiply(model_plan(), times=3, slug="demo-1", say=loading.silent)
