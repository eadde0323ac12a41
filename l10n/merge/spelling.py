"""Whether an edit only mended a slip of the pen: one letter, in a word that is none.

The words are those of simplemma, and a few that its lists of inflected forms lack. Where it is not installed, or for a
language whose lists were not tried on real texts, nothing is known and no edit counts as such.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import normalize

from l10n.merge.words import Words, words

_ACCENTS = re.compile("[\u0300-\u036f]")
_LEAST = 4  # letters of a word that may be misspelled; fewer only where two letters changed places
_FACT = 5  # the same where the right word states a fact
_ENDING = 3  # letters of an ending that a list of forms may lack


def is_word(word: str, locale: str) -> bool | None:
    """Whether the language has this word, in lower case; None where that is not known."""
    language = locale.split("-")[0]
    lists = words(language)
    if not lists.spelling or not _listed("a", language):
        return None
    if word in lists.misspelled:
        return False
    return word in lists.invariable or _listed(word, language) or _regular(word, language, lists)


def mended(old: str, new: str, locale: str) -> bool:
    """Whether of two words, in lower case, one is a slip for the other: a letter missing, too many, wrong, or two that
    changed places, within the word; or accents. Either may be the older one: an edit and its reversal are alike."""
    if not (old.isalpha() and new.isalpha() and old.islower() and new.islower()) or not _one_slip(old, new):
        return False
    right = [is_word(word, locale) for word in (old, new)]
    if None in right or right[0] is right[1]:
        return False
    word, slip = (old, new) if right[0] else (new, old)
    lists = words(locale.split("-")[0])
    if word in lists.facts and len(slip) < _FACT:
        return False
    return (
        slip in lists.misspelled or _doubled(slip, word) or _bare(slip) == _bare(word) or not _may_be_word(slip, locale)
    )


def _listed(word: str, language: str) -> bool:
    try:
        from simplemma import is_known
    except ImportError:
        return False
    return is_known(word, lang=language)


def _regular(word: str, language: str, lists: Words) -> bool:
    """A form that a rule makes of a listed word: endings are `ending` or `ending>what stands for it there`."""
    for ending in lists.endings:
        cut, _, put = ending.partition(">")
        stem = word.removesuffix(cut)
        if stem != word and len(stem) >= _ENDING and (_listed(stem + put, language) or stem + put in lists.invariable):
            return True
    return False


@cache
def _may_be_word(word: str, locale: str) -> bool:
    """Whether it may be a form that the lists lack: a word of the language, or of English, with another ending."""
    language = locale.split("-")[0]
    lists = words(language)
    stems = (word.removesuffix(suffix) for suffix in lists.suffixes)
    return (
        word.endswith(lists.unsure)
        or _listed(word, "en")
        or any(stem != word and len(stem) >= _ENDING and _listed(stem, language) for stem in stems)
    )


def _doubled(slip: str, word: str) -> bool:
    """Whether the slip is only that letters stand once or twice."""
    return slip != word and abs(len(slip) - len(word)) <= 1 and _single(slip) == _single(word)


def _bare(word: str) -> str:
    """Without accents."""
    return _ACCENTS.sub("", normalize("NFD", word))


def _single(word: str) -> str:
    return "".join(letter for letter, before in zip(word, " " + word, strict=False) if letter != before)


def _one_slip(old: str, new: str) -> bool:
    """Two letters that changed places, or one letter inside the word; beginnings and endings are what words change."""
    from rapidfuzz.distance import OSA

    if _doubled(old, new) or _bare(old) == _bare(new):
        return old != new and max(len(old), len(new)) > _LEAST
    if old == new or OSA.distance(old, new, score_cutoff=1) > 1:
        return False
    if sorted(old) == sorted(new):
        return min(len(old), len(new)) >= _ENDING
    inside = old[0] == new[0] and old[-1] == new[-1]
    return min(len(old), len(new)) >= _LEAST - 1 and max(len(old), len(new)) > _LEAST and inside
