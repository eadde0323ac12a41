"""What `l10n compile` makes of translations that do not fit, and that nothing else of an article changes."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

import pyromark

from tests.cli.command import Project, text
from tests.cli.news import FRENCH, MARKED, NEWS, NINE, PAGE, SUNDAYS

# ---------------------------------------------------------------- structure


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(tag)


def tags(page: str) -> list[object]:
    """The tags of the page as HTML, in order, with their attributes."""
    parser = _Tags()
    parser.feed(pyromark.html(page, options=pyromark.Options.ENABLE_TABLES))
    return parser.found


def test_a_translation_that_loses_a_link_falls_back_and_is_named(project: Project) -> None:
    project.review("fr", "news.md", FRENCH | {MARKED: "Voir le quai pour les <em2>détails</em2>."})
    result = project.run("compile", "-l", "fr", "news.md", code=7)
    assert "error[structure]" in result.err
    assert MARKED in result.err
    assert "withheld: 75 % approved" in result.out
    project.configure("threshold = 100", "threshold = 0")
    project.run("compile", "-l", "fr", "news.md", code=7)
    source = "See [the pier](https://news.example/pier) for *details*."
    assert text(project.page("fr", "news.md")) == PAGE.replace(PAGE.split("\n")[4], source)


ATTACKS = (
    "# Un titre de plus",
    "Voir\n\n# Un titre",
    "Voir\n===",
    "[ici](https://evil.example)",
    "![image](https://evil.example/i.png)",
    "<script>alert(1)</script>",
    "| a | b |\n|---|---|",
    "- un\n- deux",
    "1. un",
    "> dit-il",
    "```\ncode\n```",
    "    code",
    "---",
    "<https://evil.example>",
    "[ferry]: https://evil.example",
    "<a1>le quai</a1>",
    "<!-- caché",
    "**gras** et `code`",
)


def test_nothing_in_a_translation_becomes_markup(project: Project) -> None:
    """Either the text stands there as text, or the source stands there."""
    sources = [f"The boat of the day has number {number}." for number in range(len(ATTACKS))]
    article = NEWS + "".join(f"\n{source}\n" for source in sources)
    project.write("news.md", article)
    project.run("extract", "news.md")
    project.configure("threshold = 100", "threshold = 0")
    project.review("fr", "news.md", FRENCH | dict(zip(sources, ATTACKS, strict=True)))
    project.run("compile", "news.md", "-l", "fr", code=None)
    page = text(project.page("fr", "news.md"))
    assert tags(page) == tags(article), page
    assert page.startswith(PAGE)
    paragraphs = page.split("\n\n")[3:]
    assert len(paragraphs) == len(ATTACKS), page
    assert sum(found.strip() != source for found, source in zip(paragraphs, sources, strict=True)) >= 6, page


def test_sentences_joined_by_the_translator(project: Project) -> None:
    joined = "Le bac part à neuf heures, sauf le dimanche."
    project.review("fr", "news.md", FRENCH | {NINE: joined, SUNDAYS: "<joined/>"})
    project.run("compile", "news.md", "-l", "fr")
    assert text(project.page("fr", "news.md")).split("\n")[2] == joined
    project.run("check", "news.md", "-l", "fr")


def test_joined_sentences_fall_back_together(project: Project) -> None:
    project.configure("threshold = 100", "threshold = 0")
    project.review("fr", "news.md", {NINE: "Le bac part, sauf le dimanche."}, fuzzy=True)
    project.review("fr", "news.md", {SUNDAYS: "<joined/>"})
    result = project.run("compile", "news.md", "-l", "fr", code=7)
    assert "joined" in result.err
    assert text(project.page("fr", "news.md")) == NEWS


# ---------------------------------------------------------------- identity


SOURCES = {
    "plain.md": "# Title\n\nOne line here.  \nAnother, with a hard break.\n",
    "crlf.txt": "A title for the day\r\n\r\nOne line here. Another one.\r\n",
    "bom.txt": "\ufeffA title for the day\n\nOne line here.\n",
    "bom.md": "\ufeff---\r\ntitle: A day\r\n---\r\n\r\n# Title\r\n\r\n* one\r\n* two\r\n",
    "no-end.txt": "A title for the day\n\nNo line end",
    "blanks.md": "\n\n\n#  Title  \n\n\n\ntext   with   blanks\t\n",
    "empty.txt": "",
}


def test_nothing_translated_and_everything_translated_to_itself(begin: Callable[..., Project]) -> None:
    desk = begin("fr", "ar")
    for name, source in SOURCES.items():
        desk.write(name, source)
    desk.run("extract")
    desk.run("compile", "--draft")
    for name, source in SOURCES.items():
        assert desk.page("ar", name).read_bytes() == source.encode(), name
    for name in SOURCES:
        desk.approve("ar", name, lambda text: text)
    desk.run("compile")
    for name, source in SOURCES.items():
        assert desk.page("ar", name).read_bytes() == source.encode(), name


def test_line_ends_and_byte_order_mark_stay(begin: Callable[..., Project]) -> None:
    desk = begin("fr")
    desk.write("crlf.txt", "\ufeffThe title of the day\r\n\r\nA line here. Another one.\r\n")
    desk.run("extract")
    desk.run("translate", "--engine", "pseudo")
    desk.run("compile", "--draft")
    page = desk.page("fr", "crlf.txt").read_bytes()
    assert page.startswith("\ufeffBrouillon – traduction non relue\r\n\r\n".encode())
    assert page.count(b"\n") == page.count(b"\r\n") == 5
    assert "⟦" in page.decode()
