"""Two sentences in a row whose translations changed places.

What a pair has in common - numbers, names, cognates, marks at the end, quotations, its length - fits better crosswise
than as it stands. Batches of machine translation and hasty merges do this.

To fix it, exchange the two translations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from itertools import pairwise
from typing import NamedTuple

from l10n.checks.base import Contents, Place, articles
from l10n.checks.files.lengths import usual
from l10n.checks.punctuation import ending
from l10n.checks.quantities import western
from l10n.checks.sizes import deviation, size
from l10n.checks.text import is_pseudo, language, low_words, prose
from l10n.inline import JOINED
from l10n.model import Entry, Pair, Severity

ID = "swapped"
SEVERITY = Severity.WARNING

_EN = ("In 2019 Macron met Merkel in Berlin.", "Did the council of Lyon vote on 51 million euros?")
_FR = ("En 2019, Macron a rencontré Merkel à Berlin.", "Le conseil de Lyon a-t-il voté 51 millions d'euros ?")

FLAGGED = (Contents(Pair("en", "fr"), entries=(Entry(_EN[0], _FR[1]), Entry(_EN[1], _FR[0]))),)
PASSED = (
    Contents(Pair("en", "fr"), entries=(Entry(_EN[0], _FR[0]), Entry(_EN[1], _FR[1]))),
    Contents(Pair("en", "fr"), entries=(Entry("He left.", "Il est parti."), Entry("She came.", "Elle est venue."))),
)

_CLEAR = 3.0  # how much better the two fit crosswise
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+")
_QUOTE = re.compile('["“”«»„「」『』]')


class _Side(NamedTuple):
    """What a text shows of what it says."""

    size: float
    numbers: Set[str]
    names: Set[str]
    end: str
    quoted: bool
    bracket: bool
    colon: bool


def find(contents: Contents) -> Iterator[Place]:
    entries = [e for e in contents.live if e.msgstr.strip() != JOINED and not is_pseudo(e.msgstr)]
    sides = [(_side(e.msgid, contents.pair.source), _side(e.msgstr, contents.pair.target)) for e in entries]
    expected = usual(contents.pair, [(a.size, b.size) for a, b in sides]) or 1.0
    plain = [_shared(a, b) > 1 for a, b in sides]
    for n, ((one, (a, b)), (two, (c, d))) in enumerate(pairwise(zip(entries, sides, strict=True))):
        if (plain[n] and plain[n + 1]) or not _neighbours(one, two):
            continue
        gain = _fit(a, d, expected) + _fit(c, b, expected) - _fit(a, b, expected) - _fit(c, d, expected)
        if gain > _CLEAR:
            yield Place("it fits the sentence after it, and that one's translation fits this one", one)
            yield Place("it fits the sentence before it, and that one's translation fits this one", two)


def _neighbours(one: Entry, two: Entry) -> bool:
    """Whether they are of one article, as far as their references say."""
    if one.references == two.references:
        return True
    first, second = articles(one), articles(two)
    return not (first and second) or not set(first).isdisjoint(second)


def _side(text: str, locale: str) -> _Side:
    bare = prose(text)
    return _Side(
        size(text),
        frozenset(map(western, _NUMBER.findall(bare))) if _DIGIT.search(bare) else frozenset(),
        {word[:4] for word in low_words(text) if len(word) > 3},
        ending(text.rstrip(), language(locale)),
        _QUOTE.search(bare) is not None,
        "(" in bare or "（" in bare,
        ":" in bare or "：" in bare,
    )


def _shared(source: _Side, target: _Side) -> int:
    """The numbers and names that a translation has from its source."""
    return len(source.names & target.names) + len(source.numbers & target.numbers)


def _fit(source: _Side, target: _Side, expected: float) -> float:
    """How well a translation fits a source; more is better, nought says nothing."""
    far = deviation(source.size, target.size, expected)
    score = -0.5 * min(far * far, 16.0)
    score += 1.5 * _common(source.numbers, target.numbers) + 1.0 * min(3, len(source.names & target.names))
    score += 1.0 * (source.end == target.end) + 1.0 * (source.quoted == target.quoted)
    return score + 0.8 * (source.bracket == target.bracket) + 0.4 * (source.colon == target.colon)


def _common(one: Set[str], two: Set[str]) -> float:
    """What two sets share: each member found counts, each one missing counts against."""
    return len(one & two) - 0.5 * len(one ^ two)
