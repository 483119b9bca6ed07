"""The program on another database than the suite's, and its commands."""

from contextlib import contextmanager
from io import StringIO

from django.core.management import call_command
from django.db import connections


@contextmanager
def connected_to(alias="default", **address):
    """The program, for a while, on another database than the suite's."""
    former = connections["default"]
    other = connections.create_connection(alias)
    # Objects go on saying that theirs is the default one.
    other.alias = "default"
    other.settings_dict = {**other.settings_dict, **address}
    connections["default"] = other
    try:
        yield other
    finally:
        other.close()
        connections["default"] = former


def run(command, *arguments, **options) -> str:
    output = StringIO()
    call_command(command, *map(str, arguments), stdout=output, stderr=output, **options)
    return output.getvalue()
