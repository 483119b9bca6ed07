"""A PostgreSQL server of our own for one run of the suite, gone when the run ends."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Nothing survives the run, so nothing needs to reach the disk.
OPTIONS = " ".join(
    f"-c {option}"
    for option in (
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "unix_socket_directories=''",
        "max_connections=40",
    )
)


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL server of this machine, if there is one."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(versions, key=lambda path: int(path.parent.parent.name), default=None)
    return newest.parent if newest else None


@contextmanager
def throwaway_cluster() -> Iterator[int]:
    """Yield the port of a new cluster on the loopback, whose superuser ``postgres`` needs no password."""
    folder = binaries()
    if folder is None:
        raise RuntimeError("PostgreSQL is not installed (Debian: apt-get install postgresql).")
    home = Path(tempfile.mkdtemp(prefix="cnclctpa-postgresql-"))
    # initdb refuses to run as root: Debian's package brings the user postgres.
    account = "postgres" if os.geteuid() == 0 else None
    if account:
        shutil.chown(home, account)
    data, port = home / "data", _free_port()

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [folder / program, "-D", data, *arguments],
            user=account,
            cwd=home,
            check=True,
            capture_output=True,
        )

    run("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
    try:
        run("pg_ctl", "start", "-w", "-l", str(home / "log"), "-o", f"-h 127.0.0.1 -p {port} {OPTIONS}")
        yield port
    finally:
        subprocess.run(
            [folder / "pg_ctl", "-D", data, "stop", "-m", "immediate"],
            user=account,
            cwd=home,
            capture_output=True,
        )
        shutil.rmtree(home, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
