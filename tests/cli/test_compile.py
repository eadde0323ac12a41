"""`l10n compile`: what is published, what is withheld, drafts, .mo files, and single files."""

from __future__ import annotations

import gettext
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.command import Project, run, text
from tests.cli.news import FRENCH, NEWS, NINE, PAGE, SUNDAYS

# ---------------------------------------------------------------- publish


def test_an_approved_article_is_published_and_the_others_are_withheld(project: Project) -> None:
    project.review("fr", "news.md", FRENCH)
    result = project.run("compile")
    assert "fr  news.md  published: build/fr/news.md" in result.out
    assert "es  news.md  withheld: 0 % approved, 100 % needed" in result.out
    assert text(project.page("fr", "news.md")) == PAGE
    assert set(project.files("build")) == {"build/.l10n-manifest", "build/manifest.json", "build/fr/news.md"}


def test_below_the_threshold(project: Project) -> None:
    project.review("fr", "news.md", {NINE: FRENCH[NINE], SUNDAYS: FRENCH[SUNDAYS]})
    assert "withheld: 55 % approved" in project.run("compile", "news.md", "-l", "fr").out
    project.configure("threshold = 100", "threshold = 55")
    project.run("compile", "news.md", "-l", "fr")
    body = "Le bac part à neuf heures. Il ne circule pas le dimanche."
    assert text(project.page("fr", "news.md")) == NEWS.replace(f"{NINE} {SUNDAYS}", body)
    project.configure("threshold = 55", "threshold = 56")
    project.run("compile", "news.md", "-l", "fr")
    assert not project.page("fr", "news.md").exists()


def test_unreviewed_text_is_not_published(project: Project) -> None:
    project.configure("threshold = 100", "threshold = 0")
    project.run("translate", "--engine", "pseudo", "-l", "fr")
    project.review("fr", "news.md", {NINE: "Le bac part vers neuf heures."}, fuzzy=True)
    project.run("compile", "-l", "fr")
    assert text(project.page("fr", "news.md")) == NEWS


def test_stale_text_is_not_published(project: Project) -> None:
    project.review("fr", "news.md", FRENCH)
    project.configure("threshold = 100", "threshold = 0")
    project.edit("news.md", "at nine", "at ten")
    project.run("extract")
    project.run("compile", "news.md", "-l", "fr")
    assert text(project.page("fr", "news.md")) == PAGE.replace(FRENCH[NINE], "The ferry leaves at ten.")
    # a reviewer who only clears the flag has not put the fact right
    project.review("fr", "news.md", {"The ferry leaves at ten.": FRENCH[NINE]})
    project.run("compile", "news.md", "-l", "fr")
    assert "neuf heures" not in text(project.page("fr", "news.md"))
    project.review("fr", "news.md", {"The ferry leaves at ten.": "Le bac part à dix heures."})
    project.run("compile", "news.md", "-l", "fr")
    assert text(project.page("fr", "news.md")) == PAGE.replace("neuf", "dix")


def test_stale_text_is_not_even_in_a_draft(project: Project) -> None:
    project.review("fr", "news.md", FRENCH)
    project.edit("news.md", "at nine", "at ten")
    project.run("extract")
    project.run("compile", "--draft", "news.md", "-l", "fr")
    assert "The ferry leaves at ten." in text(project.page("fr", "news.md"))
    assert "neuf heures" not in text(project.page("fr", "news.md"))


def test_a_source_that_was_edited_but_not_extracted(project: Project) -> None:
    project.review("fr", "news.md", FRENCH)
    project.edit("news.md", "at nine", "at ten")
    assert "withheld" in project.run("compile", "news.md", "-l", "fr").out
    assert not project.page("fr", "news.md").exists()


@pytest.mark.parametrize("withheld", ["remove", "keep"])
def test_the_old_page_of_an_article_that_is_withheld_now(project: Project, withheld: str) -> None:
    project.configure("threshold = 100", f'threshold = 100\nwithheld = "{withheld}"')
    project.review("fr", "news.md", FRENCH)
    project.run("compile")
    page = project.page("fr", "news.md")
    assert page.exists()
    project.review("fr", "news.md", {NINE: FRENCH[NINE]}, fuzzy=True)
    result = project.run("compile")
    assert "withheld" in result.out
    assert page.exists() is (withheld == "keep")
    assert ("its old page was taken away" in result.err) is (withheld == "remove")


def test_pages_that_are_not_ours_are_left_alone(project: Project) -> None:
    foreign = project.page("fr", "coast/harbour.txt")
    foreign.parent.mkdir(parents=True)
    foreign.write_text("Made by hand.\n", encoding="utf-8")
    project.run("compile")
    assert foreign.read_text(encoding="utf-8") == "Made by hand.\n"


def test_a_folder_where_a_page_goes(project: Project) -> None:
    project.page("fr", "news.md").mkdir(parents=True)
    project.review("fr", "news.md", FRENCH)
    project.approve("es", "news.md", lambda source: f"es {source}")
    result = project.run("compile", code=1)
    assert "error: build/fr/news.md: " in result.err
    assert project.page("es", "news.md").exists()


def test_a_page_changed_by_hand_is_kept_aside(project: Project) -> None:
    project.review("fr", "news.md", FRENCH)
    project.run("compile")
    project.page("fr", "news.md").write_text("Changed by hand.\n", encoding="utf-8")
    result = project.run("compile")
    assert text(project.page("fr", "news.md")) == PAGE
    (kept,) = (project.root / ".l10n" / "kept" / "fr").rglob("news.md.*")
    assert kept.read_text(encoding="utf-8") == "Changed by hand.\n"
    assert str(kept.name) in result.err


def test_the_page_of_an_article_that_is_gone(project: Project) -> None:
    project.review("fr", "news.md", FRENCH)
    project.run("compile")
    (project.root / "source_articles" / "news.md").unlink()
    project.run("compile")
    assert project.files("build") == {}


def test_the_pages_of_a_locale_that_was_dropped(project: Project) -> None:
    project.review("fr", "news.md", FRENCH)
    project.run("compile")
    project.configure('["fr", "es"]', '["es"]')
    project.run("compile", "-l", "es")
    assert project.page("fr", "news.md").exists()  # only Spanish was asked for
    project.run("compile")
    assert project.files("build") == {}


def test_check_and_dry_run_write_nothing(project: Project) -> None:
    project.review("fr", "news.md", FRENCH)
    before = project.files()
    project.run("compile", "--check", code=3)
    project.run("compile", "--dry-run", code=0)
    assert project.files() == before
    project.run("compile")
    project.run("compile", "--check", code=0)
    project.review("fr", "news.md", {NINE: FRENCH[NINE]}, fuzzy=True)
    before = project.files()
    project.run("compile", "--check", code=3)  # a page would go
    assert project.files() == before


# ---------------------------------------------------------------- drafts


def test_a_draft_is_labelled_in_the_language_of_its_readers(project: Project) -> None:
    project.run("translate", "--engine", "pseudo")
    result = project.run("compile", "--draft")
    assert "fr  news.md  draft: build/fr/news.md" in result.out
    lines = text(project.page("fr", "news.md")).split("\n")
    assert lines[0].startswith("# ⟦")
    assert "Brouillon – traduction non relue" in lines[2]
    lines = text(project.page("es", "coast/harbour.txt")).split("\n")
    assert lines[:2] == ["Borrador – traducción sin revisar", ""]


def test_a_reviewed_article_needs_no_label(project: Project) -> None:
    project.review("fr", "news.md", FRENCH)
    project.run("compile", "--draft", "-l", "fr", "news.md")
    assert text(project.page("fr", "news.md")) == PAGE


def test_a_draft_is_replaced_by_what_is_published(project: Project) -> None:
    project.run("translate", "--engine", "pseudo")
    project.run("compile", "--draft")
    assert len(project.files("build")) == 6
    project.run("compile")
    assert project.files("build") == {}


def test_source_text_in_a_right_to_left_page_is_isolated(begin: Callable[..., Project]) -> None:
    desk = begin("ar")
    desk.write("news.md", NEWS)
    desk.write("a.txt", "Harbour opens\n\nThe harbour opened on Monday. Nobody knows the cost.\n")
    desk.run("extract")
    texts = {"The ferry to Orme": "العبّارة إلى أورم", NINE: "تغادر العبّارة في التاسعة."}
    desk.review("ar", "news.md", texts, fuzzy=True)
    desk.review("ar", "a.txt", {"Nobody knows the cost.": "لا أحد يعرف الكلفة."}, fuzzy=True)
    desk.run("compile", "--draft")
    page = text(desk.page("ar", "news.md"))
    assert "مسودة" in page
    assert f'<span lang="en" dir="ltr">{SUNDAYS}</span>' in page
    assert 'dir="ltr">تغادر' not in page
    page = text(desk.page("ar", "a.txt"))
    assert "\u2068The harbour opened on Monday.\u2069 لا أحد" in page
    assert page.count("\u2068") == page.count("\u2069") == 2


def test_no_isolation_between_languages_of_one_direction(project: Project) -> None:
    project.review("fr", "news.md", {NINE: FRENCH[NINE]}, fuzzy=True)
    project.run("compile", "--draft", "-l", "fr", "news.md")
    assert "<span" not in text(project.page("fr", "news.md"))


# ---------------------------------------------------------------- .mo


def test_mo_files_hold_what_is_approved(project: Project) -> None:
    project.review("fr", "news.md", {NINE: FRENCH[NINE], "The ferry to Orme": "Le bac pour Orme"})
    project.review("fr", "news.md", {SUNDAYS: FRENCH[SUNDAYS]}, fuzzy=True)
    project.run("compile", "--mo", "-l", "fr")
    data = project.path("fr", "news.md").with_suffix(".mo").read_bytes()
    found = gettext.GNUTranslations(io.BytesIO(data))
    assert found.gettext(NINE) == FRENCH[NINE]
    assert found.pgettext("heading", "The ferry to Orme") == "Le bac pour Orme"
    assert found.gettext(SUNDAYS) == SUNDAYS
    assert found.info()["language"] == "fr"
    assert not project.path("es", "news.md").with_suffix(".mo").exists()


def test_check_sees_that_a_mo_file_would_change(project: Project) -> None:
    project.run("compile")
    project.run("compile", "--mo", "--check", code=3)


# ---------------------------------------------------------------- single files


def single(tmp_path: Path) -> Project:
    (tmp_path / "a.md").write_text(NEWS, encoding="utf-8")
    run("extract", "a.md", "-l", "fr", "-o", "a.po", cwd=tmp_path)
    return Project(tmp_path)


def test_a_single_file_is_always_written(tmp_path: Path) -> None:
    single(tmp_path)
    result = run("compile", "a.md", "--catalog", "a.po", "-o", "out/a.fr.md", cwd=tmp_path)
    assert "0 % of 20 words approved" in result.out
    assert text(tmp_path / "out" / "a.fr.md") == NEWS
    po = (tmp_path / "a.po").read_text(encoding="utf-8")
    (tmp_path / "a.po").write_text(po.replace(f'msgid "{NINE}"\nmsgstr ""', f'msgid "{NINE}"\nmsgstr "À neuf heures."'))
    run("compile", "a.md", "--catalog", "a.po", "-o", "a.fr.md", cwd=tmp_path)
    assert text(tmp_path / "a.fr.md") == NEWS.replace(NINE, "À neuf heures.")
    assert not (tmp_path / "build").exists()
    assert not (tmp_path / ".l10n").exists()


def test_a_single_draft_and_check(tmp_path: Path) -> None:
    single(tmp_path)
    po = (tmp_path / "a.po").read_text(encoding="utf-8")
    fuzzy = f'#, fuzzy\nmsgid "{NINE}"\nmsgstr "À neuf heures."'
    (tmp_path / "a.po").write_text(po.replace(f'msgid "{NINE}"\nmsgstr ""', fuzzy), encoding="utf-8")
    words = ("compile", "a.md", "--catalog", "a.po", "-o", "a.fr.md", "--draft")
    run(*words, "--check", cwd=tmp_path, code=3)
    assert not (tmp_path / "a.fr.md").exists()
    run(*words, cwd=tmp_path)
    assert "À neuf heures." in text(tmp_path / "a.fr.md")
    assert "Brouillon" in text(tmp_path / "a.fr.md")
    run(*words, "--check", cwd=tmp_path)


@pytest.mark.parametrize(
    "words",
    [
        ("a.md", "--catalog", "a.po"),
        ("a.md", "-o", "b.md"),
        ("--catalog", "a.po", "-o", "b.md"),
        ("a.md", "--catalog", "gone.po", "-o", "b.md"),
        ("gone.md", "--catalog", "a.po", "-o", "b.md"),
        ("a.md", "--type", "text"),
    ],
)
def test_wrong_usage_of_single_files(tmp_path: Path, words: tuple[str, ...]) -> None:
    single(tmp_path)
    run("compile", *words, cwd=tmp_path, code=2)
    assert not (tmp_path / "b.md").exists()


def test_a_broken_catalog_withholds_only_its_page(project: Project) -> None:
    project.review("fr", "news.md", FRENCH)
    project.review("es", "news.md", {m: f"es {t}" for m, t in FRENCH.items()})
    broken = project.path("fr", "news.md")
    broken.write_text(broken.read_text(encoding="utf-8") + 'msgid "open\n', encoding="utf-8")
    result = project.run("compile", code=1)
    assert "error: locales/fr/LC_MESSAGES/news.md.po:" in result.err
    assert not project.page("fr", "news.md").exists()
    assert project.page("es", "news.md").exists()


def test_links_to_articles_without_a_page_are_named(begin: Callable[..., Project]) -> None:
    desk = begin("fr")
    desk.write(
        "a/one.md", "# One\n\nSee [two](../b/two.md#x) and [three](three.md) and [out](https://example.org/b/two.md).\n"
    )
    desk.write("b/two.md", "# Two\n")
    desk.write("a/three.md", "# Three\n")
    desk.run("extract")
    for article in ("a/one.md", "a/three.md"):
        desk.approve("fr", article, lambda text: f"«{text}»")
    err = desk.run("compile").err
    assert "fr  a/one.md links to b/two.md, which has no page in fr" in err
    assert "three.md, which" not in err
    desk.approve("fr", "b/two.md", lambda text: f"«{text}»")
    assert "links to" not in desk.run("compile").err


def test_links_find_articles_by_the_names_that_pages_have(begin: Callable[..., Project]) -> None:
    desk = begin("fr")
    desk.write(
        "a/one.html", '<p>See <a href="../b/two.html#x">two</a>, <a href="../b/">b</a>, <a href="none">x</a>.</p>\n'
    )
    desk.write("b/two.md", "# Two\n")
    desk.write("b/index.md", "# Index\n")
    desk.run("extract")
    desk.approve("fr", "a/one.html", lambda text: f"«{text}»")
    err = desk.run("compile").err
    assert "fr  a/one.html links to b/two.md, which has no page in fr" in err
    assert "fr  a/one.html links to b/index.md, which has no page in fr" in err
    assert err.count("links to") == 2
