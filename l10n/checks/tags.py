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
from l10n.checks.text import TAG
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
    Example("On <a1>the pier</a1>", "Sur la jetée", "fr"),
)

_WORDS = re.compile(r"\b(alt|title|placeholder|aria-label|content)=(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE)


def shape(tag: str) -> str:
    """A tag without the texts in it that are translated, and without idle blanks and case."""
    return re.sub(r"\s+", " ", _WORDS.sub(r"\1", tag)).replace(" >", ">").replace(" />", "/>")


def tags(text: str) -> list[re.Match[str]]:
    """The HTML tags of a text; marks are none."""
    return [found for found in TAG.finditer(text) if not MARK.fullmatch(found[0])] if "<" in text else []


def find(entry: Entry, _pair: Pair) -> Iterator[Finding]:
    wanted = Counter(shape(found[0]) for found in tags(entry.msgid))
    if wanted:
        given = Counter(shape(found[0]) for found in tags(entry.msgstr))
        yield from (Finding(f"{tag} is missing or was changed") for tag in (wanted - given).elements())
