"""`l10n adopt`: translations that exist already, as articles and in PO files of other tools."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from tests.cli.command import Project, clean, needs, valid
from tests.cli.news import FRENCH, MARKED, NINE, PAGE, SUNDAYS


def fuzzy(project: Project, locale: str, article: str) -> dict[str, bool]:
    return {entry.msgid: entry.fuzzy for entry in project.catalog(locale, article) if entry.msgstr}


# ---------------------------------------------------------------- translated articles


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("old/fr/news.md", ()),
        ("old/news.fr.md", ()),
        ("old/pages/x.md", ("-l", "fr", "--article", "news.md")),
    ],
)
def test_a_translated_article_is_offered_sentence_by_sentence(
    project: Project, place: str, words: tuple[str, ...]
) -> None:
    path = project.root / place
    path.parent.mkdir(parents=True)
    path.write_text(PAGE, encoding="utf-8")
    result = project.run("adopt", place, *words)
    assert f"locales/fr/LC_MESSAGES/news.md.po: 4 to review taken from {place}; 0 still empty" in result.out
    assert project.targets("fr", "news.md") == FRENCH
    assert all(fuzzy(project, "fr", "news.md").values())
    assert f"# l10n: adopted={place}" in project.path("fr", "news.md").read_text(encoding="utf-8")
    valid(project.path("fr", "news.md"))
    assert "nothing new" not in result.out
    before = project.path("fr", "news.md").read_bytes()
    assert "nothing new" in project.run("adopt", place, *words).out
    assert project.path("fr", "news.md").read_bytes() == before
    assert "0 files changed" in project.run("extract").out


def test_a_folder_of_translations(project: Project) -> None:
    home = project.root / "old/fr"
    (home / "coast").mkdir(parents=True)
    (home / "news.md").write_text(PAGE, encoding="utf-8")
    (home / "coast/harbour.txt").write_text(
        "Le port rouvre après deux ans\n\n"
        "Le port a rouvert lundi. Le bac part à neuf heures.\nNul ne sait ce que le nouveau quai a coûté.\n",
        encoding="utf-8",
    )
    (home / "notes.csv").write_text("a,b\n")
    project.run("adopt", "old")
    assert project.targets("fr", "news.md") == FRENCH
    harbour = project.targets("fr", "coast/harbour.txt")
    assert harbour[NINE] == "Le bac part à neuf heures."
    assert harbour["The harbour opened on Monday."] == "Le port a rouvert lundi."
    assert set(project.targets("es", "news.md").values()) == {""}


def test_what_people_wrote_stays_and_machine_text_goes(project: Project) -> None:
    project.run("translate", "news.md", "-l", "fr", "--engine", "pseudo")
    project.review("fr", "news.md", {NINE: "À neuf heures, le bac part."})
    project.review("fr", "news.md", {SUNDAYS: "Pas le dimanche."}, fuzzy=True)
    (project.root / "news.fr.md").write_text(PAGE, encoding="utf-8")
    project.run("adopt", "news.fr.md")
    texts = project.targets("fr", "news.md")
    assert texts == FRENCH | {NINE: "À neuf heures, le bac part.", SUNDAYS: "Pas le dimanche."}
    assert fuzzy(project, "fr", "news.md")[NINE] is False


def test_what_cannot_be_placed_is_listed(project: Project) -> None:
    french = PAGE.replace("Le bac part", "Voici une phrase que personne n’a jamais écrite en anglais, et qui est fort "
                          "longue pour que nul ne la prenne pour une autre.\n\nLe bac part")  # fmt: skip
    (project.root / "news.fr.md").write_text(french, encoding="utf-8")
    result = project.run("adopt", "news.fr.md")
    assert "1 sentence not placed:\n  Voici une phrase" in result.out
    assert project.targets("fr", "news.md") == FRENCH


def test_sentences_that_were_joined_or_split(begin: Callable[..., Project]) -> None:
    desk = begin("fr")
    desk.write(
        "a.md",
        "# Notes\n\nThe keeper of the lighthouse on the northern island wrote a letter. "
        "He wanted rope, oil and a new boat before the storms of the winter began. "
        "Nobody on the council ever answered it, although the mayor had promised to read every letter herself.\n",
    )
    desk.run("extract")
    one = (
        "Le gardien du phare de l’île du nord écrivit une lettre : il voulait des cordages, de l’huile et un nouveau "
        "bateau avant les tempêtes de l’hiver."
    )
    two = "Personne au conseil n’y répondit jamais. Pourtant la maire avait promis de lire elle-même chaque lettre."
    (desk.root / "a.fr.md").write_text(f"# Notes\n\n{one} {two}\n", encoding="utf-8")
    desk.run("adopt", "a.fr.md")
    assert list(desk.targets("fr", "a.md").values()) == ["Notes", one, "<joined/>", two]


def test_marks_find_their_counterparts_in_another_order(begin: Callable[..., Project]) -> None:
    desk = begin("fr")
    desk.write("a.md", "Run `make demo` and read [the guide](guide.md) or [the map](map.md) *first*.\n")
    desk.run("extract")
    (desk.root / "a.fr.md").write_text(
        "Lisez *d’abord* [le plan](map.md) ou [le guide](guide.md), et lancez `make demo`.\n", encoding="utf-8"
    )
    desk.run("adopt", "a.fr.md")
    (text,) = desk.targets("fr", "a.md").values()
    assert text == "Lisez <em4>d’abord</em4> <a3>le plan</a3> ou <a2>le guide</a2>, et lancez <code1/>."
    desk.run("check")


def test_a_translation_that_lost_a_link_is_not_placed(project: Project) -> None:
    (project.root / "news.fr.md").write_text(PAGE.replace("[le quai](https://news.example/pier)", "le quai"))
    result = project.run("adopt", "news.fr.md")
    assert project.targets("fr", "news.md")[MARKED] == ""
    assert "Voir le quai pour les détails." in result.out


def test_dry_run_writes_nothing(project: Project) -> None:
    (project.root / "news.fr.md").write_text(PAGE, encoding="utf-8")
    before = project.files()
    assert "4 to review would be taken" in project.run("adopt", "news.fr.md", "--dry-run").out
    assert project.files() == before


def test_it_asks_for_what_it_cannot_tell(project: Project) -> None:
    (project.root / "news.md").write_text(PAGE, encoding="utf-8")
    assert "say it with -l" in project.run("adopt", "news.md", code=2).err
    (project.root / "other.fr.md").write_text(PAGE, encoding="utf-8")
    assert "--article" in project.run("adopt", "other.fr.md", code=2).err
    assert "there is no file" in project.run("adopt", "nowhere.md", code=2).err


# ---------------------------------------------------------------- originals

ENGLISH_OF = (
    "---\noriginal: {}\ntitle: The ferry to Orme\n---\n\nThe ferry leaves at nine. It does not run on Sundays.\n"
)
ORIGINAL = "---\ntitle: Le bac pour Orme\n---\n\nLe bac part à neuf heures. Il ne circule pas le dimanche.\n"


@pytest.mark.parametrize("told", ["originals/fr/mali.md", '"originals/fr/mali.md"', "mali.fr.md"])
def test_the_original_of_an_article_is_the_reference_for_its_locale(project: Project, told: str) -> None:
    project.write("politics/mali.md", ENGLISH_OF.format(told))
    path = project.root / told.strip('"') if "/" in told else project.root / "source_articles/politics" / told
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(ORIGINAL, encoding="utf-8")
    project.configure("[publish]", '[files]\nexclude = ["*.fr.md"]\n\n[publish]')
    result = project.run("adopt")
    assert "politics/mali.md.po: 3 to review taken" in result.out
    texts = project.targets("fr", "politics/mali.md")
    assert texts["The ferry to Orme"] == "Le bac pour Orme"
    assert texts[NINE] == "Le bac part à neuf heures."
    assert all(fuzzy(project, "fr", "politics/mali.md").values())
    assert not project.path("es", "politics/mali.md").exists()


def test_the_original_of_a_text_article_stands_in_the_configuration(project: Project) -> None:
    with (project.root / "l10n.toml").open("a") as file:
        file.write('\n[original]\n"coast/harbour.txt" = "originals/fr/harbour.txt"\n')
    path = project.root / "originals/fr/harbour.txt"
    path.parent.mkdir(parents=True)
    path.write_text("Le port rouvre après deux ans\n\nLe port a rouvert lundi. Le bac part à neuf heures.\n"
                    "Nul ne sait ce que le nouveau quai a coûté.\n", encoding="utf-8")  # fmt: skip
    project.run("adopt")
    assert project.targets("fr", "coast/harbour.txt")[NINE] == "Le bac part à neuf heures."


def test_an_original_that_is_missing_or_of_no_locale_is_named(project: Project) -> None:
    project.write("a.md", ENGLISH_OF.format("fr/gone.md"))
    result = project.run("adopt", code=1)
    assert "there is no original fr/gone.md" in result.err
    project.write("a.md", ENGLISH_OF.format("ja/news.md"))
    assert "in none of the locales" in project.run("adopt").err
    (project.root / "source_articles/a.md").unlink()
    assert "no article names an original" in project.run("adopt").out


# ---------------------------------------------------------------- PO files of other tools

GUIDE = """\
# The ferry

The ferry leaves at nine. It does **not** run on [Sundays](https://news.example/plan).
Bring a coat.

- One `pass` is enough.

| Place | Time |
|-------|------|
| Orme  | noon |
"""
WORDS = {
    "The ferry leaves at nine.": "Le bac part à neuf heures.",
    "The ferry": "Le bac",
    "It does": "Il ne circule",
    "not": "pas",
    " run on ": " le ",
    "Sundays": "dimanche",
    "Bring a coat.": "Prenez un manteau.",
    "One ": "Un seul ",
    " is enough.": " suffit.",
    "Place": "Lieu",
    "Time": "Heure",
    "noon": "midi",
    "Orme": "Orme",
}
ON_SUNDAYS = "Il ne circule <strong1>pas</strong1> le <a2>dimanche</a2>."
WANTED = {
    "The ferry": "Le bac",
    "The ferry leaves at nine.": "Le bac part à neuf heures.",
    "It does <strong1>not</strong1> run on <a2>Sundays</a2>.": ON_SUNDAYS,
    "Bring a coat.": "Prenez un manteau.",
    "One <code1/> is enough.": "Un seul <code1/> suffit.",
}
CELLS = {"Place": "Lieu", "Time": "Heure", "noon": "midi"}


def french(text: str) -> str:
    for english, words in WORDS.items():
        text = re.sub(rf"(?<!\w){re.escape(english)}(?!\w)", words, text)
    return text


def fill(path: Path, unsure: str = "") -> None:
    """What a translator makes of a catalog of another tool."""
    catalog = polib.pofile(str(path), wrapwidth=78)
    for entry in catalog:
        entry.msgstr = french(entry.msgid)
        entry.flags = ["fuzzy"] if unsure and unsure in entry.msgid else []
    catalog.metadata["Language"] = "fr"
    catalog.metadata_is_fuzzy = False
    catalog.save()


def _po4a(source: Path, out: Path) -> None:
    words = ["po4a-updatepo", "-f", "text", "-o", "markdown", "-M", "UTF-8", "-m", str(source), "-p", str(out)]
    subprocess.run(words, check=True, capture_output=True, env=clean())


def _toolkit(source: Path, out: Path) -> None:
    words = [sys.executable, "-m", "translate.convert.md2po", "--progress=none", str(source), str(out)]
    subprocess.run(words, check=True, capture_output=True, env=clean())


def _mdpo(source: Path, out: Path) -> None:
    code = "from mdpo.md2po import markdown_to_pofile; markdown_to_pofile({!r}, save=True, po_filepath={!r})"
    subprocess.run([sys.executable, "-c", code.format(str(source), str(out))], check=True, env=clean())


def _sphinx(source: Path, out: Path) -> None:
    """As `sphinx-build -b gettext` with MyST writes it: a paragraph an entry, its markup kept."""
    blocks = [" ".join(block.split()).lstrip("# ") for block in source.read_text().split("\n\n")[:3]]
    blocks[2] = blocks[2].removeprefix("- ")
    catalog = polib.POFile(wrapwidth=76)
    catalog.metadata = {"Language": "fr", "Content-Type": "text/plain; charset=UTF-8"}
    catalog.extend(polib.POEntry(msgid=block, occurrences=[("../../guide.md", "1")]) for block in blocks)
    catalog.save(str(out))


TOOLS = [
    pytest.param(_po4a, marks=needs("po4a-updatepo")),
    pytest.param(_toolkit, marks=pytest.mark.skipif(not importlib.util.find_spec("translate"), reason="no toolkit")),
    pytest.param(_mdpo, marks=pytest.mark.skipif(not importlib.util.find_spec("mdpo"), reason="mdpo is not installed")),
    _sphinx,
]


@pytest.mark.parametrize("tool", TOOLS)
def test_paragraphs_of_another_tool_become_sentences(
    begin: Callable[..., Project], tool: Callable[[Path, Path], None]
) -> None:
    desk = begin("fr", "es")
    source = desk.write("guide.md", GUIDE)
    desk.run("extract")
    out = desk.root / "old.po"
    tool(source, out)
    fill(out, unsure="enough")
    result = desk.run("adopt", "old.po")
    texts = desk.targets("fr", "guide.md")
    assert {msgid: texts[msgid] for msgid in WANTED} == WANTED, result
    if tool in (_toolkit, _mdpo):
        assert {msgid: texts[msgid] for msgid in CELLS} == CELLS
    reviewed = fuzzy(desk, "fr", "guide.md")
    assert reviewed["One <code1/> is enough."]
    assert not any(reviewed[msgid] for msgid in WANTED if "enough" not in msgid)
    assert set(desk.targets("es", "guide.md").values()) == {""}
    valid(desk.path("fr", "guide.md"))
    desk.run("check", "-l", "fr")


def test_all_of_it_is_fuzzy_when_asked_for(begin: Callable[..., Project]) -> None:
    desk = begin("fr")
    out = desk.root / "old.po"
    _sphinx(desk.write("guide.md", GUIDE), out)
    fill(out)
    desk.run("adopt", "old.po", "--fuzzy")
    assert all(fuzzy(desk, "fr", "guide.md").values())


def test_an_html_catalog(begin: Callable[..., Project]) -> None:
    desk = begin("fr")
    page = (
        '<h1>The ferry</h1>\n<p>The ferry leaves at nine. It does <b>not</b> run on <a href="p.html">Sundays</a>.</p>\n'
    )
    source = desk.write("a.html", page)
    desk.run("extract")
    out = desk.root / "old.po"
    words = [sys.executable, "-m", "translate.convert.html2po", "--progress=none", str(source), str(out)]
    subprocess.run(words, check=True, capture_output=True, env=clean())
    fill(out)
    desk.run("adopt", "old.po")
    assert list(desk.targets("fr", "a.html").values()) == [
        "Le bac",
        "Le bac part à neuf heures.",
        ON_SUNDAYS,
    ]


def test_one_catalog_for_many_articles_and_the_rest_is_listed(project: Project) -> None:
    catalog = polib.POFile()
    catalog.metadata = {"Language": "fr", "Content-Type": "text/plain; charset=UTF-8"}
    both = f"{NINE} {SUNDAYS}"
    catalog.append(polib.POEntry(msgid=both, msgstr=f"{FRENCH[NINE]} {FRENCH[SUNDAYS]}"))
    catalog.append(polib.POEntry(msgid="The harbour opened on Monday.", msgstr="Le port a rouvert lundi."))
    catalog.append(polib.POEntry(msgid="Nobody remembers this line.", msgstr="Nul ne se rappelle cette ligne."))
    catalog.append(polib.POEntry(msgid="Not translated."))
    catalog.save(str(project.root / "all.po"))
    result = project.run("adopt", "all.po")
    assert project.targets("fr", "news.md")[SUNDAYS] == FRENCH[SUNDAYS]
    assert project.targets("fr", "coast/harbour.txt")[NINE] == FRENCH[NINE]
    assert "all.po: 1 sentence not placed:\n  Nobody remembers this line." in result.out


def test_a_sentence_that_changed_meanwhile_is_shown_as_such(project: Project) -> None:
    catalog = polib.POFile()
    catalog.metadata = {"Language": "fr", "Content-Type": "text/plain; charset=UTF-8"}
    catalog.append(polib.POEntry(msgid="The ferry to Orme", msgstr="Le bac pour Orme"))
    catalog.append(polib.POEntry(msgid="The ferry leaves at eight.", msgstr="Le bac part à huit heures."))
    catalog.append(polib.POEntry(msgid=SUNDAYS, msgstr=FRENCH[SUNDAYS]))
    catalog.save(str(project.root / "old.po"))
    project.run("adopt", "old.po", "--article", "news.md")
    entry = project.entry("fr", "news.md", NINE)
    assert (entry.fuzzy, entry.previous_msgid) == (True, "The ferry leaves at eight.")
    assert "edit=factual" in entry.tcomment
    assert project.entry("fr", "news.md", "The ferry to Orme").fuzzy is False


def test_a_po_file_that_cannot_be_read_is_named(project: Project) -> None:
    (project.root / "old.po").write_text('msgid "a\n')
    assert "old.po" in project.run("adopt", "old.po", "-l", "fr", code=1).err
