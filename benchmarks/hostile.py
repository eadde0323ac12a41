"""Hostile but legitimate translations: text that is markup to its format must be shown as written, or fall back.

Each string stands in each place of a small page. The page as another renderer shows it must be the source's, with
the string in the place of the words it translates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.etree import ElementTree

from benchmarks import renderers
from benchmarks.common import Bounds, Figure, options, report
from l10n import compose, inline, workflow
from l10n.model import Settings

WORDS = "Harbour news"
STRINGS = (
    "1986. Ein Jahr",
    "2) Zweitens",
    "007. Geheim",
    "1234567890. Zahl",
    "# x",
    "###### Überschrift",
    "#hashtag heute",
    "Kurs #1 #",
    "- x",
    "+ x",
    "* x",
    "> x",
    ">x",
    "- [ ] offen",
    "---",
    "***",
    "___",
    "===",
    "- - -",
    "a | b",
    "| a | b |",
    "|---|---|",
    ":-- | --:",
    "<div> roh",
    "</p> zu",
    "a <b und c> d",
    "<x:y> <a@b>",
    "<!-- x -->",
    "<?php x",
    "1 < 2 > 0",
    "R&D &amp; AT&T &copy; &#65;",
    "C:\\Pfad\\*",
    "Ende\\",
    "\\* \\\\ \\n",
    "    vier Leerzeichen",
    "\tTabulator",
    "`Code` und ``",
    "```",
    "~~~",
    "~~weg~~ ~x~",
    "]",
    "[x]: y",
    "[x](y)",
    "![x](y)",
    "[^1] und [^1]: Fuß",
    "[ ] [x] [[Wiki]]",
    "](z",
    "*",
    "_",
    "_a_ *b* **c** snake_case",
    "2 * 3 * 4",
    "!!! note",
    "::: tip",
    "{#id}",
    "??? tip",
    "{braces} {a: 1}",
    "Term\n: Bedeutung",
    "Zeile\n\n# zwei",
    "$$ und 5 $",
    ":tada: 12:30",
    "\"Ja\": 'nein' \"\"\" '''",
    "no # kein",
)


@dataclass(frozen=True)
class Place:
    """A page with `WORDS` in a place of it."""

    format: str
    name: str
    page: str

    @cached_property
    def source(self) -> compose.Source:
        suffix = {"text": "txt", "markdown": "md", "mdx": "mdx", "html": "html"}[self.format]
        return workflow.Article(f"page.{suffix}", self.page.encode(), self.format, Settings()).parsed

    @cached_property
    def rendered(self) -> renderers.Rendered:
        return renderers.rendered(self.page, self.format)


_XHTML = '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>\n'
_PLACES = {
    "text": {
        "paragraph": "Ferry\n\n{}\n\nThe end is here.\n",
        "headline": "{}\n\nThe first line of it.\n",
        "list item": "Ferry\n\n- One thing\n- {}\n- Two things\n",
        "quote": "Ferry\n\n    {}\n\nThe end is here.\n",
        "hard-wrapped": "Ferry\n\nThe boat that brings the letters left before the sun\nwas up, and nobody on the pier "
        "had seen who was on\nboard. {}. The keeper of the light went to bed and\nslept until the bells of noon woke "
        "the whole village.\n",
    },
    "markdown": {
        "paragraph": "# Ferry\n\n{}\n\nThe end.\n",
        "heading": "# {}\n\nText.\n",
        "closed heading": "## {} ##\n\nText.\n",
        "underlined heading": "{}\n===\n\nText.\n",
        "list item": "- One\n- {}\n- Two\n",
        "ordered item": "3. One\n4. {}\n5. Two\n",
        "task": "- [ ] {}\n- [x] Two\n",
        "quote": "> {}\n\nThe end.\n",
        "item in a quote": "> - One\n>\n>   {}\n> - Two\n",
        "table cell": "| A | B |\n|---|---|\n| {} | x |\n| y | z |\n",
        "table head": "{} | B\n---|---\nx | y\n",
        "link": "See [{}](https://ferry.example/a) now.\n",
        "reference link": "See [{}][ref] now.\n\n[ref]: https://ferry.example/a\n",
        "shortcut link": "See [{}] now.\n\n[Harbour news]: https://ferry.example/a\n",
        "image": "An image ![{}](a.png) here.\n",
        "title": 'See [it](a "{}") now.\n',
        "title in brackets": "See [it](a ({})) now.\n",
        "emphasis": "It is *{}* here.\n",
        "strong": "It is **{}** here.\n",
        "footnote": "Text.[^a]\n\n[^a]: {}\n",
        "after a hard break": "One line\\\n{}\n",
        "sentence on a line": "One sentence here.\n{}.\nAnother sentence.\n",
        "HTML block": "<div>\n<p>{}</p>\n</div>\n\nText.\n",
        "HTML attribute": '<p>\nAn image: <img src="a.png" alt="{}">\n</p>\n\nText.\n',
    },
    "mdx": {
        "paragraph": "# Ferry\n\n{}\n\nThe end.\n",
        "heading": "# {}\n\nText.\n",
        "table cell": "| A | B |\n|---|---|\n| {} | x |\n| y | z |\n",
        "link": "See [{}](https://ferry.example/a) now.\n",
        "strong": "It is **{}** here.\n",
        "component": "<Tabs>\n\n{}\n\n</Tabs>\n",
        "label": '<Tab label="{}">\n\nText.\n\n</Tab>\n',
    },
    "front matter": {
        "YAML plain": "---\ntitle: {}\nlayout: post\n---\n\nText.\n",
        "YAML double": '---\ntitle: "{}"\nlayout: post\n---\n\nText.\n',
        "YAML single": "---\ntitle: '{}'\nlayout: post\n---\n\nText.\n",
        "YAML folded": "---\ndescription: >-\n  {}\nlayout: post\n---\n\nText.\n",
        "YAML literal": "---\ndescription: |\n  {}\nlayout: post\n---\n\nText.\n",
        "YAML list": "---\ndescription: [{}, b]\nlayout: post\n---\n\nText.\n",
        "TOML basic": '+++\ntitle = "{}"\nlayout = "post"\n+++\n\nText.\n',
        "TOML literal": "+++\ntitle = '{}'\nlayout = 'post'\n+++\n\nText.\n",
    },
    "xhtml": {
        "paragraph": _XHTML.format("<p>{}</p>"),
        "link": _XHTML.format('<p>See <a href="a">{}</a> now.</p>'),
        "attribute": _XHTML.format('<p>An <img src="a.png" alt="{}"/> here.</p>'),
    },
    "html": {
        "paragraph": "<!DOCTYPE html><html><body><p>{}</p><p>The end.</p></body></html>\n",
        "heading": "<h1>{}</h1><p>Text.</p>\n",
        "list item": "<ul><li>{}<li>Two</ul>\n",
        "table cell": "<table><tr><td>{}<td>x</table>\n",
        "link": '<p>See <a href="a">{}</a> now.</p>\n',
        "emphasis": "<p>It is <em>{}</em> here.</p>\n",
        "attribute": '<p>An <img src="a.png" alt="{}"> here.</p>\n',
        "attribute, single": "<p>See <a href='a' title='{}'>it</a> now.</p>\n",
        "bare attribute": "<p>An <img alt=Harbour src=a.png> here.</p>\n",
        "title": "<!DOCTYPE html><html><head><title>{}</title></head><body><p>Text.</p></body></html>\n",
        "description": '<meta name="description" content="{}"><p>Text.</p>\n',
        "definition": "<dl><dt>{}<dd>Text</dl>\n",
    },
}


def places() -> Iterator[tuple[str, Place]]:
    """Each place with the group it is counted in."""
    formats = {"front matter": "markdown", "xhtml": "html"}
    for group, pages in _PLACES.items():
        for name, page in pages.items():
            yield group, Place(formats.get(group, group), name, page.replace("{}", WORDS))


def verdict(place: Place, string: str) -> str:
    """What became of a string: shown, fallen back, or what went wrong."""
    targets = dict(_targets(place, string))
    if not targets:
        return "not offered for translation"
    try:
        page = compose.compose(place.source, targets, "en", "de")
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    if page.failures:
        return "fallen back" if page.text == place.page else "reported, yet the page is not the source"
    try:
        found = renderers.rendered(page.text, place.format)
    except ElementTree.ParseError as error:
        return f"{page.text!r}: {error}"
    shown = renderers.squash(string)
    wanted = place.rendered.changed(lambda text: text.replace(words(place), shown))
    if place.name == "TOML literal":  # no apostrophe can be written there: the typographic one stands for it
        found, wanted = (one.changed(lambda text: text.replace("’", "'")) for one in (found, wanted))
    reason = renderers.difference(wanted, found)
    return f"{page.text!r}: {reason}" if reason else "shown"


def words(place: Place) -> str:
    return WORDS if WORDS in place.page else WORDS.partition(" ")[0]


def _targets(place: Place, string: str) -> Iterator[tuple[tuple[str | None, str], str]]:
    for key in place.source.keys:
        if words(place) in key[1]:
            before, _, after = key[1].partition(words(place))
            yield key, before + inline.escape(string, before_mark=after.startswith("<")) + after


def main() -> int:
    arguments = options(__doc__ or "").parse_args()
    if reason := renderers.missing():
        print(f"skipped: {reason}")
        return 0
    counts: dict[str, Counter[str]] = {}
    for group, place in places():
        for string in STRINGS:
            found = verdict(place, string)
            wrong = found not in ("shown", "fallen back")
            counts.setdefault(group, Counter())["wrong" if wrong else found] += 1
            if found != "shown":
                print(f"{place.format}, {place.name}, {string!r}: {found}")
    return report(list(figures(counts)), arguments.json)


def figures(counts: dict[str, Counter[str]]) -> Iterator[Figure]:
    bounds = Bounds("hostile")
    for group, count in counts.items():
        total = count.total()
        for name in ("shown", "fallen back", "wrong"):
            note = f"{count[name]} of {total}"
            yield bounds.figure(f"{group}: {name}", 100 * count[name] / total, "%", note)


if __name__ == "__main__":
    raise SystemExit(main())
