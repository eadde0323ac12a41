"""`l10n correct`: which pages still state a fact that the source corrected, and what they do until it is approved."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable

import polib
import pytest

from l10n import labels
from tests.cli.command import FIXED, Project, clean, needs, text, valid
from tests.cli.news import FRENCH, NEWS, NINE, SUNDAYS

TEN = "The ferry leaves at ten."
DIX = "Le bac part à dix heures."
NOTE = "14 novembre 2023 – Rectificatif\u00a0: une version antérieure de ce texte contenait une erreur."


@pytest.fixture
def desk(project: Project) -> Project:
    """A page that is published, and then the source is corrected; `before/` is what it was."""
    project.review("fr", "news.md", FRENCH)
    project.run("compile", "news.md")
    shutil.copytree(project.root / "source_articles", project.root / "before")
    project.edit("news.md", "leaves at nine", "leaves at ten")
    return project


def correct(desk: Project, *words: str, code: int = 0) -> str:
    return desk.run("correct", "--base", "before", *words, code=code, variables=FIXED).out


def pages(desk: Project, *words: str) -> list[dict[str, object]]:
    return list(json.loads(correct(desk, "--format", "json", *words))["pages"])


@pytest.mark.parametrize("extracted", [False, True])
def test_a_page_with_an_old_fact_is_listed_with_the_fact(desk: Project, extracted: bool) -> None:
    if extracted:
        desk.run("extract")
    out = correct(desk)
    assert "fr  news.md  build/fr/news.md" in out
    assert "nine → ten" in out
    assert f"page still: {FRENCH[NINE]}" in out
    assert NOTE in out
    assert "es  news.md" not in out
    (page,) = pages(desk)
    assert page["sentences"] == [
        {"was": [NINE], "now": [TEN], "facts": [{"was": "nine", "now": "ten"}], "text": FRENCH[NINE]}
    ]


def test_only_these_sentences_are_blocked(desk: Project) -> None:
    desk.run("extract")
    correct(desk)
    desk.run("extract")
    result = desk.run("compile", "news.md", "-l", "fr")
    page = text(desk.page("fr", "news.md"))
    assert f"{TEN} {FRENCH[SUNDAYS]}" in page
    assert FRENCH[NINE] not in page
    assert "Rectificatif" not in page
    assert "corrected sentences that wait for approval: 1" in result.err
    valid(desk.path("fr", "news.md"))


def test_a_correction_may_be_noted_before_extract(desk: Project) -> None:
    correct(desk)
    desk.run("compile", "news.md", "-l", "fr")
    assert TEN in text(desk.page("fr", "news.md"))


def test_without_correct_the_threshold_decides(desk: Project) -> None:
    desk.run("extract")
    assert "withheld" in desk.run("compile", "news.md", "-l", "fr").out


@pytest.mark.parametrize("withheld", ["remove", "keep"])
def test_the_page_is_held_where_the_project_says_so(desk: Project, withheld: str) -> None:
    desk.configure("[publish]", f'[publish]\ncorrections = "hold"\nwithheld = "{withheld}"')
    correct(desk)
    assert desk.page("fr", "news.md").exists()
    result = desk.run("compile", "news.md", "-l", "fr")
    assert "withheld: corrected sentences that wait for approval: 1" in result.out
    assert not desk.page("fr", "news.md").exists()
    assert "no: corrected sentences that wait for approval: 1" in desk.run("status", "news.md", "-l", "fr").out


def test_the_note_is_dated_and_in_the_language_of_the_page(desk: Project) -> None:
    correct(desk, "--insert")
    desk.run("extract")
    desk.run("compile", "news.md", "-l", "fr")
    assert text(desk.page("fr", "news.md")).startswith(f"# Le bac pour Orme\n\n*{NOTE}*\n\n{TEN} ")


def test_a_note_in_html_has_a_class_of_its_own(project: Project) -> None:
    page = "<html><body><h1>The ferry</h1><p>The ferry leaves at nine.</p></body></html>\n"
    project.write("a.html", page)
    project.run("extract", "a.html")
    project.review("fr", "a.html", {"The ferry": "Le bac", NINE: FRENCH[NINE]})
    shutil.copytree(project.root / "source_articles", project.root / "before")
    project.edit("a.html", "at nine", "at ten")
    correct(project, "a.html", "--insert")
    project.run("compile", "a.html", "-l", "fr")
    assert f'<p class="l10n-note">{NOTE}</p>' in text(project.page("fr", "a.html"))


def test_after_approval_the_note_stays_and_the_page_is_listed_no_more(desk: Project) -> None:
    correct(desk, "--insert")
    desk.run("extract")
    desk.review("fr", "news.md", {TEN: DIX})
    assert len(pages(desk)) == 1, "the page in the build folder is still the old one"
    desk.run("compile", "news.md", "-l", "fr")
    page = text(desk.page("fr", "news.md"))
    assert NOTE in page
    assert f"{DIX} {FRENCH[SUNDAYS]}" in page
    assert pages(desk) == []
    assert "no page states a superseded fact" in correct(desk)
    desk.run("correct", "--clear")
    desk.run("compile", "news.md", "-l", "fr")
    assert NOTE not in text(desk.page("fr", "news.md"))


def test_without_a_page_what_was_approved_counts_as_published(desk: Project) -> None:
    shutil.rmtree(desk.root / "build")
    assert [page["locale"] for page in pages(desk)] == ["fr"]
    desk.run("extract")
    assert [page["locale"] for page in pages(desk)] == ["fr"]
    desk.review("fr", "news.md", {TEN: DIX})
    assert pages(desk) == []


def test_a_page_with_the_old_source_sentence_is_listed(desk: Project) -> None:
    desk.configure("threshold = 100", "threshold = 0")
    shutil.copy(desk.root / "before/news.md", desk.root / "source_articles/news.md")
    desk.run("compile", "news.md", "-l", "es")
    desk.edit("news.md", "leaves at nine", "leaves at ten")
    assert [(page["locale"]) for page in pages(desk)] == ["fr", "es"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("See [", "Please look at ["), ("at nine.", "at nine"), ("nine. It", "nine; it"), ("does not run", "doesn't run")],
)
def test_an_edit_that_changes_no_fact_is_no_correction(desk: Project, old: str, new: str) -> None:
    shutil.copy(desk.root / "before/news.md", desk.root / "source_articles/news.md")
    desk.edit("news.md", old, new)
    assert pages(desk) == []


def test_check_and_dry_run_write_nothing(desk: Project) -> None:
    before = desk.files()
    correct(desk, "--check", code=3)
    assert "nine → ten" in correct(desk, "--dry-run", "--insert")
    assert desk.files() == before


def test_marks_outlive_gettext_and_a_po_editor(desk: Project) -> None:
    correct(desk, "--insert")
    path = desk.path("fr", "news.md")
    catalog = polib.pofile(str(path), wrapwidth=78)
    catalog.save()
    if shutil.which("msgattrib"):
        done = subprocess.run(["msgattrib", str(path)], capture_output=True, check=True, env=clean())
        path.write_bytes(done.stdout)
    desk.run("extract")
    desk.run("compile", "news.md", "-l", "fr")
    assert NOTE in text(desk.page("fr", "news.md"))
    assert TEN in text(desk.page("fr", "news.md"))


def test_machine_text_for_the_new_sentence_changes_nothing(desk: Project) -> None:
    correct(desk)
    desk.run("extract")
    desk.run("translate", "news.md", "-l", "fr", "--engine", "pseudo")
    desk.run("compile", "news.md", "-l", "fr")
    assert TEN in text(desk.page("fr", "news.md"))


def test_it_wants_something_to_compare_with(desk: Project) -> None:
    assert "--since REF or --base DIR" in desk.run("correct", code=2).err
    assert "there is no such folder" in desk.run("correct", "--base", "nowhere", code=2).err


def test_a_copy_of_the_whole_project_will_do(desk: Project) -> None:
    """With its catalogs, which know what was published even when the translation is another one now."""
    old = desk.root.parent / "old"
    shutil.copytree(desk.root, old, ignore=shutil.ignore_patterns("build", ".l10n", "before"))
    shutil.copy(desk.root / "before/news.md", old / "source_articles/news.md")
    desk.run("extract")
    desk.review("fr", "news.md", {TEN: DIX})
    result = desk.run("correct", "--base", str(old), variables=FIXED)
    assert f"page still: {FRENCH[NINE]}" in result.out


def test_a_page_that_is_corrected_already_gets_its_note(desk: Project) -> None:
    """Where the catalogs of then are at hand, which tell that the page stated the old fact."""
    old = desk.root.parent / "old"
    shutil.copytree(desk.root, old, ignore=shutil.ignore_patterns("build", ".l10n", "before"))
    shutil.copy(desk.root / "before/news.md", old / "source_articles/news.md")
    desk.run("extract")
    desk.review("fr", "news.md", {TEN: DIX})
    desk.run("compile", "news.md", "-l", "fr")
    desk.run("correct", "--base", str(old), "--check")
    result = desk.run("correct", "--base", str(old), "--insert", variables=FIXED)
    assert "fr  news.md  build/fr/news.md\n  corrected already\n" in result.out
    assert "es  news.md" not in result.out
    desk.run("compile", "news.md", "-l", "fr")
    page = text(desk.page("fr", "news.md"))
    assert NOTE in page
    assert DIX in page
    before = desk.files("locales")
    desk.run("correct", "--base", str(old), "--insert", variables=FIXED)
    assert desk.files("locales") == before


# ---------------------------------------------------------------- git


def git(desk: Project, *words: str) -> None:
    name = ["-c", "user.name=Desk", "-c", "user.email=desk@newsroom.internal"]
    subprocess.run(["git", "-C", str(desk.root), *name, *words], check=True, capture_output=True, env=clean())


@needs("git")
def test_a_revision_of_git(begin: Callable[..., Project]) -> None:
    desk = begin("fr")
    desk.write("été/news.md", NEWS)
    desk.run("extract")
    desk.approve("fr", "été/news.md", lambda text: FRENCH[text])
    desk.run("compile")
    assert "git says" in desk.run("correct", "--since", "HEAD", code=2, variables={"GIT_CEILING_DIRECTORIES": "/"}).err
    git(desk, "init", "-q")
    assert "name a commit" in desk.run("correct", "--since", "HEAD", code=2).err
    git(desk, "add", "source_articles", "locales", "l10n.toml")
    git(desk, "commit", "-qm", "first")
    desk.edit("été/news.md", "leaves at nine", "leaves at ten")
    desk.write("new.md", NEWS)
    result = desk.run("correct", "--since", "HEAD", "--dry-run")
    assert "fr  été/news.md  build/fr/été/news.md" in result.out
    assert "nine → ten" in result.out
    git(desk, "commit", "-qam", "second")
    assert "no page" in desk.run("correct", "--since", "HEAD").out
    assert "nine → ten" in desk.run("correct", "--since", "HEAD~1").out
    assert "name a commit" in desk.run("correct", "--since", "--upload-pack=x", code=2).err


def test_where_there_is_no_git(desk: Project) -> None:
    result = desk.run("correct", "--since", "HEAD", code=2, variables={"PATH": str(desk.root)})
    assert "needs git, which is not installed" in result.err
    assert "--base DIR" in result.err


# ---------------------------------------------------------------- notes


def test_there_is_a_note_wherever_there_is_a_label_for_drafts() -> None:
    from datetime import date

    day = date(2026, 11, 24)
    english = labels.correction("en", day)
    assert english == "November 24, 2026 – Correction: an earlier version of this text contained an error."
    for tag in labels._DRAFT.keys() - {"en"}:
        note = labels.correction(tag, day)
        assert note != english
        assert " – " in note
    assert labels.correction("mi", day) == english
