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
# Inside a word four characters three times; where no blanks set words off three, or two four times.
_INSIDE = re.compile(r"([^\W\d_]\S{3,20}?)\1{2,}()", re.IGNORECASE)
_SIGNS = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af"
_UNSPACED = re.compile(rf"([{_SIGNS}][^\s\dA-Za-z]{{2,12}}?)\1{{2,}}|([{_SIGNS}]{{2}})\2{{3,}}")
_NO_BLANKS = re.compile(f"[{_SIGNS}]")
_LONG = 12  # letters of a word that may hold a loop
_LETTER = re.compile(r"([^\W\d_])\1{5,}()")


def find(entry: Entry, _pair: Pair) -> Iterator[Finding]:
    found = _loop(entry.msgstr)
    again = (found[1] or found[2]) if found else ""
    if found and any(c.isalpha() for c in again) and not _loop(entry.msgid):
        yield Finding(f"“{again}” again and again", *found.span())


def _loop(text: str) -> re.Match[str] | None:
    if found := _inside(text):
        return found
    return _WORDS.search(text) or _PHRASE.search(text) if _beats(text) else None


def _inside(text: str) -> re.Match[str] | None:
    """A loop of letters without blanks between them; most words are short or have too many letters for one."""
    found = _UNSPACED.search(text) if not text.isascii() and _NO_BLANKS.search(text) and _recurs(text) else None
    repeating = [word for word in words(text) if len(word) > 5 and len(word) - len(set(word)) >= 5]
    if found or not repeating:
        return found
    long = max(map(len, repeating)) >= _LONG
    return _LETTER.search(text) or (_INSIDE.search(text) if long else None)


def _recurs(text: str) -> bool:
    """Whether four characters come again within a dozen, as in every loop; quick, for most texts have none."""
    past: dict[str, int] = {}
    for place in range(len(text) - 3):
        four = text[place : place + 4]
        if place - past.get(four, -_LONG - 2) <= _LONG + 1:
            return True
        past[four] = place
    return False


def _beats(text: str) -> bool:
    """Whether the same words come twice and begin again, as in every loop; quick, for most texts have none."""
    past: dict[str, tuple[int, int]] = {}
    found = low_words(text)
    for place, token in enumerate(found):
        last, step = past.get(token, (-1, 0))
        if last >= 0 and place - last == step and found[last - step : last] == found[last:place]:
            return True
        past[token] = (place, place - last if last >= 0 else 0)
    return False
