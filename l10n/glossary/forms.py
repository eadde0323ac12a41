"""The forms of words: what a text's word may be a form of."""

from __future__ import annotations

from functools import lru_cache

# How simplemma names languages that we name otherwise.
_NAMES = {"hr": "hbs", "sr": "hbs", "bs": "hbs", "sh": "hbs", "no": "nb", "iw": "he", "in": "id", "fil": "tl"}
_VERBAL = ("ing", "ed")


@lru_cache(maxsize=65536)
def lemma(word: str, locale: str) -> str:
    """The dictionary form of a word in lower case; the word itself where that, or the language, is not known.

    The first word of a language takes as long as its list is long: 0.1 to 3 seconds.
    """
    from simplemma import lemmatize

    code = locale.partition("-")[0]
    try:
        return lemmatize(word, lang=_NAMES.get(code, code)).casefold()
    except ValueError:
        return word


def is_form(word: str, base: str, locale: str, part: str = "") -> bool:
    """Whether a word of a text, both in lower case, may be a form of a term's word.

    Without the part of speech, a form must look like its word (children, not went), and in English be no verb's.
    """
    if word == base:
        return True
    if lemma(word, locale) != base:
        return False
    english = locale.partition("-")[0] == "en"
    if english and word.endswith(_VERBAL) and not part.startswith("v"):
        return False
    same = next((n for n, (a, b) in enumerate(zip(word, base, strict=False)) if a != b), min(len(word), len(base)))
    return bool(part) or 2 * same >= len(base)
