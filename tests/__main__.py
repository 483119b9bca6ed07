"""Pass every test that this machine can run, and say what it could not run and why."""

import os
import shutil
import subprocess
import sys

from tests import chromium, postgresql

PYTEST = [sys.executable, "-m", "pytest", "-q", "-rs"]
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
    if "postgresql" not in missing:
        say("On PostgreSQL")
        if failed := run("-m", "not browser", TEST_DATABASE="postgresql"):
            return failed
    say("On SQLite" if "chromium" in missing else "On SQLite, and in Chromium")
    chosen = ["-m", "not browser"] if "chromium" in missing else []
    return run("--cov", "--cov-report=term", *chosen, TEST_DATABASE="sqlite")


def run(*arguments: str, **environment: str) -> int:
    return subprocess.run([*PYTEST, *arguments], env=os.environ | environment).returncode


def say(sentence: str) -> None:
    sys.stdout.write(f"\n{sentence}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
