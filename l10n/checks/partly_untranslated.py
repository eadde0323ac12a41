"""A translation that keeps a stretch of the source: words in a row that nobody translated.

Titles, names, quotations of code and addresses may stay as they are, so words with capitals do not make a stretch by
themselves. A translation that is the source altogether is the check `untranslated`.

To fix it, translate the rest of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from l10n.checks.base import Example, Finding
from l10n.checks.language import common_words
from l10n.checks.script import own_letters
from l10n.checks.text import is_pseudo, language, words
from l10n.model import Entry, Pair, Severity

ID = "partly-untranslated"
SEVERITY = Severity.WARNING
ENGINES = True

FLAGGED = (
    Example("The council will meet again on Friday to vote.", "Le conseil se réunira again on Friday to vote.", "fr"),
    Example("The council will meet again on Friday to vote.", "議会は meet again on Friday to vote.", "ja"),
    Example("The mayor said the town is safe.", "Der Bürgermeister said the town is safe.", "de"),
    Example("The mayor said the town is safe.", "قال العمدة the town is safe.", "ar"),
    Example("Le maire a dit que la ville est sûre.", "The mayor said que la ville est sûre.", "en", "fr"),
)
PASSED = (
    Example("He read The Lord of the Rings twice.", "Il a lu The Lord of the Rings deux fois.", "fr"),
    Example("The council will meet again on Friday.", "Le conseil se réunira de nouveau vendredi.", "fr"),
    Example("It is the best of the best.", "C'est le meilleur des meilleurs.", "fr"),
    Example("Run `git commit -m` in the shell.", "Lancez `git commit -m` dans le terminal.", "fr"),
    Example("Whole Foods Market in New York", "Whole Foods Market à New York", "fr"),
    Example("The Member of the Welsh Parliament left.", "Le Member of the Welsh Parliament est parti.", "fr"),
    Example("He has a “personal online data store”.", "Il a un « personal online data store ».", "fr"),
    Example("The colour of the sea is blue.", "The color of the sea is blue.", "en-US", "en-GB"),
)

_RUN = 3  # words in a row
_SMALL = 2  # of them in lower case, where the source writes them so
_ANY = 9  # words in a row that are no name, whatever they are
_OPENING = re.compile(r"[\"“”„«「‘'(（]\W{0,2}$")
_CLOSING = re.compile(r"\W{0,2}[\"“”»」’')）]|\W{0,2}\w{0,20}\W{0,2}\w{0,20}\)")


def find(entry: Entry, pair: Pair) -> Iterator[Finding]:
    source, target = words(entry.msgid), words(entry.msgstr)
    if (
        len(set(source).intersection(target)) < _RUN
        or source == target
        or language(pair.source) == language(pair.target)
        or is_pseudo(entry.msgstr)
    ):
        return
    run = _longest(source, target)
    small = [word for word in run if len(word) > 1 and word.islower()]
    if len(run) < _RUN + _latin_both(pair) or len(small) < _SMALL + _latin_both(pair):
        return
    place = _place(entry.msgstr, run, entry.msgstr.find(run[0]))
    if len(run) >= _ANY or (set(small) - common_words(pair.source) and not _cited(entry.msgstr, *place)):
        yield Finding(f"“{' '.join(run)}” is not translated", *place)


def _cited(text: str, start: int, end: int) -> bool:
    """Whether the stretch stands between quotation marks or brackets: the original name of something."""
    return _OPENING.search(text[: max(0, start)]) is not None and _CLOSING.match(text, end) is not None


def _latin_both(pair: Pair) -> int:
    """One word more is asked for between languages that share their letters, and so words."""
    first, second = own_letters(pair.source), own_letters(pair.target)
    return int(first is second or first is None or second is None or first.pattern == second.pattern)


def _longest(source: Sequence[str], target: Sequence[str]) -> Sequence[str]:
    """The longest stretch of words that both have, of two words or more."""
    pairs = set(pairwise(source))
    best, start = (0, 0), 0
    for place in range(len(target)):
        if target[place : place + 2] not in pairs:
            if place > start and place + 1 - start > best[1] - best[0]:
                best = (start, place + 1)
            start = place + 1
    return target[slice(*best)]


def _place(text: str, run: Sequence[str], start: int) -> tuple[int, int]:
    """Where a stretch stands, from its first word to its last."""
    end = text.find(run[-1], start + len(" ".join(run[:-1])))
    return (start, end + len(run[-1])) if 0 <= start < end else (-1, -1)
