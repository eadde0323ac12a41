"""What a single word next to a stop looks like: an initial, a number, a clipped word."""

from __future__ import annotations

import re
import unicodedata

# Marks that may stand before the first letter of a sentence or a word.
LEADING = "\"'“”„‘’«»‹›([{¿¡*•–—. \t\n\u00a0\u202f"

_VOWELS = frozenset("aeiouyıæœøаеёиоуыэюяіїєαεηιουω")
_ROMAN = re.compile(r"(?=[IVXLC])C?(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})")
_CLOSED = frozenset(")]%\"'”’»“")
_PART = re.compile("[-–—'’]")
_ENUMERATOR = re.compile(r"\d{1,3}(?:\.[^\W_]{1,2})*|[^\W\d_]")


def is_roman(word: str) -> bool:
    """A Roman number up to 199."""
    return bool(_ROMAN.fullmatch(word))


def is_ordinal(word: str) -> bool:
    """A number that may be an ordinal where a stop follows: up to two digits, or Roman."""
    return (word.isdecimal() and len(word) < 3) or is_roman(word)


def is_enumerator(word: str) -> bool:
    """What may number an item: `1`, `a`, `IV`, `2.3`, `1.F.2`."""
    return bool(_ENUMERATOR.fullmatch(word)) or is_roman(word)


def is_whole(word: str) -> bool:
    """A word that is surely no abbreviation: written out, closed by a bracket or a quotation mark, a long number."""
    if word[-1] in _CLOSED or (word.isdecimal() and len(word) > 2):
        return True
    last = _PART.split(word)[-1]
    return len(last) > 1 and last.isalpha() and not is_clipped(last)


def is_initial(word: str) -> bool:
    """A single letter, unless it is a small vowel: those are words (Italian e, Russian я)."""
    return len(word) == 1 and word.isalpha() and _VOWELS.isdisjoint(unicodedata.normalize("NFD", word))


def is_dotted(word: str) -> bool:
    """`U.S`, `J.-P`, `Ph.D`, `यू.एस`: short parts with stops between (but `bbc.com`)."""
    parts = word.replace("-", "").split(".")
    return len(parts) > 1 and all(_is_short(part) for part in parts)


def _is_short(part: str) -> bool:
    return 0 < len(part) < (3 if part.islower() else 4) and not part[-1].isdigit()


def is_doubled(word: str, after: str) -> bool:
    """Spanish plurals written apart: `EE.` before `UU.`"""
    return len(word) == len(after) == 2 and word[0] == word[1] and after[0] == after[1] and (word + after).isupper()


def is_clipped(word: str) -> bool:
    """A short word without vowels that is no acronym: an abbreviation whether a list knows it or not (`Sgt`, `Дж`).

    An r or l inside counts as a vowel: `smrt` and `vlk` are words.
    """
    if not 1 < len(word) < 6 or not word[1:].islower() or not word.isalpha():
        return False
    lowered = word.lower()
    if not _VOWELS.isdisjoint(lowered) or "r" in lowered[1:-1] or "l" in lowered[1:-1]:
        return False
    return _VOWELS.isdisjoint(unicodedata.normalize("NFD", lowered))
