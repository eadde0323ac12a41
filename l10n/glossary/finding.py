"""Terms in a source text: in any form, several words long, the longest first; each text is read once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from l10n.glossary.forms import is_form, lemma
from l10n.glossary.table import Term

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_SIGNS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u0963\u0971-\u0dff"
_MARK = r"</?[a-z]+\d+/?>"
# What is no prose: marks, addresses, placeholders, code. All runs are bounded or closed: reading stays linear.
_URL = r"(?:https?://|www\.)\S+"
_OTHER = rf"{_MARK}|`[^`\n]*`|\$?\{{[^{{}}\s]{{0,60}}\}}|%\([^()\s]{{1,60}}\)[a-z]|</?[a-zA-Z][^<>]*>"
_WORD = rf"[{_UNSPACED}]|(?:[^\W_{_UNSPACED}]|[{_SIGNS}])+"
_TOKEN = re.compile(rf"{_URL}|(?P<word>{_WORD})|(?=[<`$%{{])(?:{_OTHER})")
_ASCII = re.compile(rf"{_URL}|(?P<word>[a-zA-Z0-9]+)|(?=[<`$%{{])(?:{_OTHER})")
_GAP = re.compile(rf"(?:[\s'’-]|{_MARK})*")
_FAR = 40  # characters between two words of a term; marks may stand there
_PLAIN = re.compile(r"[\w\s'’-]+")


@dataclass(frozen=True, slots=True)
class Found:
    """A term in a text; `start` and `end` are code points."""

    term: Term
    start: int
    end: int


class _Word(NamedTuple):
    text: str
    low: str
    start: int
    end: int


@dataclass(slots=True)
class _Node:
    """What may come next after some words, and the terms that end here, each with its words."""

    next: dict[str, _Node] = field(default_factory=dict)
    ends: list[_Named] = field(default_factory=list)


_Named: TypeAlias = "tuple[Term, list[_Word]]"


class Finder:
    """Finds terms in texts of the source locale. The time is linear in the text, however many terms there are."""

    def __init__(self, terms: Sequence[Term], locale: str) -> None:
        self.locale = locale
        self._root = _Node()
        self._first: dict[str, bool] = {}  # words met so far, and whether a term may begin with them
        for term in terms:
            words = _words(term.source)
            node = self._root
            for word in words:
                node = node.next.setdefault(word.low, _Node())
            if words:
                node.ends.append((term, words))

    def find(self, text: str) -> list[Found]:
        """The terms in order; none overlaps another."""
        if not self._root.next:
            return []
        words = _words(text)
        found: list[Found] = []
        at = 0
        while at < len(words):
            begins = self._may_begin(words[at])
            best = max(self._from(text, words, at), key=lambda hit: hit[0], default=None) if begins else None
            if best is None:
                at += 1
                continue
            found.append(best[1])
            at += best[0]
        return found

    def wanted(self, text: str) -> tuple[tuple[str, str], ...]:
        """What an engine is told of a text: its terms, as they stand there, with their renderings."""
        pairs = ((text[hit.start : hit.end], hit.term.target) for hit in self.find(text))
        return tuple(dict.fromkeys(pair for pair in pairs if pair[1]))

    def _may_begin(self, word: _Word) -> bool:
        begins = self._first.get(word.text)
        if begins is None:
            begins = self._first[word.text] = bool(self._step([self._root], word))
        return begins

    def _from(self, text: str, words: Sequence[_Word], at: int) -> Iterator[tuple[int, Found]]:
        """The terms that begin at a word, with how many words each has; those with a rule for case first."""
        nodes = self._step([self._root], words[at])
        if _after_hyphen(text, words[at].start):
            return
        count = 1
        while nodes:
            run = words[at : at + count]
            ends = sorted((end for node in nodes for end in node.ends), key=lambda end: end[0].source.islower())
            fits = (self._fits(term, named, run, text) for term, named in ends)
            yield from ((count, fit) for fit in fits if fit)
            if at + count >= len(words) or words[at + count].start - run[-1].end > _FAR:
                return
            nodes = self._step(nodes, words[at + count])
            count += 1

    def _step(self, nodes: Sequence[_Node], word: _Word) -> list[_Node]:
        base = _base(word, self.locale)
        keys = (word.low,) if base == word.low else (word.low, base)
        return [node.next[key] for node in nodes for key in keys if key in node.next]

    def _fits(self, term: Term, named: Sequence[_Word], run: Sequence[_Word], text: str) -> Found | None:
        if term.case == "exact" or not _PLAIN.fullmatch(term.source):
            return _literal(term, run[0].start - named[0].start, text)
        if not all(_GAP.fullmatch(text, a.end, b.start) for a, b in pairwise(run)):
            return None
        fits = all(self._is(word, wanted, term) for word, wanted in zip(run, named, strict=True))
        return Found(term, run[0].start, run[-1].end) if fits else None

    def _is(self, word: _Word, wanted: _Word, term: Term) -> bool:
        if term.case != "any" and not _cased(word.text, wanted.text):
            return False
        plural = _acronym(word) == wanted.low
        return plural or is_form(word.low, wanted.low, self.locale, term.part)


def _literal(term: Term, start: int, text: str) -> Found | None:
    """The term as it is written, where it begins; in any case of letters, if it may."""
    end = start + len(term.source)
    there = text[max(start, 0) : end]
    same = there == term.source or (term.case == "any" and there.casefold() == term.source.casefold())
    return Found(term, start, end) if same else None


def _words(text: str) -> list[_Word]:
    return [
        _Word(word, word.casefold(), found.start(), found.end())
        for found in (_ASCII if text.isascii() else _TOKEN).finditer(text)
        if (word := found["word"])
    ]


def _base(word: _Word, locale: str) -> str:
    return _acronym(word) or lemma(word.low, locale)


def _acronym(word: _Word) -> str:
    """Of MPs, mp; else nothing."""
    return word.low[:-1] if word.text[-1:] == "s" and len(word.text) > 2 and word.text[:-1].isupper() else ""


def _cased(word: str, wanted: str) -> bool:
    """Whether a word has the capitals that the term has; a term without any is found with them, too."""
    if len(wanted) > 1 and wanted.isupper():
        return word[: len(wanted)].isupper()
    return word[0].isupper() or not wanted[0].isupper()


def _after_hyphen(text: str, start: int) -> bool:
    """Whether a word is the end of another: the council of city-council."""
    return start > 1 and text[start - 1] == "-" and text[start - 2].isalnum()
