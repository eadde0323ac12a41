"""`l10n status`, help, completion, and how fast the command starts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from l10n.cli import COMMANDS
from l10n.model import Status
from tests.cli.command import Project, clean, needs, run
from tests.cli.news import NINE, SUNDAYS

TITLE = "The ferry to Orme"


# ---------------------------------------------------------------- status


def several_statuses(project: Project) -> None:
    """In French, units of the two articles in five statuses; in Spanish nothing is translated."""
    project.run("translate", "--engine", "pseudo", "-l", "fr", "news.md")
    project.review("fr", "news.md", {TITLE: "Le bac pour Orme", NINE: "À neuf heures."}, fuzzy=True)
    project.review("fr", "news.md", {SUNDAYS: "Pas le dimanche."})
    project.review("fr", "coast/harbour.txt", {NINE: "À neuf heures."}, fuzzy=True)


def test_status_as_json(project: Project) -> None:
    several_statuses(project)
    report = json.loads(project.run("status", "--format", "json").out)
    assert report["threshold"] == 100
    assert [(row["locale"], row["article"]) for row in report["articles"]] == [
        (locale, article) for article in ("coast/harbour.txt", "news.md") for locale in ("fr", "es")
    ]
    names = [str(status) for status in Status]
    for row in report["articles"]:
        assert list(row) == ["locale", "article", "units", "words", "inherited", "approved", "published", "reason"]
        assert list(row["units"]) == list(row["words"]) == names
        assert sum(row["units"].values()) == 4
    row = report["articles"][2]
    counts = {"post-edited": 2, "machine": 1, "approved edited": 1}
    assert {name: count for name, count in row["units"].items() if count} == counts
    assert {name: count for name, count in row["words"].items() if count} == {
        "post-edited": 9,
        "machine": 5,
        "approved edited": 6,
    }
    assert (row["approved"], row["published"]) == (30, False)
    assert "30 %" in row["reason"]
    assert report["articles"][0]["units"]["draft"] == 1
    assert report["articles"][0]["units"]["missing"] == 3


def test_status_as_text(project: Project) -> None:
    several_statuses(project)
    out = project.run("status").out
    assert "no: 30 % approved, 100 % needed: 1 machine, 2 post-edited" in out
    spanish = out[out.index("es ") : out.index("fr ")]
    assert "missing" in spanish
    assert "machine" not in spanish
    project.approve("fr", "news.md", lambda text: text.replace("The", "Le"))
    (line,) = (line for line in project.run("status", "-l", "fr", "news.md").out.split("\n") if "news.md" in line)
    assert line.endswith("  yes")


def test_status_agrees_with_compile(project: Project) -> None:
    several_statuses(project)
    project.approve("es", "coast/harbour.txt", lambda text: f"es {text}")
    report = json.loads(project.run("status", "--format", "json").out)
    project.run("compile")
    pages = {(row["locale"], row["article"]) for row in report["articles"] if row["published"]}
    assert pages == {("es", "coast/harbour.txt")}
    assert set(project.files("build")) == {"build/.l10n-manifest", "build/manifest.json", "build/es/coast/harbour.txt"}


def test_status_writes_nothing(project: Project) -> None:
    before = project.files()
    project.run("status")
    assert project.files() == before


def test_status_goes_on_after_a_broken_catalog(project: Project) -> None:
    broken = project.path("fr", "news.md")
    broken.write_text(broken.read_text(encoding="utf-8") + 'msgid "open\n', encoding="utf-8")
    result = project.run("status", "--format", "json", code=1)
    assert "fr/LC_MESSAGES/news.md.po:" in result.err
    rows = json.loads(result.out)["articles"]
    assert [(row["locale"], row["article"]) for row in rows] == [
        ("fr", "coast/harbour.txt"),
        ("es", "coast/harbour.txt"),
        ("es", "news.md"),
    ]


def test_status_before_the_first_extract(project: Project) -> None:
    project.write("new.txt", "A line for the reader to see.\n")
    assert "not extracted yet" in project.run("status").out
    assert "--format" in project.run("status", "--format", "xml", code=2).err


# ---------------------------------------------------------------- help


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help(tmp_path: Path, command: str) -> None:
    result = run(*filter(None, [command, "--help"]), cwd=tmp_path)
    assert result.out.startswith(f"Usage: l10n {command}".rstrip())
    assert result.err == ""
    assert list(tmp_path.iterdir()) == []


def test_help_lists_every_command_and_the_exit_codes(tmp_path: Path) -> None:
    out = run("--help", cwd=tmp_path).out
    listed = out[out.index("Commands:") :].split("\n")
    assert [line.split()[0] for line in listed[1:] if line.startswith("  ") and line[2] != " "] == list(COMMANDS)
    assert "7 structure" in " ".join(out.split())


def test_without_a_command(tmp_path: Path) -> None:
    result = run(cwd=tmp_path, code=None)
    assert result.code in (0, 2)
    assert "Usage: l10n" in result.out + result.err


def test_version(tmp_path: Path) -> None:
    from l10n import __version__

    assert run("--version", cwd=tmp_path).out.strip().endswith(__version__)


@pytest.mark.parametrize(
    ("wrong", "near"), [("extrct", "extract"), ("trnslate", "translate"), ("complie", "compile"), ("stat", "status")]
)
def test_an_unknown_command_names_the_nearest(tmp_path: Path, wrong: str, near: str) -> None:
    result = run(wrong, cwd=tmp_path, code=2)
    assert f"Did you mean '{near}'?" in result.err


def test_an_unknown_command_like_no_other(tmp_path: Path) -> None:
    err = run("xyzzy", cwd=tmp_path, code=2).err
    assert "No such command 'xyzzy'" in err
    assert "Did you mean" not in err


def test_an_unknown_option(tmp_path: Path) -> None:
    assert "--locale" in run("extract", "--local", "fr", cwd=tmp_path, code=2).err


def test_a_closed_pipe_is_no_traceback(project: Project) -> None:
    """`l10n status | head -0`"""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "l10n", "status"],
        cwd=project.root,
        env=clean(),
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        timeout=30,
    )
    os.close(writer)
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


# ---------------------------------------------------------------- completion


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(tmp_path: Path, shell: str) -> None:
    script = run("completion", shell, cwd=tmp_path).out
    assert "_L10N_COMPLETE" in script
    if shutil.which(shell):
        done = subprocess.run([shell, "-n"], input=script, text=True, capture_output=True, check=False, timeout=30)
        assert (done.returncode, done.stderr) == (0, "")


def test_completion_of_an_unknown_shell(tmp_path: Path) -> None:
    run("completion", "tcl", cwd=tmp_path, code=2)


def _completed(folder: Path, *words: str) -> list[str]:
    """What bash offers for the last of these words, through the script as a user loads it."""
    command = Path(sys.executable).with_name("l10n")
    if not command.exists():
        pytest.skip("the command is not installed beside Python")
    bash = shutil.which("bash")
    assert bash is not None
    line = " ".join(words)
    driver = f"""
        eval "$({command} completion bash)"
        COMP_WORDS=({" ".join(f"'{word}'" for word in words)}) COMP_CWORD={len(words) - 1}
        COMP_LINE='{line}' COMP_POINT={len(line)}
        function=$(complete -p l10n | sed 's/.*-F \\([^ ]*\\).*/\\1/')
        "$function" l10n '{words[-1]}' '{words[-2]}'
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    path = f"{command.parent}:{os.environ['PATH']}"
    done = subprocess.run(
        [bash, "--norc", "-c", driver],
        cwd=folder,
        env=clean(PATH=path),
        text=True,
        capture_output=True,
        check=False,
        timeout=30,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split()


@needs("bash")
def test_bash_completes_commands(tmp_path: Path) -> None:
    assert _completed(tmp_path, "l10n", "tr") == ["translate"]
    assert _completed(tmp_path, "l10n", "com") == ["compile", "completion"]
    assert "--draft" in _completed(tmp_path, "l10n", "compile", "--d")


@needs("bash")
def test_bash_completes_locales_and_articles(project: Project) -> None:
    assert _completed(project.root, "l10n", "extract", "-l", "f") == ["fr"]
    assert _completed(project.root, "l10n", "extract", "ne") == ["news.md"]


# ---------------------------------------------------------------- start


HEAVY = set("babel polib pyromark yaml rapidfuzz requests deep_translator fxtranslate sqlite3 asyncio".split())


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["translate", "--help"], ["completion", "bash"]])
def test_help_imports_nothing_heavy(tmp_path: Path, words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "l10n", *words],
        cwd=tmp_path,
        env=clean(),
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.split("\n") if line.startswith("import time:")}
    assert "click" in imported
    assert {name.partition(".")[0] for name in imported} & HEAVY == set()
