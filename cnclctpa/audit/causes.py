"""Why something is being written: said once by a service, read by every entry of the trail made meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from .choices import Way


@dataclass(frozen=True)
class Cause:
    verb: str = ""
    by: Any = None
    reason: str = ""
    way: str = Way.OTHER


UNSAID = Cause()

# Each thread and each task has its own.
_current: ContextVar[Cause] = ContextVar("cause", default=UNSAID)


def current() -> Cause:
    return _current.get()


@contextmanager
def because(verb: str, *, by: Any = None, reason: str = "", way: str | None = None) -> Iterator[None]:
    """Say of every change made inside: what is being done, by whom, why, and through which door.

    Nested, the inner verb is the one written; what it leaves out (author, reason, way) comes from around it.
    Without a verb, only the rest is said: each change is then called ``<model>.created``, ``.changed``
    or ``.deleted``.
    """
    outer = current()
    cause = Cause(
        verb or outer.verb, outer.by if by is None else by, reason or outer.reason, way or outer.way
    )
    token = _current.set(cause)
    try:
        yield
    finally:
        _current.reset(token)
