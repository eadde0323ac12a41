"""Sources found by their words: segments of numbered sources, and for each word the numbers of those that have it."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from heapq import nlargest
from typing import TYPE_CHECKING

from l10n.memory.texts import LONGEST, SHORT, flat, threes, words

if TYPE_CHECKING:
    from l10n.memory.database import Database

SEGMENT = 1 << 16
# How many numbers are read for a text, rarest words first: at once, and where nothing found then is like enough.
_BUDGETS = (1_500, 10_000)
_RERANKED, _TIES = 48, 24
_KNOWN = 50_000  # words whose counts are kept
# A text of so few words is looked up by parts of them, too.
_FEW = 3
_MOST = 1000  # words of a text that are looked at
_ENOUGH = 0.85


def postings(texts: Sequence[str]) -> dict[str, bytes]:
    """Word → the numbers of the flat texts that have it, ascending, two bytes each."""
    found: defaultdict[str, array[int]] = defaultdict(lambda: array("H"))
    for number, text in enumerate(texts):
        some = words(text)
        for word in some | threes(some) if len(text) <= SHORT else some:
            found[word].append(number)
    return {word: numbers.tobytes() for word, numbers in found.items() if len(word) <= LONGEST}


class Index:
    """The index of one pair of languages, as the tables were at the last `update`."""

    def __init__(self, pair: int) -> None:
        self.pair = pair
        self.lengths: dict[int, array[int]] = {}
        self.total = 0
        self._here = ""
        self._known: dict[str, int] = {}

    def update(self, db: Database) -> None:
        """Reads the segments that are new; they never change."""
        now = {segment for (segment,) in db.execute("SELECT id FROM segment WHERE pair = ?", (self.pair,))}
        if now == self.lengths.keys():
            return
        self.lengths = {segment: some for segment, some in self.lengths.items() if segment in now}
        for segment in sorted(now - self.lengths.keys()):
            (blob,) = db.execute("SELECT lengths FROM segment WHERE id = ?", (segment,)).fetchone()
            self.lengths[segment] = array("H", blob)
        self.total = sum(map(len, self.lengths.values()))
        self._here = db.postings(self.pair, self.lengths)
        self._known.clear()

    def like(self, db: Database, text: str, least: float, limit: int) -> list[tuple[float, int, str]]:
        """The sources most like a flat text, at least `least`: similarity, number, text as learnt; best first."""
        if not self.lengths:
            return []
        left = self._rarest(db, text, least)
        windows = self._windows(len(text), least)
        votes: dict[int, Counter[int]] = {segment: Counter() for segment in windows}
        best: list[tuple[float, int, str]] = []
        for budget in _BUDGETS:
            self._vote(db, left, votes, windows, budget)
            best = self._ranked(db, text, votes, least)[:limit]
            # Measured: rare words find the best source or none at all.
            if not left or (len(best) >= limit and best[-1][0] >= _ENOUGH):
                break
        return best

    def _rarest(self, db: Database, text: str, least: float) -> list[tuple[int, str]]:
        """The words to look up, each with the number of sources that have it; the rarest last."""
        some = words(text)
        if len(some) > _MOST:
            some = set(nlargest(_MOST, some, key=len))
        known = self._counts(db, some)
        if len(text) * least <= SHORT:
            unknown = some.difference(word for _, word in known) if len(some) > _FEW else some
            known = sorted(known + self._counts(db, threes(unknown)), reverse=True)
        return known

    def _counts(self, db: Database, some: set[str]) -> list[tuple[int, str]]:
        if len(self._known) > _KNOWN:
            self._known = {}
        new = tuple(word for word in some.difference(self._known) if len(word) <= LONGEST)
        if new:
            self._known.update(dict.fromkeys(new, 0))
            these, values = db.among("token", new)
            query = f"SELECT token, {db.COUNT} FROM posting WHERE {self._here} AND {these} GROUP BY token"  # noqa: S608
            self._known.update(db.execute(query, values).fetchall())
        known = self._known
        return sorted(((known[word], word) for word in some if known.get(word)), reverse=True)

    def _windows(self, length: int, least: float) -> dict[int, tuple[int, int]]:
        low, high = min(int(length * least), 65535), min(int(length / least) + 1, 65535)
        return {s: (bisect_left(some, low), bisect_left(some, high + 1)) for s, some in self.lengths.items()}

    def _vote(
        self,
        db: Database,
        left: list[tuple[int, str]],
        votes: dict[int, Counter[int]],
        windows: dict[int, tuple[int, int]],
        budget: int,
    ) -> None:
        """Uses up words, at least one in all, and counts for each source how many it has."""
        share = sum(last - first for first, last in windows.values()) / max(1, self.total)
        used: list[str] = []
        begun = any(votes.values())
        while left and (budget > left[-1][0] * share or not (used or begun)):
            count, word = left.pop()
            used.append(word)
            budget -= int(count * share)
        these, values = db.among("token", used)
        query = f"SELECT segment, numbers FROM posting WHERE {self._here} AND {these}"  # noqa: S608
        for segment, blob in db.execute(query, values) if used else ():
            numbers = array("H", blob)
            first, last = windows[segment]
            votes[segment].update(numbers[bisect_left(numbers, first) : bisect_left(numbers, last)])

    def _ranked(
        self, db: Database, text: str, votes: dict[int, Counter[int]], least: float
    ) -> list[tuple[float, int, str]]:
        from rapidfuzz.distance.Levenshtein import normalized_similarity

        chosen = self._chosen(len(text), votes)
        if not chosen:
            return []
        these, values = db.among("id", chosen)
        scored = [
            (normalized_similarity(text, flat(source), score_cutoff=least), number, source)
            for number, source in db.execute(f"SELECT id, text FROM source WHERE {these}", values)  # noqa: S608
        ]
        return sorted((found for found in scored if found[0] >= least and found[0] > 0), reverse=True)

    def _chosen(self, length: int, votes: dict[int, Counter[int]]) -> list[int]:
        """The sources with the most votes; of those with as many as the last, the nearest in length."""
        bar = _bar(votes)
        around = _TIES // len(votes) + 1
        chosen = []
        for segment, some in votes.items():
            base = segment * SEGMENT
            chosen += [base + number for number, vote in some.items() if vote > bar]
            ties = sorted(number for number, vote in some.items() if vote == bar)
            middle = bisect_left(ties, bisect_left(self.lengths[segment], length))
            chosen += [base + number for number in ties[max(0, middle - around) : middle + around]]
        return chosen


def _bar(votes: dict[int, Counter[int]]) -> int:
    """How many votes the last of _RERANKED sources has."""
    counts: Counter[int] = Counter()
    for some in votes.values():
        counts.update(some.values())
    left = _RERANKED
    for vote in sorted(counts, reverse=True):
        left -= counts[vote]
        if left <= 0:
            return vote
    return 0
