"""The facts a sentence states, as far as closed lists tell: two sentences that differ in them never mean the same.

Numbers, units and dates by value (five is 5, per cent is %); words that deny, count, hedge or compare; names; what is
quoted. The lists are data, a file a language; other languages have numbers, names, symbols and quotations only.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from l10n.merge import names
from l10n.merge.amounts import amounts
from l10n.merge.words import words

_WORDS = re.compile(r"\w+")
# Two sentences that state these in another order say them of other things.
_ORDERED = frozenset({"number", "name"})


@dataclass(frozen=True, slots=True)
class Fact:
    """Something stated: its kind, what is the same however it is written, and how the text has it."""

    kind: str
    key: str
    words: str


def differences(old: str, new: str, locale: str) -> list[tuple[str, str]]:
    """What each side states and the other does not, as pairs of words, "" where nothing stands against it. Both texts
    are without marks, with straight quotes and single blanks."""
    stated, restated = facts(old, locale), facts(new, locale)
    before = [*stated, *_names(old, new, locale, stated)]
    after = [*restated, *_names(new, old, locale, restated)]
    gone, come = _left(before, after), _left(after, before)
    opposed = list(_opposed(old, new, locale))
    if gone or come or opposed:
        return [*_paired(gone, come), *opposed]
    ordered = ([fact for fact in side if fact.kind in _ORDERED] for side in (before, after))
    return [
        (one.words, other.words)
        for one, other in zip(*(sorted(side, key=lambda fact: fact.kind) for side in ordered), strict=True)
        if one.key != other.key
    ]


@lru_cache(maxsize=16)
def facts(text: str, locale: str) -> tuple[Fact, ...]:
    """The facts of a text in the order in which they stand, without its names."""
    lists = words(locale.split("-")[0])
    text = lists.expanded(text)
    low = text.lower() if len(text.lower()) == len(text) else text
    listed = [(match.span(), lists.fact(match[0])) for match in lists.pattern.finditer(low)]
    stated = amounts(text, locale, lists, [span for span, _ in listed])
    dates = {at for amount in stated if amount.kind == "date" for at in range(amount.start, amount.end)}
    found = [
        (amount.start, Fact(amount.kind, amount.key, text[amount.start : amount.end] or amount.key))
        for amount in stated
    ]
    found += [
        (start, Fact(kind, key, text[start:end]))
        for (start, end), (kind, key) in listed
        if dates.isdisjoint(range(start, end))
    ]
    found += [(start, _quoted(text[start:end])) for start, end in names.quotations(text)]
    return tuple(fact for _, fact in sorted(found, key=lambda pair: pair[0]))


def _quoted(text: str) -> Fact:
    return Fact("quoted", " ".join(_WORDS.findall(text.lower())), f'"{text.strip()}"')


def _names(text: str, other: str, locale: str, stated: Sequence[Fact]) -> list[Fact]:
    """The names of a text; those that the other has as common words are none, those that it has as names are."""
    lists = words(locale.split("-")[0])
    known, mine = names.known(other), names.known(text)
    here, there = names.names(text, locale, lists, known), names.names(other, locale, lists, mine)
    dated = {word for fact in stated if fact.kind == "date" for word in _WORDS.findall(fact.words)}
    return [
        Fact("name", name, name)
        for name in dict.fromkeys(word for word, _ in names.capitals(text) if word in here or word in there)
        if (name in there or name not in known) and name not in dated and not lists.pattern.fullmatch(name.lower())
    ]


def _opposed(old: str, new: str, locale: str) -> Iterator[tuple[str, str]]:
    """Words that became their opposites by a prefix: safe, unsafe."""
    before, after = (set(_WORDS.findall(text.lower())) for text in (old, new))
    for prefix in words(locale.split("-")[0]).opposites:
        yield from (
            (word, prefix + word) for word in before - after if len(word) > 2 and prefix + word in after - before
        )
        yield from (
            (prefix + word, word) for word in after - before if len(word) > 2 and prefix + word in before - after
        )


def _left(these: Sequence[Fact], those: Sequence[Fact]) -> list[Fact]:
    """Those of the first that the second does not have, or not as often."""
    count = Counter((fact.kind, fact.key) for fact in those)
    left = []
    for fact in these:
        count[fact.kind, fact.key] -= 1
        if count[fact.kind, fact.key] < 0:
            left.append(fact)
    return left


def _paired(gone: Sequence[Fact], come: Sequence[Fact]) -> Iterator[tuple[str, str]]:
    """What went against what came, kind by kind."""
    kinds: defaultdict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for side, some in enumerate((gone, come)):
        for fact in some:
            kinds[fact.kind][side].append(fact.words)
    for olds, news in kinds.values():
        yield from zip_longest(olds, news, fillvalue="")
