"""Every kind of page, in both languages, on a wide screen, on a telephone and in the dark."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from tests.browser.pages import EVERY_CLOSED_PAGE, EVERY_EDITED_PAGE, EVERY_LIST, EVERY_PAGE, name_of

pytestmark = pytest.mark.browser

WIDE, TELEPHONE, NARROWEST = 1280, 360, 320
EXAMINED = {"fr": ("light", TELEPHONE), "en": ("dark", WIDE)}

UNLABELLED_TABLES = """() => [...document.querySelectorAll("table")].filter(
    table => !table.caption || [...table.querySelectorAll("th")].some(header => !header.scope)
).map(table => table.outerHTML.slice(0, 200))"""
INLINE = """() => [...document.querySelectorAll("[style], style, script:not([src])")]
    .filter(element => element.type !== "application/json").map(element => element.outerHTML.slice(0, 200))"""
# Colours that are still changing have no contrast yet.
SETTLED = "() => Promise.all(document.getAnimations().map(animation => animation.finished))"
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_page_is_for_everyone(page, address):
    page.goto(address)
    look_at(page, language="en" if address.startswith("/en/") else "fr")


@pytest.mark.parametrize(("address", "prefix", "name"), EVERY_LIST)
def test_first_object_of_a_list_is_for_everyone(page, address, prefix, name):
    page.goto(address)
    links = page.eval_on_selector_all("main a[href]", "links => links.map(link => link.getAttribute('href'))")
    first = next((link for link in links if name_of(link.removeprefix(prefix)) == name), None)
    assert first, f"{address} leads to no object"
    page.goto(first)
    look_at(page, language="en" if prefix else "fr")


def test_pages_of_members_are_for_everyone(signed_in_page):
    for address in EVERY_CLOSED_PAGE:
        signed_in_page.goto(address)
        look_at(signed_in_page, language="en" if address.startswith("/en/") else "fr")


def test_pages_of_editing_are_for_everyone(signed_in_page):
    for address in EVERY_EDITED_PAGE:
        signed_in_page.goto(address)
        look_at(signed_in_page, language="en" if address.startswith("/en/") else "fr")


def look_at(page, *, language):
    """A page with everything unfolded: never wider than the screen, and without fault by the rules of axe.

    Both languages share their templates and colours: each is examined by axe in one of the two lights.
    """
    assert page.get_attribute("html", "lang") == language
    assert page.title()
    page.evaluate("() => document.querySelectorAll('details').forEach(details => { details.open = true })")
    assert page.evaluate(UNLABELLED_TABLES) == []
    assert page.evaluate(INLINE) == []
    # Sentences are longest in French: English pages are tried at their narrowest.
    for width in (WIDE, TELEPHONE, NARROWEST) if language == "fr" else (NARROWEST,):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(OVERFLOW) == 0, f"the page is wider than {width} pixels"
    scheme, width = EXAMINED[language]
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    assert findings(page) == []


def findings(page) -> list[str]:
    page.evaluate(AXE_SCRIPT)
    page.evaluate(SETTLED)
    violations = page.evaluate("() => axe.run({ resultTypes: ['violations'] })")["violations"]
    return [f"{found['id']}: {node['html'][:200]}" for found in violations for node in found["nodes"]]
