"""Pages as a reader sees them."""

import re
from html import unescape


def shown(client, address, *, status=200):
    """The text of the main part, without markup; no-break spaces are spaces."""
    return plain(re.sub(r"<[^>]+>", " ", source(client, address, status=status).partition("<main")[2]))


def source(client, address, *, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def plain(text):
    return re.sub(r"\s+", " ", unescape(text)).replace("\u202f", " ")
