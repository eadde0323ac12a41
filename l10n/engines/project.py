"""Where the words of a span went in a translation that was made without the span's marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from l10n.engines.marks import WORD

_OPENING = "“‘«„‚\"'([¿¡"
_CLOSING = "”’»“\"')].,;:!?…%"
_BREAK = re.compile(r"[,;:.!?…\"“”«»()—]\s|\s[\"“«(—]")
# What counts against a window, in likeness (0 to 1): a whole text's length of displacement (measured on aligned
# news), punctuation inside it that the clue has not, each word too many or too few.
_DISTANCE, _TORN, _ODD = 0.8, 0.3, 0.05
_SURE = 0.5


@dataclass(frozen=True, slots=True)
class Clue:
    """What a span may read as in the translation, and where its middle should lie, from 0 to 1."""

    words: str
    middle: float


@dataclass(frozen=True, slots=True)
class Span:
    """A span of the source to find again. `whole` when it holds every word of what is around it; `lead` and `trail`
    when it begins or ends with punctuation."""

    number: int
    clues: tuple[Clue, ...]
    whole: bool = False
    lead: bool = False
    trail: bool = False
    inner: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A span's offsets in the translation. Not `sure` where nothing there reads much like a clue."""

    number: int
    start: int
    end: int
    sure: bool = True


def find(text: str, spans: Sequence[Span]) -> list[Place] | None:
    """The places of all spans, outer before inner; None where one has no words left to stand on."""
    words = [(found.start(), found.end()) for found in WORD.finditer(text)]
    return _Finder(text, words).find(0, len(words), spans, Place(-1, 0, len(text)))


@dataclass(frozen=True, slots=True)
class _Finder:
    text: str
    words: Sequence[tuple[int, int]]

    def find(self, low: int, high: int, spans: Sequence[Span], around: Place) -> list[Place] | None:
        used: set[int] = set()
        places: list[Place] = []
        for span in sorted(spans, key=lambda span: -max(len(clue.words) for clue in span.clues)):
            window = (low, high) if span.whole and low < high else self.best(low, high, span, used)
            if window is None:
                return None
            used.update(range(*window))
            place = self.widen(window, span, around)
            inner = self.find(*window, span.inner, place)
            if inner is None:
                return None
            places += [place, *inner]
        return places

    def best(self, low: int, high: int, span: Span, used: set[int]) -> tuple[int, int] | None:
        """The window of words most like one of the clues, and least far from where it should be."""
        windows = (
            (self.score(clue, start, start + length, low, high), (start, start + length))
            for clue in span.clues
            for length in _lengths(clue)
            for start in range(low, high - length + 1)
            if not used.intersection(range(start, start + length))
        )
        return max(windows, default=(0.0, None), key=lambda scored: scored[0])[1]

    def found(self, start: int, end: int) -> str:
        return self.text[self.words[start][0] : self.words[end - 1][1]]

    def score(self, clue: Clue, start: int, end: int, low: int, high: int) -> float:
        found = self.found(start, end)
        far = abs(((start + end) / 2 - low) / (high - low) - clue.middle)
        torn = bool(_BREAK.search(found)) and not _BREAK.search(clue.words)
        odd = abs(end - start - _size(clue))
        return _likeness(clue.words, found) - _DISTANCE * far - _TORN * torn - _ODD * odd

    def widen(self, window: tuple[int, int], span: Span, around: Place) -> Place:
        """The window's offsets, with the punctuation around it where the source span has some there."""
        start, end = self.words[window[0]][0], self.words[window[1] - 1][1]
        while span.lead and start > around.start and self.text[start - 1] in _OPENING:
            start -= 1
        while span.trail and end < around.end and self.text[end] in _CLOSING:
            end += 1
        sure = span.whole or any(_likeness(clue.words, self.found(*window)) >= _SURE for clue in span.clues)
        return Place(span.number, start, end, sure)


def _likeness(one: str, other: str) -> float:
    from rapidfuzz.fuzz import ratio

    return ratio(one.casefold(), other.casefold()) / 100


def _size(clue: Clue) -> int:
    return max(1, sum(1 for _ in WORD.finditer(clue.words)))


def _lengths(clue: Clue) -> set[int]:
    size = _size(clue)
    return {max(1, size - 1), size, size + 1}


def middle(before: str, inside: str, after: str) -> float:
    """Where the middle of `inside` lies in the whole, by words, from 0 to 1."""
    left, held, right = (sum(1 for _ in WORD.finditer(part)) for part in (before, inside, after))
    return (left + held / 2) / max(1, left + held + right)
