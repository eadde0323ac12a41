"""The same words again and again: what an engine writes when it is stuck.

Three times in a row may be style ("never, never, never"); more, where the source does not repeat, is a loop.

To fix it, translate the sentence anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n.checks.base import Example, Finding
from l10n.checks.text import low_words, words
from l10n.model import Entry, Pair, Severity

ID = "loops"
SEVERITY = Severity.ERROR
ENGINES = True

FLAGGED = (
    Example("The river rose at night.", "La rivière est la rivière est la rivière est la rivière est montée.", "fr"),
    Example("The river rose in the night.", "夜里河水上涨河水上涨河水上涨河水上涨了。", "zh-Hans"),
    Example("The river rose.", "La la la la la rivière monta.", "fr"),
    Example("Wait", "…attendsssssssssssss", "fr"),
    Example("The river rose in the night.", "夜里，河水，河水，河水，河水上涨了。", "zh-Hans"),
    Example("Hoffenheim won.", "Hoffenheimheimheimheim ชนะ", "th"),
)
PASSED = (
    Example("The river rose in the night.", "La rivière est montée dans la nuit.", "fr"),
    Example("No, no, no, no!", "Non, non, non, non !", "fr"),
    Example("Ha ha ha ha ha!", "哈哈哈哈哈！", "zh-Hans"),
    Example("Name: __________", "Nom : __________", "fr"),
    Example("Never, never, never.", "Jamais, jamais, jamais.", "fr"),
    Example("It cost 1,000,000,000,000.", "Cela a coûté 1 000 000 000 000.", "fr"),
)

_WORDS = re.compile(r"(?<!\w)(\w[^\n]{0,60}?)(?:[\s,.;:!?…-]+\1){3,}(?!\w)()", re.IGNORECASE)
_PHRASE = re.compile(r"(?<!\w)(\w[^\n]{9,60}?)(?:[\s,.;:!?…-]+\1){2,}(?!\w)()", re.IGNORECASE)
_UNSPACED = re.compile(r"([\u0e00-\ud7ff]{2,12}?)\1{3,}()")
_INSIDE = re.compile(r"([^\W\d_][^\s]{3,20}?)\1{2,}|([\u0e00-\ud7ff][^\s\da-z]{2,12}?)\2{2,}", re.IGNORECASE)
_NO_BLANKS = re.compile("[\u0e00-\ud7ff]")
_LONG = 12  # letters of a word that may hold a loop
_RUN = re.compile(r"\S{12,}")
_LETTER = re.compile(r"([^\W\d_])\1{5,}()")


def find(entry: Entry, _pair: Pair) -> Iterator[Finding]:
    found = _loop(entry.msgstr)
    again = (found[1] or found[2]) if found else ""
    if found and any(c.isalpha() for c in again) and not _loop(entry.msgid):
        yield Finding(f"“{again}” again and again", *found.span())


def _loop(text: str) -> re.Match[str] | None:
    found = _LETTER.search(text) or (None if text.isascii() else _UNSPACED.search(text)) or _inside(text)
    if found:
        return found
    return _WORDS.search(text) or _PHRASE.search(text) if _beats(text) else None


def _inside(text: str) -> re.Match[str] | None:
    """A loop inside a stretch without blanks; only stretches whose threes of characters recur are looked at."""
    if max(map(len, words(text)), default=0) < _LONG and (text.isascii() or not _NO_BLANKS.search(text)):
        return None
    for run in _RUN.finditer(text):
        threes = [run[0][i : i + 3] for i in range(len(run[0]) - 2)]
        if len(threes) - len(set(threes)) >= 5 and (found := _INSIDE.search(text, *run.span())):
            return found
    return None


def _beats(text: str) -> bool:
    """Whether a word comes three times at equal distance, as in every loop; quick, for most texts have none."""
    past: dict[str, tuple[int, int]] = {}
    for place, token in enumerate(low_words(text)):
        last, step = past.get(token, (-1, 0))
        if last >= 0 and place - last == step:
            return True
        past[token] = (place, place - last if last >= 0 else 0)
    return False
