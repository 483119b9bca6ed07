"""Every model has its pages, for administrators only, in few queries whatever the number of rows."""

import pytest
from django.apps import apps
from django.contrib import admin as administration
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.admin.typing import address
from tests.consistency.administration import one_of
from tests.factories import all_factories

OURS = {"plans", "activities", "evaluation", "reference", "accounts", "documents", "work", "content", "audit"}
PAGES = [
    pytest.param(model, page, id=model._meta.label) for model, page in administration.site._registry.items()
]


def test_every_model_of_ours_is_administered():
    ours = {model for model in apps.get_models() if model._meta.app_label in OURS}
    assert ours - administration.site._registry.keys() == set()


def test_nothing_else_is():
    assert {model._meta.app_label for model in administration.site._registry} == OURS


@pytest.mark.parametrize(("model", "page"), PAGES)
def test_list_asks_as_many_queries_with_one_row_and_with_three(model, page, admin):
    counts = []
    for rows in (1, 2):
        for _row in range(rows):
            one_of(model)
        admin.get(address(model, "changelist"))
        with CaptureQueriesContext(connection) as queries:
            response = admin.get(address(model, "changelist"))
        counts.append(len(queries))
    assert response.context["cl"].result_count >= 3
    assert counts[0] == counts[1]


@pytest.mark.parametrize(("model", "page"), PAGES)
def test_every_column_of_a_list_can_be_sorted_and_searched(model, page, admin):
    row = one_of(model)
    columns = len(page.list_display)
    response = admin.get(
        address(model, "changelist"), {"q": "zzzz é", "o": ".".join(map(str, range(1, columns + 1)))}
    )
    found = list(response.context["cl"].result_list)
    assert found == [] if page.search_fields else row in found


@pytest.mark.parametrize(("model", "page"), PAGES)
def test_what_is_searched_is_indexed_by_words_or_short(model, page):
    """Every list that others refer to can be searched, or its rows could not be chosen."""
    referred_to = any(
        one.is_relation and one.auto_created and not one.concrete for one in model._meta.get_fields()
    )
    assert page.search_fields or not referred_to


def test_every_reference_is_found_by_typing(admin):
    for page in administration.site._registry.values():
        if page.read_only:
            continue
        found = set(page.get_autocomplete_fields(None))
        wanted = {one.name for one in page.opts.concrete_fields if one.is_relation and one.editable}
        assert wanted - found == set(), page


FACTORIES = [one for one in all_factories() if one._meta.model._meta.app_label in OURS]


@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory._meta.model._meta.label)
def test_history_of_an_object_tells_its_creation(factory, admin):
    row = factory()
    response = admin.get(address(row, "history", row.pk))
    positions = [change.position for change in response.context["changes"]]
    assert positions == sorted(positions, reverse=True)
    assert bool(positions) is (row._meta.app_label not in ("audit", "content", "work"))


def test_django_keeps_no_journal_of_its_own(admin):
    row = one_of(apps.get_model("reference", "Framework"))
    admin.post(address(row, "delete", row.pk), {"post": "yes", "reason": "Doublon."})
    assert not type(row).objects.filter(pk=row.pk).exists()
    assert not LogEntry.objects.exists()


def test_first_page_tells_what_i_did(admin, administrator):
    row = one_of(apps.get_model("reference", "Framework"))
    admin.post(address(row, "delete", row.pk), {"post": "yes", "reason": "Doublon."})
    latest = admin.get("/admin/").context["latest"]
    assert [one.name for one in latest] == [row.title]


def test_page_of_login_leads_to_the_first_page(admin):
    assert admin.get("/admin/login/").url == "/admin/"


def test_stranger_signs_in_where_everybody_does(client, db):
    assert (
        client.get("/admin/login/?next=/admin/").url == "/accounts/login/?next=/admin/login/%3Fnext%3D/admin/"
    )


def test_administration_speaks_english_under_en(admin):
    assert "Every record of the site" in admin.get("/en/admin/").content.decode()


def test_administrator_without_second_factor_does_not_enter(client, administrator):
    administrator.second_factor_at = None
    administrator.save()
    client.force_login(administrator)
    assert client.get("/admin/").url == reverse("accounts:second-factor-enrol")


def test_hostile_parameters_of_a_list_are_refused(admin):
    plans = address(apps.get_model("plans", "Plan"), "changelist")
    for asked in (
        "?status__regex=(",
        "?slug__startswith=a",
        "?e=1",
        "?p=zzz",
        "?o=9999",
        "?id__in=x",
        "?q=%00",
    ):
        assert admin.get(plans + asked, follow=True).status_code in (200, 400), asked
    chosen = {"action": "delete", "_selected_action": "x", "index": "0"}
    assert admin.post(plans, chosen).status_code == 400
