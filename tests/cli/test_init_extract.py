"""`l10n init` and `l10n extract`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from tests.cli.command import FIXED, Project, run, valid

# ---------------------------------------------------------------- init


def test_init_writes_a_project_that_works(tmp_path: Path) -> None:
    run("init", "desk", "--source", "en", "-l", "fr", "-l", "pt_BR", cwd=tmp_path)
    desk = Project(tmp_path / "desk")
    assert set(desk.files()) == {"l10n.toml"}
    assert (desk.root / "source_articles").is_dir()
    desk.write("a.txt", "A line for the reader to see.\n")
    desk.run("extract")
    assert desk.path("pt_BR", "a.txt").exists()


def test_init_in_the_current_folder(tmp_path: Path) -> None:
    run("init", "-l", "fr", cwd=tmp_path)
    assert (tmp_path / "l10n.toml").exists()


def test_init_refuses_a_project_that_exists(project: Project) -> None:
    before = project.files()
    result = project.run("init", "-l", "de", code=2)
    assert "is a project already" in result.err
    assert project.files() == before


def test_init_refuses_a_pyproject_with_our_table(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.l10n]\nsource = "en"\nlocales = ["fr"]\n', encoding="utf-8")
    run("init", "-l", "de", cwd=tmp_path, code=2)
    assert not (tmp_path / "l10n.toml").exists()


@pytest.mark.parametrize(("wrong", "near"), [("pt-BRA", "pt-BR"), ("sr-Lat", "sr-Latn"), ("pt-BX", "pt-BR")])
def test_init_names_the_nearest_locale(tmp_path: Path, wrong: str, near: str) -> None:
    result = run("init", "desk", "-l", wrong, cwd=tmp_path, code=2)
    assert wrong in result.err
    assert f"did you mean '{near}'?" in result.err
    assert not (tmp_path / "desk").exists()


def test_init_needs_a_locale(tmp_path: Path) -> None:
    assert "--locale" in run("init", cwd=tmp_path, code=2).err
    assert list(tmp_path.iterdir()) == []


def test_a_mistake_in_the_configuration_is_named_with_its_line(project: Project) -> None:
    project.configure("threshold = 100", "treshold = 100")
    result = project.run("status", code=2)
    before = (project.root / "l10n.toml").read_text(encoding="utf-8").partition("treshold")[0]
    assert f"l10n.toml:{before.count(chr(10)) + 1}: " in result.err
    assert "threshold" in result.err.replace("treshold", "")


# ---------------------------------------------------------------- extract


def test_extract_writes_templates_and_catalogs(project: Project) -> None:
    assert set(project.files("locales")) == {
        f"locales/{place}"
        for article in ("coast/harbour.txt", "news.md")
        for place in (f"templates/{article}.pot", f"fr/LC_MESSAGES/{article}.po", f"es/LC_MESSAGES/{article}.po")
    }
    template = polib.pofile(str(project.root / "locales/templates/news.md.pot"))
    assert [entry.msgid for entry in template] == [
        "The ferry to Orme",
        "The ferry leaves at nine.",
        "It does not run on Sundays.",
        "See <a1>the pier</a1> for <em2>details</em2>.",
    ]
    assert template[0].msgctxt == "heading"
    catalog = project.catalog("fr", "news.md")
    assert [(entry.msgctxt, entry.msgid) for entry in catalog] == [(entry.msgctxt, entry.msgid) for entry in template]
    assert catalog.metadata["Language"] == "fr"
    assert catalog.metadata["Plural-Forms"].startswith("nplurals=2;")
    for path in (project.root / "locales").rglob("*.po"):
        valid(path)


def test_extracting_twice_changes_no_byte(project: Project) -> None:
    before = project.files()
    result = project.run("extract")
    assert project.files() == before
    assert "0 files changed" in result.out
    project.run("extract", "--check")


def test_the_output_of_a_fixed_time_is_reproducible(begin: Callable[..., Project]) -> None:
    desk = begin("fr")
    desk.write("a.txt", "A line for the reader to see.\n")
    desk.run("extract", variables=FIXED)
    first = desk.files("locales")
    assert all(b"POT-Creation-Date: 2023-11-14 22:13+0000\\n" in data for data in first.values())
    for name in first:
        (desk.root / name).unlink()
    desk.run("extract", variables=FIXED)
    assert desk.files("locales") == first


@pytest.mark.parametrize("epoch", ["yesterday", "9" * 17])
def test_a_time_that_is_none(begin: Callable[..., Project], epoch: str) -> None:
    desk = begin("fr")
    desk.write("a.txt", "A line for the reader to see.\n")
    assert desk.run("extract", code=None, variables={"SOURCE_DATE_EPOCH": epoch}).code in (0, 2)


def test_names_with_blanks_and_accents(begin: Callable[..., Project]) -> None:
    desk = begin("fr")
    name = "été à Paris/a b (1).txt"
    desk.write(name, "A line for the reader to see.\n")
    desk.run("extract")
    valid(desk.path("fr", name))
    assert "0 files changed" in desk.run("extract", name).out
    desk.approve("fr", name, str.upper)
    desk.run("compile")
    assert desk.page("fr", name).read_text(encoding="utf-8") == "A LINE FOR THE READER TO SEE.\n"


def test_the_line_ends_of_a_catalog_stay(project: Project) -> None:
    path = project.path("fr", "news.md")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    project.edit("news.md", "at nine", "at ten")
    project.run("extract")
    project.run("translate", "--engine", "pseudo")
    data = path.read_bytes()
    assert "ţéñ".encode() in data
    assert data.count(b"\n") == data.count(b"\r\n")
    valid(path)


def test_check_and_dry_run_write_nothing(project: Project) -> None:
    project.edit("news.md", "at nine", "at ten")
    before = project.files()
    for option, code in (("--check", 3), ("--dry-run", 0)):
        result = project.run("extract", option, code=code)
        assert "3 files would change" in result.out
        assert project.files() == before
    project.run("extract")
    assert project.files() != before
    project.run("extract", "--check", code=0)


def test_check_of_a_project_that_was_never_extracted(begin: Callable[..., Project]) -> None:
    desk = begin("fr")
    desk.write("a.txt", "A line for the reader to see.\n")
    before = desk.files()
    desk.run("extract", "--check", code=3)
    assert desk.files() == before


def test_an_edited_sentence_keeps_its_translation_as_stale(project: Project) -> None:
    french = {"The ferry leaves at nine.": "Le bac part à neuf heures."}
    project.approve("fr", "news.md", lambda text: french.get(text, text))
    others = project.targets("fr", "news.md")
    project.edit("news.md", "leaves at nine", "leaves at ten")
    result = project.run("extract")
    assert "fr/LC_MESSAGES/news.md.po: 1 edited" in result.out
    entry = project.entry("fr", "news.md", "The ferry leaves at ten.")
    assert (entry.fuzzy, entry.previous_msgid) == (True, "The ferry leaves at nine.")
    assert entry.msgstr == "Le bac part à neuf heures."
    del others["The ferry leaves at nine."]
    now = project.targets("fr", "news.md")
    assert {text: now[text] for text in others} == others
    assert "edit=factual" in entry.tcomment
    valid(project.path("fr", "news.md"))


def test_a_removed_sentence_becomes_obsolete_and_returns(project: Project) -> None:
    project.review("fr", "news.md", {"It does not run on Sundays.": "Il ne circule pas le dimanche."})
    before = project.entry("fr", "news.md", "It does not run on Sundays.")
    project.edit("news.md", " It does not run on Sundays.", "")
    assert "1 obsolete" in project.run("extract").out
    entry = project.entry("fr", "news.md", "It does not run on Sundays.")
    assert (entry.obsolete, entry.msgstr) == (True, "Il ne circule pas le dimanche.")
    valid(project.path("fr", "news.md"))
    project.edit("news.md", "at nine.", "at nine. It does not run on Sundays.")
    project.run("extract")
    entry = project.entry("fr", "news.md", "It does not run on Sundays.")
    assert (entry.obsolete, entry.msgstr, entry.flags) == (False, "Il ne circule pas le dimanche.", [])
    assert entry.tcomment == before.tcomment


def test_a_change_taken_back_leaves_the_translation_approved(project: Project) -> None:
    project.review("fr", "news.md", {"The ferry leaves at nine.": "Le bac part à neuf heures."})
    project.edit("news.md", "at nine", "at ten")
    project.run("extract")
    project.edit("news.md", "at ten", "at nine")
    project.run("extract")
    entry = project.entry("fr", "news.md", "The ferry leaves at nine.")
    assert (entry.fuzzy, entry.msgstr, entry.previous_msgid) == (False, "Le bac part à neuf heures.", None)


def test_only_the_changed_entry_of_a_file_changes(project: Project) -> None:
    path = project.path("fr", "news.md")
    wrapped = 'msgid ""\n"It does not "\n"run on Sundays."\nmsgstr "Pas le dimanche."'
    text = path.read_text(encoding="utf-8")
    text = text.replace('msgid "It does not run on Sundays."\nmsgstr ""', wrapped)
    path.write_text(text, encoding="utf-8")
    project.edit("news.md", "at nine", "at ten")
    project.run("extract", variables=FIXED)
    old, new = text.split("\n"), path.read_text(encoding="utf-8").split("\n")
    assert wrapped in "\n".join(new)
    changed = [line for line in new if line not in old]
    assert changed == ['"POT-Creation-Date: 2023-11-14 22:13+0000\\n"', 'msgid "The ferry leaves at ten."']


def test_a_broken_catalog_stops_only_itself(project: Project) -> None:
    broken = project.path("fr", "news.md")
    text = broken.read_text().replace('msgid "The ferry leaves at nine."', 'msgid "The ferry leaves at nine.')
    broken.write_text(text, encoding="utf-8")
    line = text.split("\n").index('msgid "The ferry leaves at nine.') + 1
    project.edit("news.md", "on Sundays", "on Mondays")
    project.edit("coast/harbour.txt", "Nobody knows", "Everybody knows")
    result = project.run("extract", code=1)
    assert f"error: locales/fr/LC_MESSAGES/news.md.po:{line}: " in result.err
    assert broken.read_text() == text
    assert "It does not run on Mondays." in project.targets("es", "news.md")
    assert "Everybody knows what the new pier cost." in project.targets("fr", "coast/harbour.txt")
    assert "Everybody knows what the new pier cost." in project.targets("es", "coast/harbour.txt")


def test_a_catalog_with_conflict_markers_is_left_alone(project: Project) -> None:
    path = project.path("fr", "news.md")
    text = path.read_text() + '\n<<<<<<< HEAD\nmsgid "x"\nmsgstr "y"\n=======\nmsgid "x"\nmsgstr "z"\n>>>>>>> other\n'
    path.write_text(text, encoding="utf-8")
    for command in (("extract",), ("translate", "--engine", "pseudo")):
        result = project.run(*command, code=1)
        assert f"news.md.po:{text[: text.index('<<<<<<<')].count(chr(10)) + 1}: " in result.err
        assert path.read_text() == text


def test_an_article_in_another_encoding_is_named_and_the_rest_goes_on(project: Project) -> None:
    project.write("latin.txt", "A café at the pier.\n\nThe café opens.\n".encode("latin-1"))
    project.edit("news.md", "at nine", "at ten")
    result = project.run("extract", code=1)
    assert "source_articles/latin.txt:1: is not UTF-8" in result.err
    assert "cp1252" in result.err
    assert not project.path("fr", "latin.txt").exists()
    assert "The ferry leaves at ten." in project.targets("fr", "news.md")


def test_an_article_in_a_declared_encoding(project: Project) -> None:
    raw = "A café at the pier.\r\n\r\nThe café opens.\r\n".encode("cp1252")
    project.write("latin.txt", raw)
    with (project.root / "l10n.toml").open("a", encoding="utf-8") as file:
        file.write('\n[files.encodings]\n"latin.txt" = "cp1252"\n')
    project.run("extract")
    assert set(project.targets("fr", "latin.txt")) == {"A café at the pier.", "The café opens."}
    project.approve("fr", "latin.txt", lambda text: text)
    project.run("compile", "latin.txt")
    assert project.page("fr", "latin.txt").read_bytes() == raw


# ---------------------------------------------------------------- finding the project


def test_the_project_is_found_from_a_subfolder(project: Project) -> None:
    folder = project.root / "source_articles" / "coast"
    project.edit("coast/harbour.txt", "on Monday", "on Tuesday")
    result = project.run("extract", "harbour.txt", cwd=folder)
    assert "1 article, 3 files changed" in result.out
    assert "The harbour opened on Tuesday." in project.targets("fr", "coast/harbour.txt")


@pytest.mark.parametrize("where", ["before", "after"])
def test_the_project_is_named(project: Project, tmp_path: Path, where: str) -> None:
    option = ["--project", str(project.root)]
    words = [*option, "status"] if where == "before" else ["status", *option]
    assert "news.md" in run(*words, cwd=tmp_path).out


def test_outside_any_project(tmp_path: Path) -> None:
    result = run("extract", cwd=tmp_path, code=2)
    assert "l10n init" in result.err
    assert "--project" in result.err


def test_a_folder_that_is_no_project(tmp_path: Path) -> None:
    assert "no l10n project" in run("status", "--project", str(tmp_path), cwd=tmp_path, code=2).err


def test_the_configuration_in_a_pyproject(tmp_path: Path) -> None:
    table = '[project]\nname = "site"\n\n[tool.l10n]\nsource = "en"\nlocales = ["fr"]\narticles = "text"\n'
    (tmp_path / "pyproject.toml").write_text(table, encoding="utf-8")
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "a.md").write_text("# A title\n\nA line for the reader.\n", encoding="utf-8")
    run("extract", cwd=tmp_path / "text")
    assert (tmp_path / "locales/fr/LC_MESSAGES/a.md.po").exists()


def test_the_locale_may_be_named_either_way(begin: Callable[..., Project]) -> None:
    desk = begin("pt-BR", "sr@latin", "fr")
    desk.write("a.txt", "A line for the reader to see.\n")
    desk.run("extract", "-l", "pt_BR", "-l", "sr-Latn")
    assert desk.path("pt_BR", "a.txt").exists()
    assert desk.path("sr@latin", "a.txt").exists()
    assert not desk.path("fr", "a.txt").exists()


def test_a_locale_or_article_that_is_not_there(project: Project) -> None:
    assert "fr" in project.run("extract", "-l", "fr-CA", code=2).err.replace("fr-CA", "")
    assert "news.md" in project.run("extract", "newz.md", code=2).err.replace("newz.md", "")


def test_a_vanished_article_keeps_its_catalogs(project: Project) -> None:
    project.review("fr", "news.md", {"The ferry leaves at nine.": "Le bac part à neuf heures."})
    before = project.path("fr", "news.md").read_bytes()
    (project.root / "source_articles" / "news.md").unlink()
    assert "news.md is gone; 3 files" in project.run("extract").err
    assert project.path("fr", "news.md").read_bytes() == before


# ---------------------------------------------------------------- single files


def test_a_single_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A title\n\nA line for the reader.\n", encoding="utf-8")
    result = run("extract", "a.md", "-l", "pt_BR", "-o", "a.po", cwd=tmp_path)
    assert "a.po: 2 new" in result.out
    assert polib.pofile(str(tmp_path / "a.po")).metadata["Language"] == "pt_BR"
    valid(tmp_path / "a.po")
    assert "nothing to change" in run("extract", "a.md", "-l", "pt_BR", "-o", "a.po", cwd=tmp_path).out
    (tmp_path / "a.md").write_text("# A title\n\nA line for all readers.\n", encoding="utf-8")
    before = (tmp_path / "a.po").read_bytes()
    run("extract", "a.md", "-l", "pt_BR", "-o", "a.po", "--check", cwd=tmp_path, code=3)
    assert (tmp_path / "a.po").read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"a.md", "a.po"}


def test_a_single_template(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A title\n", encoding="utf-8")
    run("extract", "a.md", "-o", "a.pot", cwd=tmp_path)
    assert [entry.msgid for entry in polib.pofile(str(tmp_path / "a.pot"))] == ["A title"]


def test_the_type_of_a_file_without_a_known_suffix(tmp_path: Path) -> None:
    (tmp_path / "article").write_text("# A title\n", encoding="utf-8")
    assert "--type" in run("extract", "article", "-l", "fr", "-o", "a.po", cwd=tmp_path, code=2).err
    run("extract", "article", "-l", "fr", "-o", "a.po", "--type", "markdown", cwd=tmp_path)
    assert [entry.msgid for entry in polib.pofile(str(tmp_path / "a.po"))] == ["A title"]


@pytest.mark.parametrize(
    "words",
    [
        ("a.md", "-o", "a.po"),
        ("a.md", "-l", "fr", "-l", "es", "-o", "a.po"),
        ("a.md", "b.md", "-l", "fr", "-o", "a.po"),
        ("gone.md", "-l", "fr", "-o", "a.po"),
        ("a.md", "-l", "xx-nowhere", "-o", "a.po"),
        ("a.md", "-l", "fr", "-o", "a.po", "--type", "word"),
    ],
)
def test_wrong_usage_of_single_files(tmp_path: Path, words: tuple[str, ...]) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("# A title\n", encoding="utf-8")
    run("extract", *words, cwd=tmp_path, code=2)
    assert not (tmp_path / "a.po").exists()
