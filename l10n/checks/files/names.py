"""A name that the catalog keeps as it is, and that one sentence spells otherwise: Macron, and once Macrom.

A name counts where several translations keep it and hardly any does not; endings that a language adds pass.

To fix it, write the name as the other sentences do.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from l10n.checks.base import Contents, Place
from l10n.checks.text import words
from l10n.model import Entry, Pair, Severity

ID = "names"
SEVERITY = Severity.WARNING

_GOOD = tuple(Entry(f"Then Macron came {n}.", f"Puis Macron vint {n}.") for n in range(4))

FLAGGED = (
    Contents(Pair("en", "fr"), entries=(*_GOOD, Entry("Macron left.", "Macrom partit."))),
    Contents(Pair("en", "fr"), entries=(*_GOOD, Entry("Macron left.", "Marcon partit."))),
)
PASSED = (
    Contents(Pair("en", "fr"), entries=(*_GOOD, Entry("Macron left.", "Il partit."))),
    Contents(Pair("en", "fi"), entries=(*_GOOD, Entry("Macron left.", "Macronin lähtö."))),
    Contents(Pair("en", "fr"), entries=(Entry("Macron left.", "Macrom partit."),)),
)

_KEPT = 3  # translations that keep the name
_SHARE = 0.75
_TYPOS = 2  # more of the same spelling are none: it is how the translator writes the name


def find(contents: Contents) -> Iterator[Place]:
    entries = list(contents.live)
    for name, places in _names(entries).items():
        kept = [n for n in places if name in entries[n].msgstr]
        if len(kept) < _KEPT or len(kept) < _SHARE * len(places):
            continue
        others = {n: _other(name, entries[n]) for n in sorted(set(places).difference(kept))}
        counts = Counter(others.values())
        for n, other in others.items():
            if other and counts[other] <= _TYPOS:
                start = entries[n].msgstr.find(other)
                yield Place(f"{name} is {other} here", entries[n], 0, start, start + len(other))


def _other(name: str, entry: Entry) -> str:
    """The word of a translation that is nearly the name, and is not in the source too; empty where there is none."""
    found = (word for word in words(entry.msgstr) if _nearly(name, word))
    return next((word for word in found if word not in entry.msgid), "")


def _names(entries: Sequence[Entry]) -> dict[str, list[int]]:
    """The words with a capital inside a sentence, and the entries whose source has them."""
    found: dict[str, list[int]] = defaultdict(list)
    for n, entry in enumerate(entries):
        for name in set(_NAME.findall(entry.msgid)):
            found[name].append(n)
    return {name: places for name, places in found.items() if len(places) > _KEPT}


_NAME = re.compile(r"(?<![\w'’.-])[A-Z][A-Za-z]{3,}(?![\w-])")


def _nearly(name: str, word: str) -> bool:
    """Whether one letter was changed, lost, added, or two were swapped; an ending does not count."""
    if word == name or abs(len(word) - len(name)) > 1 or word[0] != name[0]:
        return False
    start = next((i for i, (a, b) in enumerate(zip(name, word, strict=False)) if a != b), min(len(name), len(word)))
    if start >= min(len(name), len(word)) - (len(name) != len(word)):
        return False
    rest, other = name[start:], word[start:]
    return rest[1:] == other[1:] or rest[1:] == other or rest == other[1:] or rest[1::-1] + rest[2:] == other
