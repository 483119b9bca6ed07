"""Every kind of page, in both languages, on a wide screen, on a telephone and in the dark."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.pages import EVERY_CLOSED_PAGE, EVERY_LIST, EVERY_PAGE

pytestmark = pytest.mark.browser

WIDE, TELEPHONE, NARROWEST = 1280, 360, 320
CONTRAST_ONLY = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}

UNLABELLED_TABLES = """() => [...document.querySelectorAll("table")].filter(
    table => !table.caption || [...table.querySelectorAll("th")].some(header => !header.scope)
).map(table => table.outerHTML.slice(0, 200))"""
INLINE = """() => [...document.querySelectorAll("[style], style, script:not([src])")]
    .filter(element => element.type !== "application/json").map(element => element.outerHTML.slice(0, 200))"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_page_is_for_everyone(page, address):
    page.goto(address)
    look_at(page, language="en" if address.startswith("/en/") else "fr")


@pytest.mark.parametrize(("address", "prefix", "shape"), EVERY_LIST)
def test_first_object_of_a_list_is_for_everyone(page, address, prefix, shape):
    page.goto(address)
    links = page.eval_on_selector_all("main a[href]", "links => links.map(link => link.getAttribute('href'))")
    first = next((link for link in links if re.match(shape, link.removeprefix(prefix))), None)
    assert first, f"{address} leads to no object"
    page.goto(first)
    look_at(page, language="en" if prefix else "fr")


def test_pages_of_members_are_for_everyone(signed_in_page):
    for address in EVERY_CLOSED_PAGE:
        signed_in_page.goto(address)
        look_at(signed_in_page, language="en" if address.startswith("/en/") else "fr")


def look_at(page, *, language):
    assert page.get_attribute("html", "lang") == language
    assert page.title()
    page.evaluate("() => document.querySelectorAll('details').forEach(details => { details.open = true })")
    assert page.evaluate(UNLABELLED_TABLES) == []
    assert page.evaluate(INLINE) == []
    assert findings(page) == []
    page.emulate_media(color_scheme="dark")
    assert findings(page, CONTRAST_ONLY) == []
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": TELEPHONE, "height": 740})
    assert page.evaluate(OVERFLOW) == 0
    assert findings(page) == []
    page.set_viewport_size({"width": NARROWEST, "height": 740})
    assert page.evaluate(OVERFLOW) == 0
    page.set_viewport_size({"width": WIDE, "height": 900})
    assert page.evaluate(OVERFLOW) == 0


def findings(page, options=None) -> list[str]:
    violations = Axe().run(page, options=options or {"resultTypes": ["violations"]}).response["violations"]
    return [f"{found['id']}: {node['html'][:200]}" for found in violations for node in found["nodes"]]
