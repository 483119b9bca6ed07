"""Pass every test that this machine can run, and say what it could not run and why.

The suite on SQLite runs beside the others and is told last, so that the last line is pytest’s own.
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
# What no test runs through is of use to whoever writes: measuring it makes the suite half as long again.
COVERAGE = [] if os.environ.get("CI") == "true" else ["--cov"]
TOOLS = (
    ("postgresql", postgresql.binaries, "the suite on PostgreSQL"),
    ("chromium", chromium.executable, "the pages in a browser"),
    ("gettext", lambda: shutil.which("xgettext"), "the search for strings missing from the catalogues"),
)


def main() -> int:
    missing = {package: proves for package, find, proves in TOOLS if not find()}
    for package, proves in missing.items():
        say(f"Left out: {proves} – {package} is not installed (Debian: apt-get install {package}).")
    if missing and os.environ.get("CI") == "true":
        say("With CI=true nothing may be left out.")
        return 1
    with tempfile.TemporaryDirectory(prefix="cnclctpa-") as folder, ExitStack() as running:
        told = Path(folder) / "sqlite.txt"
        output = running.enter_context(told.open("wb"))
        on_sqlite = start(*COVERAGE, "-m", "not browser", database="sqlite", stdout=output, stderr=output)
        running.callback(stop, on_sqlite)
        failed = False
        for package, title, chosen, database in (
            ("chromium", "In Chromium", "browser", "sqlite"),
            ("postgresql", "On PostgreSQL", "not browser", "postgresql"),
        ):
            if package not in missing:
                say(title)
                suite = start("-m", chosen, database=database)
                running.callback(stop, suite)
                failed |= bool(suite.wait())
        say("On SQLite")
        failed |= bool(on_sqlite.wait())
        sys.stdout.write(told.read_text())
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
