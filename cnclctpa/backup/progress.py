"""How the two commands speak while they work, and end when they are told to."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread

#: Nothing is said of what takes less, in seconds.
PATIENCE = 2


class Progress:
    """Says what is being done, once every two seconds at most."""

    def __init__(self, write, *, is_quiet: bool):
        self.write, self.is_quiet = write, is_quiet
        self.last = time.monotonic()

    def __call__(self, sentence: str) -> None:
        if not self.is_quiet and time.monotonic() - self.last > PATIENCE:
            self.last = time.monotonic()
            self.write(sentence)


@contextmanager
def ending_tidily() -> Iterator[None]:
    """Told to end by its service manager, a command takes away what it began, as it does for Ctrl-C."""
    if current_thread() is not main_thread():
        yield
        return
    former = signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, former)
