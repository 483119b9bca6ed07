"""Pages as a reader sees them."""

import re
from html import unescape


def shown(client, address, *, status=200):
    """The text of the main part, without markup; no-break spaces are spaces."""
    return plain(re.sub(r"<[^>]+>", " ", source(client, address, status=status).partition("<main")[2]))


def source(client, address, *, status=200):
    response = client.get(address)
    assert response.status_code == status
    return as_written(response.content.decode())


def as_written(html):
    """Without the spans that keep periods and references on one line."""
    return re.sub(r'<span class="whole">(.*?)</span>', r"\1", html)


def plain(text):
    return re.sub(r"\s+", " ", unescape(text)).replace("\u202f", " ")
