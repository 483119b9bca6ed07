"""The suite itself: what it promises to catch, it catches."""

import warnings

import pytest
from django.template import Context, Origin, Template

from cnclctpa.accounts.models import User
from cnclctpa.audit.models import Entry
from tests.consistency.project import ROOT
from tests.factories.accounts import UserFactory


def rendered(source, file):
    return Template(source, origin=Origin(name=str(file))).render(Context({"known": "yes"}))


def test_undefined_variable_of_ours_fails():
    with pytest.raises(pytest.fail.Exception, match=r"undefined variable “unknown” in templates/page\.html"):
        rendered("{{ known }}{{ unknown }}", ROOT / "templates" / "page.html")


def test_condition_on_an_undefined_variable_is_no_mistake():
    assert rendered("{% if unknown %}a{% else %}b{% endif %}", ROOT / "templates" / "page.html") == "b"


def test_libraries_may_leave_variables_undefined():
    library = ROOT / ".venv" / "lib" / "site-packages" / "library" / "page.html"
    assert rendered('{{ unknown }}{{ unknown|default:"c" }}', library) == "c"


def test_warnings_are_errors():
    with pytest.raises(UserWarning, match="careless"):
        warnings.warn("careless", stacklevel=1)


def test_list_without_an_order_is_shuffled(db):
    made = [user.pk for user in UserFactory.create_batch(12)]
    orders = {tuple(User.objects.order_by().values_list("pk", flat=True)) for _ in range(5)}
    assert len(orders) == 5
    assert {tuple(sorted(order)) for order in orders} == {tuple(made)}


def test_list_with_an_order_is_not_shuffled(db):
    made = [user.pk for user in UserFactory.create_batch(12)]
    assert list(User.objects.order_by("pk").values_list("pk", flat=True)) == made


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_trail_of_a_test_that_commits_is_gone_at_the_next(time):
    assert not Entry.objects.exists()
    UserFactory()
    assert Entry.objects.exists()
