"""Projects to start from."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.command import Project, run

NEWS = """\
# The ferry to Orme

The ferry leaves at nine. It does not run on Sundays.

See [the pier](https://news.example/pier) for *details*.
"""
HARBOUR = """\
Harbour opens after two years

The harbour opened on Monday. The ferry leaves at nine.
Nobody knows what the new pier cost.
"""


@pytest.fixture
def begin(tmp_path: Path) -> Callable[..., Project]:
    """Makes a project with these target locales."""

    def make(*locales: str) -> Project:
        root = tmp_path / "desk"
        run("init", str(root), *(word for tag in locales for word in ("-l", tag)), cwd=tmp_path)
        return Project(root)

    return make


@pytest.fixture(scope="session")
def _extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `project` copies: made once, by the command."""
    made = Project(tmp_path_factory.mktemp("made") / "desk")
    run("init", str(made.root), "-l", "fr", "-l", "es", cwd=made.root.parent)
    made.write("news.md", NEWS)
    made.write("coast/harbour.txt", HARBOUR)
    made.run("extract")
    return made.root


@pytest.fixture
def project(_extracted: Path, tmp_path: Path) -> Project:
    """Two articles for French and Spanish, extracted."""
    return Project(shutil.copytree(_extracted, tmp_path / "desk"))
