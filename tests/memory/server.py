"""A PostgreSQL server of our own, for the tests and the benchmark: in a folder, on a socket there, with no password."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """The folder of the newest server that is installed."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    local = shutil.which("initdb")
    return max(found, default=Path(local).parent if local else None, key=lambda path: float(path.parent.name))


def missing() -> str:
    """Why there can be no server; "" where there can."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "psycopg is not installed"
    if programs() is None:
        return "PostgreSQL is not installed"
    if os.geteuid() == 0 and not shutil.which("runuser"):
        return "PostgreSQL does not run as root, and there is no runuser"
    return ""


@contextmanager
def running(*settings: str) -> Iterator[str]:
    """The address of a server that ends with the block; `settings` are `name=value`."""
    binaries = programs()
    assert binaries
    folder = Path(tempfile.mkdtemp(prefix="l10n-pg-"))
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")
    control = [*as_user, str(binaries / "pg_ctl"), "-D", str(folder / "data"), "-w", "-s"]
    options = " ".join(["-k", str(folder), "-c", "listen_addresses=''", *(f"-c {each}" for each in settings)])

    def call(*command: str) -> None:
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, timeout=120)

    try:
        call(*control, "-o", "-A trust -U postgres -E UTF8 --no-sync", "initdb")
        call(*control, "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            call(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
