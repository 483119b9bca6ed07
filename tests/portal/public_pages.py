"""Every page that the public reaches from the home page, as a reader finds it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urldefrag

from tests.exports.reading import content
from tests.portal.reading import as_written

HOME = {"fr": "/", "en": "/en/"}
#: What stands between a title and what it announces, and is not read as facts.
ASIDE = re.compile(r"<(nav|form)\b.*?</\1>", re.DOTALL)
LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')


@dataclass(frozen=True)
class Page:
    """What a page says, each element apart from the next one by a bar."""

    address: str
    words: str
    links: frozenset[str]

    def around(self, words: str, reach: int) -> Iterator[str]:
        """What is read at most ``reach`` characters before or after the words, wherever they are."""
        for found in re.finditer(re.escape(words), self.words):
            yield self.words[max(found.start() - reach, 0) : found.end() + reach]


def crawl(client, language: str) -> list[Page]:
    """The pages of a language, from its home page, each once; lists are read whole, without their filters."""
    waiting, pages = [HOME[language]], {}
    while waiting:
        address = waiting.pop()
        if address not in pages:
            pages[address] = read(client, address)
            waiting += sorted(followed(pages[address], language))
    return [page for page in pages.values() if page.words]


def followed(page: Page, language: str) -> set[str]:
    inside = {urldefrag(link)[0] for link in page.links if link.startswith("/") and "?" not in link}
    return {link for link in inside if link.startswith(HOME["en"]) == (language == "en")}


def read(client, address: str) -> Page:
    """The page of an address; a file to take away, tested elsewhere, says nothing and leads nowhere."""
    response = client.get(address, follow=True)
    assert response.status_code == 200, address
    if not response.headers["Content-Type"].startswith("text/html"):
        content(response)
        return Page(address, "", frozenset())
    html = as_written(response.content.decode())
    main = re.sub(r"<[^>]*>", "|", ASIDE.sub("", html.partition("<main")[2]))
    links = frozenset(unescape(link) for link in LINK.findall(html))
    return Page(address, on_one_line(unescape(main)), links)


def on_one_line(text: str) -> str:
    """Line ends are spaces; the spaces that do not break are left, being part of how a text is set."""
    return re.sub(r"[ \t\n\r]+", " ", text)
