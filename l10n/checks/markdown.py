"""Markdown written in the source text that the translation lost or broke: a link, an image, code, emphasis.

In catalogs of this tool links and code are marks (`<a1>`); other catalogs hold Markdown as text. A link keeps its
address, code its words, and emphasis both its ends, next to the words.

To fix it, write the Markdown as the source does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from l10n.checks.base import Example, Finding
from l10n.model import Entry, Pair, Severity

ID = "markdown"
SEVERITY = Severity.ERROR
ENGINES = True

FLAGGED = (
    Example("See [the page](https://example.org).", "Voir [la page] (https://example.org).", "fr"),
    Example("See [the page](https://example.org).", "Voir la page.", "fr"),
    Example("See [the page][ref].", "Voir [la page].", "fr"),
    Example("![A boat](boat.png)", "[Un bateau](boat.png)", "fr"),
    Example("Run `npm build`.", "Lancez « npm build ».", "fr"),
    Example("Run `npm build`.", "Lancez `npm construire`.", "fr"),
    Example("A **good** day", "Une **bonne journée", "fr"),
    Example("A **good** day", "Une ** bonne ** journée", "fr"),
    Example("A *good* day", "Une ＊bonne＊ journée", "fr"),
)
PASSED = (
    Example("See [the page](https://example.org).", "Voir [la page](https://example.org).", "fr"),
    Example("A **good** day", "Une **bonne** journée", "fr"),
    Example("A *good* day", "Une _bonne_ journée", "fr"),
    Example("5 * 3 * 2", "5 × 3 × 2", "fr"),
    Example("snake_case_name", "snake_case_name", "fr"),
    Example("He said [sic] this.", "Il a dit [sic] cela.", "fr"),
    Example("Footnote*", "Note*", "fr"),
    Example("Run `npm build`.", "Lancez ``npm build``.", "fr"),
)

_CODE = re.compile(r"(?<![`\\])(`{1,9})(?!`)(.{1,500}?)(?<!`)\1(?!`)", re.DOTALL)
_LINK = re.compile(r"(!?)\[[^\[\]]{0,1000}\](?:\(\s*([^()\s]*)[^()]*\)|(?<![A-Za-z0-9\]]\[)\[([^\[\]]*)\])")
_URL = re.compile(r"^(https?://).*")
# Emphasis stands round words: signs outside of a word open and close it. A language without blanks between words
# may have a letter before the opening sign, so a translation is read with the second pattern.
_ROUND = r"(?![\s*])[^*\n]+?(?<![\s\\*])\1(?!\*)|(?<![\\\w])(_{1,3})(?![\s_])[^_\n]+?(?<![\s\\_])\2(?!\w)"
_EMPHASIS = re.compile(r"(?<![\\*\w])(\*{1,3})" + _ROUND)
_INNER_EMPHASIS = re.compile(r"(?<![\\*])(\*{1,3})" + _ROUND)


def find(entry: Entry, _pair: Pair) -> Iterator[Finding]:
    if not any(sign in entry.msgid for sign in "`[*_"):
        return
    source, target = _CODE.sub("", entry.msgid), _CODE.sub("", entry.msgstr)
    yield from _lost("the code", _code(entry.msgid), _code(entry.msgstr))
    yield from _lost("the link", _links(source), _links(target))
    yield from _lost("the emphasis", _emphasis(_EMPHASIS, source), _emphasis(_INNER_EMPHASIS, target))


def _lost(what: str, wanted: Counter[str], given: Counter[str]) -> Iterator[Finding]:
    return (Finding(f"{what} {part} is missing or was changed") for part in (wanted - given).elements())


def _code(text: str) -> Counter[str]:
    return Counter(f"`{found[2]}`" for found in _CODE.finditer(text))


def _links(text: str) -> Counter[str]:
    found = _LINK.finditer(text)
    return Counter(f"{m[1]}[…]({_address(m[2])})" if m[2] is not None else f"{m[1]}[…][{m[3]}]" for m in found)


def _address(target: str) -> str:
    """Where a link leads; whether a URL is the source's is for the check `urls` to say."""
    return _URL.sub(r"\1…", target)


def _emphasis(pattern: re.Pattern[str], text: str) -> Counter[str]:
    signs = ("*" * len(found[1] or found[2]) for found in pattern.finditer(text))
    return Counter(f"{sign}…{sign}" for sign in signs)
