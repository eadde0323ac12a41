"""A soft hyphen, or a zero-width space between Chinese or Japanese characters, that the source has not.

Neither is seen, but search does not find the word any more; they come from word processors and web pages. Where a
text is broken into lines is for the page to say.

To fix it, delete the character.
"""

from __future__ import annotations

from collections.abc import Iterator

from l10n.checks.base import Example, Finding
from l10n.checks.text import language
from l10n.model import Entry, Pair, Severity

ID = "invisible"
SEVERITY = Severity.WARNING
ENGINES = True

FLAGGED = (
    Example("citizens of the world", "cit\u00adoyens du monde", "fr"),
    Example("citizens of the world", "世界\u200b公民", "zh-Hans"),
    Example("citizens of the world", "مواطنو ال\u00adعالم", "ar"),
)
PASSED = (
    Example("citizens of the world", "citoyens du monde", "fr"),
    Example("The word citi\u00adzens", "Le mot cito\u00adyens", "fr"),
    Example("Good day", "สวัสดี\u200bครับ", "th"),
)

_NAMES = {"\u00ad": "a soft hyphen", "\u200b": "a zero-width space"}


def find(entry: Entry, pair: Pair) -> Iterator[Finding]:
    chars = "\u00ad\u200b" if language(pair.target) in ("zh", "ja") else "\u00ad"
    for char in chars:
        place = entry.msgstr.find(char)
        if place >= 0 and char not in entry.msgid:
            yield Finding(f"{_NAMES[char]} in the text", place, place + 1)
