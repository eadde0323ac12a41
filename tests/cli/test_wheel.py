"""The wheel, installed outside the repository: the first session of a new user."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.cli.command import Project, clean, run

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built by the build backend itself; `python -m build` would want an environment from the network."""
    pytest.importorskip("hatchling", reason="hatchling builds the wheel")
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, env=clean(), check=True, capture_output=True, timeout=60)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The Python of a new environment with the wheel in it, and this one's packages after it."""
    home = tmp_path_factory.mktemp("venv")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True, timeout=60)
    (packages,) = home.glob("lib/python*/site-packages")
    command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--no-compile"]
    # pip installs from the wheel into that environment, as its own pip would
    subprocess.run(
        [*command, "--target", str(packages), str(wheel)], env=clean(), check=True, capture_output=True, timeout=60
    )
    (packages / "others.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return str(home / "bin" / "python")


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if name.startswith("l10n/")}
        entry_points = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
        assert "l10n = l10n.cli:main" in archive.read(entry_points).decode()
        assert not any(name.startswith(("tests/", "docs/", "locales/")) for name in archive.namelist())
    files = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "l10n").rglob("*")
        if path.is_file() and not {"__pycache__", ".mypy_cache", ".ruff_cache"} & set(path.parts)
    }
    assert inside == files
    assert any(name.endswith(".toml") for name in inside)


def test_the_first_session(python: str, tmp_path: Path) -> None:
    show = [python, "-c", "import l10n; print(l10n.__file__)"]
    where = subprocess.run(show, cwd=tmp_path, env=clean(), capture_output=True, text=True, check=True).stdout
    assert Path(python).parents[1] in Path(where.strip()).parents

    def l10n(*words: str, code: int = 0) -> str:
        return run(*words, cwd=tmp_path, code=code, python=python).out

    l10n("init", "-l", "fr", "-l", "pt-BR")
    desk = Project(tmp_path)
    desk.write("news.md", "---\ntitle: A day\n---\n\n# Storm\n\nThe U.S. coast was hit. Nobody was hurt.\n")
    desk.write("a.txt", "A storm and its night\n\nThe storm took 3.5 hours. It rained 12% more than in May.\n")
    l10n("extract")
    assert "The U.S. coast was hit." in desk.targets("fr", "news.md")
    l10n("translate", "--engine", "pseudo")
    l10n("check")
    l10n("compile", "--draft")
    assert "Brouillon – traduction non relue" in desk.page("fr", "a.txt").read_text(encoding="utf-8")
    # an edit needs the data files of merge
    desk.edit("a.txt", "3.5 hours", "four hours")
    l10n("extract")
    l10n("check", "--strict", code=5)
    report = json.loads(l10n("status", "--format", "json"))
    assert [row["units"]["stale"] for row in report["articles"]] == [1, 1, 0, 0]


def test_the_installed_command(python: str, tmp_path: Path) -> None:
    command = Path(python).parents[1]
    (script,) = command.rglob("bin/l10n")
    done = subprocess.run(
        [python, str(script), "--version"], cwd=tmp_path, env=clean(), capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("l10n")
