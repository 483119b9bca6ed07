import logging
import sys

import pytest
from django.conf import settings

from cnclctpa.logs import DiscreetFormatter


def line(message, *values, trace=None):
    record = logging.LogRecord("django", logging.ERROR, "", 0, message, values, trace)
    return DiscreetFormatter("{levelname} {message}", style="{").format(record)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/accounts/invitation/s3cr-et_token/", "/accounts/invitation/•••/"),
        ("/en/accounts/password/reset/key/1-c0de/", "/en/accounts/password/reset/key/•••/"),
        ("/plans/2023-2027/", "/plans/2023-2027/"),
    ],
)
def test_addresses_that_open_an_account_are_hidden(address, shown):
    assert line("Not Found: %s", address) == f"ERROR Not Found: {shown}"


def test_persons_are_hidden_in_the_trace_as_well():
    try:
        raise ValueError("Key (email)=(awa.b+c@mail.example.org) already exists.")
    except ValueError:
        written = line("Internal Server Error: %s", "/", trace=sys.exc_info())
    assert "awa" not in written
    assert "Key (email)=(•••@•••) already exists." in written


def test_every_line_is_written_so():
    (formatter,) = settings.LOGGING["formatters"].values()
    assert formatter["class"] == "cnclctpa.logs.DiscreetFormatter"
    assert {handler["formatter"] for handler in settings.LOGGING["handlers"].values()} == {"line"}
