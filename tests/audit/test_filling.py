import pytest

from cnclctpa.audit.filling import free_slug, french, next_place
from cnclctpa.reference.models import Organisation
from plans import services
from plans.choices import ResultLevel
from plans.models import Result
from tests.factories.plans import ResultFactory, StrategicObjectiveFactory
from tests.factories.reference import OrganisationFactory

pytestmark = pytest.mark.django_db


def test_new_row_comes_after_those_that_are_left(secretariat):
    objective = StrategicObjectiveFactory()
    first, second, last = ResultFactory.create_batch(3, objective=objective)
    for position, result in enumerate((first, second, last), start=1):
        result.position = position
        result.save()
    first.delete()
    second.delete()

    added = services.add_result(
        Result(objective=objective, title_fr="Ajouté", level=ResultLevel.OUTPUT), by=secretariat
    )

    assert list(objective.results.all()) == [last, added]


def test_first_row_has_the_first_place():
    assert next_place(StrategicObjectiveFactory().results) == 1


def test_identifier_is_made_of_words_and_free():
    taken = OrganisationFactory(slug="ministere-de-la-justice")
    assert free_slug(Organisation, "Ministère de la Justice") == f"{taken.slug}-2"
    assert free_slug(Organisation, "New") == "new-2"
    assert free_slug(Organisation, "!") == "organisation"


def test_identifier_fits_its_column_between_two_words():
    longest = Organisation._meta.get_field("slug").max_length
    slug = free_slug(Organisation, "comité " * longest)
    assert len(slug) <= longest
    assert set(slug.split("-")) == {"comite"}


def test_text_not_written_in_french_is_empty():
    assert french(Organisation(), "name") == ""
