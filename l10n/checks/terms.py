"""Whether a text has a term, whatever endings, accents and compounds its language puts on it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence, Set
from functools import lru_cache

from l10n.checks.text import low_words
from l10n.glossary.forms import lemma

_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]+")
# Scripts whose words are not set off or hardly change: a term stands there as it is.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff]")
_ARTICLE = re.compile("^(?:ال|لل|و)(?=..)")
_PREFIX = re.compile("^[הבלושמכ](?=....)")
# Languages that put words together, or put particles before them: a term may stand inside a word.
_COMPOUNDING = frozenset(("ar", "de", "da", "et", "fi", "he", "hu", "is", "ko", "nb", "nl", "sv", "sw"))
# Languages whose forms differ within the word, and whose list of forms is read in less than half a second.
_LISTED = frozenset("ar bg cs el fa fr gl he hi hr id it lv nl ro sl sr tl".split())
_STEM = 0.65  # the share of a word that endings leave alone
_ALIKE = 0.7  # the pairs of letters that two forms of a word share


@lru_cache(maxsize=65536)
def folded_word(word: str) -> str:
    """The word in lower case, without accents and vowel points."""
    low = word.casefold()
    return low if low.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFD", low))


@lru_cache(maxsize=1024)
def word_pattern(source: str) -> re.Pattern[str]:
    """A term of the source as a word of its own, singular or plural; one with capitals only with them."""
    flags = re.IGNORECASE if source.islower() else 0
    return re.compile(rf"(?<![\w-]){re.escape(source)}(?:s|es|'s|’s)?(?!\w)", flags)


def has_term(target: str, term: str, code: str) -> bool:
    """Whether a translation has all words of a term in some form; `code` is its language."""
    low = folded_word(target)
    return all(_has_word(low, word, target, code) for word in term.split())


def _has_word(low: str, word: str, target: str, code: str) -> bool:
    if _UNSPACED.match(word):
        return folded_word(word) in low
    stem = _stem(folded_word(word), code)
    inside = code in _COMPOUNDING or not stem[0].isalpha()
    there = stem in low if inside else re.search(rf"(?<![^\W\d_]){re.escape(stem)}", low) is not None
    return there or _similar(word, target) or (code in _LISTED and _same_lemma(word, target, code))


@lru_cache(maxsize=4096)
def _stem(word: str, code: str) -> str:
    bare = _ARTICLE.sub("", word) if code == "ar" else _PREFIX.sub("", word) if code == "he" else word
    return bare[: max(3 if len(bare) < 5 else 4, int(len(bare) * _STEM + 0.5))]


def _similar(word: str, target: str) -> bool:
    """Whether a word of the translation has most of the letters of this one, in pairs."""
    pairs = _pairs(folded_word(word))
    return len(pairs) >= 3 and any(_overlap(pairs, _pairs(folded_word(w))) >= _ALIKE for w in low_words(target))


def _same_lemma(word: str, target: str, code: str) -> bool:
    """Whether a word of the translation has the same dictionary form: mfumo, mifumo."""
    base = lemma(word.casefold(), code)
    return any(lemma(other, code) == base for other in low_words(target))


def _pairs(word: str) -> Set[str]:
    return {word[i : i + 2] for i in range(len(word) - 1)}


def _overlap(one: Set[str], two: Set[str]) -> float:
    return 2 * len(one & two) / (len(one) + len(two))


def pieces(target: str) -> Sequence[str]:
    """What stands for the words of a translation: their first five letters, pairs of characters without blanks."""
    if _UNSPACED.search(target):
        return [target[i : i + 2] for i in range(len(target) - 1)]
    return [folded_word(word)[:5] for word in low_words(target) if len(word) > 2]
