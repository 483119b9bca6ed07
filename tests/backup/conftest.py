"""A database that commits, as several programs see it, with one of each kind of value in it."""

import sqlite3
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.utils import translation

from cnclctpa.audit.causes import because
from tests.backup.machines import connected_to, run
from tests.factories.activities import ActivityFactory
from tests.factories.documents import DocumentFactory
from tests.factories.indicators import MeasurementFactory
from tests.factories.money import BudgetLineFactory
from tests.factories.plans import PlanFactory


@pytest.fixture(autouse=True)
def _refusals_in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def database(transactional_db, tmp_path, settings):
    """With SQLite, a file rather than the memory of this process; attached files in a folder apart."""
    settings.MEDIA_ROOT = tmp_path / "media"
    if connection.vendor != "sqlite":
        yield connection
        return
    path = tmp_path / "db.sqlite3"
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
    copy.close()
    with connected_to(NAME=str(path)) as other:
        yield other


@pytest.fixture
def filled(database):
    """Dates, exact figures, instants, JSON, relations, a file, a trail, accents and nothing at all."""
    with because("plan.published", reason="Décidé à Ségou : « oui »"):
        plan = PlanFactory(published=True, title_fr="Plan d’essai — œuvre\n2ᵉ ligne 🇲🇱")
    activity = ActivityFactory(plan=plan, dated=True)
    BudgetLineFactory(activity=activity, amount=Decimal("123456789012"))
    MeasurementFactory(indicator__plan=plan, value=Decimal("0.1000"), ends_on=date(2024, 3, 31))
    ActivityFactory(plan=plan).delete()
    return DocumentFactory(stored=True)


@pytest.fixture
def archive(filled, tmp_path) -> Path:
    run("backup", tmp_path / "site.zip")
    return tmp_path / "site.zip"
