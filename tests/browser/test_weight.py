"""What travels for a first view, as the real server sends it."""

from urllib.request import Request, urlopen

import pytest

from tests.browser.pages import LIGHT

pytestmark = pytest.mark.browser

FIRST_VIEW = 45_000  # bytes, headers included
REQUESTS = 6
HTML = 14_000
JAVASCRIPT = 20_000


@pytest.mark.parametrize("address", LIGHT)
def test_first_view_is_light(page, address):
    received = {}
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on(
        "Network.responseReceived", lambda event: received.update({event["requestId"]: [event["type"], 0]})
    )
    network.on("Network.loadingFinished", lambda event: _weigh(received, event))
    page.goto(address, wait_until="networkidle")
    total = sum(weight for _, weight in received.values())
    assert (len(received) <= REQUESTS, total <= FIRST_VIEW) == (True, True), received
    assert sum(weight for kind, weight in received.values() if kind == "Document") <= HTML
    assert sum(weight for kind, weight in received.values() if kind == "Script") <= JAVASCRIPT


def _weigh(received, event):
    if event["requestId"] in received:
        received[event["requestId"]][1] = event["encodedDataLength"]


def test_static_files_are_compressed_and_kept_for_ever(page, site):
    page.goto("/")
    sheet = page.get_attribute("link[rel=stylesheet]", "href")
    with urlopen(Request(site + sheet, headers={"Accept-Encoding": "br"})) as answer:
        assert answer.headers["Content-Encoding"] == "br"
        assert "immutable" in answer.headers["Cache-Control"]
