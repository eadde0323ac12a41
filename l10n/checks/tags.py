"""An HTML tag written in the source text (`<em>`, `</a>`) that the translation lost or changed.

Catalogs of programs and web pages hold tags as text. Each must come back; the texts of `alt`, `title`, `placeholder`
and `aria-label` may be translated. Tags that only the translation has are the check `injection`.

To fix it, copy the tag from the source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from l10n.checks.base import Example, Finding
from l10n.checks.text import PLACEHOLDER, TAG
from l10n.inline import MARK
from l10n.model import Entry, Pair, Severity

ID = "tags"
SEVERITY = Severity.ERROR
ENGINES = True

FLAGGED = (
    Example("A <em>good</em> day", "Une <em>bonne journée", "fr"),
    Example("A <em>good</em> day", "Une bonne journée", "fr"),
    Example('See <a href="/a">this</a>', 'Voir <a href="/b">ceci</a>', "fr"),
    Example("A <b>good</b> day", "Une < b>bonne</b> journée", "fr"),
)
PASSED = (
    Example("A <em>good</em> day", "Une <em>bonne</em> journée", "fr"),
    Example('<img src="a.png" alt="The pier">', '<img src="a.png" alt="La jetée">', "fr"),
    Example("3 < 4", "3 < 4", "fr"),
    Example("grep <pattern> <file>", "grep <motif> <fichier>", "fr"),
    Example("On <a1>the pier</a1>", "Sur la jetée", "fr"),
)

# fmt: off
_ELEMENTS = frozenset((
    "a", "abbr", "address", "area", "article", "aside", "audio", "b", "base", "bdi", "bdo", "big", "blockquote", "body",
    "br", "button", "canvas", "caption", "center", "cite", "code", "col", "colgroup", "data", "datalist", "dd", "del",
    "details", "dfn", "dialog", "div", "dl", "dt", "em", "embed", "fieldset", "figcaption", "figure", "font", "footer",
    "form", "frame", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "i", "iframe", "img", "input",
    "ins", "kbd", "label", "legend", "li", "link", "main", "map", "mark", "marquee", "math", "menu", "meta", "meter",
    "nav", "noscript", "object", "ol", "optgroup", "option", "output", "p", "param", "picture", "pre", "progress", "q",
    "rp", "rt", "ruby", "s", "samp", "script", "search", "section", "select", "slot", "small", "source", "span",
    "strike", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea",
    "tfoot", "th", "thead", "time", "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr",
))
# fmt: on
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_WORDS = re.compile(r"\b(alt|title|placeholder|aria-label|content)=(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE)


def shape(tag: str) -> str:
    """A tag without the texts in it that are translated, the names of placeholders, and idle blanks."""
    bare = PLACEHOLDER.sub("%", _WORDS.sub(r"\1", tag))
    return re.sub(r"\s+", " ", bare).replace(" >", ">").replace(" />", "/>")


def tags(text: str) -> list[re.Match[str]]:
    """The HTML tags of a text. Marks are none, nor is a word in angle brackets that HTML does not know (`<file>`)."""
    return [found for found in TAG.finditer(text) if _is_tag(found[0])] if "<" in text else []


def _is_tag(text: str) -> bool:
    name = _NAME.match(text)
    if name is None or "=" in text or name[1].lower() in _ELEMENTS:
        return True
    return "-" in name[1] and not MARK.fullmatch(text)


def find(entry: Entry, _pair: Pair) -> Iterator[Finding]:
    wanted = Counter(shape(found[0]) for found in tags(entry.msgid))
    if wanted:
        given = Counter(shape(found[0]) for found in tags(entry.msgstr))
        yield from (Finding(f"{tag} is missing or was changed") for tag in (wanted - given).elements())
