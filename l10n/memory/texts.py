"""A text as memories compare it, and the words by which they find it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from l10n.inline import Mark, split
from l10n.model import MARK_KINDS, Form

LONGEST = 64
"""Longer words are no words, and find nothing."""
SHORT = 48
"""Texts of at most so many characters are found by parts of words, too: one typo may hit their only rare word."""

# Scripts that put no blanks between words: Thai, Lao, Burmese, Khmer, kana, Han.
_RUN = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_KINDS = (*sorted(MARK_KINDS), "joined")
_FORMS = tuple(Form)


def flat(msgid: str) -> str:
    """The text as it reads, a mark as one character: its kind and form, whatever its number."""
    if "<" not in msgid:
        return msgid
    return "".join(item if isinstance(item, str) else _char(item) for item in split(msgid))


def _char(mark: Mark) -> str:
    return chr(0xE000 + 3 * _KINDS.index(mark.kind) + _FORMS.index(mark.form))


def folded(text: str) -> str:
    """What texts share that differ in case and blanks only."""
    return " ".join(text.casefold().split())


class _Blanks(dict[int, str]):
    """For str.translate: letters, digits and accents stay, all else is a blank."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = kept = char if unicodedata.category(char)[0] in "LNM" else " "
        return kept


@cache
def _blanks() -> _Blanks:
    return _Blanks()


def words(text: str) -> set[str]:
    """The words of a flat text in lower case; pairs of characters where a script has no blanks."""
    found = set(text.lower().translate(_blanks()).split())
    if not text.isascii() and _RUN.search(text):
        found = {part for word in found for part in _unspaced(word)}
    return found


def threes(words: Iterable[str]) -> set[str]:
    """All runs of three characters inside words."""
    return {word[i : i + 3] for word in words if len(word) > 3 for i in range(len(word) - 2)}


def _unspaced(word: str) -> list[str]:
    out = _RUN.sub(" ", word).split()
    for run in _RUN.findall(word):
        out += [run[i : i + 2] for i in range(len(run) - 1)] or [run]
    return out
