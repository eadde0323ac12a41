"""Real git merges with the driver that `l10n init --git` sets, and without it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import Project, clean, needs, run, valid
from tests.cli.news import NINE, SUNDAYS

pytestmark = needs("git")

TITLE = "The ferry to Orme"
CATALOG = "locales/fr/LC_MESSAGES/news.md.po"


def git(desk: Project, *words: str, code: int | None = 0) -> str:
    """`git WORDS` in the project, with our `l10n` first on the path."""
    folder = desk.root.parent / "bin"
    folder.mkdir(exist_ok=True)
    script = folder / "l10n"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m l10n "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    found = clean(GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_NOSYSTEM="1", PYTHONPATH=str(Path(__file__).parents[2]))
    found |= {"PATH": f"{folder}:{found['PATH']}"}
    who = ("-c", "user.name=Anna", "-c", "user.email=anna@newsroom.internal", "-c", "init.defaultBranch=main")
    done = subprocess.run(
        ["git", *who, *words], cwd=desk.root, env=found, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert code is None or done.returncode == code, f"git {' '.join(words)}: {done.stdout}{done.stderr}"
    return done.stdout + done.stderr


@pytest.fixture
def desk(project: Project) -> Project:
    """A repository with two articles, extracted."""
    git(project, "init", "-q")
    return project


def commit(desk: Project, message: str = "work") -> None:
    git(desk, "add", "-A")
    git(desk, "commit", "-qm", message)


def two_people(desk: Project, ours: dict[str, str], theirs: dict[str, str]) -> None:
    """A branch `theirs` and the current one, in which each translated and extracted again on another day."""
    commit(desk)
    git(desk, "checkout", "-qb", "theirs")
    desk.review("fr", "news.md", theirs)
    _redate(desk, "2026-03-01 10:00+0000")
    commit(desk)
    git(desk, "checkout", "-q", "-")
    desk.review("fr", "news.md", ours)
    _redate(desk, "2026-02-01 10:00+0000")
    commit(desk)


def _redate(desk: Project, date: str) -> None:
    catalog = desk.catalog("fr", "news.md")
    catalog.metadata["PO-Revision-Date"] = date
    catalog.save()


def test_init_sets_the_driver(desk: Project) -> None:
    out = run("init", "--git", cwd=desk.root).out
    assert (desk.root / ".gitattributes").read_text("utf-8") == "*.po merge=l10n\n*.pot merge=l10n\n"
    assert "merge-po" in git(desk, "config", "merge.l10n.driver")
    assert "every other one" in out
    assert "merge: l10n" in git(desk, "check-attr", "merge", CATALOG)
    assert "is complete" in run("init", "--git", cwd=desk.root).out
    assert (desk.root / ".gitattributes").read_text("utf-8").count("\n") == 2


def test_init_keeps_the_attributes_that_are_there(tmp_path: Path) -> None:
    (tmp_path / ".gitattributes").write_text("*.png binary\n*.po  merge=l10n", encoding="utf-8")
    out = run(
        "init", ".", "-l", "fr", "--git", cwd=tmp_path, variables={"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)}
    ).out
    assert (tmp_path / "l10n.toml").exists()
    assert (tmp_path / ".gitattributes").read_text("utf-8") == "*.png binary\n*.po  merge=l10n\n*.pot merge=l10n\n"
    assert "git config merge.l10n.driver" in out, "no repository: the commands are shown"


def test_init_still_wants_a_locale(tmp_path: Path) -> None:
    assert "--locale" in run("init", cwd=tmp_path, code=2).err


def test_neighbours_and_dates_merge_without_a_conflict(desk: Project) -> None:
    run("init", "--git", cwd=desk.root)
    two_people(desk, {TITLE: "Le bac pour Orme", NINE: "À neuf heures."}, {SUNDAYS: "Pas le dimanche."})
    git(desk, "merge", "theirs")
    found = valid(desk.path("fr", "news.md"))
    assert (found[TITLE], found[NINE], found[SUNDAYS]) == ("Le bac pour Orme", "À neuf heures.", "Pas le dimanche.")
    assert desk.catalog("fr", "news.md").metadata["PO-Revision-Date"] == "2026-03-01 10:00+0000"
    assert git(desk, "status", "--porcelain") == ""


def test_without_the_driver_the_same_merge_stops(desk: Project) -> None:
    two_people(desk, {TITLE: "Le bac pour Orme", NINE: "À neuf heures."}, {SUNDAYS: "Pas le dimanche."})
    git(desk, "merge", "theirs", code=1)
    assert b"<<<<<<<" in (desk.root / CATALOG).read_bytes()


def test_two_people_one_sentence(desk: Project) -> None:
    run("init", "--git", cwd=desk.root)
    two_people(desk, {NINE: "À neuf heures."}, {NINE: "Dès neuf heures."})
    assert "two translations" in git(desk, "merge", "theirs")
    entry = desk.entry("fr", "news.md", NINE)
    assert (entry.msgstr, entry.fuzzy) == ("À neuf heures.", True)
    assert entry.tcomment.split("\n") == ["ours: À neuf heures.", "theirs: Dès neuf heures."]
    valid(desk.path("fr", "news.md"))


def test_both_edited_the_article_and_extracted(desk: Project) -> None:
    """The sentence that they edited takes along the translation that we improved; templates merge, too."""
    run("init", "--git", cwd=desk.root)
    desk.review("fr", "news.md", {NINE: "À neuf heures.", SUNDAYS: "Pas le dimanche."})
    commit(desk)
    git(desk, "checkout", "-qb", "theirs")
    desk.edit("news.md", NINE, NINE.replace("nine", "ten"))
    desk.run("extract", variables={"SOURCE_DATE_EPOCH": "1800000000"})
    commit(desk)
    git(desk, "checkout", "-q", "-")
    desk.review("fr", "news.md", {NINE: "Dès neuf heures."})
    desk.edit("news.md", TITLE, f"{TITLE} and back")
    desk.run("extract", variables={"SOURCE_DATE_EPOCH": "1790000000"})
    commit(desk)
    git(desk, "merge", "theirs")
    entry = desk.entry("fr", "news.md", NINE.replace("nine", "ten"))
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == ("Dès neuf heures.", True, NINE)
    assert NINE not in valid(desk.path("fr", "news.md"))
    before = desk.files()
    assert "0 files changed" in desk.run("extract").out
    assert desk.files() == before


def test_rebase_and_cherry_pick(desk: Project) -> None:
    run("init", "--git", cwd=desk.root)
    two_people(desk, {TITLE: "Le bac pour Orme"}, {SUNDAYS: "Pas le dimanche."})
    git(desk, "checkout", "-q", "theirs")
    git(desk, "rebase", "-q", "main", code=None)
    found = valid(desk.path("fr", "news.md"))
    assert (found[TITLE], found[SUNDAYS]) == ("Le bac pour Orme", "Pas le dimanche.")


def test_a_version_that_is_no_po_falls_back_to_lines(desk: Project) -> None:
    """Nothing is passed off as merged: git leaves its markers, and `fix-conflicts` names the broken line."""
    run("init", "--git", cwd=desk.root)
    two_people(desk, {NINE: "À neuf heures."}, {NINE: "Dès neuf heures."})
    path = desk.root / CATALOG
    path.write_bytes(path.read_bytes() + b'\nmsgid "open\n')
    commit(desk)
    out = git(desk, "merge", "theirs", code=1)
    assert f"{CATALOG} (ours):" in out
    assert "CONFLICT" in out
    assert b"<<<<<<<" in path.read_bytes()
    line = path.read_bytes().split(b"\n").index(b'msgid "open') + 1
    assert f"news.md.po:{line}: " in desk.run("fix-conflicts", CATALOG, code=1).err


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_markers_of_a_merge_are_resolved(desk: Project, style: str) -> None:
    two_people(
        desk, {TITLE: "Le bac pour Orme", NINE: "À neuf heures."}, {SUNDAYS: "Jamais.", NINE: "Dès neuf heures."}
    )
    git(desk, "-c", f"merge.conflictStyle={style}", "merge", "theirs", code=None)
    path = desk.root / CATALOG
    if b"<<<<<<<" not in path.read_bytes():
        pytest.skip(f"this git does not know the style {style}")
    assert "fix-conflicts" in desk.run("check", code=None).out
    before = path.read_bytes()
    desk.run("fix-conflicts", CATALOG, "--check", code=3)
    assert path.read_bytes() == before
    assert "two translations" in desk.run("fix-conflicts", CATALOG).err
    found = valid(path)
    assert (found[TITLE], found[NINE], found[SUNDAYS]) == ("Le bac pour Orme", "À neuf heures.", "Jamais.")
    assert desk.entry("fr", "news.md", NINE).fuzzy
    assert "no conflicts" in desk.run("fix-conflicts", CATALOG).err


def test_the_base_is_asked_of_git(desk: Project) -> None:
    """The markers of the usual style do not tell who changed what is between them; the index of git does."""
    desk.review("fr", "news.md", {NINE: "À neuf heures."})
    two_people(desk, {NINE: "Dès neuf heures."}, {NINE: "Vers neuf heures."})
    git(desk, "-c", "merge.conflictStyle=merge", "merge", "theirs", code=1)
    path = desk.root / CATALOG
    text = path.read_text("utf-8").replace("Vers neuf heures.", "À neuf heures.")
    path.write_text(text, encoding="utf-8")
    assert "two translations" not in desk.run("fix-conflicts", CATALOG).err
    assert desk.entry("fr", "news.md", NINE).msgstr == "Dès neuf heures."
    path.write_text(text, encoding="utf-8")
    git(desk, "add", CATALOG)  # and with it the versions that were in conflict are gone
    assert "two translations" in desk.run("fix-conflicts", CATALOG).err
    assert desk.entry("fr", "news.md", NINE).fuzzy
