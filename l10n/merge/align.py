"""Which old entries each new entry comes from: exact matches first, then the two documents side by side.

Between two sentences that did not change, order and neighbours tell more than likeness alone. So exact matches in
order are the anchors, and what lies between two of them is aligned as a whole, splits and merged sentences included.
What moved farther is found by likeness, from `GLOBAL` on. Below the thresholds there is no guess.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from l10n.catalog import translated
from l10n.merge.likeness import Candidates, common, flat, found_in, joined
from l10n.model import Entry

GLOBAL = 0.72
"""How much a new sentence and an old one anywhere else must have in common."""
NEAR = 0.58
"""The same for two sentences in one gap between unchanged ones, in order."""
CROSSED = 0.65
"""The same for two in one gap whose order changed."""
TWIN = 0.85
"""The same for a sentence that an old one became besides another."""
WHOLE = 0.7
"""The same for a sentence and those that it was split into or merged from."""
_SHARE = 0.23  # the least part of the old sentence that each of those is; less is a short insertion beside an edit
_FOUND = 0.5  # how many words of each of those must be found in the whole
_STRONG = 0.8  # alike enough to be an anchor in a large gap
_CELLS = 4000  # old × new sentences of a gap that are compared one by one
_PARTS = 3  # sentences that one may become, or come from


@dataclass(frozen=True, slots=True)
class Match:
    """Where a new entry comes from: places in the old list. Several where sentences were merged; `split` where the
    old one went to several new ones; `exact` where text and context or text alone are the same."""

    olds: tuple[int, ...]
    exact: bool = False
    split: bool = False


def align(old: Sequence[Entry], new: Sequence[Entry]) -> list[Match | None]:
    """A match for each new entry, or None; untranslated entries match exactly or not at all."""
    matches = _exact(old, new)
    used = {at for match in matches if match for at in match.olds}
    pool = [at for at, entry in enumerate(old) if at not in used and translated(entry) and entry.msgid]
    if pool and None in matches:
        texts = _Texts([flat(entry.msgid) for entry in old], [flat(entry.msgid) for entry in new])
        active = [at for at in pool if not old[at].obsolete and old[at].msgid_plural is None]
        free = [at for at in _free(matches) if new[at].msgid_plural is None]
        for olds, news in _beside(texts, active, free, matches):
            for at in news:
                matches[at] = Match(olds, split=len(news) > 1)
            used.update(olds)
        rest = [at for at in pool if at not in used]
        for before, after in _anywhere(texts, rest, _free(matches), GLOBAL):
            matches[after] = Match((before,))
        for before, after in _anywhere(texts, _changed(matches), _free(matches), TWIN):
            matches[after] = Match((before,), split=True)
    return matches


def align_elsewhere(elsewhere: Sequence[Entry], new: Sequence[Entry]) -> list[Match | None]:
    """The same against entries of other articles, where no neighbours tell: the same text, or nearly."""
    matches = _exact(elsewhere, new)
    if None in matches:
        texts = _Texts([flat(entry.msgid) for entry in elsewhere], [flat(entry.msgid) for entry in new])
        words = [at for at, entry in enumerate(elsewhere) if translated(entry) and entry.msgid]
        for before, after in _anywhere(texts, words, _free(matches), _STRONG):
            matches[after] = Match((before,))
    return [match if match and translated(elsewhere[match.olds[0]]) else None for match in matches]


def _free(matches: Sequence[Match | None]) -> list[int]:
    return [at for at, match in enumerate(matches) if match is None]


def _changed(matches: Sequence[Match | None]) -> list[int]:
    """Old sentences that went to an edited one: they are gone, and may have become another as well."""
    return sorted(
        {match.olds[0] for match in matches if match and not match.exact and len(match.olds) == 1 and not match.split}
    )


@dataclass(frozen=True, slots=True)
class _Texts:
    """Both documents as they are compared."""

    old: list[str]
    new: list[str]


# ---------------------------------------------------------------- exact


def _exact(old: Sequence[Entry], new: Sequence[Entry]) -> list[Match | None]:
    """By text and context, then by the text before an edit that is taken back, then by text alone; of each, first
    those in use and then the obsolete ones."""
    matches: list[Match | None] = [None] * len(new)
    used: set[int] = set()
    groups = [[at for at, entry in enumerate(old) if entry.obsolete is obsolete] for obsolete in (False, True)]
    for group in groups:
        _assign(matches, used, group, old, new, with_context=True)
    _take_back(matches, old, new)
    for group in groups:
        words = [at for at in group if at not in used and old[at].msgid and translated(old[at])]
        _assign(matches, used, words, old, new, with_context=False)
    return matches


def _assign(
    matches: list[Match | None],
    used: set[int],
    group: Iterable[int],
    old: Sequence[Entry],
    new: Sequence[Entry],
    *,
    with_context: bool,
) -> None:
    """Pair the entries with equal keys, in order; where there are more old ones, those with words first."""
    stock, wanted = _places(old, group, with_context), _places(new, _free(matches), with_context)
    for key, news in wanted.items():
        olds: Sequence[int] = stock.get(key, ())
        if len(olds) > len(news):
            olds = sorted(olds, key=lambda at: not translated(old[at]))
        for at, before in zip(news, olds, strict=False):
            matches[at] = Match((before,), exact=True)
            used.add(before)


def _places(
    entries: Sequence[Entry], some: Iterable[int], with_context: bool
) -> dict[tuple[str | None, str], Sequence[int]]:
    """Where each key stands. A tuple for the one place that most have: lists by the thousand cost time."""
    places: dict[tuple[str | None, str], Sequence[int]] = {}
    for at in some:
        key = _key(entries[at], with_context)
        known = places.setdefault(key, (at,))
        if isinstance(known, list):
            known.append(at)
        elif known != (at,):
            places[key] = [*known, at]
    return places


def _key(entry: Entry, with_context: bool) -> tuple[str | None, str]:
    return (entry.msgctxt if with_context else None, entry.msgid)


def _take_back(matches: list[Match | None], old: Sequence[Entry], new: Sequence[Entry]) -> None:
    """A sentence that is again what it was before an edit finds the translation that waits there."""
    before = {
        (entry.previous_msgctxt, entry.previous_msgid): at
        for at, entry in enumerate(old)
        if entry.fuzzy and entry.previous_msgid and not entry.obsolete and translated(entry)
    }
    for at, entry in enumerate(new):
        found = before.get((entry.msgctxt, entry.msgid)) if matches[at] is None else None
        if found is not None:
            matches[at] = Match((found,))


# ---------------------------------------------------------------- side by side


def _beside(
    texts: _Texts, active: list[int], free: list[int], matches: Sequence[Match | None]
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Groups of old and new sentences that belong together, gap by gap."""
    exact = [(match.olds[0], at) for at, match in enumerate(matches) if match and match.exact]
    for olds, news in _gaps(_rising(exact), active, free):
        yield from _align_gap(texts, olds, news)


def _align_gap(texts: _Texts, olds: list[int], news: list[int]) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    if len(olds) * len(news) <= _CELLS:
        yield from _small_gap(texts, olds, news)
        return
    anchors = _rising(sorted(_anywhere(texts, olds, news, _STRONG), key=lambda pair: pair[1]))
    yield from (((before,), (after,)) for before, after in anchors)
    for some_old, some_new in _gaps(anchors, olds, news):
        if len(some_old) * len(some_new) <= _CELLS:
            yield from _small_gap(texts, some_old, some_new)


def _small_gap(texts: _Texts, olds: list[int], news: list[int]) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """What belongs together in order, then what of the rest belongs together in another order."""
    groups = _Gap(texts, olds, news).groups()
    yield from groups
    done_old, done_new = ({at for group in groups for at in group[side]} for side in (0, 1))
    left = [at for at in olds if at not in done_old], [at for at in news if at not in done_new]
    if all(left):
        yield from (((before,), (after,)) for before, after in _anywhere(texts, *left, CROSSED))


def _gaps(
    anchors: list[tuple[int, int]], olds: Sequence[int], news: Sequence[int]
) -> Iterator[tuple[list[int], list[int]]]:
    """The old and new places between each two anchors, where there are both; all in order."""
    old_at = new_at = 0
    for old_anchor, new_anchor in [*anchors, (1 << 62, 1 << 62)]:
        old_end, new_end = bisect_left(olds, old_anchor, old_at), bisect_left(news, new_anchor, new_at)
        if old_end > old_at and new_end > new_at:
            yield list(olds[old_at:old_end]), list(news[new_at:new_end])
        old_at = old_end + (old_end < len(olds) and olds[old_end] == old_anchor)
        new_at = new_end + (new_end < len(news) and news[new_end] == new_anchor)


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs, given by new place, in which the old place rises too."""
    ends: list[int] = []  # the least old place that ends a run of each length, and
    heads: list[int] = []  # the pair it belongs to
    links: list[int] = []
    for at, (before, _) in enumerate(pairs):
        length = bisect_left(ends, before)
        links.append(heads[length - 1] if length else -1)
        ends[length : length + 1] = [before]
        heads[length : length + 1] = [at]
    run = []
    at = heads[-1] if heads else -1
    while at >= 0:
        run.append(pairs[at])
        at = links[at]
    return run[::-1]


class _Gap:
    """The best alignment of two short lists of sentences: the one in which the most text finds its like."""

    def __init__(self, texts: _Texts, olds: list[int], news: list[int]) -> None:
        self.olds, self.news = olds, news
        self.old = [texts.old[at] for at in olds]
        self.new = [texts.new[at] for at in news]
        self.sizes = [(1, 1)] + [(1, n) for n in range(2, _PARTS + 1)] + [(n, 1) for n in range(2, _PARTS + 1)]

    def groups(self) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
        """Pairs, splits and merged sentences, in order."""
        steps = self._steps()
        found = []
        i, j = len(self.old), len(self.new)
        while i and j:
            a, b = steps[i][j]
            if a and b:
                found.append((tuple(self.olds[i - a : i]), tuple(self.news[j - b : j])))
            i, j = i - a, j - b
        return found[::-1]

    def _steps(self) -> list[list[tuple[int, int]]]:
        """How many old and new sentences the best alignment of each two beginnings ends with."""
        width = len(self.new) + 1
        best = [[0.0] * width for _ in range(len(self.old) + 1)]
        steps = [[(0, 1)] * width for _ in range(len(self.old) + 1)]
        for i in range(1, len(self.old) + 1):
            for j in range(1, width):
                options = [(best[i - 1][j], (1, 0)), (best[i][j - 1], (0, 1))]
                options += [
                    (best[i - a][j - b] + gain, (a, b))
                    for a, b in self.sizes
                    if a <= i and b <= j and (gain := self._gain(i, j, a, b))
                ]
                best[i][j], steps[i][j] = max(options, key=lambda option: option[0])
        return steps

    def _gain(self, i: int, j: int, a: int, b: int) -> float:
        """How much text finds its like when the last a old and b new sentences belong together; 0: they do not."""
        before, after = self.old[i - a : i], self.new[j - b : j]
        if a + b == 2:
            return common(before[0], after[0], NEAR) * (len(before[0]) + len(after[0]))
        one, many = (before[0], after) if a == 1 else (after[0], before)
        if a == 1 and min(map(len, many)) < _SHARE * len(one):
            return 0.0
        whole = joined(many)
        alike = common(one, whole, WHOLE)
        if not alike or min(found_in(one, part) for part in many) < _FOUND:
            return 0.0
        return alike * (len(one) + len(whole))


# ---------------------------------------------------------------- anywhere


def _anywhere(texts: _Texts, olds: list[int], news: list[int], least: float) -> Iterator[tuple[int, int]]:
    """The most alike pairs of an old and a new sentence first, each used once."""
    candidates = Candidates([texts.old[at] for at in olds])
    pairs = []
    for at in news:
        for place in candidates.like(texts.new[at]):
            alike = common(texts.old[olds[place]], texts.new[at], least)
            if alike:
                pairs.append((-alike, at, olds[place]))
    done_old, done_new = set[int](), set[int]()
    for _, after, before in sorted(pairs):
        if before not in done_old and after not in done_new:
            done_old.add(before)
            done_new.add(after)
            yield before, after
