import ast
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext

from activities.choices import ActivityKind
from cnclctpa.audit.causes import because
from cnclctpa.audit.choices import Way
from cnclctpa.audit.history import Difference, changes_of, nothing_masked
from cnclctpa.audit.verbs import WORDS, in_words
from tests.consistency.project import our_modules
from tests.factories.activities import ActivityFactory
from tests.factories.indicators import IndicatorFactory, MeasurementFactory, MeasurementPartFactory
from tests.factories.reference import OrganisationFactory, SourceFactory
from tests.factories.reports import PeopleReachedFactory

pytestmark = pytest.mark.django_db


def test_change_is_told_with_its_author_reason_and_way(administrator):
    activity = ActivityFactory(title_fr="Former")
    activity.title_fr = "Former les juges"
    with because("activity.changed", by=administrator, reason="Coquille.", way=Way.ADMIN):
        activity.save()
    latest, _first = changes_of(activity)
    assert (latest.who, latest.did, latest.reason, latest.way) == (
        administrator.full_name,
        in_words("activity.changed"),
        "Coquille.",
        "administration",
    )
    assert latest.differences == (Difference("Title", "Former", "Former les juges"),)


def test_values_are_told_as_people_read_them():
    activity = ActivityFactory(weight=Decimal(1), kind=ActivityKind.OTHER)
    lead = OrganisationFactory(name_fr="Ministère")
    activity.lead, activity.kind = lead, ActivityKind.TRAINING
    activity.original_starts_on, activity.weight = date(2024, 3, 1), Decimal("1234.5")
    activity.save()
    told = {one.label: (one.before, one.after) for one in changes_of(activity)[0].differences}
    assert told == {
        "Lead organisation": ("", "Ministère"),
        "Kind": ("other", "training"),
        "Original start": ("", "March 1, 2024"),
        "Weight": ("1", "1,234.5"),
    }


def test_links_are_told_by_their_names():
    organisation, source = OrganisationFactory(), SourceFactory(title="Décret", publisher="JO")
    organisation.sources.add(source)
    assert changes_of(organisation)[0].differences == (Difference("Sources", "", "JO, Décret"),)


def test_object_that_is_gone_is_told_by_its_number():
    activity = ActivityFactory(with_lead=True)
    lead, key = activity.lead, activity.lead_id
    activity.lead = None
    activity.save()
    lead.delete()
    assert changes_of(activity)[0].differences[0].before == gettext("number %(key)s") % {"key": key}


@pytest.mark.parametrize(
    "planted",
    [
        lambda: MeasurementFactory(indicator=IndicatorFactory(protected=True), value=Decimal(7717)),
        lambda: MeasurementPartFactory(measurement__indicator__is_protected=True, value=Decimal(7717)),
        lambda: IndicatorFactory(protected=True, baseline=Decimal(7717)),
        lambda: PeopleReachedFactory(report__activity__kind=ActivityKind.VICTIM_CARE, count=7717),
    ],
)
def test_protected_count_is_masked(planted, db):
    row = planted()
    assert "7717" not in str(changes_of(row)).replace(",", "")
    assert "7717" in str(changes_of(row, mask=nothing_masked)).replace(",", "")


def test_count_that_is_not_protected_is_told(db):
    people = PeopleReachedFactory(count=7717)
    assert "7,717" in {one.after for one in changes_of(people)[0].differences}


def test_masked_row_stays_masked_once_it_is_gone(db):
    part = MeasurementPartFactory(value=Decimal(7717))
    key = part.pk
    part.delete()
    part.pk = key
    assert "7717" not in str(changes_of(part)).replace(",", "")


def test_queries_do_not_depend_on_the_length_of_a_history():
    activity = ActivityFactory()

    def change(times):
        for _time in range(times):
            activity.lead = OrganisationFactory()
            activity.save()

    counts = []
    for times in (1, 3):
        change(times)
        with CaptureQueriesContext(connection) as queries:
            changes_of(activity)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def verbs_of(source: str) -> set[str]:
    """The verbs that a module gives to the trail: texts of the form ``plan.published`` beside `because`."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "because":
            found |= {one.value for one in node.args if isinstance(one, ast.Constant)}
        if isinstance(node, ast.keyword) and node.arg == "verb" and isinstance(node.value, ast.Constant):
            found.add(node.value.value)
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "verb":
            found |= {node.value.value} if isinstance(node.value, ast.Constant) else set()
    return found - {""}


def test_every_verb_has_its_words():
    verbs = set().union(*(verbs_of(path.read_text()) for path in our_modules()))
    assert "plan.published" in verbs
    assert {verb.rpartition(".")[2] for verb in verbs} - WORDS.keys() == set()


def test_verb_without_words_is_told_by_its_name():
    assert in_words("plan.sung") == "plan.sung"
