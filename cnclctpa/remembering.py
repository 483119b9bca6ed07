"""Reports kept from one request to the next, never as a truth: losing them all costs time and nothing else.

A report is found again only for the same state of the data, the same day, the same language and readers who
may read the same: nothing has to be thrown away when a row changes or when midnight comes, in any worker.
"""

import pickle
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TypeVar

from django.core.cache import caches
from django.utils.translation import get_language

CACHE = "reports"
#: A larger report, in bytes, is made anew each time: what one worker keeps has a bound.
LARGEST = 250_000

Report = TypeVar("Report")


@dataclass(frozen=True)
class Key:
    """What a report is of, and all it depends on; those who may read the same have equal readers."""

    subject: Hashable
    version: str
    on: date
    reader: Hashable

    @property
    def digest(self) -> str:
        told = repr((self.subject, self.version, self.on.isoformat(), self.reader, get_language()))
        return sha256(told.encode()).hexdigest()


def remembered(key: Key, make: Callable[[], Report]) -> Report:
    """The report kept under ``key``, else the one that ``make`` returns, kept if it is not too large.

    The report is pickled: it holds plain values, and each caller gets its own copy.
    """
    kept = caches[CACHE].get(key.digest)
    if kept is not None:
        return pickle.loads(kept)  # noqa: S301  written by this process, in its own memory
    report = make()
    written = pickle.dumps(report, protocol=pickle.HIGHEST_PROTOCOL)
    if len(written) <= LARGEST:
        caches[CACHE].set(key.digest, written)
    return report
