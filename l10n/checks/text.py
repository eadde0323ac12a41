"""The parts of a translation that are not prose, and the prose that is left."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from l10n.typography.spans import EMAIL, PLACEHOLDER, TAG, URL, prose

__all__ = [
    "EMAIL",
    "PLACEHOLDER",
    "TAG",
    "URL",
    "folded",
    "is_pseudo",
    "language",
    "low_words",
    "prose",
    "words",
]

# A word: letters with the vowel signs that Python does not count as such, and apostrophes inside.
_SIGNS = r"\u0300-\u036f\u0900-\u0963\u0971-\u0dff\u0e30-\u0e4e\u1000-\u109f"
_SIGN = re.compile(f"[{_SIGNS}]")
_LETTERS = rf"(?:[^\W\d_]++|[{_SIGNS}]++)++"
_WORD = re.compile(rf"{_LETTERS}(?:['’]{_LETTERS})*")
_PLAIN_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@lru_cache(maxsize=2048)
def words(text: str) -> tuple[str, ...]:
    """The words of the prose, as they are written."""
    pattern = _WORD if not text.isascii() and _SIGN.search(text) else _PLAIN_WORD
    return tuple(pattern.findall(prose(text)))


@lru_cache(maxsize=2048)
def low_words(text: str) -> tuple[str, ...]:
    """The words of the prose in lower case."""
    return tuple(word.lower() for word in words(text))


def is_pseudo(text: str) -> bool:
    """Whether it is a pseudo-translation, `⟦…⟧`: a test of layout that keeps the letters of the source."""
    return text.startswith("⟦") and text.endswith("⟧")


@lru_cache(maxsize=64)
def language(tag: str) -> str:
    """The language of a BCP 47 tag; the two names of Norwegian count as one."""
    code = tag.partition("-")[0].lower()
    return {"no": "nb", "nn": "nb", "iw": "he", "in": "id", "ms": "id", "bs": "hr", "yue": "zh"}.get(code, code)


def folded(text: str) -> str:
    """The text without what does not tell two texts apart: case, width, blanks, punctuation at the ends."""
    text = " ".join(unicodedata.normalize("NFKC", prose(text)).casefold().split())
    return text.strip(".!?…:;,'\"«»“”„ ")
