"""From the home page, every link of the site leads to a page, and every anchor to a place of its page."""

from html.parser import HTMLParser
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.browser


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
    waiting = [("the visitor", f"{site}/")]
    while waiting:
        origin, address = waiting.pop()
        page, place = urldefrag(address)
        if page not in pages:
            pages[page] = read(page)
            waiting += followed(page, pages[page])
        if place not in pages[page].places | {""} or not pages[page].places:
            broken.add((origin.removeprefix(site), address.removeprefix(site)))
    assert broken == set()
    assert len(pages) > 50


def followed(page, links) -> list[tuple[str, str]]:
    """Where the page leads on this site; a filtered list leads nowhere that the whole list does not."""
    if urlsplit(page).query:
        return []
    addresses = (urljoin(page, target) for target in sorted(links.targets))
    return [(page, address) for address in addresses if urlsplit(address).netloc == urlsplit(page).netloc]


def read(address) -> Links:
    """The links of a page; of what is not a page, or does not answer, nothing."""
    try:
        with urlopen(address) as answer:
            is_page = answer.headers.get_content_type() == "text/html"
            return Links(answer.read().decode()) if is_page else Links('<a id="file"></a>')
    except HTTPError:
        return Links("")
