"""Each store that there is, empty; and the project that the tests of commands start from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from l10n.memory import open_store
from l10n.memory.tables import Tables
from tests.cli.conftest import _extracted, project
from tests.memory import server

__all__ = ["_extracted", "project"]


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """A PostgreSQL server; skips where there is none, but not in CI, which installs one."""
    reason = server.missing()
    if reason:
        assert not os.environ.get("CI"), reason
        pytest.skip(reason)
    with server.running() as found:
        yield found


def emptied(address: str) -> str:
    import psycopg

    with psycopg.connect(address, autocommit=True) as db:
        db.execute("DROP SCHEMA IF EXISTS l10n_memory CASCADE")
    return address


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store may be opened, and opened again."""
    if request.param == "sqlite":
        return str(tmp_path / "memory.sqlite")
    return emptied(request.getfixturevalue("address"))


@pytest.fixture
def store(place: str) -> Iterator[Tables]:
    made = open_store(place)
    assert isinstance(made, Tables)
    yield made
    made.close()
