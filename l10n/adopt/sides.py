"""An article and its translation, both cut the same way: which sentences belong to which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from l10n import inline
from l10n.adopt.lengths import Item, align
from l10n.compose import Source
from l10n.model import Key, Tag, Unit

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Cut:
    """A unit of either side; `key` names its entry there."""

    unit: Unit
    key: Key


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentences that belong together; one side may be empty. `sure` where lengths, kinds and names fit."""

    source: tuple[Cut, ...]
    target: tuple[Cut, ...]
    sure: bool = True


def pairs(source: Source, target: Source) -> Iterator[Pair]:
    """All sentences of both: blocks are aligned first, then the sentences of blocks that belong together."""
    olds, news = _blocks(source), _blocks(target)
    shared = _vocabulary(olds) & _vocabulary(news)
    for group in align([_item(block, shared) for block in olds], [_item(block, shared) for block in news]):
        before = [cut for at in group.olds for cut in olds[at]]
        after = [cut for at in group.news for cut in news[at]]
        if not before or not after or not group.sure:
            yield Pair(tuple(before), tuple(after), sure=False)
        else:
            yield from _sentences(before, after, shared)


def _sentences(before: Sequence[Cut], after: Sequence[Cut], shared: frozenset[str]) -> Iterator[Pair]:
    for group in align([_item([cut], shared) for cut in before], [_item([cut], shared) for cut in after]):
        yield Pair(
            tuple(before[group.olds.start : group.olds.stop]),
            tuple(after[group.news.start : group.news.stop]),
            group.sure and bool(group.olds and group.news),
        )


def _blocks(side: Source) -> list[list[Cut]]:
    """The sentences of each block, in order."""
    found: dict[int, list[Cut]] = {}
    for unit, key in zip(side.places, side.keys, strict=True):
        found.setdefault(unit.block, []).append(Cut(unit, key))
    return list(found.values())


def _item(block: Sequence[Cut], shared: frozenset[str]) -> Item:
    first = block[0].unit
    size = sum(_size(inline.plain(cut.key[1])) for cut in block)
    keeps = frozenset(word for cut in block for word in _words(cut)) & shared
    return Item(size, keeps, first.context or "", first.kind)


def _size(text: str) -> int:
    """The length in letters: a Chinese or Japanese character says as much as some of those."""
    return len(text) + int(1.5 * len(inline.CJK.findall(text)))


def _vocabulary(blocks: Sequence[Sequence[Cut]]) -> frozenset[str]:
    return frozenset(word for block in blocks for cut in block for word in _words(cut))


def _words(cut: Cut) -> Iterator[str]:
    """What a translation may leave as it is: long words, numbers without their signs, what marks stand for."""
    for word in _WORD.findall(inline.plain(cut.key[1])):
        yield re.sub(r"\W", "", word).lower()
    for part in cut.unit.parts:
        if isinstance(part, Tag) and part.label:
            yield part.label
