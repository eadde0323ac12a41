"""What CI runs: the hooks with the real pre-commit, the steps of the action and of the GitLab job in a shell."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.command import Project, Result, clean, needs
from tests.cli.news import FRENCH, SUNDAYS

ROOT = Path(__file__).parents[2]
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
PRE_COMMIT = shutil.which("pre-commit") or shutil.which("pre-commit", path=str(Path(sys.executable).parent))
WRONG = {SUNDAYS: "Il ne circule pas le {jour}."}


@pytest.fixture
def shell(project: Project, tmp_path: Path) -> Shell:
    """The project in git, and a shell that finds `l10n`, and no engine."""
    project.review("fr", "news.md", FRENCH)
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "l10n"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m l10n "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return Shell(project, folder)


class Shell:
    def __init__(self, project: Project, folder: Path) -> None:
        self.project = project
        home = {"HOME": str(folder.parent), "GIT_CONFIG_NOSYSTEM": "1", "https_proxy": "http://127.0.0.1:9"}
        self.variables = clean(**home)
        self.variables["PATH"] = f"{folder}:/usr/bin:/bin"

    def run(self, *words: str, variables: Mapping[str, str] | None = None) -> Result:
        env = self.variables | dict(variables or {})
        done = subprocess.run(
            words, cwd=self.project.root, env=env, capture_output=True, text=True, timeout=120, check=False
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Result(done.returncode, done.stdout, done.stderr)

    def git(self, *words: str) -> None:
        result = self.run("git", "-c", "user.name=Desk", "-c", "user.email=desk@example.org", *words)
        assert result.code == 0, result

    def commit(self) -> None:
        self.git("init", "-q", "-b", "main")
        self.git("add", ".")
        self.git("commit", "-q", "-m", "1")


# ---------------------------------------------------------------- what would change


def test_catalogs_and_pages_are_compared_byte_for_byte(shell: Shell) -> None:
    project = shell.project
    assert shell.run("l10n", "extract", "--check").code == 0
    assert shell.run("l10n", "compile", "--check", "-l", "fr", "news.md").code == 3
    project.run("compile", code=0)
    assert shell.run("l10n", "compile", "--check").code == 0
    for path, words in (
        (project.root / "locales" / "templates" / "news.md.pot", ("extract", "--check")),
        (project.page("fr", "news.md"), ("compile", "--check")),
    ):
        data = path.read_bytes()
        path.write_bytes(data.replace(b"Orme", b"Orma", 1))
        before = project.files()
        assert shell.run("l10n", *words).code == 3, path
        assert project.files() == before
        path.write_bytes(data)
        assert shell.run("l10n", *words).code == 0


# ---------------------------------------------------------------- pre-commit


@needs("git")
@pytest.mark.skipif(PRE_COMMIT is None, reason="pre-commit is not installed")
def test_the_hooks_with_pre_commit(shell: Shell) -> None:
    assert PRE_COMMIT
    valid = shell.run(PRE_COMMIT, "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml"))
    assert valid.code == 0, valid
    project = shell.project
    local = [hook | {"language": "system"} for hook in HOOKS if hook["id"] != "l10n-compile"]
    config = {"repos": [{"repo": "local", "hooks": local}]}
    (project.root / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    shell.commit()
    good = shell.run(PRE_COMMIT, "run", "--all-files")
    assert (good.code, good.out.count("Passed")) == (0, 3), good
    project.review("fr", "news.md", WRONG)
    shell.git("add", ".")
    bad = shell.run(PRE_COMMIT, "run")
    assert "error[placeholders]" in bad.out
    assert bad.out.count("Failed") == 2, bad
    project.edit("news.md", "at nine", "at ten")
    shell.git("add", ".")
    late = shell.run(PRE_COMMIT, "run", "l10n-extract")
    assert (late.code, "exit code: 3" in late.out) == (1, True), late


# ---------------------------------------------------------------- GitHub


def steps(shell: Shell, tmp_path: Path, **inputs: str) -> dict[str, Result]:
    """Runs the steps of the action that are commands, but for the installation."""
    given = {name: known["default"] for name, known in ACTION["inputs"].items()} | inputs
    known = {f"inputs.{name}": value for name, value in given.items()}
    known |= {"github.action_path": str(ROOT), "runner.temp": str(tmp_path / "runner")}
    out = {}
    for step in ACTION["runs"]["steps"]:
        asked = re.search(r"inputs\.(\w+) == 'true'", step.get("if", ""))
        if "run" not in step or step["name"] == "Install" or (asked and given[asked[1]] != "true"):
            continue
        variables = {name: filled(value, known) for name, value in step.get("env", {}).items()}
        variables["GITHUB_STEP_SUMMARY"] = str(tmp_path / "summary.md")
        out[step["name"]] = shell.run("bash", "-eo", "pipefail", "-c", step["run"], variables=variables)
    return out


def filled(value: str, known: Mapping[str, str]) -> str:
    return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda match: known[match[1]], value)


def test_the_action(shell: Shell, tmp_path: Path) -> None:
    done = steps(shell, tmp_path)
    assert [(name, result.code) for name, result in done.items()] == [
        ("Catalogs are current", 0),
        ("Translations are right", 0),
        ("Reports", 0),
    ]
    shell.project.review("fr", "news.md", WRONG)
    done = steps(shell, tmp_path, **{"check-args": "--min-severity error --strict", "compile": "true"})
    assert [result.code for result in done.values()] == [0, 3, 6, 0], "there is no build folder yet"
    annotation = done["Translations are right"].out
    assert annotation.startswith("::error file=locales/fr/LC_MESSAGES/news.md.po,line=")
    assert annotation.count("\n") == 1
    log = json.loads((tmp_path / "runner" / "l10n" / "l10n.sarif").read_text("utf-8"))
    assert [result["ruleId"] for result in log["runs"][0]["results"]] == ["placeholders"]
    assert "articles" in (tmp_path / "runner" / "l10n" / "status.json").read_text("utf-8")
    assert "news.md" in (tmp_path / "summary.md").read_text("utf-8")


def test_the_action_installs_and_uploads() -> None:
    install = next(step for step in ACTION["runs"]["steps"] if step.get("name") == "Install")
    assert install["run"] == 'python -m pip install --quiet "${PACKAGE:-$ACTION}"'
    uses = {step["uses"].partition("@")[0] for step in ACTION["runs"]["steps"] if "uses" in step}
    assert {"actions/setup-python", "actions/upload-artifact", "github/codeql-action/upload-sarif"} == uses
    assert all(step.get("shell") == "bash" for step in ACTION["runs"]["steps"] if "run" in step)
    named = set(re.findall(r"inputs\.([\w-]+)", (ROOT / "action.yml").read_text("utf-8")))
    assert named == set(ACTION["inputs"])


# ---------------------------------------------------------------- GitLab


def test_the_gitlab_job(shell: Shell) -> None:
    text = (ROOT / "docs" / "ci.md").read_text("utf-8")
    jobs = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)]
    job = next(job["translations"] for job in jobs if "translations" in job)
    script = "\n".join(["set -eo pipefail", *job["script"]])
    assert shell.run("bash", "-c", script).code == 0
    shell.project.review("fr", "news.md", WRONG)
    assert shell.run("bash", "-c", script).code == 6
    reports = job["artifacts"]["reports"]
    rows = json.loads((shell.project.root / reports["codequality"]).read_text("utf-8"))
    assert [row["check_name"] for row in rows if row["severity"] == "major"] == ["placeholders"]
    suites = ET.parse(shell.project.root / reports["junit"]).getroot()
    assert suites.get("failures") == "1"
    assert all((shell.project.root / name).is_file() for name in job["artifacts"]["paths"])


def test_the_projects_own_catalogs(shell: Shell, tmp_path: Path) -> None:
    own = tmp_path / "own"
    for name in ("locales", "source_articles"):
        shutil.copytree(ROOT / name, own / name)
    shutil.copy2(ROOT / "l10n.toml", own)
    done = steps(shell, tmp_path, project=str(own))
    assert [result.code for result in done.values()] == [0, 0, 0], done
