"""Regional locales: es_MX.po holds what differs from es.po, and the page has the rest from there."""

from __future__ import annotations

import json
from collections.abc import Callable

import polib
import pytest

from tests.cli.command import Project, valid
from tests.cli.news import MARKED, NEWS, NINE, SUNDAYS

SPANISH = {
    "The ferry to Orme": "El ferri a Orme",
    NINE: "El ferri sale a las nueve.",
    SUNDAYS: "No circula los domingos.",
    MARKED: "Véase <a1>el muelle</a1> para más <em2>detalles</em2>.",
}
MEXICAN = {NINE: "El transbordador sale a las nueve."}
PAGE = """\
# El ferri a Orme

El transbordador sale a las nueve. No circula los domingos.

Véase [el muelle](https://news.example/pier) para más *detalles*.
"""


@pytest.fixture
def desk(begin: Callable[..., Project]) -> Project:
    made = begin("es", "es-MX", "fr")
    made.write("news.md", NEWS)
    made.run("extract")
    made.review("es", "news.md", SPANISH)
    return made


def sparse(desk: Project) -> None:
    """What a Mexican desk keeps: only its own words."""
    path = desk.path("es_MX", "news.md")
    catalog = polib.pofile(str(path), wrapwidth=0)
    for entry in list(catalog):
        if entry.msgid in MEXICAN:
            entry.msgstr = MEXICAN[entry.msgid]
        else:
            catalog.remove(entry)
    catalog.save()


def test_the_page_has_the_rest_from_the_base(desk: Project) -> None:
    desk.review("es_MX", "news.md", MEXICAN)
    desk.run("compile")
    assert desk.page("es-MX", "news.md").read_text(encoding="utf-8") == PAGE
    assert "transbordador" not in desk.page("es", "news.md").read_text(encoding="utf-8")
    assert not desk.page("fr", "news.md").exists()


def test_a_catalog_may_hold_only_what_differs(desk: Project) -> None:
    sparse(desk)
    before = desk.path("es_MX", "news.md").read_bytes()
    assert "0 files changed" in desk.run("extract").out
    assert desk.path("es_MX", "news.md").read_bytes() == before
    desk.run("compile", "-l", "es_MX")
    assert desk.page("es-MX", "news.md").read_text(encoding="utf-8") == PAGE
    assert desk.run("check", "-l", "es-MX", "--strict").out.count("stale") == 0


def test_a_sparse_catalog_stays_so_when_the_source_grows(desk: Project) -> None:
    sparse(desk)
    desk.edit("news.md", "at nine.", "at nine. Bring a coat.")
    desk.run("extract")
    assert set(desk.targets("es_MX", "news.md")) == {NINE}
    assert "Bring a coat." in desk.targets("es", "news.md")
    valid(desk.path("es_MX", "news.md"))
    desk.edit("news.md", "leaves at nine", "leaves at ten")
    desk.run("extract")
    entry = desk.entry("es_MX", "news.md", "The ferry leaves at ten.")
    assert entry.fuzzy
    assert entry.msgstr == MEXICAN[NINE]


def test_without_a_catalog_all_is_inherited(desk: Project) -> None:
    desk.path("es_MX", "news.md").unlink()
    desk.run("compile")
    assert desk.page("es-MX", "news.md").read_bytes() == desk.page("es", "news.md").read_bytes()
    assert "no such catalog" not in desk.run("check", "-l", "es-MX").out


def test_the_status_shows_what_is_inherited(desk: Project) -> None:
    desk.review("es_MX", "news.md", MEXICAN)
    out = desk.run("status", "-l", "es-MX").out
    assert "inherited" in out.split("\n")[0]
    row = next(line for line in out.split("\n") if line.startswith("news.md"))
    assert row.split() == ["news.md", "1/5", "3/15", "yes"]
    (article,) = json.loads(desk.run("status", "-l", "es-MX", "--format", "json").out)["articles"]
    assert article["inherited"] == {"units": 3, "words": 15, "share": 75}
    assert article["units"]["human"] == 1
    assert article["units"]["missing"] == 0
    assert article["approved"] == 100
    assert "inherited" not in desk.run("status", "-l", "es").out.split("\n")[0]


def test_what_is_not_approved_in_the_base_is_not_published(desk: Project) -> None:
    desk.review("es", "news.md", {SUNDAYS: SPANISH[SUNDAYS]}, fuzzy=True)
    assert "withheld" in desk.run("compile", "-l", "es-MX").out
    desk.run("check", "-l", "es-MX", "--strict", code=5)
    desk.run("compile", "-l", "es-MX", "--draft")
    assert SPANISH[SUNDAYS] in desk.page("es-MX", "news.md").read_text(encoding="utf-8")


def test_an_approved_text_of_the_base_goes_before_an_own_draft(desk: Project) -> None:
    desk.review("es_MX", "news.md", MEXICAN, fuzzy=True)
    desk.run("compile", "-l", "es-MX")
    assert SPANISH[NINE] in desk.page("es-MX", "news.md").read_text(encoding="utf-8")


def test_translate_leaves_what_is_inherited_unless_told(desk: Project) -> None:
    assert "es-MX: 0 units" in desk.run("translate", "-l", "es-MX", "--dry-run").out
    desk.run("translate", "-l", "es-MX", "--engine", "pseudo")
    assert set(desk.targets("es_MX", "news.md").values()) == {""}
    desk.run("translate", "-l", "es-MX", "--engine", "pseudo", "--inherited")
    assert all(desk.targets("es_MX", "news.md").values())


def test_translate_can_fill_a_sparse_catalog_when_told(desk: Project) -> None:
    sparse(desk)
    desk.run("translate", "-l", "es-MX", "--engine", "pseudo", "--inherited")
    texts = desk.targets("es_MX", "news.md")
    assert len(texts) == 4
    assert all(texts.values())
    assert texts[NINE] == MEXICAN[NINE]


def test_what_the_base_lacks_is_translated(desk: Project) -> None:
    desk.review("es", "news.md", {SUNDAYS: ""})
    desk.run("translate", "-l", "es-MX", "--engine", "pseudo")
    assert {msgid for msgid, text in desk.targets("es_MX", "news.md").items() if text} == {SUNDAYS}


def test_a_joined_sentence_is_inherited_with_its_whole(desk: Project) -> None:
    """Where es says two sentences in one, es-MX takes both or neither."""
    desk.review("es", "news.md", {NINE: "El ferri sale a las nueve, salvo los domingos.", SUNDAYS: "<joined/>"})
    desk.run("compile", "-l", "es-MX")
    page = desk.page("es-MX", "news.md").read_text(encoding="utf-8")
    assert "El ferri sale a las nueve, salvo los domingos.\n" in page
    desk.review("es_MX", "news.md", MEXICAN)
    assert "withheld" in desk.run("compile", "-l", "es-MX").out
    desk.configure("threshold = 100", "threshold = 50")
    desk.run("compile", "-l", "es-MX")
    page = desk.page("es-MX", "news.md").read_text(encoding="utf-8")
    assert f"{MEXICAN[NINE]} {SUNDAYS}" in page


def test_a_structure_error_of_an_inherited_text_names_the_catalog_of_the_base(desk: Project) -> None:
    desk.review("es", "news.md", {MARKED: "Véase el muelle."})
    result = desk.run("compile", "-l", "es-MX", code=7)
    assert "locales/es/LC_MESSAGES/news.md.po" in result.err
    assert "es_MX" not in result.err


def test_a_chain_of_three(begin: Callable[..., Project]) -> None:
    desk = begin("es", "es-419", "es-MX")
    desk.write("news.md", NEWS)
    desk.run("extract")
    desk.review("es", "news.md", SPANISH)
    desk.review("es_419", "news.md", MEXICAN)
    desk.run("compile")
    assert desk.page("es-MX", "news.md").read_text(encoding="utf-8") == PAGE
    assert desk.page("es-419", "news.md").read_text(encoding="utf-8") == PAGE
