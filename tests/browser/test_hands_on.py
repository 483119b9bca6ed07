"""The users of the site, each with their hands on it: what the secretariat writes, everyone then reads."""

import re

import pytest

from cnclctpa.accounts.roles import Role
from cnclctpa.demonstration import people

pytestmark = pytest.mark.browser

PLAN = "/plans/demo-2/"
ACTIVITY = f"{PLAN}activities/1.1.1.2/"
TITLE = "Animer des causeries dans quarante marchés"
WEIGHT = "40"


def member(role):
    return next(account for account in people.ACCOUNTS if account.role == role)


def signed_in(browser, site, person):
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto("/accounts/login/")
    page.fill("input[name=login]", person.email)
    page.fill("input[name=password]", people.PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_load_state()
    return page


def progress_of(page) -> str:
    """The sentence at the head of the public dashboard: how much of the plan is done."""
    page.goto(PLAN)
    return page.locator("main").inner_text()[:2000]


def share_done(text: str) -> str:
    return re.search(r"([\d,]+).% du plan est fait", text)[1]


def test_what_the_secretariat_edits_moves_the_public_dashboard(page, browser, site):
    before = share_done(progress_of(page))

    secretary = signed_in(browser, site, people.SECRETARY)
    secretary.goto(ACTIVITY)
    secretary.click("main >> text=Modifier")
    weight = secretary.input_value("[name=weight]")
    assert weight != WEIGHT
    secretary.fill("[name=title_fr]", TITLE)
    secretary.fill("[name=weight]", WEIGHT)
    secretary.click("main form.edit .btn-primary")
    secretary.wait_for_url(f"**{ACTIVITY}")
    assert secretary.locator("h1").inner_text() == TITLE

    after = share_done(progress_of(page))
    assert after != before
    page.goto(ACTIVITY)
    assert page.locator("h1").inner_text() == TITLE
    assert page.locator("main >> text=Modifier").count() == 0

    secretary.goto(f"{ACTIVITY}edit/")
    secretary.fill("[name=weight]", weight)
    secretary.click("main form.edit .btn-primary")
    secretary.wait_for_url(f"**{ACTIVITY}")
    assert share_done(progress_of(page)) == before
    secretary.context.close()


def test_partner_reads_what_partners_may_and_edits_nothing(browser, site):
    partner = signed_in(browser, site, member(Role.PARTNER))
    partner.goto(ACTIVITY)
    assert partner.locator("h1").count() == 1
    assert partner.locator("main >> text=Modifier").count() == 0
    assert partner.goto(f"{ACTIVITY}edit/").status == 403
    assert partner.goto("/desk/").status == 200
    partner.context.close()


def test_stranger_is_asked_to_sign_in(page):
    page.goto(f"{ACTIVITY}edit/")
    assert page.url.endswith(f"/accounts/login/?next={ACTIVITY}edit/")


def test_administrator_edits_in_the_administration(browser, site):
    administrator = signed_in(browser, site, member(Role.ADMINISTRATOR))
    assert administrator.goto("/admin/").status == 200
    assert administrator.goto(f"{ACTIVITY}edit/").status == 403
    administrator.context.close()
