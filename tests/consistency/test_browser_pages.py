"""Every page that the rules know is opened by the browser, or says why it is not."""

from tests.browser.pages import (
    CLOSED_NOT_OPENED,
    EDITED,
    FIRST_OF,
    NOT_OPENED,
    PUBLIC,
    SIGNED_IN,
    name_of,
)
from tests.consistency.rules import RULES

OPENED = {name for name in map(name_of, PUBLIC) if name} | set(FIRST_OF.values())
# Open, but whoever has not signed in is sent elsewhere.
SEEN_BY_MEMBERS = {"account_logout"}
OPEN = {name for name, rule in RULES.items() if rule.is_open} - SEEN_BY_MEMBERS


def test_every_open_page_is_opened_or_says_why_not():
    assert OPENED | NOT_OPENED.keys() == OPEN


def test_every_closed_page_is_opened_too():
    opened = set(map(name_of, [*SIGNED_IN, *EDITED]))
    assert opened & CLOSED_NOT_OPENED.keys() == set()
    assert opened | CLOSED_NOT_OPENED.keys() == RULES.keys() - OPEN


def test_what_is_said_not_to_be_opened_is_not():
    assert OPENED & NOT_OPENED.keys() == set()
