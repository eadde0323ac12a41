"""A translation in another writing system than its language has: Latin letters for Arabic, Chinese for Russian.

Names and quotations may keep their letters, so only a text with next to none of its own script is flagged.

To fix it, translate the sentence into the language of the catalog.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from l10n.checks.base import Example, Finding
from l10n.checks.text import prose, words
from l10n.errors import UsageError
from l10n.model import Entry, Pair, Severity

ID = "script"
SEVERITY = Severity.ERROR
ENGINES = True

FLAGGED = (
    Example("The council will meet again on Friday.", "Le conseil se réunira de nouveau vendredi.", "ar"),
    Example("The council will meet again on Friday.", "议会将于星期五再次开会。", "fr"),
    Example("The council will meet again on Friday.", "Совет снова соберётся в пятницу.", "sr-Latn"),
    Example("The council will meet again on Friday.", "Рада знову збереться в п'ятницю.", "ja"),
)
PASSED = (
    Example("The council will meet again on Friday.", "Le conseil se réunira de nouveau vendredi.", "fr"),
    Example("Paris Saint-Germain v Manchester United", "Paris Saint-Germain v Manchester United", "ar"),
    Example("iPhone 15 Pro", "iPhone 15 Pro", "ja"),
    Example("The council will meet again.", "評議会は再び開かれる。", "ja"),
)

# The beginning of the Unicode names of a script's letters.
_NAMES = {
    "Latn": ("LATIN",), "Cyrl": ("CYRILLIC",), "Grek": ("GREEK",), "Arab": ("ARABIC",), "Hebr": ("HEBREW",),
    "Deva": ("DEVANAGARI",), "Beng": ("BENGALI",), "Hans": ("CJK",), "Hant": ("CJK", "BOPOMOFO"),
    "Jpan": ("CJK", "HIRAGANA", "KATAKANA"), "Kore": ("HANGUL", "CJK"), "Thai": ("THAI",), "Geor": ("GEORGIAN",),
    "Armn": ("ARMENIAN",), "Ethi": ("ETHIOPIC",), "Khmr": ("KHMER",), "Laoo": ("LAO",), "Mymr": ("MYANMAR",),
    "Taml": ("TAMIL",), "Telu": ("TELUGU",), "Knda": ("KANNADA",), "Mlym": ("MALAYALAM",), "Gujr": ("GUJARATI",),
    "Guru": ("GURMUKHI",), "Orya": ("ORIYA",), "Sinh": ("SINHALA",), "Tibt": ("TIBETAN",),
}  # fmt: skip


_ENOUGH = 20  # letters of an alphabet
_SHARE = 0.2
_PLENTY = 2.5 * _SHARE  # of the longest total that a text can have: no need to read on


def find(entry: Entry, pair: Pair) -> Iterator[Finding]:
    names = expected(pair.target)
    if names and not _has_own(prose(entry.msgstr), names) and _is_prose(entry):
        yield Finding(f"next to nothing in it is written in {names[0].title()} letters", 0, len(entry.msgstr))


def _has_own(text: str, names: tuple[str, ...]) -> bool:
    """Whether enough of the letters are the script's own, or there are too few letters to tell."""
    if names == _NAMES["Latn"] and text.isascii():
        return True
    own = total = 0.0
    for char in text:
        if char.isalpha():
            weight = 2.5 if char >= "\u3040" else 1.0  # in letters of an alphabet
            total += weight
            own += weight if _is_of(char, names) else 0
            if own >= _PLENTY * len(text):
                return True
    return total < _ENOUGH or own >= _SHARE * total


def _is_prose(entry: Entry) -> bool:
    """Whether there are words in it that are no names; scripts without capitals have no names to tell."""
    small = [word for word in words(entry.msgstr) if not word[0].isupper()]
    return sum(len(word) > 3 or not word.isascii() for word in small) >= 2 or len(max(small, default="", key=len)) >= 8


@lru_cache(maxsize=64)
def expected(locale: str) -> tuple[str, ...]:
    """How the names of a locale's letters begin in Unicode; empty where its script is not known."""
    from l10n.locales import script

    try:
        return _NAMES.get(script(locale), ())
    except UsageError:
        return ()


@lru_cache(maxsize=4096)
def _is_of(char: str, names: tuple[str, ...]) -> bool:
    return unicodedata.name(char, "").startswith(names)
