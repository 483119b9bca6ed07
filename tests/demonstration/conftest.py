"""The demonstration is loaded once for all these tests, on a day when least can be taken for granted."""

import re
from datetime import date

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from cnclctpa.content.loading import load_reference
from cnclctpa.demonstration.loading import load
from tests.demonstration.told import count_rows

#: The first day of a year: a campaign opens, nothing of the year is known yet.
ON = date(2026, 1, 1)
#: Pages of real content, which a demonstration must not change.
REAL_PAGES = (
    "/workshops/",
    "/outcomes/",
    "/recommendations/",
    "/assessments/",
    "/regions/",
    "/regions/2023/segou/",
    "/about/committee/",
    "/about/figures/",
    "/about/sources/",
    "/search/?q=fictif",
    "/search/?q=secretariat",
    "/plans/2023-2027/",
)


#: The filters of the lists offer the fictitious plans, and say what they are.
OFFERED = re.compile(r'<option value="demo-\d+">[^<]*\(démonstration\)</option>')


def read(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def read_without_filters(address: str) -> str:
    return " ".join(OFFERED.sub("", read(address)).split())


@pytest.fixture(scope="package")
def before(django_db_setup, django_db_blocker):
    """What the real pages say, and how many rows there are, before anything fictitious is loaded."""
    with django_db_blocker.unblock(), transaction.atomic(), time_machine.travel(ON, tick=False):
        load_reference()
        yield {
            "pages": {address: read_without_filters(address) for address in REAL_PAGES},
            "rows": count_rows(),
        }
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def _loaded(before, django_db_blocker):
    with django_db_blocker.unblock(), time_machine.travel(ON, tick=False):
        load(on=ON)


@pytest.fixture
def loaded(_loaded, db):
    """The demonstration is there; what a test changes is undone."""
    with time_machine.travel(ON, tick=False):
        yield
