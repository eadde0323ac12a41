"""A translated article beside its source → suggestions for the source's entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from l10n import inline
from l10n.adopt.marks import fitted
from l10n.adopt.sides import Cut, Pair, pairs
from l10n.compose import Source
from l10n.model import STRICT_KINDS, Entry, Key, Tag


@dataclass(frozen=True, slots=True)
class Adopted:
    """What an existing translation has for an article: entries with a msgstr, by key; and the texts of it that belong
    to no entry, or to one whose marks they cannot carry."""

    entries: dict[Key, Entry]
    unplaced: tuple[str, ...] = ()


def from_page(source: Source, target: Source) -> Adopted:
    """The sentences of a translation, aligned by structure and length with those of its source; all fuzzy."""
    entries: dict[Key, Entry] = {}
    unplaced: list[str] = []
    places = Counter(source.keys)
    for pair in pairs(source, target):
        made = dict(_texts(pair, places)) if pair.sure else {}
        for key, text in made.items():
            entries.setdefault(key, Entry(key[1], text, key[0], fuzzy=True))
        unplaced += [] if made else [inline.plain(cut.key[1]) for cut in pair.target]
    return Adopted(entries, tuple(unplaced))


def _texts(pair: Pair, places: Counter[Key]) -> Iterator[tuple[Key, str]]:
    """What each entry gets: the first one the whole, the others the word that they are part of it."""
    first, *others = pair.source
    if any(places[cut.key] > 1 or _is_strict(cut) for cut in others) or (others and places[first.key] > 1):
        return
    text = fitted(first.unit, [cut.unit for cut in pair.target])
    if text:
        yield first.key, text
        yield from ((cut.key, inline.JOINED) for cut in others)


def _is_strict(cut: Cut) -> bool:
    return any(isinstance(part, Tag) and part.kind in STRICT_KINDS for part in cut.unit.parts)
