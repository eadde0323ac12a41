"""Translations that are made of markup, by mistake, by nature or by malice; other renderers say what became of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("cmarkgfm", reason="needs cmarkgfm, the judge of Markdown")
pytest.importorskip("selectolax", reason="needs selectolax, the judge of HTML")

from benchmarks import hostile, injection, reemission, renderers
from l10n import compose, inline, workflow
from l10n.formats import FORMATS
from l10n.model import Settings

PLACES = [pytest.param(place, id=f"{group}: {place.name}") for group, place in hostile.places()]
CASES = list(injection.cases())
# cmark-gfm reads on to the last bracket of the line where a title ends with a backslash.
MISREAD = {("title in brackets", "Ende\\")}
# What follows an address at once becomes a part of it, in the eyes of readers that link bare addresses.
GLUED = {"Voir <url1/>-ici."}


@pytest.mark.parametrize("place", PLACES)
def test_hostile_translations_are_shown_as_written_or_fall_back(place: hostile.Place) -> None:
    found = {
        string: hostile.verdict(place, string) for string in hostile.STRINGS if (place.name, string) not in MISREAD
    }
    assert {string: one for string, one in found.items() if one not in ("shown", "fallen back")} == {}
    fallen = [string for string, one in found.items() if one == "fallen back"]
    assert len(fallen) < 20
    if place.format == "text" or place.page.startswith(("---", "+++")):
        assert fallen == []


def test_there_are_as_many_strings_as_said() -> None:
    assert len(set(hostile.STRINGS)) == len(hostile.STRINGS) == 62


@pytest.mark.parametrize("format_", list(FORMATS))
def test_no_injection_gets_through(format_: str) -> None:
    cases = [case for case in CASES if case.format == format_]
    found = {case: injection.verdict(case) for case in cases}
    assert len(cases) >= 40
    through = {case: one for case, one in found.items() if one not in ("refused", "inert", "told")}
    assert {case: one for case, one in through.items() if case.text not in GLUED} == {}


def harmless() -> Iterator[injection.Case]:
    for format_, pages in injection.PAGES.items():
        for page in pages:
            key = injection.sentence(injection.article(format_, page))
            marks = " mot ".join(str(mark) for mark in inline.marks(key[1]))
            yield injection.Case(format_, page, f"Le port {marks} ouvre." if marks else "Le port ouvre.")


@pytest.mark.parametrize("case", list(harmless()), ids=lambda case: f"{case.format}: {case.page}")
def test_what_is_harmless_is_neither_refused_nor_told(case: injection.Case) -> None:
    """Else the cases above would prove nothing."""
    assert injection.verdict(case) == "inert"
    source = injection.article(case.format, case.page)
    assert injection.errors(source, {injection.sentence(source): case.text}) == []


@pytest.mark.parametrize("format_", ["markdown", "html"])
def test_the_judges_see_what_is_not_escaped(format_: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FORMATS[format_], "fill", lambda unit, items: "".join(items))
    monkeypatch.setattr(compose, "_prove", lambda article, writer: [])
    place = hostile.Place(format_, "paragraph", {"markdown": "{}\n", "html": "<p>{}</p>\n"}[format_].format("Harbour"))
    wrong = [string for string in hostile.STRINGS if hostile.verdict(place, string) != "shown"]
    assert len(wrong) > 3
    script = injection.Case(format_, "plain", "Le port<script>alert(1)</script>")
    monkeypatch.setattr(injection, "errors", lambda *_: [])
    assert "script" in injection.verdict(script)


NEWS = [
    ("It was 1986. Nothing * moved *.", "Man schrieb 1986. Nichts * rührte * sich."),
    ("R&D costs <5 % [sic]", "F&E kostet <5 % [sic]"),
    ('"No," he said_', "„Nein“, sagte er_"),
]


@pytest.mark.parametrize("format_", list(FORMATS))
def test_human_translations_cause_no_alarm(format_: str) -> None:
    total = injection.News()
    for turn in range(len(NEWS)):  # so that each sentence comes into each kind of block
        total.read(format_, (NEWS[turn:] + NEWS[:turn]) * 11, "de")
    assert (total.fallen, total.wrong, total.pages) == (0, 0, len(NEWS))


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        ("markdown", "# A *b* [c][d] `e`\n\n> f\n> ![g](h 'i')  \n> j &amp; \\* k\n\n[d]: x\n\n1. l [m]\n\n[m]: y\n"),
        ("markdown", "---\ntitle: a 'b'\n---\n\n| a \\| b | *c* |\n|---|---|\n| d | <b>e</b> |\n"),
        ("html", "<p>a <b>b</b>&nbsp;&lt; <a href=c title='d &amp; e'>f</a><br>g</p><ul><li>h<li>i</ul>"),
        ("text", "A\n\nb c\n- d\n  e\n"),
    ],
)
def test_units_written_anew_make_the_same_page(format_: str, text: str) -> None:
    article = workflow.Article("page", text.encode(), format_, Settings())
    total = reemission.Totals()
    assert list(reemission.measure(article, total)) == []
    assert (total.same, total.fallen) == (1, 0)
    targets = {key: reemission.Anew(key[1]) for key in article.parsed.keys}
    assert compose.compose(article.parsed, targets, "en", "fr").changed == len(article.parsed.places)


def test_a_page_is_compared_by_what_is_seen() -> None:
    one, two = (renderers.rendered(text, "html") for text in ("<p>a\n b <i> c</i></p>\n", "<p> a b <i>c</i> </p>"))
    assert renderers.difference(one, two) == ""
    other = renderers.rendered("<p>a b <i>c</i><!-- x --></p>", "html")
    assert "comment" in renderers.difference(one, other)
