"""A bracket without its other half, where the source has both.

All kinds of brackets count, in their full width too; enumerators ("a)"), smileys, quotations that go on in the next
sentence (「) and what the source has itself pass.

To fix it, add the missing bracket, or take out the one that stands alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from l10n.checks.base import Example, Finding
from l10n.model import Entry, Pair, Severity
from l10n.typography import masked

ID = "brackets"
SEVERITY = Severity.WARNING
ENGINES = True

FLAGGED = (
    Example("The mayor (62) resigned.", "Le maire (62 ans a démissionné.", "fr"),
    Example("The mayor (62) resigned.", "市長（62歳は辞任した。", "ja"),
    Example("The mayor resigned.", "Le maire) a démissionné.", "fr"),
    Example("The mayor [sic] resigned.", "Мэр [sic ушёл.", "ru"),
    Example("He said “no” (twice).", "Il a dit « non » (deux fois.", "fr"),
    Example("It works (Q&amp;A).", "Ça marche Q&amp;A).", "fr"),
)
PASSED = (
    Example("The mayor (62) resigned.", "Le maire, 62 ans, a démissionné.", "fr"),
    Example("The mayor (62) resigned.", "市長（62歳）は辞任した。", "ja"),
    Example("The mayor (62) resigned.", "市长(62岁）辞职了。", "zh-Hans"),
    Example("a) the mayor", "a) le maire", "fr"),
    Example("Thanks :)", "Merci :)", "fr"),
    Example("(the first half", "(la première moitié", "fr"),
    Example("First, the mayor", "1) le maire", "fr"),
    Example("“The mayor resigned.”", "「市長は辞任した。", "ja"),
)

_PAIRS = {")": "(", "）": "(", "]": "[", "］": "[", "}": "{", "｝": "{", "】": "【", "〕": "〔"}
_OPENING = {"(": "(", "（": "(", "[": "[", "［": "[", "{": "{", "｛": "{"} | {c: c for c in "【〔"}
_ANY = re.compile(f"[{re.escape(''.join(_PAIRS) + ''.join(_OPENING))}]")
_NONE = re.compile(r"(?<!\w)[:;=8xX]['-]?[()\[\]]+|(?:^|[.;:,])\s*\w{1,3}[.]?\)", re.MULTILINE)


def find(entry: Entry, _pair: Pair) -> Iterator[Finding]:
    left = _unpaired(entry.msgstr)
    if left:
        allowed = Counter(kind for kind, _ in _unpaired(entry.msgid))
        for char, place in left:
            if allowed[char] <= 0:
                yield Finding(f"{char} stands alone", place, place + 1)
            allowed[char] -= 1


def _unpaired(text: str) -> list[tuple[str, int]]:
    """The brackets that have no other half, with their places."""
    if not _ANY.search(text):
        return []
    open_now: list[tuple[str, int]] = []
    alone: list[tuple[str, int]] = []
    bare = masked(text)
    skipped = {place for found in _NONE.finditer(bare) if "(" not in found[0] for place in range(*found.span())}
    for found in _ANY.finditer(bare):
        char, place = found[0], found.start()
        if char in _OPENING:
            open_now.append((_OPENING[char], place))
        elif open_now and open_now[-1][0] == _PAIRS[char]:
            open_now.pop()
        elif place not in skipped:
            alone.append((char, place))
    return alone + open_now
