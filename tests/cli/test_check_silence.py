"""`l10n check` says only what is asked for: what is ignored, what a baseline knows, what a branch touched."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.command import Project, clean, needs, run
from tests.cli.news import FRENCH, NINE, SUNDAYS

TEN = {NINE: "Le bac part à 10 heures.", SUNDAYS: "Il ne circule pas le {jour}."}


@pytest.fixture
def wrong(project: Project) -> Project:
    """A number (warning) and a placeholder (error) that the source has not."""
    project.review("fr", "news.md", FRENCH | TEN)
    return project


def found(project: Project, *words: str) -> set[tuple[str, str]]:
    report = json.loads(project.run("check", "--format", "json", *words, code=None).out)
    return {(problem["check"], problem["msgid"]) for problem in report["problems"]}


BOTH = {("numbers", NINE), ("placeholders", SUNDAYS)}


def configure(project: Project, text: str) -> None:
    with (project.root / "l10n.toml").open("a", encoding="utf-8") as file:
        file.write(text)


def comment(project: Project, msgid: str, *lines: str) -> None:
    catalog = project.catalog("fr", "news.md")
    entry = next(entry for entry in catalog if entry.msgid == msgid)
    entry.tcomment = "\n".join(lines)
    catalog.save()


def test_nothing_is_silenced_at_first(wrong: Project) -> None:
    assert found(wrong) >= BOTH


# ---------------------------------------------------------------- the configuration


def test_a_check_is_ignored_in_a_locale(wrong: Project) -> None:
    configure(wrong, '\n[ignore.numbers]\nfr = "they count otherwise"\n')
    assert found(wrong) == {("placeholders", SUNDAYS)}
    wrong.review("es", "news.md", {NINE: "El barco sale a las 10."})
    assert ("numbers", NINE) in found(wrong, "-l", "es")


def test_what_is_ignored_for_nothing_is_told_with_its_line(wrong: Project) -> None:
    configure(wrong, '\n[ignore]\nnumbers = "here"\nurls = "never"\n[ignore.tags]\nfr = "never"\n')
    lines = (wrong.root / "l10n.toml").read_text("utf-8").split("\n")
    told = json.loads(wrong.run("check", "--format", "json", code=6).out)["problems"]
    needless = {p["line"]: p["message"] for p in told if p["check"] == "ignores"}
    assert [lines[line - 1] for line in sorted(needless)] == ['urls = "never"', 'fr = "never"']
    assert {p["file"] for p in told if p["check"] == "ignores"} == {"l10n.toml"}
    assert all(check != "ignores" for check, _ in found(wrong, "-l", "fr")), "a part of the project cannot tell"


# ---------------------------------------------------------------- comments


def test_a_comment_ignores_a_check_in_its_entry(wrong: Project) -> None:
    comment(wrong, NINE, "l10n: ignore=numbers because the source is wrong")
    assert found(wrong) == {("placeholders", SUNDAYS)}
    comment(wrong, SUNDAYS, "Ask the desk.", "l10n: ignore=placeholders,dates because it is meant")
    assert found(wrong) == {("ignores", SUNDAYS)}, "there is nothing wrong with a date"


@pytest.mark.parametrize(
    ("name", "message"), [("urls", "not needed"), ("nombers", "no check"), ("structure", "cannot be ignored")]
)
def test_a_comment_that_is_not_needed(wrong: Project, name: str, message: str) -> None:
    comment(wrong, NINE, f"l10n: ignore={name} because …")
    assert ("numbers", NINE) in found(wrong)
    text = wrong.run("check", code=6).out
    assert "warning[ignores]" in text
    assert message in text


def test_the_comment_survives_extract_and_leaves_the_status_alone(wrong: Project) -> None:
    comment(wrong, NINE, "l10n: ignore=numbers because the source is wrong")
    before = wrong.files("locales")
    wrong.run("extract")
    assert wrong.files("locales") == before
    assert found(wrong) == {("placeholders", SUNDAYS)}
    wrong.run("check", "--strict", "news.md", "-l", "fr", code=6)


def test_in_a_po_file_of_anyone(tmp_path: Path) -> None:
    text = (
        'msgid ""\nmsgstr "Language: fr\\n"\n\n# l10n: ignore=urls because\nmsgid "https://a.example/"\nmsgstr "là"\n'
    )
    (tmp_path / "a.po").write_text(text, encoding="utf-8")
    assert "[urls]" not in run("check", "a.po", cwd=tmp_path, code=None).out


# ---------------------------------------------------------------- a baseline


def test_a_baseline_takes_what_is_there_and_tells_what_is_new_and_what_is_gone(wrong: Project) -> None:
    wrong.run("check", "--baseline", "known.txt", "--write-baseline", code=0)
    text = (wrong.root / "known.txt").read_text("utf-8")
    assert sorted(line.split("\t")[1] for line in text.splitlines()) == ["numbers", "placeholders"]
    assert found(wrong, "--baseline", "known.txt") == set()
    wrong.run("check", "--baseline", "known.txt", "--strict", "news.md", "-l", "fr", code=0)
    (wrong.root / "deep").mkdir()
    run("check", "--baseline", "../known.txt", cwd=wrong.root / "deep", code=0)

    wrong.review("fr", "news.md", {NINE: "Le bac part à 11 heures."})
    assert found(wrong, "--baseline", "known.txt") == {("numbers", NINE), ("ignores", "")}
    wrong.run("check", "--baseline", "known.txt", "--write-baseline")
    again = (wrong.root / "known.txt").read_text("utf-8")
    assert (len(again), again != text) == (len(text), True)
    wrong.run("check", "-l", "es", "--baseline", "known.txt", "--write-baseline")
    assert (wrong.root / "known.txt").read_text("utf-8") == again, "what was not looked at stays"


def test_a_baseline_keeps_through_changes_elsewhere(wrong: Project) -> None:
    wrong.run("check", "--baseline", "known.txt", "--write-baseline")
    wrong.edit("news.md", "# The ferry to Orme\n", "# The ferry to Orme\n\nA new first line.\n")
    wrong.run("extract")
    assert found(wrong, "--baseline", "known.txt") == set()


def test_no_baseline_takes_what_cannot_be_published(project: Project) -> None:
    project.review("fr", "news.md", {SUNDAYS: "<joined/>"})
    project.run("check", "--baseline", "known.txt", "--write-baseline", code=7)
    project.run("check", "--baseline", "known.txt", code=7)


@pytest.mark.parametrize("words", [("--write-baseline",), ("--baseline", "gone.txt"), ("--dry-run",)])
def test_wrong_usage(project: Project, words: tuple[str, ...]) -> None:
    project.run("check", *words, code=2)


def test_a_file_that_is_no_baseline(project: Project) -> None:
    assert "l10n.toml:1:" in project.run("check", "--baseline", "l10n.toml", code=1).err


# ---------------------------------------------------------------- less, and counted


def test_the_least_severity_hides_and_does_not_forgive(wrong: Project) -> None:
    assert found(wrong, "--min-severity", "error") == {("placeholders", SUNDAYS)}
    wrong.run("check", "--min-severity", "error", code=6)
    wrong.run("check", "--min-severity", "fatal", code=2)


def test_stats(wrong: Project) -> None:
    result = wrong.run("check", "--stats", code=6)
    assert result.out == "1  warning[numbers]\n1  error[placeholders]\n1 error, 1 warning in 1 file\n"
    report = json.loads(wrong.run("check", "--stats", "--format", "json", code=6).out)
    assert list(report) == ["stats", "summary"]
    wrong.run("check", "--stats", "--format", "sarif", code=2)


def test_explain_and_list(tmp_path: Path) -> None:
    page = run("check", "--explain", "numbers", cwd=tmp_path).out
    assert page.startswith("numbers (warning)")
    assert "Flagged:" in page
    assert "'numbers'" in run("check", "--explain", "number", cwd=tmp_path, code=2).err
    assert "numbers" in run("checks", cwd=tmp_path).out


def test_a_glossary(tmp_path: Path) -> None:
    text = 'msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "The council met."\nmsgstr "La mairie a siégé."\n'
    (tmp_path / "a.po").write_text(text, encoding="utf-8")
    (tmp_path / "terms.csv").write_text("source,fr\ncouncil,conseil\n", encoding="utf-8")
    assert "[glossary]" not in run("check", "a.po", cwd=tmp_path, code=None).out
    assert "“conseil”" in run("check", "a.po", "--glossary", "terms.csv", cwd=tmp_path, code=None).out
    run("check", "a.po", "--glossary", "gone.csv", cwd=tmp_path, code=2)
    (tmp_path / "terms.csv").write_text("source,fr\ncouncil\n", encoding="utf-8")
    assert "terms.csv:2" in run("check", "a.po", "--glossary", "terms.csv", cwd=tmp_path, code=None).err


# ---------------------------------------------------------------- a branch


def git(project: Project, *words: str) -> None:
    name = ("-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false")
    command = ["git", *name, *words]
    subprocess.run(command, cwd=project.root, env=clean(HOME=str(project.root)), check=True, capture_output=True)


@needs("git")
def test_only_what_a_branch_touched(wrong: Project) -> None:
    wrong.run("check", "--changed-from", "main", code=2)
    git(wrong, "init", "-b", "main")
    git(wrong, "add", ".")
    git(wrong, "commit", "-m", "1")
    assert found(wrong, "--changed-from", "main") == set()
    wrong.run("check", "--changed-from", "main", "--strict", code=0)
    wrong.run("check", "--changed-from", "nowhere", code=2)
    git(wrong, "checkout", "-b", "work")
    wrong.review("fr", "news.md", {NINE: "Le bac part à 11 heures."})
    assert found(wrong, "--changed-from", "main") == {("numbers", NINE)}, "the other was there before"
    git(wrong, "commit", "-a", "-m", "2")
    assert found(wrong, "--changed-from", "main") == {("numbers", NINE)}
    file = str(wrong.path("fr", "news.md"))
    report = json.loads(wrong.run("check", file, "--changed-from", "main", "--format", "json", code=0).out)
    assert [problem["msgid"] for problem in report["problems"]] == [NINE]

    git(wrong, "checkout", "main")
    wrong.review("es", "news.md", {NINE: "El barco sale a las 12."})
    git(wrong, "commit", "-a", "-m", "3")
    git(wrong, "checkout", "work")
    assert found(wrong, "--changed-from", "main") == {("numbers", NINE)}, "what main did meanwhile is not ours"
    wrong.edit("news.md", "at nine", "at ten")
    assert ("stale", "") in found(wrong, "--changed-from", "main"), "a source that the branch touched"
