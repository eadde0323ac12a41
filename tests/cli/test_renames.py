"""Articles that are renamed, moved, split or deleted, and runs that find nothing to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from tests.cli.articles import article
from tests.cli.command import Project, valid
from tests.cli.news import FRENCH, PAGE


def move(project: Project, old: str, new: str) -> None:
    home = project.root / "source_articles"
    (home / new).parent.mkdir(parents=True, exist_ok=True)
    (home / old).rename(home / new)


@pytest.mark.parametrize("new", ["ferry.md", "coast/2026/ferry.md", "ferry.markdown"])
def test_what_was_translated_follows_a_renamed_article(project: Project, new: str) -> None:
    project.review("fr", "news.md", FRENCH)
    move(project, "news.md", new)
    result = project.run("extract")
    assert f"news.md is now {new}; 3 files of its translations followed" in result.out
    assert project.targets("fr", new) == FRENCH
    name = project.catalog("fr", new).metadata["Project-Id-Version"]
    assert name.removesuffix(" 1") == new
    assert not [entry for entry in project.catalog("fr", new) if entry.fuzzy or entry.obsolete]
    left = [name for name in project.files("locales") if "/news.md." in name]
    assert left == []
    valid(project.path("fr", new))
    assert "0 files changed" in project.run("extract").out
    project.run("compile", "-l", "fr")
    assert project.page("fr", new).read_text(encoding="utf-8") == PAGE


def test_a_renamed_article_may_be_edited_a_little(project: Project) -> None:
    text = article(20, 3)
    project.write("long.md", text)
    project.run("extract", "long.md")
    project.approve("fr", "long.md", str.upper)
    (project.root / "source_articles/long.md").unlink()
    project.write("longer.md", text + "\nA line that nobody has seen before.\n")
    assert "long.md is now longer.md" in project.run("extract").out
    assert sum(bool(text) for text in project.targets("fr", "longer.md").values()) == 20


def test_an_article_that_shares_less_is_another_one(project: Project) -> None:
    project.review("fr", "news.md", FRENCH)
    (project.root / "source_articles/news.md").unlink()
    project.write("other.md", "# Another piece\n\nThe ferry leaves at nine. The rest is new to all of us.\n")
    result = project.run("extract")
    assert "is now" not in result.out
    assert "news.md is gone; 3 files of its translations are kept until l10n prune" in result.err
    assert project.targets("fr", "news.md") == FRENCH


def test_two_renames_at_once_and_the_better_one_wins(begin: Callable[..., Project]) -> None:
    desk = begin("fr")
    for seed in (1, 2):
        desk.write(f"{seed}.md", article(12, seed))
    desk.run("extract")
    for seed in (1, 2):
        desk.approve("fr", f"{seed}.md", lambda text, seed=seed: f"{seed} {text}")
        move(desk, f"{seed}.md", f"new-{3 - seed}.md")
    desk.run("extract")
    for seed in (1, 2):
        assert all(text.startswith(f"{seed} ") for text in desk.targets("fr", f"new-{3 - seed}.md").values())


def test_check_and_dry_run_move_nothing(project: Project) -> None:
    move(project, "news.md", "ferry.md")
    before = project.files()
    assert "would follow" in project.run("extract", "--check", code=3).out
    assert "3 files would change" in project.run("extract", "--dry-run").out
    assert project.files() == before


def test_a_catalog_of_the_new_name_that_somebody_wrote_stays(project: Project) -> None:
    project.review("fr", "news.md", FRENCH)
    move(project, "news.md", "ferry.md")
    project.run("translate", "ferry.md", "--engine", "pseudo")
    mine = {"The ferry to Orme": "La navette"}
    project.review("fr", "ferry.md", mine)
    project.run("extract")
    assert project.targets("fr", "ferry.md")["The ferry to Orme"] == "La navette"
    assert project.targets("fr", "news.md") == FRENCH


def test_a_bare_catalog_of_the_new_name_is_no_obstacle(project: Project) -> None:
    project.review("fr", "news.md", FRENCH)
    move(project, "news.md", "ferry.md")
    project.run("translate", "ferry.md", "--engine", "pseudo")
    project.run("extract")
    assert project.targets("fr", "ferry.md") == FRENCH


# ---------------------------------------------------------------- nothing to do


def _times(root: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()}


def test_a_second_run_opens_no_catalog_and_touches_no_file(begin: Callable[..., Project], tmp_path: Path) -> None:
    desk = begin("fr", "es")
    for seed in range(5):
        desk.write(f"{seed}.md", article(5, seed))
    desk.run("extract")
    before = _times(desk.root)
    opened = tmp_path / "opened"
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\n"
        f"log = open({str(opened)!r}, 'a')\n"
        "sys.addaudithook(lambda event, args: event == 'open' and print(args[0], file=log, flush=True))\n"
    )
    result = desk.run("extract", variables={"PYTHONPATH": f"{tmp_path}:{Path(__file__).parents[2]}"})
    assert "0 files changed" in result.out
    assert [line for line in opened.read_text().split("\n") if line.endswith((".md", ".po", ".pot"))] == []
    assert _times(desk.root) == before


@pytest.mark.parametrize("harm", ["", "no database", None])
def test_the_state_may_be_lost_or_broken(project: Project, harm: str | None) -> None:
    state = project.root / ".l10n/state.sqlite"
    if harm is None:
        state.unlink()
    else:
        state.write_text(harm)
    project.edit("news.md", "at nine", "at ten")
    assert "3 files changed" in project.run("extract").out
    assert "0 files changed" in project.run("extract").out


def test_a_catalog_that_was_touched_is_looked_at_again(project: Project) -> None:
    path = project.path("fr", "news.md")
    path.write_text(path.read_text().replace('msgid "The ferry to Orme"', 'msgid "The ferry to Orme!"'))
    assert "1 files changed" in project.run("extract").out
    assert "The ferry to Orme" in project.targets("fr", "news.md")
    path.unlink()
    project.run("extract")
    assert path.exists()


def test_a_changed_configuration_is_looked_at_everywhere(project: Project) -> None:
    project.configure('source = "en"', 'source = "en"\ncontact = "desk@newsroom.internal"')
    assert "files changed" in project.run("extract").out
    template = polib.pofile(str(project.root / "locales/templates/news.md.pot"))
    assert template.metadata["Report-Msgid-Bugs-To"] == "desk@newsroom.internal"


def test_a_new_locale_is_extracted_for_old_articles(project: Project) -> None:
    project.configure('"fr", "es"', '"fr", "es", "de"')
    project.run("extract")
    assert project.path("de", "news.md").exists()


# ---------------------------------------------------------------- passages that move

PASSAGE = "Nobody knows what the new pier cost."


def moved(project: Project) -> None:
    """A sentence of the harbour article, approved in French, goes to the end of the news."""
    project.review("fr", "coast/harbour.txt", {PASSAGE: "Nul ne sait ce que le nouveau quai a coûté."})
    project.edit("coast/harbour.txt", f"\n{PASSAGE}", "")
    project.edit("news.md", "*details*.", f"*details*. {PASSAGE}")


@pytest.mark.parametrize("words", [(), ("news.md", "coast/harbour.txt")])
def test_a_passage_that_moved_to_another_article_keeps_its_translation(
    project: Project, words: tuple[str, ...]
) -> None:
    moved(project)
    result = project.run("extract", *words)
    assert "fr/LC_MESSAGES/news.md.po: 1 found in other articles" in result.out
    entry = project.entry("fr", "news.md", PASSAGE)
    assert (entry.msgstr, entry.fuzzy) == ("Nul ne sait ce que le nouveau quai a coûté.", False)
    assert project.entry("fr", "coast/harbour.txt", PASSAGE).obsolete
    assert "es/LC_MESSAGES/news.md.po: 1 new" in result.out
    valid(project.path("fr", "news.md"))
    before = project.files("locales")
    assert "0 files changed" in project.run("extract").out
    assert project.files("locales") == before


def test_a_sentence_that_stays_where_it_was_is_lent_to_nobody(project: Project) -> None:
    moved(project)
    project.edit("coast/harbour.txt", "on Monday. ", f"on Monday. {PASSAGE} ")
    project.run("extract")
    assert project.targets("fr", "news.md")[PASSAGE] == ""


def test_an_article_split_over_two(begin: Callable[..., Project]) -> None:
    desk = begin("fr")
    title, *paragraphs = article(41, 7).split("\n\n")
    desk.write("whole.md", "\n\n".join([title, *paragraphs]))
    desk.run("extract")
    desk.approve("fr", "whole.md", str.upper)
    (desk.root / "source_articles/whole.md").unlink()
    half = len(paragraphs) // 2
    desk.write("one.md", "# One\n\n" + "\n\n".join(paragraphs[:half]) + "\n")
    desk.write("two.md", "# Two\n\n" + "\n\n".join(paragraphs[half:]))
    result = desk.run("extract")
    assert "whole.md is gone" in result.err
    for name in ("one.md", "two.md"):
        texts = desk.targets("fr", name)
        assert sum(text == msgid.upper() for msgid, text in texts.items()) == 20
        assert [entry.msgid for entry in desk.catalog("fr", name) if entry.fuzzy] == []
    assert all(desk.targets("fr", "whole.md").values())
