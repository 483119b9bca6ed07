"""A plan prepared from another in a browser: boxes carry along those below them, and those above."""

import pytest

from cnclctpa.demonstration import people
from tests.browser.test_hands_on import signed_in

pytestmark = pytest.mark.browser

ADDRESS = "/plans/demo-1/successor/?title_fr=Suite&starts_on=01/01/2033&ends_on=31/12/2037"


def test_box_carries_those_below_it_and_asks_for_those_above(browser, site):
    page = signed_in(browser, site, people.SECRETARY)
    page.goto(ADDRESS)
    axis = page.locator(".carrying-axis").first
    below = axis.locator("ul input[name=activity], ul input[name=objective]")
    held = axis.locator("details > summary").first
    axis.locator("> .carrying-line > input").uncheck()
    assert {below.nth(n).is_checked() for n in range(below.count())} == {False}
    assert ": 0 sur" in held.inner_text().replace("\u202f", "").replace("\u00a0", " ")

    axis.locator("details").first.evaluate("one => { one.open = true }")
    axis.locator("input[name=activity]").first.check()
    assert axis.locator("> .carrying-line > input").is_checked()
    assert axis.locator("input[name=objective]").first.is_checked()
    assert sum(below.nth(n).is_checked() for n in range(below.count())) == 2
    page.context.close()
