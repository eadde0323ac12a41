"""The names and the quotations of a sentence, as far as capitals and quotation marks tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from l10n.merge.spelling import is_word
from l10n.merge.words import Words

Span = tuple[int, int]

_WORD = re.compile(r"[^\W\d_](?:[\w'’.&]*\w)?")
_FIRST = re.compile(r"[^\W_]")
_BEFORE_OPENING = frozenset(" ([{–—-")  # besides the beginning
_APOSTROPHE_S = re.compile(r"['’]s$")
_SINGLE = re.compile(r"(?<!\w)'([^']+)'(?!\w)")


def starts(text: str, locale: str) -> set[int]:
    """Where the first word of each sentence stands."""
    from l10n.segment import segment

    found = (_FIRST.search(text, start, end) for start, end in segment(text, locale))
    return {match.start() for match in found if match and match[0].isalpha()}


def names(text: str, locale: str, words: Words, common: Set[str]) -> set[str]:
    """Words with a capital. At the beginning of a sentence only what cannot be a common word: an acronym, or a word
    that neither the language has nor `common`."""
    begin = starts(text, locale)
    return {
        word
        for word, at in capitals(text)
        if word.lower() not in words.small
        and (
            at not in begin
            or (len(word) > 1 and word.isupper())
            or (word not in common and is_word(word.lower(), locale) is False)
        )
    }


def capitals(text: str) -> Iterator[tuple[str, int]]:
    """The words with a capital, without an `'s`, and where they stand."""
    for match in _WORD.finditer(text):
        if match[0][0].isupper():
            yield _APOSTROPHE_S.sub("", match[0]), match.start()


def known(text: str) -> set[str]:
    """The names that a text may hold: words as they stand, and with the capital that they may have lost. An acronym
    is no common word in capitals: `us` is not `US`."""
    found = {_APOSTROPHE_S.sub("", match[0]) for match in _WORD.finditer(text)}
    return {*found, *(word.capitalize() for word in found if len(word) > 1 and word.islower())}


def quotations(text: str) -> Iterator[Span]:
    """What stands between straight quotation marks; from the beginning or to the end where only one of two is there."""
    start, first = None, True
    for match in re.finditer('"', text):
        at = match.start()
        if start is not None:
            yield start, at
            start = None
        elif first and at and text[at - 1] not in _BEFORE_OPENING and not text[at + 1 : at + 2].isalnum():
            yield 0, at
        else:
            start = at + 1
        first = False
    if start is not None:
        yield start, len(text)
    if '"' not in text:
        yield from (match.span(1) for match in _SINGLE.finditer(text))
