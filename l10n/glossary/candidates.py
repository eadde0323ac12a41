"""What a glossary may lack: names and expressions that texts repeat, and how they were translated so far."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_SIGNS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u0963\u0971-\u0dff"
_OTHER = r"</?[a-z]+\d+/?>|(?:https?://|www\.)\S+|`[^`\n]*`"
_TOKEN = re.compile(rf"(?P<other>{_OTHER})|[{_UNSPACED}]|(?:[^\W\d_{_UNSPACED}]|[{_SIGNS}])+(?:-[^\W\d_]+)*")
_JOINING = frozenset("of the de la le du des von van der den di da del bin al el y and for".split())
_LONGEST = 4  # words of an expression; names may be two longer
_BOUND = 0.5  # of its places, where a word of the translations counts as part of a rendering
_STEM = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name or expression, how often it stands in how many articles, and its renderings by locale, with counts."""

    text: str
    name: bool
    count: int
    articles: int
    renderings: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article, with its translations by locale."""

    article: str
    text: str
    targets: Mapping[str, str]


_Span = tuple[str, int, int]


def candidates(sentences: Sequence[Sentence], common: Collection[str], least: int = 3) -> list[Candidate]:
    """What stands in at least so many sentences: names and expressions, then words that stand twice as often.

    `common` words begin and end no term. Texts without blanks between words have no candidates.
    """
    places: dict[tuple[str, bool], list[int]] = defaultdict(list)
    cut = [_words(sentence.text) for sentence in sentences]
    plain = {word for words in cut for word, _, _ in words if word.islower()}.union(common)
    for n, (sentence, words) in enumerate(zip(sentences, cut, strict=True)):
        found = {(text, True) for text in _names(sentence.text, words, plain)}
        found |= {(text, False) for text in _expressions(sentence.text, words, common)}
        for key in found:
            places[key].append(n)
    places = {key: at for key, at in places.items() if len(at) >= (least if key[1] or " " in key[0] else 2 * least)}
    kept = [key for key in places if not _part_of_longer(key, places)]
    kept.sort(key=lambda key: (not key[1] and " " not in key[0], -len(places[key]), key[0]))
    renderings = _Renderings(sentences)
    return [
        Candidate(
            text,
            name,
            len(at := places[text, name]),
            len({sentences[n].article for n in at}),
            renderings.of(text, at),
        )
        for text, name in kept
    ]


def _words(text: str) -> list[_Span]:
    return [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text) if m["other"] is None]


def _names(text: str, words: Sequence[_Span], plain: Collection[str]) -> Iterator[str]:
    """Runs of words with capitals, and each word of them; the first of a sentence only where it is no `plain` word,
    and not alone."""
    at = 0
    while at < len(words):
        end = _end_of_name(text, words, at)
        inside = _inside(text, words[at][1])
        begin = at if inside or words[at][0].lower() not in plain else at + 1
        if 1 < end - begin <= _LONGEST + 2:
            yield text[words[begin][1] : words[end - 1][2]]
        for word, _, _ in words[at if inside else at + 1 : end]:
            if word[0].isupper() and len(word) > 2:
                yield word
        at = max(end, at + 1)


def _end_of_name(text: str, words: Sequence[_Span], at: int) -> int:
    """After the last word with a capital of a run, which may have joining words (of, the, de) inside."""
    end = at
    while end < len(words) and words[end][0][0].isupper() and (end == at or _near(text, words, end)):
        end += 1
        joined = end + 1 < len(words) and words[end][0] in _JOINING and words[end + 1][0][0].isupper()
        if joined and _near(text, words, end) and _near(text, words, end + 1):
            end += 1
    return end


def _expressions(text: str, words: Sequence[_Span], common: Collection[str]) -> Iterator[str]:
    """Words, and runs of them, that have no capitals and neither begin nor end with a common word."""
    for at, (first, start, _) in enumerate(words):
        for end in range(at, min(at + _LONGEST, len(words))):
            last = words[end][0]
            if not last.islower() or (end > at and not _near(text, words, end)):
                break
            if not {first, last} & set(common) and min(len(first), len(last)) > 2 and (end > at or len(first) > 4):
                yield text[start : words[end][2]]


def _near(text: str, words: Sequence[_Span], at: int) -> bool:
    """Whether only a blank is between a word and the one before it."""
    return words[at][1] - words[at - 1][2] == 1 and text[words[at - 1][2]].isspace()


def _inside(text: str, start: int) -> bool:
    """Whether a place is within a sentence."""
    before = text[:start].rstrip()
    return bool(before) and (before[-1].isalnum() or before[-1] in ",;)’'")


def _part_of_longer(key: tuple[str, bool], places: Mapping[tuple[str, bool], Sequence[int]]) -> bool:
    """Whether it nearly always stands within the same longer one."""
    text, name = key
    return any(
        kind == name and len(longer) > len(text) and f" {text} " in f" {longer} " and len(at) >= 0.8 * len(places[key])
        for (longer, kind), at in places.items()
    )


class _Renderings:
    """Which words of the translations go with a term: those that stand where it does, and hardly elsewhere."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._words: dict[str, dict[int, list[_Span]]] = defaultdict(dict)
        self._texts = [sentence.targets for sentence in sentences]
        self._spread: dict[str, Counter[str]] = defaultdict(Counter)
        for n, targets in enumerate(self._texts):
            for locale, text in targets.items():
                words = self._words[locale][n] = _words(text)
                self._spread[locale].update({_stem(word) for word, _, _ in words})

    def of(self, term: str, at: Sequence[int]) -> dict[str, list[tuple[str, int]]]:
        found = {locale: self._in(locale, term, at) for locale in self._words}
        return {locale: renderings for locale, renderings in found.items() if renderings}

    def _in(self, locale: str, term: str, at: Sequence[int]) -> list[tuple[str, int]]:
        words = {n: self._words[locale][n] for n in at if n in self._words[locale]}
        here = Counter(stem for spans in words.values() for stem in {_stem(word) for word, _, _ in spans})
        spread = self._spread[locale]
        bound = {
            stem for stem, count in here.items() if 2 * count >= _BOUND * (len(words) + spread[stem]) and count > 1
        }
        counts: Counter[str] = Counter()
        shapes: dict[str, str] = {}
        for n, spans in words.items():
            text = self._texts[n][locale]
            run = term if not term.islower() and term in text else _longest(text, spans, bound)
            if run:
                key = " ".join(_stem(word) for word, _, _ in _words(run)) or run
                counts[key] += 1
                shapes.setdefault(key, run)
        return [(shapes[key], count) for key, count in counts.most_common(5)]


def _longest(text: str, words: Sequence[_Span], bound: Collection[str]) -> str:
    """The longest run of words that go with the term."""
    best = (0, 0)
    start = -1
    for n, (word, begin, end) in enumerate(words):
        if _stem(word) not in bound:
            start = -1
            continue
        if start < 0 or begin - words[n - 1][2] > 1:
            start = begin
        best = max(best, (end - start, -start))
    return text[-best[1] : best[0] - best[1]] if best[0] else ""


def _stem(word: str) -> str:
    return word.casefold()[:_STEM]
