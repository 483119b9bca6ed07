"""The administration in a real browser, its scripts at work under our content policy."""

import pytest

from cnclctpa.demonstration import people

pytestmark = pytest.mark.browser

ADMINISTRATOR = "administration@demonstration.example"

PAGES = [
    "/admin/",
    "/admin/plans/plan/",
    "/admin/activities/activity/?q=former",
    "/admin/activities/activity/1/change/",
    "/admin/activities/activity/1/history/",
    "/admin/activities/activity/1/delete/",
    "/admin/activities/activity/1/act/lead/",
    "/admin/plans/indicator/1/change/",
    "/admin/accounts/user/",
    "/en/admin/audit/entry/",
]


def test_no_page_asks_what_the_policy_forbids(page):
    page.goto("/accounts/login/?next=/admin/")
    page.fill("input[name=login]", ADMINISTRATOR)
    page.fill("input[name=password]", people.PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/admin/")
    for address in PAGES:
        assert page.goto(address).status == 200, address
        assert page.locator("#content h1").count() == 1, address


def test_lead_is_found_by_typing(page):
    page.goto("/accounts/login/?next=/admin/activities/activity/1/change/")
    page.fill("input[name=login]", ADMINISTRATOR)
    page.fill("input[name=password]", people.PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/change/")
    page.locator("#id_lead + .select2").click()
    page.locator(".select2-search__field").last.fill("minist")
    page.locator(".select2-results__option", has_text="Ministère").first.wait_for()
