"""`l10n prune`: what is gone goes, what people wrote only when they say so."""

from __future__ import annotations

from tests.cli.command import Project, valid
from tests.cli.news import FRENCH, SUNDAYS


def gone(project: Project) -> set[str]:
    """Deletes an article; the files of its translations."""
    (project.root / "source_articles/news.md").unlink()
    return {name for name in project.files("locales") if "/news.md." in name}


def test_files_without_an_article_go(project: Project) -> None:
    gone(project)
    result = project.run("prune")
    assert "locales/fr/LC_MESSAGES/news.md.po: removed; news.md is gone" in result.out
    assert {name for name in project.files("locales") if "/news.md." in name} == set()
    assert project.path("fr", "coast/harbour.txt").exists()
    assert "nothing to remove" in project.run("prune").out
    assert "is gone" not in project.run("extract").err


def test_what_people_wrote_stays_until_they_say_so(project: Project) -> None:
    project.review("fr", "news.md", {SUNDAYS: FRENCH[SUNDAYS]})
    files = gone(project)
    before = project.path("fr", "news.md").read_bytes()
    result = project.run("prune")
    assert "fr/LC_MESSAGES/news.md.po: kept with 1 entry by people; news.md is gone" in result.out
    assert "--human" in result.err
    assert {name for name in project.files("locales") if "/news.md." in name} == files & {
        "locales/fr/LC_MESSAGES/news.md.po"
    }
    assert project.path("fr", "news.md").read_bytes() == before
    project.run("prune", "--human")
    assert not project.path("fr", "news.md").exists()


def test_machine_text_goes_and_a_comment_stays(project: Project) -> None:
    project.run("translate", "--engine", "pseudo")
    catalog = project.catalog("es", "news.md")
    catalog[0].tcomment = f"{catalog[0].tcomment}\nAsk the desk about this one."
    catalog.save()
    gone(project)
    project.run("prune")
    assert not project.path("fr", "news.md").exists()
    assert project.path("es", "news.md").exists()


def test_check_and_dry_run_remove_nothing(project: Project) -> None:
    gone(project)
    before = project.files()
    assert "news.md.po: would be removed" in project.run("prune", "--check", code=3).out
    assert "news.md.po: would be removed" in project.run("prune", "--dry-run").out
    assert project.files() == before
    project.run("prune")
    project.run("prune", "--check")


def test_obsolete_entries_go_when_asked_for(project: Project) -> None:
    project.run("translate", "--engine", "pseudo")
    project.review("fr", "news.md", {SUNDAYS: FRENCH[SUNDAYS]})
    project.edit("news.md", f" {SUNDAYS}", "")
    project.run("extract")
    assert [entry.msgid for entry in project.catalog("es", "news.md").obsolete_entries()] == [SUNDAYS]
    assert "nothing to remove" in project.run("prune").out
    result = project.run("prune", "--obsolete")
    assert "es/LC_MESSAGES/news.md.po: 1 obsolete entry removed" in result.out
    assert "fr/LC_MESSAGES/news.md.po: 1 obsolete entry by people kept" in result.out
    assert project.catalog("es", "news.md").obsolete_entries() == []
    assert [entry.msgstr for entry in project.catalog("fr", "news.md").obsolete_entries()] == [FRENCH[SUNDAYS]]
    project.run("prune", "--obsolete", "--human")
    assert project.catalog("fr", "news.md").obsolete_entries() == []
    for locale in ("fr", "es"):
        valid(project.path(locale, "news.md"))


def test_a_catalog_that_cannot_be_read_stays(project: Project) -> None:
    gone(project)
    project.path("fr", "news.md").write_text('msgid "a\nmsgstr ""\n')
    result = project.run("prune", code=1)
    assert "news.md.po" in result.err
    assert project.path("fr", "news.md").exists()
    assert not project.path("es", "news.md").exists()
