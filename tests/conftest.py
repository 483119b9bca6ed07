"""The cast, the databases, and what makes careless code fail."""

import gc
import os
import signal
from importlib.util import find_spec

import pytest
from django.core.cache import caches
from django.db import connection, connections
from django.db.models import QuerySet
from django.test import SimpleTestCase, TransactionTestCase
from django.utils.translation import override
from hypothesis import settings as hypothesis

from tests import querysets
from tests.postgresql import throwaway_cluster
from tests.trust import IS_FULL, tried

# Collecting garbage every few hundred objects costs a tenth of the suite: templates are all kept anyway.
gc.set_threshold(100_000, 50, 1000)

# Playwright's synchronous interface runs inside an event loop, where Django would refuse every query.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# A run that is told to end puts away what it started, as it does for Ctrl-C.
signal.signal(signal.SIGTERM, signal.default_int_handler)

# The same cases at each run, however slow the machine; more of them by `make trust`.
hypothesis.register_profile("suite", deadline=None, derandomize=True, max_examples=200 if IS_FULL else 40)
hypothesis.load_profile("suite")

QuerySet._fetch_all = querysets.shuffled_fetch_all

_flush = TransactionTestCase._fixture_teardown


def _flush_without_triggers(testcase):
    """The trail refuses to be emptied; a test database is, between two tests that commit."""
    from cnclctpa.audit import triggers

    triggers.drop(connection)
    try:
        _flush(testcase)
    finally:
        triggers.create(connection)


if find_spec("cnclctpa.audit.triggers"):
    TransactionTestCase._fixture_teardown = _flush_without_triggers


#: Pages, rules of access and content are written in Python, on querysets and services that their own tests
#: ask whole: on PostgreSQL, a tenth of these is asked again, all of it by `make trust`.
OF_PAGES = (
    "tests/admin/",
    "tests/consistency/test_public_surface.py",
    "tests/content/test_content.py",
    "tests/content/test_facts.py",
    "tests/portal/",
)
#: What takes minutes to load there, by services that their own tests ask: by `make trust` only.
LONG_TO_LOAD = ("tests/demonstration/", "tests/portal/test_facts_on_pages.py")
#: But these, whose queries each database answers in its own way.
ASKED_WHOLE = {
    "test_activity_list.py",
    "test_engine.py",
    "test_history.py",
    "test_search.py",
    "test_together.py",
}


def pytest_collection_modifyitems(config, items):
    """What asks no database answers the same beside any of them: it is tried once, on SQLite."""
    if os.environ.get("TEST_DATABASE") != "postgresql":
        return
    kept = [item for item in items if asks_the_database(item)]
    if not IS_FULL:
        kept = [item for item in kept if not item.nodeid.startswith(LONG_TO_LOAD)]
    of_pages = [item for item in kept if is_of_pages(item)]
    tenth = set(tried(of_pages))
    kept = [item for item in kept if not is_of_pages(item) or item in tenth]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def is_of_pages(item) -> bool:
    return item.nodeid.startswith(OF_PAGES) and item.path.name not in ASKED_WHOLE


def asks_the_database(item) -> bool:
    of_a_case = getattr(item, "cls", None) is not None and issubclass(item.cls, SimpleTestCase)
    asked = {"db", "transactional_db", "django_db_setup", "live_server"} & set(item.fixturenames)
    return of_a_case or bool(asked) or item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    if os.environ.get("TEST_DATABASE") != "postgresql":
        yield
        return
    with throwaway_cluster() as port:
        connections["default"].settings_dict["PORT"] = port
        yield


@pytest.fixture(autouse=True)
def _empty_cache():
    for cache in caches.all():
        cache.clear()


@pytest.fixture(autouse=True)
def _french():
    """A request leaves its language behind: each test starts in that of the site."""
    with override("fr"):
        yield


def _member(**traits):
    from tests.factories.accounts import UserFactory

    return UserFactory(**traits)


@pytest.fixture
def secretariat(db):
    return _member(secretariat=True)


@pytest.fixture
def focal_point(db):
    return _member(focal_point=True)


@pytest.fixture
def partner(db):
    return _member(partner=True)


@pytest.fixture
def administrator(db):
    return _member(administrator=True)
