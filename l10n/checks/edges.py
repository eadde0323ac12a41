"""White space at the ends of a translation that the source has not, or the other way round.

A unit is a sentence without the blanks around it; the article keeps those. A blank here ends up twice on the page.

To fix it, begin and end the translation as the source begins and ends.
"""

from __future__ import annotations

from collections.abc import Iterator

from l10n.checks.base import Example, Finding
from l10n.model import Entry, Pair, Severity

ID = "edges"
SEVERITY = Severity.ERROR
ENGINES = True

FLAGGED = (
    Example("Hello.", " Bonjour.", "fr"),
    Example("Hello.", "Bonjour.\n", "fr"),
    Example("Hello.", "\u00a0Bonjour.", "fr"),
    Example("Hello.\n", "Bonjour.", "fr"),
)
PASSED = (
    Example("Hello.", "Bonjour.", "fr"),
    Example("Hello.\n", "Bonjour.\n", "fr"),
    Example(" Hello", " Bonjour", "fr"),
)


def find(entry: Entry, _pair: Pair) -> Iterator[Finding]:
    source, target = entry.msgid, entry.msgstr
    bare = target.strip()
    if not bare or (bare == target and source.strip() == source):
        return
    start, end = target.index(bare[0]), len(target.rstrip())
    if target[:start] != source[: len(source) - len(source.lstrip())]:
        yield Finding("it begins with other white space than the source", *_place(0, start))
    if target[end:] != source[len(source.rstrip()) :]:
        yield Finding("it ends with other white space than the source", *_place(end, len(target)))


def _place(start: int, end: int) -> tuple[int, int]:
    return (start, end) if start < end else (-1, -1)
