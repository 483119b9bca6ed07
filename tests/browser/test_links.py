"""From the home page, every link of the site leads to a page, and every anchor to a place of its page."""

from collections import Counter
from html.parser import HTMLParser
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import Request, urlopen

import pytest

from tests.browser.pages import name_of
from tests.trust import IS_FULL

pytestmark = pytest.mark.browser

#: Pages of a kind that are opened of a fictitious plan, which has hundreds of them, all made alike.
ENOUGH = 8 if IS_FULL else 2
#: Made when they are asked for whole; that they open is tried elsewhere.
FILES = (".csv", ".xlsx")


class Links(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.targets, self.places = set(), set()
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "a" and found.get("href"):
            self.targets.add(found["href"])
        if found.get("id"):
            self.places.add(found["id"])


def test_every_link_leads_somewhere(site):
    pages, broken = {}, set()
    opened = Counter()
    waiting = [("the visitor", f"{site}/")]
    while waiting:
        origin, address = waiting.pop()
        page, place = urldefrag(address)
        if page not in pages:
            kind = kind_of(page.removeprefix(site))
            if kind and opened[kind] >= ENOUGH:
                continue
            opened[kind] += 1
            pages[page] = read(page)
            waiting += followed(page, pages[page])
        if place not in pages[page].places | {""} or not pages[page].places:
            broken.add((origin.removeprefix(site), address.removeprefix(site)))
    assert broken == set()
    assert len(pages) > 50


def kind_of(address) -> str:
    """The kind of page of a fictitious plan, by language; nothing for what is opened in any case."""
    language, path = ("en", address.removeprefix("/en")) if address.startswith("/en/") else ("fr", address)
    return f"{language} {name_of(path)}" if path.startswith("/plans/demo-") else ""


def followed(page, links) -> list[tuple[str, str]]:
    """Where the page leads on this site; a filtered list leads nowhere that the whole list does not."""
    if urlsplit(page).query:
        return []
    addresses = (urljoin(page, target) for target in sorted(links.targets))
    return [(page, address) for address in addresses if urlsplit(address).netloc == urlsplit(page).netloc]


def read(address) -> Links:
    """The links of a page; of what is not a page, or does not answer, nothing."""
    method = "HEAD" if address.endswith(FILES) else "GET"
    try:
        with urlopen(Request(address, method=method)) as answer:
            is_page = answer.headers.get_content_type() == "text/html"
            return Links(answer.read().decode()) if is_page else Links('<a id="file"></a>')
    except HTTPError:
        return Links("")
