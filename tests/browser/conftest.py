"""The real server with its reference and demonstration content, and a browser that tolerates nothing."""

import os
import signal
import socket
import subprocess
import sys
import time
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import sync_playwright

from cnclctpa.demonstration import people
from tests import chromium
from tests.consistency.project import ROOT

START = 300  # seconds, on the slowest machine we know


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of a site served as `make run` does, from an empty folder; Ctrl-C must stop it cleanly."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    ours = ("PATH", "LANG", "LC_ALL", "SSL_CERT_FILE")
    environment = {name: os.environ[name] for name in ours if name in os.environ}
    folder = tmp_path_factory.mktemp("site")
    environment |= {"ENV_FILE": os.devnull, "VAR_DIR": str(folder)}
    serve = [sys.executable, "manage.py", "serve", "--demonstration", "--port", str(port)]
    said = folder / "said.txt"
    with said.open("w") as output:
        server = subprocess.Popen(serve, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(server, f"{address}/healthz", said)
        yield address
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=30) == 0
    finally:
        server.kill()
        server.wait()


def _wait_for(server, address, said):
    limit = time.monotonic() + START
    while time.monotonic() < limit:
        if server.poll() is not None:
            pytest.fail(said.read_text())
        try:
            urlopen(address, timeout=5).close()
        except URLError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"The site did not answer within {START} seconds.")


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.executable(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser, site):
    """A page on the site: an error in its console or a request to another host fails the test."""
    context = browser.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults = []
    page.on(
        "console",
        lambda message: faults.append(message.text) if message.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda sent: faults.append(sent.url) if _is_elsewhere(sent.url, site) else None)
    yield page
    context.close()
    assert [fault for fault in faults if not _is_the_status_of_the_page(fault)] == []


def _is_elsewhere(url, site):
    return urlsplit(url).scheme in ("http", "https") and not url.startswith(site)


def _is_the_status_of_the_page(fault):
    """Chromium writes a line for the 404 that a test asked for, and for a page that refuses for now."""
    refused = "Failed to load resource: the server responded with a status of "
    return fault.startswith((f"{refused}404", f"{refused}409"))


@pytest.fixture
def signed_in_page(page):
    """The page of the demonstration’s secretariat."""
    page.goto("/accounts/login/")
    page.fill("input[name=login]", people.SECRETARY.email)
    page.fill("input[name=password]", people.PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/desk/")
    return page
