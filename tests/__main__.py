"""Pass every test that this machine can run, and say what it could not run and why.

The suites run beside each other; each is told once it has ended, so that the last line is pytest’s own.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests import chromium, postgresql

PYTEST = [sys.executable, "-m", "pytest", "-q", "-rs"]
IN_CI = os.environ.get("CI") == "true"
PAGES, REST = ["tests/admin", "tests/portal"], ["--ignore=tests/admin", "--ignore=tests/portal"]
# What no test runs through is of use to whoever writes: measuring it makes the suite half as long again.
ON_SQLITE = (
    (
        ("", "The pages, on SQLite", "not browser", "sqlite", PAGES),
        ("", "The rest, on SQLite", "not browser", "sqlite", REST),
    )
    if IN_CI
    else (("", "On SQLite", "not browser", "sqlite", ["--cov"]),)
)
# All at once: each waits a good part of its time for a database or a browser.
SUITES = (
    ("chromium", "In Chromium", "browser", "sqlite", []),
    ("postgresql", "On PostgreSQL", "not browser", "postgresql", []),
    *ON_SQLITE,
)
TOOLS = (
    ("postgresql", postgresql.binaries, "the suite on PostgreSQL"),
    ("chromium", chromium.executable, "the pages in a browser"),
    ("gettext", lambda: shutil.which("xgettext"), "the search for strings missing from the catalogues"),
)


def main() -> int:
    missing = {package: proves for package, find, proves in TOOLS if not find()}
    for package, proves in missing.items():
        say(f"Left out: {proves} – {package} is not installed (Debian: apt-get install {package}).")
    if missing and IN_CI:
        say("With CI=true nothing may be left out.")
        return 1
    with tempfile.TemporaryDirectory(prefix="cnclctpa-") as folder, ExitStack() as running:
        started = []
        for package, title, chosen, database, options in SUITES:
            if package not in missing:
                told = Path(folder) / f"{len(started)}.txt"
                output = running.enter_context(told.open("wb"))
                suite = start(*options, "-m", chosen, database=database, stdout=output, stderr=output)
                running.callback(stop, suite)
                started.append((title, suite, told))
        failed = False
        for title, suite, told in started:
            say(title)
            failed |= bool(suite.wait())
            sys.stdout.write(told.read_text())
            sys.stdout.flush()
    return int(failed)


def start(*arguments: str, database: str, **streams) -> subprocess.Popen:
    environment = os.environ | {"TEST_DATABASE": database}
    return subprocess.Popen([*PYTEST, *arguments], env=environment, **streams)


def stop(suite: subprocess.Popen) -> None:
    if suite.poll() is None:
        suite.terminate()
        suite.wait()


def say(sentence: str) -> None:
    sys.stdout.write(f"\n{sentence}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(main())
