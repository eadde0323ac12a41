"""Two sequences of texts, one the translation of the other, side by side: the alignment in which lengths fit best.

After W. A. Gale and K. W. Church, "A Program for Aligning Sentences in Bilingual Corpora" (1993): a translation is
about as much longer than its source as the whole document is. Besides lengths, what both have in common and what kind
of text each is count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, inf, log, sqrt

_VARIANCE = 6.8  # of a translation's length, for each character of its source (Gale and Church)
# How many of each side belong together, and what it costs (−log of how often it happens).
_MOVES = {(1, 1): 0.12, (1, 0): 5.3, (0, 1): 5.3, (2, 1): 3.1, (1, 2): 3.1, (2, 2): 7.0, (3, 1): 6.0, (1, 3): 6.0}
_USUAL, _PRIOR = 1.1, 300  # how much longer a translation is, and how many characters must say otherwise
_LEAST, _MOST = 0.8, 1.5  # beyond these, much was left out on one side
_WORST = 14.0  # what lengths that do not fit at all cost
_SHARED, _NOTHING_SHARED = 4.0, 1.5
_OTHER_PLACE, _OTHER_KIND = 8.0, 1.5
_IMPLAUSIBLE = 9.0
_BEAM = 60.0  # as much as a dozen texts without a counterpart


@dataclass(frozen=True, slots=True)
class Item:
    """A text to align: its length in letters, what both sides may have in common (numbers, addresses, names), the place
    it is for (its msgctxt), and its kind."""

    size: int
    keeps: frozenset[str] = frozenset()
    place: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Places in both sequences that belong together; `sure` where nothing speaks against it."""

    olds: range
    news: range
    sure: bool = True


def align(source: Sequence[Item], target: Sequence[Item]) -> list[Group]:
    """All places of both, in order; a group with one empty side has no counterpart."""
    whole = (sum(n.size for n in target) + _USUAL * _PRIOR) / (sum(o.size for o in source) + _PRIOR)
    ratio = min(max(whole, _LEAST), _MOST)
    steps = _steps(source, target, ratio)
    groups = []
    i, j = len(source), len(target)
    while i or j:
        a, b = steps[i, j]
        olds, news = range(i - a, i), range(j - b, j)
        sure = not (a and b) or _misfit(source[i - a : i], target[j - b : j], ratio) < _IMPLAUSIBLE
        groups.append(Group(olds, news, sure))
        i, j = i - a, j - b
    return groups[::-1]


def _steps(source: Sequence[Item], target: Sequence[Item], ratio: float) -> dict[tuple[int, int], tuple[int, int]]:
    """How the cheapest alignment of each two beginnings ends. Beginnings that cost much more than others of the same
    source are not gone on from."""
    height, width = len(source), len(target)
    beam = _BEAM + _MOVES[0, 1] * abs(width - height)
    rows: list[dict[int, float]] = [{} for _ in range(height + 1)]
    rows[0][0] = 0.0
    steps: dict[tuple[int, int], tuple[int, int]] = {}
    for i, row in enumerate(rows):
        limit = min(row.values()) + beam if i < height else inf
        for j in range(min(row), width + 1):
            before = row.get(j, inf)
            if before > limit or before == inf:
                continue
            for (a, b), cost in _MOVES.items():
                if i + a <= height and j + b <= width:
                    whole = before + cost + _misfit(source[i : i + a], target[j : j + b], ratio)
                    if whole < rows[i + a].get(j + b, inf):
                        rows[i + a][j + b], steps[i + a, j + b] = whole, (a, b)
    return steps


def _misfit(olds: Sequence[Item], news: Sequence[Item], ratio: float) -> float:
    """What speaks against these belonging together; below 0 where something speaks for it."""
    if not olds or not news:
        return 0.0
    places = {item.place for item in (*olds, *news)}
    other = _OTHER_PLACE if len(places) > 1 else _OTHER_KIND if olds[0].kind != news[0].kind else 0.0
    return _length_misfit(sum(o.size for o in olds), sum(n.size for n in news), ratio) + other - _likeness(olds, news)


def _length_misfit(before: int, after: int, ratio: float) -> float:
    mean = (before + after / ratio) / 2
    away = abs(after - before * ratio) / (ratio * sqrt(_VARIANCE * max(1.0, mean)))
    chance = erfc(away / sqrt(2))
    return min(_WORST, -log(chance)) if chance > 0 else _WORST


def _likeness(olds: Sequence[Item], news: Sequence[Item]) -> float:
    first = frozenset().union(*(item.keeps for item in olds))
    second = frozenset().union(*(item.keeps for item in news))
    if not first and not second:
        return 0.0
    both = len(first & second)
    return _SHARED * 2 * both / (len(first) + len(second)) if both else -_NOTHING_SHARED
