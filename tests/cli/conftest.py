"""Projects to start from."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from l10n.project import init
from tests.cli.command import Project, run
from tests.cli.news import HARBOUR, NEWS


@pytest.fixture
def begin(tmp_path: Path) -> Callable[..., Project]:
    """Makes a project with these target locales, as `l10n init` does but in this process."""

    def make(*locales: str) -> Project:
        return Project(init(tmp_path / "desk", "en", locales).root)

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
